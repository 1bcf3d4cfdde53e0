#ifndef EARSHOT_SESSION_H
#define EARSHOT_SESSION_H
// The MTA's side of the gateway: libmilter's callbacks. They only collect;
// at the end of the message hear decides what becomes of it.

#include <glib.h>
#include <stdbool.h> // before mfapi.h, which else makes bool an int
#include <libmilter/mfapi.h>
#include "edition.h"
#include "hear.h"

// What libmilter is to call.
struct smfiDesc session_filter(void) G_GNUC_WARN_UNUSED_RESULT;
// To be called before smfi_main. What is made of each edition is a Gateway. All are borrowed until
// session_stop returned true, but `vitals`, which lives on; the last two may be NULL.
void session_open(Editions *editions, const Unheard *unheard, Vitals *vitals);
// To be called while libmilter still runs. Messages of which the header has come are finished, at most
// `patience` long; those behind them come again or pass, as the site has it. False when some were not done by
// then: what sessions use must not be freed.
bool session_stop(GTimeSpan patience);

#endif
