#ifndef EARSHOT_TALLY_H
#define EARSHOT_TALLY_H
// What came, counted by the hour and mailbox: a digest of a day and a report of
// half a year read sums, not messages. Names, no content.

#include <glib.h>
#include <stdint.h>
#include "store.h"

// Names: "messages" (by persons), "machines", "level/critical", "request/outage", "language/de",
// "acknowledge/yes", "acknowledge/<code of a refusal>" (machines' too), "closed" (conversations, by hand).

// The name of what became of an acknowledgement, from the words of an entry: "yes", "no; reason=limit". The
// caller owns it.
char *tally_acknowledge_name(const char *acknowledge);

// Adds `by` to one name. Write transactions only.
void tally_add(StoreTxn *txn, const char *mailbox, int64_t now, const char *name, int by);
// Adds one to each, in one record. NULL ends the list.
void tally_count(StoreTxn *txn, const char *mailbox, int64_t now, const char *const *names);

typedef void (*TallyEach)(int64_t hour, const char *name, uint64_t count, void *data);
// Each count of the hours from `since` on and before `until`, in order of the hours; `hour` is its beginning.
void tally_walk(StoreTxn *txn, const char *mailbox, int64_t since, int64_t until, TallyEach each, void *data);
// The sums of all these hours: name -> count (GUINT_TO_POINTER). The caller owns it.
GHashTable *tally_sum(StoreTxn *txn, const char *mailbox, int64_t since,
                      int64_t until) G_GNUC_WARN_UNUSED_RESULT;

// Forgets at most `most` records of hours before `before`; how many.
unsigned tally_forget(StoreTxn *txn, int64_t before, unsigned most);

// Reads what stands at a key of the table (verify.h): damage fails the transaction.
void tally_at(StoreTxn *txn, StoreKey key);

#endif
