#ifndef EARSHOT_BACKGROUND_H
#define EARSHOT_BACKGROUND_H
// For init systems that are not systemd: another user, a process behind the one
// that was started, and a file with its number. All by options of the command
// line, none by default; see daemon_options.

#include <stdbool.h>
#include "daemon.h"

// After the options and before all else. Becomes --user, looks whether --pid-file can be written, and with
// --background goes on in a child: the parent ends with 0 when that is ready, else with the child's status.
// False when the process is to end, with daemon->status: 77 for one who may not change users, 67 for a user
// who is not there, 73 for a directory that is not that user's.
bool background_enter(Daemon *daemon);
// Ready to work: tells the service manager `state` ("READY=1"), writes the file and lets the parent end.
void background_ready(Daemon *daemon, const char *state);
// A good end: the file goes. One that a crash leaves is no obstacle, since locks say who runs.
void background_end(const Daemon *daemon);

#endif
