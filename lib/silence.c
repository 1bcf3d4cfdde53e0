// A model with few parts, each of which can be told to a PM: how soon this account
// comes back once it is silent, what the season takes from that, how often it falls
// silent at all. Everything is estimated from few weeks, so each estimate leans on a prior and a silence
// that goes on lessens the hope for its end (a beta distribution, updated by each silent week): that
// keeps the chance honest where a plain power of it would say "one in a million" after six weeks of holiday.
#include "silence.h"

#include <math.h>
#include <stdlib.h>

enum {
    YEAR = 52,
    AROUND = 13, // weeks before and behind, whose median is the usual of all accounts
    OWN_AROUND = 2,
};
static const double PRIOR = 20;       // weeks that the account's plain rate counts as, beside what was seen
static const double SEASON_PRIOR = 3; // accounts that speak for "as usual", beside those that there are
static const double OWN_PRIOR = 5;    // weeks that do, of its own last year

// --- the season of all ---

void silence_season_init(SilenceSeason *season, int64_t now) {
    *season = (SilenceSeason){.newest = rhythm_week(now)};
}

void silence_season_add(SilenceSeason *season, const Rhythm *rhythm) {
    for (unsigned i = 0; i < RHYTHM_WEEKS; i++)
        season->active[i] += rhythm_count(rhythm, season->newest - i) > 0;
}

static int compare_counts(const void *a, const void *b) {
    const uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

// Half a year about a week holds growth and decline, and its median does not feel a holiday.
static double usual_about(const SilenceSeason *season, int64_t place) {
    uint32_t counts[2 * AROUND + 1];
    size_t size = 0;
    const int64_t from = CLAMP(place - AROUND, 1, RHYTHM_WEEKS - (2 * AROUND + 1));
    for (int64_t i = from; i < from + 2 * AROUND + 1; i++)
        counts[size++] = season->active[i];
    qsort(counts, size, sizeof *counts, compare_counts);
    return counts[size / 2];
}

double silence_season_factor(const SilenceSeason *season, int64_t week) {
    const int64_t place = season->newest - week;
    if (place < 1 || place >= RHYTHM_WEEKS) // the week that runs is not over
        return 1;
    const double usual = usual_about(season, place);
    return MIN(1, (season->active[place] + SEASON_PRIOR) / (usual + SEASON_PRIOR));
}

// --- an account's own ways ---

typedef struct Ways {
    const Rhythm *rhythm;
    int64_t first, last; // weeks: the first kept in which it can have written, and the last in which it did
    unsigned active;     // of the year up to the last, as the next two
    unsigned falls;      // how often it fell silent
    unsigned known;      // weeks that it was known, at most a year
    unsigned longest;    // silence, of all that is kept
} Ways;

static bool wrote(const Ways *ways, int64_t week) {
    return rhythm_count(ways->rhythm, week) > 0;
}

static unsigned longest_silence(const Ways *ways) {
    unsigned longest = 0, silent = 0;
    for (int64_t week = ways->first; week <= ways->last; week++) {
        silent = wrote(ways, week) ? 0 : silent + 1;
        longest = MAX(longest, silent);
    }
    return longest;
}

static Ways ways_of(const Rhythm *rhythm) {
    Ways ways = {.rhythm = rhythm, .last = rhythm_week(rhythm->last)};
    ways.first = MAX(rhythm_week(rhythm->first), rhythm->newest - RHYTHM_WEEKS + 1);
    ways.known = (unsigned)CLAMP(ways.last - ways.first + 1, 0, YEAR);
    for (int64_t week = ways.last - ways.known + 1; week <= ways.last; week++) {
        ways.active += wrote(&ways, week);
        ways.falls += week < ways.last && wrote(&ways, week) && !wrote(&ways, week + 1);
    }
    ways.longest = longest_silence(&ways);
    return ways;
}

typedef struct Hope { // that a silent week is followed by one in which it writes: returns among trials
    double returns, trials;
} Hope;

static Hope hope_of(const Ways *ways) {
    double silent = 0, returns = 0;
    for (int64_t week = ways->last - ways->known + 2; week <= ways->last; week++) {
        silent += !wrote(ways, week - 1);
        returns += !wrote(ways, week - 1) && wrote(ways, week);
    }
    const double rate = (double)ways->active / ways->known;
    return (Hope){.returns = returns + PRIOR * rate, .trials = silent + PRIOR};
}

// Less where the same weeks of last year were emptier than its year was. Without a last year, 1.
static double own_season(const Ways *ways, int64_t week) {
    const double rate = (double)ways->active / ways->known;
    double wrote_then = 0, weeks = 0;
    for (int64_t then = week - YEAR - OWN_AROUND; then <= week - YEAR + OWN_AROUND; then++) {
        if (then < ways->first || then > ways->last)
            continue;
        wrote_then += wrote(ways, then);
        weeks++;
    }
    return MIN(1, (wrote_then + OWN_PRIOR * rate) / (weeks * rate + OWN_PRIOR * rate));
}

// --- how likely ---

static double lull_of(const Ways *ways, const SilenceSeason *season, int64_t week) {
    return (season == NULL ? 1 : silence_season_factor(season, week)) * own_season(ways, week);
}

// That it stays silent for so many weeks once it fell silent. The first is silent by definition.
static double chance_to_stay(const Ways *ways, Hope hope, const SilenceSeason *season, unsigned weeks) {
    double chance = 1, waited = 0;
    for (unsigned i = 1; i < weeks; i++) {
        const double lull = lull_of(ways, season, ways->last + 1 + i);
        chance *= 1 - MIN(1, hope.returns / (hope.trials + waited)) * lull;
        waited += lull; // a week in which nobody writes teaches nothing
    }
    return chance;
}

static void judge(Silence *silence, const Ways *ways, const SilenceSeason *season) {
    const unsigned weeks = MIN(silence->weeks, SILENCE_GONE);
    const double falls = (ways->falls + 1.0) * YEAR / ways->known;
    silence->chance = 1 - exp(-falls * chance_to_stay(ways, hope_of(ways), season, weeks));
    silence->lull = 0;
    for (unsigned i = 0; i < weeks; i++)
        silence->lull += lull_of(ways, season, ways->last + 1 + i) / weeks;
    const unsigned least = ways->known < YEAR ? SILENCE_LEAST_NEW : SILENCE_LEAST;
    const bool felt = weeks * silence->lull >= SILENCE_FELT;
    if (weeks >= least && felt && weeks > ways->longest && silence->chance < SILENCE_CHANCE)
        silence->finding = silence->weeks < SILENCE_GONE ? SILENCE_LONG : SILENCE_IS_GONE;
}

Silence silence_of(const Rhythm *rhythm, const SilenceSeason *season, int64_t now) {
    Silence silence = {.finding = SILENCE_NEVER_WROTE, .chance = 1, .lull = 1};
    if (rhythm->total == 0)
        return silence;
    const Ways ways = ways_of(rhythm);
    silence.finding = SILENCE_TOO_FEW;
    silence.since = rhythm->last;
    silence.weeks = (unsigned)CLAMP(rhythm_week(now) - ways.last - 1, 0, G_MAXINT);
    silence.active = ways.active;
    silence.longest = ways.longest;
    silence.usual_gap = ways.active == 0 ? 0 : 7.0 * ways.known / ways.active;
    if (ways.active < SILENCE_REGULAR)
        return silence;
    silence.finding = SILENCE_USUAL;
    if (silence.weeks >= SILENCE_LEAST)
        judge(&silence, &ways, season);
    return silence;
}
