// Patterns in texts: languages, negations, splitting as people type, bounds.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "fault.h"
#include "pattern.h"

// The words of `text` where `written` stands first, "not" in front when negated; NULL when nowhere.
static char *found_in(const char *written, const char *text, bool negated) {
    g_autoptr(PatternSet) set = pattern_set_new();
    g_autoptr(GError) error = NULL;
    if (!pattern_define(set, "go = leave quit", NULL) || !pattern_add(set, written, &error))
        fail_msg("%s", error->message);
    pattern_index(set);
    g_autoptr(Features) features = features_of(text);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    g_autoptr(GArray) found = pattern_find(set, tokens, count, negated);
    if (found->len == 0)
        return NULL;
    const PatternMatch *match = &g_array_index(found, PatternMatch, 0);
    uint32_t first = tokens[match->first].first, last = tokens[match->last].last;
    return g_strdup_printf("%s%.*s", match->negated ? "not: " : "", (int)(last - first), text + first);
}

static void test_finding(void **state) {
    (void)state;
    static const struct {
        const char *name, *written, *text, *expected;
        bool negated;
    } cases[] = {
        {"a word", "cancel", "we cancel it", "cancel", false},
        {"under a negation", "cancel", "we do not cancel", NULL, false},
        {"under a negation, wanted", "cancel", "we do not cancel", "not: cancel", true},
        {"its own negation is none", "not work", "it does not work", "not work", true},
        {"a negation in alternatives is none", "not/never work", "it does never work", "never work", true},
        {"typed apart", "can't work", "we cannot work", "cannot work", false},
        {"typed in one", "can not work", "we cant work", "cant work", false},
        {"elided", "j'attends",
         "j\xe2\x80\x99"
         "attends encore",
         "j\xe2\x80\x99"
         "attends",
         false},
        {"a set", "i @go", "I quit", "I quit", false},
        {"the gap takes what it needs", "a [..2] b", "a x b b", "a x b", false},
        {"not over the end of a sentence", "quit now", "I quit. Now what", NULL, false},
        {"marks", "!!", "again!!!", "!!!", false},
        {"at the start", "^no", "Is there no way? No.", "No", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = found_in(cases[i].written, cases[i].text, cases[i].negated);
        if (g_strcmp0(found, cases[i].expected) != 0)
            fail_msg("%s: '%s', expected '%s'", cases[i].name, found, cases[i].expected);
    }
}

static void test_mistakes(void **state) {
    (void)state;
    static const char *const wrong[] = {"",
                                        "[..2]",
                                        "[..2] a",
                                        "a [..2]",
                                        "a [..0] b",
                                        "a [..9] b",
                                        "a [..x] b",
                                        "a//b",
                                        "*",
                                        "a*b",
                                        "@nobody",
                                        "a|b",
                                        "(a)",
                                        "a [..1] b [..1] c [..1] d [..1] e",
                                        "a b c d e f g h i j k l m"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(PatternSet) set = pattern_set_new();
        g_autoptr(GError) error = NULL;
        if (pattern_add(set, wrong[i], &error))
            fail_msg("'%s' was taken", wrong[i]);
        assert_int_equal(fault_fate(error), FATE_CONFIG);
        assert_int_equal(pattern_count(set), 0);
    }
}

// A text made for the widest search there is: each slot fits everywhere but the last.
static void test_hostile(void **state) {
    (void)state;
    g_autoptr(PatternSet) set = pattern_set_new();
    assert_true(pattern_add(set, "a/b [..8] a/b [..8] a/b [..8] a/b z", NULL));
    assert_true(pattern_add(set, "a", NULL));
    pattern_index(set);
    g_autoptr(GString) text = g_string_new("z ");
    for (unsigned i = 0; i < 30000; i++)
        g_string_append(text, i % 2 == 0 ? "a " : "b ");
    g_autoptr(Features) features = features_of(text->str);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    g_autoptr(GArray) found = pattern_find(set, tokens, count, true);
    assert_int_equal(found->len, 4000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finding),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
