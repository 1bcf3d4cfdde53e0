// What strangers wrote, cut for a line of ours.
#include "support.h"

#include "values.h"

static void words_are_cut_for_a_line(void **state) {
    (void)state;
    static const struct {
        const char *name, *text;
        size_t most;
        const char *wanted;
    } cases[] = {
        {"nothing", NULL, 10, NULL},
        {"an empty one", "", 10, NULL},
        {"only what does not show", " \t\u200b\u202e\n", 10, NULL},
        {"as long as it may be", "Acme GmbH.", 10, "Acme GmbH."},
        {"one more", "Acme GmbH..", 10, "Acme GmbH\u2026"},
        {"characters, not octets", "ÄÖÜäöüßÄÖÜ", 10, "ÄÖÜäöüßÄÖÜ"},
        {"no blank before the mark", "Acme     Logistics", 8, "Acme\u2026"},
        {"blanks at the ends do not count", "  Acme GmbH.  ", 10, "Acme GmbH."},
        {"on one line", "a\r\nb", 10, "a  b"},
        {"no UTF-8", "a\xff", 10, "a\uFFFD"},
        {"one character", "Acme", 1, "\u2026"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = values_short(cases[i].text, cases[i].most);
        if (g_strcmp0(text, cases[i].wanted) != 0)
            fail_msg("%s: '%s'", cases[i].name, text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_cut_for_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
