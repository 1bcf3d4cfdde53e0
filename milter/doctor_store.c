// What is kept and what it stands on: the store's directory, room for it, and a
// clock that does not run behind what was written by it.
#include "doctor.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include "cell.h"

// --- the store ---

static bool check_directory(Doctor *doctor, const char *directory) {
    struct stat status;
    if (stat(directory, &status) != 0)
        return true; // the status has said so
    g_autofree char *where = NULL;
    g_autofree char *trouble =
        doctor->daemon.known ? person_trouble(&doctor->daemon, directory, R_OK | W_OK | X_OK, &where) : NULL;
    if (trouble != NULL) {
        doctor_say(doctor, DOCTOR_FAIL, "%s: %s cannot write %s", trouble, doctor->daemon.name,
                   doctor->status->local ? "the store" : "what stands beside the store");
        doctor_mend(doctor, "give it to the user that the daemons run as");
        if (strcmp(where, directory) == 0)
            doctor_command(doctor, "chown", "-R", doctor->daemon.name, directory, NULL);
        doctor_command(doctor, "chmod", strcmp(where, directory) == 0 ? "0700" : "a+x", where, NULL);
        return false;
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0)
        return true;
    doctor_say(doctor, DOCTOR_WARN, "others may look into %s (mode %04o)", directory, status.st_mode & 07777);
    doctor_mend(doctor, "close it");
    doctor_command(doctor, "chmod", "0700", directory, NULL);
    return false;
}

// What stands in the way of reading it is mostly the key, which no command brings back.
static bool check_opens(Doctor *doctor) {
    static const char *const CODES[] = {"store-absent", "store-stuck",   "store-unusable",
                                        "store-away",   "no-permission", NULL};
    const StatusStore *store = &doctor->status->store;
    if (!doctor_say_status(doctor, CODES))
        return true;
    if (doctor->status->stored && !store->opened && strstr(store->trouble, "key file is not the one") != NULL)
        doctor_mend(doctor, "put back the key that belongs to it: %s, from the copy that you keep",
                    doctor->config->key_file);
    else if (doctor->status->stored && !store->opened && strstr(store->trouble, "has schema") != NULL)
        doctor_mend(doctor, "install the version that wrote it, or a newer one; this is " EARSHOT_VERSION);
    else if (!doctor->status->local && doctor->status->blind == NULL)
        doctor_mend_database(doctor);
    return false;
}

void doctor_check_store(Doctor *doctor) {
    const Status *status = doctor->status;
    if (status->directory == NULL) {
        doctor_say(doctor, DOCTOR_SKIP, "nothing is stored: [earshot] store is not set");
        return;
    }
    const bool reached = check_directory(doctor, status->directory);
    if (!check_opens(doctor) || !reached || !status->store.whole)
        return;
    if (!status->local) {
        doctor_say(doctor, DOCTOR_OK, "%s at %s can be read; %" PRIu64 " MB used", status->store.engine,
                   status->store.where, status->store.stat.used >> 20);
        return;
    }
    doctor_say(doctor, DOCTOR_OK,
               "%s can be read; %" PRIu64 " MB used of a map of %" PRIu64 " MB, which grows",
               status->directory, status->store.stat.used >> 20, status->store.stat.map >> 20);
}

void doctor_check_disk(Doctor *doctor) {
    static const char *const CODES[] = {"disk-low", NULL};
    enum { INODES_LOW = 1000 };
    struct statvfs room;
    const char *directory = doctor->status->directory;
    if (directory == NULL || statvfs(directory, &room) != 0) {
        doctor_say(doctor, DOCTOR_SKIP, "there is no store to make room for");
        return;
    }
    bool well = true;
    if (doctor_say_status(doctor, CODES)) {
        well = false;
        doctor_command(doctor, "df", "-h", directory, NULL);
    }
    if (room.f_files > 0 && room.f_favail < INODES_LOW) {
        well = false;
        doctor_say(doctor, DOCTOR_WARN, "%" PRIu64 " inodes are free on its disk", (uint64_t)room.f_favail);
        doctor_mend(doctor, "remove small files there: without any, no copy and no log of ours can begin");
        doctor_command(doctor, "df", "-i", directory, NULL);
    }
    if (well)
        doctor_say(doctor, DOCTOR_OK, "%" PRIu64 " MB free for %s", doctor->status->disk_free >> 20,
                   directory);
}

// --- the clock ---

// The newest moment that a daemon wrote down.
static int64_t newest_moment(const Status *status) {
    static const Vital MOMENTS[] = {VITAL_STARTED,      VITAL_COMMITTED,      VITAL_CONFIG_READ,
                                    VITAL_RECEIPT_LAST, VITAL_RELAY_ANSWERED, VITAL_SCHEDULED,
                                    VITAL_DISPATCHED};
    int64_t newest = status->store.receipt_last;
    for (size_t i = 0; i < STATUS_DAEMONS; i++)
        for (size_t k = 0; status->daemons[i].counted && k < G_N_ELEMENTS(MOMENTS); k++)
            newest = MAX(newest, (int64_t)vitals_get(&status->daemons[i].vitals, MOMENTS[k], 0));
    return newest;
}

static bool check_behind(Doctor *doctor) {
    const int64_t ahead = newest_moment(doctor->status) - doctor->status->now;
    if (ahead <= G_TIME_SPAN_MINUTE)
        return true;
    g_autofree char *span = cell_span(ahead);
    doctor_say(doctor, DOCTOR_FAIL,
               "the clock is %s behind what is stored: words of clocks and mails wait for that long", span);
    doctor_mend(doctor, "set the clock right, then restart both daemons; compare");
    doctor_command(doctor, "date", "-u", NULL);
    doctor_service(doctor, "restart", NULL);
    return false;
}

void doctor_check_clock(Doctor *doctor) {
    struct timex state = {.modes = 0};
    if (!check_behind(doctor))
        return;
    if (adjtimex(&state) < 0) {
        doctor_say(doctor, DOCTOR_SKIP, "the kernel does not tell whether its clock is kept right");
    } else if ((state.status & STA_UNSYNC) != 0) {
        doctor_say(doctor, DOCTOR_WARN,
                   "nothing keeps the clock right: promised times would be wrong by as much");
        doctor_mend(doctor, "install a time service, unless the host of this container has one");
        doctor_command(doctor, "apt", "install", "systemd-timesyncd", NULL);
    } else {
        doctor_say(doctor, DOCTOR_OK, "the clock is kept right, and nothing stored is ahead of it");
    }
}

// --- the work ---

// All that has no check of its own; the last, therefore.
void doctor_check_work(Doctor *doctor) {
    if (doctor->status->blind != NULL)
        doctor_deny(doctor, "%s", doctor->status->blind);
    else if (doctor_say_status(doctor, NULL))
        return;
    else if (!doctor->status->stored || !doctor->status->store.whole)
        doctor_say(doctor, DOCTOR_SKIP, "there is no store that tells of it");
    else
        doctor_say(doctor, DOCTOR_OK, "nothing is late, held or unheard");
}
