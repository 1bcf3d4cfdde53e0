#ifndef EARSHOT_QUOTE_ARMOR_H
#define EARSHOT_QUOTE_ARMOR_H
// A mail signed in the text itself (RFC 4880, section 7): the armor is nobody's words.

#include "quote_lines.h"

// Takes the armor out and undoes the escapes of dashes in the signed lines.
void quote_armor_mark(Lines *lines);

#endif
