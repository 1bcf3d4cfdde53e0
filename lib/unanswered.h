#ifndef EARSHOT_UNANSWERED_H
#define EARSHOT_UNANSWERED_H
// Messages by persons who got no acknowledgement, by time: whom to write
// oneself. Why stands in the entry (Entry.acknowledge). Kept for 8 days.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

#define UNANSWERED_KEPT (8 * G_TIME_SPAN_DAY)

void unanswered_note(StoreTxn *txn, int64_t at, uint64_t thread, uint32_t entry);
// From `since` on and before `until`, the oldest first, until `each` returns false.
typedef bool (*UnansweredEach)(StoreTxn *txn, int64_t at, uint64_t thread, uint32_t entry, void *data);
void unanswered_walk(StoreTxn *txn, int64_t since, int64_t until, UnansweredEach each, void *data);
// Forgets at most `most` that are older than UNANSWERED_KEPT; how many.
unsigned unanswered_forget(StoreTxn *txn, int64_t now, unsigned most);

#endif
