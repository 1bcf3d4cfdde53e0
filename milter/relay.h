#ifndef EARSHOT_RELAY_H
#define EARSHOT_RELAY_H
// Hands one mail to the relay over SMTP and says what became of it. One
// connection is kept over many mails. For one thread.

#include <glib.h>
#include <stdbool.h>
#include "config.h"

typedef struct Relay Relay;

typedef enum RelayFate {
    RELAY_SENT,  // the relay has it
    RELAY_DEFER, // not now: 4xx, no connection, a time-out, TLS or login trouble
    RELAY_BURY,  // the relay will not take this mail: 5xx to its sender, recipient or content
} RelayFate;
const char *relay_fate_name(RelayFate fate);

typedef struct RelayMail { // all borrowed
    const char *sender;    // addr-spec; "" is <>
    const char *recipient; // addr-spec
    GBytes *bytes;         // lines end in CRLF
    // Asked whenever more of the mail is to go, the last time before what ends it: false breaks it off, and
    // the relay has nothing. NULL: it may.
    bool (*may)(const void *data);
    const void *data;
} RelayMail;

typedef struct RelayResult {
    RelayFate fate;
    bool down;       // the relay itself is the trouble: no use to try the next mail at once
    char reply[256]; // its last reply, or what happened in its place
} RelayResult;

// From [relay] of the configuration, which has a url. The first before threads start. FATE_CONFIG when the
// password file cannot be read.
Relay *relay_new(const Config *config, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void relay_free(Relay *relay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Relay, relay_free)

// At most a minute. An address with control characters, blanks or brackets is buried here.
RelayResult relay_send(Relay *relay, const RelayMail *mail);
// Connects, takes TLS and logs in as it would for a mail, and begins none: RELAY_SENT when that worked. The
// relay is good for nothing else afterwards. At most half a minute.
RelayResult relay_probe(Relay *relay);

#endif
