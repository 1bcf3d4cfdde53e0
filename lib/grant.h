#ifndef EARSHOT_GRANT_H
#define EARSHOT_GRANT_H
// What a PM may do by answering a mail of ours: a token in that mail (a MAC,
// seal.h SEAL_COMMAND) names a record that says whose it is, over which
// conversations, which classes of commands, until when. A token alone does
// nothing: the mail that brings it must be proven to be that PM's.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

typedef enum GrantClass { // bits
    GRANT_LOOK = 1,       // commands that only ask
    GRANT_THREAD = 2,     // commands on its conversations
    GRANT_PROBLEM = 4,    // commands that reach beyond them, as #fixed
} GrantClass;

#define GRANT_KEPT (14 * G_TIME_SPAN_DAY) // how long a mail of ours may be answered with commands

typedef struct Grant {
    uint64_t id;
    char *pm; // name of the [pm NAME]
    unsigned classes;
    GArray *threads; // uint64_t: one of an alert, those of a digest in the order of their numbers, from 1
    int64_t expires;
} Grant;

void grant_free(Grant *grant);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Grant, grant_free)

// Adds one; `id` is the outbox row's whose mail carries it. `threads` may be empty.
void grant_add(StoreTxn *txn, uint64_t id, const char *pm, unsigned classes, const uint64_t *threads,
               size_t count, int64_t now);
// NULL when there is none (any more). One that expired is given for 30 days longer, so that the PM is told.
Grant *grant_get(StoreTxn *txn, uint64_t id) G_GNUC_WARN_UNUSED_RESULT;
// Forgets at most `most` of them; how many.
unsigned grant_forget(StoreTxn *txn, int64_t now, unsigned most);

// A key of the table is a grant's, or of the index by time: true, and the id and when it is forgotten
// (verify.h). And that index's key of a grant.
bool grant_read_index(const StoreKey *key, uint64_t *id, uint64_t *forgotten);
StoreKey grant_index_key(const Grant *grant);

#endif
