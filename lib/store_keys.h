#ifndef EARSHOT_STORE_KEYS_H
#define EARSHOT_STORE_KEYS_H
// Which generations of the key a store is sealed under, and who has them. The
// numbers stand in the database, so that all processes change over with one
// transaction. That they can is known before: each process that has the store open tells the newest
// generation that it has. A private part of the store.

#include <glib.h>
#include <stdbool.h>
#include "engine.h"
#include "seal.h"
#include "store.h"

// That they will be read; false when they are not at hand yet (engine.h).
bool store_keys_expect(const EngineOps *ops, EngineTxn *txn);
// As the transaction sees it; what was never written is of the first.
bool store_keys_read(const EngineOps *ops, EngineTxn *txn, StoreKeys *keys, GError **error);
// FATE_CONFIG with what to do when the seal lacks one of them, or has another of that number.
bool store_keys_check(const StoreKeys *keys, const Seal *seal, GError **error);

// What each process that has the store open tells the others (EngineOps.tell).
typedef enum KeysFact {
    KEYS_HAVE,       // the newest generation that it has
    KEYS_CLEAN,      // the oldest of which it may have something left in memory
    KEYS_MARK,       // which key that newest one is, in short:
    KEYS_MARK_TURNED // the same from the other end, so that neither less nor more goes unseen
} KeysFact;
enum { KEYS_MARK_MOST = 65535 };
// Of the newest generation of the seal: two machines can each make one of the same number.
unsigned keys_short_mark(const Seal *seal);

#endif
