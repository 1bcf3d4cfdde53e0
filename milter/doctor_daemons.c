// The two daemons as processes: whom they run as, by which version and which reading
// of the configuration, and what they gave up at start so that a fault in them is
// worth little. /proc tells what the kernel holds, not what somebody intended.
#include "doctor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char USUAL_USER[] = "earshot";

// 0: it does not run, or nobody counted.
static uint64_t pid_of(const StatusDaemon *daemon) {
    return daemon->runs == RUNS_YES && daemon->counted ? vitals_get(&daemon->vitals, VITAL_PID, 0) : 0;
}

// --- whom they run as ---

// The number behind a name in /proc/PID/status, "Seccomp:"; -1 when it is not there.
static long number_of(const char *text, const char *name) {
    g_autofree char *label = g_strconcat("\n", name, ":", NULL);
    const char *at = strstr(text, label);
    return at == NULL ? -1 : strtol(at + strlen(label), NULL, 10);
}

// The caller's; NULL where the daemon does not run, or may not be looked at.
static char *proc_status(const StatusDaemon *daemon) {
    g_autofree char *path = g_strdup_printf("/proc/%" G_GUINT64_FORMAT "/status", pid_of(daemon));
    char *text = NULL;
    return pid_of(daemon) != 0 && g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

// Not by the owner of /proc/PID, which is root for a process that changed its user. False where it cannot be
// told.
static bool uid_of(const StatusDaemon *daemon, uid_t *uid) {
    g_autofree char *text = proc_status(daemon);
    const long number = text == NULL ? -1 : number_of(text, "Uid");
    *uid = (uid_t)MAX(number, 0);
    return number >= 0;
}

static void find_idle_user(Doctor *doctor) {
    struct stat status;
    const char *directory = doctor->status->directory;
    person_find(&doctor->daemon, USUAL_USER);
    if (!doctor->daemon.known && directory != NULL && stat(directory, &status) == 0)
        person_find_uid(&doctor->daemon, status.st_uid);
    if (doctor->daemon.known) {
        doctor_say(doctor, DOCTOR_SKIP, "no daemon runs; they would as %s", doctor->daemon.name);
        return;
    }
    doctor_say(doctor, DOCTOR_FAIL, "there is no user for the daemons");
    doctor_mend(doctor, "make it; the package does");
    doctor_command(doctor, "adduser", "--system", "--group", "--no-create-home", "--home", "/var/lib/earshot",
                   USUAL_USER, NULL);
}

void doctor_check_user(Doctor *doctor) {
    uid_t uids[STATUS_DAEMONS];
    bool known[STATUS_DAEMONS];
    for (size_t i = 0; i < STATUS_DAEMONS; i++)
        known[i] = uid_of(&doctor->status->daemons[i], &uids[i]);
    if (!known[DAEMON_MILTER] && !known[DAEMON_COURIER]) {
        find_idle_user(doctor);
        return;
    }
    const uid_t uid = known[DAEMON_MILTER] ? uids[DAEMON_MILTER] : uids[DAEMON_COURIER];
    person_find_uid(&doctor->daemon, uid);
    if (known[DAEMON_MILTER] && known[DAEMON_COURIER] && uids[DAEMON_MILTER] != uids[DAEMON_COURIER]) {
        doctor_say(doctor, DOCTOR_FAIL, "the milter runs as user %u, the courier as %u: they share a store",
                   uids[DAEMON_MILTER], uids[DAEMON_COURIER]);
        doctor_mend(doctor, "start both as %s", USUAL_USER);
    } else if (uid == 0) {
        doctor_say(doctor, DOCTOR_WARN, "the daemons run as root, which they need not");
        doctor_mend(doctor, "start them as a user of their own, as the units and init scripts do");
    } else {
        doctor_say(doctor, DOCTOR_OK, "the daemons run as %s",
                   doctor->daemon.known ? doctor->daemon.name : "a user without a name");
    }
}

// --- by what they run ---

static bool check_version(Doctor *doctor, const StatusDaemon *daemon) {
    const char *version = daemon->vitals.texts[VITAL_TEXT_VERSION];
    g_autofree char *link = g_strdup_printf("/proc/%" G_GUINT64_FORMAT "/exe", pid_of(daemon));
    g_autofree char *program = g_file_read_link(link, NULL);
    const bool replaced = program != NULL && g_str_has_suffix(program, " (deleted)");
    if (!replaced && strcmp(version, EARSHOT_VERSION) == 0)
        return true;
    if (replaced)
        doctor_say(doctor, DOCTOR_WARN, "earshot-%s still runs a program that was replaced since",
                   daemon->name);
    else
        doctor_say(doctor, DOCTOR_WARN, "earshot-%s is of version %s, this is " EARSHOT_VERSION, daemon->name,
                   version);
    doctor_mend(doctor,
                "restart it: mail waits for the moment, or passes by what the MTA's default action says");
    doctor_service(doctor, "restart", daemon->name);
    return false;
}

static bool check_reading(Doctor *doctor, const StatusDaemon *daemon) {
    struct stat status;
    const int64_t read = (int64_t)vitals_get(&daemon->vitals, VITAL_CONFIG_READ, 0);
    if (stat(doctor->config_path, &status) != 0)
        return true;
    const int64_t written = status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000;
    if (written <= read || vitals_get(&daemon->vitals, VITAL_RELOAD_REFUSED, 0) != 0) // told already
        return true;
    doctor_say(doctor, DOCTOR_WARN, "reload wanted: %s is newer than what earshot-%s read",
               doctor->config_path, daemon->name);
    doctor_mend(doctor, "reload both daemons, the courier first");
    doctor_service(doctor, "reload", daemon->name);
    return false;
}

void doctor_check_daemons(Doctor *doctor) {
    static const char *const CODES[] = {"milter-deaf", "reload-refused", "courier-stuck", NULL};
    static const char *const DOWN[STATUS_DAEMONS][2] = {{"milter-down", NULL}, {"courier-down", NULL}};
    bool well = !doctor_say_status(doctor, CODES);
    for (size_t i = 0; i < STATUS_DAEMONS; i++) {
        const StatusDaemon *daemon = &doctor->status->daemons[i];
        if (daemon->runs == RUNS_UNKNOWN)
            doctor_deny(doctor, "nobody here can say whether earshot-%s runs", daemon->name);
        if (doctor_say_status(doctor, DOWN[i])) {
            doctor_mend(doctor, "start it, and read its last log lines");
            doctor_service(doctor, "start", daemon->name);
        }
        well = well && daemon->runs != RUNS_UNKNOWN && (daemon->runs == RUNS_YES || !daemon->wanted);
        if (pid_of(daemon) == 0)
            continue;
        well = check_version(doctor, daemon) && well;
        well = check_reading(doctor, daemon) && well;
    }
    if (well)
        doctor_say(doctor, DOCTOR_OK, "all that are needed run, version " EARSHOT_VERSION ", by %s as it is",
                   doctor->config_path);
}

// --- what they gave up ---

static void check_confined(Doctor *doctor, const StatusDaemon *daemon) {
    g_autofree char *text = proc_status(daemon);
    if (pid_of(daemon) == 0)
        return;
    if (text == NULL) {
        doctor_deny(doctor, "the process of earshot-%s cannot be looked at", daemon->name);
        return;
    }
    const bool fixed = number_of(text, "NoNewPrivs") == 1, filtered = number_of(text, "Seccomp") == 2;
    if (fixed && filtered) {
        doctor_say(doctor, DOCTOR_OK,
                   "earshot-%s can gain no rights, and the kernel filters what it asks for", daemon->name);
        return;
    }
    doctor_say(doctor, DOCTOR_WARN, "earshot-%s is not confined: %s", daemon->name,
               fixed ? "it may call all of the kernel" : "it may gain rights by running other programs");
    doctor_mend(doctor, "its log says at start why it could not confine itself");
}

void doctor_check_sandbox(Doctor *doctor) {
    for (size_t i = 0; i < STATUS_DAEMONS; i++)
        check_confined(doctor, &doctor->status->daemons[i]);
}

// --- systemd ---

void doctor_check_service(Doctor *doctor) {
    if (!g_file_test("/run/systemd/system", G_FILE_TEST_IS_DIR)) {
        doctor_say(doctor, DOCTOR_SKIP, "systemd does not run here");
        return;
    }
    static const char *const UNITS[] = {"earshot-courier.service", "earshot-milter.service"};
    for (size_t i = 0; i < G_N_ELEMENTS(UNITS); i++) {
        const char *arguments[] = {"systemctl", "is-enabled", UNITS[i], NULL};
        g_autofree char *out = NULL, *err = NULL;
        int status = 0;
        if (!g_spawn_sync(NULL, (char **)(uintptr_t)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out,
                          &err, &status, NULL)) {
            doctor_say(doctor, DOCTOR_SKIP, "systemctl does not run");
            return;
        }
        g_strstrip(out);
        if (g_str_has_prefix(out, "enabled") || strcmp(out, "static") == 0) {
            doctor_say(doctor, DOCTOR_OK, "%s is %s", UNITS[i], out);
            continue;
        }
        doctor_say(doctor, DOCTOR_WARN, "%s does not start with the machine: %s", UNITS[i],
                   *out == '\0' ? "there is no such unit" : out);
        doctor_mend(doctor, "let it");
        doctor_command(doctor, "systemctl", "enable", UNITS[i], NULL);
    }
}
