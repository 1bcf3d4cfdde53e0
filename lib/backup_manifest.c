// A manifest is read before anything that it names, and may come from anywhere: its
// seal is looked at first, and a name counts only when it is one of ours.
#include "backup_manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "units.h"

#define HEAD "earshot backup 1\n"
#define SEAL "seal "

enum { PIECE = 1 << 16, DIGEST = 64 };

const char *const BACKUP_FILES[] = {"data.mdb", "persons.keys", "unheard.log", "poison", NULL};

Backup *backup_new(const char *version, int64_t made) {
    Backup *backup = g_new0(Backup, 1);
    backup->version = g_strdup(version);
    backup->made = made;
    backup->schema = store_schema();
    backup->files = g_array_new(FALSE, FALSE, sizeof(BackupFile));
    return backup;
}

void backup_free(Backup *backup) {
    if (backup == NULL)
        return;
    g_free(backup->version);
    g_array_unref(backup->files);
    g_free(backup);
}

bool backup_failed(const char *path, const char *what, GError **error) {
    return fault_set(error, FATE_TEMPORARY, "%s: cannot %s: %s", path, what, g_strerror(errno));
}

bool backup_sync_directory(const char *path, GError **error) {
    const int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = directory >= 0 && fsync(directory) == 0;
    if (directory >= 0)
        close(directory);
    return done || backup_failed(path, "sync", error);
}

// --- files ---

static bool digest_file(const Seal *seal, const char *name, int file, BackupFile *listed, GError **error) {
    g_autofree uint8_t *piece = g_malloc(PIECE);
    SealDigest *digest = seal_digest_new(seal, name);
    ssize_t size;
    listed->size = 0;
    while ((size = pread(file, piece, PIECE, (off_t)listed->size)) > 0) {
        seal_digest_add(digest, piece, (size_t)size);
        listed->size += (uint64_t)size;
    }
    g_autofree char *hex = seal_digest_end(digest);
    g_strlcpy(listed->digest, hex, sizeof listed->digest);
    return size == 0 || backup_failed(name, "read", error);
}

bool backup_list(Backup *backup, const Seal *seal, const char *name, int file, GError **error) {
    BackupFile listed = {.name = name};
    if (!digest_file(seal, name, file, &listed, error))
        return false;
    g_array_append_val(backup->files, listed);
    backup->size += listed.size;
    return true;
}

static bool write_whole(int file, const uint8_t *bytes, size_t size) {
    while (size > 0) {
        const ssize_t written = write(file, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

bool backup_copy(int from, int into, GError **error) {
    g_autofree uint8_t *piece = g_malloc(PIECE);
    ssize_t size;
    while ((size = read(from, piece, PIECE)) > 0)
        if (!write_whole(into, piece, (size_t)size))
            return backup_failed("backup", "write", error);
    return size == 0 || backup_failed("backup", "read", error);
}

void backup_clear(const char *directory) {
    static const char *const MORE[] = {"manifest", "lock.mdb", "key.lock", NULL};
    for (size_t i = 0; BACKUP_FILES[i] != NULL; i++) {
        g_autofree char *path = g_build_filename(directory, BACKUP_FILES[i], NULL);
        (void)unlink(path);
    }
    for (size_t i = 0; MORE[i] != NULL; i++) {
        g_autofree char *path = g_build_filename(directory, MORE[i], NULL);
        (void)unlink(path);
    }
}

void backup_remove(const char *directory) {
    backup_clear(directory);
    (void)rmdir(directory);
}

// --- the text ---

static char *seal_of(const Seal *seal, const char *text, size_t size) {
    SealDigest *digest = seal_digest_new(seal, "backup manifest");
    seal_digest_add(digest, text, size);
    return seal_digest_end(digest);
}

char *backup_manifest_write(const Backup *backup, const Seal *seal) {
    g_autofree char *made = units_time_format(backup->made);
    GString *text = g_string_new(HEAD);
    g_string_append_printf(text, "made %s\nversion %s\nschema %u\n", made, backup->version, backup->schema);
    for (guint i = 0; i < backup->files->len; i++) {
        const BackupFile *file = &g_array_index(backup->files, BackupFile, i);
        g_string_append_printf(text, "file %s %" G_GUINT64_FORMAT " %s\n", file->name, file->size,
                               file->digest);
    }
    g_autofree char *sealed = seal_of(seal, text->str, text->len);
    g_string_append_printf(text, SEAL "%s\n", sealed);
    return g_string_free(text, FALSE);
}

static const char *own_name(const char *name) {
    for (size_t i = 0; BACKUP_FILES[i] != NULL; i++)
        if (strcmp(name, BACKUP_FILES[i]) == 0)
            return BACKUP_FILES[i];
    return NULL;
}

static bool read_file_line(Backup *backup, const char *value) {
    g_auto(GStrv) words = g_strsplit(value, " ", -1);
    if (g_strv_length(words) != 3 || own_name(words[0]) == NULL || strlen(words[2]) != DIGEST)
        return false;
    BackupFile file = {.name = own_name(words[0]), .size = g_ascii_strtoull(words[1], NULL, 10)};
    g_strlcpy(file.digest, words[2], sizeof file.digest);
    g_array_append_val(backup->files, file);
    backup->size += file.size;
    return true;
}

static bool read_line(Backup *backup, const char *line) {
    if (g_str_has_prefix(line, "made "))
        return units_time_parse(line + strlen("made "), &backup->made, NULL);
    if (g_str_has_prefix(line, "schema "))
        backup->schema = (unsigned)g_ascii_strtoull(line + strlen("schema "), NULL, 10);
    if (g_str_has_prefix(line, "version ")) {
        g_free(backup->version);
        backup->version = g_strdup(line + strlen("version "));
    }
    return !g_str_has_prefix(line, "file ") || read_file_line(backup, line + strlen("file "));
}

static bool is_whole(const Backup *backup) {
    if (backup->files->len < BACKUP_NEEDED || backup->made == 0)
        return false;
    for (guint i = 0; i < BACKUP_NEEDED; i++)
        if (strcmp(g_array_index(backup->files, BackupFile, i).name, BACKUP_FILES[i]) != 0)
            return false;
    return true;
}

// Where the seal stands, when it is the last line.
static const char *find_seal(const char *text) {
    const char *last = g_strrstr(text, "\n" SEAL);
    return last == NULL ? NULL : last + 1;
}

static bool is_sealed(const char *text, const Seal *seal, const char *sealed) {
    g_autofree char *wanted = seal_of(seal, text, (size_t)(sealed - text));
    return g_str_has_prefix(sealed + strlen(SEAL), wanted) &&
           strcmp(sealed + strlen(SEAL) + strlen(wanted), "\n") == 0;
}

Backup *backup_manifest_read(const char *text, const Seal *seal, GError **error) {
    const char *sealed = find_seal(text);
    if (!g_str_has_prefix(text, HEAD) || sealed == NULL) {
        fault_set(error, FATE_CORRUPT, "the manifest is cut, or of no backup that this version knows");
        return NULL;
    }
    if (!is_sealed(text, seal, sealed)) {
        fault_set(error, FATE_CORRUPT,
                  "the manifest was altered, or the key file is not the one of this backup");
        return NULL;
    }
    g_autoptr(Backup) backup = backup_new(NULL, 0);
    g_autofree char *head = g_strndup(text + strlen(HEAD), (gsize)(sealed - text) - strlen(HEAD));
    g_auto(GStrv) lines = g_strsplit(head, "\n", -1);
    bool good = true;
    for (size_t i = 0; lines[i] != NULL; i++)
        good = read_line(backup, lines[i]) && good;
    if (good && is_whole(backup))
        return g_steal_pointer(&backup);
    fault_set(error, FATE_CORRUPT, "the manifest names files that no backup of this version has");
    return NULL;
}
