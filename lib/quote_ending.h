#ifndef EARSHOT_QUOTE_ENDING_H
#define EARSHOT_QUOTE_ENDING_H
// What stands around a writer's words and is not theirs: signatures, footers, notices and lists' particulars
// before a quote or at the end; gateways' banners at the beginning too.

#include "quote_lines.h"

// Before quotes are looked for, so that a banner is no text above one.
void quote_ending_mark_banners(Lines *lines);
void quote_ending_mark(Lines *lines);

#endif
