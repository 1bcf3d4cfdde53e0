#ifndef EARSHOT_HOLIDAYS_NAME_H
#define EARSHOT_HOLIDAYS_NAME_H
// A private part of holidays: what a day is called.

#include <glib.h>

// One line of at most 120 characters out of any bytes: valid UTF-8 without control characters, a space for
// any run of white space. The caller owns it.
char *holidays_name(const char *text) G_GNUC_WARN_UNUSED_RESULT;

#endif
