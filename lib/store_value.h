#ifndef EARSHOT_STORE_VALUE_H
#define EARSHOT_STORE_VALUE_H
// How a record stands in the database: a format byte, the generation of the key
// (of the first there is none), the owner's slot in clear (so that the right key
// is found) and the sealed record, bound to its table and key so that rows cannot be exchanged.
// What has nothing to say, as an entry of an index, is its format byte alone. A private part of the store.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "engine.h"
#include "keyring.h"
#include "seal.h"
#include "store.h"

// The keys of one transaction: those of the last few owners are kept until it ends, and no longer. Nobody can
// erase a person while another writes.
enum { VAULT_KEPT = 5 };
typedef struct Vault {
    Keyring *keyring;
    const Seal *seal;
    unsigned generation; // under which is written
    unsigned oldest;     // under which something may be
    struct {
        unsigned generation; // 0: none
        uint64_t slot;       // STORE_OWNER_NONE: the store's own
        SealKey key;
    } kept[VAULT_KEPT];
    unsigned next;
} Vault;

// Overwrites the keys that are kept.
void vault_forget(Vault *vault);
// The key of a record. FATE_CORRUPT when its person's was erased, is damaged or was never made, FATE_CONFIG
// when the key file has not the generation.
bool vault_key(Vault *vault, uint64_t owner, unsigned generation, SealKey *key, GError **error);

// Where a row stands in the engine. Rows of one conversation, of whatever table, stand together, under its
// number, then the table: a message changes one or two pages of the disk and not one for each table.
typedef struct Place {
    unsigned table;
    uint8_t bytes[49];
    size_t size;
} Place;
Place value_place(Table table, const StoreKey *key);
EngineSlice place_key(const Place *place); // borrows
// Moves *key to the first row of the table at or after it, as the seek of an engine: 1, 0, -1.
int value_seek(const EngineOps *ops, EngineTxn *txn, Table table, StoreKey *key, EngineSlice *value,
               GError **error);
// Whose a value is, and under which generation it was sealed; 0 for one that is not sealed, or in no known
// format.
unsigned value_generation(EngineSlice value, uint64_t *owner);
// The plain record; the caller owns it. NULL without an error when its person was erased: then it is as good
// as absent.
GBytes *value_open(Vault *vault, Table table, const StoreKey *key, EngineSlice value, uint64_t *owner,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Writes the value of a plain record into `out`, in place of what it held.
void value_close(SealNonces *nonces, Table table, const StoreKey *key, uint64_t owner, unsigned generation,
                 const SealKey *own, GBytes *plain, GByteArray *out);

#endif
