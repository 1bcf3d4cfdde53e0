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
enum { ROLLUP_LISTED = 40 }; // conversations named in one; more are counted

// When an alert of this level may go out, seen from `now`: now itself, or the end of the quiet hours.
int64_t rollup_awake(const Pm *pm, Level level, int64_t now);
// The alert of this row, not released yet, may go: releases it at its time, or, beyond the budget, drops it
// ("rolled-up") and puts its conversation into the PM's next roll-up.
void rollup_release(StoreTxn *txn, const Config *config, OutboxRow *row, Level level, int64_t now);

#endif
