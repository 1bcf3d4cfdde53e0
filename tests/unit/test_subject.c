// Subjects: which are inherited, what stands behind the prefixes, what may be echoed.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "subject.h"

static void prefixes_of_many_clients(void **state) {
    (void)state;
    static const struct {
        const char *subject;
        bool inherited;
        const char *rest;
    } cases[] = {
        {"Printer on fire", false, "Printer on fire"},
        {"Re: Printer", true, "Printer"},
        {"RE: AW: FW: Printer", true, "Printer"},
        {"re[2]: Printer", true, "Printer"},
        {"Re(3): Printer", true, "Printer"},
        {"Re^2: Printer", true, "Printer"},
        {"AW: Drucker", true, "Drucker"},
        {"WG: Drucker", true, "Drucker"},
        {"SV: Skrivare", true, "Skrivare"},
        {"VS: Tulostin", true, "Tulostin"},
        {"TR\xc2\xa0: Imprimante", true, "Imprimante"},
        {"Ré: Imprimante", true, "Imprimante"},
        {"RE\xcc\x81 : Imprimante", true, "Imprimante"},
        {"Réf: commande 12", false, "Réf: commande 12"},
        {"RIF: Stampante", true, "Stampante"},
        {"Odp: Drukarka", true, "Drukarka"},
        {"Antw: Printer", true, "Printer"},
        {"ОТВ: Принтер", true, "Принтер"},
        {"回复：打印机", true, "打印机"},
        {"НА: Принтер", true, "Принтер"},
        {"EXTERNAL: RE: Printer", true, "Printer"},
        {"*EXT* AW: Drucker", true, "Drucker"},
        {"(extern) Printer", false, "Printer"},
        {"External: drive broken", false, "External: drive broken"},
        {"EXTERNAL:", false, "EXTERNAL:"},
        {"Extra: re: x", false, "Extra: re: x"},
        {"  Re:Printer", true, "Printer"},
        {"[EXT] Re: Printer", true, "Printer"},
        {"Re: [list] Re: Printer", true, "Printer"},
        {"[list] Printer", false, "Printer"},
        {"Re: [#abcdefgh] Printer", true, "Printer"},
        {"Re:", true, ""},
        {"", false, ""},
        {"[urgent]", false, "[urgent]"},
        {"Reset: how?", false, "Reset: how?"},
        {"Regarding: invoice", false, "Regarding: invoice"},
        {"Ref: order 12", false, "Ref: order 12"},
        {"Error: disk full", false, "Error: disk full"},
        {"re printer", false, "re printer"},
        {"Fwdx: a", false, "Fwdx: a"},
        {"[unclosed Re: x", false, "[unclosed Re: x"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        if (subject_is_inherited(cases[i].subject) != cases[i].inherited)
            fail_msg("'%s': inherited is wrong", cases[i].subject);
        if (strcmp(subject_skip_prefixes(cases[i].subject), cases[i].rest) != 0)
            fail_msg("'%s': rest '%s'", cases[i].subject, subject_skip_prefixes(cases[i].subject));
    }
}

static void forwards_are_told_from_answers(void **state) {
    (void)state;
    static const char *const forwards[] = {"Fwd: x", "FW: x", "[EXT] WG: x", "TR : x", "Fwd: Re: x"};
    static const char *const others[] = {"Re: Fwd: x", "AW: x", "x", "", "forward: x", "I would: like"};
    for (size_t i = 0; i < G_N_ELEMENTS(forwards); i++)
        assert_true(subject_is_forward(forwards[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        assert_false(subject_is_forward(others[i]));
}

static void echo_is_clean(void **state) {
    (void)state;
    static const struct {
        const char *subject, *clean;
    } cases[] = {
        {"Re: Printer  on\tfire ", "Printer on fire"},
        {"a\r\nBcc: x@y", "a Bcc: x@y"},
        {"a\001b", "ab"},
        {"pay \xe2\x80\xaetxt.exe", "pay txt.exe"},
        {"broken \xff byte", "broken \xef\xbf\xbd byte"},
        {"[Ticket#2015] Printer", "Printer"},
        {"Printer [#ABC-123] down", "Printer down"},
        {"Printer [CASE 991]", "Printer"},
        {"Array[10] is wrong", "Array[10] is wrong"},
        {"Printer [urgent]", "Printer [urgent]"},
        {"Größe 😡", "Größe 😡"},
        {"a\xe2\x80\x8b\xe2\x80\x8f\xef\xbb\xbf"
         "b\xe2\x81\xa6"
         "c\xe2\x81\xa9",
         "abc"}, // zero width, bidi marks, BOM
        {"a\xc2\x85\xe2\x80\xa8"
         "b",
         "a b"}, // C1, line separator
        {"\xee\x80\x80private", "private"},
        {"a=?utf-8?q?b?=", "a=?utf-8?q?b?="},
        {"Re: [#abcdefgh]", ""},
        {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *clean = subject_clean(cases[i].subject);
        if (strcmp(clean, cases[i].clean) != 0)
            fail_msg("'%s': '%s'", cases[i].subject, clean);
    }
}

static void echo_is_short(void **state) {
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 120; i++)
        g_string_append(text, "ä");
    g_autofree char *whole = subject_clean(text->str);
    assert_string_equal(whole, text->str);
    g_string_append(text, "x");
    g_autofree char *cut = subject_clean(text->str);
    assert_int_equal(g_utf8_strlen(cut, -1), 121);
    assert_true(g_str_has_suffix(cut, "ä…"));
    g_string_truncate(text, text->len - strlen("äx"));
    g_string_append(text, " zz"); // a blank counts as well
    g_autofree char *parted = subject_clean(text->str);
    assert_true(g_str_has_suffix(parted, "ä…"));
    assert_int_equal(g_utf8_strlen(parted, -1), 120);
}

// A front without end is read so far and no further; what is left is still a subject.
static void a_hostile_front_ends(void **state) {
    (void)state;
    static const char *const units[] = {"Re: ",     "[#1] ",        "[x] Re[2]: ", "[",
                                        "\xc2\xa0", "Re\xcc\x81: ", ": "};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 65000)
            g_string_append(text, units[i]);
        const gint64 start = g_get_monotonic_time();
        for (int round = 0; round < 10; round++) {
            g_autofree char *clean = subject_clean(text->str), *folded = subject_fold(text->str);
            assert_true(g_utf8_validate(clean, -1, NULL) && g_utf8_strlen(clean, -1) <= 121);
            subject_is_forward(text->str);
        }
        if (g_get_monotonic_time() - start > G_USEC_PER_SEC / 4)
            fail_msg("'%s' without end: %d ms a round", units[i],
                     (int)((g_get_monotonic_time() - start) / 10000));
    }
}

static void folding_joins_what_a_thread_shares(void **state) {
    (void)state;
    g_autofree char *a = subject_fold("RE: Größe  stimmt NICHT"), *b = subject_fold("größe stimmt nicht");
    g_autofree char *c = subject_fold("größe stimmt");
    assert_string_equal(a, b);
    assert_string_not_equal(a, c);
}

static void short_ids_come_back(void **state) {
    (void)state;
    g_autofree char *mark = subject_short_id("abcd2345wxyz");
    assert_string_equal(mark, "[#abcd2345]");
    g_autofree char *subject = g_strconcat("Re: Printer ", mark, NULL);
    g_autofree char *found = subject_find_short_id(subject);
    assert_string_equal(found, "abcd2345");
    g_autofree char *second = subject_find_short_id("[#123] [#ABCDEFGH] x");
    assert_string_equal(second, "abcdefgh");
    assert_null(subject_find_short_id("[#abc]"));
    assert_null(subject_find_short_id("[#abcdefghi]"));
    assert_null(subject_find_short_id("[#abcdefg1]"));
    assert_null(subject_find_short_id(""));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prefixes_of_many_clients),
        cmocka_unit_test(echo_is_clean),
        cmocka_unit_test(a_hostile_front_ends),
        cmocka_unit_test(forwards_are_told_from_answers),
        cmocka_unit_test(echo_is_short),
        cmocka_unit_test(folding_joins_what_a_thread_shares),
        cmocka_unit_test(short_ids_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
