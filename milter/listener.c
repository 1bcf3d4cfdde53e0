// libmilter knows only sockets that it opened itself. For an inherited one it
// opens another under a name of ours, which nobody gets to know, and the
// inherited one takes its place under libmilter's descriptor. To leave, that is
// replaced once more, by a socket to which nobody connects but we: closing it
// would end libmilter, and sessions with it, before their mail is heard.
//
// libmilter's own way to stop takes up to five seconds: its loop looks whether
// it shall only then, or when somebody connects. So we do.
#include "listener.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libmilter/mfapi.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "daemon.h"
#include "fault.h"
#include "inherit.h"
#include "knock.h"

// libmilter's own is 20, and Postfix takes a full queue for a milter that is down.
enum { QUEUE = 1024, POLL_MS = 50, DESCRIPTORS = 1024 };

struct Listener {
    char *socket;   // as configured
    int descriptor; // libmilter's, where an inherited one stands in; else -1
    struct sockaddr_un idle;
    socklen_t idle_size; // 0: no such socket
    pthread_t thread;
    atomic_bool stopping;
    bool failed; // read when the thread has been joined
};

// --- opening ---

static bool libmilter_opens(const char *where) {
    // The socket is for the group of its directory: whoever can write to it speaks as the MTA.
    const mode_t before = umask(0117);
    const bool open = smfi_setconn((char *)where) == MI_SUCCESS && smfi_setbacklog(QUEUE) == MI_SUCCESS &&
                      smfi_opensocket(true) == MI_SUCCESS;
    umask(before);
    return open;
}

static int descriptor_of(const char *path) {
    for (int descriptor = 0; descriptor < DESCRIPTORS; descriptor++) {
        struct sockaddr_un address = {.sun_family = AF_UNSPEC};
        socklen_t size = sizeof address;
        if (getsockname(descriptor, (struct sockaddr *)&address, &size) == 0 &&
            address.sun_family == AF_UNIX && strcmp(address.sun_path, path) == 0)
            return descriptor;
    }
    return -1;
}

static bool stand_in(Listener *listener, int inherited) {
    g_autofree char *directory = g_dir_make_tmp("earshot-XXXXXX", NULL);
    if (directory == NULL)
        return false;
    g_autofree char *path = g_build_filename(directory, "s", NULL);
    g_autofree char *where = g_strconcat("unix:", path, NULL);
    const bool open = libmilter_opens(where);
    listener->descriptor = open ? descriptor_of(path) : -1;
    g_unlink(path);
    g_rmdir(directory);
    const bool done = listener->descriptor >= 0 && dup3(inherited, listener->descriptor, O_CLOEXEC) >= 0;
    close(inherited);
    return done;
}

Listener *listener_open(const char *socket, GError **error) {
    g_autoptr(Listener) listener = g_new0(Listener, 1);
    listener->socket = g_strdup(socket);
    listener->descriptor = -1;
    const int inherited = inherit_socket(socket);
    if (inherited >= 0 ? stand_in(listener, inherited) : libmilter_opens(socket))
        return g_steal_pointer(&listener);
    fault_set(error, FATE_CONFIG, "cannot listen on %s", socket);
    return NULL;
}

void listener_free(Listener *listener) {
    if (listener == NULL)
        return;
    g_free(listener->socket);
    g_free(listener);
}

// --- running ---

// In place of the C library's, for libmilter, which alone calls it: a thread of its own waits in it for
// SIGHUP and SIGTERM and stops the filter on either. The kernel gives a signal to who asks for it first, so a
// reload that came before our main thread had its turn would have ended us, and with status 0.
__attribute__((visibility("default"))) int sigwait(const sigset_t *set, int *signal) {
    (void)set;
    for (*signal = 0;;)
        pause();
}

static void *run_milter(void *data) {
    Listener *listener = data;
    daemon_signals_admit(false);
    (void)smfi_main(); // told to stop while it starts, it fails
    listener->failed = !atomic_load(&listener->stopping);
    daemon_signals_raise(SIGTERM); // if nobody asked for it, main must end too
    return NULL;
}

bool listener_start(Listener *listener) {
    return pthread_create(&listener->thread, NULL, run_milter, listener) == 0;
}

bool listener_ended_well(const Listener *listener) {
    return !listener->failed;
}

// --- stopping ---

static void knock_at(const char *socket) {
    const int connection = knock_begin(socket);
    if (connection >= 0)
        close(connection);
}

static void knock_idle(const Listener *listener) {
    const int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (connection < 0)
        return;
    (void)!connect(connection, (const struct sockaddr *)&listener->idle, listener->idle_size);
    close(connection);
}

static void knock(const Listener *listener) {
    if (listener->idle_size > 0)
        knock_idle(listener);
    else
        knock_at(listener->socket);
}

// Bound to a name that the kernel chooses. Not blocking: a connection that libmilter was told of on the other
// socket is not there on this one.
static int idle_socket(Listener *listener) {
    const int idle = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    socklen_t size = sizeof listener->idle;
    if (idle >= 0 && bind(idle, (const struct sockaddr *)&address, sizeof address.sun_family) == 0 &&
        listen(idle, QUEUE) == 0 && getsockname(idle, (struct sockaddr *)&listener->idle, &size) == 0) {
        listener->idle_size = size;
        return idle;
    }
    if (idle >= 0)
        close(idle);
    return -1;
}

void listener_leave(Listener *listener) {
    if (listener->descriptor < 0)
        return;
    const int idle = idle_socket(listener);
    if (idle < 0)
        return;
    dup3(idle, listener->descriptor, O_CLOEXEC);
    close(idle);
    // libmilter may be asleep on the one that was there. Woken on that it looks at the new one, and sleeps on
    // unless somebody is there. Our successor will find nobody behind the second knock.
    knock(listener);
    knock_at(listener->socket);
}

// smfi_stop waits for a lock that the listener holds while it sleeps, so it needs a thread of its own.
static void *run_stop(void *unused) {
    (void)unused;
    daemon_signals_admit(false);
    smfi_stop();
    return NULL;
}

bool listener_stop(Listener *listener, GTimeSpan patience) {
    pthread_t stopper;
    atomic_store(&listener->stopping, true);
    if (pthread_create(&stopper, NULL, run_stop, NULL) == 0)
        pthread_detach(stopper);
    int status = ETIMEDOUT;
    for (int64_t i = 0; status == ETIMEDOUT && i < patience / (POLL_MS * 1000); i++) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += POLL_MS * 1000 * 1000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        knock(listener);
        status = pthread_timedjoin_np(listener->thread, NULL, &until);
    }
    return status == 0;
}
