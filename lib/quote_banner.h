#ifndef EARSHOT_QUOTE_BANNER_H
#define EARSHOT_QUOTE_BANNER_H
// What a gateway puts above a mail from outside (or below it): no word of its writer's.

#include <stdbool.h>

// Lines joined by blanks: "CAUTION: This email originated from outside of the organization. ..."
bool quote_banner_is(const char *paragraph);
// What may stand behind such a banner: "Do not click links or open attachments ...".
bool quote_banner_advice(const char *paragraph);
// "[EXTERNAL]", "*** External e-mail ***": all of a line.
bool quote_banner_mark(const char *line);
// The length of such a mark in brackets that a text begins with, and of the blanks behind it; 0 when none.
unsigned quote_banner_tag(const char *text);

#endif
