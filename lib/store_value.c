// Sealing costs more than the database, so what need not be sealed is not: an
// entry of an index is all in its key. Keys of persons are read from their file
// and unwrapped; one message has its records sealed under one or two of them.
#include "store_value.h"

#include <string.h>

#include "fault.h"

enum { SEALED = 1, EMPTY = 2, VALUE_HEAD = 9 };

// --- keys ---

void vault_forget(Vault *vault) {
    for (unsigned i = 0; i < VAULT_KEPT; i++) {
        vault->kept[i].slot = 0;
        seal_key_forget(&vault->kept[i].key);
    }
}

bool vault_key(Vault *vault, uint64_t owner, SealKey *key, GError **error) {
    *key = vault->own;
    if (owner == STORE_OWNER_NONE)
        return true;
    for (unsigned i = 0; i < VAULT_KEPT; i++)
        if (vault->kept[i].slot == owner) {
            *key = vault->kept[i].key;
            return true;
        }
    if (!keyring_key(vault->keyring, owner, key, error))
        return false;
    vault->kept[vault->next].slot = owner;
    vault->kept[vault->next].key = *key;
    vault->next = (vault->next + 1) % VAULT_KEPT;
    return true;
}

// --- values ---

enum { HEAD = sizeof(uint64_t) }; // the number of a conversation; an arrival bears that of the one it opens

static bool is_of_conversation(Table table) {
    switch (table) {
    case TABLE_ARRIVAL:
    case TABLE_THREAD:
    case TABLE_ENTRY:
    case TABLE_CLOCK:
    case TABLE_FINGERPRINT:
    case TABLE_HEARD:
        return true;
    default:
        return false;
    }
}

Place value_place(Table table, const StoreKey *key) {
    Place place = {.table = (unsigned)table, .size = key->size};
    if (!is_of_conversation(table)) {
        memcpy(place.bytes, key->bytes, key->size);
        return place;
    }
    place.table = TABLE_THREAD;
    memcpy(place.bytes, key->bytes, MIN(key->size, HEAD));
    if (key->size < HEAD) // where a walk begins
        return place;
    place.bytes[HEAD] = (uint8_t)table;
    memcpy(place.bytes + HEAD + 1, key->bytes + HEAD, key->size - HEAD);
    place.size = key->size + 1;
    return place;
}

EngineSlice place_key(const Place *place) {
    return (EngineSlice){.data = place->bytes, .size = place->size};
}

static int too_long(Table table, GError **error) {
    fault_set(error, FATE_CORRUPT, "store: a key of table %d is not of a right length", (int)table);
    return -1;
}

// To where rows of the table can stand next, behind those of others; false at the end.
static bool skip(Place *place, Table table, EngineSlice found) {
    uint64_t head;
    memcpy(&head, found.data, sizeof head);
    head = GUINT64_FROM_BE(head);
    const bool behind = found.data[HEAD] > (uint8_t)table;
    if (behind && head == UINT64_MAX)
        return false;
    const StoreKey key = store_key_number(head + behind);
    *place = value_place(table, &key);
    return true;
}

int value_seek(const EngineOps *ops, EngineTxn *txn, Table table, StoreKey *key, EngineSlice *value,
               GError **error) {
    const bool shared = is_of_conversation(table);
    Place place = value_place(table, key);
    EngineSlice found;
    int got;
    while ((got = ops->seek(txn, place.table, place_key(&place), &found, value, error)) > 0) {
        if (found.size > sizeof key->bytes + shared || (shared && found.size <= HEAD))
            return too_long(table, error);
        if (!shared || found.data[HEAD] == (uint8_t)table)
            break;
        if (!skip(&place, table, found))
            return 0;
    }
    if (got <= 0)
        return got;
    key->size = found.size - shared;
    const size_t head = shared ? HEAD : key->size;
    memcpy(key->bytes, found.data, head);
    memcpy(key->bytes + head, found.data + head + shared, key->size - head);
    return 1;
}

// What a value is bound to: its table and key.
static size_t bind(Table table, const StoreKey *key, uint8_t bound[1 + sizeof key->bytes]) {
    bound[0] = (uint8_t)table;
    memcpy(bound + 1, key->bytes, key->size);
    return 1 + key->size;
}

GBytes *value_open(Vault *vault, Table table, const StoreKey *key, EngineSlice value, uint64_t *owner,
                   GError **error) {
    *owner = STORE_OWNER_NONE;
    if (value.size == 1 && value.data[0] == EMPTY)
        return g_bytes_new_static("", 0);
    if (value.size < VALUE_HEAD || value.data[0] != SEALED) {
        fault_set(error, FATE_CORRUPT, "store: a value of table %d is in no known format", (int)table);
        return NULL;
    }
    uint64_t big;
    memcpy(&big, value.data + 1, sizeof big);
    *owner = GUINT64_FROM_BE(big);
    SealKey own;
    g_autoptr(GError) failure = NULL;
    if (!vault_key(vault, *owner, &own, &failure)) {
        if (!keyring_is_erased(vault->keyring, *owner))
            g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    uint8_t bound[1 + sizeof key->bytes];
    const size_t size = bind(table, key, bound);
    return seal_unseal(&own, bound, size, value.data + VALUE_HEAD, value.size - VALUE_HEAD, error);
}

void value_close(SealNonces *nonces, Table table, const StoreKey *key, uint64_t owner, const SealKey *own,
                 GBytes *plain, GByteArray *out) {
    gsize size;
    const void *data = g_bytes_get_data(plain, &size);
    if (size == 0 && owner == STORE_OWNER_NONE) {
        g_byte_array_set_size(out, 1);
        out->data[0] = EMPTY;
        return;
    }
    uint8_t bound[1 + sizeof key->bytes];
    const size_t bound_size = bind(table, key, bound);
    const uint64_t big = GUINT64_TO_BE(owner);
    g_byte_array_set_size(out, (guint)(VALUE_HEAD + size + SEAL_EXTRA));
    out->data[0] = SEALED;
    memcpy(out->data + 1, &big, sizeof big);
    seal_close_into(own, nonces, bound, bound_size, data, size, out->data + VALUE_HEAD);
}
