// What happens when the MTA has surely taken a message: what waited for that
// goes out, unless another message of the thread was quicker. Only here is it
// certain, since any message that was heard may still be refused behind us.
#include "decision_parts.h"

#include "arrival.h"
#include "burst.h"
#include "contact.h"
#include "grant.h"
#include "no_answer.h"
#include "notice.h"
#include "outreach.h"
#include "outbox.h"
#include "rollup.h"
#include "thread.h"
#include "timekeeping.h"
#include "unanswered.h"

// One acknowledgement per conversation and person: whoever was promised one while an earlier was still
// waiting for its receipt is asked again here, where it is certain. A guess never silences.
static bool answer_wanted(const OutboxRow *row, const Entry *entry, Thread *thread) {
    const bool guess = entry != NULL && entry->joined == JOINED_GUESS;
    if (thread_acknowledged(thread, row->person) && !guess)
        return false;
    thread_set_acknowledged(thread, row->person);
    return true;
}

// One alert per rise of the level, likewise.
static bool alert_wanted(const Entry *entry, Thread *thread) {
    if (entry != NULL && entry->level <= thread->alerted)
        return false;
    thread->alerted = entry == NULL ? thread->alerted : entry->level;
    return true;
}

// The message that the row answers still stands where it stood: since a merge or a split another may.
static void set_acknowledge(StoreTxn *txn, const OutboxRow *row, const Thread *thread,
                            const char *acknowledge) {
    if (thread == NULL || row->entry == 0 || thread->id != row->thread)
        return;
    g_autoptr(Entry) entry = thread_entry(txn, thread->id, row->entry);
    if (entry == NULL || entry->at != row->created)
        return;
    decision_recount(txn, row, entry->acknowledge, acknowledge);
    thread_set_acknowledge(txn, thread, row->entry, acknowledge);
}

// Not sent after all: the reason stands where the promise stood.
static void take_back(StoreTxn *txn, const OutboxRow *row, const Thread *thread, const char *reason) {
    g_autofree char *acknowledge = g_strdup_printf("no; reason=%s", reason);
    set_acknowledge(txn, row, thread, acknowledge);
}

static void drop_answer(StoreTxn *txn, OutboxRow *row, const Thread *thread, Refusal reason, int64_t now) {
    outbox_drop(txn, row, refusal_code(reason), now);
    take_back(txn, row, thread, refusal_code(reason));
}

static void settle_answer(StoreTxn *txn, OutboxRow *row, const Entry *entry, Thread *thread, int64_t now) {
    if (thread != NULL && !answer_wanted(row, entry, thread)) {
        drop_answer(txn, row, thread, REFUSAL_ALREADY_ACKNOWLEDGED, now);
        return;
    }
    outbox_release(txn, row, now);
    contact_note_answered(txn, row->to, now);
}

// What is settled with an arrival.
typedef struct Settled {
    const Config *config;
    const Entry *entry; // NULL when it moved with a merge or a split
    Thread *thread;
    bool in_burst; // it is told with others
    int64_t now;
} Settled;

// Without its entry it is as grave as its conversation.
static void settle_alert(StoreTxn *txn, OutboxRow *row, const Settled *settled) {
    const Entry *entry = settled->entry;
    Thread *thread = settled->thread;
    const int64_t now = settled->now;
    if (thread == NULL)
        outbox_drop(txn, row, "erased", now);
    else if (!alert_wanted(entry, thread))
        outbox_drop(txn, row, "already-alerted", now);
    else if (settled->in_burst)
        rollup_fold(txn, settled->config, row, entry == NULL ? thread->level : entry->level, now);
    else
        rollup_release(txn, settled->config, row, entry == NULL ? thread->level : entry->level, now);
}

// A complaint counts when it is surely there: what was refused behind us is no burst.
bool decision_in_burst(StoreTxn *txn, const Config *config, const Entry *entry, const Thread *thread,
                       int64_t now) {
    if (thread == NULL || entry == NULL || entry->outbound || entry->machine || thread->mailbox == NULL)
        return false;
    burst_begin(txn, thread->mailbox, now);
    return entry->level >= LEVEL_CONCERN && burst_take(txn, config, thread, entry->request, now);
}

// The message's entry; NULL when it moved with a merge or a split.
static Entry *confirmed_entry(StoreTxn *txn, const Arrival *arrival, const Thread *thread) {
    Entry *entry = thread != NULL && thread->id == arrival->thread
                       ? thread_entry(txn, arrival->thread, arrival->entry)
                       : NULL;
    if (entry == NULL || entry->at == arrival->seen)
        return entry;
    entry_free(entry);
    return NULL;
}

static void settle_row(StoreTxn *txn, uint64_t id, const Settled *settled) {
    g_autoptr(OutboxRow) row = outbox_get(txn, id);
    if (row == NULL || row->state != OUTBOX_HELD)
        return;
    if (row->kind == OUTBOX_ACKNOWLEDGEMENT)
        settle_answer(txn, row, settled->entry, settled->thread, settled->now);
    else if (row->kind == OUTBOX_OUTREACH || row->kind == OUTBOX_CONFIRM) // what followed from a choice
        outbox_release(txn, row, settled->now);
    else
        settle_alert(txn, row, settled);
}

bool decision_confirm(StoreTxn *txn, const Config *config, uint64_t id, int64_t now) {
    g_autoptr(Arrival) arrival = arrival_get(txn, id);
    if (arrival == NULL)
        return false;
    if (arrival->confirmed != 0)
        return true; // the receipt of a second copy
    g_autoptr(Thread) thread = thread_get(txn, arrival->thread);
    g_autoptr(Entry) entry = confirmed_entry(txn, arrival, thread);
    const Settled settled = {config, entry, thread, decision_in_burst(txn, config, entry, thread, now), now};
    for (guint i = 0; i < arrival->outbox->len; i++)
        settle_row(txn, g_array_index(arrival->outbox, uint64_t, i), &settled);
    if (thread != NULL) {
        thread->accepted = thread->accepted == 0 ? now : thread->accepted;
        timekeeping_accepted(txn, thread);
        thread_put(txn, thread);
    }
    arrival->confirmed = now;
    arrival_put(txn, arrival);
    return true;
}

// What speaks against sending it by now; REFUSAL_COUNT for nothing.
static Refusal unwanted(StoreTxn *txn, const OutboxRow *row, const Thread *thread, int64_t now) {
    if (row->kind != OUTBOX_ACKNOWLEDGEMENT)
        return REFUSAL_COUNT;
    if (thread != NULL && thread->answered >= row->created)
        return REFUSAL_ANSWERED;
    return row->to != NULL && no_answer_has(txn, row->to, now) ? REFUSAL_NO_ANSWER_LIST : REFUSAL_COUNT;
}

// Why a mail to a PM is not to be sent by now, NULL for nothing. An alert is told though somebody answered:
// that the level rose is news; but who was let sleep for it need not wake to what is in hand.
static const char *why_not_told(StoreTxn *txn, const OutboxRow *row, const Thread *thread) {
    if (row->kind == OUTBOX_CLOCK)
        return notice_is_true(txn, row) ? NULL : "over";
    if (row->kind != OUTBOX_ALERT || row->entry == 0) // of no message: the breaker's
        return NULL;
    if (thread == NULL)
        return "erased";
    // What was tried already goes on being tried.
    const bool waited = row->bytes == NULL && rollup_has_waited(row);
    return waited && thread->answered >= row->created ? refusal_code(REFUSAL_ANSWERED) : NULL;
}

// Likewise of a mail to a customer that is no acknowledgement: the reason is the one by which the order would
// be refused now, else somebody wrote since.
static const char *why_not_said(StoreTxn *txn, const Config *config, const OutboxRow *row,
                                const Thread *thread) {
    if (outreach_still_wanted(txn, config, row))
        return NULL;
    const char *refused = thread == NULL ? "erased" : outreach_refused(txn, config, thread);
    return refused == NULL ? refusal_code(REFUSAL_ANSWERED) : refused;
}

static bool told_still(StoreTxn *txn, const Config *config, OutboxRow *row, const Thread *thread,
                       int64_t now) {
    const char *why = row->kind == OUTBOX_OUTREACH ? why_not_said(txn, config, row, thread)
                                                   : why_not_told(txn, row, thread);
    if (why != NULL)
        outbox_drop(txn, row, why, now);
    return why == NULL;
}

bool decision_still_wanted(StoreTxn *txn, const Config *config, OutboxRow *row, int64_t now) {
    g_autoptr(Thread) thread = thread_get(txn, row->thread);
    if (row->kind != OUTBOX_ACKNOWLEDGEMENT)
        return told_still(txn, config, row, thread, now);
    const Refusal reason = unwanted(txn, row, thread, now);
    if (reason != REFUSAL_COUNT)
        drop_answer(txn, row, thread, reason, now);
    return reason == REFUSAL_COUNT;
}

static void promise_again(StoreTxn *txn, const OutboxRow *row) {
    g_autoptr(Thread) thread = thread_get(txn, row->thread);
    if (thread == NULL || thread_acknowledged(thread, row->person))
        return;
    thread_set_acknowledged(thread, row->person);
    thread_put(txn, thread);
    set_acknowledge(txn, row, thread, "yes");
}

// How long it took from the moment it was free to go.
static void note_time(StoreTxn *txn, const OutboxRow *row, int64_t now) {
    g_autoptr(Thread) thread = thread_get(txn, row->thread);
    if (thread == NULL || row->released == 0)
        return;
    timekeeping_acknowledged(txn, thread, row->released, now);
    thread_put(txn, thread);
}

bool decision_sent(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now) {
    if (!outbox_done(txn, row, reply, now))
        return false;
    if (row->kind != OUTBOX_ACKNOWLEDGEMENT)
        return true;
    promise_again(txn, row); // sent by hand though it was dropped: then they have had it
    note_time(txn, row, now);
    contact_note_answered(txn, row->to, now);
    return true;
}

// "550 5.1.1 ...": the customer's address itself, as the relay knows already: no such person, domain or
// syntax, moved, takes no mail (RFC 3463, 7505). 5.1.7 and 5.1.8 speak of the sender's: that is ours, and the
// fault of nobody who wrote.
static bool is_bad_address(const char *reply) {
    return reply != NULL && g_regex_match_simple("^55[0-9][ -]5\\.1\\.([1236]|10)( |$)", reply, 0, 0);
}

// A word to a customer that is given up stays said, so far as the loop goes: it is not sent again by itself.
static void note_undeliverable(StoreTxn *txn, const OutboxRow *row, const char *reply, int64_t now) {
    if (row->kind == OUTBOX_OUTREACH && is_bad_address(reply))
        no_answer_add(txn, row->to, NO_ANSWER_BOUNCED, reply, now);
    g_autoptr(Thread) thread = row->kind == OUTBOX_ACKNOWLEDGEMENT ? thread_get(txn, row->thread) : NULL;
    if (thread == NULL)
        return;
    thread_unset_acknowledged(thread, row->person);
    thread_put(txn, thread);
    take_back(txn, row, thread, ENTRY_UNDELIVERABLE);
    if (is_bad_address(reply))
        no_answer_add(txn, row->to, NO_ANSWER_BOUNCED, reply, now);
}

bool decision_deferred(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now) {
    const bool holds = outbox_defer(txn, row, reply, now);
    if (holds && row->state == OUTBOX_BURIED)
        note_undeliverable(txn, row, reply, now);
    return holds;
}

bool decision_buried(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now) {
    const bool holds = outbox_bury(txn, row, reply, now);
    if (holds)
        note_undeliverable(txn, row, reply, now);
    return holds;
}

// Who tries again by hand says that the address is good.
static void trust_again(StoreTxn *txn, const char *address) {
    g_autoptr(NoAnswer) listed = no_answer_get(txn, address);
    if (listed != NULL && listed->cause == NO_ANSWER_BOUNCED)
        no_answer_remove(txn, address);
}

Refusal decision_retry(StoreTxn *txn, OutboxRow *row, int64_t now) {
    // What is in doubt counts as had by its person: that is no other acknowledgement but itself.
    const bool buried =
        row->kind == OUTBOX_ACKNOWLEDGEMENT && row->state == OUTBOX_BURIED && !outbox_is_in_doubt(row);
    g_autoptr(Thread) thread = thread_get(txn, row->thread);
    if (buried && thread != NULL && thread_acknowledged(thread, row->person))
        return REFUSAL_ALREADY_ACKNOWLEDGED;
    if (buried || (row->kind == OUTBOX_OUTREACH && row->state == OUTBOX_BURIED))
        trust_again(txn, row->to);
    // What still waits is asked again when its turn comes, and dropped with the reason.
    const bool ended = row->state == OUTBOX_BURIED || row->state == OUTBOX_DROPPED;
    const Refusal reason = ended ? unwanted(txn, row, thread, now) : REFUSAL_COUNT;
    if (reason != REFUSAL_COUNT)
        return reason;
    if (buried)
        promise_again(txn, row);
    outbox_retry(txn, row, now);
    return REFUSAL_COUNT;
}

// What is still to be sent stays, whatever became of the message it answers.
static void forget_row(StoreTxn *txn, uint64_t id) {
    g_autoptr(OutboxRow) row = outbox_get(txn, id);
    if (row != NULL && row->state != OUTBOX_READY && row->state != OUTBOX_CLAIMED)
        outbox_forget(txn, row);
}

unsigned decision_forget(StoreTxn *txn, int64_t now, unsigned most) {
    unsigned count = 0;
    for (uint64_t id; count < most && (id = arrival_expired(txn, now)) != 0; count++) {
        g_autoptr(Arrival) arrival = arrival_get(txn, id);
        for (guint i = 0; arrival != NULL && i < arrival->outbox->len; i++)
            forget_row(txn, g_array_index(arrival->outbox, uint64_t, i));
        if (arrival == NULL)
            forget_row(txn, id); // a note that belongs to none
        arrival_remove(txn, id);
    }
    count += count < most ? grant_forget(txn, now, most - count) : 0;
    return count + (count < most ? unanswered_forget(txn, now, most - count) : 0);
}
