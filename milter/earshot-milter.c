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
#include "parts.h"
#include "reload.h"
#include "session.h"

enum { PATIENCE_S = 10 };

// --- opening ---

// Before the socket is touched: libmilter removes a live one as readily as a stale one. What lies beside the
// store has a lock of its own.
static bool take_lock(Daemon *daemon) {
    g_autofree char *lock = daemon_socket_lock(daemon->config->socket);
    return lock == NULL || daemon_lock(daemon, lock);
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

static void wait_for_end(const Daemon *daemon, Parts *parts) {
    const Reload reload = {.daemon = daemon,
                           .editions = parts->editions,
                           .vitals = parts->vitals,
                           .make = parts_next,
                           .data = parts};
    for (;;) {
        const int signal = daemon_signals_wait_for(parts_patience(parts));
        parts->asked = signal == SIGHUP;
        if (signal == SIGHUP)
            reload_run(&reload);
        else if (signal == 0)
            parts_tend(parts, &reload);
        else
            return;
    }
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

static int serve(Daemon *daemon, Parts *parts) {
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
    g_autoptr(Parts) parts = parts_new();
    daemon_signals_start();
    message_library_start();
    html_library_start();
    if (!daemon_options(daemon, NULL, "Hears support mail as the MTA receives it.", NULL, &argc, &argv) ||
        !daemon_load_keyless(daemon) || !take_lock(daemon) || !parts_open(parts, daemon) ||
        !listen_to_mta(daemon, parts))
        return daemon->status;
    return serve(daemon, parts);
}
