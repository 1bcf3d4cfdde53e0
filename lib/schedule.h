#ifndef EARSHOT_SCHEDULE_H
#define EARSHOT_SCHEDULE_H
// Lets the clocks that have something to say by now say it: marked as told and
// the PM's note added in one transaction, in the order of their moments, each
// once, however often and late this is called. With its miss told a touchpoint
// ends and the next begins: the daily word is asked for daily.

#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "store.h"

typedef struct ScheduleRun {
    unsigned told;   // words said
    unsigned missed; // of them that nobody was in time
    unsigned notes;  // mails that came of it
} ScheduleRun;

// Works off at most `most`; true in *left when more are due. Write transactions only.
ScheduleRun schedule_run(StoreTxn *txn, const Config *config, int64_t now, unsigned most, bool *left);
// For a record that cannot be read: takes the clock that is due first out of the schedule, for a log to name
// it. To be called when schedule_run of one failed with FATE_CORRUPT, so that the others go on.
bool schedule_skip(StoreTxn *txn, uint64_t *thread, uint32_t *number);
// When there will be something to do next; INT64_MAX for never. A snapshot is enough.
int64_t schedule_next(StoreTxn *txn);

#endif
