#ifndef EARSHOT_TEST_GROUND_KEPT_H
#define EARSHOT_TEST_GROUND_KEPT_H
// A store as it stood when it was closed, to be put back into a ground, its own or another, as often as
// wanted; and all of it as whoever has the disk, or administers the database, sees it, looked through for
// what must not stand there.

#include "engine.h"
#include "store_files.h"

typedef struct GroundKept {
    char *files[2]; // of LMDB, and what stands beside the store
    gsize sizes[2];
    GroundSchema *schema;
} GroundKept;

static const char *const GROUND_FILES[] = {"data.mdb", "persons.keys"};

static inline bool ground_has_file(const Ground *ground, size_t number) {
    g_autofree char *path = g_build_filename(ground->directory, GROUND_FILES[number], NULL);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

static inline GroundKept *ground_keep(const Ground *ground) {
    GroundKept *kept = g_new0(GroundKept, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(GROUND_FILES); i++)
        if (ground_has_file(ground, i))
            store_file_read(ground->directory, GROUND_FILES[i], &kept->files[i], &kept->sizes[i]);
    if (ground->schema != NULL) {
        kept->schema = ground_schema_take(support_database());
        ground_schema_copy(kept->schema, ground->schema);
    }
    return kept;
}

// The ground is closed meanwhile.
static inline void ground_put_back(Ground *ground, const GroundKept *kept) {
    for (size_t i = 0; i < G_N_ELEMENTS(GROUND_FILES); i++)
        if (kept->files[i] != NULL)
            store_file_write(ground->directory, GROUND_FILES[i], kept->files[i], kept->sizes[i]);
    if (ground->schema != NULL)
        ground_schema_copy(ground->schema, kept->schema);
}

static inline void ground_kept_free(GroundKept *kept) {
    for (size_t i = 0; i < G_N_ELEMENTS(GROUND_FILES); i++)
        g_free(kept->files[i]);
    g_clear_pointer(&kept->schema, ground_schema_give);
    g_free(kept);
}

// The caller owns it.
static inline GByteArray *ground_bytes(const Ground *ground) {
    GByteArray *all = g_byte_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(GROUND_FILES); i++) {
        g_autofree char *bytes = NULL;
        gsize size = 0;
        if (ground_has_file(ground, i))
            store_file_read(ground->directory, GROUND_FILES[i], &bytes, &size);
        g_byte_array_append(all, (const guint8 *)bytes, (guint)size);
    }
    if (ground->schema != NULL)
        ground_schema_read(ground->schema, all);
    return all;
}

// What was written behind a store's back; nobody else writes meanwhile.
static inline bool ground_commit(Engine *engine, EngineTxn *txn) {
    bool again = false;
    return engine->ops->settle(txn, &again, NULL) && !again && engine->ops->commit(txn, NULL);
}

// As store_value.c has it: before what is sealed stands a byte, and then whose key it is under.
enum { GROUND_HEAD = 9, GROUND_TAKEN = 24 };
#define GROUND_ALL UINT64_MAX

static inline bool ground_is_of(EngineSlice value, uint64_t slot) {
    uint64_t owner = 0;
    if (value.size < GROUND_HEAD + GROUND_TAKEN)
        return false;
    memcpy(&owner, value.data + 1, sizeof owner);
    return slot == GROUND_ALL || GUINT64_FROM_BE(owner) == slot;
}

// Some sealed bytes of each value under that person's key, or of all (GBytes).
static inline GPtrArray *ground_sealed(const Ground *ground, uint64_t slot) {
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    Engine *engine = engine_open(ground->url, false, NULL);
    EngineTxn *txn = engine->ops->begin(engine, false, NULL);
    for (unsigned table = TABLE_META + 1; table < TABLES; table++) {
        uint8_t key[64] = {0};
        EngineSlice at = {key, 0}, found, value;
        while (engine->ops->seek(txn, table, at, &found, &value, NULL) == 1) {
            if (ground_is_of(value, slot))
                g_ptr_array_add(all, g_bytes_new(value.data + GROUND_HEAD, GROUND_TAKEN));
            memcpy(key, found.data, found.size);
            key[found.size] = 0;
            at.size = found.size + 1;
        }
    }
    engine->ops->abort(txn);
    engine->ops->close(engine);
    return all;
}

// How many of these stand anywhere in the files or rows.
static inline unsigned ground_count(const Ground *ground, const GPtrArray *wanted) {
    g_autoptr(GByteArray) all = ground_bytes(ground);
    unsigned count = 0;
    for (guint i = 0; i < wanted->len; i++) {
        gsize length;
        const void *one = g_bytes_get_data(wanted->pdata[i], &length);
        count += memmem(all->data, all->len, one, length) != NULL;
    }
    return count;
}

#endif
