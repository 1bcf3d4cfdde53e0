#ifndef EARSHOT_CALENDAR_HOURS_H
#define EARSHOT_CALENDAR_HOURS_H
// The `hours` of a mailbox, "Mon-Fri 09:00-12:00 13:00-17:00, Sat 10:00-12:00" or "24x7", as ranges of a
// week. Only calendar includes this.

#include <glib.h>
#include <stdbool.h>

#define CALENDAR_RANGES 8 // at most, per day

typedef struct Range { // minutes since local midnight, end exclusive
    int start, end;
} Range;

typedef struct Weekday {
    Range ranges[CALENDAR_RANGES]; // in order, not overlapping
    int count;
} Weekday;

// Fills a week of no hours, Monday first. FATE_CONFIG names the word that is wrong.
bool calendar_hours_parse(const char *hours, Weekday week[7], GError **error);

#endif
