#include "transfer_rows.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"
#include "store.h"

unsigned transfer_table(const TransferPlace *place) {
    return (place->turn + 1) % ENGINE_TABLES;
}

bool transfer_is_end(const TransferPlace *place) {
    return place->turn >= ENGINE_TABLES;
}

void transfer_next_table(TransferPlace *place) {
    *place = (TransferPlace){.turn = place->turn + 1};
}

EngineSlice transfer_slice(const TransferKey *key) {
    return (EngineSlice){key->bytes, key->size};
}

static TransferKey key_of(EngineSlice slice) {
    TransferKey key = {.size = MIN(slice.size, sizeof key.bytes)};
    memcpy(key.bytes, slice.data, key.size);
    return key;
}

// The next key that there can be; false when there is none.
static bool step(TransferKey *key) {
    if (key->size < sizeof key->bytes) {
        key->bytes[key->size++] = 0;
        return true;
    }
    while (key->size > 0 && key->bytes[key->size - 1] == UINT8_MAX)
        key->size--;
    if (key->size > 0)
        key->bytes[key->size - 1]++;
    return key->size > 0;
}

void transfer_step(TransferPlace *place) {
    if (!step(&place->key))
        transfer_next_table(place);
}

// The number of the first slot whose key, in eight bytes, is not before `key`.
static uint64_t slot_at(const TransferKey *key) {
    uint64_t big = 0;
    memcpy(&big, key->bytes, MIN(key->size, sizeof big));
    return MAX(GUINT64_FROM_BE(big) + (key->size > sizeof big), 1);
}

static int read_slot(int file, const TransferKey *at, TransferRow *row, GError **error) {
    const uint64_t slot = slot_at(at), big = GUINT64_TO_BE(slot);
    const ssize_t size = pread(file, row->slot, sizeof row->slot, (off_t)((slot - 1) * sizeof row->slot));
    if (size < 0) {
        fault_set(error, FATE_TEMPORARY, "cannot read the keys of persons: %s", g_strerror(errno));
        return -1;
    }
    row->key = key_of((EngineSlice){(const uint8_t *)&big, sizeof big});
    row->value = (EngineSlice){row->slot, sizeof row->slot};
    return size == (ssize_t)sizeof row->slot;
}

static bool is_mark(unsigned table, const TransferKey *key) {
    static const char *const NAMES[] = {STORE_META_MOVE, TRANSFER_PLACE};
    for (size_t i = 0; table == TABLE_META && i < G_N_ELEMENTS(NAMES); i++)
        if (key->size == strlen(NAMES[i]) && memcmp(key->bytes, NAMES[i], key->size) == 0)
            return true;
    return false;
}

int transfer_read_row(const TransferSide *side, EngineTxn *txn, const TransferPlace *place, TransferRow *row,
                      GError **error) {
    const unsigned table = transfer_table(place);
    if (table == ENGINE_TABLE_KEYS && side->keys >= 0)
        return read_slot(side->keys, &place->key, row, error);
    row->key = place->key;
    while (true) {
        EngineSlice key;
        const int found =
            side->engine->ops->seek(txn, table, transfer_slice(&row->key), &key, &row->value, error);
        if (found <= 0)
            return found;
        row->key = key_of(key);
        if (!is_mark(table, &row->key))
            return 1;
        if (!step(&row->key))
            return 0;
    }
}
