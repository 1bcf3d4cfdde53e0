#ifndef EARSHOT_CTL_SETUP_FILES_H
#define EARSHOT_CTL_SETUP_FILES_H
// main.cf and master.cf as bytes: read, compared, and put in their place at once.

#include <glib.h>
#include <stdbool.h>

enum { SETUP_FILES = 2 };
// "main.cf", "master.cf".
const char *setup_file_name(int which);

// Both files of a directory.
typedef struct SetupFiles {
    GString *text[SETUP_FILES];
} SetupFiles;
void setup_files_clear(SetupFiles *files);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SetupFiles, setup_files_clear)

// Reads both; FATE_CONFIG when one is not there.
bool setup_files_read(SetupFiles *files, const char *directory, GError **error);
// Puts one in its place by a rename, with owner and mode of the file there (of `like`'s where it is new, a
// path); a symbolic link stays one. FATE_CONFIG.
bool setup_files_put(const char *directory, int which, const GString *text, const char *like, GError **error);
// Puts both into a directory that is made, as copies of those of `like`.
bool setup_files_copy(const SetupFiles *files, const char *directory, const char *like, GError **error);
// Removes both and the directory, where they are.
void setup_files_remove(const char *directory);

#endif
