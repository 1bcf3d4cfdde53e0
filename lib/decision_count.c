// What digests and reports read instead of messages. A promise that was taken
// back is counted where it would have been counted then, in the hour of its message.
#include "decision_parts.h"

#include "tally.h"
#include "unanswered.h"

// A colleague who writes in a customer's conversation is neither a customer nor a machine.
void decision_count(const Decision *decision) {
    const Hearing *hearing = decision->hearing;
    g_autofree char *acknowledge = hearing_acknowledge(hearing);
    if (decision->colleague)
        return;
    hearing_count(decision->txn, hearing, acknowledge, decision->now);
    if (!refusal_is_machine(&hearing->refusals) && unanswered_code(acknowledge) != NULL)
        unanswered_note(decision->txn, decision->now, decision->thread->id, decision->arrival->entry);
}

void decision_recount(StoreTxn *txn, const OutboxRow *row, const char *was, const char *is) {
    if (g_strcmp0(was, is) == 0)
        return;
    g_autofree char *from = was == NULL ? NULL : tally_acknowledge_name(was);
    g_autofree char *to = tally_acknowledge_name(is);
    if (from != NULL)
        tally_add(txn, row->mailbox, row->created, from, -1);
    tally_add(txn, row->mailbox, row->created, to, 1);
    if (unanswered_code(is) != NULL)
        unanswered_note(txn, row->created, row->thread, row->entry);
}
