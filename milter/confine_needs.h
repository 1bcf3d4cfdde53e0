#ifndef EARSHOT_CONFINE_NEEDS_H
#define EARSHOT_CONFINE_NEEDS_H
// Which files and sockets each daemon needs by its configuration, and no others.

#include "confine.h"
#include "daemon.h"

// Enters; the caller's, to be kept as long as the daemon, which borrows it. After the configuration was read
// and before any thread is made. The store's directory is made when it is not there.
Confine *confine_milter(Daemon *daemon) G_GNUC_WARN_UNUSED_RESULT;
Confine *confine_courier(Daemon *daemon) G_GNUC_WARN_UNUSED_RESULT;

// Whether all that the configuration names can be read from here. Else each that cannot is appended to
// `errors` (char *): it needs a restart. After config_load, which reads the rest itself.
bool confine_may_follow(const Daemon *daemon, const Config *config, GPtrArray *errors);

#endif
