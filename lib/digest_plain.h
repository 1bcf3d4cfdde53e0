#ifndef EARSHOT_DIGEST_PLAIN_H
#define EARSHOT_DIGEST_PLAIN_H
// The PM's daily view, in a first plain form: what is late and due, the open
// escalations by level with the words that gave rise to them, what was not
// acknowledged and why, and what the breaker held.

#include <glib.h>
#include <stdint.h>
#include "config.h"
#include "store.h"

// Text of at most 72 columns as of `now`, from a snapshot, over the mailboxes of this PM. The caller owns it;
// NULL after an error of the transaction.
char *digest_plain(StoreTxn *txn, const Config *config, const Pm *pm, int64_t now) G_GNUC_WARN_UNUSED_RESULT;

#endif
