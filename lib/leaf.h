#ifndef EARSHOT_LEAF_H
#define EARSHOT_LEAF_H
// Internal to message: what a leaf of the MIME tree holds, its transfer
// encoding undone as far as it was really applied.

#include <glib.h>
#include "mime.h"

// The content, at most `limit` bytes; shared with `message`, which node->body points into, where nothing was
// encoded. The caller owns it; never NULL.
GBytes *leaf_bytes(const MimeNode *node, GBytes *message, size_t limit) G_GNUC_WARN_UNUSED_RESULT;
// The same as text: charset undone, clean (plain.h), format=flowed joined, uuencoded files left out. The
// caller owns it; never NULL.
char *leaf_text(const MimeNode *node, GBytes *message, size_t limit) G_GNUC_WARN_UNUSED_RESULT;

#endif
