// Which alerts get out and when: quiet hours in zones with changing clocks, the
// budget of a day, and the list of what goes beyond it.
#include "support_time.h"

#include "acknowledge.h"
#include "memo.h"
#include "rollup.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE

// --- quiet hours ---

typedef struct Night {
    const char *name, *zone;
    unsigned from, until; // hours and minutes as 2230
    Level level;
    const char *now, *awake;
} Night;

static const Night NIGHTS[] = {
    {"by day", "Europe/Berlin", 2200, 700, LEVEL_ESCALATION, "2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z"},
    {"before midnight", "Europe/Berlin", 2200, 700, LEVEL_ESCALATION, "2026-11-23T21:30:00Z",
     "2026-11-24T06:00:00Z"},
    {"behind midnight", "Europe/Berlin", 2200, 700, LEVEL_ESCALATION, "2026-11-23T23:30:00Z",
     "2026-11-24T06:00:00Z"},
    {"the first minute", "Europe/Berlin", 2200, 700, LEVEL_ESCALATION, "2026-11-23T21:00:00Z",
     "2026-11-24T06:00:00Z"},
    {"the last second", "Europe/Berlin", 2200, 700, LEVEL_ESCALATION, "2026-11-24T05:59:59Z",
     "2026-11-24T06:00:00Z"},
    {"the end itself", "Europe/Berlin", 2200, 700, LEVEL_ESCALATION, "2026-11-24T06:00:00Z",
     "2026-11-24T06:00:00Z"},
    {"within a day", "UTC", 1200, 1330, LEVEL_CONCERN, "2026-11-23T12:15:00Z", "2026-11-23T13:30:00Z"},
    {"until midnight", "UTC", 2000, 0, LEVEL_CONCERN, "2026-12-31T20:15:00Z", "2027-01-01T00:00:00Z"},
    {"from midnight", "UTC", 0, 600, LEVEL_CONCERN, "2026-12-31T00:00:00Z", "2026-12-31T06:00:00Z"},
    {"critical wakes", "Europe/Berlin", 2200, 700, LEVEL_CRITICAL, "2026-11-23T23:30:00Z",
     "2026-11-23T23:30:00Z"},
    {"never quiet", "Europe/Berlin", 700, 700, LEVEL_CONCERN, "2026-11-23T23:30:00Z", "2026-11-23T23:30:00Z"},
    {"the night the clocks go forward", "Europe/Berlin", 2200, 700, LEVEL_ESCALATION, "2027-03-27T23:00:00Z",
     "2027-03-28T05:00:00Z"},
    {"the night they go back", "Europe/Berlin", 2200, 700, LEVEL_ESCALATION, "2026-10-24T22:00:00Z",
     "2026-10-25T06:00:00Z"},
    {"an end that is skipped", "Europe/Berlin", 2200, 230, LEVEL_ESCALATION, "2027-03-27T23:00:00Z",
     "2027-03-28T01:00:00Z"},
    {"an end that comes twice: the first", "Europe/Berlin", 2200, 230, LEVEL_ESCALATION,
     "2026-10-25T00:10:00Z", "2026-10-25T00:30:00Z"},
    {"and its hour again: over", "Europe/Berlin", 2200, 230, LEVEL_ESCALATION, "2026-10-25T01:10:00Z",
     "2026-10-25T01:10:00Z"},
    {"the other half of the world", "Pacific/Auckland", 2200, 700, LEVEL_ESCALATION, "2026-11-23T10:00:00Z",
     "2026-11-23T18:00:00Z"},
};

static unsigned minutes(unsigned clock) {
    return clock / 100 * 60 + clock % 100;
}

static void quiet_hours_shift_what_can_wait(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(NIGHTS); i++) {
        const Night *night = &NIGHTS[i];
        g_autoptr(Pm) pm = pm_new("paula");
        pm->quiet_from = minutes(night->from);
        pm->quiet_until = minutes(night->until);
        pm->quiet_alert = LEVEL_CRITICAL;
        pm->calendar = calendar_of("24x7", night->zone);
        check_moment(night->name, "awake", rollup_awake(pm, night->level, at(night->now)), at(night->awake));
    }
}

// --- a store, a PM or two ---

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

#define rollup_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

static Pm *pm_of(World *world, const char *name) {
    return (Pm *)(uintptr_t)config_pm(world->config, name);
}

typedef struct Alert {
    World *world;
    const char *pm;
    uint64_t thread;
    Level level;
    bool fail, fold;
} Alert;

static bool do_alert(StoreTxn *txn, void *data, GError **error) {
    const Alert *alert = data;
    World *world = alert->world;
    g_autoptr(Values) values = values_new();
    g_autofree char *name = g_strdup_printf("%" G_GUINT64_FORMAT " %d", alert->thread, (int)alert->level);
    const Memo memo = {.id = seal_number(world->ground.seal, "test", name),
                       .kind = OUTBOX_ALERT,
                       .mailbox = config_mailbox(world->config, alert->pm),
                       .pm = pm_of(world, alert->pm),
                       .number = alert->thread,
                       .entry = 1,
                       .values = values,
                       .now = world->now,
                       .give_up = G_TIME_SPAN_DAY};
    memo_add(txn, &memo);
    g_autoptr(OutboxRow) row = outbox_get(txn, memo.id);
    if (alert->fold)
        rollup_fold(txn, world->config, row, alert->level, world->now);
    else
        rollup_release(txn, world->config, row, alert->level, world->now);
    return alert->fail ? fault_set(error, FATE_TEMPORARY, "killed") : !store_failed(txn);
}

static void tell(World *world, const char *pm, uint64_t thread, Level level) {
    Alert alert = {.world = world, .pm = pm, .thread = thread, .level = level};
    support_write(&world->ground, do_alert, &alert);
}

// --- what became of it, as lines of text ---

static void tell_list(GString *text, const OutboxRow *row) {
    g_autoptr(RollupList) list = rollup_list(row, NULL);
    g_string_append_printf(text, " of %u:", list->count);
    for (guint i = 0; i < list->threads->len && i < 6; i++)
        g_string_append_printf(text, " %" G_GUINT64_FORMAT, g_array_index(list->threads, uint64_t, i));
}

static bool tell_row(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "%s %s to %s", outbox_kind_name(row->kind), outbox_state_name(row->state),
                           row->to);
    if (row->state == OUTBOX_READY)
        g_string_append_printf(text, " in %d min", (int)((row->due - NOON_MONDAY) / MINUTE));
    if (row->reply != NULL && *row->reply != '\0')
        g_string_append_printf(text, " (%s)", row->reply);
    if (rollup_has_waited(row))
        g_string_append(text, " waits");
    if (row->kind == OUTBOX_ROLLUP && row->values != NULL)
        tell_list(text, row);
    g_ptr_array_add(data, g_string_free(g_steal_pointer(&text), FALSE));
    return true;
}

static bool do_tell(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, tell_row, data);
    return !store_failed(txn);
}

static int by_text(gconstpointer left, gconstpointer right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

// Sorted; the same line often as "3 x line".
static char *outbox_text(World *world) {
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    support_read(&world->ground, do_tell, lines);
    g_ptr_array_sort(lines, by_text);
    GString *text = g_string_new(NULL);
    for (guint i = 0, same = 1; i < lines->len; i++, same++) {
        if (i + 1 < lines->len && strcmp(lines->pdata[i], lines->pdata[i + 1]) == 0)
            continue;
        g_string_append_printf(text, "%u x %s\n", same, (const char *)lines->pdata[i]);
        same = 0;
    }
    return g_string_free(text, FALSE);
}

#define assert_outbox(world, text)                                                                           \
    do {                                                                                                     \
        g_autofree char *found = outbox_text(world);                                                         \
        assert_string_equal(found, text);                                                                    \
    } while (0)

static void what_is_beyond_the_budget_is_one_list(void **state) {
    World *world = *state;
    for (uint64_t i = 1; i <= 8; i++)
        tell(world, "paula", i, LEVEL_ESCALATION);
    assert_outbox(world, "5 x alert dropped to paula@example.test (rolled-up)\n"
                         "3 x alert ready to paula@example.test in 0 min\n"
                         "1 x roll-up ready to paula@example.test in 10 min of 5: 4 5 6 7 8\n");
}

static void each_pm_has_a_budget_and_a_list_of_their_own(void **state) {
    World *world = *state;
    for (uint64_t i = 1; i <= 4; i++) {
        tell(world, "paula", i, LEVEL_ESCALATION);
        tell(world, "peter", 10 + i, LEVEL_ESCALATION);
    }
    assert_outbox(world, "1 x alert dropped to paula@example.test (rolled-up)\n"
                         "1 x alert dropped to peter@example.test (rolled-up)\n"
                         "3 x alert ready to paula@example.test in 0 min\n"
                         "3 x alert ready to peter@example.test in 0 min\n"
                         "1 x roll-up ready to paula@example.test in 10 min of 1: 4\n"
                         "1 x roll-up ready to peter@example.test in 10 min of 1: 14\n");
}

static void a_budget_of_none_is_lists_alone(void **state) {
    World *world = *state;
    pm_of(world, "paula")->alert_budget = 0;
    tell(world, "paula", 1, LEVEL_CRITICAL);
    assert_outbox(world, "1 x alert dropped to paula@example.test (rolled-up)\n"
                         "1 x roll-up ready to paula@example.test in 10 min of 1: 1\n");
}

static void a_conversation_that_rises_is_listed_once(void **state) {
    World *world = *state;
    pm_of(world, "paula")->alert_budget = 0;
    tell(world, "paula", 1, LEVEL_ESCALATION);
    tell(world, "paula", 1, LEVEL_CRITICAL);
    assert_outbox(world, "2 x alert dropped to paula@example.test (rolled-up)\n"
                         "1 x roll-up ready to paula@example.test in 10 min of 1: 1\n");
}

static void what_a_burst_told_is_listed_and_costs_no_budget(void **state) {
    World *world = *state;
    for (uint64_t i = 1; i <= 4; i++) {
        Alert alert = {.world = world, .pm = "paula", .thread = i, .level = LEVEL_CRITICAL, .fold = true};
        support_write(&world->ground, do_alert, &alert);
    }
    for (uint64_t i = 5; i <= 8; i++)
        tell(world, "paula", i, LEVEL_CRITICAL);
    assert_outbox(world, "4 x alert dropped to paula@example.test (burst)\n"
                         "1 x alert dropped to paula@example.test (rolled-up)\n"
                         "3 x alert ready to paula@example.test in 0 min\n"
                         "1 x roll-up ready to paula@example.test in 10 min of 5: 1 2 3 4 8\n");
}

static bool do_claim(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(OutboxRow) row = outbox_claim(txn, COURIER, *(int64_t *)data);
    g_assert_true(row != NULL && row->kind == OUTBOX_ROLLUP);
    outbox_done(txn, row, "250 ok", *(int64_t *)data);
    return !store_failed(txn);
}

// It collects until it is sent; the next goes four hours behind it at the earliest.
static void the_next_list_is_four_hours_later(void **state) {
    World *world = *state;
    pm_of(world, "paula")->alert_budget = 0;
    tell(world, "paula", 1, LEVEL_ESCALATION);
    world->now += 9 * MINUTE;
    tell(world, "paula", 2, LEVEL_ESCALATION);
    world->now += MINUTE;
    support_write(&world->ground, do_claim, &world->now);
    world->now += MINUTE;
    tell(world, "paula", 3, LEVEL_ESCALATION);
    world->now += HOUR;
    tell(world, "paula", 4, LEVEL_ESCALATION);
    g_autofree char *found = outbox_text(world);
    assert_non_null(strstr(found, "1 x roll-up ready to paula@example.test in 250 min of 2: 3 4\n"));
    assert_non_null(strstr(found, "1 x roll-up done"));
    world->now = NOON_MONDAY + 250 * MINUTE;
    support_write(&world->ground, do_claim, &world->now);
    world->now += 24 * HOUR;
    tell(world, "paula", 5, LEVEL_ESCALATION); // long after: it collects for ten minutes again
    g_autofree char *later = outbox_text(world);
    assert_non_null(strstr(later, "ready to paula@example.test in 1700 min of 1: 5\n"));
}

static void the_budget_slides(void **state) {
    World *world = *state;
    for (uint64_t i = 1; i <= 3; i++) {
        tell(world, "paula", i, LEVEL_ESCALATION);
        world->now += 8 * HOUR;
    }
    tell(world, "paula", 4, LEVEL_ESCALATION); // the first was 24 hours ago: its hour counts still
    world->now += 2 * HOUR;
    tell(world, "paula", 5, LEVEL_ESCALATION);
    tell(world, "paula", 6, LEVEL_ESCALATION);
    g_autofree char *found = outbox_text(world);
    assert_non_null(strstr(found, "2 x alert dropped"));
    assert_non_null(strstr(found, "1 x alert ready to paula@example.test in 1560 min\n"));
    assert_non_null(strstr(found, "of 2: 4 6\n"));
}

static void a_thousand_are_known_and_the_rest_counted(void **state) {
    World *world = *state;
    pm_of(world, "paula")->alert_budget = 0;
    for (uint64_t i = 1; i <= ROLLUP_KNOWN + 50; i++)
        tell(world, "paula", i, LEVEL_CONCERN);
    g_autofree char *found = outbox_text(world);
    assert_non_null(strstr(found, "of 1050: 1 2 3 4 5 6\n"));
}

// --- by night ---

static void sleep_until_six(World *world) {
    Pm *pm = pm_of(world, "paula");
    pm->quiet_from = minutes(900);
    pm->quiet_until = minutes(1600); // they work by night: noon is theirs to sleep
}

static void by_night_alerts_wait_and_critical_ones_do_not(void **state) {
    World *world = *state;
    sleep_until_six(world);
    tell(world, "paula", 1, LEVEL_ESCALATION);
    tell(world, "paula", 2, LEVEL_CRITICAL);
    assert_outbox(world, "1 x alert ready to paula@example.test in 0 min\n"
                         "1 x alert ready to paula@example.test in 360 min waits\n");
}

static void a_list_wakes_nobody_until_it_holds_what_may(void **state) {
    World *world = *state;
    sleep_until_six(world);
    pm_of(world, "paula")->alert_budget = 0;
    tell(world, "paula", 1, LEVEL_ESCALATION);
    world->now += HOUR;
    tell(world, "paula", 2, LEVEL_CONCERN);
    g_autofree char *found = outbox_text(world);
    assert_non_null(strstr(found, "1 x roll-up ready to paula@example.test in 360 min of 2: 1 2\n"));
    tell(world, "paula", 3, LEVEL_CRITICAL);
    g_autofree char *later = outbox_text(world);
    assert_non_null(strstr(later, "1 x roll-up ready to paula@example.test in 60 min of 3: 1 2 3\n"));
}

// --- what must not happen ---

static void killed_before_the_commit_nothing_has_happened(void **state) {
    World *world = *state;
    pm_of(world, "paula")->alert_budget = 1;
    for (uint64_t i = 1; i <= 3; i++) {
        Alert alert = {world, "paula", i, LEVEL_ESCALATION, true, false};
        g_autoptr(GError) error = NULL;
        g_autofree char *before = outbox_text(world);
        assert_false(store_write(world->ground.store, do_alert, &alert, 0, &error));
        assert_outbox(world, before); // neither dropped nor anywhere else
        alert.fail = false;
        support_write(&world->ground, do_alert, &alert);
    }
    assert_outbox(world, "2 x alert dropped to paula@example.test (rolled-up)\n"
                         "1 x alert ready to paula@example.test in 0 min\n"
                         "1 x roll-up ready to paula@example.test in 10 min of 2: 2 3\n");
}

static bool do_release_all(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    World *world = data;
    g_autoptr(Values) values = values_new();
    const Memo memo = {.id = 77,
                       .kind = OUTBOX_ALERT,
                       .mailbox = config_mailbox(world->config, "paula"),
                       .pm = pm_of(world, "paula"),
                       .values = values,
                       .now = world->now};
    memo_add(txn, &memo);
    g_autoptr(OutboxRow) row = outbox_get(txn, memo.id);
    Pm *pm = pm_of(world, "paula");
    g_free(pm->address);
    pm->address = g_strdup("successor@example.test");
    rollup_release(txn, world->config, row, LEVEL_CRITICAL, world->now);
    return !store_failed(txn);
}

// What was written to one person is not sent to another, nor to one who is PM no more.
static void who_is_no_pm_any_more_is_told_nothing(void **state) {
    World *world = *state;
    support_write(&world->ground, do_release_all, world);
    assert_outbox(world, "1 x alert dropped to paula@example.test (no-pm)\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quiet_hours_shift_what_can_wait),
        rollup_test(what_is_beyond_the_budget_is_one_list),
        rollup_test(each_pm_has_a_budget_and_a_list_of_their_own),
        rollup_test(a_budget_of_none_is_lists_alone),
        rollup_test(a_conversation_that_rises_is_listed_once),
        rollup_test(what_a_burst_told_is_listed_and_costs_no_budget),
        rollup_test(the_next_list_is_four_hours_later),
        rollup_test(the_budget_slides),
        rollup_test(a_thousand_are_known_and_the_rest_counted),
        rollup_test(by_night_alerts_wait_and_critical_ones_do_not),
        rollup_test(a_list_wakes_nobody_until_it_holds_what_may),
        rollup_test(killed_before_the_commit_nothing_has_happened),
        rollup_test(who_is_no_pm_any_more_is_told_nothing),
    };
    return cmocka_run_group_tests_name("rollup", tests, NULL, NULL);
}
