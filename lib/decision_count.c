// What digests and reports read instead of messages. A promise that was taken
// back is counted where it would have been counted then, in the hour of its message.
#include "decision_parts.h"

#include "tally.h"
#include "unanswered.h"

// Whom to write oneself: not who had an answer, nor whom nobody means to answer.
static bool is_worth_a_word(Refusal row) {
    switch ((int)row) {
    case REFUSAL_DUPLICATE:
    case REFUSAL_OUTBOUND:
    case REFUSAL_OWN_ADDRESS:
    case REFUSAL_ALREADY_ACKNOWLEDGED:
    case REFUSAL_ANSWERED:
    case REFUSAL_OBSERVE:
    case REFUSAL_COUNT:
        return false;
    default:
        return true;
    }
}

// A colleague who writes in a customer's conversation is neither a customer nor a machine.
void decision_count(const Decision *decision) {
    const Hearing *hearing = decision->hearing;
    const Refusals *refusals = &hearing->refusals;
    g_autofree char *acknowledge = hearing_acknowledge(hearing);
    if (decision->colleague)
        return;
    hearing_count(decision->txn, hearing, acknowledge, decision->now);
    if (!refusal_is_machine(refusals) && is_worth_a_word(refusal_first(refusals)))
        unanswered_note(decision->txn, decision->now, decision->thread->id, decision->arrival->entry);
}

static char *name_of(const char *reason) {
    return g_strconcat("acknowledge/", reason, NULL);
}

void decision_count_taken_back(StoreTxn *txn, const OutboxRow *row, const char *reason) {
    g_autofree char *name = name_of(reason);
    const Refusal refusal = refusal_parse(reason);
    tally_add(txn, row->mailbox, row->created, "acknowledge/yes", -1);
    tally_add(txn, row->mailbox, row->created, name, 1);
    if (refusal == REFUSAL_COUNT || is_worth_a_word(refusal))
        unanswered_note(txn, row->created, row->thread, row->entry);
}

void decision_count_given_again(StoreTxn *txn, const OutboxRow *row, const char *reason) {
    g_autofree char *name = name_of(reason);
    tally_add(txn, row->mailbox, row->created, name, -1);
    tally_add(txn, row->mailbox, row->created, "acknowledge/yes", 1);
}
