// What the library sees of a database: records by table and key, sealed on
// their way in and opened on their way out (store_value.c). Who reads looks at
// the database itself; who writes, in the writer's thread (store_writer.c), sees
// what all that share the commit have written so far (store_batch.c).
#include "store.h"

#include <stdatomic.h>
#include <string.h>

#include "engine.h"
#include "fault.h"
#include "keyring.h"
#include "store_batch.h"
#include "store_value.h"
#include "store_writer.h"

struct Store {
    Engine *engine;
    Keyring *keyring;
    const Seal *seal;
    char *directory;
    Vault vault;       // of the writer's thread
    StoreBatch *batch; // likewise
    StoreWriter *writer;
    atomic_int pressure; // Pressure
};

struct StoreTxn {
    Store *store;
    Vault *vault;
    EngineTxn *snapshot; // of one who only reads, else NULL
    GError *error;       // the first; sticks
};

enum { SCHEMA = 6 };

StoreKey store_key_pair(uint64_t first, uint64_t second) {
    StoreKey key = {.size = 16};
    const uint64_t big[2] = {GUINT64_TO_BE(first), GUINT64_TO_BE(second)};
    memcpy(key.bytes, big, sizeof big);
    return key;
}

StoreKey store_key_number(uint64_t number) {
    StoreKey key = store_key_pair(number, 0);
    key.size = 8;
    return key;
}

StoreKey store_key_hash(SealHash hash) {
    StoreKey key = {.size = sizeof hash.bytes};
    memcpy(key.bytes, hash.bytes, sizeof hash.bytes);
    return key;
}

void store_key_numbers(const StoreKey *key, uint64_t *first, uint64_t *second) {
    uint64_t big[2] = {0, 0};
    memcpy(big, key->bytes, MIN(key->size, sizeof big));
    *first = GUINT64_FROM_BE(big[0]);
    *second = GUINT64_FROM_BE(big[1]);
}

// The smallest key above: the same with a zero byte behind it; when there is no room for one, the next number
// of as many bytes.
StoreKey store_key_after(StoreKey key) {
    if (key.size < sizeof key.bytes) {
        key.bytes[key.size++] = 0;
        return key;
    }
    for (size_t i = key.size; i > 0 && ++key.bytes[i - 1] == 0; i--) {
    }
    return key;
}

void store_fail(StoreTxn *txn, GError *error) {
    if (txn->error == NULL)
        txn->error = error;
    else
        g_error_free(error);
}

bool store_failed(const StoreTxn *txn) {
    return txn->error != NULL;
}

const Seal *store_txn_seal(const StoreTxn *txn) {
    return txn->store->seal;
}

static const EngineOps *ops_of(const StoreTxn *txn) {
    return txn->store->engine->ops;
}

static GBytes *get_from_snapshot(StoreTxn *txn, Table table, const StoreKey *key) {
    EngineSlice value;
    uint64_t owner;
    const Place place = value_place(table, key);
    if (ops_of(txn)->get(txn->snapshot, place.table, place_key(&place), &value, &txn->error) <= 0)
        return NULL;
    return table == TABLE_META ? g_bytes_new(value.data, value.size)
                               : value_open(txn->vault, table, key, value, &owner, &txn->error);
}

GBytes *store_get(StoreTxn *txn, Table table, StoreKey key) {
    if (txn->error != NULL)
        return NULL;
    return txn->snapshot != NULL ? get_from_snapshot(txn, table, &key)
                                 : batch_get(txn->store->batch, table, &key, &txn->error);
}

// False when nothing may be written: the transaction failed, or it is one to read.
static bool may_write(StoreTxn *txn) {
    if (txn->error == NULL && txn->snapshot != NULL)
        fault_set(&txn->error, FATE_TEMPORARY, "store: a snapshot cannot be written");
    return txn->error == NULL;
}

void store_put(StoreTxn *txn, Table table, StoreKey key, uint64_t owner, GBytes *record) {
    if (may_write(txn))
        batch_put(txn->store->batch, table, &key, owner, record, &txn->error);
}

void store_mark(StoreTxn *txn, Table table, StoreKey key) {
    g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
    store_put(txn, table, key, STORE_OWNER_NONE, nothing);
}

void store_del(StoreTxn *txn, Table table, StoreKey key) {
    if (may_write(txn))
        batch_del(txn->store->batch, table, &key);
}

// The transaction in which a table can be walked through; NULL after an error.
static EngineTxn *walkable(StoreTxn *txn, Table table) {
    if (txn->error != NULL)
        return NULL;
    return txn->snapshot != NULL ? txn->snapshot : batch_table(txn->store->batch, table, &txn->error);
}

// Moves *key to the first one at or after it; false at the end and after an error.
static bool seek(StoreTxn *txn, Table table, StoreKey *key, EngineSlice *value) {
    EngineTxn *at = walkable(txn, table);
    return at != NULL && value_seek(ops_of(txn), at, table, key, value, &txn->error) > 0;
}

bool store_next(StoreTxn *txn, Table table, StoreKey *key, GBytes **record) {
    EngineSlice value;
    for (;; *key = store_key_after(*key)) {
        if (!seek(txn, table, key, &value))
            return false;
        if (record == NULL)
            return true;
        uint64_t owner;
        *record = value_open(txn->vault, table, key, value, &owner, &txn->error);
        if (*record != NULL || txn->error != NULL)
            return *record != NULL;
    }
}

// Counters and marks of TABLE_META are in clear: they tell nothing.
static StoreKey meta_key(const char *name) {
    StoreKey key = {.size = MIN(strlen(name), sizeof key.bytes)};
    memcpy(key.bytes, name, key.size);
    return key;
}

// 1 found, 0 absent, -1 error.
static int meta_get(StoreTxn *txn, const char *name, uint64_t *number) {
    g_autoptr(GBytes) value = store_get(txn, TABLE_META, meta_key(name));
    if (value == NULL)
        return txn->error != NULL ? -1 : 0;
    gsize size;
    const void *data = g_bytes_get_data(value, &size);
    uint64_t big = 0;
    memcpy(&big, data, MIN(size, sizeof big));
    *number = GUINT64_FROM_BE(big);
    return 1;
}

static void meta_put(StoreTxn *txn, const char *name, uint64_t number) {
    const uint64_t big = GUINT64_TO_BE(number);
    g_autoptr(GBytes) value = g_bytes_new(&big, sizeof big);
    store_put(txn, TABLE_META, meta_key(name), STORE_OWNER_NONE, value);
}

uint64_t store_count_up(StoreTxn *txn, const char *counter) {
    uint64_t number = 0;
    if (txn->error == NULL && meta_get(txn, counter, &number) >= 0)
        meta_put(txn, counter, ++number);
    return number;
}

uint64_t store_slot_new(StoreTxn *txn) {
    const uint64_t slot = store_count_up(txn, "slots");
    if (txn->error == NULL)
        keyring_reserve(txn->store->keyring, slot, &txn->error);
    return slot;
}

bool store_slot_erase(StoreTxn *txn, uint64_t slot, GError **error) {
    batch_erase(txn->store->batch, slot);
    return keyring_erase(txn->store->keyring, slot, error);
}

// --- looking at what may be damaged ---

void store_seen_clear(StoreSeen *seen) {
    g_clear_pointer(&seen->record, g_bytes_unref);
    g_clear_error(&seen->error);
}

bool store_look(StoreTxn *txn, Table table, StoreKey *key, StoreSeen *seen) {
    EngineSlice value;
    *seen = (StoreSeen){.owner = STORE_OWNER_NONE};
    if (!seek(txn, table, key, &value))
        return false;
    seen->record = table == TABLE_META
                       ? g_bytes_new(value.data, value.size)
                       : value_open(txn->vault, table, key, value, &seen->owner, &seen->error);
    return true;
}

GError *store_recover(StoreTxn *txn) {
    return g_steal_pointer(&txn->error);
}

bool store_pass_over(StoreTxn *txn) {
    if (txn->error == NULL || fault_fate(txn->error) != FATE_CORRUPT)
        return false;
    g_clear_error(&txn->error);
    return true;
}

uint64_t store_counter(StoreTxn *txn, const char *counter) {
    uint64_t number = 0;
    if (txn->error == NULL)
        meta_get(txn, counter, &number);
    return number;
}

KeyState store_slot_state(StoreTxn *txn, uint64_t slot) {
    return keyring_state(txn->store->keyring, slot);
}

// --- the writer's callbacks ---

static void begin_batch(void *context, EngineTxn *txn) {
    Store *store = context;
    batch_begin(store->batch, txn);
}

static bool run_work(void *context, StoreWork work, void *data, GError **error) {
    Store *store = context;
    StoreTxn txn = {.store = store, .vault = &store->vault};
    batch_piece_begin(store->batch);
    if (!work(&txn, data, &txn.error) && txn.error == NULL)
        fault_set(&txn.error, FATE_TEMPORARY, "store: a piece of work failed without saying why");
    if (txn.error == NULL)
        return batch_piece_end(store->batch, true, error);
    batch_piece_end(store->batch, false, NULL);
    g_propagate_error(error, txn.error);
    return false;
}

static bool end_batch(void *context, GError **error) {
    Store *store = context;
    return batch_end(store->batch, error);
}

static void note_done(void *context, bool committed) {
    Store *store = context;
    batch_done(store->batch, committed);
}

// --- work ---

bool store_write(Store *store, StoreWork work, void *data, int64_t deadline, GError **error) {
    return store_writer_run(store->writer, work, data, deadline, error);
}

void store_watch(Store *store, StoreWatch watch, void *data) {
    store_writer_watch(store->writer, watch, data);
}

bool store_read(Store *store, StoreWork work, void *data, GError **error) {
    Vault vault = {.keyring = store->keyring, .own = store->vault.own};
    StoreTxn txn = {.store = store, .vault = &vault};
    txn.snapshot = store->engine->ops->begin(store->engine, false, error);
    if (txn.snapshot == NULL)
        return false;
    const bool done = work(&txn, data, &txn.error);
    store->engine->ops->abort(txn.snapshot);
    vault_forget(&vault);
    if (txn.error == NULL)
        return done || fault_set(error, FATE_TEMPORARY, "store: a piece of work failed without saying why");
    g_propagate_error(error, txn.error);
    return false;
}

// A new store is marked; another schema or another key is refused before anything is written.
static bool check_marks(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    const uint64_t key_mark = seal_number(txn->store->seal, "store", "key-check");
    uint64_t schema = 0, mark = 0;
    if (meta_get(txn, "schema", &schema) == 0) {
        meta_put(txn, "schema", SCHEMA);
        meta_put(txn, "key-check", key_mark);
        return txn->error == NULL;
    }
    if (txn->error != NULL)
        return false;
    if (schema != SCHEMA)
        return fault_set(error, FATE_CONFIG,
                         "the store has schema %" G_GUINT64_FORMAT
                         ", this program knows %d: use the version that wrote it, or a newer one",
                         schema, SCHEMA);
    if (meta_get(txn, "key-check", &mark) != 1 || mark != key_mark)
        return fault_set(error, FATE_CONFIG, "the key file is not the one this store was sealed with");
    return true;
}

static const StoreWriterOps WRITER_OPS = {
    .begin = begin_batch, .run = run_work, .end = end_batch, .done = note_done};

static bool store_start(Store *store, bool create, GError **error) {
    g_autofree char *data = g_build_filename(store->directory, "data.mdb", NULL);
    g_autofree char *restoring = g_build_filename(store->directory, STORE_RESTORING, NULL);
    if (g_file_test(restoring, G_FILE_TEST_EXISTS))
        return fault_set(error, FATE_CONFIG,
                         "%s: a restore did not end: run 'earshot restore --replace DIR' again",
                         store->directory);
    if (!create && !g_file_test(data, G_FILE_TEST_EXISTS))
        return fault_set(error, FATE_CONFIG,
                         "%s: there is no store yet; earshot-milter makes it when it starts",
                         store->directory);
    store->engine = engine_lmdb_open(store->directory, create, error);
    if (store->engine == NULL)
        return false;
    store->batch = batch_new(store->engine, &store->vault);
    store->writer = store_writer_new(store->engine, &WRITER_OPS, store);
    if (!store_write(store, check_marks, NULL, 0, error))
        return false;
    g_autofree char *path = g_build_filename(store->directory, "persons.keys", NULL);
    store->keyring = keyring_open(path, store->seal, error);
    store->vault.keyring = store->keyring;
    return store->keyring != NULL;
}

const char *store_url_directory(const char *url) {
    return g_str_has_prefix(url, "lmdb:") && url[strlen("lmdb:")] != '\0' ? url + strlen("lmdb:") : NULL;
}

Store *store_open(const char *url, bool create, const Seal *seal, GError **error) {
    if (!g_str_has_prefix(url, "lmdb:") || url[strlen("lmdb:")] == '\0') {
        fault_set(error, FATE_CONFIG, "%s: no engine for this store; lmdb:/directory is the one there is",
                  url);
        return NULL;
    }
    Store *store = g_new0(Store, 1);
    store->seal = seal;
    store->vault.own = seal_store_key(seal);
    store->directory = g_strdup(url + strlen("lmdb:"));
    if (store_start(store, create, error))
        return store;
    store_free(store);
    return NULL;
}

void store_free(Store *store) {
    if (store == NULL)
        return;
    store_writer_free(store->writer);
    batch_free(store->batch);
    if (store->engine != NULL)
        store->engine->ops->close(store->engine);
    keyring_free(store->keyring);
    g_free(store->directory);
    g_free(store);
}

bool store_copy(Store *store, int file, GError **error) {
    return store->engine->ops->copy(store->engine, file, error);
}

bool store_copy_keys(Store *store, int file, GError **error) {
    return keyring_copy(store->keyring, file, error);
}

unsigned store_schema(void) {
    return SCHEMA;
}

const char *store_directory(const Store *store) {
    return store->directory;
}

const Seal *store_seal(const Store *store) {
    return store->seal;
}

bool store_stat(Store *store, StoreStat *stat, GError **error) {
    EngineStat found;
    if (!store->engine->ops->stat(store->engine, &found, error))
        return false;
    *stat = (StoreStat){.used = found.used,
                        .map = found.map,
                        .file = found.file,
                        .readers = found.readers,
                        .dead = found.dead};
    return true;
}

StoreLoad store_load(const Store *store) {
    return store_writer_load(store->writer);
}

void store_set_pressure(Store *store, Pressure level) {
    atomic_store(&store->pressure, (int)level);
}

Pressure store_pressure(const Store *store) {
    return (Pressure)atomic_load(&store->pressure);
}

Pressure store_txn_pressure(const StoreTxn *txn) {
    return store_pressure(txn->store);
}
