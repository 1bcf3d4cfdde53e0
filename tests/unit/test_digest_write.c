// The digest on paper: what a PM must know stands in it, first what is late;
// text and HTML say the same; no mail reader has trouble with it, whatever
// strangers call themselves. With a directory as argument it writes its pages
// there, to be looked at (tests/support/digest-pictures). tests/unit/data/digest
// holds the text of one day whole, in English and German: with DIGEST_WRITE=yes in
// the environment it is written anew, to be read before it is kept.
#include "paper_world.h"

#include <math.h>

#include "command.h"
#include "page_check.h"

typedef struct Scene {
    const char *name;
    const char *language;
    unsigned open; // 0 with `names` set: the page of strange names
    bool names;
} Scene;

static const Scene SCENES[] = {
    {"en-0", "en", 0, false},     {"en-3", "en", 3, false},    {"en-40", "en", 40, false},
    {"en-400", "en", 400, false}, {"en-names", "en", 3, true}, {"de-0", "de", 0, false},
    {"de-3", "de", 3, false},     {"de-40", "de", 40, false},  {"de-400", "de", 400, false},
    {"de-names", "de", 3, true},
};

static Paper *paper_of_scene(const Scene *scene) {
    return scene->names ? paper_of_names(scene->language) : paper_of(scene->language, scene->open);
}

typedef struct Written {
    char *text, *html, *seen;
} Written;

static Written write_paper(const Paper *paper, const DigestPaper *how) {
    char *html = digest_html(paper->digest, how);
    return (Written){digest_text(paper->digest, how), html, page_seen(html)};
}

static void written_clear(Written *written) {
    g_free(written->text);
    g_free(written->html);
    g_free(written->seen);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Written, written_clear)

static void assert_shows(const char *text, const char *words) {
    if (strstr(text, words) == NULL)
        fail_msg("'%s' is missing in:\n%s", words, text);
}

static void assert_hides(const char *text, const char *words) {
    if (strstr(text, words) != NULL)
        fail_msg("'%s' stands in:\n%s", words, text);
}

static void assert_order(const char *text, const char *const *words) {
    const char *from = text;
    for (size_t i = 0; words[i] != NULL; i++) {
        const char *found = strstr(from, words[i]);
        if (found == NULL)
            fail_msg("'%s' is not behind what should stand before it:\n%s", words[i], text);
        from = found;
    }
}

static void check_text(const char *name, const char *text) {
    assert_true(g_utf8_validate(text, -1, NULL));
    assert_true(g_str_has_suffix(text, "\n"));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++) {
        unsigned columns = 0;
        for (const char *at = lines[i]; *at != '\0'; at = g_utf8_next_char(at)) {
            const gunichar c = g_utf8_get_char(at);
            if (g_unichar_iscntrl(c))
                fail_msg("%s: a control character in: %s", name, lines[i]);
            columns += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
        }
        if (columns > 72 || g_str_has_suffix(lines[i], " "))
            fail_msg("%s: %u columns, or a blank at the end: '%s'", name, columns, lines[i]);
    }
}

static void check_written(const char *name, const Written *written) {
    g_autofree char *fault = page_fault(written->html);
    if (fault != NULL)
        fail_msg("%s: %s", name, fault);
    check_text(name, written->text);
    g_autofree char *left = page_letters(written->text), *right = page_letters(written->seen);
    if (strcmp(left, right) != 0) {
        size_t at = 0;
        while (left[at] == right[at])
            at++;
        fail_msg("%s: text and HTML part at\n  %.60s\n  %.60s", name, left + at, right + at);
    }
}

static void every_scene_is_fit_for_mail_readers_and_both_parts_say_the_same(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(SCENES); i++) {
        g_autoptr(Paper) paper = paper_of_scene(&SCENES[i]);
        const DigestPaper commands = paper_commands(paper), silent = {.book = paper->book};
        g_auto(Written) with = write_paper(paper, &commands);
        g_auto(Written) without = write_paper(paper, &silent);
        check_written(SCENES[i].name, &with);
        check_written(SCENES[i].name, &without);
    }
}

static void the_check_of_pages_finds_what_is_wrong(void **state) {
    (void)state;
    static const char *const WRONG[] = {"<p>",
                                        "</p>",
                                        "<b><i></b></i>",
                                        "<img>",
                                        "<script></script>",
                                        "<p onclick=\"x\"></p>",
                                        "<p style=\"position:fixed\"></p>",
                                        "<p style=\"font-size:13px\"></p>",
                                        "<p x></p>",
                                        "<a href=\"https://e.example\"></a>",
                                        "<a href=\"mailto:a@b?subject=#ack&amp;body=x\"></a>",
                                        "<td style=\"background:url(x)\"></td>",
                                        "<p lang=\"x\"></p>",
                                        "\x01",
                                        "<p",
                                        NULL};
    for (size_t i = 0; WRONG[i] != NULL; i++) {
        g_autofree char *html = g_strconcat("<!DOCTYPE html>\n", WRONG[i], NULL);
        g_autofree char *fault = page_fault(html);
        if (fault == NULL)
            fail_msg("nothing is found wrong with %s", WRONG[i]);
    }
    g_autofree char *right = page_fault("<!DOCTYPE html>\n<p style=\"font-size:14px\">a<br>b</p>");
    assert_null(right);
}

static void an_empty_day_is_one_line(void **state) {
    (void)state;
    static const char *const LINES[][2] = {
        {"en", "Monday, 23 November 2026: nothing is open, nothing is due.\n"},
        {"de", "Montag, 23. November 2026: Nichts ist offen, nichts ist fällig.\n"},
        {"fr", "Monday, 23 November 2026: nothing is open, nothing is due.\n"}}; // not written yet
    for (size_t i = 0; i < G_N_ELEMENTS(LINES); i++) {
        g_autoptr(Paper) paper = paper_of(LINES[i][0], 0);
        const DigestPaper how = paper_commands(paper);
        g_auto(Written) written = write_paper(paper, &how);
        assert_string_equal(written.text, LINES[i][1]);
        assert_string_equal(g_strstrip(written.seen), g_strstrip(written.text));
    }
}

static void a_day_reads_as_it_was_read_before(void **state) {
    (void)state;
    static const char *const LANGUAGES[] = {"en", "de"};
    for (size_t i = 0; i < G_N_ELEMENTS(LANGUAGES); i++) {
        g_autoptr(Paper) paper = paper_of(LANGUAGES[i], 4);
        const DigestPaper how = paper_commands(paper);
        g_autofree char *text = digest_text(paper->digest, &how);
        g_autofree char *path = g_strdup_printf("tests/unit/data/digest/%s.txt", LANGUAGES[i]);
        if (g_strcmp0(g_getenv("DIGEST_WRITE"), "yes") == 0)
            assert_true(g_file_set_contents(path, text, -1, NULL));
        g_autofree char *kept = NULL;
        assert_true(g_file_get_contents(path, &kept, NULL, NULL));
        assert_string_equal(text, kept);
    }
}

static void what_must_be_known_stands_in_both(void **state) {
    (void)state;
    static const char *const FACTS[] = {
        "2 late, 1 due today",
        "Paula Brandt",
        "Maria Rossi",
        "Acme Logistics GmbH",
        "3 h 10 min late",
        "Orders stopped since the update",
        "No order has left",
        "before the trucks leave",
        "enough of being told",
        "another supplier",
        "strategic (platinum)",
        "20",
        "Jonas Lindqvist",
        "a fix in 4.3 by Friday",
        "132 messages",
        "12 conversations were closed",
        "Ines Carvalho",
        "Import of old customers",
        "Piotr Nowak",
        "it says that a machine sent it",
        "33 of 40 in time",
        "35 min",
        "118 sent",
        "9 s",
        "P12",
        "12 in the last day",
        "#ack 3",
        "Ref: " PAPER_TOKEN,
        "4 wait for the customer",
        "Nordbruk AB",
    };
    g_autoptr(Paper) paper = paper_of("en", 3);
    const DigestPaper how = paper_commands(paper);
    g_auto(Written) written = write_paper(paper, &how);
    for (size_t i = 0; i < G_N_ELEMENTS(FACTS); i++) {
        g_autofree char *letters = page_letters(FACTS[i]), *text = page_letters(written.text),
                        *seen = page_letters(written.seen);
        assert_shows(text, letters);
        assert_shows(seen, letters);
    }
}

static void what_is_late_comes_first_then_what_is_due_then_each_by_its_number(void **state) {
    (void)state;
    static const char *const ORDER[] = {"late",
                                        "Late and due today",
                                        "1. Maria Rossi",
                                        "2. Jonas Lindqvist",
                                        "3. Sofia",
                                        "One by one",
                                        "1. Maria Rossi",
                                        "Next",
                                        "Why",
                                        "What happened",
                                        "No order has left",
                                        "How they feel",
                                        "enough of being told",
                                        "What is at stake",
                                        "another supplier",
                                        "2. Jonas Lindqvist",
                                        "3. Sofia",
                                        "More than usual",
                                        "The quiet ones",
                                        "Not acknowledged",
                                        "Times of yesterday",
                                        "Promises due",
                                        "Ref: ",
                                        NULL};
    g_autoptr(Paper) paper = paper_of("en", 4); // the fourth is due tomorrow
    const DigestPaper how = paper_commands(paper);
    g_auto(Written) written = write_paper(paper, &how);
    assert_order(written.text, ORDER);
    assert_order(written.seen, ORDER);
    const char *first = strstr(written.text, "4. "), *cases = strstr(written.text, "One by one");
    assert_true(first > cases); // not among what is due today
}

static void each_of_many_is_listed_or_counted(void **state) {
    (void)state;
    g_autoptr(Paper) paper = paper_of("en", 400);
    const DigestPaper how = paper_commands(paper);
    g_auto(Written) written = write_paper(paper, &how);
    for (unsigned i = 1; i <= DIGEST_SHOWN; i++) { // a command reaches each that has a number
        g_autofree char *number = g_strdup_printf("\n%u. ", i), *line = g_strdup_printf("\n- %u. ", i);
        assert_true(strstr(written.text, number) != NULL || strstr(written.text, line) != NULL);
    }
    const char *listed = strstr(written.text, "\nAlso open\n"),
               *end = strstr(written.text, "\nMore than one");
    assert_true(listed != NULL && end != NULL && listed < end);
    g_autofree char *part = g_strndup(listed, (gsize)(end - listed));
    unsigned lines = 0;
    for (const char *at = part; (at = strstr(at, "\n- ")) != NULL; at++)
        lines++;
    const char *more = strstr(part, "\nand ");
    assert_non_null(more);
    assert_true(lines >= 3);
    assert_int_equal(lines + (unsigned)atoi(more + strlen("\nand ")), 400 - DIGEST_SHOWN);
}

static void a_page_stays_below_what_gmail_shows_whatever_is_written(void **state) {
    (void)state;
    static const char *const FILLS[] = {"\"", "&", "😀", "漢", "ש", "w "};
    for (size_t i = 0; i < G_N_ELEMENTS(FILLS); i++) {
        g_autoptr(GString) fill = g_string_new(NULL);
        for (int k = 0; k < 400; k++)
            g_string_append(fill, FILLS[i]);
        Said said = SAID[0];
        said.who = said.account = said.tier = said.subject = said.impact = said.wanted = fill->str;
        said.quotes[0].words = said.quotes[1].words = said.reason = said.promise = fill->str;
        g_autoptr(Paper) paper = paper_of("de", 0);
        for (unsigned k = 0; k < DIGEST_SHOWN; k++)
            paper_add(paper, &said);
        for (unsigned k = 0; k < DIGEST_LISTED; k++)
            paper_add_line(paper, &said);
        for (unsigned k = 0; k < 30; k++) {
            paper_add_unanswered(paper, fill->str, fill->str, fill->str);
            paper_add_promise(paper, k, fill->str, fill->str, PAPER_DAY);
            paper_add_silent(paper, fill->str, fill->str, PAPER_DAY);
            paper_add_group(paper, fill->str, true, 7, LEVEL_CRITICAL);
            paper_add_reason(paper, fill->str, 9);
        }
        const DigestPaper how = paper_commands(paper);
        g_auto(Written) written = write_paper(paper, &how);
        check_written(FILLS[i], &written);
    }
}

// Pages of all sizes around the limit: none is between what is written and what is shown.
static void no_size_slips_through(void **state) {
    (void)state;
    for (int length = 4; length < 180; length += 4) {
        g_autofree char *fill = g_strnfill((gsize)length, '"');
        Said said = SAID[0];
        said.quotes[0].words = said.quotes[1].words = said.impact = said.wanted = said.subject = fill;
        g_autoptr(Paper) paper = paper_of("en", 0);
        for (unsigned i = 0; i < DIGEST_SHOWN; i++)
            paper_add(paper, &said);
        for (unsigned i = 0; i < DIGEST_LISTED; i++)
            paper_add_line(paper, &said);
        const DigestPaper how = paper_commands(paper);
        g_autofree char *html = digest_html(paper->digest, &how);
        if (strlen(html) > 98000)
            fail_msg("%zu bytes with %d", strlen(html), length);
    }
}

static void the_same_words_are_quoted_once(void **state) {
    (void)state;
    Said said = SAID[0];
    said.impact = said.wanted = said.quotes[1].words;
    g_autoptr(Paper) paper = paper_of("en", 0);
    paper_add(paper, &said);
    const DigestPaper how = paper_commands(paper);
    g_auto(Written) written = write_paper(paper, &how);
    const char *first = strstr(written.text, said.impact);
    assert_non_null(first);
    assert_null(strstr(first + 1, said.impact));
}

// In full, and in the line that stands for it where there are too many.
static void abuse_in_a_subject_is_masked(void **state) {
    (void)state;
    Said said = SAID[0];
    said.subject = "This shitty export again";
    static const unsigned MANY[] = {1, DIGEST_SHOWN};
    for (size_t i = 0; i < G_N_ELEMENTS(MANY); i++) {
        g_autoptr(Paper) paper = paper_of("en", 0);
        g_autofree char *wide = g_strnfill(160, '"'); // six letters each in HTML
        Said large = said;
        large.quotes[0].words = large.quotes[1].words = large.impact = large.wanted = wide;
        for (unsigned k = 0; k < MANY[i]; k++)
            paper_add(paper, &large);
        const DigestPaper how = paper_commands(paper);
        g_auto(Written) written = write_paper(paper, &how);
        assert_shows(written.text, "This s*** export");
        assert_hides(written.text, "shitty");
        assert_hides(written.html, "shitty");
    }
}

static void what_strangers_write_stays_words(void **state) {
    (void)state;
    g_autoptr(Paper) paper = paper_of_names("en");
    const DigestPaper how = paper_commands(paper);
    g_auto(Written) written = write_paper(paper, &how);
    assert_hides(written.html, "<script");
    assert_hides(written.html, "<img");
    assert_hides(written.html, "lang=\"\"");
    assert_shows(written.html, "&lt;script&gt;");
    assert_shows(written.html, "&lt;img src=x");
    assert_hides(written.html, "lang=\"&");
    g_autofree char *wide = g_strnfill(31, 'W');
    assert_hides(written.html, wide); // places to break
    assert_shows(written.seen, wide);
    assert_shows(written.seen, "<script>alert(1)</script>"); // seen as it was written
}

static void names_from_the_right_do_not_turn_the_line(void **state) {
    (void)state;
    g_autoptr(Paper) paper = paper_of_names("en");
    const DigestPaper how = paper_commands(paper);
    g_auto(Written) written = write_paper(paper, &how);
    assert_shows(written.html, "<span dir=\"auto\">דנה כהן (מנהלת)</span>, <span dir=\"auto\">שירותי");
    assert_shows(written.html, "answer <span dir=\"auto\">דנה כהן (מנהלת)</span> now");
    assert_shows(written.html, "<span dir=\"auto\" lang=\"he\">ההזמנות");
    assert_shows(written.html, "<span dir=\"auto\" lang=\"ar\">المرة");
    assert_shows(written.text, "4. \u2068דנה כהן (מנהלת)\u2069, \u2068שירותי");
    assert_shows(written.text, "answer \u2068דנה כהן (מנהלת)\u2069 now");
    assert_hides(written.text, "\u2068Maria"); // no marks where none are needed
    g_auto(GStrv) lines = g_strsplit(written.text, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++) { // what is opened on a line is closed on it
        int depth = 0;
        for (const char *at = lines[i]; *at != '\0'; at = g_utf8_next_char(at)) {
            depth += g_utf8_get_char(at) == 0x2068;
            depth -= g_utf8_get_char(at) == 0x2069;
            assert_in_range(depth, 0, 1);
        }
        assert_int_equal(depth, 0);
    }
}

static void a_touch_writes_the_command(void **state) {
    (void)state;
    g_autoptr(Paper) paper = paper_of("en", 3);
    DigestPaper how = paper_commands(paper);
    g_auto(Written) written = write_paper(paper, &how);
    assert_shows(written.html, "href=\"mailto:support%2Babcdefgh@example.test?subject=%23ack%203&amp;body="
                               "%23ack%203%0D%0A%0D%0ARef%3A%20" PAPER_TOKEN "%0D%0A\"");
    assert_shows(written.html, "?subject=%23why%201&amp;");
    assert_shows(written.html, "?subject=%23close%202&amp;");
    how.mail_to = NULL;
    g_auto(Written) no_links = write_paper(paper, &how);
    assert_hides(no_links.html, "mailto:");
    assert_shows(no_links.html, "Ref: " PAPER_TOKEN);
    how.token = NULL;
    g_auto(Written) no_commands = write_paper(paper, &how);
    assert_hides(no_commands.text, "Ref:");
    assert_hides(no_commands.html, "Ref:");
    how.mail_to = "\"a b\"&c=?@example.test";
    how.token = PAPER_TOKEN;
    g_auto(Written) strange = write_paper(paper, &how);
    assert_shows(strange.html, "mailto:%22a%20b%22%26c%3D%3F@example.test?");
}

// WCAG 2: of two colours "#rrggbb".
static double luminance(const char *colour) {
    const unsigned long bits = strtoul(colour + 1, NULL, 16);
    double part[3];
    for (int i = 0; i < 3; i++) {
        const double value = (double)(bits >> (16 - 8 * i) & 0xff) / 255;
        part[i] = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
}

static double contrast(const char *one, const char *other) {
    const double a = luminance(one), b = luminance(other);
    return (MAX(a, b) + 0.05) / (MIN(a, b) + 0.05);
}

static void check_colours(const char *html, const char *pattern, const char *against, double least) {
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    assert_true(g_regex_match(regex, html, 0, &match));
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *colour = g_match_info_fetch(match, 1);
        if (contrast(colour, against) < least)
            fail_msg("%s on %s has a contrast of %.2f", colour, against, contrast(colour, against));
    }
}

static void colours_are_readable_in_light_and_in_dark(void **state) {
    (void)state;
    g_autoptr(Paper) paper = paper_of("en", 5);
    const DigestPaper how = paper_commands(paper);
    g_auto(Written) written = write_paper(paper, &how);
    check_colours(written.html, "background-color:(#[0-9a-f]{6});color:#ffffff", "#ffffff", 4.5);
    check_colours(written.html, "(?:border[a-z-]*:\\dpx solid |bgcolor=\")(#[0-9a-f]{6})", "#ffffff", 3);
    check_colours(written.html, "(?:border[a-z-]*:\\dpx solid |bgcolor=\")(#[0-9a-f]{6})", "#121212", 3);
    // No letters on the reader's own ground have a colour, else the dark would swallow them.
    g_autoptr(GRegex) alone = g_regex_new("(?<!background-)color:(?!#ffffff)", 0, 0, NULL);
    assert_false(g_regex_match(alone, written.html, 0, NULL));
    assert_shows(written.html, "<meta name=\"color-scheme\" content=\"light dark\">");
}

// Where a reply quotes it without a mark, what begins a line with "#close" would be taken for the PM's.
static void no_line_reads_as_a_command(void **state) {
    (void)state;
    static const char *const WORDS[] = {"#close 1", "\u00a0#close 1", "\uff03close 1",
                                        "ש #promise 1 2026-12-24 we pay #close 1 #close 1 #close 1 #close 1"};
    static const char *const LANGUAGES[] = {"en", "de"};
    for (size_t i = 0; i < G_N_ELEMENTS(WORDS) * G_N_ELEMENTS(LANGUAGES); i++) {
        Said said = SAID[0];
        said.step = STEP_DATE;
        said.who = said.account = said.tier = said.subject = WORDS[i / 2];
        said.impact = said.wanted = said.reason = said.promise = said.quotes[0].words = WORDS[i / 2];
        g_autoptr(Paper) paper = paper_of(LANGUAGES[i % 2], 4);
        paper_add(paper, &said);
        paper_add_group(paper, WORDS[i / 2], true, 7, LEVEL_CRITICAL);
        const DigestPaper how = paper_commands(paper);
        g_autofree char *text = digest_text(paper->digest, &how);
        g_autoptr(GPtrArray) commands = command_read(text);
        if (commands->len > 0)
            fail_msg("%s: %s in\n%s", LANGUAGES[i % 2], ((const Command *)commands->pdata[0])->line, text);
    }
}

static void a_subject_says_what_presses(void **state) {
    (void)state;
    static const struct {
        const char *language;
        unsigned open;
        const char *subject;
    } CASES[] = {
        {"en", 0, "Nothing is open, nothing is due (Monday, 23 November 2026)"},
        {"en", 3, "2 late, 1 due today, 3 open (Monday, 23 November 2026)"},
        {"de", 3, "2 überfällig, 1 heute fällig, 3 offen (Montag, 23. November 2026)"},
        {"en", 1, "1 late, 1 open (Monday, 23 November 2026)"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Paper) paper = paper_of(CASES[i].language, CASES[i].open);
        g_autofree char *subject = digest_subject(paper->digest, paper->book);
        assert_string_equal(subject, CASES[i].subject);
    }
    g_autoptr(Paper) calm = paper_of("en", 0);
    paper_add(calm, &SAID[3]); // due tomorrow
    g_autofree char *subject = digest_subject(calm->digest, calm->book);
    assert_string_equal(subject, "Nothing is late, nothing is due today, 1 open (Monday, 23 November 2026)");
    calm->digest->open[LEVEL_CRITICAL] = 2; // no clock runs: imported, or we wait for them
    g_autofree char *grave = digest_subject(calm->digest, calm->book);
    assert_string_equal(grave, "2 critical, nothing due today, 3 open (Monday, 23 November 2026)");
}

static void what_is_not_known_is_left_out_or_called_so(void **state) {
    (void)state;
    g_autoptr(Paper) paper = paper_of("en", 0);
    Said said = {.level = LEVEL_ESCALATION, .request = REQUEST_OTHER, .subject = "", .step = STEP_LISTEN};
    Situation *situation = paper_add(paper, &said);
    entry_free(situation->entry);
    situation->entry = NULL;
    situation->mailbox = NULL;
    situation->waiting = 0;
    paper_add_line(paper, &said);
    paper_add_promise(paper, 0, NULL, NULL, PAPER_HOUR);
    paper_add_silent(paper, NULL, "", PAPER_HOUR);
    paper_add_unanswered(paper, NULL, NULL, "no-such-code");
    const DigestPaper how = paper_commands(paper);
    g_auto(Written) written = write_paper(paper, &how);
    check_written("nothing known", &written);
    assert_shows(written.text, "1. (no name)");
    assert_shows(written.text, "unknown");
    assert_shows(written.text, "no-such-code");
    assert_hides(written.text, "(null)");
}

static void what_the_pm_noted_and_what_went_wrong_shows(void **state) {
    (void)state;
    g_autoptr(Paper) paper = paper_of("en", 0);
    Situation *situation = paper_add(paper, &SAID[0]);
    situation->thread->in_hand = NOON_MONDAY - PAPER_HOUR;
    situation->cause = g_strdup("P12");
    g_free(situation->entry->acknowledge);
    situation->entry->acknowledge = g_strdup("no; reason=list");
    paper_add_breaker(paper);
    paper->digest->unheard = 2;
    paper->digest->unconfirmed = 1;
    const DigestPaper how = paper_commands(paper);
    g_auto(Written) written = write_paper(paper, &how);
    check_written("noted", &written);
    static const char *const ORDER[] = {"held since today 10:00",
                                        "2 messages passed unheard",
                                        "1 conversation was never",
                                        "One by one",
                                        "In your hands: since today 10",
                                        "Cause: P12",
                                        "Receipt: not acknowledged: it came through a mailing list",
                                        NULL};
    assert_order(written.seen, ORDER);
}

static void a_bar_is_as_long_as_the_share(void **state) {
    (void)state;
    static const struct {
        uint64_t count, in_time;
        const char *bar, *cell;
        uint64_t waiting;
        const char *words;
    } CASES[] = {
        {40, 40, "[####################]", "width=\"100%\" bgcolor=\"#1f7a4d\"", 0, NULL},
        {40, 33, "[#################...]", "width=\"83%\" bgcolor=\"#9a5a00\"", 0, NULL},
        {4, 2, "[##########..........]", "width=\"50%\" bgcolor=\"#c5221f\"", 0, NULL},
        {7, 0, "[....................]", "width=\"100%\" style=\"font-size:14px", 0, NULL},
        {2, 9, "[####################]", "width=\"100%\" bgcolor=\"#1f7a4d\"", 0,
         NULL}, // cannot be, and breaks nothing
        {2, 2, "[##########..........]", "width=\"50%\" bgcolor=\"#c5221f\"", 2,
         "2 of 2 in time; 2 more were due and still wait"},
        {0, 0, "[....................]", "width=\"100%\" style=\"font-size:14px", 3,
         "none came; 3 were due and still wait"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Paper) paper = paper_of("en", 0);
        paper_add(paper, &SAID[0]);
        paper_add_time(paper, (DigestTime){CLOCK_FIRST_REPLY, CASES[i].count, CASES[i].in_time, -1, -1,
                                           CASES[i].waiting});
        const DigestPaper how = paper_commands(paper);
        g_auto(Written) written = write_paper(paper, &how);
        assert_shows(written.text, CASES[i].bar);
        assert_shows(written.html, CASES[i].cell);
        if (CASES[i].words != NULL)
            assert_shows(written.html, CASES[i].words);
        check_written("bar", &written);
    }
}

static void a_short_time_is_a_whole_minute(void **state) {
    (void)state;
    static const char *const SAID_OF[][2] = {
        {"en", "half within 1 min, 9 of 10 within 2 min"},
        {"de", "die Hälfte dauerte bis zu 1 Min., 9 von 10 bis zu 2 Min."},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(SAID_OF); i++) {
        g_autoptr(Paper) paper = paper_of(SAID_OF[i][0], 0);
        paper_add(paper, &SAID[0]);
        paper_add_time(paper,
                       (DigestTime){CLOCK_FIRST_REPLY, 2, 2, 20 * UNITS_SECOND, 2 * G_TIME_SPAN_MINUTE, 0});
        const DigestPaper how = paper_commands(paper);
        g_auto(Written) written = write_paper(paper, &how);
        assert_shows(written.html, SAID_OF[i][1]);
    }
}

static void a_zone_is_named_when_a_mailbox_has_another(void **state) {
    (void)state;
    static const char *const ZONES[] = {"America/New_York", "Europe/Berlin"};
    for (size_t i = 0; i < G_N_ELEMENTS(ZONES); i++) {
        g_autoptr(Paper) paper = paper_of("en", 0);
        g_free(paper->mailbox->time_zone);
        paper->mailbox->time_zone = g_strdup(ZONES[i]);
        paper_add(paper, &SAID[0]);
        const DigestPaper how = paper_commands(paper);
        g_auto(Written) written = write_paper(paper, &how);
        if (i == 0)
            assert_shows(written.html, "2026, time of Europe/Berlin");
        else
            assert_null(strstr(written.html, "Europe/Berlin"));
    }
}

static int write_pages(const char *directory) {
    for (size_t i = 0; i < G_N_ELEMENTS(SCENES); i++) {
        g_autoptr(Paper) paper = paper_of_scene(&SCENES[i]);
        const DigestPaper how = paper_commands(paper);
        g_auto(Written) written = write_paper(paper, &how);
        g_autofree char *html = g_strdup_printf("%s/%s.html", directory, SCENES[i].name);
        g_autofree char *text = g_strdup_printf("%s/%s.txt", directory, SCENES[i].name);
        if (!g_file_set_contents(html, written.html, -1, NULL) ||
            !g_file_set_contents(text, written.text, -1, NULL))
            return 1;
    }
    return 0;
}

// The very first that is read: what was called mended is not, and what we had said.
static void what_is_here_again_comes_before_what_is_late(void **state) {
    (void)state;
    g_autoptr(Paper) paper = paper_of("en", 3);
    Situation *again = paper->digest->situations->pdata[1];
    again->again = true;
    again->thread->repeats = 77;
    again->thread->repeats_settled = NOON_MONDAY - 80 * PAPER_DAY;
    again->promised = g_strdup("the export will not lose rows again");
    const DigestPaper how = {.book = paper->book};
    g_auto(Written) written = write_paper(paper, &how);
    const char *const wanted[] = {"1 fault is back, 2 late",
                                  "Back again",
                                  "2. Jonas Lindqvist",
                                  "settled on Friday, 4 September",
                                  "the export will not lose rows again",
                                  "2 late |",
                                  "Late and due today",
                                  NULL};
    assert_order(written.text, wanted);
    assert_shows(written.seen, "the export will not lose rows again");
    g_autofree char *subject = digest_subject(paper->digest, paper->book);
    assert_shows(subject, "1 fault is back, 2 late");
}

int main(int argc, char **argv) {
    if (argc > 1)
        return write_pages(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_here_again_comes_before_what_is_late),
        cmocka_unit_test(every_scene_is_fit_for_mail_readers_and_both_parts_say_the_same),
        cmocka_unit_test(the_check_of_pages_finds_what_is_wrong),
        cmocka_unit_test(an_empty_day_is_one_line),
        cmocka_unit_test(a_day_reads_as_it_was_read_before),
        cmocka_unit_test(what_must_be_known_stands_in_both),
        cmocka_unit_test(what_is_late_comes_first_then_what_is_due_then_each_by_its_number),
        cmocka_unit_test(each_of_many_is_listed_or_counted),
        cmocka_unit_test(a_page_stays_below_what_gmail_shows_whatever_is_written),
        cmocka_unit_test(no_size_slips_through),
        cmocka_unit_test(the_same_words_are_quoted_once),
        cmocka_unit_test(abuse_in_a_subject_is_masked),
        cmocka_unit_test(what_strangers_write_stays_words),
        cmocka_unit_test(names_from_the_right_do_not_turn_the_line),
        cmocka_unit_test(a_touch_writes_the_command),
        cmocka_unit_test(colours_are_readable_in_light_and_in_dark),
        cmocka_unit_test(no_line_reads_as_a_command),
        cmocka_unit_test(a_subject_says_what_presses),
        cmocka_unit_test(what_is_not_known_is_left_out_or_called_so),
        cmocka_unit_test(what_the_pm_noted_and_what_went_wrong_shows),
        cmocka_unit_test(a_bar_is_as_long_as_the_share),
        cmocka_unit_test(a_short_time_is_a_whole_minute),
        cmocka_unit_test(a_zone_is_named_when_a_mailbox_has_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
