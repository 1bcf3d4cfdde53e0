// Only what names the conversation for certain counts, our token or a
// Message-ID: a guess would call a customer answered who was not.
#include "outbound.h"

#include "contact.h"
#include "thread.h"

bool outbound_is_by_person(const Refusals *refusals) {
    return !refusal_is_machine(refusals) && !refusal_says_no(refusals, REFUSAL_PRECEDENCE) &&
           !refusal_says_no(refusals, REFUSAL_LIST);
}

static void note_answer(StoreTxn *txn, const OutboundFacts *facts) {
    const ThreadClues clues = {
        .has_token = facts->clue->has_token,
        .token_thread = facts->clue->token_thread,
        .references = message_references(facts->message),
        .now = facts->envelope->arrival,
    };
    Joined joined;
    g_autoptr(Thread) thread = thread_resolve(txn, &clues, &joined);
    if (thread == NULL || thread->answered >= facts->envelope->arrival)
        return;
    thread->answered = facts->envelope->arrival;
    thread_put(txn, thread);
}

void outbound_record(StoreTxn *txn, const OutboundFacts *facts) {
    const GPtrArray *recipients = facts->envelope->recipients;
    note_answer(txn, facts);
    for (guint i = 0; i < MIN(recipients->len, OUTBOUND_RECIPIENTS); i++)
        contact_note_written(txn, recipients->pdata[i], facts->envelope->arrival);
}
