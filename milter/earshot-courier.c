// The courier's process: one thread hears the MTA's receipts, one empties the
// outbox, one watches the clocks, the main thread waits for signals.
#include <pthread.h>
#include <signal.h>
#include <sysexits.h>
#include <unistd.h>

#include "daemon.h"
#include "dispatch.h"
#include "fault.h"
#include "log.h"
#include "message.h"
#include "receipt.h"
#include "relay.h"
#include "scheduler.h"
#include "vitals.h"
#include "wake.h"

typedef struct Courier {
    Vitals *vitals;
    Relay *relay; // NULL without a url: then nothing is sent
    Wake *wake;
    Dispatch *dispatch; // as relay
    Receipt *receipt;   // NULL unless receipts are used
    Scheduler *scheduler;
} Courier;

static void courier_free(Courier *courier) {
    scheduler_free(courier->scheduler);
    receipt_free(courier->receipt);
    dispatch_free(courier->dispatch);
    wake_free(courier->wake);
    relay_free(courier->relay);
    vitals_free(courier->vitals);
    g_free(courier);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Courier, courier_free)

static bool uses_receipts(const Config *config) {
    return config->mode == MODE_ANSWER && config->receipt_when == RECEIPT_ACCEPTED &&
           config->receipt_socket != NULL && config->receipt_domain != NULL;
}

// One courier a store: a second would claim what the first is sending.
static bool take_locks(Daemon *daemon) {
    g_autofree char *store_lock = g_build_filename(daemon->directory, "courier.lock", NULL);
    g_autofree char *socket_lock =
        uses_receipts(daemon->config) ? daemon_socket_lock(daemon->config->receipt_socket) : NULL;
    return daemon_lock(daemon, store_lock) && (socket_lock == NULL || daemon_lock(daemon, socket_lock));
}

static bool open_vitals(const Daemon *daemon, Courier *courier) {
    g_autofree char *why = NULL;
    courier->vitals = vitals_open(daemon->directory, "courier", g_get_real_time(), &why);
    if (why != NULL)
        log_event(LOG_LEVEL_WARNING, NULL, "event=vitals cause=not-kept: %s", why);
    store_watch(daemon->store, vitals_committed, courier->vitals);
    return true;
}

static bool open_dispatch(Daemon *daemon, Courier *courier) {
    GError *error = NULL;
    if (daemon->config->relay_url == NULL) {
        log_event(LOG_LEVEL_NOTICE, NULL, "event=start cause=no-relay: nothing is sent");
        return true;
    }
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    if ((courier->relay = relay_new(daemon->config, &error)) == NULL ||
        (courier->wake = wake_new(daemon->directory, &error)) == NULL)
        return daemon_fail(daemon, error);
    courier->dispatch =
        dispatch_new(daemon->config, daemon->store, courier->relay, courier->wake, courier->vitals, errors);
    return courier->dispatch != NULL || daemon_fail_config(daemon, errors);
}

static bool open_receipt(Daemon *daemon, Courier *courier) {
    GError *error = NULL;
    if (!uses_receipts(daemon->config))
        return true;
    courier->receipt = receipt_new(daemon->config, daemon->store, courier->dispatch, courier->vitals, &error);
    return courier->receipt != NULL || daemon_fail(daemon, error);
}

static bool open_scheduler(Daemon *daemon, Courier *courier) {
    GError *error = NULL;
    courier->scheduler =
        scheduler_new(daemon->config, daemon->store, courier->dispatch, courier->vitals, &error);
    return courier->scheduler != NULL || daemon_fail(daemon, error);
}

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

static void wait_for_end(void) {
    daemon_signals_admit(true);
    daemon_notify("READY=1");
    while (daemon_signals_wait() == SIGHUP)
        log_event(LOG_LEVEL_NOTICE, NULL,
                  "event=hangup: the configuration is read at start only, a change needs a restart");
    daemon_notify("STOPPING=1");
}

static void start_thread(pthread_t *thread, void *(*run)(void *), void *data) {
    if (pthread_create(thread, NULL, run, data) == 0)
        return;
    log_event(LOG_LEVEL_ERROR, NULL, "event=fatal cause=thread");
    _exit(EX_TEMPFAIL); // another may run already, on what would be freed
}

static int serve(Daemon *daemon, Courier *courier) {
    pthread_t receipt, dispatch, scheduler;
    if (courier->dispatch != NULL)
        start_thread(&dispatch, run_dispatch, courier->dispatch);
    if (courier->receipt != NULL)
        start_thread(&receipt, run_receipt, courier->receipt);
    start_thread(&scheduler, run_scheduler, courier->scheduler);
    log_event(LOG_LEVEL_NOTICE, NULL, "event=start version=%s receipts=%s relay=%s", EARSHOT_VERSION,
              courier->receipt != NULL ? daemon->config->receipt_socket : "no",
              courier->relay != NULL ? daemon->config->relay_url : "no");
    wait_for_end();
    scheduler_stop(courier->scheduler);
    pthread_join(scheduler, NULL);
    if (courier->receipt != NULL) { // first: nothing is released any more
        receipt_stop(courier->receipt);
        pthread_join(receipt, NULL);
    }
    if (courier->dispatch != NULL) { // at most as long as the mail in hand takes
        dispatch_stop(courier->dispatch);
        pthread_join(dispatch, NULL);
    }
    store_watch(daemon->store, NULL, NULL); // before the vitals go
    vitals_set(courier->vitals, VITAL_STOPPED, g_get_real_time());
    log_event(LOG_LEVEL_NOTICE, NULL, "event=stop");
    return daemon->status;
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
        !daemon_load(daemon) || !daemon_open(daemon, true) || !take_locks(daemon) ||
        !open_vitals(daemon, courier) || !open_dispatch(daemon, courier) || !open_receipt(daemon, courier) ||
        !open_scheduler(daemon, courier))
        return daemon->status;
    return serve(daemon, courier);
}
