// The whole story of one message on one page. What can be found without the
// store is found first and without a lock; the transaction then takes microseconds.
// Refusals come before the verdict, since mail made by a machine has no level.
#include "intake.h"

#include <stdatomic.h>
#include <string.h>

#include "accounts.h"
#include "address.h"
#include "clue.h"
#include "complaint.h"
#include "contact.h"
#include "context.h"
#include "decision.h"
#include "echo.h"
#include "fault.h"
#include "lesson.h"
#include "kept.h"
#include "missing.h"
#include "orders.h"
#include "outbound.h"
#include "tags.h"

// What does not hang on the configuration and takes its time to read: intakes of one configuration after the
// other share it.
typedef struct Learned {
    atomic_uint users;
    Model *model;
    Lessons *lessons; // over the model, in force
    Kept *kept;
} Learned;

struct Intake {
    const Config *config;
    const Seal *seal;
    Store *store;
    Learned *learned;
    Model *model; // these three are of `learned`
    Lessons *lessons;
    Kept *kept;
    LanguageGuesser *guesser;
};

// All languages any mailbox is served in.
static GPtrArray *all_languages(const Config *config) {
    GPtrArray *all = g_ptr_array_new();
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        for (guint j = 0; j < mailbox->languages->len; j++)
            if (!g_ptr_array_find_with_equal_func(all, mailbox->languages->pdata[j], g_str_equal, NULL))
                g_ptr_array_add(all, mailbox->languages->pdata[j]);
    }
    return all;
}

static Learned *learned_new(GError **error) {
    Learned *learned = g_new0(Learned, 1);
    atomic_init(&learned->users, 1);
    learned->kept = kept_new();
    learned->model = model_builtin(error);
    learned->lessons = lessons_new(learned->model);
    return learned;
}

static Learned *learned_ref(Learned *learned) {
    atomic_fetch_add(&learned->users, 1);
    return learned;
}

static void learned_unref(Learned *learned) {
    if (learned == NULL || atomic_fetch_sub(&learned->users, 1) != 1)
        return;
    lessons_free(learned->lessons);
    model_free(learned->model);
    kept_free(learned->kept);
    g_free(learned);
}

// Without a guesser yet. Takes `learned`.
static Intake *intake_over(Learned *learned, const Config *config, const Seal *seal, Store *store) {
    Intake *intake = g_new0(Intake, 1);
    intake->config = config;
    intake->seal = seal;
    intake->store = store;
    intake->learned = learned;
    intake->model = learned->model;
    intake->lessons = learned->lessons;
    intake->kept = learned->kept;
    return intake;
}

Intake *intake_new(const Config *config, const Seal *seal, Store *store, GError **error) {
    g_autoptr(Intake) intake = intake_over(learned_new(error), config, seal, store);
    g_autoptr(GPtrArray) languages = all_languages(config);
    intake->guesser = intake->model == NULL ? NULL : language_guesser_new(languages, error);
    return intake->guesser == NULL ? NULL : g_steal_pointer(&intake);
}

Intake *intake_again(const Intake *before, const Config *config, GError **error) {
    g_autoptr(Intake) intake = intake_over(learned_ref(before->learned), config, before->seal, before->store);
    g_autoptr(GPtrArray) languages = all_languages(config);
    intake->guesser = language_guesser_again(before->guesser, languages, error);
    return intake->guesser == NULL ? NULL : g_steal_pointer(&intake);
}

Intake *intake_deaf(const Config *config) {
    Intake *intake = g_new0(Intake, 1);
    intake->config = config;
    return intake;
}

void intake_read_ahead(const Intake *intake) {
    model_read_all(intake->model);
}

void intake_free(Intake *intake) {
    if (intake == NULL)
        return;
    language_guesser_free(intake->guesser);
    learned_unref(intake->learned);
    g_free(intake);
}

Concern intake_concern(const Intake *intake, const Envelope *envelope) {
    const Config *config = intake->config;
    for (guint i = 0; i < envelope->recipients->len; i++)
        if (mailbox_serving(config->mailboxes, envelope->recipients->pdata[i]) != NULL)
            return CONCERN_MESSAGE;
    const char *sender = envelope->sender == NULL ? "" : envelope->sender;
    const bool ours = trust_is_agent(config->trust, sender) || mailbox_of(config->mailboxes, sender) != NULL;
    const bool inside = envelope->login != NULL ||
                        (envelope->client != NULL && trust_is_internal(config->trust, envelope->client));
    return ours || inside ? CONCERN_HEADERS : CONCERN_NONE;
}

bool intake_is_outbound(const Intake *intake, const Envelope *envelope, GBytes *header) {
    const Config *config = intake->config;
    g_autoptr(Message) message = message_parse(header, NULL);
    if (message == NULL)
        return false;
    g_autoptr(AuthResults) auth = authres_of(message, config->trust->authserv_ids, config->hostname);
    return refusal_is_outbound(message, envelope, auth, config->mailboxes, config->trust);
}

// A message that costs too much would cost as much again: its fate is permanent.
static bool in_time(int64_t deadline, GError **error) {
    return deadline == 0 || g_get_monotonic_time() < deadline ||
           fault_set(error, FATE_PERMANENT, "over the time budget");
}

// The address of the mailbox that was meant: that very one, else the longest of which it is a sub-address,
// since "support-de@" beside "support@" is an address of its own.
static const char *address_within(const Mailbox *mailbox, const char *recipient) {
    const char *best = NULL;
    for (guint i = 0; i < mailbox->addresses->len; i++) {
        const char *own = mailbox->addresses->pdata[i];
        if (address_equal(recipient, own))
            return own;
        if (address_is_ours(recipient, own) && (best == NULL || strlen(own) > strlen(best)))
            best = own;
    }
    return best;
}

// The first served recipient decides; a message seen without an envelope is taken as sent to the first
// mailbox.
static void find_mailbox(const Intake *intake, const Envelope *envelope, Hearing *hearing) {
    const GPtrArray *mailboxes = intake->config->mailboxes;
    for (guint i = 0; i < envelope->recipients->len && hearing->mailbox == NULL; i++)
        hearing->mailbox = mailbox_serving(mailboxes, envelope->recipients->pdata[i]);
    if (hearing->mailbox == NULL)
        hearing->mailbox = mailboxes->pdata[0];
    for (guint i = 0; i < envelope->recipients->len && hearing->address == NULL; i++)
        if (mailbox_serving(mailboxes, envelope->recipients->pdata[i]) == hearing->mailbox)
            hearing->address = g_strdup(address_within(hearing->mailbox, envelope->recipients->pdata[i]));
    if (hearing->address == NULL)
        hearing->address = g_strdup(hearing->mailbox->addresses->pdata[0]);
}

typedef struct Acquaintance {
    const char *address;
    Kept *kept;
    bool proven; // then it is all the same whether mail went both ways
    AccountFacts *imported;
    bool known;
    uint64_t lessons; // their version
} Acquaintance;

static bool do_know(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Acquaintance *acquaintance = data;
    Contact contact;
    lesson_expect(txn);
    problem_expect_changes(txn); // of `kept`
    if (!acquaintance->proven)
        contact_expect(txn, acquaintance->address);
    g_clear_pointer(&acquaintance->imported, account_facts_free);
    acquaintance->imported = accounts_find(txn, acquaintance->address);
    acquaintance->lessons = lesson_version(txn);
    acquaintance->known = acquaintance->imported != NULL ||
                          (!acquaintance->proven && contact_find(txn, acquaintance->address, &contact) &&
                           contact_is_correspondent(&contact));
    kept_refresh(acquaintance->kept, txn);
    return !store_failed(txn);
}

// Outside the transaction in which others wait to write: an account with a thousand people takes its time.
static void ask_store(const Intake *intake, const char *customer, Hearing *hearing) {
    Acquaintance acquaintance = {
        .address = customer,
        .kept = intake->kept,
        .proven =
            authres_proves_from(hearing->auth, customer) || authres_proves_sender(hearing->auth, customer),
    };
    g_autoptr(GError) error = NULL; // a store that cannot be read says so when it is written
    const bool read = store_read(intake->store, do_know, &acquaintance, &error);
    hearing->imported = acquaintance.imported;
    hearing->known = hearing->known || (read && acquaintance.known);
    if (read)
        hearing->layer = lessons_layer(intake->lessons, intake->store, acquaintance.lessons);
}

// A known correspondent: an account has them, or mail went both ways, which matters only where nothing proves
// who wrote.
static void find_known(const Intake *intake, const Envelope *envelope, Hearing *hearing) {
    const char *customer = hearing_customer(hearing, envelope->sender);
    hearing->account = account_of(intake->config->accounts, customer);
    hearing->known = hearing->account != NULL;
    if (intake->store != NULL && customer != NULL)
        ask_store(intake, customer, hearing);
    const ContextFacts facts = {
        .settings = &intake->config->accounts_known,
        .imported = hearing->imported,
        .configured = hearing->account,
        .address = customer,
        .now = envelope->arrival,
    };
    hearing->context = context_of(&facts);
}

static void find_recipient(const Intake *intake, const Envelope *envelope, const char *auth_results,
                           Hearing *hearing) {
    const Config *config = intake->config;
    hearing->auth = auth_results != NULL
                        ? authres_parse(auth_results)
                        : authres_of(hearing->message, config->trust->authserv_ids, config->hostname);
    find_known(intake, envelope, hearing);
    const RecipientFacts facts = {
        .message = hearing->message,
        .envelope = envelope,
        .auth = hearing->auth,
        .known = hearing->known,
        .unproven = config->acknowledge.unproven,
        .reply_to = config->acknowledge.reply_to,
    };
    hearing->recipient = recipient_choose(&facts);
    hearing->outbound =
        refusal_is_outbound(hearing->message, envelope, hearing->auth, config->mailboxes, config->trust);
}

static void find_refusals(const Intake *intake, const Envelope *envelope, Hearing *hearing) {
    const Config *config = intake->config;
    const RefusalFacts facts = {
        .message = hearing->message,
        .text = hearing->text,
        .envelope = envelope,
        .auth = hearing->auth,
        .recipient = hearing->recipient,
        .mailbox = hearing->mailbox,
        .mailboxes = config->mailboxes,
        .trust = config->trust,
        .settings = &config->acknowledge,
        .mode = config->mode,
        .hostname = config->hostname,
        .seal = intake->seal,
        .known = hearing->known,
        .account = hearing->account,
    };
    refusal_of(&facts, &hearing->refusals);
}

// All but the verdict.
static Hearing *look(const Intake *intake, const Envelope *envelope, GBytes *bytes, const char *auth_results,
                     int64_t deadline, GError **error) {
    g_autoptr(Hearing) hearing = hearing_new();
    hearing->message = message_parse(bytes, error);
    if (hearing->message == NULL)
        return NULL;
    find_mailbox(intake, envelope, hearing);
    find_recipient(intake, envelope, auth_results, hearing);
    hearing->text = text_extract(hearing->message, deadline);
    if (!in_time(deadline, error))
        return NULL;
    find_refusals(intake, envelope, hearing);
    return g_steal_pointer(&hearing);
}

static bool judge(const Intake *intake, Hearing *hearing, int64_t deadline, GError **error) {
    const bool level_none = hearing->outbound || refusal_is_machine(&hearing->refusals);
    hearing->verdict =
        verdict_taught(intake->model, hearing->layer, intake->guesser, hearing->text, level_none);
    hearing->lacking = missing_look(hearing->text, hearing->verdict, &hearing->given);
    hearing->missing = missing_ask(hearing->lacking, 0);
    hearing_set_level(hearing, level_none);
    if (!level_none)
        complaint_find(intake->kept, intake->store, hearing);
    return in_time(deadline, error);
}

Hearing *intake_judge(const Intake *intake, const Envelope *envelope, GBytes *bytes, const char *auth_results,
                      int64_t deadline, GError **error) {
    g_autoptr(Hearing) hearing = look(intake, envelope, bytes, auth_results, deadline, error);
    if (hearing == NULL || !judge(intake, hearing, deadline, error))
        return NULL;
    return g_steal_pointer(&hearing);
}

typedef struct Work {
    const DecisionFacts *facts;
    Hearing *hearing;
} Work;

static bool do_make(StoreTxn *txn, void *data, GError **error) {
    (void)error; // the transaction carries it
    const Work *work = data;
    decision_make(txn, work->facts, work->hearing);
    return !store_failed(txn);
}

static bool do_recall(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Work *work = data;
    decision_recall(txn, work->facts, work->hearing);
    return !store_failed(txn);
}

bool intake_recall(const Intake *intake, const Envelope *envelope, Hearing *hearing, GError **error) {
    if (intake->store == NULL)
        return true;
    g_autoptr(Clue) clue = clue_find(intake->seal, intake->config, envelope, hearing->message, hearing->text);
    const DecisionFacts facts = {
        .config = intake->config, .envelope = envelope, .clue = clue, .judged = hearing->refusals};
    Work work = {.facts = &facts, .hearing = hearing};
    if (!store_read(intake->store, do_recall, &work, error))
        return false;
    // An away note is one by what it answers.
    hearing_set_level(hearing, refusal_is_machine(&hearing->refusals));
    return true;
}

// Without a store nothing can be promised: the message is tagged by itself and not answered.
static void tag_alone(const Intake *intake, const Envelope *envelope, Hearing *hearing) {
    const RefusalHistory history = {.state = true};
    refusal_recall(&history, &hearing->refusals);
    hearing->strip = intake->config->mode != MODE_OBSERVE;
    if (hearing->strip)
        tags_set(hearing, tags_shown(intake->config, envelope));
}

static bool do_outbound(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbound_record(txn, data);
    return !store_failed(txn);
}

static bool hear_outbound(const Intake *intake, const Envelope *envelope, const Hearing *hearing,
                          int64_t deadline, GError **error) {
    if (intake->store == NULL || !outbound_is_by_person(intake->config, hearing->message, &hearing->refusals))
        return true;
    g_autoptr(Clue) clue = clue_find(intake->seal, intake->config, envelope, hearing->message, hearing->text);
    const char *language = verdict_language(intake->guesser, hearing->text);
    g_autoptr(OutboundSaid) said =
        outbound_said_new(hearing->text->body, language, intake->config->mailboxes,
                          outbound_written_at(hearing->message, envelope->arrival));
    OutboundFacts facts = {
        .config = intake->config,
        .clue = clue,
        .message = hearing->message,
        .envelope = envelope,
        .said = said,
        .language = language,
    };
    return store_write_ahead(intake->store, do_outbound, &facts, deadline, error);
}

typedef struct OrdersWork {
    const Orders *orders;
    int64_t now;
} OrdersWork;

static bool do_orders(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const OrdersWork *work = data;
    orders_take(txn, work->orders, work->now);
    return !store_failed(txn);
}

// A PM's commands: the mail reaches the mailbox as it is, and is no customer's.
static bool hear_orders(const Intake *intake, const Envelope *envelope, Hearing *hearing, int64_t deadline,
                        GError **error) {
    const OrdersFacts facts = {
        .config = intake->config,
        .seal = intake->seal,
        .message = hearing->message,
        .envelope = envelope,
        .auth = hearing->auth,
        .text = hearing->text,
        .machine = refusal_is_machine(&hearing->refusals),
    };
    g_autoptr(Orders) orders = intake->store == NULL ? NULL : orders_find(&facts);
    hearing->ordered = orders != NULL;
    if (!hearing->ordered)
        return true;
    OrdersWork work = {.orders = orders, .now = envelope->arrival};
    hearing->strip = intake->config->mode != MODE_OBSERVE;
    hearing->wake = true;
    return store_write_ahead(intake->store, do_orders, &work, deadline, error);
}

Hearing *intake_hear(const Intake *intake, const Envelope *envelope, GBytes *bytes, int64_t deadline,
                     GError **error) {
    g_autoptr(Hearing) hearing = look(intake, envelope, bytes, NULL, deadline, error);
    if (hearing == NULL || !hear_orders(intake, envelope, hearing, deadline, error))
        return NULL;
    if (hearing->outbound)
        return hear_outbound(intake, envelope, hearing, deadline, error) ? g_steal_pointer(&hearing) : NULL;
    if (hearing->ordered)
        return g_steal_pointer(&hearing);
    if (intake_concern(intake, envelope) != CONCERN_MESSAGE)
        return g_steal_pointer(&hearing); // it was looked at only because our people might have written it
    if (!judge(intake, hearing, deadline, error))
        return NULL;
    if (intake->store == NULL) {
        tag_alone(intake, envelope, hearing);
        return g_steal_pointer(&hearing);
    }
    if (refusal_first(&hearing->refusals) == REFUSAL_COUNT)
        hearing->echoes = echo_pick(hearing->text, hearing->verdict);
    g_autoptr(Clue) clue = clue_find(intake->seal, intake->config, envelope, hearing->message, hearing->text);
    const DecisionFacts facts = {
        .config = intake->config, .envelope = envelope, .clue = clue, .judged = hearing->refusals};
    Work work = {.facts = &facts, .hearing = hearing};
    if (!store_write_ahead(intake->store, do_make, &work, deadline, error))
        return NULL;
    return g_steal_pointer(&hearing);
}
