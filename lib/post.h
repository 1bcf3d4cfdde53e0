#ifndef EARSHOT_POST_H
#define EARSHOT_POST_H
// A PM's digest as a mail of the outbox, and when it goes out. It is made from a
// snapshot, outside any lock, and added in one transaction together with the grant
// of its commands and the note that it went: whoever dies in between has sent
// nothing, and it is made anew.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "store.h"

// --- when; pure ---

#define POST_MISSED (12 * G_TIME_SPAN_HOUR) // what was missed for so long waits for the next

typedef struct PostLast {
    int64_t begun; // since when digests are sent: one that was due before is not; 0: they are not yet
    int64_t sent;  // the moment of the last one, 0: none was
} PostLast;

// The moment of the digest that is to go out next: one that is not after `now` is due, since it was missed by
// less than POST_MISSED. INT64_MAX: never. Moments are those of Pm.digest_days and Pm.digest_minute in the
// PM's zone, one sent a local date at most, also when clocks change or are set back; a time that a change of
// the clocks skips is the moment of that change, or a minute before it when that is midnight. What was noted
// more than two days ahead was noted by a wrong clock and counts for nothing.
int64_t post_next(const Pm *pm, PostLast last, int64_t now);

// --- what was sent last ---

// A snapshot is enough.
PostLast post_last(StoreTxn *txn, const Pm *pm);
// Digests are sent from `now` on, if they are not already.
void post_begin(StoreTxn *txn, const Pm *pm, int64_t now);

// --- the mail ---

// The mailbox in whose name this PM is written to, the first of theirs; NULL: they have none, and get no
// digest.
const Mailbox *post_mailbox(const Config *config, const Pm *pm);

typedef struct Post Post;

// The mail of a digest as of `now`, from a snapshot. `moment` is the one it was due (post_next), 0 when a
// person asks for it; `unheard` is for who can see the file. The same moment, or the same minute, gives the
// same id. FATE_PERMANENT when an address cannot be written to, or the PM has no mailbox.
Post *post_make(StoreTxn *txn, const Config *config, const Pm *pm, int64_t moment, uint64_t unheard,
                int64_t now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void post_free(Post *post);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Post, post_free)
uint64_t post_id(const Post *post);   // of its row in the outbox
unsigned post_open(const Post *post); // conversations that it counts
unsigned post_late(const Post *post); // of them, late ones

// Adds it to the outbox, due at once. False when it is there already, or after an error of the transaction:
// then only the note is made that it went.
bool post_add(StoreTxn *txn, const Config *config, const Post *post, int64_t now);

// Reads what stands at a key of TABLE_PM (verify.h): damage, and what is not of this module, fails the
// transaction.
PostLast post_at(StoreTxn *txn, StoreKey key);

#endif
