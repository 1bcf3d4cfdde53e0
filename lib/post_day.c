// When a PM's digest goes out. A digest belongs to a local date, so that is what
// is searched: date by date, the moment of each looked up in the zone. No moment
// may lie on another date than its own, else a change of the clocks around
// midnight could bring two on one.
#include "post.h"

static const GTimeSpan WRONG_CLOCK = 2 * G_TIME_SPAN_DAY;

enum {
    BACK = 2,   // yesterday may be a date that never was, and what is missed of the day before it
    AHEAD = 15, // the same weekday next week may be a date that never was
};

// The local date of a moment, as its midnight in UTC, where days have 24 hours and none is left out.
static GDateTime *date_at(const Pm *pm, int64_t moment) {
    int year, month, day;
    g_autoptr(GDateTime) local = calendar_local(pm->calendar, moment);
    g_date_time_get_ymd(local, &year, &month, &day);
    return g_date_time_new_utc(year, month, day, 0, 0, 0);
}

static bool is_on(const Pm *pm, int64_t moment, GDateTime *date) {
    g_autoptr(GDateTime) its = date_at(pm, moment);
    return g_date_time_equal(its, date);
}

static bool same_date(const Pm *pm, int64_t moment, int64_t other) {
    g_autoptr(GDateTime) date = date_at(pm, other);
    return is_on(pm, moment, date);
}

// False when there is none on that date, or no such date: zones have jumped over whole days.
static bool moment_on(const Pm *pm, GDateTime *date, int64_t *moment) {
    int year, month, day;
    g_date_time_get_ymd(date, &year, &month, &day);
    const unsigned weekday = (unsigned)g_date_time_get_day_of_week(date) - 1;
    const int hour = (int)pm->digest_minute / 60, minute = (int)pm->digest_minute % 60;
    if ((pm->digest_days >> weekday & 1) == 0 ||
        !calendar_moment(pm->calendar, year, month, day, hour, minute, moment))
        return false;
    if (is_on(pm, *moment, date))
        return true;
    *moment -= G_TIME_SPAN_MINUTE;
    return is_on(pm, *moment, date);
}

// What was noted by a clock that ran far ahead must not silence us until then.
static int64_t noted(int64_t time, int64_t now) {
    return time - now > WRONG_CLOCK ? 0 : time;
}

static bool is_past(const Pm *pm, int64_t moment, const PostLast *last, int64_t now) {
    const int64_t sent = noted(last->sent, now);
    return now - moment >= POST_MISSED || moment <= MAX(sent, noted(last->begun, now)) ||
           (sent != 0 && same_date(pm, moment, sent));
}

int64_t post_next(const Pm *pm, PostLast last, int64_t now) {
    if (pm->digest_days == 0)
        return INT64_MAX;
    g_autoptr(GDateTime) today = date_at(pm, now);
    for (int day = -BACK; day <= AHEAD; day++) {
        int64_t moment = 0;
        g_autoptr(GDateTime) date = g_date_time_add_days(today, day);
        if (date != NULL && moment_on(pm, date, &moment) && !is_past(pm, moment, &last, now))
            return moment;
    }
    return INT64_MAX;
}
