// What else the store tells: how far a rotation of the key is, and when the last backup
// was made. Asked in a child, as the status is: who reads a damaged store may be ended by
// it.
#include "doctor.h"

#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "cell.h"
#include "copies.h"
#include "ctl_child.h"
#include "seal.h"
#include "store.h"

#define OLD (7 * G_TIME_SPAN_DAY)

typedef struct Look {
    const Config *config;
    DoctorInside found;
} Look;

// --- in the child ---

static bool take(int64_t made, const char *directory, void *data) {
    (void)directory;
    ((Look *)data)->found.backup = made;
    return true;
}

static bool read_newest(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    copies_walk(txn, 0, take, data);
    return !store_failed(txn);
}

static int look_in_child(GString *back, void *data) {
    Look *look = data;
    RekeyState state = {.stage = REKEY_NONE};
    g_auto(StoreState) engine = {0};
    g_autoptr(Seal) seal = seal_open(look->config->key_file, NULL);
    const char *beside = config_state_directory(look->config);
    Store *store = seal == NULL ? NULL : store_open(look->config->store, beside, false, seal, NULL);
    if (store == NULL || !store_read(store, read_newest, look, NULL) || !rekey_look(store, &state, NULL) ||
        !store_state(store, &engine, NULL))
        return EX_TEMPFAIL; // the process ends, and all it holds with it
    look->found.stage = state.stage;
    look->found.durable = engine.durable;
    look->found.closed = engine.closed;
    look->found.ahead = engine.ahead;
    look->found.known = true;
    g_string_append_len(back, (const char *)&look->found, sizeof look->found);
    return EX_OK;
}

// --- in the parent ---

void doctor_look_inside(Doctor *doctor) {
    static const ChildLimits LIMITS = {.cpu = 10,
                                       .wall = 10,
                                       .memory = (size_t)1 << 46,
                                       .written = 1024,
                                       .file = 1 << 17 /* as in ctl_status_store.c */};
    Look look = {.config = doctor->config};
    g_autoptr(GString) back = g_string_new(NULL);
    ChildEnd end = CHILD_DONE;
    int status = EX_OK;
    if (doctor->config == NULL || !doctor->status->stored || !doctor->status->store.whole ||
        !child_run(look_in_child, &look, &LIMITS, &end, &status, back, NULL) || end != CHILD_DONE ||
        status != EX_OK || back->len != sizeof doctor->inside)
        return;
    memcpy(&doctor->inside, back->str, sizeof doctor->inside);
}

static bool is_seen(Doctor *doctor) {
    if (!doctor->inside.known)
        doctor_say(doctor, DOCTOR_SKIP, "there is no store that can be read");
    return doctor->inside.known;
}

// While one is half done the earlier key still opens the store.
void doctor_check_rotation(Doctor *doctor) {
    if (!is_seen(doctor))
        return;
    if (doctor->inside.stage == REKEY_NONE) {
        doctor_say(doctor, DOCTOR_OK, "all is under one key");
    } else if (doctor->inside.stage == REKEY_SEALED) {
        doctor_say(doctor, DOCTOR_WARN, "the key was changed, and the file still has the earlier one");
        doctor_mend(doctor, "keep a copy of the key file, make a backup, then");
        doctor_earshot(doctor, NULL, "key", "rotate", "--finish", NULL);
    } else {
        doctor_say(doctor, DOCTOR_WARN, "a change of the key is half done");
        doctor_mend(doctor, "it goes on where it was");
        doctor_earshot(doctor, NULL, "key", "rotate", NULL);
    }
}

// Nobody makes one on the first day: the key, which is as old as the installation, tells.
static bool is_young(const Doctor *doctor) {
    struct stat status;
    return stat(doctor->config->key_file, &status) == 0 &&
           status.st_mtim.tv_sec * G_USEC_PER_SEC > doctor->status->now - OLD;
}

void doctor_check_backup(Doctor *doctor) {
    const int64_t made = doctor->inside.backup;
    if (!doctor->status->local && doctor->config->store != NULL) {
        doctor_say(doctor, DOCTOR_SKIP,
                   "a database is copied by its own means, of which nothing is told here");
        doctor_mend(doctor, "see that it is, with its log (postgresql.md), and keep a copy of the key apart");
        return;
    }
    if (!is_seen(doctor))
        return;
    g_autofree char *span = cell_span(doctor->status->now - made);
    if (made == 0 && is_young(doctor)) {
        doctor_say(doctor, DOCTOR_SKIP, "none was made yet, and the key is younger than a week");
    } else if (made > doctor->status->now - OLD) {
        doctor_say(doctor, DOCTOR_OK, "the last one was made %s ago", span);
        return;
    } else if (made == 0) {
        doctor_say(doctor, DOCTOR_WARN, "none was ever made: what is promised would be lost with the disk");
    } else {
        doctor_say(doctor, DOCTOR_WARN, "the last one was made %s ago", span);
    }
    doctor_mend(doctor, "make one each night, on another disk, and keep a copy of the key apart from it");
    g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc(doctor->status->now / G_USEC_PER_SEC);
    g_autofree char *directory = g_date_time_format(now, "/var/backups/earshot-%F"); // each night another one
    doctor_earshot(doctor, NULL, "backup", directory, NULL);
}
