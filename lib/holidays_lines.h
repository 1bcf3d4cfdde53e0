#ifndef EARSHOT_HOLIDAYS_LINES_H
#define EARSHOT_HOLIDAYS_LINES_H
// A private part of holidays: the lines of an iCalendar file that days off are made from.

#include <glib.h>

// The content lines (RFC 5545, 3.1) that say when an event is and what it is called, and those that begin and
// end components: unfolded, ended by LF, without those that have no value. What is too long in a name is cut.
// FATE_CONFIG when there is no VCALENDAR, or more of anything than a calendar of days off has: "line N: ..."
// where one line is to blame. The caller owns the text.
char *holidays_lines(const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
