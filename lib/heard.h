#ifndef EARSHOT_HEARD_H
#define EARSHOT_HEARD_H
// What the model saw of each message, and what a level was made of beside it,
// kept for a while ([retention] heard) so that another model or policy can be tried on it
// (replay.h), and for lessons (lesson.h). No words; hashes of words are personal
// too, so a record is sealed under the owner of its conversation and goes with them. At
// most 4 KB, 2 KB as a rule; what is cut of long mails is told in impression.h.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "accounts.h"
#include "impression.h"
#include "mailbox.h"
#include "store.h"
#include "thread.h"

#define HEARD_NO_RENEWAL G_MININT32

typedef struct Heard {
    uint64_t thread; // where it was recorded first: a merge does not move it
    uint32_t entry;
    int64_t at;
    char *mailbox;        // its name
    Level verdict;        // by the message alone, lessons included
    uint32_t lesson;      // the local lesson that made it so, 0: none
    Level decided;        // with what was known of the customer
    bool quiet;           // none whatever it says: by a machine, or by one of ours
    bool lifted;          // graver than message and customer made it: by our records of the conversation
    Level alerted;        // the highest that the PM had been told of in its conversation before
    int64_t due;          // a person's reply, 0: none was awaited
    bool first;           // of the conversation: then `due` is its first reply
    char *tier;           // of their account then, or NULL
    bool key_account;     // by the configuration
    Known reference;      // likewise
    int32_t renewal_days; // likewise, or HEARD_NO_RENEWAL
    GBytes *impression;   // packed (impression.h)
} Heard;

void heard_clear(Heard *heard);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Heard, heard_clear)

// Keeps it for an entry of `thread`; replaces what was kept for that entry.
void heard_put(StoreTxn *txn, const Thread *thread, const Heard *heard);
// The key of the index by time, and what one says; false for that of a record (verify.h).
StoreKey heard_index_key(int64_t at, uint64_t thread, uint32_t entry);
bool heard_read_index(const StoreKey *key, int64_t *at, uint64_t *thread, uint32_t *entry);
// False when there is none: never kept, forgotten, or its owner erased.
bool heard_get(StoreTxn *txn, uint64_t thread, uint32_t entry, Heard *heard);

typedef struct HeardPlace { // how far a walk came; all zero: at the beginning
    int64_t at;
    uint64_t thread;
    uint32_t entry;
} HeardPlace;
// Calls `each` for at most `most` records behind `place`, in the order of time, and moves it on; false at the
// end. Many records want many transactions: a reader that stays makes the store grow.
typedef void (*HeardEach)(StoreTxn *txn, const Heard *heard, void *data);
bool heard_walk(StoreTxn *txn, HeardPlace *place, unsigned most, HeardEach each, void *data);
// Forgets at most `most` that came before `before`. How many.
unsigned heard_forget(StoreTxn *txn, int64_t before, unsigned most);

#endif
