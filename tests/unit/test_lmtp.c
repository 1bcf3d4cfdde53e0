// LMTP as a machine: each case is a whole conversation, fed in one piece and
// then byte by byte; both must give the same replies.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "lmtp.h"

static LmtpWelcome accepts(const char *address, void *data) {
    (void)data;
    if (g_str_has_prefix(address, "read"))
        return LMTP_READ;
    return g_str_has_prefix(address, "good") ? LMTP_TAKEN : LMTP_REFUSED;
}

#define EHLO "250-mx.test|250-PIPELINING|250-8BITMIME|250-SMTPUTF8|250 ENHANCEDSTATUSCODES|"
#define BEGIN "LHLO mta\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<good@r.test>\r\n"
#define BEGUN EHLO "250 2.1.0 ok|250 2.1.5 ok|"
#define NOTED "250 2.0.0 noted|"
#define UNCLEAN "500 5.5.2 a line ends in CRLF and holds no control characters|"

typedef struct Case {
    const char *name, *input;
    size_t size; // 0: strlen
    const char *replies;
} Case;

static const Case cases[] = {
    {"a plain mail", BEGIN "DATA\r\nSubject: x\r\n\r\nhello\r\n.\r\nQUIT\r\n", 0,
     BEGUN "354 go on|" NOTED "221 2.0.0 bye|"},
    {"commands in any case, blanks behind the colon, parameters",
     "lhlo mta\r\nmail from: <> BODY=8BITMIME SMTPUTF8\r\nrcpt to:<good@r.test> NOTIFY=NEVER\r\n", 0, BEGUN},
    {"a reply for each recipient, refused ones without",
     "LHLO m\r\nMAIL FROM:<>\r\nRCPT TO:<good1@r>\r\nRCPT TO:<bad@r>\r\nRCPT TO:<good2@r>\r\nDATA\r\n.\r\n",
     0, EHLO "250 2.1.0 ok|250 2.1.5 ok|550 5.1.1 no such receipt|250 2.1.5 ok|354 go on|" NOTED NOTED},
    {"two mails on one connection, pipelined",
     BEGIN "DATA\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<good@r>\r\nDATA\r\nx\r\n.\r\nNOOP\r\n", 0,
     BEGUN "354 go on|" NOTED "250 2.1.0 ok|250 2.1.5 ok|354 go on|" NOTED "250 2.0.0 ok|"},
    {"the sender of one mail does not serve for the next", BEGIN "DATA\r\n.\r\nRCPT TO:<good@r>\r\n", 0,
     BEGUN "354 go on|" NOTED "503 5.5.1 RCPT is not expected here|"},
    {"RSET forgets", BEGIN "RSET\r\nDATA\r\n", 0, BEGUN "250 2.0.0 ok|503 5.5.1 no recipients|"},
    {"a second LHLO forgets", BEGIN "LHLO mta\r\nDATA\r\n", 0, BEGUN EHLO "503 5.5.1 no recipients|"},
    {"DATA when all recipients were refused", "LHLO m\r\nMAIL FROM:<>\r\nRCPT TO:<bad@r>\r\nDATA\r\n", 0,
     EHLO "250 2.1.0 ok|550 5.1.1 no such receipt|503 5.5.1 no recipients|"},
    {"MAIL before LHLO", "MAIL FROM:<a@b>\r\n", 0, "503 5.5.1 MAIL is not expected here|"},
    {"MAIL twice", "LHLO m\r\nMAIL FROM:<a@b>\r\nMAIL FROM:<c@d>\r\n", 0,
     EHLO "250 2.1.0 ok|503 5.5.1 MAIL is not expected here|"},
    {"EHLO is not LMTP", "EHLO m\r\nHELO m\r\n", 0,
     "500 5.5.1 this is LMTP: say LHLO|500 5.5.1 this is LMTP: say LHLO|"},
    {"LHLO without a name", "LHLO\r\n", 0, "501 5.5.4 LHLO wants a name|"},
    {"paths that are none", "LHLO m\r\nMAIL a@b\r\nMAIL FROM:a@b\r\nMAIL FROM:<a@b\r\nMAIL FROM:>a<\r\n", 0,
     EHLO "501 5.5.4 MAIL FROM:<address>|501 5.5.4 MAIL FROM:<address>|501 5.5.4 MAIL FROM:<address>|"
          "501 5.5.4 MAIL FROM:<address>|"},
    {"an empty recipient", "LHLO m\r\nMAIL FROM:<>\r\nRCPT TO:<>\r\n", 0,
     EHLO "250 2.1.0 ok|501 5.5.4 RCPT TO:<address>|"},
    {"unknown commands and empty lines", "XYZZY\r\n\r\nLHLOX m\r\n", 0,
     "500 5.5.2 no such command|500 5.5.2 no such command|500 5.5.2 no such command|"},
    {"nothing after QUIT counts", "QUIT\r\nNOOP\r\n", 0, "221 2.0.0 bye|"},
    // Dots.
    {"a dot alone within a line, and doubled dots", BEGIN "DATA\r\na.\r\n..\r\n.x\r\n...\r\n.\r\n", 0,
     BEGUN "354 go on|" NOTED},
    {"an empty body", BEGIN "DATA\r\n.\r\n", 0, BEGUN "354 go on|" NOTED},
    {"LF dot LF does not end it", BEGIN "DATA\r\nx\n.\nMAIL FROM:<>\n\r\n.\r\n", 0, BEGUN "354 go on|" NOTED},
    {"LF dot CRLF does not end it", BEGIN "DATA\r\nx\n.\r\nQUIT\r\n.\r\n", 0, BEGUN "354 go on|" NOTED},
    {"CRLF dot LF does not end it", BEGIN "DATA\r\nx\r\n.\nQUIT\r\n.\r\n", 0, BEGUN "354 go on|" NOTED},
    {"CR dot CR does not end it", BEGIN "DATA\r\nx\r.\rQUIT\r\n.\r\n", 0, BEGUN "354 go on|" NOTED},
    {"CRLF dot CR CR LF does not end it", BEGIN "DATA\r\n.\r\r\nQUIT\r\n.\r\n", 0, BEGUN "354 go on|" NOTED},
    {"CR before CRLF ends the line all the same", BEGIN "DATA\r\nx\r\r\n.\r\n", 0, BEGUN "354 go on|" NOTED},
    {"NUL and high bytes in the body", BEGIN "DATA\r\n\0\0\xff\xfe\r\n.\r\n",
     sizeof BEGIN "DATA\r\n\0\0\xff\xfe\r\n.\r\n" - 1, BEGUN "354 go on|" NOTED},
    {"no final dot, no receipt", BEGIN "DATA\r\nhello\r\n", 0, BEGUN "354 go on|"},
    // Hostile command lines.
    {"a bare LF", "NOOP\nNOOP\r\n", 0, UNCLEAN "250 2.0.0 ok|"},
    {"NUL in a command", "NO\0OP\r\n", sizeof "NO\0OP\r\n" - 1, UNCLEAN},
    {"CR within a command", "NOOP\rQUIT\r\n", 0, UNCLEAN},
};

static GString *converse(const Case *row, size_t step) {
    g_autoptr(Lmtp) lmtp = lmtp_new("mx.test", accepts, NULL);
    g_autoptr(GByteArray) replies = g_byte_array_new();
    static const bool taken[LMTP_RECIPIENT_LIMIT] = {true, true, true};
    const size_t size = row->size > 0 ? row->size : strlen(row->input);
    LmtpState state = LMTP_MORE;
    for (size_t at = 0; at < size && state != LMTP_CLOSE; at += step) {
        state = lmtp_feed(lmtp, (const uint8_t *)row->input + at, MIN(step, size - at), replies);
        while (state == LMTP_CONFIRM)
            state = lmtp_confirm(lmtp, taken, replies);
    }
    GString *text = g_string_new_len((const char *)replies->data, replies->len);
    g_string_replace(text, "\r\n", "|", 0);
    return text;
}

static void conversations(void **unused) {
    (void)unused;
    static const size_t steps[] = {100000, 1, 2, 3, 7};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(steps); j++) {
            g_autoptr(GString) said = converse(&cases[i], steps[j]);
            if (strcmp(said->str, cases[i].replies) != 0)
                fail_msg("%s, %zu at a time:\n%s\n%s", cases[i].name, steps[j], said->str, cases[i].replies);
        }
}

static LmtpState feed(Lmtp *lmtp, const char *text, GByteArray *replies) {
    return lmtp_feed(lmtp, (const uint8_t *)text, strlen(text), replies);
}

static void assert_ends_with(const GByteArray *replies, const char *end) {
    g_autofree char *text = g_strndup((const char *)replies->data, replies->len);
    if (!g_str_has_suffix(text, end))
        fail_msg("does not end with %s: %s", end, text);
}

static void waits_for_confirmation(void **unused) {
    (void)unused;
    g_autoptr(Lmtp) lmtp = lmtp_new("mx.test", accepts, NULL);
    g_autoptr(GByteArray) replies = g_byte_array_new();
    assert_int_equal(feed(lmtp, BEGIN "RCPT TO:<good2@r>\r\nDATA\r\n.\r\nNO", replies), LMTP_CONFIRM);
    assert_int_equal(lmtp_recipients(lmtp)->len, 2);
    assert_string_equal(lmtp_recipients(lmtp)->pdata[0], "good@r.test");
    assert_string_equal(lmtp_recipients(lmtp)->pdata[1], "good2@r");
    assert_ends_with(replies, "354 go on\r\n");
    assert_int_equal(feed(lmtp, "OP\r\n", replies), LMTP_CONFIRM); // kept
    assert_ends_with(replies, "354 go on\r\n");
    const bool taken[] = {false, true};
    assert_int_equal(lmtp_confirm(lmtp, taken, replies), LMTP_MORE);
    assert_ends_with(replies, "451 4.3.0 cannot note it now, try again later\r\n250 2.0.0 noted\r\n"
                              "250 2.0.0 ok\r\n");
}

// What is kept of a mail, whatever pieces it comes in.
typedef struct Mail {
    const char *name, *commands, *data;
    size_t size; // 0: strlen
    const char *sender, *kept;
    size_t length; // 0: strlen
} Mail;

static const Mail mails[] = {
    {"a mail", "MAIL FROM:<>\r\nRCPT TO:<read@r>\r\n", "Subject: x\r\n\r\nhello\r\n.\r\n", 0, "",
     "Subject: x\r\n\r\nhello\r\n", 0},
    {"its sender", "MAIL FROM:<\"a>b\"@c.test> SIZE=1\r\nRCPT TO:<read@r>\r\n", "x\r\n.\r\n", 0,
     "\"a>b\"@c.test", "x\r\n", 0},
    {"dots unstuffed", "MAIL FROM:<>\r\nRCPT TO:<read@r>\r\n", "..\r\n.x\r\n...\r\na.\r\n.\r\n", 0, "",
     ".\r\nx\r\n..\r\na.\r\n", 0},
    {"dots and line ends that are none", "MAIL FROM:<>\r\nRCPT TO:<read@r>\r\n",
     "\r\n.\rx\n.\n\r\n.\r\r\ny\r\n.\r\n", 0, "", "\r\n\rx\n.\n\r\n\r\r\ny\r\n", 0},
    {"NUL", "MAIL FROM:<>\r\nRCPT TO:<read@r>\r\n", "a\0b\r\n.\r\n", 9 - 1, "", "a\0b\r\n", 5},
    {"one of two is read", "MAIL FROM:<>\r\nRCPT TO:<good@r>\r\nRCPT TO:<read@r>\r\n", "x\r\n.\r\n", 0, "",
     "x\r\n", 0},
    {"not for a receipt", "MAIL FROM:<a@b>\r\nRCPT TO:<good@r>\r\n", "x\r\n.\r\n", 0, "a@b", "", 0},
    {"not when its reader was forgotten",
     "MAIL FROM:<>\r\nRCPT TO:<read@r>\r\nRSET\r\nMAIL FROM:<>\r\nRCPT TO:<good@r>\r\n", "x\r\n.\r\n", 0, "",
     "", 0},
    {"an empty one", "MAIL FROM:<>\r\nRCPT TO:<read@r>\r\n", ".\r\n", 0, "", "", 0},
};

static void the_mail_is_kept_where_it_is_read(void **unused) {
    (void)unused;
    static const size_t steps[] = {100000, 1, 2, 3};
    for (size_t i = 0; i < G_N_ELEMENTS(mails) * G_N_ELEMENTS(steps); i++) {
        const size_t row = i / G_N_ELEMENTS(steps), step = steps[i % G_N_ELEMENTS(steps)];
        g_autoptr(Lmtp) lmtp = lmtp_new("mx.test", accepts, NULL);
        g_autoptr(GByteArray) replies = g_byte_array_new();
        g_autoptr(GString) input = g_string_new("LHLO m\r\n");
        g_string_append(input, mails[row].commands);
        g_string_append(input, "DATA\r\n");
        g_string_append_len(input, mails[row].data,
                            (gssize)(mails[row].size > 0 ? mails[row].size : strlen(mails[row].data)));
        LmtpState state = LMTP_MORE;
        for (size_t at = 0; at < input->len; at += step)
            state = lmtp_feed(lmtp, (const uint8_t *)input->str + at, MIN(step, input->len - at), replies);
        const GByteArray *kept = lmtp_body(lmtp);
        const size_t length = mails[row].length > 0 ? mails[row].length : strlen(mails[row].kept);
        if (state != LMTP_CONFIRM || strcmp(lmtp_sender(lmtp), mails[row].sender) != 0 ||
            kept->len != length ||
            memcmp(kept->data != NULL ? (const char *)kept->data : "", mails[row].kept, length) != 0)
            fail_msg("%s, %zu at a time: %.*s", mails[row].name, step, (int)kept->len,
                     (const char *)kept->data);
        static const bool taken[LMTP_RECIPIENT_LIMIT] = {true, true};
        lmtp_confirm(lmtp, taken, replies);
        assert_int_equal(lmtp_body(lmtp)->len, 0);
    }
}

static void what_is_kept_is_bounded(void **unused) {
    (void)unused;
    g_autoptr(Lmtp) lmtp = lmtp_new("mx.test", accepts, NULL);
    g_autoptr(GByteArray) replies = g_byte_array_new();
    g_autofree char *much = g_strnfill(1000, 'x');
    feed(lmtp, "LHLO m\r\nMAIL FROM:<>\r\nRCPT TO:<read@r>\r\nDATA\r\n", replies);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(feed(lmtp, much, replies), LMTP_MORE);
    assert_int_equal(feed(lmtp, "\r\n.\r\n", replies), LMTP_CONFIRM);
    assert_in_range(lmtp_body(lmtp)->len, LMTP_BODY_LIMIT - 2, LMTP_BODY_LIMIT);
}

static void an_endless_line_is_bounded(void **unused) {
    (void)unused;
    g_autoptr(Lmtp) lmtp = lmtp_new("mx.test", accepts, NULL);
    g_autoptr(GByteArray) replies = g_byte_array_new();
    g_autofree char *much = g_strnfill(1000, 'x');
    for (int i = 0; i < 1000; i++)
        assert_int_equal(feed(lmtp, much, replies), LMTP_MORE);
    assert_int_equal(replies->len, 0);
    assert_int_equal(feed(lmtp, "\r\nNOOP\r\n", replies), LMTP_MORE);
    assert_ends_with(replies, "500 5.5.6 line too long\r\n250 2.0.0 ok\r\n");
}

static void recipients_are_bounded(void **unused) {
    (void)unused;
    g_autoptr(Lmtp) lmtp = lmtp_new("mx.test", accepts, NULL);
    g_autoptr(GByteArray) replies = g_byte_array_new();
    feed(lmtp, "LHLO m\r\nMAIL FROM:<>\r\n", replies);
    for (int i = 0; i < LMTP_RECIPIENT_LIMIT; i++)
        feed(lmtp, "RCPT TO:<good@r>\r\n", replies);
    assert_ends_with(replies, "250 2.1.5 ok\r\n");
    feed(lmtp, "RCPT TO:<good@r>\r\n", replies);
    assert_ends_with(replies, "452 4.5.3 too many recipients\r\n");
    assert_int_equal(lmtp_recipients(lmtp)->len, LMTP_RECIPIENT_LIMIT);
}

static void errors_are_bounded(void **unused) {
    (void)unused;
    g_autoptr(Lmtp) lmtp = lmtp_new("mx.test", accepts, NULL);
    g_autoptr(GByteArray) replies = g_byte_array_new();
    for (int i = 0; i < LMTP_ERROR_LIMIT; i++)
        assert_int_equal(feed(lmtp, "XYZZY\r\n", replies), LMTP_MORE);
    assert_int_equal(feed(lmtp, "XYZZY\r\n", replies), LMTP_CLOSE);
    assert_ends_with(replies, "421 4.3.2 mx.test too many errors\r\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conversations),
        cmocka_unit_test(waits_for_confirmation),
        cmocka_unit_test(the_mail_is_kept_where_it_is_read),
        cmocka_unit_test(what_is_kept_is_bounded),
        cmocka_unit_test(an_endless_line_is_bounded),
        cmocka_unit_test(recipients_are_bounded),
        cmocka_unit_test(errors_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
