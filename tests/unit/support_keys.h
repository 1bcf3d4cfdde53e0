#ifndef EARSHOT_TEST_SUPPORT_KEYS_H
#define EARSHOT_TEST_SUPPORT_KEYS_H
// The keys of persons of an open store as they stand, wherever that is: in a file beside it, or in rows of
// its own; and tests that are run on both.

#include "ground_kept.h"

#include "keyring.h"

// As a file of them: the store's own, or one made of its rows as they are now. The caller owns the name.
static inline char *support_keys_file(const Ground *ground) {
    char *path = g_build_filename(ground->directory, support_rows() ? "copied.keys" : "persons.keys", NULL);
    if (!support_rows())
        return path;
    const int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_true(store_copy_keys(ground->store, file, NULL));
    close(file);
    return path;
}

static inline Keyring *support_keyring(const Ground *ground, const Seal *seal) {
    g_autofree char *path = support_keys_file(ground);
    Keyring *ring = keyring_open(path, seal, NULL);
    assert_non_null(ring);
    return ring;
}

// The store is closed.
static inline void support_damage_key(const Ground *ground, uint64_t slot) {
    if (!support_rows()) {
        g_autofree char *path = support_keys_file(ground);
        const int file = open(path, O_WRONLY | O_CLOEXEC);
        assert_int_equal(pwrite(file, "damage", 6, (off_t)((slot - 1) * KEYRING_SLOT + 30)), 6);
        close(file);
        return;
    }
    Engine *engine = engine_open(ground->url, false, NULL);
    EngineTxn *txn = engine->ops->begin(engine, true, NULL);
    const StoreKey key = store_key_number(slot);
    const EngineSlice name = {key.bytes, key.size};
    uint8_t stored[KEYRING_SLOT];
    EngineSlice value;
    assert_int_equal(engine->ops->get(txn, ENGINE_TABLE_KEYS, name, &value, NULL), 1);
    assert_int_equal(value.size, KEYRING_SLOT);
    memcpy(stored, value.data, KEYRING_SLOT);
    memcpy(stored + 30, "damage", 6);
    value.data = stored;
    assert_true(engine->ops->put(txn, ENGINE_TABLE_KEYS, name, value, NULL));
    assert_true(ground_commit(engine, txn));
    engine->ops->close(engine);
}

// Runs `run` for both places where keys can stand; as it is told when it is, as by tests/check, which reads
// one plan of each program.
static inline int support_on_both(int (*run)(void)) {
    if (g_getenv("EARSHOT_TEST_KEYS") != NULL || support_database() != NULL)
        return run();
    const int file = run();
    g_setenv("EARSHOT_TEST_KEYS", "rows", TRUE);
    const int rows = run();
    g_unsetenv("EARSHOT_TEST_KEYS");
    return file + rows;
}

#endif
