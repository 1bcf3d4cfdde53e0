#ifndef EARSHOT_SCHEDULER_H
#define EARSHOT_SCHEDULER_H
// The courier's watch over the clocks and the days: sleeps until the next clock
// has something to say or the next digest is due, and tells the dispatch that there
// is mail to send.

#include <glib.h>
#include "dispatch.h"
#include "edition.h"
#include "store.h"
#include "vitals.h"
#include "watchdog.h"

typedef struct Scheduler Scheduler;

// All borrowed. Without a relay what is added waits for one.
Scheduler *scheduler_new(Editions *editions, Store *store, Dispatch *dispatch, Vitals *vitals,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void scheduler_free(Scheduler *scheduler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scheduler, scheduler_free)

// Works in this thread until scheduler_stop, which any thread may call, as scheduler_poke when there is a new
// edition.
void scheduler_run(Scheduler *scheduler);
void scheduler_poke(Scheduler *scheduler);
void scheduler_stop(Scheduler *scheduler);
// When its next turn is promised.
const Pulse *scheduler_pulse(const Scheduler *scheduler);

#endif
