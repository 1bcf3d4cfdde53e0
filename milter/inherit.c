// Told apart by their addresses and not by the names that units give them, so
// that nothing but the path must agree.
#include "inherit.h"

#include <fcntl.h>
#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { FIRST = 3, MOST = 64 }; // SD_LISTEN_FDS_START; far more than a unit has

// How many were passed, if they are for us and not for a parent that forgot to clear its environment.
static int passed(void) {
    const char *pid = g_getenv("LISTEN_PID"), *count = g_getenv("LISTEN_FDS");
    if (pid == NULL || count == NULL || g_ascii_strtoll(pid, NULL, 10) != getpid())
        return 0;
    return (int)CLAMP(g_ascii_strtoll(count, NULL, 10), 0, MOST);
}

static bool listens_at(int descriptor, const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNSPEC};
    socklen_t size = sizeof address, length = sizeof(int);
    int listens = 0;
    return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0 && listens != 0 &&
           getsockname(descriptor, (struct sockaddr *)&address, &size) == 0 &&
           address.sun_family == AF_UNIX && size < sizeof address && strcmp(address.sun_path, path) == 0;
}

int inherit_socket(const char *where) {
    if (where == NULL || !g_str_has_prefix(where, "unix:"))
        return -1;
    const int end = FIRST + passed();
    for (int descriptor = FIRST; descriptor < end; descriptor++)
        if (listens_at(descriptor, where + strlen("unix:")) && fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0)
            return descriptor;
    return -1;
}
