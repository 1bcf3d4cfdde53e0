#ifndef EARSHOT_STORE_KEYS_H
#define EARSHOT_STORE_KEYS_H
// Which generations of the key a store is sealed under, and who has them. The
// numbers stand in the database, so that all processes change over with one
// transaction. That they can is known before: each process that has the store open holds a lock on the
// byte of a file whose number is the newest generation that it has; the lock goes with the process, however
// that ends. A private part of the store.

#include <glib.h>
#include <stdbool.h>
#include "engine.h"
#include "seal.h"
#include "store.h"

// As the transaction sees it; what was never written is of the first.
bool store_keys_read(const EngineOps *ops, EngineTxn *txn, StoreKeys *keys, GError **error);
// FATE_CONFIG with what to do when the seal lacks one of them, or has another of that number.
bool store_keys_check(const StoreKeys *keys, const Seal *seal, GError **error);

typedef struct KeysLock KeysLock;
typedef enum KeysFact {
    KEYS_HAVE,  // the newest generation that this process has
    KEYS_CLEAN, // the oldest of which it may have something left in memory
    KEYS_FACTS
} KeysFact;
KeysLock *keys_lock_new(const char *directory, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void keys_lock_free(KeysLock *lock);
// Tells which it is; false when that is not possible. Any thread.
bool keys_lock_tell(KeysLock *lock, KeysFact fact, unsigned generation);
// What was told last; 0: nothing.
unsigned keys_lock_told(KeysLock *lock, KeysFact fact);
// True when another process that has the store open tells an earlier one.
bool keys_lock_others_below(const KeysLock *lock, KeysFact fact, unsigned generation);

#endif
