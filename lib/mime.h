#ifndef EARSHOT_MIME_H
#define EARSHOT_MIME_H
// The MIME tree of a message (RFC 2046), flattened in the order of the bytes.
// Nodes point into the message; a tree cut off anywhere is read as far as it goes.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include "field.h"

#define MIME_PARTS_MAX 500
#define MIME_DEPTH_MAX 50

typedef struct MimeNode {
    char *type;    // lower case, "text/plain" when absent or unreadable
    char *content; // raw values of Content-Type, -Transfer-Encoding, -Disposition, or NULL
    char *encoding;
    char *disposition;
    const char *body; // what stands behind its header, borrowed
    size_t size;
    int parent; // index, -1 at the top
    int depth;
    bool container; // a multipart with a boundary, or a message/rfc822: has children
    bool enclosed;  // stands inside a message/rfc822
} MimeNode;

// A parameter of a Content-Type (NULL allowed), also in the pieces and codes of RFC 2231, whose charset is
// taken to be ASCII. NULL when absent. The caller owns it.
char *mime_parameter(const char *content, const char *name);

// Of MimeNode, never empty; `fields` are those of the whole message, whose body is given. At most
// MIME_PARTS_MAX nodes; what nests deeper than MIME_DEPTH_MAX is left as it stands.
GArray *mime_tree(const GArray *fields, const char *body, size_t size) G_GNUC_WARN_UNUSED_RESULT;

#endif
