// An item is nothing but its key, so adding it again changes nothing and doing it
// needs no record that could be damaged: moment, kind and id, in this order, as the
// index of the clocks has it.
#include "agenda.h"

#include <string.h>

typedef struct Item {
    int64_t at;
    uint64_t kind, id;
} Item;

// What lies before 1970 can only be damage and stands first.
static StoreKey key_of(int64_t at, AgendaKind kind, uint64_t id) {
    StoreKey key = store_key_pair((uint64_t)MAX(at, 1), (uint64_t)kind);
    const uint64_t big = GUINT64_TO_BE(id);
    memcpy(key.bytes + key.size, &big, sizeof big);
    key.size += sizeof big;
    return key;
}

static Item read_key(const StoreKey *key) {
    Item item = {0};
    uint64_t at, big = 0;
    store_key_numbers(key, &at, &item.kind);
    if (key->size >= 3 * sizeof big)
        memcpy(&big, key->bytes + 2 * sizeof big, sizeof big);
    item.at = (int64_t)MIN(at, (uint64_t)INT64_MAX);
    item.id = GUINT64_FROM_BE(big);
    return item;
}

// What a later version put there is not for this one: it is passed over, or it would be due for ever.
static bool first(StoreTxn *txn, Item *item) {
    for (StoreKey key = {0}; store_next(txn, TABLE_AGENDA, &key, NULL); key = store_key_after(key)) {
        *item = read_key(&key);
        if (item->kind < AGENDA_KINDS)
            return true;
    }
    return false;
}

void agenda_add(StoreTxn *txn, int64_t at, AgendaKind kind, uint64_t id) {
    store_mark(txn, TABLE_AGENDA, key_of(at, kind, id));
}

void agenda_remove(StoreTxn *txn, int64_t at, AgendaKind kind, uint64_t id) {
    store_del(txn, TABLE_AGENDA, key_of(at, kind, id));
}

bool agenda_due(StoreTxn *txn, int64_t now, int64_t *at, AgendaKind *kind, uint64_t *id) {
    Item item;
    if (!first(txn, &item) || item.at > now)
        return false;
    *at = item.at;
    *kind = (AgendaKind)item.kind;
    *id = item.id;
    return true;
}

int64_t agenda_next(StoreTxn *txn) {
    Item item;
    return first(txn, &item) ? item.at : INT64_MAX;
}

void agenda_read_key(const StoreKey *key, int64_t *at, AgendaKind *kind, uint64_t *id) {
    const Item item = read_key(key);
    *at = item.at;
    *kind = (AgendaKind)MIN(item.kind, AGENDA_KINDS);
    *id = item.id;
}

bool agenda_has(StoreTxn *txn, int64_t at, AgendaKind kind, uint64_t id) {
    g_autoptr(GBytes) item = store_get(txn, TABLE_AGENDA, key_of(at, kind, id));
    return item != NULL;
}
