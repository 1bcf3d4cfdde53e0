// Days in a date: each way of writing one has a reader of a few lines, tried in
// order; the first that reads anything wins. What a word means stands in the
// tables of promise_words.c.
#include "promise_spot.h"

#include <string.h>

enum { COUNT_MAX = 400 };

// A date of the day, month and, when it is not 0, year; false when there is none.
static bool set_date(const Spot *spot, int day, int month, int year, When *when) {
    if (day < 1 || month < 1 || month > 12)
        return false;
    if (year == 0)
        return day <= 31 && when_next_date(spot->reader, day, month, &when->date);
    year += year < 100 ? 2000 : 0;
    if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return false;
    g_date_set_dmy(&when->date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return true;
}

// --- days ---

// "2027-03-03"
static size_t read_iso(const Spot *spot, size_t at, When *when) {
    if (!spot_number(spot, at, 2000, 2999) || !spot_mark(spot, at + 1, '-') ||
        !spot_number(spot, at + 2, 1, 12) || !spot_mark(spot, at + 3, '-') ||
        !spot_number(spot, at + 4, 1, 31) || !spot_glued(spot, at + 4))
        return 0;
    const Say *says = &spot->says[at];
    return set_date(spot, says[4].number, says[2].number, says[0].number, when) ? 5 : 0;
}

// Which of the two numbers is the day: one over 12 decides, then the language, else the later date is meant.
static bool set_numeric(const Spot *spot, int first, int second, int year, When *when) {
    const DateReader *reader = spot->reader;
    When other = *when;
    const bool day_first = set_date(spot, first, second, year, when);
    const bool english = strcmp(reader->words->code, "en") == 0; // others never put the month first
    if (!english || !set_date(spot, second, first, year, &other))
        return day_first;
    if (!day_first || reader->month_first || (reader->either && g_date_compare(&other.date, &when->date) > 0))
        when->date = other.date;
    return true;
}

// "3.3.", "03.03.2027", "3. 3. 2027", "3/3/27", "3-3-2027". Without a year "3.3" is a version, unless a
// word before it says that it is a day.
static size_t read_numeric(const Spot *spot, size_t at, When *when) {
    const Say *says = spot->says;
    if (!spot_number(spot, at, 1, 31) || at + 2 >= spot->end || says[at + 1].kind != SAY_MARK ||
        !spot_glued(spot, at + 1) || !spot_number(spot, at + 2, 1, 31))
        return 0;
    const char mark = *says[at + 1].text;
    if (strchr("./-", mark) == NULL || (mark != '.' && !spot_glued(spot, at + 2)) ||
        (at > 0 && spot_glued(spot, at) && says[at - 1].kind != SAY_MARK))
        return 0;
    const bool again = spot_mark(spot, at + 3, mark) && spot_glued(spot, at + 3);
    const bool year = again && (spot_number(spot, at + 4, 2000, 2999) ||
                                (spot_number(spot, at + 4, 20, 99) && spot_glued(spot, at + 4)));
    const bool led = at > 0 && phrase_at(says, at - 1, at, "in") == 0 &&
                     (spot_term(spot, at - 1, TERM_GLUE, NULL) > 0 || at > spot->first);
    if (!year && (mark == '-' || (mark == '.' && !led)))
        return 0;
    if (!set_numeric(spot, says[at].number, says[at + 2].number, year ? says[at + 4].number : 0, when))
        return 0;
    return year ? 5 : again && mark == '.' ? 4 : 3;
}

// A year behind a date, with its comma or "de": Says of both.
static size_t read_year(const Spot *spot, size_t at, int *year) {
    size_t i = at;
    if (spot_mark(spot, i, ',') || spot_mark(spot, i, '.') ||
        phrase_at(spot->says, i, spot->end, "de|del") > 0)
        i++;
    if (!spot_number(spot, i, 2000, 2999))
        return 0;
    *year = spot->says[i].number;
    return i + 1 - at;
}

// "3 March 2027", "3. März", "1er mars", "3 de marzo de 2027"
static size_t read_day_month(const Spot *spot, size_t at, When *when) {
    if (!spot_number(spot, at, 1, 31))
        return 0;
    size_t i = at + 1;
    i += spot_term(spot, i, TERM_ORDINAL, NULL);
    i += spot_mark(spot, i, '.') || spot_mark(spot, i, '-');
    i += phrase_at(spot->says, i, spot->end, "de|of|den") > 0;
    const int month = spot_month(spot, i);
    if (month == 0)
        return 0;
    i++;
    i += spot_mark(spot, i, '.') && i + 1 < spot->end;
    int year = 0;
    i += read_year(spot, i, &year);
    return set_date(spot, spot->says[at].number, month, year, when) ? i - at : 0;
}

// "March 3rd, 2027", in English alone
static size_t read_month_day(const Spot *spot, size_t at, When *when) {
    const int month = spot_month(spot, at);
    size_t i = at + 1;
    i += spot_mark(spot, i, '.');
    i += phrase_at(spot->says, i, spot->end, "the") > 0;
    if (month == 0 || strcmp(spot->reader->words->code, "en") != 0 || !spot_number(spot, i, 1, 31) ||
        spot_mark(spot, i + 1, ':'))
        return 0;
    const int day = spot->says[i++].number;
    i += spot_term(spot, i, TERM_ORDINAL, NULL);
    int year = 0;
    i += read_year(spot, i, &year);
    return set_date(spot, day, month, year, when) ? i - at : 0;
}

static const struct {
    TermKind kind;
    int day; // 0: the last
} of_month[] = {{TERM_END_OF, 0}, {TERM_IN_MONTH, 0}, {TERM_MIDDLE_OF, 15}, {TERM_START_OF, 10}};

// "end of March", "mitte März", "in March 2027"
static size_t read_of_month(const Spot *spot, size_t at, When *when) {
    for (size_t k = 0; k < G_N_ELEMENTS(of_month); k++) {
        const size_t lead = spot_term(spot, at, of_month[k].kind, NULL);
        const int month = lead > 0 ? spot_month(spot, at + lead) : 0;
        if (month == 0)
            continue;
        int year = 0;
        const size_t length = lead + 1 + read_year(spot, at + lead + 1, &year);
        GDate first;
        g_date_clear(&first, 1);
        const int now = (int)g_date_get_month(&spot->reader->today);
        const int which = year != 0 ? year : g_date_get_year(&spot->reader->today) + (month < now);
        const int last = g_date_get_days_in_month((GDateMonth)month, (GDateYear)which);
        return set_date(spot, of_month[k].day == 0 ? last : of_month[k].day, month, which, when) ? length : 0;
    }
    return 0;
}

// "the 3rd", "zum 15.", "le 15": a day of this month or the next; no noun stands behind it.
static size_t read_nth(const Spot *spot, size_t at, When *when) {
    if (at == 0 || !spot_number(spot, at, 1, 31) || spot_glued(spot, at))
        return 0;
    const bool led = spot_term(spot, at - 1, TERM_NTH, NULL) > 0 ||
                     (at > 1 && phrase_at(spot->says, at - 1, at, "the") > 0 &&
                      spot_term(spot, at - 2, TERM_NTH, NULL) > 0);
    const size_t ordinal = spot_term(spot, at + 1, TERM_ORDINAL, NULL);
    const bool point = spot_mark(spot, at + 1, '.') && spot_glued(spot, at + 1);
    const char *code = spot->reader->words->code;
    if (!led || (strcmp(code, "en") == 0 && ordinal == 0) || (strcmp(code, "de") == 0 && !point))
        return 0;
    const size_t next = at + 1 + (ordinal > 0 ? ordinal : strcmp(code, "de") == 0);
    const Say *behind = next < spot->end ? &spot->says[next] : NULL;
    if (behind != NULL &&
        (behind->kind == SAY_NUMBER || behind->capital || strchr("/:-", *behind->text) != NULL ||
         (behind->kind == SAY_WORD && spot_term(spot, next, TERM_GLUE, NULL) == 0 &&
          spot_term(spot, next, TERM_AT, NULL) == 0 && spot_term(spot, next, TERM_AND, NULL) == 0)))
        return 0;
    return set_date(spot, spot->says[at].number, 1, 0, when) &&
                   when_next_date(spot->reader, spot->says[at].number, 0, &when->date)
               ? next - at
               : 0;
}

// "Freitagabend", "vrijdagmiddag": the part of the day in the tail of the word.
static size_t read_compound(const Spot *spot, size_t at, When *when) {
    const char *word = spot->says[at].text;
    for (int i = 0; i < 7 && spot->says[at].kind == SAY_WORD; i++) {
        const char *name = spot->reader->words->weekdays[i];
        const size_t length = strcspn(name, "|");
        if (strncmp(word, name, length) != 0 || word[length] == '\0')
            continue;
        const Say tail = {.text = word + length, .kind = SAY_WORD, .number = -1};
        int part = PART_NONE;
        if (term_at(spot->reader->words, &tail, 0, 1, TERM_PART, &part) == 0 &&
            term_at(spot->reader->words, &tail, 0, 1, TERM_FREE, &part) == 0)
            continue;
        when->weekday = i + 1;
        when->part = (DayPart)part;
        return 1;
    }
    return 0;
}

// A weekday; one that runs to another ("Monday to Friday") tells hours, not a day.
static size_t read_weekday(const Spot *spot, size_t at, When *when) {
    const char *const *names = spot->reader->words->weekdays;
    const int weekday = spot_name(spot, at, names, 7);
    if (when->weekday > 0)
        return 0;
    if (weekday == 0)
        return read_compound(spot, at, when);
    when->weekday = weekday;
    size_t i = at + 1;
    i += spot_mark(spot, i, '.') && strlen(spot->says[at].text) <= 4 && i + 1 < spot->end;
    const size_t joint = spot_mark(spot, i, '-') ? 1 : spot_term(spot, i, TERM_TO, NULL);
    if (joint > 0 && spot_name(spot, i + joint, names, 7) > 0) {
        when->past = true;
        return i + joint + 1 - at;
    }
    return i - at;
}

// --- words and lengths ---

// "today", "next week", "end of the day": the longest phrase, of what is not told yet.
static size_t read_word(const Spot *spot, size_t at, When *when) {
    const bool day = g_date_valid(&when->date) || when->weekday > 0 || when->span != TERM_END;
    const bool part = when->part != PART_NONE;
    size_t longest = 0;
    TermKind kind = TERM_END;
    int value = 0;
    for (TermKind k = day ? TERM_PART : TERM_DAY; k <= TERM_YEAR_END; k++) {
        const bool of_day = k == TERM_PART || k == TERM_FREE,
                   of_week = k >= TERM_WEEK_START && k <= TERM_WEEKEND;
        if (of_day ? part : day && !(of_week && when->span == TERM_END && when->weekday > 0))
            continue;
        int found = 0;
        const size_t length = spot_term(spot, at, k, &found);
        if (length > longest) {
            longest = length;
            kind = k;
            value = found;
        }
    }
    if (longest == 0)
        return 0;
    if (kind == TERM_DAY) {
        when->date = spot->reader->today;
        g_date_add_days(&when->date, (guint)value);
    } else if (kind == TERM_PART || kind == TERM_FREE) {
        when->part = (DayPart)value;
        when->free |= kind == TERM_FREE;
    } else {
        when->span = kind;
        when->ahead = value;
    }
    return longest;
}

// A number in digits or words.
static size_t read_count(const Spot *spot, size_t at, int *count) {
    if (spot_number(spot, at, 1, COUNT_MAX)) {
        *count = spot->says[at].number;
        return 1;
    }
    return spot_term(spot, at, TERM_NUMBER, count);
}

// "within 3 days", "in 24-48 hours", "innerhalb einer Stunde": the longer one.
static size_t read_length(const Spot *spot, size_t at, When *when) {
    const size_t lead = spot_term(spot, at, TERM_WITHIN, NULL);
    if (lead == 0 || when->elapsed || g_date_valid(&when->date) || when->weekday > 0)
        return 0;
    size_t i = at + lead;
    const size_t half = spot_term(spot, i, TERM_HALF_HOUR, NULL);
    if (half > 0) {
        when_elapse(spot->reader, 30, UNIT_MINUTE, when);
        return lead + half;
    }
    int count = 0, unit = 0;
    i += read_count(spot, i, &count);
    if (count == 0)
        return 0;
    const size_t joint = spot_mark(spot, i, '-')                  ? 1
                         : spot_term(spot, i, TERM_AND, NULL) > 0 ? spot_term(spot, i, TERM_AND, NULL)
                                                                  : spot_term(spot, i, TERM_OR, NULL);
    i += joint > 0 ? joint : 0;
    i += joint > 0 ? read_count(spot, i, &count) : 0;
    size_t length = spot_term(spot, i, TERM_UNIT, &unit);
    if (length == 0 && joint == 0) // "within the hour": the word is number and unit in one
        length = spot_term(spot, --i, TERM_UNIT, &unit);
    if (length == 0)
        return 0;
    when_elapse(spot->reader, count, (DayUnit)unit, when);
    return i + length - at;
}

// --- any part of a date ---

typedef size_t PartReader(const Spot *spot, size_t at, When *when);
static PartReader *const day_readers[] = {read_iso,      read_length,  read_day_month, read_month_day,
                                          read_of_month, read_numeric, read_nth};

size_t spot_part(const Spot *spot, size_t at, When *when) {
    size_t length = 0;
    for (size_t i = 0;
         i < G_N_ELEMENTS(day_readers) && length == 0 && !g_date_valid(&when->date) && when->due == 0; i++)
        length = day_readers[i](spot, at, when);
    length = length > 0 ? length : spot_time(spot, at, when);
    length = length > 0 ? length : read_word(spot, at, when);
    length = length > 0 ? length : read_weekday(spot, at, when);
    if (length > 0)
        return length;
    const size_t next = spot_term(spot, at, TERM_NEXT, NULL);
    when->next |= next > 0;
    const bool named = when->weekday > 0 || g_date_valid(&when->date);
    const size_t last = named ? spot_term(spot, at, TERM_LAST, NULL) : 0;
    when->past |= last > 0;
    return next > 0 ? next : last;
}
