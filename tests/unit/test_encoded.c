// Encoded words as mail carries them: neighbours, padding, split characters,
// and what only looks like one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>

#include "encoded.h"

static const struct {
    const char *name;
    const char *raw;
    const char *text;
} cases[] = {
    {"plain text", "Hello you", "Hello you"},
    {"one base64 word", "=?UTF-8?B?R3LDvMOfZQ==?=", "Gr\u00fc\u00dfe"},
    {"one quoted word", "=?iso-8859-1?Q?Gr=FC=DFe_an_alle?=", "Gr\u00fc\u00dfe an alle"},
    {"padding before a neighbour",
     "=?UTF-8?B?R3LDvMOfZQ==?= =?UTF-8?B?IGFuIGFsbGU=?=", "Gr\u00fc\u00dfe an alle"},
    {"a folded neighbour", "=?utf-8?q?a?=\n =?utf-8?q?b?=", "ab"},
    {"a character split between words", "=?UTF-8?B?R3LD?= =?UTF-8?B?vMOfZQ==?=", "Gr\u00fc\u00dfe"},
    {"neighbours in two charsets", "=?utf-8?q?=C3=BC?= =?iso-8859-1?q?=FC?=", "\u00fc\u00fc"},
    {"a blank between word and text stays", "Re: =?utf-8?q?x?= y =?utf-8?q?z?=", "Re: x y z"},
    {"a language", "=?us-ascii*en?Q?Keith_Moore?=", "Keith Moore"},
    {"blanks inside a quoted word", "=?utf-8?Q?a b?=", "a b"},
    {"padding missing", "=?UTF-8?B?R3LDvMOfZQ?=", "Gr\u00fc\u00dfe"},
    {"an unknown charset is guessed", "=?x-no-such?q?=FC?=", "\u00fc"},
    {"no end", "=?utf-8?q?abc", "=?utf-8?q?abc"},
    {"no such encoding", "=?utf-8?x?abc?=", "=?utf-8?x?abc?="},
    {"no charset", "=??q?abc?=", "=??q?abc?="},
    {"an empty word", "a =?utf-8?q?\?= b", "a  b"},
    {"a lonely equals sign at the end", "=?utf-8?q?a=?=", "a="},
};

static void words_are_decoded(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = encoded_decode(cases[i].raw);
        if (g_strcmp0(text, cases[i].text) != 0)
            fail_msg("%s: \"%s\" became \"%s\"", cases[i].name, cases[i].raw, text);
    }
}

// Any bytes give valid UTF-8, and no input makes it slow.
static void hostile_words_do_no_harm(void **state) {
    (void)state;
    const guint32 seed = g_random_int();
    print_message("seed %u\n", seed);
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    static const char letters[] = "=?=?=?=?utf-8BQbq?== \xc3\xbc_A9";
    for (int round = 0; round < 5000; round++) {
        char raw[80];
        const size_t size = (size_t)g_rand_int_range(random, 0, (gint32)sizeof raw);
        for (size_t i = 0; i < size; i++)
            raw[i] = letters[g_rand_int_range(random, 0, (gint32)sizeof letters - 1)];
        raw[MIN(size, sizeof raw - 1)] = '\0';
        g_autofree char *text = encoded_decode(raw);
        assert_true(g_utf8_validate(text, -1, NULL));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_decoded),
        cmocka_unit_test(hostile_words_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
