// The gateway's process: opens what sessions share, hands libmilter its
// callbacks, and waits for signals. libmilter's own way to stop takes up to
// five seconds and abandons what is in work, so smfi_main runs in a thread of
// its own and is stopped from here.
#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

#include "daemon.h"
#include "fault.h"
#include "html.h"
#include "log.h"
#include "message.h"
#include "reload.h"
#include "session.h"
#include "units.h"

enum { PATIENCE_S = 10 };

typedef struct Parts { // what lives over all configurations
    Inwork *inwork;
    Unheard *unheard;
    Wake *wake;
    Gauge *gauge;
    Trouble *trouble;
    Vitals *vitals;     // never freed: sessions may count to the very end
    Editions *editions; // of each is made a Gateway
    char *socket;       // no reload changes it
} Parts;

static void parts_free(Parts *parts) {
    editions_free(parts->editions);
    trouble_free(parts->trouble);
    gauge_free(parts->gauge);
    wake_free(parts->wake);
    unheard_free(parts->unheard);
    inwork_free(parts->inwork);
    g_free(parts->socket);
    g_free(parts);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Parts, parts_free)

// --- opening ---

// Before the socket is touched: libmilter removes a live one as readily as a stale one. The second lock is
// for what lies beside the store.
static bool take_locks(Daemon *daemon) {
    g_autofree char *socket_lock = daemon_socket_lock(daemon->config->socket);
    g_autofree char *store_lock =
        daemon->directory != NULL ? g_build_filename(daemon->directory, "milter.lock", NULL) : NULL;
    return (socket_lock == NULL || daemon_lock(daemon, socket_lock)) &&
           (store_lock == NULL || daemon_lock(daemon, store_lock));
}

// What the last process left in work passed, or will pass, unheard: say so while it can be found.
static void report_left(const Parts *parts) {
    const GArray *left = inwork_left(parts->inwork);
    for (guint i = 0; i < left->len; i++) {
        const InworkLeft *one = &g_array_index(left, InworkLeft, i);
        const char *cause = one->crashed ? "crash" : "killed";
        const char *queue = one->note.queue[0] != '\0' ? one->note.queue : LOG_NO_QUEUE;
        g_autofree char *sender = units_base32_encode(one->note.sender.bytes, sizeof one->note.sender.bytes);
        g_autoptr(GError) error = NULL;
        log_event(LOG_LEVEL_ERROR, queue, "event=unheard cause=%s: it was in work when the last process died",
                  cause);
        vitals_add(parts->vitals, VITAL_UNHEARD, vitals_cause(cause), 1);
        if (!unheard_note(parts->unheard, g_get_real_time(), queue, sender, cause, &error))
            log_event(LOG_LEVEL_ERROR, queue, "event=unheard-not-noted cause=%s", error->message);
    }
}

static bool open_beside_store(const Daemon *daemon, Parts *parts, GError **error) {
    if (daemon->directory == NULL) {
        log_event(LOG_LEVEL_NOTICE, NULL, "event=start cause=no-store: nothing is remembered");
        return true;
    }
    parts->unheard = unheard_new(daemon->directory);
    parts->inwork = inwork_open(daemon->directory, g_get_real_time(), error);
    if (parts->inwork == NULL || (parts->wake = wake_new(daemon->directory, error)) == NULL)
        return false;
    parts->gauge = gauge_new(daemon->store, daemon->config->time_budget);
    parts->trouble =
        trouble_new("store",
                    daemon->config->on_failure == ON_FAILURE_TEMPFAIL ? "support mail is told to come again"
                                                                      : "support mail passes unheard",
                    daemon->directory);
    report_left(parts);
    inwork_watch(parts->inwork);
    return true;
}

static Vitals *open_vitals(const Daemon *daemon) {
    g_autofree char *why = NULL;
    Vitals *vitals = vitals_open(daemon->directory, "milter", g_get_real_time(), &why);
    if (why != NULL)
        log_event(LOG_LEVEL_WARNING, NULL, "event=vitals cause=not-kept: %s", why);
    if (daemon->store != NULL)
        store_watch(daemon->store, vitals_committed, vitals);
    return vitals;
}

static void gateway_free(void *data) {
    Gateway *gateway = data;
    intake_free((Intake *)gateway->intake);
    g_free(gateway);
}

// Takes the configuration and the intake.
static Edition *make_edition(Config *config, Intake *intake, const Daemon *daemon, const Parts *parts) {
    Gateway *gateway = g_new(Gateway, 1);
    *gateway = (Gateway){
        .config = config,
        .intake = intake,
        .seal = daemon->seal,
        .inwork = parts->inwork,
        .unheard = parts->unheard,
        .wake = parts->wake,
        .gauge = parts->gauge,
        .trouble = parts->trouble,
        .vitals = parts->vitals,
    };
    return edition_new(config, gateway, gateway_free);
}

static bool open_parts(Daemon *daemon, Parts *parts) {
    GError *error = NULL;
    message_library_start();
    html_library_start();
    parts->vitals = open_vitals(daemon);
    g_autoptr(Intake) intake = intake_new(daemon->config, daemon->seal, daemon->store, &error);
    if (intake == NULL || !open_beside_store(daemon, parts, &error))
        return daemon_fail(daemon, error);
    intake_read_ahead(intake);
    parts->socket = g_strdup(daemon->config->socket);
    Config *config = g_steal_pointer(&daemon->config);
    parts->editions = editions_new(make_edition(config, g_steal_pointer(&intake), daemon, parts));
    return true;
}

static bool listen_to_mta(Daemon *daemon, const Parts *parts) {
    GError *error = NULL;
    // The socket is for the group of its directory: whoever can write to it speaks as the MTA.
    const mode_t before = umask(0007);
    const bool open =
        smfi_register(session_filter(parts->editions, parts->unheard, parts->vitals)) == MI_SUCCESS &&
        smfi_setconn(parts->socket) == MI_SUCCESS && smfi_opensocket(true) == MI_SUCCESS;
    umask(before);
    if (open)
        return true;
    fault_set(&error, FATE_CONFIG, "%s: cannot listen on %s", daemon->config_path, parts->socket);
    return daemon_fail(daemon, error);
}

// --- running ---

static void *run_milter(void *data) {
    Daemon *daemon = data;
    daemon_signals_admit(false);
    if (smfi_main() != MI_SUCCESS)
        daemon->status = EX_TEMPFAIL; // read when this thread has been joined
    daemon_signals_raise(SIGTERM);    // if nobody asked for it, main must end too
    return NULL;
}

static int connect_unix(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path)
        return -1;
    memcpy(address.sun_path, path, strlen(path));
    const int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (connection >= 0)
        (void)!connect(connection, (const struct sockaddr *)&address, sizeof address);
    return connection;
}

static int connect_inet(const char *port_at_host) {
    g_auto(GStrv) parts = g_strsplit(port_at_host, "@", 2);
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    if (g_strv_length(parts) != 2 || getaddrinfo(parts[1], parts[0], &hints, &found) != 0)
        return -1;
    const int connection = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (connection >= 0)
        (void)!connect(connection, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return connection;
}

static void wake_listener(const char *socket) {
    const int connection = g_str_has_prefix(socket, "unix:")   ? connect_unix(socket + strlen("unix:"))
                           : g_str_has_prefix(socket, "inet:") ? connect_inet(socket + strlen("inet:"))
                                                               : -1;
    if (connection >= 0)
        close(connection);
}

typedef struct Making {
    const Daemon *daemon;
    const Parts *parts;
} Making;

static Edition *make_next(Config *config, const Edition *before, void *data, GPtrArray *errors) {
    const Making *making = data;
    const Gateway *gateway = edition_made(before);
    g_autoptr(Config) owned = config;
    g_autoptr(GError) error = NULL;
    Intake *intake = intake_again(gateway->intake, config, &error);
    if (intake == NULL) {
        reload_error(errors, error);
        return NULL;
    }
    gauge_set_budget(making->parts->gauge, config->time_budget);
    return make_edition(g_steal_pointer(&owned), intake, making->daemon, making->parts);
}

static void wait_for_end(const Daemon *daemon, const Parts *parts) {
    Making making = {daemon, parts};
    const Reload reload = {.daemon = daemon,
                           .editions = parts->editions,
                           .vitals = parts->vitals,
                           .make = make_next,
                           .data = &making};
    while (daemon_signals_wait() == SIGHUP)
        reload_run(&reload);
}

// smfi_stop waits for a lock that the listener holds while it sleeps, so it needs a thread of its own.
static void *run_stop(void *unused) {
    (void)unused;
    daemon_signals_admit(false);
    smfi_stop();
    return NULL;
}

// The listener looks whether it shall stop only every five seconds, or when somebody connects: we do until it
// has ended. False when it did not in time.
static bool stop_listener(const char *socket, pthread_t listener) {
    pthread_t stopper;
    if (pthread_create(&stopper, NULL, run_stop, NULL) == 0)
        pthread_detach(stopper);
    int status = ETIMEDOUT;
    for (int i = 0; status == ETIMEDOUT && i < PATIENCE_S * 20; i++) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += 50 * 1000 * 1000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        wake_listener(socket);
        status = pthread_timedjoin_np(listener, NULL, &until);
    }
    return status == 0;
}

// True when nobody uses the parts any more. Messages at work are finished first: libmilter would drop them.
static bool stop_milter(const Parts *parts, pthread_t listener) {
    daemon_notify("STOPPING=1");
    const bool idle = session_stop(PATIENCE_S * G_TIME_SPAN_SECOND);
    const bool ended = stop_listener(parts->socket, listener);
    if (!idle)
        log_event(LOG_LEVEL_ERROR, NULL, "event=stop cause=in-work: some mail was not done in %d s",
                  PATIENCE_S);
    return ended && idle;
}

static int serve(Daemon *daemon, const Parts *parts) {
    pthread_t thread;
    daemon_signals_admit(true); // before libmilter's thread that waits for the same ones
    if (pthread_create(&thread, NULL, run_milter, daemon) != 0)
        return EX_TEMPFAIL;
    log_event(LOG_LEVEL_NOTICE, NULL, "event=start version=%s socket=%s", EARSHOT_VERSION, parts->socket);
    daemon_notify("READY=1");
    wait_for_end(daemon, parts);
    const bool clean = stop_milter(parts, thread);
    vitals_set(parts->vitals, VITAL_STOPPED, g_get_real_time());
    log_event(LOG_LEVEL_NOTICE, NULL, "event=stop clean=%s", clean ? "yes" : "no");
    if (!clean)
        _exit(0); // a thread may still be at work on what we would free
    return daemon->status;
}

int main(int argc, char **argv) {
    g_autoptr(Daemon) daemon = daemon_new("earshot-milter");
    daemon->makes_store = true;
    g_autoptr(Parts) parts = g_new0(Parts, 1);
    daemon_signals_start();
    if (!daemon_options(daemon, NULL, "Hears support mail as the MTA receives it.", NULL, &argc, &argv) ||
        !daemon_load(daemon) || !daemon_open(daemon, false) || !take_locks(daemon) ||
        !open_parts(daemon, parts) || !listen_to_mta(daemon, parts))
        return daemon->status;
    return serve(daemon, parts);
}
