// What the model saw of a message is kept beside its entry, with what its level
// was made of: by that a new model or policy is tried, and a lesson learned.
#include "decision_parts.h"
#include "heard.h"

// What message and customer make of it.
static Level plain_level(const Hearing *hearing) {
    g_autoptr(GPtrArray) reasons = g_ptr_array_new_with_free_func(g_free);
    const Level level = hearing->verdict->level;
    return hearing->context == NULL ? level : context_raise(hearing->context, level, reasons);
}

void decision_note_heard(const Decision *decision, const Entry *entry) {
    if (store_txn_pressure(decision->txn) > PRESSURE_CALM)
        return; // a lesson less, or a line of `replay`
    const Hearing *hearing = decision->hearing;
    const Context *context = hearing->context;
    const Heard heard = {
        .entry = entry->sequence,
        .at = entry->at,
        .mailbox = hearing->mailbox->name,
        .verdict = entry->machine ? LEVEL_NONE : hearing->verdict->level,
        .lesson = hearing->verdict->lesson,
        .decided = entry->level,
        .quiet = entry->machine || decision->colleague,
        .lifted = entry->level > plain_level(hearing),
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
