// Times of day in a date: hours are written with colons, points and letters,
// with words before or behind them, and alone they are hardly told from any
// other number. So a bare number is an hour only when a word says so.
#include "promise_spot.h"

#include <string.h>

size_t spot_term(const Spot *spot, size_t at, TermKind kind, int *value) {
    return term_at(spot->reader->words, spot->says, at, spot->end, kind, value);
}

bool spot_mark(const Spot *spot, size_t at, char mark) {
    return at < spot->end && spot->says[at].kind == SAY_MARK && *spot->says[at].text == mark;
}

bool spot_number(const Spot *spot, size_t at, int least, int most) {
    return at < spot->end && spot->says[at].number >= least && spot->says[at].number <= most;
}

bool spot_glued(const Spot *spot, size_t at) {
    return at < spot->end && spot->says[at].glued;
}

int spot_name(const Spot *spot, size_t at, const char *const *names, int count) {
    for (int i = 0; i < count && at < spot->end; i++) {
        if (phrase_at(spot->says, at, spot->end, names[i]) > 0)
            return i + 1;
    }
    return 0;
}

int spot_month(const Spot *spot, size_t at) {
    return spot_name(spot, at, spot->reader->words->months, 12);
}

// --- times of day ---

// "17:30", "17.30 Uhr", "17 h 30": Says of the minutes behind the hour at `at`.
static size_t read_minutes(const Spot *spot, size_t at, bool lead, int *minutes) {
    const Say *says = spot->says;
    const bool hour = at + 2 < spot->end && phrase_at(says, at + 1, at + 2, "h|u|uhr") > 0;
    const bool point = spot_mark(spot, at + 1, '.') && spot_glued(spot, at + 2) &&
                       (lead || spot_term(spot, at + 3, TERM_HOUR, NULL) > 0);
    if (!(point || hour || (spot_mark(spot, at + 1, ':') && spot_glued(spot, at + 2))) ||
        !spot_number(spot, at + 2, 0, 59) || strlen(says[at + 2].text) != 2)
        return 0;
    *minutes = says[at + 2].number;
    return 2;
}

// Afternoon when it is said, or when a bare "3" would else mean the middle of the night.
static int hour_meant(const Say *say, bool am, bool pm) {
    const int hour = say->number;
    if (am)
        return hour == 12 ? 0 : hour;
    const bool small = hour >= 1 && hour <= 6 && strlen(say->text) == 1;
    return (pm || small) && hour < 12 ? hour + 12 : hour;
}

// What stands behind a bare number and makes it something else than an hour.
static bool is_other(const Spot *spot, size_t at) {
    return spot_term(spot, at, TERM_UNIT, NULL) > 0 || spot_month(spot, at) > 0 || spot_mark(spot, at, '/') ||
           spot_term(spot, at, TERM_ORDINAL, NULL) > 0 ||
           (spot_mark(spot, at, '.') && spot_glued(spot, at + 1)) ||
           (at < spot->end && spot->says[at].kind == SAY_WORD &&
            phrase_at(spot->says, at, spot->end, "de|of") > 0 && spot_month(spot, at + 1) > 0);
}

// An hour; `lead` when a word before it says that it is one.
static size_t read_clock(const Spot *spot, size_t at, bool lead, When *when) {
    if (!spot_number(spot, at, 0, 24) ||
        (spot_glued(spot, at) && at > 0 && spot->says[at - 1].kind == SAY_WORD))
        return 0;
    int minutes = 0;
    size_t length = 1 + read_minutes(spot, at, lead, &minutes);
    const bool exact = length > 1;
    const size_t word = spot_term(spot, at + length, TERM_HOUR, NULL);
    length += word;
    const size_t am = spot_term(spot, at + length, TERM_AM, NULL);
    const size_t pm = am > 0 ? 0 : spot_term(spot, at + length, TERM_PM, NULL);
    if (!exact && word == 0 && am + pm == 0 && (!lead || is_other(spot, at + 1)))
        return 0;
    if (word > 0 && !exact && am + pm == 0 && !lead && at == spot->first)
        return 0; // "8 heures" alone is a length
    when->timed = true;
    when->minutes = MIN(hour_meant(&spot->says[at], am > 0, pm > 0) * 60 + minutes, 24 * 60);
    return length + am + pm +
           (am + pm > 0 && spot_mark(spot, at + length + am + pm, '.') &&
            !spot->says[at + length + am + pm - 1].breaks &&
            strlen(spot->says[at + length + am + pm - 1].text) == 1);
}

static size_t skip_lead(const Spot *spot, size_t at) {
    size_t length = spot_term(spot, at, TERM_AT, NULL);
    for (size_t i = 0; length == 0 && i < 2; i++) {
        const size_t glue = spot_term(spot, at + i, TERM_GLUE, NULL);
        const size_t lead = glue > 0 ? spot_term(spot, at + i + glue, TERM_AT, NULL) : 0;
        length = lead > 0 ? i + glue + lead : 0;
    }
    return length;
}

// "between 8 and 12", "8-12 Uhr", "von 8 bis 12 Uhr": the later one.
static size_t read_hours(const Spot *spot, size_t at, When *when) {
    size_t i = at + spot_term(spot, at, TERM_BETWEEN, NULL);
    const bool between = i > at;
    i += skip_lead(spot, i);
    if (!spot_number(spot, i, 0, 24))
        return 0;
    When first = {.timed = false};
    const size_t clock = read_clock(spot, i, true, &first);
    i += clock > 0 ? clock : 1;
    const size_t joint = spot_mark(spot, i, '-') ? 1 : spot_term(spot, i, between ? TERM_AND : TERM_TO, NULL);
    if (joint == 0)
        return 0;
    i += joint;
    i += skip_lead(spot, i);
    const size_t last = read_clock(spot, i, between, when);
    return last > 0 ? i + last - at : 0;
}

size_t spot_time(const Spot *spot, size_t at, When *when) {
    if (when->timed)
        return 0;
    const size_t hours = read_hours(spot, at, when);
    if (hours > 0)
        return hours;
    const size_t lead = spot_term(spot, at, TERM_AT, NULL);
    const size_t length = read_clock(spot, at + lead, lead > 0, when);
    return length > 0 ? lead + length : 0;
}
