// The agenda worked off as the courier does it: the day's tidying once, and what
// cannot be read stops nothing else.
#include "campaign_world.h"

#include "errands.h"

#define DAY G_TIME_SPAN_DAY
#define HOUR G_TIME_SPAN_HOUR

static bool do_begin(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    errands_begin(txn, *(int64_t *)data);
    return true;
}

static bool do_tidied(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    bool left = true;
    int64_t *now = data;
    g_autoptr(Config) config = config_builtin();
    const unsigned done = errands_run(txn, config, *now, 100, &left);
    g_assert_false(left);
    *now = errands_next(txn);
    g_assert_cmpuint(done, ==, 1);
    return true;
}

static void tidied_once_a_day_however_often_it_starts(void **state) {
    Ground *ground = *state;
    const int64_t midnight = (NOON_MONDAY / DAY + 1) * DAY;
    int64_t starts[] = {NOON_MONDAY, NOON_MONDAY + HOUR};
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        support_write(ground, do_begin, &starts[i]);
    int64_t now = midnight + 3 * HOUR;
    support_write(ground, do_tidied, &now);
    assert_true(now == midnight + DAY);
}

static bool do_add_problem(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(Problem) problem = problem_new("paula", "P12");
    problem->expires = *(int64_t *)data;
    problem_put(txn, problem);
    return true;
}

static bool do_check_expired(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    g_assert_cmpint(problem->status, ==, PROBLEM_EXPIRED);
    return true;
}

static void what_nobody_sees_to_expires(void **state) {
    Ground *ground = *state;
    int64_t expires = NOON_MONDAY + HOUR, start = NOON_MONDAY, now = NOON_MONDAY + DAY;
    support_write(ground, do_add_problem, &expires);
    support_write(ground, do_begin, &start);
    support_write(ground, do_tidied, &now);
    support_read(ground, do_check_expired, NULL);
}

// --- what cannot be read ---

static bool do_damage_thread(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    CampaignWorld *world = data;
    g_autoptr(GBytes) garbage = support_bytes("garbage");
    store_put(txn, TABLE_THREAD, store_key_number(77), STORE_OWNER_NONE, garbage);
    agenda_add(txn, world->now, AGENDA_FOLLOW_UP, 77);
    return true;
}

static bool do_damage_campaign(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    CampaignWorld *world = data;
    g_autoptr(GBytes) garbage = support_bytes("garbage");
    store_put(txn, TABLE_CAMPAIGN, store_key_number(78), STORE_OWNER_NONE, garbage);
    agenda_add(txn, world->now, AGENDA_CAMPAIGN, 78);
    return true;
}

static bool do_run(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    CampaignWorld *world = data;
    bool left;
    world->steps = errands_run(txn, world->clocks->config, world->now, 1, &left);
    return !store_failed(txn);
}

typedef struct Passing {
    int64_t now;
    Errand errand;
} Passing;

static bool do_skip(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Passing *passing = data;
    return errands_skip(txn, passing->now, &passing->errand) && !store_failed(txn);
}

static bool do_drop(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Passing *passing = data;
    return errands_drop(txn, passing->now, &passing->errand) && !store_failed(txn);
}

// As milter/scheduler.c goes round it. "skipped follow-up", "dropped campaign", "done".
static void work_one(CampaignWorld *world, GString *log) {
    Ground *ground = &world->clocks->ground;
    Passing passing = {.now = world->now};
    g_autoptr(GError) error = NULL;
    if (store_write(ground->store, do_run, world, 0, &error))
        return;
    support_assert_fate(error, FATE_CORRUPT);
    if (store_write(ground->store, do_skip, &passing, 0, NULL))
        g_string_append_printf(log, "skipped %s; ", errand_name(passing.errand.kind));
    else if (store_write(ground->store, do_drop, &passing, 0, NULL))
        g_string_append_printf(log, "dropped %s; ", errand_name(passing.errand.kind));
    else
        fail_msg("neither skipped nor dropped");
}

static void what_cannot_be_read_stops_nothing_else(void **state) {
    CampaignWorld *world = *state;
    g_autoptr(GString) log = g_string_new(NULL);
    const Reporter reporters[] = {{.thread = 1, .from = "ann@a.example"}, {0}};
    campaign_world_link(world, reporters);
    support_write(&world->clocks->ground, do_damage_thread, world);
    support_write(&world->clocks->ground, do_damage_campaign, world);
    campaign_world_begin(world, "4.3");
    for (unsigned i = 0; i < 20 && campaign_world_next(world) != INT64_MAX; i++) {
        world->now = MAX(world->now, campaign_world_next(world));
        work_one(world, log);
    }
    assert_string_equal(log->str, "dropped campaign; skipped follow-up; ");
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 1 left out 0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(tidied_once_a_day_however_often_it_starts),
        ground_test(what_nobody_sees_to_expires),
        campaign_test(what_cannot_be_read_stops_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
