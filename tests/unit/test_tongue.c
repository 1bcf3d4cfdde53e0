// What of a mailbox's own templates cannot be taken, and that it is said all at once,
// each with its file and line; and where a file is found.
#include "tongue.h"

#include <string.h>

#include "support_files.h"

// Files that must not be taken, and what is said of them.
static const struct {
    const char *path, *text, *wanted;
} mistakes[] = {
    {"en/acknowledge.txt", "Hi\n{{thanks}}\n{{name}}", "en/acknowledge.txt:3: unknown name {{name}}"},
    {"en/acknowledge.txt", "{{when}} {{automatic}} {{loop-token}}",
     "en/acknowledge.txt:1: {{thanks}} is missing"},
    {"de/acknowledge.html", "{{thanks}} {{automatic}} {{loop-token}}",
     "de/acknowledge.html:1: {{when}} is missing"},
    {"de/acknowledge-minimal.txt", "{{thanks}} {{#closed}}{{when}}{{/closed}} {{automatic}} {{loop-token}}",
     "de/acknowledge-minimal.txt:1: {{when}} is missing, or shown only at times"},
    {"en/acknowledge-minimal.html", "{{thanks}} {{when}} {{loop-token}}", "{{automatic}} is missing"},
    {"en/acknowledge-minimal.html", "{{thanks}} {{when}} {{automatic}}", "{{loop-token}} is missing"},
    {"en/words", "# mine\nwhen = Soon.\n", "en/words:2: 'when' does not tell {{due}}, or only at times"},
    {"en/words", "when = {{#opens}}{{due}}{{/opens}}\n", "en/words:1: 'when' does not tell {{due}}"},
    {"en/words", "quote = their words\n", "en/words:1: 'quote' does not tell {{words}}"},
    {"en/words", "place.yours = your time\n", "en/words:1: 'place.yours' does not tell {{offset}}"},
    {"en/words", "thanks.other = Thanks, by {{due}}.\n", "en/words:1: thanks.other:1: unknown name {{due}}"},
    {"acknowledge.txt", "{{thanks}} {{automatic}} {{loop-token}}", "/acknowledge.txt:1: {{when}} is missing"},
    {"en/words", "closed = From {{opens}}.\nclosed = Until {{opens}}.\n",
     "en/words:2: 'closed' is said above already"},
    {"en/words", "\nwehn = By {{due}}.\n", "en/words:2: unknown phrase 'wehn'"},
    {"en/words", "when = By {{then}}.\n", "en/words:1: when:1: unknown name {{then}}"},
    {"en/words", "when\n", "en/words:1: a line here is"},
    {"en/words", "heard =\n", "en/words:1: 'heard' says nothing"},
    {"outreach.txt", "{{thanks}}", "/outreach.txt:1: unknown name {{thanks}}"},
    {"outreach.txt", "{{lead}} {{facts}} {{news}}", "/outreach.txt:1: {{reason}} is missing"},
    {"de/outreach.html", "{{lead}} {{#options}}{{.}} {{.costs}}{{/options}}",
     "de/outreach.html:1: {{.whens}} is missing"},
    {"outreach.txt", "{{#lead}}{{reason}}{{/lead}}",
     "/outreach.txt:1: {{reason}} is missing, or shown only at times"},
    {"en/words-outreach", "fixed.lead = It is fixed.\n",
     "en/words-outreach:1: 'fixed.lead' does not tell {{release}}"},
    {"en/words-outreach", "\nfixed.lead = {{release}} {{title}}\n",
     "en/words-outreach:2: fixed.lead:1: unknown name {{title}}"},
    {"en/words-outreach", "option.cost = It costs.\n", "'option.cost' does not tell {{cost}}"},
    {"en/words-outreach", "fixed.led = x\n", "en/words-outreach:1: unknown phrase 'fixed.led'"},
    {"page.html", "<p>{{thanks}}</p>", "page.html:1: unknown name {{thanks}}"},
    {"page.html", "<p></p>", "page.html:1: {{content}} is missing"},
    {"xx/words", "when = {{due}}", "xx/words:1: the phrase 'subject' is missing"},
    {"xx/notes", "", "xx/words:1: the phrase 'subject' is missing"},
};

static void test_mistakes_in_templates(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
        g_autofree char *directory = make_directory();
        write_file(directory, mistakes[i].path, mistakes[i].text);
        g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(Tongues) tongues = tongues_load(directory, errors);
        if (tongues != NULL)
            fail_msg("%s: '%s' was taken", mistakes[i].path, mistakes[i].text);
        bool said = false;
        for (guint k = 0; k < errors->len; k++)
            said = said || strstr(errors->pdata[k], mistakes[i].wanted) != NULL;
        if (!said)
            fail_msg("'%s' is not said, but '%s'", mistakes[i].wanted, (const char *)errors->pdata[0]);
        remove_tree(directory);
    }
}

static void test_all_mistakes_at_once(void **state) {
    (void)state;
    g_autofree char *directory = make_directory();
    write_file(directory, "en/acknowledge.txt", "x");
    write_file(directory, "de/words", "a\nb\n");
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    assert_null(tongues_load(directory, errors));
    assert_int_equal(errors->len, 6);
    remove_tree(directory);
}

static void test_directory_that_is_not_there(void **state) {
    (void)state;
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    assert_null(tongues_load("/nonexistent/templates", errors));
    assert_int_equal(errors->len, 1);
}

// What could be read is there for the linter, though there were errors.
static void test_read_in_spite_of_errors(void **state) {
    (void)state;
    g_autofree char *directory = make_directory();
    write_file(directory, "en/words", "correct = Ours.\nwehn = x\n");
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Tongues) tongues = tongues_read(directory, errors);
    assert_int_equal(errors->len, 1);
    const Tongue *english = tongues_find(tongues, "en");
    const char *place = NULL;
    assert_string_equal(wording_source(english->wording, "correct", &place), "Ours.");
    assert_true(g_str_has_suffix(place, "/en/words:1"));
    assert_string_equal(wording_source(english->wording, "greeting", &place), "Hello,");
    assert_true(g_str_has_prefix(place, "templates/en/words:"));
    assert_null(wording_source(english->wording, "wehn", &place));
    remove_tree(directory);
}

// Common files are read and kept once, those of one language beside them.
static void test_files_are_kept_once(void **state) {
    (void)state;
    g_autofree char *directory = make_directory();
    write_file(directory, "de/acknowledge.txt", "{{thanks}} {{when}} {{automatic}} {{loop-token}}");
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Tongues) tongues = tongues_load(directory, errors);
    assert_non_null(tongues);
    assert_int_equal(tongues->files->len, 8); // the page, six common ones, the German one
    guint german = 0;
    for (guint i = 0; i < tongues->files->len; i++)
        german += g_strcmp0(((const TongueFile *)tongues->files->pdata[i])->code, "de") == 0;
    assert_int_equal(german, 1);
    assert_null(tongues_find(tongues, "tlh"));
    remove_tree(directory);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mistakes_in_templates),       cmocka_unit_test(test_all_mistakes_at_once),
        cmocka_unit_test(test_directory_that_is_not_there), cmocka_unit_test(test_read_in_spite_of_errors),
        cmocka_unit_test(test_files_are_kept_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
