#ifndef EARSHOT_EXPLAIN_H
#define EARSHOT_EXPLAIN_H
// What was found in one message, for programs (the JSON of DESIGN section 7)
// and for people. The owner of the contract's JSON.

#include <glib.h>
#include <stdio.h>
#include "hearing.h"

// One line of JSON without its line end; `file` (or NULL) goes first. The caller owns it.
char *explain_json(const Hearing *hearing, const char *file);
// The object for a file that is no message.
char *explain_json_error(const char *file, const char *error);
// For people, 80 columns.
void explain_print(const Hearing *hearing, FILE *out);

#endif
