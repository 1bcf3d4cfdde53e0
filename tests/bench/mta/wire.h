#ifndef BENCH_WIRE_H
#define BENCH_WIRE_H

#include <stdbool.h>
#include <glib.h>

/* One connection to a milter, seen from the MTA: packets of a length, a command and data, over a stream
 * socket. */
typedef struct Wire Wire;

/* Connects to `address`, written as libmilter writes it: unix:/path, local:/path, inet:port@host,
 * inet6:port@host. No read or write of this wire waits longer than `timeout_seconds`. NULL with an error when
 * nobody listens. */
Wire *wire_open(const char *address, int timeout_seconds, GError **error);

/* Closes without a word; a polite end is SMFIC_QUIT and wire_flush before. NULL is nothing. */
void wire_free(Wire *wire);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Wire, wire_free)

/* Writes a packet in pieces: begin, any number of puts, end. Packets are kept until a reply is awaited or
 * much has gathered, as an MTA with buffered streams does. */
void wire_begin(Wire *wire, char command);
void wire_put(Wire *wire, const void *data, size_t length);
void wire_put_string(Wire *wire, const char *text); /* with its NUL */
void wire_put_u32(Wire *wire, guint32 number);
bool wire_end(Wire *wire, GError **error);

bool wire_flush(Wire *wire, GError **error);

/* Flushes, then waits for one packet. `data` lies in the wire until the next read and
 * is not terminated. A peer that closes, answers late or sends a packet beyond the protocol's limit is an
 * error. */
typedef struct {
    char command;
    const char *data;
    size_t length;
} Packet;
bool wire_read(Wire *wire, Packet *packet, GError **error);

/* For protocols of lines: flushes, waits for one and puts it into `line` without its end. */
bool wire_read_line(Wire *wire, GString *line, GError **error);

/* Bytes that went each way so far, frames included. */
guint64 wire_sent(const Wire *wire);
guint64 wire_received(const Wire *wire);

#endif
