// Bursts: how rare by chance, what is usual, false alarms of a quarter of ordinary
// mail and true ones found, and what is told to whom.
#include "support_time.h"

#include <math.h>

#include "agenda.h"
#include "burst.h"
#include "burst_past.h"
#include "contact.h"
#include "group.h"
#include "memo.h"
#include "outbox.h"
#include "rollup.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE

// --- by chance: sums of binomials that were worked out by hand ---

typedef struct Chance {
    const char *name;
    unsigned count, past, windows;
    double wanted;
} Chance;

static const Chance CHANCES[] = {
    {"nothing came", 0, 10, 5, 1},
    {"no past to compare with", 9, 0, 0, 1},
    {"one of one, two windows", 1, 0, 1, 0.5},
    {"three of three, each in one of two", 3, 0, 1, 0.125},
    {"two or three of three", 2, 1, 1, 4.0 / 8},
    {"five of five, each in one of 25", 5, 0, 24, 1.0 / 9765625},
    {"one or more of two, each in one of five", 1, 1, 4, 9.0 / 25},
    {"two of two, each in one of five", 2, 0, 4, 1.0 / 25},
    {"twenty or more of 21, each in one of two", 20, 1, 1, 22.0 / 2097152},
    {"nineteen or more of 20, each in one of two", 19, 1, 1, 21.0 / 1048576},
    {"three or more of five, each in one of three", 3, 2, 2, 51.0 / 243},
    {"four or more of six, each in one of four", 4, 2, 3, 154.0 / 4096},
};

static void chances_are_exact(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(CHANCES); i++) {
        const Chance *row = &CHANCES[i];
        const double found = burst_chance(row->count, row->past, row->windows);
        if (fabs(found - row->wanted) > 1e-9 * row->wanted)
            fail_msg("%s: %.12g, not %.12g", row->name, found, row->wanted);
    }
}

static void chances_of_large_counts_are_sane(void **state) {
    (void)state;
    const unsigned large[] = {1000, 1000000, UINT_MAX};
    for (size_t i = 0; i < G_N_ELEMENTS(large); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(large); j++) {
            const double found = burst_chance(large[i], large[j], 24);
            assert_true(found >= 0 && found <= 1);
        }
    double before = 1;
    for (unsigned count = 1; count < 300; count++) { // more is never likelier
        const double found = burst_chance(count, 48, 24);
        assert_true(found <= before);
        before = found;
    }
}

// --- what is usual ---

static const int64_t WEEK = 7 * G_TIME_SPAN_DAY;

static bool come(Flow *flow, int64_t begun, int64_t now, unsigned count, uint32_t person) {
    bool burst = false;
    for (unsigned i = 0; i < count; i++) {
        const FlowSeen seen = {
            .at = now + i * G_TIME_SPAN_SECOND, .thread = person + i, .person = person + i};
        flow_see(flow, &seen);
        burst = burst || flow_bursts(flow, begun, seen.at);
    }
    return burst;
}

typedef struct Fresh {
    const char *name;
    GTimeSpan old; // since counting began
    unsigned count;
    bool burst;
} Fresh;

static const Fresh FRESH[] = {
    {"a fresh mailbox, ten in an hour", 0, 10, false},
    {"a fresh mailbox, nineteen", 0, 19, false},
    {"a fresh mailbox, twenty equal outages", 0, 20, true},
    {"after a quiet day, six", 25 * G_TIME_SPAN_HOUR, 6, false},
    {"after a quiet day, seven", 25 * G_TIME_SPAN_HOUR, 7, true},
    {"after a quiet week, four", 7 * G_TIME_SPAN_DAY, 4, false},
    {"after a quiet week, five", 7 * G_TIME_SPAN_DAY, 5, true},
    {"after eight quiet weeks, four", 57 * G_TIME_SPAN_DAY, 4, false},
    {"after eight quiet weeks, five", 57 * G_TIME_SPAN_DAY, 5, true},
};

static void a_young_mailbox_is_not_alarmed_by_little(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(FRESH); i++) {
        const Fresh *row = &FRESH[i];
        g_auto(Flow) flow;
        flow_begin(&flow);
        if (come(&flow, NOON_MONDAY - row->old, NOON_MONDAY, row->count, 1) != row->burst)
            fail_msg("%s: %s", row->name, row->burst ? "no burst" : "a burst");
    }
}

static void one_customer_is_no_burst(void **state) {
    (void)state;
    g_auto(Flow) flow;
    flow_begin(&flow);
    for (unsigned i = 0; i < 100; i++) {
        const FlowSeen seen = {.at = NOON_MONDAY + i * G_TIME_SPAN_SECOND, .thread = i, .person = 1 + i % 4};
        flow_see(&flow, &seen);
        assert_false(flow_bursts(&flow, NOON_MONDAY - 9 * WEEK, seen.at));
    }
    assert_int_equal(flow_count(&flow, NOON_MONDAY + 100 * G_TIME_SPAN_SECOND), 4);
    assert_int_equal(flow_count(&flow, NOON_MONDAY + 2 * HOUR), 0);
}

static void mondays_are_held_against_mondays(void **state) {
    (void)state;
    const int64_t begun = NOON_MONDAY - 9 * WEEK;
    g_auto(Flow) flow;
    flow_begin(&flow);
    for (int week = 8; week > 0; week--) // twelve each Monday at this hour, else nothing
        (void)come(&flow, begun, NOON_MONDAY - week * WEEK, 12, (uint32_t)week * 100);
    g_auto(Flow) other;
    flow_begin(&other);
    g_array_append_vals(other.hours, flow.hours->data, flow.hours->len);
    assert_false(come(&flow, begun, NOON_MONDAY, 14, 5000));
    assert_true(come(&other, begun, NOON_MONDAY + G_TIME_SPAN_DAY, 14, 5000)); // on a Tuesday
}

static void an_outage_of_then_is_not_usual(void **state) {
    (void)state;
    const int64_t begun = NOON_MONDAY - 9 * WEEK;
    g_auto(Flow) flow;
    flow_begin(&flow);
    (void)come(&flow, begun, NOON_MONDAY - 3 * WEEK, 300, 1000);
    assert_true(come(&flow, begun, NOON_MONDAY, 12, 5000));
}

static void what_is_kept_is_bounded(void **state) {
    (void)state;
    g_auto(Flow) flow;
    flow_begin(&flow);
    for (unsigned i = 0; i < 20000; i++) {
        const FlowSeen seen = {.at = NOON_MONDAY + i * (HOUR / 4), .thread = i, .person = i};
        flow_see(&flow, &seen);
    }
    assert_true(flow.hours->len <= FLOW_HOURS && flow.recent->len <= FLOW_RECENT);
    const FlowSeen back = {.at = NOON_MONDAY, .thread = 1, .person = 7}; // a clock set back
    flow_see(&flow, &back);
    assert_true(flow.hours->len <= FLOW_HOURS);
}

// --- a quarter of ordinary mail ---

// With nights, week-ends and a busy Monday; its mean over the week is about 1.3.
static double rhythm(uint32_t hour) {
    const unsigned clock = hour % 24, day = (hour / 24 + 3) % 7; // 1 January 1970 was a Thursday
    const double by_day = clock >= 8 && clock < 18   ? 1 + 0.5 * sin((clock - 8) * 0.6)
                          : clock >= 6 && clock < 22 ? 0.25
                                                     : 0.03;
    return by_day * (day >= 5 ? 0.15 : day == 0 ? 1.4 : 1) * 3.2;
}

static unsigned poisson(GRand *rand, double mean) {
    const double least = exp(-mean);
    unsigned count = 0;
    for (double product = g_rand_double(rand); product > least; product *= g_rand_double(rand))
        count++;
    return count;
}

typedef struct Quarter {
    GRand *rand;
    double mean;
    bool rhythmic;
    int64_t begun, planted; // the hour in which more comes, 0: none
    double factor;
    uint32_t person;
    int64_t open_since, high;
    unsigned told;
    bool found;
} Quarter;

static int by_moment(const void *left, const void *right) {
    const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static void take_moment(Quarter *quarter, Flow *flow, int64_t now) {
    const uint32_t person = ++quarter->person;
    const FlowSeen seen = {.at = now, .thread = person, .person = person};
    flow_see(flow, &seen);
    if (quarter->open_since != 0 && now - quarter->high >= BURST_OVER)
        quarter->open_since = 0;
    if (quarter->open_since == 0 && flow_bursts(flow, quarter->begun, now)) {
        quarter->open_since = quarter->high = now;
        quarter->told++;
        quarter->found = quarter->found || (now >= quarter->planted && now < quarter->planted + 2 * HOUR);
    }
    if (quarter->open_since != 0 && flow_is_high(flow, quarter->begun, now))
        quarter->high = now;
}

static void run_quarter(Quarter *quarter) {
    g_auto(Flow) flow;
    flow_begin(&flow);
    for (int64_t hour = quarter->begun; hour < quarter->begun + 13 * WEEK; hour += HOUR) {
        double mean = quarter->mean * (quarter->rhythmic ? rhythm((uint32_t)(hour / HOUR)) : 1);
        mean *= hour == quarter->planted ? quarter->factor : 1;
        const unsigned count = MIN(poisson(quarter->rand, mean), 900);
        int64_t moments[900];
        for (unsigned i = 0; i < count; i++)
            moments[i] = hour + (int64_t)(g_rand_double(quarter->rand) * (double)HOUR);
        qsort(moments, count, sizeof moments[0], by_moment);
        for (unsigned i = 0; i < count; i++)
            take_moment(quarter, &flow, moments[i]);
    }
}

static Quarter quarter_of(GRand *rand, double mean, bool rhythmic, double factor) {
    const int64_t monday = NOON_MONDAY - 10 * HOUR;
    const int64_t wednesday = monday + 10 * WEEK + 58 * HOUR; // 10:00
    return (Quarter){.rand = rand,
                     .mean = mean,
                     .rhythmic = rhythmic,
                     .begun = monday,
                     .planted = factor > 0 ? wednesday : 0,
                     .factor = factor};
}

// By the rate an hour: alarms by chance in a quarter at most, and the part of true ones found at least.
typedef struct Traffic {
    double mean;
    bool rhythmic;
    double alarms, found_4, found_10;
} Traffic;

static const Traffic TRAFFIC[] = {
    {0.05, false, 0.05, 0, 0},   {0.5, false, 0.1, 0, 0},  {2, false, 0.3, 0, 0.9},
    {10, false, 0.5, 0.9, 0.98}, {0.05, true, 0.05, 0, 0}, {0.5, true, 0.1, 0.05, 0.85},
    {2, true, 0.3, 0.85, 0.98},  {5, true, 1, 0.95, 0.98},
};

static double part_found(GRand *rand, const Traffic *traffic, double factor, unsigned runs) {
    unsigned found = 0;
    for (unsigned i = 0; i < runs; i++) {
        Quarter quarter = quarter_of(rand, traffic->mean, traffic->rhythmic, factor);
        run_quarter(&quarter);
        found += quarter.found;
    }
    return (double)found / runs;
}

static void a_quarter_has_few_false_alarms(void **state) {
    (void)state;
    const unsigned runs = support_many(40);
    g_autoptr(GRand) rand = g_rand_new_with_seed(7); // of what was chosen on other seeds
    for (size_t i = 0; i < G_N_ELEMENTS(TRAFFIC); i++) {
        const Traffic *row = &TRAFFIC[i];
        unsigned told = 0;
        for (unsigned run = 0; run < runs; run++) {
            Quarter quarter = quarter_of(rand, row->mean, row->rhythmic, 0);
            run_quarter(&quarter);
            told += quarter.told;
        }
        const double alarms = (double)told / runs;
        const double four = part_found(rand, row, 4, runs), ten = part_found(rand, row, 10, runs);
        print_message("# %.2f an hour%s: %.2f false alarms a quarter; found x4 %.0f %%, x10 %.0f %%\n",
                      row->mean, row->rhythmic ? " with rhythm" : "", alarms, 100 * four, 100 * ten);
        const double slack = 2 / sqrt(runs); // what so few runs can tell
        if (alarms > row->alarms + slack || four < row->found_4 - slack || ten < row->found_10 - slack)
            fail_msg("%.2f an hour: %.2f alarms, found %.2f and %.2f", row->mean, alarms, four, ten);
    }
}

// --- in a store ---

typedef struct World {
    Ground ground;
    Config *config;
    int64_t now;
} World;

static void add_pm(World *world, const char *name) {
    Pm *pm = pm_new(name);
    pm->address = g_strconcat(name, "@example.test", NULL);
    pm->alert_budget = 3;
    pm->quiet_alert = LEVEL_CRITICAL;
    pm->calendar = calendar_of("24x7", "UTC");
    g_ptr_array_add(world->config->pms, pm);
    Mailbox *mailbox = mailbox_new(name);
    g_ptr_array_add(mailbox->addresses, g_strconcat("support-", name, "@example.test", NULL));
    mailbox->pm = g_strdup(name);
    g_ptr_array_add(world->config->mailboxes, mailbox);
}

static int setup(void **state) {
    World *world = g_new0(World, 1);
    ground_make(&world->ground);
    ground_open(&world->ground);
    world->config = config_builtin();
    add_pm(world, "paula");
    add_pm(world, "peter");
    world->now = NOON_MONDAY;
    *state = world;
    return 0;
}

static int teardown(void **state) {
    World *world = *state;
    config_free(world->config);
    ground_clear(&world->ground);
    g_free(world);
    return 0;
}

#define burst_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

typedef struct Case {
    World *world;
    const char *mailbox, *problem;
    uint64_t thread, group;
    bool told, kill;
} Case;

static bool do_case(StoreTxn *txn, void *data, GError **error) {
    Case *one = data;
    g_autoptr(Thread) thread = thread_new();
    thread->id = one->thread;
    thread->from = g_strdup_printf("c%u@c%u.example", (unsigned)one->thread, (unsigned)one->thread);
    thread->owner = contact_take(txn, thread->from, one->world->now).slot;
    thread->mailbox = g_strdup(one->mailbox);
    thread->account = g_strdup_printf("A%u", (unsigned)(one->thread % 3));
    thread->opened = thread->updated = one->world->now;
    thread->level = LEVEL_CRITICAL;
    thread->problem = g_strdup(one->problem);
    thread->group = one->group;
    one->told = burst_take(txn, one->world->config, thread, REQUEST_OUTAGE, one->world->now);
    thread_put(txn, thread);
    return one->kill ? fault_set(error, FATE_TEMPORARY, "killed") : !store_failed(txn);
}

// A minute later each. Of how many it was said that they are told with others.
static unsigned take_cases(World *world, Case one, unsigned count) {
    unsigned told = 0;
    for (unsigned i = 0; i < count; i++) {
        one.world = world;
        support_write(&world->ground, do_case, &one);
        told += one.told;
        one.thread++;
        world->now += MINUTE;
    }
    return told;
}

typedef struct Told {
    World *world;
    GString *text;
    unsigned mails;
} Told;

static void tell_list(GString *text, const char *pm, GPtrArray *list) {
    for (guint i = 0; i < list->len; i++) {
        const Burst *burst = list->pdata[i];
        g_string_append_printf(text, "%s: %s %u of %u, %u; ", pm, burst->what, burst->count, burst->people,
                               burst->accounts);
    }
    g_ptr_array_unref(list);
}

static bool count_mail(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    ((Told *)data)->mails += row->kind == OUTBOX_BURST && row->state == OUTBOX_READY;
    return true;
}

static bool do_tell(StoreTxn *txn, void *data, GError **error) {
    Told *told = data;
    (void)error;
    static const char *const PMS[] = {"paula", "peter"};
    for (size_t i = 0; i < G_N_ELEMENTS(PMS); i++)
        tell_list(told->text, PMS[i], burst_open(txn, PMS[i], told->world->now));
    outbox_walk(txn, count_mail, told);
    return !store_failed(txn);
}

static void assert_open(World *world, const char *wanted, unsigned mails) {
    g_autoptr(GString) text = g_string_new(NULL);
    Told told = {world, text, 0};
    support_read(&world->ground, do_tell, &told);
    assert_string_equal(text->str, wanted);
    assert_int_equal(told.mails, mails);
}

static void one_mail_tells_many(void **state) {
    World *world = *state;
    const Case one = {.mailbox = "paula", .thread = 1};
    assert_int_equal(take_cases(world, one, 19), 0);
    assert_open(world, "", 0);
    assert_int_equal(take_cases(world, (Case){.mailbox = "paula", .thread = 20}, 11), 11);
    assert_open(world, "paula: request/outage 30 of 30, 3; ", 1);
}

static void the_same_conversation_counts_once(void **state) {
    World *world = *state;
    take_cases(world, (Case){.mailbox = "paula", .thread = 1}, 20);
    take_cases(world, (Case){.mailbox = "paula", .thread = 20}, 1);
    assert_open(world, "paula: request/outage 20 of 20, 3; ", 1);
}

static void of_another_mailbox_nothing_is_seen(void **state) {
    World *world = *state;
    assert_int_equal(take_cases(world, (Case){.mailbox = "paula", .thread = 1}, 15), 0);
    assert_int_equal(take_cases(world, (Case){.mailbox = "peter", .thread = 101}, 15), 0);
    assert_open(world, "", 0);
    assert_int_equal(take_cases(world, (Case){.mailbox = "peter", .thread = 116}, 6), 2);
    assert_open(world, "peter: request/outage 21 of 21, 3; ", 1);
    assert_int_equal(take_cases(world, (Case){.mailbox = "nowhere", .thread = 200}, 30), 0);
}

static void the_narrowest_tells_it(void **state) {
    World *world = *state;
    take_cases(world, (Case){.mailbox = "paula", .thread = 1}, 1);
    world->now += 9 * 7 * G_TIME_SPAN_DAY;
    assert_int_equal(
        take_cases(world, (Case){.mailbox = "paula", .problem = "P12", .group = 999, .thread = 11}, 9), 5);
    assert_open(world, "paula: problem/P12 9 of 9, 3; ", 1);
    // The others of that request are few, and those of the problem are told already.
    assert_int_equal(take_cases(world, (Case){.mailbox = "paula", .thread = 31}, 4), 0);
    assert_open(world, "paula: problem/P12 9 of 9, 3; ", 1);
}

// A conversation may have the group of another PM's, by a merge or since its mailbox changed hands.
static void a_group_that_is_not_the_pms_tells_nothing(void **state) {
    World *world = *state;
    take_cases(world, (Case){.mailbox = "peter", .thread = 1}, 1);
    world->now += 9 * 7 * G_TIME_SPAN_DAY;
    take_cases(world, (Case){.mailbox = "peter", .group = 999, .thread = 11}, 9);
    assert_open(world, "peter: request/outage 9 of 9, 3; ", 1);
}

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    World *world = data;
    (void)error;
    int64_t when;
    AgendaKind kind;
    uint64_t id;
    while (agenda_due(txn, world->now, &when, &kind, &id)) {
        agenda_remove(txn, when, kind, id);
        burst_look(txn, id, world->now);
    }
    return !store_failed(txn);
}

static bool do_ended(StoreTxn *txn, void *data, GError **error) {
    Told *told = data;
    (void)error;
    tell_list(told->text, "ended", burst_ended(txn, "paula", told->world->now - G_TIME_SPAN_DAY));
    return true;
}

static void it_ends_when_no_more_comes(void **state) {
    World *world = *state;
    take_cases(world, (Case){.mailbox = "paula", .thread = 1}, 25);
    world->now += BURST_OVER - 2 * MINUTE;
    support_write(&world->ground, do_look, world);
    assert_open(world, "paula: request/outage 25 of 25, 3; ", 1);
    world->now += 3 * MINUTE;
    support_write(&world->ground, do_look, world);
    assert_open(world, "", 1);
    g_autoptr(GString) text = g_string_new(NULL);
    Told told = {world, text, 0};
    support_read(&world->ground, do_ended, &told);
    assert_string_equal(text->str, "ended: request/outage 25 of 25, 3; ");
    assert_int_equal(take_cases(world, (Case){.mailbox = "paula", .thread = 101}, 3), 0);
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    return store_slot_erase(txn, contact_take(txn, "c3@c3.example", NOON_MONDAY).slot, error);
}

static bool do_threads(StoreTxn *txn, void *data, GError **error) {
    GString *text = data;
    (void)error;
    g_autoptr(GPtrArray) list = burst_open(txn, "paula", NOON_MONDAY + HOUR);
    const Burst *burst = list->pdata[0];
    for (guint i = 0; i < burst->threads->len; i++)
        g_string_append_printf(text, "%u ", (unsigned)g_array_index(burst->threads, uint64_t, i));
    return true;
}

static void whoever_was_erased_is_named_no_more(void **state) {
    World *world = *state;
    take_cases(world, (Case){.mailbox = "paula", .thread = 1}, 20);
    support_write(&world->ground, do_erase, NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    support_read(&world->ground, do_threads, text);
    assert_string_equal(text->str, "20 19 18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 2 1 ");
}

static void killed_between_is_as_if_it_never_was(void **state) {
    World *world = *state;
    take_cases(world, (Case){.mailbox = "paula", .thread = 1}, 19);
    Case killed = {.world = world, .mailbox = "paula", .thread = 20, .kill = true};
    g_autoptr(GError) error = NULL;
    assert_false(store_write(world->ground.store, do_case, &killed, 0, &error));
    assert_open(world, "", 0);
    ground_close(&world->ground);
    ground_open(&world->ground);
    assert_int_equal(take_cases(world, (Case){.mailbox = "paula", .thread = 20}, 1), 1);
    assert_open(world, "paula: request/outage 20 of 20, 3; ", 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances_are_exact),
        cmocka_unit_test(chances_of_large_counts_are_sane),
        cmocka_unit_test(a_young_mailbox_is_not_alarmed_by_little),
        cmocka_unit_test(one_customer_is_no_burst),
        cmocka_unit_test(mondays_are_held_against_mondays),
        cmocka_unit_test(an_outage_of_then_is_not_usual),
        cmocka_unit_test(what_is_kept_is_bounded),
        cmocka_unit_test(a_quarter_has_few_false_alarms),
        burst_test(one_mail_tells_many),
        burst_test(the_same_conversation_counts_once),
        burst_test(of_another_mailbox_nothing_is_seen),
        burst_test(the_narrowest_tells_it),
        burst_test(a_group_that_is_not_the_pms_tells_nothing),
        burst_test(it_ends_when_no_more_comes),
        burst_test(whoever_was_erased_is_named_no_more),
        burst_test(killed_between_is_as_if_it_never_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
