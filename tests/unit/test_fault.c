// Errors carry one of four fates, and each fate is one exit status.
#include "support.h"

#include <gio/gio.h>
#include <sysexits.h>

static void sets_code_and_text(void **state) {
    (void)state;
    g_autoptr(GError) error = NULL;
    assert_false(fault_set(&error, FATE_CORRUPT, "%s: %d", "row", 7));
    assert_true(error->domain == FAULT);
    assert_string_equal(error->message, "row: 7");
    support_assert_fate(error, FATE_CORRUPT);
    assert_false(fault_set(NULL, FATE_CONFIG, "nobody asks"));
}

static void maps_each_fate_once(void **state) {
    (void)state;
    static const struct {
        Fate fate;
        int status;
    } cases[] = {{FATE_TEMPORARY, EX_TEMPFAIL},
                 {FATE_PERMANENT, EX_DATAERR},
                 {FATE_CONFIG, EX_CONFIG},
                 {FATE_CORRUPT, EX_DATAERR}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        fault_set(&error, cases[i].fate, "x");
        assert_int_equal(fault_fate(error), cases[i].fate);
        assert_int_equal(fault_exit_status(error), cases[i].status);
    }
}

static void foreign_errors_are_temporary(void **state) {
    (void)state;
    // The number is that of a fate in our domain, and must not be taken for it.
    g_autoptr(GError) error = g_error_new_literal(G_IO_ERROR, (int)FATE_CORRUPT, "x");
    assert_int_equal(fault_fate(error), FATE_TEMPORARY);
    assert_int_equal(fault_exit_status(error), EX_TEMPFAIL);
}

static void a_percent_sign_of_mail_is_text(void **state) {
    (void)state;
    g_autoptr(GError) error = NULL;
    fault_set(&error, FATE_PERMANENT, "%s", "%n%s%n");
    assert_string_equal(error->message, "%n%s%n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_code_and_text),
        cmocka_unit_test(maps_each_fate_once),
        cmocka_unit_test(foreign_errors_are_temporary),
        cmocka_unit_test(a_percent_sign_of_mail_is_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
