#ifndef EARSHOT_POLICY_H
#define EARSHOT_POLICY_H
// From the verdict on a message and the state of its thread: the level,
// whether the PM is told at once, whether the customer wants an answer. Pure.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "mailbox.h"
#include "text.h"
#include "timekeeping.h"
#include "verdict.h"

typedef struct PolicyFacts { // all borrowed
    const Pm *pm;            // the mailbox's, or NULL
    const Verdict *verdict;
    bool machine;  // made by a machine: no level
    Level alerted; // the highest level the PM was told of in this thread
} PolicyFacts;

typedef struct Policy {
    Level level;
    bool alert;
} Policy;

Policy policy_decide(const PolicyFacts *facts);

// Whether it is nothing but thanks, or word that all is solved: only what is short and calm, asks and brings
// nothing and says nothing else. `asked`: we had asked them, so thanks may stand beside the answer.
CustomerWord policy_word(const Verdict *verdict, const Text *text, bool asked);

#endif
