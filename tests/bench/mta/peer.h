#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include "tally.h"
#include "wire.h"

/* A filter on the other end of a wire, after the negotiation: which steps it wants to be sent, to which it
 * replies and which macros it is given. */
typedef struct Peer Peer;

/* Connects and negotiates version 6 with all actions and steps on offer. Edits and bytes are counted in
 * `tally`, which must outlive the peer. NULL with an error when nobody answers or the answer is no milter's.
 */
Peer *peer_open(const char *address, int timeout_seconds, Tally *tally, GError **error);
void peer_free(Peer *peer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Peer, peer_free)

/* Macros not set have no value and are not sent; a value is borrowed, NULL takes it away. */
typedef enum {
    MACRO_QUEUE_ID,
    MACRO_MAIL_ADDR,
    MACRO_RCPT_ADDR,
    MACRO_AUTH_AUTHEN,
    MACRO_AUTH_TYPE,
    MACRO_CLIENT_ADDR,
    MACRO_COUNT
} Macro;
void peer_set_macro(Peer *peer, Macro macro, const char *value);

/* Whether the filter wants a step at all, and header values with their leading space. */
bool peer_wants(const Peer *peer, Step step);
bool peer_wants_space(const Peer *peer);

/* A step is begun (which sends its macros first), filled by wire_put on the wire that is returned, and ended,
 * which waits for the reply if one is due: an SMFIR_ letter, SMFIR_CONTINUE when none is, SMFIR_REJECT or
 * SMFIR_TEMPFAIL for a reply code. Edits at end of message are counted on the way. */
Wire *peer_begin(Peer *peer, Step step, GError **error);
bool peer_end(Peer *peer, Step step, char *reply, GError **error);

/* Counts edits in which `text` stands in the tally; borrowed, NULL for none. */
void peer_expect(Peer *peer, const char *text);

/* Sends what is still kept. */
bool peer_flush(Peer *peer, GError **error);

/* A command that is never answered: ABORT is kept until the next flush, QUIT goes out at once. */
bool peer_abort(Peer *peer, GError **error);
bool peer_quit(Peer *peer, GError **error);

#endif
