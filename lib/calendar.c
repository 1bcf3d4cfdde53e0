// Promises to customers are made in business time ("four hours" on Friday at
// 16:00 is Monday), in the team's zone, across days of 23 and 25 hours. One
// definition carries everything: a moment is open when its local wall-clock
// time lies in a range of its local weekday and its local date is no holiday.
// So time is walked in stretches that have one UTC offset and one local date;
// inside such a stretch local time is plain addition and results are exact.
// A range that starts inside the skipped hour opens when that hour is over.
#include "calendar.h"

#include <string.h>

#include "calendar_hours.h"
#include "fault.h"
#include "textfile.h"
#include "units.h"

#define DAY G_TIME_SPAN_DAY

static const GTimeSpan HORIZON = 2 * 366 * DAY; // no search looks further
static const gsize HOLIDAYS_LIMIT = 1 << 20;    // bytes of a holidays file

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

// --- the zone ---

// GLib opens any path for a name, "../" too, so only plain names reach it: letters first in each part between
// single slashes. A capital starts every zone's name; what starts small beside them in the directory is no
// zone (leapseconds) or one that is 27 seconds off (right/).
static bool zone_name_is_plain(const char *name) {
    if (strlen(name) > 64)
        return false;
    for (const char *at = name; *at != '\0'; at++) {
        const bool starts = at == name || at[-1] == '/';
        if (starts ? !g_ascii_isalpha(*at) : !g_ascii_isalnum(*at) && strchr("_+-/", *at) == NULL)
            return false;
    }
    return g_ascii_isupper(*name) && name[strlen(name) - 1] != '/';
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
    if (calendar->zone == NULL || !calendar_hours_parse(hours, calendar->week, error))
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
static const int64_t FIRST_TIME = -62135596800 * UNITS_SECOND, LAST_TIME = 253402300799 * UNITS_SECOND;

// A time from which the horizon can be reached.
static int64_t sane_time(int64_t time) {
    return CLAMP(time, FIRST_TIME + HORIZON, LAST_TIME - HORIZON);
}

// No moment within the horizon: the wall clock when there was no open time at all. Where there was some, but
// not enough, never before the horizon, so that more time never ends sooner.
static int64_t beyond_horizon(int64_t start, GTimeSpan business, bool some_open) {
    const GTimeSpan least = some_open ? HORIZON : 0;
    return start + CLAMP(business, least, LAST_TIME - start);
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
    return beyond_horizon(start, business, left < business);
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

// Minutes of a local date as a moment: the first at which the local clock shows no less, since a range that
// begins in a skipped hour begins when that is over.
static int64_t moment_of(const Calendar *calendar, int64_t day, int minutes) {
    const int64_t wanted = day * DAY + minutes * G_TIME_SPAN_MINUTE;
    // No zone is more than a day off, and none changes more than once in two days.
    Stretch stretch = {.end = wanted - DAY};
    for (;;) {
        stretch = stretch_at(calendar, stretch.end);
        const int64_t moment = MAX(wanted - stretch.offset, stretch.start);
        if (moment < stretch.end)
            return moment;
    }
}

static int64_t day_of(const Calendar *calendar, int64_t time, int64_t *local) {
    const Stretch stretch = stretch_at(calendar, time);
    *local = time + stretch.offset;
    return stretch.day;
}

int64_t calendar_close(const Calendar *calendar, int64_t time) {
    int64_t local;
    const int64_t day = day_of(calendar, sane_time(time), &local);
    const Weekday *weekday = weekday_at(calendar, day);
    const int minutes = weekday->count == 0 ? 24 * 60 : weekday->ranges[weekday->count - 1].end;
    return moment_of(calendar, day, minutes);
}

int64_t calendar_add_days(const Calendar *calendar, int64_t start, unsigned days) {
    enum { LONGEST = 2 * 366 };
    int64_t local;
    start = sane_time(start);
    const int64_t first = day_of(calendar, start, &local);
    const int64_t last = first + LONGEST;
    int64_t day = first;
    for (unsigned left = days; left > 0 && day <= last;)
        left -= weekday_at(calendar, ++day)->count > 0;
    const Weekday *weekday = weekday_at(calendar, day);
    if (day > last || weekday->count == 0)
        return moment_of(calendar, MIN(first + days, LAST_TIME / DAY), 0) + (local - first * DAY);
    const int64_t time = local - first * DAY;
    const int64_t opens = weekday->ranges[0].start * G_TIME_SPAN_MINUTE;
    const int64_t closes = weekday->ranges[weekday->count - 1].end * G_TIME_SPAN_MINUTE;
    const int64_t wanted = CLAMP(time, opens, closes);
    return moment_of(calendar, day, (int)(wanted / G_TIME_SPAN_MINUTE)) + wanted % G_TIME_SPAN_MINUTE;
}

bool calendar_moment(const Calendar *calendar, int year, int month, int day, int hour, int minute,
                     int64_t *moment) {
    g_autoptr(GDateTime) date = g_date_time_new_utc(year, month, day, 0, 0, 0);
    if (date == NULL || hour < 0 || hour > 24 || minute < 0 || minute > (hour == 24 ? 0 : 59))
        return false;
    *moment = moment_of(calendar, g_date_time_to_unix(date) / (DAY / UNITS_SECOND), hour * 60 + minute);
    return true;
}

GDateTime *calendar_local(const Calendar *calendar, int64_t time) {
    const int64_t sane = sane_time(time);
    const int64_t second = floor_divide(sane, UNITS_SECOND);
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(second);
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, calendar->zone);
    return g_date_time_add(local, sane - second * UNITS_SECOND);
}
