#ifndef EARSHOT_BACKUP_MANIFEST_H
#define EARSHOT_BACKUP_MANIFEST_H
// What a backup says of itself, and its files; internal to the backup module.

#include "backup.h"

typedef struct BackupFile {
    const char *name; // of BACKUP_FILES
    uint64_t size;
    char digest[65];
} BackupFile;

// What a backup can hold, ends with NULL: nothing else is read or written. The first two must be there.
extern const char *const BACKUP_FILES[];
enum { BACKUP_NEEDED = 2 };

Backup *backup_new(const char *version, int64_t made) G_GNUC_WARN_UNUSED_RESULT;
// Digests the open file, from its beginning, and lists it.
bool backup_list(Backup *backup, const Seal *seal, const char *name, int file, GError **error);

// Lines of text, the last a keyed digest of those before.
char *backup_manifest_write(const Backup *backup, const Seal *seal) G_GNUC_WARN_UNUSED_RESULT;
Backup *backup_manifest_read(const char *text, const Seal *seal, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Copies all bytes behind the offset of one open file into another.
bool backup_copy(int from, int into, GError **error);
// Removes all that a backup can hold from its directory; and the directory with it.
void backup_clear(const char *directory);
void backup_remove(const char *directory);
// False with errno's words.
bool backup_failed(const char *path, const char *what, GError **error);
// What was made, renamed or removed in it is on the disk when this returns true.
bool backup_sync_directory(const char *path, GError **error);

#endif
