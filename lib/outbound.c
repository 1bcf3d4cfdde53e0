// What is read from the text is read inside the transaction, but short: our
// people's mails are, and the reader of promises looks at 16 KB at most.
#include "outbound.h"

#include "address.h"
#include "contact.h"
#include "promise.h"
#include "subject.h"
#include "thread.h"
#include "thread_find.h"
#include "thread_link.h"
#include "timekeeping.h"

// A desk's mark is on what its agents write too, and so is, by Exchange, the wish for no automatic answer:
// only together do they tell a desk's own mail.
static bool is_of_desk(const Refusals *refusals) {
    return refusals->force[REFUSAL_HELP_DESK] != FORCE_NONE &&
           refusals->force[REFUSAL_RESPONSE_SUPPRESS] != FORCE_NONE;
}

bool outbound_is_by_person(const Refusals *refusals) {
    return !refusal_is_machine(refusals) && !refusal_says_no(refusals, REFUSAL_PRECEDENCE) &&
           !refusal_says_no(refusals, REFUSAL_LIST) && !is_of_desk(refusals);
}

// "Out of office: their subject", which an agent's mailbox sends and often no field marks. Behind a "Re:" the
// words are the customer's.
static bool is_away_note(const Message *message) {
    const char *subject = message_subject(message);
    return subject != NULL && refusal_is_away_subject(subject) && !subject_is_inherited(subject);
}

// A served mailbox, an agent, or a colleague of theirs: an address of a mailbox's organisation.
static bool is_of_ours(const Config *config, const char *address) {
    if (mailbox_of(config->mailboxes, address) != NULL || trust_is_agent(config->trust, address))
        return true;
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        for (guint k = 0; k < mailbox->addresses->len; k++)
            if (address_same_organisation(address_domain(address),
                                          address_domain(mailbox->addresses->pdata[k])))
                return true;
    }
    return false;
}

static void add_recipients(GPtrArray *all, const GPtrArray *some) {
    for (guint i = 0; some != NULL && i < some->len && all->len < OUTBOUND_RECIPIENTS; i++)
        g_ptr_array_add(all, some->pdata[i]);
}

static bool has_mailbox(const Config *config, const GPtrArray *recipients) {
    for (guint i = 0; i < recipients->len; i++)
        if (mailbox_of(config->mailboxes, recipients->pdata[i]) != NULL)
            return true;
    return false;
}

// Whom it went to (borrowed). Who answers from a mailbox elsewhere sends us a copy alone: then the header, by
// one whose address is proven, tells who else has it.
static GPtrArray *recipients_of(const OutboundFacts *facts) {
    GPtrArray *all = g_ptr_array_new();
    add_recipients(all, facts->envelope->recipients);
    if (has_mailbox(facts->config, all)) {
        add_recipients(all, message_addresses(facts->message, "To"));
        add_recipients(all, message_addresses(facts->message, "Cc"));
    }
    return all;
}

// Who wrote in it is the customer even where we serve our own colleagues.
static bool reaches_customer(StoreTxn *txn, const OutboundFacts *facts, const GPtrArray *recipients,
                             const Thread *thread) {
    for (guint i = 0; i < recipients->len; i++) {
        const char *address = recipients->pdata[i];
        const bool opened = thread->from != NULL && address_equal(address, thread->from);
        if (opened || thread_acknowledged(thread, contact_hash(store_txn_seal(txn), address)) ||
            !is_of_ours(facts->config, address))
            return true;
    }
    return false;
}

// The customer whose conversation it may be: the first recipient who is not of ours.
static const char *customer_of(const OutboundFacts *facts, const GPtrArray *recipients) {
    for (guint i = 0; i < recipients->len; i++)
        if (!is_of_ours(facts->config, recipients->pdata[i]))
            return recipients->pdata[i];
    return NULL;
}

// Some tools drop the references and keep the "Re:". Without the prefix, or naming another mail, it is not
// ours to guess; a forward is for somebody else.
static bool may_guess(const Message *message) {
    const char *subject = message_subject(message);
    return message_references(message)->len == 0 && subject_is_inherited(subject) &&
           !subject_is_forward(subject);
}

// A mail that names no other is an answer when it goes to the same person under "Re:" and the same subject:
// some tools drop the references. Without the prefix it is a mail of its own.
static Thread *find_thread(StoreTxn *txn, const OutboundFacts *facts, const GPtrArray *recipients,
                           Joined *joined, char **found) {
    const ThreadClues clues = {
        .has_token = facts->clue->has_token,
        .token_thread = facts->clue->token_thread,
        .references = message_references(facts->message),
        .short_id = facts->clue->short_id,
        .person = customer_of(facts, recipients),
        .accounts = facts->config->accounts,
        .subject = may_guess(facts->message) ? facts->clue->folded : NULL,
        .is_reply = true,
        .now = facts->envelope->arrival,
    };
    return thread_find(txn, &clues, joined, found);
}

// The same mail again: from a retry, or once to each of its recipients.
static bool is_known(StoreTxn *txn, const OutboundFacts *facts, const Thread *thread) {
    const char *id = message_id(facts->message);
    uint64_t of;
    int64_t at;
    return id != NULL && thread_by_message(txn, id, &of, &at) && of == thread->id;
}

static void add_entry(StoreTxn *txn, const OutboundFacts *facts, Thread *thread, Joined joined,
                      const char *found) {
    g_autoptr(Entry) entry = entry_new();
    entry->at = facts->envelope->arrival;
    entry->from = g_strdup(message_from(facts->message));
    entry->message_id = g_strdup(message_id(facts->message));
    entry->outbound = true;
    entry->joined = joined;
    entry->found = g_strdup(found);
    entry->language = g_strdup(facts->language);
    thread_add_entry(txn, thread, entry);
    if (entry->message_id != NULL)
        thread_link_message(txn, entry->message_id, thread->id, entry->at);
    if (thread->from != NULL)
        thread_link_subject(txn, thread->from, facts->clue->folded, thread->id, entry->at);
}

// "Tomorrow" counts from the day on which it was written, unless its Date cannot be true.
static int64_t written_at(const OutboundFacts *facts) {
    const int64_t date = message_date(facts->message), arrival = facts->envelope->arrival;
    return date > arrival - G_TIME_SPAN_DAY && date <= arrival ? date : arrival;
}

static void settle_clocks(StoreTxn *txn, const OutboundFacts *facts, Thread *thread, const Mailbox *mailbox) {
    const Timekeeping timekeeping = {
        .txn = txn, .mailbox = mailbox, .thread = thread, .now = facts->envelope->arrival, .accepted = true};
    const char *text = facts->text->body;
    g_autoptr(GArray) promises =
        facts->history ? NULL : promise_find(text, facts->language, mailbox->calendar, written_at(facts));
    const PersonWrote wrote = {
        .promises = promises,
        .asks = promise_asks(text, facts->language),
        .puts_off = promise_puts_off(text, facts->language),
    };
    timekeeping_person_wrote(&timekeeping, &wrote);
}

static void note_answer(StoreTxn *txn, const OutboundFacts *facts, const GPtrArray *recipients) {
    Joined joined;
    g_autofree char *found = NULL;
    g_autoptr(Thread) thread = find_thread(txn, facts, recipients, &joined, &found);
    const Mailbox *mailbox = thread == NULL ? NULL : config_mailbox(facts->config, thread->mailbox);
    if (mailbox == NULL || !reaches_customer(txn, facts, recipients, thread) || is_known(txn, facts, thread))
        return;
    add_entry(txn, facts, thread, joined, found);
    settle_clocks(txn, facts, thread, mailbox);
    thread_put(txn, thread);
}

void outbound_record(StoreTxn *txn, const OutboundFacts *facts) {
    if (is_away_note(facts->message))
        return;
    g_autoptr(GPtrArray) recipients = recipients_of(facts);
    note_answer(txn, facts, recipients);
    for (guint i = 0; i < recipients->len; i++)
        contact_note_written(txn, recipients->pdata[i], facts->envelope->arrival);
}
