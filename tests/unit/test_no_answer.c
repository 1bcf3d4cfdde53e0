// The no-answer list: who must not be written to is known even when nobody can
// tell any more who it was, and nothing of a bounce spoils a terminal.
#include "support.h"

#include "contact.h"
#include "no_answer.h"

static const int64_t SECOND = G_TIME_SPAN_SECOND, DAY = G_TIME_SPAN_DAY;

static const char ANN[] = "ann@a.example";

static void causes_have_names(void **state) {
    (void)state;
    static const char *const names[] = {"bounced", "unread", "complained", "opted-out", "erased"};
    NoAnswerCause cause = NO_ANSWER_CAUSES;
    for (size_t i = 0; i < NO_ANSWER_CAUSES; i++) {
        assert_string_equal(no_answer_cause_name((NoAnswerCause)i), names[i]);
        assert_true(no_answer_cause_parse(names[i], &cause) && cause == (NoAnswerCause)i);
    }
    static const char *const others[] = {"", "bounce", "Bounced", "bounced ", "\xff"};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (no_answer_cause_parse(others[i], &cause))
            fail_msg("'%s' is taken for a cause", others[i]);
}

// --- on it and off it ---

static void assert_entry(StoreTxn *txn, const char *address, NoAnswerCause cause, int64_t since,
                         const char *shown, const char *detail) {
    g_autoptr(NoAnswer) found = no_answer_get(txn, address);
    g_assert_nonnull(found);
    g_assert_cmpint(found->cause, ==, cause);
    g_assert_cmpint(found->since, ==, since);
    g_assert_cmpstr(found->address, ==, shown);
    g_assert_cmpstr(found->detail, ==, detail);
}

static bool do_add(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_assert_false(no_answer_has(txn, ANN, NOON_MONDAY));
    g_assert_null(no_answer_get(txn, ANN));
    g_assert_false(no_answer_remove(txn, ANN));
    no_answer_add(txn, ANN, NO_ANSWER_COMPLAINED, "abuse", NOON_MONDAY);
    g_assert_true(no_answer_has(txn, "ANN@A.Example", NOON_MONDAY));
    g_assert_false(no_answer_has(txn, "bob@a.example", NOON_MONDAY));
    assert_entry(txn, "Ann@a.example", NO_ANSWER_COMPLAINED, NOON_MONDAY, ANN, "abuse");
    g_assert_false(no_answer_remove(txn, "ann@a.exampl"));
    g_assert_true(no_answer_remove(txn, "ann@A.example"));
    g_assert_false(no_answer_remove(txn, ANN));
    g_assert_false(no_answer_has(txn, ANN, NOON_MONDAY));
    g_assert_null(no_answer_get(txn, ANN));
    return !store_failed(txn);
}

static void an_address_is_put_on_and_taken_off(void **state) {
    support_write(*state, do_add, NULL);
}

static bool do_causes(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (int first = 0; first < NO_ANSWER_CAUSES; first++)
        for (int second = 0; second < NO_ANSWER_CAUSES; second++) {
            const bool replaced = second >= first, nameless = MAX(first, second) == NO_ANSWER_ERASED;
            no_answer_add(txn, ANN, (NoAnswerCause)first, "first", NOON_MONDAY);
            no_answer_add(txn, ANN, (NoAnswerCause)second, "second", NOON_MONDAY + DAY);
            assert_entry(txn, ANN, (NoAnswerCause)MAX(first, second), NOON_MONDAY + (replaced ? DAY : 0),
                         nameless ? NULL : ANN,
                         nameless   ? NULL
                         : replaced ? "second"
                                    : "first");
            g_assert_true(no_answer_remove(txn, ANN));
        }
    return !store_failed(txn);
}

static void the_stronger_cause_holds(void **state) {
    support_write(*state, do_causes, NULL);
}

typedef struct Lapse {
    const char *name;
    NoAnswerCause cause;
    int64_t later;
    bool has;
} Lapse;

static bool do_lapse(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Lapse *lapse = data;
    no_answer_add(txn, ANN, lapse->cause, NULL, NOON_MONDAY);
    if (no_answer_has(txn, ANN, NOON_MONDAY + lapse->later) != lapse->has)
        g_error("%s", lapse->name);
    assert_entry(txn, ANN, lapse->cause, NOON_MONDAY, ANN, NULL); // lapsed or not, it can be shown
    return no_answer_remove(txn, ANN);
}

static void only_a_bounce_lapses(void **state) {
    static Lapse lapses[] = {
        {"a bounce, at once", NO_ANSWER_BOUNCED, 0, true},
        {"a bounce, on the last day", NO_ANSWER_BOUNCED, 30 * DAY, true},
        {"a bounce, after that", NO_ANSWER_BOUNCED, 30 * DAY + 1, false},
        {"a bounce, with a clock a little behind", NO_ANSWER_BOUNCED, -SECOND, true},
        {"a bounce of a clock years ahead", NO_ANSWER_BOUNCED, -3000 * DAY, false},
        {"unread, years later", NO_ANSWER_UNREAD, 3000 * DAY, true},
        {"a complaint, years later", NO_ANSWER_COMPLAINED, 3000 * DAY, true},
        {"a complaint of a clock years ahead", NO_ANSWER_COMPLAINED, -3000 * DAY, true},
        {"opted out, years later", NO_ANSWER_OPTED_OUT, 3000 * DAY, true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(lapses); i++)
        support_write(*state, do_lapse, &lapses[i]);
}

static bool do_renew(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    no_answer_add(txn, ANN, NO_ANSWER_BOUNCED, "5.1.1", NOON_MONDAY);
    no_answer_add(txn, ANN, NO_ANSWER_BOUNCED, "5.2.2", NOON_MONDAY + 40 * DAY);
    g_assert_true(no_answer_has(txn, ANN, NOON_MONDAY + 60 * DAY));
    assert_entry(txn, ANN, NO_ANSWER_BOUNCED, NOON_MONDAY + 40 * DAY, ANN, "5.2.2");
    return true;
}

static void a_lapsed_bounce_is_renewed_by_the_next(void **state) {
    support_write(*state, do_renew, NULL);
}

// --- what a report may say ---

static bool do_hostile(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autofree char *multi = g_strnfill(199, 'x'), *long_one = g_strnfill(100000, 'y');
    g_autofree char *split = g_strconcat(multi, "\xc3\xa9\xc3\xa9", NULL); // the 200th octet is half of an é
    const char *const details[] = {
        "", "\x1b[31mred\x07", "a\r\nb: c", "\xe2\x80\xae live", "\xff\xfe", split, long_one, "%s%n", "\xc3"};
    for (size_t i = 0; i < G_N_ELEMENTS(details); i++) {
        no_answer_add(txn, ANN, NO_ANSWER_BOUNCED, details[i], NOON_MONDAY);
        g_autoptr(NoAnswer) found = no_answer_get(txn, ANN);
        g_assert_true(found != NULL && found->detail != NULL && strlen(found->detail) <= 200);
        g_assert_true(g_utf8_validate(found->detail, -1, NULL));
        for (const char *at = found->detail; *at != '\0'; at = g_utf8_next_char(at))
            g_assert_false(g_unichar_iscntrl(g_utf8_get_char(at)) || g_utf8_get_char(at) == 0x202e);
    }
    no_answer_add(txn, ANN, NO_ANSWER_BOUNCED, split, NOON_MONDAY);
    assert_entry(txn, ANN, NO_ANSWER_BOUNCED, NOON_MONDAY, ANN, multi);
    static const char *const addresses[] = {"", "@", "\xff@x", "a@b@c"};
    for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
        no_answer_add(txn, addresses[i], NO_ANSWER_BOUNCED, NULL, NOON_MONDAY);
        g_assert_true(no_answer_has(txn, addresses[i], NOON_MONDAY));
    }
    return !store_failed(txn);
}

static void details_are_one_short_clean_line(void **state) {
    support_write(*state, do_hostile, NULL);
}

// --- the erased ---

static bool do_fill(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (int i = 0; i < 20; i++) {
        g_autofree char *address = g_strdup_printf("a%d@a.example", i);
        no_answer_add(txn, address, NO_ANSWER_COMPLAINED, "detail", NOON_MONDAY);
    }
    no_answer_add(txn, ANN, NO_ANSWER_BOUNCED, "5.1.1 <ann@a.example>", NOON_MONDAY);
    return true;
}

static bool do_mark_erased(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    no_answer_add(txn, ANN, NO_ANSWER_ERASED, "ann", NOON_MONDAY + DAY);
    return true;
}

static bool do_destroy(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    return store_slot_erase(txn, contact_take(txn, ANN, NOON_MONDAY).slot, error);
}

typedef struct Walk {
    unsigned seen, named, most;
} Walk;

static bool count_entry(StoreTxn *txn, const NoAnswer *no_answer, void *data) {
    Walk *walk = data;
    (void)txn;
    walk->named += no_answer->address != NULL;
    return ++walk->seen != walk->most;
}

static bool do_walk(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    no_answer_walk(txn, count_entry, data);
    return !store_failed(txn);
}

static bool do_erased(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_assert_true(no_answer_has(txn, ANN, NOON_MONDAY + 5000 * DAY));
    assert_entry(txn, ANN, NO_ANSWER_ERASED, NOON_MONDAY + DAY, NULL, NULL);
    no_answer_add(txn, ANN, NO_ANSWER_BOUNCED, "5.1.1", NOON_MONDAY + 2 * DAY); // one more comes back
    assert_entry(txn, ANN, NO_ANSWER_ERASED, NOON_MONDAY + DAY, NULL, NULL);
    return !store_failed(txn);
}

static void assert_erased_well(Ground *ground) {
    Walk walk = {0};
    support_write(ground, do_erased, NULL);
    support_read(ground, do_walk, &walk);
    assert_int_equal(walk.seen, 21);
    assert_int_equal(walk.named, 20);
}

static void the_erased_stay_nameless(void **state) {
    support_write(*state, do_fill, NULL);
    support_write(*state, do_mark_erased, NULL);
    support_write(*state, do_destroy, NULL);
    assert_erased_well(*state);
}

static bool do_ask_without_key(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_assert_true(no_answer_has(txn, ANN, NOON_MONDAY));
    g_assert_false(store_failed(txn)); // or no message of theirs could be taken
    return true;
}

// The key is gone and the list was not told: a crash, or somebody in too much of a hurry.
static void a_key_that_is_gone_still_means_no_answer(void **state) {
    Ground *ground = *state;
    support_write(ground, do_fill, NULL);
    support_write(ground, do_destroy, NULL);
    support_write(ground, do_ask_without_key, NULL);
    support_read(ground, do_ask_without_key, NULL);
    support_write(ground, do_mark_erased, NULL); // and it can be put right
    assert_erased_well(ground);
}

static bool do_remove(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    return no_answer_remove(txn, ANN) && !no_answer_has(txn, ANN, NOON_MONDAY) && !store_failed(txn);
}

static void what_cannot_be_read_can_be_removed(void **state) {
    Ground *ground = *state;
    Walk walk = {0};
    support_write(ground, do_fill, NULL);
    support_write(ground, do_destroy, NULL);
    support_write(ground, do_remove, NULL);
    support_read(ground, do_walk, &walk);
    assert_int_equal(walk.named, 20);
}

// --- walks ---

static void a_walk_shows_each_once_and_ends_when_told(void **state) {
    Ground *ground = *state;
    Walk none = {0}, all = {0}, some = {.most = 5};
    support_read(ground, do_walk, &none);
    assert_int_equal(none.seen, 0);
    support_write(ground, do_fill, NULL);
    support_read(ground, do_walk, &all);
    assert_int_equal(all.seen, 21);
    support_read(ground, do_walk, &some);
    assert_int_equal(some.seen, 5);
}

static void a_restart_forgets_nothing(void **state) {
    Ground *ground = *state;
    support_write(ground, do_fill, NULL);
    ground_close(ground);
    ground_open(ground);
    support_read(ground, do_ask_without_key, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(causes_have_names),
        ground_test(an_address_is_put_on_and_taken_off),
        ground_test(the_stronger_cause_holds),
        ground_test(only_a_bounce_lapses),
        ground_test(a_lapsed_bounce_is_renewed_by_the_next),
        ground_test(details_are_one_short_clean_line),
        ground_test(the_erased_stay_nameless),
        ground_test(a_key_that_is_gone_still_means_no_answer),
        ground_test(what_cannot_be_read_can_be_removed),
        ground_test(a_walk_shows_each_once_and_ends_when_told),
        ground_test(a_restart_forgets_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
