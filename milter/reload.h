#ifndef EARSHOT_RELOAD_H
#define EARSHOT_RELOAD_H
// SIGHUP: the configuration is read again and all that is made from it is built
// beside what is in use. Only when everything is right does it become current;
// else each error is logged as "file:line: ..." and the old one stays as it is.

#include <glib.h>
#include <stdbool.h>
#include "daemon.h"
#include "edition.h"
#include "vitals.h"

// Makes the next edition; `before` is the one in use, from which what does not hang on the configuration is
// taken over. Takes the configuration, also when it fails: NULL, and errors appended (char *).
typedef Edition *(*ReloadMake)(Config *config, const Edition *before, void *data, GPtrArray *errors);

typedef struct Reload { // all borrowed
    const Daemon *daemon;
    Editions *editions;
    Vitals *vitals;
    ReloadMake make;
    void *data; // for make
} Reload;

// In the main thread, which nobody waits for. Logs event=reload with what changed or event=reload-failed,
// counts it, and tells the service manager. True when there is a new edition: who sleeps may be woken.
bool reload_run(const Reload *reload);

// The same for a daemon that waits for something: nothing is said unless it succeeds. *why is the first error
// then, the caller's.
bool reload_try(const Reload *reload, char **why);

// One error in a list of them. False, always.
bool reload_error(GPtrArray *errors, const GError *error);

#endif
