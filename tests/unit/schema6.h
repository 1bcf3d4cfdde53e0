#ifndef EARSHOT_TEST_SCHEMA6_H
#define EARSHOT_TEST_SCHEMA6_H
// The store that Earshot 0.1 left (data/schema6/README), unpacked for one test.

#include <gio/gio.h>

#include "store_listing.h"

enum { SCHEMA6 = 6, SCHEMA6_TABLES = 36 };
#define SCHEMA6_DATA "tests/unit/data/schema6"

static inline void schema6_unpack(const char *name, const char *directory) {
    g_autofree char *packed = g_strdup_printf(SCHEMA6_DATA "/%s.gz", name);
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_autoptr(GFile) from = g_file_new_for_path(packed), into = g_file_new_for_path(path);
    g_autoptr(GFileInputStream) in = g_file_read(from, NULL, NULL);
    g_autoptr(GZlibDecompressor) unpacker = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP);
    g_autoptr(GInputStream) plain = g_converter_input_stream_new(G_INPUT_STREAM(in), G_CONVERTER(unpacker));
    g_autoptr(GFileOutputStream) out = g_file_replace(into, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL);
    assert_true(g_output_stream_splice(G_OUTPUT_STREAM(out), plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL,
                                       NULL) > 0);
}

// In place of what the ground has; its store is closed.
static inline void schema6_put(const Ground *ground) {
    g_autofree char *lock = g_build_filename(ground->directory, "lock.mdb", NULL);
    (void)remove(lock);
    schema6_unpack("data.mdb", ground->directory);
    schema6_unpack("persons.keys", ground->directory);
}

static inline char *schema6_listing(void) {
    char *text = NULL;
    assert_true(g_file_get_contents(SCHEMA6_DATA "/listing", &text, NULL, NULL));
    return text;
}

#endif
