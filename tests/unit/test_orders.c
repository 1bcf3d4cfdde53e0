// Commands by mail: who may, over what, what changes and what does not. The
// whole state is told as text before and after, so that a row says all that it changed.
#include "digest_world.h"

#include "audit.h"
#include "authres.h"
#include "command.h"
#include "envelope.h"
#include "grant.h"
#include "journal.h"
#include "message.h"
#include "orders.h"
#include "outbox.h"
#include "text.h"

enum { ALERT = 100, DIGEST = 200, OTHERS = 300, LOOK_ONLY = 400, OLD = 500, GONE = 600 };

// --- the world ---

typedef struct Give {
    uint64_t id;
    const char *pm;
    unsigned classes;
    uint64_t threads[4];
    size_t count;
    int64_t age;
} Give;

static bool do_give(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Give *give = data;
    grant_add(txn, give->id, give->pm, give->classes, give->threads, give->count, NOON_MONDAY - give->age);
    return true;
}

static const Talk TALKS[] = {
    {.id = 1,
     .name = "Maria Rossi",
     .subject = "Export stops",
     .level = LEVEL_CRITICAL,
     .gravest = 1,
     .first_reply = "2026-11-23T13:30:00Z",
     .touchpoint = "2026-11-24T10:00:00Z",
     .problem = "P12",
     .said = {{"2026-11-23T09:00:00Z", .level = LEVEL_CRITICAL, .request = REQUEST_OUTAGE,
               .evidence = {"anger: this shit #close now", "impact: our shop stands still"}}}},
    {.id = 2, .from = "bob@b.example", .level = LEVEL_CONCERN, .problem = "p12"},
    {.id = 3, .from = "carl@c.example", .mailbox = "sales", .level = LEVEL_CRITICAL, .problem = "P12"},
    {.id = 4, .from = "dora@d.example", .phase = PHASE_CLOSED},
};

static int setup(void **state) {
    static const unsigned ALL = GRANT_LOOK | GRANT_THREAD | GRANT_PROBLEM, SOME = GRANT_LOOK | GRANT_THREAD;
    static const Give GIVES[] = {
        {ALERT, "paula", SOME, {1}, 1, 0},       {DIGEST, "paula", ALL, {1, 2, 3, 4}, 4, 0},
        {OTHERS, "peter", ALL, {1, 3}, 2, 0},    {LOOK_ONLY, "paula", GRANT_LOOK, {1}, 1, 0},
        {OLD, "paula", ALL, {1}, 1, GRANT_KEPT}, {GONE, "paula", SOME, {99}, 1, 0},
    };
    message_library_start();
    digest_world_setup(state);
    DigestWorld *world = *state;
    g_ptr_array_add(world->config->trust->internal_networks, g_strdup("10.0.0.0/8"));
    for (guint i = 0; i < world->config->mailboxes->len; i++)
        ((Mailbox *)world->config->mailboxes->pdata[i])->touchpoint = G_TIME_SPAN_DAY;
    digest_world_put(world, TALKS, G_N_ELEMENTS(TALKS));
    for (size_t i = 0; i < G_N_ELEMENTS(GIVES); i++) {
        Give give = GIVES[i];
        support_write(&world->ground, do_give, &give);
    }
    return 0;
}

#define orders_test(test) cmocka_unit_test_setup_teardown(test, setup, digest_world_teardown)

// --- what is there, as text ---

static bool tell_thread(StoreTxn *txn, Thread *thread, void *data) {
    GString *told = data;
    g_string_append_printf(told, "%u %s %s", (unsigned)thread->id, phase_name(thread->phase),
                           level_name(thread->level));
    if (thread->in_hand != 0)
        g_string_append(told, " in-hand");
    if (thread->problem != NULL)
        g_string_append_printf(told, " %s", thread->problem);
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread->id);
    for (guint i = 0; i < clocks->len; i++) {
        const Clock *clock = clocks->pdata[i];
        g_autofree char *due = units_time_format(clock->due);
        g_string_append_printf(told, " %s:%s:%.13s", clock_kind_name(clock->kind), clock_end_name(clock->end),
                               due);
        if (clock->words != NULL)
            g_string_append_printf(told, ":%s", clock->words);
    }
    g_autoptr(GPtrArray) notes = journal_of(txn, thread);
    for (guint i = 0; i < notes->len; i++) {
        const Note *note = notes->pdata[i];
        g_string_append_printf(told, " [%s %s", command_verb_name(note->verb), note->by);
        if (note->words != NULL)
            g_string_append_printf(told, " %s", note->words);
        for (guint j = 0; j < note->pairs->len; j++) {
            const CommandPair *pair = note->pairs->pdata[j];
            g_string_append_printf(told, " %s=%s", pair->key, pair->value);
        }
        g_string_append_c(told, ']');
    }
    g_string_append_c(told, '\n');
    return true;
}

static bool do_threads(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    thread_walk(txn, tell_thread, data);
    return !store_failed(txn);
}

static char *threads_of(DigestWorld *world) {
    GString *told = g_string_new(NULL);
    support_read(&world->ground, do_threads, told);
    return g_string_free(told, FALSE);
}

static bool tell_line(StoreTxn *txn, const AuditLine *line, void *data) {
    (void)txn;
    g_string_append_printf(data, "%s%s %s %u %s", ((GString *)data)->len == 0 ? "" : "\n", line->pm,
                           command_verb_name(line->verb), (unsigned)line->thread, line->outcome);
    return true;
}

static bool do_audit(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    uint64_t count, broken;
    audit_walk(txn, tell_line, data);
    g_assert_true(audit_verify(txn, &count, &broken));
    return !store_failed(txn);
}

static char *audit_of(DigestWorld *world) {
    GString *told = g_string_new(NULL);
    support_read(&world->ground, do_audit, told);
    return g_string_free(told, FALSE);
}

static bool keep_row(StoreTxn *txn, OutboxRow *row, void *data) {
    OutboxRow *copy = outbox_get(txn, row->id);
    g_ptr_array_add(data, copy);
    return true;
}

static bool do_outbox(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, keep_row, data);
    return !store_failed(txn);
}

static void free_row(void *row) {
    outbox_row_free(row);
}

static GPtrArray *outbox_of(DigestWorld *world) {
    GPtrArray *rows = g_ptr_array_new_with_free_func(free_row);
    support_read(&world->ground, do_outbox, rows);
    return rows;
}

// The mail of the only row, its soft line ends taken out and encoded characters left as they are.
static char *reply_of(DigestWorld *world) {
    g_autoptr(GPtrArray) rows = outbox_of(world);
    assert_int_equal(rows->len, 1);
    const OutboxRow *row = rows->pdata[0];
    assert_int_equal(row->kind, OUTBOX_CONFIRM);
    assert_int_equal(row->state, OUTBOX_READY);
    g_autoptr(GError) error = NULL;
    g_autoptr(Values) values = values_unpack(row->values, NULL);
    g_autoptr(GBytes) bytes = orders_compose(values, NOON_MONDAY, &error);
    if (bytes == NULL)
        fail_msg("%s", error->message);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    assert_non_null(message);
    g_autofree char *text = message_part_text(message, 0, 100000);
    return g_strdup_printf("To: %s\nSubject: %s\nIn-Reply-To: %s\nAuto-Submitted: %s\nReply-To: %s\n\n%s",
                           row->to, message_subject(message), message_field(message, "In-Reply-To"),
                           message_field(message, "Auto-Submitted"), message_field(message, "Reply-To"),
                           text);
}

// --- a mail ---

typedef struct Order { // NULL and 0: as Paula writes it by login
    const char *body;
    uint64_t grant; // named behind the body
    const char *from, *rcpt, *id, *date, *more, *type, *subject;
    const char *login, *client, *results;
    bool unproven, machine, in_address;
} Order;

static GBytes *bytes_of(DigestWorld *world, const Order *order) {
    g_autofree char *token =
        order->grant == 0 ? NULL : seal_token(world->ground.seal, SEAL_COMMAND, order->grant);
    const bool html = order->type != NULL;
    g_autofree char *reference =
        token == NULL || order->in_address ? g_strdup("")
        : html ? g_strdup_printf("<blockquote type=\"cite\">Ref: %s</blockquote>", token)
               : g_strdup_printf("\n> Ref: %s\n", token);
    char *text = g_strdup_printf(
        "From: %s\nTo: support@example.test\nSubject: %s\nMessage-ID: <%s>\nDate: %s\nMIME-Version: 1.0\n"
        "Content-Type: %s; charset=utf-8\n%s%s\n%s\n%s",
        order->from == NULL ? "Paula <paula@example.test>" : order->from,
        order->subject == NULL ? "Re: Critical: Maria Rossi" : order->subject,
        order->id == NULL ? "1@paula.test" : order->id,
        order->date == NULL ? "Mon, 23 Nov 2026 10:59:00 +0100" : order->date,
        html ? order->type : "text/plain", order->results == NULL ? "" : order->results,
        order->more == NULL ? "" : order->more, order->body, reference);
    return g_bytes_new_take(text, strlen(text));
}

typedef struct Work {
    const Orders *orders;
    int64_t now;
} Work;

static bool do_take(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Work *work = data;
    orders_take(txn, work->orders, work->now);
    return !store_failed(txn);
}

static Envelope *envelope_of(DigestWorld *world, const Order *order) {
    Envelope *envelope = envelope_new();
    g_autofree char *token = seal_token(world->ground.seal, SEAL_COMMAND, order->grant);
    g_autofree char *sub = g_strdup_printf("support+%s@example.test", token);
    envelope->login = g_strdup(order->unproven ? order->login : "paula");
    envelope->client = g_strdup(order->client == NULL ? "192.0.2.9" : order->client);
    const char *rcpt = order->rcpt != NULL ? order->rcpt : order->in_address ? sub : "support@example.test";
    envelope_add_recipient(envelope, rcpt);
    return envelope;
}

// True when it was a mail with commands, which were taken then.
static bool give_order(DigestWorld *world, const Order *order) {
    g_autoptr(GBytes) bytes = bytes_of(world, order);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    assert_non_null(message);
    g_autoptr(Envelope) envelope = envelope_of(world, order);
    g_autoptr(AuthResults) auth = authres_of(message, world->config->trust->authserv_ids, "mx.example.test");
    g_autoptr(Text) text = text_extract(message, 0);
    const OrdersFacts facts = {
        .config = world->config,
        .seal = world->ground.seal,
        .message = message,
        .envelope = envelope,
        .auth = auth,
        .text = text,
        .machine = order->machine,
    };
    g_autoptr(Orders) orders = orders_find(&facts);
    if (orders == NULL)
        return false;
    Work work = {.orders = orders, .now = world->now};
    support_write(&world->ground, do_take, &work);
    return true;
}

static void restart(void **state) {
    digest_world_teardown(state);
    setup(state);
}

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
        if (rows->len != 1)
            fail_msg("%s: %u mails", cases[i].name, rows->len);
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
        {"promise on a Sunday, to its end", "#promise 2026-11-29", ALERT,
         "1 discovery critical P12 " CLOCKS " promise:running:2026-11-29T23 [promise paula]",
         "paula promise 1 done: 2026-11-29T23:00:00Z"},
        {"problem", "#problem P7.x_1-a", ALERT,
         "1 discovery critical P7.x_1-a " CLOCKS " [problem paula P7.x_1-a]",
         "paula problem 1 done: P7.x_1-a"},
        {"choices", "#choices 1=\"old export\" 2=\"wait\"", ALERT,
         "1 discovery critical P12 " CLOCKS " [choices paula 1=old export 2=wait]", "paula choices 1 done"},
        {"no", "#no reason=\"too dear\" alternative=\"old export\"", ALERT,
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
        {"fixed: only this PM's, and open", "#fixed P12 release=4.3", DIGEST,
         "1 follow-up critical P12 " CLOCKS " [fixed paula P12 release=4.3]|"
         "2 follow-up concern p12 [fixed paula P12 release=4.3]",
         "paula fixed 0 done: P12 4.3, 2 conversations"},
        {"by number", "#ack 2", DIGEST, "2 discovery concern in-hand p12 [ack paula]", "paula ack 2 done"},
        {"by id", "#ack aaaaaaaaaaaae", DIGEST, "2 discovery concern in-hand p12 [ack paula]",
         "paula ack 2 done"},
        {"the only one by its number", "#ack 1", ALERT,
         "1 discovery critical in-hand P12 " CLOCKS " [ack paula]", "paula ack 1 done"},
        {"several, one after the other", "#ack 1\n#phase 1 solving\n#nonsense\n#close 2", DIGEST,
         "1 solving critical in-hand P12 " CLOCKS " [ack paula] [phase paula solving]|"
         "2 closed none p12 [close paula]",
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
        {"an internal address", {.client = "10.1.2.3"}, true},
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
        {"with a number sign alone", {.body = "Ticket #close\n# close\n#1", .grant = ALERT}},
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
                             "  - is angry (0.90): “this s*** # close now”\n"
                             "  - says what harm it does (0.90): “our shop stands still”\n"
                             "  - about an outage; language en; acknowledged\n"
                             "  Maria Rossi – Export stops: critical, discovery, due today 14:30.\n"
                             "\n"
                             "For more, answer this mail with a line such as “#close” and leave the\n"
                             "last line in place.\n"
                             "\n"
                             "Ref: TOKEN\n");
}

// How it is put is for those who read German; that all of it is there, and that it is German, for everybody.
static void the_answer_in_german(void **state) {
    static const char *const PIECES[] = {
        "\n\nErledigt: „#close“\n",
        "\n  Maria Rossi – Export stops: keine Beschwerde, abgeschlossen.\n",
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

// 600 conversations of one problem: each moves, once.
static void a_problem_of_many(void **state) {
    DigestWorld *world = *state;
    g_autoptr(GArray) talks = g_array_new(FALSE, TRUE, sizeof(Talk));
    for (unsigned i = 0; i < 600; i++) {
        const Talk talk = {.id = 1000 + i, .problem = i % 3 == 0 ? "P77" : "P78", .level = LEVEL_CONCERN};
        g_array_append_val(talks, talk);
    }
    digest_world_put(world, (const Talk *)(const void *)talks->data, talks->len);
    const Order order = {.body = "#fixed P77 release=1", .grant = DIGEST};
    assert_true(give_order(world, &order));
    g_autofree char *audit = audit_of(world), *threads = threads_of(world);
    assert_string_equal(audit, "paula fixed 0 done: P77 1, 200 conversations");
    g_auto(GStrv) moved = g_strsplit(threads, "follow-up", -1);
    assert_int_equal(g_strv_length(moved), 201);
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
        orders_test(replies_of_many_programs),
        orders_test(where_the_token_may_stand),
        orders_test(the_same_mail_is_done_once),
        orders_test(copies_of_copies_are_copies),
        orders_test(two_answers_of_one_second_are_two),
        orders_test(a_forged_mail_does_not_use_up_the_true_one),
        orders_test(a_flood_of_forged_mail_is_told_of_twenty_times),
        orders_test(the_answer_in_english),
        orders_test(the_answer_in_german),
        orders_test(nothing_of_a_forged_mail_is_repeated),
        orders_test(an_answer_of_ours_commands_nothing),
        orders_test(hostile_mails),
        orders_test(a_problem_of_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
