#ifndef EARSHOT_FEEDBACK_H
#define EARSHOT_FEEDBACK_H
// What comes back of our acknowledgements: bounces, abuse and disposition
// reports put the address on the no-answer list. Anybody can write a report, so one
// is believed only when it holds a token of ours: it came to the signed envelope
// sender, or our loop token or Message-ID stands in it. Whoever got a mail of ours can
// thereby silence the answers to that address, and to no other.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "message.h"
#include "report.h"
#include "seal.h"
#include "store.h"

typedef struct Feedback { // what is known before the transaction
    Report *report;
    bool has_row; // an outbox row of ours is named by a token
    uint64_t row;
    bool has_thread; // a thread is named by a Message-ID of ours
    uint64_t thread;
} Feedback;

// NULL when the message is no report, none that silences (failed, unread, complaint), or none that concerns a
// mail of ours. `token` is the signed local part or sub-address it came to, NULL when none did. Pure.
Feedback *feedback_find(const Seal *seal, const Message *message,
                        const char *token) G_GNUC_WARN_UNUSED_RESULT;
void feedback_free(Feedback *feedback);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Feedback, feedback_free)

// Puts the addresses that it concerns on the no-answer list; how many. With a row it is that row's recipient,
// whomever the report names (mail is forwarded), and only an acknowledgement's; else those of the report's
// addresses that had an acknowledgement in that thread.
unsigned feedback_take(StoreTxn *txn, const Feedback *feedback, int64_t now);

// A mail that came to the signed envelope sender: `token` is its local part, `sender` the MAIL FROM, `mail`
// its beginning. Only a report from the null sender counts; all else is nothing to us, and true with *taken
// 0. False when the store could not write: it should come again, unless the fate says that this would not
// help.
bool feedback_receive(Store *store, const char *token, const char *sender, GBytes *mail, int64_t now,
                      unsigned *taken, GError **error);

#endif
