#ifndef EARSHOT_THREAD_EDIT_H
#define EARSHOT_THREAD_EDIT_H
// Two conversations that are one, and one that is two: people see it, our steps
// cannot. Both functions take threads as thread_get gave them in this
// transaction, change them and put them. Who asks for what cannot be done is
// told so (FATE_CONFIG); after an error the transaction must not be committed.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"
#include "thread.h"

// Moves all messages of `from` behind those of `into`, in order of their times; each says "merged from ... by
// hand" in its evidence. What runs in `from` comes along: promises all, and of both threads' reply clocks,
// and of both touchpoints, the one that is due first, the other is dropped. The level is the higher, the
// phase that of the one that is less settled, and nobody who had the acknowledgement of either gets another.
// `from` stays as a closed record: its token, its short id and its name lead to `into`. What stopped before
// stays with it, for reports.
bool thread_merge(StoreTxn *txn, Thread *into, Thread *from, int64_t now, GError **error);

// Moves the messages from number `sequence` on, which must not be the first, to a new thread, which the
// caller owns; they say "split from ... by hand" and are numbered from 1. Their Message-IDs lead to it. It
// begins in discovery, or in solving when one of ours stands in it, with the level of its messages. The reply
// that is due goes with the customer's last message; nothing else starts or stops: touchpoint and promises
// stay where they were.
//
// What nobody can tell apart: our tokens and short ids in mails sent before the split lead to the old thread,
// also when they answered a moved message, and the subject alone, which both bear, leads to neither for 14
// days. What was acknowledged, asked and alerted counts as done in both. Later messages of the old thread
// take the numbers of those that went.
Thread *thread_split(StoreTxn *txn, Thread *thread, uint32_t sequence, int64_t now,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
