#ifndef EARSHOT_LEDGER_H
#define EARSHOT_LEDGER_H
// What became of each mail that the relay was asked to take, on its way into the
// store. Where that does not take it, it is kept here until it does: a mail that was
// sent and not recorded would be sent again. Of the dispatcher's thread alone.

#include <stdbool.h>
#include "outbox.h"
#include "relay.h"
#include "store.h"

typedef struct Ledger Ledger;

// Borrows the store.
Ledger *ledger_new(Store *store) G_GNUC_WARN_UNUSED_RESULT;
void ledger_free(Ledger *ledger);

// Recorded in a transaction of its own; tried for some seconds. False when it is kept: then nothing more
// should be sent before ledger_settle says so.
bool ledger_record(Ledger *ledger, const OutboxRow *row, RelayFate fate, const char *reply);
// Tries what is kept once more. Where what belongs to a mail is damaged its row alone is marked, and a row
// that is damaged itself is let go in the end: one must not keep all others. True when nothing is left.
bool ledger_settle(Ledger *ledger);

#endif
