#ifndef EARSHOT_HISTORY_H
#define EARSHOT_HISTORY_H
// What the store remembers of a sender, their domain and a conversation that
// speaks against an answer: the rows of the refusals that need it. Reads only, so
// that `explain` can ask the same.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "hearing.h"
#include "refusal.h"
#include "store.h"
#include "thread.h"

typedef struct HistoryFacts { // all borrowed
    const Config *config;
    const Hearing *hearing;
    const char *address;  // whom an answer would go to; NULL when there is nobody
    const Thread *thread; // the conversation, or NULL
    Joined joined;
    SealHash words; // of the message (clue.h)
    bool repeated;  // the same message came before
    bool duplicate; // and had been taken
    int64_t now;
} HistoryFacts;

typedef struct History {
    RefusalHistory refusals;
    bool answered_lately; // the address had an answer within a day
    bool risky; // an answer now would be one that the breaker watches: nothing proves the address, or the
                // above
} History;

History history_recall(StoreTxn *txn, const HistoryFacts *facts);

#endif
