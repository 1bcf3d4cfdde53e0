#ifndef EARSHOT_CTL_STORE_H
#define EARSHOT_CTL_STORE_H
// The commands of `earshot store` that have a file of their own.

#include "ctl.h"

int ctl_store_migrate(Daemon *daemon, int argc, char **argv);
int ctl_store_reopen(Daemon *daemon, int argc, char **argv);
int ctl_store_settle(Daemon *daemon, int argc, char **argv);

#endif
