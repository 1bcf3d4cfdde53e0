// What a PM may do by answering: kept, told apart, forgotten in time.
#include "support.h"

#include "grant.h"

#define DAY G_TIME_SPAN_DAY

typedef struct Give {
    uint64_t id;
    const char *pm;
    unsigned classes;
    uint64_t threads[4];
    size_t count;
    int64_t now;
} Give;

static bool do_give(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Give *give = data;
    grant_add(txn, give->id, give->pm, give->classes, give->threads, give->count, give->now);
    return true;
}

typedef struct Ask {
    uint64_t id;
    Grant *grant;
} Ask;

static bool do_ask(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Ask *ask = data;
    ask->grant = grant_get(txn, ask->id);
    return !store_failed(txn);
}

static Grant *ask(Ground *ground, uint64_t id) {
    Ask question = {.id = id};
    support_read(ground, do_ask, &question);
    return question.grant;
}

typedef struct Forget {
    int64_t now;
    unsigned most, count;
} Forget;

static bool do_forget(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Forget *forget = data;
    forget->count = grant_forget(txn, forget->now, forget->most);
    return true;
}

static unsigned forget(Ground *ground, int64_t now, unsigned most) {
    Forget forgetting = {.now = now, .most = most};
    support_write(ground, do_forget, &forgetting);
    return forgetting.count;
}

static void what_was_given_is_found(void **state) {
    Ground *ground = *state;
    Give cases[] = {
        {7, "anna", GRANT_LOOK | GRANT_THREAD, {11}, 1, NOON_MONDAY},
        {0, "ben", GRANT_LOOK | GRANT_THREAD | GRANT_PROBLEM, {3, 2, UINT64_MAX, 1}, 4, NOON_MONDAY + 1},
        {UINT64_MAX, "clara", GRANT_LOOK, {0}, 0, NOON_MONDAY},
        {8, "\xc3\x84nne", 0, {5}, 1, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        support_write(ground, do_give, &cases[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Grant) grant = ask(ground, cases[i].id);
        assert_non_null(grant);
        assert_true(grant->id == cases[i].id);
        assert_string_equal(grant->pm, cases[i].pm);
        assert_int_equal(grant->classes, cases[i].classes);
        assert_true(grant->expires == cases[i].now + GRANT_KEPT);
        assert_int_equal(grant->threads->len, cases[i].count);
        for (size_t j = 0; j < cases[i].count; j++)
            assert_true(g_array_index(grant->threads, uint64_t, j) == cases[i].threads[j]);
    }
    assert_null(ask(ground, 9));
}

static void it_is_told_of_for_thirty_days_and_then_forgotten(void **state) {
    Ground *ground = *state;
    Give give = {7, "anna", GRANT_LOOK, {1}, 1, NOON_MONDAY};
    support_write(ground, do_give, &give);
    const int64_t gone = NOON_MONDAY + GRANT_KEPT + 30 * DAY;
    assert_int_equal(forget(ground, NOON_MONDAY + GRANT_KEPT + 1, 10), 0);
    assert_int_equal(forget(ground, gone - 1, 10), 0);
    g_autoptr(Grant) old = ask(ground, 7);
    assert_non_null(old);
    assert_int_equal(forget(ground, gone, 10), 1);
    assert_null(ask(ground, 7));
    assert_int_equal(forget(ground, gone, 10), 0);
}

static void the_oldest_go_first_and_no_more_than_asked(void **state) {
    Ground *ground = *state;
    for (unsigned i = 0; i < 10; i++) {
        Give give = {100 - i, "anna", GRANT_LOOK, {1}, 1, NOON_MONDAY + (int64_t)i * DAY};
        support_write(ground, do_give, &give);
    }
    const int64_t later = NOON_MONDAY + GRANT_KEPT + 36 * DAY;
    assert_int_equal(forget(ground, later, 3), 3);
    assert_null(ask(ground, 98));
    g_autoptr(Grant) fourth = ask(ground, 97);
    assert_non_null(fourth);
    assert_int_equal(forget(ground, later, 100), 4); // the seventh is due just then, the others not yet
    g_autoptr(Grant) eighth = ask(ground, 93);
    assert_non_null(eighth);
}

static void given_again_it_lives_from_then(void **state) {
    Ground *ground = *state;
    Give give = {7, "anna", GRANT_LOOK, {1}, 1, NOON_MONDAY};
    support_write(ground, do_give, &give);
    give.now += DAY;
    give.threads[0] = 2;
    support_write(ground, do_give, &give);
    const int64_t gone = NOON_MONDAY + GRANT_KEPT + 30 * DAY;
    assert_int_equal(forget(ground, gone, 10), 0);
    g_autoptr(Grant) grant = ask(ground, 7);
    assert_true(g_array_index(grant->threads, uint64_t, 0) == 2);
    assert_int_equal(forget(ground, gone + DAY, 10), 1);
}

static void a_clock_gone_mad_forgets_nothing_too_early(void **state) {
    Ground *ground = *state;
    Give give = {7, "anna", GRANT_LOOK, {1}, 1, NOON_MONDAY};
    support_write(ground, do_give, &give);
    assert_int_equal(forget(ground, INT64_MIN, 10), 0);
    assert_int_equal(forget(ground, 0, 10), 0);
    assert_int_equal(forget(ground, INT64_MAX, 10), 1);
}

static bool do_damage(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(GBytes) bytes = support_bytes(data);
    store_put(txn, TABLE_GRANT, store_key_pair(UINT64_MAX, 7), STORE_OWNER_NONE, bytes);
    return true;
}

static void a_damaged_record_is_an_error(void **state) {
    Ground *ground = *state;
    static char damages[][16] = {"", "G", "G\x01", "G\x02xxxxxxxx", "W\x01xxxxxxxx"};
    for (size_t i = 0; i < G_N_ELEMENTS(damages); i++) {
        g_autoptr(GError) error = NULL;
        Ask question = {.id = 7};
        support_write(ground, do_damage, damages[i]);
        assert_false(store_read(ground->store, do_ask, &question, &error));
        support_assert_fate(error, FATE_CORRUPT);
        assert_null(question.grant);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(what_was_given_is_found),
        ground_test(it_is_told_of_for_thirty_days_and_then_forgotten),
        ground_test(the_oldest_go_first_and_no_more_than_asked),
        ground_test(given_again_it_lives_from_then),
        ground_test(a_clock_gone_mad_forgets_nothing_too_early),
        ground_test(a_damaged_record_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
