// Postfix reads these files while we write them: each is written beside its
// place, brought to the disk, and renamed.
#include "ctl_setup_files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"

const char *setup_file_name(int which) {
    return which == 0 ? "main.cf" : "master.cf";
}

void setup_files_clear(SetupFiles *files) {
    for (int i = 0; i < SETUP_FILES; i++)
        if (files->text[i] != NULL)
            g_string_free(files->text[i], TRUE);
}

bool setup_files_read(SetupFiles *files, const char *directory, GError **error) {
    for (int i = 0; i < SETUP_FILES; i++) {
        g_autofree char *path = g_build_filename(directory, setup_file_name(i), NULL), *text = NULL;
        g_autoptr(GError) cause = NULL;
        size_t length = 0;
        if (!g_file_get_contents(path, &text, &length, &cause))
            return fault_set(error, FATE_CONFIG, "%s; name Postfix's directory by --postfix-config DIR",
                             cause->message);
        files->text[i] = g_string_new_len(text, (gssize)length);
    }
    return true;
}

static bool write_all(int file, const GString *text) {
    for (size_t done = 0; done < text->len;) {
        const ssize_t wrote = write(file, text->str + done, text->len - done);
        if (wrote < 0 && errno != EINTR)
            return false;
        done += (size_t)MAX(wrote, 0);
    }
    return fsync(file) == 0;
}

// A new file with the owner and the mode of another.
static bool write_like(const char *path, const GString *text, const char *like) {
    struct stat is;
    if (stat(like, &is) != 0)
        return false;
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    const bool good = fchown(file, is.st_uid, is.st_gid) == 0 && fchmod(file, is.st_mode & 07777) == 0 &&
                      write_all(file, text);
    return close(file) == 0 && good;
}

bool setup_files_put(const char *directory, int which, const GString *text, const char *like,
                     GError **error) {
    g_autofree char *named = g_build_filename(directory, setup_file_name(which), NULL);
    char resolved[PATH_MAX];
    const bool there = realpath(named, resolved) != NULL;
    const char *path = there ? resolved : named;
    g_autofree char *beside = g_strconcat(path, ".earshot", NULL);
    if (write_like(beside, text, there ? path : like) && g_rename(beside, path) == 0)
        return true;
    const int cause = errno;
    g_unlink(beside);
    return fault_set(error, FATE_CONFIG, "%s: cannot be written: %s; is the file system full or read-only?",
                     path, g_strerror(cause));
}

// Postfix waits before it reads a file that is a second old: a copy has the age of what it copies.
static void age_like(const char *directory, int which, const char *like) {
    g_autofree char *path = g_build_filename(directory, setup_file_name(which), NULL);
    struct stat is;
    if (stat(like, &is) == 0)
        utimensat(AT_FDCWD, path, (const struct timespec[]){is.st_atim, is.st_mtim}, 0);
}

bool setup_files_copy(const SetupFiles *files, const char *directory, const char *like, GError **error) {
    if (g_mkdir_with_parents(directory, 0755) != 0)
        return fault_set(error, FATE_CONFIG, "%s: cannot be made: %s", directory, g_strerror(errno));
    for (int i = 0; i < SETUP_FILES; i++) {
        g_autofree char *original = g_build_filename(like, setup_file_name(i), NULL);
        if (!setup_files_put(directory, i, files->text[i], original, error))
            return false;
        age_like(directory, i, original);
    }
    return true;
}

void setup_files_remove(const char *directory) {
    for (int i = 0; i < SETUP_FILES; i++) {
        g_autofree char *path = g_build_filename(directory, setup_file_name(i), NULL);
        g_unlink(path);
    }
    g_rmdir(directory);
}
