#ifndef EARSHOT_OUTCOME_H
#define EARSHOT_OUTCOME_H
// What becomes of a mail that the dispatch has claimed: recorded in the store,
// a line in the log, and counted.

#include <glib.h>
#include <stdbool.h>
#include "ledger.h"
#include "log.h"
#include "outbox.h"
#include "relay.h"
#include "vitals.h"

// A mail that the relay was asked to take, and what is known of the relay by that. `row` is as it was
// claimed. False when it could not be recorded yet (ledger.h). What the relay said is told and counted, also
// when the row is somebody else's by now: that is told besides.
bool outcome_tried(Ledger *ledger, Vitals *vitals, const OutboxRow *row, const RelayResult *result);
// The same for one that the relay was not asked to take: `reply` says why, `event` is its name in the log.
void outcome_unsent(Ledger *ledger, Vitals *vitals, const OutboxRow *row, LogLevel level, RelayFate fate,
                    const char *event, const char *reply);
// One that the claim found not wanted any more, and recorded as such.
void outcome_dropped(Vitals *vitals, const OutboxRow *row);

#endif
