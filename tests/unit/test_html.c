// HTML as a reader sees it: lines, hidden text, quotes, images, and a budget that hostile input cannot break.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "html.h"

typedef struct Case {
    const char *name, *html, *text;
} Case;

static void check(const Case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        g_autoptr(HtmlText) text = html_to_text(cases[i].html, strlen(cases[i].html), 100000, 0);
        if (strcmp(text->text, cases[i].text) != 0)
            fail_msg("%s: '%s'", cases[i].name, text->text);
        if (text->truncated)
            fail_msg("%s: truncated", cases[i].name);
    }
}

static void lines_are_where_a_reader_sees_them(void **state) {
    (void)state;
    static const Case cases[] = {
        {"nothing", "", ""},
        {"no tags", "just  words\n here", "just words here"},
        {"inline tags", "a<b>b</b> <i>c</i>d", "ab cd"},
        {"break", "a<br>b<br/><br>c", "a\nb\n\nc"},
        {"paragraphs", "<p>a</p><p>b</p>", "a\n\nb"},
        {"divisions", "<div>a</div><div>b</div>", "a\nb"},
        {"an empty division is an empty line", "<div>a</div><div><br></div><div>b</div>", "a\n\nb"},
        {"a break before a division's end adds nothing", "<div>a<br></div><div>b</div>", "a\nb"},
        {"table", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
        {"list", "<ul><li>a</li><li>b</ul>c", "- a\n- b\nc"},
        {"preformatted", "<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc"},
        {"entities", "a&nbsp;&lt;b&gt; &euro;&#228;&amp;", "a <b> €ä&"},
        {"no more than two empty lines", "a<br><br><br><br><br><br>b", "a\n\n\nb"},
        {"a lone less-than", "3 < 4 and 5 > 2", "3 < 4 and 5 > 2"},
        {"never closed", "<div><p><b>a", "a"},
        {"text behind the end", "<html><body><p>a</p></body></HTML><html><body>b</html>", "a\n\nb"},
        {"declared charset is not believed", "<meta charset=iso-8859-1><p>ä", "ä"},
        {"emoji as image", "<p>bad <img alt=\"😡\" src=x></p>", "bad 😡"},
        {"other images say nothing", "a<img alt=\"our logo\" src=x>b", "ab"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void hidden_text_is_left_out(void **state) {
    (void)state;
    static const Case cases[] = {
        {"head and style", "<html><head><title>t</title><style>p{}</style></head><body>a</body></html>", "a"},
        {"script", "a<script>if (x<y) z()</script>b", "ab"},
        {"comment", "a<!-- b -->c", "ac"},
        {"conditional comment", "a<!--[if mso]><p>b</p><![endif]-->c", "ac"},
        {"Outlook's list numbers", "<p><![if !supportLists]><span>1.&nbsp; </span><![endif]>first</p>",
         "1. first"},
        {"a declaration inside a word", "un<![if x]>believ<![ENDIF]>able", "unbelievable"},
        {"a CDATA section", "a<![CDATA[x]]>b", "ab"},
        {"conditional comments, all three",
         "<!--[if mso]>a<![endif]--><!--[if !mso]><!-->b<!--<![endif]--><!--[if !mso]><!-- "
         "-->c<!--<![endif]-->d",
         "bcd"},
        {"a condition behind a comment", "<!-- a --><![if gte mso 9]>b<![endif]><p>c</p>", "b\n\nc"},
        {"a declaration that never ends is text", "a<![if b", "a<![if b"},
        {"display:none", "a<span style=\"color:red; Display : NONE\">b</span>c", "ac"},
        {"nested in hidden", "a<div style='display:none'><p>b</p><div>c</div></div>d", "a\n\nd"},
        {"font-size 0", "a<span style=\"font-size:0px\">b</span>c", "ac"},
        {"a small font is seen", "a<span style=\"font-size:0.9em\">b</span>c", "abc"},
        {"mso-hide", "a<span style=\"mso-hide:all\">b</span>c", "ac"},
        {"hidden attribute", "a<span hidden>b</span>c", "ac"},
        {"line-height is no font size", "a<span style=\"x-font-size:0;line-height:0\">b</span>", "ab"},
        {"invisible characters",
         "a\xe2\x80\x8b\xc2\xad"
         "b&zwnj;c",
         "abc"},
        {"controls", "a&#27;[31mb&#7;c\x01", "a[31mbc"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void quotes_are_marked(void **state) {
    (void)state;
    static const Case cases[] = {
        {"blockquote", "a<blockquote>b<br>c</blockquote>d", "a\n\n> b\n> c\n\nd"},
        {"nested", "<blockquote>a<blockquote>b</blockquote>c</blockquote>", "> a\n> \n> > b\n> \n> c"},
        {"Gmail",
         "<div>a</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">On x wrote:<br></div>"
         "<blockquote class=\"gmail_quote\">b</blockquote></div>",
         "a\nOn x wrote:\n\n> b"},
        {"Outlook", "<p>a</p><div id=\"divRplyFwdMsg\">From: b</div><div>c</div>", "a\n\n> From: b\n> c"},
        {"Outlook, quoted before", "<p>a</p><div id=\"x_divRplyFwdMsg\">From: b</div>", "a\n\n> From: b"},
        {"nothing but an Outlook quote", "<div id=\"divRplyFwdMsg\">From: b</div>c", "From: b\nc"},
        {"Yahoo", "<div>a</div><div class=\"x yahoo_quoted\">b</div><div>c</div>", "a\n> b\nc"},
        {"Proton", "<div>a</div><div class=\"protonmail_quote\">b</div>", "a\n> b"},
        {"GMX", "<div>a</div><div name=\"quote\">b</div>", "a\n> b"},
        {"a class that only resembles one", "<div>a</div><div class=\"yahoo_quoted_not\">b</div>", "a\nb"},
        {"signature", "<div>a</div><div class=\"gmail_signature\">Ann</div>", "a\n-- \nAnn"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void images_that_can_be_seen(void **state) {
    (void)state;
    static const struct {
        const char *html;
        bool image;
    } cases[] = {
        {"<img src=\"cid:x\">", true},
        {"<img src=\"data:image/png;base64,AAAA\" width=300>", true},
        {"<img src=\"cid:x\" width=1 height=1>", false},
        {"<img src=\"https://track.example/x.gif\">", false},
        {"<div style=\"display:none\"><img src=\"cid:x\"></div>", false},
        {"<img>", false},
        {"no image", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(HtmlText) text = html_to_text(cases[i].html, strlen(cases[i].html), 1000, 0);
        if (text->has_image != cases[i].image)
            fail_msg("%s: %d", cases[i].html, text->has_image);
    }
}

static GString *repeated(const char *unit, size_t times) {
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < times; i++)
        g_string_append(text, unit);
    return text;
}

static void output_is_cut_at_a_character(void **state) {
    (void)state;
    g_autoptr(GString) html = repeated("ä", 1000);
    g_autoptr(HtmlText) text = html_to_text(html->str, html->len, 101, 0);
    assert_true(text->truncated);
    assert_int_equal(strlen(text->text), 100);
    assert_true(g_utf8_validate(text->text, -1, NULL));
}

static void time_is_kept_on_hostile_input(void **state) {
    (void)state;
    static const char *const units[] = {
        "<div>",  "<b>",   "<",        "<!--",         "&",    "<a href=\"", "</p>", "<table>", "<x ",
        "<p a=b", "]]>",   "&#x;",     "<blockquote>", "\xff", "<script>",   "<li>", "<style>", "<!",
        "<![",    "<![a>", "<!-- -->", "<p><div></p>"};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) html = repeated(units[i], 500000 / strlen(units[i]));
        int64_t start = g_get_monotonic_time();
        g_autoptr(HtmlText) text = html_to_text(html->str, html->len, 100000, start + 50000);
        int64_t spent = g_get_monotonic_time() - start;
        if (spent > 4 * G_USEC_PER_SEC) // 0.15 s without sanitizers; the last would take 20 s without a
                                        // deadline in them
            fail_msg("%s: %" G_GINT64_FORMAT " us", units[i], spent);
        assert_true(g_utf8_validate(text->text, -1, NULL));
        assert_true(strlen(text->text) <= 100000);
    }
}

static void a_spent_deadline_gives_nothing(void **state) {
    (void)state;
    g_autoptr(HtmlText) text = html_to_text("<p>a", 4, 1000, 1);
    assert_true(text->truncated);
    assert_string_equal(text->text, "");
    html_text_free(NULL);
}

static int start(void **state) {
    (void)state;
    html_library_start();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_where_a_reader_sees_them),
        cmocka_unit_test(hidden_text_is_left_out),
        cmocka_unit_test(quotes_are_marked),
        cmocka_unit_test(images_that_can_be_seen),
        cmocka_unit_test(output_is_cut_at_a_character),
        cmocka_unit_test(time_is_kept_on_hostile_input),
        cmocka_unit_test(a_spent_deadline_gives_nothing),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
