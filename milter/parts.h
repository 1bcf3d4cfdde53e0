#ifndef EARSHOT_PARTS_H
#define EARSHOT_PARTS_H
// What the milter's sessions share over all its configurations, and how it is
// opened. Where key or store cannot be opened the milter listens all the same:
// it is deaf, mail passes unheard (or comes again, as the site has it) and is
// noted, and what is missing is tried again. Not to listen would leave mail to
// the MTA's default action, which as a rule is to put it off.

#include <glib.h>
#include <stdbool.h>
#include "daemon.h"
#include "engine_probe.h"
#include "hear.h"
#include "reload.h"

typedef struct Parts {
    Daemon *daemon;     // borrowed, as its key and store
    EngineProbe *probe; // before the store is opened
    Inwork *inwork;
    Desk *desk;
    Unheard *unheard;
    Wake *wake;
    Gauge *gauge;
    Trouble *trouble;     // with the store
    Trouble *key_trouble; // the key file is gone while we still have the key
    Vitals *vitals;       // never freed: sessions may count to the very end
    Editions *editions;   // of each is made a Gateway
    char *socket;         // no reload changes it
    bool deaf;
    bool asked; // a person asked for what is done now: SIGHUP
} Parts;

Parts *parts_new(void) G_GNUC_WARN_UNUSED_RESULT;
void parts_free(Parts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Parts, parts_free)

// The first edition, of daemon->config, which is taken: deaf or not. False, reported, when the program had
// better end: another milter works beside this store.
bool parts_open(Parts *parts, Daemon *daemon);
// A ReloadMake; `data` are the parts. Of deaf ones it makes hearing ones, or fails.
Edition *parts_next(Config *config, const Edition *before, void *data, GPtrArray *errors);

// How long to wait for signals until parts_tend shall be called.
GTimeSpan parts_patience(const Parts *parts);
// Deaf: tries to hear again. Else looks whether the key file is still there.
void parts_tend(Parts *parts, const Reload *reload);

#endif
