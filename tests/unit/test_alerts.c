// Alerts through the whole intake: what the receipt releases and when, what a
// person's answer or an erasure makes of one that waits, and that a kill between
// two steps neither loses nor doubles one.
#include "conversation_world.h"

#include "decision.h"
#include "grant.h"
#include "rollup.h"
#include "unanswered.h"

static Pm *paula(World *world) {
    return world->config->pms->pdata[0];
}

// From 09:00 to 16:00 UTC: it is Monday, 10:00.
static void let_sleep(World *world) {
    paula(world)->alert = LEVEL_ESCALATION;
    paula(world)->calendar = calendar_new("24x7", "UTC", NULL);
    paula(world)->quiet_from = 9 * 60;
    paula(world)->quiet_until = 16 * 60;
    paula(world)->quiet_alert = LEVEL_CRITICAL;
}

#define ANGRY "I am furious, this is a disgrace and an insult.\n"

typedef struct Told {
    GString *text;
    int64_t from;
} Told;

static bool tell_alert(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    Told *told = data;
    if (row->kind == OUTBOX_ACKNOWLEDGEMENT)
        return true;
    g_string_append_printf(told->text, "%s%s %s", told->text->len > 0 ? ", " : "",
                           outbox_kind_name(row->kind), outbox_state_name(row->state));
    if (row->state == OUTBOX_READY)
        g_string_append_printf(told->text, " in %d min", (int)((row->due - told->from) / MINUTE));
    if (row->reply != NULL && *row->reply != '\0')
        g_string_append_printf(told->text, " (%s)", row->reply);
    return true;
}

static bool do_told(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, tell_alert, data);
    return !store_failed(txn);
}

// All mails to the PM, in minutes from Monday 10:00.
static char *told(World *world) {
    Told all = {g_string_new(NULL), NOON_MONDAY};
    support_read(&world->ground, do_told, &all);
    return g_string_free(all.text, FALSE);
}

#define assert_told(world, wanted)                                                                           \
    do {                                                                                                     \
        g_autofree char *found = told(world);                                                                \
        assert_string_equal(found, wanted);                                                                  \
    } while (0)

static bool do_claim(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const World *world = data;
    const int64_t now = world->now;
    for (OutboxRow *row = outbox_claim(txn, COURIER, now); row != NULL;
         row = outbox_claim(txn, COURIER, now)) {
        if (decision_still_wanted(txn, world->config, row, now))
            decision_sent(txn, row, "250 ok", now);
        outbox_row_free(row);
    }
    return !store_failed(txn);
}

static void send_what_is_due(World *world) {
    support_write(&world->ground, do_claim, world);
}

static void it_is_held_until_the_receipt(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example", .body = GRAVE});
    assert_told(world, "alert held");
    world->now += 2 * MINUTE;
    assert_true(confirm(world, hearing));
    assert_told(world, "alert ready in 2 min");
    assert_true(confirm(world, hearing));
    assert_told(world, "alert ready in 2 min");
}

static void where_no_receipt_comes_it_is_settled_at_once(void **state) {
    World *world = *state;
    world->config->receipt_when = RECEIPT_INSPECTED;
    world->config->hold = 3 * MINUTE;
    paula(world)->alert_budget = 1;
    g_autoptr(Hearing) one = hear(world, (Mail){.id = "1@a.example", .body = GRAVE});
    assert_true(one->wake);
    assert_told(world, "alert ready in 3 min");
    g_autoptr(Hearing) same =
        hear(world, (Mail){.id = "2@a.example", .references = "<1@a.example>", .body = GRAVE "Really.\n"});
    assert_told(world, "alert ready in 3 min"); // they know
    g_autoptr(Hearing) other =
        hear(world, (Mail){.id = "3@a.example", .subject = "The printer burns", .body = GRAVE});
    g_autofree char *found = told(world);
    assert_non_null(strstr(found, "alert dropped (rolled-up)"));
    assert_non_null(strstr(found, "roll-up ready in 13 min"));
}

static void without_a_pm_there_is_none(void **state) {
    World *world = *state;
    g_clear_pointer(&world_mailbox(world)->pm, g_free);
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example", .body = GRAVE});
    assert_true(confirm(world, hearing));
    assert_told(world, "");
}

static void who_was_let_sleep_is_not_woken_for_what_is_answered(void **state) {
    World *world = *state;
    let_sleep(world);
    customer_writes(world, (Mail){.id = "1@a.example", .body = ANGRY});
    assert_told(world, "alert ready in 360 min");
    we_write(world, (Mail){.id = "our@example.test", .references = "<1@a.example>"});
    world->now = NOON_MONDAY + 6 * HOUR;
    send_what_is_due(world);
    assert_told(world, "alert dropped (answered)");
}

static void else_they_are_told_when_they_wake(void **state) {
    World *world = *state;
    let_sleep(world);
    customer_writes(world, (Mail){.id = "1@a.example", .body = ANGRY});
    world->now = NOON_MONDAY + 6 * HOUR;
    send_what_is_due(world);
    assert_told(world, "alert done (250 ok)");
}

// That it rose is news, though somebody has answered within the minute.
static void an_alert_that_did_not_wait_for_the_night_is_told_all_the_same(void **state) {
    World *world = *state;
    customer_writes(world, (Mail){.id = "1@a.example", .body = GRAVE});
    we_write(world, (Mail){.id = "our@example.test", .references = "<1@a.example>"});
    send_what_is_due(world);
    assert_told(world, "alert done (250 ok)");
}

// A rise by night above what may wake: the first waits on, the second goes.
static void a_rise_by_night_wakes(void **state) {
    World *world = *state;
    let_sleep(world);
    customer_writes(world, (Mail){.id = "1@a.example", .body = ANGRY});
    customer_writes(world, (Mail){.id = "2@a.example", .references = "<1@a.example>", .body = GRAVE});
    g_autofree char *found = told(world);
    assert_non_null(strstr(found, "alert ready in 360 min"));
    assert_non_null(strstr(found, "alert ready in 1 min"));
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    store_del(txn, TABLE_THREAD, store_key_number(*(uint64_t *)data));
    return !store_failed(txn);
}

static void what_was_erased_is_dropped_in_silence(void **state) {
    World *world = *state;
    uint64_t id = customer_writes(world, (Mail){.id = "1@a.example", .body = GRAVE});
    support_write(&world->ground, do_erase, &id);
    world->damaged = true; // the person's key would go, not this one record
    send_what_is_due(world);
    assert_told(world, "alert dropped (erased)");
}

static void erased_before_the_receipt_too(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example", .body = GRAVE});
    uint64_t id = id_of(hearing);
    support_write(&world->ground, do_erase, &id);
    world->damaged = true; // the person's key would go, not this one record
    confirm(world, hearing);
    assert_told(world, "alert dropped (erased)");
}

typedef struct Kill {
    World *world;
    uint64_t arrival;
} Kill;

static bool do_confirm_and_die(StoreTxn *txn, void *data, GError **error) {
    const Kill *kill = data;
    g_assert_true(decision_confirm(txn, kill->world->config, kill->arrival, kill->world->now));
    return fault_set(error, FATE_TEMPORARY, "killed");
}

// The receipt comes again after the kill: each alert is told or listed, once.
static void killed_while_they_are_released_none_is_lost(void **state) {
    World *world = *state;
    paula(world)->alert_budget = 2;
    for (int i = 0; i < 5; i++) {
        g_autofree char *id = g_strdup_printf("%d@a.example", i);
        g_autofree char *subject = g_strdup_printf("Matter %d", i);
        g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id, .subject = subject, .body = GRAVE});
        Kill kill = {.world = world};
        g_autofree char *token = g_strndup(hearing->receipt, SEAL_TOKEN_LENGTH), *before = told(world);
        assert_true(seal_token_check(world->ground.seal, SEAL_RECEIPT, token, &kill.arrival));
        assert_false(store_write(world->ground.store, do_confirm_and_die, &kill, 0, NULL));
        assert_told(world, before);
        assert_true(confirm(world, hearing));
    }
    assert_int_equal(alerts(world, OUTBOX_READY), 2);
    assert_int_equal(alerts(world, OUTBOX_DROPPED), 3);
    assert_int_equal(alerts(world, OUTBOX_HELD), 0);
    assert_int_equal(rows(world, OUTBOX_ROLLUP, OUTBOX_READY), 1);
}

static bool do_leave_traces(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const uint64_t thread = 1;
    const int64_t now = *(int64_t *)data;
    grant_add(txn, 77, "paula", GRANT_LOOK, &thread, 1, now);
    unanswered_note(txn, now, thread, 1);
    return !store_failed(txn);
}

static bool do_forget(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const int64_t now = *(int64_t *)data;
    g_assert_cmpuint(decision_forget(txn, now, 1), ==, 1); // never more than it may
    g_assert_cmpuint(decision_forget(txn, now, 10), ==, 1);
    g_assert_cmpuint(decision_forget(txn, now, 10), ==, 0);
    return !store_failed(txn);
}

static void what_pms_may_do_is_forgotten_in_time(void **state) {
    World *world = *state;
    support_write(&world->ground, do_leave_traces, &world->now);
    world->now += 90 * G_TIME_SPAN_DAY;
    support_write(&world->ground, do_forget, &world->now);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        world_test(it_is_held_until_the_receipt),
        world_test(where_no_receipt_comes_it_is_settled_at_once),
        world_test(without_a_pm_there_is_none),
        world_test(who_was_let_sleep_is_not_woken_for_what_is_answered),
        world_test(else_they_are_told_when_they_wake),
        world_test(an_alert_that_did_not_wait_for_the_night_is_told_all_the_same),
        world_test(a_rise_by_night_wakes),
        world_test(what_was_erased_is_dropped_in_silence),
        world_test(erased_before_the_receipt_too),
        world_test(what_pms_may_do_is_forgotten_in_time),
        world_test(killed_while_they_are_released_none_is_lost),
    };
    return cmocka_run_group_tests_name("alerts", tests, NULL, NULL);
}
