// The time is looked at anew for each round, and no sleep is longer than some
// seconds: a wall clock that jumps, and clocks that another process starts, are
// met soon. What a jump back would tell again is marked as told.
#include "scheduler.h"

#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "fault.h"
#include "log.h"
#include "schedule.h"

enum { BATCH = 100, LOOK_MS = 5000 };

struct Scheduler {
    const Config *config;
    Store *store;
    Dispatch *dispatch;
    int poked; // eventfd
    atomic_bool stopping;
};

Scheduler *scheduler_new(const Config *config, Store *store, Dispatch *dispatch, GError **error) {
    g_autoptr(Scheduler) scheduler = g_new0(Scheduler, 1);
    scheduler->config = config;
    scheduler->store = store;
    scheduler->dispatch = dispatch;
    scheduler->poked = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (scheduler->poked >= 0)
        return g_steal_pointer(&scheduler);
    fault_set(error, FATE_TEMPORARY, "eventfd: %s", g_strerror(errno));
    return NULL;
}

void scheduler_free(Scheduler *scheduler) {
    if (scheduler == NULL)
        return;
    if (scheduler->poked >= 0)
        close(scheduler->poked);
    g_free(scheduler);
}

void scheduler_stop(Scheduler *scheduler) {
    atomic_store(&scheduler->stopping, true);
    eventfd_write(scheduler->poked, 1);
}

typedef struct Round {
    const Config *config;
    int64_t now;
    ScheduleRun run;
    bool left;
    int64_t next;
} Round;

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    ((Round *)data)->next = schedule_next(txn);
    return !store_failed(txn);
}

static bool do_run(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Round *round = data;
    round->run = schedule_run(txn, round->config, round->now, BATCH, &round->left);
    return !store_failed(txn);
}

static void report(const Scheduler *scheduler, const ScheduleRun *run) {
    if (run->told > 0)
        log_event(LOG_LEVEL_INFO, NULL, "event=clocks told=%u missed=%u notes=%u", run->told, run->missed,
                  run->notes);
    if (run->notes > 0 && scheduler->dispatch != NULL)
        dispatch_poke(scheduler->dispatch);
}

// Milliseconds until there is something to do again.
static int work(const Scheduler *scheduler) {
    g_autoptr(GError) error = NULL;
    Round round = {.config = scheduler->config, .now = g_get_real_time()};
    bool done = store_read(scheduler->store, do_look, &round, &error);
    if (done && round.next > round.now)
        return (int)MIN((round.next - round.now) / 1000 + 1, LOOK_MS);
    done = done && store_write(scheduler->store, do_run, &round, 0, &error);
    if (done)
        report(scheduler, &round.run);
    else
        log_event(LOG_LEVEL_ERROR, NULL, "event=clocks-unreadable cause=%s", error->message);
    return done ? 0 : LOOK_MS;
}

void scheduler_run(Scheduler *scheduler) {
    struct pollfd source = {.fd = scheduler->poked, .events = POLLIN};
    while (!atomic_load(&scheduler->stopping))
        poll(&source, 1, work(scheduler));
}
