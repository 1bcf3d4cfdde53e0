#ifndef EARSHOT_BURST_H
#define EARSHOT_BURST_H
// Much of the same at once: complaints of one problem, one group of alike ones or
// one request within an hour, against what came in that hour of the week in
// the weeks before. Told once, as one: its conversations raise no alerts of their own
// while it lasts. Until there are two weeks to compare with, a mailbox needs
// more: twenty in its first hour, seven after a quiet day, five after two.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "store.h"
#include "thread.h"

enum {
    BURST_WEEKS = 8,  // of the past that are looked at, as far as there are any
    BURST_LEAST = 5,  // different customers within the hour
    BURST_LISTED = 40 // conversations kept by their ids; more are counted
};
// So rarely by chance. Each complaint asks anew, so over a quarter it is asked some thousand times; what that
// makes of false alarms is measured in tests/unit/test_burst.c.
#define BURST_RARE 2e-5
#define BURST_OVER (2 * G_TIME_SPAN_HOUR) // it is over when for so long no more came than is usual

// How probable so many or more are in one window when `past` came in `windows` of the same length before, by
// chance alone: exact for small counts (both are Poisson, so given their sum the one is binomial). 1 when
// there is no past to compare with: windows 0. Pure.
double burst_chance(unsigned count, unsigned past, unsigned windows);

typedef struct Burst {
    uint64_t id;
    char *pm;
    char *mailbox;
    char *what;        // "problem/P12", "group/<thread id>", "request/outage"
    int64_t since;     // when the first of it came
    int64_t last;      // when last more came than is usual
    int64_t ended;     // when it was over, 0: it lasts
    unsigned count;    // conversations
    unsigned people;   // told apart by keyed hashes, up to 256
    unsigned accounts; // likewise
    double usual;      // an hour, before
    GArray *threads;   // uint64_t, the newest BURST_LISTED
} Burst;
void burst_free(Burst *burst);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Burst, burst_free)

// A message came to this mailbox and the MTA has surely taken it: from the first on there is a past, if only
// an empty one.
void burst_begin(StoreTxn *txn, const char *mailbox, int64_t now);
// A complaint of this conversation was accepted: counts it by its problem, its group and its request and,
// when one of these makes a burst or belongs to one that lasts, the narrowest, says so: the one mail to the
// PM is added with the first. True: this conversation is told with others, and an alert of its own is to be
// folded into the roll-up (rollup_fold), so that its name is seen. Without a PM it is counted only.
bool burst_take(StoreTxn *txn, const Config *config, const Thread *thread, Request request, int64_t now);
Burst *burst_get(StoreTxn *txn, uint64_t id) G_GNUC_WARN_UNUSED_RESULT;
// Those that last, of a PM (Burst *, freed with the list).
GPtrArray *burst_open(StoreTxn *txn, const char *pm, int64_t now) G_GNUC_WARN_UNUSED_RESULT;
// Those of a PM that ended since then, likewise: a line each in the digest, no mail.
GPtrArray *burst_ended(StoreTxn *txn, const char *pm, int64_t since) G_GNUC_WARN_UNUSED_RESULT;
// On the agenda: ends it when it is over, or puts itself on the agenda again.
void burst_look(StoreTxn *txn, uint64_t id, int64_t now);

// A person was erased: as group_erase, of what stands at a key of the table.
bool burst_erase(StoreTxn *txn, StoreKey key, GHashTable *gone, const char *person, bool look);

// What was counted of that thing (as Burst.what) is forgotten, unless a burst of it lasts.
void burst_forget_flow(StoreTxn *txn, const char *mailbox, const char *what);

// The bursts that a count or a PM's list at a key of the table names (uint64_t; verify.h): damage fails the
// transaction.
GArray *burst_named_at(StoreTxn *txn, StoreKey key) G_GNUC_WARN_UNUSED_RESULT;

#endif
