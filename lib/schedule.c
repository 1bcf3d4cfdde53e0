// A word is marked as told in the transaction that writes the note of it: killed
// between the two, neither has happened, and it is done again.
#include "schedule.h"

#include "clocks.h"
#include "notice.h"
#include "thread.h"
#include "timekeeping.h"

// The next one stays with the mailbox by whose hours this one went.
static void begin_anew(StoreTxn *txn, const Config *config, Thread *thread, Clock *touchpoint, int64_t now) {
    const Timekeeping timekeeping = {
        .txn = txn,
        .mailbox = touchpoint->mailbox == NULL ? NULL : config_mailbox(config, touchpoint->mailbox),
        .thread = thread,
        .now = now,
        .accepted = true, // as this one was, or it would not speak
    };
    timekeeping_missed(&timekeeping, touchpoint);
}

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
    const bool noted = notice_add(txn, config, thread, clock, word, now);
    const bool anew = word == CLOCK_MISSED && clock->kind == CLOCK_TOUCHPOINT;
    if (anew)
        begin_anew(txn, config, thread, clock, now);
    if (noted || anew)
        thread_put(txn, thread);
    run->notes += noted;
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
