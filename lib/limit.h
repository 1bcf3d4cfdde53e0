#ifndef EARSHOT_LIMIT_H
#define EARSHOT_LIMIT_H
// How many answers and alerts went where: sliding windows of an hour and a day, kept
// in the store so that a restart forgets nothing.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

typedef struct Rate { // like "3/h, 10/d"; zero is no limit
    uint32_t per_hour;
    uint32_t per_day;
} Rate;

typedef struct Limits {
    Rate per_sender, per_domain, per_mailbox, global;
} Limits;

// True when one more answer to this address from this mailbox is within all limits.
bool limit_allows(StoreTxn *txn, const Limits *limits, const char *address, const char *mailbox, int64_t now);
// Counts one. Write transactions only.
void limit_count(StoreTxn *txn, const char *address, const char *mailbox, int64_t now);
// What a mailbox (NULL: all together) has used up of the windows that limits look at.
typedef struct LimitUse {
    uint64_t hour, day;
} LimitUse;
LimitUse limit_use(StoreTxn *txn, const char *mailbox, int64_t now);

// True, and counted, when this product manager has had fewer than `budget` alerts in the last day.
bool limit_take_alert(StoreTxn *txn, const char *pm, uint32_t budget, int64_t now);

// An acknowledgement went out for a message with marks of another help desk: for a day, further such messages
// of that sender's organisational domain are a loop. `address` is the recipient's.
void limit_note_desk(StoreTxn *txn, const char *address, int64_t now);
bool limit_desk_answered(StoreTxn *txn, const char *address, int64_t now);

// Copies of messages already taken leave no trace but this count, which the digest shows for the last day.
void limit_count_duplicate(StoreTxn *txn, const char *mailbox, int64_t now);
uint32_t limit_duplicates(StoreTxn *txn, const char *mailbox, int64_t now);

// What was counted of this address alone is forgotten.
void limit_forget(StoreTxn *txn, const char *address);

// Reads what stands at a key of the table (verify.h): damage fails the transaction.
void limit_at(StoreTxn *txn, StoreKey key);

#endif
