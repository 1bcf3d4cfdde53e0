// The first step of the milter protocol is enough to know that libmilter's loop
// turns, that it can make a thread, and that our own part of a session answers;
// and it is the only one that needs no message.
#include "knock.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "fault.h"

static int begin(int family, const struct sockaddr *address, socklen_t size) {
    const int connection = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (connection < 0 || connect(connection, address, size) == 0 || errno == EINPROGRESS)
        return connection;
    const int cause = errno;
    close(connection);
    errno = cause;
    return -1;
}

static int begin_unix(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(address.sun_path, path, strlen(path));
    return begin(AF_UNIX, (const struct sockaddr *)&address, sizeof address);
}

static int begin_inet(const char *port_at_host) {
    g_auto(GStrv) parts = g_strsplit(port_at_host, "@", 2);
    // libmilter listens by IPv4 for "inet", whatever else a name like localhost may stand for.
    const struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    errno = EADDRNOTAVAIL;
    if (g_strv_length(parts) != 2 || getaddrinfo(parts[1], parts[0], &hints, &found) != 0)
        return -1;
    const int connection = begin(found->ai_family, found->ai_addr, found->ai_addrlen);
    const int cause = errno;
    freeaddrinfo(found);
    errno = cause;
    return connection;
}

int knock_begin(const char *socket) {
    if (g_str_has_prefix(socket, "unix:"))
        return begin_unix(socket + strlen("unix:"));
    if (g_str_has_prefix(socket, "inet:"))
        return begin_inet(socket + strlen("inet:"));
    errno = EAFNOSUPPORT;
    return -1;
}

// --- option negotiation ---

// Length, 'O', version 6, all actions and steps that there are: libmilter takes what it knows of them.
static const uint8_t ASK[] = {0, 0, 0, 13, 'O', 0, 0, 0, 6, 0, 0, 1, 0xff, 0, 0x1f, 0xff, 0xff};
static const uint8_t LEAVE[] = {0, 0, 0, 1, 'Q'};

// False when it did not come about in time, with errno.
static bool wait_until(int connection, short events, int64_t until) {
    struct pollfd source = {.fd = connection, .events = events};
    for (;;) {
        const int64_t left = until - g_get_monotonic_time();
        const int found = left <= 0 ? 0 : poll(&source, 1, (int)(left / 1000) + 1);
        if (found > 0)
            return true;
        if (found == 0)
            errno = ETIMEDOUT;
        if (found == 0 || errno != EINTR)
            return false;
    }
}

static bool send_all(int connection, const uint8_t *bytes, size_t size, int64_t until) {
    if (!wait_until(connection, POLLOUT, until))
        return false;
    return send(connection, bytes, size, MSG_NOSIGNAL) == (ssize_t)size; // a few bytes into an empty buffer
}

static bool take_answer(int connection, int64_t until) {
    uint8_t answer[5];
    size_t size = 0;
    while (size < sizeof answer && wait_until(connection, POLLIN, until)) {
        const ssize_t taken = recv(connection, answer + size, sizeof answer - size, 0);
        if (taken == 0)
            errno = ECONNRESET;
        if (taken <= 0)
            return false;
        size += (size_t)taken;
    }
    if (size == sizeof answer && answer[4] != 'O')
        errno = EPROTO;
    return size == sizeof answer && answer[4] == 'O';
}

bool knock_asks(int connection, GTimeSpan patience) {
    const int64_t until = g_get_monotonic_time() + patience;
    if (!send_all(connection, ASK, sizeof ASK, until) || !take_answer(connection, until))
        return false;
    send_all(connection, LEAVE, sizeof LEAVE, until);
    return true;
}

bool knock_milter(const char *socket, GTimeSpan patience, GError **error) {
    const int connection = knock_begin(socket);
    const bool answers = connection >= 0 && knock_asks(connection, patience);
    const int cause = errno;
    if (connection >= 0)
        close(connection);
    return answers || fault_set(error, FATE_TEMPORARY, "%s does not answer: %s", socket, g_strerror(cause));
}
