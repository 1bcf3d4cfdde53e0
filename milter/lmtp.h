#ifndef EARSHOT_LMTP_H
#define EARSHOT_LMTP_H
// The server's side of LMTP (RFC 2033) as a pure machine: bytes in, replies
// out, no socket and no clock. Recipients are judged by a callback at RCPT, which also
// says whether the body matters: only then its beginning is kept. After the final dot
// the machine waits until its owner says what became of each recipient.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Lmtp Lmtp;

typedef enum LmtpWelcome {
    LMTP_REFUSED,
    LMTP_TAKEN, // that a mail came for it is all that matters
    LMTP_READ,  // the mail is read: its beginning is kept
} LmtpWelcome;

// Is this address (without <>) one of ours? Answers at once, without waiting for anything.
typedef LmtpWelcome (*LmtpAccepts)(const char *address, void *data);

typedef enum LmtpState {
    LMTP_MORE,    // wants more bytes
    LMTP_CONFIRM, // a mail is complete: lmtp_recipients, then lmtp_confirm; feeds nothing until then
    LMTP_CLOSE,   // replies are to be written, then the connection is closed
} LmtpState;

#define LMTP_LINE_LIMIT 2048     // bytes of a command line, CRLF included
#define LMTP_RECIPIENT_LIMIT 100 // of one mail: 452 above
#define LMTP_ERROR_LIMIT 20      // bad commands on one connection: 421 above
// Octets kept of a mail that is read: in a report ours stands last.
#define LMTP_BODY_LIMIT (64 * 1024)

Lmtp *lmtp_new(const char *hostname, LmtpAccepts accepts, void *data) G_GNUC_WARN_UNUSED_RESULT;
void lmtp_free(Lmtp *lmtp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lmtp, lmtp_free)

// The greeting, and what to say to one who waited too long or comes while we stop.
void lmtp_greet(const Lmtp *lmtp, GByteArray *replies);
void lmtp_dismiss(const Lmtp *lmtp, const char *why, GByteArray *replies);

// Appends to `replies`. Bytes that come while a mail waits for its confirmation are kept: feed no more than a
// buffer's worth then.
LmtpState lmtp_feed(Lmtp *lmtp, const uint8_t *bytes, size_t size, GByteArray *replies);

// The recipients of the complete mail (char *), in order; borrowed until lmtp_confirm.
const GPtrArray *lmtp_recipients(const Lmtp *lmtp);
// The path of MAIL FROM without <>, "" for the null sender, and the beginning of the mail, dots unstuffed
// (empty unless a recipient is LMTP_READ). Both of the complete mail, borrowed until lmtp_confirm.
const char *lmtp_sender(const Lmtp *lmtp);
const GByteArray *lmtp_body(const Lmtp *lmtp);
// A reply a recipient: 250 where taken[i], else 451. Goes on with what was kept.
LmtpState lmtp_confirm(Lmtp *lmtp, const bool *taken, GByteArray *replies);

#endif
