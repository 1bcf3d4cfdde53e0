#ifndef EARSHOT_TEXTFILE_H
#define EARSHOT_TEXTFILE_H
// Small text files that an administrator writes: configuration, holidays.

#include <glib.h>

// The text of a regular file of at most `limit` bytes, without a byte order mark. FATE_CONFIG with "path:
// message" or "path:line: message" when it cannot be read, is no regular file, is too large or holds a NUL.
// It may still not be UTF-8. The caller owns it.
char *textfile_read(const char *path, gsize limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
