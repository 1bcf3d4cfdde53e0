#ifndef EARSHOT_CLOCK_H
#define EARSHOT_CLOCK_H
// One clock of a conversation (RECOVERY.md section 2): from when, until when,
// what it has said so far. All times are microseconds since 1970 UTC; what they
// mean in business time a Calendar says. Pure.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "calendar.h"
#include "mailbox.h"

typedef enum ClockKind { // on disk: append only
    CLOCK_ACKNOWLEDGE,   // acceptance to the relay's taking the acknowledgement: measured, never due
    CLOCK_FIRST_REPLY,   // a conversation's first message to our first word by a person
    CLOCK_NEXT_REPLY,    // their first message behind our last word to our next
    CLOCK_TOUCHPOINT,    // our last word, or the rise to critical, to our next word
    CLOCK_PROMISE,       // what we said we would do by a date
    CLOCK_KINDS
} ClockKind;
const char *clock_kind_name(ClockKind kind); // "acknowledge", "first-reply", ...

typedef enum ClockEnd { // on disk: append only
    CLOCK_RUNS,
    CLOCK_MET,     // by what it waited for, in time or late
    CLOCK_RESET,   // a promise that got another date before it was due
    CLOCK_DROPPED, // nobody waits any more: closed, solved, the level fell, history imported; in no report
    CLOCK_UNMET,   // it was due and nobody came, until nobody waited any more or the next day's began
    CLOCK_ENDS
} ClockEnd;
const char *clock_end_name(ClockEnd end); // "running", "met", "reset", "dropped", "missed"

typedef enum ClockWord { // what a running clock has to say, in this order
    CLOCK_HALF,          // half of the business time has passed
    CLOCK_SOON,          // it is due shortly
    CLOCK_MISSED,        // it is due and nobody was in time
    CLOCK_WORDS,
    CLOCK_SILENT = CLOCK_WORDS
} ClockWord;
const char *clock_word_name(ClockWord word); // "half", "soon", "missed"

typedef struct Clock {
    uint64_t thread;
    uint32_t number; // in its thread, from 1
    uint64_t owner;  // slot under which its record is sealed (clocks.h)
    ClockKind kind;
    ClockEnd end;
    Level level;   // the highest that it was held to
    char *mailbox; // whose calendar it is in
    char *tier;    // of the customer's account, or NULL
    char *words;   // CLOCK_PROMISE: as we wrote them; else NULL
    bool accepted; // the MTA has surely taken the message that started it; until then it says nothing
    int64_t started;
    int64_t due;               // CLOCK_ACKNOWLEDGE: 0
    int64_t half, soon;        // when it says these; not after due
    int64_t told[CLOCK_WORDS]; // when each was said or passed over, 0: not yet
    int64_t paused;            // since when the customer was asked and has not answered, 0: runs
    int64_t stopped;           // 0 while it runs
    int64_t indexed;           // of clocks.h alone: where the index has it
} Clock;

Clock *clock_new(ClockKind kind) G_GNUC_WARN_UNUSED_RESULT;
void clock_free(Clock *clock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Clock, clock_free)

// Sets it going. It warns when half of its business time has passed, and again a tenth of that time before it
// is due, at least 5 minutes and at most an hour, never more than a quarter.
void clock_start(Clock *clock, const Calendar *calendar, int64_t now, int64_t due);
// A due time before its own holds from now on, a later one does nothing. A warning whose moment is over with
// that is due at once.
void clock_shorten(Clock *clock, const Calendar *calendar, int64_t due);
// While it is paused it says nothing; afterwards the same business time is left. What is due already is not
// paused.
void clock_pause(Clock *clock, int64_t now);
void clock_resume(Clock *clock, const Calendar *calendar, int64_t now);
void clock_stop(Clock *clock, ClockEnd end, int64_t now);
// Nobody waits for it any more. One that is late by now ends as CLOCK_UNMET: what is missed stays missed.
void clock_drop(Clock *clock, int64_t now);

bool clock_runs(const Clock *clock);
// True when what it waited for came, or has not come, after it was due. A paused clock is never late, nor one
// that runs and was not accepted.
bool clock_is_late(const Clock *clock, int64_t now);
// When it has something to say next; INT64_MAX for never.
int64_t clock_next(const Clock *clock);
// What it has to say by now: the gravest that is due and not told. That and the lesser count as told from
// then on, so after a long stop there is one word, not three. CLOCK_SILENT for nothing.
ClockWord clock_tell(Clock *clock, int64_t now);
// Business and wall-clock time from its start to its stop, of a clock that stopped.
GTimeSpan clock_business(const Clock *clock, const Calendar *calendar);
GTimeSpan clock_wall(const Clock *clock);

#endif
