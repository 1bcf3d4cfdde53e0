#ifndef EARSHOT_THREAD_FIND_H
#define EARSHOT_THREAD_FIND_H
// The steps by which a message finds its thread, surest first (RECOVERY.md
// section 1), each with the evidence that people read in `thread show`.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "account.h"
#include "store.h"
#include "thread.h"

typedef struct ThreadClues { // all borrowed
    bool has_token;          // our signed token: sub-address, or our Message-ID among the references
    uint64_t token_thread;
    const GPtrArray *references; // char *, newest first
    const char *message_id;      // its own, or NULL
    const char *short_id;        // from the subject, or NULL
    const char *person;          // the customer: who wrote it, or to whom we wrote; NULL for nobody
    const GPtrArray *accounts;   // Account *: two people of one account can share a thread; NULL for none
    const char *subject;         // folded; NULL: no guess is made
    int64_t now;
} ThreadClues;

#define THREAD_GUESS_WITHIN (14 * G_TIME_SPAN_DAY)

// The thread a message belongs to; NULL when it opens a new one. *joined says by which step and *found, which
// the caller owns, by what: "In-Reply-To <1@a.example>", "same sender and subject, 2 days later". Of two
// threads that are named, the newest reference decides, and *found names the other too.
Thread *thread_find(StoreTxn *txn, const ThreadClues *clues, Joined *joined,
                    char **found) G_GNUC_WARN_UNUSED_RESULT;

#endif
