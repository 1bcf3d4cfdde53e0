// How addresses show in a line of the log, whichever way they came into it: what
// looks like one is hidden, and what only has an '@' is left.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "log.h"
#include "metrics_text.h"

static void expect(const char *line, const char *masked) {
    g_autofree char *got = log_address_mask(line);
    assert_string_equal(got, masked);
}

static void by_domain(void **unused) {
    (void)unused;
    static const struct {
        const char *line, *masked;
    } CASES[] = {
        {"event=start", "event=start"},
        {"", ""},
        {"from=ada@x.test size=1", "from=@x.test size=1"},
        {"reply=\"550 <ada@x.test>: no\"", "reply=\"550 <@x.test>: no\""},
        {"reply=\"550 ada@x.test.\"", "reply=\"550 @x.test.\""},
        {"why=\"\\\"ada b\\\"@x.test is bad\"", "why=\"@x.test is bad\""},
        {"cause=x: \"ada young\"@x.test", "cause=x: @x.test"},
        {"reply=\"@x.test\" a=\"@\"", "reply=\"@x.test\" a=\"@\""},
        {"reply=\"\\\"@x.test\"", "reply=\"@x.test\""}, // the field's own quote stays
        {"reply=\"a \\\"b\\\" \\\"c\\\"@x.test\"", "reply=\"a \\\"b\\\" @x.test\""},
        {"why=\"bounce+ada=x.test@y.test\"", "why=\"@y.test\""},
        {"why=\"ada=x.test@y.test\"", "why=\"@y.test\""},
        {"cause=ada=x.test@y.test", "cause=@y.test"},
        {"ada@[192.0.2.7] bob@[IPv6:2001:db8::1]", "@[192.0.2.7] @[IPv6:2001:db8::1]"},
        {"a@x.test,b@y.test", "@x.test,@y.test"},
        {"a@b@c.test", "@b@c.test"},
        {"\xc3\xb6.ada@\xc3\xa4.test x", "@\xc3\xa4.test x"},
        {"where=inet:9469@127.0.0.1", "where=inet:9469@127.0.0.1"},
        {"inet:ada@127.0.0.1", "inet:@127.0.0.1"},
        {"@x.test", "@x.test"},
        {"ada@ home", "ada@ home"},
        {"@", "@"},
        {"@@@", "@@@"},
        {"\"@", "\"@"},
        {"\\\"@x", "@x"},
        {"<ada@[", "<@["},
    };
    log_set_addresses(LOG_DOMAIN);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        expect(CASES[i].line, CASES[i].masked);
}

static void in_full(void **unused) {
    (void)unused;
    log_set_addresses(LOG_FULL);
    expect("reply=\"550 <ada@x.test>\"", "reply=\"550 <ada@x.test>\"");
    static const struct {
        const char *address, *shown;
    } CASES[] = {
        {"ada@x.test", "ada@x.test"},
        {"", "<>"},
        {NULL, "-"},
        {"a b=\"c\"@x.test", "a%20b%3D%22c%22@x.test"},
        {"a\r\n@x.test", "a%0D%0A@x.test"},
        {"\xc3\xb6@x.test", "%C3%B6@x.test"},
        {"100%@x.test", "100%25@x.test"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *shown = log_address(CASES[i].address);
        assert_string_equal(shown, CASES[i].shown);
    }
    g_autofree char *endless = g_strnfill(100000, '\x01');
    g_autofree char *cut = log_address(endless);
    assert_true(strlen(cut) < 210);
}

static void by_hash(void **unused) {
    (void)unused;
    static const uint8_t KEY[LOG_KEY_BYTES] = {1, 2, 3}, OTHER[LOG_KEY_BYTES] = {4};
    log_set_addresses(LOG_HASH);
    g_autofree char *before = log_address("ada@x.test");
    log_set_key(KEY);
    g_autofree char *one = log_address("ada@x.test"), *same = log_address("Ada@X.test");
    g_autofree char *other = log_address("bob@x.test"),
                    *line = log_address_mask("reply=\"<ada@x.test>: no\"");
    g_autofree char *wanted = g_strdup_printf("reply=\"<%s>: no\"", one);
    assert_int_equal(strlen(one), 9);
    assert_int_equal(one[0], '~');
    assert_string_not_equal(one, before); // that key was this process's own
    assert_string_equal(one, same);
    assert_string_not_equal(one, other);
    assert_string_equal(line, wanted);
    log_set_key(OTHER); // the first that is given holds
    g_autofree char *still = log_address("ada@x.test");
    assert_string_equal(still, one);
}

static void any_bytes(void **unused) {
    (void)unused;
    static const char LETTERS[] = "ab@\"\\ =.<>:[]%\xc3\xb6,";
    const guint32 seed = g_random_int();
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    for (unsigned policy = LOG_FULL; policy <= LOG_HASH; policy++)
        for (int round = 0; round < 20000; round++) {
            char line[40] = {0};
            const gint size = g_rand_int_range(random, 0, sizeof line - 1);
            for (gint i = 0; i < size; i++)
                line[i] = LETTERS[g_rand_int_range(random, 0, sizeof LETTERS - 1)];
            log_set_addresses((LogAddresses)policy);
            g_autofree char *quoted = log_quote(line), *masked = log_address_mask(quoted);
            const size_t length = strlen(masked);
            // Whatever is hidden, the value ends where it ended: no quote within it stands bare.
            if (length < 2 || masked[0] != '"' || masked[length - 1] != '"')
                fail_msg("seed %u: %s became %s", seed, quoted, masked);
            for (size_t i = 1; i < length - 1; i++) {
                if (masked[i] == '"' || (masked[i] == '\\' && i + 1 == length - 1))
                    fail_msg("seed %u: %s became %s", seed, quoted, masked);
                i += masked[i] == '\\' ? 1 : 0;
            }
        }
}

static void quotes(void **unused) {
    (void)unused;
    g_autofree char *none = log_quote(NULL), *both = log_quote("a\"b\\c"), *word = log_word("jane.doe");
    g_autofree char *words = log_word("jane doe"), *empty = log_word("");
    assert_string_equal(none, "-");
    assert_string_equal(both, "\"a\\\"b\\\\c\"");
    assert_string_equal(word, "jane.doe");
    assert_string_equal(words, "\"jane doe\"");
    assert_string_equal(empty, "\"\"");
    g_autofree char *much = g_strnfill(5000, '"'), *cut = log_quote(much);
    assert_true(strlen(cut) < 320 && g_str_has_suffix(cut, "...\""));
}

static void metrics_escape(void **unused) {
    (void)unused;
    MetricsText *text = metrics_text_new();
    metrics_family(text, "x", "gauge", "one\nline \\ \"");
    const MetricsLabel labels[METRICS_LABELS] = {{"a", "q\" b\\ n\n \xff"}, {NULL, NULL}, {"c", ""}};
    metrics_count(text, "", labels, UINT64_MAX);
    metrics_seconds(text, "", (MetricsLabel[METRICS_LABELS]){{NULL, NULL}}, 1500001);
    metrics_seconds(text, "", (MetricsLabel[METRICS_LABELS]){{NULL, NULL}}, -1);
    g_autofree char *whole = metrics_text_take(text);
    assert_string_equal(whole, "# HELP earshot_x one\\nline \\\\ \"\n"
                               "# TYPE earshot_x gauge\n"
                               "earshot_x{a=\"q\\\" b\\\\ n\\n \xef\xbf\xbd\",c=\"\"} 18446744073709551615\n"
                               "earshot_x 1.500001\n"
                               "earshot_x 0.000000\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_domain), cmocka_unit_test(in_full), cmocka_unit_test(by_hash),
        cmocka_unit_test(any_bytes), cmocka_unit_test(quotes),  cmocka_unit_test(metrics_escape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
