#ifndef EARSHOT_KEPT_H
#define EARSHOT_KEPT_H
// What is made of the store's records and kept in memory until they change, so
// that no message pays for it: the patterns of known problems. Any thread may use it.

#include "problem_match.h"
#include "store.h"

typedef struct Kept Kept;

Kept *kept_new(void) G_GNUC_WARN_UNUSED_RESULT;
void kept_free(Kept *kept);
// Reads again what changed; from a snapshot.
void kept_refresh(Kept *kept, StoreTxn *txn);
// As last read, a reference of the caller's own; NULL: never.
ProblemPatterns *kept_patterns(Kept *kept) G_GNUC_WARN_UNUSED_RESULT;

#endif
