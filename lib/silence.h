#ifndef EARSHOT_SILENCE_H
#define EARSHOT_SILENCE_H
// Whether an account that wrote regularly has been silent for longer than it would be
// by chance (RECOVERY.md section 5). Weeks in which it wrote are counted, not
// mails: a burst of forty about one outage is one week. Only weeks that are over count. Pure.
//
// It is measured against itself: how soon it wrote again once it was silent, in the year up to its last
// message; with less hope in weeks in which it was silent last year too, and in weeks in which few of all
// accounts write (holidays, August, a gateway that stood still). From this, and from how often it falls
// silent, comes how likely it is that a year holds so long a silence by chance: below SILENCE_CHANCE it is
// told. Never before SILENCE_LEAST weeks (SILENCE_LEAST_NEW of an account known for less than a year, whose
// summer nobody has seen), nor before SILENCE_FELT when a week counts only as far as these two seasons leave
// hope in it; nor while the silence is no longer than one it kept before.
//
// What this is held to, by an independent simulation (tests/unit/test_silence.c), looked at each week:
//   regular      first wrote a year before its last message, and in SILENCE_REGULAR of those 52 weeks
//   false alarm  a regular account that does not stop is told at least once in a year: at most 5 in 100
//   found        a regular account that stopped for good is told within five usual gaps and four weeks of
//                its last message: at least 80 in 100

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "rhythm.h"

#define SILENCE_REGULAR 16
#define SILENCE_LEAST 5
#define SILENCE_LEAST_NEW 11
#define SILENCE_FELT 4
#define SILENCE_CHANCE 0.1
#define SILENCE_GONE 52 // weeks, after which it is history and no news

// All accounts together: how many of them wrote, by the week. Of few accounts it says little, and is believed
// as little.
typedef struct SilenceSeason {
    int64_t newest; // the week of active[0]
    uint32_t active[RHYTHM_WEEKS];
} SilenceSeason;

// Empty, for looks at `now`.
void silence_season_init(SilenceSeason *season, int64_t now);
void silence_season_add(SilenceSeason *season, const Rhythm *rhythm);
// How much of the usual number of accounts wrote in that week: from near 0, a lull, to 1.
double silence_season_factor(const SilenceSeason *season, int64_t week);

typedef enum SilenceFinding {
    SILENCE_NEVER_WROTE,
    SILENCE_TOO_FEW, // too few weeks to say, or known for too short a time
    SILENCE_USUAL,   // it writes, or its silence is nothing special
    SILENCE_LONG,    // to be told
    SILENCE_IS_GONE, // was, SILENCE_GONE weeks ago and more
} SilenceFinding;

typedef struct Silence {
    SilenceFinding finding;
    int64_t since;    // its last message, 0: none
    unsigned weeks;   // silent, whole ones
    unsigned active;  // weeks in which it wrote, of the 52 up to its last message
    unsigned longest; // weeks of the longest silence it kept before
    double usual_gap; // days from a week in which it wrote to the next, 0: not known
    double chance;    // that a year holds such a silence by chance, 0 to 1; 1 where it is not judged
    double lull;      // mean factor of the silent weeks: what of it the season explains, 1: nothing
} Silence;

// As of `now`. `season` may be NULL: none is known.
Silence silence_of(const Rhythm *rhythm, const SilenceSeason *season, int64_t now);

#endif
