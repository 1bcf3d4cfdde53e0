#ifndef EARSHOT_BACKUP_H
#define EARSHOT_BACKUP_H
// A copy of a store that is in use, and putting one back. A backup is a directory
// (mode 0700): the database as of one moment, the keys of persons, what lies
// beside it, and a manifest with the size and a keyed BLAKE2b digest of each,
// sealed itself, so that a copy that is torn or altered is not put back. The master key is
// not in it: without the key file a backup is worthless, to its owner too.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "store.h"

typedef struct Backup {
    int64_t made;  // what came since is not in it, to the second
    char *version; // of the program that made it
    unsigned schema;
    GArray *files; // BackupFile
    uint64_t size; // of all
} Backup;
void backup_free(Backup *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Backup, backup_free)

// Copies the store into `directory`, which must not be there, or be empty. It is built beside it under the
// same name with ".partial", synced and renamed, so that what has the name is whole; what was left of one
// that was killed is begun anew. After an error nothing is left. Daemons go on: the keys of persons are
// copied behind the database, so that each key that it knows is there and who was erased by then stays
// erased.
Backup *backup_make(Store *store, const char *directory, const char *version, int64_t now,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Reads the manifest and all files against it. FATE_CORRUPT when a file is missing or another, FATE_CONFIG
// for another key or a newer version.
Backup *backup_open(const char *directory, const Seal *seal, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// --- putting one back, while nobody has the store (its locks are the caller's) ---

// True when a store stands there, or half of one.
bool backup_is_occupied(const char *store);
// Copies it, checked, into a directory inside the store's, which is made. The caller owns the path.
char *backup_stage(const Backup *backup, const char *directory, const Seal *seal, const char *store,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Puts what was staged in the store's place. What was there is moved into a directory inside, *aside (NULL:
// there was nothing), the caller's. Killed in between, the store cannot be opened until it is done again.
bool backup_swap(const char *store, int64_t now, char **aside, GError **error);
void backup_unstage(const char *store);
// By root: gives what a restore made to whom the directory belongs, as whom the daemons run.
bool backup_give_away(const char *store, GError **error);

typedef struct BackupSettled {
    unsigned mails;     // to customers that waited and may have been sent since
    unsigned held;      // that wait for the MTA's word, which may have come since
    unsigned campaigns; // that ran
    unsigned questions; // whether it holds, that were due since
} BackupSettled;
// So that nobody is written to twice: mails to customers that waited when the backup was made are buried
// (outbox_doubt), campaigns that ran are stopped, questions that were due by now are not asked. `resend`
// only counts. Alerts and digests to PMs may come again.
bool backup_settle(Store *store, const Backup *backup, bool resend, int64_t now, BackupSettled *settled,
                   GError **error);

#endif
