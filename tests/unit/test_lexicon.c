// Concepts and their words: the file's form, places, and that the
// shipped files name the same concepts in all nine.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "builtin.h"
#include "fault.h"
#include "lexicon.h"

// "concept=words, not concept=words": what is mentioned.
static char *mentions(const Lexicon *lexicon, const char *text) {
    g_autoptr(Features) features = features_of(text);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    g_autoptr(GArray) found = lexicon_find(lexicon, tokens, count);
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++) {
        const Mention *one = &g_array_index(found, Mention, i);
        uint32_t first = tokens[one->first].first, last = tokens[one->last].last;
        g_string_append_printf(list, "%s%s%s=%.*s", i > 0 ? ", " : "", one->negated ? "not " : "",
                               lexicon_name(lexicon, one->concept), (int)(last - first), text + first);
    }
    return g_string_free(list, FALSE);
}

static void test_mentions(void **state) {
    (void)state;
    static const struct {
        const char *name, *lines, *text, *expected;
    } cases[] = {
        {"a word and a turn", "law: lawyer*, law firm", "Our law firm and a lawyer",
         "law=law firm, law=lawyer"},
        {"a line that goes on", "law: lawyer,\n    law firm\nwait: wait", "wait for the law firm",
         "wait=wait, law=law firm"},
        {"the longest at a place", "law: law, law firm", "a law firm", "law=law firm"},
        {"two concepts at a place", "law: law\nfirm: law firm", "a law firm", "law=law, firm=law firm"},
        {"a number leads a line that goes on", "loss: lost,\n    # euros", "500 euros", "loss=500 euros"},
        {"denied", "wait: wait*", "I did not wait", "not wait=wait"},
        {"the same name twice adds up", "law: lawyer\nlaw: court", "court, lawyer", "law=court, law=lawyer"},
        {"comments and blank lines", "# law: lawyer\n\n# more\nlaw: court\n", "lawyer, court", "law=court"},
        {"sets", "set team = we our us\nours: @team shop", "our shop", "ours=our shop"},
        {"empty entries", "law: , lawyer,, ", "lawyer", "law=lawyer"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Lexicon) lexicon = lexicon_new();
        g_autoptr(GError) error = NULL;
        if (!lexicon_add(lexicon, "test", cases[i].lines, &error))
            fail_msg("%s: %s", cases[i].name, error->message);
        g_autofree char *found = mentions(lexicon, cases[i].text);
        if (strcmp(found, cases[i].expected) != 0)
            fail_msg("%s: '%s', expected '%s'", cases[i].name, found, cases[i].expected);
    }
}

static void test_mistakes(void **state) {
    (void)state;
    static const struct {
        const char *lines, *message;
    } cases[] = {
        {"law lawyer", "test:1: expected 'name: entry, entry'"},
        {"\n  lawyer", "test:2: expected"},
        {"Law: lawyer", "test:1: expected"},
        {": lawyer", "test:1: expected"},
        {"law: lawyer, a//b", "test:1: not a word"},
        {"law: lawyer,\n   [..2]", "test:2: a pattern"},
        {"law: @nobody", "test:1: no set"},
        {"law: \xff", "test: not valid UTF-8"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Lexicon) lexicon = lexicon_new();
        g_autoptr(GError) error = NULL;
        if (lexicon_add(lexicon, "test", cases[i].lines, &error))
            fail_msg("'%s' was taken", cases[i].lines);
        if (!g_str_has_prefix(error->message, cases[i].message))
            fail_msg("'%s' says '%s'", cases[i].lines, error->message);
        assert_int_equal(fault_fate(error), FATE_CONFIG);
    }
}

static char *text_of(const char *language) {
    g_autofree char *path = g_strconcat("model/concepts.", language, NULL);
    g_autoptr(GBytes) bytes = builtin_file(path);
    if (bytes == NULL)
        fail_msg("%s is missing", path);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}

// What is learned from one language is no use in another that does not know the concept.
static void test_shipped(void **state) {
    (void)state;
    static const char *const languages[] = {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv"};
    g_autoptr(Lexicon) lexicon = lexicon_new();
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autofree char *text = text_of(languages[i]);
        g_autoptr(GError) error = NULL;
        g_autoptr(Lexicon) alone = lexicon_new();
        if (!lexicon_add(alone, languages[i], text, &error))
            fail_msg("%s", error->message);
        assert_true(lexicon_add(lexicon, languages[i], text, NULL));
        if (i == 0)
            assert_true(lexicon_count(alone) > 200);
        if (lexicon_count(alone) != lexicon_count(lexicon))
            fail_msg("%s has %u concepts, all together %u", languages[i], lexicon_count(alone),
                     lexicon_count(lexicon));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mentions),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_shipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
