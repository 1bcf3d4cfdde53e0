#ifndef EARSHOT_CELL_H
#define EARSHOT_CELL_H
// What stands in one place of a table for people: short, and no wider than its
// column, whatever a message put into it.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "calendar.h"

// At most so many columns of the text, an ellipsis where it is cut; what is not printable is left out. The
// caller owns it.
char *cell_cut(const char *text, unsigned columns, bool ascii);
// "30 s", "45 min", "2 h", "3 d": whole units, days from the second on. The caller owns it.
char *cell_span(GTimeSpan span);
// "in 2 h", "late 3 d". The caller owns it.
char *cell_due(int64_t due, int64_t now);
// "2026-11-23 10:15" as the clocks of the calendar's zone show it; NULL: UTC. The caller owns it.
char *cell_time(const Calendar *calendar, int64_t time);

#endif
