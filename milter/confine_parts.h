#ifndef EARSHOT_CONFINE_PARTS_H
#define EARSHOT_CONFINE_PARTS_H
// The two means of confine.h, each in a file of its own. For confine.c alone.

#include <glib.h>
#include <stdbool.h>

// confine_files.c, Landlock: only what lies below these directories (char *) can be opened, nothing can be
// executed, and, where the kernel knows how, no TCP port be bound, or connected to but these (unsigned; NULL:
// all can). The version of the kernel's interface, or 0 with why not, and then nothing has changed.
int confine_files(const GPtrArray *read, const GPtrArray *write, const GArray *ports, GError **error);

// confine_calls.c, seccomp: sockets of other families fail with EAFNOSUPPORT, calls that start programs,
// look into other processes or change the machine with EPERM. For all threads. False with why not.
bool confine_calls(bool network, GError **error);

#endif
