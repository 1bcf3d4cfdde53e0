#ifndef EARSHOT_HOLIDAYS_H
#define EARSHOT_HOLIDAYS_H
// Days off from an iCalendar file (RFC 5545), as the plain dated lines that a
// mailbox's `holidays` reads (calendar.h). libical does the reading; a rule can ask for more
// work than anybody has time for, and some keep libical busy for ever, so callers run this in
// a child with limits (earshot calendar import), never in a daemon.

#include <glib.h>
#include <stdbool.h>

typedef struct Holiday {
    int year, month, day;
    char *name; // one line of text without control characters, may be empty
} Holiday;

// All days of all-day events from `first_year` to `last_year`, sorted, each day once (GArray of Holiday,
// freed with it). Events with a time of day, and cancelled ones, are no holidays and are counted in *skipped;
// what a RECURRENCE-ID moves or cancels is followed. A day with several names has the first that is not
// empty.
//
// Refused are what is no calendar, a date or rule that cannot be read, rules more often than daily, changes
// to THISANDFUTURE, and files that give more than 10,000 days or ask for more work than an honest one does:
// all FATE_CONFIG, and the event is named. The text may hold any bytes.
GArray *holidays_read(const char *text, int first_year, int last_year, unsigned *skipped,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
