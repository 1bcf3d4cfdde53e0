// The gateway's process: listens first, so that who connects while the rest is
// opened merely waits, then hands libmilter its callbacks and waits for signals.
#include <malloc.h>
#include <signal.h>
#include <sysexits.h>
#include <unistd.h>

#include "background.h"
#include "confine_needs.h"
#include "daemon.h"
#include "fault.h"
#include "html.h"
#include "inherit.h"
#include "knock.h"
#include "listener.h"
#include "log.h"
#include "message.h"
#include "parts.h"
#include "reload.h"
#include "session.h"
#include "watchdog.h"

static const GTimeSpan ANSWER_TIME = 2 * G_TIME_SPAN_SECOND;
static const GTimeSpan PATIENCE = 10 * G_TIME_SPAN_SECOND; // for messages at work, then for libmilter

// By itself glibc raises the size from which a block gets a mapping of its own when such a block is freed.
// The messages that come later then grow among other things in the arenas of many threads, which give back
// little: a hundred connections with a megabyte each took 225 MB that way, 145 with the size held.
static void settle_memory(void) {
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
}

// --- opening ---

// libmilter removes a live socket as readily as a stale one. What lies beside the store has a lock of its
// own.
static bool take_lock(Daemon *daemon) {
    g_autofree char *lock = daemon_socket_lock(daemon->config->socket);
    return lock == NULL || inherit_socket(daemon->config->socket) >= 0 || daemon_lock(daemon, lock);
}

static Listener *listen_to_mta(Daemon *daemon) {
    GError *error = NULL;
    Listener *listener =
        smfi_register(session_filter()) == MI_SUCCESS ? listener_open(daemon->config->socket, &error) : NULL;
    if (listener == NULL)
        daemon_fail(daemon, error);
    return listener;
}

// --- running ---

// libmilter's loop has no turn of ours in it: so it is asked from outside, as the MTA would. One that is deaf
// answers, too.
static bool milter_answers(const void *socket, GError **error) {
    return knock_milter(socket, ANSWER_TIME, error);
}

static void wait_for_end(const Daemon *daemon, Parts *parts) {
    const Reload reload = {.daemon = daemon,
                           .editions = parts->editions,
                           .vitals = parts->vitals,
                           .make = parts_next,
                           .data = parts};
    g_autoptr(Watchdog) watchdog = watchdog_new(milter_answers, parts->socket);
    for (;;) {
        watchdog_turn(watchdog);
        const int signal = daemon_signals_wait(watchdog_patience(watchdog, parts_patience(parts)));
        parts->asked = signal == SIGHUP;
        if (signal == SIGHUP)
            reload_run(&reload);
        else if (signal == 0)
            parts_tend(parts, &reload);
        else
            return;
    }
}

// True when nobody uses the parts any more. Messages at work are finished first: libmilter would drop them.
static bool stop_milter(Listener *listener) {
    daemon_notify("STOPPING=1");
    listener_leave(listener);
    const bool idle = session_stop(PATIENCE);
    const bool ended = listener_stop(listener, PATIENCE);
    if (!idle)
        log_event(LOG_LEVEL_ERROR, NULL, "event=stop cause=in-work: some mail was not done in %d s",
                  (int)(PATIENCE / G_TIME_SPAN_SECOND));
    return ended && idle;
}

static int serve(Daemon *daemon, Parts *parts, Listener *listener) {
    session_open(parts->editions, parts->unheard, parts->vitals);
    daemon_signals_admit(true); // before libmilter's thread that waits for the same ones
    if (!listener_start(listener))
        return EX_TEMPFAIL;
    log_event(LOG_LEVEL_NOTICE, NULL, "event=start version=%s socket=%s", EARSHOT_VERSION, parts->socket);
    background_ready(daemon, "READY=1");
    wait_for_end(daemon, parts);
    const bool clean = stop_milter(listener);
    background_end(daemon);
    vitals_set(parts->vitals, VITAL_STOPPED, g_get_real_time());
    log_event(LOG_LEVEL_NOTICE, NULL, "event=stop clean=%s", clean ? "yes" : "no");
    if (!clean)
        _exit(0); // a thread may still be at work on what we would free
    return listener_ended_well(listener) ? daemon->status : EX_TEMPFAIL;
}

int main(int argc, char **argv) {
    settle_memory();
    g_autoptr(Daemon) daemon = daemon_new("earshot-milter");
    daemon->makes_store = true;
    g_autoptr(Parts) parts = parts_new();
    g_autoptr(Listener) listener = NULL;
    daemon_signals_start();
    message_library_start();
    html_library_start();
    if (!daemon_options(daemon, NULL, "Hears support mail as the MTA receives it.", NULL, &argc, &argv) ||
        !background_enter(daemon) || !daemon_load_keyless(daemon) || !take_lock(daemon) ||
        (listener = listen_to_mta(daemon)) == NULL)
        return daemon->status;
    g_autoptr(Confine) confine = confine_milter(daemon); // the socket is open, and no thread is made yet
    if (!parts_open(parts, daemon))
        return daemon->status;
    return serve(daemon, parts, listener);
}
