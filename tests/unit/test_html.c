// HTML as a reader sees it: lines, hidden text, quotes, images, and a budget that hostile input cannot break.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "html.h"
#include "html_source.h"

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
        {"table of paragraphs, as Word writes it",
         "<table><tr><td><p>a</p></td><td><p>b</p><p></p></td><td></td></tr><tr><td><p>c</p></td></tr></"
         "table><p>d",
         "a b\nc\n\nd"},
        {"table for the layout",
         "<table><tr><td><p>One paragraph.</p><p>And one more.</p></td><td><p>Beside "
         "them</p></td></tr></table>",
         "One paragraph.\n\nAnd one more.\n\nBeside them"},
        {"table in a table",
         "<table><tr><td><table><tr><td>a</td></tr><tr><td>b</td></tr></table></td><td>c</td></tr></table>d",
         "a\nb\nc\nd"},
        {"list", "<ul><li>a</li><li>b</ul>c", "- a\n- b\nc"},
        {"list of paragraphs", "<ul><li><p>a</p></li><li><p>b</p></li></ul>c", "- a\n\n- b\n\nc"},
        {"numbered list", "<ol><li>a<li>b</ol>", "1. a\n2. b"},
        {"numbered from three, one inside", "<ol start=3><li>a<ol><li>b</ol><li>c</ol>", "3. a\n1. b\n4. c"},
        {"items inside items", "<ul><li>a<ul><li>b</li></ul></li><li>c</ul>", "- a\n- b\n- c"},
        {"empty items", "<ul><li></li><li><br></li><li><br>a</li></ul>b", "- a\nb"},
        {"preformatted", "<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc"},
        {"blanks kept by style", "<div style=\"white-space:pre-wrap\">a   b\n  c\n\nd</div><p>e   f\ng</p>",
         "a   b\n  c\n\nd\n\ne f g"},
        {"old entities for Windows characters", "don&#146;t pay &#128;5 &#150; ok", "don’t pay €5 – ok"},
        {"entities without their end", "&nbsp&copy 5&euro; AT&T a&b &x", "© 5€ AT&T a&b &x"},
        {"no characters", "&#0;&#xD800;&#x110000;&#12;x", "x"},
        {"Outlook's smileys", "fine <span style=\"font-family:Wingdings\">J</span> J", "fine 🙂 J"},
        {"addresses in brackets", "John <john@x.test>, see <http://x.test/y> <www.x.test>",
         "John <john@x.test>, see <http://x.test/y> <www.x.test>"},
        {"an end tag in front", "</p>a</div></b> <p>b", "a\n\nb"},
        {"ends crossed", "<div>a<b>b<i>c</b>d</i>e</div>f<div>g", "abcde\nf\ng"},
        {"an end that would end a block", "<b>a<blockquote>b</b>c</blockquote>d", "a\n\n> bc\n\nd"},
        {"an end that skips what was never ended", "<blockquote>a<font><div>b</blockquote>c",
         "> a\n> b\n\nc"},
        {"ends of what never began", "<p>a</div></table></i></p><p>b", "a\n\nb"},
        {"a quote that never ends", "<a href=\"x>a</a><p>b</p> c", "a\n\nb\n\nc"},
        {"a quote in a quote", "<p title='it's'>a</p>b", "a\n\nb"},
        {"a tag that was cut off", "<p>a</p><img src=\"data:image/png;base64,AAAA", "a"},
        {"an end tag that was cut off", "<p>a</p", "a"},
        {"less-than at the end", "a <3 b <", "a <3 b <"},
        {"an element closed in its tag", "a<div/>b<span style=\"display:none\"/>c", "a\nbc"},
        {"Word's paragraphs",
         "<p class=MsoNormal>a<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p>b", "a\n\nb"},
        {"entities", "a&nbsp;&lt;b&gt; &euro;&#228;&amp;", "a <b> €ä&"},
        {"no more than two empty lines", "a<br><br><br><br><br><br>b", "a\n\n\nb"},
        {"a lone less-than", "3 < 4 and 5 > 2", "3 < 4 and 5 > 2"},
        {"never closed", "<div><p><b>a", "a"},
        {"text behind the end", "<html><body><p>a</p></body></HTML><html><body>b</html>", "a\n\nb"},
        {"a slash that ends a value closes nothing", "a<i style=display:none title=x/>b</i>c", "ac"},
        {"a slash behind a quoted value does", "a<i style='display:none' title='x'/>b</i>c", "abc"},
        {"words in place of an object", "a<object data=x><param name=y>b</object>c", "abc"},
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
        {"nested in hidden", "a<div style='display:none'><p>b</p><div>c</div></div>d", "ad"},
        {"font-size 0", "a<span style=\"font-size:0px\">b</span>c", "ac"},
        {"a small font is seen", "a<span style=\"font-size:0.9em\">b</span>c", "abc"},
        {"mso-hide", "a<span style=\"mso-hide:all\">b</span>c", "ac"},
        {"hidden attribute", "a<span hidden>b</span>c", "ac"},
        {"font-size 0 around cells that set it again (MJML)",
         "<td style=\"font-size:0px\"><div style=\"font-size:13px\">a</div><div "
         "style=\"font-size:1em\">b</div></td>",
         "a"},
        {"one pixel", "a<span style=\"font-size:1px\">b</span>c", "ac"},
        {"a hidden element with one to be seen",
         "<div style=\"visibility:hidden\">a<b style=\"visibility:visible\">b</b></div>", "b"},
        {"white on white", "<body bgcolor=\"#FFFFFF\">a<font color=\"#fffffe\">b</font>c</body>", "ac"},
        {"black on black", "a<span style=\"background:#000;color:rgb(0, 0, 0)\">b</span>c", "ac"},
        {"white on what is white unless told otherwise", "a<span style=\"color:white\">b</span>c", "ac"},
        {"white on blue", "a<td bgcolor=\"#0000ff\"><a style=\"color:#fff\">b</a></td>c", "a b c"},
        {"white on a picture", "a<td background=\"x.png\"><a style=\"color:#fff\">b</a></td>c", "a b c"},
        {"white on a picture by style", "a<p style=\"background:url(x) #fff;color:#fff\">b", "a\n\nb"},
        {"all white: written on a dark screen", "<div style=\"color:rgb(255,255,255)\">a<br>b</div>", "a\nb"},
        {"white beside a quote only", "<div style=\"color:#fff\">a</div><blockquote>b</blockquote>",
         "a\n\n> b"},
        {"Outlook's dark screen", "<span style=\"color:#fff\" data-ogsc=\"rgb(0,0,0)\">a</span>b", "ab"},
        {"transparent", "a<i style=\"color:transparent\">b</i><i style=\"color:rgba(0,0,0,0)\">c</i>d", "ad"},
        {"opacity", "a<i style=\"opacity:0\">b</i><i style=\"opacity:0.9\">c</i>", "ac"},
        {"a preview line",
         "<div style=\"display:none;font-size:1px;color:#333;max-height:0px;overflow:hidden\">b</div>a", "a"},
        {"cut to nothing", "<div style=\"max-height:0;overflow:hidden\">b</div>a", "a"},
        {"a cell that is shortened", "<td style=\"max-width:0;overflow:hidden\">b</td>", "b"},
        {"low, but all shown", "<div style=\"height:0\">b</div>a", "b\na"},
        {"put aside", "<div style=\"position:absolute;left:-9999px\">b</div>a", "a"},
        {"the last declaration holds", "<p style=\"display:none;display:block\">a</p>", "a"},
        {"named like a property", "<p style=\"x-display:none;font-size:inherit\">a</p>", "a"},
        {"declarations and instructions of all kinds", "a<!VR>b<?xml version=1?>c</>d</?>e", "abcde"},
        {"comments that end early", "a<!-->b<!--->c<!-- d --!>e", "abce"},
        {"a script that writes tags", "a<script>if (a<b) w('</scr'+'ipt>x')</script>b", "ab"},
        {"a style that never ends", "a<style>p{}", "a"},
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
        {"Outlook for the desk",
         "<p>a</p><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm "
         "0cm\"><p>From: "
         "b</p></div><p>c</p>",
         "a\n\n> From: b\n> \n> c"},
        {"a line of their own is no quote", "<p>a</p><div style=\"border-top:solid #ccc 1px\">b</div>",
         "a\n\nb"},
        {"Outlook's place for the quote", "<p>a</p><div id=\"appendonsend\"></div><hr><b>From:</b> b",
         "a\n\n> From: b"},
        {"Spark", "<p>a</p><div name=\"messageReplySection\">b</div>c", "a\n\n> b\nc"},
        {"Yahoo, renamed", "a<div class=\"ydp12ab3yahoo_quoted\">b</div>c", "a\n> b\nc"},
        {"the apps of GMX", "a<div class=\"mail_android_quote\">b</div>", "a\n> b"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

// Editors indent with <blockquote>; programs that quote with it name it, type it or draw a line beside it.
static void an_indented_paragraph_is_no_quote(void **state) {
    (void)state;
    static const struct {
        const char *name, *attributes;
        bool quote;
    } cases[] = {
        {"Gmail, Chrome", "style=\"margin:0 0 0 40px;border:none;padding:0px\"", false},
        {"the same as a browser rewrites it",
         "style=\"margin: 0px 0px 0px 40px; BORDER: NONE; padding: 0px;\"", false},
        {"Safari", "class=\"webkit-indent-blockquote\" style=\"margin: 0 0 0 40px; border: none;\"", false},
        {"Outlook on the web", "style=\"margin-top:0;margin-bottom:0\"", false},
        {"the same, with units and order", "style=\"margin-bottom: 0px; margin-top: 0px;\"", false},
        {"Outlook for the desk",
         "style='margin-left:30.0pt;margin-top:5.0pt;margin-right:0cm;margin-bottom:"
         "5.0pt'",
         false},
        {"an inch", "style=\"margin-left:.5in\"", false},
        {"ems, both sides", "style=\"margin:0 2.5em\"", false},
        {"no border, by number", "style=\"border:0;margin-left:40px\"", false},
        {"a border at the bottom", "style=\"margin-left:40px;border-bottom:1px solid red\"", false},
        {"bare", "", true},
        {"Apple Mail", "type=\"cite\"", true},
        {"Apple Mail, without a line", "type=cite style=\"margin:0 0 0 40px;border:none;padding:0px\"", true},
        {"Thunderbird", "cite=\"mid:x@y.example\" style=\"margin-left:40px\"", true},
        {"Gmail",
         "class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex\"",
         true},
        {"Gmail, its line taken away", "class=\"gmail_quote\" style=\"margin:0 0 0 40px;border:none\"", true},
        {"Gmail's by Word",
         "style='border:none;border-left:solid #CCCCCC 1.0pt;padding:0in 0in 0in 6.0pt;"
         "margin-left:4.8pt;margin-right:0in'",
         true},
        {"a line and a wide margin", "style=\"margin-left:40px;border-left:2px solid blue\"", true},
        {"a line by its width", "style=\"margin-left:40px;border:none;border-left-width:2px\"", true},
        {"Yahoo on Android", "style=\"margin: 0 0 20px 0;\"", true},
        {"Word, another's quote", "style='margin-top:5.0pt;margin-bottom:5.0pt'", true},
        {"a small margin", "style=\"margin-left:5px\"", true},
        {"a huge margin", "style=\"margin-left:4000px\"", true},
        {"a margin that is none", "style=\"margin-left:auto\"", true},
        {"a thin line", "style=\"margin-left:40px;border-left:0.75pt solid gray\"", true},
        {"a box", "style=\"margin-left:40px;border:1px solid #ccc\"", true},
        {"a class of somebody", "class=\"quote\" style=\"margin-left:40px\"", true},
        {"a name of somebody", "id=\"replied\" style=\"margin-left:40px\"", true},
        {"no text in its style", "style", true},
        {"broken declarations", "style=\"margin;border;:none;margin-left:\"", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *html =
            g_strdup_printf("a<blockquote %s><div>b</div></blockquote>c", cases[i].attributes);
        g_autoptr(HtmlText) text = html_to_text(html, strlen(html), 1000, 0);
        if (strcmp(text->text, cases[i].quote ? "a\n\n> b\n\nc" : "a\n\nb\n\nc") != 0)
            fail_msg("%s: '%s'", cases[i].name, text->text);
    }
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

// Of this thread alone: the machine may be busy.
static int64_t processor_time(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

// With a deadline all of it ends, and without one the part that stands before the parser does.
static void check_time(const char *name, const char *html, size_t size) {
    const int64_t start = processor_time();
    g_autoptr(HtmlText) text = html_to_text(html, size, 100000, g_get_monotonic_time() + 50000);
    const int64_t read = processor_time();
    size_t length = 0;
    bool whole = false;
    g_autofree char *ready = html_source_ready(html, size, 0, &length, &whole);
    const int64_t spent = MAX(read - start, processor_time() - read);
    if (spent > 3 * G_USEC_PER_SEC) // 0.1 s without sanitizers
        fail_msg("%s: %" G_GINT64_FORMAT " us", name, spent);
    assert_true(g_utf8_validate(text->text, -1, NULL));
    assert_true(strlen(text->text) <= 100000);
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
    static const char *const units[] = {"<div>",
                                        "<b>",
                                        "<",
                                        "<!--",
                                        "&",
                                        "<a href=\"",
                                        "</p>",
                                        "<table>",
                                        "<x ",
                                        "<p a=b",
                                        "]]>",
                                        "&#x;",
                                        "<blockquote>",
                                        "\xff",
                                        "<script>",
                                        "<li>",
                                        "<style>",
                                        "<!",
                                        "<![",
                                        "<![a>",
                                        "<!-- -->",
                                        "<p><div></p>",
                                        "<a '>",
                                        "<a '",
                                        "</",
                                        "</p></b>",
                                        "<a\"",
                                        "<a =",
                                        "<?",
                                        "<ol>",
                                        "<ol><div><li>",
                                        "<script ",
                                        "</script>",
                                        "<b style='color:white;'>x",
                                        "a=b<c",
                                        "&lt"};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) html = repeated(units[i], 8000000 / strlen(units[i]));
        check_time(units[i], html->str, html->len);
    }
}

// What costs much only beside something else: each '<' a look for the '>' far behind, each end tag a climb.
static void time_is_kept_on_hostile_pairs(void **state) {
    (void)state;
    static const struct {
        const char *name, *before, *unit, *behind;
        size_t before_times, times, behind_times;
    } cases[] = {
        {"a '>' far behind each '<'", "", "<", "x", 0, 200000, 6000000},
        {"the same in tags that are none", "", "<1>", "x", 0, 200000, 6000000},
        {"addresses, a '>' far behind", "", "<a@", "x", 0, 200000, 6000000},
        {"names too long for a tag", "",
         "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x", 0, 50000, 6000000},
        {"a stray end in 500 elements", "<x1>", "</zz>", "", 500, 200000, 0},
        {"a stray end tag of running text", "<b>", "</i>", "", 500, 200000, 0},
        {"an element opened and ended below 499", "<x1>", "<zz></zz>", "", 499, 200000, 0},
        {"a stray end that ends itself", "<x1>", "</td>", "", 499, 200000, 0},
        {"list items deep in lists", "<ol><div>", "<li>", "", 249, 200000, 0},
        {"attributes nobody reads", "<p", " a", ">", 1, 2000000, 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) html = repeated(cases[i].before, cases[i].before_times);
        g_autoptr(GString) middle = repeated(cases[i].unit, cases[i].times);
        g_autoptr(GString) behind = repeated(cases[i].behind, cases[i].behind_times);
        g_string_append_printf(html, "%s%s>", middle->str, behind->str);
        check_time(cases[i].name, html->str, html->len);
    }
}

static void a_spent_deadline_ends_the_source(void **state) {
    (void)state;
    g_autoptr(GString) html = repeated("<b>x</b>", 100000);
    size_t length = 0;
    bool whole = true;
    g_autofree char *source = html_source_ready(html->str, html->len, 1, &length, &whole);
    assert_false(whole);
    assert_true(length < html->len / 10);
}

// No deadline here: the work itself is bounded, and what stands behind the hostile part is found.
static void text_behind_monsters_is_found(void **state) {
    (void)state;
    static const struct {
        const char *name, *before, *unit, *behind;
        size_t times;
    } cases[] = {
        {"100,000 nested divisions", "", "<div>", "text", 100000},
        {"100,000 nested tags of many kinds", "", "<div><p><b><table><tr><td>", "text", 17000},
        {"divisions in paragraphs, never closed", "", "<p><div></p>", "text", 40000},
        {"a stray end in each", "", "<div></b>", "text", 50000},
        {"stray ends of many kinds", "", "<div></b></li></p></td>", "text", 22000},
        {"crossed", "", "<b><i><u><p></b></i></u></p>", "text", 15000},
        {"a tag of 40,000 equal attributes", "<p ", " a=b", ">text", 40000},
        {"a picture of 2 MB in the text", "<img src=\"data:image/png;base64,", "AAAAAAAAAA", "\">text",
         200000},
        {"end tags alone", "", "</div></p></b>", "text", 30000},
        {"attributes without an end", "", "<a '", "> text", 100000},
        {"a class of many words", "<p class=\"", "x ", "\">text", 200000},
        {"style of many declarations", "<p style=\"", "color:red;", "\">text", 40000},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) middle = repeated(cases[i].unit, cases[i].times);
        g_autofree char *html = g_strconcat(cases[i].before, middle->str, cases[i].behind, NULL);
        g_autoptr(HtmlText) text = html_to_text(html, strlen(html), 100000, 0);
        if (text->truncated || !g_str_has_suffix(text->text, "text"))
            fail_msg("%s: '%.60s'%s", cases[i].name, text->text, text->truncated ? ", truncated" : "");
    }
}

// Eight megabytes of tags are more than anybody wrote: the work ends, and that is told.
static void endless_tags_are_cut(void **state) {
    (void)state;
    g_autoptr(GString) html = repeated("<b>x", 2000000);
    size_t length = 0;
    bool whole = true;
    g_autofree char *source = html_source_ready(html->str, html->len, 0, &length, &whole);
    assert_false(whole);
    assert_true(length < 6 * 1024 * 1024);
    g_autoptr(HtmlText) text = html_to_text(html->str, html->len, html->len, 0);
    assert_true(text->truncated);
    assert_true(g_str_has_prefix(text->text, "xxxx"));
}

// Two seconds in one call of the parser, which no deadline can end, if they were all handed on.
static void forty_thousand_attributes(void **state) {
    (void)state;
    g_autoptr(GString) html = g_string_new("<p");
    for (int i = 0; i < 40000; i++)
        g_string_append_printf(html, " a%d=\"b\"", i);
    g_string_append(html, " style=\"display:none\">hidden</p>text");
    size_t ready = 0;
    bool whole = false;
    g_autofree char *source = html_source_ready(html->str, html->len, 0, &ready, &whole);
    assert_true(whole && ready < 100);
    g_autoptr(HtmlText) text = html_to_text(html->str, html->len, 1000, 0);
    assert_string_equal(text->text, "text");
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
        cmocka_unit_test(an_indented_paragraph_is_no_quote),
        cmocka_unit_test(images_that_can_be_seen),
        cmocka_unit_test(output_is_cut_at_a_character),
        cmocka_unit_test(time_is_kept_on_hostile_input),
        cmocka_unit_test(time_is_kept_on_hostile_pairs),
        cmocka_unit_test(a_spent_deadline_ends_the_source),
        cmocka_unit_test(text_behind_monsters_is_found),
        cmocka_unit_test(endless_tags_are_cut),
        cmocka_unit_test(forty_thousand_attributes),
        cmocka_unit_test(a_spent_deadline_gives_nothing),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
