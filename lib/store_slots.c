// Slots go through the batch like records do: a piece of work that fails leaves
// none, and the transaction meets whoever on another machine changed what it read.
#include "store_slots.h"

#include <string.h>

#include "fault.h"
#include "store_batch.h"

#define WHERE "store"

// A row of another size opens to nothing, and is not erased.
static void take_slot(const void *data, size_t size, uint8_t stored[KEYRING_SLOT]) {
    memset(stored, 0xff, KEYRING_SLOT);
    if (size == KEYRING_SLOT)
        memcpy(stored, data, KEYRING_SLOT);
}

static bool durable_with_the_rest(void *data, GError **error) {
    (void)data, (void)error;
    return true;
}

// --- of a batch ---

static int batch_read(void *data, uint64_t slot, uint8_t stored[KEYRING_SLOT], GError **error) {
    const StoreKey key = store_key_number(slot);
    g_autoptr(GError) failure = NULL;
    g_autoptr(GBytes) row = batch_get(data, BATCH_SLOTS, &key, &failure);
    gsize size = 0;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return -1;
    }
    if (row == NULL)
        return 0;
    const void *bytes = g_bytes_get_data(row, &size);
    take_slot(bytes, size, stored);
    return 1;
}

static bool batch_write(void *data, uint64_t slot, const uint8_t *stored, size_t count, GError **error) {
    (void)error;
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GBytes) row = g_bytes_new(stored + i * KEYRING_SLOT, KEYRING_SLOT);
        batch_put_slot(data, slot + i, row);
    }
    return true;
}

static bool batch_last(void *data, uint64_t *slot, GError **error) {
    const StoreKey key = store_key_name(STORE_SLOTS);
    g_autoptr(GError) failure = NULL;
    g_autoptr(GBytes) value = batch_get(data, TABLE_META, &key, &failure);
    uint64_t big = 0;
    gsize size = 0;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    const void *bytes = value == NULL ? "" : g_bytes_get_data(value, &size);
    memcpy(&big, bytes, MIN(size, sizeof big));
    *slot = GUINT64_FROM_BE(big);
    return true;
}

static void batch_expect_slots(void *data, uint64_t slot, uint64_t count) {
    for (uint64_t i = 0; i < count; i++) {
        const StoreKey key = store_key_number(slot + i);
        batch_expect(data, ENGINE_TABLE_KEYS, (EngineSlice){key.bytes, key.size});
    }
}

static void keep(void *data) {
    (void)data;
}

static const KeyringSlots BATCH = {.read = batch_read,
                                   .write = batch_write,
                                   .sync = durable_with_the_rest,
                                   .last = batch_last,
                                   .expect = batch_expect_slots,
                                   .close = keep,
                                   .tries = 1,
                                   .joins = true};

Keyring *slots_of_batch(StoreBatch *batch, const Seal *seal) {
    return keyring_new(&BATCH, batch, WHERE, seal);
}

// --- of a snapshot ---

typedef struct Snapshot {
    const EngineOps *ops;
    EngineTxn *txn;
} Snapshot;

static int snapshot_read(void *data, uint64_t slot, uint8_t stored[KEYRING_SLOT], GError **error) {
    const Snapshot *snapshot = data;
    const StoreKey key = store_key_number(slot);
    EngineSlice value;
    const int got = snapshot->ops->get(snapshot->txn, ENGINE_TABLE_KEYS, (EngineSlice){key.bytes, key.size},
                                       &value, error);
    if (got > 0)
        take_slot(value.data, value.size, stored);
    return got;
}

static bool snapshot_write(void *data, uint64_t slot, const uint8_t *stored, size_t count, GError **error) {
    (void)data, (void)slot, (void)stored, (void)count;
    return fault_set(error, FATE_TEMPORARY, "store: a snapshot cannot be written");
}

static bool snapshot_last(void *data, uint64_t *slot, GError **error) {
    const Snapshot *snapshot = data;
    const StoreKey key = store_key_name(STORE_SLOTS);
    EngineSlice value = {0};
    uint64_t big = 0;
    const int got =
        snapshot->ops->get(snapshot->txn, TABLE_META, (EngineSlice){key.bytes, key.size}, &value, error);
    if (got > 0)
        memcpy(&big, value.data, MIN(value.size, sizeof big));
    *slot = GUINT64_FROM_BE(big);
    return got >= 0;
}

static void snapshot_expect(void *data, uint64_t slot, uint64_t count) {
    const Snapshot *snapshot = data;
    for (uint64_t i = 0; i < count; i++) {
        const StoreKey key = store_key_number(slot + i);
        snapshot->ops->expect(snapshot->txn, ENGINE_TABLE_KEYS, (EngineSlice){key.bytes, key.size});
    }
}

static const KeyringSlots SNAPSHOT = {.read = snapshot_read,
                                      .write = snapshot_write,
                                      .sync = durable_with_the_rest,
                                      .last = snapshot_last,
                                      .expect = snapshot_expect,
                                      .close = g_free,
                                      .tries = 1,
                                      .joins = true};

Keyring *slots_of_snapshot(const EngineOps *ops, EngineTxn *snapshot, const Seal *seal) {
    Snapshot *seen = g_new0(Snapshot, 1);
    *seen = (Snapshot){.ops = ops, .txn = snapshot};
    return keyring_new(&SNAPSHOT, seen, WHERE, seal);
}
