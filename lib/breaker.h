#ifndef EARSHOT_BREAKER_H
#define EARSHOT_BREAKER_H
// The circuit breaker of a mailbox (ACKNOWLEDGE.md section 1, after RFC 5436 s.5).
// It watches risky answers only: to addresses that nothing proves, or that had an
// answer within 24 hours. When these surge they stop, and the PM is told;
// first answers to proven customers go on, since a real outage is when they matter most.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

// It opens when the last five minutes hold more than FACTOR times the usual, and more than MINIMUM. Usual is
// the mean of five minutes over the last day, at least USUAL_LEAST. It closes after QUIET without a risky
// message, or by hand.
#define BREAKER_MINIMUM 50
#define BREAKER_FACTOR 5
#define BREAKER_USUAL_LEAST 50
#define BREAKER_QUIET G_TIME_SPAN_HOUR
#define BREAKER_RISKY_WITHIN G_TIME_SPAN_DAY

typedef struct Breaker {
    int64_t opened; // when it opened last, 0 never
    int64_t held_last;
    uint32_t held; // answers it held since it opened
    bool open;     // at the time asked for
} Breaker;

// As it stands at `now`. Read only.
Breaker breaker_look(StoreTxn *txn, const char *mailbox, int64_t now);
// True when one more risky answer would be held: it is open, or this one would open it. Read only.
bool breaker_would_hold(StoreTxn *txn, const char *mailbox, int64_t now);
// Counts a risky answer that goes out.
void breaker_count(StoreTxn *txn, const char *mailbox, int64_t now);
// Records one that is held, opening the breaker when it is not open. True when it opened by this: then the PM
// is to be told.
bool breaker_hold(StoreTxn *txn, const char *mailbox, int64_t now);
// Closes it, and forgets the surge so that it does not open again at once. True when it was open.
bool breaker_rearm(StoreTxn *txn, const char *mailbox, int64_t now);

// Reads what stands at a key of TABLE_LIMIT (verify.h): damage fails the transaction.
void breaker_at(StoreTxn *txn, StoreKey key);

#endif
