#ifndef EARSHOT_POLICY_H
#define EARSHOT_POLICY_H
// From the verdict on a message and the state of its thread: the level, the
// clock, whether the PM is told at once. Pure.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "mailbox.h"
#include "verdict.h"

typedef struct PolicyFacts { // all borrowed
    const Mailbox *mailbox;
    const Pm *pm; // the mailbox's, or NULL
    const Verdict *verdict;
    bool machine;    // made by a machine: no level, no clock
    bool is_first;   // the thread's first by a person, though a machine may have opened it
    int64_t running; // the thread's first-reply clock, 0 when none runs
    Level alerted;   // the highest level the PM was told of in this thread
    int64_t now;
} PolicyFacts;

typedef struct Policy {
    Level level;
    int64_t due; // the first-reply clock after this message, 0 when none runs
    bool alert;
} Policy;

Policy policy_decide(const PolicyFacts *facts);

#endif
