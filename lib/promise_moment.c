// From the words of a date to a moment. All reckoning is in days of the
// calendar's zone; only the last step makes a moment, so that days of 23 and
// 25 hours need no thought here.
//
// Where words leave a choice the later reading is taken: a promise that is
// still to be kept must not be reported as broken. The earlier the reading the
// sooner the warning, but a false alarm costs the trust in all later ones.
#include "promise_moment.h"

#include "units.h"

enum { NIGHT = 24 * 60, NOON = 12 * 60, TOO_NEAR = 2, LONGEST_DAYS = 400 };

static int64_t day_moment(const DateReader *reader, const GDate *date, int minutes) {
    int64_t moment = 0;
    (void)calendar_moment(reader->calendar, g_date_get_year(date), (int)g_date_get_month(date),
                          g_date_get_day(date), minutes / 60, minutes % 60, &moment);
    return moment;
}

static int64_t day_close(const DateReader *reader, const GDate *date) {
    return calendar_close(reader->calendar, day_moment(reader, date, NOON));
}

static bool day_is_open(const DateReader *reader, const GDate *date) {
    return calendar_between(reader->calendar, day_moment(reader, date, 0), day_moment(reader, date, NIGHT)) >
           0;
}

// A week ends with its last business day, on Friday at the latest; a holiday moves the end to the day before.
static void week_end(const DateReader *reader, GDate *monday) {
    g_date_add_days(monday, 4);
    for (unsigned back = 0; back < 4 && !day_is_open(reader, monday); back++)
        g_date_subtract_days(monday, 1);
}

static GDate week_day(const DateReader *reader, const When *when) {
    GDate date = reader->today;
    g_date_subtract_days(&date, (guint)g_date_get_weekday(&date) - 1);
    g_date_add_days(&date, (guint)(7 * when->ahead));
    if (when->weekday > 0)
        g_date_add_days(&date, (guint)when->weekday - 1);
    else if (when->span == TERM_WEEK_START)
        g_date_add_days(&date, 1);
    else if (when->span == TERM_WEEK_MIDDLE)
        g_date_add_days(&date, 2);
    else if (when->span == TERM_WEEKEND)
        g_date_add_days(&date, 6);
    else
        week_end(reader, &date);
    return date;
}

static GDate span_day(const DateReader *reader, const When *when) {
    GDate date = reader->today;
    if (when->span <= TERM_WEEKEND)
        return week_day(reader, when);
    if (when->span == TERM_YEAR_END)
        g_date_set_month(&date, G_DATE_DECEMBER);
    g_date_set_day(&date, 1);
    g_date_add_months(&date, (guint)when->ahead);
    const guint days = g_date_get_days_in_month(g_date_get_month(&date), g_date_get_year(&date));
    g_date_set_day(&date, (GDateDay)(when->span == TERM_MONTH_START    ? 10
                                     : when->span == TERM_MONTH_MIDDLE ? 15
                                                                       : days));
    return date;
}

// The next such day of the week; nobody calls tomorrow "next Friday".
static GDate next_weekday(const DateReader *reader, const When *when) {
    GDate date = reader->today;
    int days = (when->weekday - (int)g_date_get_weekday(&date) + 7) % 7;
    days = days == 0 || (when->next && days <= TOO_NEAR) ? days + 7 : days;
    g_date_add_days(&date, (guint)days);
    return date;
}

static bool when_day(const DateReader *reader, const When *when, GDate *date) {
    if (g_date_valid(&when->date))
        *date = when->date;
    else if (when->span != TERM_END)
        *date = span_day(reader, when);
    else if (when->weekday > 0)
        *date = next_weekday(reader, when);
    else if (when->timed || when->free)
        *date = reader->today;
    else
        return false;
    return true;
}

static int64_t when_time(const DateReader *reader, const When *when, const GDate *date) {
    if (when->timed)
        return day_moment(reader, date, when->minutes);
    if (when->part == PART_NOON)
        return day_moment(reader, date, NOON);
    return when->part == PART_NIGHT ? day_moment(reader, date, NIGHT) : day_close(reader, date);
}

bool when_resolve(const DateReader *reader, const When *when, int64_t *due) {
    GDate date;
    if (when->past)
        return false;
    if (when->due != 0) {
        *due = when->due;
        return true;
    }
    if (!when_day(reader, when, &date))
        return false;
    *due = when_time(reader, when, &date);
    if (*due <= reader->sent) { // written after hours
        const bool named = g_date_valid(&when->date) || when->weekday > 0;
        const bool close = !when->timed && when->part != PART_NOON;
        if (when->span == TERM_WEEK_END && when->ahead == 0 && !named)
            g_date_add_days(&date, 7 - (guint)g_date_get_weekday(&date)); // until the week is over
        if (close)
            *due = day_moment(reader, &date, NIGHT);
        else if (!named && when->span == TERM_END) { // "at 10" is tomorrow's when today's is over
            g_date_add_days(&date, 1);
            *due = when_time(reader, when, &date);
        }
    }
    return *due > reader->sent && *due - reader->sent <= LONGEST_DAYS * G_TIME_SPAN_DAY;
}

bool when_next_date(const DateReader *reader, int day, int month, GDate *date) {
    enum { TRIES = 9 }; // years until the next 29 February, at the most
    int year = g_date_get_year(&reader->today),
        now = month != 0 ? month : (int)g_date_get_month(&reader->today);
    for (unsigned tries = 0; tries < TRIES; tries++) {
        if (g_date_valid_dmy((GDateDay)day, (GDateMonth)now, (GDateYear)year)) {
            g_date_set_dmy(date, (GDateDay)day, (GDateMonth)now, (GDateYear)year);
            if (g_date_compare(date, &reader->today) >= 0)
                return true;
        }
        now = month != 0 ? month : now % 12 + 1;
        year += month != 0 || now == 1;
    }
    return false;
}

void when_elapse(const DateReader *reader, int count, DayUnit unit, When *when) {
    when->elapsed = true;
    if (unit == UNIT_MINUTE || unit == UNIT_HOUR) {
        when->due = reader->sent + count * (unit == UNIT_HOUR ? G_TIME_SPAN_HOUR : G_TIME_SPAN_MINUTE);
    } else if (unit == UNIT_BUSINESS_HOUR) {
        when->due = calendar_add(reader->calendar, reader->sent, count * G_TIME_SPAN_HOUR);
    } else if (unit == UNIT_BUSINESS_DAY) {
        const int64_t day = calendar_add_days(reader->calendar, reader->sent, (unsigned)count);
        when->due = calendar_close(reader->calendar, day);
    } else {
        when->date = reader->today;
        if (unit == UNIT_MONTH)
            g_date_add_months(&when->date, (guint)count);
        else
            g_date_add_days(&when->date, (guint)(unit == UNIT_WEEK ? 7 * count : count));
    }
}
