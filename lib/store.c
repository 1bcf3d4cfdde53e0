// What the library sees of a database: records by table and key, sealed on
// their way in and opened on their way out. A stored value is a format byte,
// the owner's slot in clear (so that the right key is found) and the sealed
// record, bound to its table and key so that rows cannot be exchanged. The
// thread that writes lives in store_writer.c.
#include "store.h"

#include <stdatomic.h>
#include <string.h>

#include "engine.h"
#include "fault.h"
#include "keyring.h"
#include "store_writer.h"

struct Store {
    Engine *engine;
    Keyring *keyring;
    const Seal *seal;
    SealKey own; // for records that belong to no person
    char *directory;
    StoreWriter *writer;
    atomic_int pressure; // Pressure
};

struct StoreTxn {
    Store *store;
    EngineTxn *txn;
    GError *error; // the first; sticks
};

enum { SCHEMA = 5, VALUE_FORMAT = 1, VALUE_HEAD = 9 };

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

StoreKey store_key_after(StoreKey key) {
    // The smallest key above: the same with a zero byte behind it.
    if (key.size < sizeof key.bytes)
        key.bytes[key.size++] = 0;
    return key;
}

static EngineSlice slice_of_key(const StoreKey *key) {
    return (EngineSlice){.data = key->bytes, .size = key->size};
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

// What a value is bound to: its table and key.
static size_t bind(Table table, const StoreKey *key, uint8_t bound[1 + sizeof key->bytes]) {
    bound[0] = (uint8_t)table;
    memcpy(bound + 1, key->bytes, key->size);
    return 1 + key->size;
}

static bool key_of_owner(Store *store, uint64_t owner, SealKey *key, GError **error) {
    if (owner != STORE_OWNER_NONE)
        return keyring_key(store->keyring, owner, key, error);
    *key = store->own;
    return true;
}

// NULL without an error when its person was erased: then it is as good as absent.
static GBytes *open_owned(StoreTxn *txn, Table table, const StoreKey *name, EngineSlice value, uint64_t *slot,
                          GError **error) {
    if (value.size < VALUE_HEAD || value.data[0] != VALUE_FORMAT) {
        fault_set(error, FATE_CORRUPT, "store: a value of table %d is in no known format", (int)table);
        return NULL;
    }
    uint64_t owner;
    memcpy(&owner, value.data + 1, sizeof owner);
    *slot = GUINT64_FROM_BE(owner);
    SealKey key;
    if (!key_of_owner(txn->store, *slot, &key, error)) {
        if (keyring_is_erased(txn->store->keyring, *slot))
            g_clear_error(error);
        return NULL;
    }
    uint8_t bound[1 + sizeof name->bytes];
    const size_t size = bind(table, name, bound);
    return seal_unseal(&key, bound, size, value.data + VALUE_HEAD, value.size - VALUE_HEAD, error);
}

static GBytes *open_value(StoreTxn *txn, Table table, const StoreKey *name, EngineSlice value) {
    uint64_t slot;
    return open_owned(txn, table, name, value, &slot, &txn->error);
}

GBytes *store_get(StoreTxn *txn, Table table, StoreKey key) {
    EngineSlice value;
    if (txn->error != NULL ||
        txn->store->engine->ops->get(txn->txn, table, slice_of_key(&key), &value, &txn->error) <= 0)
        return NULL;
    return open_value(txn, table, &key, value);
}

static void put_raw(StoreTxn *txn, Table table, const StoreKey *key, EngineSlice value) {
    if (txn->error == NULL)
        txn->store->engine->ops->put(txn->txn, table, slice_of_key(key), value, &txn->error);
}

void store_put(StoreTxn *txn, Table table, StoreKey key, uint64_t owner, GBytes *record) {
    SealKey own;
    if (txn->error != NULL || !key_of_owner(txn->store, owner, &own, &txn->error))
        return;
    uint8_t bound[1 + sizeof key.bytes];
    const size_t bound_size = bind(table, &key, bound);
    gsize size;
    const void *plain = g_bytes_get_data(record, &size);
    g_autoptr(GBytes) sealed = seal_close(&own, bound, bound_size, plain, size);
    g_autoptr(GByteArray) value = g_byte_array_new();
    const uint8_t format = VALUE_FORMAT;
    const uint64_t owner_big = GUINT64_TO_BE(owner);
    g_byte_array_append(value, &format, 1);
    g_byte_array_append(value, (const guint8 *)&owner_big, sizeof owner_big);
    g_byte_array_append(value, g_bytes_get_data(sealed, NULL), (guint)g_bytes_get_size(sealed));
    put_raw(txn, table, &key, (EngineSlice){.data = value->data, .size = value->len});
}

void store_del(StoreTxn *txn, Table table, StoreKey key) {
    if (txn->error == NULL)
        txn->store->engine->ops->del(txn->txn, table, slice_of_key(&key), &txn->error);
}

// Moves *key to the first one at or after it; false at the end and after an error.
static bool seek(StoreTxn *txn, Table table, StoreKey *key, EngineSlice *value) {
    EngineSlice found;
    if (txn->error != NULL ||
        txn->store->engine->ops->seek(txn->txn, table, slice_of_key(key), &found, value, &txn->error) <= 0)
        return false;
    if (found.size > sizeof key->bytes)
        return fault_set(&txn->error, FATE_CORRUPT, "store: a key of table %d is too long", (int)table);
    memcpy(key->bytes, found.data, found.size);
    key->size = found.size;
    return true;
}

bool store_next(StoreTxn *txn, Table table, StoreKey *key, GBytes **record) {
    EngineSlice value;
    for (;; *key = store_key_after(*key)) {
        if (!seek(txn, table, key, &value))
            return false;
        if (record == NULL)
            return true;
        *record = open_value(txn, table, key, value);
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
    const StoreKey key = meta_key(name);
    EngineSlice value;
    const int found =
        txn->store->engine->ops->get(txn->txn, TABLE_META, slice_of_key(&key), &value, &txn->error);
    if (found <= 0)
        return found;
    uint64_t big = 0;
    memcpy(&big, value.data, MIN(value.size, sizeof big));
    *number = GUINT64_FROM_BE(big);
    return 1;
}

static void meta_put(StoreTxn *txn, const char *name, uint64_t number) {
    const StoreKey key = meta_key(name);
    const uint64_t big = GUINT64_TO_BE(number);
    put_raw(txn, TABLE_META, &key, (EngineSlice){.data = (const uint8_t *)&big, .size = sizeof big});
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
    seen->record = table == TABLE_META ? g_bytes_new(value.data, value.size)
                                       : open_owned(txn, table, key, value, &seen->owner, &seen->error);
    return true;
}

GError *store_recover(StoreTxn *txn) {
    return g_steal_pointer(&txn->error);
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

// Runs one piece of work inside its own part of `parent`; the writer's callback.
static bool run_work(void *context, EngineTxn *parent, StoreWork work, void *data, GError **error) {
    Store *store = context;
    StoreTxn txn = {.store = store, .txn = store->engine->ops->nest(parent, error)};
    if (txn.txn == NULL)
        return false;
    if (!work(&txn, data, &txn.error) && txn.error == NULL)
        fault_set(&txn.error, FATE_TEMPORARY, "store: a piece of work failed without saying why");
    if (txn.error == NULL)
        return store->engine->ops->commit(txn.txn, error);
    store->engine->ops->abort(txn.txn);
    g_propagate_error(error, txn.error);
    return false;
}

bool store_write(Store *store, StoreWork work, void *data, int64_t deadline, GError **error) {
    return store_writer_run(store->writer, work, data, deadline, error);
}

void store_watch(Store *store, StoreWatch watch, void *data) {
    store_writer_watch(store->writer, watch, data);
}

bool store_read(Store *store, StoreWork work, void *data, GError **error) {
    StoreTxn txn = {.store = store, .txn = store->engine->ops->begin(store->engine, false, error)};
    if (txn.txn == NULL)
        return false;
    const bool done = work(&txn, data, &txn.error);
    store->engine->ops->abort(txn.txn);
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

static bool store_start(Store *store, bool create, GError **error) {
    g_autofree char *data = g_build_filename(store->directory, "data.mdb", NULL);
    if (!create && !g_file_test(data, G_FILE_TEST_EXISTS))
        return fault_set(error, FATE_CONFIG,
                         "%s: there is no store yet; earshot-milter makes it when it starts",
                         store->directory);
    store->engine = engine_lmdb_open(store->directory, create, error);
    if (store->engine == NULL)
        return false;
    store->writer = store_writer_new(store->engine, run_work, store);
    if (!store_write(store, check_marks, NULL, 0, error))
        return false;
    g_autofree char *path = g_build_filename(store->directory, "persons.keys", NULL);
    store->keyring = keyring_open(path, store->seal, error);
    return store->keyring != NULL;
}

Store *store_open(const char *url, bool create, const Seal *seal, GError **error) {
    if (!g_str_has_prefix(url, "lmdb:") || url[strlen("lmdb:")] == '\0') {
        fault_set(error, FATE_CONFIG, "%s: no engine for this store; lmdb:/directory is the one there is",
                  url);
        return NULL;
    }
    Store *store = g_new0(Store, 1);
    store->seal = seal;
    store->own = seal_store_key(seal);
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
