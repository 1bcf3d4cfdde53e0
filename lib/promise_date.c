// Reads dates out of a sentence as people write them: parts in any order
// ("5 pm on Friday", "Freitag, den 3. März, 17 Uhr", "demain à 10 h 30") with
// small words between. Each part has a reader of a few lines; what a word means
// stands in the tables of promise_words.c, what the parts mean together in
// promise_moment.c. Dates that nobody can promise for ("since Monday", "last
// Friday", "Monday to Friday", "the meeting on Tuesday") are read too, and left
// out, so that no part of them is taken for another date.
#include "promise_date.h"

#include <string.h>
#include "promise_moment.h"

enum { DATES_MAX = 24, GLUE_MAX = 4, COUNT_MAX = 400 };

// A place in the sentence with all that reading there needs.
typedef struct Reading {
    const DateReader *reader;
    const Say *says;
    size_t first, end;
} Reading;

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

static size_t term(const Reading *reading, size_t at, TermKind kind, int *value) {
    return term_at(reading->reader->words, reading->says, at, reading->end, kind, value);
}

static bool mark_at(const Reading *reading, size_t at, char mark) {
    return at < reading->end && reading->says[at].kind == SAY_MARK && *reading->says[at].text == mark;
}

static bool number_at(const Reading *reading, size_t at, int least, int most) {
    return at < reading->end && reading->says[at].number >= least && reading->says[at].number <= most;
}

static bool glued_at(const Reading *reading, size_t at) {
    return at < reading->end && reading->says[at].glued;
}

// The place in a list of names, from 1; 0 when none stands there.
static int name_at(const Reading *reading, size_t at, const char *const *names, int count) {
    for (int i = 0; i < count && at < reading->end; i++) {
        if (phrase_at(reading->says, at, reading->end, names[i]) > 0)
            return i + 1;
    }
    return 0;
}

static int month_at(const Reading *reading, size_t at) {
    return name_at(reading, at, reading->reader->words->months, 12);
}

// A date of the day, month and, when it is not 0, year; false when there is none.
static bool set_date(const Reading *reading, int day, int month, int year, When *when) {
    if (day < 1 || month < 1 || month > 12)
        return false;
    if (year == 0)
        return day <= 31 && when_next_date(reading->reader, day, month, &when->date);
    year += year < 100 ? 2000 : 0;
    if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return false;
    g_date_set_dmy(&when->date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return true;
}

// --- times of day ---

// "17:30", "17.30 Uhr", "17 h 30": Says of the minutes behind the hour at `at`.
static size_t read_minutes(const Reading *reading, size_t at, bool lead, int *minutes) {
    const Say *says = reading->says;
    const bool hour = at + 2 < reading->end && phrase_at(says, at + 1, at + 2, "h|u|uhr") > 0;
    const bool point = mark_at(reading, at + 1, '.') && glued_at(reading, at + 2) &&
                       (lead || term(reading, at + 3, TERM_HOUR, NULL) > 0);
    if (!(point || hour || (mark_at(reading, at + 1, ':') && glued_at(reading, at + 2))) ||
        !number_at(reading, at + 2, 0, 59) || strlen(says[at + 2].text) != 2)
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
static bool is_other(const Reading *reading, size_t at) {
    return term(reading, at, TERM_UNIT, NULL) > 0 || month_at(reading, at) > 0 || mark_at(reading, at, '/') ||
           term(reading, at, TERM_ORDINAL, NULL) > 0 ||
           (mark_at(reading, at, '.') && glued_at(reading, at + 1)) ||
           (at < reading->end && reading->says[at].kind == SAY_WORD &&
            phrase_at(reading->says, at, reading->end, "de|of") > 0 && month_at(reading, at + 1) > 0);
}

// An hour; `lead` when a word before it says that it is one.
static size_t read_clock(const Reading *reading, size_t at, bool lead, When *when) {
    if (!number_at(reading, at, 0, 24) ||
        (glued_at(reading, at) && at > 0 && reading->says[at - 1].kind == SAY_WORD))
        return 0;
    int minutes = 0;
    size_t length = 1 + read_minutes(reading, at, lead, &minutes);
    const bool exact = length > 1;
    const size_t word = term(reading, at + length, TERM_HOUR, NULL);
    length += word;
    const size_t am = term(reading, at + length, TERM_AM, NULL);
    const size_t pm = am > 0 ? 0 : term(reading, at + length, TERM_PM, NULL);
    if (!exact && word == 0 && am + pm == 0 && (!lead || is_other(reading, at + 1)))
        return 0;
    if (word > 0 && !exact && am + pm == 0 && !lead && at == reading->first)
        return 0; // "8 heures" alone is a length
    when->timed = true;
    when->minutes = MIN(hour_meant(&reading->says[at], am > 0, pm > 0) * 60 + minutes, 24 * 60);
    return length + am + pm +
           (am + pm > 0 && mark_at(reading, at + length + am + pm, '.') &&
            !reading->says[at + length + am + pm - 1].breaks &&
            strlen(reading->says[at + length + am + pm - 1].text) == 1);
}

static size_t skip_lead(const Reading *reading, size_t at) {
    size_t length = term(reading, at, TERM_AT, NULL);
    for (size_t i = 0; length == 0 && i < 2; i++) {
        const size_t glue = term(reading, at + i, TERM_GLUE, NULL);
        const size_t lead = glue > 0 ? term(reading, at + i + glue, TERM_AT, NULL) : 0;
        length = lead > 0 ? i + glue + lead : 0;
    }
    return length;
}

// "between 8 and 12", "8-12 Uhr", "von 8 bis 12 Uhr": the later one.
static size_t read_hours(const Reading *reading, size_t at, When *when) {
    size_t i = at + term(reading, at, TERM_BETWEEN, NULL);
    const bool between = i > at;
    i += skip_lead(reading, i);
    if (!number_at(reading, i, 0, 24))
        return 0;
    When first = {.timed = false};
    const size_t clock = read_clock(reading, i, true, &first);
    i += clock > 0 ? clock : 1;
    const size_t joint = mark_at(reading, i, '-') ? 1 : term(reading, i, between ? TERM_AND : TERM_TO, NULL);
    if (joint == 0)
        return 0;
    i += joint;
    i += skip_lead(reading, i);
    const size_t last = read_clock(reading, i, between, when);
    return last > 0 ? i + last - at : 0;
}

static size_t read_time(const Reading *reading, size_t at, When *when) {
    if (when->timed)
        return 0;
    const size_t hours = read_hours(reading, at, when);
    if (hours > 0)
        return hours;
    const size_t lead = term(reading, at, TERM_AT, NULL);
    const size_t length = read_clock(reading, at + lead, lead > 0, when);
    return length > 0 ? lead + length : 0;
}

// --- days ---

// "2027-03-03"
static size_t read_iso(const Reading *reading, size_t at, When *when) {
    if (!number_at(reading, at, 2000, 2999) || !mark_at(reading, at + 1, '-') ||
        !number_at(reading, at + 2, 1, 12) || !mark_at(reading, at + 3, '-') ||
        !number_at(reading, at + 4, 1, 31) || !glued_at(reading, at + 4))
        return 0;
    const Say *says = &reading->says[at];
    return set_date(reading, says[4].number, says[2].number, says[0].number, when) ? 5 : 0;
}

// Which of the two numbers is the day: one over 12 decides, then the language, else the later date is meant.
static bool set_numeric(const Reading *reading, int first, int second, int year, When *when) {
    const DateReader *reader = reading->reader;
    When other = *when;
    const bool day_first = set_date(reading, first, second, year, when);
    const bool english = strcmp(reader->words->code, "en") == 0; // others never put the month first
    if (!english || !set_date(reading, second, first, year, &other))
        return day_first;
    if (!day_first || reader->month_first || (reader->either && g_date_compare(&other.date, &when->date) > 0))
        when->date = other.date;
    return true;
}

// "3.3.", "03.03.2027", "3. 3. 2027", "3/3/27", "3-3-2027". Without a year "3.3" is a version, unless a
// word before it says that it is a day.
static size_t read_numeric(const Reading *reading, size_t at, When *when) {
    const Say *says = reading->says;
    if (!number_at(reading, at, 1, 31) || at + 2 >= reading->end || says[at + 1].kind != SAY_MARK ||
        !glued_at(reading, at + 1) || !number_at(reading, at + 2, 1, 31))
        return 0;
    const char mark = *says[at + 1].text;
    if (strchr("./-", mark) == NULL || (mark != '.' && !glued_at(reading, at + 2)) ||
        (at > 0 && glued_at(reading, at) && says[at - 1].kind != SAY_MARK))
        return 0;
    const bool again = mark_at(reading, at + 3, mark) && glued_at(reading, at + 3);
    const bool year = again && (number_at(reading, at + 4, 2000, 2999) ||
                                (number_at(reading, at + 4, 20, 99) && glued_at(reading, at + 4)));
    const bool led = at > 0 && (term(reading, at - 1, TERM_GLUE, NULL) > 0 || at > reading->first);
    if (!year && (mark == '-' || (mark == '.' && !again && !led)))
        return 0;
    if (!set_numeric(reading, says[at].number, says[at + 2].number, year ? says[at + 4].number : 0, when))
        return 0;
    return year ? 5 : again && mark == '.' ? 4 : 3;
}

// A year behind a date, with its comma or "de": Says of both.
static size_t read_year(const Reading *reading, size_t at, int *year) {
    size_t i = at;
    if (mark_at(reading, i, ',') || mark_at(reading, i, '.') ||
        phrase_at(reading->says, i, reading->end, "de|del") > 0)
        i++;
    if (!number_at(reading, i, 2000, 2999))
        return 0;
    *year = reading->says[i].number;
    return i + 1 - at;
}

// "3 March 2027", "3. März", "1er mars", "3 de marzo de 2027"
static size_t read_day_month(const Reading *reading, size_t at, When *when) {
    if (!number_at(reading, at, 1, 31))
        return 0;
    size_t i = at + 1;
    i += term(reading, i, TERM_ORDINAL, NULL);
    i += mark_at(reading, i, '.') || mark_at(reading, i, '-');
    i += phrase_at(reading->says, i, reading->end, "de|of|den") > 0;
    const int month = month_at(reading, i);
    if (month == 0)
        return 0;
    i++;
    i += mark_at(reading, i, '.') && i + 1 < reading->end;
    int year = 0;
    i += read_year(reading, i, &year);
    return set_date(reading, reading->says[at].number, month, year, when) ? i - at : 0;
}

// "March 3rd, 2027", in English alone
static size_t read_month_day(const Reading *reading, size_t at, When *when) {
    const int month = month_at(reading, at);
    size_t i = at + 1;
    i += mark_at(reading, i, '.');
    i += phrase_at(reading->says, i, reading->end, "the") > 0;
    if (month == 0 || strcmp(reading->reader->words->code, "en") != 0 || !number_at(reading, i, 1, 31) ||
        mark_at(reading, i + 1, ':'))
        return 0;
    const int day = reading->says[i++].number;
    i += term(reading, i, TERM_ORDINAL, NULL);
    int year = 0;
    i += read_year(reading, i, &year);
    return set_date(reading, day, month, year, when) ? i - at : 0;
}

static const struct {
    TermKind kind;
    int day; // 0: the last
} of_month[] = {{TERM_END_OF, 0}, {TERM_IN_MONTH, 0}, {TERM_MIDDLE_OF, 15}, {TERM_START_OF, 10}};

// "end of March", "mitte März", "in March 2027"
static size_t read_of_month(const Reading *reading, size_t at, When *when) {
    for (size_t k = 0; k < G_N_ELEMENTS(of_month); k++) {
        const size_t lead = term(reading, at, of_month[k].kind, NULL);
        const int month = lead > 0 ? month_at(reading, at + lead) : 0;
        if (month == 0)
            continue;
        int year = 0;
        const size_t length = lead + 1 + read_year(reading, at + lead + 1, &year);
        GDate first;
        g_date_clear(&first, 1);
        const int now = (int)g_date_get_month(&reading->reader->today);
        const int which = year != 0 ? year : g_date_get_year(&reading->reader->today) + (month < now);
        const int last = g_date_get_days_in_month((GDateMonth)month, (GDateYear)which);
        return set_date(reading, of_month[k].day == 0 ? last : of_month[k].day, month, which, when) ? length
                                                                                                    : 0;
    }
    return 0;
}

// "the 3rd", "zum 15.", "le 15": a day of this month or the next; no noun stands behind it.
static size_t read_nth(const Reading *reading, size_t at, When *when) {
    if (at == 0 || !number_at(reading, at, 1, 31) || glued_at(reading, at))
        return 0;
    const bool led = term(reading, at - 1, TERM_NTH, NULL) > 0 ||
                     (at > 1 && phrase_at(reading->says, at - 1, at, "the") > 0 &&
                      term(reading, at - 2, TERM_NTH, NULL) > 0);
    const size_t ordinal = term(reading, at + 1, TERM_ORDINAL, NULL);
    const bool point = mark_at(reading, at + 1, '.') && glued_at(reading, at + 1);
    const char *code = reading->reader->words->code;
    if (!led || (strcmp(code, "en") == 0 && ordinal == 0) || (strcmp(code, "de") == 0 && !point))
        return 0;
    const size_t next = at + 1 + (ordinal > 0 ? ordinal : strcmp(code, "de") == 0);
    const Say *behind = next < reading->end ? &reading->says[next] : NULL;
    if (behind != NULL &&
        (behind->kind == SAY_NUMBER || behind->capital || strchr("/:-", *behind->text) != NULL ||
         (behind->kind == SAY_WORD && term(reading, next, TERM_GLUE, NULL) == 0 &&
          term(reading, next, TERM_AT, NULL) == 0 && term(reading, next, TERM_AND, NULL) == 0)))
        return 0;
    return set_date(reading, reading->says[at].number, 1, 0, when) &&
                   when_next_date(reading->reader, reading->says[at].number, 0, &when->date)
               ? next - at
               : 0;
}

// "Freitagabend", "vrijdagmiddag": the part of the day in the tail of the word.
static size_t read_compound(const Reading *reading, size_t at, When *when) {
    const char *word = reading->says[at].text;
    for (int i = 0; i < 7 && reading->says[at].kind == SAY_WORD; i++) {
        const char *name = reading->reader->words->weekdays[i];
        const size_t length = strcspn(name, "|");
        if (strncmp(word, name, length) != 0 || word[length] == '\0')
            continue;
        const Say tail = {.text = word + length, .kind = SAY_WORD, .number = -1};
        int part = PART_NONE;
        if (term_at(reading->reader->words, &tail, 0, 1, TERM_PART, &part) == 0 &&
            term_at(reading->reader->words, &tail, 0, 1, TERM_FREE, &part) == 0)
            continue;
        when->weekday = i + 1;
        when->part = (DayPart)part;
        return 1;
    }
    return 0;
}

// A weekday; one that runs to another ("Monday to Friday") tells hours, not a day.
static size_t read_weekday(const Reading *reading, size_t at, When *when) {
    const char *const *names = reading->reader->words->weekdays;
    const int weekday = name_at(reading, at, names, 7);
    if (when->weekday > 0)
        return 0;
    if (weekday == 0)
        return read_compound(reading, at, when);
    when->weekday = weekday;
    size_t i = at + 1;
    i += mark_at(reading, i, '.') && strlen(reading->says[at].text) <= 4 && i + 1 < reading->end;
    const size_t joint = mark_at(reading, i, '-') ? 1 : term(reading, i, TERM_TO, NULL);
    if (joint > 0 && name_at(reading, i + joint, names, 7) > 0) {
        when->past = true;
        return i + joint + 1 - at;
    }
    return i - at;
}

// --- words and lengths ---

// "today", "next week", "end of the day": the longest phrase, of what is not told yet.
static size_t read_word(const Reading *reading, size_t at, When *when) {
    const bool day = g_date_valid(&when->date) || when->weekday > 0 || when->span != TERM_END;
    const bool part = when->part != PART_NONE || when->timed;
    size_t longest = 0;
    TermKind kind = TERM_END;
    int value = 0;
    for (TermKind k = day ? TERM_PART : TERM_DAY; k <= TERM_YEAR_END; k++) {
        const bool of_day = k == TERM_PART || k == TERM_FREE,
                   of_week = k >= TERM_WEEK_START && k <= TERM_WEEKEND;
        if (of_day ? part : day && !(of_week && when->span == TERM_END && when->weekday > 0))
            continue;
        int found = 0;
        const size_t length = term(reading, at, k, &found);
        if (length > longest) {
            longest = length;
            kind = k;
            value = found;
        }
    }
    if (longest == 0)
        return 0;
    if (kind == TERM_DAY) {
        when->date = reading->reader->today;
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
static size_t read_count(const Reading *reading, size_t at, int *count) {
    if (number_at(reading, at, 1, COUNT_MAX)) {
        *count = reading->says[at].number;
        return 1;
    }
    return term(reading, at, TERM_NUMBER, count);
}

// "within 3 days", "in 24-48 hours", "innerhalb einer Stunde": the longer one.
static size_t read_length(const Reading *reading, size_t at, When *when) {
    const size_t lead = term(reading, at, TERM_WITHIN, NULL);
    if (lead == 0 || when->elapsed || g_date_valid(&when->date) || when->weekday > 0)
        return 0;
    size_t i = at + lead;
    const size_t half = term(reading, i, TERM_HALF_HOUR, NULL);
    if (half > 0) {
        when_elapse(reading->reader, 30, UNIT_MINUTE, when);
        return lead + half;
    }
    int count = 0, unit = 0;
    i += read_count(reading, i, &count);
    if (count == 0)
        return 0;
    const size_t joint = mark_at(reading, i, '-')               ? 1
                         : term(reading, i, TERM_AND, NULL) > 0 ? term(reading, i, TERM_AND, NULL)
                                                                : term(reading, i, TERM_OR, NULL);
    i += joint > 0 ? joint : 0;
    i += joint > 0 ? read_count(reading, i, &count) : 0;
    size_t length = term(reading, i, TERM_UNIT, &unit);
    if (length == 0 && joint == 0) // "within the hour": the word is number and unit in one
        length = term(reading, --i, TERM_UNIT, &unit);
    if (length == 0)
        return 0;
    when_elapse(reading->reader, count, (DayUnit)unit, when);
    return i + length - at;
}

// --- a whole date ---

typedef size_t PartReader(const Reading *reading, size_t at, When *when);
static PartReader *const day_readers[] = {read_iso,      read_length,  read_day_month, read_month_day,
                                          read_of_month, read_numeric, read_nth};

static size_t read_part(const Reading *reading, size_t at, When *when) {
    size_t length = 0;
    for (size_t i = 0;
         i < G_N_ELEMENTS(day_readers) && length == 0 && !g_date_valid(&when->date) && when->due == 0; i++)
        length = day_readers[i](reading, at, when);
    length = length > 0 ? length : read_time(reading, at, when);
    length = length > 0 ? length : read_word(reading, at, when);
    length = length > 0 ? length : read_weekday(reading, at, when);
    if (length > 0)
        return length;
    const size_t next = term(reading, at, TERM_NEXT, NULL);
    when->next |= next > 0;
    const bool named = when->weekday > 0 || g_date_valid(&when->date);
    const size_t last = named ? term(reading, at, TERM_LAST, NULL) : 0;
    when->past |= last > 0;
    return next > 0 ? next : last;
}

// Says of the date that begins here, 0 for none.
static size_t read_date(Reading *reading, size_t at, When *when) {
    size_t last = at;
    reading->first = at;
    for (size_t i = at; i < reading->end && i - last <= GLUE_MAX;) {
        const size_t length = read_part(reading, i, when);
        if (length > 0) {
            i += length;
            last = i;
            continue;
        }
        const size_t glue = mark_at(reading, i, ',') ? 1 : term(reading, i, TERM_GLUE, NULL);
        if (i == at || glue == 0 || reading->says[i].breaks)
            break;
        i += glue;
    }
    return last - at;
}

// How many Says before `at` are small words that lead to a date.
static size_t lead_before(const Reading *reading, size_t at, size_t first, TermKind kind) {
    size_t longest = 0;
    for (size_t back = 1; back <= 3 && back <= at - first; back++) {
        if (term_at(reading->reader->words, reading->says, at - back, at, kind, NULL) == back)
            longest = back;
    }
    return longest;
}

// "since Monday", "your mail of 3 March", "the meeting on Tuesday"
static bool is_forbidden(const Reading *reading, size_t at, size_t first) {
    for (size_t step = 0; step < GLUE_MAX; step++) {
        const size_t forbid = lead_before(reading, at, first, TERM_FORBID);
        const size_t glue = lead_before(reading, at, first, TERM_GLUE);
        if (forbid > 0 && forbid >= glue)
            return true;
        if (glue == 0)
            break;
        at -= glue;
    }
    for (size_t back = 1; back <= 4 && back <= at - first; back++) {
        if (term_at(reading->reader->words, reading->says, at - back, at, TERM_EVENT, NULL) == back)
            return true;
    }
    return false;
}

// "Monday or Tuesday", "between Monday and Tuesday": only the later is meant.
static bool is_earlier_of_two(const Reading *reading, const NamedDate *date, const NamedDate *next) {
    if (next->first - date->last > 4)
        return false;
    bool or = false, and = false;
    for (size_t i = date->last; i < next->first; i++) {
        or |= term(reading, i, TERM_OR, NULL) > 0;
        and |= term(reading, i, TERM_AND, NULL) > 0;
    }
    for (size_t back = 1; back <= 2 && back <= date->first && and&&! or ; back++)
        or = term(reading, date->first - back, TERM_BETWEEN, NULL) > 0;
    return or ;
}

GArray *dates_find(const DateReader *reader, Say *says, size_t first, size_t last) {
    Reading reading = {.reader = reader, .says = says, .end = last};
    GArray *dates = g_array_new(FALSE, FALSE, sizeof(NamedDate));
    for (size_t at = first; at < last && dates->len < DATES_MAX;) {
        When when = {.due = 0};
        g_date_clear(&when.date, 1);
        NamedDate date = {.first = at};
        const size_t length = read_date(&reading, at, &when);
        const bool ahead = length > 0 && when_resolve(reader, &when, &date.due);
        date.last = at + length;
        date.elapsed = when.elapsed;
        const bool real = ahead || g_date_valid(&when.date) || when.weekday > 0;
        for (size_t i = at; i < date.last && real; i++)
            says[i].taken = true;
        const bool counted = when.elapsed && term(&reading, date.last, TERM_COUNTED, NULL) > 0 &&
                             term(&reading, date.last, TERM_GLUE, NULL) < 2;
        if (ahead && !counted && !is_forbidden(&reading, at, first)) {
            const size_t count = dates->len;
            if (count > 0 && is_earlier_of_two(&reading, &g_array_index(dates, NamedDate, count - 1), &date))
                g_array_set_size(dates, (guint)count - 1);
            g_array_append_val(dates, date);
        }
        at += real ? length : 1;
    }
    return dates;
}
