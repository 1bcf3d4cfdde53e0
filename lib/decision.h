#ifndef EARSHOT_DECISION_H
#define EARSHOT_DECISION_H
// What is decided and recorded of one message, inside the transaction: its
// thread, its level and clock, whether it is acknowledged, what goes to the outbox.

#include <glib.h>
#include <stdbool.h>
#include "clue.h"
#include "config.h"
#include "envelope.h"
#include "hearing.h"
#include "outbox.h"
#include "store.h"

typedef struct DecisionFacts { // all borrowed
    const Config *config;
    const Envelope *envelope;
    const Clue *clue;
    Refusals judged; // what refusal_of found, before any history
} DecisionFacts;

// Decides, records, and fills in the hearing. May be run again: it overwrites what it filled in.
void decision_make(StoreTxn *txn, const DecisionFacts *facts, Hearing *hearing);
// Only adds to the hearing's refusals what the store remembers; writes nothing.
void decision_recall(StoreTxn *txn, const DecisionFacts *facts, Hearing *hearing);
// The MTA has taken the message of this arrival: releases what waited for it, alerts within their budget
// (rollup.h). False when it is not known.
bool decision_confirm(StoreTxn *txn, const Config *config, uint64_t arrival, int64_t now);
// To be asked before each try to send: false when a person answered while an acknowledgement waited, or while
// an alert waited for the end of quiet hours, when the address got onto the no-answer list, the clock that it
// is of waits no more, a word to the customer may not be said any more (outreach.h), or the conversation was
// erased. Then the row is dropped, and its entry says why.
bool decision_still_wanted(StoreTxn *txn, const Config *config, OutboxRow *row, int64_t now);
// What became of a try to send, for the row and for what hangs on it: an acknowledgement that the relay took
// is one the person has had; one that is buried is none, the conversation may have another, and an address
// that the relay does not know (RFC 3463 5.1.1 and its like) gets onto the no-answer list. False, and nothing
// is changed, when the claim does not hold any more (outbox.h).
bool decision_sent(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now);
bool decision_deferred(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now);
bool decision_buried(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now);
// By hand: tries a row again, buried or dropped; a bounce is forgotten then. REFUSAL_COUNT when done, else
// what speaks against it: the person has had an acknowledgement since, or a person's answer, or is on the
// no-answer list.
Refusal decision_retry(StoreTxn *txn, OutboxRow *row, int64_t now);
// Forgets at most `most` records: arrivals older than ARRIVAL_KEPT, and of their mails what was sent, given
// up or never released; grants and who got no acknowledgement when their time is over. How many.
unsigned decision_forget(StoreTxn *txn, int64_t now, unsigned most);

#endif
