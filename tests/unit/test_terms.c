// What learned weights hang on: which terms a text has, where they stand, and
// that no text has more of them than a scorer can take.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "terms.h"

static const char words[] = "law: lawyer, law firm\nwait: wait*\nmoney: euro*\n";

static GArray *terms_in(const char *text, const char *language) {
    g_autoptr(Lexicon) lexicon = lexicon_new();
    assert_true(lexicon_add(lexicon, "test", words, NULL));
    g_autoptr(GPtrArray) lexicons = g_ptr_array_new();
    g_ptr_array_add(lexicons, lexicon);
    g_autoptr(Features) features = features_of(text);
    GArray *terms = g_array_new(FALSE, FALSE, sizeof(Term));
    terms_of(lexicons, language, text, features, terms);
    return terms;
}

static unsigned count_kind(const GArray *terms, TermKind kind) {
    unsigned count = 0;
    for (guint i = 0; i < terms->len; i++)
        count += g_array_index(terms, Term, i).kind == kind;
    return count;
}

static void test_kinds(void **state) {
    (void)state;
    static const struct {
        const char *name, *text, *language;
        unsigned concepts, pairs, words, letters, shapes;
    } cases[] = {
        {"nothing", "", "en", 0, 0, 0, 0, 0},
        {"a known word has no letters", "lawyer", "en", 1, 0, 1, 0, 2},
        {"an unknown one has", "cat", "en", 0, 0, 1, 6, 2}, // <cat> by three, four and five: 3 + 2 + 1
        {"two concepts near each other", "lawyer waits", "en", 2, 1, 2, 0, 2},
        {"of two sentences", "lawyer. waiting", "en", 2, 0, 2, 0, 2},
        {"far from each other", "lawyer a a a a a a a waits", "en", 2, 0, 9, 7, 2},
        {"the same twice is no pair", "lawyer lawyer", "en", 2, 0, 2, 0, 2},
        {"a number is a concept", "wait 3", "en", 2, 1, 2, 1, 2},
        {"a name is a concept", "wait Tom", "en", 2, 1, 2, 6, 2},
        {"but not where nouns are written so", "wait Tom", "de", 1, 0, 2, 6, 2},
        {"marks", "wait? wait!", "en", 2, 0, 2, 0, 4},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) terms = terms_in(cases[i].text, cases[i].language);
        unsigned found[] = {count_kind(terms, TERM_CONCEPT), count_kind(terms, TERM_PAIR),
                            count_kind(terms, TERM_WORD), count_kind(terms, TERM_LETTERS),
                            count_kind(terms, TERM_SHAPE)};
        unsigned wanted[] = {cases[i].concepts, cases[i].pairs, cases[i].words, cases[i].letters,
                             cases[i].shapes};
        for (size_t k = 0; k < G_N_ELEMENTS(found); k++) {
            if (found[k] != wanted[k])
                fail_msg("%s: %u of kind %zu, expected %u", cases[i].name, found[k], k, wanted[k]);
        }
    }
}

static bool has_key(const GArray *terms, uint64_t key) {
    for (guint i = 0; i < terms->len; i++) {
        if (g_array_index(terms, Term, i).key == key)
            return true;
    }
    return false;
}

// The first concept of `text` is a term of `other` too.
static bool share_concept(const char *text, const char *other) {
    g_autoptr(GArray) one = terms_in(text, "en"), two = terms_in(other, "en");
    return has_key(two, g_array_index(one, Term, 0).key);
}

static void test_same_and_other(void **state) {
    (void)state;
    assert_true(share_concept("lawyer", "our law firm"));
    assert_true(share_concept("lawyer", "LAWYER"));
    assert_false(share_concept("lawyer", "no lawyer")); // denied: a term of its own
    assert_false(share_concept("lawyer", "wait"));
}

// A post has each term twice, as everybody's with a smaller share and as a post's.
static void test_posts(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned concepts;
        bool post;
    } cases[] = {{"@shop wait", 2, true},
                 {"wait @shop", 2, true},
                 {"ann@shop.example wait", 1, false},
                 {"3 items @5 euro", 2, false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) terms = terms_in(cases[i].text, "en");
        float least = 1;
        for (guint t = 0; t < terms->len; t++)
            least = fminf(least, g_array_index(terms, Term, t).share);
        assert_true((least < 1) == cases[i].post);
        if (cases[i].post)
            assert_int_equal(count_kind(terms, TERM_CONCEPT), cases[i].concepts);
    }
}

static void test_capitals(void **state) {
    (void)state;
    g_autoptr(GArray) calm = terms_in("why do you not send the money to us", "en");
    g_autoptr(GArray) loud = terms_in("why do you NOT SEND THE MONEY to us", "en");
    g_autoptr(GArray) stiff = terms_in("WHY DO YOU NOT SEND THE MONEY TO US", "en");
    unsigned plain = count_kind(calm, TERM_SHAPE);
    assert_true(count_kind(loud, TERM_SHAPE) > plain);
    assert_int_equal(count_kind(stiff, TERM_SHAPE), plain + 1); // a stiff hand: one mark, on no token
}

static void test_factors(void **state) {
    (void)state;
    g_autoptr(GArray) terms = terms_in("lawyer lawyer lawyer lawyer", "en");
    float factors[TERM_KINDS];
    terms_factors(terms, factors);
    assert_true(fabsf(factors[TERM_WORD] - 0.5F) < 0.001F);
    assert_true(factors[TERM_CONCEPT] >= 1 && factors[TERM_CONCEPT] <= 1);
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(Term));
    terms_factors(none, factors);
    assert_true(factors[TERM_WORD] >= 1 && factors[TERM_WORD] <= 1);
}

static void test_hostile(void **state) {
    (void)state;
    static const char *const texts[] = {
        "lawyer waits euro ", "@a ", "abcdefghijklmnopqrstuvwxyz0123456789 ", "# @ ! ? ",
        "\xf0\x9f\x98\xa1 ",  "1 "};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (unsigned n = 0; n < 30000; n++)
            g_string_append(text, texts[i]);
        g_autoptr(GArray) terms = terms_in(text->str, "en");
        assert_true(terms->len < 400000);
        assert_true(count_kind(terms, TERM_PAIR) <= 8000);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),   cmocka_unit_test(test_same_and_other),
        cmocka_unit_test(test_posts),   cmocka_unit_test(test_capitals),
        cmocka_unit_test(test_factors), cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
