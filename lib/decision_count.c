// What digests and reports read instead of messages. A promise that was taken
// back is counted where it would have been counted then, in the hour of its message.
#include "decision_parts.h"

#include <string.h>

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
    case REFUSAL_OFF:
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

static bool leaves_alone(const char *acknowledge) {
    static const char NO[] = "no; reason=";
    if (!g_str_has_prefix(acknowledge, NO))
        return false;
    const Refusal row = refusal_parse(acknowledge + strlen(NO));
    return row == REFUSAL_COUNT || is_worth_a_word(row); // one that could not be delivered is no row
}

void decision_recount(StoreTxn *txn, const OutboxRow *row, const char *was, const char *is) {
    if (g_strcmp0(was, is) == 0)
        return;
    g_autofree char *from = was == NULL ? NULL : tally_acknowledge_name(was);
    g_autofree char *to = tally_acknowledge_name(is);
    if (from != NULL)
        tally_add(txn, row->mailbox, row->created, from, -1);
    tally_add(txn, row->mailbox, row->created, to, 1);
    if (leaves_alone(is))
        unanswered_note(txn, row->created, row->thread, row->entry);
}
