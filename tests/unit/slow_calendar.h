#ifndef EARSHOT_TEST_SLOW_CALENDAR_H
#define EARSHOT_TEST_SLOW_CALENDAR_H
// Business time as one would count it by hand: each minute of a year is looked
// up in local time with GDateTime, once, and all questions are answered by walking over
// those minutes. It shares nothing with calendar.c but GLib's time zones.

#include "support_time.h"

enum { SLOW_RANGES = 3, SLOW_HOLIDAYS = 16 };

typedef struct SlowHours { // of a weekday, in minutes of the day
    int count;
    int start[SLOW_RANGES], end[SLOW_RANGES];
} SlowHours;

typedef struct SlowCalendar {
    SlowHours week[7]; // Monday first
    int holidays[SLOW_HOLIDAYS];
    int holiday_count;
    int64_t begin; // whole minute
    size_t minutes;
    bool *open;
    int *date;   // local, as 20261125
    int *of_day; // local minute of the day
} SlowCalendar;

static const int64_t SLOW_MINUTE = G_TIME_SPAN_MINUTE;

static inline bool slow_is_open(const SlowCalendar *slow, int weekday, int date, int of_day) {
    for (int i = 0; i < slow->holiday_count; i++)
        if (slow->holidays[i] == date)
            return false;
    const SlowHours *hours = &slow->week[weekday];
    for (int i = 0; i < hours->count; i++)
        if (of_day >= hours->start[i] && of_day < hours->end[i])
            return true;
    return false;
}

// Looks up all minutes from `begin` on.
static inline void slow_calendar_fill(SlowCalendar *slow, const char *zone_name, int64_t begin,
                                      size_t minutes) {
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(zone_name);
    g_assert_nonnull(zone);
    slow->begin = begin;
    slow->minutes = minutes;
    slow->open = g_new0(bool, minutes);
    slow->date = g_new0(int, minutes);
    slow->of_day = g_new0(int, minutes);
    for (size_t i = 0; i < minutes; i++) {
        g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(begin / G_USEC_PER_SEC + (int64_t)i * 60);
        g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
        int year, month, day;
        g_date_time_get_ymd(local, &year, &month, &day);
        slow->date[i] = year * 10000 + month * 100 + day;
        slow->of_day[i] = g_date_time_get_hour(local) * 60 + g_date_time_get_minute(local);
        slow->open[i] =
            slow_is_open(slow, g_date_time_get_day_of_week(local) - 1, slow->date[i], slow->of_day[i]);
    }
}

static inline void slow_calendar_clear(SlowCalendar *slow) {
    g_free(slow->open);
    g_free(slow->date);
    g_free(slow->of_day);
}

static inline size_t slow_index(const SlowCalendar *slow, int64_t time) {
    g_assert_cmpint(time, >=, slow->begin);
    const size_t index = (size_t)((time - slow->begin) / SLOW_MINUTE);
    g_assert_cmpuint(index, <, slow->minutes);
    return index;
}

// The first moment at which so much open time has passed.
static inline int64_t slow_add(const SlowCalendar *slow, int64_t start, GTimeSpan business) {
    int64_t time = start;
    GTimeSpan left = business;
    while (left > 0) {
        const size_t index = slow_index(slow, time);
        const int64_t next = slow->begin + (int64_t)(index + 1) * SLOW_MINUTE;
        if (slow->open[index] && left <= next - time)
            return time + left;
        left -= slow->open[index] ? next - time : 0;
        time = next;
    }
    return time;
}

static inline GTimeSpan slow_between(const SlowCalendar *slow, int64_t start, int64_t end) {
    GTimeSpan open = 0;
    for (int64_t time = start; time < end;) {
        const size_t index = slow_index(slow, time);
        const int64_t next = MIN(slow->begin + (int64_t)(index + 1) * SLOW_MINUTE, end);
        open += slow->open[index] ? next - time : 0;
        time = next;
    }
    return open;
}

// The first minute of the date on which its local clock shows no less.
static inline int64_t slow_on_date(const SlowCalendar *slow, size_t first, int of_day) {
    const int date = slow->date[first];
    size_t index = first;
    while (slow->date[index] == date && slow->of_day[index] < of_day)
        index++;
    return slow->begin + (int64_t)index * SLOW_MINUTE;
}

// The same local time so many days with open time later, not before these open and not after they close.
static inline int64_t slow_add_days(const SlowCalendar *slow, int64_t start, unsigned days) {
    const size_t from = slow_index(slow, start);
    int last_counted = slow->date[from];
    size_t index = from;
    while (days > 0) { // to the first open minute of the day
        index++;
        g_assert_cmpuint(index, <, slow->minutes);
        if (!slow->open[index] || slow->date[index] == last_counted)
            continue;
        last_counted = slow->date[index];
        days--;
    }
    const int64_t opens = slow->begin + (int64_t)index * SLOW_MINUTE;
    int64_t closes = opens;
    size_t first = index;
    while (slow->date[first - 1] == last_counted)
        first--;
    for (; slow->date[index] == last_counted; index++)
        if (slow->open[index])
            closes = slow->begin + (int64_t)(index + 1) * SLOW_MINUTE;
    const int64_t same = slow_on_date(slow, first, slow->of_day[from]) + (start - slow->begin) % SLOW_MINUTE;
    return CLAMP(same, opens, closes);
}

#endif
