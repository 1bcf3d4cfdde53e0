/* The MTA's end of a milter socket. A load generator must cost less than what it measures, so packets gather
 * in one buffer and leave in one write when a reply is needed: that is also how Postfix, whose streams are
 * buffered, speaks. Everything the filter sends is bounded, because a broken filter must end the bench with a
 * sentence, not hang it. */
#include "wire.h"

#include <errno.h>
#include <gio/gio.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Flushed beyond this, so that the filter works on the start of a large message while the rest is sent. */
static const guint gather = 128 * 1024;
/* Far above any reply that libmilter makes: an edit carries at most one header value. */
static const guint32 longest_reply = 1024 * 1024;

struct Wire {
    int fd;
    GByteArray *out;
    guint packet_start;
    GByteArray *in;
    guint in_start; /* first byte of `in` not yet handed out */
    guint64 sent, received;
};

static bool fail_errno(GError **error, const char *what) {
    int number = errno;
    bool late = number == EAGAIN || number == EWOULDBLOCK;
    g_set_error(error, G_IO_ERROR, late ? G_IO_ERROR_TIMED_OUT : G_IO_ERROR_FAILED, "%s: %s", what,
                late ? "the filter did not answer in time" : g_strerror(number));
    return false;
}

static int connect_unix(const char *path, GError **error) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof name.sun_path) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s: path too long for a socket", path);
        return -1;
    }
    g_strlcpy(name.sun_path, path, sizeof name.sun_path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&name, sizeof name) == 0)
        return fd;
    fail_errno(error, path);
    if (fd >= 0)
        close(fd);
    return -1;
}

static int connect_inet(const char *address, int family, GError **error) {
    g_auto(GStrv) parts = g_strsplit(address, "@", 2);
    const char *host = parts[0] != NULL && parts[1] != NULL ? parts[1] : "localhost";
    struct addrinfo want = {.ai_family = family, .ai_socktype = SOCK_STREAM}, *found = NULL;
    int result = parts[0] == NULL ? EAI_NONAME : getaddrinfo(host, parts[0], &want, &found);
    if (result != 0) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s: %s", address, gai_strerror(result));
        return -1;
    }
    int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    bool connected = fd >= 0 && connect(fd, found->ai_addr, found->ai_addrlen) == 0;
    if (!connected)
        fail_errno(error, address);
    else
        (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    freeaddrinfo(found);
    if (!connected && fd >= 0)
        close(fd);
    return connected ? fd : -1;
}

static int connect_address(const char *address, GError **error) {
    const char *rest = strchr(address, ':');
    if (address[0] == '/')
        return connect_unix(address, error);
    if (g_str_has_prefix(address, "unix:") || g_str_has_prefix(address, "local:"))
        return connect_unix(rest + 1, error);
    if (g_str_has_prefix(address, "inet:") || g_str_has_prefix(address, "inet6:"))
        return connect_inet(rest + 1, address[4] == '6' ? AF_INET6 : AF_INET, error);
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s: not unix:/path or inet:port@host",
                address);
    return -1;
}

Wire *wire_open(const char *address, int timeout_seconds, GError **error) {
    int fd = connect_address(address, error);
    if (fd < 0)
        return NULL;
    struct timeval limit = {.tv_sec = timeout_seconds};
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    Wire *wire = g_new0(Wire, 1);
    wire->fd = fd;
    wire->out = g_byte_array_sized_new(gather * 2);
    wire->in = g_byte_array_new();
    return wire;
}

void wire_free(Wire *wire) {
    if (wire == NULL)
        return;
    close(wire->fd);
    g_byte_array_unref(wire->out);
    g_byte_array_unref(wire->in);
    g_free(wire);
}

void wire_begin(Wire *wire, char command) {
    wire->packet_start = wire->out->len;
    wire_put_u32(wire, 0); /* the length, known at the end */
    wire_put(wire, &command, 1);
}

void wire_put(Wire *wire, const void *data, size_t length) {
    g_byte_array_append(wire->out, data, (guint)length);
}

void wire_put_string(Wire *wire, const char *text) {
    wire_put(wire, text, strlen(text) + 1);
}

void wire_put_u32(Wire *wire, guint32 number) {
    guint32 big = GUINT32_TO_BE(number);
    wire_put(wire, &big, sizeof big);
}

bool wire_end(Wire *wire, GError **error) {
    guint32 length = GUINT32_TO_BE(wire->out->len - wire->packet_start - 4);
    memcpy(wire->out->data + wire->packet_start, &length, sizeof length);
    return wire->out->len < gather || wire_flush(wire, error);
}

bool wire_flush(Wire *wire, GError **error) {
    for (size_t done = 0; done < wire->out->len;) {
        ssize_t n = send(wire->fd, wire->out->data + done, wire->out->len - done, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_errno(error, "sending to the filter");
        done += (size_t)n;
    }
    wire->sent += wire->out->len;
    g_byte_array_set_size(wire->out, 0);
    return true;
}

/* Brings `want` bytes that are not yet handed out into `in`. */
static bool fill(Wire *wire, guint want, GError **error) {
    if (wire->in_start > 0 && wire->in->len - wire->in_start < want) {
        g_byte_array_remove_range(wire->in, 0, wire->in_start);
        wire->in_start = 0;
    }
    while (wire->in->len - wire->in_start < want) {
        guint8 piece[16384];
        ssize_t n = recv(wire->fd, piece, sizeof piece, 0);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_errno(error, "reading from the filter");
        if (n == 0) {
            g_set_error(error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the filter closed the session");
            return false;
        }
        wire->received += (guint64)n;
        g_byte_array_append(wire->in, piece, (guint)n);
    }
    return true;
}

bool wire_read(Wire *wire, Packet *packet, GError **error) {
    guint32 length = 0;
    if (!wire_flush(wire, error) || !fill(wire, sizeof length, error))
        return false;
    memcpy(&length, wire->in->data + wire->in_start, sizeof length);
    length = GUINT32_FROM_BE(length);
    if (length == 0 || length > longest_reply) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the filter sent a packet of %u bytes",
                    length);
        return false;
    }
    if (!fill(wire, length + 4, error))
        return false;
    const guint8 *start = wire->in->data + wire->in_start + 4;
    wire->in_start += length + 4;
    *packet = (Packet){.command = (char)start[0], .data = (const char *)start + 1, .length = length - 1};
    return true;
}

bool wire_read_line(Wire *wire, GString *line, GError **error) {
    g_string_truncate(line, 0);
    if (!wire_flush(wire, error))
        return false;
    for (;;) {
        if (line->len > longest_reply || !fill(wire, 1, error))
            return false;
        const char *start = (const char *)wire->in->data + wire->in_start;
        const guint there = wire->in->len - wire->in_start;
        const char *end = memchr(start, '\n', there);
        const guint length = end != NULL ? (guint)(end - start) : there;
        g_string_append_len(line, start, (gssize)length);
        wire->in_start += length + (end != NULL ? 1 : 0);
        if (end != NULL) {
            g_string_truncate(line, line->len - (g_str_has_suffix(line->str, "\r") ? 1 : 0));
            return true;
        }
    }
}

guint64 wire_sent(const Wire *wire) {
    return wire->sent;
}

guint64 wire_received(const Wire *wire) {
    return wire->received;
}
