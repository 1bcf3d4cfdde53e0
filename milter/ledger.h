#ifndef EARSHOT_LEDGER_H
#define EARSHOT_LEDGER_H
// What became of each mail that the relay was asked to take, on its way into the
// store. Where that does not take it, it is kept here until it does: a mail that was
// sent and not recorded would be sent again. Where somebody else moved the row since,
// nothing is recorded (the fence of outbox.h): that is said and counted, and is done
// with. Of the dispatcher's thread alone.

#include <stdbool.h>
#include "outbox.h"
#include "relay.h"
#include "store.h"
#include "vitals.h"

typedef struct Ledger Ledger;

// Borrows both.
Ledger *ledger_new(Store *store, Vitals *vitals) G_GNUC_WARN_UNUSED_RESULT;
void ledger_free(Ledger *ledger);

// Recorded in a transaction of its own; tried for some seconds. `row` is as it was claimed. False when it is
// kept: then nothing more should be sent before ledger_settle says so.
bool ledger_record(Ledger *ledger, const OutboxRow *row, RelayFate fate, const char *reply);
// Tries what is kept once more. Where what belongs to a mail is damaged its row alone is marked, and a row
// that is damaged itself is let go in the end: one must not keep all others. True when nothing is left.
bool ledger_settle(Ledger *ledger);
// Somebody else has what this claim was of: says so, and counts it. `step` is what came too late, "sent".
void ledger_fenced(const Ledger *ledger, const OutboxClaim *claim, const char *step, const char *reply);

#endif
