// What there is to know from outside: locks and counters beside the store. It
// must say something true when everything else is broken, so each source is asked
// by itself, none is waited for, and none needs another: these need no store,
// and the store no daemon.
#include "status.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "daemon.h"
#include "unheard.h"

const char *status_worth_name(StatusWorth worth) {
    static const char *const NAMES[] = {"fine", "degraded", "down", "unknown"};
    return NAMES[worth];
}

int64_t status_receipt_last(const Status *status) {
    const VitalsView *view = &status->daemons[DAEMON_COURIER].vitals;
    return MAX((int64_t)vitals_get(view, VITAL_RECEIPT_LAST, 0), status->store.receipt_last);
}

uint32_t status_rows(const Status *status, OutboxState state) {
    uint32_t count = 0;
    for (unsigned kind = 0; kind < OUTBOX_KINDS; kind++)
        count += status->store.rows[kind][state];
    return count;
}

// --- what is beside the store ---

// Who runs holds the lock until the kernel takes it. Asked by taking it for a moment, shared, which a daemon
// that starts just then waits out.
static StatusRuns lock_state(const char *path) {
    const int lock = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (lock < 0)
        return errno == ENOENT ? RUNS_NOT : RUNS_UNKNOWN;
    StatusRuns runs = RUNS_NOT;
    if (flock(lock, LOCK_SH | LOCK_NB) != 0)
        runs = errno == EWOULDBLOCK ? RUNS_YES : RUNS_UNKNOWN;
    close(lock);
    return runs;
}

// Without a store the milter's lock is that of its socket, and nothing is counted where we could look.
static void look_at_daemon(const Status *status, StatusDaemon *daemon) {
    g_autofree char *name = g_strconcat(daemon->name, ".lock", NULL);
    g_autofree char *path = status->directory != NULL ? g_build_filename(status->directory, name, NULL)
                                                      : daemon_socket_lock(status->config->socket);
    daemon->runs = path == NULL ? RUNS_UNKNOWN : lock_state(path);
    daemon->counted =
        status->directory != NULL && vitals_look(status->directory, daemon->name, &daemon->vitals, NULL);
}

static void look_at_daemons(Status *status) {
    const Config *config = status->config;
    status->daemons[DAEMON_MILTER] = (StatusDaemon){.name = "milter", .wanted = true};
    status->daemons[DAEMON_COURIER] = (StatusDaemon){
        .name = "courier",
        .wanted = config->store != NULL && (config->relay_url != NULL || config->mode == MODE_ANSWER)};
    look_at_daemon(status, &status->daemons[DAEMON_MILTER]);
    if (config->store != NULL)
        look_at_daemon(status, &status->daemons[DAEMON_COURIER]);
}

static void look_at_room(Status *status) {
    struct statvfs room;
    status->disk_free = status->directory != NULL && statvfs(status->directory, &room) == 0
                            ? (uint64_t)room.f_bavail * room.f_frsize
                            : UINT64_MAX;
}

static void count_unheard(int64_t noted, const char *cause, void *data) {
    Status *status = data;
    status->unheard.ever++;
    status->unheard.last = MAX(status->unheard.last, noted);
    if (noted <= status->now - G_TIME_SPAN_DAY)
        return;
    status->unheard.day++;
    status->unheard.causes[vitals_cause(cause)]++;
}

static void look_at_unheard(Status *status) {
    uint64_t dropped = 0;
    if (status->directory == NULL)
        return;
    unheard_walk(status->directory, count_unheard, status, &dropped, NULL);
    status->unheard.ever += dropped;
}

// NULL for a store that is no file. The caller owns it.
static char *data_file(const Status *status) {
    return status->local ? g_build_filename(status->directory, "data.mdb", NULL) : NULL;
}

// What may stand in the way: the directory itself, the key, or a file in it.
static char *why_blind(const Status *status) {
    g_autofree char *data = data_file(status);
    const struct {
        const char *path;
        int how;
    } places[] = {{status->directory, R_OK | X_OK}, {data, R_OK | W_OK}, {status->config->key_file, R_OK}};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
        if (places[i].path != NULL && access(places[i].path, places[i].how) != 0 && errno == EACCES)
            return g_strdup_printf("%s: %s", places[i].path, g_strerror(EACCES));
    return NULL;
}

bool status_finds_store(Status *status) {
    if (status->directory == NULL || (status->blind = why_blind(status)) != NULL)
        return false;
    g_autofree char *data = data_file(status);
    status->stored = data == NULL || access(data, F_OK) == 0; // of a database who asks it is told
    if (status->stored)
        status->mailboxes = g_new0(StatusMailbox, MAX(status->config->mailboxes->len, 1));
    return status->stored;
}

// --- all of it ---

Status *status_new(const Config *config, int64_t now) {
    Status *status = g_new0(Status, 1);
    status->config = config;
    status->now = now;
    status->directory = config_state_directory(config);
    status->local = config_store_directory(config) != NULL;
    status->receipts = config_uses_receipts(config);
    look_at_daemons(status);
    look_at_room(status);
    look_at_unheard(status);
    return status;
}

void status_free(Status *status) {
    if (status == NULL)
        return;
    g_free(status->blind);
    g_free(status->mailboxes);
    g_clear_pointer(&status->findings, g_ptr_array_unref);
    g_free(status);
}
