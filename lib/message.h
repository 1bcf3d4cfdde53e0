#ifndef EARSHOT_MESSAGE_H
#define EARSHOT_MESSAGE_H
// A message as parsed: header fields in order, ids, addresses, dates, and the
// leaves of its MIME tree. Parsing never fails on odd input: what cannot be
// read is absent. Limits hold for everything: header fields (2,000), addresses
// a field (1,000), references (1,000), parts (500), depth (50). All text is
// valid UTF-8 without NUL; results are borrowed unless said otherwise. A
// Message is used by one thread at a time.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "field.h"

typedef struct Message Message;

// One node of the MIME tree, in the order of the bytes.
typedef struct Part {
    char *type;        // "text/html", lower case; "text/plain" when absent or unreadable
    char *disposition; // "inline", "attachment", ... lower case, or NULL
    char *filename;    // decoded, or NULL
    int parent;        // index of the multipart or message/rfc822 it stands in, -1 at the top
    int depth;         // 0 at the top
    bool multipart;    // has children instead of content
    bool enclosed;     // stands inside a message/rfc822: another message's
} Part;

// Once, before threads start.
void message_library_start(void);

// Reads a whole message as it came over SMTP or from a file (CRLF or LF). Fails only on zero bytes or
// when no header field can be found at all (FATE_PERMANENT).
Message *message_parse(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void message_free(Message *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Message, message_free)

// Header fields from the top (Field as in field.h); *count is set.
const Field *message_fields(const Message *message, size_t *count);
// True when the header was longer than is read (2,000 fields, 1 MB): a field that is not found may stand
// behind the cut, so nobody may conclude that it is absent.
bool message_header_cut(const Message *message);
// The value of the first field of that name (any case), or NULL.
const char *message_field(const Message *message, const char *name);
// Decodes one raw value by RFC 2047. The caller owns it.
char *message_decode(const char *raw);
// Removes RFC 5322 comments and outer blanks of a structured value; quoted strings are kept. The caller owns
// it.
char *message_strip_comments(const char *value);

const char *message_subject(const Message *message);   // decoded, "" when absent
const char *message_id(const Message *message);        // without <>, or NULL
const char *message_from(const Message *message);      // the first From address with an @, or NULL
const char *message_from_name(const Message *message); // its display name decoded, or NULL
// Addresses (char * addr-specs) over all instances of the named field, groups opened.
const GPtrArray *message_addresses(const Message *message, const char *name);
// True when any From holds a group (RFC 6854).
bool message_from_is_group(const Message *message);
// Message-IDs without <>, In-Reply-To first, then References from newest to oldest, each once.
const GPtrArray *message_references(const Message *message);
// Times of Date, of the oldest and the newest Received; 0 when missing or unreadable.
int64_t message_date(const Message *message);
// The zone in Date, minutes east of Greenwich: the writer's clock. False when Date is missing or unreadable,
// or says "-0000" or "GMT", which tell nothing (RFC 5322 s.3.3).
bool message_date_offset(const Message *message, int *minutes);
int64_t message_received_oldest(const Message *message);
int64_t message_received_newest(const Message *message);

// The MIME tree, flattened. Index 0 is the top.
const Part *message_parts(const Message *message, size_t *count);
// A parameter of a part's Content-Type decoded (RFC 2231), or NULL. The caller owns it.
char *message_part_parameter(const Message *message, size_t part, const char *name);
// A leaf's content, transfer decoding undone, at most `limit` bytes. The caller owns it; never NULL.
GBytes *message_part_bytes(const Message *message, size_t part, size_t limit);
// A text leaf as valid UTF-8 with LF line ends, charset undone (where the bytes belie its name they decide),
// format=flowed joined, uuencoded files left out, of at most `limit` bytes. The caller owns it; never NULL.
char *message_part_text(const Message *message, size_t part, size_t limit);
// The bytes of everything behind the header: for digests of content and plain-form bounces. Borrowed.
const char *message_body_raw(const Message *message, size_t *size);

#endif
