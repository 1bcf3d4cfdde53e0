/*
 * A PostgreSQL that is far away, and how often it is asked.
 *
 * EARSHOT_TEST_DISTANCE is how many microseconds it is to the server and back, EARSHOT_TEST_ROUNDS names a
 * file of eight bytes in which round trips are counted, in the byte order of the machine; it is mapped, so
 * that others can read it meanwhile. Preloaded into a program, this waits before it hands out the first that
 * is received on a connection to a server's UNIX socket after something was sent there.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static _Atomic(uint64_t) *rounds;
static useconds_t distance;
static _Thread_local int asked = -1; /* the connection on which an answer is awaited */

__attribute__((constructor)) static void begin(void) {
    const char *far = getenv("EARSHOT_TEST_DISTANCE"), *path = getenv("EARSHOT_TEST_ROUNDS");
    const int file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
    void *mapped =
        file < 0 ? MAP_FAILED : mmap(NULL, sizeof *rounds, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file >= 0)
        close(file);
    if (mapped == MAP_FAILED || far == NULL)
        abort(); /* a measurement that believes in a distance must not run without */
    rounds = mapped;
    distance = (useconds_t)strtoul(far, NULL, 10);
}

static bool is_server(int file) {
    struct sockaddr_un name;
    socklen_t size = sizeof name;
    memset(&name, 0, sizeof name);
    return getpeername(file, (struct sockaddr *)&name, &size) == 0 && name.sun_family == AF_UNIX &&
           memmem(name.sun_path, sizeof name.sun_path, ".s.PGSQL.", 9) != NULL;
}

ssize_t send(int file, const void *data, size_t size, int flags) {
    if (asked != file && is_server(file))
        asked = file;
    return sendto(file, data, size, flags, NULL, 0);
}

static int wait_from_afar(struct pollfd *sources, nfds_t count, int patience) {
    const bool waits = count == 1 && patience != 0 && sources->fd == asked;
    if (waits) {
        asked = -1;
        atomic_fetch_add(rounds, 1);
        if (distance > 0)
            usleep(distance);
    }
    const struct timespec until = {patience / 1000, patience % 1000 * 1000000L};
    return ppoll(sources, count, patience < 0 ? NULL : &until, NULL);
}

/* The header's own says that it only writes to the first. */
__attribute__((alias("wait_from_afar"))) int poll(struct pollfd *sources, nfds_t count, int patience);
