// What the library sees of a database: records by table and key, sealed on
// their way in and opened on their way out (store_value.c). Who reads looks at
// the database itself; who writes, in the writer's thread (store_writer.c), sees
// what all that share the commit have written so far (store_batch.c).
#include "store_parts.h"
#include "store_url.h"

#include <string.h>

#include "fault.h"
#include "migrate.h"

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

// --- what comes together ---

void store_expect(StoreTxn *txn, Table table, StoreKey key) {
    const Place place = value_place(table, &key);
    if (txn->error != NULL)
        return;
    if (txn->snapshot == NULL) {
        batch_expect(txn->store->batch, place.table, place_key(&place));
        return;
    }
    if (ops_of(txn)->at_hand(txn->snapshot, place.table, place_key(&place)))
        return;
    ops_of(txn)->expect(txn->snapshot, place.table, place_key(&place));
    if (txn->expected == NULL)
        txn->expected = g_array_new(FALSE, FALSE, sizeof(Place));
    if (table != TABLE_META)
        g_array_append_val(txn->expected, place);
}

// The key of whose it is will be asked for next.
static void expect_owner(StoreTxn *txn, const Place *place) {
    EngineSlice value;
    uint64_t owner = STORE_OWNER_NONE;
    if (txn->error != NULL ||
        ops_of(txn)->get(txn->snapshot, place->table, place_key(place), &value, &txn->error) <= 0)
        return;
    (void)value_generation(value, &owner);
    const StoreKey slot = store_key_number(owner);
    if (owner != STORE_OWNER_NONE && txn->store->rows)
        ops_of(txn)->expect(txn->snapshot, BATCH_SLOTS, (EngineSlice){slot.bytes, slot.size});
}

// What is looked at before a snapshot is read first: the generations, in one go with what is expected; and
// behind that whose it is.
static bool get_ready(StoreTxn *txn) {
    if (txn->keys_due) // as often as it fails, whatever is made of the error
        txn->keys_due = !store_take_keys(txn->store, txn->snapshot, txn->vault, &txn->error);
    g_autoptr(GArray) expected = g_steal_pointer(&txn->expected);
    if (expected != NULL && txn->error == NULL)
        ops_of(txn)->fetch(txn->snapshot, &txn->error);
    for (guint i = 0; expected != NULL && i < expected->len; i++)
        expect_owner(txn, &g_array_index(expected, Place, i));
    return txn->error == NULL;
}

static GBytes *get_from_snapshot(StoreTxn *txn, Table table, const StoreKey *key) {
    EngineSlice value;
    uint64_t owner;
    const Place place = value_place(table, key);
    if (!get_ready(txn))
        return NULL;
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
    if (txn->snapshot == NULL)
        return batch_table(txn->store->batch, table, &txn->error);
    return get_ready(txn) ? txn->snapshot : NULL;
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
        if (txn->error != NULL && txn->snapshot == NULL && batch_piece_lacks(txn->store->batch))
            g_clear_error(&txn->error); // for want of a key: it is passed over for now
        if (*record != NULL || txn->error != NULL)
            return *record != NULL;
    }
}

// Counters and marks of TABLE_META are in clear: they tell nothing.
StoreKey store_key_name(const char *name) {
    StoreKey key = {.size = MIN(strlen(name), sizeof key.bytes)};
    memcpy(key.bytes, name, key.size);
    return key;
}

int store_meta_get(StoreTxn *txn, const char *name, uint64_t *number) {
    g_autoptr(GBytes) value = store_get(txn, TABLE_META, store_key_name(name));
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
    store_put(txn, TABLE_META, store_key_name(name), STORE_OWNER_NONE, value);
}

uint64_t store_count_up(StoreTxn *txn, const char *counter) {
    uint64_t number = 0;
    if (txn->error == NULL && store_meta_get(txn, counter, &number) >= 0)
        meta_put(txn, counter, ++number);
    return number;
}

uint64_t store_slot_new(StoreTxn *txn) {
    const uint64_t slot = store_count_up(txn, STORE_SLOTS);
    if (txn->error == NULL)
        keyring_reserve(txn->vault->keyring, slot, &txn->error);
    return slot;
}

bool store_slot_erase(StoreTxn *txn, uint64_t slot, GError **error) {
    batch_erase(txn->store->batch, slot);
    return keyring_erase(txn->vault->keyring, slot, error);
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
    seen->generation = table == TABLE_META ? 0 : value_generation(value, &seen->owner);
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
        store_meta_get(txn, counter, &number);
    return number;
}

void store_set_counter(StoreTxn *txn, const char *counter, uint64_t number) {
    meta_put(txn, counter, number);
}

bool store_place_get(StoreTxn *txn, const char *name, StorePlace *place) {
    g_autoptr(GBytes) kept = store_get(txn, TABLE_META, store_key_name(name));
    gsize size = 0;
    const uint8_t *data = kept == NULL ? NULL : g_bytes_get_data(kept, &size);
    if (size == 0)
        return false;
    *place = (StorePlace){.table = data[0]};
    place->key.size = MIN(size - 1, sizeof place->key.bytes);
    memcpy(place->key.bytes, data + 1, place->key.size);
    return true;
}

void store_place_put(StoreTxn *txn, const char *name, const StorePlace *place) {
    uint8_t data[1 + sizeof place->key.bytes] = {(uint8_t)place->table};
    memcpy(data + 1, place->key.bytes, place->key.size);
    g_autoptr(GBytes) kept = g_bytes_new(data, 1 + place->key.size);
    store_put(txn, TABLE_META, store_key_name(name), STORE_OWNER_NONE, kept);
}

KeyState store_slot_state(StoreTxn *txn, uint64_t slot) {
    KeyState state = KEY_DAMAGED;
    if (txn->error == NULL && (txn->snapshot == NULL || get_ready(txn)))
        keyring_state(txn->vault->keyring, slot, &state, &txn->error);
    return state;
}

// --- rotation ---

StoreKeys store_txn_keys(StoreTxn *txn) {
    StoreKeys keys = {.current = 1, .oldest = 1};
    uint64_t current = 1, oldest = 1;
    if (txn->error == NULL && store_meta_get(txn, STORE_META_GENERATION, &current) >= 0 &&
        store_meta_get(txn, STORE_META_OLDEST, &oldest) >= 0 &&
        store_meta_get(txn, STORE_META_KEY_MARK, &keys.mark) >= 0) {
        keys.current = (unsigned)current;
        keys.oldest = (unsigned)oldest;
    }
    return keys;
}

void store_switch_key(StoreTxn *txn, unsigned generation) {
    meta_put(txn, STORE_META_GENERATION, generation);
    meta_put(txn, STORE_META_KEY_MARK, seal_mark(txn->store->seal, generation));
}

void store_retire_keys(StoreTxn *txn, unsigned oldest) {
    meta_put(txn, STORE_META_OLDEST, oldest);
}

bool store_rewrap(StoreTxn *txn, uint64_t *slot, unsigned most, KeyringRewrap *count, GError **error) {
    return keyring_rewrap(txn->vault->keyring, slot, most, count, error);
}

bool store_slots_below(StoreTxn *txn, unsigned generation, uint64_t *count, GError **error) {
    return keyring_count_below(txn->vault->keyring, generation, count, error);
}

bool store_others_below(Store *store, unsigned generation) {
    Engine *engine = store->engine;
    const unsigned mark = keys_short_mark(store->seal);
    return engine->ops->others_below(engine, KEYS_HAVE, generation) ||
           engine->ops->others_below(engine, KEYS_MARK, mark) ||
           engine->ops->others_below(engine, KEYS_MARK_TURNED, KEYS_MARK_MOST - mark);
}

bool store_others_remember(Store *store, unsigned oldest) {
    return store->engine->ops->others_below(store->engine, KEYS_CLEAN, oldest);
}

// What the engine keeps in memory of pages it wrote comes into the room of others.
static void forget_retired(Store *store) {
    StoreKeys keys;
    const EngineOps *ops = store->engine->ops;
    EngineTxn *txn = ops->begin(store->engine, false, NULL);
    if (txn == NULL)
        return;
    const bool read = store_keys_read(ops, txn, &keys, NULL);
    ops->abort(txn);
    const unsigned clean = atomic_load(&store->clean);
    if (!read || (clean != 0 && clean != keys.oldest && !ops->renew(store->engine, NULL)))
        return;
    if (ops->tell(store->engine, KEYS_CLEAN, keys.oldest))
        atomic_store(&store->clean, keys.oldest);
}

// The mark before the number that others wait for.
static void tell_keys(Store *store) {
    Engine *engine = store->engine;
    const unsigned mark = keys_short_mark(store->seal);
    if (engine->ops->tell(engine, KEYS_MARK, mark) &&
        engine->ops->tell(engine, KEYS_MARK_TURNED, KEYS_MARK_MOST - mark))
        (void)engine->ops->tell(engine, KEYS_HAVE, seal_newest(store->seal));
}

// What is wrong with the file is told by who needs what it lacks.
void store_look_at_key(Store *store) {
    (void)seal_refresh(store->seal, NULL);
    tell_keys(store);
    forget_retired(store);
}

bool store_overwrites(const Store *store) {
    return store->engine->ops->overwrites;
}

bool store_scrub(Store *store, StoreScrub *scrub, bool *more, GError **error) {
    EngineScrub own = {scrub->last, scrub->phase, scrub->next, scrub->at, scrub->pages, scrub->blocked};
    const bool done = store->engine->ops->scrub(store->engine, &own, more, error);
    *scrub = (StoreScrub){own.last, own.phase, own.next, own.at, own.pages, own.blocked};
    return done;
}

// --- the store ---

bool store_copy(Store *store, int file, GError **error) {
    return store->engine->ops->copy(store->engine, file, error);
}

static bool copy_slots(StoreTxn *txn, void *data, GError **error) {
    return keyring_copy(txn->vault->keyring, *(const int *)data, error);
}

bool store_copy_keys(Store *store, int file, GError **error) {
    if (!keyring_joins(store->keyring))
        return keyring_copy(store->keyring, file, error);
    return store_read(store, copy_slots, &file, error);
}

unsigned store_schema(void) {
    return STORE_SCHEMA;
}

bool store_knows_schema(unsigned schema) {
    return schema == STORE_SCHEMA || migrate_first(migrate_path(), schema) != NULL;
}

unsigned store_upgraded_from(const Store *store) {
    return store->upgraded;
}

bool store_is_local(const Store *store) {
    return store_url_directory(store->url) != NULL;
}

const char *store_shown(const Store *store) {
    return store->shown;
}

const char *store_directory(const Store *store) {
    return store->directory;
}

const Seal *store_seal(const Store *store) {
    return store->seal;
}

void store_set_patience(Store *store, int64_t microseconds) {
    store->engine->ops->set_patience(store->engine, microseconds);
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

bool store_state(Store *store, StoreState *state, GError **error) {
    EngineState of_engine = {0};
    if (!store->engine->ops->state(store->engine, &of_engine, error))
        return false;
    *state = (StoreState){.engine = of_engine.name,
                          .where = of_engine.where,
                          .standbys = of_engine.standbys,
                          .confirmed = of_engine.confirmed,
                          .lag = of_engine.lag,
                          .sessions = of_engine.sessions,
                          .durable = of_engine.durable,
                          .closed = of_engine.closed,
                          .ahead = of_engine.ahead};
    return true;
}

void store_state_clear(StoreState *state) {
    g_clear_pointer(&state->engine, g_free);
    g_clear_pointer(&state->where, g_free);
}

int store_listen(Store *store) {
    return store->engine->ops->listen(store->engine);
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
