// The courier's process: one thread hears the MTA's receipts, one empties the
// outbox, one watches the clocks, the main thread waits for signals.
#include <errno.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <signal.h>
#include <sysexits.h>
#include <unistd.h>

#include "background.h"
#include "confine_needs.h"
#include "daemon.h"
#include "dispatch.h"
#include "exporter.h"
#include "engine_probe.h"
#include "fault.h"
#include "guard.h"
#include "inherit.h"
#include "log.h"
#include "message.h"
#include "node.h"
#include "outfit.h"
#include "receipt.h"
#include "reload.h"
#include "scheduler.h"
#include "store_url.h"
#include "trouble.h"
#include "vitals.h"
#include "wake.h"
#include "watchdog.h"

typedef struct Courier {
    Daemon *daemon; // borrowed
    Inwork *guard;  // NULL where crashes cannot be noted
    bool guarded;   // that was tried
    Vitals *vitals;
    Wake *wake;
    Editions *editions; // each with an outfit
    Dispatch *dispatch;
    Receipt *receipt; // NULL until receipts are used
    Scheduler *scheduler;
    Exporter *exporter;
    pthread_t receiving, dispatching, scheduling;
} Courier;

static void courier_free(Courier *courier) {
    exporter_free(courier->exporter);
    scheduler_free(courier->scheduler);
    receipt_free(courier->receipt);
    dispatch_free(courier->dispatch);
    editions_free(courier->editions);
    wake_free(courier->wake);
    vitals_free(courier->vitals);
    inwork_free(courier->guard);
    g_free(courier);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Courier, courier_free)

// --- opening ---

static const GTimeSpan TRY_AGAIN = 2 * G_TIME_SPAN_SECOND, STORE_PATIENCE = 5 * G_TIME_SPAN_SECOND;

// A disk so full that not even crashes can be noted is no reason not to send.
static void open_guard(Courier *courier, const char *directory) {
    if (courier->guarded)
        return;
    g_autoptr(GError) error = NULL;
    courier->guard = guard_open(directory, "courier.", &error);
    courier->guarded = true;
    if (courier->guard == NULL)
        log_failure(LOG_LEVEL_WARNING, NULL, "unguarded", error);
}

// One courier a machine: a second would take what the first has claimed for its own. The lock comes before
// the store: who waits for it with the store open would, behind a restore, go on with the one that was moved
// aside. `asked` by a person, who can overrule the guard.
static bool open_locked(Courier *courier, EngineProbe *probe, bool asked, GError **error) {
    Daemon *daemon = courier->daemon;
    const char *directory = config_state_directory(daemon->config);
    g_autofree char *lock = g_build_filename(directory, "courier.lock", NULL);
    if (g_mkdir_with_parents(directory, 0700) != 0)
        return fault_set(error, FATE_CONFIG, "%s: cannot make the directory: %s", directory,
                         g_strerror(errno));
    if (!daemon_hold_once(daemon, lock, error))
        return false;
    open_guard(courier, directory);
    if (!guard_admits(courier->guard, asked, error) ||
        (probe != NULL && !engine_probe_ask(probe, STORE_PATIENCE, error)))
        return false;
    return daemon_open_with(daemon, daemon->config, error);
}

// Who waits for a key has nothing that could hang.
static bool waits_well(const void *data, GError **error) {
    (void)data, (void)error;
    return true;
}

// The outbox waits, and so can we: whoever puts the key back or makes room need not think of us.
static bool open_patiently(Daemon *daemon, Courier *courier) {
    courier->daemon = daemon;
    GError *error = NULL;
    if (daemon->config->store == NULL)
        return daemon_open(daemon, true); // which tells what is missing
    const char *directory = config_store_directory(daemon->config);
    g_autoptr(EngineProbe) probe = directory == NULL ? NULL : engine_probe_new(directory);
    if (open_locked(courier, probe, false, &error))
        return true;
    if (daemon->rival)
        return daemon_fail(daemon, error);
    g_autofree char *shown = store_url_shown(daemon->config->store);
    g_autoptr(Trouble) trouble = trouble_new("store", "nothing is sent and no receipt is taken", shown);
    daemon_signals_admit(true);
    background_ready(daemon, "READY=1\nSTATUS=Waits for key and store");
    g_autoptr(Watchdog) watchdog = watchdog_new(waits_well, NULL);
    int signal = 0;
    while (daemon->store == NULL && (signal == 0 || signal == SIGHUP)) {
        trouble_note(trouble, error->message);
        g_clear_error(&error);
        watchdog_turn(watchdog);
        signal = daemon_signals_wait(watchdog_patience(watchdog, TRY_AGAIN));
        const bool ends = signal != 0 && signal != SIGHUP;
        if (!ends && open_locked(courier, probe, signal == SIGHUP, &error))
            trouble_end(trouble);
    }
    daemon_signals_admit(false); // threads that are made now must not see them
    g_clear_error(&error);
    daemon_notify("STATUS=");
    if (daemon->store == NULL)
        background_end(daemon);
    return daemon->store != NULL;
}

static void open_vitals(const Daemon *daemon, Courier *courier) {
    g_autofree char *why = NULL;
    courier->vitals = vitals_open(daemon->directory, "courier", g_get_real_time(), &why);
    if (why != NULL)
        log_event(LOG_LEVEL_WARNING, NULL, "event=vitals cause=not-kept: %s", why);
    vitals_set(courier->vitals, VITAL_CONFINED, confine_holds(daemon->confine));
    store_watch(daemon->store, vitals_committed, courier->vitals);
}

static bool open_editions(Daemon *daemon, Courier *courier) {
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    if (daemon->config->relay_url == NULL)
        log_event(LOG_LEVEL_NOTICE, NULL, "event=start cause=no-relay: nothing is sent");
    Edition *first = outfit_edition(g_steal_pointer(&daemon->config), errors);
    courier->editions = first == NULL ? NULL : editions_new(first);
    return first != NULL || daemon_fail_config(daemon, errors);
}

// The first time that receipts are used, now or by a reload. True, too, when they are not.
static bool open_receipt(Courier *courier, const Config *config, GError **error) {
    if (courier->receipt != NULL || !config_uses_receipts(config))
        return true;
    g_autofree char *lock = daemon_socket_lock(config->receipt_socket);
    if (lock != NULL && inherit_socket(config->receipt_socket) < 0 &&
        !daemon_hold(courier->daemon, lock, error))
        return false;
    courier->receipt = receipt_new(config, courier->editions, courier->daemon->store, courier->dispatch,
                                   courier->vitals, error);
    return courier->receipt != NULL;
}

static Dispatch *open_dispatch(Courier *courier, GError **error) {
    const Daemon *daemon = courier->daemon;
    g_autofree char *why = NULL;
    const uint64_t holder = node_number(daemon->directory, &why);
    if (why != NULL)
        log_event(LOG_LEVEL_WARNING, NULL, "event=node cause=not-kept: %s", why);
    return dispatch_new(courier->editions, daemon->store, holder, courier->wake, courier->vitals, error);
}

static bool open_all(Courier *courier, GError **error) {
    const Daemon *daemon = courier->daemon;
    g_autoptr(Edition) edition = editions_current(courier->editions);
    courier->wake = wake_new(daemon->directory, error);
    if (courier->wake == NULL)
        return false;
    courier->dispatch = open_dispatch(courier, error);
    if (courier->dispatch == NULL || !open_receipt(courier, edition_config(edition), error))
        return false;
    courier->scheduler =
        scheduler_new(courier->editions, daemon->store, courier->dispatch, courier->vitals, error);
    return courier->scheduler != NULL;
}

static bool open_courier(Daemon *daemon, Courier *courier) {
    GError *error = NULL;
    open_vitals(daemon, courier);
    return open_editions(daemon, courier) && (open_all(courier, &error) || daemon_fail(daemon, error));
}

// --- running ---

static void *run_dispatch(void *data) {
    dispatch_run(data);
    return NULL;
}

static void *run_receipt(void *data) {
    receipt_run(data);
    return NULL;
}

static void *run_scheduler(void *data) {
    scheduler_run(data);
    return NULL;
}

static void start_thread(pthread_t *thread, void *(*run)(void *), void *data) {
    if (pthread_create(thread, NULL, run, data) == 0)
        return;
    log_event(LOG_LEVEL_ERROR, NULL, "event=fatal cause=thread");
    _exit(EX_TEMPFAIL); // another may run already, on what would be freed
}

static void start_threads(Courier *courier) {
    start_thread(&courier->dispatching, run_dispatch, courier->dispatch);
    if (courier->receipt != NULL)
        start_thread(&courier->receiving, run_receipt, courier->receipt);
    start_thread(&courier->scheduling, run_scheduler, courier->scheduler);
    courier->exporter = exporter_new(courier->editions, courier->daemon->store, courier->vitals);
}

static void tell_start(const Courier *courier) {
    g_autoptr(Edition) edition = editions_current(courier->editions);
    const Config *config = edition_config(edition);
    log_event(LOG_LEVEL_NOTICE, NULL, "event=start version=%s receipts=%s relay=%s", EARSHOT_VERSION,
              courier->receipt != NULL ? config->receipt_socket : "no",
              config->relay_url != NULL ? config->relay_url : "no");
}

static Edition *make_next(Config *config, const Edition *before, void *data, GPtrArray *errors) {
    (void)before;
    Courier *courier = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(Edition) next = outfit_edition(config, errors);
    if (next == NULL || open_receipt(courier, edition_config(next), &error))
        return g_steal_pointer(&next);
    reload_error(errors, error);
    return NULL;
}

// Each thread goes over at its next turn, which comes at once.
static void reload(Courier *courier) {
    const Reload reload = {.daemon = courier->daemon,
                           .editions = courier->editions,
                           .vitals = courier->vitals,
                           .make = make_next,
                           .data = courier};
    const bool received = courier->receipt != NULL;
    if (!reload_run(&reload))
        return;
    daemon_signals_admit(false); // they are for this thread alone, and not for those that are made now
    if (!received && courier->receipt != NULL)
        start_thread(&courier->receiving, run_receipt, courier->receipt);
    exporter_follow(courier->exporter);
    daemon_signals_admit(true);
    dispatch_poke(courier->dispatch);
    scheduler_poke(courier->scheduler);
}

static bool is_back(const Pulse *pulse, const char *what, GError **error) {
    return !pulse_is_late(pulse) ||
           fault_set(error, FATE_TEMPORARY, "the thread for %s does not come back", what);
}

static bool threads_answer(const void *data, GError **error) {
    const Courier *courier = data;
    return is_back(dispatch_pulse(courier->dispatch), "sending", error) &&
           is_back(scheduler_pulse(courier->scheduler), "the clocks", error) &&
           (courier->receipt == NULL || is_back(receipt_pulse(courier->receipt), "receipts", error));
}

static void wait_for_end(Courier *courier) {
    g_autoptr(Watchdog) watchdog = watchdog_new(threads_answer, courier);
    int signal = 0;
    daemon_signals_admit(true);
    background_ready(courier->daemon, "READY=1");
    while (signal == 0 || signal == SIGHUP) {
        watchdog_turn(watchdog);
        seal_set_time(courier->daemon->seal, g_get_real_time());
        signal = daemon_signals_wait(watchdog_patience(watchdog, G_TIME_SPAN_HOUR));
        if (signal == SIGHUP)
            reload(courier);
    }
    daemon_notify("STOPPING=1");
}

static int serve(Courier *courier) {
    start_threads(courier);
    tell_start(courier);
    wait_for_end(courier);
    g_clear_pointer(&courier->exporter, exporter_free); // it looks at all the others
    scheduler_stop(courier->scheduler);
    pthread_join(courier->scheduling, NULL);
    if (courier->receipt != NULL) { // first: nothing is released any more
        receipt_stop(courier->receipt);
        pthread_join(courier->receiving, NULL);
    }
    dispatch_stop(courier->dispatch); // at most as long as the mail in hand takes
    pthread_join(courier->dispatching, NULL);
    store_watch(courier->daemon->store, NULL, NULL); // before the vitals go
    vitals_set(courier->vitals, VITAL_STOPPED, g_get_real_time());
    background_end(courier->daemon);
    log_event(LOG_LEVEL_NOTICE, NULL, "event=stop");
    return courier->daemon->status;
}

int main(int argc, char **argv) {
    g_autoptr(Daemon) daemon = daemon_new("earshot-courier");
    daemon->makes_store = true;
    g_autoptr(Courier) courier = g_new0(Courier, 1);
    daemon_signals_start();
    message_library_start(); // mails are composed with it
    if (!daemon_options(daemon, NULL,
                        "Hears the MTA's receipts, sends what waits in the outbox, watches the clocks.", NULL,
                        &argc, &argv) ||
        !background_enter(daemon) || !daemon_load_keyless(daemon))
        return daemon->status;
    g_autoptr(Confine) confine = confine_courier(daemon); // before the store, which has a thread of its own
    if (!open_patiently(daemon, courier) || !open_courier(daemon, courier))
        return daemon->status;
    return serve(courier);
}
