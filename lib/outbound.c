// To whom it went decides whose conversation it answers; what it says was read
// before the transaction (outbound_said.h).
#include "outbound.h"

#include "accounts.h"
#include "address.h"
#include "contact.h"
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

// Request Tracker marks all that it sends as bulk and against loops, its agents' answers too; but it names
// whose doing the mail is, and that is the customer for its receipts.
static bool is_of_rt_agent(const Config *config, const Message *message) {
    const GPtrArray *doer = message_addresses(message, "RT-Originator");
    return doer != NULL && doer->len == 1 && config_is_ours(config, doer->pdata[0]);
}

bool outbound_is_by_person(const Config *config, const Message *message, const Refusals *refusals) {
    Refusals seen = *refusals;
    if (is_of_rt_agent(config, message)) {
        seen.force[REFUSAL_LOOP_HEADER] = seen.force[REFUSAL_PRECEDENCE] = FORCE_NONE;
        seen.machine[REFUSAL_LOOP_HEADER] = false;
    }
    return !refusal_is_machine(&seen) && !refusal_says_no(&seen, REFUSAL_PRECEDENCE) &&
           !refusal_says_no(&seen, REFUSAL_LIST) && !is_of_desk(&seen);
}

// "Out of office: their subject", which an agent's mailbox sends and often no field marks. Behind a "Re:" the
// words are the customer's.
static bool is_away_note(const Message *message) {
    const char *subject = message_subject(message);
    return subject != NULL && refusal_is_away_subject(subject) && !subject_is_inherited(subject);
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

// Who opened it, or is of their account, or had its acknowledgement: the customer even where we serve our own
// colleagues. Another address outside may be theirs too, by their Reply-To; but who forwards asks somebody
// else.
static bool is_customer(StoreTxn *txn, const OutboundFacts *facts, const Thread *thread,
                        const char *address) {
    const Account *account = account_of(facts->config->accounts, address);
    if (thread_acknowledged(thread, contact_hash(store_txn_seal(txn), address)) ||
        (account != NULL && account == account_of(facts->config->accounts, thread->from)))
        return true;
    if (thread->from != NULL &&
        (address_equal(address, thread->from) || accounts_same(txn, address, thread->from)))
        return true;
    return !config_is_ours(facts->config, address) && !subject_is_forward(message_subject(facts->message));
}

static bool reaches_customer(StoreTxn *txn, const OutboundFacts *facts, const GPtrArray *recipients,
                             const Thread *thread) {
    for (guint i = 0; i < recipients->len; i++)
        if (is_customer(txn, facts, thread, recipients->pdata[i]))
            return true;
    return false;
}

// The customer whose conversation it may be: the first recipient who is not of ours.
static const char *customer_of(const OutboundFacts *facts, const GPtrArray *recipients) {
    for (guint i = 0; i < recipients->len; i++)
        if (!config_is_ours(facts->config, recipients->pdata[i]))
            return recipients->pdata[i];
    return NULL;
}

// Some tools drop the references and keep the "Re:". Without the prefix it is not ours to guess; a forward is
// for somebody else.
static bool may_guess(const Message *message) {
    return subject_is_reply(message_subject(message));
}

// What names a mail that we do not know is no answer to ours, but for one that came to us without a
// Message-ID: its reader's server gave it one.
static bool is_good_guess(StoreTxn *txn, const OutboundFacts *facts, const Thread *thread) {
    if (message_references(facts->message)->len == 0)
        return true;
    g_autoptr(Entry) last = thread_entry(txn, thread->id, thread->entries);
    return last != NULL && !last->outbound && last->message_id == NULL;
}

// A mail that names no other is an answer when it goes to the same person under "Re:" and the same subject:
// some tools drop the references. Without the prefix it is a mail of its own.
static Thread *find_thread(StoreTxn *txn, const OutboundFacts *facts, const GPtrArray *recipients,
                           Joined *joined, char **found) {
    ThreadClues clues = clue_for_thread(facts->clue, facts->config, facts->message,
                                        customer_of(facts, recipients), facts->envelope->arrival);
    clues.message_id = NULL; // one of ours is no copy of the customer's
    clues.is_reply = true;
    if (!may_guess(facts->message))
        clues.subject = NULL;
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

int64_t outbound_written_at(const Message *message, int64_t arrival) {
    const int64_t date = message_date(message);
    return date > arrival - G_TIME_SPAN_DAY && date <= arrival ? date : arrival;
}

static void settle_clocks(StoreTxn *txn, const OutboundFacts *facts, Thread *thread, const Mailbox *mailbox) {
    const Timekeeping timekeeping = {.txn = txn,
                                     .mailbox = mailbox,
                                     .thread = thread,
                                     .now = facts->envelope->arrival,
                                     .accepted = !facts->history};
    const PersonWrote wrote = {
        .promises = outbound_promises(facts->said, mailbox),
        .asks = facts->said->asks,
        .puts_off = facts->said->puts_off,
    };
    timekeeping_person_wrote(&timekeeping, &wrote);
}

static void note_answer(StoreTxn *txn, const OutboundFacts *facts, const GPtrArray *recipients) {
    Joined joined;
    g_autofree char *found = NULL;
    g_autoptr(Thread) thread = find_thread(txn, facts, recipients, &joined, &found);
    const Mailbox *mailbox = thread == NULL ? NULL : config_mailbox(facts->config, thread->mailbox);
    if (mailbox == NULL || !reaches_customer(txn, facts, recipients, thread) ||
        is_known(txn, facts, thread) || (joined == JOINED_GUESS && !is_good_guess(txn, facts, thread)))
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
