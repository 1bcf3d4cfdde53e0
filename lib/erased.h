#ifndef EARSHOT_ERASED_H
#define EARSHOT_ERASED_H
// Who was erased, and when (erase.h): keyed hashes, numbers and times, so that an
// erasure that was interrupted is ended, a store that is put back from an older
// copy gets the same erasures again, and a PM is told why a conversation ended.
// From a record here nobody is found, but it can be asked of an address whether it is one of them.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

enum { ERASED_THREADS = 1000 }; // of one erasure, told by their ids; more are counted

typedef struct Erased {
    SealHash person; // contact_hash of their address
    uint64_t slot;   // of the key that was destroyed; 0: they had none in this store
    int64_t at;
    bool pending;           // begun and not ended: the key may still be there
    uint32_t conversations; // that they had opened
    uint32_t records;       // that were found
    GArray *threads;        // uint64_t: what is left of their conversations
} Erased;

void erased_init(Erased *erased);
void erased_clear(Erased *erased);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Erased, erased_clear)

// Adds it, or replaces that of the same person and slot. A person may be erased again when they came back.
void erased_put(StoreTxn *txn, const Erased *erased);
// False when that person and slot were never erased; `erased` is to be initialised.
bool erased_get(StoreTxn *txn, SealHash person, uint64_t slot, Erased *erased);
typedef bool (*ErasedEach)(StoreTxn *txn, const Erased *erased, void *data);
// In no order, until `each` returns false; a snapshot is enough. `person` NULL: all.
void erased_walk(StoreTxn *txn, const SealHash *person, ErasedEach each, void *data);
// Reads what stands at a key of the table (verify.h); false when nothing does, damage fails the transaction.
bool erased_at(StoreTxn *txn, StoreKey key, Erased *erased);

#endif
