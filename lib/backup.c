// Made beside its place and renamed, so that whoever finds a directory of that name
// finds a whole backup. The order within matters: first the database, of one
// moment, then the keys. A key is on disk before the commit that gives it away, so
// the later copy has all that the earlier names; and who is erased in
// between is gone from it.
#include "backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup_manifest.h"
#include "fault.h"

typedef struct Making {
    Store *store;
    Backup *backup;
    char *partial;
    int directory; // open, locked
} Making;

static int make_file(const Making *making, const char *name, GError **error) {
    const int file =
        openat(making->directory, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        backup_failed(name, "make", error);
    return file;
}

// Syncs and closes it, and lists it with its digest; without a name of a backup's file it is only closed.
static bool end_file(const Making *making, const char *name, int file, bool written, GError **error) {
    const bool done = written && (fsync(file) == 0 || backup_failed(name, "sync", error)) &&
                      backup_list(making->backup, store_seal(making->store), name, file, error);
    close(file);
    return done;
}

static bool copy_database(const Making *making, GError **error) {
    const int file = make_file(making, BACKUP_FILES[0], error);
    return file >= 0 &&
           end_file(making, BACKUP_FILES[0], file, store_copy(making->store, file, error), error);
}

static bool copy_keys(const Making *making, GError **error) {
    const int file = make_file(making, BACKUP_FILES[1], error);
    return file >= 0 &&
           end_file(making, BACKUP_FILES[1], file, store_copy_keys(making->store, file, error), error);
}

// What lies beside the database and is not there was never written.
static bool copy_beside(const Making *making, const char *name, GError **error) {
    g_autofree char *path = g_build_filename(store_directory(making->store), name, NULL);
    const int from = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (from < 0)
        return errno == ENOENT || backup_failed(path, "read", error);
    const int file = make_file(making, name, error);
    const bool done = file >= 0 && end_file(making, name, file, backup_copy(from, file, error), error);
    close(from);
    return done;
}

static bool copy_all(const Making *making, GError **error) {
    bool done = copy_database(making, error) && copy_keys(making, error);
    for (size_t i = BACKUP_NEEDED; done && BACKUP_FILES[i] != NULL; i++)
        done = copy_beside(making, BACKUP_FILES[i], error);
    return done;
}

static bool write_manifest(const Making *making, GError **error) {
    g_autofree char *text = backup_manifest_write(making->backup, store_seal(making->store));
    const int file = make_file(making, "manifest", error);
    if (file < 0)
        return false;
    const ssize_t size = (ssize_t)strlen(text);
    const bool done =
        (write(file, text, (size_t)size) == size && fsync(file) == 0 && fsync(making->directory) == 0) ||
        backup_failed("manifest", "write", error);
    close(file);
    return done;
}

// --- its directory ---

static bool is_free(const char *directory, GError **error) {
    g_autoptr(GDir) listing = g_dir_open(directory, 0, NULL);
    if (listing == NULL && !g_file_test(directory, G_FILE_TEST_EXISTS))
        return true;
    if (listing != NULL && g_dir_read_name(listing) == NULL)
        return true;
    return fault_set(error, FATE_CONFIG, "%s: there is something already: name a new directory", directory);
}

// What another backup is making just now is locked; what one left that was killed is not.
static bool open_partial(Making *making, GError **error) {
    if (mkdir(making->partial, 0700) != 0 && errno != EEXIST)
        return backup_failed(making->partial, "make", error);
    making->directory = open(making->partial, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (making->directory < 0)
        return backup_failed(making->partial, "open", error);
    if (flock(making->directory, LOCK_EX | LOCK_NB) != 0)
        return fault_set(error, FATE_TEMPORARY, "%s: another backup is being made there", making->partial);
    backup_clear(making->partial);
    return true;
}

static bool put_in_place(const Making *making, const char *directory, GError **error) {
    g_autofree char *parent = g_path_get_dirname(directory);
    return (rename(making->partial, directory) == 0 || backup_failed(directory, "rename", error)) &&
           backup_sync_directory(parent, error);
}

Backup *backup_make(Store *store, const char *directory, const char *version, int64_t now, GError **error) {
    g_autoptr(Backup) backup = backup_new(version, now);
    g_autofree char *name = g_canonicalize_filename(directory, NULL);
    g_autofree char *partial = g_strconcat(name, ".partial", NULL);
    Making making = {.store = store, .backup = backup, .partial = partial, .directory = -1};
    if (!is_free(name, error))
        return NULL;
    const bool opened = open_partial(&making, error);
    const bool done = opened && copy_all(&making, error) && write_manifest(&making, error) &&
                      put_in_place(&making, name, error);
    if (opened && !done)
        backup_remove(partial);
    if (making.directory >= 0)
        close(making.directory);
    return done ? g_steal_pointer(&backup) : NULL;
}
