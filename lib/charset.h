#ifndef EARSHOT_CHARSET_H
#define EARSHOT_CHARSET_H
// Internal to message: which charset some bytes really have, whatever their
// sender called it.

#include <glib.h>
#include <stddef.h>

// Bytes to valid UTF-8. `declared` is the name that mail gave, or NULL. It is believed unless the bytes say
// otherwise: a byte order mark, zero bytes as UTF-16 has them, UTF-8 under the name of an 8-bit charset,
// 8-bit text called UTF-7, UTF-16 or ASCII, Polish in Windows-1250 under the name of Latin 1. Controls may
// occur. The caller owns it.
char *charset_decode(const char *bytes, size_t size, const char *declared) G_GNUC_WARN_UNUSED_RESULT;

#endif
