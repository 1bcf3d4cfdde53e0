#ifndef EARSHOT_PLAIN_H
#define EARSHOT_PLAIN_H
// Bytes of a text part to clean lines: charset undone, valid UTF-8, LF, no
// control characters but tab and line end, format=flowed joined (RFC 3676).

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

// UTF-8 where it is valid, each other byte read as Windows-1252; NUL is left out. The caller owns it.
char *plain_guess(const char *bytes, size_t size);
// From a charset as named in mail (NULL, unknown or plainly wrong: guessed). Invalid sequences become U+FFFD,
// one that is cut off at the end is dropped. The caller owns it.
char *plain_decode(const char *bytes, size_t size, const char *charset);
// Line ends to LF, a leading byte order mark and control characters removed, in place.
void plain_clean(char *text);
// Undoes format=flowed: soft line breaks joined within one quote depth, stuffing removed, quote marks kept as
// "> " a level. The caller owns it.
char *plain_join_flowed(const char *text, bool delsp);

#endif
