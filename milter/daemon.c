// Options, configuration, keys, store, locks and signals of all programs.
// Signals arrive by handlers that write to a pipe, not by sigwait: libmilter
// runs a thread that waits for the same signals and stops the filter on SIGHUP.
// The kernel prefers the main thread only while the signal is let in there, so
// there it is never blocked, not even while its handler runs (SA_NODEFER).
#include "daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

#include "fault.h"
#include "log.h"
#include "owner.h"

Daemon *daemon_new(const char *program) {
    Daemon *daemon = g_new0(Daemon, 1);
    daemon->program = program;
    daemon->ready = -1;
    daemon->locks = g_array_new(FALSE, FALSE, sizeof(int));
    return daemon;
}

void daemon_free(Daemon *daemon) {
    if (daemon == NULL)
        return;
    store_free(daemon->store);
    seal_free(daemon->seal);
    config_free(daemon->config);
    for (guint i = 0; i < daemon->locks->len; i++)
        close(g_array_index(daemon->locks, int, i));
    g_array_unref(daemon->locks);
    g_free(daemon->held);
    g_free(daemon->user);
    g_free(daemon->pid_file);
    g_free(daemon->config_path);
    g_free(daemon);
}

static bool end(Daemon *daemon, int status) {
    daemon->status = status;
    return false;
}

// A tool tells who called it: in the mail log its end would read like a daemon's, by whoever tried it out.
static bool logs_end(const Daemon *daemon) {
    return daemon->makes_store;
}

bool daemon_fail(Daemon *daemon, GError *error) {
    g_autoptr(GError) owned = error;
    if (logs_end(daemon))
        log_failure(LOG_LEVEL_ERROR, NULL, "fatal", owned);
    if (!logs_end(daemon) || !daemon->to_stderr)
        g_printerr("%s: %s\n", daemon->program, owned->message);
    return end(daemon, fault_exit_status(owned));
}

static bool usage(Daemon *daemon, const char *message) {
    g_printerr("%s: %s (try --help)\n", daemon->program, message);
    return end(daemon, EX_USAGE);
}

typedef struct Given { // what the command line said beside the configuration file
    gboolean version, help, foreground;
    char *log;
} Given;

static bool parse_options(Daemon *daemon, GOptionContext *context, const GOptionEntry *more, Given *given,
                          int *argc, char ***argv) {
    const GOptionEntry entries[] = {
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &daemon->config_path,
         "Configuration file (default " DAEMON_CONFIG_FILE ")", "FILE"},
        {"log", 0, 0, G_OPTION_ARG_STRING, &given->log, "Where to log (default syslog)", "syslog|stderr"},
        {"version", 'V', 0, G_OPTION_ARG_NONE, &given->version, "Print the version and end", NULL},
        {"help", 'h', 0, G_OPTION_ARG_NONE, &given->help, "Print this help and end", NULL},
        G_OPTION_ENTRY_NULL};
    const GOptionEntry of_daemons[] = {{"wait", 0, 0, G_OPTION_ARG_NONE, &daemon->waits,
                                        "Wait for the end of the one that runs, at most 15 s", NULL},
                                       {"foreground", 'f', 0, G_OPTION_ARG_NONE, &given->foreground,
                                        "Stay in the foreground (default)", NULL},
                                       {"background", 0, 0, G_OPTION_ARG_NONE, &daemon->background,
                                        "Return when a process behind this one is ready", NULL},
                                       {"pid-file", 0, 0, G_OPTION_ARG_FILENAME, &daemon->pid_file,
                                        "Write the process number there", "FILE"},
                                       {"user", 0, 0, G_OPTION_ARG_STRING, &daemon->user,
                                        "Become this user, before all else", "NAME[:GROUP]"},
                                       G_OPTION_ENTRY_NULL};
    g_option_context_add_main_entries(context, entries, NULL);
    if (daemon->makes_store)
        g_option_context_add_main_entries(context, of_daemons, NULL);
    if (more != NULL)
        g_option_context_add_main_entries(context, more, NULL);
    g_option_context_set_strict_posix(context, TRUE);
    g_option_context_set_help_enabled(context, FALSE); // GLib's own would exit(3) from within
    g_autoptr(GError) error = NULL;
    return g_option_context_parse(context, argc, argv, &error) || usage(daemon, error->message);
}

bool daemon_options(Daemon *daemon, const char *arguments, const char *summary, const GOptionEntry *more,
                    int *argc, char ***argv) {
    Given given = {0};
    g_autoptr(GOptionContext) context = g_option_context_new(arguments);
    g_option_context_set_summary(context, summary);
    const bool parsed = parse_options(daemon, context, more, &given, argc, argv);
    g_autofree char *log = given.log;
    if (!parsed)
        return false;
    if (given.help) {
        g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
        g_auto(GStrv) parts = g_strsplit(text, "\u2026", -1); // which the C locale shows as "?"
        g_autofree char *plain = g_strjoinv("...", parts);
        g_print("%s", plain);
        return end(daemon, EX_OK);
    }
    if (given.version) {
        g_print("%s %s\n", daemon->program, EARSHOT_VERSION);
        return end(daemon, EX_OK);
    }
    daemon->to_stderr = g_strcmp0(log, "stderr") == 0;
    if (log != NULL && !daemon->to_stderr && !g_str_equal(log, "syslog"))
        return usage(daemon, "--log is syslog or stderr");
    if (given.foreground && daemon->background)
        return usage(daemon, "--foreground and --background exclude each other");
    daemon->config_given = daemon->config_path != NULL;
    if (!daemon->config_given)
        daemon->config_path = g_strdup(DAEMON_CONFIG_FILE);
    log_open(daemon->program, daemon->to_stderr);
    return true;
}

bool daemon_fail_config(Daemon *daemon, const GPtrArray *errors) {
    for (guint i = 0; i < errors->len; i++)
        g_printerr("%s\n", (const char *)errors->pdata[i]);
    g_autofree char *first = log_quote(errors->len > 0 ? errors->pdata[0] : NULL);
    if (logs_end(daemon) && !daemon->to_stderr) // else it stands there already
        log_event(LOG_LEVEL_ERROR, NULL, "event=fatal cause=config errors=%u first=%s", errors->len, first);
    return end(daemon, EX_CONFIG);
}

bool daemon_may_read(Daemon *daemon) {
    if (daemon->makes_store || access(daemon->config_path, R_OK) == 0 || errno != EACCES)
        return true;
    g_printerr("%s: %s: you may not read it; try it with sudo\n", daemon->program, daemon->config_path);
    return end(daemon, EX_NOPERM);
}

static bool load_with(Daemon *daemon, Config *(*load)(const char *path, GPtrArray *errors)) {
    if (!daemon_may_read(daemon))
        return false;
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    daemon->config = load(daemon->config_path, errors);
    return daemon->config != NULL || daemon_fail_config(daemon, errors);
}

bool daemon_load(Daemon *daemon) {
    return load_with(daemon, config_load);
}

bool daemon_load_keyless(Daemon *daemon) {
    g_autoptr(GPtrArray) unused = g_ptr_array_new_with_free_func(g_free);
    daemon->config = config_load_keyless(daemon->config_path, unused);
    return daemon->config != NULL || daemon_load(daemon); // which tells of the key, too
}

bool daemon_look(Daemon *daemon) {
    return load_with(daemon, config_read);
}

static bool wants_key(const Config *config, const char *path, GError **error) {
    return config->store == NULL || config->key_file != NULL ||
           fault_set(error, FATE_CONFIG, "%s: [earshot] key-file is missing: a store needs one", path);
}

// How addresses show in the log. The key of their hashes is made from ours, so that they outlive a restart.
static void tell_log(const Config *config, const Seal *seal) {
    log_set_addresses(config->log_addresses);
    if (seal == NULL)
        return;
    const SealHash key = seal_hash_string(seal, "log", "addresses");
    uint8_t bytes[LOG_KEY_BYTES];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = key.bytes[i % sizeof key.bytes];
    log_set_key(bytes);
}

bool daemon_open_with(Daemon *daemon, const Config *config, GError **error) {
    g_clear_pointer(&daemon->seal, seal_free); // of a try before: the file may be another by now
    if (!seal_library_start(error) || !wants_key(config, daemon->config_path, error))
        return false;
    if (config->key_file != NULL && (daemon->seal = seal_open(config->key_file, error)) == NULL)
        return false;
    if (daemon->seal != NULL)
        seal_set_time(daemon->seal, g_get_real_time());
    if (config->store != NULL &&
        (daemon->store = store_open(config->store, config_state_directory(config), daemon->makes_store,
                                    daemon->seal, error)) == NULL)
        return false;
    tell_log(config, daemon->seal);
    daemon->directory = daemon->store != NULL ? store_directory(daemon->store) : NULL;
    if (daemon->store != NULL && store_upgraded_from(daemon->store) > 0)
        log_event(LOG_LEVEL_NOTICE, NULL, "event=upgrade store=%s schema=%u from=%u", daemon->directory,
                  store_schema(), store_upgraded_from(daemon->store));
    return true;
}

static bool wants_store(const Daemon *daemon, GError **error) {
    return daemon->config->store != NULL ||
           fault_set(error, FATE_CONFIG, "%s: [earshot] store is missing: %s has nothing to do without it",
                     daemon->config_path, daemon->program);
}

bool daemon_open(Daemon *daemon, bool needed) {
    GError *error = NULL;
    return ((!needed || wants_store(daemon, &error)) && daemon_open_with(daemon, daemon->config, &error)) ||
           daemon_fail(daemon, error);
}

// --- locks ---

// Who only asks whether we run (`earshot status`) holds it for a moment: that is waited out. With --wait so
// is the end of the one before us.
static bool take_lock(const Daemon *daemon, int lock) {
    enum { PAUSE = 20 * 1000, TRIES = 10, TRIES_WAITING = DAEMON_WAIT_S * G_USEC_PER_SEC / PAUSE };
    for (int i = 0; i < (daemon->waits ? TRIES_WAITING : TRIES); i++) {
        if (flock(lock, LOCK_EX | LOCK_NB) == 0)
            return true;
        g_usleep(PAUSE);
    }
    return false;
}

static int lock_path(const Daemon *daemon, const char *path, GError **error) {
    const int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot open the lock: %s%s", path, g_strerror(errno),
                  errno == EACCES || errno == ENOENT
                      ? "; its directory must be there and belong to the user of the daemons"
                      : "");
        return -1;
    }
    g_autofree char *directory = g_path_get_dirname(path);
    (void)owner_give(lock, directory); // a command of root's may be here before the daemons
    if (!take_lock(daemon, lock)) {
        fault_set(error, FATE_TEMPORARY, "%s: another process holds the lock: is it running already?", path);
        close(lock);
        return -1;
    }
    return lock;
}

bool daemon_hold(Daemon *daemon, const char *path, GError **error) {
    const int lock = lock_path(daemon, path, error);
    if (lock < 0)
        return false;
    // The file stays when we end: to unlink it would let two processes hold two files of one name.
    g_array_append_val(daemon->locks, lock);
    return true;
}

bool daemon_hold_once(Daemon *daemon, const char *path, GError **error) {
    if (g_strcmp0(daemon->held, path) == 0)
        return true;
    g_autoptr(GError) own = NULL;
    if (!daemon_hold(daemon, path, &own)) {
        daemon->rival = fault_fate(own) == FATE_TEMPORARY;
        g_propagate_error(error, g_steal_pointer(&own));
        return false;
    }
    g_free(daemon->held);
    daemon->held = g_strdup(path);
    return true;
}

bool daemon_lock(Daemon *daemon, const char *path) {
    GError *error = NULL;
    return daemon_hold(daemon, path, &error) || daemon_fail(daemon, error);
}

char *daemon_socket_lock(const char *socket) {
    const char *path = NULL;
    if (g_str_has_prefix(socket, "unix:"))
        path = socket + strlen("unix:");
    return path != NULL ? g_strconcat(path, ".lock", NULL) : NULL;
}

// --- signals ---

// A handler has no argument but the number: the pipe it writes to must stand somewhere. Set once at start.
static int signal_pipe[2] = {-1, -1};

void daemon_signals_raise(int signal) {
    const int kept = errno;
    const unsigned char number = (unsigned char)signal;
    const ssize_t written = write(signal_pipe[1], &number, 1);
    (void)written; // full: then enough signals are waiting to be seen
    errno = kept;
}

static sigset_t handled_set(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    return set;
}

void daemon_signals_admit(bool admit) {
    const sigset_t set = handled_set();
    pthread_sigmask(admit ? SIG_UNBLOCK : SIG_BLOCK, &set, NULL);
}

// Each connection of the MTA is one, and the usual limit is for programs that use select(2), which we do not.
static void raise_descriptors(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit); // else it goes with those that there are
}

void daemon_signals_start(void) {
    if (pipe2(signal_pipe, O_CLOEXEC) != 0 || fcntl(signal_pipe[1], F_SETFL, O_NONBLOCK) != 0) {
        g_printerr("no pipe for signals: %s\n", g_strerror(errno));
        exit(EX_TEMPFAIL); // nothing is begun yet, and we could never be told to stop
    }
    daemon_signals_admit(false);
    const struct sigaction handle = {.sa_handler = daemon_signals_raise, .sa_flags = SA_RESTART | SA_NODEFER};
    sigaction(SIGTERM, &handle, NULL);
    sigaction(SIGINT, &handle, NULL);
    sigaction(SIGHUP, &handle, NULL);
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, NULL);
    // A file that may not grow is an error like a full disk, no reason to die.
    sigaction(SIGXFSZ, &ignore, NULL);
    raise_descriptors();
}

// In poll, since sanitizers hand on a signal only in calls that they know to wait.
int daemon_signals_wait(int64_t patience) {
    unsigned char number = 0;
    struct pollfd ready = {.fd = signal_pipe[0], .events = POLLIN};
    const int64_t until = patience < 0 ? INT64_MAX : g_get_monotonic_time() + patience;
    while (number == 0) {
        const int64_t left = until - g_get_monotonic_time();
        if (left <= 0)
            return 0;
        if (poll(&ready, 1, patience < 0 ? -1 : (int)MIN(left / 1000 + 1, INT_MAX)) == 1 &&
            read(signal_pipe[0], &number, 1) != 1)
            number = 0;
    }
    return number;
}

// --- the service manager ---

void daemon_notify(const char *state) {
    const char *path = g_getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (path == NULL || (path[0] != '/' && path[0] != '@') || strlen(path) >= sizeof address.sun_path)
        return;
    memcpy(address.sun_path, path, strlen(path));
    if (path[0] == '@') // an abstract name
        address.sun_path[0] = '\0';
    const int notify = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (notify < 0)
        return;
    const size_t size = offsetof(struct sockaddr_un, sun_path) + strlen(path);
    const struct timeval patience = {.tv_sec = 1}; // a manager that reads nothing holds up no daemon
    setsockopt(notify, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (sendto(notify, state, strlen(state), MSG_NOSIGNAL, (const struct sockaddr *)&address,
               (socklen_t)size) < 0)
        log_event(LOG_LEVEL_WARNING, NULL, "event=notify cause=%s", g_strerror(errno));
    close(notify);
}
