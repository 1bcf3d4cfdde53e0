#ifndef EARSHOT_TIMINGS_H
#define EARSHOT_TIMINGS_H
// How long customers waited: percentiles of the clocks that stopped in a time,
// for all of a kind and by mailbox, level, tier and ISO week. Never means: one
// forgotten message among a hundred would hide in them.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock.h"
#include "store.h"

typedef enum TimingsBy {
    TIMINGS_ALL,
    TIMINGS_MAILBOX,
    TIMINGS_LEVEL,
    TIMINGS_TIER,
    TIMINGS_WEEK, // in which it stopped, on the mailbox's own calendar
    TIMINGS_BYS
} TimingsBy;

enum { TIMINGS_P50, TIMINGS_P90, TIMINGS_P99, TIMINGS_RANKS };

#define TIMINGS_UNKNOWN "unknown" // the tier of who has none

typedef struct TimingsGroup {
    ClockKind kind;
    TimingsBy by;
    char *name;                        // of its mailbox, level or tier, or "2026-W48"; NULL for all
    uint64_t count;                    // that stopped
    uint64_t in_time;                  // of these; 0 for CLOCK_ACKNOWLEDGE, which is never due
    uint64_t late;                     // that still run and are late, beside these
    GTimeSpan business[TIMINGS_RANKS]; // -1 where there is nothing to tell
    GTimeSpan wall[TIMINGS_RANKS];
    // Of timings.c alone.
    unsigned order;
    uint64_t seen, kept_wall, kept_business;
} TimingsGroup;

typedef struct Timings Timings;

// `mailboxes` (Mailbox *, borrowed) give the calendars: a clock of a mailbox that is not among them has only
// wall-clock time, as receipt always has. Percentiles are exact, by nearest rank, as long as no more than
// `most` clocks stopped; beyond, they are those of `most` drawn evenly at random, always the same ones, and
// counts stay exact. One costs 60 bytes.
Timings *timings_new(const GPtrArray *mailboxes, size_t most) G_GNUC_WARN_UNUSED_RESULT;
void timings_free(Timings *timings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Timings, timings_free)
#define TIMINGS_MOST 2000000

// Takes in a clock that stopped; one that runs or was dropped counts nowhere. One that ended unmet is not in
// time, and its wait is that until it ended: of touchpoints each missed day is one.
void timings_add(Timings *timings, const Clock *clock);
// Counts a clock that runs and is late; others count nowhere.
void timings_add_late(Timings *timings, const Clock *clock, int64_t now);
// All that stopped from `since` on and before `until`, and all that are late now.
void timings_gather(Timings *timings, StoreTxn *txn, int64_t since, int64_t until, int64_t now);

// Works out the percentiles. TimingsGroup *, borrowed until more is added: by kind, of a kind all first, then
// by mailbox, level (the gravest first), tier, week; only groups that have a clock.
const GPtrArray *timings_groups(Timings *timings);
// True when more stopped than were kept.
bool timings_is_drawn(const Timings *timings);
// The tiers that wait longest and shortest for a reply of this kind, by p50 in business time: true when the
// one is at least three times the other, of tiers with at least ten replies. Call it after timings_groups.
bool timings_is_uneven(const Timings *timings, ClockKind kind, const TimingsGroup **longest,
                       const TimingsGroup **shortest);

// "0.3 s", "45 s", "12 min 5 s", "3 h 12 min"; with `days` what is over two days of 24 hours is "3 d 4 h",
// without (business time has no such days) "76 h 0 min", "120 h". At most 11 columns up to 9,999 days. The
// caller owns it.
char *timings_span(GTimeSpan span, bool days);

#endif
