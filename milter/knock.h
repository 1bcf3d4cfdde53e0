#ifndef EARSHOT_KNOCK_H
#define EARSHOT_KNOCK_H
// Connecting to a socket of ours as the MTA does, and asking it what the MTA
// asks first.

#include <glib.h>
#include <stdbool.h>

// Begins a connection to "unix:/path" or "inet:port@host", not blocking: it may fail later. The descriptor,
// or -1 with errno.
int knock_begin(const char *socket);

// Whether a milter answers there to option negotiation within `patience` microseconds. FATE_TEMPORARY when
// not. The session that begins so ends at once and is about no message.
bool knock_milter(const char *socket, GTimeSpan patience, GError **error);
// The same on a connection that is there and stays open; errno when not, EPROTO for who is no milter.
bool knock_asks(int connection, GTimeSpan patience);

#endif
