// What fresh eyes found in clocks, kept: one conversation's damage, erasure or
// nonsense is nothing to the others, and nobody is called late who was never kept waiting.
#include "clock_world.h"
#include "timings.h"

#define MINUTE G_TIME_SPAN_MINUTE

// --- small steps ---

// "23 09:00" is in November 2026; the 23rd is a Monday.
static int64_t on(const char *day_and_time) {
    g_autofree char *text = g_strdup_printf("2026-11-%.2sT%.5s:00Z", day_and_time, day_and_time + 3);
    return at(text);
}

static void opens(ClockWorld *world, uint64_t thread, const char *when) {
    const Event event = {.kind = EVENT_CUSTOMER, .at = on(when), .thread = thread, .accepted = true};
    clock_world_run(world, &event, 1);
}

static void check_clocks(ClockWorld *world, const char *name, uint64_t id, const char *wanted) {
    g_auto(ThreadCopy) copy = clock_world_thread(world, id);
    g_autoptr(GString) text = g_string_new(phase_name(copy.thread->phase));
    for (guint i = 0; i < copy.clocks->len; i++) {
        const Clock *clock = copy.clocks->pdata[i];
        g_string_append_printf(text, ", %s %s", clock_kind_name(clock->kind), clock_end_name(clock->end));
    }
    if (strcmp(text->str, wanted) != 0)
        fail_msg("%s: %s, not %s", name, text->str, wanted);
}

typedef struct Round {
    ClockWorld *world;
    int64_t now;
    unsigned most;
    ScheduleRun run;
    bool left;
    uint64_t thread;
    uint32_t number;
} Round;

static bool do_schedule(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Round *round = data;
    round->run = schedule_run(txn, round->world->config, round->now, round->most, &round->left);
    return !store_failed(txn);
}

static bool do_skip(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Round *round = data;
    return schedule_skip(txn, &round->thread, &round->number) && !store_failed(txn);
}

static bool add_one(StoreTxn *txn, Thread *thread, void *data) {
    (void)txn;
    g_string_append_printf(data, "%u%s ", (unsigned)thread->id, thread->due == 0 ? "" : " due");
    return true;
}

static bool do_open(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    thread_walk_open(txn, add_one, data);
    return !store_failed(txn);
}

// "1 due 2 ": those that are not closed, in their order.
static char *open_ones(ClockWorld *world) {
    GString *text = g_string_new(NULL);
    support_read(&world->ground, do_open, text);
    return g_string_free(text, FALSE);
}

typedef struct Report {
    ClockWorld *world;
    int64_t now;
    uint64_t late, count;
} Report;

static bool do_report(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Report *report = data;
    g_autoptr(Timings) timings = timings_new(report->world->config->mailboxes, TIMINGS_MOST);
    timings_gather(timings, txn, on("01 00:00"), on("30 00:00"), report->now);
    const GPtrArray *groups = timings_groups(timings);
    report->late = report->count = 0;
    for (guint i = 0; i < groups->len; i++) {
        const TimingsGroup *group = groups->pdata[i];
        report->late += group->by == TIMINGS_ALL ? group->late : 0;
        report->count += group->by == TIMINGS_ALL ? group->count : 0;
    }
    return !store_failed(txn);
}

static Report report_of(ClockWorld *world, const char *when) {
    Report report = {.world = world, .now = on(when)};
    support_read(&world->ground, do_report, &report);
    return report;
}

// --- erased ---

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    return store_slot_erase(txn, contact_take(txn, data, on("23 16:00")).slot, error);
}

// With a clock that runs, a promise that runs and one that was kept, and first in the list.
static void who_is_erased_stops_no_clock_no_list_and_no_report(void **state) {
    ClockWorld *world = *state;
    opens(world, 2, "23 09:00");
    opens(world, 1, "23 09:10");
    opens(world, 3, "23 09:20");
    const Event events[] = {
        {.kind = EVENT_PERSON, .at = on("23 09:30"), .thread = 1, .promises = 1, .due = {on("23 12:00")}},
        {.kind = EVENT_PERSON, .at = on("23 11:30"), .thread = 1, .promises = 1, .due = {on("23 12:30")}},
        {.kind = EVENT_CUSTOMER, .at = on("23 11:40"), .thread = 1, .accepted = true},
    };
    clock_world_run(world, events, G_N_ELEMENTS(events));
    static char person[] = "person1@a.example";
    support_write(&world->ground, do_erase, person);
    Round round = {.world = world, .now = on("24 12:00"), .most = 100};
    support_write(&world->ground, do_schedule, &round);
    assert_int_equal(round.run.missed, 2);
    assert_false(round.left);
    g_autofree char *open = open_ones(world);
    assert_string_equal(open, "2 due 3 due ");
    const Report report = report_of(world, "24 12:00");
    assert_int_equal(report.late, 2);
    assert_int_equal(report.count, 1); // the first reply: its figures outlive its person, promises do not
}

// --- damaged ---

static bool do_damage(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(GBytes) nonsense = support_bytes("C\1nonsense");
    store_put(txn, TABLE_CLOCK, store_key_pair(*(uint64_t *)data, 1), STORE_OWNER_NONE, nonsense);
    return true;
}

static void a_damaged_clock_is_left_out_and_the_others_go_on(void **state) {
    ClockWorld *world = *state;
    opens(world, 1, "23 09:00");
    opens(world, 2, "23 09:01");
    uint64_t damaged = 1;
    support_write(&world->ground, do_damage, &damaged);
    Round round = {.world = world, .now = on("24 12:00"), .most = 1};
    g_autoptr(GError) error = NULL;
    assert_false(store_write(world->ground.store, do_schedule, &round, 0, &error));
    support_assert_fate(error, FATE_CORRUPT);
    support_write(&world->ground, do_skip, &round);
    assert_true(round.thread == 1 && round.number == 1);
    round.most = 100;
    support_write(&world->ground, do_schedule, &round);
    assert_int_equal(round.run.missed, 1);
    assert_false(round.left);
    Round nothing = {.world = world};
    assert_false(store_write(world->ground.store, do_skip, &nothing, 0, NULL)); // none is left to skip
}

// --- nonsense ---

static void a_clock_before_1970_holds_up_nobody(void **state) {
    ClockWorld *world = *state;
    const Event events[] = {
        {.kind = EVENT_CUSTOMER, .at = at("1969-11-24T09:00:00Z"), .thread = 1, .accepted = true},
        {.kind = EVENT_PERSON, .at = at("1969-11-24T10:00:00Z"), .thread = 1},
        {.kind = EVENT_CUSTOMER, .at = at("1969-11-24T09:00:00Z"), .thread = 2, .accepted = true},
        {.kind = EVENT_CUSTOMER, .at = on("23 09:00"), .thread = 3, .accepted = true},
    };
    clock_world_run(world, events, G_N_ELEMENTS(events));
    assert_int_equal(report_of(world, "23 09:30").count, 0); // what stopped then did not stop this month
    Round round = {.world = world, .now = on("23 09:30"), .most = 100};
    support_write(&world->ground, do_schedule, &round);
    assert_int_equal(round.run.missed, 1);
    assert_false(round.left);
    round.now = on("24 12:00");
    support_write(&world->ground, do_schedule, &round);
    assert_int_equal(round.run.missed, 1);
}

// The MTA may have refused it behind us: nobody waits.
static void what_was_never_accepted_is_never_late(void **state) {
    ClockWorld *world = *state;
    opens(world, 1, "23 09:00");
    Event refused = {.kind = EVENT_CUSTOMER, .at = on("23 09:00"), .thread = 2};
    clock_world_run(world, &refused, 1);
    // In a conversation where something else runs, its clock alone is silent.
    const Event events[] = {
        {.kind = EVENT_PERSON, .at = on("23 09:30"), .thread = 1, .promises = 1, .due = {on("25 12:00")}},
        {.kind = EVENT_CUSTOMER, .at = on("23 10:00"), .thread = 1},
    };
    clock_world_run(world, events, G_N_ELEMENTS(events));
    g_autofree char *open = open_ones(world);
    assert_string_equal(open, "1 due 2 ");
    g_auto(ThreadCopy) copy = clock_world_thread(world, 1);
    assert_true(copy.thread->due == on("25 12:00"));
    assert_int_equal(report_of(world, "24 12:00").late, 0);
    assert_int_equal(report_of(world, "25 12:01").late, 1); // the promise, not the reply beside it
    Event accepted = {.kind = EVENT_ACCEPTED, .at = on("24 12:00"), .thread = 2};
    clock_world_run(world, &accepted, 1);
    assert_int_equal(report_of(world, "24 12:00").late, 1);
}

// --- solved, promised, closed ---

typedef struct ClockCase {
    const char *name;
    Event events[4];
    const char *clocks;
} ClockCase;

static void no_word_too_many(void **state) {
    (void)state;
    const ClockCase cases[] = {
        {"solved before we answered",
         {{.kind = EVENT_CUSTOMER, .at = on("23 09:00"), .level = LEVEL_CRITICAL},
          {.kind = EVENT_CUSTOMER, .at = on("23 09:05"), .word = WORD_SOLVED}},
         "follow-up, first-reply dropped, touchpoint dropped"},
        {"solved when we were late already",
         {{.kind = EVENT_CUSTOMER, .at = on("23 09:00"), .level = LEVEL_CRITICAL},
          {.kind = EVENT_CUSTOMER, .at = on("23 10:05"), .word = WORD_SOLVED}},
         "follow-up, first-reply missed, touchpoint dropped"},
        {"thanks before we answered",
         {{.kind = EVENT_CUSTOMER, .at = on("23 09:00")},
          {.kind = EVENT_CUSTOMER, .at = on("23 09:05"), .word = WORD_THANKS}},
         "discovery, first-reply running"},
        {"solved as the first word",
         {{.kind = EVENT_CUSTOMER, .at = on("23 09:00"), .word = WORD_SOLVED}},
         "discovery, first-reply running"},
        {"an older mail of ours that comes late",
         {{.kind = EVENT_CUSTOMER, .at = on("23 09:00")},
          {.kind = EVENT_PERSON, .at = on("20 09:00"), .promises = 1, .due = {on("24 12:00")}}},
         "discovery, first-reply running, promise running"},
        {"a promise in a closed conversation opens it",
         {{.kind = EVENT_CUSTOMER, .at = on("23 09:00")},
          {.kind = EVENT_PERSON, .at = on("23 09:30")},
          {.kind = EVENT_PHASE, .at = on("23 09:31"), .phase = PHASE_CLOSED},
          {.kind = EVENT_PERSON, .at = on("23 09:40"), .promises = 1, .due = {on("24 12:00")}}},
         "solving, first-reply met, promise running"},
        {"a mail without one does not",
         {{.kind = EVENT_CUSTOMER, .at = on("23 09:00")},
          {.kind = EVENT_PERSON, .at = on("23 09:30")},
          {.kind = EVENT_PHASE, .at = on("23 09:31"), .phase = PHASE_CLOSED},
          {.kind = EVENT_PERSON, .at = on("23 09:40")}},
         "closed, first-reply met"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        void *own = NULL;
        clock_world_setup(&own);
        for (size_t e = 0; e < G_N_ELEMENTS(cases[i].events) && cases[i].events[e].at != 0; e++) {
            Event event = cases[i].events[e];
            event.thread = 1;
            event.accepted = true;
            clock_world_run(own, &event, 1);
        }
        check_clocks(own, cases[i].name, 1, cases[i].clocks);
        clock_world_teardown(&own);
    }
}

// Given in the evening for the next morning, with no business time between.
static void a_promise_over_night_warns_later_than_it_is_given(void **state) {
    ClockWorld *world = *state;
    opens(world, 1, "23 16:00");
    const Event promise = {
        .kind = EVENT_PERSON, .at = on("23 17:30"), .thread = 1, .promises = 1, .due = {on("24 08:00")}};
    clock_world_run(world, &promise, 1);
    static const struct {
        const char *when;
        unsigned told, missed;
    } rounds[] = {
        {"23 17:31", 0, 0}, {"24 01:00", 1, 0}, {"24 05:00", 1, 0}, {"24 07:59", 0, 0}, {"24 08:01", 1, 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(rounds); i++) {
        Round round = {.world = world, .now = on(rounds[i].when), .most = 100};
        support_write(&world->ground, do_schedule, &round);
        if (round.run.told != rounds[i].told || round.run.missed != rounds[i].missed)
            fail_msg("%s: %u told, %u missed", rounds[i].when, round.run.told, round.run.missed);
    }
}

static void with_one_promise_more_than_can_be_open_the_oldest_goes(void **state) {
    ClockWorld *world = *state;
    opens(world, 1, "23 09:00");
    for (int i = 0; i <= THREAD_PROMISES; i++) {
        const Event promise = {
            .kind = EVENT_PROMISE, .at = on("23 09:30"), .thread = 1, .due = {on("24 12:00") + i * MINUTE}};
        clock_world_run(world, &promise, 1);
    }
    g_auto(ThreadCopy) copy = clock_world_thread(world, 1);
    assert_int_equal(copy.thread->promises, THREAD_PROMISES);
    assert_int_equal(((Clock *)copy.clocks->pdata[1])->end, CLOCK_DROPPED);
    for (guint i = 2; i < copy.clocks->len; i++)
        assert_int_equal(((Clock *)copy.clocks->pdata[i])->end, CLOCK_RUNS);
    Round round = {.world = world, .now = on("25 12:00"), .most = 100};
    support_write(&world->ground, do_schedule, &round);
    assert_int_equal(round.run.missed, 1 + THREAD_PROMISES); // each of them, and the first reply
}

int main(void) {
    const struct CMUnitTest tests[] = {
        clock_test(who_is_erased_stops_no_clock_no_list_and_no_report),
        clock_test(a_damaged_clock_is_left_out_and_the_others_go_on),
        clock_test(a_clock_before_1970_holds_up_nobody),
        clock_test(what_was_never_accepted_is_never_late),
        cmocka_unit_test(no_word_too_many),
        clock_test(a_promise_over_night_warns_later_than_it_is_given),
        clock_test(with_one_promise_more_than_can_be_open_the_oldest_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
