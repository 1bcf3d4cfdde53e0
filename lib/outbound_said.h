#ifndef EARSHOT_OUTBOUND_SAID_H
#define EARSHOT_OUTBOUND_SAID_H
// What a mail of ours says that moves clocks, read before the transaction in
// which everybody else waits to write: reading promises takes its time.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "mailbox.h"

typedef struct OutboundSaid {
    bool asks;         // promise_asks
    bool puts_off;     // promise_puts_off
    GPtrArray *places; // of outbound_said.c alone: promises by where they were read
} OutboundSaid;

// Reads the text for each of the mailboxes (Mailbox *): "noon" depends on the zone, "Friday" on the hours.
// Those that agree in both are read once, and at most 8 different ones. NULL reads no promises.
OutboundSaid *outbound_said_new(const char *text, const char *language, const GPtrArray *mailboxes,
                                int64_t sent) G_GNUC_WARN_UNUSED_RESULT;
void outbound_said_free(OutboundSaid *said);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutboundSaid, outbound_said_free)

// The promises (Promise) as that mailbox keeps time; borrowed. NULL for a mailbox that was not among them.
const GArray *outbound_promises(const OutboundSaid *said, const Mailbox *mailbox);

#endif
