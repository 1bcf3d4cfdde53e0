#ifndef EARSHOT_REPEAT_FAILURE_H
#define EARSHOT_REPEAT_FAILURE_H
// The same fault, the same customer, again (RECOVERY.md section 5): a complaint
// about what an earlier conversation of theirs was about, which was settled
// within a year. Such a complaint is critical however politely it is said
// (VERDICT.md), since a promise did not hold. Reads only.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "fingerprint.h"
#include "past.h"
#include "store.h"
#include "thread.h"

#define REPEAT_WITHIN (365 * G_TIME_SPAN_DAY) // since it was settled

typedef struct RepeatFacts { // all borrowed
    const Config *config;
    const Mailbox *mailbox;         // written to: conversations of another PM's customers are not looked at
    const Past *past;               // of the customer and their account
    const char *customer;           // who complains, or NULL
    const Thread *thread;           // the conversation it came into, NULL: a new one
    const Fingerprint *fingerprint; // of the complaint, NULL: it says too little
    const char *problem;            // that it was found to show, or NULL
    bool says_so;                   // it says itself that it is there again
    int64_t now;
} RepeatFacts;

typedef struct Repeat {
    uint64_t thread; // the earlier conversation, or the one it came into; 0: none
    int64_t settled; // when that was
} Repeat;

// Into a settled conversation a complaint is a repeat when it says so, is like what that was about, or says
// too little to be about anything else. Of other conversations it has to be like (FINGERPRINT_SAME), or of
// the same problem; what they wrote themselves counts before what others of their account did, then the
// likest, then the one settled last.
Repeat repeat_find(StoreTxn *txn, const RepeatFacts *facts);

#endif
