#ifndef EARSHOT_DAEMON_H
#define EARSHOT_DAEMON_H
// What the programs share before their work begins: options, configuration,
// keys, store, locks, signals, and word to the service manager. Each step
// tells people on stderr what is wrong and leaves the exit status; the steps
// join by `&&` so that a `main` reads as a list.

#include <glib.h>
#include <stdbool.h>
#include "config.h"
#include "confine.h"
#include "seal.h"
#include "store.h"

#define DAEMON_CONFIG_FILE "/etc/earshot/earshot.conf"
#define DAEMON_WAIT_S 15 // longer than an orderly stop takes

typedef struct Daemon {
    const char *program;   // "earshot-milter"
    const char *directory; // beside the store, where sockets and notes live; NULL without a store. Borrowed
    char *config_path;     // -c FILE, or the default
    bool config_given;     // by -c
    bool to_stderr;        // --log=stderr
    char *user;            // --user, of daemons: "NAME" or "NAME:GROUP"
    char *pid_file;        // --pid-file, likewise
    gboolean background;   // --background, likewise
    int ready;             // where the parent of one in the background waits; -1: nobody does
    gboolean waits;        // --wait, of daemons: for locks that another process holds
    bool makes_store;      // a daemon: makes the store when there is none
    bool describes;        // `earshot manual`: commands tell what they take and end
    int status;            // what main returns
    Confine *confine;      // borrowed: what it may touch; NULL, all that its user may
    Config *config;
    Seal *seal;    // NULL without a key file
    Store *store;  // NULL without a store
    GArray *locks; // int: descriptors held until the end
    char *held;    // the lock that daemon_hold_once took
    bool rival;    // another process had it
} Daemon;

// `program` is kept, not copied.
Daemon *daemon_new(const char *program) G_GNUC_WARN_UNUSED_RESULT;
void daemon_free(Daemon *daemon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Daemon, daemon_free)

// -c FILE, -V, --help, --log=stderr, and `more` (ends with { NULL }; NULL for none), up to the first word
// that is no option. False when the program is to end: with status 0 after -V and --help, else 64. Opens the
// log.
// Those of daemons have --wait, -f, --background, --pid-file and --user too (background.h).
bool daemon_options(Daemon *daemon, const char *arguments, const char *summary, const GOptionEntry *more,
                    int *argc, char ***argv);
// For tools: false, and said, with status 77, when it is only we who may not read the file.
bool daemon_may_read(Daemon *daemon);
// Reads the file; all errors go to stderr, a line each: status 78. Those of daemons are logged too.
bool daemon_load(Daemon *daemon);
// The same without a look for the key file, for a daemon that waits for it.
bool daemon_load_keyless(Daemon *daemon);
// The same for a command that only looks: what is written must be right, what daemons need may be missing.
bool daemon_look(Daemon *daemon);
// Opens key and store where the configuration names them. `needed`: having none is an error (78).
bool daemon_open(Daemon *daemon, bool needed);
// The same by another reading of the configuration, and without reporting. May be tried again.
bool daemon_open_with(Daemon *daemon, const Config *config, GError **error);

// Holds an exclusive lock on `path` until the end, so that nobody steals a live socket. The path is made.
// False (status 75) when another process holds it.
bool daemon_lock(Daemon *daemon, const char *path);
// The same for one that runs already: FATE_TEMPORARY.
bool daemon_hold(Daemon *daemon, const char *path, GError **error);
// The same where it may be tried again: one that we hold is no error. Sets `rival` when another has it.
bool daemon_hold_once(Daemon *daemon, const char *path, GError **error);
// The lock's path for a socket as in the configuration ("unix:/path" gives "/path.lock"); NULL for inet.
char *daemon_socket_lock(const char *socket);

// Reports to stderr and the log, and takes the status from the error's fate. Takes the error. False, always.
bool daemon_fail(Daemon *daemon, GError *error);

// The same for errors of configuration, a line each (char *): status 78.
bool daemon_fail_config(Daemon *daemon, const GPtrArray *errors);

// Signals. SIGTERM, SIGINT and SIGHUP are handled in the main thread alone, by daemon_signals_wait; SIGPIPE
// is ignored, SIGXFSZ too. Start: to be called before any thread is made, those made then do not see them.
void daemon_signals_start(void);
// Lets them in (the main thread) or keeps them away (a thread made after that).
void daemon_signals_admit(bool admit);
// Waits in the main thread, which must have admitted them, for so many microseconds at most, or for ever when
// they are negative. The signal's number; 0 when none came.
int daemon_signals_wait(int64_t patience);
// Ends the wait as if `signal` had come. Any thread.
void daemon_signals_raise(int signal);

// sd_notify(3): "READY=1", "STOPPING=1", "STATUS=..."; nothing without $NOTIFY_SOCKET.
void daemon_notify(const char *state);

#endif
