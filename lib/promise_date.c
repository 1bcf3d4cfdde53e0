// Reads dates out of a sentence as people write them: parts in any order
// ("5 pm on Friday", "Freitag, den 3. März, 17 Uhr", "demain à 10 h 30") with
// small words between. Each part has a reader of a few lines; what a word means
// stands in the tables of promise_words.c, what the parts mean together in
// promise_moment.c. Dates that nobody can promise for ("since Monday", "last
// Friday", "Monday to Friday", "the meeting on Tuesday") are read too, and left
// out, so that no part of them is taken for another date.
#include "promise_date.h"

#include <string.h>
#include "promise_spot.h"
#include "promise_moment.h"

enum { GLUE_MAX = 4 };

DateReader date_reader_new(const DateWords *words, const Calendar *calendar, int64_t sent) {
    DateReader reader = {.words = words, .calendar = calendar, .sent = sent};
    g_autoptr(GDateTime) local = calendar_local(calendar, sent);
    int year, month, day;
    g_date_time_get_ymd(local, &year, &month, &day);
    g_date_clear(&reader.today, 1);
    g_date_set_dmy(&reader.today, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    const char *zone = g_time_zone_get_identifier(g_date_time_get_timezone(local));
    const bool english = strcmp(words->code, "en") == 0;
    reader.month_first = english && g_str_has_prefix(zone, "America/");
    reader.either = english && (strchr(zone, '/') == NULL || g_str_has_prefix(zone, "Etc/"));
    return reader;
}

size_t term_at(const DateWords *words, const Say *says, size_t at, size_t end, TermKind kind, int *value) {
    size_t longest = 0;
    for (const Term *term = words->terms; term->kind != TERM_END; term++) {
        const size_t length = term->kind == kind ? phrase_at(says, at, end, term->phrase) : 0;
        if (length > longest) {
            longest = length;
            if (value != NULL)
                *value = term->value;
        }
    }
    return longest;
}

// --- a whole date ---

// Says of the date that begins here, 0 for none.
static size_t read_date(Spot *spot, size_t at, When *when) {
    size_t last = at;
    spot->first = at;
    for (size_t i = at; i < spot->end && i - last <= GLUE_MAX;) {
        const size_t length = spot_part(spot, i, when);
        if (length > 0) {
            i += length;
            last = i;
            continue;
        }
        const size_t glue = spot_mark(spot, i, ',') ? 1 : spot_term(spot, i, TERM_GLUE, NULL);
        if (i == at || glue == 0 || spot->says[i].breaks)
            break;
        i += glue;
    }
    return last - at;
}

// How many Says before `at` are small words that lead to a date.
static size_t lead_before(const Spot *spot, size_t at, size_t first, TermKind kind) {
    size_t longest = 0;
    for (size_t back = 1; back <= 3 && back <= at - first; back++) {
        if (term_at(spot->reader->words, spot->says, at - back, at, kind, NULL) == back)
            longest = back;
    }
    return longest;
}

// "since Monday", "your mail of 3 March", "the meeting on Tuesday"
static bool is_forbidden(const Spot *spot, size_t at, size_t first) {
    for (size_t step = 0; step < GLUE_MAX; step++) {
        const size_t forbid = lead_before(spot, at, first, TERM_FORBID);
        const size_t glue = lead_before(spot, at, first, TERM_GLUE);
        if (forbid > 0 && forbid >= glue)
            return true;
        if (glue == 0)
            break;
        at -= glue;
    }
    for (size_t back = 1; back <= 4 && back <= at - first; back++) {
        if (term_at(spot->reader->words, spot->says, at - back, at, TERM_EVENT, NULL) == back)
            return true;
    }
    return false;
}

// "Monday or Tuesday", "between Monday and Tuesday": only the later is meant.
static bool is_earlier_of_two(const Spot *spot, const NamedDate *date, const NamedDate *next) {
    if (next->first - date->last > 4)
        return false;
    bool or = false, and = false;
    for (size_t i = date->last; i < next->first; i++) {
        or |= spot_term(spot, i, TERM_OR, NULL) > 0;
        and |= spot_term(spot, i, TERM_AND, NULL) > 0;
    }
    for (size_t back = 1; back <= 2 && back <= date->first && and&&! or ; back++)
        or = spot_term(spot, date->first - back, TERM_BETWEEN, NULL) > 0;
    return or ;
}

// The dates of a sentence while they are read, and what was read of each.
typedef struct Found {
    GArray *dates; // NamedDate
    GArray *whens; // When, of the same dates
} Found;

static bool has_day(const When *when) {
    return g_date_valid(&when->date) || when->weekday > 0 || when->span != TERM_END;
}

// "On Thursday our engineer comes between 8 and 10": the hour belongs to the day, in either order, unless an
// "and" parts them.
static bool belongs(const Spot *spot, const NamedDate *date, const NamedDate *next, const When *day,
                    const When *hour) {
    for (size_t i = date->last; i < next->first; i++) {
        if (spot_term(spot, i, TERM_AND, NULL) > 0)
            return false;
    }
    return day->due == 0 && has_day(day) && !day->timed && day->part == PART_NONE && hour->due == 0 &&
           !has_day(hour) && hour->timed;
}

static void found_drop(Found *found) {
    g_array_set_size(found->dates, found->dates->len - 1);
    g_array_set_size(found->whens, found->whens->len - 1);
}

// Adds a date, or what it says to the one before; the same of both words is one date.
static void found_add(Found *found, const Spot *spot, NamedDate date, When when) {
    const guint count = found->dates->len;
    NamedDate *before = count > 0 ? &g_array_index(found->dates, NamedDate, count - 1) : NULL;
    When *earlier = count > 0 ? &g_array_index(found->whens, When, count - 1) : NULL;
    if (before != NULL && belongs(spot, before, &date, earlier, &when)) {
        earlier->timed = true;
        earlier->minutes = when.minutes;
        if (!when_resolve(spot->reader, earlier, &before->due))
            found_drop(found);
        return;
    }
    const bool hour_before = before != NULL && belongs(spot, before, &date, &when, earlier);
    if (hour_before) {
        when.timed = true;
        when.minutes = earlier->minutes;
        if (!when_resolve(spot->reader, &when, &date.due)) {
            found_drop(found);
            return;
        }
    }
    if (hour_before || (before != NULL && is_earlier_of_two(spot, before, &date)))
        found_drop(found);
    g_array_append_val(found->dates, date);
    g_array_append_val(found->whens, when);
}

// Says to go on by behind a place.
static size_t found_read(Found *found, Spot *spot, Say *says, size_t at, size_t first, unsigned *budget) {
    When when = {.due = 0};
    g_date_clear(&when.date, 1);
    const size_t length = read_date(spot, at, &when);
    NamedDate date = {.first = at, .last = at + length, .elapsed = when.elapsed};
    const bool ahead = length > 0 && when_resolve(spot->reader, &when, &date.due);
    if (!ahead && !g_date_valid(&when.date) && when.weekday == 0)
        return 1;
    (*budget)--;
    for (size_t i = at; i < date.last; i++)
        says[i].taken = true;
    const bool counted = when.elapsed && spot_term(spot, date.last, TERM_COUNTED, NULL) > 0 &&
                         spot_term(spot, date.last, TERM_GLUE, NULL) < 2;
    if (ahead && !counted && !is_forbidden(spot, at, first))
        found_add(found, spot, date, when);
    return length;
}

GArray *dates_find(const DateReader *reader, Say *says, size_t first, size_t last, unsigned *budget) {
    Spot spot = {.reader = reader, .says = says, .end = last};
    Found found = {.dates = g_array_new(FALSE, FALSE, sizeof(NamedDate))};
    g_autoptr(GArray) whens = g_array_new(FALSE, FALSE, sizeof(When));
    found.whens = whens;
    for (size_t at = first; at < last;) {
        if (*budget == 0)
            break;
        at += found_read(&found, &spot, says, at, first, budget);
    }
    return found.dates;
}
