// When a PM's digest goes out: tables of what was missed, changed and set back, and
// two years in zones of both hemispheres against a reference that looks at each minute.
#include "slow_calendar.h"

#include "post.h"

#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR

enum { DAILY = 0x7f, WORKDAYS = 0x1f, MONDAY = 1, FRIDAY = 1 << 4 };

static Pm *pm_at(const char *zone, unsigned days, unsigned minute) {
    Pm *pm = pm_new("paula");
    pm->address = g_strdup("paula@example.test");
    pm->digest_days = days;
    pm->digest_minute = minute;
    pm->calendar = calendar_of("24x7", zone);
    return pm;
}

// --- by hand ---

typedef struct Case {
    const char *name;
    const char *zone;
    unsigned days, minute;
    const char *last, *now;
    const char *next;  // NULL: never
    const char *begun; // NULL: long ago
} Case;

static const Case CASES[] = {
    {"the day after", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z",
     "2026-11-24T08:00:00Z", NULL},
    {"it is time", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z",
     "2026-11-24T08:00:00Z", NULL},
    {"a moment before it is time", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-24T07:59:59Z",
     "2026-11-24T08:00:00Z", NULL},
    {"started in the morning, today's is to come", "UTC", DAILY, 8 * 60, NULL, "2026-11-23T07:00:00Z",
     "2026-11-23T08:00:00Z", "2026-11-23T07:00:00Z"},
    {"started after today's time: it does not come", "UTC", DAILY, 8 * 60, NULL, "2026-11-23T09:00:00Z",
     "2026-11-24T08:00:00Z", "2026-11-23T09:00:00Z"},
    {"the first ever is missed", "UTC", DAILY, 8 * 60, NULL, "2026-11-23T09:00:00Z", "2026-11-23T08:00:00Z",
     "2026-11-23T07:59:59Z"},
    {"started today, and then moved to later", "UTC", DAILY, 18 * 60, NULL, "2026-11-23T09:10:00Z",
     "2026-11-23T18:00:00Z", "2026-11-23T09:00:00Z"},
    {"started ten years ahead", "UTC", DAILY, 8 * 60, NULL, "2026-11-23T07:00:00Z", "2026-11-23T08:00:00Z",
     "2036-11-23T09:00:00Z"},
    {"away for two hours: it comes late", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z",
     "2026-11-24T10:00:00Z", "2026-11-24T08:00:00Z", NULL},
    {"away for just under twelve", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-24T19:59:59Z",
     "2026-11-24T08:00:00Z", NULL},
    {"away for twelve: not in the middle of the night", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z",
     "2026-11-24T20:00:00Z", "2026-11-25T08:00:00Z", NULL},
    {"away over midnight", "UTC", DAILY, 23 * 60, "2026-11-23T23:00:00Z", "2026-11-25T03:00:00Z",
     "2026-11-24T23:00:00Z", NULL},
    {"away for a month: one comes, not thirty", "UTC", DAILY, 8 * 60, "2026-10-23T08:00:00Z",
     "2026-11-24T09:00:00Z", "2026-11-24T08:00:00Z", NULL},
    {"on working days: Friday is followed by Monday", "UTC", WORKDAYS, 8 * 60, "2026-11-20T08:00:00Z",
     "2026-11-20T09:00:00Z", "2026-11-23T08:00:00Z", NULL},
    {"on working days: Friday's is missed until Saturday", "UTC", WORKDAYS, 18 * 60, "2026-11-19T18:00:00Z",
     "2026-11-21T02:00:00Z", "2026-11-20T18:00:00Z", NULL},
    {"once a week", "UTC", MONDAY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z",
     "2026-11-30T08:00:00Z", NULL},
    {"never", "UTC", 0, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z", NULL, NULL},
    {"in the PM's zone", "America/New_York", DAILY, 8 * 60, "2026-11-22T13:00:00Z", "2026-11-23T12:59:00Z",
     "2026-11-23T13:00:00Z", NULL},
    {"the weekday is that of the PM's zone", "Pacific/Auckland", MONDAY, 8 * 60, "2026-11-16T00:00:00Z",
     "2026-11-17T00:00:00Z", "2026-11-22T19:00:00Z", NULL},
    // the time was changed in the configuration
    {"moved to later on a day that had its own", "UTC", DAILY, 18 * 60, "2026-11-23T08:00:00Z",
     "2026-11-23T09:00:00Z", "2026-11-24T18:00:00Z", NULL},
    {"moved to earlier", "UTC", DAILY, 6 * 60, "2026-11-23T18:00:00Z", "2026-11-23T19:00:00Z",
     "2026-11-24T06:00:00Z", NULL},
    // a clock that was set back, or was wrong
    {"set back by an hour", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-23T07:00:00Z",
     "2026-11-24T08:00:00Z", NULL},
    {"set back by a day: neither of both again", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z",
     "2026-11-22T08:30:00Z", "2026-11-24T08:00:00Z", NULL},
    {"ten years ahead once: no silence for ten years", "UTC", DAILY, 8 * 60, "2036-11-23T08:00:00Z",
     "2026-11-23T08:30:00Z", "2026-11-23T08:00:00Z", NULL},
    // Berlin skips 02:00-03:00 on 2026-03-29, and lives 02:00-03:00 twice on 2026-10-25
    {"an hour that is skipped", "Europe/Berlin", DAILY, 150, "2026-03-28T01:30:00Z", "2026-03-28T02:00:00Z",
     "2026-03-29T01:00:00Z", NULL},
    {"an hour that comes twice", "Europe/Berlin", DAILY, 150, "2026-10-24T00:30:00Z", "2026-10-24T01:00:00Z",
     "2026-10-25T00:30:00Z", NULL},
    {"the second time of that hour brings none", "Europe/Berlin", DAILY, 150, "2026-10-25T00:30:00Z",
     "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z", NULL},
    {"a midnight that is skipped", "America/Santiago", DAILY, 0, "2026-09-05T04:00:00Z",
     "2026-09-05T05:00:00Z", "2026-09-06T04:00:00Z", NULL},
    {"the last hour of a day is skipped: just before it", "America/Nuuk", DAILY, 23 * 60 + 30,
     "2026-03-28T01:30:00Z", "2026-03-28T02:00:00Z", "2026-03-29T00:59:00Z", NULL},
    {"a date that never was has none", "Pacific/Apia", DAILY, 8 * 60, "2011-12-29T18:00:00Z",
     "2011-12-29T20:00:00Z", "2011-12-30T18:00:00Z", NULL},
    {"missed over a date that never was", "Pacific/Apia", DAILY, 22 * 60 + 55, "2011-12-29T08:55:00Z",
     "2011-12-30T15:00:00Z", "2011-12-30T08:55:00Z", NULL},
    {"nor has the week of that weekday", "Pacific/Apia", FRIDAY, 8 * 60, "2011-12-23T18:00:00Z",
     "2011-12-24T00:00:00Z", "2012-01-05T18:00:00Z", NULL},
};

static void the_next_one_by_hand(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Case *row = &CASES[i];
        g_autoptr(Pm) pm = pm_at(row->zone, row->days, row->minute);
        const PostLast last = {.begun = at_or_none(row->begun), .sent = at_or_none(row->last)};
        check_moment(row->name, "next", post_next(pm, last, at(row->now)),
                     row->next == NULL ? INT64_MAX : at(row->next));
    }
}

// --- against the reference ---

typedef struct Years {
    const char *zone, *begin; // two years from there
} Years;

static const Years YEARS[] = {
    {"Europe/Berlin", "2026-01-01T00:00:00Z"},    {"America/New_York", "2026-01-01T00:00:00Z"},
    {"Australia/Sydney", "2026-01-01T00:00:00Z"}, {"Australia/Lord_Howe", "2026-01-01T00:00:00Z"},
    {"America/Santiago", "2026-01-01T00:00:00Z"}, {"America/Nuuk", "2026-01-01T00:00:00Z"},
    {"Africa/Cairo", "2026-01-01T00:00:00Z"},     {"Africa/Casablanca", "2026-01-01T00:00:00Z"},
    {"America/St_Johns", "2009-01-01T00:00:00Z"}, {"Pacific/Apia", "2011-01-01T00:00:00Z"},
    {"Antarctica/Troll", "2026-01-01T00:00:00Z"}, {"Asia/Kathmandu", "2026-01-01T00:00:00Z"},
};

static unsigned weekday_of(int date) {
    g_autoptr(GDateTime) day = g_date_time_new_utc(date / 10000, date / 100 % 100, date % 100, 0, 0, 0);
    return (unsigned)g_date_time_get_day_of_week(day) - 1;
}

// The moments of all dates: the first minute at which the clock of that date shows no less, else its last.
static GArray *slow_moments(const SlowCalendar *slow, unsigned days, int minute) {
    GArray *moments = g_array_new(FALSE, FALSE, sizeof(int64_t));
    int done = 0;
    for (size_t i = 0; i + 1 < slow->minutes; i++) {
        const int date = slow->date[i];
        const bool ends = slow->date[i + 1] > date;
        if (date <= done || (slow->of_day[i] < minute && !ends))
            continue;
        done = date;
        const int64_t moment = slow->begin + (int64_t)i * SLOW_MINUTE;
        if (days >> weekday_of(date) & 1)
            g_array_append_val(moments, moment);
    }
    return moments;
}

static int64_t slow_next(const SlowCalendar *slow, const GArray *moments, int64_t last, int64_t now) {
    for (guint i = 0; i < moments->len; i++) {
        const int64_t moment = g_array_index(moments, int64_t, i);
        if (moment > now - POST_MISSED && moment > last &&
            slow->date[slow_index(slow, moment)] != slow->date[slow_index(slow, last)])
            return moment;
    }
    return INT64_MAX;
}

static void follow(const SlowCalendar *slow, const Years *years, const Pm *pm, GRand *random) {
    g_autoptr(GArray) moments = slow_moments(slow, pm->digest_days, (int)pm->digest_minute);
    g_autofree char *name =
        g_strdup_printf("%s, days %x at %u", years->zone, pm->digest_days, pm->digest_minute);
    for (guint i = 1; i + 1 < moments->len; i++) { // a courier that is never away
        const int64_t last = g_array_index(moments, int64_t, i),
                      next = g_array_index(moments, int64_t, i + 1);
        check_moment(name, "next", post_next(pm, (PostLast){.sent = last}, last), next);
        check_moment(name, "due", post_next(pm, (PostLast){.sent = last}, next), next);
    }
    const int64_t begin = slow->begin + 3 * 24 * HOUR;
    const int32_t minutes = (int32_t)slow->minutes - 30 * 24 * 60;
    for (int i = 0; i < 500; i++) { // one that is away now and then, and one whose clock is set back
        const int64_t now = begin + g_rand_int_range(random, 0, minutes) * MINUTE;
        const int64_t last = now + g_rand_int_range(random, -3 * 24 * 60, 2 * 24 * 60) * MINUTE;
        check_moment(name, "next of any", post_next(pm, (PostLast){.sent = last}, now),
                     slow_next(slow, moments, last, now));
    }
}

static void two_years_of_moments(void **state) {
    (void)state;
    static const unsigned DAYS[] = {DAILY, WORKDAYS, MONDAY | FRIDAY};
    GRand *random = support_rand("digests");
    const unsigned zones = MAX(support_many(G_N_ELEMENTS(YEARS)), 1);
    for (unsigned i = 0; i < zones; i++) {
        const Years *years = &YEARS[i];
        SlowCalendar slow = {0};
        slow_calendar_fill(&slow, years->zone, at(years->begin), 731 * 24 * 60);
        for (unsigned minute = 0; minute < 24 * 60; minute += (unsigned)g_rand_int_range(random, 20, 120)) {
            g_autoptr(Pm) pm = pm_at(years->zone, DAYS[minute % G_N_ELEMENTS(DAYS)], minute);
            follow(&slow, years, pm, random);
        }
        slow_calendar_clear(&slow);
    }
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_next_one_by_hand),
        cmocka_unit_test(two_years_of_moments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
