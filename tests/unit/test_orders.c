// Commands by mail: who may, over what, what changes and what does not. The
// whole state is told as text before and after, so that a row says all that it changed.
#include "orders_world.h"

// The lines of `after` that are not in `before`, parted by "|".
static char *changes(const char *before, const char *after) {
    g_auto(GStrv) lines = g_strsplit(after, "\n", -1);
    g_auto(GStrv) old = g_strsplit(before, "\n", -1);
    GString *changed = g_string_new(NULL);
    for (size_t i = 0; lines[i] != NULL; i++)
        if (!g_strv_contains((const char *const *)old, lines[i]))
            g_string_append_printf(changed, "%s%s", changed->len == 0 ? "" : "|", lines[i]);
    return g_string_free(changed, FALSE);
}

// --- each command ---

typedef struct Case {
    const char *name, *body;
    uint64_t grant;
    const char *changed; // of the conversations; "" for nothing
    const char *audit;
} Case;

static void check(void **state, const Case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        restart(state);
        DigestWorld *world = *state;
        const Order order = {.body = cases[i].body, .grant = cases[i].grant};
        g_autofree char *before = threads_of(world);
        if (!give_order(world, &order))
            fail_msg("%s: not taken for an order", cases[i].name);
        g_autofree char *after = threads_of(world);
        g_autofree char *changed = changes(before, after);
        g_autofree char *audit = audit_of(world);
        g_autoptr(GPtrArray) rows = outbox_of(world);
        if (strcmp(changed, cases[i].changed) != 0)
            fail_msg("%s:\n%s\ninstead of\n%s", cases[i].name, changed, cases[i].changed);
        if (strcmp(audit, cases[i].audit) != 0)
            fail_msg("%s:\n%s\ninstead of\n%s", cases[i].name, audit, cases[i].audit);
        unsigned mails = 0;
        for (guint k = 0; k < rows->len; k++)
            mails += ((const OutboxRow *)rows->pdata[k])->kind == OUTBOX_CONFIRM;
        if (mails != 1)
            fail_msg("%s: %u mails", cases[i].name, mails);
    }
}

#define CLOCKS "first-reply:running:2026-11-23T13 touchpoint:running:2026-11-24T10"
#define ENDED "first-reply:dropped:2026-11-23T13 touchpoint:dropped:2026-11-24T10"

static void what_each_command_does(void **state) {
    static const Case cases[] = {
        {"ack", "#ack", ALERT, "1 discovery critical in-hand P12 " CLOCKS " [ack paula]", "paula ack 1 done"},
        {"phase", "#phase solving", ALERT, "1 solving critical P12 " CLOCKS " [phase paula solving]",
         "paula phase 1 done: solving"},
        {"promise to the close of that day", "#promise 2026-12-01 fix in 4.3", ALERT,
         "1 discovery critical P12 " CLOCKS
         " promise:running:2026-12-01T16:fix in 4.3 [promise paula fix in 4.3]",
         "paula promise 1 done: 2026-12-01T16:00:00Z"},
        {"promise by an hour", "#promise 1.12.2026 09:30 fix", ALERT,
         "1 discovery critical P12 " CLOCKS " promise:running:2026-12-01T08:fix [promise paula fix]",
         "paula promise 1 done: 2026-12-01T08:30:00Z"},
        {"promise for later today", "#promise 2026-11-23 17:00 call", ALERT,
         "1 discovery critical P12 " CLOCKS " promise:running:2026-11-23T16:call [promise paula call]",
         "paula promise 1 done: 2026-11-23T16:00:00Z"},
        {"promise on a Sunday, to its last minute", "#promise 2026-11-29", ALERT,
         "1 discovery critical P12 " CLOCKS " promise:running:2026-11-29T22 [promise paula]",
         "paula promise 1 done: 2026-11-29T22:59:00Z"},
        {"problem", "#problem P7.x_1-a", ALERT,
         "1 discovery critical P7.x_1-a " CLOCKS " [problem paula P7.x_1-a]",
         "paula problem 1 done: P7.x_1-a"},
        {"a problem with its title", "#problem P12 title=\"Export stops\"", ALERT,
         "1 discovery critical P12 " CLOCKS " [problem paula P12 title=Export stops]",
         "paula problem 1 done: P12"},
        {"choices", "#choices 1=\"old export; free; today\" 2=\"wait; nothing; 1 December\"", ALERT,
         "1 discovery critical P12 " CLOCKS
         " [choices paula 1=old export; free; today 2=wait; nothing; 1 December]",
         "paula choices 1 done"},
        {"a no", "#no reason=\"too dear\" alternative=\"old export\"", ALERT,
         "1 discovery critical P12 " CLOCKS " [no paula reason=too dear alternative=old export]",
         "paula no 1 done"},
        {"close", "#close", ALERT, "1 closed none P12 " ENDED " [close paula]", "paula close 1 done"},
        {"close what is closed", "#close 4", DIGEST, "", "paula close 4 done"},
        {"not an escalation", "#not-an-escalation", ALERT,
         "1 discovery concern P12 first-reply:running:2026-11-23T13 touchpoint:dropped:2026-11-24T10 "
         "[not-an-escalation paula]",
         "paula not-an-escalation 1 done"},
        {"not an escalation, of a concern", "#not-an-escalation 2", DIGEST, "",
         "paula not-an-escalation 2 done"},
        {"why", "#why", LOOK_ONLY, "", "paula why 1 done"},
        {"bad news", "#bad-news text=\"It takes longer.\" goodwill=\"a month for free\"", ALERT,
         "1 discovery critical P12 " CLOCKS
         " [bad-news paula text=It takes longer. goodwill=a month for free]",
         "paula bad-news 1 done"},
        {"bad news without goodwill",
         "#bad-news text=\"It takes longer.\" goodwill=\"none because they have had it\"", ALERT,
         "1 discovery critical P12 " CLOCKS
         " [bad-news paula text=It takes longer. goodwill=none because they have had it]",
         "paula bad-news 1 done: no goodwill because they have had it"},
        {"an invitation", "#invite what=\"the new export\" release=4.3-beta", ALERT,
         "1 discovery critical P12 " CLOCKS " [invite paula what=the new export release=4.3-beta]",
         "paula invite 1 done"},
        {"fixed: nothing moves before they are told", "#fixed P12 release=4.3", DIGEST, "",
         "paula fixed 0 done: P12 4.3, 2 to be told"},
        {"fixed, and not after all", "#fixed p12 release=4.3\n#undo P12", DIGEST, "",
         "paula fixed 0 done: P12 4.3, 2 to be told\npaula undo 0 done: P12"},
        {"understood", "#understood P12", DIGEST, "", "paula understood 0 done: P12"},
        {"an undo", "#no reason=\"too dear\" alternative=\"wait\"\n#undo", ALERT,
         "1 discovery critical P12 " CLOCKS " [no paula reason=too dear alternative=wait] [undo paula no]",
         "paula no 1 done\npaula undo 1 done: no"},
        {"by number", "#ack 2", DIGEST, "2 discovery concern in-hand P12 [ack paula]", "paula ack 2 done"},
        {"by id", "#ack aaaaaaaaaaaae", DIGEST, "2 discovery concern in-hand P12 [ack paula]",
         "paula ack 2 done"},
        {"the only one by its number", "#ack 1", ALERT,
         "1 discovery critical in-hand P12 " CLOCKS " [ack paula]", "paula ack 1 done"},
        {"several, one after the other", "#ack 1\n#phase 1 solving\n#nonsense\n#close 2", DIGEST,
         "1 solving critical in-hand P12 " CLOCKS " [ack paula] [phase paula solving]|"
         "2 closed none P12 [close paula]",
         "paula ack 1 done\npaula phase 1 done: solving\npaula unknown 0 refused: verb\npaula close 2 done"},
        {"opened again by a phase", "#phase 4 solving", DIGEST, "4 solving none [phase paula solving]",
         "paula phase 4 done: solving"},
    };
    check(state, cases, G_N_ELEMENTS(cases));
}

static void what_is_refused(void **state) {
    static const Case cases[] = {
        {"no token", "#ack", 0, "", "paula ack 0 refused: no-token"},
        {"no token, twice", "#ack\n#close", 0, "",
         "paula ack 0 refused: no-token\npaula close 0 refused: no-token"},
        {"one that names no grant", "#ack", 77, "", "paula ack 0 refused: expired"},
        {"another PM's", "#close 1", OTHERS, "", "paula close 0 refused: other-pm"},
        {"an old one", "#close", OLD, "", "paula close 0 refused: expired"},
        {"a class it has not", "#close", LOOK_ONLY, "", "paula close 0 refused: class"},
        {"beyond an alert", "#fixed P12 release=4.3", ALERT, "", "paula fixed 0 refused: class"},
        {"which", "#close", DIGEST, "", "paula close 0 refused: which"},
        {"a number too high", "#close 5", DIGEST, "", "paula close 0 refused: number"},
        {"an id that is not in it", "#close aaaaaaaaaaaae", ALERT, "", "paula close 0 refused: not-in-mail"},
        {"another PM's conversation", "#close 3", DIGEST, "", "paula close 3 refused: not-yours"},
        {"one that is gone", "#close", GONE, "", "paula close 99 refused: gone"},
        {"to see to what is closed", "#ack 4", DIGEST, "", "paula ack 4 refused: closed"},
        {"a promise for yesterday", "#promise 2026-11-22 x", ALERT, "", "paula promise 1 refused: past"},
        {"a promise for an hour ago", "#promise 2026-11-23 10:00 x", ALERT, "",
         "paula promise 1 refused: past"},
        {"a promise for ever", "#promise 2999-01-01 x", ALERT, "", "paula promise 1 refused: far"},
        {"a day that is none", "#promise 2026-11-31 x", ALERT, "", "paula promise 1 refused: no-day"},
        {"an hour that is none", "#promise 2026-12-01 24:30 x", ALERT, "", "paula promise 1 refused: no-day"},
        {"no such problem", "#fixed P99 release=1", DIGEST, "", "paula fixed 0 refused: no-problem"},
        {"malformed", "#no reason=\"a\"", ALERT, "", "paula no 0 refused: no"},
        {"choices without parts", "#choices 1=\"a\" 2=\"b\"", ALERT, "", "paula choices 0 refused: parts"},
        {"one choice", "#choices 1=\"a; b; c\"", ALERT, "", "paula choices 0 refused: choices"},
        {"choices to nobody we know", "#choices 4 1=\"a; b; c\" 2=\"a; b; c\"", DIGEST, "",
         "paula choices 4 refused: outreach-unproven"},
        {"a no to nobody we know", "#no 4 reason=\"a\" alternative=\"b\"", DIGEST, "",
         "paula no 4 refused: outreach-unproven"},
        {"a no that blames", "#no reason=\"that is a user error\" alternative=\"b\"", ALERT, "",
         "paula no 1 refused: banned"},
        {"bad news that admit", "#bad-news text=\"This is our fault.\" goodwill=\"a month\"", ALERT, "",
         "paula bad-news 1 refused: banned"},
        {"choices that say it is meant so", "#choices 1=\"a; b; works as designed\" 2=\"a; b; c\"", ALERT, "",
         "paula choices 1 refused: banned"},
        {"bad news without goodwill", "#bad-news text=\"a\"", ALERT, "",
         "paula bad-news 0 refused: goodwill"},
        {"bad news with none and no reason", "#bad-news text=\"a\" goodwill=none", ALERT, "",
         "paula bad-news 0 refused: goodwill"},
        {"an invitation to nothing", "#invite release=4.3", ALERT, "", "paula invite 0 refused: invite"},
        {"an invitation without a problem", "#invite 4 what=\"x\"", DIGEST, "",
         "paula invite 4 refused: no-link"},
        {"an undo with nothing there", "#undo", ALERT, "", "paula undo 1 refused: nothing-waits"},
        {"an undo of what was not begun", "#undo P12", DIGEST, "", "paula undo 0 refused: told-already"},
        {"an undo of no problem", "#undo P99", DIGEST, "", "paula undo 0 refused: no-problem"},
        {"an undo of a problem, by an alert", "#undo P12", ALERT, "", "paula undo 0 refused: class"},
        {"understood, by an alert", "#understood P12", ALERT, "", "paula understood 0 refused: class"},
        {"another PM's problem", "#understood P12", OTHERS, "", "paula understood 0 refused: other-pm"},
        {"what nobody commands", "#chosen 1", ALERT, "", "paula unknown 0 refused: verb"},
        {"unknown, with a token", "#delete everything", ALERT, "", "paula unknown 0 refused: verb"},
    };
    check(state, cases, G_N_ELEMENTS(cases));
}

// --- who may ---

static void what_proves_who_wrote(void **state) {
    static const struct {
        const char *name;
        Order order;
        bool proven;
    } cases[] = {
        {"a login", {.login = "paula"}, true},
        {"an empty login", {.login = ""}, false},
        {"a login that is her address", {.login = "Paula@example.test"}, true},
        {"a login that is a colleague's address", {.login = "eve@example.test"}, false},
        {"a colleague's login, from the colleague", {.login = "eve", .sender = "eve@example.test"}, false},
        {"a login, from nobody", {.login = "eve", .sender = ""}, false},
        {"an internal address", {.client = "10.1.2.3"}, true},
        {"an internal relay that handed on what failed DMARC",
         {.client = "10.1.2.3",
          .results = "Authentication-Results: mx.example.test; dmarc=fail header.from=example.test\n"},
         false},
        {"DMARC",
         {.results = "Authentication-Results: mx.example.test; dmarc=pass header.from=example.test\n"},
         true},
        {"aligned DKIM",
         {.results = "Authentication-Results: mx.example.test; dkim=pass header.d=example.test\n"},
         true},
        {"DKIM of a domain below",
         {.results = "Authentication-Results: mx.example.test; dkim=pass "
                     "header.d=mail.example.test\n"},
         true},
        {"nothing", {.login = NULL}, false},
        {"DMARC failed",
         {.results = "Authentication-Results: mx.example.test; dmarc=fail header.from=example.test\n"},
         false},
        {"DKIM though DMARC failed",
         {.results = "Authentication-Results: mx.example.test; dkim=pass "
                     "header.d=example.test; dmarc=fail header.from=example.test\n"},
         false},
        {"DKIM of another",
         {.results = "Authentication-Results: mx.example.test; dkim=pass header.d=evil.test\n"},
         false},
        {"DKIM that failed",
         {.results = "Authentication-Results: mx.example.test; dkim=fail header.d=example.test\n"},
         false},
        {"DMARC of another domain",
         {.results = "Authentication-Results: mx.example.test; dmarc=pass "
                     "header.from=evil.test\n"},
         false},
        {"SPF alone",
         {.results = "Authentication-Results: mx.example.test; spf=pass "
                     "smtp.mailfrom=example.test\n"},
         false},
        {"a verifier that is not ours",
         {.results = "Authentication-Results: mx.evil.test; dmarc=pass "
                     "header.from=example.test\n"},
         false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        restart(state);
        DigestWorld *world = *state;
        Order order = cases[i].order;
        order.body = "#close";
        order.grant = ALERT;
        order.unproven = true;
        g_autofree char *before = threads_of(world);
        assert_true(give_order(world, &order));
        g_autofree char *after = threads_of(world);
        g_autofree char *audit = audit_of(world);
        if ((strcmp(before, after) != 0) != cases[i].proven)
            fail_msg("%s", cases[i].name);
        assert_string_equal(audit,
                            cases[i].proven ? "paula close 1 done" : "paula close 0 refused: unproven");
        g_autofree char *reply = reply_of(world);
        assert_true(g_str_has_prefix(reply, "To: paula@example.test\n"));
    }
}

static void what_is_ordinary_mail(void **state) {
    static const struct {
        const char *name;
        Order order;
    } cases[] = {
        {"a third person's, with the token", {.body = "#close", .grant = ALERT, .from = "eve@evil.test"}},
        {"a colleague's, with the token", {.body = "#close", .grant = ALERT, .from = "ann@example.test"}},
        {"two writers", {.body = "#close", .grant = ALERT, .from = "paula@example.test, eve@evil.test"}},
        {"the same writer twice",
         {.body = "#close", .grant = ALERT, .from = "paula@example.test, paula@example.test"}},
        {"a group", {.body = "#close", .grant = ALERT, .from = "x: paula@example.test;"}},
        {"a PM's name over another address",
         {.body = "#close", .grant = ALERT, .from = "\"paula@example.test\" <eve@evil.test>"}},
        {"a second From", {.body = "#close", .grant = ALERT, .more = "From: eve@evil.test\n"}},
        {"a machine's", {.body = "#close", .grant = ALERT, .machine = true}},
        {"to none of our mailboxes", {.body = "#close", .grant = ALERT, .rcpt = "other@example.test"}},
        {"without a command", {.body = "Thank you, I see to it.", .grant = ALERT}},
        {"with a number sign alone", {.body = "Ticket #close\n# Closed cases\n#1", .grant = ALERT}},
        {"with Markdown, without a token", {.body = "#Steps\n1. Start it"}},
        {"a command in what is quoted",
         {.body = "Thanks!\n\nOn Mon, Earshot wrote:\n> #close\n> #ack", .grant = ALERT}},
        {"a command in the signature", {.body = "Thanks!\n-- \n#close", .grant = ALERT}},
        {"a command in what is forwarded",
         {.body = "FYI\n\n---------- Forwarded message ---------\nFrom: Eve "
                  "<eve@evil.test>\nDate: Mon, 23 Nov 2026\nSubject: x\nTo: "
                  "paula@example.test\n\n#close\n",
          .grant = ALERT,
          .subject = "Fwd: x"}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        restart(state);
        DigestWorld *world = *state;
        if (give_order(world, &cases[i].order))
            fail_msg("%s", cases[i].name);
    }
}

static void an_address_in_any_case_is_hers(void **state) {
    DigestWorld *world = *state;
    const Order order = {.body = "#ack", .grant = ALERT, .from = "PAULA@Example.TEST"};
    assert_true(give_order(world, &order));
    g_autofree char *audit = audit_of(world);
    assert_string_equal(audit, "paula ack 1 done");
}

// Two sections of the configuration may name one person: the grant tells which is meant.
static void two_pms_of_one_address_are_told_apart_by_the_grant(void **state) {
    DigestWorld *world = *state;
    Pm *peter = world->config->pms->pdata[1];
    g_free(peter->address);
    peter->address = g_strdup("paula@example.test");
    const Order hers = {.body = "#ack", .grant = ALERT, .id = "a@p.test"};
    const Order his = {.body = "#ack 2", .grant = OTHERS, .id = "b@p.test"};
    const Order not_his = {.body = "#ack 1", .grant = OTHERS, .id = "c@p.test"};
    assert_true(give_order(world, &hers) && give_order(world, &his) && give_order(world, &not_his));
    g_autofree char *audit = audit_of(world);
    assert_string_equal(audit, "paula ack 1 done\npeter ack 3 done\npeter ack 1 refused: not-yours");
}

// Who left the configuration commands no more, whatever was granted.
static void a_pm_who_left_may_nothing(void **state) {
    DigestWorld *world = *state;
    const Order order = {.body = "#ack 1", .grant = OTHERS, .from = "peter@example.test"};
    g_ptr_array_remove_index(world->config->pms, 1);
    assert_false(give_order(world, &order));
    const Order hers = {.body = "#ack 1", .grant = OTHERS};
    assert_true(give_order(world, &hers));
    g_autofree char *audit = audit_of(world);
    assert_string_equal(audit, "paula ack 0 refused: other-pm");
}

// --- by hand ---

typedef struct Hand {
    DigestWorld *world;
    uint64_t thread;
    const char *lines;
    OrdersByHand outcome;
    GPtrArray *said;
} Hand;

static bool do_hand(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Hand *hand = data;
    g_autoptr(Thread) thread = thread_get(txn, hand->thread);
    hand->outcome =
        orders_by_hand(txn, hand->world->config, thread, hand->lines, hand->world->now, hand->said);
    return !store_failed(txn);
}

static void by_hand_it_is_the_same(void **state) {
    static const struct {
        const char *name, *lines;
        uint64_t thread;
        OrdersByHand outcome;
        const char *audit, *said; // the end of the first outcome
    } cases[] = {
        {"done", "#ack", 1, ORDERS_DONE, "paula, by hand ack 1 done", "You see to it"},
        {"as the PM of its mailbox", "#ack", 3, ORDERS_DONE, "peter, by hand ack 3 done", "You see to it"},
        {"by its own id", "#ack aaaaaaaaaaaae", 2, ORDERS_DONE, "paula, by hand ack 2 done", "You see to it"},
        {"another's id", "#ack aaaaaaaaaaaae", 1, ORDERS_REFUSED, "paula, by hand ack 0 refused: not-in-mail",
         "does not stand in the mail"},
        {"malformed", "#no reason=\"a\"", 1, ORDERS_REFUSED, "paula, by hand no 0 refused: no",
         "needs a reason and an alternative"},
        {"to somebody who is not proven", "#no reason=\"a\" alternative=\"b\"", 4, ORDERS_REFUSED,
         "paula, by hand no 4 refused: outreach-unproven", "Nothing is sent"},
        {"one done, one not", "#ack\n#nonsense", 1, ORDERS_REFUSED,
         "paula, by hand ack 1 done\npaula, by hand unknown 0 refused: verb", "You see to it"},
        {"no command", "ack", 1, ORDERS_NO_COMMAND, "", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        restart(state);
        DigestWorld *world = *state;
        g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
        Hand hand = {.world = world, .thread = cases[i].thread, .lines = cases[i].lines, .said = said};
        support_write(&world->ground, do_hand, &hand);
        g_autofree char *audit = audit_of(world);
        const char *outcome = said->len > 1 ? said->pdata[1] : "";
        if (hand.outcome != cases[i].outcome || strcmp(audit, cases[i].audit) != 0 ||
            strstr(outcome, cases[i].said) == NULL)
            fail_msg("%s: %d, %s, %s", cases[i].name, hand.outcome, audit, outcome);
        g_autoptr(GPtrArray) rows = outbox_of(world);
        assert_int_equal(rows->len, 0); // no mail tells of it
    }
}

static void nobody_commands_where_there_is_no_pm(void **state) {
    DigestWorld *world = *state;
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
    Hand hand = {.world = world, .thread = 1, .lines = "#ack", .said = said};
    g_ptr_array_remove_index(world->config->pms, 0);
    support_write(&world->ground, do_hand, &hand);
    assert_int_equal(hand.outcome, ORDERS_NO_PM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        orders_test(what_each_command_does),
        orders_test(what_is_refused),
        orders_test(what_proves_who_wrote),
        orders_test(what_is_ordinary_mail),
        orders_test(an_address_in_any_case_is_hers),
        orders_test(two_pms_of_one_address_are_told_apart_by_the_grant),
        orders_test(a_pm_who_left_may_nothing),
        orders_test(by_hand_it_is_the_same),
        orders_test(nobody_commands_where_there_is_no_pm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
