// What the model saw of a message, as bytes and back: the same sums without the
// text, over many messages; bounded; and damaged bytes are refused, not believed.
#include "support.h"

#include <math.h>

#include "verdict.h"

static const char *const FILES[] = {"first", "second", "third",   "fourth",
                                    "fifth", "sixth",  "seventh", "others"};

typedef struct Judge {
    Model *model;
    LanguageGuesser *guesser;
} Judge;

static int set_up(void **state) {
    Judge *judge = g_new0(Judge, 1);
    judge->model = model_builtin(NULL);
    judge->guesser = language_guesser_new(NULL, NULL);
    *state = judge;
    return judge->model == NULL;
}

static int tear_down(void **state) {
    Judge *judge = *state;
    model_free(judge->model);
    language_guesser_free(judge->guesser);
    g_free(judge);
    return 0;
}

static Verdict *judge_text(const Judge *judge, const char *subject, const char *body) {
    const Text text = {.body = (char *)body, .subject = (char *)subject};
    return verdict_of(judge->model, judge->guesser, &text, false);
}

// The verdict again from the packed bytes alone. How far the worst score is off.
static double check_again(const Judge *judge, const Verdict *verdict) {
    float sums[CLASS_STRIDE];
    double worst = 0;
    assert_true(g_bytes_get_size(verdict->packed) <= IMPRESSION_BYTES);
    g_autoptr(Impression) again = impression_unpack(verdict->packed, NULL);
    assert_non_null(again);
    model_reweigh(judge->model, again, sums);
    for (unsigned i = 0; i < SIGNAL_COUNT; i++)
        worst = fmax(worst, fabs(1 / (1 + exp(-(double)sums[i])) - verdict->score[i]));
    assert_string_equal(level_name(verdict_level(sums, NULL)), level_name(verdict->level));
    return worst;
}

static unsigned check_file(const Judge *judge, const char *name, GString *all) {
    g_autofree char *path = g_strdup_printf("tests/unit/data/verdict/%s.txt", name);
    g_autofree char *content = NULL;
    assert_true(g_file_get_contents(path, &content, NULL, NULL));
    g_auto(GStrv) parts = g_strsplit(content, "\n@ ", -1);
    unsigned count = 0;
    for (char **part = parts + 1; *part != NULL; part++, count++) {
        const char *body = strchr(*part, '\n');
        g_autoptr(Verdict) verdict = judge_text(judge, "Invoice", body == NULL ? "" : body);
        assert_true(check_again(judge, verdict) < 1e-4);
        g_string_append(all, body == NULL ? "" : body);
    }
    return count;
}

static void sums_are_the_same_without_the_text(void **state) {
    g_autoptr(GString) all = g_string_new(NULL);
    unsigned count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(FILES); i++)
        count += check_file(*state, FILES[i], all);
    assert_true(count > 300);
    for (size_t size = 2000; size < all->len && size < 70000; size *= 2) { // where much is cut
        g_autofree char *body = g_utf8_make_valid(all->str, (gssize)size);
        g_autoptr(Verdict) verdict = judge_text(*state, "", body);
        assert_true(check_again(*state, verdict) < 1e-3);
    }
}

static void odd_texts_have_one_too(void **state) {
    static const char *const TEXTS[] = {"",
                                        " ",
                                        "?",
                                        "@you are awful, @so and useless",
                                        "\xe2\x82\xac",
                                        "私たち",
                                        "no legal action is planned",
                                        "AAAA BBBB CCCC DDDD"};
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(Verdict) verdict = judge_text(*state, TEXTS[i], TEXTS[i]);
        assert_true(check_again(*state, verdict) < 1e-4);
        g_autoptr(Impression) again = impression_unpack(verdict->packed, NULL);
        g_autoptr(GBytes) packed = impression_pack(again);
        assert_true(g_bytes_equal(packed, verdict->packed));
    }
}

static void words_do_not_show(void **state) {
    g_autoptr(Verdict) verdict =
        judge_text(*state, "Quarzbrenner", "the Quarzbrenner of Kim is broken again");
    gsize size;
    const char *data = g_bytes_get_data(verdict->packed, &size);
    assert_null(g_strstr_len(data, (gssize)size, "uarz"));
    assert_null(g_strstr_len(data, (gssize)size, "broken"));
}

// Each is refused or read as something within bounds, and weighed without harm.
static void take_bytes(const Judge *judge, const uint8_t *data, size_t size, unsigned *read) {
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(Impression) impression = impression_unpack(bytes, &error);
    if (impression == NULL) {
        support_assert_fate(error, FATE_CORRUPT);
        return;
    }
    (*read)++;
    float sums[CLASS_STRIDE];
    model_reweigh(judge->model, impression, sums);
    for (unsigned i = 0; i < CLASS_COUNT; i++)
        assert_true(isfinite(sums[i]));
    assert_true(impression->language[3] == '\0');
}

static void damaged_bytes_are_not_believed(void **state) {
    g_autoptr(Verdict) verdict =
        judge_text(*state, "", "I am angry, it is broken again and our lawyer knows");
    gsize size;
    const uint8_t *whole = g_bytes_get_data(verdict->packed, &size);
    unsigned read = 0;
    for (gsize cut = 0; cut < 60; cut++)
        take_bytes(*state, whole, cut, &read);
    assert_int_equal(read, 0);
    for (gsize at = 0; at < MIN(size, 400); at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            g_autofree uint8_t *copy = g_memdup2(whole, size);
            copy[at] ^= (uint8_t)(1U << bit);
            take_bytes(*state, copy, size, &read);
        }
    assert_true(read > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_the_same_without_the_text), cmocka_unit_test(odd_texts_have_one_too),
        cmocka_unit_test(words_do_not_show), cmocka_unit_test(damaged_bytes_are_not_believed)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
