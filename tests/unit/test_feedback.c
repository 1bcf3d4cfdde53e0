// What comes back of our mail, from the report's bytes to the no-answer list: who
// is put on it and why, and all that must not put anybody on it.
#include "support.h"

#include "acknowledge.h"
#include "contact.h"
#include "feedback.h"
#include "no_answer.h"
#include "outbox.h"
#include "thread.h"

// In the mails below: @BOUNCE@ @LOOP@ tokens of Ann's row, @ALERT@ the loop token of an alert's, @ID@ the
// Message-ID of our mail to Ann and Bob's thread, @OTHER@ tokens of another key, @THREAD@ a thread's token.
#define HEAD "From: MAILER-DAEMON@mx.test\nMIME-Version: 1.0\nContent-Type: multipart/report; boundary=b\n\n"
#define STATUS(code)                                                                                         \
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"                                \
    "Final-Recipient: rfc822; ann@there.test\nAction: failed\nStatus: " code "\n"
#define COPY(fields) "--b\nContent-Type: text/rfc822-headers\n\nSubject: x\n" fields "\n--b--\n"
#define ABUSE "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n\n"
#define UNREAD                                                                                               \
    "--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; ann@there.test\n"       \
    "Disposition: automatic-action/MDN-sent-automatically; deleted\n\n"

enum { ROW = 7, ALERT = 8, UNKNOWN = 9, THREAD = 21, NO_THREAD = 22 };

typedef struct Case {
    const char *name, *mail;
    const char *token;  // what it came to: "@BOUNCE@", ... or NULL
    const char *listed; // who is on the list afterwards, and why, in the order of `people`
} Case;

static const char *const people[] = {"ann@there.test", "bob@there.test", "eve@there.test", "paula@pm.test"};

static const Case cases[] = {
    {"a bounce to the signed address", HEAD STATUS("5.1.1"), "@BOUNCE@", "ann bounced 5.1.1"},
    {"whomever it names: mail is forwarded",
     HEAD
     "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; eve@there.test\nStatus: 5.1.1\n",
     "@BOUNCE@", "ann bounced 5.1.1"},
    {"a bounce that is named by the loop token of the returned mail",
     HEAD STATUS("5.1.1") COPY("Earshot-Loop: @LOOP@"), NULL, "ann bounced 5.1.1"},
    {"the loop token in a part that is coded",
     HEAD STATUS("5.1.1") "--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
                          "<small>=20@LOOP@=\n</small>\n--b--\n",
     NULL, "ann bounced 5.1.1"},
    {"a bounce that is named by the Message-ID of the returned mail",
     HEAD STATUS("5.2.2") COPY("Message-ID: <@ID@>"), NULL, "ann bounced 5.2.2"},
    {"an abuse report", HEAD ABUSE COPY("Earshot-Loop: @LOOP@"), NULL, "ann complained abuse"},
    {"an abuse report that hides the address but in the returned mail",
     HEAD ABUSE COPY("Message-ID: <@ID@>\nTo: Bob <bob@there.test>"), NULL, "bob complained abuse"},
    {"deleted unread", HEAD UNREAD COPY("Message-ID: <@ID@>"), NULL, "ann unread deleted"},
    {"of two addresses both had our mail",
     HEAD STATUS("5.1.1") "\nFinal-Recipient: rfc822; Bob@There.Test\nAction: failed\nStatus: 5.1.1\n" COPY(
         "Message-ID: <@ID@>"),
     NULL, "ann bounced 5.1.1, bob bounced 5.1.1"},
    {"a plain bounce",
     "From: MAILER-DAEMON@mx.test\n\nHi. This is the qmail-send program at mx.test.\nI wasn't able "
     "to deliver your message.\n\n<ann@there.test>:\nno mailbox (#5.1.1)\n",
     "@BOUNCE@", "ann bounced 5.1.1"},
    // Nobody.
    {"no token of ours", HEAD STATUS("5.1.1") COPY("Message-ID: <1@there.test>"), NULL, ""},
    {"tokens of somebody else's key",
     HEAD STATUS("5.1.1") COPY("Earshot-Loop: @OTHER@\nMessage-ID: <@OTHER@.1@example.test>"), "@OTHER@", ""},
    {"a token of another kind", HEAD STATUS("5.1.1") COPY("Earshot-Loop: @THREAD@"), "@THREAD@", ""},
    {"a loop token at the signed address", HEAD STATUS("5.1.1"), "@LOOP@", ""},
    {"a bounce of an alert", HEAD STATUS("5.1.1") COPY("Earshot-Loop: @ALERT@"), NULL, ""},
    {"a row that is long forgotten", HEAD STATUS("5.1.1"), "@FORGOTTEN@", ""},
    {"an address that had no mail of ours in the thread",
     HEAD "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; eve@there.test\nStatus: "
          "5.1.1\n" COPY("Message-ID: <@ID@>"),
     NULL, ""},
    {"a thread that is gone", HEAD STATUS("5.1.1") COPY("Message-ID: <@GONE@>"), NULL, ""},
    {"a delay",
     HEAD "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; ann@there.test\n"
          "Action: delayed\nStatus: 4.4.1\n",
     "@BOUNCE@", ""},
    {"refused for our network", HEAD STATUS("5.7.1"), "@BOUNCE@", ""},
    {"a read receipt",
     HEAD "--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; "
          "ann@there.test\nDisposition: manual-action/MDN-sent-manually; displayed\n",
     "@BOUNCE@", ""},
    {"an away note", "From: ann@there.test\nAuto-Submitted: auto-replied\n\nI am away. @LOOP@\n", "@BOUNCE@",
     ""},
    {"a person's answer with our mail below it",
     "From: ann@there.test\nIn-Reply-To: <@ID@>\n\nMy parcel could not be delivered.\n> @LOOP@\n", NULL, ""},
    {"a person who sends the bounce on",
     "From: ann@there.test\nContent-Type: multipart/mixed; boundary=m\n\n--m\n\nWhat is "
     "this?\n--m\nContent-Type: "
     "message/rfc822\n\n" HEAD STATUS("5.1.1") COPY("Earshot-Loop: @LOOP@") "--m--\n",
     NULL, ""},
};

typedef char *(*Maker)(const Seal *seal);

static char *make_bounce(const Seal *seal) {
    return seal_token(seal, SEAL_BOUNCE, ROW);
}
static char *make_loop(const Seal *seal) {
    return seal_token(seal, "loop", ROW);
}
static char *make_alert(const Seal *seal) {
    return seal_token(seal, "loop", ALERT);
}
static char *make_forgotten(const Seal *seal) {
    return seal_token(seal, SEAL_BOUNCE, UNKNOWN);
}
static char *make_thread(const Seal *seal) {
    return seal_token(seal, "thread", THREAD);
}
static char *make_id(const Seal *seal) {
    return acknowledge_message_id(seal, THREAD, 1, "example.test");
}
static char *make_gone(const Seal *seal) {
    return acknowledge_message_id(seal, NO_THREAD, 1, "example.test");
}
static char *make_other(const Seal *seal) {
    (void)seal;
    g_autoptr(Seal) other = support_seal(2);
    return seal_token(other, SEAL_BOUNCE, ROW);
}

// The text with its marks replaced; NULL for NULL. The caller owns it.
static char *filled(const char *text, const Seal *seal) {
    static const struct {
        const char *mark;
        Maker make;
    } marks[] = {{"@BOUNCE@", make_bounce},       {"@LOOP@", make_loop},  {"@ALERT@", make_alert},
                 {"@FORGOTTEN@", make_forgotten}, {"@ID@", make_id},      {"@GONE@", make_gone},
                 {"@THREAD@", make_thread},       {"@OTHER@", make_other}};
    if (text == NULL)
        return NULL;
    GString *out = g_string_new(text);
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        g_autofree char *value = marks[i].make(seal);
        g_string_replace(out, marks[i].mark, value, 0);
    }
    return g_string_free(out, FALSE);
}

static void add_row(StoreTxn *txn, uint64_t id, OutboxKind kind, const char *to) {
    g_autoptr(GBytes) values = g_bytes_new_static("values", 6);
    char mailbox[] = "support", sender[] = "", message_id[] = "x@y";
    g_autofree char *recipient = g_strdup(to);
    OutboxRow row = {.id = id, .kind = kind, .thread = THREAD, .mailbox = mailbox, .to = recipient};
    row.envelope_sender = sender;
    row.message_id = message_id;
    row.values = values;
    row.created = row.due = NOON_MONDAY;
    row.owner = contact_take(txn, to, NOON_MONDAY).slot;
    outbox_add(txn, &row);
}

// Ann had the acknowledgement of row 7 in the thread, Bob one too, Eve wrote in it and had none.
static bool furnish(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    add_row(txn, ROW, OUTBOX_ACKNOWLEDGEMENT, people[0]);
    add_row(txn, ALERT, OUTBOX_ALERT, people[3]);
    g_autoptr(Thread) thread = thread_new();
    thread->id = THREAD;
    thread->mailbox = g_strdup("support");
    thread->subject = g_strdup("x");
    thread->from = g_strdup(people[0]);
    thread->owner = contact_take(txn, people[0], NOON_MONDAY).slot;
    for (int i = 0; i < 2; i++)
        thread_set_acknowledged(thread, contact_hash(store_txn_seal(txn), people[i]));
    thread_put(txn, thread);
    return !store_failed(txn);
}

typedef struct Taking {
    const Feedback *feedback;
    unsigned taken;
} Taking;

static bool do_take(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Taking *taking = data;
    taking->taken = feedback_take(txn, taking->feedback, NOON_MONDAY);
    return !store_failed(txn);
}

// "ann bounced 5.1.1, bob ..."
static bool do_list(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    GString *out = data;
    g_string_truncate(out, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(people); i++) {
        g_autoptr(NoAnswer) found = no_answer_get(txn, people[i]);
        if (found != NULL)
            g_string_append_printf(out, "%s%.*s %s %s", out->len > 0 ? ", " : "",
                                   (int)strcspn(people[i], "@"), people[i],
                                   no_answer_cause_name(found->cause), found->detail);
    }
    return true;
}

static unsigned commas(const char *listed) {
    unsigned count = *listed != '\0';
    for (const char *c = listed; *c != '\0'; c++)
        count += *c == ',';
    return count;
}

static void run_case(Ground *ground, const Case *row) {
    g_autofree char *mail = filled(row->mail, ground->seal), *token = filled(row->token, ground->seal);
    g_autoptr(GBytes) bytes = support_bytes(mail);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    assert_non_null(message);
    g_autoptr(Feedback) feedback = feedback_find(ground->seal, message, token);
    Taking taking = {.feedback = feedback};
    if (feedback != NULL)
        support_write(ground, do_take, &taking);
    g_autoptr(GString) listed = g_string_new(NULL);
    support_read(ground, do_list, listed);
    if (strcmp(listed->str, row->listed) != 0 || taking.taken != commas(row->listed))
        fail_msg("%s: '%s', not '%s'; %u taken", row->name, listed->str, row->listed, taking.taken);
}

static void who_is_put_on_the_list(void **unused) {
    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        void *state = NULL;
        ground_setup(&state);
        support_write(state, furnish, NULL);
        run_case(state, &cases[i]);
        ground_teardown(&state);
    }
}

// --- from the receipt socket ---

static void expect_received(Ground *ground, const char *token, const char *sender, const char *mail,
                            const char *wanted) {
    g_autofree char *filled_token = filled(token, ground->seal), *text = filled(mail, ground->seal);
    g_autoptr(GBytes) bytes = support_bytes(text);
    g_autoptr(GError) error = NULL;
    unsigned taken = 77;
    assert_true(feedback_receive(ground->store, filled_token, sender, bytes, NOON_MONDAY, &taken, &error));
    assert_null(error);
    assert_int_equal(taken, commas(wanted));
    g_autoptr(GString) listed = g_string_new(NULL);
    support_read(ground, do_list, listed);
    assert_string_equal(listed->str, wanted);
}

static void mail_to_the_signed_sender(void **state) {
    Ground *ground = *state;
    support_write(ground, furnish, NULL);
    expect_received(ground, "@BOUNCE@", "ann@there.test", HEAD STATUS("5.1.1"), ""); // of a person, so to say
    expect_received(ground, "@BOUNCE@", "", "", "");
    expect_received(ground, "@BOUNCE@", "", "no message at all", "");
    expect_received(ground, "@BOUNCE@", "", "From: x@y.test\n\nThank you!\n", "");
    expect_received(ground, "@OTHER@", "", HEAD STATUS("5.1.1"), "");
    expect_received(ground, "@BOUNCE@", "", HEAD STATUS("5.1.1"), "ann bounced 5.1.1");
    expect_received(ground, "@BOUNCE@", "", HEAD STATUS("5.1.1"), "ann bounced 5.1.1"); // again
    expect_received(ground, "@BOUNCE@", "", HEAD ABUSE, "ann complained abuse");        // a stronger cause
}

static bool spoil(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(GBytes) rubbish = g_bytes_new_static("rubbish", 7);
    store_put(txn, TABLE_OUTBOX, store_key_number(ROW), STORE_OWNER_NONE, rubbish);
    return true;
}

static void a_store_that_cannot(void **state) {
    Ground *ground = *state;
    support_write(ground, furnish, NULL);
    support_write(ground, spoil, NULL);
    g_autofree char *token = make_bounce(ground->seal);
    g_autoptr(GBytes) bytes = support_bytes(HEAD STATUS("5.1.1"));
    g_autoptr(GError) error = NULL;
    unsigned taken = 77;
    assert_false(feedback_receive(ground->store, token, "", bytes, NOON_MONDAY, &taken, &error));
    support_assert_fate(error, FATE_CORRUPT);
    assert_int_equal(taken, 0);
}

// Whatever bytes come to a valid token: taken or not, nobody but the row's recipient and the thread's is
// listed.
static void mutated_reports(void **state) {
    Ground *ground = *state;
    support_write(ground, furnish, NULL);
    g_autoptr(GRand) rand = support_rand("test_feedback");
    g_autofree char *token = make_bounce(ground->seal);
    unsigned all = 0;
    for (int i = 0; i < 3000; i++) {
        g_autofree char *mail =
            filled(cases[g_rand_int_range(rand, 0, G_N_ELEMENTS(cases))].mail, ground->seal);
        const size_t size = strlen(mail);
        for (int changes = g_rand_int_range(rand, 0, 6); changes > 0; changes--)
            mail[g_rand_int_range(rand, 0, (gint32)size)] = (char)g_rand_int_range(rand, 0, 256);
        g_autoptr(GBytes) bytes = g_bytes_new(mail, (gsize)g_rand_int_range(rand, 1, (gint32)size + 1));
        g_autoptr(GError) error = NULL;
        unsigned taken = 0;
        if (!feedback_receive(ground->store, token, "", bytes, NOON_MONDAY, &taken, &error))
            fail_msg("%s", error->message);
        all += taken;
    }
    g_autoptr(GString) listed = g_string_new(NULL);
    support_read(ground, do_list, listed);
    assert_true(all > 100 && g_str_has_prefix(listed->str, "ann "));
    assert_null(strstr(listed->str, "eve"));
    assert_null(strstr(listed->str, "paula"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_put_on_the_list),
        ground_test(mail_to_the_signed_sender),
        ground_test(a_store_that_cannot),
        ground_test(mutated_reports),
    };
    message_library_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
