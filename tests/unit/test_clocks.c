// Clocks as they are kept: what comes back, the two indices, and what happens
// when a record is gone that an index still names.
#include "clock_world.h"

#include "contact.h"

#define MINUTE G_TIME_SPAN_MINUTE

static Clock *make(uint64_t thread, uint32_t number, int64_t started, GTimeSpan span) {
    g_autoptr(Calendar) calendar = calendar_new("24x7", "UTC", NULL);
    Clock *clock = clock_new(CLOCK_FIRST_REPLY);
    clock->thread = thread;
    clock->number = number;
    clock->mailbox = g_strdup("support");
    clock->accepted = true;
    clock_start(clock, calendar, started, started + span);
    return clock;
}

typedef struct Put {
    Clock *const *clocks;
    size_t count;
} Put;

static bool do_put(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Put *put = data;
    for (size_t i = 0; i < put->count; i++)
        clocks_put(txn, put->clocks[i]);
    return !store_failed(txn);
}

static void put_all(ClockWorld *world, Clock *const *clocks, size_t count) {
    Put put = {clocks, count};
    support_write(&world->ground, do_put, &put);
}

static Clock *get(ClockWorld *world, uint64_t thread, uint32_t number) {
    g_auto(ThreadCopy) copy = clock_world_thread(world, thread);
    for (guint i = 0; i < copy.clocks->len; i++)
        if (((Clock *)copy.clocks->pdata[i])->number == number)
            return g_ptr_array_steal_index(copy.clocks, i);
    return NULL;
}

static bool do_get_one(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    *(Clock **)data = clocks_get(txn, 7, 3);
    return !store_failed(txn);
}

static void a_clock_comes_back_as_it_was(void **state) {
    ClockWorld *world = *state;
    const Clock whole = {.thread = 7,
                         .number = 3,
                         .kind = CLOCK_TOUCHPOINT,
                         .level = LEVEL_CRITICAL,
                         .mailbox = (char *)(uintptr_t) "second",
                         .tier = (char *)(uintptr_t) "gold",
                         .words = (char *)(uintptr_t) "bis Freitag, 3. M\xc3\xa4rz",
                         .accepted = true,
                         .started = NOON_MONDAY,
                         .due = NOON_MONDAY + 9 * MINUTE,
                         .half = NOON_MONDAY + 4 * MINUTE,
                         .soon = NOON_MONDAY + 7 * MINUTE,
                         .told = {NOON_MONDAY + 5 * MINUTE, 0, 0},
                         .paused = NOON_MONDAY + 6 * MINUTE};
    Clock copy = whole;
    Clock *const one[] = {&copy};
    put_all(world, one, 1);
    Clock *found = NULL;
    support_read(&world->ground, do_get_one, &found);
    g_autoptr(Clock) clock = found;
    assert_non_null(clock);
    assert_int_equal(clock->thread, 7);
    assert_int_equal(clock->number, 3);
    assert_int_equal(clock->kind, CLOCK_TOUCHPOINT);
    assert_int_equal(clock->end, CLOCK_RUNS);
    assert_int_equal(clock->level, LEVEL_CRITICAL);
    assert_string_equal(clock->mailbox, "second");
    assert_string_equal(clock->tier, "gold");
    assert_string_equal(clock->words, whole.words);
    assert_true(clock->accepted);
    assert_true(clock->started == whole.started && clock->due == whole.due && clock->half == whole.half &&
                clock->soon == whole.soon && clock->paused == whole.paused && clock->stopped == 0);
    assert_memory_equal(clock->told, whole.told, sizeof whole.told);
}

static void one_that_is_not_there_is_absent(void **state) {
    ClockWorld *world = *state;
    assert_null(get(world, 7, 3));
    assert_true(clock_world_next(world) == INT64_MAX);
}

static void those_of_a_thread_come_by_number(void **state) {
    ClockWorld *world = *state;
    Clock *clocks[] = {make(7, 300, NOON_MONDAY, MINUTE), make(7, 2, NOON_MONDAY, MINUTE),
                       make(8, 1, NOON_MONDAY, MINUTE),   make(6, 9, NOON_MONDAY, MINUTE),
                       make(7, 1, NOON_MONDAY, MINUTE),   make(7, 65536, NOON_MONDAY, MINUTE)};
    put_all(world, clocks, G_N_ELEMENTS(clocks));
    static const uint32_t wanted[] = {1, 2, 300, 65536};
    g_auto(ThreadCopy) copy = clock_world_thread(world, 7);
    assert_int_equal(copy.clocks->len, G_N_ELEMENTS(wanted));
    for (guint i = 0; i < copy.clocks->len; i++)
        assert_int_equal(((Clock *)copy.clocks->pdata[i])->number, wanted[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(clocks); i++)
        clock_free(clocks[i]);
}

// --- the index of next words ---

static void the_index_follows_the_clock(void **state) {
    ClockWorld *world = *state;
    g_autoptr(Calendar) calendar = calendar_new("24x7", "UTC", NULL);
    Clock *clock = make(7, 1, NOON_MONDAY, 40 * MINUTE); // half in 20, soon in 35 minutes
    Clock *const one[] = {clock};
    put_all(world, one, 1);
    assert_true(clock_world_next(world) == NOON_MONDAY + 20 * MINUTE);
    assert_int_equal(clock_tell(clock, NOON_MONDAY + 21 * MINUTE), CLOCK_HALF);
    put_all(world, one, 1);
    assert_true(clock_world_next(world) == clock->soon);
    clock_pause(clock, NOON_MONDAY + 22 * MINUTE);
    put_all(world, one, 1);
    assert_true(clock_world_next(world) == INT64_MAX);
    clock_resume(clock, calendar, NOON_MONDAY + 52 * MINUTE);
    put_all(world, one, 1);
    assert_true(clock_world_next(world) == NOON_MONDAY + 65 * MINUTE);
    clock_stop(clock, CLOCK_MET, NOON_MONDAY + 53 * MINUTE);
    put_all(world, one, 1);
    assert_true(clock_world_next(world) == INT64_MAX);
    clock_free(clock);
}

typedef struct Due {
    int64_t now;
    GString *said; // "thread.number " of each
} Due;

static bool do_tell_all(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Due *due = data;
    for (int i = 0; i < 100; i++) {
        g_autoptr(Clock) clock = clocks_due(txn, due->now);
        if (clock == NULL)
            return !store_failed(txn);
        g_string_append_printf(due->said, "%u.%u%c ", (unsigned)clock->thread, clock->number,
                               "hsm-"[clock_tell(clock, due->now)]);
        clocks_put(txn, clock);
    }
    return false; // the same again and again
}

static char *tell_all(ClockWorld *world, int64_t now) {
    Due due = {now, g_string_new(NULL)};
    support_write(&world->ground, do_tell_all, &due);
    return g_string_free(due.said, FALSE);
}

static void who_waits_longest_speaks_first(void **state) {
    ClockWorld *world = *state;
    Clock *clocks[] = {make(5, 2, NOON_MONDAY, 60 * MINUTE), make(9, 1, NOON_MONDAY, 20 * MINUTE),
                       make(5, 1, NOON_MONDAY, 60 * MINUTE), make(4, 7, NOON_MONDAY, 600 * MINUTE)};
    put_all(world, clocks, G_N_ELEMENTS(clocks));
    static const struct {
        int64_t minutes;
        const char *said;
    } looks[] = {
        {9, ""},   {10, "9.1h "}, {30, "9.1m 5.1h 5.2h "}, {54, "5.1s 5.2s "}, {700, "5.1m 5.2m 4.7m "},
        {9999, ""}};
    for (size_t i = 0; i < G_N_ELEMENTS(looks); i++) {
        g_autofree char *said = tell_all(world, NOON_MONDAY + looks[i].minutes * MINUTE);
        if (strcmp(said, looks[i].said) != 0)
            fail_msg("after %d minutes: %s, not %s", (int)looks[i].minutes, said, looks[i].said);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(clocks); i++)
        clock_free(clocks[i]);
}

static bool do_lose(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    store_del(txn, TABLE_CLOCK, store_key_pair(5, 1));
    return !store_failed(txn);
}

static void what_is_gone_leaves_the_index(void **state) {
    ClockWorld *world = *state;
    Clock *clocks[] = {make(5, 1, NOON_MONDAY, 20 * MINUTE), make(6, 1, NOON_MONDAY, 60 * MINUTE)};
    put_all(world, clocks, G_N_ELEMENTS(clocks));
    support_write(&world->ground, do_lose, NULL);
    assert_true(clock_world_next(world) == NOON_MONDAY + 10 * MINUTE);
    g_autofree char *said = tell_all(world, NOON_MONDAY + 30 * MINUTE);
    assert_string_equal(said, "6.1h ");
    assert_true(clock_world_next(world) == clocks[1]->soon);
    for (size_t i = 0; i < G_N_ELEMENTS(clocks); i++)
        clock_free(clocks[i]);
}

static void what_is_older_than_time_speaks_first_and_leaves(void **state) {
    ClockWorld *world = *state;
    static const int64_t begun[] = {-5 * G_TIME_SPAN_DAY, -20 * MINUTE, -1, 0};
    for (uint32_t i = 0; i < G_N_ELEMENTS(begun); i++) {
        g_autoptr(Clock) clock = make(9, i + 1, begun[i], 20 * MINUTE);
        Clock *const one[] = {clock};
        put_all(world, one, 1);
    }
    g_autoptr(Clock) usual = make(7, 1, NOON_MONDAY, 20 * MINUTE);
    Clock *const one[] = {usual};
    put_all(world, one, 1);
    g_autofree char *said = tell_all(world, NOON_MONDAY + 10 * MINUTE);
    assert_true(g_str_has_prefix(said, "9.1m "));
    assert_true(g_str_has_suffix(said, "9.3m 9.4m 7.1h "));
    g_autofree char *again = tell_all(world, NOON_MONDAY + 10 * MINUTE);
    assert_string_equal(again, "");
    assert_true(clock_world_next(world) == usual->soon);
}

// --- the index of those that stopped ---

typedef struct Walk {
    int64_t since, until;
    unsigned most;
    GString *seen;
} Walk;

static bool see(StoreTxn *txn, const Clock *clock, void *data) {
    (void)txn;
    Walk *walk = data;
    g_string_append_printf(walk->seen, "%u.%u ", (unsigned)clock->thread, clock->number);
    return --walk->most > 0;
}

static bool do_walk(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Walk *walk = data;
    clocks_walk_stopped(txn, walk->since, walk->until, see, data);
    return !store_failed(txn);
}

static char *walk_stopped(ClockWorld *world, int64_t since, int64_t until, unsigned most) {
    Walk walk = {since, until, most, g_string_new(NULL)};
    support_read(&world->ground, do_walk, &walk);
    return g_string_free(walk.seen, FALSE);
}

static void put_stopped(ClockWorld *world) {
    static const struct {
        uint64_t thread;
        uint32_t number;
        int64_t minute;
    } rows[] = {{5, 1, 10}, {6, 1, 20}, {6, 2, 20}, {4, 1, 30}, {7, 1, -1}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Clock) clock = make(rows[i].thread, rows[i].number, NOON_MONDAY, 60 * MINUTE);
        if (rows[i].minute >= 0)
            clock_stop(clock, CLOCK_MET, NOON_MONDAY + rows[i].minute * MINUTE);
        Clock *const one[] = {clock};
        put_all(world, one, 1);
        put_all(world, one, 1); // put again, it stands there once
    }
}

typedef struct WalkCase {
    const char *name;
    int64_t since, until; // minutes
    unsigned most;
    const char *seen;
} WalkCase;

static const WalkCase WALKS[] = {
    {"all, in the order in which they stopped", -1000, 1000, 99, "5.1 6.1 6.2 4.1 "},
    {"since is with it, until is not", 10, 30, 99, "5.1 6.1 6.2 "},
    {"a minute later", 11, 31, 99, "6.1 6.2 4.1 "},
    {"nothing in it", 31, 1000, 99, ""},
    {"upside down", 30, 10, 99, ""},
    {"until the caller has enough", -1000, 1000, 2, "5.1 6.1 "},
};

static void those_that_stopped_are_found_by_time(void **state) {
    ClockWorld *world = *state;
    put_stopped(world);
    for (size_t i = 0; i < G_N_ELEMENTS(WALKS); i++) {
        const WalkCase *row = &WALKS[i];
        g_autofree char *seen = walk_stopped(world, NOON_MONDAY + row->since * MINUTE,
                                             NOON_MONDAY + row->until * MINUTE, row->most);
        if (strcmp(seen, row->seen) != 0)
            fail_msg("%s: %s", row->name, seen);
    }
    g_autofree char *ever = walk_stopped(world, INT64_MIN, INT64_MAX, 99);
    assert_string_equal(ever, WALKS[0].seen);
}

static void one_that_is_gone_does_not_end_the_walk(void **state) {
    ClockWorld *world = *state;
    put_stopped(world);
    support_write(&world->ground, do_lose, NULL);
    g_autofree char *seen = walk_stopped(world, 0, INT64_MAX, 99);
    assert_string_equal(seen, "6.1 6.2 4.1 ");
}

// --- a person who was erased takes their promises along ---

static bool do_promise(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    uint64_t *slot = data;
    *slot = contact_take(txn, "ann@a.example", NOON_MONDAY).slot;
    for (uint32_t number = 1; number <= 2; number++) {
        g_autoptr(Clock) clock = make(5, number, NOON_MONDAY, 20 * MINUTE);
        clock->kind = CLOCK_PROMISE;
        clock->owner = *slot;
        clock->words = g_strdup("We will call you, Ann.");
        if (number == 2)
            clock_stop(clock, CLOCK_MET, NOON_MONDAY + MINUTE);
        clocks_put(txn, clock);
    }
    return !store_failed(txn);
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    return store_slot_erase(txn, *(uint64_t *)data, error);
}

static void an_erased_person_holds_up_nobody(void **state) {
    ClockWorld *world = *state;
    Clock *clocks[] = {make(5, 3, NOON_MONDAY, 60 * MINUTE), make(6, 1, NOON_MONDAY, 60 * MINUTE)};
    put_all(world, clocks, G_N_ELEMENTS(clocks));
    clock_stop(clocks[1], CLOCK_MET, NOON_MONDAY + 2 * MINUTE);
    put_all(world, &clocks[1], 1);
    uint64_t slot = 0;
    support_write(&world->ground, do_promise, &slot);
    support_write(&world->ground, do_erase, &slot);
    g_auto(ThreadCopy) copy = clock_world_thread(world, 5);
    assert_int_equal(copy.clocks->len, 1);
    assert_int_equal(((Clock *)copy.clocks->pdata[0])->number, 3);
    g_autofree char *seen = walk_stopped(world, 0, INT64_MAX, 99);
    assert_string_equal(seen, "6.1 ");
    g_autofree char *said = tell_all(world, NOON_MONDAY + 30 * MINUTE);
    assert_string_equal(said, "5.3h ");
    for (size_t i = 0; i < G_N_ELEMENTS(clocks); i++)
        clock_free(clocks[i]);
}

typedef struct Counting {
    int64_t now;
    ClocksCount count;
} Counting;

static bool do_count(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Counting *counting = data;
    counting->count = clocks_count(txn, counting->now, MINUTE);
    return !store_failed(txn);
}

static void those_that_will_speak_are_counted(void **state) {
    ClockWorld *world = *state;
    Counting none = {.now = NOON_MONDAY};
    support_read(&world->ground, do_count, &none);
    assert_int_equal(none.count.speaking, 0);
    assert_true(none.count.first == INT64_MAX);
    Clock *all[] = {make(7, 1, NOON_MONDAY, 40 * MINUTE), make(8, 1, NOON_MONDAY, 80 * MINUTE),
                    make(9, 1, NOON_MONDAY, 80 * MINUTE)};
    clock_stop(all[2], CLOCK_MET, NOON_MONDAY + MINUTE);
    put_all(world, all, G_N_ELEMENTS(all)); // half-time is after 20 and 40 minutes
    static const struct {
        int64_t after;
        unsigned late;
    } cases[] = {{0, 0}, {20, 0}, {21, 0}, {22, 1}, {41, 1}, {42, 2}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Counting counting = {.now = NOON_MONDAY + cases[i].after * MINUTE};
        support_read(&world->ground, do_count, &counting);
        assert_int_equal(counting.count.speaking, 2);
        assert_int_equal(counting.count.late, cases[i].late);
        assert_true(counting.count.first == NOON_MONDAY + 20 * MINUTE);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        clock_free(all[i]);
}

// --- restarts ---

static void all_is_there_after_a_restart(void **state) {
    ClockWorld *world = *state;
    put_stopped(world);
    ground_close(&world->ground);
    ground_open(&world->ground);
    assert_true(clock_world_next(world) == NOON_MONDAY + 30 * MINUTE);
    g_autofree char *seen = walk_stopped(world, 0, INT64_MAX, 99);
    assert_string_equal(seen, "5.1 6.1 6.2 4.1 ");
    g_autofree char *said = tell_all(world, NOON_MONDAY + 30 * MINUTE);
    assert_string_equal(said, "7.1h ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        clock_test(a_clock_comes_back_as_it_was),
        clock_test(one_that_is_not_there_is_absent),
        clock_test(those_of_a_thread_come_by_number),
        clock_test(the_index_follows_the_clock),
        clock_test(who_waits_longest_speaks_first),
        clock_test(what_is_gone_leaves_the_index),
        clock_test(what_is_older_than_time_speaks_first_and_leaves),
        clock_test(those_that_stopped_are_found_by_time),
        clock_test(one_that_is_gone_does_not_end_the_walk),
        clock_test(an_erased_person_holds_up_nobody),
        clock_test(those_that_will_speak_are_counted),
        clock_test(all_is_there_after_a_restart),
    };
    return cmocka_run_group_tests_name("clocks", tests, NULL, NULL);
}
