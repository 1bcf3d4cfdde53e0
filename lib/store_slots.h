#ifndef EARSHOT_STORE_SLOTS_H
#define EARSHOT_STORE_SLOTS_H
// The keys of persons as rows of the store (keyring.h), for one that many machines
// share: a slot is a row of ENGINE_TABLE_KEYS under its number. What a transaction does with
// them is a part of it. A private part of the store.

#include <glib.h>
#include "engine.h"
#include "keyring.h"
#include "store.h"

#define STORE_SLOTS "slots" // counter of TABLE_META: the slots that were given to somebody

typedef struct StoreBatch StoreBatch;

// As the batch has them, in its thread. Borrows it.
Keyring *slots_of_batch(StoreBatch *batch, const Seal *seal) G_GNUC_WARN_UNUSED_RESULT;
// As a snapshot has them, to be read. Borrows it.
Keyring *slots_of_snapshot(const EngineOps *ops, EngineTxn *snapshot,
                           const Seal *seal) G_GNUC_WARN_UNUSED_RESULT;

// As store_open; with `rows` the keys of persons are rows of the store, though it is in a directory.
Store *store_open_as(const char *url, const char *beside, bool create, bool rows, const Seal *seal,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
