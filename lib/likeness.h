#ifndef EARSHOT_LIKENESS_H
#define EARSHOT_LIKENESS_H
// Which earlier complaints a new one is like: fingerprints kept by
// conversation, found by an index of what like ones share, without a walk over all. Each
// entry of the index keeps the newest LIKE_KEPT conversations, so both time and
// space are bounded however many come. All of one PM: no other's are seen.

#include <glib.h>
#include <stdint.h>
#include "fingerprint.h"
#include "store.h"
#include "thread.h"

enum { LIKE_KEPT = 24, LIKE_LOOKED = 16, LIKE_FOUND = 16 };

typedef struct LikeThread {
    uint64_t thread;
    double likeness;
    bool seen;       // what follows was read with it; false: nobody looked
    bool of_problem; // it shows a problem that has a name
    uint64_t group;  // it is in, 0: none
} LikeThread;

// Under which keys a fingerprint stands in the index of a PM. Pure, so that it is done before the
// transaction.
typedef struct LikeKeys {
    StoreKey keys[FINGERPRINT_KEYS];
    unsigned count;
} LikeKeys;
LikeKeys likeness_keys(const Seal *seal, const char *pm, const Fingerprint *fingerprint);

// Keeps it as that of the conversation, in place of an earlier one, sealed with its opener, and lets later
// ones find it. `keys` (of the same PM and fingerprint) may be NULL.
void likeness_note(StoreTxn *txn, const char *pm, const Thread *thread, const Fingerprint *fingerprint,
                   const LikeKeys *keys);
// That of a conversation; NULL when it has none or its opener was erased.
Fingerprint *likeness_of(StoreTxn *txn, uint64_t thread) G_GNUC_WARN_UNUSED_RESULT;
// Those that are like it by at least `least`, the likest first, at most LIKE_FOUND (LikeThread); `except` (0:
// none) is left out; `keys` as above. At most LIKE_LOOKED are compared, those first that share most.
GArray *likeness_find(StoreTxn *txn, const char *pm, const Fingerprint *fingerprint, const LikeKeys *keys,
                      uint64_t except, double least) G_GNUC_WARN_UNUSED_RESULT;

// The conversations of a list at a key of TABLE_LIKE (uint64_t; verify.h): damage fails the transaction.
GArray *likeness_list_at(StoreTxn *txn, StoreKey key) G_GNUC_WARN_UNUSED_RESULT;

// Takes out of the list at a key of TABLE_LIKE all conversations that `gone` (uint64_t -> anything) has.
void likeness_list_erase(StoreTxn *txn, StoreKey key, GHashTable *gone);

#endif
