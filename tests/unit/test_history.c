// Reasons that need memory, through the whole intake: who was answered by a
// person meanwhile, who is known, what an account says, what came back, and what surges.
#include "intake_world.h"

#include "account.h"
#include "breaker.h"
#include "contact.h"
#include "decision.h"
#include "missing.h"
#include "no_answer.h"

#define UNPROVEN "X-Nothing: known\r\n"

// --- small steps ---

static void assert_answer(World *world, Mail mail, const char *wanted) {
    g_autoptr(Hearing) hearing = hear(world, mail);
    if (hearing->receipt != NULL)
        confirm(world, hearing);
    if (strcmp(field(hearing, "Acknowledge"), wanted) != 0)
        fail_msg("%s: %s instead of %s", or_else(mail.subject, "the mail"), field(hearing, "Acknowledge"),
                 wanted);
}

// A mail of our people from inside, to somebody outside.
static void staff_writes(World *world, const char *to, const char *references, const char *more) {
    const Mail mail = {.from = "support@example.test",
                       .sender = "support@example.test",
                       .to = to,
                       .rcpt = to,
                       .subject = "Re: Export stops",
                       .references = references,
                       .more = or_else(more, "")};
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    g_autoptr(Envelope) envelope = mail_envelope(world, &mail);
    envelope->client = g_strdup("127.0.0.1");
    g_autoptr(Hearing) hearing = intake_hear(world->intake, envelope, bytes, 0, NULL);
    assert_non_null(hearing);
    assert_true(hearing->outbound);
    assert_int_equal(hearing->fields->len, 0);
    assert_null(hearing->thread);
}

typedef struct Wanted {
    const Config *config;
    int64_t now;
    unsigned wanted, dropped;
} Wanted;

static bool do_claim(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Wanted *wanted = data;
    for (OutboxRow *row = outbox_claim(txn, COURIER, wanted->now); row != NULL;
         row = outbox_claim(txn, COURIER, wanted->now)) {
        const bool still = decision_still_wanted(txn, wanted->config, row, wanted->now);
        wanted->wanted += still;
        wanted->dropped += !still;
        outbox_row_free(row);
    }
    return !store_failed(txn);
}

// What the courier would find to send, and what not any more.
static Wanted claim(World *world) {
    Wanted wanted = {.config = world->config, .now = world->now};
    support_write(&world->ground, do_claim, &wanted);
    return wanted;
}

typedef struct Look {
    uint64_t thread;
    char *acknowledge;
} Look;

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Look *look = data;
    g_autoptr(Entry) entry = thread_entry(txn, look->thread, 1);
    look->acknowledge = entry == NULL ? NULL : g_strdup(entry->acknowledge);
    return true;
}

// What the store says became of the first message of a thread. The caller owns it.
static char *recorded(World *world, const Hearing *hearing) {
    Look look = {0};
    assert_true(thread_id_parse(hearing->thread, &look.thread));
    support_read(&world->ground, do_look, &look);
    return look.acknowledge;
}

// --- answered ---

static void who_was_answered_by_a_person_gets_no_acknowledgement(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    confirm(world, hearing);
    world->now += SECOND;
    staff_writes(world, "ann@a.example", "<1@a.example>", NULL);
    const Wanted found = claim(world);
    assert_int_equal(found.wanted, 0);
    assert_int_equal(found.dropped, 1);
    assert_int_equal(answers(world, OUTBOX_DROPPED), 1);
    g_autofree char *acknowledge = recorded(world, hearing);
    assert_string_equal(acknowledge, "no; reason=answered");
}

static void machines_of_ours_answer_nobody(void **state) {
    World *world = *state;
    static const char *const marks[] = {"Auto-Submitted: auto-replied\r\n", "Precedence: bulk\r\n",
                                        "X-Autoreply: yes\r\n"};
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    confirm(world, hearing);
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        staff_writes(world, "ann@a.example", "<1@a.example>", marks[i]);
    staff_writes(world, "ann@a.example", "<other@a.example>", NULL); // a person, elsewhere
    assert_int_equal(claim(world).wanted, 1);
}

// In the conversation, but among ourselves: the customer still waits.
static void what_we_say_to_each_other_answers_nobody(void **state) {
    World *world = *state;
    static const char *const ours[] = {"support@example.test", "support+x@example.test", "dev@example.test",
                                       "dev@north.example.test", "agent@elsewhere.example"};
    g_ptr_array_add(world->config->trust->agents, g_strdup("agent@elsewhere.example"));
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    confirm(world, hearing);
    world->now += SECOND;
    for (size_t i = 0; i < G_N_ELEMENTS(ours); i++)
        staff_writes(world, ours[i], "<1@a.example>", NULL);
    assert_int_equal(claim(world).wanted, 1);
}

static void any_customer_among_the_recipients_is_answered(void **state) {
    World *world = *state;
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"ann@a.example", "dev@example.test ann@a.example"},  // a copy to a colleague
        {"ann@a.example", "ann.private@b.example"},           // her Reply-To, say
        {"colleague@example.test", "colleague@example.test"}, // we serve our own house
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *id = g_strdup_printf("%u@a.example", (unsigned)i);
        g_autofree char *references = g_strdup_printf("<%s>", id);
        g_autofree char *proof =
            g_strdup_printf("Authentication-Results: mx.example.test; dmarc=pass header.from=%s\r\n",
                            strchr(cases[i].from, '@') + 1);
        g_autoptr(Hearing) hearing = hear(
            world,
            (Mail){.id = id, .from = cases[i].from, .sender = cases[i].from, .subject = id, .more = proof});
        assert_field(hearing, "Acknowledge", "yes");
        confirm(world, hearing);
        world->now += SECOND;
        staff_writes(world, cases[i].to, references, NULL);
        if (claim(world).dropped != 1)
            fail_msg("%s to %s", cases[i].from, cases[i].to);
    }
}

// --- known correspondents, accounts ---

static void mail_both_ways_makes_a_known_correspondent(void **state) {
    World *world = *state;
    const char *refused = "no; reason=unproven";
    assert_answer(world, (Mail){.id = "1@a.example", .subject = "One", .more = UNPROVEN}, refused);
    world->now += HOUR;
    assert_answer(world, (Mail){.id = "2@a.example", .subject = "Two", .more = UNPROVEN}, refused);
    staff_writes(world, "ann@a.example", "<2@a.example>", "Auto-Submitted: auto-generated\r\n");
    assert_answer(world, (Mail){.id = "3@a.example", .subject = "Three", .more = UNPROVEN}, refused);
    staff_writes(world, "ann@a.example", "<2@a.example>", NULL);
    world->now += HOUR;
    g_autoptr(Hearing) hearing =
        hear(world, (Mail){.id = "4@a.example", .subject = "Four", .more = UNPROVEN});
    assert_field(hearing, "Acknowledge", "yes");
    assert_true(hearing_minimal(hearing));
    // Another address is not known by that.
    assert_answer(world,
                  (Mail){.id = "5@a.example",
                         .subject = "Five",
                         .more = UNPROVEN,
                         .from = "bob@a.example",
                         .sender = "bob@a.example"},
                  refused);
}

// Who wrote is From, though their answer went to the address that they sent it from.
static void whom_we_answered_elsewhere_is_known_by_from(void **state) {
    World *world = *state;
    const Mail first = {.id = "1@a.example", .subject = "One", .sender = "ann.archer@a.example"};
    g_autoptr(Hearing) hearing = hear(world, first);
    assert_string_equal(hearing->recipient->address, first.sender);
    staff_writes(world, "ann@a.example", "<1@a.example>", NULL);
    world->now += HOUR;
    assert_answer(world, (Mail){.id = "2@a.example", .subject = "Two", .more = UNPROVEN}, "yes");
}

static Account *add_account(World *world, const char *address, const char *domain) {
    Account *account = account_new("partner");
    if (address != NULL)
        g_ptr_array_add(account->addresses, g_strdup(address));
    if (domain != NULL)
        g_ptr_array_add(account->domains, g_strdup(domain));
    g_ptr_array_add(world->config->accounts, account);
    return account;
}

static void an_account_is_known_and_may_excuse_marks(void **state) {
    World *world = *state;
    const char *list = PROVEN "List-Id: <tickets.a.example>\r\n";
    assert_answer(world, (Mail){.id = "1@a.example", .subject = "One", .more = list}, "no; reason=list");
    Account *account = add_account(world, NULL, "a.example");
    assert_answer(world, (Mail){.id = "2@a.example", .subject = "Two", .more = list}, "no; reason=list");
    account->despite = UINT64_C(1) << REFUSAL_LIST;
    assert_answer(world, (Mail){.id = "3@a.example", .subject = "Three", .more = list}, "yes");
    assert_answer(world, (Mail){.id = "4@a.example", .subject = "Four", .more = UNPROVEN}, "yes");
    account->acknowledge = false;
    assert_answer(world, (Mail){.id = "5@a.example", .subject = "Five"}, "no; reason=off");
}

static void a_mailbox_can_be_turned_off(void **state) {
    World *world = *state;
    world_mailbox(world)->acknowledge = false;
    assert_answer(world, (Mail){.id = "1@a.example"}, "no; reason=off");
}

// --- what was asked is not asked again ---

static void a_question_is_asked_once(void **state) {
    World *world = *state;
    const Mail first = {.id = "1@a.example",
                        .subject = "Export stops",
                        .body = "Hello,\n\nthe export in your program crashes every time. It does not work "
                                "at all.\n\nAnn\n"};
    g_autoptr(Hearing) hearing = hear(world, first);
    const uint32_t asked = hearing->missing;
    assert_true(asked != 0);
    confirm(world, hearing);
    world->now += HOUR;
    // A colleague, who gets an acknowledgement of their own.
    const Mail second = {.id = "2@a.example",
                         .from = "bob@a.example",
                         .sender = "bob@a.example",
                         .subject = "Export stops",
                         .body = first.body,
                         .references = "<1@a.example>"};
    g_autoptr(Hearing) again = hear(world, second);
    assert_field(again, "Acknowledge", "yes");
    assert_string_equal(again->thread, hearing->thread);
    assert_int_equal(again->missing & asked, 0);
    confirm(world, again);
    g_autoptr(Thread) thread = thread_of(world, again);
    assert_int_equal(thread->given & (asked | again->missing), asked | again->missing);
}

// --- the no-answer list ---

static bool do_bounce(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    no_answer_add(txn, "ann@a.example", NO_ANSWER_COMPLAINED, "abuse", *(const int64_t *)data);
    return true;
}

static void who_is_put_on_the_list_while_waiting_is_not_answered(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    confirm(world, hearing);
    support_write(&world->ground, do_bounce, &world->now);
    assert_int_equal(claim(world).dropped, 1);
    g_autofree char *acknowledge = recorded(world, hearing);
    assert_string_equal(acknowledge, "no; reason=no-answer-list");
    assert_answer(world, (Mail){.id = "2@a.example", .subject = "Another"}, "no; reason=no-answer-list");
}

static char *bounce_of(const char *original, const char *action) {
    return g_strdup_printf("This is the mail system.\n\n--r\nContent-Type: message/delivery-status\n\n"
                           "Reporting-MTA: dns; mx.b.example\n\nFinal-Recipient: rfc822; ann@a.example\n"
                           "Action: %s\nStatus: %s\n\n--r\nContent-Type: text/rfc822-headers\n\n"
                           "Message-ID: <%s>\n\n--r--\n",
                           action, strcmp(action, "failed") == 0 ? "5.1.1" : "4.4.1", original);
}

typedef struct First {
    char *message_id, *sender;
} First;

static bool tell_first(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    First *first = data;
    first->message_id = g_strdup(row->message_id);
    first->sender = g_strdup(row->envelope_sender);
    return false;
}

static bool do_first(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, tell_first, data);
    return true;
}

// `to`: where it comes; the Message-ID it claims to be about.
static void bounce(World *world, const char *to, const char *original, const char *action) {
    g_autofree char *body = bounce_of(original, action);
    g_autofree char *id = g_strdup_printf("%s.%u@b.example", action, g_str_hash(original) % 1000);
    g_autoptr(Hearing) hearing = hear(
        world, (Mail){.id = id,
                      .sender = "",
                      .from = "MAILER-DAEMON@b.example",
                      .to = to,
                      .rcpt = to,
                      .subject = "Undelivered",
                      .body = body,
                      .more = "Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n"});
    assert_field(hearing, "Acknowledge", "no; reason=null-sender");
}

static void a_bounce_is_believed_when_it_bears_our_token(void **state) {
    World *world = *state;
    world_mailbox(world)->sub_address = '+';
    // Another envelope sender than From: the acknowledgement has a signed one of ours.
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example", .sender = "bulk@mailer.example"});
    confirm(world, hearing);
    First first = {0};
    support_read(&world->ground, do_first, &first);
    assert_true(g_str_has_prefix(first.sender, "support+"));
    assert_true(g_str_has_suffix(first.sender, "@example.test"));
    bounce(world, "support@example.test", "nobody@a.example", "failed"); // anybody can write that
    bounce(world, first.sender, "nobody@a.example", "delayed");
    assert_answer(world, (Mail){.id = "2@a.example", .subject = "Two"}, "yes");
    bounce(world, first.sender, "nobody@a.example", "failed");
    assert_answer(world, (Mail){.id = "3@a.example", .subject = "Three"}, "no; reason=no-answer-list");
    world->now += NO_ANSWER_BOUNCE_KEPT + HOUR;
    assert_answer(world, (Mail){.id = "4@a.example", .subject = "Four"}, "yes");
    bounce(world, "support@example.test", first.message_id, "failed"); // our Message-ID names the thread
    assert_answer(world, (Mail){.id = "5@a.example", .subject = "Five"}, "no; reason=no-answer-list");
    g_free(first.message_id);
    g_free(first.sender);
}

// --- the breaker ---

static void flood(World *world, unsigned from, unsigned to) {
    for (unsigned i = from; i < to; i++) {
        g_autofree char *id = g_strdup_printf("%u@flood.example", i);
        g_autofree char *sender = g_strdup_printf("victim%u@v%u.example", i, i);
        g_autoptr(Hearing) hearing =
            hear(world, (Mail){.id = id, .subject = id, .from = sender, .sender = sender, .more = UNPROVEN});
        confirm(world, hearing);
        world->now += 100 * G_TIME_SPAN_MILLISECOND;
    }
}

static bool do_rearm(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    assert_true(breaker_rearm(txn, "support", *(const int64_t *)data));
    return true;
}

static void a_flood_in_forged_names_opens_the_breaker(void **state) {
    World *world = *state;
    world->config->acknowledge.unproven = ANSWER_MINIMAL;
    world->config->limits = (Limits){0};
    const unsigned most = BREAKER_FACTOR * BREAKER_USUAL_LEAST;
    const Mail stranger = {.id = "x@s.example",
                           .from = "x@s.example",
                           .sender = "x@s.example",
                           .subject = "Mine",
                           .more = UNPROVEN};
    flood(world, 0, most);
    assert_int_equal(answers(world, OUTBOX_READY), most);
    assert_int_equal(alerts(world, OUTBOX_READY), 0);
    assert_answer(world, stranger, "no; reason=breaker");
    assert_int_equal(alerts(world, OUTBOX_READY), 1);
    flood(world, most, most + 20);
    assert_int_equal(answers(world, OUTBOX_READY), most);
    assert_int_equal(alerts(world, OUTBOX_READY), 1); // one, not one for each
    // A real outage: customers who are proven get their first answer, a second only later.
    assert_answer(world, (Mail){.id = "1@a.example", .subject = "Down"}, "yes");
    world->now += SECOND;
    assert_answer(world, (Mail){.id = "2@a.example", .subject = "Again down"}, "no; reason=breaker");
    support_write(&world->ground, do_rearm, &world->now);
    assert_answer(world, (Mail){.id = "3@a.example", .subject = "Third"}, "yes");
}

static void the_breaker_closes_after_an_hours_quiet(void **state) {
    World *world = *state;
    world->config->acknowledge.unproven = ANSWER_YES;
    world->config->limits = (Limits){0};
    flood(world, 0, BREAKER_FACTOR * BREAKER_USUAL_LEAST + 1);
    const Mail late = {.id = "x@s.example",
                       .from = "x@s.example",
                       .sender = "x@s.example",
                       .subject = "Mine",
                       .more = UNPROVEN};
    world->now += BREAKER_QUIET + MINUTE;
    assert_answer(world, late, "yes");
}

static void without_a_breaker_nothing_is_held(void **state) {
    World *world = *state;
    world->config->acknowledge.unproven = ANSWER_YES;
    world->config->limits = (Limits){0};
    world->config->breaker = false;
    flood(world, 0, BREAKER_FACTOR * BREAKER_USUAL_LEAST + 30);
    assert_int_equal(answers(world, OUTBOX_READY), BREAKER_FACTOR * BREAKER_USUAL_LEAST + 30);
}

// --- away notes ---

// What a customer calls their own thread is not an away note when they answer in it.
static void a_thread_about_away_notes_is_no_away_note(void **state) {
    World *world = *state;
    const char *subject = "Out of office assistant is broken";
    assert_answer(world, (Mail){.id = "1@a.example", .subject = subject}, "yes");
    First first = {0};
    support_read(&world->ground, do_first, &first);
    world->now += HOUR;
    g_autofree char *references = g_strdup_printf("<%s>", first.message_id);
    g_autoptr(Hearing) reply = hear(world, (Mail){.id = "2@a.example",
                                                  .references = references,
                                                  .subject = "Re: Out of office assistant is broken",
                                                  .body = "It still answers everybody.\n"});
    assert_false(refusal_is_machine(&reply->refusals));
    assert_field(reply, "Acknowledge", "no; reason=already-acknowledged");
    g_free(first.message_id);
    g_free(first.sender);
}

static void an_away_note_in_a_thread_of_ours_is_one(void **state) {
    World *world = *state;
    assert_answer(world, (Mail){.id = "1@a.example", .subject = "Export stops"}, "yes");
    First first = {0};
    support_read(&world->ground, do_first, &first);
    world->now += HOUR;
    g_autofree char *references = g_strdup_printf("<%s>", first.message_id);
    g_autoptr(Hearing) note = hear(world, (Mail){.id = "2@a.example",
                                                 .references = references,
                                                 .subject = "Abwesenheitsnotiz: Export stops",
                                                 .body = "Ich bin bis Montag nicht da.\n"});
    assert_true(refusal_is_machine(&note->refusals));
    assert_field(note, "Acknowledge", "no; reason=away-subject");
    g_free(first.message_id);
    g_free(first.sender);
}

// --- acknowledgements that could not be sent ---

typedef struct Try {
    const char *reply;
    uint64_t row;
    bool done;
    int64_t now;
} Try;

static bool do_bury(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Try *try = data;
    g_autoptr(OutboxRow) row = outbox_claim(txn, COURIER, try->now);
    g_assert_nonnull(row);
    try->row = row->id;
    decision_buried(txn, row, try->reply, try->now);
    return true;
}

static bool do_retry(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Try *try = data;
    g_autoptr(OutboxRow) row = outbox_get(txn, try->row);
    try->done = decision_retry(txn, row, try->now) == REFUSAL_COUNT;
    return true;
}

static void what_was_buried_is_no_acknowledgement(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    confirm(world, hearing);
    Try try = {.reply = "554 5.7.1 not now", .now = world->now};
    support_write(&world->ground, do_bury, &try);
    g_autofree char *acknowledge = recorded(world, hearing);
    assert_string_equal(acknowledge, "no; reason=undeliverable");
    world->now += HOUR;
    const Mail again = {.id = "2@a.example", .references = "<1@a.example>"};
    assert_answer(world, again, "yes"); // the next message of the conversation has one
    try.now = world->now;
    support_write(&world->ground, do_retry, &try);
    assert_false(try.done); // and so the first has nothing left to say
    assert_int_equal(answers(world, OUTBOX_BURIED), 1);
}

static void what_was_buried_can_be_tried_again_by_hand(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    confirm(world, hearing);
    Try try = {.reply = "550 5.1.1 no such person", .now = world->now};
    support_write(&world->ground, do_bury, &try);
    support_write(&world->ground, do_retry, &try);
    assert_true(try.done);
    assert_int_equal(claim(world).wanted, 1);
    g_autofree char *acknowledge = recorded(world, hearing);
    assert_string_equal(acknowledge, "yes");
    assert_answer(world, (Mail){.id = "2@a.example", .references = "<1@a.example>"},
                  "no; reason=already-acknowledged");
}

static void an_address_the_relay_does_not_know_is_listed(void **state) {
    World *world = *state;
    static const struct {
        const char *reply, *next; // what becomes of the next message
    } cases[] = {
        {"550 5.1.1 <ann@a.example>: no such person", "no; reason=no-answer-list"},
        {"556 5.1.10 the domain takes no mail", "no; reason=no-answer-list"},
        {"551 5.1.6", "no; reason=no-answer-list"},
        {"550 5.1.0 address rejected", "yes"}, // whose is not said
        {"553 5.1.7 bad sender address syntax", "yes"},
        {"550 5.1.8 <support@example.test>: Sender address rejected: Domain not found", "yes"},
        {"550 5.7.1 refused: see 5.1.1", "yes"},
        {"450 4.1.1 not now", "yes"},
        {"", "yes"},
        {NULL, "yes"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *sender = g_strdup_printf("ann%u@a.example", (unsigned)i);
        g_autofree char *id = g_strdup_printf("1.%u@a.example", (unsigned)i);
        g_autofree char *next = g_strdup_printf("2.%u@a.example", (unsigned)i);
        g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id, .from = sender, .sender = sender});
        confirm(world, hearing);
        Try try = {.reply = cases[i].reply, .now = world->now};
        support_write(&world->ground, do_bury, &try);
        const Mail second = {.id = next, .from = sender, .sender = sender, .subject = cases[i].reply};
        g_autoptr(Hearing) again = hear(world, second);
        if (strcmp(field(again, "Acknowledge"), cases[i].next) != 0)
            fail_msg("%s: %s", or_else(cases[i].reply, "no reply"), field(again, "Acknowledge"));
    }
}

// --- explaining what is stored ---

static void assert_explained(World *world, const Mail *mail, GBytes *bytes, Refusal wanted) {
    g_autoptr(Envelope) envelope = mail_envelope(world, mail);
    g_autoptr(Hearing) again = intake_judge(world->intake, envelope, bytes, NULL, 0, NULL);
    assert_true(intake_recall(world->intake, envelope, again, NULL));
    if (refusal_first(&again->refusals) != wanted)
        fail_msg("%s: row %d instead of %d", mail->subject, (int)refusal_first(&again->refusals),
                 (int)wanted);
}

// At its own time it is explained as it was decided; later it would be a copy.
static void a_stored_message_is_explained_as_it_was_decided(void **state) {
    World *world = *state;
    const Mail mails[] = {{.id = "1@a.example", .subject = "One"},
                          {.id = "2@a.example", .subject = "Two"},
                          {.id = "3@a.example", .subject = "Three"},
                          {.id = "4@a.example", .subject = "Four"}};
    GBytes *bytes[G_N_ELEMENTS(mails)];
    for (size_t i = 0; i < G_N_ELEMENTS(mails); i++) {
        bytes[i] = mail_bytes(world, &mails[i]);
        g_autoptr(Hearing) hearing = hear_bytes(world, &mails[i], bytes[i]);
        world->now += SECOND;
        confirm(world, hearing);
        world->now -= SECOND;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(mails); i++)
        assert_explained(world, &mails[i], bytes[i], i < 3 ? REFUSAL_COUNT : REFUSAL_LIMIT);
    world->now += HOUR;
    assert_explained(world, &mails[0], bytes[0], REFUSAL_DUPLICATE);
    for (size_t i = 0; i < G_N_ELEMENTS(mails); i++)
        g_bytes_unref(bytes[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        world_test(who_was_answered_by_a_person_gets_no_acknowledgement),
        world_test(machines_of_ours_answer_nobody),
        world_test(what_we_say_to_each_other_answers_nobody),
        world_test(any_customer_among_the_recipients_is_answered),
        world_test(who_is_put_on_the_list_while_waiting_is_not_answered),
        world_test(mail_both_ways_makes_a_known_correspondent),
        world_test(whom_we_answered_elsewhere_is_known_by_from),
        world_test(an_account_is_known_and_may_excuse_marks),
        world_test(a_mailbox_can_be_turned_off),
        world_test(a_question_is_asked_once),
        world_test(a_bounce_is_believed_when_it_bears_our_token),
        world_test(a_flood_in_forged_names_opens_the_breaker),
        world_test(the_breaker_closes_after_an_hours_quiet),
        world_test(without_a_breaker_nothing_is_held),
        world_test(a_thread_about_away_notes_is_no_away_note),
        world_test(an_away_note_in_a_thread_of_ours_is_one),
        world_test(a_stored_message_is_explained_as_it_was_decided),
        world_test(what_was_buried_is_no_acknowledgement),
        world_test(what_was_buried_can_be_tried_again_by_hand),
        world_test(an_address_the_relay_does_not_know_is_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
