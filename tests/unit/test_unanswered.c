// Who got no acknowledgement, in order of time, and how it is forgotten.
#include "support.h"

#include "unanswered.h"

#define DAY G_TIME_SPAN_DAY

typedef struct Listing {
    GString *text;
    unsigned most;
} Listing;

static bool list(StoreTxn *txn, int64_t at, uint64_t thread, uint32_t entry, void *data) {
    (void)txn;
    Listing *listing = data;
    g_string_append_printf(listing->text, "%s%d:%u/%u", listing->text->len == 0 ? "" : " ",
                           (int)((at - NOON_MONDAY) / DAY), (unsigned)thread, entry);
    return --listing->most > 0;
}

static void assert_list(StoreTxn *txn, int64_t since, int64_t until, unsigned most, const char *wanted) {
    g_autoptr(GString) text = g_string_new(NULL);
    Listing listing = {text, most};
    unanswered_walk(txn, since, until, list, &listing);
    g_assert_cmpstr(text->str, ==, wanted);
}

static void note_all(StoreTxn *txn) {
    unanswered_note(txn, NOON_MONDAY + 2 * DAY, 3, 1);
    unanswered_note(txn, NOON_MONDAY, 1, 1);
    unanswered_note(txn, NOON_MONDAY, 1, 2);
    unanswered_note(txn, NOON_MONDAY, 1, 2); // once
    unanswered_note(txn, NOON_MONDAY + DAY, 2, 300);
}

static bool do_walk(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    note_all(txn);
    assert_list(txn, 0, INT64_MAX, 99, "0:1/1 0:1/2 1:2/300 2:3/1");
    assert_list(txn, NOON_MONDAY, NOON_MONDAY + DAY, 99, "0:1/1 0:1/2");
    assert_list(txn, NOON_MONDAY + 1, NOON_MONDAY + 2 * DAY, 99, "1:2/300");
    assert_list(txn, 0, INT64_MAX, 2, "0:1/1 0:1/2");
    assert_list(txn, INT64_MIN, INT64_MAX, 1, "0:1/1");
    assert_list(txn, INT64_MAX, INT64_MIN, 99, "");
    return true;
}

static void are_walked_by_time(void **state) {
    support_write(*state, do_walk, NULL);
}

static bool do_forget(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    note_all(txn);
    const int64_t later = NOON_MONDAY + UNANSWERED_KEPT;
    g_assert_cmpuint(unanswered_forget(txn, later, 99), ==, 0);
    g_assert_cmpuint(unanswered_forget(txn, later + 1, 1), ==, 1);
    assert_list(txn, 0, INT64_MAX, 99, "0:1/2 1:2/300 2:3/1");
    g_assert_cmpuint(unanswered_forget(txn, later + DAY + 1, 99), ==, 2);
    assert_list(txn, 0, INT64_MAX, 99, "2:3/1");
    g_assert_cmpuint(unanswered_forget(txn, INT64_MAX, 99), ==, 1);
    g_assert_cmpuint(unanswered_forget(txn, INT64_MAX, 99), ==, 0);
    return true;
}

static void are_forgotten_after_eight_days(void **state) {
    support_write(*state, do_forget, NULL);
}

static bool do_hostile(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    unanswered_note(txn, INT64_MIN, UINT64_MAX, UINT32_MAX);
    unanswered_note(txn, INT64_MAX, UINT64_MAX, UINT32_MAX);
    g_assert_cmpuint(unanswered_forget(txn, NOON_MONDAY, 99), ==, 1);
    g_assert_cmpuint(unanswered_forget(txn, INT64_MAX, 99), ==, 0); // of the future, as a wrong clock has it
    return true;
}

static void hostile_times_end_at_the_ends(void **state) {
    support_write(*state, do_hostile, NULL);
}

static void who_is_one_of_them(void **state) {
    (void)state;
    static const struct {
        const char *acknowledge, *code;
    } cases[] = {
        {NULL, NULL},
        {"yes", NULL},
        {"no; reason=unproven", "unproven"},
        {"no; reason=breaker", "breaker"},
        {"no; reason=undeliverable", "undeliverable"}, // an acknowledgement that came back
        {"no; reason=a-row-of-later", "a-row-of-later"},
        {"no; reason=imported", NULL}, // history: nobody waits
        {"no; reason=already-acknowledged", NULL},
        {"no; reason=answered", NULL},
        {"no; reason=off", NULL},
        {"no; reason=observe", NULL},
        {"no; reason=outbound", NULL},
        {"no; reason=own-address", NULL},
        {"no; reason=duplicate", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (g_strcmp0(unanswered_code(cases[i].acknowledge), cases[i].code) != 0)
            fail_msg("%s: %s", cases[i].acknowledge, unanswered_code(cases[i].acknowledge));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(are_walked_by_time),
        ground_test(are_forgotten_after_eight_days),
        ground_test(hostile_times_end_at_the_ends),
        cmocka_unit_test(who_is_one_of_them),
    };
    return cmocka_run_group_tests_name("unanswered", tests, NULL, NULL);
}
