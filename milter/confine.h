#ifndef EARSHOT_CONFINE_H
#define EARSHOT_CONFINE_H
// A daemon gives up what it will never need, so that who takes it over through
// a message finds neither a shell nor a network, nor files of others: no new
// programs and no rights by them (no_new_privs), only files below what was named
// (Landlock), only some kinds of sockets and no calls for administrators (seccomp).
// It cannot be undone. What the kernel lacks is left out and logged: mail flows on.

#include <glib.h>
#include <stdbool.h>

typedef struct Confine Confine;

// Nothing is allowed yet.
Confine *confine_new(void) G_GNUC_WARN_UNUSED_RESULT;
void confine_free(Confine *confine); // lifts nothing
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Confine, confine_free)

// Reading a file, or all below a directory. What is not there is left out; NULL is nothing.
void confine_read(Confine *confine, const char *path);
// Reading, writing, making and removing below a directory. One that is not there when we enter cannot be
// named to the kernel, and to shut ourselves out of it would lose mail: then files are not confined at all.
void confine_write(Confine *confine, const char *path);
// Sockets of IPv4 and IPv6 and what resolving names needs. Else only unix sockets can be made.
void confine_network(Confine *confine);
// The same, but where the kernel can tell (Landlock 4) TCP only to this port and that of the name service,
// and none that others could reach us by.
void confine_connect(Confine *confine, unsigned port);

// From here on it holds, for the threads made later too. In the main thread, before there is any other. Logs
// event=confine with what holds: "landlock=5", the kernel's version of it, or "none: why".
void confine_enter(Confine *confine);

// What holds: 1 for files, 2 for system calls, 3 for both; 0 with NULL.
unsigned confine_holds(const Confine *confine);
// Whether what is there may be opened for reading. True with NULL, or where files are not confined.
bool confine_admits(const Confine *confine, const char *path);
// What of a reading of files failed since it lies outside: to each of these errors (char *) that is about
// access, from the `first` on, is added that a restart helps.
void confine_explain(const Confine *confine, GPtrArray *errors, guint first);

#endif
