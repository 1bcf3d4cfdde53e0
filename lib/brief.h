#ifndef EARSHOT_BRIEF_H
#define EARSHOT_BRIEF_H
// Mails to a PM about a conversation, made when they are sent, so that they
// tell how things stand then: alerts, words of clocks, roll-ups, bursts; and the note that
// a breaker opened. In the PM's language, plain text that fits a phone.

#include <glib.h>
#include <stdint.h>
#include "config.h"
#include "outbox.h"
#include "store.h"

// The bytes of the mail of an OUTBOX_ALERT, OUTBOX_CLOCK, OUTBOX_ROLLUP or OUTBOX_BURST row as of `now`, from
// a snapshot. `threads` (uint64_t) gets the conversations that it tells of, in the order of their numbers in
// it. FATE_PERMANENT when there is nothing to tell any more (the conversation was erased), or nobody
// (memo.h).
GBytes *brief_compose(StoreTxn *txn, const Config *config, const OutboxRow *row, int64_t now, GArray *threads,
                      GError **error);
// To be called in the transaction that keeps these bytes: from then on the PM may answer them with commands
// on those conversations (grant.h).
void brief_grant(StoreTxn *txn, const Config *config, const OutboxRow *row, const GArray *threads,
                 int64_t now);

#endif
