#ifndef EARSHOT_GROUP_H
#define EARSHOT_GROUP_H
// Complaints that are alike and belong to no problem yet: "perhaps one problem:
// 7 customers, 3 accounts, since Tuesday". Built one by one as they come: a new
// one joins the group of the likest (likeness.h) when it is like two of its members at
// least and most of a few more, else begins one with the likest that stands alone. What
// grows is counts and short lists; whoever was erased is in none of them.

#include <glib.h>
#include <stdint.h>
#include "likeness.h"
#include "store.h"
#include "thread.h"

enum {
    GROUP_MEMBERS = 48, // conversations kept, the newest
    GROUP_PHRASES = 4,
    GROUP_LEAST = 3, // customers from which it is worth a word
};

typedef struct Group {
    uint64_t id; // that of its first conversation
    char *pm;
    unsigned complaints;       // ever
    unsigned people, accounts; // told apart by keyed hashes, up to 256 each
    int64_t first, last;       // when they came
    GArray *members;           // uint64_t, the newest first
    char *problem;             // the problem it became, or NULL
} Group;

void group_free(Group *group);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Group, group_free)

// The complaint of this conversation, whose fingerprint is noted already, joins those it is like; sets
// thread->group, which the caller puts. `alike` are those found (LikeThread);
// NULL: that could not be looked. Doing it again counts it once.
void group_join(StoreTxn *txn, const char *pm, Thread *thread, const GArray *alike, int64_t now);
Group *group_get(StoreTxn *txn, uint64_t id) G_GNUC_WARN_UNUSED_RESULT;
// False for another's: a conversation keeps its group when its mailbox comes to another PM, or when it is
// merged into one of another's.
bool group_is_of(StoreTxn *txn, uint64_t id, const char *pm);
// All its conversations that are not linked belong to that problem now (problem.h links them); it is
// suggested no more.
void group_settle(StoreTxn *txn, uint64_t id, const char *problem);

// What most of its members share (char *), plain, the most telling first, at most GROUP_PHRASES; of those
// that were erased nothing. Customers' words: whoever shows them masks them (masked.h).
GPtrArray *group_phrases(StoreTxn *txn, const Group *group) G_GNUC_WARN_UNUSED_RESULT;

typedef struct GroupShown {
    Group *group;
    GPtrArray *phrases; // as group_phrases
    GArray *threads;    // uint64_t: its members of the last 30 days without a problem
} GroupShown;

// Those of a PM that grew within the last 14 days, are no problem yet and have at least GROUP_LEAST
// customers, the largest first, at most `most` (GroupShown *, freed with the list).
GPtrArray *group_suggested(StoreTxn *txn, const char *pm, int64_t now,
                           unsigned most) G_GNUC_WARN_UNUSED_RESULT;

// A person was erased: their conversations (`gone`, uint64_t -> anything) leave the group, the counts stay
// and tell of nobody. `person` is their address, or NULL where it is not known. True when the group had
// anything of theirs; `look`: nothing is changed.
bool group_erase(StoreTxn *txn, uint64_t id, GHashTable *gone, const char *person, bool look);

// Forgets a group that has not grown since `before` and that none of its conversations is in any more; true
// when it was.
bool group_forget(StoreTxn *txn, uint64_t id, int64_t before);

// The groups of a PM's list at a key of TABLE_GROUP (uint64_t; verify.h): damage fails the transaction.
GArray *group_list_at(StoreTxn *txn, StoreKey key) G_GNUC_WARN_UNUSED_RESULT;

#endif
