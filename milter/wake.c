// A unix address holds 107 bytes and a store's directory may be longer, so the
// socket is named through an open descriptor of its directory.
#include "wake.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "fault.h"

struct Wake {
    int directory; // O_PATH
    int socket;    // to send with; the courier's is bound
    bool bound;
};

static struct sockaddr_un address_of(const Wake *wake) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    g_snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/wake", wake->directory);
    return address;
}

Wake *wake_new(const char *directory, GError **error) {
    g_autoptr(Wake) wake = g_new0(Wake, 1);
    wake->directory = open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC);
    wake->socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (wake->directory < 0 || wake->socket < 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot open: %s", directory, g_strerror(errno));
        return NULL;
    }
    return g_steal_pointer(&wake);
}

void wake_free(Wake *wake) {
    if (wake == NULL)
        return;
    if (wake->bound)
        unlinkat(wake->directory, "wake", 0);
    if (wake->socket >= 0)
        close(wake->socket);
    if (wake->directory >= 0)
        close(wake->directory);
    g_free(wake);
}

void wake_poke(const Wake *wake) {
    if (wake == NULL)
        return;
    const struct sockaddr_un address = address_of(wake);
    // A full queue means that the courier is about to look; no listener, that it will at its start.
    const ssize_t sent = sendto(wake->socket, "", 1, MSG_DONTWAIT | MSG_NOSIGNAL,
                                (const struct sockaddr *)&address, sizeof address);
    (void)sent;
}

int wake_listen(Wake *wake, GError **error) {
    const struct sockaddr_un address = address_of(wake);
    unlinkat(wake->directory, "wake", 0);
    if (bind(wake->socket, (const struct sockaddr *)&address, sizeof address) != 0) {
        fault_set(error, FATE_CONFIG, "wake: cannot bind beside the store: %s", g_strerror(errno));
        return -1;
    }
    wake->bound = true;
    // For ourselves alone: milter and courier run as one user, who owns the store.
    if (fchmodat(wake->directory, "wake", 0600, 0) != 0) {
        fault_set(error, FATE_CONFIG, "wake: cannot set its mode: %s", g_strerror(errno));
        return -1;
    }
    return wake->socket;
}

void wake_drain(const Wake *wake) {
    char poked[16];
    while (recv(wake->socket, poked, sizeof poked, MSG_DONTWAIT) >= 0) {
    }
}
