#ifndef EARSHOT_LISTENER_H
#define EARSHOT_LISTENER_H
// libmilter's listening socket and its main loop: opened before what sessions
// need, since who connects meanwhile waits in its queue; and stopped in time.

#include <glib.h>
#include <stdbool.h>

typedef struct Listener Listener;

// Listens on "unix:/path" or "inet:port@host" for the filter that is registered with libmilter: on the socket
// that the service manager passed for it, else on one of our own, for which the caller holds a lock, since
// one that is there is removed. FATE_CONFIG.
Listener *listener_open(const char *socket, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void listener_free(Listener *listener); // not while it runs
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Listener, listener_free)

// Runs libmilter in a thread, which raises SIGTERM when it ends. Once; false when there is no thread.
bool listener_start(Listener *listener);
// No new sessions: who connects to an inherited socket from now on is our successor's. Those that are there
// go on.
void listener_leave(Listener *listener);
// Ends libmilter's loop, which drops its sessions. False when it did not end in time.
bool listener_stop(Listener *listener, GTimeSpan patience);
// After that: it did not end by itself.
bool listener_ended_well(const Listener *listener);

#endif
