#ifndef EARSHOT_MAILFOLDER_MBOX_H
#define EARSHOT_MAILFOLDER_MBOX_H
// The mbox format: where one message ends and the next begins; internal to mailfolder.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Calls `each` for every message of the open file: where its "From " line begins, and the length with that
// line and the empty one behind it. Stops when `each` returns false. FATE_TEMPORARY when the file cannot be
// read, FATE_CONFIG when it has something and does not begin with a "From " line.
typedef bool (*MboxEach)(uint64_t offset, uint64_t length, void *data);
bool mbox_walk(int file, MboxEach each, void *data, GError **error);

// The time in the "From " line at the start of the bytes, in whichever order its parts stand, UTC where it
// names no zone (RFC 4155); 0 when it has none.
int64_t mbox_date(const char *bytes, size_t size);

// From what stands in the file to the message: without the "From " line and the empty line at the end, one
// '>' less before quoted "From ". Takes `bytes`; NULL when they do not begin with a "From " line.
GBytes *mbox_unwrap(char *bytes, size_t size) G_GNUC_WARN_UNUSED_RESULT;

#endif
