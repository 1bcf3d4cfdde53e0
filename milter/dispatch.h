#ifndef EARSHOT_DISPATCH_H
#define EARSHOT_DISPATCH_H
// The outbox's way out: claims what is due, renders it once, commits the
// bytes, hands it to the relay, records what became of it. Sleeps until the
// next row is due or somebody pokes it.

#include <glib.h>
#include <stdbool.h>
#include "config.h"
#include "relay.h"
#include "store.h"
#include "vitals.h"
#include "wake.h"

typedef struct Dispatch Dispatch;

// All borrowed; `wake` is listened on here. Loads and checks the templates of all mailboxes: NULL and the
// errors (char *, appended) when there are any. The caller holds the courier's lock.
Dispatch *dispatch_new(const Config *config, Store *store, Relay *relay, Wake *wake, Vitals *vitals,
                       GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;
void dispatch_free(Dispatch *dispatch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dispatch, dispatch_free)

// Works in this thread until dispatch_stop: then the mail in hand is finished, and the rest is left ready.
void dispatch_run(Dispatch *dispatch);
// There is work, or it is time to stop. Any thread.
void dispatch_poke(Dispatch *dispatch);
void dispatch_stop(Dispatch *dispatch);

#endif
