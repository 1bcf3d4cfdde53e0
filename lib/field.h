#ifndef EARSHOT_FIELD_H
#define EARSHOT_FIELD_H
// A header block as it stands: fields in order, by our own small scanner, since
// the exact order, repeats and raw values decide much (RFC 5322 s.2.2, 3.6).

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Field {
    char *name;  // as it stands
    char *value; // unfolded, outer blanks removed, raw (RFC 2047 not decoded); 8-bit bytes made valid UTF-8
} Field;

#define FIELD_BLOCK_MAX ((size_t)1024 * 1024) // a longer header ends there

// An array that frees its fields; of Field.
GArray *field_array_new(void) G_GNUC_WARN_UNUSED_RESULT;
// Appends the fields of the header at the start of data, at most `limit` of them, and returns where the body
// begins. The header ends with an empty line, or at the first line that is no field; that line is body.
// Lines end with CRLF or LF. An mbox "From " line is passed over.
size_t field_scan(const char *data, size_t size, size_t limit, GArray *fields);
// True when the scan, which returned `header`, stopped because the block was full, in a line or between two,
// rather than at an empty line or at one that is no field.
bool field_block_cut(const char *data, size_t size, size_t header);
// Control characters (C0, DEL, C1) of valid UTF-8 become blanks, in place.
void field_blank_controls(char *text);
// The value of the first field of that name (any case), or NULL; borrowed.
const char *field_find(const GArray *fields, const char *name);

// Removes comments (RFC 5322 s.3.2.2) and outer blanks; quoted strings are kept. The caller owns it.
char *field_strip_comments(const char *value);
// The token, lower case, before the first ';': "text/html", "attachment". NULL when there is none. The caller
// owns it.
char *field_main_value(const char *value);
// A parameter behind it (RFC 2045 s.5.1), quotes undone; RFC 2231 is not. NULL when absent. The caller owns
// it.
char *field_parameter(const char *value, const char *name);
// Message-IDs in angle brackets, without them, appended to ids in order (char *), at most `limit` in ids.
void field_message_ids(const char *value, GPtrArray *ids, size_t limit);

#endif
