// Order is what matters: rights go first, so that all that is opened is opened
// by whom it belongs to; then the fork, before any thread; the parent stays
// until there is something to say, as a start script takes its status for the
// daemon's. stderr is kept until then, for what is wrong with the configuration.
#include "background.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "fault.h"
#include "log.h"

static bool refuse(Daemon *daemon, int status, const char *format, ...) G_GNUC_PRINTF(3, 4);
static bool refuse(Daemon *daemon, int status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *cause = log_quote(message);
    log_event(LOG_LEVEL_ERROR, NULL, "event=fatal cause=%s", cause);
    if (!daemon->to_stderr)
        g_printerr("%s: %s\n", daemon->program, message);
    daemon->status = status;
    return false;
}

// --- user ---

static bool drop_rights(const char *name, uid_t user, gid_t group) {
    return initgroups(name, group) == 0 && setgid(group) == 0 && setuid(user) == 0 &&
           (user == 0 || setuid(0) != 0); // and cannot come back
}

// "NAME" or "NAME:GROUP".
static bool become(Daemon *daemon, const char *who) {
    g_auto(GStrv) names = g_strsplit(who, ":", 2);
    const struct passwd *user = getpwnam(names[0]);
    const struct group *group = names[1] == NULL ? NULL : getgrnam(names[1]);
    if (user == NULL || (names[1] != NULL && group == NULL))
        return refuse(daemon, EX_NOUSER, "--user %s: there is no such %s; make one, or name another", who,
                      user == NULL ? "user" : "group");
    const uid_t id = user->pw_uid;
    const gid_t of = group != NULL ? group->gr_gid : user->pw_gid;
    if (geteuid() != 0 && geteuid() == id && getegid() == of)
        return true; // as whom it was started
    if (geteuid() != 0)
        return refuse(daemon, EX_NOPERM, "--user %s: only root can become another; start it as root", who);
    return drop_rights(names[0], id, of) || refuse(daemon, EX_OSERR, "--user %s: %s", who, g_strerror(errno));
}

// --- the file ---

static bool has_place(Daemon *daemon) {
    g_autofree char *directory = g_path_get_dirname(daemon->pid_file);
    if (access(directory, W_OK | X_OK) == 0)
        return true;
    return refuse(daemon, EX_CANTCREAT, "--pid-file %s: %s: %s; make that directory for user %s",
                  daemon->pid_file, directory, g_strerror(errno), g_get_user_name());
}

// Its paths are for whoever is asked later, from "/".
static void make_absolute(char **path) {
    g_autofree char *given = *path;
    *path = given == NULL ? NULL : g_canonicalize_filename(given, NULL);
}

static void write_number(const Daemon *daemon) {
    g_autofree char *text = g_strdup_printf("%d\n", (int)getpid());
    g_autoptr(GError) error = NULL;
    if (!g_file_set_contents_full(daemon->pid_file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error))
        log_failure(LOG_LEVEL_ERROR, NULL, "pid-file", error);
}

// --- background ---

static int status_of(Daemon *daemon, pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    refuse(daemon, EX_SOFTWARE, "ended by signal %d before it was ready", WTERMSIG(status));
    return EX_SOFTWARE;
}

static void wait_for_child(Daemon *daemon, pid_t child, int ready) {
    char word = 0;
    ssize_t size;
    while ((size = read(ready, &word, 1)) < 0 && errno == EINTR) {
    }
    close(ready);
    daemon->status = size == 1 ? EX_OK : status_of(daemon, child);
}

static void put_null(int as) {
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null >= 0)
        dup2(null, as);
    if (null > STDERR_FILENO)
        close(null);
}

static void detach(Daemon *daemon, int ready) {
    daemon->ready = ready;
    setsid();
    put_null(STDIN_FILENO);
    (void)!chdir("/");
}

static bool go_behind(Daemon *daemon) {
    int ready[2];
    if (pipe2(ready, O_CLOEXEC) != 0)
        return refuse(daemon, EX_OSERR, "--background: %s", g_strerror(errno));
    const pid_t child = fork();
    if (child == 0) {
        close(ready[0]);
        detach(daemon, ready[1]);
        return true;
    }
    close(ready[1]);
    if (child < 0)
        return refuse(daemon, EX_OSERR, "--background: %s", g_strerror(errno));
    wait_for_child(daemon, child, ready[0]);
    return false;
}

bool background_enter(Daemon *daemon) {
    make_absolute(&daemon->config_path);
    make_absolute(&daemon->pid_file);
    return (daemon->user == NULL || become(daemon, daemon->user)) &&
           (daemon->pid_file == NULL || has_place(daemon)) && (!daemon->background || go_behind(daemon));
}

void background_ready(Daemon *daemon, const char *state) {
    if (daemon->pid_file != NULL)
        write_number(daemon);
    daemon_notify(state);
    if (daemon->ready < 0)
        return;
    put_null(STDOUT_FILENO);
    if (!daemon->to_stderr)
        put_null(STDERR_FILENO);
    (void)!write(daemon->ready, "", 1);
    close(daemon->ready);
    daemon->ready = -1;
}

// One that took our place with --wait may have written its own by now.
void background_end(const Daemon *daemon) {
    g_autofree char *text = NULL;
    if (daemon->pid_file != NULL && g_file_get_contents(daemon->pid_file, &text, NULL, NULL) &&
        g_ascii_strtoll(text, NULL, 10) == getpid())
        unlink(daemon->pid_file);
}
