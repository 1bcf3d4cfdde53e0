#ifndef EARSHOT_TEST_STORE_FILES_H
#define EARSHOT_TEST_STORE_FILES_H
// The files of a store in LMDB: read and put in place while it is closed.

#include "support.h"

static inline void store_file_read(const char *directory, const char *name, char **bytes, gsize *size) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_assert_true(g_file_get_contents(path, bytes, size, NULL));
}

static inline void store_file_write(const char *directory, const char *name, const char *bytes, gsize size) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    (void)remove(path);
    g_assert_true(g_file_set_contents_full(path, bytes, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

#endif
