#ifndef EARSHOT_ROLLUP_H
#define EARSHOT_ROLLUP_H
// Who of a PM's alerts gets out: within the budget of a day at once, in quiet
// hours when they are over, beyond the budget as one list. A roll-up collects
// for 10 minutes and is one mail; the next at the earliest 4 hours later.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "outbox.h"
#include "store.h"

#define ROLLUP_COLLECTS (10 * G_TIME_SPAN_MINUTE)
#define ROLLUP_APART (4 * G_TIME_SPAN_HOUR)
enum {
    ROLLUP_LISTED = 40, // conversations named in one; more are counted
    ROLLUP_KNOWN = 1000 // whose ids are kept, so that the gravest are those that are named
};

// When an alert of this level may go out, seen from `now`: now itself, or the end of the quiet hours. Of an
// end that comes twice, in the night when the clocks go back, the first counts.
int64_t rollup_awake(const Pm *pm, Level level, int64_t now);
// The alert of this row, not released yet, may go: releases it at its time, or, beyond the budget, drops it
// ("rolled-up") and puts its conversation into the PM's next roll-up. Without a PM it is dropped ("no-pm").
void rollup_release(StoreTxn *txn, const Config *config, OutboxRow *row, Level level, int64_t now);
// Likewise, but a burst tells its conversation with others (burst.h): drops it ("burst") without asking the
// budget, and its conversation stands in the next roll-up, so that the PM sees its name.
void rollup_fold(StoreTxn *txn, const Config *config, OutboxRow *row, Level level, int64_t now);
// True for an alert that waited, or waits, for the end of quiet hours.
bool rollup_has_waited(const OutboxRow *row);

typedef struct RollupList {
    GArray *threads; // uint64_t, in the order in which they came, at most ROLLUP_KNOWN
    unsigned count;  // all, also those whose ids are not kept
} RollupList;

// Of a row of kind OUTBOX_ROLLUP. NULL and FATE_CORRUPT when it holds none.
RollupList *rollup_list(const OutboxRow *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void rollup_list_free(RollupList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollupList, rollup_list_free)

// Likewise of the note at a key of TABLE_PM (verify.h): the row that it names, 0 for none. What is not of
// this module fails the transaction.
uint64_t rollup_row_at(StoreTxn *txn, StoreKey key);

#endif
