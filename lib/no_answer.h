#ifndef EARSHOT_NO_ANSWER_H
#define EARSHOT_NO_ANSWER_H
// The no-answer list (ACKNOWLEDGE.md section 1): addresses that must not get
// automatic mail, why and since when. Found by keyed hash; the address itself is
// sealed under the person's key, so that the list can be shown, and stays
// on it nameless when the person was erased. Whoever erases a person adds
// NO_ANSWER_ERASED and commits, and destroys the key (store_slot_erase) only
// then. Asking, removing and adding that cause work whatever became of the
// key; showing a name whose key is gone fails the transaction.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

typedef enum NoAnswerCause { // weakest first: a stronger cause replaces a weaker one, never the reverse
    NO_ANSWER_BOUNCED,       // a mail of ours could not be delivered; lapses after NO_ANSWER_BOUNCE_KEPT
    NO_ANSWER_UNREAD,        // a disposition report says that ours was deleted or refused unread (RFC 8098)
    NO_ANSWER_COMPLAINED,    // an abuse report about a mail of ours (RFC 5965)
    NO_ANSWER_OPTED_OUT,     // asked for it; put in by hand
    NO_ANSWER_ERASED,        // the person was erased: neither address nor detail is kept
    NO_ANSWER_CAUSES
} NoAnswerCause;
// "bounced", "unread", "complained", "opted-out", "erased"; parse is false for anything else.
const char *no_answer_cause_name(NoAnswerCause cause);
bool no_answer_cause_parse(const char *name, NoAnswerCause *cause);

// A mailbox that was full or moved may work again, and its owner wrote to us: a bounce is not for ever.
#define NO_ANSWER_BOUNCE_KEPT (30 * G_TIME_SPAN_DAY)

typedef struct NoAnswer {
    NoAnswerCause cause;
    int64_t since;
    char *address; // NULL when erased
    char *detail;  // "5.1.1", who entered it, ...; or NULL
} NoAnswer;
void no_answer_free(NoAnswer *no_answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NoAnswer, no_answer_free)

// True when the address is on the list at `now`.
bool no_answer_has(StoreTxn *txn, const char *address, int64_t now);
// The entry, lapsed or not, or NULL.
NoAnswer *no_answer_get(StoreTxn *txn, const char *address) G_GNUC_WARN_UNUSED_RESULT;
// Puts it on the list, or renews it: the time and detail of an equal or stronger cause replace what was
// there. The address is one that address_parse made. `detail` may be NULL; at most 200 octets are kept,
// controls removed.
void no_answer_add(StoreTxn *txn, const char *address, NoAnswerCause cause, const char *detail, int64_t now);
// True when it was there, lapsed or not.
bool no_answer_remove(StoreTxn *txn, const char *address);

// The person whose name stands at a key of the table is erased, of whom nothing but that is known: that they
// must not be answered stays, but for a bounce, which was no wish of theirs.
void no_answer_erase_name(StoreTxn *txn, StoreKey name, int64_t now);

// Walks the list until `each` returns false; the entry is freed afterwards. A snapshot is enough.
typedef bool (*NoAnswerEach)(StoreTxn *txn, const NoAnswer *no_answer, void *data);
void no_answer_walk(StoreTxn *txn, NoAnswerEach each, void *data);

// The entry whose mark stands at a key of the table (verify.h), or NULL. The name has the key behind it.
NoAnswer *no_answer_at(StoreTxn *txn, StoreKey key) G_GNUC_WARN_UNUSED_RESULT;

#endif
