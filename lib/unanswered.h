#ifndef EARSHOT_UNANSWERED_H
#define EARSHOT_UNANSWERED_H
// Messages by persons who got no acknowledgement, by time: whom to write
// oneself. Who had one in the conversation before, or a person's answer, or is
// to get none by the settings, is not among them. Why stands in the entry
// (Entry.acknowledge), which is the judge: since a merge or a split by hand
// another may stand in its place, known by its time, and what was taken back may
// have been sent after all. Kept for 8 days.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

#define UNANSWERED_KEPT (8 * G_TIME_SPAN_DAY)

// Why a message with these words (Entry.acknowledge) is one of them: the code of a refusal, or
// "undeliverable". NULL when it is well as it is. Borrowed from the words.
const char *unanswered_code(const char *acknowledge);

void unanswered_note(StoreTxn *txn, int64_t at, uint64_t thread, uint32_t entry);
// From `since` on and before `until`, the oldest first, until `each` returns false.
typedef bool (*UnansweredEach)(StoreTxn *txn, int64_t at, uint64_t thread, uint32_t entry, void *data);
void unanswered_walk(StoreTxn *txn, int64_t since, int64_t until, UnansweredEach each, void *data);
// Forgets at most `most` that are older than UNANSWERED_KEPT; how many.
unsigned unanswered_forget(StoreTxn *txn, int64_t now, unsigned most);

// What a key of the table says (verify.h).
void unanswered_read_key(const StoreKey *key, int64_t *at, uint64_t *thread, uint32_t *entry);

#endif
