// Business time: tables of moments worth promising by, what must be refused,
// and a slow reference that counts minutes by the C library's own clock.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "calendar.h"
#include "fault.h"
#include "units.h"

#define OFFICE "Mon-Fri 09:00-12:00 13:00-17:00, Sat 10:00-12:00"
#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE

static int64_t at(const char *text) {
    int64_t time = 0;
    assert_true(units_time_parse(text, &time, NULL));
    return time;
}

static Calendar *make(const char *hours, const char *zone) {
    g_autoptr(GError) error = NULL;
    Calendar *calendar = calendar_new(hours, zone, &error);
    if (calendar == NULL)
        fail_msg("%s in %s: %s", hours, zone, error->message);
    return calendar;
}

// --- adding ---

typedef struct AddCase {
    const char *name, *hours, *zone, *start;
    GTimeSpan business;
    const char *expected;
} AddCase;

static const AddCase ADD[] = {
    {"within a range", OFFICE, "UTC", "2026-11-23T09:30:00Z", HOUR, "2026-11-23T10:30:00Z"},
    {"to the very end of a day stays on that day", OFFICE, "UTC", "2026-11-23T13:00:00Z", 4 * HOUR,
     "2026-11-23T17:00:00Z"},
    {"over lunch", OFFICE, "UTC", "2026-11-23T11:30:00Z", HOUR, "2026-11-23T13:30:00Z"},
    {"over night, from before the first hour", OFFICE, "UTC", "2026-11-23T05:00:00Z", 8 * HOUR,
     "2026-11-24T10:00:00Z"},
    {"Friday evening to Saturday", OFFICE, "UTC", "2026-11-20T18:00:00Z", HOUR, "2026-11-21T11:00:00Z"},
    {"Friday afternoon over Saturday to Monday", OFFICE, "UTC", "2026-11-20T16:00:00Z", 4 * HOUR,
     "2026-11-23T10:00:00Z"},
    {"in the team's zone", OFFICE, "Europe/Berlin", "2026-11-20T15:30:00+01:00", 4 * HOUR,
     "2026-11-23T08:30:00Z"},
    {"seconds and no more", OFFICE, "UTC", "2026-11-23T11:59:50Z", 20 * G_TIME_SPAN_SECOND,
     "2026-11-23T13:00:10Z"},
    {"no time at all is now, open or not", OFFICE, "UTC", "2026-11-22T03:00:00Z", 0, "2026-11-22T03:00:00Z"},
    {"24x7 is the wall clock", "24x7", "Europe/Berlin", "2026-03-28T12:00:00Z", 24 * HOUR,
     "2026-03-29T12:00:00Z"},
    {"24x7 over years", "24x7", "America/New_York", "2026-03-28T12:00:00Z", 365 * 24 * HOUR,
     "2027-03-28T12:00:00Z"},
    {"to 24:00 and on at 00:00", "Mon-Sun 00:00-24:00", "UTC", "2026-11-23T23:00:00Z", 2 * HOUR,
     "2026-11-24T01:00:00Z"},
    {"a range up to 24:00", "Mon 22:00-24:00", "UTC", "2026-11-23T22:30:00Z", 2 * HOUR,
     "2026-11-30T22:30:00Z"},
    {"days round the week's end", "Sat-Mon 10:00-11:00", "UTC", "2026-11-20T00:00:00Z", 150 * MINUTE,
     "2026-11-23T10:30:00Z"},
    {"full day names, any case", "MONDAY-friday 9:00-17:00", "UTC", "2026-11-23T09:00:00Z", HOUR,
     "2026-11-23T10:00:00Z"},
    // Berlin skips 02:00-03:00 on 2026-03-29, and lives 02:00-03:00 twice on 2026-10-25.
    {"a day of 23 hours", "Mon-Sun 00:00-24:00", "Europe/Berlin", "2026-03-28T23:00:00Z", 23 * HOUR,
     "2026-03-29T22:00:00Z"},
    {"a start that does not exist opens after the gap", "Sun 02:30-04:00", "Europe/Berlin",
     "2026-03-28T22:00:00Z", 30 * MINUTE, "2026-03-29T01:30:00Z"},
    {"a range inside the gap is no time", "Sun 02:10-02:50", "Europe/Berlin", "2026-03-28T22:00:00Z",
     10 * MINUTE, "2026-04-05T00:20:00Z"},
    {"the hour that comes twice counts twice", "Sun 02:00-03:00", "Europe/Berlin", "2026-10-24T22:00:00Z",
     90 * MINUTE, "2026-10-25T01:30:00Z"},
    {"office hours next to the change are whole", "Mon-Fri 09:00-17:00", "Europe/Berlin",
     "2026-03-27T15:00:00Z", 2 * HOUR, "2026-03-30T08:00:00Z"},
    {"a change of half an hour", "Sun 00:00-24:00", "Australia/Lord_Howe", "2026-10-03T13:30:00Z", 23 * HOUR,
     "2026-10-04T12:30:00Z"},
    {"a date that never was", "Fri 09:00-17:00", "Pacific/Apia", "2011-12-29T12:00:00Z", HOUR,
     "2012-01-05T20:00:00Z"},
    {"before 1970", OFFICE, "UTC", "1969-12-31T16:30:00Z", HOUR, "1970-01-01T09:30:00Z"},
};

static void test_add(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(ADD); i++) {
        const AddCase *row = &ADD[i];
        g_autoptr(Calendar) calendar = make(row->hours, row->zone);
        g_autofree char *found = units_time_format(calendar_add(calendar, at(row->start), row->business));
        if (strcmp(found, row->expected) != 0)
            fail_msg("%s: %s, not %s", row->name, found, row->expected);
    }
}

static void test_microseconds_are_kept(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = make(OFFICE, "Europe/Berlin");
    const int64_t start = at("2026-11-23T09:00:00Z") + 7;
    assert_int_equal(calendar_add(calendar, start, 5), start + 5);
    assert_int_equal(calendar_between(calendar, start, start + 5), 5);
}

// --- between and open ---

typedef struct BetweenCase {
    const char *name, *start, *end;
    GTimeSpan expected;
} BetweenCase;

static void test_between(void **state) {
    (void)state;
    static const BetweenCase cases[] = {
        {"a whole week", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z", 37 * HOUR},
        {"closed time only", "2026-11-21T12:00:00Z", "2026-11-23T09:00:00Z", 0},
        {"part of a range", "2026-11-23T09:20:00Z", "2026-11-23T09:50:00Z", 30 * MINUTE},
        {"over lunch", "2026-11-23T11:00:00Z", "2026-11-23T14:00:00Z", 2 * HOUR},
        {"nothing", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z", 0},
        {"backwards", "2026-11-23T11:00:00Z", "2026-11-23T10:00:00Z", 0},
    };
    g_autoptr(Calendar) calendar = make(OFFICE, "UTC");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const GTimeSpan found = calendar_between(calendar, at(cases[i].start), at(cases[i].end));
        if (found != cases[i].expected)
            fail_msg("%s: %" G_GINT64_FORMAT " s", cases[i].name, found / UNITS_SECOND);
    }
}

static void test_open_at(void **state) {
    (void)state;
    static const struct {
        const char *time;
        bool open;
    } cases[] = {
        {"2026-11-23T08:59:59Z", false}, {"2026-11-23T09:00:00Z", true},  {"2026-11-23T11:59:59Z", true},
        {"2026-11-23T12:00:00Z", false}, {"2026-11-23T13:00:00Z", true},  {"2026-11-23T17:00:00Z", false},
        {"2026-11-21T10:00:00Z", true},  {"2026-11-22T10:00:00Z", false},
    };
    g_autoptr(Calendar) calendar = make(OFFICE, "UTC");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (calendar_open_at(calendar, at(cases[i].time)) != cases[i].open)
            fail_msg("%s: %d", cases[i].time, !cases[i].open);
}

static void test_local(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = make("24x7", "Europe/Berlin");
    g_autoptr(GDateTime) local = calendar_local(calendar, at("2026-10-25T01:30:00Z") + 5);
    assert_int_equal(g_date_time_get_hour(local), 2);
    assert_string_equal(g_date_time_get_timezone_abbreviation(local), "CET");
    assert_int_equal(g_date_time_get_microsecond(local), 5);
}

static void test_times_that_can_only_be_damage(void **state) {
    (void)state;
    static const int64_t times[] = {G_MININT64, G_MININT64 + 1, -1, 0, G_MAXINT64 - 1, G_MAXINT64};
    static const char *const hours[] = {"24x7", OFFICE};
    for (size_t h = 0; h < G_N_ELEMENTS(hours); h++) {
        g_autoptr(Calendar) calendar = make(hours[h], "Europe/Berlin");
        for (size_t i = 0; i < G_N_ELEMENTS(times); i++) {
            g_autoptr(GDateTime) local = calendar_local(calendar, times[i]);
            assert_non_null(local);
            calendar_open_at(calendar, times[i]);
            assert_true(calendar_between(calendar, G_MININT64, times[i]) >= 0);
            assert_true(calendar_add(calendar, times[i], HOUR) <=
                        calendar_add(calendar, times[i], G_MAXINT64));
        }
    }
}

static void test_more_time_never_ends_sooner(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = make("Mon 09:00-10:00", "Europe/Berlin");
    const int64_t start = at("2026-11-23T00:00:00Z");
    int64_t before = start;
    for (GTimeSpan business = 1; business < G_MAXINT64 / 2; business *= 2) {
        const int64_t due = calendar_add(calendar, start, business);
        assert_true(due >= before);
        before = due;
    }
}

// --- holidays ---

static char *temporary(const char *text) {
    char *path = NULL;
    const int fd = g_file_open_tmp("holidays-XXXXXX", &path, NULL);
    assert_true(fd >= 0);
    close(fd);
    assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static void test_holidays(void **state) {
    (void)state;
    g_autofree char *path =
        temporary("\xef\xbb\xbf# days off\r\n\r\n2026-12-24\r\n  2026-12-25 Christmas Day\r\n");
    g_autoptr(Calendar) calendar = make("Mon-Fri 09:00-17:00", "Europe/Berlin");
    g_autoptr(GError) error = NULL;
    assert_true(calendar_add_holidays(calendar, path, &error));
    g_autofree char *due = units_time_format(calendar_add(calendar, at("2026-12-23T15:00:00Z"), 2 * HOUR));
    assert_string_equal(due, "2026-12-28T09:00:00Z");
    // The date is the local one: 23:30 UTC on the 23rd is the 24th in Berlin.
    assert_false(calendar_open_at(calendar, at("2026-12-24T10:00:00Z")));
    assert_true(calendar_open_at(calendar, at("2026-12-23T10:00:00Z")));
    g_autoptr(Calendar) always = make("24x7", "Europe/Berlin");
    assert_true(calendar_add_holidays(always, path, &error));
    g_autofree char *opening = units_time_format(calendar_add(always, at("2026-12-23T22:30:00Z"), HOUR));
    assert_string_equal(opening, "2026-12-25T23:30:00Z");
    unlink(path);
}

static void test_holidays_for_years_leave_the_wall_clock(void **state) {
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GDateTime) day = g_date_time_new_utc(2026, 1, 1, 0, 0, 0);
    for (int i = 0; i < 4 * 366; i++) {
        g_autoptr(GDateTime) each = g_date_time_add_days(day, i);
        g_autofree char *line = g_date_time_format(each, "%F closed\n");
        g_string_append(text, line);
    }
    g_autofree char *path = temporary(text->str);
    g_autoptr(Calendar) calendar = make("24x7", "UTC");
    assert_true(calendar_add_holidays(calendar, path, NULL));
    g_autofree char *due = units_time_format(calendar_add(calendar, at("2026-06-01T10:00:00Z"), 4 * HOUR));
    assert_string_equal(due, "2026-06-01T14:00:00Z");
    unlink(path);
}

static void test_all_bad_holidays_are_named(void **state) {
    (void)state;
    g_autofree char *path =
        temporary("2026-12-25 fine\n2026-13-01 x\n25.12.2026\n2026-02-29 no leap year\n2026-1-1\n");
    g_autoptr(Calendar) calendar = make("24x7", "UTC");
    g_autoptr(GError) error = NULL;
    assert_false(calendar_add_holidays(calendar, path, &error));
    assert_int_equal(fault_fate(error), FATE_CONFIG);
    g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);
    assert_int_equal(g_strv_length(lines), 4);
    for (int i = 0; i < 4; i++) {
        g_autofree char *prefix = g_strdup_printf("%s:%d: ", path, i + 2);
        assert_true(g_str_has_prefix(lines[i], prefix));
    }
    unlink(path);
}

static void test_files_that_are_no_holidays(void **state) {
    (void)state;
    static const char *const paths[] = {"/nonexistent/holidays", "/", "/dev/zero", "/dev/null"};
    g_autoptr(Calendar) calendar = make("24x7", "UTC");
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(GError) error = NULL;
        assert_false(calendar_add_holidays(calendar, paths[i], &error));
        assert_non_null(strstr(error->message, paths[i]));
    }
}

// --- days, closes, moments ---

typedef struct DaysCase {
    const char *name, *hours, *zone, *start;
    unsigned days;
    const char *expected;
} DaysCase;

#define WEEK "Mon-Fri 09:00-17:00"

static const DaysCase DAYS[] = {
    {"the same time tomorrow", WEEK, "UTC", "2026-11-23T10:30:00Z", 1, "2026-11-24T10:30:00Z"},
    {"over the weekend", WEEK, "UTC", "2026-11-20T10:30:00Z", 1, "2026-11-23T10:30:00Z"},
    {"from the weekend", WEEK, "UTC", "2026-11-21T10:30:00Z", 1, "2026-11-23T10:30:00Z"},
    {"five are a week", WEEK, "UTC", "2026-11-23T10:30:00Z", 5, "2026-11-30T10:30:00Z"},
    {"a short Saturday is a day", OFFICE, "UTC", "2026-11-20T10:30:00Z", 1, "2026-11-21T10:30:00Z"},
    {"behind its hours it is their close", OFFICE, "UTC", "2026-11-20T16:00:00Z", 1, "2026-11-21T12:00:00Z"},
    {"before its hours it is their opening", OFFICE, "UTC", "2026-11-20T09:10:00Z", 1,
     "2026-11-21T10:00:00Z"},
    {"in the lunch break it stays", OFFICE, "UTC", "2026-11-23T12:30:00Z", 1, "2026-11-24T12:30:00Z"},
    {"at the very close", WEEK, "UTC", "2026-11-23T17:00:00Z", 1, "2026-11-24T17:00:00Z"},
    {"late at night", WEEK, "UTC", "2026-11-23T23:59:59Z", 1, "2026-11-24T17:00:00Z"},
    {"seconds are kept", WEEK, "UTC", "2026-11-23T10:30:17Z", 1, "2026-11-24T10:30:17Z"},
    {"none is the same moment in open hours", WEEK, "UTC", "2026-11-23T10:30:00Z", 0, "2026-11-23T10:30:00Z"},
    {"the date is the local one", WEEK, "Europe/Berlin", "2026-11-22T23:30:00Z", 1, "2026-11-24T08:00:00Z"},
    {"local time over the change to summer", WEEK, "Europe/Berlin", "2026-03-27T10:00:00Z", 1,
     "2026-03-30T09:00:00Z"},
    {"local time over the change to winter", WEEK, "Europe/Berlin", "2026-10-23T10:00:00Z", 1,
     "2026-10-26T11:00:00Z"},
    {"24x7 keeps local time", "24x7", "Europe/Berlin", "2026-03-28T12:00:00Z", 1, "2026-03-29T11:00:00Z"},
    {"24x7 over the hour that comes twice", "24x7", "America/New_York", "2026-10-31T16:00:00Z", 1,
     "2026-11-01T17:00:00Z"},
    {"of the southern hemisphere", WEEK, "Australia/Sydney", "2026-10-02T01:00:00Z", 1,
     "2026-10-05T00:00:00Z"},
    {"to the day before a leap day", "24x7", "UTC", "2028-02-28T12:00:00Z", 1, "2028-02-29T12:00:00Z"},
    {"a week of one day", "Mon 09:00-10:00", "UTC", "2026-11-23T09:30:00Z", 3, "2026-12-14T09:30:00Z"},
};

static void test_add_days(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(DAYS); i++) {
        const DaysCase *row = &DAYS[i];
        g_autoptr(Calendar) calendar = make(row->hours, row->zone);
        g_autofree char *found = units_time_format(calendar_add_days(calendar, at(row->start), row->days));
        if (strcmp(found, row->expected) != 0)
            fail_msg("%s: %s, not %s", row->name, found, row->expected);
    }
}

typedef struct CloseCase {
    const char *name, *hours, *zone, *time, *expected;
} CloseCase;

static const CloseCase CLOSES[] = {
    {"within the hours", OFFICE, "UTC", "2026-11-23T10:00:00Z", "2026-11-23T17:00:00Z"},
    {"before them", OFFICE, "UTC", "2026-11-23T01:00:00Z", "2026-11-23T17:00:00Z"},
    {"behind them", OFFICE, "UTC", "2026-11-23T22:00:00Z", "2026-11-23T17:00:00Z"},
    {"a shorter day", OFFICE, "UTC", "2026-11-21T08:00:00Z", "2026-11-21T12:00:00Z"},
    {"a day that does not open ends at midnight", OFFICE, "UTC", "2026-11-22T08:00:00Z",
     "2026-11-23T00:00:00Z"},
    {"24x7", "24x7", "UTC", "2026-11-22T08:00:00Z", "2026-11-23T00:00:00Z"},
    {"the local date counts", OFFICE, "America/New_York", "2026-11-24T02:00:00Z", "2026-11-23T22:00:00Z"},
    {"on a day of 23 hours", "24x7", "Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T22:00:00Z"},
    {"on a day of 25 hours", "24x7", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T23:00:00Z"},
    {"where the clocks change at midnight", "24x7", "America/Santiago", "2026-04-04T12:00:00Z",
     "2026-04-05T04:00:00Z"},
};

static void test_close(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(CLOSES); i++) {
        const CloseCase *row = &CLOSES[i];
        g_autoptr(Calendar) calendar = make(row->hours, row->zone);
        g_autofree char *found = units_time_format(calendar_close(calendar, at(row->time)));
        if (strcmp(found, row->expected) != 0)
            fail_msg("%s: %s, not %s", row->name, found, row->expected);
    }
}

static void test_holidays_are_no_business_days(void **state) {
    (void)state;
    g_autofree char *path = temporary("2026-12-24\n2026-12-25\n");
    g_autoptr(Calendar) calendar = make("24x7", "Europe/Berlin");
    assert_true(calendar_add_holidays(calendar, path, NULL));
    g_autofree char *next = units_time_format(calendar_add_days(calendar, at("2026-12-23T11:00:00Z"), 1));
    assert_string_equal(next, "2026-12-26T11:00:00Z");
    g_autofree char *close = units_time_format(calendar_close(calendar, at("2026-12-24T11:00:00Z")));
    assert_string_equal(close, "2026-12-24T23:00:00Z");
    unlink(path);
}

typedef struct MomentCase {
    const char *name, *zone;
    int year, month, day, hour, minute;
    const char *expected; // NULL: there is no such date
} MomentCase;

static const MomentCase MOMENTS[] = {
    {"in winter", "Europe/Berlin", 2026, 11, 23, 10, 30, "2026-11-23T09:30:00Z"},
    {"in summer", "Europe/Berlin", 2026, 7, 23, 10, 30, "2026-07-23T08:30:00Z"},
    {"midnight", "Europe/Berlin", 2026, 11, 23, 0, 0, "2026-11-22T23:00:00Z"},
    {"the midnight at its end", "Europe/Berlin", 2026, 11, 23, 24, 0, "2026-11-23T23:00:00Z"},
    {"a leap day", "UTC", 2028, 2, 29, 12, 0, "2028-02-29T12:00:00Z"},
    {"skipped: the moment of the change", "Europe/Berlin", 2026, 3, 29, 2, 30, "2026-03-29T01:00:00Z"},
    {"the first that is skipped", "Europe/Berlin", 2026, 3, 29, 2, 0, "2026-03-29T01:00:00Z"},
    {"just behind what is skipped", "Europe/Berlin", 2026, 3, 29, 3, 0, "2026-03-29T01:00:00Z"},
    {"just before what is skipped", "Europe/Berlin", 2026, 3, 29, 1, 59, "2026-03-29T00:59:00Z"},
    {"twice: the first", "Europe/Berlin", 2026, 10, 25, 2, 30, "2026-10-25T00:30:00Z"},
    {"behind what comes twice", "Europe/Berlin", 2026, 10, 25, 3, 0, "2026-10-25T02:00:00Z"},
    {"of the southern hemisphere", "Australia/Sydney", 2026, 12, 25, 9, 0, "2026-12-24T22:00:00Z"},
    {"three quarters", "Pacific/Chatham", 2026, 7, 1, 12, 45, "2026-07-01T00:00:00Z"},
    {"before 1970", "UTC", 1969, 12, 31, 23, 59, "1969-12-31T23:59:00Z"},
    {"no leap year", "UTC", 2026, 2, 29, 12, 0, NULL},
    {"no such month", "UTC", 2026, 13, 1, 12, 0, NULL},
    {"month 0", "UTC", 2026, 0, 1, 12, 0, NULL},
    {"no such day", "UTC", 2026, 4, 31, 12, 0, NULL},
    {"day 0", "UTC", 2026, 4, 0, 12, 0, NULL},
    {"no such hour", "UTC", 2026, 4, 1, 25, 0, NULL},
    {"behind 24:00", "UTC", 2026, 4, 1, 24, 1, NULL},
    {"no such minute", "UTC", 2026, 4, 1, 12, 60, NULL},
    {"less than none", "UTC", 2026, 4, 1, -1, 0, NULL},
    {"minus a minute", "UTC", 2026, 4, 1, 1, -1, NULL},
    {"year 0", "UTC", 0, 4, 1, 12, 0, NULL},
    {"minus a year", "UTC", -2026, 4, 1, 12, 0, NULL},
    {"beyond all years", "UTC", 10000, 1, 1, 12, 0, NULL},
    {"what no number can be", "UTC", 2147483647, 2147483647, 2147483647, 0, 0, NULL},
};

static void test_moment(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(MOMENTS); i++) {
        const MomentCase *row = &MOMENTS[i];
        g_autoptr(Calendar) calendar = make("24x7", row->zone);
        int64_t moment = 0;
        const bool found =
            calendar_moment(calendar, row->year, row->month, row->day, row->hour, row->minute, &moment);
        g_autofree char *text = units_time_format(moment);
        if (found != (row->expected != NULL) || (found && strcmp(text, row->expected) != 0))
            fail_msg("%s: %s, not %s", row->name, found ? text : "none", row->expected);
    }
}

static void test_days_at_times_that_can_only_be_damage(void **state) {
    (void)state;
    static const int64_t times[] = {G_MININT64, -1, 0, G_MAXINT64};
    static const char *const zones[] = {"UTC", "Pacific/Apia", "America/New_York"};
    static const unsigned counts[] = {0, 1, 400, 1000000, G_MAXUINT};
    for (size_t z = 0; z < G_N_ELEMENTS(zones); z++) {
        g_autoptr(Calendar) calendar = make(WEEK, zones[z]);
        for (size_t i = 0; i < G_N_ELEMENTS(times); i++) {
            (void)calendar_close(calendar, times[i]);
            for (size_t c = 0; c < G_N_ELEMENTS(counts); c++)
                (void)calendar_add_days(calendar, times[i], counts[c]);
        }
        int64_t moment;
        assert_true(calendar_moment(calendar, 1, 1, 1, 0, 0, &moment));
        assert_true(calendar_moment(calendar, 9999, 12, 31, 24, 0, &moment));
    }
}

// --- what must be refused ---

static void test_bad_hours(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",
        " ",
        ",",
        "Mon",
        "09:00-17:00",
        "Mon 09:00",
        "Mon 9-17",
        "Mon 09:00-17:00 Tue",
        "Mon 17:00-09:00",
        "Mon 09:00-09:00",
        "Mon 22:00-06:00",
        "Mon 09:00-24:01",
        "Mon 09:60-10:00",
        "Mon 009:00-10:00",
        "Mon 9:0-10:00",
        "Mon 09:00-12:00 11:00-13:00",
        "Mon-Fri 09:00-17:00, Fri 09:00-12:00",
        "Mon Mon 09:00-10:00",
        "Mo 09:00-10:00",
        "Mond 09:00-10:00",
        "Mon- 09:00-10:00",
        "Mon-Tue-Wed 09:00-10:00",
        "Mon 09:00-10:00,",
        "Mon 09:00 - 10:00",
        "24/7",
        "24x7, Mon 09:00-10:00",
        "Montag 09:00-17:00",
        "Mon 09:00-17:00x",
        "Mon -09:00-17:00",
        "Mon 25:00-26:00",
        "Mon 1:00-1:01 2:00-2:01 3:00-3:01 4:00-4:01 5:00-5:01 6:00-6:01 7:00-7:01 8:00-8:01 9:00-9:01",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Calendar) calendar = calendar_new(bad[i], "UTC", &error);
        if (calendar != NULL)
            fail_msg("hours '%s' were taken", bad[i]);
        assert_int_equal(fault_fate(error), FATE_CONFIG);
    }
}

static void test_bad_zones(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",
        "..",
        "../etc/passwd",
        "Europe/../../../etc/passwd",
        "/etc/localtime",
        "/usr/share/zoneinfo/UTC",
        "Europe",
        "Europe/",
        "Europe//Berlin",
        "Europe/Atlantis",
        "europe/berlin",
        "leapseconds",
        "zone.tab",
        "posixrules",
        "right/Europe/Berlin",
        "+01:00",
        "EST5EDT,M3.2.0,M11.1.0",
        "Europe/Berlin ",
        "\xff",
        "C:",
        "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Calendar) calendar = calendar_new("24x7", bad[i], &error);
        if (calendar != NULL)
            fail_msg("zone '%s' was taken", bad[i]);
        assert_int_equal(fault_fate(error), FATE_CONFIG);
    }
}

// --- against the reference ---

enum { REFERENCE_MINUTES = 60 * 24 * 30 };

// A random week as this test knows it, and as text for the calendar.
typedef struct Week {
    int start[7][3], end[7][3], count[7];
} Week;

static Week random_week(GRand *random, GString *hours) {
    static const char *const names[] = {"Sun", "Mon", "Tue", "Wed",
                                        "Thu", "Fri", "Sat"}; // as struct tm counts
    Week week = {0};
    for (int day = 0; day < 7; day++) {
        int from = 0;
        const int ranges = g_rand_int_range(random, 0, 4);
        for (int i = 0; i < ranges && from < 24 * 60 - 2; i++) {
            const int start = g_rand_int_range(random, from, 24 * 60 - 1);
            const int end =
                g_rand_boolean(random) ? g_rand_int_range(random, start + 1, 24 * 60 + 1) : 24 * 60;
            if (week.count[day] == 0)
                g_string_append_printf(hours, "%s%s", hours->len > 0 ? ", " : "", names[day]);
            g_string_append_printf(hours, " %02d:%02d-%02d:%02d", start / 60, start % 60, end / 60, end % 60);
            week.start[day][week.count[day]] = start;
            week.end[day][week.count[day]++] = end;
            from = end;
        }
    }
    return week;
}

static bool reference_open(const Week *week, int64_t time) {
    const time_t second = (time_t)(time / UNITS_SECOND);
    struct tm local;
    localtime_r(&second, &local);
    const int minute = local.tm_hour * 60 + local.tm_min;
    for (int i = 0; i < week->count[local.tm_wday]; i++)
        if (minute >= week->start[local.tm_wday][i] && minute < week->end[local.tm_wday][i])
            return true;
    return false;
}

static void compare_with_reference(const Calendar *calendar, const Week *week, int64_t start, int minutes,
                                   const char *what) {
    int64_t due = -1;
    int open = 0;
    for (int i = 0; i < REFERENCE_MINUTES && due < 0; i++) {
        const int64_t time = start + i * MINUTE;
        const bool is_open = reference_open(week, time);
        if (is_open != calendar_open_at(calendar, time))
            fail_msg("%s: minute %d is open for one only", what, i);
        open += is_open;
        if (open == minutes)
            due = time + MINUTE;
    }
    const int64_t end = due > 0 ? due : start + REFERENCE_MINUTES * MINUTE;
    if (calendar_between(calendar, start, end) != open * MINUTE)
        fail_msg("%s: not %d minutes between", what, open);
    const int64_t found = calendar_add(calendar, start, minutes * MINUTE);
    if (due > 0 ? found != due : found < end)
        fail_msg("%s: %d minutes end at %" G_GINT64_FORMAT " not %" G_GINT64_FORMAT, what, minutes,
                 found / UNITS_SECOND, due / UNITS_SECOND);
}

// A whole minute; half of them within three days of a change of clocks somewhere.
static int64_t random_start(GRand *random) {
    static const char *const changes[] = {"2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01",
                                          "2026-04-05", "2026-10-04", "2011-12-29", "2022-03-22",
                                          "2026-09-06", "2015-02-22"};
    const int64_t from = g_rand_boolean(random)
                             ? at(changes[g_rand_int_range(random, 0, 10)]) - 3 * G_TIME_SPAN_DAY
                             : at("2008-01-01") + g_rand_int_range(random, 0, 9000) * G_TIME_SPAN_DAY;
    return from + g_rand_int_range(random, 0, 3 * 24 * 60) * MINUTE;
}

static void test_random_calendars_against_the_reference(void **state) {
    (void)state;
    static const char *const zones[] = {
        "UTC",           "Europe/Berlin",       "America/New_York",  "Asia/Kathmandu",
        "Pacific/Apia",  "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca",
        "Europe/Dublin", "America/Santiago",    "Asia/Tehran",       "Pacific/Chatham"};
    const char *given = g_getenv("TEST_SEED");
    const guint32 seed = given != NULL ? (guint32)strtoul(given, NULL, 10) : g_random_int();
    print_message("seed %u (repeat with TEST_SEED)\n", seed);
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    for (int i = 0; i < 200; i++) {
        const char *zone = zones[g_rand_int_range(random, 0, G_N_ELEMENTS(zones))];
        g_autoptr(GString) hours = g_string_new(NULL);
        const Week week = random_week(random, hours);
        if (hours->len == 0)
            continue;
        g_setenv("TZ", zone, TRUE);
        tzset();
        g_autoptr(Calendar) calendar = make(hours->str, zone);
        const int64_t start = random_start(random);
        g_autofree char *shown = units_time_format(start);
        g_autofree char *what = g_strdup_printf("seed %u: %s in %s from %s", seed, hours->str, zone, shown);
        compare_with_reference(calendar, &week, start, g_rand_int_range(random, 1, 6000), what);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_add),
        cmocka_unit_test(test_microseconds_are_kept),
        cmocka_unit_test(test_between),
        cmocka_unit_test(test_open_at),
        cmocka_unit_test(test_local),
        cmocka_unit_test(test_times_that_can_only_be_damage),
        cmocka_unit_test(test_more_time_never_ends_sooner),
        cmocka_unit_test(test_holidays),
        cmocka_unit_test(test_holidays_for_years_leave_the_wall_clock),
        cmocka_unit_test(test_all_bad_holidays_are_named),
        cmocka_unit_test(test_files_that_are_no_holidays),
        cmocka_unit_test(test_add_days),
        cmocka_unit_test(test_close),
        cmocka_unit_test(test_holidays_are_no_business_days),
        cmocka_unit_test(test_moment),
        cmocka_unit_test(test_days_at_times_that_can_only_be_damage),
        cmocka_unit_test(test_bad_hours),
        cmocka_unit_test(test_bad_zones),
        cmocka_unit_test(test_random_calendars_against_the_reference),
    };
    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
