// The time is looked at anew for each round, and no sleep is longer than some
// seconds: a wall clock that jumps, and clocks that another process starts, are
// met soon. What a jump back would tell again is marked as told. The words of clocks
// come first, and between any two digests, since these take their time; what else is
// on the agenda comes in small transactions between them.
#include "scheduler.h"

#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "errands.h"
#include "fault.h"
#include "log.h"
#include "poster.h"
#include "schedule.h"
#include "thread.h"

enum { BATCH = 100, ERRANDS = 16, LOOK_MS = 5000 };

struct Scheduler {
    Editions *editions;
    Edition *edition;     // by which it works now
    const Config *config; // of that
    Store *store;
    Dispatch *dispatch;
    Vitals *vitals;
    Poster *poster; // NULL where nothing is sent: what nobody takes away would pile up
    int poked;      // eventfd
    atomic_bool stopping;
    Pulse pulse;
};

static void follow(Scheduler *scheduler) {
    if (!editions_follow(scheduler->editions, &scheduler->edition))
        return;
    scheduler->config = edition_config(scheduler->edition);
    poster_free(scheduler->poster);
    scheduler->poster =
        scheduler->config->relay_url == NULL ? NULL : poster_new(scheduler->config, scheduler->store);
}

Scheduler *scheduler_new(Editions *editions, Store *store, Dispatch *dispatch, Vitals *vitals,
                         GError **error) {
    g_autoptr(Scheduler) scheduler = g_new0(Scheduler, 1);
    scheduler->editions = editions;
    scheduler->store = store;
    scheduler->dispatch = dispatch;
    scheduler->vitals = vitals;
    scheduler->poked = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (scheduler->poked >= 0) {
        dispatch_pass_on(dispatch, scheduler->poked);
        return g_steal_pointer(&scheduler);
    }
    fault_set(error, FATE_TEMPORARY, "eventfd: %s", g_strerror(errno));
    return NULL;
}

void scheduler_free(Scheduler *scheduler) {
    if (scheduler == NULL)
        return;
    if (scheduler->poked >= 0)
        close(scheduler->poked);
    poster_free(scheduler->poster);
    edition_unref(scheduler->edition);
    g_free(scheduler);
}

void scheduler_poke(Scheduler *scheduler) {
    eventfd_write(scheduler->poked, 1);
}

const Pulse *scheduler_pulse(const Scheduler *scheduler) {
    return &scheduler->pulse;
}

void scheduler_stop(Scheduler *scheduler) {
    atomic_store(&scheduler->stopping, true);
    scheduler_poke(scheduler);
}

typedef struct Round {
    const Config *config;
    int64_t now;
    unsigned most;
    ScheduleRun run;
    bool left;
    int64_t next;
    uint64_t thread; // of a clock that was left out
    uint32_t number;
} Round;

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    ((Round *)data)->next = schedule_next(txn);
    return !store_failed(txn);
}

static bool do_run(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Round *round = data;
    round->run = schedule_run(txn, round->config, round->now, round->most, &round->left);
    return !store_failed(txn);
}

static void report(const Scheduler *scheduler, const ScheduleRun *run) {
    if (run->told > 0)
        log_event(LOG_LEVEL_INFO, NULL, "event=clocks told=%u missed=%u notes=%u", run->told, run->missed,
                  run->notes);
    if (run->notes > 0)
        dispatch_poke(scheduler->dispatch);
}

static bool do_skip(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Round *round = data;
    return schedule_skip(txn, &round->thread, &round->number) && !store_failed(txn);
}

// A record that cannot be read must not keep the others silent: tried one by one, the one that fails is left
// out and named.
static bool run_singly(const Scheduler *scheduler, Round *round, GError **error) {
    round->most = 1;
    g_autoptr(GError) own = NULL;
    if (store_write(scheduler->store, do_run, round, 0, &own))
        return true;
    if (fault_fate(own) != FATE_CORRUPT || !store_write(scheduler->store, do_skip, round, 0, NULL)) {
        g_propagate_error(error, g_steal_pointer(&own));
        return false;
    }
    round->run = (ScheduleRun){0};
    g_autofree char *id = thread_id_format(round->thread);
    g_autofree char *why = log_quote(own->message);
    log_event(LOG_LEVEL_ERROR, NULL, "event=clock-lost thread=%s clock=%u cause=%s", id, round->number, why);
    return true;
}

static bool run(const Scheduler *scheduler, Round *round, GError **error) {
    g_autoptr(GError) own = NULL;
    if (store_write(scheduler->store, do_run, round, 0, &own))
        return true;
    if (fault_fate(own) == FATE_CORRUPT)
        return run_singly(scheduler, round, error);
    g_propagate_error(error, g_steal_pointer(&own));
    return false;
}

// When there is something to do again.
static int64_t tell_clocks(const Scheduler *scheduler, int64_t now) {
    g_autoptr(GError) error = NULL;
    Round round = {.config = scheduler->config, .now = now, .most = BATCH};
    bool done = store_read(scheduler->store, do_look, &round, &error);
    if (done && round.next > now)
        return round.next;
    done = done && run(scheduler, &round, &error);
    if (done)
        report(scheduler, &round.run);
    else
        log_failure(LOG_LEVEL_ERROR, NULL, "clocks-unreadable", error);
    return done ? now : INT64_MAX;
}

// --- the agenda ---

typedef struct Errands {
    const Config *config;
    int64_t now;
    unsigned most, done;
    bool left;
    int64_t next;
    Errand errand; // that was left out
} Errands;

static bool do_begin(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    errands_begin(txn, *(int64_t *)data);
    return !store_failed(txn);
}

static bool do_next(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    ((Errands *)data)->next = errands_next(txn);
    return !store_failed(txn);
}

static bool do_errands(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Errands *errands = data;
    errands->done = errands_run(txn, errands->config, errands->now, errands->most, &errands->left);
    return !store_failed(txn);
}

static bool do_skip_errand(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Errands *errands = data;
    return errands_skip(txn, errands->now, &errands->errand) && !store_failed(txn);
}

static bool do_drop_errand(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Errands *errands = data;
    return errands_drop(txn, errands->now, &errands->errand) && !store_failed(txn);
}

static bool run_one_errand(const Scheduler *scheduler, Errands *errands, GError **error) {
    errands->most = 1;
    g_autoptr(GError) own = NULL;
    if (store_write(scheduler->store, do_errands, errands, 0, &own))
        return true;
    if (fault_fate(own) != FATE_CORRUPT ||
        (!store_write(scheduler->store, do_skip_errand, errands, 0, NULL) &&
         !store_write(scheduler->store, do_drop_errand, errands, 0, NULL))) {
        g_propagate_error(error, g_steal_pointer(&own));
        return false;
    }
    g_autofree char *id = thread_id_format(errands->errand.id);
    g_autofree char *why = log_quote(own->message);
    log_event(LOG_LEVEL_ERROR, NULL, "event=errand-lost kind=%s id=%s cause=%s",
              errand_name(errands->errand.kind), id, why);
    return true;
}

static bool run_errands(const Scheduler *scheduler, Errands *errands, GError **error) {
    g_autoptr(GError) own = NULL;
    if (store_write(scheduler->store, do_errands, errands, 0, &own))
        return true;
    if (fault_fate(own) == FATE_CORRUPT)
        return run_one_errand(scheduler, errands, error);
    g_propagate_error(error, g_steal_pointer(&own));
    return false;
}

// When there is something to do again.
static int64_t do_agenda(const Scheduler *scheduler, int64_t now) {
    g_autoptr(GError) error = NULL;
    Errands errands = {.config = scheduler->config, .now = now, .most = ERRANDS};
    bool done = store_read(scheduler->store, do_next, &errands, &error);
    if (done && errands.next > now)
        return errands.next;
    done = done && run_errands(scheduler, &errands, &error);
    if (!done)
        log_failure(LOG_LEVEL_ERROR, NULL, "agenda-unreadable", error);
    else
        dispatch_poke(scheduler->dispatch);
    return done ? now : INT64_MAX;
}

static void begin_agenda(const Scheduler *scheduler) {
    int64_t now = g_get_real_time();
    g_autoptr(GError) error = NULL;
    if (!store_write(scheduler->store, do_begin, &now, 0, &error))
        log_failure(LOG_LEVEL_ERROR, NULL, "agenda-unreadable", error);
}

static int64_t post_digests(const Scheduler *scheduler, int64_t now) {
    bool added = false;
    // A digest would wait in the outbox, of what is known now; under pressure it is better made later.
    const bool makes = scheduler->poster != NULL && store_pressure(scheduler->store) == PRESSURE_CALM;
    const int64_t next = makes ? poster_work(scheduler->poster, now, &added) : INT64_MAX;
    if (added)
        dispatch_poke(scheduler->dispatch);
    return next;
}

// Milliseconds until there is something to do again.
static int work(const Scheduler *scheduler) {
    const int64_t now = g_get_real_time();
    vitals_set(scheduler->vitals, VITAL_SCHEDULED, now);
    int64_t next = tell_clocks(scheduler, now);
    const int64_t item = do_agenda(scheduler, now);
    next = MIN(next, item);
    if (next > now)
        next = MIN(next, post_digests(scheduler, now));
    return next <= now ? 0 : (int)MIN((next - now) / 1000 + 1, LOOK_MS);
}

void scheduler_run(Scheduler *scheduler) {
    struct pollfd source = {.fd = scheduler->poked, .events = POLLIN};
    eventfd_t pokes;
    pulse_promise(&scheduler->pulse, PULSE_WORK);
    begin_agenda(scheduler);
    while (!atomic_load(&scheduler->stopping)) {
        follow(scheduler);
        pulse_promise(&scheduler->pulse, PULSE_WORK);
        const int ms = work(scheduler);
        pulse_promise(&scheduler->pulse, PULSE_SOON + ms * G_TIME_SPAN_MILLISECOND);
        if (poll(&source, 1, ms) > 0)
            eventfd_read(scheduler->poked, &pokes);
    }
    pulse_end(&scheduler->pulse);
}
