#ifndef EARSHOT_GUARD_H
#define EARSHOT_GUARD_H
// Against a store that kills who reads it. A daemon that died of crashes again and
// again within minutes leaves the store alone for a while instead of dying until the
// service manager gives it up, and says why.

#include <glib.h>
#include <stdbool.h>
#include "inwork.h"

// Takes over what the process before left under that prefix (inwork_open), logs how often it crashed lately,
// and counts crashes from now on. Once a process, with the daemon's lock held. FATE_CONFIG when nothing can
// be noted there.
Inwork *guard_open(const char *directory, const char *prefix, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Whether the store may be opened. FATE_CORRUPT after several crashes, until the last is INWORK_RECENT ago or
// a person asked for it: then it may, and the count begins anew. `guard` NULL: it may.
bool guard_admits(Inwork *guard, bool asked, GError **error);

#endif
