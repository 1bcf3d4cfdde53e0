#ifndef EARSHOT_LOOKOUT_H
#define EARSHOT_LOOKOUT_H
// How it is (status.h), looked at by the courier for who asks over HTTP. A
// thread of its own looks, so that whoever asks waits for seconds at most: behind
// them a store that does not answer is what there is to tell.

#include <glib.h>
#include <stdbool.h>
#include "edition.h"
#include "status.h"
#include "store.h"

typedef struct Lookout Lookout;

// Starts its thread, which sees no signals; all borrowed. NULL when there can be none.
Lookout *lookout_new(Editions *editions, Store *store) G_GNUC_WARN_UNUSED_RESULT;
// Waits for the thread; NULL is nothing. A look that never ends is left behind, with all that it uses: false.
bool lookout_free(Lookout *lookout);

typedef struct Sight {
    char *metrics; // as metrics_of makes it
    char *health;  // "ok", or the codes of all findings, a line each, none twice
    StatusWorth worth;
} Sight;
void sight_clear(Sight *sight);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sight, sight_clear)

#define LOOKOUT_FRESH G_TIME_SPAN_SECOND          // one look serves all who ask within
#define LOOKOUT_PATIENCE (3 * G_TIME_SPAN_SECOND) // for a look to end

// The last look where it is fresh, else a new one. Any thread; the caller clears it. When a look does not end
// in time it tells what stands beside the store, and that the store is stuck.
Sight lookout_ask(Lookout *lookout);

#endif
