#ifndef EARSHOT_CALENDAR_H
#define EARSHOT_CALENDAR_H
// Business time of a mailbox: its zone, hours per weekday and holidays.
// Immutable after it is made; any thread may use it.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Calendar Calendar;

// `hours` as in "Mon-Fri 09:00-12:00 13:00-17:00, Sat 10:00-12:00" or "24x7"; `zone` an IANA name
// ("Europe/Berlin"; no "..", no absolute path). Days are Mon to Sun or written out, "Sat-Mon" goes round, a
// day has at most 8 ranges and may end at 24:00. FATE_CONFIG says what is wrong.
Calendar *calendar_new(const char *hours, const char *zone, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void calendar_free(Calendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Calendar, calendar_free)

// Reads holidays from a plain file, a line each "2026-12-25 Christmas Day", # comments. On a holiday the
// hours are closed, 24x7 too. FATE_CONFIG names all bad lines, "file:line: message" on a line each. Call it
// before the calendar is shared.
bool calendar_add_holidays(Calendar *calendar, const char *path, GError **error);

// The first moment at which `business` of open time has passed since `start`. With no open time in the next
// two years (all holidays) it falls back to wall-clock time, so that a promise always has a moment; with some
// but not enough it is a moment beyond these years.
int64_t calendar_add(const Calendar *calendar, int64_t start, GTimeSpan business);
// Open time between two moments, zero when end is not after start. What lies over two years after start is
// not counted.
GTimeSpan calendar_between(const Calendar *calendar, int64_t start, int64_t end);
// True when the hours are open at that moment.
bool calendar_open_at(const Calendar *calendar, int64_t time);
// The same local time so many business days later, a day with any open time counting as one; moved to the
// close of that day's hours when it lies behind them, and to their opening when before. Without such a day
// within two years, days of the calendar.
int64_t calendar_add_days(const Calendar *calendar, int64_t start, unsigned days);
// When the hours of the local date on which `time` lies close for the day; its midnight when they do not
// open.
int64_t calendar_close(const Calendar *calendar, int64_t time);
// A local date and time, up to 24:00, as a moment; one that a change of the clocks skips is the moment of
// that change, of one that comes twice it is the first. False for a date that does not exist.
bool calendar_moment(const Calendar *calendar, int year, int month, int day, int hour, int minute,
                     int64_t *moment);
// That moment in the calendar's zone. The caller owns it.
GDateTime *calendar_local(const Calendar *calendar, int64_t time);

#endif
