// The envelope: three kinds of sender are kept apart.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "envelope.h"

static void sender_is_known_null_or_unknown(void **state) {
    (void)state;
    static const struct {
        const char *path, *sender;
    } cases[] = {
        {"<Ann@Example.ORG>", "Ann@example.org"},
        {"ann@example.org", "ann@example.org"},
        {"<>", ""},
        {"", ""},
        {"<MAILER-DAEMON>", "MAILER-DAEMON"},
        {"root", "root"},
        {" <mail.admin+x> ", "mail.admin+x"},
        {"<not an address>", NULL},
        {"<a@>", NULL},
        {"<@b>", NULL},
        {"<ann", NULL},
        {"<\"root\">", NULL},
        {"<ann\r\nRCPT>", NULL},
        {"<r\xc3\xb6\xc3\xb6t>", NULL},
        {"<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>", NULL},
        {NULL, NULL},
    };
    g_autoptr(Envelope) envelope = envelope_new();
    assert_null(envelope->sender);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        envelope_set_sender(envelope, cases[i].path);
        if (g_strcmp0(envelope->sender, cases[i].sender) != 0)
            fail_msg("%s: sender '%s'", cases[i].path, envelope->sender);
    }
}

static void recipients_keep_their_order(void **state) {
    (void)state;
    g_autoptr(Envelope) envelope = envelope_new();
    assert_int_equal(envelope->recipients->len, 0);
    envelope_add_recipient(envelope, "b@example.org");
    envelope_add_recipient(envelope, "a@example.org");
    assert_string_equal(envelope->recipients->pdata[0], "b@example.org");
    assert_string_equal(envelope->recipients->pdata[1], "a@example.org");
    envelope_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sender_is_known_null_or_unknown),
        cmocka_unit_test(recipients_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
