#ifndef EARSHOT_POLICY_H
#define EARSHOT_POLICY_H
// From the level of a message and the state of its thread: whether the PM is told
// at once; from what it says: whether the customer wants an answer. Pure.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "mailbox.h"
#include "text.h"
#include "timekeeping.h"
#include "verdict.h"

typedef struct PolicyFacts { // all borrowed
    const Pm *pm;            // the mailbox's, or NULL
    Level level;             // of the message, with what is known of the customer; none for a machine
    Level alerted;           // the highest level the PM was told of in this thread
} PolicyFacts;

bool policy_alerts(const PolicyFacts *facts);

// Whether it is nothing but thanks, or word that all is solved: only what is short and calm, asks and brings
// nothing and says nothing else. `asked`: we had asked them, so thanks may stand beside the answer.
CustomerWord policy_word(const Verdict *verdict, const Text *text, bool asked);

#endif
