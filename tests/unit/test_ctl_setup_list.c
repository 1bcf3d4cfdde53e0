// Lists as Postfix writes them: they come out as they went in.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ctl_setup_list.h"

typedef struct Case {
    const char *value;
    guint length;
    const char *loose; // written again
    const char *tight; // and without white space
} Case;

static const Case CASES[] = {
    {NULL, 0, "", ""},
    {"", 0, "", ""},
    {" , ,", 0, "", ""},
    {"unix:a", 1, "unix:a", "unix:a"},
    {"unix:a inet:b:1,\n\tinet:c:2", 3, "unix:a, inet:b:1, inet:c:2", "unix:a,inet:b:1,inet:c:2"},
    {"{ inet:b:1, default_action=accept } unix:a", 2, "{ inet:b:1, default_action=accept }, unix:a",
     "{inet:b:1,default_action=accept},unix:a"},
    {"inline:{ {r.test = lmtp:unix:x} }, hash:/y", 2, "inline:{ {r.test = lmtp:unix:x} }, hash:/y",
     "inline:{{r.test,=,lmtp:unix:x}},hash:/y"},
    {"{ unclosed, unix:a", 1, "{ unclosed, unix:a", "{unclosed,unix:a"},
    {"closed} unix:a", 2, "closed}, unix:a", "closed},unix:a"},
};

static void lists_come_out_as_they_went_in(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GPtrArray) list = setup_list_of(CASES[i].value);
        g_autofree char *loose = setup_list_text(list, false);
        g_autofree char *tight = setup_list_text(list, true);
        assert_int_equal(list->len, CASES[i].length);
        assert_string_equal(loose, CASES[i].loose);
        assert_string_equal(tight, CASES[i].tight);
    }
}

static void elements_are_found_whatever_their_blanks(void **state) {
    (void)state;
    g_autoptr(GPtrArray) list = setup_list_of("unix:a, { unix:b,  default_action=accept }, unix:bb");
    assert_int_equal(setup_list_find(list, "{unix:b,default_action=accept}"), 1);
    assert_int_equal(setup_list_find(list, "unix:bb"), 2);
    assert_int_equal(setup_list_find(list, "unix:b"), -1);
    assert_int_equal(setup_list_find(list, ""), -1);
}

static void an_element_leads_to_its_first_word(void **state) {
    static const char *const CASE[][2] = {
        {"unix:a", "unix:a"},
        {"{unix:a,protocol=6}", "unix:a"},
        {"{ inet:b:1 }", "inet:b:1"},
        {"{}", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(CASE); i++) {
        g_autofree char *address = setup_list_address(CASE[i][0]);
        assert_string_equal(address, CASE[i][1]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_come_out_as_they_went_in),
        cmocka_unit_test(elements_are_found_whatever_their_blanks),
        cmocka_unit_test(an_element_leads_to_its_first_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
