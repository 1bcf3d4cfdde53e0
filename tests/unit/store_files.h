#ifndef EARSHOT_TEST_STORE_FILES_H
#define EARSHOT_TEST_STORE_FILES_H
// The files of a store as whoever has the disk sees them: read, put in place, and
// looked through for bytes that a record's value once had. The store is closed meanwhile.

#include "support.h"

#include <string.h>

#include "engine.h"

static inline void store_file_read(const char *directory, const char *name, char **bytes, gsize *size) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_assert_true(g_file_get_contents(path, bytes, size, NULL));
}

static inline void store_file_write(const char *directory, const char *name, const char *bytes, gsize size) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    (void)remove(path);
    g_assert_true(g_file_set_contents_full(path, bytes, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

// As store_value.c has it: before what is sealed stands a byte, and then whose key it is under.
enum { STORE_FILES_HEAD = 9, STORE_FILES_TAKEN = 24 };
#define STORE_FILES_ALL UINT64_MAX

static inline bool store_files_is_of(EngineSlice value, uint64_t slot) {
    uint64_t owner = 0;
    if (value.size < STORE_FILES_HEAD + STORE_FILES_TAKEN)
        return false;
    memcpy(&owner, value.data + 1, sizeof owner);
    return slot == STORE_FILES_ALL || GUINT64_FROM_BE(owner) == slot;
}

// Some sealed bytes of each value under that person's key, or of all (GBytes).
static inline GPtrArray *store_files_sealed(const char *directory, uint64_t slot) {
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    Engine *engine = engine_lmdb_open(directory, false, NULL);
    EngineTxn *txn = engine->ops->begin(engine, false, NULL);
    for (unsigned table = TABLE_META + 1; table < TABLES; table++) {
        uint8_t key[64] = {0};
        EngineSlice at = {key, 0}, found, value;
        while (engine->ops->seek(txn, table, at, &found, &value, NULL) == 1) {
            if (store_files_is_of(value, slot))
                g_ptr_array_add(all, g_bytes_new(value.data + STORE_FILES_HEAD, STORE_FILES_TAKEN));
            memcpy(key, found.data, found.size);
            key[found.size] = 0;
            at.size = found.size + 1;
        }
    }
    engine->ops->abort(txn);
    engine->ops->close(engine);
    return all;
}

// The names of the files, of which NULL is the last.
static inline const char *const *store_files_names(void) {
    static const char *const NAMES[] = {"data.mdb", "persons.keys", NULL};
    static const char *const ALONE[] = {"data.mdb", NULL};
    return support_rows() ? ALONE : NAMES;
}

// How many of these stand anywhere in the files.
static inline unsigned store_files_count(const char *directory, const GPtrArray *wanted) {
    const char *const *names = store_files_names();
    unsigned count = 0;
    for (size_t i = 0; names[i] != NULL; i++) {
        g_autofree char *bytes = NULL;
        gsize size;
        store_file_read(directory, names[i], &bytes, &size);
        for (guint k = 0; k < wanted->len; k++) {
            gsize length;
            const void *one = g_bytes_get_data(wanted->pdata[k], &length);
            count += memmem(bytes, size, one, length) != NULL;
        }
    }
    return count;
}

#endif
