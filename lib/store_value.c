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

EngineSlice value_key(const StoreKey *key) {
    return (EngineSlice){.data = key->bytes, .size = key->size};
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
