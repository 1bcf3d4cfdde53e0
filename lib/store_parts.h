#ifndef EARSHOT_STORE_PARTS_H
#define EARSHOT_STORE_PARTS_H
// What the parts of the store share: its inside, and that of a transaction.

#include <stdatomic.h>
#include "engine.h"
#include "keyring.h"
#include "store.h"
#include "store_batch.h"
#include "store_keys.h"
#include "store_move.h"
#include "store_slots.h"
#include "store_value.h"
#include "store_writer.h"

struct Store {
    Engine *engine;
    Keyring *keyring; // of the writer's thread when it joins the transaction
    bool rows;        // and its slots are rows of the store
    const Seal *seal;
    char *url;
    char *shown;       // for people: without a password
    char *directory;   // of this machine: what stands beside the store
    bool goer;         // opened by who moves it to another place
    Vault vault;       // of the writer's thread
    StoreBatch *batch; // likewise
    StoreWriter *writer;
    EngineTxn *due;      // of the writer's thread: the batch's, until its keys were taken (store_take_keys)
    GError *shut;        // why the batch cannot be written, of the writer's thread; NULL: it can
    atomic_uint clean;   // of generations below this it has nothing left in memory; 0: not looked yet
    unsigned upgraded;   // from this schema
    atomic_int pressure; // Pressure
};

struct StoreTxn {
    Store *store;
    Vault *vault;
    EngineTxn *snapshot; // of one who only reads, else NULL
    bool keys_due;       // of that the generations were not looked at yet
    GArray *expected;    // Place: of that what was expected, and whose it is was not looked at yet; or NULL
    GError *error;       // the first; sticks
};

// The generations of the key that the transaction is of, into the vault; false with an error when it may not
// be used.
bool store_take_keys(Store *store, EngineTxn *txn, Vault *vault, GError **error);

// A number of TABLE_META: 1 found, 0 absent, -1 error.
int store_meta_get(StoreTxn *txn, const char *name, uint64_t *number);

#endif
