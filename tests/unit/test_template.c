// Templates are checked in full when parsed, and values are never more than text.
#include "template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fault.h"

typedef struct RenderCase {
    const char *name, *source, *wanted;
    TemplateKind kind;
} RenderCase;

#define HOSTILE "<b a='1'>&\"{{name}}{{#list}}"

static const RenderCase renders[] = {
    {"plain text stays", "a { b } }} c\n", "a { b } }} c\n", TEMPLATE_TEXT},
    {"a value", "Hi {{name}}!", "Hi Ann!", TEMPLATE_TEXT},
    {"blanks in a tag", "Hi {{ name }}!", "Hi Ann!", TEMPLATE_TEXT},
    {"an absent value is nothing", "[{{absent}}]", "[]", TEMPLATE_TEXT},
    {"a section of a value", "{{#name}}x{{/name}}", "x", TEMPLATE_TEXT},
    {"a section of an absent value", "{{#absent}}x{{/absent}}", "", TEMPLATE_TEXT},
    {"a section of an empty value", "{{#empty}}x{{/empty}}", "", TEMPLATE_TEXT},
    {"an inverted section", "{{^absent}}x{{/absent}}{{^name}}y{{/name}}{{^empty}}z{{/empty}}", "xz",
     TEMPLATE_TEXT},
    {"a list", "{{#list}}<{{.}}>{{/list}}", "<one><two>", TEMPLATE_TEXT},
    {"empty items are passed over", "{{#gaps}}[{{.}}]{{/gaps}}", "[a]", TEMPLATE_TEXT},
    {"sections nest, the item is the innermost", "{{#list}}{{#name}}{{.}}{{/name}}{{.}} {{/list}}",
     "Annone Anntwo ", TEMPLATE_TEXT},
    {"the item of another list", "{{#list}}{{.}}={{.gaps}} {{/list}}", "one= two=a ", TEMPLATE_TEXT},
    {"another list that is shorter", "{{#list}}[{{.name}}]{{/list}}", "[Ann][]", TEMPLATE_TEXT},
    {"another list that is not there", "{{#list}}[{{.absent}}]{{/list}}", "[][]", TEMPLATE_TEXT},
    {"remarks vanish", "a{{! {{ not }}b", "ab", TEMPLATE_TEXT},
    {"a tag alone on its line leaves no line", "a\n  {{#name}}  \nb\n{{/name}}\n{{! remark }}\r\nc\n",
     "a\nb\nc\n", TEMPLATE_TEXT},
    {"a section within a line leaves the line", "a {{#name}}b{{/name}} c\n", "a b c\n", TEMPLATE_TEXT},
    {"nothing in a value is read, in text", "{{hostile}}", HOSTILE, TEMPLATE_TEXT},
    {"nothing in a value is read, in HTML", "{{hostile}}",
     "&#60;b a=&#39;1&#39;&#62;&#38;&#34;{{name}}{{#list}}", TEMPLATE_HTML},
    {"HTML of the template itself stays", "<p>{{name}}</p>", "<p>Ann</p>", TEMPLATE_HTML},
    {"controls and bidi marks leave values", "{{controls}}", "a  b c  d", TEMPLATE_TEXT},
    {"invalid UTF-8 becomes valid", "{{broken}}", "a\xEF\xBF\xBD", TEMPLATE_TEXT},
};

static Values *some_values(void) {
    Values *values = values_new();
    values_set(values, "name", "Ann");
    values_set(values, "empty", "");
    values_add(values, "list", "one");
    values_add(values, "list", "two");
    values_add(values, "gaps", "");
    values_add(values, "gaps", "a");
    values_set(values, "hostile", HOSTILE);
    values_set(values, "controls",
               "a\r\nb\x01\x7F\tc \xE2\x80\xAE\xC2\x85"
               "d\xEF\xBB\xBF");
    values_set(values, "broken", "a\xFF");
    return values;
}

static void test_render(void **state) {
    (void)state;
    g_autoptr(Values) values = some_values();
    for (size_t i = 0; i < G_N_ELEMENTS(renders); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Template) template = template_parse("t", renders[i].source, renders[i].kind, NULL, &error);
        if (template == NULL)
            fail_msg("%s: %s", renders[i].name, error->message);
        g_autofree char *text = template_render(template, values);
        if (strcmp(text, renders[i].wanted) != 0)
            fail_msg("%s: '%s' instead of '%s'", renders[i].name, text, renders[i].wanted);
    }
}

// Must fail, each with these words.
static const struct {
    const char *name, *source, *wanted;
} mistakes[] = {
    {"unknown name", "a\n\n{{nobody}}", "t:3: unknown name {{nobody}}"},
    {"an unknown list", "{{#name}}{{.nobody}}{{/name}}", "t:1: unknown name {{.nobody}}"},
    {"an item of another list without a list", "{{.name}}", "t:1: unknown name {{.name}}"},
    {"a section of the item of another", "{{#name}}{{#.name}}{{/.name}}{{/name}}",
     "t:1: unknown name {{.name}}"},
    {"unknown section", "{{#nobody}}{{/nobody}}", "t:1: unknown name {{nobody}}"},
    {"not closed", "a\n{{name", "t:2: a tag is not closed"},
    {"not ended", "\n{{#name}}x", "t:2: a section is not ended: {{name}}"},
    {"ended twice", "{{#name}}{{/name}}\n{{/name}}", "t:2: a section ends that was not begun"},
    {"crossed", "{{#name}}{{#list}}{{/name}}{{/list}}", "t:1: another section is open here"},
    {"no name", "{{}}", "t:1: this is no name"},
    {"raw output is not known", "{{{name}}}", "t:1: this is no name"},
    {"includes are not known", "{{> file}}", "t:1: this is no name"},
    {"a path", "{{../name}}", "t:1: this is no name"},
    {"an item outside a section", "{{.}}", "t:1: unknown name {{.}}"},
    {"a section of an item", "{{#list}}{{#.}}{{/.}}{{/list}}", "t:1: unknown name {{.}}"},
    {"not UTF-8", "\xFF", "t:1: this file is not UTF-8"},
};

static void test_mistakes(void **state) {
    (void)state;
    static const char *const known[] = {"name", "list", NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Template) template = template_parse("t", mistakes[i].source, TEMPLATE_TEXT, known, &error);
        if (template != NULL)
            fail_msg("%s: was taken", mistakes[i].name);
        if (strstr(error->message, mistakes[i].wanted) != error->message || fault_fate(error) != FATE_CONFIG)
            fail_msg("%s: '%s'", mistakes[i].name, error->message);
    }
}

static char *nested(unsigned depth, const char *name, const char *inner) {
    GString *source = g_string_new(NULL);
    for (unsigned i = 0; i < depth; i++)
        g_string_append_printf(source, "{{#%s}}", name);
    g_string_append(source, inner);
    for (unsigned i = 0; i < depth; i++)
        g_string_append_printf(source, "{{/%s}}", name);
    return g_string_free(source, FALSE);
}

static void test_nesting_is_bounded(void **state) {
    (void)state;
    g_autofree char *deep = nested(16, "name", "x");
    g_autofree char *deeper = nested(17, "name", "x");
    g_autoptr(GError) error = NULL;
    g_autoptr(Template) taken = template_parse("t", deep, TEMPLATE_TEXT, NULL, &error);
    assert_non_null(taken);
    assert_null(template_parse("t", deeper, TEMPLATE_TEXT, NULL, &error));
    assert_non_null(strstr(error->message, "nested too deeply"));
}

static void test_output_is_bounded(void **state) {
    (void)state;
    g_autoptr(Values) values = values_new();
    for (int i = 0; i < 1000; i++)
        values_add(values, "list", "ä");
    const char *const inners[] = {"{{.}}", "", "{{^list}}{{/list}}", "0123456789"};
    for (size_t i = 0; i < G_N_ELEMENTS(inners); i++) {
        g_autofree char *source = nested(15, "list", inners[i]); // 1000 to the power of 15, if it were let
        g_autoptr(Template) template = template_parse("t", source, TEMPLATE_TEXT, NULL, NULL);
        g_autofree char *text = template_render(template, values);
        assert_true(strlen(text) <= 1024 * 1024);
        assert_true(g_utf8_validate(text, -1, NULL));
    }
    g_autofree char *long_item = g_strnfill(60000, 'x');
    memcpy(long_item, "ä", 2);
    for (int i = 0; i < 100; i++)
        values_add(values, "long", long_item);
    g_autoptr(Template) template = template_parse("t", "{{#long}}{{.}}{{/long}}", TEMPLATE_HTML, NULL, NULL);
    g_autofree char *text = template_render(template, values);
    assert_true(strlen(text) <= 1024 * 1024 && strlen(text) > 1024 * 1024 - 4);
    assert_true(g_utf8_validate(text, -1, NULL));
}

static void test_shows(void **state) {
    (void)state;
    g_autoptr(Template) template =
        template_parse("t", "{{a}}{{#b}}{{c}}{{/b}}{{^d}}{{d}}{{/d}}{{#e}}{{#a}}{{f}}{{/a}}{{/e}}",
                       TEMPLATE_TEXT, NULL, NULL);
    assert_true(template_shows(template, "a") && template_shows(template, "b") &&
                template_shows(template, "e"));
    assert_false(template_shows(template, "c"));
    assert_false(template_shows(template, "d")); // only where it is empty
    assert_false(template_shows(template, "f"));
}

static void test_values_come_back(void **state) {
    (void)state;
    g_autoptr(Values) values = some_values();
    values_set(values, "gone", "x");
    values_set(values, "gone", NULL);
    g_autoptr(GBytes) bytes = values_pack(values);
    g_autoptr(GError) error = NULL;
    g_autoptr(Values) back = values_unpack(bytes, &error);
    assert_non_null(back);
    assert_string_equal(values_get(back, "name"), "Ann");
    assert_string_equal(values_get(back, "empty"), ""); // kept apart from absent
    assert_null(values_get(back, "gone"));
    assert_null(values_get(back, "never"));
    assert_int_equal(values_list(back, "list")->len, 2);
    assert_string_equal(values_list(back, "list")->pdata[1], "two");
    g_autoptr(GBytes) again = values_pack(back);
    assert_true(g_bytes_equal(bytes, again));
}

// Every shortened and every changed record is refused or read, never more.
static void test_damaged_values(void **state) {
    (void)state;
    g_autoptr(Values) values = some_values();
    g_autoptr(GBytes) bytes = values_pack(values);
    gsize size;
    const uint8_t *data = g_bytes_get_data(bytes, &size);
    for (gsize cut = 0; cut < size; cut++) {
        g_autoptr(GBytes) part = g_bytes_new(data, cut);
        g_autoptr(GError) error = NULL;
        g_autoptr(Values) back = values_unpack(part, &error);
        assert_null(back);
        assert_int_equal(fault_fate(error), FATE_CORRUPT);
    }
    for (gsize at = 0; at < size; at++) {
        g_autofree uint8_t *copy = g_memdup2(data, size);
        copy[at] ^= 0x81;
        g_autoptr(GBytes) changed = g_bytes_new(copy, size);
        g_autoptr(Values) back = values_unpack(changed, NULL);
        (void)back;
    }
}

static void test_set_from_itself(void **state) {
    (void)state;
    g_autoptr(Values) values = some_values();
    values_set(values, "name", values_get(values, "name"));
    assert_string_equal(values_get(values, "name"), "Ann");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_render),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_nesting_is_bounded),
        cmocka_unit_test(test_output_is_bounded),
        cmocka_unit_test(test_shows),
        cmocka_unit_test(test_values_come_back),
        cmocka_unit_test(test_damaged_values),
        cmocka_unit_test(test_set_from_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
