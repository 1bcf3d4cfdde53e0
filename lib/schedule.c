// A word is marked as told in the transaction that writes the note of it: killed
// between the two, neither has happened, and it is done again.
#include "schedule.h"

#include "clocks.h"
#include "notice.h"
#include "thread.h"

// The thread may be gone, erased with its person: then the clock falls silent for good.
static void say(StoreTxn *txn, const Config *config, Clock *clock, int64_t now, ScheduleRun *run) {
    const ClockWord word = clock_tell(clock, now);
    g_autoptr(Thread) thread = thread_get(txn, clock->thread);
    if (thread == NULL)
        clock_stop(clock, CLOCK_DROPPED, now);
    clocks_put(txn, clock);
    if (word == CLOCK_SILENT || thread == NULL)
        return;
    run->told++;
    run->missed += word == CLOCK_MISSED;
    if (!notice_add(txn, config, thread, clock, word, now))
        return;
    run->notes++;
    thread_put(txn, thread);
}

ScheduleRun schedule_run(StoreTxn *txn, const Config *config, int64_t now, unsigned most, bool *left) {
    ScheduleRun run = {0};
    for (unsigned i = 0; i < most && !store_failed(txn); i++) {
        g_autoptr(Clock) clock = clocks_due(txn, now);
        if (clock == NULL)
            break;
        say(txn, config, clock, now, &run);
    }
    *left = clocks_next(txn) <= now;
    return run;
}

bool schedule_skip(StoreTxn *txn, uint64_t *thread, uint32_t *number) {
    return clocks_silence_first(txn, thread, number);
}

int64_t schedule_next(StoreTxn *txn) {
    return clocks_next(txn);
}
