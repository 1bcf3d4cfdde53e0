// What the customer is told, and what must never be told to them. Verdicts are
// made by hand, so that these tests stand apart from the model.
#include "acknowledge.h"

#include <string.h>

#include "echo.h"
#include "fault.h"
#include "missing.h"
#include "problem.h"
#include "support_files.h"

typedef struct Scene { // a message, what was found in it, and the facts that borrow both
    Message *message;
    Text *text;
    Verdict *verdict;
    Mailbox *mailbox;
    Recipient recipient;
    Seal *seal;
    GArray *echoes;
    AcknowledgeFacts facts;
} Scene;

// Monday, 23 November 2026, 10:15:45 in Berlin.
#define MONDAY G_GINT64_CONSTANT(1795425345000000)
#define HOUR G_TIME_SPAN_HOUR
#define BODY                                                                                                 \
    "Hello,\n\nour checkout is down and we cannot take orders. You idiots said it was fixed on Friday.\n"

static const char HEADER[] =
    "From: Ann <ann@customer.example>\nTo: support@example.test\nMessage-ID: <m1@customer.example>\n"
    "In-Reply-To: <r2@x>\nReferences: <r1@x> <r2@x>\n";

static void evidence_clear(void *data) {
    g_free(((Evidence *)data)->text);
}

static Verdict *some_verdict(void) {
    Verdict *verdict = g_new0(Verdict, 1);
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        verdict->evidence[i] = g_array_new(FALSE, TRUE, sizeof(Evidence));
        g_array_set_clear_func(verdict->evidence[i], evidence_clear);
    }
    verdict->request = REQUEST_OUTAGE;
    verdict->language = "en";
    verdict->level = LEVEL_CONCERN;
    verdict->reasons = g_ptr_array_new_with_free_func(g_free);
    return verdict;
}

// The signal with these words of the body as its evidence.
static void say(Scene *scene, Signal signal, double score, const char *words) {
    scene->verdict->score[signal] = score;
    const char *at = words == NULL ? NULL : strstr(scene->text->body, words);
    if (at == NULL)
        return;
    const uint32_t start = (uint32_t)g_utf8_pointer_to_offset(scene->text->body, at);
    const Evidence evidence = {.text = g_strdup(words),
                               .start = start,
                               .end = start + (uint32_t)g_utf8_strlen(words, -1),
                               .weight = 1};
    g_array_append_val(scene->verdict->evidence[signal], evidence);
}

static Mailbox *some_mailbox(void) {
    Mailbox *mailbox = mailbox_new("support");
    g_free(mailbox->display_name);
    mailbox->display_name = g_strdup("The Team");
    mailbox->sub_address = '+';
    g_ptr_array_set_size(mailbox->languages, 0);
    g_ptr_array_add(mailbox->languages, g_strdup("de"));
    g_ptr_array_add(mailbox->languages, g_strdup("en"));
    g_free(mailbox->time_zone);
    mailbox->time_zone = g_strdup("Europe/Berlin");
    calendar_free(mailbox->calendar);
    mailbox->calendar = calendar_new("Mon-Fri 09:00-17:00", "Europe/Berlin", NULL);
    return mailbox;
}

static Scene *scene_new(const char *subject, const char *body) {
    Scene *scene = g_new0(Scene, 1);
    g_autofree char *raw = g_strdup_printf("%sSubject: %s\nContent-Type: text/plain; charset=utf-8\n\n%s",
                                           HEADER, subject, body);
    g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
    scene->message = message_parse(bytes, NULL);
    scene->text = text_extract(scene->message, g_get_monotonic_time() + HOUR);
    scene->verdict = some_verdict();
    scene->mailbox = some_mailbox();
    scene->recipient =
        (Recipient){.address = (char *)"ann@customer.example", .is_envelope_sender = true, .proven = true};
    const SealKey key = {.bytes = {1, 2, 3}};
    scene->seal = seal_new(&key);
    scene->facts = (AcknowledgeFacts){.message = scene->message,
                                      .verdict = scene->verdict,
                                      .mailbox = scene->mailbox,
                                      .recipient = &scene->recipient,
                                      .seal = scene->seal,
                                      .address = "support@example.test",
                                      .thread = "abcdefghijklmnop",
                                      .thread_number = 77,
                                      .sequence = 1,
                                      .row = 4711,
                                      .now = MONDAY,
                                      .due = MONDAY + HOUR};
    return scene;
}

static void scene_free(Scene *scene) {
    message_free(scene->message);
    text_free(scene->text);
    verdict_free(scene->verdict);
    mailbox_free(scene->mailbox);
    seal_free(scene->seal);
    g_clear_pointer(&scene->echoes, g_array_unref);
    g_free(scene);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scene, scene_free)

// As intake does it: what takes a look at the text is found first.
static Values *values_of(Scene *scene) {
    g_clear_pointer(&scene->echoes, g_array_unref);
    scene->echoes = echo_pick(scene->text, scene->verdict);
    scene->facts.echoes = scene->echoes;
    scene->facts.level = MAX(scene->facts.level, scene->verdict->level);
    uint32_t given;
    scene->facts.missing = missing_ask(missing_look(scene->text, scene->verdict, &given), 0);
    return acknowledge_values(&scene->facts);
}

typedef struct Mail { // as the customer's program shows it
    Message *message;
    char *text, *html;
} Mail;

static void mail_free(Mail *mail) {
    message_free(mail->message);
    g_free(mail->text);
    g_free(mail->html);
    g_free(mail);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mail, mail_free)

static Acknowledger *acknowledger_of(const char *directory) {
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    Acknowledger *acknowledger = acknowledger_new(directory, errors);
    if (acknowledger == NULL)
        fail_msg("%s", (const char *)errors->pdata[0]);
    return acknowledger;
}

static Mail *mail_with(const Acknowledger *acknowledger, Scene *scene, int64_t now) {
    g_autoptr(Values) values = values_of(scene);
    g_autoptr(GBytes) packed = values_pack(values); // the way through the outbox
    g_autoptr(Values) unpacked = values_unpack(packed, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = acknowledge_compose(acknowledger, unpacked, now, &error);
    if (bytes == NULL)
        fail_msg("%s", error->message);
    Mail *mail = g_new0(Mail, 1);
    mail->message = message_parse(bytes, NULL);
    mail->text = message_part_text(mail->message, 1, 100000);
    g_strdelimit(mail->text, "\n", ' '); // wrapping does not matter here
    mail->html = message_part_text(mail->message, 2, 100000);
    return mail;
}

static Mail *mail_of(Scene *scene) {
    g_autoptr(Acknowledger) acknowledger = acknowledger_of(NULL);
    return mail_with(acknowledger, scene, scene->facts.now);
}

static void assert_says(const Mail *mail, const char *words) {
    if (strstr(mail->text, words) == NULL || strstr(mail->html, words) == NULL)
        fail_msg("'%s' is not said in: %s\n%s", words, mail->text, mail->html);
}

static void assert_silent(const Mail *mail, const char *words) {
    if (strstr(mail->text, words) != NULL || strstr(mail->html, words) != NULL)
        fail_msg("'%s' is said", words);
}

static void test_header(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("Checkout down", BODY);
    g_autoptr(Values) values = values_of(scene);
    assert_string_equal(values_get(values, "envelope-sender"), "");
    assert_string_equal(values_get(values, "subject"), "Re: Checkout down [#abcdefgh]");
    g_autoptr(Mail) mail = mail_of(scene);
    assert_string_equal(message_subject(mail->message), "Re: Checkout down [#abcdefgh]");
    assert_string_equal(message_from(mail->message), "support@example.test");
    assert_string_equal(message_from_name(mail->message), "The Team");
    assert_string_equal(message_field(mail->message, "To"), "ann@customer.example");
    assert_string_equal(message_field(mail->message, "Auto-Submitted"), "auto-replied");
    assert_string_equal(message_field(mail->message, "Content-Language"), "en");
    assert_string_equal(message_field(mail->message, "In-Reply-To"), "<m1@customer.example>");
    assert_string_equal(message_field(mail->message, "References"), "<r1@x> <r2@x> <m1@customer.example>");
    const char *reply_to = message_addresses(mail->message, "Reply-To")->pdata[0];
    assert_true(g_str_has_prefix(reply_to, "support+") && g_str_has_suffix(reply_to, "@example.test"));
    g_autofree char *token = g_strndup(reply_to + strlen("support+"), SEAL_TOKEN_LENGTH);
    uint64_t number = 0;
    assert_true(seal_token_check(scene->seal, "thread", token, &number));
    assert_int_equal(number, 77);
    const char *loop = message_field(mail->message, "Earshot-Loop");
    assert_true(seal_token_check(scene->seal, "loop", loop, &number));
    assert_int_equal(number, 4711);
    assert_string_not_equal(loop, token);
    g_autofree char *reference = g_strconcat("Ref: ", loop, NULL);
    assert_says(mail, reference);
}

// Where a bounce comes back to, by what is set up; BOUNCE stands for the token.
static void test_envelope_sender(void **state) {
    (void)state;
    static const struct {
        const char *name;
        bool to_envelope_sender;
        char separator;
        const char *address, *domain, *wanted;
    } senders[] = {
        {"none to the envelope sender", true, '+', "support@example.test", "r.example.test", ""},
        {"a sub-address", false, '+', "support@example.test", "r.example.test",
         "support+BOUNCE@example.test"},
        {"another sign", false, '-', "support@example.test", NULL, "support-BOUNCE@example.test"},
        {"the domain for it", false, 0, "support@example.test", "r.example.test", "BOUNCE@r.example.test"},
        {"the domain when the local part would be too long", false, '+',
         "a-mailbox-with-a-name-that-is-fifty-characters-lo@example.test", "r.example.test",
         "BOUNCE@r.example.test"},
        {"the mailbox itself", false, 0, "support@example.test", NULL, "support@example.test"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(senders); i++) {
        g_autoptr(Scene) scene = scene_new("x", BODY);
        scene->recipient.is_envelope_sender = senders[i].to_envelope_sender;
        scene->mailbox->sub_address = senders[i].separator;
        scene->facts.address = senders[i].address;
        scene->facts.bounce_domain = senders[i].domain;
        g_autofree char *token = seal_token(scene->seal, "bounce", 4711);
        g_auto(GStrv) parts = g_strsplit(senders[i].wanted, "BOUNCE", 2);
        g_autofree char *wanted = g_strjoinv(token, parts);
        g_autoptr(Values) values = values_of(scene);
        if (strcmp(values_get(values, "envelope-sender"), wanted) != 0)
            fail_msg("%s: %s", senders[i].name, values_get(values, "envelope-sender"));
        assert_int_equal(values_get(values, "reply-to") != NULL, senders[i].separator != 0 && i != 4);
    }
}

static void test_local_part_too_long_for_a_token(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("x", BODY);
    scene->facts.address = "a-mailbox-with-a-name-that-is-fifty-characters-lo@example.test";
    g_autoptr(Values) values = values_of(scene);
    assert_null(values_get(values, "reply-to"));
}

static void test_message_id(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("x", BODY);
    g_autofree char *id = acknowledge_message_id(scene->seal, 77, 3, "example.test");
    g_autofree char *again = acknowledge_message_id(scene->seal, 77, 3, "example.test");
    assert_string_equal(id, again);
    uint64_t thread = 0;
    assert_true(acknowledge_message_id_check(scene->seal, id, &thread));
    assert_int_equal(thread, 77);
    // Another sequence under the same token, another seal, other shapes.
    g_autofree char *token = g_strndup(id, SEAL_TOKEN_LENGTH);
    const char *const tails[] = {".4@example.test",
                                 ".03@example.test",
                                 ".3",
                                 ".@example.test",
                                 ".3.3@example.test",
                                 "3@example.test",
                                 ".4294967299@example.test",
                                 ".99999999999999999999@x",
                                 ". 3@x",
                                 ""};
    for (size_t i = 0; i < G_N_ELEMENTS(tails); i++) {
        g_autofree char *forged = g_strconcat(token, tails[i], NULL);
        if (acknowledge_message_id_check(scene->seal, forged, &thread))
            fail_msg("'%s' was taken", forged);
    }
    const SealKey other_key = {.bytes = {9}};
    g_autoptr(Seal) other = seal_new(&other_key);
    assert_false(acknowledge_message_id_check(other, id, &thread));
    assert_false(acknowledge_message_id_check(scene->seal, "", &thread));
    assert_false(acknowledge_message_id_check(scene->seal, "m1@customer.example", &thread));
}

static void test_an_outage_is_heard(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("Checkout down", BODY);
    scene->verdict->level = LEVEL_CRITICAL;
    say(scene, SIGNAL_IMPACT, 0.9, "cannot take orders");
    say(scene, SIGNAL_BROKEN_PROMISE, 0.9, "fixed on Friday");
    say(scene, SIGNAL_ANGER, 0.9, "You idiots");
    g_autoptr(Mail) mail = mail_of(scene);
    assert_says(mail, "Thank you for letting us know that something you rely on is down.");
    assert_says(mail, "how much this has upset you");
    assert_says(mail, "“our checkout is down and we cannot take orders”");
    // The promise stands in one sentence with an insult: it is told in our words, as far as theirs hold none.
    assert_silent(mail, "idiots");
    assert_says(mail, "by 11:15 today, Monday, 23 November (Berlin time, CET)");
    assert_silent(mail, "closed");
    assert_says(mail, "automatic");
    assert_says(mail, "simply reply to this");
    assert_says(mail, "most urgent");
}

static void test_neutral_mail_gets_no_feelings(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("A question", "How do I add a user?\n");
    scene->verdict->level = LEVEL_NONE;
    scene->verdict->request = REQUEST_HOW_TO;
    say(scene, SIGNAL_ANXIETY, 0.9, NULL);
    g_autoptr(Mail) mail = mail_of(scene);
    assert_says(mail, "Thank you for your question.");
    const char *const never[] = {"upset", "worries", "urgent", "understood from your message",
                                 "sorry", "password"};
    for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
        assert_silent(mail, never[i]);
}

// Feelings need a level and a score; 0.74 is not felt.
static void test_feelings_have_a_threshold(void **state) {
    (void)state;
    static const struct {
        Level level;
        double anger, anxiety;
        const char *said; // NULL: nothing
    } cases[] = {{LEVEL_CONCERN, 0.9, 0.9, NULL},           {LEVEL_ESCALATION, 0.74, 0.74, NULL},
                 {LEVEL_ESCALATION, 0.75, 0, "upset"},      {LEVEL_ESCALATION, 0, 0.75, "worries you"},
                 {LEVEL_CRITICAL, 0.8, 0.9, "worries you"}, {LEVEL_CRITICAL, 0.9, 0.8, "upset"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("x", BODY);
        scene->verdict->level = cases[i].level;
        say(scene, SIGNAL_ANGER, cases[i].anger, NULL);
        say(scene, SIGNAL_ANXIETY, cases[i].anxiety, NULL);
        g_autoptr(Mail) mail = mail_of(scene);
        if (cases[i].said != NULL)
            assert_says(mail, cases[i].said);
        if (cases[i].said == NULL || strcmp(cases[i].said, "upset") != 0)
            assert_silent(mail, "upset");
    }
}

static void test_unproven_senders_see_nothing_of_theirs(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("Cheap pills", BODY);
    scene->recipient.proven = false;
    scene->verdict->level = LEVEL_CRITICAL;
    say(scene, SIGNAL_IMPACT, 0.9, "cannot take orders");
    g_autoptr(Values) values = values_of(scene);
    assert_null(values_get(values, "subject"));
    assert_null(values_get(values, "quote"));
    assert_string_equal(values_get(values, "form"), "minimal");
    g_autoptr(GBytes) packed = values_pack(values);
    gsize size;
    const char *data = g_bytes_get_data(packed, &size);
    assert_null(memmem(data, size, "pills", 5));
    assert_null(memmem(data, size, "orders", 6));
    g_autoptr(Mail) mail = mail_of(scene);
    assert_string_equal(message_subject(mail->message), "Re: your message [#abcdefgh]");
    assert_says(mail, "It has arrived.");
    assert_silent(mail, "orders");
    assert_says(mail, "11:15 today");
}

static void test_minimal_form_keeps_the_subject_of_the_proven(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("Checkout down", BODY);
    scene->facts.minimal = true;
    say(scene, SIGNAL_IMPACT, 0.9, "cannot take orders");
    g_autoptr(Mail) mail = mail_of(scene);
    assert_string_equal(message_subject(mail->message), "Re: Checkout down [#abcdefgh]");
    assert_silent(mail, "orders");
    assert_silent(mail, "?"); // nothing is asked
}

// What our records add to a message counts: the level is the decision's, not the verdict's.
static void test_the_level_decided_sets_the_tone(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("x", BODY);
    scene->verdict->level = LEVEL_NONE;
    scene->facts.level = LEVEL_ESCALATION;
    say(scene, SIGNAL_ANGER, 0.9, NULL);
    g_autoptr(Mail) mail = mail_of(scene);
    assert_says(mail, "upset");
    assert_says(mail, "marked as urgent");
}

// The words of the promise, by moment of asking and due time (hours from Monday 10:15:45).
static void test_promised_times(void **state) {
    (void)state;
    static const struct {
        const char *language;
        int64_t now, due;
        const char *said;
    } cases[] = {
        {"en", 0, HOUR, "by 11:15 today, Monday, 23 November (Berlin time, CET)."},
        {"en", 0, 24 * HOUR, "by tomorrow, Tuesday, 24 November, 10:15 (Berlin time, CET)."},
        {"en", 0, 48 * HOUR, "by Wednesday, 25 November, 10:15 (Berlin time, CET)."},
        {"en", 0, 24 * 230 * HOUR, "by Sunday, 11 July 2027, 11:15 (Berlin time, CEST)."},
        {"en", 13 * HOUR, 14 * HOUR, "by tomorrow, Tuesday, 24 November, 00:15 (Berlin time, CET)."},
        {"en", 0, -HOUR, "A person should have answered you by 09:15 today"},
        {"de", 0, HOUR, "heute, Montag, den 23. November, um 11:15 Uhr (Ortszeit Berlin, MEZ) antwortet"},
        {"de", 0, 24 * HOUR,
         "morgen, Dienstag, den 24. November, um 10:15 Uhr (Ortszeit Berlin, MEZ) antwortet"},
        {"de", 0, 24 * 230 * HOUR,
         "Sonntag, dem 11. Juli 2027, um 11:15 Uhr (Ortszeit Berlin, MESZ) antwortet"},
    };
    g_autoptr(Acknowledger) acknowledger = acknowledger_of(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("x", BODY);
        scene->verdict->language = cases[i].language;
        scene->facts.due = MONDAY + cases[i].due;
        g_autoptr(Mail) mail = mail_with(acknowledger, scene, MONDAY + cases[i].now);
        assert_says(mail, cases[i].said);
    }
}

static void test_zones(void **state) {
    (void)state;
    static const struct {
        const char *zone, *said;
    } cases[] = {{"UTC", "10:15 today, Monday, 23 November (UTC)"},
                 {"America/New_York", "05:15 today, Monday, 23 November (New York time, EST)"},
                 {"America/Sao_Paulo", "07:15 today, Monday, 23 November (Sao Paulo time, UTC-3)"},
                 {"Asia/Kathmandu", "16:00 today, Monday, 23 November (Kathmandu time, UTC+5:45)"},
                 {"../../etc/passwd", "10:15 today, Monday, 23 November (UTC)"},
                 {"/etc/localtime", "10:15 today, Monday, 23 November (UTC)"},
                 {"Nowhere/City", "10:15 today, Monday, 23 November (UTC)"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("x", BODY);
        g_free(scene->mailbox->time_zone);
        scene->mailbox->time_zone = g_strdup(cases[i].zone);
        g_autoptr(Mail) mail = mail_of(scene);
        assert_says(mail, cases[i].said);
    }
}

// Times in the customer's clock, by what their Date says. It is 10:15 in Berlin, and the promise is for
// 11:15.
static void test_the_customers_clock(void **state) {
    (void)state;
    static const struct {
        const char *name, *language, *date, *said;
    } dates[] = {
        {"the same clock", "en", "Mon, 23 Nov 2026 10:15:45 +0100",
         "11:15 today, Monday, 23 November (Berlin time, CET)"},
        {"none", "en", "yesterday", "(Berlin time, CET)"},
        {"UTC, which everybody writes", "en", "Mon, 23 Nov 2026 09:15:45 +0000", "(Berlin time, CET)"},
        {"minus zero", "en", "Mon, 23 Nov 2026 09:15:45 -0000", "(Berlin time, CET)"},
        {"New York", "en", "Mon, 23 Nov 2026 04:15:45 -0500",
         "05:15 today, Monday, 23 November (your time, UTC-05:00)"},
        {"New York, in German", "de", "Mon, 23 Nov 2026 04:15:45 -0500",
         "heute, Montag, den 23. November, um 05:15 Uhr (Ihre Ortszeit, UTC-05:00)"},
        {"half an hour", "en", "Mon, 23 Nov 2026 14:45:45 +0530",
         "15:45 today, Monday, 23 November (your time, UTC+05:30)"},
        {"their today is another day", "en", "Mon, 23 Nov 2026 23:15:45 +1400",
         "by tomorrow, Tuesday, 24 November, 00:15 (your time, UTC+14:00)"},
        {"west of the date line", "en", "Sun, 22 Nov 2026 21:15:45 -1200",
         "22:15 today, Sunday, 22 November (your time, UTC-12:00)"},
        {"a clock that is on no wall", "en", "Sun, 22 Nov 2026 20:15:45 -1300", "(Berlin time, CET)"},
        {"nor one to the east", "en", "Mon, 23 Nov 2026 23:30:45 +1415", "(Berlin time, CET)"},
        {"ours in summer, on a summer day", "en", "Mon, 20 Jul 2026 10:15:45 +0200", "(Berlin time, CET)"},
        {"ours in summer, on a winter day", "en", "Mon, 23 Nov 2026 11:15:45 +0200",
         "12:15 today, Monday, 23 November (your time, UTC+02:00)"},
    };
    g_autoptr(Acknowledger) acknowledger = acknowledger_of(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        g_autoptr(Scene) scene = scene_new("x", BODY);
        g_autofree char *raw = g_strdup_printf("%sDate: %s\n\n" BODY, HEADER, dates[i].date);
        g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
        message_free(scene->message);
        scene->facts.message = scene->message = message_parse(bytes, NULL);
        scene->verdict->language = dates[i].language;
        g_autoptr(Mail) mail = mail_with(acknowledger, scene, MONDAY);
        if (strstr(mail->text, dates[i].said) == NULL)
            fail_msg("%s: %s", dates[i].name, mail->text);
    }
}

static void test_hours_are_told_when_closed(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("x", BODY);
    scene->facts.now = MONDAY + 8 * HOUR; // 18:15
    scene->facts.due = MONDAY + 24 * HOUR;
    g_autoptr(Mail) english = mail_of(scene);
    assert_says(english, "We are closed until Tuesday, 09:00.");
    scene->verdict->language = "de";
    g_autoptr(Mail) german = mail_of(scene);
    assert_says(german, "am Dienstag um 09:00 Uhr wieder da.");
    scene->facts.now = MONDAY - 2 * HOUR; // 08:15
    g_autoptr(Mail) early = mail_of(scene);
    assert_says(early, "heute um 09:00 Uhr wieder da");
}

static void test_languages(void **state) {
    (void)state;
    static const struct {
        const char *name, *written, *served, *wanted;
        const char *account; // its language, or NULL
    } cases[] = {
        {"the writer's", "en", "de en", "en", NULL},
        {"the mailbox's, when the writer's is not served", "fr", "de en", "de", NULL},
        {"the mailbox's, when the writer's has no templates", "tlh", "en tlh", "en", NULL},
        {"two when unsure", "und", "de en", "de, en", NULL},
        {"the first two with templates", "und", "tlh en qya de", "en, de", NULL},
        {"one when only one is served", "und", "de", "de", NULL},
        {"English when none has templates", "und", "tlh qya", "en", NULL},
        {"the same twice is once", "und", "de de", "de", NULL},
        {"the account's before the writer's", "en", "de en", "de", "de"},
        {"the account's alone when unsure", "und", "de en", "en", "en"},
        {"the account's though the mailbox has it not", "de", "de", "en", "en"},
        {"the writer's when the account's has no templates", "en", "de en", "en", "tlh"},
    };
    g_autoptr(Acknowledger) acknowledger = acknowledger_of(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("x", BODY);
        scene->verdict->language = cases[i].written;
        scene->facts.language = cases[i].account;
        g_ptr_array_set_size(scene->mailbox->languages, 0);
        g_auto(GStrv) served = g_strsplit(cases[i].served, " ", -1);
        for (guint k = 0; served[k] != NULL; k++)
            g_ptr_array_add(scene->mailbox->languages, g_strdup(served[k]));
        g_autoptr(Mail) mail = mail_with(acknowledger, scene, MONDAY);
        if (strcmp(message_field(mail->message, "Content-Language"), cases[i].wanted) != 0)
            fail_msg("%s: %s", cases[i].name, message_field(mail->message, "Content-Language"));
        if (strstr(cases[i].wanted, "de") != NULL)
            assert_says(mail, "Guten Tag");
        if (strstr(cases[i].wanted, "en") != NULL)
            assert_says(mail, "Hello,");
    }
}

static void test_subject_of_the_unproven_in_two_languages(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("x", BODY);
    scene->verdict->language = "und";
    scene->recipient.proven = false;
    g_autoptr(Mail) mail = mail_of(scene);
    assert_string_equal(message_subject(mail->message), "Re: Ihre Nachricht / your message [#abcdefgh]");
}

// A phrase of the body is evidence; what of it is repeated, or nothing (NULL).
static const struct {
    const char *name, *body, *evidence, *anger, *wanted;
} phrases[] = {
    {"widened to its sentence", "Hello. We cannot ship anything today! Bye.", "cannot ship", NULL,
     "We cannot ship anything today"},
    {"over a line break", "Hi\n\nwe cannot\nship anything\n\nBye", "cannot\nship", NULL,
     "we cannot ship anything"},
    {"to a clause when the sentence is long",
     "After the update that you installed last week on our machines in the office in Hamburg, nobody can "
     "print, "
     "which is bad for all of us here since we have to print.",
     "nobody can print", NULL, "nobody can print"},
    {"numbers with a point hold together", "Since 2.1 nothing works at all.", "nothing works", NULL,
     "Since 2.1 nothing works at all"},
    {"umlauts", "Größere Lieferungen können wir nicht ausführen.", "nicht ausführen", NULL,
     "Größere Lieferungen können wir nicht ausführen"},
    {"the clause without the insult", "We lose money every hour, you idiots.", "lose money", "you idiots",
     "We lose money every hour"},
    {"nothing when the words are the insult", "Morons lose our money", "lose our money",
     "Morons lose our money", NULL},
    {"an insult the model does not know", "Your useless shop loses us money.", "loses us money", NULL, NULL},
    {"a German one", "Ihr Saftladen kostet uns Geld.", "kostet uns Geld", NULL, NULL},
    {"not the link beside it, nor a torn piece", "We lost money at http://evil.example today.", "lost money",
     NULL, NULL},
    {"not the bare domain beside it", "We lost money at evil.example today.", "lost money", NULL, NULL},
    {"no link in the words themselves", "We lost money at evil.example today.", "lost money at evil.example",
     NULL, NULL},
    {"no address", "We lost money, write to me@evil.example now", "write to me@evil.example", NULL, NULL},
    {"not the long number beside it", "We lost money from 1234 5678 9012 today.", "lost money", NULL, NULL},
    {"no long number", "We lost 1234 5678 9012 today.", "lost 1234 5678 9012", NULL, NULL},
    {"no braces", "We lose {{due}} money.", "lose {{due}} money", NULL, NULL},
    {"no markup", "We lost <b>all</b> money.", "lost <b>all</b> money", NULL, NULL},
    {"a single word says too little", "Stopped.", "Stopped", NULL, NULL},
    // What programs would read as a link, however its dot is written.
    {"no ideographic dot", "We lost money at example。com today", "lost money at example。com", NULL, NULL},
    {"no half-width one", "We lost money at example｡com today", "lost money at example｡com", NULL, NULL},
    {"no full-width one", "We lost money at example．com today", "lost money at example．com", NULL, NULL},
    {"no dot leader", "We lost money at example․com today", "lost money at example․com", NULL, NULL},
    {"no small one", "We lost money at example﹒com today", "lost money at example﹒com", NULL, NULL},
    {"no dot before a hidden joiner",
     "We lost money at evil.\xE2\x80\x8C"
     "com today",
     "money at evil.\xE2\x80\x8C"
     "com",
     NULL, NULL},
    {"no dot before a hidden space",
     "We lost money at evil.\xE2\x80\x8B"
     "com today",
     "money at evil.\xE2\x80\x8B"
     "com",
     NULL, NULL},
    {"no international domain", "We lost money at bücher.example", "money at bücher.example", NULL, NULL},
    {"no scheme", "We lost money see hxxp:evil today", "money see hxxp:evil", NULL, NULL},
    {"no other scheme", "We lost money see tel:911 today", "money see tel:911", NULL, NULL},
    {"no script", "We lost money JavaScript:x today", "money JavaScript:x", NULL, NULL},
    {"no dot in brackets", "We lost money at evil[.]com", "lost money at evil[.]com", NULL, NULL},
    {"no dot in words", "We lost money at evil dot com", "lost money at evil dot com", NULL, NULL},
    {"no slashes", "We lost money at \\\\evil\\x", "money at \\\\evil", NULL, NULL},
    {"the clause beside the link", "We lost money, see example。com today.", "lost money", NULL,
     "We lost money"},
    {"no full-width at", "We lost money, write to me＠evil now", "write to me＠evil", NULL, NULL},
    {"no small at", "We lost money, write to me﹫evil now", "write to me﹫evil", NULL, NULL},
    {"no telephone", "Stop losing money, call +49 (30) 123-45 now", "call +49 (30) 123-45", NULL, NULL},
    {"no telephone in wide digits", "Call ０９００１２３ and lose money", "Call ０９００１２３", NULL, NULL},
    {"no telephone in Arabic digits", "Call ٠٩٠٠١٢٣ and lose money", "Call ٠٩٠٠١٢٣", NULL, NULL},
    {"a time and a version are no number", "Since 10:30 on 4.12 we lose money.", "lose money", NULL,
     "Since 10:30 on 4.12 we lose money"},
    // What machines obey or file by.
    {"no command of a desk", "We lose money #close this", "money #close", NULL, NULL},
    {"no slashed command", "We lose money /close this", "money /close", NULL, NULL},
    {"no tag of a desk", "We lose money [#abcdefgh]", "money [#abcdefgh]", NULL, NULL},
    {"no mark where replies are cut", "We lose money ##- type above", "money ##- type", NULL, NULL},
    {"no wish to be taken off a list", "We lose money unsubscribe me", "money unsubscribe me", NULL, NULL},
    {"an order's number is none", "Order #4711 is lost and so is money.", "so is money", NULL,
     "Order #4711 is lost and so is money"},
    {"no token", "We lose money a7k2q9xw4m today", "money a7k2q9xw4m", NULL, NULL},
    {"no licence key", "We lose money AB12-CD34-EF56 today", "money AB12-CD34-EF56", NULL, NULL},
    {"no word without end", "We lose xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx money", "lose xxxxxx",
     NULL, NULL},
    // What would read as ours, outside of the quotation marks or within.
    {"a quotation mark does not end ours", "We lose money” You get all back “today", "lose money” You get",
     NULL, "We lose money' You get all back 'today"},
    {"nor does a straight one", "It says \"stopped\" and we lose money.", "lose money", NULL,
     "It says 'stopped' and we lose money"},
    {"nor guillemets around all", "«We lose money every day»", "lose money", NULL, "We lose money every day"},
    {"nor an apostrophe in the way", "We don’t earn money.", "earn money", NULL, "We don’t earn money"},
    {"no promise", "We will refund all your money by Friday", "all your money", NULL, NULL},
    {"theirs of ours is none", "You promised all our money by Friday", "all our money", NULL,
     "You promised all our money by Friday"},
    {"no stars over an insult", "Your sh*t costs money", "costs money", NULL, NULL},
    {"no insult in stars", "We lose f**king money", "lose f**king money", NULL, NULL},
    {"no bidi marks", "We lose \xE2\x80\xAEyenom\xE2\x80\xAC money", "lose", NULL, "We lose yenom money"},
    {"no marks heaped on a letter", "We lose mo\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85ney", "We lose mo",
     NULL, NULL},
    {"an exclamation in Spanish", "¡Perdemos dinero cada hora!", "Perdemos dinero", NULL,
     "Perdemos dinero cada hora"},
    {"a long sentence from its beginning (our line breaks before \"it\")",
     "We are losing money every hour that this goes on and I had to explain it to all of our partners",
     "losing money", NULL,
     "We are losing money every hour that this goes on and I had to explain   it to..."},
    {"but not when what matters comes late",
     "I had to explain to all of our partners and to every single one of my colleagues that we lose money",
     "lose money", NULL, NULL},
    {"a sentence that fades out", "We lose money…", "lose money", NULL, "We lose money"},
};

static void test_phrases(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++) {
        g_autoptr(Scene) scene = scene_new("x", phrases[i].body);
        scene->verdict->level = LEVEL_ESCALATION;
        say(scene, SIGNAL_IMPACT, 0.9, phrases[i].evidence);
        if (phrases[i].anger != NULL)
            say(scene, SIGNAL_ANGER, 0.6, phrases[i].anger);
        assert_int_equal(scene->verdict->evidence[SIGNAL_IMPACT]->len, 1);
        g_autoptr(Mail) mail = mail_of(scene);
        g_autofree char *quoted = g_strdup_printf("- “%s”", phrases[i].wanted);
        const char *found = strstr(mail->text, "“");
        if (phrases[i].wanted == NULL && found != NULL)
            fail_msg("%s: %s", phrases[i].name, found);
        if (phrases[i].wanted == NULL)
            assert_says(mail, "It does you harm"); // in our words then
        else if (strstr(mail->text, quoted) == NULL)
            fail_msg("%s: '%s'", phrases[i].name, found == NULL ? mail->text : found);
    }
}

// Whatever gets into the outbox as a quote is text, in the phrase, in the template and in HTML.
static void test_quotes_are_only_text(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("x", BODY);
    scene->verdict->level = LEVEL_ESCALATION;
    g_autoptr(Values) values = values_of(scene);
    values_add(values, "quote", "{{due}} {{#when}} <b>&\r\nBcc: x");
    values_add(values, "quote-of", "impact");
    g_autoptr(Acknowledger) acknowledger = acknowledger_of(NULL);
    g_autoptr(GBytes) bytes = acknowledge_compose(acknowledger, values, MONDAY, NULL);
    g_autoptr(Message) mail = message_parse(bytes, NULL);
    g_autofree char *text = message_part_text(mail, 1, 100000);
    g_autofree char *html = message_part_text(mail, 2, 100000);
    assert_non_null(strstr(text, "“{{due}} {{#when}} <b>& "));
    assert_null(strstr(text, "\nBcc"));
    assert_non_null(strstr(html, "“{{due}} {{#when}} &#60;b&#62;&#38; "));
}

// Places are counted in characters, however many bytes and lines stand before.
static void test_evidence_at_the_end_of_a_long_text(void **state) {
    (void)state;
    for (guint length = 250; length <= 50000; length = length < 260 ? length + 1 : length * 7) {
        GString *body = g_string_new(NULL);
        for (guint i = 0; i < length; i++)
            g_string_append(body, i % 60 == 0 ? "\n" : "ß");
        g_string_append(body, ".\n\nWe lose money. Bye.\n");
        g_autofree char *raw = g_string_free(body, FALSE);
        g_autoptr(Scene) scene = scene_new("x", raw);
        say(scene, SIGNAL_IMPACT, 0.9, "lose money");
        assert_int_equal(scene->verdict->evidence[SIGNAL_IMPACT]->len, 1);
        g_autoptr(GArray) echoes = echo_pick(scene->text, scene->verdict);
        assert_int_equal(echoes->len, 1);
        assert_string_equal(g_array_index(echoes, Echo, 0).phrase, "We lose money");
    }
}

static void test_at_most_two_short_phrases(void **state) {
    (void)state;
    g_autoptr(Scene) scene =
        scene_new("x", "We lose money. It is the third time. You promised a fix. It must run by Friday.\n");
    scene->verdict->level = LEVEL_ESCALATION;
    say(scene, SIGNAL_IMPACT, 0.9, "lose money");
    say(scene, SIGNAL_REPEAT, 0.9, "third time");
    say(scene, SIGNAL_BROKEN_PROMISE, 0.9, "promised a fix");
    say(scene, SIGNAL_URGENCY, 0.9, "by Friday");
    g_autoptr(Mail) mail = mail_of(scene);
    assert_says(mail, "“We lose money”");
    assert_says(mail, "“You promised a fix”");
    assert_silent(mail, "third time");
    assert_says(mail, "It is not the first time");
}

static void test_evidence_that_lies_elsewhere(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new("x", "Short body.\n");
    scene->verdict->level = LEVEL_ESCALATION;
    scene->verdict->score[SIGNAL_IMPACT] = 0.9;
    const Evidence wrong[] = {{.start = 5, .end = 5000},
                              {.start = 7, .end = 7},
                              {.start = 9, .end = 2},
                              {.start = 0, .end = 3, .in_subject = true}};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        Evidence evidence = wrong[i];
        evidence.text = g_strdup("");
        g_array_append_val(scene->verdict->evidence[SIGNAL_IMPACT], evidence);
    }
    g_autoptr(Mail) mail = mail_of(scene);
    assert_silent(mail, "“");
}

static void test_at_most_three_questions(void **state) {
    (void)state;
    for (int request = 0; request < REQUEST_COUNT; request++) {
        g_autoptr(Scene) scene = scene_new("x", "It does not work.\n");
        scene->verdict->request = (Request)request;
        g_autoptr(Values) values = values_of(scene);
        const GPtrArray *asked = values_list(values, "ask");
        uint32_t given;
        const uint32_t missing = missing_ask(missing_look(scene->text, scene->verdict, &given), 0);
        guint lacking = 0;
        for (guint i = 0; i < MISSING_COUNT; i++)
            lacking += missing >> i & 1;
        assert_int_equal(asked == NULL ? 0 : asked->len, MIN(lacking, 3));
        g_autoptr(Mail) mail = mail_of(scene);
        assert_says(mail, "Thank you");
    }
}

static void test_hostile_subjects(void **state) {
    (void)state;
    const char *const subjects[] = {
        "=?UTF-8?B?YQ0KQmNjOiBldmlsQHguZXhhbXBsZQ==?=", "=?UTF-8?Q?a=E2=80=AEb?=", "{{loop-token}} {{#list}}",
        "<script>alert(1)</script>", "Re: Fwd: [Ticket#123] x"};
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        g_autoptr(Scene) scene = scene_new(subjects[i], BODY);
        g_autoptr(Mail) mail = mail_of(scene);
        assert_null(message_field(mail->message, "Bcc"));
        assert_true(g_str_has_prefix(message_subject(mail->message), "Re: "));
        assert_true(g_str_has_suffix(message_subject(mail->message), " [#abcdefgh]"));
        assert_null(strstr(message_subject(mail->message), "\xE2\x80\xAE"));
        assert_silent(mail, "script");
    }
}

static void test_long_references(void **state) {
    (void)state;
    GString *raw = g_string_new("From: a@b.example\nMessage-ID: <last@x>\nReferences:");
    for (int i = 0; i < 500; i++)
        g_string_append_printf(raw, "\n <r%d@x>", i);
    g_string_append(raw, "\nSubject: x\n\nHello\n");
    g_autoptr(GBytes) bytes = g_string_free_to_bytes(raw);
    g_autoptr(Scene) scene = scene_new("x", BODY);
    message_free(scene->message);
    scene->facts.message = scene->message = message_parse(bytes, NULL);
    g_autoptr(Values) values = values_of(scene);
    assert_int_equal(values_list(values, "references")->len, 40);
    g_autoptr(Mail) mail = mail_of(scene);
    const GPtrArray *found = message_references(mail->message);
    assert_int_equal(found->len, 40);
    assert_string_equal(found->pdata[0], "last@x");
    assert_string_equal(found->pdata[1], "r499@x");
    assert_string_equal(found->pdata[19], "r481@x");
    assert_string_equal(found->pdata[20], "r19@x");
    assert_string_equal(found->pdata[39], "r0@x");
}

static void test_values_that_cannot_make_a_mail(void **state) {
    (void)state;
    g_autoptr(Acknowledger) acknowledger = acknowledger_of(NULL);
    g_autoptr(Values) values = values_new();
    g_autoptr(GError) error = NULL;
    assert_null(acknowledge_compose(acknowledger, values, MONDAY, &error));
    assert_int_equal(fault_fate(error), FATE_PERMANENT);
}

static void test_override(void **state) {
    (void)state;
    g_autofree char *directory = make_directory();
    write_file(directory, "en/words", "automatic = A robot wrote this;\n  reply to reach us.\n");
    write_file(directory, "de/acknowledge.txt", "Moin! {{thanks}} {{when}} {{automatic}} {{loop-token}}");
    write_file(directory, "notes.txt", "not a template");
    g_autoptr(Acknowledger) acknowledger = acknowledger_of(directory);
    g_autoptr(Scene) scene = scene_new("x", BODY);
    g_autoptr(Mail) english = mail_with(acknowledger, scene, MONDAY);
    assert_says(english, "A robot wrote this; reply to reach us.");
    assert_says(english, "Thank you");
    scene->verdict->language = "de";
    g_autoptr(Mail) german = mail_with(acknowledger, scene, MONDAY);
    assert_true(g_str_has_prefix(german->text, "Moin!"));
    assert_non_null(strstr(german->html, "Guten Tag"));
    remove_tree(directory);
}

// A directory's common file stands before our own, and behind what it has for one language.
static void test_where_a_file_is_looked_for(void **state) {
    (void)state;
    g_autofree char *directory = make_directory();
    write_file(directory, "acknowledge.txt", "Common {{thanks}} {{when}} {{automatic}} {{loop-token}}");
    write_file(directory, "de/acknowledge.txt", "German {{thanks}} {{when}} {{automatic}} {{loop-token}}");
    g_autoptr(Acknowledger) acknowledger = acknowledger_of(directory);
    g_autoptr(Scene) scene = scene_new("x", BODY);
    g_autoptr(Mail) english = mail_with(acknowledger, scene, MONDAY);
    assert_true(g_str_has_prefix(english->text, "Common Thank you"));
    assert_non_null(strstr(english->html, "Hello,"));
    scene->verdict->language = "de";
    g_autoptr(Mail) german = mail_with(acknowledger, scene, MONDAY);
    assert_true(g_str_has_prefix(german->text, "German danke"));
    remove_tree(directory);
}

// What people wrote down of a known problem, told in the language of the mail or not at all.
static void test_workarounds(void **state) {
    (void)state;
    static const char TEMPORARY[] = "It is a temporary way around the problem, not the final fix:";
    Workaround english = {(char *)"en",
                          (char *)"Log out & in.\r\n\n- Then <press> F5\x1b[31m\n  and wait.\n"};
    Workaround german = {(char *)"de", (char *)"Neu anmelden."};
    Workaround dutch = {(char *)"nl", (char *)"Opnieuw aanmelden."};
    static const struct {
        const char *name, *language;
        bool english, german, dutch, minimal;
        const char *said, *not_said;
    } cases[] = {
        {"in their language", "en", true, true, true, false, "Log out", "Neu anmelden"},
        {"none in theirs", "en", false, true, true, false, NULL, "anmelden"},
        {"none at all", "en", false, false, false, false, NULL, "Log out"},
        {"to whom we do not know", "en", true, true, true, true, NULL, "Log out"},
        {"both in a mail in two", "und", true, true, true, false, "Neu anmelden", "Opnieuw"},
        {"one in a mail in two", "und", true, false, true, false, "Log out", "vorläufiger Ausweg"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("x", BODY);
        g_autoptr(GPtrArray) workarounds = g_ptr_array_new();
        if (cases[i].english)
            g_ptr_array_add(workarounds, &english);
        if (cases[i].german)
            g_ptr_array_add(workarounds, &german);
        if (cases[i].dutch)
            g_ptr_array_add(workarounds, &dutch);
        scene->verdict->language = cases[i].language;
        scene->facts.workarounds = workarounds;
        scene->facts.minimal = cases[i].minimal;
        g_autoptr(Mail) mail = mail_of(scene);
        print_message("# %s\n", cases[i].name);
        if (cases[i].said != NULL)
            assert_says(mail, cases[i].said);
        assert_silent(mail, cases[i].not_said);
        const bool english_said = cases[i].said != NULL && cases[i].english;
        assert_int_equal(strstr(mail->text, TEMPORARY) != NULL, english_said);
        assert_int_equal(strstr(mail->html, TEMPORARY) != NULL, english_said);
        if (english_said) {
            assert_non_null(strstr(mail->html, "Log out &#38; in."));
            assert_non_null(strstr(mail->html, "Then &#60;press&#62; F5"));
        }
        assert_silent(mail, "\x1b");
    }
}

static void test_workaround_that_is_too_long(void **state) {
    (void)state;
    g_autofree char *words = g_strnfill(4 * PROBLEM_WORKAROUND_MOST, 'w');
    Workaround english = {(char *)"en", words};
    g_autoptr(GPtrArray) workarounds = g_ptr_array_new();
    g_ptr_array_add(workarounds, &english);
    g_autoptr(Scene) scene = scene_new("x", BODY);
    scene->facts.workarounds = workarounds;
    g_autoptr(Values) values = values_of(scene);
    assert_int_equal(strlen(values_get(values, "workaround")), PROBLEM_WORKAROUND_MOST);
}

static int start(void **state) {
    (void)state;
    message_library_start();
    return seal_library_start(NULL) ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_header),
        cmocka_unit_test(test_envelope_sender),
        cmocka_unit_test(test_local_part_too_long_for_a_token),
        cmocka_unit_test(test_message_id),
        cmocka_unit_test(test_an_outage_is_heard),
        cmocka_unit_test(test_neutral_mail_gets_no_feelings),
        cmocka_unit_test(test_feelings_have_a_threshold),
        cmocka_unit_test(test_unproven_senders_see_nothing_of_theirs),
        cmocka_unit_test(test_minimal_form_keeps_the_subject_of_the_proven),
        cmocka_unit_test(test_the_level_decided_sets_the_tone),
        cmocka_unit_test(test_promised_times),
        cmocka_unit_test(test_zones),
        cmocka_unit_test(test_the_customers_clock),
        cmocka_unit_test(test_hours_are_told_when_closed),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_subject_of_the_unproven_in_two_languages),
        cmocka_unit_test(test_phrases),
        cmocka_unit_test(test_quotes_are_only_text),
        cmocka_unit_test(test_evidence_at_the_end_of_a_long_text),
        cmocka_unit_test(test_at_most_two_short_phrases),
        cmocka_unit_test(test_evidence_that_lies_elsewhere),
        cmocka_unit_test(test_at_most_three_questions),
        cmocka_unit_test(test_hostile_subjects),
        cmocka_unit_test(test_long_references),
        cmocka_unit_test(test_values_that_cannot_make_a_mail),
        cmocka_unit_test(test_override),
        cmocka_unit_test(test_where_a_file_is_looked_for),
        cmocka_unit_test(test_workarounds),
        cmocka_unit_test(test_workaround_that_is_too_long),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
