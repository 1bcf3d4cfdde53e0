#ifndef EARSHOT_PROMISE_MOMENT_H
#define EARSHOT_PROMISE_MOMENT_H
// Internal to promise: what the parts of a named date mean together, as a moment.

#include "promise_date.h"

// What was read of one date; what was not named is false or 0.
typedef struct When {
    GDate date;    // valid when named: an explicit date or so many days from today
    bool today;    // and that is today, in so many words
    bool next;     // "next Tuesday"
    bool past;     // "last Tuesday", "Monday to Friday": no date to promise for
    int weekday;   // 1 is Monday
    TermKind span; // a week, month or year named by TERM_WEEK_START to TERM_YEAR_END
    int ahead;     // so many from now
    bool timed;
    int minutes; // of the day
    DayPart part;
    bool free; // the part needs no day
    bool elapsed;
    int64_t due; // a moment by itself ("in 2 hours"); 0 when not
} When;

// False when it names no day, or none that lies ahead of `sent`.
bool when_resolve(const DateReader *reader, const When *when, int64_t *due);
// The next day with that number and month (0: any month); false when no year has it.
bool when_next_date(const DateReader *reader, int day, int month, GDate *date);
// A length of time from `sent`.
void when_elapse(const DateReader *reader, int count, DayUnit unit, When *when);

#endif
