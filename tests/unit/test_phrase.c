// Weighted phrases: what their files may say, that mistakes are told with file
// and line, and that contributions add up to the sums exactly.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "fault.h"
#include "phrase.h"

static float distance(float a, float b) {
    return a > b ? a - b : b - a;
}

// What `text` gains for `class` by the phrases of `lines`.
static float gain(const char *lines, const char *text, unsigned class) {
    g_autoptr(PhraseBook) book = phrase_book_new();
    g_autoptr(GError) error = NULL;
    if (!phrase_add(book, "test", lines, &error))
        fail_msg("%s", error->message);
    g_autoptr(Features) features = features_of(text);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    float sums[CLASS_COUNT], total = 0;
    g_autoptr(GArray) found = phrase_score(book, tokens, count, sums);
    for (guint i = 0; i < found->len; i++) {
        const Contribution *one = &g_array_index(found, Contribution, i);
        total += one->class == class ? one->weight : 0;
    }
    assert_true(distance(total, sums[class]) < 0.001F);
    return sums[class];
}

static void test_patterns(void **state) {
    (void)state;
    static const struct {
        const char *lines, *text;
        float expected;
    } cases[] = {
        {"churn 4 | cancel", "We cancel it", 4},
        {"churn 4 | cancel", "We cancelled it", 0},
        {"churn 4 | cancel*", "We cancelled it", 4},
        {"churn 4 | *ausfall", "Der Totalausfall", 4},
        {"churn 4 | K\xc3\xbcndigung", "meine Kuendigung", 4},
        {"churn 4 | leave/quit now", "I quit now", 4},
        {"set go = leave quit\nchurn 4 | @go now", "I quit now", 4},
        {"churn 4 | cancel [..2] contract", "cancel the old contract", 4},
        {"churn 4 | cancel [..2] contract", "cancel the very old contract", 0},
        {"churn 4 | cancel [..2] contract", "cancel it. Contract", 0},
        {"churn 4 | # years", "after 11 years", 4},
        {"churn 4 | ^cancel", "Please cancel", 0},
        {"churn 4 | ^cancel", "Cancel it", 4},
        {"churn 4 | cancel", "we will not cancel", 0},
        {"churn 4 | !cancel", "we will not cancel", 4},
        {"churn 4 | not stay", "we will not stay", 4},
        {"churn 4 | cancel\nchurn no | cancel the meeting", "cancel the meeting", 0},
        {"churn 4 | cancel\nchurn no | cancel the meeting", "cancel the meeting, cancel the rest", 4},
        {"churn 4 | cancel\nchurn 2 | cancel it", "cancel it", 4},       // one place, the strongest
        {"churn 4 | cancel\nchurn 2 | leave", "cancel and leave", 5.2F}, // the second counts 0.6
        {"churn 4 | cancel\nchurn -2 | kidding", "cancel, just kidding", 2},
        {"churn 4, legal 3 | cancel", "cancel", 4},
        {"# churn 4 | cancel\n\n  churn 3 | cancel  \r", "cancel", 3},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        float found = gain(cases[i].lines, cases[i].text, SIGNAL_CHURN);
        if (distance(found, cases[i].expected) > 0.001F)
            fail_msg("'%s' on '%s' gives %f", cases[i].lines, cases[i].text, (double)found);
    }
}

static void test_mistakes(void **state) {
    (void)state;
    static const struct {
        const char *lines, *message;
    } cases[] = {
        {"churn 4 cancel", "test:1:"},
        {"\nchurn 4 |", "test:2:"},
        {"churm 4 | cancel", "test:1: unknown class 'churm'"},
        {"request.nothing 4 | cancel", "test:1: unknown class"},
        {"churn | cancel", "test:1: no weight"},
        {"churn four | cancel", "test:1: a weight"},
        {"churn 99 | cancel", "test:1: a weight"},
        {"churn nan | cancel", "test:1: a weight"},
        {"churn 4 | @none", "test:1: no set"},
        {"set none =", "test:1: a set without words"},
        {"churn 4 | cancel [..9] it", "test:1: a gap"},
        {"churn 4 | cancel [..2]", "test:1: a pattern"},
        {"churn 4 | [..2] cancel", "test:1: a pattern"},
        {"churn 4 | a [..1] b [..1] c [..1] d [..1] e", "test:1: a pattern"},
        {"churn 4 | a b c d e f g h i j k l m", "test:1: pattern too long"},
        {"churn 4 | ca*cel", "test:1: not a word"},
        {"churn 4 | a//b", "test:1: not a word"},
        {"churn 1,legal 1,anger 1,public 1,repeat 1,manager 1 | x", "test:1: too many"},
        {"churn 4 | \xff", "test: not valid UTF-8"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(PhraseBook) book = phrase_book_new();
        g_autoptr(GError) error = NULL;
        if (phrase_add(book, "test", cases[i].lines, &error))
            fail_msg("'%s' was taken", cases[i].lines);
        if (!g_str_has_prefix(error->message, cases[i].message))
            fail_msg("'%s' says '%s'", cases[i].lines, error->message);
        assert_int_equal(fault_fate(error), FATE_CONFIG);
    }
}

// The longest text of the commonest words: the number of matches is bounded, whatever the phrases.
static void test_hostile(void **state) {
    (void)state;
    g_autoptr(PhraseBook) book = phrase_book_new();
    assert_true(phrase_add(book, "test",
                           "anger 1 | a\nchurn 1 | a [..8] b [..8] c [..8] d\nlegal 1 | a/b/c/d e/a", NULL));
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < 25000; i++)
        g_string_append(text, i % 3 == 0 ? "a " : "b ");
    g_autoptr(Features) features = features_of(text->str);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    float sums[CLASS_COUNT];
    g_autoptr(GArray) found = phrase_score(book, tokens, count, sums);
    assert_true(found->len > 0);
    assert_true(found->len <= 4000);
    assert_true(sums[SIGNAL_CHURN] <= 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
