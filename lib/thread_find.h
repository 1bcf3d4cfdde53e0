#ifndef EARSHOT_THREAD_FIND_H
#define EARSHOT_THREAD_FIND_H
// The steps by which a message finds its thread, surest first (RECOVERY.md
// section 1), each with the evidence that people read in `thread show`.
//
// 1 our token, 2 a Message-ID that it references (all of them count, the newest that is known decides), 3 its
// own Message-ID, seen before from the same person, 4 the short id together with somebody who wrote in the
// thread or is of the account that opened it, 5 a guess. What comes before its parent opens a thread of its
// own, and the parent that comes later another: `thread merge` joins them by hand.
//
// A guess is made within 14 days, by the same person and the same cleaned subject, and only where the subject
// can tell: not when two threads of that person bear it, and not when it says too little (thread_guess.h),
// unless the message is a reply that names no message at all, as clients send it that drop References. What
// is no reply never joins a thread that is settled: the fault came back.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "account.h"
#include "store.h"
#include "thread.h"

typedef struct ThreadClues { // all borrowed
    bool has_token;          // our signed token: sub-address, or our Message-ID among the references
    uint64_t token_thread;
    const GPtrArray *references; // char *, newest first; NULL for none
    const char *message_id;      // its own, or NULL
    const char *short_id;        // from the subject, or NULL
    const char *person;          // the customer: who wrote it, or to whom we wrote; NULL for nobody
    const GPtrArray *accounts;   // Account *, beside those that were imported: two people of one account can
                                 // share a thread; NULL for none
    const char *subject;         // folded; NULL: no guess is made
    bool is_reply;               // a reply prefix stands before the subject, and none of a forward
    int64_t now;
} ThreadClues;

#define THREAD_GUESS_WITHIN (14 * G_TIME_SPAN_DAY)
// Of more references than twice this the newest and the oldest so many are looked at: the newest name what is
// answered, the oldest where it began. All of 1,000 took 1.1 ms when unknown and 3.1 ms when known, time in
// which nobody else can write; so they take 0.2 ms.
#define THREAD_FIND_ENDS 30

// The thread a message belongs to; NULL when it opens a new one. *joined says by which step and *found, which
// the caller owns, by what, in clean UTF-8: "our token", "reference <1@a.example>", "reference 3 of 12
// <1@a.example>" (counted from the newest), "its own Message-ID", "[#abcdefgh] and the same account", "same
// sender and subject, 2 days later". Behind it stands what else a person should know: "; another subject",
// "; also names thread abc...". A link to a thread that is gone is no thread; one that was merged leads to
// where it lives on.
Thread *thread_find(StoreTxn *txn, const ThreadClues *clues, Joined *joined,
                    char **found) G_GNUC_WARN_UNUSED_RESULT;

#endif
