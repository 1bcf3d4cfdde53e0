// The model's data files: what they may say, that mistakes are told with file
// and line, and that contributions add up to the sums exactly.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "fault.h"
#include "model.h"

static float distance(float a, float b) {
    return a > b ? a - b : b - a;
}

// What `text` gains for `class` under a model of `lines`.
static float gain(const char *lines, const char *text, unsigned class) {
    g_autoptr(Model) model = model_new();
    g_autoptr(GError) error = NULL;
    if (!model_add(model, "test", lines, &error))
        fail_msg("%s", error->message);
    g_autoptr(Features) features = features_of(text);
    float sums[CLASS_COUNT];
    g_autoptr(GArray) found = model_score(model, features, sums);
    float total = 0;
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
        g_autoptr(Model) model = model_new();
        g_autoptr(GError) error = NULL;
        if (model_add(model, "test", cases[i].lines, &error))
            fail_msg("'%s' was taken", cases[i].lines);
        if (!g_str_has_prefix(error->message, cases[i].message))
            fail_msg("'%s' says '%s'", cases[i].lines, error->message);
        assert_int_equal(fault_fate(error), FATE_CONFIG);
    }
}

static void test_names(void **state) {
    (void)state;
    for (int i = 0; i < SIGNAL_COUNT; i++)
        assert_int_equal(signal_find(signal_name((Signal)i)), i);
    for (int i = 0; i < REQUEST_COUNT; i++)
        assert_int_equal(request_find(request_name((Request)i)), i);
    assert_string_equal(signal_name(SIGNAL_BROKEN_PROMISE), "broken-promise");
    assert_string_equal(request_name(REQUEST_HOW_TO), "how-to");
    assert_int_equal(signal_find("Anger"), -1);
    assert_int_equal(request_find(""), -1);
}

static void test_builtin(void **state) {
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Model) model = model_builtin(&error);
    if (model == NULL)
        fail_msg("%s", error->message);
    assert_true(model_bias(model, SIGNAL_ANGER) < 0);
    g_autoptr(Features) features = features_of("This is outrageous");
    float sums[CLASS_COUNT];
    g_autoptr(GArray) found = model_score(model, features, sums);
    assert_true(sums[SIGNAL_ANGER] > 3);
    assert_int_equal(g_array_index(found, Contribution, 0).start, 8);
    assert_int_equal(g_array_index(found, Contribution, 0).end, 18);
}

// The longest text of the commonest words stays within seconds even under sanitizers.
static void test_hostile(void **state) {
    (void)state;
    g_autoptr(Model) model = model_builtin(NULL);
    static const char *const words[] = {"not", "the",  "we", "cancel", "still",
                                        "no",  "lost", "to", "nicht",  "my"};
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < 25000; i++)
        g_string_append_printf(text, "%s ", words[(i * 7 + i / 11) % G_N_ELEMENTS(words)]);
    g_autoptr(Features) features = features_of(text->str);
    float sums[CLASS_COUNT];
    gint64 before = g_get_monotonic_time();
    g_autoptr(GArray) found = model_score(model, features, sums);
    assert_true(g_get_monotonic_time() - before < 5 * G_TIME_SPAN_SECOND);
    assert_true(found->len <= 4000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_patterns), cmocka_unit_test(test_mistakes), cmocka_unit_test(test_names),
        cmocka_unit_test(test_builtin),  cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
