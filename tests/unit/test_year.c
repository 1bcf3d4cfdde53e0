// A year of clocks in a second: random conversations in random calendars, with
// restarts and kills, against the slow and obvious reference of
// clock_reference.h. Every clock must equal it, and no word may be lost or said twice.
// EARSHOT_SEED repeats a run; EARSHOT_LONG=N makes N years of it.
#include <signal.h>
#include <sys/wait.h>

#include "year_history.h"

static guint32 seed_of(const char *name) {
    const char *given = g_getenv("EARSHOT_SEED");
    const guint32 seed = given != NULL ? (guint32)g_ascii_strtoull(given, NULL, 10) : g_random_int();
    print_message("# %s: EARSHOT_SEED=%u\n", name, seed);
    return seed;
}

static unsigned years(void) {
    const char *given = g_getenv("EARSHOT_LONG");
    return given == NULL ? 1 : (unsigned)MAX(g_ascii_strtoull(given, NULL, 10), 1);
}

// --- comparing ---

static void check_number(const char *what, const char *name, int64_t found, int64_t wanted) {
    if (found != wanted)
        fail_msg("%s: %s is %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, what, name, found, wanted);
}

static void compare_clock(const RefThread *thread, const RefClock *wanted, const Clock *found) {
    g_autofree char *id = thread_id_format(thread->id);
    g_autofree char *what =
        g_strdup_printf("%s of %s, clock %u, %s of level %d", id, thread->mailbox->mailbox->name,
                        wanted->number, clock_kind_name(wanted->kind), wanted->level);
    check_number(what, "number", found->number, wanted->number);
    check_number(what, "kind", found->kind, wanted->kind);
    check_number(what, "level", found->level, wanted->level);
    check_number(what, "end", found->end, wanted->end);
    check_number(what, "accepted", found->accepted, wanted->accepted);
    check_moment(what, "started", found->started, wanted->started);
    check_moment(what, "due", found->due, wanted->due);
    check_moment(what, "half", found->half, wanted->half);
    check_moment(what, "soon", found->soon, wanted->soon);
    check_moment(what, "paused", found->paused, wanted->paused);
    check_moment(what, "stopped", found->stopped, wanted->stopped);
    for (unsigned word = 0; word < CLOCK_WORDS; word++)
        check_moment(what, clock_word_name((ClockWord)word), found->told[word], wanted->told[word]);
    assert_string_equal(found->mailbox, thread->mailbox->mailbox->name);
    assert_int_equal(found->words != NULL, wanted->kind == CLOCK_PROMISE);
}

static int64_t earliest_due(const RefThread *thread) {
    int64_t due = 0;
    for (guint i = 0; i < thread->clocks->len; i++) {
        const RefClock *clock = thread->clocks->pdata[i];
        if (clock->end == CLOCK_RUNS && clock->paused == 0 && clock->accepted &&
            (due == 0 || clock->due < due))
            due = clock->due;
    }
    return due;
}

static void compare_thread(ClockWorld *world, const RefThread *wanted) {
    g_autofree char *id = thread_id_format(wanted->id);
    g_auto(ThreadCopy) found = clock_world_thread(world, wanted->id);
    assert_non_null(found.thread);
    check_number(id, "phase", found.thread->phase, wanted->phase);
    check_number(id, "level", found.thread->level, wanted->level);
    check_moment(id, "asked", found.thread->asked, wanted->asked);
    check_moment(id, "due", found.thread->due, earliest_due(wanted));
    const RefClock *reply = ref_running(wanted, true, 0),
                   *touchpoint = ref_running(wanted, false, CLOCK_TOUCHPOINT);
    check_number(id, "reply", found.thread->reply_clock, reply == NULL ? 0 : reply->number);
    check_moment(id, "reply due", found.thread->reply_due, reply == NULL ? 0 : reply->due);
    check_number(id, "touchpoint", found.thread->touchpoint_clock,
                 touchpoint == NULL ? 0 : touchpoint->number);
    check_number(id, "clocks", found.clocks->len, wanted->clocks->len);
    for (guint i = 0; i < found.clocks->len; i++)
        compare_clock(wanted, wanted->clocks->pdata[i], found.clocks->pdata[i]);
}

static int compare_texts(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// Each notice of the reference stands in the outbox, once, and no other.
static void compare_notices(ClockWorld *world, GPtrArray *wanted) {
    g_autoptr(GPtrArray) found = clock_world_notices(world);
    g_ptr_array_sort(found, compare_texts);
    g_ptr_array_sort(wanted, compare_texts);
    for (guint i = 0; i < MIN(found->len, wanted->len); i++)
        if (strcmp(found->pdata[i], wanted->pdata[i]) != 0)
            fail_msg("notice %u of %u is %s, not %s", i, found->len, (char *)found->pdata[i],
                     (char *)wanted->pdata[i]);
    check_number("outbox", "notices", found->len, wanted->len);
}

// --- what is walked in order ---

typedef struct Walked {
    const Reference *reference;
    unsigned count;
    int64_t last; // of the moments; or of the levels
    int64_t last_due;
    bool in_order;
} Walked;

static bool see_stopped(StoreTxn *txn, const Clock *clock, void *data) {
    (void)txn;
    Walked *walked = data;
    walked->count++;
    walked->in_order = walked->in_order && clock->stopped >= walked->last && clock->end != CLOCK_RUNS;
    walked->last = clock->stopped;
    return true;
}

static bool do_walk_stopped(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    clocks_walk_stopped(txn, 0, INT64_MAX, see_stopped, data);
    return !store_failed(txn);
}

static bool see_open(StoreTxn *txn, Thread *thread, void *data) {
    (void)txn;
    Walked *walked = data;
    const int64_t due = thread->due == 0 ? INT64_MAX : thread->due;
    walked->count++;
    walked->in_order = walked->in_order && thread->level <= walked->last &&
                       (thread->level < walked->last || due >= walked->last_due);
    walked->last = thread->level;
    walked->last_due = due;
    return true;
}

static bool do_walk_open(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    thread_walk_open(txn, see_open, data);
    return !store_failed(txn);
}

static void compare_walks(ClockWorld *world, const Reference *reference) {
    unsigned stopped = 0, open = 0;
    for (guint i = 0; i < reference->threads->len; i++) {
        const RefThread *thread = reference->threads->pdata[i];
        open += thread->phase != PHASE_CLOSED;
        for (guint c = 0; c < thread->clocks->len; c++)
            stopped += ((const RefClock *)thread->clocks->pdata[c])->end != CLOCK_RUNS;
    }
    Walked of_clocks = {.in_order = true}, of_threads = {.last = LEVEL_COUNT, .in_order = true};
    support_read(&world->ground, do_walk_stopped, &of_clocks);
    support_read(&world->ground, do_walk_open, &of_threads);
    assert_true(of_clocks.in_order && of_threads.in_order);
    check_number("walk", "stopped clocks", of_clocks.count, stopped);
    check_number("walk", "open threads", of_threads.count, open);
}

static void compare_all(ClockWorld *world, Reference *reference) {
    for (guint i = 0; i < reference->threads->len; i++)
        compare_thread(world, reference->threads->pdata[i]);
    check_moment("at the end", "next", clock_world_next(world), ref_next(reference));
    compare_notices(world, reference->notices);
    compare_walks(world, reference);
}

// --- a year, with restarts ---

static void tell_counts(const Reference *reference, unsigned events) {
    unsigned kinds[CLOCK_KINDS] = {0}, ends[CLOCK_ENDS] = {0}, missed = 0;
    for (guint i = 0; i < reference->threads->len; i++) {
        const RefThread *thread = reference->threads->pdata[i];
        for (guint c = 0; c < thread->clocks->len; c++) {
            const RefClock *clock = thread->clocks->pdata[c];
            kinds[clock->kind]++;
            ends[clock->end]++;
            missed += clock->told[CLOCK_MISSED] != 0;
        }
    }
    print_message(
        "#   %u events, %u threads; clocks: %u acknowledge, %u first, %u next, %u touchpoint, %u promise; "
        "%u met, %u reset, %u dropped, %u unmet; %u missed; %u notices; %u not opened again\n",
        events, reference->threads->len, kinds[0], kinds[1], kinds[2], kinds[3], kinds[4], ends[1], ends[2],
        ends[3], ends[4], missed, reference->notices->len, reference->refused);
    // A history in which nothing happens would prove nothing.
    assert_true(reference->refused > 5);
    for (int kind = 0; kind < CLOCK_KINDS; kind++)
        assert_true(kinds[kind] > 20);
    assert_true(ends[CLOCK_MET] > 100 && ends[CLOCK_RESET] > 10 && ends[CLOCK_DROPPED] > 20 && missed > 50);
    assert_true(ends[CLOCK_UNMET] > 20);
}

// Some events in one transaction, and some threads looked at.
static unsigned live_a_while(Year *year) {
    Event events[40];
    const unsigned count = (unsigned)year_dice(year, 1, G_N_ELEMENTS(events) + 1);
    for (unsigned i = 0; i < count; i++)
        events[i] = year_event(year);
    clock_world_run(year->world, events, count);
    check_moment("meanwhile", "next", clock_world_next(year->world), ref_next(&year->reference));
    for (unsigned i = 0; i < count; i += 13) {
        const RefThread *thread = ref_thread(&year->reference, events[i].thread);
        if (thread != NULL)
            compare_thread(year->world, thread);
    }
    return count;
}

static void restart(ClockWorld *world) {
    ground_close(&world->ground);
    ground_open(&world->ground);
}

static void a_year_equals_the_reference(void **state) {
    (void)state;
    const guint32 seed = seed_of("a year");
    for (guint32 i = 0; i < years(); i++) {
        print_message("#   seed %u\n", seed + i);
        Year *year = year_new(seed + i);
        ground_open(&year->world->ground);
        unsigned events = 0;
        while (year->now < at("2027-01-01")) {
            events += live_a_while(year);
            if (year_percent(year, 10))
                restart(year->world);
        }
        compare_all(year->world, &year->reference);
        tell_counts(&year->reference, events);
        year_free(year);
    }
}

// --- kill -9 between any two steps ---

enum { STEPS = 600 };

typedef struct Step {
    ClockWorld *world;
    const Event *events;
    uint64_t done; // with this one
} Step;

// The store itself counts the steps, in the transaction of each.
static bool do_step(StoreTxn *txn, void *data, GError **error) {
    Step *step = data;
    step->done = store_count_up(txn, "test-steps");
    if (step->done > STEPS)
        return fault_set(error, FATE_PERMANENT, "all is done");
    clock_world_apply(txn, step->world, &step->events[step->done - 1]);
    return !store_failed(txn);
}

// A child: goes on where the store says it is, and tells each step to the parent.
_Noreturn static void work_until_killed(ClockWorld *world, const Event *events, int told) {
    const Ground *ground = &world->ground;
    world->ground.store = store_open(ground->url, ground->directory, true, ground->seal, NULL);
    Step step = {world, events, 0};
    while (world->ground.store != NULL && store_write(world->ground.store, do_step, &step, 0, NULL))
        if (write(told, "", 1) != 1)
            _exit(2);
    _exit(step.done > STEPS ? 0 : 1);
}

// Kills it a moment after so many steps, or lets it come to its end; true when it did.
static bool let_work(Year *year, const Event *events, int steps) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        work_until_killed(year->world, events, ends[1]);
    }
    close(ends[1]);
    char byte;
    int seen = 0;
    while (seen < steps && read(ends[0], &byte, 1) == 1)
        seen++;
    g_usleep((gulong)year_dice(year, 0, 400));
    if (seen == steps)
        kill(child, SIGKILL);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    close(ends[0]);
    if (WIFSIGNALED(status))
        assert_int_equal(WTERMSIG(status), SIGKILL);
    else if (WEXITSTATUS(status) != 0)
        fail_msg("the child ended with %d", WEXITSTATUS(status));
    return !WIFSIGNALED(status);
}

static void live_through_kills(guint32 seed) {
    Year *year = year_new(seed);
    g_autofree Event *events = g_new0(Event, STEPS);
    for (int i = 0; i < STEPS; i++)
        events[i] = year_event(year);
    unsigned kills = 0;
    while (!let_work(year, events, year_dice(year, 0, 30)))
        kills++;
    print_message("#   killed %u times in %d steps\n", kills, STEPS);
    assert_true(kills >= 8);
    ground_open(&year->world->ground);
    compare_all(year->world, &year->reference);
    assert_true(year->reference.notices->len > 10);
    year_free(year);
}

static void killed_between_any_two_steps_nothing_is_lost_or_doubled(void **state) {
    (void)state;
    const guint32 seed = seed_of("kills");
    for (guint32 i = 0; i < years(); i++)
        live_through_kills(seed + i);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_equals_the_reference),
        cmocka_unit_test(killed_between_any_two_steps_nothing_is_lost_or_doubled),
    };
    return cmocka_run_group_tests_name("year", tests, NULL, NULL);
}
