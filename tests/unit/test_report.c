// Reports as mail systems write them, each a message of our own making after the
// RFC's and the systems' forms; then what is no report, then what somebody might
// send to hurt. Real ones from elsewhere and their mutations must do no harm.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"
#include "support.h"

#define HEAD "From: MAILER-DAEMON@mx.test\nMessage-ID: <report@mx.test>\nMIME-Version: 1.0\n"
#define TYPED(type) HEAD "Content-Type: multipart/report; report-type=" type "; boundary=b\n\n"
#define NOTE "--b\nContent-Type: text/plain\n\nSee below.\n"
#define PART(type, text) "--b\nContent-Type: " type "\n\n" text "\n"
#define STATUS(groups) PART("message/delivery-status", "Reporting-MTA: dns; mx.test\n\n" groups)
#define COPY PART("message/rfc822", "Message-ID: <ours@example.test>\nTo: Ann <ann@there.test>\n\nThank you.")
#define DSN(groups) TYPED("delivery-status") NOTE STATUS(groups) COPY "--b--\n"
#define GROUP(action, code) "Final-Recipient: rfc822; ann@there.test\nAction: " action "\nStatus: " code "\n"
#define MDN(fields)                                                                                          \
    TYPED("disposition-notification") NOTE PART("message/disposition-notification", fields) "--b--\n"
#define ARF(fields) TYPED("feedback-report") NOTE PART("message/feedback-report", fields) COPY "--b--\n"

typedef struct Case {
    const char *name, *mail;
    ReportKind kind;
    const char *status, *about, *mails; // "-": is not looked at; lists with one blank between
} Case;

static const Case cases[] = {
    // RFC 3464
    {"failed for good", DSN(GROUP("failed", "5.1.1")), REPORT_FAILED, "5.1.1", "ann@there.test",
     "ours@example.test"},
    {"delayed", DSN(GROUP("delayed", "4.4.1")), REPORT_PASSING, "4.4.1", "ann@there.test", "-"},
    {"delivered", DSN(GROUP("delivered", "2.0.0")), REPORT_PASSING, "2.0.0", "ann@there.test", "-"},
    {"relayed", DSN(GROUP("relayed", "2.0.0")), REPORT_PASSING, "2.0.0", "-", "-"},
    {"expanded", DSN(GROUP("expanded", "2.0.0")), REPORT_PASSING, "2.0.0", "-", "-"},
    {"delayed with a code of class 5 is delayed", DSN(GROUP("delayed", "5.0.0")), REPORT_PASSING, "-", "-",
     "-"},
    {"given up on what may work tomorrow", DSN(GROUP("failed", "4.4.7")), REPORT_PASSING, "4.4.7", "-", "-"},
    {"refused for our content", DSN(GROUP("failed", "5.6.1")), REPORT_PASSING, "5.6.1", "-", "-"},
    {"refused for our network", DSN(GROUP("failed", "5.7.1")), REPORT_PASSING, "5.7.1", "-", "-"},
    {"a mailbox that is full", DSN(GROUP("failed", "5.2.2")), REPORT_FAILED, "5.2.2", "-", "-"},
    {"case, comments and folding",
     DSN("FINAL-RECIPIENT:\n RFC822;\n <ann@There.Test> (Ann)\n"
         "ACTION: Failed (bad address)\nSTATUS: 5.1.1 (no such user)\n"),
     REPORT_FAILED, "5.1.1", "ann@there.test", "-"},
    {"no status", DSN("Final-Recipient: rfc822;ann@there.test\nAction: failed\n"), REPORT_FAILED, NULL,
     "ann@there.test", "-"},
    {"no action", DSN("Final-Recipient: rfc822;ann@there.test\nStatus: 5.1.1\n"), REPORT_FAILED, "5.1.1", "-",
     "-"},
    {"neither action nor status", DSN("Final-Recipient: rfc822;ann@there.test\n"), REPORT_PASSING, NULL, "-",
     "-"},
    {"an action nobody knows, with a code", DSN(GROUP("undeliverable", "5.1.1")), REPORT_FAILED, "5.1.1", "-",
     "-"},
    {"a vague status, the cause in the diagnosis: a blocklist",
     DSN(GROUP("failed", "5.0.0") "Diagnostic-Code: smtp; 550 5.7.1 blocked, see https://x.test/5.1.1\n"),
     REPORT_PASSING, "5.7.1", "-", "-"},
    {"a vague status, a reply of class 5",
     DSN(GROUP("failed", "5.0.0") "Diagnostic-Code: smtp; 550 unknown\n"), REPORT_FAILED, "550", "-", "-"},
    {"a vague status, a reply of class 4",
     DSN("Final-Recipient: rfc822;ann@there.test\nAction: failed\nDiagnostic-Code: smtp; 450 busy\n"),
     REPORT_PASSING, "450", "-", "-"},
    {"a vague status, the cause in words: a blocklist",
     DSN(GROUP("failed", "5.0.0") "Diagnostic-Code: smtp; 554 Blocked using zen.example.test\n"),
     REPORT_PASSING, "554", "-", "-"},
    {"a clear status, whatever words stand beside it",
     DSN(GROUP("failed", "5.1.1") "Diagnostic-Code: smtp; 550 5.1.1 no such user spam@there.test\n"),
     REPORT_FAILED, "5.1.1", "-", "-"},
    {"a reply where the status should be", DSN(GROUP("failure", "553 unknown")), REPORT_FAILED, "553", "-",
     "-"},
    {"a host in the diagnosis is no code",
     DSN(GROUP("failed", "5.0.0") "Diagnostic-Code: x-local; host 5.7.1.9 said nothing\n"), REPORT_FAILED,
     "5.0.0", "-", "-"},
    {"original recipients too",
     DSN("Original-Recipient: rfc822;ann@there.test\nFinal-Recipient: rfc822;a17@inner.test\n"
         "Action: failed\nStatus: 5.1.1\n"),
     REPORT_FAILED, "5.1.1", "a17@inner.test ann@there.test", "-"},
    {"xtext as it stands and undone",
     DSN("Original-Recipient: rfc822;ann+2Bx@there.test\nAction: failed\nStatus: 5.1.1\n"), REPORT_FAILED,
     "-", "ann+2Bx@there.test ann+x@there.test", "-"},
    {"xtext cannot bring in a line end",
     DSN("Original-Recipient: rfc822;ann+0D+0Ax@there.test\nAction: failed\nStatus: 5.1.1\n"), REPORT_FAILED,
     "-", "ann+0D+0Ax@there.test", "-"},
    {"addresses of other kinds",
     DSN("Final-Recipient: x400; /S=ann/@there.test\nAction: failed\nStatus: 5.1.1\n"), REPORT_FAILED, "-",
     "ann@there.test", "-"},
    {"one of two failed: that one",
     DSN("Final-Recipient: rfc822;bob@there.test\nAction: delivered\nStatus: 2.0.0\n\n" GROUP(
         "failed", "5.1.1") "\nFinal-Recipient: rfc822;eve@there.test\nAction: relayed\nStatus: 2.0.0\n"),
     REPORT_FAILED, "5.1.1", "ann@there.test", "-"},
    {"several failed",
     DSN(GROUP("failed",
               "5.1.1") "\nFinal-Recipient: rfc822;bob@there.test\nAction: failed\nStatus: 5.2.1\n"),
     REPORT_FAILED, "5.1.1", "ann@there.test bob@there.test", "-"},
    {"the whole of it in one block",
     TYPED("delivery-status") NOTE PART("message/delivery-status",
                                        "Reporting-MTA: dns; mx.test\n" GROUP("failed", "5.1.1")) "--b--\n",
     REPORT_FAILED, "5.1.1", "ann@there.test", ""},
    {"in UTF-8 (RFC 6533)",
     TYPED("delivery-status") NOTE PART(
         "message/global-delivery-status",
         "Final-Recipient: utf-8; j\xc3\xb6rg@there.test\nAction: failed\nStatus: 5.1.1\n") "--b--\n",
     REPORT_FAILED, "5.1.1", "j\xc3\xb6rg@there.test", "-"},
    {"in base64",
     TYPED("delivery-status") NOTE
     "--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n"
     "RmluYWwtUmVjaXBpZW50OiByZmM4MjI7YW5uQHRoZXJlLnRlc3QKQWN0aW9uOiBmYWlsZWQKU3RhdHVzOiA1LjEuMQo=\n--b--\n",
     REPORT_FAILED, "5.1.1", "ann@there.test", "-"},
    {"beneath a multipart/mixed, with a list's footer",
     HEAD
     "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/report; boundary=b\n\n" NOTE
         STATUS(GROUP("failed", "5.1.1")) "--b--\n--m\n\nfooter\n--m--\n",
     REPORT_FAILED, "5.1.1", "ann@there.test", "-"},
    {"a returned header alone",
     TYPED("delivery-status") NOTE STATUS(GROUP("failed", "5.1.1"))
         PART("text/rfc822-headers", "Subject: x\nMessage-ID:\n <ours@example.test>") "--b--\n",
     REPORT_FAILED, "5.1.1", "ann@there.test", "ours@example.test"},
    {"no recipient named: whom the returned mail was to", DSN("Action: failed\nStatus: 5.1.1\n"),
     REPORT_FAILED, "5.1.1", "ann@there.test", "-"},
    {"the report refers to our mail",
     HEAD "In-Reply-To: <a@example.test>\nReferences: <b@example.test>\n"
          "Content-Type: multipart/report; boundary=b\n\n" STATUS(GROUP("failed", "5.1.1")) "--b--\n",
     REPORT_FAILED, "-", "-", "a@example.test b@example.test"},
    {"cut off within the returned mail",
     TYPED("delivery-status") NOTE STATUS(
         GROUP("failed",
               "5.1.1")) "--b\nContent-Type: message/rfc822\n\nMessage-ID: <ours@example.test>\n\nThank y",
     REPORT_FAILED, "5.1.1", "ann@there.test", "ours@example.test"},
    // RFC 8098
    {"displayed",
     MDN("Final-Recipient: rfc822;ann@there.test\nOriginal-Message-ID: <ours@example.test>\n"
         "Disposition: manual-action/MDN-sent-manually; displayed\n"),
     REPORT_DISPLAYED, "displayed", "ann@there.test", "ours@example.test"},
    {"deleted unread",
     MDN("Final-Recipient: rfc822;ann@there.test\nOriginal-Message-ID: <ours@example.test>\n"
         "Disposition: automatic-action/MDN-sent-automatically;\n deleted/mailbox-terminated\n"),
     REPORT_UNREAD, "deleted", "ann@there.test", "ours@example.test"},
    {"denied, as RFC 2298 had it", MDN("Disposition: manual-action/MDN-sent-manually; Denied\n"),
     REPORT_UNREAD, "denied", "", ""},
    {"failed, as RFC 2298 had it", MDN("Disposition: automatic-action/MDN-sent-automatically; failed\n"),
     REPORT_UNREAD, "failed", "", ""},
    {"dispatched", MDN("Disposition: automatic-action/MDN-sent-automatically; dispatched\n"),
     REPORT_DISPLAYED, "dispatched", "", ""},
    {"processed", MDN("Disposition: automatic-action/MDN-sent-automatically; processed/error\n"),
     REPORT_DISPLAYED, "processed", "", ""},
    {"a disposition without anything", MDN("X: y\n"), REPORT_DISPLAYED, NULL, "", ""},
    // RFC 5965
    {"abuse", ARF("Feedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\nOriginal-Rcpt-To: <ann@there.test>\n"),
     REPORT_COMPLAINT, "abuse", "ann@there.test", "ours@example.test"},
    {"fraud", ARF("Feedback-Type: Fraud\n"), REPORT_COMPLAINT, "fraud", "ann@there.test", "-"},
    {"opt-out names whom to remove", ARF("Feedback-Type: opt-out\nRemoval-Recipient: ann@there.test\n"),
     REPORT_COMPLAINT, "opt-out", "ann@there.test", "-"},
    {"a type nobody knows", ARF("Feedback-Type: x-hates-mail\n"), REPORT_COMPLAINT, "x-hates-mail", "-", "-"},
    {"not spam", ARF("Feedback-Type: not-spam\n"), REPORT_PASSING, "not-spam", "-", "-"},
    {"a failed authentication (RFC 6591)", ARF("Feedback-Type: auth-failure\n"), REPORT_PASSING,
     "auth-failure", "-", "-"},
    {"no type at all", ARF("Version: 1\nOriginal-Rcpt-To: ann@there.test\n"), REPORT_PASSING, NULL, "-", "-"},
    // for people only
    {"qmail",
     HEAD
     "\nHi. This is the qmail-send program at mx.test.\nI'm afraid I wasn't able to deliver your\n"
     "message to the following addresses.\nThis is a permanent error; I've given up.\n\n<ann@there.test>:\n"
     "Sorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n"
     "Return-Path: <x@example.test>\nMessage-ID: <ours@example.test>\nTo: bob@there.test\n\nbob@there.test\n",
     REPORT_FAILED, "5.1.1", "ann@there.test", "ours@example.test"},
    {"Exim",
     HEAD "X-Failed-Recipients: ann@there.test\n\nThis message was created automatically by mail\n"
          "delivery software.\n\nA message that you sent could not be delivered to one or more of "
          "its\nrecipients. "
          "This is a permanent error. The following address(es) failed:\n\n  ann@there.test\n    550 5.1.1 "
          "unknown\n\n"
          "------ This is a copy of the message, including all the headers. ------\n\nMessage-Id: "
          "<ours@example.test>\n",
     REPORT_FAILED, "5.1.1", "ann@there.test", "ours@example.test"},
    {"Exim, late",
     HEAD "\nThis message was created automatically by mail delivery software.\nA message that\n"
          "you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours.\n",
     REPORT_PASSING, NULL, "-", "-"},
    {"Exim, refused as spam",
     HEAD
     "\nThis message was created automatically by mail delivery software.\n\nA "
     "message that you sent could not be delivered to one or more of its recipients.\n\n  ann@there.test\n"
     "    554 5.7.1 looks like spam\n",
     REPORT_PASSING, "5.7.1", "ann@there.test", "-"},
    {"Sendmail",
     HEAD "\nThe original message was received at Mon, 23 Nov 2026 10:00:00 GMT\n\n"
          "   ----- The following addresses had permanent fatal errors -----\n<ann@there.test>\n"
          "    (reason: 550 5.1.1 <ann@there.test>... User unknown)\n",
     REPORT_FAILED, "5.1.1", "ann@there.test", ""},
    {"Sendmail, late",
     HEAD "\nThe original message was received at Mon, 23 Nov 2026 10:00:00 GMT\n\n"
          "   ----- The following addresses had transient non-fatal errors -----\n<ann@there.test>\n",
     REPORT_PASSING, NULL, "-", "-"},
    {"Postfix",
     HEAD "\nThis is the mail system at host mx.test.\n\nI'm sorry to have to inform you that your\n"
          "message could not be delivered to one or more recipients.\n\n<ann@there.test>: unknown user\n",
     REPORT_FAILED, NULL, "ann@there.test", "-"},
    {"Postfix, late",
     HEAD "\nThis is the mail system at host mx.test.\n\n# THIS IS A WARNING ONLY.  YOU DO NOT\n"
          "# NEED TO RESEND. Your message could not be delivered for more than 4 hours.\n",
     REPORT_PASSING, NULL, "-", "-"},
    {"Gmail",
     HEAD "\nDelivery to the following recipient failed permanently:\n\n     ann@there.test\n\nThe error "
          "was: 550 5.1.1 no such user\n\n----- Original message -----\nMessage-ID: <ours@example.test>\n",
     REPORT_FAILED, "5.1.1", "ann@there.test", "ours@example.test"},
    {"Gmail, late",
     HEAD "\nThis is an automatically generated Delivery Status Notification\n\nTHIS IS A WARNING\n"
          "MESSAGE ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     ann@there.test\n",
     REPORT_PASSING, NULL, "ann@there.test", "-"},
    {"Exchange",
     HEAD "\nYour message\n\n  To:      ann@there.test\n  Subject: Re: x\n\ndid not reach the\n"
          "following recipient(s):\n\nann@there.test on Mon, 23 Nov 2026\n    The recipient name is not "
          "recognized\n",
     REPORT_FAILED, NULL, "-", "-"},
    {"qmail in words of a site's own",
     HEAD
     "\nWe are sorry. There is a problem with the address.\n\n<ann@there.test>:\nThe mailbox is full.\n\n"
     "--- Below this line is a copy of the message.\n\nMessage-ID: <ours@example.test>\n\nWe were delayed.\n",
     REPORT_FAILED, NULL, "ann@there.test", "ours@example.test"},
    {"a field with the failed addresses alone",
     HEAD "X-Failed-Recipients: ann@there.test,\n bob@there.test\n\n"
          "Alas.\n",
     REPORT_FAILED, NULL, "ann@there.test bob@there.test", "-"},
    {"of a system that names itself without a domain",
     "From: MAILER-DAEMON (Mail Delivery System)\n\nYour message could not be delivered.\n\n"
     "<ann@there.test>:\nNo such user (#5.1.1)\n",
     REPORT_FAILED, "5.1.1", "ann@there.test", ""},
    {"the same in brackets",
     "From: Mail Delivery Subsystem <MAILER-DAEMON>\n\nThis mail was not delivered.\n\n"
     "<ann@there.test>:\n550 5.1.1 unknown\n",
     REPORT_FAILED, "5.1.1", "ann@there.test", ""},
    {"a report without a part for machines", TYPED("delivery-status") NOTE "--b--\n", REPORT_PASSING, NULL,
     "", ""},
    // no report
    {"a person", "From: Ann <ann@there.test>\n\nYour site is down. Status: 5.1.1, Action: failed.\n",
     REPORT_NONE, NULL, "", ""},
    {"an away note", HEAD "Auto-Submitted: auto-replied\nIn-Reply-To: <ours@example.test>\n\nI am away.\n",
     REPORT_NONE, NULL, "", ""},
    {"a person who sends a bounce on and asks",
     HEAD "Content-Type: multipart/mixed; boundary=m\n\n--m\n\nWhat is\n"
          "this?\n--m\nContent-Type: message/rfc822\n\nContent-Type: multipart/report; boundary=b\n\n" STATUS(
              GROUP("failed", "5.1.1")) "--b--\n--m--\n",
     REPORT_NONE, NULL, "", ""},
    {"a person who quotes one", HEAD "\nWhat is this?\n\nHi. This is the qmail-send program at mx.test.\n",
     REPORT_NONE, NULL, "", ""},
    {"a person whose parcel could not be delivered",
     "From: Ann <ann@there.test>\nIn-Reply-To: <ours@example.test>\n\nThis is the third parcel that could "
     "not be "
     "delivered.\n",
     REPORT_NONE, NULL, "", ""},
    {"a person of no domain whose name only holds a system's",
     "From: Mailer-Daemon Hater\n\nMy parcel could not be delivered.\n\n<ann@there.test>\n", REPORT_NONE,
     NULL, "", ""},
    {"nobody at all", "Subject: x\n\nThis could not be delivered.\n\n<ann@there.test>\n", REPORT_NONE, NULL,
     "", ""},
    {"a postmaster who asks", "From: postmaster@there.test\n\nWhy are your mails not signed?\n", REPORT_NONE,
     NULL, "", ""},
    {"a status deep in a tree of others",
     HEAD "Content-Type: multipart/alternative; boundary=b\n\n" STATUS(GROUP("failed", "5.1.1")) "--b--\n",
     REPORT_NONE, NULL, "", ""},
};

static Message *parse(const void *data, size_t size) {
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GError) error = NULL;
    Message *message = message_parse(bytes, &error);
    if (message == NULL)
        fail_msg("%s", error->message);
    return message;
}

static char *joined(GPtrArray *list) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", (const char *)list->pdata[i]);
    return g_string_free(text, FALSE);
}

static const char *const kinds[] = {"none", "failed", "passing", "displayed", "unread", "complaint"};

static void check_text(const Case *row, const char *what, const char *is, const char *wanted) {
    if (g_strcmp0(wanted, "-") != 0 && g_strcmp0(is, wanted) != 0)
        fail_msg("%s: %s is '%s', not '%s'", row->name, what, is, wanted);
}

static void reports(void **unused) {
    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *row = &cases[i];
        g_autoptr(Message) message = parse(row->mail, strlen(row->mail));
        g_autoptr(Report) report = report_of(message);
        if (report->kind != row->kind)
            fail_msg("%s: %s, not %s", row->name, kinds[report->kind], kinds[row->kind]);
        g_autofree char *about = joined(report->about), *mails = joined(report->mails);
        check_text(row, "status", report->status, row->status);
        check_text(row, "about", about, row->about);
        check_text(row, "mails", mails, row->mails);
    }
}

// --- hostile ---

static void is_sane(const Report *report) {
    assert_in_range(report->kind, REPORT_NONE, REPORT_COMPLAINT);
    assert_true(report->about->len <= 100 && report->mails->len <= 100);
    assert_true(report->status == NULL || strlen(report->status) <= 100);
    for (const char *c = report->status; c != NULL && *c != '\0'; c++)
        assert_true(g_ascii_isalnum(*c) || *c == '.' || *c == '-');
    for (guint i = 0; i < report->about->len; i++)
        for (const guchar *c = report->about->pdata[i]; *c != '\0'; c++)
            assert_true(*c >= ' ' && *c != 127);
}

static Report *report_on(const GString *mail) {
    g_autoptr(Message) message = parse(mail->str, mail->len);
    Report *report = report_of(message);
    is_sane(report);
    return report;
}

static void ten_thousand_groups(void **unused) {
    (void)unused;
    g_autoptr(GString) mail =
        g_string_new(TYPED("delivery-status") "--b\nContent-Type: message/delivery-status\n\n");
    for (int i = 0; i < 10000; i++)
        g_string_append_printf(
            mail, "Final-Recipient: rfc822;a%d@there.test\nAction: failed\nStatus: 5.1.1\n\n", i);
    const gint64 begun = g_get_monotonic_time();
    g_autoptr(Report) report = report_on(mail);
    assert_int_equal(report->kind, REPORT_FAILED);
    assert_int_equal(report->about->len, 100);
    assert_true(g_get_monotonic_time() - begun < G_TIME_SPAN_SECOND);
}

static void a_huge_field(void **unused) {
    (void)unused;
    g_autoptr(GString) mail =
        g_string_new(TYPED("delivery-status") "--b\nContent-Type: message/delivery-status\n\n");
    g_autofree char *much = g_strnfill(4 << 20, '(');
    g_string_append_printf(mail, "Action: failed\nFinal-Recipient: rfc822;%s@there.test\nStatus: 5.1.1\n",
                           much);
    g_autoptr(Report) report = report_on(mail);
    assert_int_equal(report->kind, REPORT_FAILED);
    assert_int_equal(report->about->len, 0);
}

static void thousands_of_ids(void **unused) {
    (void)unused;
    g_autoptr(GString) mail = g_string_new("References:");
    for (int i = 0; i < 5000; i++)
        g_string_append_printf(mail, "\n <%d@there.test>", i);
    g_string_append(mail, "\n" DSN(GROUP("failed", "5.1.1")));
    g_autoptr(Report) report = report_on(mail);
    assert_string_equal(report->mails->pdata[0], "ours@example.test"); // the returned mail's comes first
}

static void nul_and_bytes_of_no_charset(void **unused) {
    (void)unused;
    static const char status[] = "Final-Recipient: rfc822;a\0nn@there.test\nAction: fai\0led\xff\nStatus: \0"
                                 "5.1.1\r\r\nX: \xc3\n\xff\xfe: y\n";
    g_autoptr(GString) mail =
        g_string_new(TYPED("delivery-status") "--b\nContent-Type: message/delivery-status\n\n");
    g_string_append_len(mail, status, sizeof status - 1);
    g_autoptr(Report) report = report_on(mail);
    assert_int_equal(report->kind, REPORT_FAILED);
}

// Mutations of the reports above, and of what they are made of.
static void mutations(void **unused) {
    (void)unused;
    g_autoptr(GRand) rand = support_rand("test_report");
    static const char *const pieces[] = {"\n",
                                         "\r\n\r\n",
                                         "--b\n",
                                         "--b--\n",
                                         ":",
                                         ";",
                                         "<",
                                         ">",
                                         "5.7.1",
                                         "Action: failed\n",
                                         "\xff",
                                         "=?utf-8?q?",
                                         "(",
                                         "\"",
                                         "\\x{10FFFF}",
                                         "+2B",
                                         "Content-Type: message/rfc822\n\n"};
    for (int i = 0; i < 20000; i++) {
        const Case *row = &cases[g_rand_int_range(rand, 0, G_N_ELEMENTS(cases))];
        g_autoptr(GString) mail = g_string_new(row->mail);
        for (int changes = g_rand_int_range(rand, 1, 8); changes > 0; changes--) {
            const gssize at = g_rand_int_range(rand, 1, (gint32)MAX(mail->len, 2));
            const gssize length = g_rand_int_range(rand, 0, 30);
            switch (g_rand_int_range(rand, 0, 4)) {
            case 0:
                mail->str[at] = (char)g_rand_int_range(rand, 0, 256);
                break;
            case 1:
                g_string_erase(mail, at, MIN(length, (gssize)mail->len - at));
                break;
            case 2:
                g_string_insert(mail, at, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
                break;
            default:
                g_string_truncate(mail, (gsize)at);
            }
        }
        g_autoptr(GBytes) bytes = g_bytes_new(mail->str, mail->len);
        g_autoptr(Message) message = message_parse(bytes, NULL);
        g_autoptr(Report) report = message != NULL ? report_of(message) : NULL;
        if (report != NULL)
            is_sane(report);
    }
}

// --- real ones, where they are ---

typedef struct Tally {
    int kinds[REPORT_COMPLAINT + 1];
    int all;
} Tally;

static void read_one(const char *path, GRand *rand, Tally *tally) {
    g_autofree char *data = NULL;
    gsize size = 0;
    if (!g_file_get_contents(path, &data, &size, NULL) || size == 0)
        return;
    for (int round = 0; round < 20; round++) { // as it is, then with bytes changed
        g_autoptr(GBytes) bytes = g_bytes_new(data, size);
        g_autoptr(Message) message = message_parse(bytes, NULL);
        g_autoptr(Report) report = message != NULL ? report_of(message) : NULL;
        if (report != NULL)
            is_sane(report);
        if (round == 0) {
            tally->all++;
            tally->kinds[report != NULL ? report->kind : REPORT_NONE]++;
        }
        for (int i = 0; i < 10; i++)
            data[g_rand_int_range(rand, 0, (gint32)size)] = (char)g_rand_int_range(rand, 0, 256);
    }
}

static void read_below(const char *directory, GRand *rand, Tally *tally) {
    g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
    for (const char *name = dir != NULL ? g_dir_read_name(dir) : NULL; name != NULL;
         name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(directory, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            read_below(path, rand, tally);
        else
            read_one(path, rand, tally);
    }
}

static void real_reports(void **unused) {
    (void)unused;
    const char *given = g_getenv("EARSHOT_DATA");
    g_autofree char *directory =
        g_build_filename(given != NULL ? given : "../shared/data", "automatic", NULL);
    if (!g_file_test(directory, G_FILE_TEST_IS_DIR)) {
        print_message("# not tried: there is no %s\n", directory); // cmocka's skip() counts as failed in TAP
        return;
    }
    g_autoptr(GRand) rand = support_rand("test_report, real ones");
    Tally tally = {0};
    read_below(directory, rand, &tally);
    for (int i = 0; i <= REPORT_COMPLAINT; i++)
        print_message("# %s: %d of %d\n", kinds[i], tally.kinds[i], tally.all);
    assert_true(tally.kinds[REPORT_FAILED] * 3 > tally.all); // most of it are bounces
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports),
        cmocka_unit_test(ten_thousand_groups),
        cmocka_unit_test(a_huge_field),
        cmocka_unit_test(thousands_of_ids),
        cmocka_unit_test(nul_and_bytes_of_no_charset),
        cmocka_unit_test(mutations),
        cmocka_unit_test(real_reports),
    };
    message_library_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
