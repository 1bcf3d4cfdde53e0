// What the linter must find, where, and what it must let stand.
#include "lint.h"

#include <string.h>

#include "support_files.h"

#define HUNDRED                                                                                              \
    "one two three four five six seven eight nine ten one two three four five six seven eight nine ten."

typedef struct LintCase {
    const char *name, *path, *text;
    const char *wanted; // part of a finding, behind the directory; NULL: nothing is found in that file
} LintCase;

#define SHOWN "{{greeting}} {{thanks}} {{when}} {{automatic}} {{loop-token}}"

#define ORDERED                                                                                              \
    "{{lead}} {{facts}} {{news}} {{reason}} {{alternative}} {{goodwill}} {{ask}} {{automatic}} "             \
    "{{loop-token}} {{#options}}{{.}} {{.costs}} {{.whens}}{{/options}}"

static const LintCase cases[] = {
    {"thanks that do not thank", "en/words", "\nthanks.other = Your message has come in.\n",
     "/en/words:2: 'thanks.other' does not thank"},
    {"calm thanks that do not thank", "en/words", "thanks-calm.other = Hello.\n",
     "/en/words:1: 'thanks-calm.other' does not thank"},
    {"a word that only ends like thanks", "en/words", "thanks.other = We unthank you.\n", "does not thank"},
    {"thanks in another form", "en/words", "thanks.other = We are grateful that you write.\n", NULL},
    {"thanks in capitals", "en/words", "thanks.other = THANKS for that.\n", NULL},
    {"an own word for thanks", "en/words", "thanking = cheers\nthanks.other = Cheers.\n",
     "'thanks.defect' does not"},
    {"office English", "en/words", "# mine\ncorrect = We apologise for any\n  inconvenience.\n",
     "/en/words:2: 'correct' says \"any inconvenience\", which is `banned` (en)"},
    {"without case", "en/words", "correct = Rest Assured.\n", "says \"rest assured\""},
    {"over punctuation and blanks", "en/words", "correct = Rest,  assured\n", "says \"rest assured\""},
    {"a part of a word is another word", "en/words", "correct = The asapiary is shortlyish.\n", NULL},
    {"no time at all", "en/words", "when = Shortly.\n", "/en/words:1: 'when' does not tell {{due}}"},
    {"a time that is none", "en/words", "when = We answer shortly, by {{due}}.\n", "says \"shortly\""},
    {"office German with an umlaut", "de/words", "correct = SCHNELLSTMÖGLICH.\n",
     "says \"schnellstmöglich\""},
    {"an umlaut of two characters", "de/words", "correct = schnellstmo\xCC\x88glich\n",
     "says \"schnellstmöglich\""},
    {"another language's words", "de/words", "correct = Asap ist ein Hund.\n", NULL},
    {"one's own list", "en/words", "banned = foo bar\ncorrect = Foo-bar; any inconvenience.\n",
     "says \"foo bar\""},
    {"an exclamation mark", "en/words", "greeting = Hello!\n", "/en/words:1: 'greeting' raises its voice"},
    {"a link", "en/words", "correct = See https://help.example.\n",
     "'correct' leads elsewhere by \"https:\""},
    {"a link without a scheme", "en/words", "correct = See WWW.help.example.\n", "'correct' leads elsewhere"},
    {"a phrase that never ends", "en/words", "correct = " HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED "\n",
     "/en/words:1: 'correct' has "},
    {"a long list for ourselves", "en/words", "never-echo = " HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED "\n",
     NULL},
    {"a beginning of nearly every word", "en/words", "never-echo = idiot, a\n",
     "/en/words:1: 'never-echo' holds every word that begins with \"a\""},
    {"a short word that is whole", "en/words", "never-echo = ox$, , pin\n", NULL},
    {"the first of a month", "en/words", "day.1 = 1st\n", NULL},
    {"the second of a month has no name", "en/words", "day.2 = 2nd\n", "/en/words:1: unknown phrase 'day.2'"},
    {"a link in a template", "acknowledge.html", SHOWN "\n<a HREF='//x.example'>x</a>\n",
     "/acknowledge.html:2: this line leads elsewhere by \"href=\""},
    {"a picture from elsewhere", "de/acknowledge.html", SHOWN "\n\n<img src=\"x\">\n",
     "/de/acknowledge.html:3: this line leads elsewhere by \"src=\""},
    {"office English in a common template", "acknowledge.txt", "Please bear with us.\n" SHOWN "\n",
     "/acknowledge.txt:1: this line says \"bear with us\", which is `banned` (en)"},
    {"office German in the German template", "de/acknowledge.txt", SHOWN "\nIn Kürze.\n",
     "says \"in kürze\""},
    {"English words in the German template", "de/acknowledge.txt", SHOWN "\nasap\n", NULL},
    {"a remark is not said", "acknowledge.txt", "{{! asap\nhttps://wiki.example }}\n" SHOWN "\n", NULL},
    {"words within a tag of HTML are not said", "acknowledge.html", SHOWN "\n<p class='asap'></p>\n", NULL},
    {"an unknown name", "acknowledge.txt", SHOWN "\n{{customer}}\n",
     "/acknowledge.txt:2: unknown name {{customer}}"},
    {"a template without thanks", "acknowledge-minimal.txt", "{{when}} {{automatic}} {{loop-token}}",
     "/acknowledge-minimal.txt:1: {{thanks}} is missing"},
    {"bytes that are no text", "acknowledge.txt", "\xFF\xFE", "/acknowledge.txt:1: this file is not UTF-8"},
    {"words that are no text", "en/words", "\xFF\xFE", "/en/words:1: this file is not UTF-8"},
    {"tags that never end", "acknowledge.html", "<<<<{{{{{{ <", "/acknowledge.html:1: "},
    {"a fix without thanks", "en/words-outreach", "fixed.lead = It is fixed in {{release}}.\n",
     "/en/words-outreach:1: 'fixed.lead' does not thank"},
    {"bad news without thanks", "en/words-outreach", "bad-news.lead = It went wrong:\n", NULL},
    {"a phrase that blames", "en/words-outreach", "\nno.ask = It was your own fault.\n",
     "/en/words-outreach:2: 'no.ask' says \"your own fault\", but no automatic mail admits"},
    {"a phrase that denies, in an acknowledgement", "de/words", "correct = Das ist nicht unsere Schuld.\n",
     "/de/words:1: 'correct' says \"unsere schuld\""},
    {"a template that admits", "outreach.txt", ORDERED "\nIt was our fault.\n",
     "/outreach.txt:2: this line says \"was our fault\""},
    {"a template in order", "outreach.txt", ORDERED "\n", NULL},
    {"one of one language", "de/outreach.html", ORDERED "\n", NULL},
    {"office English in what is ordered", "en/words-outreach", "no.ask = Rest assured.\n",
     "\"rest assured\""},
    {"an acknowledgement's phrase among them", "en/words-outreach", "greeting = Hi,\n", NULL},
    {"words of orders in no language", "words-outreach", "no.ask = x\n",
     "/words-outreach:1: nothing reads this"},
    {"a misspelt file", "acknowledge.text", SHOWN, "/acknowledge.text:1: nothing reads this"},
    {"a misspelt file of a language", "de/word", "x", "/de/word:1: nothing reads this"},
    {"words of no language", "words", "greeting = Hello,\n", "/words:1: nothing reads this"},
    {"a page for one language", "de/page.html", "{{content}}", "/de/page.html:1: nothing reads this"},
    {"a folder that is no language", "de_AT/words", "x", "/de_AT:1: nothing reads this"},
    {"what an editor leaves", "de/.words.swp", "x", NULL},
    {"what another leaves", "acknowledge.txt~", "x", NULL},
    {"an empty file", "acknowledge.txt", "", "/acknowledge.txt:1: {{thanks}} is missing"},
};

// The finding that holds `text`, or NULL.
static const char *find(const GPtrArray *findings, const char *text) {
    for (guint i = 0; i < findings->len; i++)
        if (strstr(findings->pdata[i], text) != NULL)
            return findings->pdata[i];
    return NULL;
}

static void test_findings(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *directory = make_directory();
        write_file(directory, cases[i].path, cases[i].text);
        g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
        lint_templates(directory, findings, NULL);
        g_autofree char *here = g_strdup_printf("%s/%s:", directory, cases[i].path);
        const char *found = find(findings, cases[i].wanted == NULL ? here : cases[i].wanted);
        if (cases[i].wanted == NULL && found != NULL)
            fail_msg("%s: %s", cases[i].name, found);
        if (cases[i].wanted != NULL && found == NULL)
            fail_msg("%s: not found in %u findings", cases[i].name, findings->len);
        remove_tree(directory);
    }
}

static void test_a_common_mistake_is_told_once(void **state) {
    (void)state;
    g_autofree char *directory = make_directory();
    write_file(directory, "acknowledge.txt", "{{customer}}");
    g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
    assert_false(lint_templates(directory, findings, NULL));
    guint told = 0;
    for (guint i = 0; i < findings->len; i++)
        told += strstr(findings->pdata[i], "unknown name {{customer}}") != NULL;
    assert_int_equal(told, 1);
    remove_tree(directory);
}

// All languages that are compiled in, whoever wrote them.
static void test_builtin_templates(void **state) {
    (void)state;
    g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) languages = g_ptr_array_new_with_free_func(g_free);
    const bool fine = lint_templates(NULL, findings, languages);
    for (guint i = 0; i < findings->len; i++)
        print_message("# %s\n", (const char *)findings->pdata[i]);
    assert_true(fine);
    static const char *const wanted[] = {"de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv"};
    assert_int_equal(languages->len, G_N_ELEMENTS(wanted));
    for (guint i = 0; i < languages->len; i++)
        assert_string_equal(languages->pdata[i], wanted[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_findings),
        cmocka_unit_test(test_a_common_mistake_is_told_once),
        cmocka_unit_test(test_builtin_templates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
