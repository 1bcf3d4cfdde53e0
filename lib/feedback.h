#ifndef EARSHOT_FEEDBACK_H
#define EARSHOT_FEEDBACK_H
// What comes back of our acknowledgements: bounces, abuse and disposition
// reports put the address on the no-answer list. Anybody can write a report, so one
// is believed only when it holds a token of ours: it came to the signed envelope
// sender, or our loop token or Message-ID stands in it.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "envelope.h"
#include "mailbox.h"
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

// The local part to which bounces of an outbox row go: "bounce" tokens of seal.h.
char *feedback_token(const Seal *seal, uint64_t row);
bool feedback_token_check(const Seal *seal, const char *token, uint64_t *row);

// NULL when the message is no report, or none that concerns a mail of ours. `token` is the signed local part
// or sub-address it came to, NULL when none did. Pure.
Feedback *feedback_find(const Seal *seal, const Message *message,
                        const char *token) G_GNUC_WARN_UNUSED_RESULT;
void feedback_free(Feedback *feedback);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Feedback, feedback_free)

// Puts the addresses that it concerns on the no-answer list; how many. With a row it is that row's recipient,
// else those of the report's addresses that had an acknowledgement in that thread.
unsigned feedback_take(StoreTxn *txn, const Feedback *feedback, int64_t now);

#endif
