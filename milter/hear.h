#ifndef EARSHOT_HEAR_H
#define EARSHOT_HEAR_H
// What becomes of a message that a session has collected: intake judges and
// records it, edit changes the mail, and what cannot be heard passes untouched
// and is noted. All that is known of libmilter here is the session that edit needs.

#include <glib.h>
#include <stdbool.h>
#include "config.h"
#include "desk.h"
#include "edit.h"
#include "envelope.h"
#include "gauge.h"
#include "intake.h"
#include "inwork.h"
#include "seal.h"
#include "trouble.h"
#include "unheard.h"
#include "vitals.h"
#include "wake.h"

typedef struct Gateway { // what all sessions share; all borrowed
    const Config *config;
    const Intake *intake;
    const Seal *seal; // the rest is NULL without a store
    Inwork *inwork;
    Desk *desk;
    Unheard *unheard;
    Wake *wake;
    Gauge *gauge;
    Trouble *trouble; // with the store
    Vitals *vitals;   // what is counted; may be NULL
    GError *deaf;     // why nothing can be heard just now, or NULL
} Gateway;

typedef struct Mail { // as collected; all borrowed
    const Envelope *envelope;
    GBytes *bytes; // header and body
    const Forged *forged;
    int64_t begun; // monotonic: since when the MTA waits for us
} Mail;

// The queue id for the log, LOG_NO_QUEUE while there is none.
const char *hear_queue(const Envelope *envelope);

// Mail to a served mailbox, at its end. True when it passes, edited or not; false when the site would rather
// have it come again.
bool hear_message(const Gateway *gateway, const Mail *mail, struct smfi_str *context);
// Mail to nobody served is of interest only when our people wrote it, and the header, which is all that
// `mail` has then, says that.
bool hear_is_outbound(const Gateway *gateway, const Mail *mail);
// Such mail, at its end.
void hear_outbound(const Gateway *gateway, const Mail *mail);

#endif
