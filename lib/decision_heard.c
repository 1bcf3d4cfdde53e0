// What the model saw of a message is kept beside its entry, with what its level
// was made of: by that a new model or policy is tried, and a lesson learned.
#include "decision_parts.h"
#include "heard.h"

void decision_note_heard(const Decision *decision, const Entry *entry) {
    const Hearing *hearing = decision->hearing;
    const Context *context = hearing->context;
    const Heard heard = {
        .entry = entry->sequence,
        .at = entry->at,
        .mailbox = hearing->mailbox->name,
        .verdict = entry->machine ? LEVEL_NONE : hearing->verdict->level,
        .lesson = hearing->verdict->lesson,
        .decided = entry->level,
        .alerted = decision->alerted,
        .due = hearing->due,
        .first = decision->is_new,
        .tier = context == NULL ? NULL : context->tier,
        .key_account = hearing->account != NULL && hearing->account->key,
        .reference = context == NULL ? KNOWN_NOT : context->reference,
        .renewal_days = context == NULL || context->renewal_days == CONTEXT_NO_DATE ? HEARD_NO_RENEWAL
                                                                                    : context->renewal_days,
        .impression = hearing->verdict->packed,
    };
    heard_put(decision->txn, decision->thread, &heard);
}
