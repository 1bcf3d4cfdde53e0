#ifndef EARSHOT_RETENTION_H
#define EARSHOT_RETENTION_H
// How long what is kept, a row for each kind: that which the configuration sets
// ([retention]) and that which is fixed, since something else hangs on it. Worked off once a day,
// in pieces (errands.h); a shorter time takes effect at the next midnight (UTC) or when the
// courier starts a day, a longer one with what is still there. What is open, runs or is not
// sent is never forgotten by age.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "config.h"
#include "store.h"

#define RETENTION_CONVERSATION_LEAST (32 * G_TIME_SPAN_DAY) // longer than arrivals and mails of it are kept

typedef struct RetentionRow {
    const char *key;   // in [retention]; NULL: fixed
    const char *what;  // is kept
    const char *span;  // the default, or what is fixed, as in the configuration
    const char *after; // from when on it counts
    const char *how;   // it goes
} RetentionRow;
// Until `what` is NULL.
const RetentionRow *retention_rows(void);

// One piece of a day's work, of at most so many records of each kind. `cursor` is 0 at the day's beginning
// and tells how far it came. True when there is more, from the cursor on. Write transactions only.
bool retention_sweep(StoreTxn *txn, const Config *config, unsigned most, uint64_t *cursor, int64_t now);

#endif
