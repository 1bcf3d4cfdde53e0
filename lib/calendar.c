// Promises to customers are made in business time ("four hours" on Friday at
// 16:00 is Monday), in the team's zone, across days of 23 and 25 hours. One
// definition carries everything: a moment is open when its local wall-clock
// time lies in a range of its local weekday and its local date is no holiday.
// So time is walked in stretches that have one UTC offset and one local date;
// inside such a stretch local time is plain addition and results are exact.
// A range that starts inside the skipped hour opens when that hour is over.
#include "calendar.h"

#include <string.h>

#include "fault.h"
#include "textfile.h"
#include "units.h"

#define RANGES_A_DAY 8
#define DAY G_TIME_SPAN_DAY

static const GTimeSpan HORIZON = 2 * 366 * DAY; // no search looks further
static const gsize HOLIDAYS_LIMIT = 1 << 20;    // bytes of a holidays file

typedef struct Range { // minutes since local midnight, end exclusive
    int start, end;
} Range;

typedef struct Weekday {
    Range ranges[RANGES_A_DAY]; // in order, not overlapping
    int count;
} Weekday;

struct Calendar {
    GTimeZone *zone;
    Weekday week[7];      // Monday first
    GHashTable *holidays; // days since 1970-01-01
};

// A stretch of time with one offset on one local date. All but day are microseconds.
typedef struct Stretch {
    int64_t start, end;
    int64_t offset;
    int64_t day; // days since 1970-01-01, local
} Stretch;

static int64_t floor_divide(int64_t value, int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

// --- reading hours ---

static const char *const DAY_NAMES[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                         "Friday", "Saturday", "Sunday"};

// "Mon" or "Monday" in any case; -1 when it is none.
static int weekday_parse(const char *name, size_t length) {
    for (int i = 0; i < 7; i++) {
        const bool whole = length == 3 || length == strlen(DAY_NAMES[i]);
        if (whole && g_ascii_strncasecmp(name, DAY_NAMES[i], length) == 0)
            return i;
    }
    return -1;
}

// "Mon", "Mon-Fri" or "Sat-Mon" (round the week's end): a bit per day, 0 when it is none.
static unsigned days_parse(const char *word) {
    const char *dash = strchr(word, '-');
    const int first = weekday_parse(word, dash != NULL ? (size_t)(dash - word) : strlen(word));
    const int last = dash != NULL ? weekday_parse(dash + 1, strlen(dash + 1)) : first;
    if (first < 0 || last < 0)
        return 0;
    unsigned days = 1U << first;
    for (int day = first; day != last; day = (day + 1) % 7)
        days |= 1U << (day + 1) % 7;
    return days;
}

// "9:00" or "09:00" up to `end` (a character behind it): minutes, -1 when it is none.
static int clock_parse(const char *text, char end) {
    int hour = 0, digits = 0;
    for (; g_ascii_isdigit(*text) && digits < 3; text++, digits++)
        hour = hour * 10 + (*text - '0');
    if (digits < 1 || digits > 2 || text[0] != ':' || !g_ascii_isdigit(text[1]) ||
        !g_ascii_isdigit(text[2]) || text[3] != end)
        return -1;
    const int minute = (text[1] - '0') * 10 + (text[2] - '0');
    const int clock = hour * 60 + minute;
    return minute > 59 || clock > 24 * 60 ? -1 : clock;
}

static bool range_parse(const char *word, Range *range, GError **error) {
    const char *dash = strchr(word, '-');
    const int start = dash != NULL ? clock_parse(word, '-') : -1;
    const int end = dash != NULL ? clock_parse(dash + 1, '\0') : -1;
    if (start < 0 || end < 0)
        return fault_set(error, FATE_CONFIG,
                         "'%s' is neither a day nor a range; write like Mon-Fri 09:00-17:00", word);
    if (end <= start)
        return fault_set(
            error, FATE_CONFIG,
            "'%s' ends before it starts; split hours over midnight, like Mon 22:00-24:00, Tue 00:00-06:00",
            word);
    *range = (Range){start, end};
    return true;
}

static bool weekday_add(Weekday *day, Range range, const char *word, GError **error) {
    if (day->count == RANGES_A_DAY)
        return fault_set(error, FATE_CONFIG, "more than %d ranges on one day", RANGES_A_DAY);
    int at = day->count;
    while (at > 0 && day->ranges[at - 1].start > range.start)
        at--;
    if ((at > 0 && day->ranges[at - 1].end > range.start) ||
        (at < day->count && day->ranges[at].start < range.end))
        return fault_set(error, FATE_CONFIG, "'%s' overlaps another range of its day; join them", word);
    memmove(&day->ranges[at + 1], &day->ranges[at], (size_t)(day->count - at) * sizeof range);
    day->ranges[at] = range;
    day->count++;
    return true;
}

// One part between commas: days, then ranges. `taken` are the days that earlier parts named: a second
// "Fri" is most likely meant to replace the first, which it would not do.
static bool part_parse(Calendar *calendar, const char *part, unsigned *taken, GError **error) {
    g_auto(GStrv) words = g_strsplit_set(part, " \t", -1);
    unsigned days = 0;
    int ranges = 0;
    for (size_t i = 0; words[i] != NULL; i++) {
        const unsigned named = days_parse(words[i]);
        Range range;
        if (*words[i] == '\0')
            continue;
        if (named != 0 && ranges > 0)
            return fault_set(error, FATE_CONFIG, "'%s' follows a range; put a comma before it", words[i]);
        if (named != 0 && ((days | *taken) & named) != 0)
            return fault_set(error, FATE_CONFIG,
                             "'%s' names a day a second time; write all its ranges in one place", words[i]);
        days |= named;
        if (named != 0)
            continue;
        if (!range_parse(words[i], &range, error))
            return false;
        if (days == 0)
            return fault_set(error, FATE_CONFIG, "'%s' has no day before it; write like Mon-Fri %s", words[i],
                             words[i]);
        ranges++;
        for (unsigned day = 0; day < 7; day++)
            if ((days >> day & 1) != 0 && !weekday_add(&calendar->week[day], range, words[i], error))
                return false;
    }
    *taken |= days;
    if (ranges == 0)
        return fault_set(error, FATE_CONFIG, "'%s' has no hours; write like Mon-Fri 09:00-17:00",
                         g_strstrip((char *)part));
    return true;
}

static bool hours_parse(Calendar *calendar, const char *hours, GError **error) {
    static const Range whole_day = {0, 24 * 60};
    g_autofree char *bare = g_strstrip(g_strdup(hours));
    if (strcmp(bare, "24x7") == 0) {
        for (int day = 0; day < 7; day++)
            calendar->week[day] = (Weekday){.ranges = {whole_day}, .count = 1};
        return true;
    }
    g_auto(GStrv) parts = g_strsplit(bare, ",", -1);
    unsigned taken = 0;
    for (size_t i = 0; parts[i] != NULL; i++)
        if (!part_parse(calendar, parts[i], &taken, error))
            return false;
    return true;
}

// --- the zone ---

// GLib opens any path for a name, "../" too, so only plain names reach it: letters first, then what zone
// names are made of, in parts between single slashes.
static bool zone_name_is_plain(const char *name) {
    if (strlen(name) > 64)
        return false;
    for (const char *at = name; *at != '\0'; at++) {
        const bool starts = at == name || at[-1] == '/';
        if (starts ? !g_ascii_isalpha(*at) : !g_ascii_isalnum(*at) && strchr("_+-/", *at) == NULL)
            return false;
    }
    return *name != '\0' && name[strlen(name) - 1] != '/';
}

static GTimeZone *zone_open(const char *name, GError **error) {
    GTimeZone *zone = zone_name_is_plain(name) ? g_time_zone_new_identifier(name) : NULL;
    if (zone == NULL)
        fault_set(error, FATE_CONFIG, "'%s' is no time zone known here; write one like Europe/Berlin or UTC",
                  name);
    return zone;
}

Calendar *calendar_new(const char *hours, const char *zone, GError **error) {
    g_autoptr(Calendar) calendar = g_new0(Calendar, 1);
    calendar->holidays = g_hash_table_new(NULL, NULL);
    calendar->zone = zone_open(zone, error);
    if (calendar->zone == NULL || !hours_parse(calendar, hours, error))
        return NULL;
    return g_steal_pointer(&calendar);
}

void calendar_free(Calendar *calendar) {
    if (calendar == NULL)
        return;
    g_clear_pointer(&calendar->zone, g_time_zone_unref);
    g_hash_table_unref(calendar->holidays);
    g_free(calendar);
}

// --- holidays ---

// "2026-12-25 Christmas Day", a blank line or a # comment.
static bool holiday_parse(Calendar *calendar, char *line, GError **error) {
    g_strstrip(line);
    if (*line == '\0' || *line == '#')
        return true;
    const size_t length = strcspn(line, " \t");
    g_autofree char *date = g_strndup(line, length);
    int64_t time = 0;
    if (length != strlen("2026-12-25") || !units_time_parse(date, &time, NULL))
        return fault_set(error, FATE_CONFIG, "no date; write a line like 2026-12-25 Christmas Day");
    g_hash_table_add(calendar->holidays, GINT_TO_POINTER((int)floor_divide(time, DAY)));
    return true;
}

bool calendar_add_holidays(Calendar *calendar, const char *path, GError **error) {
    g_autofree char *text = textfile_read(path, HOLIDAYS_LIMIT, error);
    if (text == NULL)
        return false;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) wrong = g_string_new(NULL);
    for (size_t i = 0; lines[i] != NULL && wrong->len < 4096; i++) {
        g_autoptr(GError) fault = NULL;
        if (!holiday_parse(calendar, lines[i], &fault))
            g_string_append_printf(wrong, "%s%s:%zu: %s", wrong->len > 0 ? "\n" : "", path, i + 1,
                                   fault->message);
    }
    return wrong->len == 0 || fault_set(error, FATE_CONFIG, "%s", wrong->str);
}

// --- walking ---

static int64_t zone_offset(const GTimeZone *zone, int64_t second, int *interval) {
    GTimeZone *borrowed = (GTimeZone *)zone; // GLib's functions take no const, and change nothing
    *interval = g_time_zone_find_interval(borrowed, G_TIME_TYPE_UNIVERSAL, second);
    return (int64_t)g_time_zone_get_offset(borrowed, *interval) * UNITS_SECOND;
}

// The first second in (from, to] that lies in a later interval than `interval`; to when there is none.
static int64_t next_change(const GTimeZone *zone, int64_t from, int64_t to, int interval) {
    int other = 0;
    zone_offset(zone, to, &other);
    if (other == interval)
        return to;
    while (to - from > 1) {
        const int64_t middle = from + (to - from) / 2;
        zone_offset(zone, middle, &other);
        if (other == interval)
            from = middle;
        else
            to = middle;
    }
    return to;
}

// The stretch that holds `time`, from `time` on.
static Stretch stretch_at(const Calendar *calendar, int64_t time) {
    int interval = 0;
    const int64_t second = floor_divide(time, UNITS_SECOND);
    Stretch stretch = {.start = time, .offset = zone_offset(calendar->zone, second, &interval)};
    stretch.day = floor_divide(time + stretch.offset, DAY);
    const int64_t midnight = (stretch.day + 1) * DAY - stretch.offset;
    stretch.end =
        next_change(calendar->zone, second, floor_divide(midnight, UNITS_SECOND), interval) * UNITS_SECOND;
    return stretch;
}

// The open ranges of a local date; none on a holiday.
static const Weekday *weekday_at(const Calendar *calendar, int64_t day) {
    static const Weekday closed = {.count = 0};
    if (g_hash_table_contains(calendar->holidays, GINT_TO_POINTER((int)day)))
        return &closed;
    return &calendar->week[(day + 3) - 7 * floor_divide(day + 3, 7)]; // 1970-01-01 was a Thursday
}

// The part of a range that lies in the stretch; empty when the start is not before the end.
static void range_in(const Stretch *stretch, const Range *range, int64_t *start, int64_t *end) {
    const int64_t midnight = stretch->day * DAY - stretch->offset;
    *start = MAX(stretch->start, midnight + range->start * G_TIME_SPAN_MINUTE);
    *end = MIN(stretch->end, midnight + range->end * G_TIME_SPAN_MINUTE);
}

// Times beyond the years 1 to 9999 can only be damage; the nearest end stands for them.
static int64_t sane_time(int64_t time) {
    static const int64_t first = -62135596800 * UNITS_SECOND, last = 253402300799 * UNITS_SECOND;
    return CLAMP(time, first + HORIZON, last - HORIZON);
}

int64_t calendar_add(const Calendar *calendar, int64_t start, GTimeSpan business) {
    start = sane_time(start);
    if (business <= 0)
        return start;
    GTimeSpan left = business;
    Stretch stretch = {.end = start};
    while (stretch.end < start + HORIZON) {
        stretch = stretch_at(calendar, stretch.end);
        const Weekday *weekday = weekday_at(calendar, stretch.day);
        for (int i = 0; i < weekday->count; i++) {
            int64_t from = 0, to = 0;
            range_in(&stretch, &weekday->ranges[i], &from, &to);
            if (from >= to)
                continue;
            if (left <= to - from)
                return from + left;
            left -= to - from;
        }
    }
    return sane_time(start + MIN(business, 10 * HORIZON));
}

GTimeSpan calendar_between(const Calendar *calendar, int64_t start, int64_t end) {
    start = sane_time(start);
    end = MIN(sane_time(end), start + HORIZON);
    GTimeSpan open = 0;
    for (Stretch stretch = {.end = start}; stretch.end < end;) {
        stretch = stretch_at(calendar, stretch.end);
        const int64_t next = stretch.end;
        stretch.end = MIN(stretch.end, end);
        const Weekday *weekday = weekday_at(calendar, stretch.day);
        for (int i = 0; i < weekday->count; i++) {
            int64_t from = 0, to = 0;
            range_in(&stretch, &weekday->ranges[i], &from, &to);
            open += MAX(to - from, 0);
        }
        stretch.end = next;
    }
    return open;
}

bool calendar_open_at(const Calendar *calendar, int64_t time) {
    const Stretch stretch = stretch_at(calendar, sane_time(time));
    const Weekday *weekday = weekday_at(calendar, stretch.day);
    for (int i = 0; i < weekday->count; i++) {
        int64_t from = 0, to = 0;
        range_in(&stretch, &weekday->ranges[i], &from, &to);
        if (from == stretch.start && from < to)
            return true;
    }
    return false;
}

GDateTime *calendar_local(const Calendar *calendar, int64_t time) {
    const int64_t sane = sane_time(time);
    const int64_t second = floor_divide(sane, UNITS_SECOND);
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(second);
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, calendar->zone);
    return g_date_time_add(local, sane - second * UNITS_SECOND);
}
