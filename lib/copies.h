#ifndef EARSHOT_COPIES_H
#define EARSHOT_COPIES_H
// Which backups were made of this store, when and where: an erasure says which of
// them still hold the key of who was erased. Whether one was deleted since nobody tells us: for how long
// they are kept is a setting.

#include <stdbool.h>
#include <stdint.h>
#include "store.h"

void copies_note(StoreTxn *txn, int64_t made, const char *directory);
typedef bool (*CopiesEach)(int64_t made, const char *directory, void *data);
// Those made at or after `since`, the oldest first, until `each` returns false. A snapshot is enough.
void copies_walk(StoreTxn *txn, int64_t since, CopiesEach each, void *data);
// Forgets at most `most` that were made before `before`; how many.
unsigned copies_forget(StoreTxn *txn, int64_t before, unsigned most);
// Reads what stands at a key of the table (verify.h): damage fails the transaction.
void copies_at(StoreTxn *txn, StoreKey key);

#endif
