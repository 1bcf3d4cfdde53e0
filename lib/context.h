#ifndef EARSHOT_CONTEXT_H
#define EARSHOT_CONTEXT_H
// Who is speaking: the six questions about a customer (RECOVERY.md section 3),
// what they do to the level of a message, and to its place among others of that level. Pure.
//
// Level: an escalation on an account that is strategic (by its tier, or a key account), a reference, or
// within 90 days of its renewal, before or after, is critical (VERDICT.md). Nothing else raises a level, and
// nothing lowers one. What is overdue for longer was settled, and only the record is old. Place: what is more
// comes first.
//     strategic tier or key account  8      a renewal within 30 days, or overdue  6, 60  4, 90  2
//     a reference                    4      an earlier escalation within a year, each 1, at most 3
//     a large account                4      vocal in public, or threatens it now  2
//     of the target segment          1      the account manager is away and nobody stands in  1
//     written by a business contact  1
// What is not known counts nothing. Anger has no row, so it never puts anybody behind.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "account.h"
#include "accounts.h"
#include "mailbox.h"
#include "past.h"

typedef struct ContextFacts { // all borrowed, any pointer but settings may be NULL
    const AccountSettings *settings;
    const AccountFacts *imported;
    const Account *configured; // speaks where the imported one says nothing
    const Past *past;
    const char *address; // who wrote
    uint64_t thread;     // the conversation at hand, which is no history of itself
    bool vocal_now;      // it holds the signal `public`
    int64_t now;
} ContextFacts;

#define CONTEXT_NO_DATE G_MININT

typedef struct Context {
    char *account;    // its name, NULL: unknown
    char *tier;       // NULL: unknown
    Known strategic;  // 1: how important is this customer; key accounts are
    Known reference;  // 2: a reference, or a large account
    Known large;      // unknown too where the settings draw no line
    int64_t revenue;  // -1: unknown
    int renewal_days; // 3: until the renewal, negative when it is overdue; CONTEXT_NO_DATE unknown
    unsigned earlier; // 4: earlier conversations within a year, and of them escalations or graver
    unsigned earlier_escalations;
    int64_t last_closed; // the newest end of these, 0: none has ended
    Known segment_fit;   // 5: target segment, or an outlier
    char *manager;       // 6: who looks after the account, NULL: unknown
    Known manager_free;
    char *stand_in; // who stands in when they are away, or NULL
    Known vocal;
    ContactRole role;
    unsigned rank; // the sum of the rows above
} Context;

Context *context_of(const ContextFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
void context_free(Context *context);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Context, context_free)

// The level with what is known of the customer; each reason for a rise is added to `reasons` (char *):
// "strategic account (platinum)" or without a tier "strategic account", "a reference", "renewal in 20 days",
// "renewal in 1 day", "renewal today", "renewal overdue".
Level context_raise(const Context *context, Level level, GPtrArray *reasons);

#endif
