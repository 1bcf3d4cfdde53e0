// An alert that waits, for its budget, the night or the relay, must not say what
// was true an hour ago. So a row holds next to nothing, and the mail is made from
// a snapshot when its turn comes. The PM reads it on a phone: the first two lines
// say who, how grave and what to do, and all else is there to be scrolled to.
#include "brief_parts.h"

#include "acknowledge.h"
#include "address.h"
#include "compose.h"
#include "fault.h"
#include "grant.h"
#include "layout.h"
#include "memo.h"
#include "seal.h"
#include "tell.h"

// --- what its kinds say alike ---

bool brief_is_theirs(const Brief *brief, const Thread *thread) {
    const Config *config = brief->config;
    const Mailbox *mailbox = thread->mailbox == NULL ? NULL : config_mailbox(config, thread->mailbox);
    const Pm *pm = config_pm_of(config, mailbox);
    return pm != NULL && pm->address != NULL && address_equal(pm->address, brief->row->to);
}

bool brief_nothing(const Brief *brief, const char *why, GError **error) {
    return !store_failed(brief->txn) && fault_set(error, FATE_PERMANENT, "%s", why);
}

void brief_say(Brief *brief, const char *key, const char *name, const char *value) {
    if (name != NULL && value == NULL)
        return;
    g_autofree char *line = name == NULL ? phrasebook_say(brief->book, key, NULL, NULL)
                                         : phrasebook_fill(brief->book, key, name, value);
    g_string_append_printf(brief->text, "%s\n", line);
}

void brief_item_take(Brief *brief, char *text) {
    if (text != NULL && *text != '\0')
        g_string_append_printf(brief->text, "- %s\n", text);
    g_free(text);
}

void brief_gap(Brief *brief) {
    g_string_append_c(brief->text, '\n');
}

char *brief_name(const Brief *brief, const char *who, const Situation *situation) {
    g_autofree char *name = tell_name(who), *account = tell_name(situation->context->account);
    g_autoptr(Values) values = values_new();
    values_set(values, "who", name);
    values_set(values, "account", account);
    return phrasebook_say(brief->book, "brief.name", NULL, values);
}

char *brief_about(const Brief *brief, const Situation *situation) {
    char *about = situation_about(situation->thread, BRIEF_SUBJECT);
    return about != NULL ? about : phrasebook_say(brief->book, "brief.no-subject", NULL, NULL);
}

char *brief_level(const Brief *brief, Level level) {
    return phrasebook_say(brief->book, "brief.level", level_name(level), NULL);
}

// --- the letter ---

static const char *own_address(const Brief *brief) {
    return values_get(brief->given, "from-address");
}

// The address itself, with the token as its sub-address where the mailbox has such.
static char *reply_address(const Brief *brief, const char *token) {
    const Mailbox *mailbox = config_mailbox(brief->config, brief->row->mailbox);
    const char *own = own_address(brief);
    const char separator = mailbox == NULL ? 0 : mailbox->sub_address;
    char *with = separator == 0 ? NULL : address_with_detail(own, separator, token);
    return with != NULL ? with : g_strdup(own);
}

// No mail to a customer has this sequence: it names the conversation as such, and its mails to the PM stand
// under it.
static GPtrArray *references(const Brief *brief) {
    if (brief->root == 0)
        return NULL;
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(ids, acknowledge_message_id(store_txn_seal(brief->txn), brief->root, 0,
                                                address_domain(own_address(brief))));
    return ids;
}

static char *list_id(const Brief *brief) {
    const char *host = brief->config->hostname;
    return g_strdup_printf("alerts.%s", host != NULL ? host : address_domain(own_address(brief)));
}

static GBytes *letter_of(const Brief *brief, const char *loop, const char *command, GError **error) {
    g_autofree char *reply_to = brief->answerable ? reply_address(brief, command) : NULL;
    g_autofree char *list = list_id(brief), *text = layout_text_harmless(brief->text->str);
    g_autoptr(GPtrArray) ids = references(brief);
    const Letter letter = {
        .from_name = "Earshot",
        .from = own_address(brief),
        .to = brief->row->to,
        .reply_to = reply_to,
        .subject = brief->subject,
        .message_id = brief->row->message_id,
        .references = ids,
        .auto_submitted = "auto-generated",
        .loop_token = loop,
        .list_id = list,
        .language = phrasebook_language(brief->book),
        .date = brief->now,
        .text = text,
    };
    return compose_letter(&letter, error);
}

// The command's token stands in the text too: some clients answer to From whatever Reply-To says.
static GBytes *finish(Brief *brief, GError **error) {
    const Seal *seal = store_txn_seal(brief->txn);
    g_autofree char *loop = seal_token(seal, SEAL_LOOP, brief->row->id);
    g_autofree char *command = seal_token(seal, SEAL_COMMAND, brief->row->id);
    brief_gap(brief);
    g_string_append_printf(brief->text, "Ref: %s%s%s\n", brief->answerable ? command : "",
                           brief->answerable ? " " : "", loop);
    return letter_of(brief, loop, command, error);
}

static bool say_all(Brief *brief, GError **error) {
    if (brief->row->kind == OUTBOX_ROLLUP)
        return brief_rollup(brief, error);
    if (brief->row->kind == OUTBOX_BURST)
        return brief_burst(brief, error);
    const bool breaker = g_strcmp0(values_get(brief->given, "note"), "breaker") == 0;
    return breaker ? brief_breaker(brief, error) : brief_thread(brief, error);
}

static const char *zone_of(const Config *config, const OutboxRow *row, const Pm *pm) {
    const Mailbox *mailbox = config_mailbox(config, row->mailbox);
    return pm->time_zone != NULL || mailbox == NULL ? pm->time_zone : mailbox->time_zone;
}

static GBytes *compose(Brief *brief, GError **error) {
    brief->text = g_string_new(NULL);
    GBytes *bytes = say_all(brief, error) ? finish(brief, error) : NULL;
    g_string_free(brief->text, TRUE);
    g_free(brief->subject);
    return bytes;
}

GBytes *brief_compose(StoreTxn *txn, const Config *config, const OutboxRow *row, int64_t now, GArray *threads,
                      GError **error) {
    const Pm *pm = memo_pm(config, row);
    g_autoptr(Values) given = row->values == NULL ? NULL : values_unpack(row->values, error);
    if (pm == NULL || given == NULL || values_get(given, "from-address") == NULL) {
        if (error != NULL && *error == NULL)
            fault_set(error, FATE_PERMANENT,
                      pm == NULL ? "nobody is PM at this address any more" : "what it was to say is gone");
        return NULL;
    }
    g_autoptr(Phrasebook) book = phrasebook_new(pm->languages);
    Brief brief = {.txn = txn,
                   .config = config,
                   .row = row,
                   .pm = pm,
                   .given = given,
                   .book = book,
                   .zone = zone_of(config, row, pm),
                   .now = now,
                   .threads = threads};
    return compose(&brief, error);
}

void brief_grant(StoreTxn *txn, const Config *config, const OutboxRow *row, const GArray *threads,
                 int64_t now) {
    const Pm *pm = memo_pm(config, row);
    if (pm != NULL && threads->len > 0)
        grant_add(txn, row->id, pm->name, GRANT_LOOK | GRANT_THREAD,
                  (const uint64_t *)(const void *)threads->data, threads->len, now);
}
