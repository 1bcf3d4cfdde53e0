// A page for people: what a message cannot do to the terminal, that no line is too wide by the C library's
// own measure, that evidence is marked at the very words, and that bars say what the scores say.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "page.h"

typedef struct Claim { // evidence, by its words
    Signal signal;
    const char *words;
    bool in_subject;
} Claim;

static const Screen PLAIN = {.columns = 80}, ASCII = {.columns = 80, .ascii = true},
                    COLOUR = {.columns = 80, .colour = true};

static void evidence_clear(void *data) {
    g_free(((Evidence *)data)->text);
}

static Verdict *new_verdict(void) {
    Verdict *verdict = g_new0(Verdict, 1);
    verdict->reasons = g_ptr_array_new();
    for (unsigned i = 0; i < SIGNAL_COUNT; i++) {
        verdict->evidence[i] = g_array_new(FALSE, FALSE, sizeof(Evidence));
        g_array_set_clear_func(verdict->evidence[i], evidence_clear);
    }
    return verdict;
}

static void claim(Verdict *verdict, const char *text, const Claim *made) {
    const char *at = strstr(text, made->words);
    assert_non_null(at);
    Evidence evidence = {.text = g_strdup(made->words), .in_subject = made->in_subject};
    evidence.start = (uint32_t)g_utf8_strlen(text, at - text);
    evidence.end = evidence.start + (uint32_t)g_utf8_strlen(made->words, -1);
    g_array_append_val(verdict->evidence[made->signal], evidence);
}

static char *words_on_page(const Screen *screen, const Verdict *verdict, const char *text, bool in_subject) {
    g_autoptr(Page) page = page_new(screen, verdict);
    page_words(page, text, in_subject);
    page_end(page, 0);
    return page_take(page);
}

// Takes away the sequences that the page itself writes, and no others.
static char *without_looks(const char *out) {
    g_autoptr(GRegex) ours = g_regex_new("\\033\\[0(;[1-7]|;3[1-6])*m", 0, 0, NULL);
    return g_regex_replace_literal(ours, out, -1, 0, "", 0, NULL);
}

static void assert_harmless(const char *out) {
    assert_true(g_utf8_validate(out, -1, NULL));
    for (const char *at = out; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        const bool bidi = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                          (c >= 0x2066 && c <= 0x2069);
        if ((c < ' ' && c != '\n') || (c >= 0x7F && c < 0xA0) || bidi || c == 0x2028 || c == 0x2029 ||
            c == 0xFEFF || c == 0xAD || (c >= 0xE0000 && c < 0xE1000))
            fail_msg("U+%04X got through: %s", c, out);
    }
}

static void what_a_message_cannot_do(void **state) {
    (void)state;
    static const struct {
        const char *name, *text, *shown;
    } cases[] = {
        {"colours", "a\033[31mb\033[0m", "a[31mb[0m"},
        {"a title, ended by BEL", "a\033]0;owned\007b", "a]0;ownedb"},
        {"a title, ended by ST", "a\033]0;owned\033\\b", "a]0;owned\\b"},
        {"a device control string", "\033P$q\"p\033\\", "P$q\"p\\"},
        {"CSI of C1", "a\302\23331mb", "a31mb"},
        {"OSC and ST of C1", "\302\2350;t\302\234", "0;t"},
        {"a bare ESC at the end", "a\033", "a"},
        {"backspaces and DEL", "a\b\b\177b", "ab"},
        {"a carriage return", "a\rb", "a b"},
        {"form feed and vertical tab", "a\fb\vc", "a b c"},
        {"shift out", "a\016b\017", "ab"},
        {"right to left override", "a\u202egnp.exe\u202c", "agnp.exe"},
        {"isolates and marks", "\u2066a\u2069\u200eb\u200f\u061cc", "abc"},
        {"what is not seen", "a\u00adb\ufeffc\U000E0041", "abc"},
        {"line and paragraph separator, next line", "a\u2028b\u2029c\302\205d", "a b c d"},
        {"private use and unassigned", "a\ue000\U000EFFFFb", "a\ufffd\ufffdb"},
        {"bytes that are no UTF-8", "a\x9b\xff", "a\ufffd\ufffd"},
        {"joiners stay", "\u200d\u200c", "\u200d\u200c"},
        {"letters of all sorts stay", "ąéß Ω ж 注文 😡 e\u0301", "ąéß Ω ж 注文 😡 e\u0301"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Verdict) verdict = new_verdict();
        g_autoptr(Page) page = page_new(&COLOUR, verdict);
        page_text(page, LOOK_BOLD, cases[i].text);
        page_end(page, 0);
        g_autofree char *out = page_take(page);
        g_autofree char *plain = without_looks(out);
        g_autofree char *expected = g_strconcat(cases[i].shown, "\n", NULL);
        assert_harmless(plain);
        if (strcmp(plain, expected) != 0)
            fail_msg("%s: \"%s\" instead of \"%s\"", cases[i].name, plain, expected);
        if (!g_utf8_validate(cases[i].text, -1, NULL))
            continue; // page_words takes what text_extract made
        g_autofree char *words = words_on_page(&PLAIN, verdict, cases[i].text, true);
        assert_string_equal(words, expected);
    }
}

static void marks_without_end_are_cut(void **state) {
    (void)state;
    g_autoptr(Verdict) verdict = new_verdict();
    g_autoptr(GString) text = g_string_new("e");
    for (int i = 0; i < 1000; i++)
        g_string_append(text, "\u0301");
    g_string_append(text, "n\u0303");
    g_autofree char *out = words_on_page(&PLAIN, verdict, text->str, false);
    assert_true(g_utf8_strlen(out, -1) < 20);
    assert_non_null(strstr(out, "n\u0303"));
}

static void no_colour_means_no_escape(void **state) {
    (void)state;
    const char *text = "You promised it.";
    g_autoptr(Verdict) verdict = new_verdict();
    verdict->score[SIGNAL_BROKEN_PROMISE] = 0.9;
    claim(verdict, text, &(Claim){SIGNAL_BROKEN_PROMISE, "promised", false});
    for (unsigned i = 0; i < 2; i++) {
        g_autoptr(Page) page = page_new(i == 0 ? &PLAIN : &ASCII, verdict);
        page_words(page, text, false);
        page_end(page, 0);
        page_signals(page);
        page_text(page, LOOK_BOLD | LOOK_BADGE | look_of_level(LEVEL_CRITICAL), "CRITICAL");
        page_end(page, 0);
        g_autofree char *out = page_take(page);
        assert_null(strchr(out, '\033'));
        for (const char *at = out; i == 1 && *at != '\0'; at++)
            assert_true((unsigned char)*at < 0x80);
    }
}

typedef struct Marked {
    const char *name, *text;
    Claim claims[3];
    const char *plain;
} Marked;

// churn 0.9 is number 1, anger 0.7 number 2, urgency 0.3 number 3; legal 0.1 has no line.
static const Marked MARKED[] = {
    {"one word", "You fools!", {{SIGNAL_ANGER, "fools", false}}, "You [fools]²!"},
    {"the whole text", "fools", {{SIGNAL_ANGER, "fools", false}}, "[fools]²"},
    {"behind letters of two bytes and four",
     "Żółć 😡 fools",
     {{SIGNAL_ANGER, "fools", false}},
     "Żółć 😡 [fools]²"},
    {"twice for one signal",
     "fools, idiots",
     {{SIGNAL_ANGER, "fools", false}, {SIGNAL_ANGER, "idiots", false}},
     "[fools]², [idiots]²"},
    {"side by side",
     "foolsidiots",
     {{SIGNAL_ANGER, "fools", false}, {SIGNAL_CHURN, "idiots", false}},
     "[fools]²[idiots]¹"},
    {"overlapping",
     "we leave you fools",
     {{SIGNAL_CHURN, "leave you", false}, {SIGNAL_ANGER, "you fools", false}},
     "we [leave you fools]¹⁺²"},
    {"one within the other",
     "we leave you now",
     {{SIGNAL_CHURN, "leave you", false}, {SIGNAL_ANGER, "you", false}},
     "we [leave you]¹⁺² now"},
    {"the same words",
     "we leave",
     {{SIGNAL_URGENCY, "leave", false}, {SIGNAL_CHURN, "leave", false}},
     "we [leave]¹⁺³"},
    {"across a line break",
     "we will\nleave you",
     {{SIGNAL_CHURN, "will\nleave", false}},
     "we [will\nleave]¹ you"},
    {"of a signal without a line", "my lawyer", {{SIGNAL_LEGAL, "lawyer", false}}, "my lawyer"},
    {"of the subject, seen in the body", "fools", {{SIGNAL_ANGER, "fools", true}}, "fools"},
    {"none", "Hello", {{0}}, "Hello"},
};

static Verdict *new_scored(const Marked *marked) {
    Verdict *verdict = new_verdict();
    verdict->score[SIGNAL_CHURN] = 0.9;
    verdict->score[SIGNAL_ANGER] = 0.7;
    verdict->score[SIGNAL_URGENCY] = 0.3;
    verdict->score[SIGNAL_LEGAL] = 0.1;
    for (size_t i = 0; i < G_N_ELEMENTS(marked->claims) && marked->claims[i].words != NULL; i++)
        claim(verdict, marked->text, &marked->claims[i]);
    return verdict;
}

static void evidence_is_marked_at_the_very_words(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(MARKED); i++) {
        g_autoptr(Verdict) verdict = new_scored(&MARKED[i]);
        g_autofree char *out = words_on_page(&PLAIN, verdict, MARKED[i].text, false);
        g_autofree char *expected = g_strconcat(MARKED[i].plain, "\n", NULL);
        if (strcmp(out, expected) != 0)
            fail_msg("%s: \"%s\" instead of \"%s\"", MARKED[i].name, out, expected);
    }
}

static void in_colour_nothing_is_added(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(MARKED); i++) {
        g_autoptr(Verdict) verdict = new_scored(&MARKED[i]);
        g_autofree char *out = words_on_page(&COLOUR, verdict, MARKED[i].text, false);
        g_autofree char *plain = without_looks(out);
        g_autofree char *expected = g_strconcat(MARKED[i].text, "\n", NULL);
        assert_string_equal(plain, expected);
    }
    static const struct {
        size_t row;
        const char *out;
    } looks[] = {
        {0, "You \033[0;1;35mfools\033[0m!\n"},
        {5, "we \033[0;1;31mleave \033[0;1;4;31myou\033[0;1;35m fools\033[0m\n"},
        {7, "we \033[0;1;4;31mleave\033[0m\n"},
        {8, "we \033[0;1;31mwill\033[0m\n\033[0;1;31mleave\033[0m you\n"}, // nothing stays on at a line's end
        {9, "my lawyer\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(looks); i++) {
        g_autoptr(Verdict) verdict = new_scored(&MARKED[looks[i].row]);
        g_autofree char *out = words_on_page(&COLOUR, verdict, MARKED[looks[i].row].text, false);
        assert_string_equal(out, looks[i].out);
    }
}

static void evidence_that_lies_about_its_place(void **state) {
    (void)state;
    static const uint32_t places[][2] = {
        {0, 1000000}, {4, 5}, {1000, 2000}, {3, 1}, {UINT32_MAX, UINT32_MAX}};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autoptr(Verdict) verdict = new_verdict();
        verdict->score[SIGNAL_ANGER] = 0.9;
        const Evidence evidence = {.text = g_strdup("x"), .start = places[i][0], .end = places[i][1]};
        g_array_append_val(verdict->evidence[SIGNAL_ANGER], evidence);
        g_autofree char *out = words_on_page(&PLAIN, verdict, "four", false);
        assert_string_equal(out, i == 0 ? "[four]¹\n" : "four\n");
    }
}

static void a_subject_is_one_line(void **state) {
    (void)state;
    g_autoptr(Verdict) verdict = new_verdict();
    g_autofree char *out = words_on_page(&PLAIN, verdict, "Hi\nLevel: none\n", true);
    assert_string_equal(out, "Hi Level: none\n");
}

static void lines_that_do_not_fit_are_joined(void **state) {
    (void)state;
    static const struct {
        const char *name, *text, *shown;
    } cases[] = {
        {"a paragraph broken for a wider page", // 60 columns, broken anew for 40
         "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll\nmmmm nnnn oooo.\n\nppp",
         "aaaa bbbb cccc dddd eeee ffff gggg hhhh\niiii jjjj kkkk llll mmmm nnnn oooo.\n\nppp\n"},
        {"a list", "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll\n- mmmm\n- nnnn",
         "aaaa bbbb cccc dddd eeee ffff gggg hhhh\niiii jjjj kkkk llll\n- mmmm\n- nnnn\n"},
        {"lines that fit", "aaaa\nbbbb\ncccc", "aaaa\nbbbb\ncccc\n"},
        {"a paragraph in one line", // what follows is another
         "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii "
         "jjjj "
         "aaaa\nkkkk",
         "aaaa bbbb cccc dddd eeee ffff gggg hhhh\niiii jjjj aaaa bbbb cccc dddd eeee ffff\ngggg hhhh iiii "
         "jjjj "
         "aaaa\nkkkk\n"},
    };
    static const Screen narrow = {.columns = 40};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Verdict) verdict = new_verdict();
        g_autofree char *out = words_on_page(&narrow, verdict, cases[i].text, false);
        if (strcmp(out, cases[i].shown) != 0)
            fail_msg("%s: \"%s\"", cases[i].name, out);
    }
}

static void bars_say_what_the_scores_say(void **state) {
    (void)state;
    static const struct {
        double score;
        const char *line;
    } cases[] = {
        {1.00, "   1 anger          ━━━━━━━━━━ 1.00\n"},
        {0.97, "   1 anger          ━━━━━━━━━╾ 0.97\n"},
        {0.94, "   1 anger          ━━━━━━━━━╾ 0.94\n"},
        {0.92, "   1 anger          ━━━━━━━━━─ 0.92\n"},
        {0.50, "   1 anger          ━━━━━───── 0.50\n"},
        {0.49, "   1 anger          ━━━━━───── 0.49\n"},
        {0.15, "   1 anger          ━╾──────── 0.15\n"},
        {0.1499, ""},
        {0.0, ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Verdict) verdict = new_verdict();
        verdict->score[SIGNAL_ANGER] = cases[i].score;
        g_autoptr(Page) page = page_new(&PLAIN, verdict);
        page_margin(page, "  ");
        page_signals(page);
        g_autofree char *out = page_take(page);
        g_autofree char *expected = g_strconcat(
            cases[i].line,
            *cases[i].line != '\0' ? "  13 more below 0.15\n" : "  None of the 14 signals reaches 0.15.\n",
            NULL);
        assert_string_equal(out, expected);
    }
}

static void the_strongest_first_with_their_words(void **state) {
    (void)state;
    const char *text =
        "we leave, LEAVE, you fools; and an evidence that is far too long to be shown on one line";
    static const Claim claims[] = {
        {SIGNAL_CHURN, "leave", false},
        {SIGNAL_CHURN, "LEAVE", false},
        {SIGNAL_ANGER, "fools", false},
        {SIGNAL_URGENCY, "evidence that is far too long to be shown on one line", false}};
    g_autoptr(Verdict) verdict = new_verdict();
    verdict->score[SIGNAL_ANGER] = 0.7, verdict->score[SIGNAL_URGENCY] = 0.3,
    verdict->score[SIGNAL_CHURN] = 0.9;
    for (size_t i = 0; i < G_N_ELEMENTS(claims); i++)
        claim(verdict, text, &claims[i]);
    g_autoptr(Page) page = page_new(&ASCII, verdict);
    page_signals(page);
    g_autofree char *out = page_take(page);
    assert_string_equal(out,
                        " 1 churn          =========. 0.90  \"leave\"\n"
                        " 2 anger          =======... 0.70  \"fools\"\n"
                        " 3 urgency        ===....... 0.30  \"evidence that is far too long to be show...\"\n"
                        "11 more below 0.15\n");
}

// The columns of a line as the C library measures them. The selector may widen, so it counts as one.
static int columns_of(const char *line, const char *end) {
    int columns = 0;
    for (const char *at = line; at < end; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        const int width = c == 0xFE0F ? 1 : wcwidth((wchar_t)c);
        if (width < 0)
            fail_msg("U+%04X has no width", c);
        columns += width;
    }
    return columns;
}

static void assert_fits(const char *out, unsigned columns, const char *name) {
    assert_true(g_str_has_suffix(out, "\n"));
    for (const char *at = out, *end; *at != '\0'; at = end + 1) {
        end = strchr(at, '\n');
        if (columns_of(at, end) > (int)columns)
            fail_msg("%s: %d columns instead of %u: %.*s", name, columns_of(at, end), columns,
                     (int)(end - at), at);
        assert_false(end > at && end[-1] == ' ');
    }
}

static char *random_text(GRand *rand) {
    static const char *const pieces[] = {
        "a", "word",    "längere", "注文",    "届いていません",
        "😡", "e\u0301", "ü",       " ",       " ",
        " ", " ",       "\n",      "\t",      "한국어",
        "Ω", "\n\n",    "\u200d",  "❤\ufe0f", "https://example.test/a/very/long/path?with=query&and=more"};
    GString *text = g_string_new(NULL);
    for (gint32 i = g_rand_int_range(rand, 1, 120); i > 0; i--)
        g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
    return g_string_free(text, FALSE);
}

static void add_anywhere(GRand *rand, Verdict *verdict, const char *text) {
    const gint32 length = (gint32)g_utf8_strlen(text, -1);
    for (int i = 0; i < 6; i++) {
        const Signal signal = (Signal)g_rand_int_range(rand, 0, SIGNAL_COUNT);
        const gint32 start = g_rand_int_range(rand, 0, length),
                     end = g_rand_int_range(rand, start, length) + 1;
        const Evidence evidence = {
            .text = g_utf8_substring(text, start, end), .start = (uint32_t)start, .end = (uint32_t)end};
        verdict->score[signal] = g_rand_double(rand);
        g_array_append_val(verdict->evidence[signal], evidence);
    }
}

static char *letters_of(const char *text) {
    g_autoptr(GRegex) other = g_regex_new("[\\s\\[\\]⁰¹²³⁴-⁹⁺]+", G_REGEX_OPTIMIZE, 0, NULL);
    return g_regex_replace_literal(other, text, -1, 0, "", 0, NULL);
}

static void no_line_is_too_wide_and_no_word_is_lost(void **state) {
    (void)state;
    const char *given = g_getenv("SEED");
    const guint32 seed = given != NULL ? (guint32)g_ascii_strtoull(given, NULL, 10) : g_random_int();
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    print_message("# SEED=%u\n", seed);
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    for (int i = 0; i < 3000; i++) {
        g_autofree char *text = random_text(rand), *letters = letters_of(text);
        g_autoptr(Verdict) verdict = new_verdict();
        add_anywhere(rand, verdict, text);
        const Screen screen = {.columns = (unsigned)g_rand_int_range(rand, 40, 101), .colour = i % 2 == 0};
        g_autoptr(Page) page = page_new(&screen, verdict);
        page_margin(page, "│ ");
        page_words(page, text, false);
        page_end(page, 0);
        page_margin(page, "");
        g_autofree char *words = page_take(page);
        page_signals(page);
        g_autofree char *out = page_take(page), *plain = without_looks(out);
        assert_fits(plain, screen.columns, text);
        g_autofree char *bare = without_looks(words);
        g_autoptr(GString) shown = g_string_new(bare);
        g_string_replace(shown, "│", "", 0);
        g_autofree char *kept = letters_of(shown->str);
        assert_string_equal(kept, letters);
    }
    setlocale(LC_CTYPE, "C");
}

static void lines_that_continue_hang(void **state) {
    (void)state;
    static const Screen narrow = {.columns = 40};
    g_autoptr(Verdict) verdict = new_verdict();
    g_autoptr(Page) page = page_new(&narrow, verdict);
    page_text(page, LOOK_PLAIN, "From");
    page_fill(page, 13);
    page_text(page, LOOK_PLAIN, "a name that needs more than one of these lines");
    page_end(page, 13);
    g_autofree char *out = page_take(page);
    assert_string_equal(out, "From         a name that needs more than\n             one of these lines\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_message_cannot_do),
        cmocka_unit_test(marks_without_end_are_cut),
        cmocka_unit_test(no_colour_means_no_escape),
        cmocka_unit_test(evidence_is_marked_at_the_very_words),
        cmocka_unit_test(in_colour_nothing_is_added),
        cmocka_unit_test(evidence_that_lies_about_its_place),
        cmocka_unit_test(a_subject_is_one_line),
        cmocka_unit_test(lines_that_do_not_fit_are_joined),
        cmocka_unit_test(bars_say_what_the_scores_say),
        cmocka_unit_test(the_strongest_first_with_their_words),
        cmocka_unit_test(no_line_is_too_wide_and_no_word_is_lost),
        cmocka_unit_test(lines_that_continue_hang),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
