#ifndef EARSHOT_SESSION_H
#define EARSHOT_SESSION_H
// The MTA's side of the gateway: libmilter's callbacks. They only collect;
// intake decides at the end of the message and edit applies. Whatever goes
// wrong here, the message passes.

#include <glib.h>
#include <stdbool.h> // before mfapi.h, which else makes bool an int
#include <libmilter/mfapi.h>
#include "config.h"
#include "intake.h"
#include "inwork.h"
#include "seal.h"
#include "unheard.h"
#include "wake.h"

typedef struct Gateway { // what all sessions share; all borrowed
    const Config *config;
    const Intake *intake;
    const Seal *seal; // these four are NULL without a store
    Inwork *inwork;
    Unheard *unheard;
    Wake *wake;
} Gateway;

// What libmilter is to call. The gateway is borrowed until session_stop returned true.
struct smfiDesc session_filter(const Gateway *gateway) G_GNUC_WARN_UNUSED_RESULT;
// Mail that comes from now on passes unseen; waits at most `patience` for the messages in work. False when
// some were not done by then: the gateway must not be freed.
bool session_stop(GTimeSpan patience);

#endif
