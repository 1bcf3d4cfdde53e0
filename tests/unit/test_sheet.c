// Whatever text is put on a page shows as text, and the page stays whole.
#include "support_html.h"

#include "sheet.h"

static void test_text_shows_as_text(void **state) {
    (void)state;
    static const struct {
        const char *name, *text, *shown;
    } CASES[] = {
        {"markup", "<script>alert('x')</script> & \"more\"",
         "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;"},
        {"an end of the page", "</main></body>", "&lt;/main&gt;&lt;/body&gt;"},
        {"control characters",
         "a\x01"
         "b\x1b[31mc\x7f\xc2\x9b"
         "d",
         "ab[31mcd"},
        {"a name that turns the line", "evil\xe2\x80\xaetxet\xe2\x81\xa6x\xe2\x80\x8f.", "eviltxetx."},
        {"Hebrew stays", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"},
        {"a line end", "one\ntwo\r\nthree", "one\ntwo \nthree"},
        {"no UTF-8",
         "a\xff"
         "b",
         "a\xef\xbf\xbd"
         "b"},
        {"nothing", "", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Sheet) sheet = sheet_new("en", "Page");
        sheet_put(sheet, "p", NULL, CASES[i].text);
        g_autofree char *html = sheet_take(sheet);
        g_autofree char *wanted = g_strdup_printf("<p>%s</p>", CASES[i].shown);
        html_check(html);
        if (strstr(html, wanted) == NULL)
            fail_msg("%s: no %s in %s", CASES[i].name, wanted, strstr(html, "<main>"));
    }
}

static void test_attributes_and_titles_are_escaped(void **state) {
    (void)state;
    g_autoptr(Sheet) sheet = sheet_new("en\" onload=\"x", "A </title><script>");
    sheet_open_as(sheet, "p", "a\"b");
    sheet_set(sheet, "aria-label", "\"><script>");
    sheet_set_number(sheet, "x", -7);
    sheet_printf(sheet, "%s of %d", "<b>", 3);
    g_autofree char *html = sheet_take(sheet);
    html_check(html);
    assert_non_null(strstr(
        html, "<p class=\"a&quot;b\" aria-label=\"&quot;&gt;&lt;script&gt;\" x=\"-7\">&lt;b&gt; of 3</p>"));
    assert_non_null(strstr(html, "<title>A &lt;/title&gt;&lt;script&gt;</title>"));
}

static void test_what_is_open_is_closed_in_order(void **state) {
    (void)state;
    g_autoptr(Sheet) sheet = sheet_new("en", "Page");
    for (unsigned i = 0; i < 500; i++)
        sheet_open(sheet, i % 2 == 0 ? "div" : "ul");
    sheet_text(sheet, NULL);
    g_autofree char *html = sheet_take(sheet);
    html_check(html);
    assert_true(g_str_has_suffix(html, "</div>\n</main>\n</body>\n</html>\n"));
}

static bool is_found(const char *html) {
    return strstr(html, "<script") != NULL || strstr(html, "://") != NULL;
}

static void test_the_look_asks_for_nothing_from_elsewhere(void **state) {
    (void)state;
    g_autoptr(Sheet) sheet = sheet_new("de", "Seite");
    g_autofree char *html = sheet_take(sheet);
    html_check(html);
    assert_false(is_found(html));
    assert_non_null(strstr(html, "default-src 'none'"));
    assert_non_null(strstr(html, "@media print"));
    assert_non_null(strstr(html, "prefers-color-scheme: dark"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_shows_as_text),
        cmocka_unit_test(test_attributes_and_titles_are_escaped),
        cmocka_unit_test(test_what_is_open_is_closed_in_order),
        cmocka_unit_test(test_the_look_asks_for_nothing_from_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
