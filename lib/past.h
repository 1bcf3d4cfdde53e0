#ifndef EARSHOT_PAST_H
#define EARSHOT_PAST_H
// A customer's earlier conversations, found by their account and by their
// address without a walk over all threads. Levels and times, no content.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"
#include "thread.h"

#define PAST_KEPT 32 // conversations remembered of one customer; of more the oldest are forgotten

typedef struct PastThread {
    uint64_t thread;
    Level level; // the highest it ever had
    int64_t opened;
    int64_t closed; // when it was settled, that is in follow-up or closed; 0: it is not
} PastThread;

typedef struct Past {
    uint32_t threads; // ever; where an address wrote beyond its account, at least so many
    GArray *recent;   // PastThread, the newest first
} Past;

void past_free(Past *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Past, past_free)

// To be called, before the thread is put, when it was opened, rose, was closed or opened again: notes how it
// stands now under its opener's address and its account. Doing it twice is doing it once. One that was merged
// into another is forgotten. What timekeeping.h does is noted there already.
void past_note(StoreTxn *txn, Thread *thread, int64_t now);
// Likewise, but with this as its highest level: a person said that it never was more.
void past_correct(StoreTxn *txn, Thread *thread, Level highest, int64_t now);
// What is remembered of an account stands under the other key as well, whose customer it is now; more than
// PAST_KEPT are forgotten. Doing it twice is doing it once.
void past_inherit(StoreTxn *txn, const char *from, const char *to);
// Of both together, each conversation once; either may be NULL. Never NULL.
Past *past_find(StoreTxn *txn, const char *account, const char *address) G_GNUC_WARN_UNUSED_RESULT;

// What stands at a key of the table (verify.h); empty when nothing does, or after an error.
Past *past_at(StoreTxn *txn, StoreKey key) G_GNUC_WARN_UNUSED_RESULT;

#endif
