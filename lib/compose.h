#ifndef EARSHOT_COMPOSE_H
#define EARSHOT_COMPOSE_H
// Headers and bodies to the bytes of a mail (RFC 5322, MIME): CRLF, lines of
// at most 998 bytes, RFC 2047 in headers, text and HTML as multipart/alternative
// in UTF-8 quoted-printable. The same input gives the same bytes (the boundary comes from the Message-ID).

#include <glib.h>
#include <stdint.h>

typedef struct Letter { // all borrowed; NULL leaves a field out
    const char *from_name;
    const char *from;        // addr-spec
    const char *to;          // addr-spec
    const char *reply_to;    // addr-spec
    const char *subject;     // UTF-8
    const char *message_id;  // without <>
    const char *in_reply_to; // without <>
    const GPtrArray
        *references; // char * without <>, oldest first; long lists keep the first and the last twenty
    const char *auto_submitted; // "auto-replied", "auto-generated"
    const char *loop_token;     // Earshot-Loop
    const char *list_id;        // or NULL
    const char *language;       // Content-Language
    int64_t date;
    const char *text;
    const char *html; // or NULL: text alone
} Letter;

// Control characters are removed from every value. The caller owns the bytes; FATE_PERMANENT when an address
// is not sane.
GBytes *compose_letter(const Letter *letter, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
