// Sealing costs more than the database, so what need not be sealed is not: an
// entry of an index is all in its key. Keys of persons are read from their slots
// and unwrapped; one message has its records sealed under one or two of them.
#include "store_value.h"

#include <string.h>

#include "fault.h"

// SEALED is of the first generation, and as that release wrote it; SEALED_LATER has two bytes for its
// generation.
enum { SEALED = 1, EMPTY = 2, SEALED_LATER = 3, VALUE_HEAD = 9, LATER_HEAD = 11 };

// --- keys ---

void vault_forget(Vault *vault) {
    for (unsigned i = 0; i < VAULT_KEPT; i++) {
        vault->kept[i].generation = 0;
        seal_key_forget(&vault->kept[i].key);
    }
}

static bool make_key(const Vault *vault, uint64_t owner, unsigned generation, SealKey *key, GError **error) {
    if (owner == STORE_OWNER_NONE)
        return seal_record_key(vault->seal, generation, NULL, key, error);
    SealKey person;
    const bool made = keyring_key(vault->keyring, owner, &person, error) &&
                      seal_record_key(vault->seal, generation, &person, key, error);
    seal_key_forget(&person);
    return made;
}

bool vault_key(Vault *vault, uint64_t owner, unsigned generation, SealKey *key, GError **error) {
    for (unsigned i = 0; i < VAULT_KEPT; i++)
        if (vault->kept[i].generation == generation && vault->kept[i].slot == owner) {
            *key = vault->kept[i].key;
            return true;
        }
    if (!make_key(vault, owner, generation, key, error))
        return false;
    vault->kept[vault->next].generation = generation;
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

// None of ours is, and nothing stands behind it: a walk would begin anew (store_key_after).
static bool is_last_of_all(const StoreKey *key) {
    size_t i = 0;
    while (i < key->size && key->bytes[i] == 0xff)
        i++;
    return i == sizeof key->bytes;
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
    return is_last_of_all(key) ? too_long(table, error) : 1;
}

// What a value is bound to: its table and key.
static size_t bind(Table table, const StoreKey *key, uint8_t bound[1 + sizeof key->bytes]) {
    bound[0] = (uint8_t)table;
    memcpy(bound + 1, key->bytes, key->size);
    return 1 + key->size;
}

static size_t head_size(EngineSlice value) {
    return value.data[0] == SEALED ? VALUE_HEAD : LATER_HEAD;
}

unsigned value_generation(EngineSlice value, uint64_t *owner) {
    const uint8_t format = value.size == 0 ? 0 : value.data[0];
    const size_t head = format == SEALED ? VALUE_HEAD : LATER_HEAD;
    *owner = STORE_OWNER_NONE;
    if ((format != SEALED && format != SEALED_LATER) || value.size < head)
        return 0;
    uint64_t big;
    memcpy(&big, value.data + head - sizeof big, sizeof big);
    *owner = GUINT64_FROM_BE(big);
    return format == SEALED ? 1 : (unsigned)value.data[1] << 8 | value.data[2];
}

// What is left of an erased person could not be sealed again.
static GBytes *is_of_no_format(const Vault *vault, Table table, unsigned generation, uint64_t owner,
                               GError **error) {
    g_autoptr(GError) failure = NULL;
    if (generation != 0 && owner != STORE_OWNER_NONE && keyring_is_erased(vault->keyring, owner, &failure))
        return NULL;
    if (failure == NULL)
        fault_set(&failure, FATE_CORRUPT, "store: a value of table %d is in no known format", (int)table);
    g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}

GBytes *value_open(Vault *vault, Table table, const StoreKey *key, EngineSlice value, uint64_t *owner,
                   GError **error) {
    const unsigned generation = value_generation(value, owner);
    if (value.size == 1 && value.data[0] == EMPTY)
        return g_bytes_new_static("", 0);
    if (generation < vault->oldest || generation > vault->generation)
        return is_of_no_format(vault, table, generation, *owner, error);
    // A key that is a row of the same transaction is another call for it, which ends what was read before.
    g_autofree uint8_t *copy = *owner != STORE_OWNER_NONE && keyring_joins(vault->keyring)
                                   ? g_memdup2(value.data, value.size)
                                   : NULL;
    if (copy != NULL)
        value.data = copy;
    SealKey own;
    g_autoptr(GError) failure = NULL;
    if (!vault_key(vault, *owner, generation, &own, &failure)) {
        if (*owner == STORE_OWNER_NONE || !keyring_is_erased(vault->keyring, *owner, NULL))
            g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    uint8_t bound[1 + sizeof key->bytes];
    const size_t size = bind(table, key, bound), head = head_size(value);
    GBytes *plain = seal_unseal(&own, bound, size, value.data + head, value.size - head, error);
    seal_key_forget(&own);
    return plain;
}

static size_t write_head(uint8_t *out, uint64_t owner, unsigned generation) {
    const uint64_t big = GUINT64_TO_BE(owner);
    const size_t head = generation == 1 ? VALUE_HEAD : LATER_HEAD;
    out[0] = generation == 1 ? SEALED : SEALED_LATER;
    if (generation != 1) {
        out[1] = (uint8_t)(generation >> 8);
        out[2] = (uint8_t)generation;
    }
    memcpy(out + head - sizeof big, &big, sizeof big);
    return head;
}

void value_close(SealNonces *nonces, Table table, const StoreKey *key, uint64_t owner, unsigned generation,
                 const SealKey *own, GBytes *plain, GByteArray *out) {
    gsize size;
    const void *data = g_bytes_get_data(plain, &size);
    if (size == 0 && owner == STORE_OWNER_NONE) {
        g_byte_array_set_size(out, 1);
        out->data[0] = EMPTY;
        return;
    }
    uint8_t bound[1 + sizeof key->bytes];
    const size_t bound_size = bind(table, key, bound);
    g_byte_array_set_size(out, (guint)(LATER_HEAD + size + SEAL_EXTRA));
    const size_t head = write_head(out->data, owner, generation);
    g_byte_array_set_size(out, (guint)(head + size + SEAL_EXTRA));
    seal_close_into(own, nonces, bound, bound_size, data, size, out->data + head);
}
