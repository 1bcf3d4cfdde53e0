// Where our loop token is found, and where it is not: in longer words, behind the bounds, of another kind.
#include "looptoken.h"

#include "support.h"

enum { ROW = 42 };

typedef struct Case {
    const char *name, *text; // '@' is our token, '%' one of another kind
    bool found;
} Case;

static const Case texts[] = {
    {"alone", "@", true},
    {"in a sentence", "> Ref: @.\n", true},
    {"behind another word of its length", "abcdefghijklmnopqrstuvwxyz234567 <@>", true},
    {"behind one of another kind", "% @", true},
    {"as part of a longer word", "x@", false},
    {"with a letter behind", "@x", false},
    {"of another kind", "%", false},
    {"beside bytes of no charset", "\xff@\xfe", true},
};

static char *filled(const Seal *seal, const char *text) {
    g_autofree char *loop = seal_token(seal, "loop", ROW), *other = seal_token(seal, "thread", ROW);
    GString *out = g_string_new(text);
    g_string_replace(out, "@", loop, 0);
    g_string_replace(out, "%", other, 0);
    return g_string_free(out, FALSE);
}

static void in_a_text(void **state) {
    (void)state;
    g_autoptr(Seal) seal = support_seal(1);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *text = filled(seal, texts[i].text);
        uint64_t row = 0;
        unsigned tries = LOOPTOKEN_TRIES;
        const bool found = looptoken_find(seal, text, strlen(text), &tries, &row);
        if (found != texts[i].found || (found && row != ROW))
            fail_msg("%s: %d, row %" G_GUINT64_FORMAT, texts[i].name, found, row);
    }
}

static void within_the_size_alone(void **state) {
    (void)state;
    g_autoptr(Seal) seal = support_seal(1);
    g_autofree char *token = filled(seal, "@");
    uint64_t row = 0;
    unsigned tries = LOOPTOKEN_TRIES;
    assert_false(looptoken_find(seal, token, SEAL_TOKEN_LENGTH - 1, &tries, &row));
    assert_false(looptoken_find(seal, token, 0, &tries, &row));
    assert_int_equal(tries, LOOPTOKEN_TRIES);
    assert_true(looptoken_find(seal, token, SEAL_TOKEN_LENGTH, &tries, &row));
}

static void tries_end(void **state) {
    (void)state;
    g_autoptr(Seal) seal = support_seal(1);
    g_autofree char *text = filled(seal, "% % @");
    uint64_t row = 0;
    unsigned tries = 2;
    assert_false(looptoken_find(seal, text, strlen(text), &tries, &row));
    assert_int_equal(tries, 0);
    tries = 3;
    assert_true(looptoken_find(seal, text, strlen(text), &tries, &row));
    assert_int_equal(tries, 0);
}

static bool found_in(const Seal *seal, const char *header, const char *body) {
    g_autofree char *mail = g_strconcat("Subject: x\n", header, "\n", body, NULL);
    g_autoptr(GBytes) bytes = support_bytes(mail);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    uint64_t row = 0;
    unsigned tries = LOOPTOKEN_TRIES;
    return looptoken_find_in_body(seal, message, &tries, &row);
}

static void in_a_body(void **state) {
    (void)state;
    g_autoptr(Seal) seal = support_seal(1);
    g_autofree char *plain = filled(seal, "Ref: @\n"), *field = filled(seal, "Earshot-Loop: @\n");
    g_autofree char *coded = g_base64_encode((const guchar *)plain, strlen(plain));
    g_autofree char *broken = filled(seal, "Ref: @\n");
    g_autofree char *soft = g_strdup_printf("%.15s=\n%s", broken, broken + 15);
    g_autofree char *blanks = g_strnfill(1024 * 1024, ' ');
    g_autofree char *late = g_strconcat(blanks, plain, NULL);
    assert_true(found_in(seal, "", plain));
    assert_true(found_in(seal, "Content-Transfer-Encoding: base64\n", coded));
    assert_true(found_in(seal, "Content-Transfer-Encoding: quoted-printable\n", soft));
    assert_false(found_in(seal, "", soft));
    assert_false(found_in(seal, "Content-Type: image/png\nContent-Transfer-Encoding: base64\n", coded));
    assert_false(found_in(seal, field, "nothing")); // the header is not the body
    assert_false(found_in(seal, "", late));
}

static int start(void **state) {
    (void)state;
    message_library_start();
    return seal_library_start(NULL) ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_a_text),
        cmocka_unit_test(within_the_size_alone),
        cmocka_unit_test(tries_end),
        cmocka_unit_test(in_a_body),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
