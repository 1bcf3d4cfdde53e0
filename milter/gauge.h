#ifndef EARSHOT_GAUGE_H
#define EARSHOT_GAUGE_H
// Looks how hard it is to write beside the store (pressure.h), tells the store,
// and logs when the level changes. Whoever comes by looks, once a second at most.

#include <glib.h>
#include <stdint.h>
#include "store.h"

typedef struct Gauge Gauge;

// The store is borrowed; `budget` is what a message may take, in microseconds.
Gauge *gauge_new(Store *store, int64_t budget) G_GNUC_WARN_UNUSED_RESULT;
void gauge_set_budget(Gauge *gauge, int64_t budget); // any thread; NULL is nothing
void gauge_free(Gauge *gauge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Gauge, gauge_free)

// Any thread. NULL is nothing: calm.
Pressure gauge_look(Gauge *gauge);

#endif
