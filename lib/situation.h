#ifndef EARSHOT_SITUATION_H
#define EARSHOT_SITUATION_H
// Where one conversation stands: all that an alert, a line of the digest or a
// dossier tells of it, read from one snapshot. Absent is NULL or zero.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "context.h"
#include "next_step.h"
#include "store.h"
#include "thread.h"

// The three conversations of a difficult exchange (VERDICT.md): what happened, how they feel, and what is at
// stake: who they are in it, and what they may do next.
typedef enum Conversation {
    CONVERSATION_HAPPENED,
    CONVERSATION_FELT,
    CONVERSATION_STAKE,
    CONVERSATIONS
} Conversation;
// In which of them the words for a signal stand.
Conversation situation_conversation(Signal signal);

typedef struct SituationQuote {
    Signal signal; // what it speaks for
    char *words;   // the customer's, masked and short (masked.h)
} SituationQuote;

typedef struct Situation {
    Thread *thread;
    const Mailbox *mailbox;    // borrowed from the config; NULL: not served any more
    const Calendar *calendar;  // the mailbox's, else the PM's: never NULL
    Entry *entry;              // the customer's that shows best what it is about (Thread.gravest), or NULL
    GPtrArray *quotes;         // SituationQuote *, what gave rise to the level beside these two, at most 3
    char *cause;               // the problem by name and title: "P12 (PDF export is empty)", or NULL
    char *impact;              // their words of what it stops, or NULL
    char *wanted;              // their words of by when, or NULL
    char *who;                 // their name, else their address, else NULL; plain, at most 120 characters
    Context *context;          // never NULL
    bool again;                // it is about a fault of theirs that was settled (Thread.repeats), and open
    char *promised;            // then, what we had promised them in that conversation, masked; or NULL
    GPtrArray *clocks;         // Clock *, those that run and are accepted, the soonest first
    unsigned overdue_promises; // of them, promises that are past due
    int64_t due;               // the earliest of all that is not paused, 0: nothing
    bool late;                 // that lies behind
    GTimeSpan waiting; // since when nobody of ours has answered them, wall clock; 0: they have our word
    NextStep step;
} Situation;

// NULL when the thread is gone. `pm` gives the calendar where the mailbox is gone; never NULL.
Situation *situation_of(StoreTxn *txn, const Config *config, const Pm *pm, uint64_t thread,
                        int64_t now) G_GNUC_WARN_UNUSED_RESULT;
// The same of a thread that is in hand already (taken).
Situation *situation_take(StoreTxn *txn, const Config *config, const Pm *pm, Thread *thread,
                          int64_t now) G_GNUC_WARN_UNUSED_RESULT;
void situation_free(Situation *situation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Situation, situation_free)

// Who that is and what they did before: the part of it that ranks a conversation. `entry` may be NULL.
Context *situation_context(StoreTxn *txn, const Config *config, const Thread *thread, const Entry *entry,
                           int64_t now) G_GNUC_WARN_UNUSED_RESULT;
// The same without their past and what they wrote: what the account alone tells.
Context *situation_account(StoreTxn *txn, const Config *config, const Thread *thread,
                           int64_t now) G_GNUC_WARN_UNUSED_RESULT;
// The entry that shows best what it is about: the thread's gravest, else, since that was erased or never
// noted, the gravest of the last 50, of equal ones the newest. NULL when no customer's is left.
Entry *situation_entry(StoreTxn *txn, const Thread *thread) G_GNUC_WARN_UNUSED_RESULT;
// Written by one of ours: to the customer, or to the mailbox as by a PM who answers an alert with a remark.
bool situation_is_own(const Entry *entry);
// Of one of Entry.evidence the words, and for which signal they speak; NULL when it is none. Borrowed.
const char *situation_evidence(const char *evidence, Signal *signal);
// A problem as people know it, by name and title; NULL for NULL. The caller owns it.
char *situation_cause(StoreTxn *txn, const Pm *pm, const char *name);
// Who opened it, as `who`; NULL when nobody knows. The caller owns it.
char *situation_who(const Thread *thread);
// What it is about: their subject, masked, at most so many characters; NULL when there is none. The caller
// owns it.
char *situation_about(const Thread *thread, size_t most);

// The order of a digest: graver first, then what is here again, then by rank of the context, then what is due
// first, then what is older. For sorting arrays of Situation *.
int situation_compare(gconstpointer left, gconstpointer right);

#endif
