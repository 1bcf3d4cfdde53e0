// The sum of a message: that every addition stands on tokens, that learned
// terms count once, that evidence is what made the score, and that the shipped
// weights were learned with the shipped phrases and concepts.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "evidence.h"
#include "model.h"

typedef struct Said {
    Features *body, *subject;
    Utterance utterance;
    Weighing *weighing;
} Said;

static void said_clear(Said *said) {
    weighing_free(said->weighing);
    features_free(said->body);
    features_free(said->subject);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Said, said_clear)

static Said say(const Model *model, const char *body, const char *subject, const char *language) {
    Said said = {.body = features_of(body), .subject = features_of(subject)};
    said.utterance =
        (Utterance){.text = {body, subject}, .features = {said.body, said.subject}, .language = language};
    said.weighing = model_weigh(model, &said.utterance);
    return said;
}

// What the tokens of both parts added to a class, and what stands on none.
static float added_up(const Said *said, unsigned class) {
    float sum = said->weighing->plain[class];
    for (unsigned part = 0; part < PART_COUNT; part++) {
        size_t count;
        (void)features_tokens(said->utterance.features[part], &count);
        for (size_t i = 0; i < count; i++)
            sum += said->weighing->added[part][i * CLASS_STRIDE + class];
    }
    return sum;
}

static const char *const messages[][2] = {
    {"This is outrageous, I have called three times and nobody answers!!", "Still no answer"},
    {"Danke, es geht wieder. Sie k\xc3\xb6nnen das Ticket schlie\xc3\x9f"
     "en.",
     ""},
    {"", "Nothing but a subject"},
    {"", ""},
    {"\xf0\x9f\x98\xa1 ?? \xe2\x80\xa6", ""},
    {"Nous allons saisir notre avocat si la facture n'est pas corrig\xc3\xa9"
     "e avant vendredi.",
     "Facture"},
    {"AAAA BBBB CCCC DDDD EEEE", "FFFF"},
};

static void test_sums_are_placed(void **state) {
    (void)state;
    g_autoptr(Model) model = model_builtin(NULL);
    assert_non_null(model);
    static const char *const languages[] = {"en", "de", "und"};
    for (size_t i = 0; i < G_N_ELEMENTS(messages) * G_N_ELEMENTS(languages); i++) {
        const char *const *message = messages[i / G_N_ELEMENTS(languages)];
        g_auto(Said) said = say(model, message[0], message[1], languages[i % G_N_ELEMENTS(languages)]);
        for (unsigned class = 0; class < CLASS_COUNT; class ++) {
            float sum = said.weighing->sums[class];
            if (fabsf(sum - added_up(&said, class)) > 0.001F + 0.0001F * fabsf(sum))
                fail_msg("'%s', class %u: %f, on tokens %f", message[0], class, (double)sum,
                         (double)added_up(&said, class));
        }
    }
}

static void test_phrases_alone(void **state) {
    (void)state;
    g_autoptr(Model) model = model_of("churn 5 | leaving you\nanger 4 | outrage*", NULL);
    g_auto(Said) said = say(model, "An outrage. We are leaving you.", "", "en");
    assert_true(fabsf(said.weighing->sums[SIGNAL_CHURN] - 2) < 0.001F);
    assert_true(fabsf(said.weighing->sums[SIGNAL_ANGER] - 1) < 0.001F);
    assert_true(said.weighing->sums[SIGNAL_LEGAL] < -2);
    g_autoptr(GArray) evidence = evidence_of(said.weighing, &said.utterance, SIGNAL_CHURN);
    assert_int_equal(evidence->len, 1);
    const Evidence *one = &g_array_index(evidence, Evidence, 0);
    assert_string_equal(one->text, "leaving you");
    assert_int_equal(one->start, 19);
    assert_int_equal(one->end, 30);
    assert_false(one->in_subject);
    assert_true(fabsf(one->weight - 5) < 0.001F);
}

static void test_evidence(void **state) {
    (void)state;
    static const struct {
        const char *name, *phrases, *body, *subject, *expected; // strongest first, "S:" before the subject's
    } cases[] = {
        {"nothing", "anger 4 | bad", "all is good", "", ""},
        {"crumbs are none", "anger 0.2 | bad", "all is bad", "", ""},
        {"what speaks against is none", "anger -4 | good", "all is good", "", ""},
        {"strongest first", "anger 1 | bad\nanger 4 | awful", "bad, and more, awful", "", "awful|bad"},
        {"the subject's own places", "anger 4 | awful", "hello", "so awful", "S:awful"},
        {"neighbours are one run", "anger 3 | so bad\nanger 2 | indeed", "it is so bad indeed", "",
         "so bad indeed"},
        {"a run stays in its sentence", "anger 3 | bad\nanger 2.9 | worse", "so bad. Worse", "", "bad|Worse"},
        {"code points, not bytes", "anger 4 | awful", "\xc3\xa9t\xc3\xa9 awful", "", "awful"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Model) model = model_of(cases[i].phrases, NULL);
        g_auto(Said) said = say(model, cases[i].body, cases[i].subject, "en");
        g_autoptr(GArray) evidence = evidence_of(said.weighing, &said.utterance, SIGNAL_ANGER);
        g_autoptr(GString) list = g_string_new(NULL);
        for (guint j = 0; j < evidence->len; j++) {
            const Evidence *one = &g_array_index(evidence, Evidence, j);
            g_string_append_printf(list, "%s%s%s", j > 0 ? "|" : "", one->in_subject ? "S:" : "", one->text);
            const char *text = one->in_subject ? cases[i].subject : cases[i].body;
            g_autofree char *words = g_utf8_substring(text, one->start, one->end);
            assert_string_equal(words, one->text);
        }
        if (strcmp(list->str, cases[i].expected) != 0)
            fail_msg("%s: '%s', expected '%s'", cases[i].name, list->str, cases[i].expected);
    }
}

static void test_shipped(void **state) {
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Model) model = model_builtin(&error);
    if (model == NULL)
        fail_msg("%s", error->message);
    if (!model_is_learned(model))
        fail_msg("phrases or concepts changed since the weights were learned: run make model");
}

// The longest text of common words in no language ends, and within bounds.
static void test_hostile(void **state) {
    (void)state;
    g_autoptr(Model) model = model_builtin(NULL);
    static const char *const words[] = {"not", "the", "we", "cancel", "still", "no", "lost", "nicht", "pas"};
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < 25000; i++)
        g_string_append_printf(text, "%s ", words[(i * 7 + i / 11) % G_N_ELEMENTS(words)]);
    g_auto(Said) said = say(model, text->str, text->str, "und");
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        assert_true(isfinite(said.weighing->sums[class]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums_are_placed), cmocka_unit_test(test_phrases_alone),
        cmocka_unit_test(test_evidence),        cmocka_unit_test(test_shipped),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
