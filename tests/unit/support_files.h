#ifndef EARSHOT_TEST_SUPPORT_FILES_H
#define EARSHOT_TEST_SUPPORT_FILES_H
// Directories of templates as a mail admin would write them, for one test each.

#include <glib.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static inline char *make_directory(void) {
    char *directory = g_dir_make_tmp("earshot-test-XXXXXX", NULL);
    assert_non_null(directory);
    return directory;
}

// `path` is below the directory; folders are made.
static inline void write_file(const char *directory, const char *path, const char *text) {
    g_autofree char *full = g_build_filename(directory, path, NULL);
    g_autofree char *folder = g_path_get_dirname(full);
    g_mkdir_with_parents(folder, 0700);
    assert_true(g_file_set_contents(full, text, -1, NULL));
}

static inline void remove_tree(const char *path) {
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    for (const char *name; folder != NULL && (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *full = g_build_filename(path, name, NULL);
        remove_tree(full);
    }
    g_remove(path);
}

#endif
