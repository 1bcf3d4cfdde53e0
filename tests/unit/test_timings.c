// Percentiles against a slow and obvious reference that sorts a list for every
// group by itself; what counts and what does not; what happens beyond the
// memory that is allowed; and the walk over a store.
#include "support.h"

#include "clocks.h"
#include "mailbox.h"
#include "thread.h"
#include "timings.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE
#define DAY G_TIME_SPAN_DAY

static Mailbox *make_mailbox(const char *name, const char *hours, const char *zone) {
    Mailbox *mailbox = mailbox_new(name);
    mailbox->calendar = calendar_new(hours, zone, NULL);
    assert_non_null(mailbox->calendar);
    return mailbox;
}

// Support keeps office hours in Berlin, night never closes.
static GPtrArray *make_mailboxes(void) {
    GPtrArray *mailboxes = g_ptr_array_new_with_free_func((GDestroyNotify)mailbox_free);
    g_ptr_array_add(mailboxes, make_mailbox("support", "Mon-Fri 09:00-17:00", "Europe/Berlin"));
    g_ptr_array_add(mailboxes, make_mailbox("night", "24x7", "UTC"));
    return mailboxes;
}

static Clock *make_clock(ClockKind kind, const char *mailbox, int64_t started, GTimeSpan wall) {
    Clock *clock = clock_new(kind);
    clock->mailbox = g_strdup(mailbox);
    clock->level = LEVEL_CONCERN;
    clock->started = started;
    clock->due = kind == CLOCK_ACKNOWLEDGE ? 0 : started + 4 * HOUR;
    clock->accepted = true;
    clock_stop(clock, CLOCK_MET, started + wall);
    return clock;
}

static const TimingsGroup *find(const GPtrArray *groups, ClockKind kind, TimingsBy by, const char *name) {
    for (guint i = 0; i < groups->len; i++) {
        const TimingsGroup *group = groups->pdata[i];
        if (group->kind == kind && group->by == by && g_strcmp0(group->name, name) == 0)
            return group;
    }
    return NULL;
}

// --- against the reference ---

static GTimeSpan reference_rank(GArray *spans, double percent) {
    if (spans->len == 0)
        return -1;
    guint rank = 0; // the smallest that is not below percent of the number
    while ((double)(rank + 1) * 100.0 < percent * (double)spans->len)
        rank++;
    return g_array_index(spans, GTimeSpan, rank);
}

static int compare_spans(gconstpointer a, gconstpointer b) {
    const GTimeSpan left = *(const GTimeSpan *)a, right = *(const GTimeSpan *)b;
    return (left > right) - (left < right);
}

static char *reference_week(const Clock *clock) {
    g_autoptr(GTimeZone) zone =
        g_time_zone_new_identifier(strcmp(clock->mailbox, "support") == 0 ? "Europe/Berlin" : "UTC");
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(clock->stopped / G_USEC_PER_SEC);
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
    return g_date_time_format(local, "%G-W%V");
}

static bool stands_in(const Clock *clock, const TimingsGroup *group) {
    g_autofree char *week = reference_week(clock);
    if (clock->kind != group->kind || clock->end == CLOCK_RUNS || clock->end == CLOCK_DROPPED)
        return false;
    switch (group->by) {
    case TIMINGS_MAILBOX:
        return strcmp(clock->mailbox, group->name) == 0;
    case TIMINGS_LEVEL:
        return strcmp(level_name(clock->level), group->name) == 0;
    case TIMINGS_TIER:
        return strcmp(clock->tier == NULL ? "unknown" : clock->tier, group->name) == 0;
    case TIMINGS_WEEK:
        return strcmp(week, group->name) == 0;
    default:
        return group->name == NULL;
    }
}

static const Calendar *calendar_named(const GPtrArray *mailboxes, const char *name) {
    for (guint i = 0; i < mailboxes->len; i++)
        if (strcmp(((const Mailbox *)mailboxes->pdata[i])->name, name) == 0)
            return ((const Mailbox *)mailboxes->pdata[i])->calendar;
    return NULL;
}

static void check_group(const TimingsGroup *group, const GPtrArray *clocks, const GPtrArray *mailboxes) {
    g_autoptr(GArray) business = g_array_new(FALSE, FALSE, sizeof(GTimeSpan));
    g_autoptr(GArray) wall = g_array_new(FALSE, FALSE, sizeof(GTimeSpan));
    uint64_t in_time = 0;
    for (guint i = 0; i < clocks->len; i++) {
        const Clock *clock = clocks->pdata[i];
        const Calendar *calendar = calendar_named(mailboxes, clock->mailbox);
        if (!stands_in(clock, group))
            continue;
        const GTimeSpan span = clock->stopped - clock->started;
        g_array_append_val(wall, span);
        in_time +=
            clock->kind != CLOCK_ACKNOWLEDGE && clock->end != CLOCK_UNMET && clock->stopped <= clock->due;
        if (clock->kind == CLOCK_ACKNOWLEDGE || calendar == NULL)
            continue;
        const GTimeSpan worked = calendar_between(calendar, clock->started, clock->stopped);
        g_array_append_val(business, worked);
    }
    g_array_sort(business, compare_spans);
    g_array_sort(wall, compare_spans);
    assert_true(group->count == wall->len && wall->len > 0);
    assert_true(group->in_time == in_time);
    static const double PERCENT[TIMINGS_RANKS] = {50, 90, 99};
    for (unsigned i = 0; i < TIMINGS_RANKS; i++)
        if (group->wall[i] != reference_rank(wall, PERCENT[i]) ||
            group->business[i] != reference_rank(business, PERCENT[i]))
            fail_msg("%s by %u %s, %u clocks, p%.0f: wall %" G_GINT64_FORMAT ", business %" G_GINT64_FORMAT,
                     clock_kind_name(group->kind), group->by, group->name == NULL ? "" : group->name,
                     wall->len, PERCENT[i], group->wall[i], group->business[i]);
}

static Clock *random_clock(GRand *rand) {
    static const char *const MAILBOXES[] = {"support", "night", "gone"}, *const TIERS[] = {NULL, "gold",
                                                                                           "free"};
    const int64_t started = NOON_MONDAY + g_rand_int_range(rand, -200, 200) * DAY / 7;
    const ClockKind kind = (ClockKind)g_rand_int_range(rand, 0, CLOCK_KINDS);
    // Few different spans, so that many are equal.
    Clock *clock = make_clock(kind, MAILBOXES[g_rand_int_range(rand, 0, 3)], started,
                              g_rand_int_range(rand, 0, 40) * 37 * MINUTE);
    clock->tier = g_strdup(TIERS[g_rand_int_range(rand, 0, 3)]);
    clock->level = (Level)g_rand_int_range(rand, 0, LEVEL_COUNT);
    if (kind != CLOCK_ACKNOWLEDGE)
        clock->end = (ClockEnd)g_rand_int_range(rand, 0, CLOCK_ENDS);
    clock->stopped = clock->end == CLOCK_RUNS ? 0 : clock->stopped;
    return clock;
}

static void random_clocks_equal_the_reference(void **state) {
    (void)state;
    g_autoptr(GRand) rand = support_rand("timings");
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    static const unsigned SIZES[] = {1, 2, 3, 10, 99, 100, 101, 1000, 3000};
    for (size_t round = 0; round < G_N_ELEMENTS(SIZES); round++) {
        g_autoptr(GPtrArray) clocks = g_ptr_array_new_with_free_func((GDestroyNotify)clock_free);
        g_autoptr(Timings) timings = timings_new(mailboxes, 100000);
        uint64_t counted = 0, wanted = 0;
        for (unsigned i = 0; i < SIZES[round]; i++) {
            Clock *clock = random_clock(rand);
            g_ptr_array_add(clocks, clock);
            timings_add(timings, clock);
            wanted += clock->end == CLOCK_MET || clock->end == CLOCK_RESET || clock->end == CLOCK_UNMET;
        }
        const GPtrArray *groups = timings_groups(timings);
        for (guint i = 0; i < groups->len; i++) {
            const TimingsGroup *group = groups->pdata[i];
            check_group(group, clocks, mailboxes);
            counted += group->by == TIMINGS_ALL ? group->count : 0;
        }
        assert_true(counted == wanted); // none stands in no group
        assert_false(timings_is_drawn(timings));
    }
}

static void ranks_of_few(void **state) {
    (void)state;
    static const struct {
        unsigned count;
        unsigned p50, p90, p99; // the how manieth
    } CASES[] = {{1, 1, 1, 1},   {2, 1, 2, 2},    {3, 2, 3, 3},      {4, 2, 4, 4},
                 {10, 5, 9, 10}, {11, 6, 10, 11}, {100, 50, 90, 99}, {101, 51, 91, 100}};
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Timings) timings = timings_new(mailboxes, 1000);
        for (unsigned n = CASES[i].count; n > 0; n--) {
            g_autoptr(Clock) clock = make_clock(CLOCK_NEXT_REPLY, "night", NOON_MONDAY, n * MINUTE);
            timings_add(timings, clock);
        }
        const TimingsGroup *all = timings_groups(timings)->pdata[0];
        assert_true(all->wall[TIMINGS_P50] == CASES[i].p50 * MINUTE);
        assert_true(all->wall[TIMINGS_P90] == CASES[i].p90 * MINUTE);
        assert_true(all->wall[TIMINGS_P99] == CASES[i].p99 * MINUTE);
        assert_true(all->business[TIMINGS_P90] == CASES[i].p90 * MINUTE);
    }
}

// --- what counts ---

static void business_and_wall_clock_differ(void **state) {
    (void)state;
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    g_autoptr(Timings) timings = timings_new(mailboxes, 10);
    // Friday 16:00 to Monday 10:00 in Berlin: an hour and an hour.
    g_autoptr(Clock) clock =
        make_clock(CLOCK_FIRST_REPLY, "support", NOON_MONDAY - 3 * DAY + 5 * HOUR, 2 * DAY + 18 * HOUR);
    clock->due = clock->stopped;
    timings_add(timings, clock);
    const TimingsGroup *group = find(timings_groups(timings), CLOCK_FIRST_REPLY, TIMINGS_MAILBOX, "support");
    assert_non_null(group);
    assert_true(group->business[TIMINGS_P50] == 2 * HOUR);
    assert_true(group->wall[TIMINGS_P99] == 66 * HOUR);
    assert_true(group->in_time == 1);
}

static void a_mailbox_that_is_gone_has_wall_clock_time_alone(void **state) {
    (void)state;
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    g_autoptr(Timings) timings = timings_new(mailboxes, 10);
    g_autoptr(Clock) gone = make_clock(CLOCK_FIRST_REPLY, "gone", NOON_MONDAY, 3 * HOUR);
    g_autoptr(Clock) nameless = make_clock(CLOCK_FIRST_REPLY, NULL, NOON_MONDAY, 5 * HOUR);
    timings_add(timings, gone);
    timings_add(timings, nameless);
    const GPtrArray *groups = timings_groups(timings);
    const TimingsGroup *group = find(groups, CLOCK_FIRST_REPLY, TIMINGS_MAILBOX, "gone");
    assert_true(group->business[TIMINGS_P50] == -1 && group->wall[TIMINGS_P50] == 3 * HOUR);
    assert_non_null(find(groups, CLOCK_FIRST_REPLY, TIMINGS_MAILBOX, "unknown"));
}

static void receipt_is_never_due_and_in_wall_clock_alone(void **state) {
    (void)state;
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    g_autoptr(Timings) timings = timings_new(mailboxes, 10);
    g_autoptr(Clock) clock = make_clock(CLOCK_ACKNOWLEDGE, "support", NOON_MONDAY, 300 * 1000);
    timings_add(timings, clock);
    const TimingsGroup *all = timings_groups(timings)->pdata[0];
    assert_true(all->count == 1 && all->in_time == 0 && all->business[TIMINGS_P50] == -1);
    assert_true(all->wall[TIMINGS_P50] == 300 * 1000);
}

static void what_is_dropped_or_runs_counts_nowhere(void **state) {
    (void)state;
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    g_autoptr(Timings) timings = timings_new(mailboxes, 10);
    g_autoptr(Clock) dropped = make_clock(CLOCK_FIRST_REPLY, "support", NOON_MONDAY, HOUR);
    g_autoptr(Clock) running = make_clock(CLOCK_FIRST_REPLY, "support", NOON_MONDAY, HOUR);
    dropped->end = CLOCK_DROPPED;
    running->end = CLOCK_RUNS;
    timings_add(timings, dropped);
    timings_add(timings, running);
    assert_int_equal(timings_groups(timings)->len, 0);
}

// Also one that ended in the very moment in which it was due, as a touchpoint does.
static void what_was_missed_counts_and_is_not_in_time(void **state) {
    (void)state;
    static const GTimeSpan WAITS[] = {4 * HOUR, 4 * HOUR + 1, 30 * HOUR};
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    g_autoptr(Timings) timings = timings_new(mailboxes, 10);
    for (size_t i = 0; i < G_N_ELEMENTS(WAITS); i++) {
        g_autoptr(Clock) clock = make_clock(CLOCK_TOUCHPOINT, "night", NOON_MONDAY, WAITS[i]);
        clock->end = CLOCK_UNMET;
        timings_add(timings, clock);
        timings_add_late(timings, clock, NOON_MONDAY + 2 * DAY); // it does not run any more
    }
    const TimingsGroup *all = timings_groups(timings)->pdata[0];
    assert_true(all->count == 3 && all->in_time == 0 && all->late == 0);
    assert_true(all->wall[TIMINGS_P99] == 30 * HOUR && all->business[TIMINGS_P50] == 4 * HOUR + 1);
}

static void a_promise_that_was_reset_before_it_was_due_is_in_time(void **state) {
    (void)state;
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    g_autoptr(Timings) timings = timings_new(mailboxes, 10);
    g_autoptr(Clock) reset = make_clock(CLOCK_PROMISE, "support", NOON_MONDAY, HOUR);
    g_autoptr(Clock) broken = make_clock(CLOCK_PROMISE, "support", NOON_MONDAY, 5 * HOUR);
    reset->end = CLOCK_RESET;
    timings_add(timings, reset);
    timings_add(timings, broken);
    const TimingsGroup *all = timings_groups(timings)->pdata[0];
    assert_true(all->count == 2 && all->in_time == 1);
}

typedef struct LateCase {
    const char *name;
    int64_t due, paused;
    ClockEnd end;
    uint64_t wanted;
} LateCase;

static void late_are_those_that_run_unpaused_behind_their_time(void **state) {
    (void)state;
    static const LateCase CASES[] = {
        {"due an hour ago", -HOUR, 0, CLOCK_RUNS, 1},   {"due this moment", 0, 0, CLOCK_RUNS, 0},
        {"due in an hour", HOUR, 0, CLOCK_RUNS, 0},     {"paused", -HOUR, 1, CLOCK_RUNS, 0},
        {"stopped, and late", -HOUR, 0, CLOCK_MET, 0},  {"dropped", -HOUR, 0, CLOCK_DROPPED, 0},
        {"missed, and over", -HOUR, 0, CLOCK_UNMET, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GPtrArray) mailboxes = make_mailboxes();
        g_autoptr(Timings) timings = timings_new(mailboxes, 10);
        g_autoptr(Clock) clock = make_clock(CLOCK_TOUCHPOINT, "night", NOON_MONDAY - DAY, HOUR);
        clock->due = NOON_MONDAY + CASES[i].due;
        clock->paused = CASES[i].paused;
        clock->end = CASES[i].end;
        timings_add_late(timings, clock, NOON_MONDAY);
        const GPtrArray *groups = timings_groups(timings);
        const TimingsGroup *group = find(groups, CLOCK_TOUCHPOINT, TIMINGS_LEVEL, "concern");
        if ((group == NULL ? 0 : group->late) != CASES[i].wanted)
            fail_msg("%s", CASES[i].name);
        assert_true(group == NULL || (group->count == 0 && group->wall[TIMINGS_P50] == -1));
        assert_null(find(groups, CLOCK_TOUCHPOINT, TIMINGS_WEEK, "2026-W48"));
    }
}

// --- order, weeks ---

static void groups_stand_in_order(void **state) {
    (void)state;
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    g_autoptr(Timings) timings = timings_new(mailboxes, 100);
    static const Level LEVELS[] = {LEVEL_NONE, LEVEL_CRITICAL, LEVEL_CONCERN};
    static const char *const TIERS[] = {NULL, "zinc", "gold"};
    for (size_t i = 0; i < G_N_ELEMENTS(LEVELS); i++) {
        g_autoptr(Clock) clock = make_clock(CLOCK_PROMISE, i == 1 ? "night" : "support",
                                            NOON_MONDAY + (1 - (int64_t)i) * 7 * DAY, 0);
        clock->level = LEVELS[i];
        clock->tier = g_strdup(TIERS[i]);
        timings_add(timings, clock);
    }
    g_autoptr(Clock) first = make_clock(CLOCK_ACKNOWLEDGE, "support", NOON_MONDAY, 0);
    timings_add(timings, first);
    static const char *const WANTED =
        "0 all, 0 support, 0 concern, 0 unknown, 0 2026-W48, 4 all, 4 night, 4 support, 4 critical, 4 "
        "concern, "
        "4 none, 4 gold, 4 zinc, 4 unknown, 4 2026-W47, 4 2026-W48, 4 2026-W49, ";
    g_autoptr(GString) told = g_string_new(NULL);
    const GPtrArray *groups = timings_groups(timings);
    for (guint i = 0; i < groups->len; i++) {
        const TimingsGroup *group = groups->pdata[i];
        g_string_append_printf(told, "%u %s, ", group->kind, group->name == NULL ? "all" : group->name);
    }
    assert_string_equal(told->str, WANTED);
}

static void weeks_are_iso_weeks_of_the_mailbox(void **state) {
    (void)state;
    static const struct {
        const char *mailbox, *stopped, *week;
    } CASES[] = {
        {"night", "2026-11-22T23:59:59Z", "2026-W47"},   {"night", "2026-11-23T00:00:00Z", "2026-W48"},
        {"support", "2026-11-22T22:59:59Z", "2026-W47"}, {"support", "2026-11-22T23:00:00Z", "2026-W48"},
        {"gone", "2026-11-22T23:00:00Z", "2026-W47"},    {"night", "2027-01-03T12:00:00Z", "2026-W53"},
        {"night", "2024-12-30T12:00:00Z", "2025-W01"},   {"night", "2021-01-03T12:00:00Z", "2020-W53"},
    };
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Timings) timings = timings_new(mailboxes, 10);
        int64_t stopped = 0;
        assert_true(units_time_parse(CASES[i].stopped, &stopped, NULL));
        g_autoptr(Clock) clock = make_clock(CLOCK_FIRST_REPLY, CASES[i].mailbox, stopped - HOUR, HOUR);
        timings_add(timings, clock);
        if (find(timings_groups(timings), CLOCK_FIRST_REPLY, TIMINGS_WEEK, CASES[i].week) == NULL)
            fail_msg("%s of %s is not in %s", CASES[i].stopped, CASES[i].mailbox, CASES[i].week);
    }
}

static void times_of_damage_are_no_crash(void **state) {
    (void)state;
    static const int64_t TIMES[] = {INT64_MIN, INT64_MAX, -1, 0, INT64_MAX / 2};
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    g_autoptr(Timings) timings = timings_new(mailboxes, 10);
    for (size_t i = 0; i < G_N_ELEMENTS(TIMES); i++) {
        g_autoptr(Clock) clock = make_clock(CLOCK_FIRST_REPLY, i % 2 == 0 ? "gone" : "night", 0, 0);
        clock->started = 0;
        clock->stopped = TIMES[i];
        timings_add(timings, clock);
    }
    assert_true(timings_groups(timings)->len > 0);
}

// --- beyond the memory that is allowed ---

static void beyond_the_most_counts_stay_exact_and_ranks_near(void **state) {
    (void)state;
    enum { MANY = 40000, MOST = 4000 };
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    GTimeSpan first[TIMINGS_RANKS] = {0};
    for (unsigned run = 0; run < 2; run++) {
        g_autoptr(Timings) timings = timings_new(mailboxes, MOST);
        for (unsigned i = 0; i < MANY;
             i++) { // in order of their length: the worst order for who keeps the first
            g_autoptr(Clock) clock =
                make_clock(CLOCK_NEXT_REPLY, "night", NOON_MONDAY, i * G_TIME_SPAN_SECOND);
            clock->tier = g_strdup(i % 4 == 0 ? "gold" : NULL);
            timings_add(timings, clock);
        }
        const GPtrArray *groups = timings_groups(timings);
        const TimingsGroup *all = groups->pdata[0];
        assert_true(timings_is_drawn(timings));
        assert_true(all->count == MANY && all->in_time == 4 * 3600 + 1);
        assert_true(find(groups, CLOCK_NEXT_REPLY, TIMINGS_TIER, "gold")->count == MANY / 4);
        const double p50 = (double)all->wall[TIMINGS_P50] / (MANY * 1e6);
        const double p90 = (double)all->wall[TIMINGS_P90] / (MANY * 1e6);
        assert_true(p50 > 0.45 && p50 < 0.55 && p90 > 0.88 && p90 < 0.92);
        if (run == 0)
            memcpy(first, all->wall, sizeof first);
        else
            assert_memory_equal(first, all->wall, sizeof first);
    }
}

// --- uneven tiers ---

static void fill_tier(Timings *timings, const char *tier, unsigned count, GTimeSpan wait) {
    for (unsigned i = 0; i < count; i++) {
        g_autoptr(Clock) clock = make_clock(CLOCK_FIRST_REPLY, "night", NOON_MONDAY, wait);
        clock->tier = g_strdup(tier);
        timings_add(timings, clock);
    }
}

static void uneven_are_tiers_of_three_times_the_wait(void **state) {
    (void)state;
    static const struct {
        const char *name;
        unsigned count;
        const char *tier;
        GTimeSpan wait;
        bool uneven;
    } CASES[] = {
        {"three times", 10, "small", 3 * HOUR, true},
        {"less", 10, "small", 3 * HOUR - 1, false},
        {"too few to tell", 9, "small", 30 * HOUR, false},
        {"who has no tier", 50, NULL, 30 * HOUR, false},
        {"a third, the other way", 10, "small", 20 * MINUTE, true},
        {"no time at all is a minute", 10, "small", 0, true},
    };
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Timings) timings = timings_new(mailboxes, 1000);
        const TimingsGroup *longest, *shortest;
        fill_tier(timings, "large", 20, HOUR);
        fill_tier(timings, CASES[i].tier, CASES[i].count, CASES[i].wait);
        (void)timings_groups(timings);
        if (timings_is_uneven(timings, CLOCK_FIRST_REPLY, &longest, &shortest) != CASES[i].uneven)
            fail_msg("%s", CASES[i].name);
        assert_false(timings_is_uneven(timings, CLOCK_NEXT_REPLY, &longest, &shortest));
    }
}

static void seconds_apart_are_not_uneven(void **state) {
    (void)state;
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    g_autoptr(Timings) timings = timings_new(mailboxes, 1000);
    const TimingsGroup *longest, *shortest;
    fill_tier(timings, "large", 10, 0);
    fill_tier(timings, "small", 10, 2 * MINUTE);
    (void)timings_groups(timings);
    assert_false(timings_is_uneven(timings, CLOCK_FIRST_REPLY, &longest, &shortest));
}

// --- words ---

static void spans_are_told_in_two_units(void **state) {
    (void)state;
    static const struct {
        GTimeSpan span;
        bool days;
        const char *told;
    } CASES[] = {
        {0, true, "0.0 s"},
        {349999, true, "0.3 s"},
        {9999999, true, "9.9 s"},
        {10 * G_TIME_SPAN_SECOND, true, "10 s"},
        {59 * G_TIME_SPAN_SECOND, true, "59 s"},
        {MINUTE, true, "1 min 0 s"},
        {12 * MINUTE + 5 * G_TIME_SPAN_SECOND, true, "12 min 5 s"},
        {3 * HOUR + 12 * MINUTE, true, "3 h 12 min"},
        {47 * HOUR + 59 * MINUTE, true, "47 h 59 min"},
        {3 * DAY + 4 * HOUR, true, "3 d 4 h"},
        {3 * DAY + 4 * HOUR, false, "76 h 0 min"},
        {100 * HOUR - 1, false, "99 h 59 min"},
        {100 * HOUR, false, "100 h"},
        {1000 * DAY - 1, true, "999 d 23 h"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *told = timings_span(CASES[i].span, CASES[i].days);
        assert_string_equal(told, CASES[i].told);
    }
}

// --- from a store ---

static void put_thread(StoreTxn *txn, uint64_t id, int64_t due) {
    g_autoptr(Thread) thread = thread_new();
    thread->id = id;
    thread->mailbox = g_strdup("night");
    thread->subject = g_strdup("s");
    thread->due = due;
    thread_put(txn, thread);
}

static void put_clock(StoreTxn *txn, uint64_t thread, uint32_t number, Clock *clock) {
    clock->thread = thread;
    clock->number = number;
    clocks_put(txn, clock);
    clock_free(clock);
}

static bool do_fill(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    put_thread(txn, 1, NOON_MONDAY - HOUR);
    put_thread(txn, 2, NOON_MONDAY + HOUR);
    for (uint32_t i = 0; i < 10; i++) // they stop on the hour, from noon on
        put_clock(txn, 1, i + 1, make_clock(CLOCK_NEXT_REPLY, "night", NOON_MONDAY, i * HOUR));
    for (uint32_t i = 0; i < 2; i++) {
        Clock *clock = make_clock(CLOCK_FIRST_REPLY, "night", NOON_MONDAY - 5 * HOUR + i * 2 * HOUR, 0);
        clock->end = CLOCK_RUNS;
        clock->stopped = 0;
        put_clock(txn, i + 1, 11, clock);
    }
    return !store_failed(txn);
}

typedef struct Gather {
    Timings *timings;
    int64_t since, until;
} Gather;

static bool do_gather(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Gather *gather = data;
    timings_gather(gather->timings, txn, gather->since, gather->until, NOON_MONDAY);
    return !store_failed(txn);
}

static void a_store_gives_what_stopped_in_the_time_and_what_is_late(void **state) {
    static const struct {
        const char *name;
        int64_t since, until;
        uint64_t count;
    } CASES[] = {
        {"all", -DAY, DAY, 10},
        {"since is within", 2 * HOUR, DAY, 8},
        {"until is not", -DAY, 2 * HOUR, 2},
        {"nothing between", 3 * HOUR, 3 * HOUR, 0},
        {"before all", -DAY, -HOUR, 0},
    };
    g_autoptr(GPtrArray) mailboxes = make_mailboxes();
    support_write(*state, do_fill, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Timings) timings = timings_new(mailboxes, 100);
        Gather gather = {timings, NOON_MONDAY + CASES[i].since, NOON_MONDAY + CASES[i].until};
        support_read(*state, do_gather, &gather);
        const GPtrArray *groups = timings_groups(timings);
        const TimingsGroup *next = find(groups, CLOCK_NEXT_REPLY, TIMINGS_ALL, NULL);
        if ((next == NULL ? 0 : next->count) != CASES[i].count)
            fail_msg("%s", CASES[i].name);
        const TimingsGroup *first = find(groups, CLOCK_FIRST_REPLY, TIMINGS_ALL, NULL);
        assert_non_null(first);
        assert_true(first->late == 1 && first->count == 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_clocks_equal_the_reference),
        cmocka_unit_test(ranks_of_few),
        cmocka_unit_test(business_and_wall_clock_differ),
        cmocka_unit_test(a_mailbox_that_is_gone_has_wall_clock_time_alone),
        cmocka_unit_test(receipt_is_never_due_and_in_wall_clock_alone),
        cmocka_unit_test(what_is_dropped_or_runs_counts_nowhere),
        cmocka_unit_test(what_was_missed_counts_and_is_not_in_time),
        cmocka_unit_test(a_promise_that_was_reset_before_it_was_due_is_in_time),
        cmocka_unit_test(late_are_those_that_run_unpaused_behind_their_time),
        cmocka_unit_test(groups_stand_in_order),
        cmocka_unit_test(weeks_are_iso_weeks_of_the_mailbox),
        cmocka_unit_test(times_of_damage_are_no_crash),
        cmocka_unit_test(beyond_the_most_counts_stay_exact_and_ranks_near),
        cmocka_unit_test(uneven_are_tiers_of_three_times_the_wait),
        cmocka_unit_test(seconds_apart_are_not_uneven),
        cmocka_unit_test(spans_are_told_in_two_units),
        ground_test(a_store_gives_what_stopped_in_the_time_and_what_is_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
