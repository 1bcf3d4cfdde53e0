#ifndef EARSHOT_CTL_STATUS_H
#define EARSHOT_CTL_STATUS_H
// The status (status.h) as the command-line tool has it, which runs beside the
// daemons and has no store open.

#include "json.h"
#include "status.h"

// All of it, with findings. The configuration is borrowed.
Status *ctl_status_gather(const Config *config) G_GNUC_WARN_UNUSED_RESULT;
// ctl_status_store.c: reads the store in a child process, since one that is damaged may kill who reads it and
// one whose writer stands still lets nobody in.
void status_read_store(Status *status);
// ctl_status_json.c. The caller owns it.
Json *status_json(const Status *status) G_GNUC_WARN_UNUSED_RESULT;
// ctl_status_page.c: to stdout.
void status_print(const Status *status);

#endif
