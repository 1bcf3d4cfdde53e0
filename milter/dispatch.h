#ifndef EARSHOT_DISPATCH_H
#define EARSHOT_DISPATCH_H
// The outbox's way out: claims what is due, renders it once, commits the
// bytes, hands it to the relay, records what became of it. Sleeps until the
// next row is due or somebody pokes it, of this machine or, where the store
// tells (store_listen), of another.
//
// Others may empty the same outbox. Before each try, and before the last of a
// mail leaves, it looks whether its lease still has room for one (outbox_may_try).
// What remains: a process that is stopped behind that look, until after its lease,
// with the relay's answer not yet committed. Then another courier sends the mail
// again, with the same Message-ID, and what this one says of it is fenced off.

#include <glib.h>
#include <stdbool.h>
#include "edition.h"
#include "store.h"
#include "vitals.h"
#include "wake.h"
#include "watchdog.h"

typedef struct Dispatch Dispatch;

// All borrowed; `wake` is listened on here. The editions have an outfit. `holder` is who claims (node.h).
// FATE_CONFIG. The caller holds the courier's lock.
Dispatch *dispatch_new(Editions *editions, Store *store, uint64_t holder, Wake *wake, Vitals *vitals,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dispatch_free(Dispatch *dispatch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dispatch, dispatch_free)

// Works in this thread until dispatch_stop: then the mail in hand is finished, and the rest is left ready. A
// batch that was claimed is worked off by the edition it was claimed under; without a relay none is.
void dispatch_run(Dispatch *dispatch);
// There is work, or a new edition, or it is time to stop. Any thread.
void dispatch_poke(Dispatch *dispatch);
void dispatch_stop(Dispatch *dispatch);
// An eventfd that is written to when the store told that another process, of whatever machine, wrote
// something that is due; at most once a second. Borrowed, until dispatch_run ends; set before it begins.
void dispatch_pass_on(Dispatch *dispatch, int file);
// When its next turn is promised.
const Pulse *dispatch_pulse(const Dispatch *dispatch);

#endif
