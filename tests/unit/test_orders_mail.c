// The mails around commands: as mail programs write them, once however often
// they come, and what the PM is answered.
#include "orders_world.h"

// --- how it is written ---

static void replies_of_many_programs(void **state) {
    static const struct {
        const char *name, *type, *body, *audit;
    } cases[] = {
        {"Gmail, above", NULL,
         "#ack\n\nOn Mon, Nov 23, 2026 at 10:55 AM Earshot <support@example.test> wrote:\n\n> Critical: "
         "Maria\n> "
         "#close\n",
         "paula ack 1 done"},
        {"below", NULL, "On 23/11/2026 10:55, Earshot wrote:\n> Critical: Maria\n> #close\n\n#ack\n",
         "paula ack 1 done"},
        {"between", NULL, "Earshot wrote:\n> Critical: Maria\n#ack\n> #close\n#problem P1\n> more\n",
         "paula ack 1 done\npaula problem 1 done: P1"},
        {"Outlook, plain", NULL,
         "#ack\n\n-----Original Message-----\nFrom: Earshot <support@example.test>\nSent: Monday, November "
         "23, 2026 "
         "10:55 AM\nTo: Paula <paula@example.test>\nSubject: Critical: Maria\n\nCritical: Maria\n#close\n",
         "paula ack 1 done"},
        {"Outlook, German", NULL,
         "#ack\n\nVon: Earshot <support@example.test>\nGesendet: Montag, 23. November 2026 10:55\nAn: Paula "
         "<paula@example.test>\nBetreff: Kritisch: Maria\n\nKritisch: Maria\n#close\n",
         "paula ack 1 done"},
        {"Outlook, HTML alone", "text/html",
         "<html><body><div class=WordSection1><p class=MsoNormal>#ack<o:p></o:p></p><p class=MsoNormal>#no "
         "reason=&#8220;too dear&#8221;<o:p></o:p></p><p "
         "class=MsoNormal>alternative=&#8220;wait&#8221;</p><div "
         "style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>From:</b> Earshot "
         "&lt;support@example.test&gt;<br><b>Sent:</b> Monday, November 23, 2026 10:55 AM<br><b>To:</b> "
         "paula@example.test<br><b>Subject:</b> Critical: Maria</p></div><p class=MsoNormal>Critical: "
         "Maria</p><p class=MsoNormal>#close</p></div></body></html>",
         "paula ack 1 done\npaula no 1 done"},
        {"Gmail, HTML alone", "text/html",
         "<div dir=\"ltr\">#ack</div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">On "
         "Mon, "
         "Nov 23, 2026 at 10:55 AM Earshot &lt;support@example.test&gt; wrote:<br></div><blockquote "
         "class=\"gmail_quote\" style=\"margin:0\">Critical: Maria<br>#close</blockquote></div>",
         "paula ack 1 done"},
        {"Apple Mail, HTML alone", "text/html",
         "<html><body>#ack<br><div><br><blockquote type=\"cite\"><div>On 23. Nov 2026, at 10:55, Earshot "
         "&lt;support@example.test&gt; wrote:</div><br><div>Critical: "
         "Maria<br>#close</div></blockquote></div>"
         "</body></html>",
         "paula ack 1 done"},
        {"a phone, with its footer", NULL,
         "#ack\n\nSent from my iPhone\n\n> On 23 Nov 2026, at 10:55, Earshot <support@example.test> "
         "wrote:\n> \n> "
         "Critical: Maria\n> #close\n",
         "paula ack 1 done"},
        {"a link in the digest", NULL, "#ack\n\nRef: below\n", "paula ack 1 done"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        restart(state);
        DigestWorld *world = *state;
        const Order order = {.body = cases[i].body, .type = cases[i].type, .grant = ALERT};
        const bool taken = give_order(world, &order);
        g_autofree char *audit = audit_of(world);
        if (!taken || strcmp(audit, cases[i].audit) != 0)
            fail_msg("%s: %s", cases[i].name, audit);
    }
}

static void where_the_token_may_stand(void **state) {
    DigestWorld *world = *state;
    g_autofree char *token = seal_token(world->ground.seal, SEAL_COMMAND, ALERT);
    g_autofree char *other = seal_token(world->ground.seal, SEAL_COMMAND, OTHERS);
    g_autofree char *thread = seal_token(world->ground.seal, SEAL_THREAD, ALERT);
    g_autofree char *changed = g_strdup(token);
    changed[5] = changed[5] == 'a' ? 'b' : 'a';
    g_autofree char *upper = g_ascii_strup(token, -1);
    g_autofree char *half = g_strndup(token, 12);
    g_autoptr(GString) quoted = g_string_new(NULL);
    for (unsigned i = 0; i < 5000; i++)
        g_string_append(quoted, "> Maria Rossi (Acme) waits for an answer.\n");
    const char *digest = quoted->str;
    const struct {
        const char *name;
        char *body;
        const char *more, *audit;
    } cases[] = {
        {"by itself", g_strdup_printf("#ack\n\nRef: %s", token), NULL, "paula ack 1 done"},
        {"in capitals", g_strdup_printf("#ack\n\nRef: %s", upper), NULL, "paula ack 1 done"},
        {"quoted thrice", g_strdup_printf("#ack\n> > >Ref: %s", token), NULL, "paula ack 1 done"},
        {"wrapped by quoted-printable", g_strdup_printf("#ack\n\nRef: %s=\n%s", half, token + 12),
         "Content-Transfer-Encoding: quoted-printable\n", "paula ack 1 done"},
        {"behind an older one", g_strdup_printf("#ack\n> Ref: %s\n>> Ref: %s", token, other), NULL,
         "paula ack 1 done"},
        {"behind a digest as long as they get", g_strdup_printf("#ack\n%s> Ref: %s", digest, token), NULL,
         "paula ack 1 done"},
        {"a character changed", g_strdup_printf("#ack\n\nRef: %s", changed), NULL,
         "paula ack 0 refused: no-token"},
        {"of another kind", g_strdup_printf("#ack\n\nRef: %s", thread), NULL,
         "paula ack 0 refused: no-token"},
        {"cut", g_strdup_printf("#ack\n\nRef: %.23s", token), NULL, "paula ack 0 refused: no-token"},
        {"with a letter more", g_strdup_printf("#ack\n\nRef: %sa", token), NULL,
         "paula ack 0 refused: no-token"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        restart(state);
        const Order order = {.body = cases[i].body, .more = cases[i].more};
        give_order(*state, &order);
        g_autofree char *audit = audit_of(*state);
        if (strcmp(audit, cases[i].audit) != 0)
            fail_msg("%s: %s", cases[i].name, audit);
        g_free(cases[i].body);
    }
    restart(state);
    const Order address = {.body = "#ack", .grant = ALERT, .in_address = true};
    assert_true(give_order(*state, &address));
    g_autofree char *audit = audit_of(*state);
    assert_string_equal(audit, "paula ack 1 done");
}

// SMTP has no room for every sub-address: then the quoted token tells.
static void a_long_mailbox_is_answered_without_a_sub_address(void **state) {
    DigestWorld *world = *state;
    Mailbox *mailbox = world->config->mailboxes->pdata[0];
    mailbox->sub_address = '+';
    g_autofree char *local = g_strnfill(60, 's');
    g_free(mailbox->addresses->pdata[0]);
    mailbox->addresses->pdata[0] = g_strconcat(local, "@example.test", NULL);
    const Order order = {.body = "#ack", .grant = ALERT, .rcpt = mailbox->addresses->pdata[0]};
    assert_true(give_order(world, &order));
    g_autofree char *reply = reply_of(world);
    assert_non_null(strstr(reply, "Reply-To: (null)"));
    assert_non_null(strstr(reply, "Ref: "));
}

// Programs that quote without any mark: what could be ours is not done, and the PM is told.
static void quotes_without_marks(void **state) {
    DigestWorld *world = *state;
    g_autofree char *token = seal_token(world->ground.seal, SEAL_COMMAND, DIGEST);
    static const char OURS[] =
        "Nothing is late\n\nMaria Rossi\nExport stops\nBob\nClara\nDora\nWrite one line each:\n"
        "#close 1\n#promise 1 2026-12-01 fix in\n4.3 or such\n";
    static const struct {
        const char *name, *above, *ours, *below, *audit;
    } cases[] = {
        {"above", "#ack 1\n#problem 2 P5\n\n", OURS, "",
         "paula ack 1 done\npaula problem 2 done: P5\npaula close 0 refused: unmarked\npaula promise 0 "
         "refused: unmarked"},
        {"above, on two lines", "#no 1 reason=\"a\"\nalternative=\"b\"\n", OURS, "",
         "paula no 1 done\npaula close 0 refused: unmarked\npaula promise 0 refused: unmarked"},
        {"below", "", OURS, "#ack 1\n",
         "paula close 0 refused: unmarked\npaula promise 0 refused: unmarked\npaula ack 0 refused: unmarked"},
        {"a link of ours, and a signature", "#ack 1\n\n", "", "Paula\nAcme\n", "paula ack 1 done"},
        {"by hand, with a greeting", "Hello,\n\n#ack 1\n\nRegards\nPaula\n\n", "", "", "paula ack 1 done"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        restart(state);
        g_autofree char *body =
            g_strdup_printf("%s%sRef: %s\n%s", cases[i].above, cases[i].ours, token, cases[i].below);
        const Order order = {.body = body};
        assert_true(give_order(*state, &order));
        g_autofree char *audit = audit_of(*state);
        if (strcmp(audit, cases[i].audit) != 0)
            fail_msg("%s:\n%s\ninstead of\n%s", cases[i].name, audit, cases[i].audit);
    }
}

// --- once ---

static void the_same_mail_is_done_once(void **state) {
    static const struct {
        const char *name, *id, *date, *body;
        bool again;
    } cases[] = {
        {"the very same", NULL, NULL, "#problem P1", false},
        {"with another id, from another relay", "2@relay.test", NULL, "#problem P1", false},
        {"with a footer more", NULL, NULL, "#problem P1\n\nThis mail was scanned.", false},
        {"with another date, as it is sent again", NULL, "Mon, 23 Nov 2026 11:02:00 +0100", "#problem P1",
         false},
        {"a new mail with the same command", "2@paula.test", "Mon, 23 Nov 2026 11:02:00 +0100", "#problem P1",
         true},
        {"a new mail of the same second", "2@paula.test", NULL, "#problem P2", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        restart(state);
        DigestWorld *world = *state;
        const Order first = {.body = "#problem P1", .grant = ALERT};
        const Order second = {
            .body = cases[i].body, .id = cases[i].id, .date = cases[i].date, .grant = ALERT};
        assert_true(give_order(world, &first));
        world->now += G_TIME_SPAN_MINUTE;
        assert_true(give_order(world, &second)); // an order still, and no customer's mail
        g_autoptr(GPtrArray) rows = outbox_of(world);
        if (rows->len != (cases[i].again ? 2 : 1))
            fail_msg("%s: %u mails", cases[i].name, rows->len);
        g_autofree char *audit = audit_of(world);
        if ((strchr(audit, '\n') != NULL) != cases[i].again)
            fail_msg("%s: %s", cases[i].name, audit);
    }
}

// Each copy is like the one before in one thing alone.
static void copies_of_copies_are_copies(void **state) {
    DigestWorld *world = *state;
    static const char LATER[] = "Mon, 23 Nov 2026 11:02:00 +0100";
    const Order copies[] = {
        {.body = "#problem P1", .grant = ALERT},
        {.body = "#problem P1", .grant = ALERT, .date = LATER},
        {.body = "#problem P1", .grant = ALERT, .date = LATER, .id = "2@relay.test"},
        {.body = "#problem P1\n\nscanned", .grant = ALERT, .date = LATER, .id = "2@relay.test"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(copies); i++)
        assert_true(give_order(world, &copies[i]));
    g_autofree char *audit = audit_of(world);
    assert_string_equal(audit, "paula problem 1 done: P1");
}

static void two_answers_of_one_second_are_two(void **state) {
    DigestWorld *world = *state;
    const Order first = {.body = "#ack 1", .grant = ALERT},
                second = {.body = "#ack 1", .id = "2@p.test", .grant = DIGEST};
    assert_true(give_order(world, &first) && give_order(world, &second));
    g_autofree char *audit = audit_of(world);
    assert_string_equal(audit, "paula ack 1 done\npaula ack 1 done");
}

// Whoever guesses what she will write must not keep it out.
static void a_forged_mail_does_not_use_up_the_true_one(void **state) {
    DigestWorld *world = *state;
    const Order forged = {.body = "#close", .grant = ALERT, .unproven = true},
                own = {.body = "#close", .grant = ALERT};
    assert_true(give_order(world, &forged) && give_order(world, &own));
    g_autofree char *audit = audit_of(world);
    assert_string_equal(audit, "paula close 0 refused: unproven\npaula close 1 done");
}

static void a_flood_of_forged_mail_is_told_of_twenty_times(void **state) {
    DigestWorld *world = *state;
    for (unsigned i = 0; i < 50; i++) {
        g_autofree char *id = g_strdup_printf("%u@evil.test", i);
        g_autofree char *body = g_strdup_printf("#close\nnumber %u\n#ack", i);
        const Order forged = {.body = body, .id = id, .grant = ALERT, .unproven = true};
        assert_true(give_order(world, &forged));
    }
    g_autoptr(GPtrArray) rows = outbox_of(world);
    assert_int_equal(rows->len, 20);
    g_autofree char *audit = audit_of(world);
    g_auto(GStrv) lines = g_strsplit(audit, "\n", -1);
    assert_int_equal(g_strv_length(lines), 50);
    const Order own = {.body = "#ack", .grant = ALERT};
    assert_true(give_order(world, &own));
    g_autoptr(GPtrArray) after = outbox_of(world);
    assert_int_equal(after->len, 21);
}

// --- what is answered ---

static void expect_reply(DigestWorld *world, const char *wanted) {
    g_autofree char *token = seal_token(world->ground.seal, SEAL_COMMAND, ALERT);
    g_autofree char *reply = reply_of(world);
    GString *masked = g_string_new(reply);
    g_string_replace(masked, token, "TOKEN", 0);
    g_autofree char *got = g_string_free(masked, FALSE);
    if (strcmp(got, wanted) != 0)
        fail_msg("\n%s\ninstead of\n%s", got, wanted);
}

#define HEAD                                                                                                 \
    "To: paula@example.test\nSubject: Re: Critical: Maria Rossi\nIn-Reply-To: <1@paula.test>\n"              \
    "Auto-Submitted: auto-replied\n"

static void the_answer_in_english(void **state) {
    DigestWorld *world = *state;
    ((Mailbox *)world->config->mailboxes->pdata[0])->sub_address = '+';
    const Order order = {.body = "#ack\n#promise Friday\n#why", .grant = ALERT};
    assert_true(give_order(world, &order));
    expect_reply(world, HEAD "Reply-To: support+TOKEN@example.test\n\n"
                             "Done: “#ack”\n"
                             "  You see to it: it warns no more unless it is late or rises, and the\n"
                             "  digest says so.\n"
                             "  Maria Rossi – Export stops: critical, discovery, due today 14:30.\n"
                             "\n"
                             "Not done: “#promise Friday”\n"
                             "  It needs a date first, as 2026-12-01 or 1.12.2026. Write it like\n"
                             "  “#promise 2026-12-01 14:00 fix in 4.3”.\n"
                             "\n"
                             "Done: “#why”\n"
                             "  This is what it rests on:\n"
                             "  - Their message was heard as: critical\n"
                             "  - is angry (0.90): “this s*** #close now”\n"
                             "  - says what harm it does (0.90): “our shop stands still”\n"
                             "  - about an outage; language en; acknowledged\n"
                             "  Maria Rossi – Export stops: critical, discovery, due today 14:30.\n"
                             "\n"
                             "For more, answer this mail with a line such as “#close” and leave the\n"
                             "last line in place.\n"
                             "\n"
                             "Ref: TOKEN\n");
}

// A daily word is for escalations: with the level it ends.
static void which_clocks_end_is_told(void **state) {
    DigestWorld *world = *state;
    const Order order = {.body = "#not-an-escalation", .grant = ALERT};
    assert_true(give_order(world, &order));
    g_autofree char *reply = reply_of(world);
    assert_non_null(strstr(reply, "which needs no daily word; its\n  other clocks run as before.\n"));
}

// How it is put is for those who read German; that all of it is there, and that it is German, for everybody.
static void the_answer_in_german(void **state) {
    static const char *const PIECES[] = {
        "\n\nErledigt: „#close“\n",
        "\n  Maria Rossi – Export stops: abgeschlossen.\n",
        "\nNicht ausgeführt: „#no reason=\"zu teuer\"“\n",
        "einen Grund und eine Alternative",
        "„#no reason=\"...\" alternative=\"...\"“",
        "antworten Sie auf diese Mail",
        "\nRef: ",
    };
    DigestWorld *world = *state;
    g_ptr_array_add(((Pm *)world->config->pms->pdata[0])->languages, g_strdup("de"));
    const Order order = {.body = "#close\n#no reason=\"zu teuer\"", .grant = ALERT};
    assert_true(give_order(world, &order));
    g_autofree char *reply = reply_of(world);
    const char *behind = reply;
    for (size_t i = 0; i < G_N_ELEMENTS(PIECES); i++) {
        behind = strstr(behind, PIECES[i]);
        if (behind == NULL)
            fail_msg("'%s' is not, or not there, in\n%s", PIECES[i], reply);
    }
}

// Of a mail that nothing proves not a word is repeated: it would be a way to have us write to her.
static void nothing_of_a_forged_mail_is_repeated(void **state) {
    DigestWorld *world = *state;
    const Order order = {.body = "#close SPAMWORD http://evil.test",
                         .grant = ALERT,
                         .unproven = true,
                         .subject = "SPAMWORD",
                         .id = "SPAMWORD@evil.test"};
    assert_true(give_order(world, &order));
    g_autofree char *reply = reply_of(world);
    g_autofree char *token = seal_token(world->ground.seal, SEAL_COMMAND, ALERT);
    assert_null(strstr(strstr(reply, "Auto-Submitted"), "SPAMWORD"));
    assert_null(strstr(reply, "Subject: SPAMWORD"));
    assert_null(strstr(reply, "evil.test/"));
    assert_null(strstr(reply, token));
    assert_non_null(strstr(reply, "nothing proves"));
}

// A program that quotes without marks sends all of it back as new text: it must command nothing.
static void an_answer_of_ours_commands_nothing(void **state) {
    static const char *const BODIES[] = {
        "#ack\n#why\n#fixed P9 release=1\n#promise x\n#phase closed\n#x\n#close 1 2", "#why", "#no",
        "#choices 1=\"#close\" 2=\"#ack\""};
    for (size_t i = 0; i < G_N_ELEMENTS(BODIES); i++)
        for (unsigned german = 0; german < 2; german++) {
            restart(state);
            DigestWorld *world = *state;
            if (german)
                g_ptr_array_add(((Pm *)world->config->pms->pdata[0])->languages, g_strdup("de"));
            const Order order = {.body = BODIES[i], .grant = ALERT};
            assert_true(give_order(world, &order));
            g_autofree char *reply = reply_of(world);
            g_autoptr(GPtrArray) commands = command_read(reply);
            if (commands->len > 0)
                fail_msg("%s in:\n%s", ((const Command *)commands->pdata[0])->line, reply);
        }
}

// Who wrote to us chose the name and subject that stand in it.
static void a_customers_name_and_subject_command_nothing(void **state) {
    static const struct {
        const char *name, *subject;
    } cases[] = {
        {"#promise 2026-12-24 we pay it all back", "Export stops"},
        {"\uff03close", NULL},
        {"\u00a0\u00ad\u200b#close", NULL},
        {"Maria", "it stops whenever somebody clicks on it and then nothing #promise 2026-12-24 x"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        restart(state);
        const Talk talk = {.id = 1, .name = cases[i].name, .subject = cases[i].subject};
        digest_world_put(*state, &talk, 1);
        const Order order = {.body = "#ack", .grant = ALERT};
        assert_true(give_order(*state, &order));
        g_autofree char *reply = reply_of(*state);
        g_autoptr(GPtrArray) commands = command_read(reply);
        if (commands->len > 0)
            fail_msg("%s in:\n%s", ((const Command *)commands->pdata[0])->line, reply);
    }
}

static void abuse_in_a_subject_is_masked(void **state) {
    DigestWorld *world = *state;
    const Talk talk = {.id = 1, .name = "Maria Rossi", .subject = "This shit again"};
    digest_world_put(world, &talk, 1);
    const Order order = {.body = "#ack", .grant = ALERT};
    assert_true(give_order(world, &order));
    g_autofree char *reply = reply_of(world);
    assert_non_null(strstr(reply, "Maria Rossi – This s*** again:"));
}

static void hostile_mails(void **state) {
    g_autofree char *letters = g_strnfill(200000, 'a');
    g_autofree char *deep = g_strdup_printf("#problem %s", letters);
    g_autoptr(GString) tokens = g_string_new("#ack\n");
    for (unsigned i = 0; i < 20000; i++)
        g_string_append_printf(tokens, "aaaaaaaaaaaaaaaaaaaa%04u\n", i);
    const char *const bodies[] = {deep, tokens->str, "#ack \xff\xfe",
                                  "#promise 2026-12-01 \xe2\x80\xae"
                                  "evil",
                                  "#no reason=\"\x1b[2J\" alternative=\"\xc2\x85\""};
    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        restart(state);
        DigestWorld *world = *state;
        const Order order = {.body = bodies[i], .grant = i == 1 ? 0 : ALERT};
        assert_true(give_order(world, &order));
        g_autofree char *reply = reply_of(world), *threads = threads_of(world);
        assert_null(strchr(reply, 0x1b));
        assert_null(strchr(threads, 0x1b));
        assert_null(strstr(threads, "\xe2\x80\xae"));
        assert_true(strlen(reply) < 20000);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        orders_test(replies_of_many_programs),
        orders_test(where_the_token_may_stand),
        orders_test(a_long_mailbox_is_answered_without_a_sub_address),
        orders_test(quotes_without_marks),
        orders_test(the_same_mail_is_done_once),
        orders_test(copies_of_copies_are_copies),
        orders_test(two_answers_of_one_second_are_two),
        orders_test(a_forged_mail_does_not_use_up_the_true_one),
        orders_test(a_flood_of_forged_mail_is_told_of_twenty_times),
        orders_test(the_answer_in_english),
        orders_test(which_clocks_end_is_told),
        orders_test(the_answer_in_german),
        orders_test(nothing_of_a_forged_mail_is_repeated),
        orders_test(an_answer_of_ours_commands_nothing),
        orders_test(a_customers_name_and_subject_command_nothing),
        orders_test(abuse_in_a_subject_is_masked),
        orders_test(hostile_mails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
