#ifndef EARSHOT_EXPLAIN_H
#define EARSHOT_EXPLAIN_H
// What was found in one message, for programs (the JSON of DESIGN section 7)
// and for people. The owner of the contract's JSON.

#include <glib.h>
#include "ctl_screen.h"
#include "hearing.h"

// One line of JSON without its line end; `file` (or NULL) goes first. The caller owns it.
char *explain_json(const Hearing *hearing, const char *file);
// The object for a file that is no message.
char *explain_json_error(const char *file, const char *error);

#define EXPLAIN_LINE 0.15 // a signal below that is not worth a line

// For people: the message's own words with the evidence marked, then the level and why, the signals as bars,
// and what would be done. Evidence is coloured by what it tells of; without colour it stands in brackets,
// with the numbers that the signals have below. No line is wider than the screen, each ends with LF, and no
// escape sequence, control character or bidi mark of the message is left. The caller owns it.
char *explain_page(const Hearing *hearing, const Screen *screen);

#endif
