#ifndef EARSHOT_FOLLOW_UP_H
#define EARSHOT_FOLLOW_UP_H
// The one question some days after a conversation that was an escalation or graver
// was settled: does it hold? Timekeeping puts its moment on the agenda; what the
// customer answers is compared with how upset they were before. The question moves
// no clock and opens nothing.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "store.h"
#include "thread.h"

#define FOLLOW_UP_LATE (7 * G_TIME_SPAN_DAY)    // so long after its moment it would only puzzle
#define FOLLOW_UP_ANSWER (30 * G_TIME_SPAN_DAY) // what comes within is an answer to it

// On the agenda. Asked once for each time it was settled, and only while it still is, the customer has not
// written since, and they may be written to (outreach.h). Puts the thread.
void follow_up_ask(StoreTxn *txn, const Config *config, uint64_t thread, int64_t now);

// The customer, a person, wrote a message of that level in it: when it is the first after the question, notes
// it in the thread, which the caller puts, and counts it. To be called before the message's entry is added,
// which changes what was worst before. True when it was an answer.
bool follow_up_take(StoreTxn *txn, Thread *thread, Level level, int64_t now);

typedef struct FollowUps { // of a period
    unsigned asked;
    unsigned answered;             // by then; some of what was asked before
    unsigned calmer, same, hotter; // of the answers: their level against the worst before
} FollowUps;
// Of all mailboxes of a PM; NULL: of all there are. From `since` on, before `until`, by whole hours.
FollowUps follow_up_of_period(StoreTxn *txn, const Config *config, const Pm *pm, int64_t since,
                              int64_t until);

#endif
