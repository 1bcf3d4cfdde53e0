// Tokens and their places: what is folded, where sentences and negations end,
// and that every offset leads back to the customer's own words.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "features.h"

// The tokens as one line: capitals "^", negated "-", first of a sentence "|".
static char *line_of(const char *text) {
    g_autoptr(Features) features = features_of(text);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    GString *line = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(line, "%s%s%s%s%s", i > 0 ? " " : "", tokens[i].sentence ? "|" : "",
                               tokens[i].capitals ? "^" : "", tokens[i].negated ? "-" : "", tokens[i].text);
    return g_string_free(line, FALSE);
}

static void test_tokens(void **state) {
    (void)state;
    static const struct {
        const char *text, *line;
    } cases[] = {
        {"", ""},
        {" \n\n ", ""},
        {"Hello World", "|hello world"},
        {"It doesn't work.", "|it does not -work"},
        {"it DOESNT work", "|it ^does ^not -work"},
        {"We can\xe2\x80\x99t, won't and cannot", "|we can not will not and can not"},
        {"I'm, we've, it's the customer's", "|i am we have it is the customer"},
        {"K\xc3\xbcndigung Stra\xc3\x9f"
         "e",
         "|kuendigung strasse"},
        {"Ku\xcc\x88ndigung", "|kuendigung"}, // decomposed
        {"r\xc3\xa9"
         "clame \xc5\x82"
         "\xc3\xb3"
         "d\xc5\xba",
         "|reclame lodz"},
        {"Version 3.2.1 at 10:30", "|version 3.2.1 at 10:30"},
        {"It broke. Again", "|it broke |again"},
        {"z. B. Nr. 12 ist da", "|z b nr 12 ist da"},
        {"one\n\ntwo", "|one |two"},
        {"Order 4711\nnot here", "|order 4711 |not -here"},
        {"What!!! Really?! ok?", "|what !! |really ?! |ok"},
        {"see https://x.example/angry?a=b now", "|see now"},
        {"mail angry@example.org today", "|mail today"},
        {"so \xf0\x9f\x98\xa1 now", "|so \xf0\x9f\x98\xa1 now"},
        {"THE App", "|^the app"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *line = line_of(cases[i].text);
        assert_string_equal(line, cases[i].line);
    }
}

static void test_negation(void **state) {
    (void)state;
    static const struct {
        const char *text, *line;
    } cases[] = {
        {"This is not unacceptable", "|this is not -unacceptable"},
        {"never had a problem", "|never -had -a -problem"},
        {"not sure why it crashes", "|not -sure why it crashes"},
        {"not good, but bad", "|not -good but bad"},
        {"not only late", "|not only late"},
        {"no one of you two can help me", "|no -one -of -you -two can help me"},
        {"Das ist nicht dringend", "|das ist nicht -dringend"},
        {"kein Problem, danke", "|kein -problem danke"},
        {"Wir kuendigen nicht.", "|-wir -kuendigen nicht"},
        {"not. late", "|not |late"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *line = line_of(cases[i].text);
        assert_string_equal(line, cases[i].line);
    }
}

// Offsets are in order, inside the text, and cover what was written.
static void check_offsets(const char *text) {
    g_autoptr(Features) features = features_of(text);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    uint32_t length = (uint32_t)g_utf8_strlen(text, -1);
    for (size_t i = 0; i < count; i++) {
        assert_true(tokens[i].start < tokens[i].end);
        assert_true(tokens[i].end <= length);
        assert_ptr_equal(text + tokens[i].first, g_utf8_offset_to_pointer(text, tokens[i].start));
        assert_ptr_equal(text + tokens[i].last, g_utf8_offset_to_pointer(text, tokens[i].end));
        if (i > 0)
            assert_true(tokens[i].start >= tokens[i - 1].end);
    }
}

static void test_offsets(void **state) {
    (void)state;
    const char *text = "\xc3\x84rger: das geht \xf0\x9f\x98\xa1 gar nicht!! don't";
    check_offsets(text);
    g_autoptr(Features) features = features_of(text);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(tokens[i].text, "gar") != 0)
            continue;
        const char *at = g_utf8_offset_to_pointer(text, tokens[i].start);
        assert_memory_equal(at, "gar", 3);
        assert_int_equal(tokens[i].end - tokens[i].start, 3);
        return;
    }
    fail_msg("no token 'gar'");
}

static void test_hostile(void **state) {
    (void)state;
    static const char *const bits[] = {"a",
                                       "'",
                                       "'s",
                                       "n't",
                                       "!?",
                                       "\xcc\x88",
                                       "\xef\xb7\xba",
                                       "\xe2\x80\x8b",
                                       ".",
                                       "1.",
                                       "\n",
                                       "@",
                                       "://",
                                       "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
                                       " ",
                                       "not ",
                                       "\x01",
                                       "\xc4\xb0",
                                       "\xe1\xbe\x80",
                                       "cannot "};
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (unsigned run = 0; run < 3000; run++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int i = g_rand_int_range(random, 0, 40); i > 0; i--)
            g_string_append(text, bits[g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(bits))]);
        check_offsets(text->str);
    }
}

static void test_bound(void **state) {
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < 30000; i++)
        g_string_append(text, "a ");
    g_autoptr(Features) features = features_of(text->str);
    size_t count;
    (void)features_tokens(features, &count);
    assert_int_equal(count, 20000);
    g_autofree char *word = g_strnfill(100000, 'w');
    check_offsets(word);
}

static bool is_same(const Token *a, const Token *b) {
    return strcmp(a->text, b->text) == 0 && a->start == b->start && a->end == b->end &&
           a->first == b->first && a->last == b->last && a->negated == b->negated &&
           a->capitals == b->capitals && a->initial == b->initial && a->sentence == b->sentence &&
           a->clause == b->clause && a->negation == b->negation;
}

// What is put together from two texts is what one walk over both finds, or nothing.
static void test_join(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "only",
                                        "nur so",
                                        "It does not",
                                        "We kündigen nicht",
                                        "Größe 3.2.",
                                        "Nr.",
                                        "dr",
                                        "I can't",
                                        "!!",
                                        "?! Was?",
                                        "www.example.org",
                                        "kim@",
                                        "it'",
                                        "\xf0\x9f\x98\xa1 NO!",
                                        ". so",
                                        "\ncannot\n\n- x",
                                        "a: b, c"};
    unsigned joined = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(texts) * G_N_ELEMENTS(texts); i++) {
        const char *one = texts[i / G_N_ELEMENTS(texts)], *two = texts[i % G_N_ELEMENTS(texts)];
        g_autofree char *text = g_strconcat(one, "\n\n", two, NULL);
        g_autoptr(Features) before = features_of(one), behind = features_of(two), whole = features_of(text);
        g_autoptr(Features) both = features_join(before, behind);
        if (both == NULL)
            continue;
        joined++;
        size_t count, wanted;
        const Token *found = features_tokens(both, &count), *tokens = features_tokens(whole, &wanted);
        assert_int_equal(count, wanted);
        for (size_t t = 0; t < count; t++) {
            if (!is_same(&found[t], &tokens[t]))
                fail_msg("'%s' + '%s': token %zu (%s, %s)", one, two, t, found[t].text, tokens[t].text);
        }
    }
    assert_int_equal(joined, 14 * G_N_ELEMENTS(texts)); // four of them end with a negation
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),  cmocka_unit_test(test_negation), cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_hostile), cmocka_unit_test(test_bound),    cmocka_unit_test(test_join),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
