#ifndef EARSHOT_CTL_CALENDAR_H
#define EARSHOT_CTL_CALENDAR_H
// What `earshot calendar` is made of: ctl_calendar.c imports, ctl_calendar_show.c shows.

#include "ctl.h"

int calendar_show(Daemon *daemon, int argc, char **argv);

#endif
