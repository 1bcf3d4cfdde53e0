// What is to be done at a time: in order of the moments, each item once, and gone
// with the transaction that does it.
#include "support.h"

#include "agenda.h"

typedef struct Do {
    char what; // '+' adds, '-' removes
    int64_t at;
    AgendaKind kind;
    uint64_t id;
} Do;

typedef struct Case {
    const char *name;
    Do steps[8];
    const char *expected; // "at/kind/id ..." in the order in which they are due
} Case;

static const Case CASES[] = {
    {"nothing is ever due", {{0}}, ""},
    {"one", {{'+', 5, AGENDA_BURST, 7}}, "5/2/7 "},
    {"in order of the moments, whenever they were added",
     {{'+', 9, AGENDA_CAMPAIGN, 1}, {'+', 3, AGENDA_TIDY, 0}, {'+', 5, AGENDA_BURST, 2}},
     "3/3/0 5/2/2 9/0/1 "},
    {"big moments stand behind small ones",
     {{'+', NOON_MONDAY, AGENDA_TIDY, 0}, {'+', 256, AGENDA_TIDY, 0}, {'+', 255, AGENDA_TIDY, 0}},
     "255/3/0 256/3/0 1795428000000000/3/0 "},
    {"the same twice is once", {{'+', 5, AGENDA_BURST, 7}, {'+', 5, AGENDA_BURST, 7}}, "5/2/7 "},
    {"several of one moment and kind",
     {{'+', 5, AGENDA_FOLLOW_UP, 300}, {'+', 5, AGENDA_FOLLOW_UP, 2}, {'+', 5, AGENDA_FOLLOW_UP, UINT64_MAX}},
     "5/1/2 5/1/300 5/1/18446744073709551615 "},
    {"one of two of a moment is removed",
     {{'+', 5, AGENDA_FOLLOW_UP, 1}, {'+', 5, AGENDA_FOLLOW_UP, 2}, {'-', 5, AGENDA_FOLLOW_UP, 1}},
     "5/1/2 "},
    {"of another kind it stays", {{'+', 5, AGENDA_BURST, 1}, {'-', 5, AGENDA_CAMPAIGN, 1}}, "5/2/1 "},
    {"of another moment it stays", {{'+', 5, AGENDA_BURST, 1}, {'-', 6, AGENDA_BURST, 1}}, "5/2/1 "},
    {"what is not there is removed without harm", {{'-', 5, AGENDA_BURST, 1}}, ""},
    {"a moment that cannot be is due first",
     {{'+', 2, AGENDA_TIDY, 0}, {'+', -5, AGENDA_BURST, 1}},
     "1/2/1 2/3/0 "},
    {"of a kind that a later version put there nothing is seen",
     {{'+', 1, (AgendaKind)77, 1}, {'+', 4, AGENDA_BURST, 1}},
     "4/2/1 "},
};

static bool do_steps(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Do *steps = data;
    for (unsigned i = 0; i < 8 && steps[i].what != 0; i++) {
        if (steps[i].what == '+')
            agenda_add(txn, steps[i].at, steps[i].kind, steps[i].id);
        else
            agenda_remove(txn, steps[i].at, steps[i].kind, steps[i].id);
    }
    return true;
}

static bool do_work_off(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    GString *found = data;
    g_string_truncate(found, 0);
    int64_t at;
    AgendaKind kind;
    uint64_t id;
    while (agenda_due(txn, INT64_MAX, &at, &kind, &id)) {
        g_assert_cmpint(agenda_next(txn), ==, at);
        g_string_append_printf(found, "%" G_GINT64_FORMAT "/%d/%" G_GUINT64_FORMAT " ", at, (int)kind, id);
        agenda_remove(txn, at, kind, id);
    }
    g_assert_cmpint(agenda_next(txn), ==, INT64_MAX);
    return true;
}

static void items_come_in_order(void **state) {
    Ground *ground = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GString) found = g_string_new(NULL);
        Do steps[8];
        memcpy(steps, CASES[i].steps, sizeof steps);
        support_write(ground, do_steps, steps);
        support_write(ground, do_work_off, found);
        if (strcmp(found->str, CASES[i].expected) != 0)
            fail_msg("%s: %s", CASES[i].name, found->str);
    }
}

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    int64_t at;
    AgendaKind kind;
    uint64_t id;
    g_assert_false(agenda_due(txn, 4, &at, &kind, &id));
    g_assert_true(agenda_due(txn, 5, &at, &kind, &id));
    g_assert_true(agenda_due(txn, 6, &at, &kind, &id)); // looking takes nothing away
    g_assert_cmpint(agenda_next(txn), ==, 5);
    return true;
}

static void not_before_its_moment(void **state) {
    Ground *ground = *state;
    Do steps[8] = {{'+', 5, AGENDA_BURST, 7}};
    support_write(ground, do_steps, steps);
    support_read(ground, do_look, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(items_come_in_order),
        ground_test(not_before_its_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
