#ifndef EARSHOT_CLOCKS_H
#define EARSHOT_CLOCKS_H
// The clocks of all conversations, kept: each a record, running ones in an
// index by when they speak next, stopped ones in an index by when they stopped. All
// functions run inside a transaction; what reads is content with a snapshot.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "clock.h"
#include "store.h"

// Adds a new one or replaces it, and moves it in the indices. A promise, whose words may name people, is
// sealed under its owner's key; of the others the figures outlive their person.
void clocks_put(StoreTxn *txn, Clock *clock);
Clock *clocks_get(StoreTxn *txn, uint64_t thread, uint32_t number) G_GNUC_WARN_UNUSED_RESULT;
// All of a thread, in order of their numbers (Clock *, freed with the list).
GPtrArray *clocks_of(StoreTxn *txn, uint64_t thread) G_GNUC_WARN_UNUSED_RESULT;
// How many will speak, how many of them have had something to say for longer than `patience`, and when the
// first of all is.
typedef struct ClocksCount {
    uint64_t speaking, late;
    int64_t first; // INT64_MAX: none
} ClocksCount;
ClocksCount clocks_count(StoreTxn *txn, int64_t now, GTimeSpan patience);
// When the next one speaks; INT64_MAX when none will.
int64_t clocks_next(StoreTxn *txn);
// The one that has had something to say for longest by now; NULL when none has. To be told (clock_tell) and
// put. Write transactions only: what the index names and is gone leaves it.
Clock *clocks_due(StoreTxn *txn, int64_t now) G_GNUC_WARN_UNUSED_RESULT;

// Takes the first out of the index without reading its record, which is damaged: it will not speak again.
// False when there is none.
bool clocks_silence_first(StoreTxn *txn, uint64_t *thread, uint32_t *number);

// Walks those that stopped from `since` on and before `until`, in that order, until `each` returns false.
typedef bool (*ClocksEach)(StoreTxn *txn, const Clock *clock, void *data);
void clocks_walk_stopped(StoreTxn *txn, int64_t since, int64_t until, ClocksEach each, void *data);

// Forgets at most `most` that stopped before `before`; how many.
unsigned clocks_forget(StoreTxn *txn, int64_t before, unsigned most);

// A key of TABLE_CLOCK_NEXT or TABLE_CLOCK_STOPPED, and what it says (verify.h).
StoreKey clocks_moment_key(int64_t moment, const Clock *clock);
void clocks_read_moment(const StoreKey *key, int64_t *moment, uint64_t *thread, uint32_t *number);

#endif
