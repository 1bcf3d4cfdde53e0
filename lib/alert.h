#ifndef EARSHOT_ALERT_H
#define EARSHOT_ALERT_H
// The note to the product manager that a message cannot wait: plain text, at
// once, one for a thread and each rise of its level.

#include <glib.h>
#include <stdint.h>
#include "hearing.h"
#include "seal.h"
#include "template.h"
#include "thread.h"

typedef struct AlertFacts { // all borrowed
    const Hearing *hearing;
    const Thread *thread;
    const Pm *pm;
    const Seal *seal;
    uint32_t sequence; // which of our mails in the thread
    uint64_t row;      // of the outbox: what the loop token names
} AlertFacts;

// Everything the alert will say, and its headers under the names of acknowledge.h. The caller owns it.
Values *alert_values(const AlertFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
// The note that the breaker of the hearing's mailbox opened (breaker.h). The caller owns it.
Values *alert_breaker_values(const AlertFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
// The bytes of the mail, dated `now`: of an alert, or of what the value "note" names ("breaker", "clock").
GBytes *alert_compose(const Values *values, int64_t now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
