// A store in a database: what stands between us and it, and whether what it
// confirms is kept.
#include "doctor.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "cell.h"
#include "store_url.h"

// A lease is ten minutes long, and half of it may be spent on a try (outbox.h).
#define AHEAD_WORTH_A_WORD (5 * G_TIME_SPAN_SECOND)
#define AHEAD_MOST (5 * G_TIME_SPAN_MINUTE)

// By what is said when it cannot be used; the first whose words occur.
static const struct {
    const char *words, *mend;
    const char *const *command; // NULL: none
} MENDS[] = {
    {"earshot-store-postgresql.so", "install the module, of the same release",
     (const char *const[]){"apt", "install", "earshot-postgresql", NULL}},
    {"earshot store init",
     "make them, as the role that is to own them; if they are there, mend this role's search_path",
     (const char *const[]){"earshot", "store", "init", NULL}},
    {"of another release", "the same release has to be on all gateways", NULL},
    {"Peer authentication", "this socket lets in only the user of that name: ask as the daemons' user", NULL},
    {"authentication failed", "write the role's password into the file that passfile= of the URL names",
     NULL},
    {"no password supplied", "write the role's password into a file, and passfile= with it into the URL",
     NULL},
    {"pg_hba.conf", "let this machine in by a line of the server's pg_hba.conf, then reload the server",
     NULL},
    {"certificate", "sslrootcert= names who signed the server's, which is for the host that the URL names",
     NULL},
    {"permission denied", "grant the role what postgresql.md lists", NULL},
    {"read-only", "that server is a standby: name the others too, and target_session_attrs=read-write", NULL},
    {"session is not read-write", "none of these servers takes writes: promote one", NULL},
    {"too many", "raise max_connections, or the role's CONNECTION LIMIT (postgresql.md)", NULL},
    {"translate host name", "mend the host in the URL, or the name service", NULL},
    {"does not exist", "make role and database (postgresql.md), or mend the URL", NULL},
    {"refused", "start the database, or mend host and port of the URL", NULL},
};

void doctor_mend_database(Doctor *doctor) {
    const char *trouble = doctor->status->store.trouble;
    for (size_t i = 0; i < G_N_ELEMENTS(MENDS); i++) {
        if (strstr(trouble, MENDS[i].words) == NULL)
            continue;
        doctor_mend(doctor, "%s", MENDS[i].mend);
        const char *const *words = MENDS[i].command;
        if (words != NULL && strcmp(words[0], "earshot") == 0)
            doctor_earshot(doctor, NULL, words[1], words[2], NULL);
        else if (words != NULL)
            doctor_command(doctor, words[0], words[1], words[2], NULL);
        return;
    }
}

// --- secrets ---

static bool check_password(Doctor *doctor, const char *url) {
    struct stat status;
    if (!store_url_has_password(url) || stat(doctor->config_path, &status) != 0 ||
        (status.st_mode & S_IRWXO) == 0)
        return true;
    doctor_say(doctor, DOCTOR_FAIL,
               "everybody on this machine may read the database's password: %s has mode %04o",
               doctor->config_path, status.st_mode & 07777);
    doctor_mend(
        doctor,
        "change it, and write it into a file that passfile= of the URL names; at least close this one");
    doctor_command(doctor, "chmod", "o-rwx", doctor->config_path, NULL);
    return false;
}

static bool check_passfile(Doctor *doctor, const char *url) {
    struct stat status;
    g_autofree char *path = store_url_parameter(url, "passfile"), *where = NULL;
    if (path == NULL)
        return true;
    if (stat(path, &status) != 0) {
        doctor_say(doctor, DOCTOR_FAIL, "%s: %s", path, g_strerror(errno));
        doctor_mend(
            doctor,
            "put the file with the database's password there, a line like host:port:database:role:password");
        return false;
    }
    g_autofree char *trouble =
        doctor->daemon.known ? person_trouble(&doctor->daemon, path, R_OK, &where) : NULL;
    if (trouble != NULL) {
        doctor_say(doctor, DOCTOR_FAIL, "%s: %s cannot read %s", trouble, doctor->daemon.name, path);
        doctor_mend(doctor, "give it to the user that the daemons run as");
        doctor_command(doctor, "chown", doctor->daemon.name, path, NULL);
        return false;
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0)
        return true;
    doctor_say(doctor, DOCTOR_FAIL,
               "%s has mode %04o: libpq passes over a password file that others may read", path,
               status.st_mode & 07777);
    doctor_mend(doctor, "close it");
    doctor_command(doctor, "chmod", "0600", path, NULL);
    return false;
}

// --- the server ---

static bool check_way(Doctor *doctor) {
    if (doctor->inside.closed)
        return true;
    doctor_say(doctor, DOCTOR_WARN, "what is asked of %s travels in clear, the password's proof with it",
               doctor->status->store.where);
    doctor_mend(doctor,
                "write sslmode=verify-full&sslrootcert=FILE into the URL, and hostssl into pg_hba.conf");
    return false;
}

static bool check_durability(Doctor *doctor) {
    if (doctor->inside.durable)
        return true;
    doctor_say(doctor, DOCTOR_FAIL,
               "it confirms commits that are on no disk: what was promised is lost with its next crash");
    doctor_mend(doctor, "set fsync = on and synchronous_commit = on (or local, remote_write, remote_apply) "
                        "there, for this role, too");
    return false;
}

static bool check_skew(Doctor *doctor) {
    const int64_t ahead = doctor->inside.ahead, apart = ABS(ahead);
    if (apart < AHEAD_WORTH_A_WORD)
        return true;
    g_autofree char *span = cell_span(apart);
    doctor_say(
        doctor, apart < AHEAD_MOST ? DOCTOR_WARN : DOCTOR_FAIL,
        "its clock is %s %s ours: gateways whose clocks differ send early, late, or what another is sending",
        span, ahead > 0 ? "ahead of" : "behind");
    doctor_mend(doctor, "keep all clocks right by one time service; compare");
    doctor_command(doctor, "date", "-u", NULL);
    return false;
}

void doctor_check_database(Doctor *doctor) {
    const Config *config = doctor->config;
    if (config->store == NULL || doctor->status->local) {
        doctor_say(doctor, DOCTOR_SKIP,
                   config->store == NULL ? "nothing is stored: [earshot] store is not set"
                                         : "the store is in a directory of this machine");
        return;
    }
    bool well = check_password(doctor, config->store);
    well = check_passfile(doctor, config->store) && well;
    if (!doctor->inside.known) {
        if (well)
            doctor_say(doctor, DOCTOR_SKIP, "it cannot be asked");
        return;
    }
    well = check_way(doctor) && well;
    well = check_durability(doctor) && well;
    well = check_skew(doctor) && well;
    const StatusStore *store = &doctor->status->store;
    if (well)
        doctor_say(doctor, DOCTOR_OK, "%s at %s keeps what it confirms, and its clock is ours", store->engine,
                   store->where);
}
