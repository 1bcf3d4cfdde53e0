#ifndef EARSHOT_QUOTE_HEADER_H
#define EARSHOT_QUOTE_HEADER_H
// Quotes that a mail program introduces by more than a sentence: markers ("-----Original Message-----"),
// blocks of labels ("From: ... Sent: ..."), lines of help desks ("reply above this line").

#include "quote_lines.h"

void quote_header_mark(Lines *lines);

#endif
