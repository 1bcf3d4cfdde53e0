#ifndef EARSHOT_OUTBOUND_H
#define EARSHOT_OUTBOUND_H
// Mail that a person of ours wrote to a customer. It is neither scored nor
// answered; it is remembered: the conversation has its human answer, so clocks
// stop, an acknowledgement that still waits has nothing left to say (row
// `answered`), what it promises by a date begins a clock, and who wrote to us
// and was written to is a known correspondent.

#include <glib.h>
#include <stdbool.h>
#include "clue.h"
#include "config.h"
#include "envelope.h"
#include "message.h"
#include "outbound_said.h"
#include "refusal.h"
#include "store.h"

// False for what a help desk or Earshot itself sends by machine, which answers nobody.
bool outbound_is_by_person(const Config *config, const Message *message, const Refusals *refusals);

// From when "tomorrow" counts: the day on which it was written, unless its Date cannot be true.
int64_t outbound_written_at(const Message *message, int64_t arrival);

typedef struct OutboundFacts { // all borrowed
    const Config *config;
    const Clue *clue;
    const Message *message;
    const Envelope *envelope;
    const OutboundSaid *said; // what it says
    const char *language;     // of its text
    bool history;             // an old mail that is imported: what it starts stays silent
} OutboundFacts;

// Records it, once however often it comes. An away note, which its subject tells where nothing else does, is
// no word of ours. The conversation is answered when a customer is among the recipients: whoever wrote in it,
// else anybody who is not of our own organisation. What we say to each other answers nobody. Recipients
// are those of the envelope; when a mailbox is among them, To and Cc too, since a copy may be all that comes
// by. Of more than OUTBOUND_RECIPIENTS only so many are looked at.
#define OUTBOUND_RECIPIENTS 20
void outbound_record(StoreTxn *txn, const OutboundFacts *facts);

#endif
