// The whole life of a message inside us, from its bytes to what the courier
// may send: one acknowledgement, none too early, none twice, none lost.
#include "intake_world.h"

#include "decision.h"
#include "support_keys.h"

// --- one message ---

static void a_first_message_waits_for_its_receipt(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    assert_field(hearing, "Acknowledge", "yes");
    assert_field(hearing, "Thread", hearing->thread);
    assert_string_equal(field(hearing, "Due") + strlen("first-reply="), "2026-11-23T14:00:00Z");
    assert_true(hearing->strip);
    assert_false(hearing->wake); // its receipt comes to the courier by itself
    assert_non_null(strstr(hearing->receipt, "@receipt.example.test"));
    assert_int_equal(strcspn(hearing->receipt, "@"), SEAL_TOKEN_LENGTH);
    assert_int_equal(answers(world, OUTBOX_HELD), 1);
    world->now += SECOND;
    assert_true(confirm(world, hearing));
    assert_int_equal(answers(world, OUTBOX_HELD), 0);
    assert_int_equal(answers(world, OUTBOX_READY), 1);
    assert_true(confirm(world, hearing)); // a second copy of the receipt
    assert_int_equal(answers(world, OUTBOX_READY), 1);
}

static bool do_send(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const int64_t now = *(const int64_t *)data;
    for (OutboxRow *row = outbox_claim(txn, COURIER, now); row != NULL;
         row = outbox_claim(txn, COURIER, now)) {
        outbox_done(txn, row, "250 ok", now);
        outbox_row_free(row);
    }
    return true;
}

// What the courier would do.
static void send_all(World *world) {
    support_write(&world->ground, do_send, &world->now);
}

static void a_second_receipt_sends_nothing_again(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    assert_true(confirm(world, hearing));
    send_all(world);
    world->now += HOUR;
    assert_true(confirm(world, hearing));
    send_all(world);
    assert_int_equal(answers(world, OUTBOX_DONE), 1);
    assert_int_equal(answers(world, OUTBOX_READY), 0);
}

static void forged_and_foreign_receipts_release_nothing(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    uint64_t id = 0;
    assert_true(thread_id_parse(hearing->thread, &id));
    g_autofree char *thread = seal_token(world->ground.seal, "thread", id);
    g_autofree char *unknown = seal_token(world->ground.seal, "receipt", id + 1);
    const char *const tokens[] = {thread, unknown, "", "aaaaaaaaaaaaaaaaaaaaaaaa", hearing->thread};
    for (size_t i = 0; i < G_N_ELEMENTS(tokens); i++) {
        bool known = true;
        assert_true(intake_confirm(world->ground.store, world->config, tokens[i], world->now, &known, NULL));
        assert_false(known);
    }
    assert_int_equal(answers(world, OUTBOX_HELD), 1);
    assert_int_equal(answers(world, OUTBOX_READY), 0);
}

// --- the same message again ---

static char *texts_of(const GPtrArray *texts) {
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf(all, "%s\n", (const char *)texts->pdata[i]);
    return g_string_free(all, FALSE);
}

static void a_retry_before_the_receipt_takes_all_over(void **state) {
    World *world = *state;
    const Mail mail = {.id = "1@a.example", .rcpt = "support@example.test boss@example.test", .body = GRAVE};
    const Mail shuffled = {
        .id = "1@a.example", .rcpt = "boss@example.test support@example.test", .body = GRAVE};
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    g_autoptr(Hearing) first = hear_bytes(world, &mail, bytes);
    world->now += 5 * MINUTE;
    g_autoptr(Hearing) retry = hear_bytes(world, &shuffled, bytes);
    g_autofree char *before = texts_of(first->fields), *after = texts_of(retry->fields);
    assert_string_equal(before, after);
    assert_string_equal(first->receipt, retry->receipt);
    assert_string_equal(first->thread, retry->thread);
    assert_true(retry->strip);
    assert_int_equal(answers(world, OUTBOX_HELD), 1);
    assert_int_equal(alerts(world, OUTBOX_HELD), 1);
    g_autoptr(Thread) thread = thread_of(world, first);
    assert_int_equal(thread->entries, 1);
    assert_true(confirm(world, retry));
    assert_int_equal(answers(world, OUTBOX_READY), 1);
    assert_int_equal(alerts(world, OUTBOX_READY), 1);
}

static void after_the_receipt_it_is_a_duplicate(void **state) {
    World *world = *state;
    const Mail mail = {.id = "1@a.example"};
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    g_autoptr(Hearing) first = hear_bytes(world, &mail, bytes);
    assert_true(confirm(world, first));
    send_all(world);
    world->now += MINUTE;
    g_autoptr(Hearing) copy = hear_bytes(world, &mail, bytes);
    assert_field(copy, "Acknowledge", "no; reason=duplicate");
    assert_field(copy, "Thread", first->thread);
    assert_true(copy->strip);
    assert_true(copy->receipt == NULL || confirm(world, copy));
    send_all(world);
    assert_int_equal(answers(world, OUTBOX_DONE), 1);
    g_autoptr(Thread) thread = thread_of(world, first);
    assert_int_equal(thread->entries, 1);
}

// --- conversations ---

static void a_second_message_in_the_thread_is_not_acknowledged_again(void **state) {
    World *world = *state;
    g_autoptr(Hearing) first = hear(world, (Mail){.id = "1@a.example"});
    assert_true(confirm(world, first));
    world->now += MINUTE;
    g_autoptr(Hearing) second = hear(
        world,
        (Mail){.id = "2@a.example", .references = "<1@a.example>", .body = "And a screenshot is missing.\n"});
    assert_string_equal(first->thread, second->thread);
    assert_field(second, "Acknowledge", "no; reason=already-acknowledged");
    assert_true(confirm(world, second)); // it has a receipt all the same
    assert_int_equal(answers(world, OUTBOX_READY), 1);
    g_autoptr(Hearing) colleague = hear(world, (Mail){.id = "3@a.example",
                                                      .references = "<1@a.example>",
                                                      .from = "bob@a.example",
                                                      .sender = "bob@a.example",
                                                      .body = "I see it too.\n"});
    assert_string_equal(first->thread, colleague->thread);
    assert_field(colleague, "Acknowledge", "yes"); // another person
}

static void hear_two_before_any_receipt(World *world, Hearing **first, Hearing **second) {
    *first = hear(world, (Mail){.id = "1@a.example"});
    world->now += SECOND;
    *second =
        hear(world,
             (Mail){.id = "2@a.example", .references = "<1@a.example>", .body = "I forgot: version 4.2.\n"});
    assert_string_equal((*first)->thread, (*second)->thread);
}

static void of_two_before_any_receipt_one_is_sent(void **state) {
    World *world = *state;
    g_autoptr(Hearing) first = NULL, second = NULL;
    hear_two_before_any_receipt(world, &first, &second);
    assert_true(confirm(world, first));
    assert_true(confirm(world, second));
    assert_int_equal(answers(world, OUTBOX_READY), 1);
    assert_int_equal(answers(world, OUTBOX_DROPPED), 1);
    assert_int_equal(answers(world, OUTBOX_HELD), 0);
}

static void of_two_with_receipts_the_other_way_round_one_is_sent(void **state) {
    World *world = *state;
    g_autoptr(Hearing) first = NULL, second = NULL;
    hear_two_before_any_receipt(world, &first, &second);
    assert_true(confirm(world, second)); // the first was refused, or is late
    assert_int_equal(answers(world, OUTBOX_READY), 1);
    assert_true(confirm(world, first));
    assert_int_equal(answers(world, OUTBOX_READY), 1);
    assert_int_equal(answers(world, OUTBOX_DROPPED), 1);
}

static void a_guess_never_silences(void **state) {
    World *world = *state;
    g_autoptr(Hearing) first = hear(world, (Mail){.id = "1@a.example"});
    assert_true(confirm(world, first));
    world->now += HOUR;
    g_autoptr(Hearing) second =
        hear(world, (Mail){.id = "2@a.example", .body = "Now the import fails as well.\n"});
    assert_string_equal(first->thread, second->thread);
    assert_field(second, "Acknowledge", "yes");
    assert_true(confirm(world, second));
    assert_int_equal(answers(world, OUTBOX_READY), 2);
}

static void one_mail_in_two_transactions_is_answered_once(void **state) {
    World *world = *state;
    world_add_mailbox(world, "sales", "sales@example.test");
    const Mail mail = {.id = "1@a.example", .to = "support@example.test, sales@example.test"};
    Mail copy = mail;
    copy.rcpt = "sales@example.test";
    g_autoptr(Hearing) first = hear(world, mail);
    g_autoptr(Hearing) second = hear(world, copy);
    assert_string_equal(first->thread, second->thread);
    assert_true(confirm(world, first));
    assert_true(confirm(world, second));
    assert_int_equal(answers(world, OUTBOX_READY), 1);
    assert_int_equal(answers(world, OUTBOX_DROPPED), 1);
}

static void a_stranger_with_the_same_message_id_is_not_joined(void **state) {
    World *world = *state;
    g_autoptr(Hearing) first = hear(world, (Mail){.id = "1@a.example"});
    assert_true(confirm(world, first));
    g_autoptr(Hearing) stranger = hear(world, (Mail){.id = "1@a.example",
                                                     .from = "eve@a.example",
                                                     .sender = "eve@a.example",
                                                     .subject = "Something else",
                                                     .body = "Your shop is down.\n"});
    assert_string_not_equal(first->thread, stranger->thread);
    assert_field(stranger, "Acknowledge", "yes");
}

static char *sub_address(World *world, const Hearing *hearing, char separator) {
    uint64_t id = 0;
    assert_true(thread_id_parse(hearing->thread, &id));
    g_autofree char *token = seal_token(world->ground.seal, "thread", id);
    return g_strdup_printf("support%c%s@example.test", separator, token);
}

static void the_token_alone_finds_the_thread(void **state) {
    World *world = *state;
    world_mailbox(world)->sub_address = '+';
    world_add_mailbox(world, "sales", "sales@example.test");
    g_autoptr(Hearing) first = hear(world, (Mail){.id = "1@a.example"});
    assert_true(confirm(world, first));
    g_autofree char *address = sub_address(world, first, '+');
    g_autofree char *both = g_strconcat("sales@example.test ", address, NULL);
    const char *const recipients[] = {address, both};
    for (size_t i = 0; i < G_N_ELEMENTS(recipients); i++) {
        world->now += MINUTE;
        g_autofree char *id = g_strdup_printf("x%d@a.example", (int)i);
        g_autofree char *subject = g_strdup_printf("nothing %c", 'A' + (int)i);
        g_autoptr(Hearing) reply = hear(world, (Mail){.id = id,
                                                      .rcpt = recipients[i],
                                                      .to = address,
                                                      .subject = subject,
                                                      .body = "Version 4.2.\n"});
        if (strcmp(reply->thread, first->thread) != 0)
            fail_msg("to %s: another thread", recipients[i]);
    }
}

// --- other modes ---

static void inspected_is_ready_after_the_hold(void **state) {
    World *world = *state;
    world->config->receipt_when = RECEIPT_INSPECTED;
    world->config->hold = 5 * SECOND;
    const Mail mail = {.id = "1@a.example"};
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    g_autoptr(Hearing) first = hear_bytes(world, &mail, bytes);
    assert_null(first->receipt);
    assert_int_equal(answers(world, OUTBOX_READY), 1);
    world->now += 4 * SECOND;
    send_all(world);
    assert_int_equal(answers(world, OUTBOX_DONE), 0);
    g_autoptr(Hearing) retry = hear_bytes(world, &mail, bytes); // within the hold: taken over
    assert_field(retry, "Acknowledge", "yes");
    world->now += SECOND;
    send_all(world);
    assert_int_equal(answers(world, OUTBOX_DONE), 1);
    g_autoptr(Hearing) copy = hear_bytes(world, &mail, bytes);
    assert_field(copy, "Acknowledge", "no; reason=duplicate");
    g_autoptr(Hearing) second =
        hear(world, (Mail){.id = "2@a.example", .references = "<1@a.example>", .body = "More.\n"});
    assert_field(second, "Acknowledge", "no; reason=already-acknowledged");
}

static void observe_changes_nothing_and_tells_the_pm_alone(void **state) {
    World *world = *state;
    world->config->mode = MODE_OBSERVE;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example", .body = GRAVE});
    assert_int_equal(hearing->level, LEVEL_CRITICAL);
    assert_false(hearing->strip);
    assert_int_equal(hearing->fields->len, 0);
    assert_null(hearing->receipt);
    assert_non_null(hearing->thread); // but it is stored
    assert_int_equal(answers(world, OUTBOX_HELD) + answers(world, OUTBOX_READY), 0);
    assert_int_equal(alerts(world, OUTBOX_READY), 1);
    g_autoptr(Hearing) retry = hear(world, (Mail){.id = "1@a.example", .body = GRAVE});
    assert_int_equal(retry->fields->len, 0);
    assert_false(retry->strip);
}

static void tag_sets_fields_and_answers_nobody(void **state) {
    World *world = *state;
    world->config->mode = MODE_TAG;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    assert_true(hearing->strip);
    assert_field(hearing, "Acknowledge", "no; reason=observe");
    assert_string_not_equal(field(hearing, "Due"), "");
    assert_null(hearing->receipt);
    assert_int_equal(answers(world, OUTBOX_HELD) + answers(world, OUTBOX_READY), 0);
}

static void without_a_store_nothing_is_promised(void **state) {
    World *world = *state;
    g_autoptr(Intake) alone = intake_new(world->config, world->ground.seal, NULL, NULL);
    const Mail mail = {.id = "1@a.example"};
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    g_autoptr(Envelope) envelope = mail_envelope(world, &mail);
    g_autoptr(Hearing) hearing = intake_hear(alone, envelope, bytes, 0, NULL);
    assert_field(hearing, "Acknowledge", "no; reason=state");
    assert_field(hearing, "Thread", "");
    assert_field(hearing, "Due", "");
    assert_null(hearing->receipt);
}

// --- who reads the fields ---

static void the_narrowest_fields_hold(void **state) {
    World *world = *state;
    Mailbox *sales = world_add_mailbox(world, "sales", "sales@example.test");
    Mailbox *secret = world_add_mailbox(world, "secret", "secret@example.test");
    sales->fields = FIELDS_THREAD;
    secret->fields = FIELDS_NONE;
    static const struct {
        const char *rcpt;
        bool level, thread;
    } cases[] = {
        {"support@example.test", true, true},
        {"support@example.test sales@example.test", false, true},
        {"sales@example.test support@example.test", false, true},
        {"support@example.test secret@example.test", false, false},
        {"support@example.test stranger@example.test", false, true},
        {"stranger@example.test support@example.test", false, true},
        {"support@example.test support+abc@example.test", true, true},
        // A hyphen makes a sub-address only where the mailbox says so: this is somebody else.
        {"support@example.test support-internal@example.test", false, true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *id = g_strdup_printf("%u@a.example", (unsigned)i);
        g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id, .rcpt = cases[i].rcpt});
        if ((*field(hearing, "Level") != '\0') != cases[i].level ||
            (*field(hearing, "Thread") != '\0') != cases[i].thread)
            fail_msg("to %s: level '%s', thread '%s'", cases[i].rcpt, field(hearing, "Level"),
                     field(hearing, "Thread"));
    }
}

static void what_concerns_us(void **state) {
    World *world = *state;
    world_add_mailbox(world, "team", "team-de@example.test");
    static const struct {
        const char *rcpt, *sender, *client, *login;
        Concern concern;
    } cases[] = {
        {"support@example.test", "ann@a.example", "192.0.2.1", NULL, CONCERN_MESSAGE},
        {"SUPPORT@Example.TEST", "ann@a.example", "192.0.2.1", NULL, CONCERN_MESSAGE},
        {"x@example.test support+abc@example.test", "ann@a.example", "192.0.2.1", NULL, CONCERN_MESSAGE},
        {"team-de@example.test", "ann@a.example", "192.0.2.1", NULL, CONCERN_MESSAGE},
        {"support-internal@example.test", "ann@a.example", "192.0.2.1", NULL, CONCERN_NONE},
        {"supportx@example.test", "ann@a.example", "192.0.2.1", NULL, CONCERN_NONE},
        {"x@example.test", "ann@a.example", "192.0.2.1", NULL, CONCERN_NONE},
        {"x@example.test", "", "192.0.2.1", NULL, CONCERN_NONE},
        {"ann@a.example", "support@example.test", "192.0.2.1", NULL, CONCERN_HEADERS},
        {"ann@a.example", "bob@example.test", "192.0.2.1", "bob", CONCERN_HEADERS},
        {"ann@a.example", "bob@example.test", "127.0.0.1", NULL, CONCERN_HEADERS},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Mail mail = {.rcpt = cases[i].rcpt, .sender = cases[i].sender};
        g_autoptr(Envelope) envelope = mail_envelope(world, &mail);
        envelope->client = g_strdup(cases[i].client);
        envelope->login = g_strdup(cases[i].login);
        if (intake_concern(world->intake, envelope) != cases[i].concern)
            fail_msg("to %s from %s", cases[i].rcpt, cases[i].sender);
    }
}

static void we_write_from_the_address_they_wrote_to(void **state) {
    World *world = *state;
    Mailbox *mailbox = world_mailbox(world);
    g_ptr_array_add(mailbox->addresses, g_strdup("support-de@example.test"));
    g_ptr_array_add(mailbox->addresses, g_strdup("help@example.test"));
    static const char *const cases[][2] = {
        {"support@example.test", "support@example.test"},
        {"help@example.test", "help@example.test"},
        {"HELP+x@example.test", "help@example.test"},
        {"support-de@example.test", "support-de@example.test"},
        {"support-de+x@example.test", "support-de@example.test"},
        {"x@example.test help@example.test", "help@example.test"},
        {"support-internal@example.test help@example.test", "help@example.test"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *id = g_strdup_printf("%u@a.example", (unsigned)i);
        g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id, .rcpt = cases[i][0]});
        if (strcmp(hearing->address, cases[i][1]) != 0)
            fail_msg("to %s: answered from %s", cases[i][0], hearing->address);
    }
}

// --- limits, machines ---

static void the_limit_of_a_sender_holds(void **state) {
    World *world = *state;
    world->config->limits = (Limits){.per_sender = {3, 10}};
    for (int i = 0; i < 6; i++) {
        world->now += MINUTE;
        g_autofree char *id = g_strdup_printf("%d@a.example", i),
                        *subject = g_strdup_printf("Question %c", 'A' + i);
        g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id, .subject = subject});
        assert_field(hearing, "Acknowledge", i < 3 ? "yes" : "no; reason=limit");
        assert_string_not_equal(field(hearing, "Due"), ""); // silence is no reason not to work
    }
    g_autoptr(Hearing) other =
        hear(world, (Mail){.id = "b", .from = "bob@a.example", .sender = "bob@a.example"});
    assert_field(other, "Acknowledge", "yes");
    world->now += HOUR + 6 * MINUTE;
    g_autoptr(Hearing) later = hear(world, (Mail){.id = "z@a.example", .subject = "Question Z"});
    assert_field(later, "Acknowledge", "yes");
}

static void a_machine_gets_no_level_and_no_clock(void **state) {
    World *world = *state;
    g_autoptr(Hearing) machine =
        hear(world,
             (Mail){.id = "1@a.example", .more = PROVEN "Auto-Submitted: auto-generated\r\n", .body = GRAVE});
    assert_field(machine, "Level", "none");
    assert_field(machine, "Due", "");
    assert_field(machine, "Acknowledge", "no; reason=auto-submitted");
    assert_string_not_equal(field(machine, "Signals"), "");
    assert_int_equal(alerts(world, OUTBOX_HELD), 0);
}

// A customer's ticket system writes first, then the customer: to them, theirs is the first message.
static void the_first_person_in_a_machines_thread_gets_a_clock(void **state) {
    World *world = *state;
    g_autoptr(Hearing) machine =
        hear(world, (Mail){.id = "1@a.example", .more = PROVEN "Auto-Submitted: auto-generated\r\n"});
    assert_true(confirm(world, machine));
    world->now += MINUTE;
    g_autoptr(Hearing) person = hear(
        world,
        (Mail){.id = "2@a.example", .references = "<1@a.example>", .body = "It still stops, please help.\n"});
    assert_string_equal(machine->thread, person->thread);
    assert_field(person, "Acknowledge", "yes");
    assert_string_not_equal(field(person, "Due"), "");
}

static void an_away_note_soon_after_our_answer_is_a_machines(void **state) {
    World *world = *state;
    for (int inspected = 0; inspected < 2; inspected++) {
        world->config->receipt_when = inspected ? RECEIPT_INSPECTED : RECEIPT_ACCEPTED;
        world->now += 2 * HOUR;
        g_autofree char *id = g_strdup_printf("q%d@a.example", inspected),
                        *away = g_strdup_printf("w%d@a.example", inspected);
        g_autoptr(Hearing) question = hear(world, (Mail){.id = id, .subject = "Invoice"});
        if (!inspected)
            assert_true(confirm(world, question));
        world->now += 20 * SECOND;
        g_autoptr(Hearing) note = hear(world, (Mail){.id = away,
                                                     .subject = "Out of office: back on Monday",
                                                     .body = "I am out of the office until Monday.\n"});
        if (strcmp(field(note, "Acknowledge"), "no; reason=away-subject") != 0)
            fail_msg("%s: %s", inspected ? "inspected" : "accepted", field(note, "Acknowledge"));
        assert_field(note, "Due", "");
    }
}

// --- levels, clocks, alerts ---

static int64_t due_of(const Hearing *hearing) {
    int64_t due = 0;
    assert_true(units_time_parse(field(hearing, "Due") + strlen("first-reply="), &due, NULL));
    return due;
}

static void a_rise_shortens_the_clock_and_nothing_lengthens_it(void **state) {
    World *world = *state;
    g_autoptr(Hearing) calm = hear(world, (Mail){.id = "1@a.example"});
    world->now += 10 * MINUTE;
    g_autoptr(Hearing) grave =
        hear(world, (Mail){.id = "2@a.example", .references = "<1@a.example>", .body = GRAVE});
    assert_int_equal(grave->level, LEVEL_CRITICAL);
    assert_true(due_of(calm) == NOON_MONDAY + 4 * HOUR);
    assert_true(due_of(grave) == world->now + 15 * MINUTE);
    world->now += 5 * MINUTE;
    g_autoptr(Hearing) thanks = hear(
        world, (Mail){.id = "3@a.example", .references = "<1@a.example>", .body = "Thanks, I am waiting.\n"});
    assert_true(due_of(thanks) == due_of(grave));
    world->now += 5 * MINUTE;
    g_autoptr(Hearing) again =
        hear(world, (Mail){.id = "4@a.example", .references = "<1@a.example>", .body = GRAVE});
    assert_true(due_of(again) == due_of(grave));
    g_autoptr(Thread) thread = thread_of(world, calm);
    assert_int_equal(thread->level, LEVEL_CRITICAL);
}

static void the_pm_is_told_once_a_rise(void **state) {
    World *world = *state;
    Pm *pm = world->config->pms->pdata[0];
    pm->alert = LEVEL_ESCALATION;
    static const struct {
        const char *body;
        unsigned alerts;
    } cases[] = {{CALM, 0},
                 {"I am furious, this is a disgrace and an insult.\n", 1},
                 {"I am still furious, this is a disgrace.\n", 1},
                 {GRAVE, 2},
                 {GRAVE "Really.\n", 2},
                 {CALM, 2}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        world->now += MINUTE;
        g_autofree char *id = g_strdup_printf("%u@a.example", (unsigned)i);
        g_autoptr(Hearing) hearing = hear(
            world, (Mail){.id = id, .references = i == 0 ? NULL : "<0@a.example>", .body = cases[i].body});
        assert_true(confirm(world, hearing));
        if (alerts(world, OUTBOX_READY) != cases[i].alerts)
            fail_msg("after '%s' (%s): %u alerts", cases[i].body, level_name(hearing->level),
                     alerts(world, OUTBOX_READY));
    }
}

static void a_flood_of_grave_mail_keeps_to_the_budget_of_alerts(void **state) {
    World *world = *state;
    ((Pm *)world->config->pms->pdata[0])->alert_budget = 5;
    for (int i = 0; i < 20; i++) {
        g_autofree char *id = g_strdup_printf("%d@a.example", i);
        g_autofree char *subject = g_strdup_printf("Matter %d", i);
        g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id, .subject = subject, .body = GRAVE});
        assert_int_equal(hearing->level, LEVEL_CRITICAL);
        assert_true(confirm(world, hearing));
        world->now += MINUTE;
    }
    assert_int_equal(alerts(world, OUTBOX_READY), 5);
    assert_int_equal(alerts(world, OUTBOX_DROPPED), 15); // they stand in the one list
    assert_int_equal(rows(world, OUTBOX_ROLLUP, OUTBOX_READY), 1);
    world->now += 26 * HOUR;
    g_autoptr(Hearing) next =
        hear(world, (Mail){.id = "next@a.example", .subject = "One more", .body = GRAVE});
    assert_true(confirm(world, next));
    assert_int_equal(alerts(world, OUTBOX_READY), 6);
}

// What the MTA never took costs no alert of those who were taken.
static void what_was_refused_uses_up_no_budget(void **state) {
    World *world = *state;
    ((Pm *)world->config->pms->pdata[0])->alert_budget = 1;
    for (int i = 0; i < 5; i++) {
        g_autofree char *id = g_strdup_printf("%d@a.example", i);
        g_autofree char *subject = g_strdup_printf("Matter %d", i);
        g_autoptr(Hearing) refused = hear(world, (Mail){.id = id, .subject = subject, .body = GRAVE});
        assert_int_equal(refused->level, LEVEL_CRITICAL);
        world->now += MINUTE;
    }
    g_autoptr(Hearing) taken =
        hear(world, (Mail){.id = "taken@a.example", .subject = "Another", .body = GRAVE});
    assert_true(confirm(world, taken));
    assert_int_equal(alerts(world, OUTBOX_READY), 1);
    assert_int_equal(rows(world, OUTBOX_ROLLUP, OUTBOX_READY), 0);
}

// The first was refused behind us, for a virus in its attachment, and never taken: its alert is never
// released.
static void an_alert_is_not_lost_with_a_message_that_was_refused(void **state) {
    World *world = *state;
    g_autoptr(Hearing) refused = hear(world, (Mail){.id = "1@a.example", .body = GRAVE});
    world->now += 10 * MINUTE;
    g_autoptr(Hearing) taken =
        hear(world, (Mail){.id = "2@a.example", .body = GRAVE "Without the attachment.\n"});
    assert_string_equal(refused->thread, taken->thread); // by a guess
    assert_true(confirm(world, taken));
    assert_int_equal(alerts(world, OUTBOX_READY), 1);
    assert_true(confirm(world, refused)); // late after all: one rise, one alert
    assert_int_equal(alerts(world, OUTBOX_READY), 1);
}

// --- failures ---

static void a_store_that_fails_gives_an_error_and_nothing_else(void **state) {
    World *world = *state;
    const Mail mail = {.id = "1@a.example"};
    g_autoptr(Hearing) first = hear(world, mail);
    // The person's key is damaged: nothing of theirs can be read or written.
    world->damaged = true;
    support_damage_key(&world->ground, 1);
    world->now += MINUTE;
    const Mail next = {.id = "2@a.example", .references = "<1@a.example>"};
    g_autoptr(GBytes) bytes = mail_bytes(world, &next);
    g_autoptr(Envelope) envelope = mail_envelope(world, &next);
    g_autoptr(GError) error = NULL;
    assert_null(intake_hear(world->intake, envelope, bytes, 0, &error));
    support_assert_fate(error, FATE_CORRUPT);
    // Others are heard all the same.
    g_autoptr(Hearing) other = hear(
        world,
        (Mail){.id = "3@b.example", .from = "new@a.example", .sender = "new@a.example", .subject = "Other"});
    assert_field(other, "Acknowledge", "yes");
}

static void a_message_over_the_time_budget_gives_an_error(void **state) {
    World *world = *state;
    const Mail mail = {.id = "1@a.example"};
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    g_autoptr(Envelope) envelope = mail_envelope(world, &mail);
    g_autoptr(GError) error = NULL;
    assert_null(intake_hear(world->intake, envelope, bytes, 1, &error));
    support_assert_fate(error, FATE_PERMANENT); // it would take as long each time
    assert_int_equal(answers(world, OUTBOX_HELD), 0);
}

static void what_is_no_message(void **state) {
    World *world = *state;
    const Mail mail = {0};
    g_autoptr(Envelope) envelope = mail_envelope(world, &mail);
    g_autoptr(GBytes) nothing = g_bytes_new(NULL, 0);
    g_autoptr(GError) error = NULL;
    assert_null(intake_hear(world->intake, envelope, nothing, 0, &error));
    support_assert_fate(error, FATE_PERMANENT);
}

static void hostile_mail_is_heard(void **state) {
    World *world = *state;
    static const char *const heads[] = {
        "From: \xff\xfe <ann@a.example>\r\nSubject: =?utf-8?B?/////w==?=\r\nMessage-ID: <\xe9@x>\r\n",
        "From: ann@a.example\r\nSubject: \xf0\x9f\x91\r\nMessage-ID: <>\r\nReferences: <\xff> <> < >\r\n",
        "From: <>\r\nSubject: [#aaaaaaaa] [#\xff]\r\nTo: \xe4@\xf6\r\n",
        "From: a@b, c@d, \"\x01\x02\" <e@f>\r\nReply-To: \x7f\r\n",
        "X: y\r\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_autofree char *text = g_strconcat(heads[i], "\r\nsome \xff words\x00", NULL);
        g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
        const Mail mail = {.sender = i % 2 == 0 ? "\xff@x" : "ann@a.example"};
        g_autoptr(Hearing) hearing = hear_bytes(world, &mail, bytes);
        for (guint j = 0; j < hearing->fields->len; j++)
            assert_null(strpbrk(hearing->fields->pdata[j], "\r\n\x7f\x01"));
        g_autoptr(Thread) thread = thread_of(world, hearing); // and can be read again
        assert_non_null(thread);
    }
}

// --- work that is run again ---

typedef struct Rerun {
    const DecisionFacts *facts;
    Hearing *hearing;
    bool undo;
} Rerun;

static bool do_rerun(StoreTxn *txn, void *data, GError **error) {
    const Rerun *rerun = data;
    decision_make(txn, rerun->facts, rerun->hearing);
    return !store_failed(txn) && (!rerun->undo || fault_set(error, FATE_TEMPORARY, "the map is full"));
}

// What a full map does: the work fails after it was done, is undone in the store, and run again on the same
// hearing. `undone_in` NULL: at once.
static Hearing *decide(World *world, const Mail *mail, GBytes *bytes, Store *undone_in, GString *result) {
    g_autoptr(Envelope) envelope = mail_envelope(world, mail);
    Hearing *hearing = intake_judge(world->intake, envelope, bytes, NULL, 0, NULL);
    g_autoptr(Clue) clue =
        clue_find(world->ground.seal, world->config, envelope, hearing->message, hearing->text);
    const DecisionFacts facts = {
        .config = world->config, .envelope = envelope, .clue = clue, .judged = hearing->refusals};
    Rerun rerun = {.facts = &facts, .hearing = hearing, .undo = true};
    for (unsigned i = 0; undone_in != NULL && i < 2; i++)
        assert_false(store_write(undone_in, do_rerun, &rerun, 0, NULL));
    rerun.undo = false;
    support_write(&world->ground, do_rerun, &rerun);
    g_autofree char *fields = texts_of(hearing->fields), *reasons = texts_of(hearing->reasons);
    g_string_append_printf(result, "%s|%s|%s|%s|%d|%d|%d|%" G_GINT64_FORMAT "|%u\n", hearing->thread, fields,
                           reasons, hearing->receipt, hearing->level, hearing->strip, hearing->wake,
                           hearing->due, hearing->missing);
    support_read(&world->ground, support_tell_rows, result);
    return hearing;
}

static void decide_all(World *world, Store *undone_in, GString *result) {
    const Mail mails[] = {{.id = "1@a.example", .body = GRAVE},
                          {.id = "2@a.example", .references = "<1@a.example>", .body = CALM},
                          {.id = "1@a.example", .body = GRAVE}, // the retry
                          {.id = "3@a.example", .subject = "Another", .more = PROVEN "Precedence: bulk\r\n"},
                          {.id = "4@a.example", .subject = "A third", .body = GRAVE},
                          {.id = "4@a.example", .subject = "A third", .body = GRAVE}}; // behind its receipt
    for (size_t i = 0; i < G_N_ELEMENTS(mails); i++) {
        g_autoptr(GBytes) bytes = mail_bytes(world, &mails[i]);
        g_autoptr(Hearing) hearing = decide(world, &mails[i], bytes, undone_in, result);
        if (i == 4)
            confirm(world, hearing);
    }
}

// Before it is run for good: in its own store, and in one where everything is absent, as where a database
// elsewhere has not been asked yet.
static void work_that_is_run_again_has_the_same_result(void **state) {
    World *once = *state;
    g_autoptr(GString) wanted = g_string_new(NULL);
    decide_all(once, NULL, wanted);
    for (unsigned absent = 0; absent < 2; absent++) {
        void *other_state = NULL, *empty_state = NULL;
        world_setup(&other_state);
        world_setup(&empty_state);
        World *other = other_state, *empty = empty_state;
        g_autoptr(GString) found = g_string_new(NULL);
        decide_all(other, absent ? empty->ground.store : other->ground.store, found);
        assert_string_equal(wanted->str, found->str);
        world_teardown(&other_state);
        world_teardown(&empty_state);
    }
}

// --- secrecy ---

static void the_files_of_the_store_tell_nothing(void **state) {
    World *world = *state;
    for (int i = 0; i < 30; i++) {
        g_autofree char *id = g_strdup_printf("%d.walrus@a.example", i);
        g_autoptr(Hearing) hearing = hear(
            world, (Mail){.id = id, .subject = "Zebra crossing", .body = GRAVE "The elephant is grey.\n"});
        if (i % 2 == 0)
            confirm(world, hearing);
    }
    ground_close(&world->ground);
    static const char *const words[] = {"ann@",   "a.example", "Archer", "ebra",    "crossing", "lephant",
                                        "walrus", "lawyer",    "paula",  "support", "critical", "Earshot-"};
    g_autoptr(GByteArray) all = ground_bytes(&world->ground);
    assert_true(all->len > 0);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (memmem(all->data, all->len, words[i], strlen(words[i])) != NULL)
            fail_msg("they show '%s'", words[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        world_test(a_first_message_waits_for_its_receipt),
        world_test(a_second_receipt_sends_nothing_again),
        world_test(forged_and_foreign_receipts_release_nothing),
        world_test(a_retry_before_the_receipt_takes_all_over),
        world_test(after_the_receipt_it_is_a_duplicate),
        world_test(a_second_message_in_the_thread_is_not_acknowledged_again),
        world_test(of_two_before_any_receipt_one_is_sent),
        world_test(of_two_with_receipts_the_other_way_round_one_is_sent),
        world_test(a_guess_never_silences),
        world_test(one_mail_in_two_transactions_is_answered_once),
        world_test(a_stranger_with_the_same_message_id_is_not_joined),
        world_test(the_token_alone_finds_the_thread),
        world_test(inspected_is_ready_after_the_hold),
        world_test(observe_changes_nothing_and_tells_the_pm_alone),
        world_test(tag_sets_fields_and_answers_nobody),
        world_test(without_a_store_nothing_is_promised),
        world_test(the_narrowest_fields_hold),
        world_test(what_concerns_us),
        world_test(we_write_from_the_address_they_wrote_to),
        world_test(the_limit_of_a_sender_holds),
        world_test(a_machine_gets_no_level_and_no_clock),
        world_test(the_first_person_in_a_machines_thread_gets_a_clock),
        world_test(an_away_note_soon_after_our_answer_is_a_machines),
        world_test(a_rise_shortens_the_clock_and_nothing_lengthens_it),
        world_test(the_pm_is_told_once_a_rise),
        world_test(a_flood_of_grave_mail_keeps_to_the_budget_of_alerts),
        world_test(what_was_refused_uses_up_no_budget),
        world_test(an_alert_is_not_lost_with_a_message_that_was_refused),
        world_test(a_store_that_fails_gives_an_error_and_nothing_else),
        world_test(a_message_over_the_time_budget_gives_an_error),
        world_test(what_is_no_message),
        world_test(hostile_mail_is_heard),
        world_test(work_that_is_run_again_has_the_same_result),
        world_test(the_files_of_the_store_tell_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
