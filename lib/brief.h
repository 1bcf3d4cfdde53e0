#ifndef EARSHOT_BRIEF_H
#define EARSHOT_BRIEF_H
// Mails to a PM about a conversation, made when they are sent, so that they
// tell how things stand then: alerts, words of clocks, roll-ups. In the PM's
// language, plain text that fits a phone.

#include <glib.h>
#include <stdint.h>
#include "config.h"
#include "outbox.h"
#include "phrasebook.h"
#include "store.h"

// The body and subject of an OUTBOX_ALERT, OUTBOX_CLOCK or OUTBOX_ROLLUP row as of `now`, from a snapshot:
// the bytes of the mail. FATE_PERMANENT when there is nothing to tell any more (the thread was erased).
GBytes *brief_compose(StoreTxn *txn, const Config *config, const OutboxRow *row, int64_t now, GError **error);

#endif
