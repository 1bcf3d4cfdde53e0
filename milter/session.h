#ifndef EARSHOT_SESSION_H
#define EARSHOT_SESSION_H
// The MTA's side of the gateway: libmilter's callbacks. They only collect;
// at the end of the message hear decides what becomes of it.

#include <glib.h>
#include <stdbool.h> // before mfapi.h, which else makes bool an int
#include <libmilter/mfapi.h>
#include "hear.h"

// What libmilter is to call. The gateway is borrowed until session_stop returned true.
struct smfiDesc session_filter(const Gateway *gateway) G_GNUC_WARN_UNUSED_RESULT;
// Mail that comes from now on passes unseen; waits at most `patience` for the messages in work. False when
// some were not done by then: the gateway must not be freed.
bool session_stop(GTimeSpan patience);

#endif
