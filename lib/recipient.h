#ifndef EARSHOT_RECIPIENT_H
#define EARSHOT_RECIPIENT_H
// To whom an acknowledgement may go, if to anyone (ACKNOWLEDGE.md section 2):
// exactly one address, and one that the writer was shown to own.

#include <glib.h>
#include <stdbool.h>
#include "authres.h"
#include "envelope.h"
#include "mailbox.h"
#include "message.h"

typedef struct Recipient {
    char *address;           // addr-spec, NULL when none is allowed
    bool is_envelope_sender; // then our own envelope sender is <>
    bool proven;             // by DMARC, SPF or DKIM; else only the minimal form
} Recipient;

typedef struct RecipientFacts {
    const Message *message;
    const Envelope *envelope;
    const AuthResults *auth;
    bool known;      // a known correspondent
    Answer unproven; // [acknowledge] unproven
    bool reply_to;   // [acknowledge] reply-to: one Reply-To of From's organisational domain may be answered
} RecipientFacts;

// The result's address is NULL when section 2 allows none. Reply-To is used only with `reply_to`, when From
// is proven (or an envelope sender that looks like the person), and when all of Reply-To is one address of
// From's organisational domain that is neither a system's nor no-reply. At a public mail provider an
// organisational domain is no house but a town: there only From itself counts.
Recipient *recipient_choose(const RecipientFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
void recipient_free(Recipient *recipient);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Recipient, recipient_free)

// The local-part tests that rows and recipient choice share (any address, may be NULL).
bool recipient_is_system(const char *spec);     // row system-sender
bool recipient_is_no_reply(const char *spec);   // row no-reply
bool recipient_is_postmaster(const char *spec); // row postmaster

#endif
