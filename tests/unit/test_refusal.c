// Every row of the table of refusals on whole messages: what must not be
// answered, what looks like it and must be, and how rows combine. Each case
// gives the fields that differ from an ordinary customer's proven mail and
// expects all rows that say no, and all machine reasons, no more and no less.
#include "refusal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "units.h"

#define NOW "2026-11-22T12:00:00Z"
#define BODY "Hello,\n\nthe export stops after ten rows.\n\nAnn\n"
#define PASS "mx; dmarc=pass header.from=a.example; spf=pass smtp.mailfrom=a.example"

typedef struct Case {
    const char *name;
    const char *sender;  // NULL: ann@a.example; "?" is unknown
    const char *fields;  // stand in front of the ordinary ones and replace those of the same name
    const char *body;    // NULL: BODY; with content fields, these and a blank line first
    const char *no;      // codes of the rows that say no, joined by ' '
    const char *reasons; // machine.reasons
    bool made;           // machine.made
} Case;

typedef struct World {
    GPtrArray *mailboxes;
    Trust *trust;
    AcknowledgeSettings settings;
    Seal *seal;
    Mode mode;
    bool known;
    const Account *account; // the sender's, or NULL
    const char *auth, *client, *login, *arrival;
} World;

static char *list(const Refusals *refusals, bool (*wanted)(const Refusals *, Refusal)) {
    g_autoptr(GString) out = g_string_new(NULL);
    for (int row = 0; row < REFUSAL_COUNT; row++)
        if (wanted(refusals, (Refusal)row))
            g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", refusal_code((Refusal)row));
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static bool has(const char *fields, const char *name) {
    g_autofree char *head = g_strconcat("\n", name, ":", NULL);
    g_autofree char *all = g_strconcat("\n", fields, NULL);
    return strcasestr(all, head) != NULL;
}

static char *compose(const Case *c) {
    static const char *const ordinary[][2] = {
        {"From", "Ann Archer <ann@a.example>"},
        {"To", "support@example.test"},
        {"Subject", "Export stops"},
        {"Date", "Sun, 22 Nov 2026 11:59:00 +0000"},
        {"Message-ID", "<1@a.example>"},
    };
    g_autoptr(GString) out = g_string_new(c->fields);
    for (size_t i = 0; i < G_N_ELEMENTS(ordinary); i++)
        if (c->fields == NULL || !has(c->fields, ordinary[i][0]))
            g_string_append_printf(out, "%s: %s\n", ordinary[i][0], ordinary[i][1]);
    const char *body = c->body == NULL ? "\n" BODY : c->body;
    g_string_append(out, body);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static World *world_new(void) {
    World *world = g_new0(World, 1);
    Mailbox *mailbox = mailbox_new("support"), *sales = mailbox_new("sales");
    g_ptr_array_add(mailbox->addresses, g_strdup("support@example.test"));
    g_ptr_array_add(mailbox->forward_from, g_strdup("help@old.example"));
    g_ptr_array_add(mailbox->own_lists, g_strdup("support.example.test"));
    g_ptr_array_add(sales->addresses, g_strdup("sales@example.test"));
    world->mailboxes = g_ptr_array_new_with_free_func((GDestroyNotify)mailbox_free);
    g_ptr_array_add(world->mailboxes, mailbox);
    g_ptr_array_add(world->mailboxes, sales);
    world->trust = trust_new();
    g_ptr_array_add(world->trust->agents, g_strdup("agent@example.test"));
    g_ptr_array_add(world->trust->internal_networks, g_strdup("10.0.0.0/8"));
    g_ptr_array_add(world->trust->arc_sealers, g_strdup("lists.example"));
    world->trust->spam_header = g_strdup("X-Spam-Flag");
    world->trust->spam_value = g_strdup("YES");
    world->settings = (AcknowledgeSettings){.postmaster = ANSWER_NO,
                                            .not_addressed = ANSWER_NO,
                                            .stale = ANSWER_NO,
                                            .unproven = ANSWER_NO,
                                            .no_text = ANSWER_MINIMAL};
    SealKey key = {{7}};
    world->seal = seal_new(&key);
    world->mode = MODE_ANSWER;
    world->auth = PASS;
    world->arrival = NOW;
    return world;
}

static void world_free(World *world) {
    g_ptr_array_unref(world->mailboxes);
    trust_free(world->trust);
    seal_free(world->seal);
    g_free(world);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(World, world_free)

static void judge(const World *world, const Case *c, Refusals *refusals) {
    g_autofree char *raw = compose(c);
    g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
    g_autoptr(Message) message = message_parse(bytes, NULL);
    assert_non_null(message);
    g_autoptr(Text) text = text_extract(message, 0);
    g_autoptr(Envelope) envelope = envelope_new();
    g_autoptr(AuthResults) auth = authres_parse(world->auth);
    const char *sender = c->sender == NULL ? "ann@a.example" : c->sender;
    g_free(envelope->sender);
    envelope->sender = strcmp(sender, "?") == 0 ? NULL : g_strdup(sender);
    envelope->client = g_strdup(world->client);
    envelope->login = g_strdup(world->login);
    assert_true(units_time_parse(world->arrival, &envelope->arrival, NULL));
    RecipientFacts who = {.message = message,
                          .envelope = envelope,
                          .auth = auth,
                          .known = world->known,
                          .unproven = world->settings.unproven,
                          .reply_to = world->settings.reply_to};
    g_autoptr(Recipient) recipient = recipient_choose(&who);
    RefusalFacts facts = {.message = message,
                          .text = text,
                          .envelope = envelope,
                          .auth = auth,
                          .recipient = recipient,
                          .mailbox = g_ptr_array_index(world->mailboxes, 0),
                          .mailboxes = world->mailboxes,
                          .trust = world->trust,
                          .settings = &world->settings,
                          .mode = world->mode,
                          .hostname = "mx.example.test",
                          .seal = world->seal,
                          .known = world->known,
                          .account = world->account};
    refusal_of(&facts, refusals);
}

static void check(const World *world, const Case *c) {
    Refusals refusals;
    judge(world, c, &refusals);
    g_autofree char *no = list(&refusals, refusal_says_no);
    g_autofree char *reasons = list(&refusals, refusal_is_machine_reason);
    if (strcmp(no, c->no) != 0)
        fail_msg("%s: says no: '%s', not '%s'", c->name, no, c->no);
    if (strcmp(reasons, c->reasons == NULL ? "" : c->reasons) != 0)
        fail_msg("%s: machine reasons: '%s', not '%s'", c->name, reasons, c->reasons ? c->reasons : "");
    if (refusal_is_machine(&refusals) != c->made)
        fail_msg("%s: made by %s", c->name, c->made ? "a person" : "a machine");
}

static void check_all(const Case *cases, size_t count) {
    g_autoptr(World) world = world_new();
    for (size_t i = 0; i < count; i++)
        check(world, &cases[i]);
}

// The tables stand in a file of their own: they are the specification by example.
#include "refusal_cases.h"

static void sender_rows(void **state) {
    (void)state;
    check_all(sender_cases, G_N_ELEMENTS(sender_cases));
}

static void path_rows(void **state) {
    (void)state;
    check_all(path_cases, G_N_ELEMENTS(path_cases));
}

static void field_rows(void **state) {
    (void)state;
    check_all(field_cases, G_N_ELEMENTS(field_cases));
}

static void desk_rows(void **state) {
    (void)state;
    check_all(desk_cases, G_N_ELEMENTS(desk_cases));
}

static void report_rows(void **state) {
    (void)state;
    check_all(report_cases, G_N_ELEMENTS(report_cases));
}

// A subject begins as away notes do, in each language; and subjects that only hold such words do not.
static void away_subjects(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    for (int wanted = 0; wanted < 2; wanted++) {
        const char *const *subjects = wanted ? away_yes : away_no;
        for (size_t i = 0; subjects[i] != NULL; i++) {
            g_autofree char *fields = g_strdup_printf("Subject: %s\n", subjects[i]);
            Case c = {subjects[i], NULL, fields, NULL, "", wanted ? "away-subject" : "", false};
            check(world, &c);
        }
    }
}

typedef struct AuthCase {
    const char *name, *auth;
    bool known;
    Answer unproven;
    const char *no;
    bool minimal;
} AuthCase;

static const AuthCase auth_cases[] = {
    {"proven", PASS, false, ANSWER_NO, "", false},
    {"nothing", "mx; none", false, ANSWER_NO, "unproven", false},
    {"nothing, but known", "mx; none", true, ANSWER_NO, "", false},
    {"nothing, minimal allowed", "mx; none", false, ANSWER_MINIMAL, "", true},
    {"nothing, all allowed", "mx; none", false, ANSWER_YES, "", false},
    {"a foreign signature proves nobody", "mx; dkim=pass header.d=b.example", false, ANSWER_NO,
     "no-recipient", false},
    {"a foreign SPF proves nobody", "mx; spf=pass smtp.mailfrom=b.example", false, ANSWER_NO, "no-recipient",
     false},
    {"dmarc failed", "mx; dmarc=fail header.from=a.example", false, ANSWER_NO, "dmarc-fail unproven", false},
    {"dmarc failed beside an SPF pass", "mx; dmarc=fail; spf=pass smtp.mailfrom=a.example", false, ANSWER_NO,
     "dmarc-fail", false},
    {"dmarc failed, a trusted sealer vouches",
     "mx; dmarc=fail; spf=pass smtp.mailfrom=a.example; arc=pass "
     "header.d=lists.example",
     false, ANSWER_NO, "", false},
    {"dmarc failed, an unknown sealer vouches",
     "mx; dmarc=fail; spf=pass smtp.mailfrom=a.example; arc=pass "
     "header.d=evil.example",
     false, ANSWER_NO, "dmarc-fail", false},
    {"dmarc failed, the sealer is not named", "mx; dmarc=fail; spf=pass smtp.mailfrom=a.example; arc=pass",
     false, ANSWER_NO, "dmarc-fail", false},
    {"dmarc failed, the seal too",
     "mx; dmarc=fail; spf=pass smtp.mailfrom=a.example; arc=fail header.d=lists.example", false, ANSWER_NO,
     "dmarc-fail", false},
};

static void proof_rows(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    for (size_t i = 0; i < G_N_ELEMENTS(auth_cases); i++) {
        const AuthCase *a = &auth_cases[i];
        world->auth = a->auth;
        world->known = a->known;
        world->settings.unproven = a->unproven;
        Case c = {a->name, NULL, NULL, NULL, a->no, "", false};
        check(world, &c);
        Refusals refusals;
        judge(world, &c, &refusals);
        if (refusal_minimal(&refusals) != a->minimal)
            fail_msg("%s: minimal", a->name);
    }
}

// Most verifiers say arc=pass and no more: the newest seal in the message tells whose.
static void sealer_by_the_field(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    world->auth = "mx; dmarc=fail; spf=pass smtp.mailfrom=a.example; arc=pass (i=2)";
    const Case cases[] = {
        {"the trusted one is the newest", NULL,
         "ARC-Seal: i=2; d=lists.example; b=x\nARC-Seal: i=1; d=other.example; b=x\n", NULL, "", "", false},
        {"the trusted one is not the newest", NULL,
         "ARC-Seal: i=2; d=other.example; b=x\nARC-Seal: i=1; d=lists.example; b=x\n", NULL, "dmarc-fail", "",
         false},
        {"no seal at all", NULL, NULL, NULL, "dmarc-fail", "", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check(world, &cases[i]);
    world->auth = "mx; dmarc=fail; spf=pass smtp.mailfrom=a.example; arc=pass header.d=other.example";
    const Case named = {"the verifier names another",
                        NULL,
                        "ARC-Seal: i=1; d=lists.example; b=x\n",
                        NULL,
                        "dmarc-fail",
                        "",
                        false};
    check(world, &named);
    world->auth = "mx; dmarc=fail; spf=pass smtp.mailfrom=a.example";
    const Case unchecked = {"nobody checked the seal", NULL, named.fields, NULL, "dmarc-fail", "", false};
    check(world, &unchecked);
    world->auth = "mx; dmarc=fail; spf=pass smtp.mailfrom=a.example; arc=fail";
    const Case broken = {"the seal is broken", NULL, named.fields, NULL, "dmarc-fail", "", false};
    check(world, &broken);
}

// Nobody could be answered although unproven senders may be: that has to be said.
static void no_recipient_where_unproven_is_allowed(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    world->auth = "mx; none";
    world->settings.unproven = ANSWER_MINIMAL;
    Case c = {"another envelope sender", "bob@b.example", NULL, NULL, "no-recipient", "", false};
    check(world, &c);
}

typedef struct OutboundCase {
    const char *name, *from, *login, *client, *auth, *no;
} OutboundCase;

static const OutboundCase outbound_cases[] = {
    {"a mailbox, logged in", "support@example.test", "agent", NULL, "mx; none",
     "own-address outbound unproven"},
    {"a mailbox from inside", "support@example.test", NULL, "10.1.2.3", "mx; none",
     "own-address outbound unproven"},
    {"a mailbox by dmarc", "support@example.test", NULL, "192.0.2.1",
     "mx; dmarc=pass header.from=example.test", "own-address outbound"},
    {"an agent, logged in", "agent@example.test", "agent", NULL, "mx; none", "outbound unproven"},
    {"a mailbox, forged from outside", "support@example.test", NULL, "192.0.2.1", "mx; none",
     "own-address unproven"},
    {"an agent, forged from outside", "agent@example.test", NULL, "192.0.2.1", "mx; none", "unproven"},
    {"a customer who logs in at a provider", "ann@a.example", "ann", NULL, PASS, ""},
    {"an employee as a customer", "bob@example.test", "bob", NULL, "mx; dmarc=pass header.from=example.test",
     ""},
    {"a customer from inside", "ann@a.example", NULL, "10.1.2.3", PASS, ""},
    {"an agent beside a stranger", "agent@example.test, ann@a.example", "ann", NULL, PASS,
     "many-from no-recipient"},
    {"a mailbox with a sub-address, logged in", "support+t@example.test", "agent", NULL, "mx; none",
     "own-address outbound unproven"},
    {"a colleague whose name begins so, logged in", "support-lead@example.test", "lead", NULL,
     "mx; dmarc=pass header.from=example.test", "own-address"},
    {"an empty login is none", "agent@example.test", "", "192.0.2.1", "mx; none", "unproven"},
};

static void outbound_row(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    for (size_t i = 0; i < G_N_ELEMENTS(outbound_cases); i++) {
        const OutboundCase *o = &outbound_cases[i];
        g_autofree char *fields = g_strdup_printf("From: %s\n", o->from);
        world->login = o->login;
        world->client = o->client;
        world->auth = o->auth;
        Case c = {o->name, NULL, fields, NULL, o->no, "", false};
        check(world, &c);
    }
}

typedef struct TimeCase {
    const char *name, *arrival, *fields, *no;
} TimeCase;

static const TimeCase time_cases[] = {
    {"just written", NOW, "", ""},
    {"a day and a second old", "2026-11-23T11:59:01Z", "", "stale"},
    {"a day old", "2026-11-23T11:59:00Z", "", ""},
    {"an old Date, received lately", NOW,
     "Received: from x by y.example; Sun, 22 Nov 2026 11:00:00 +0000\n"
     "Date: Sun, 1 Nov 2020 11:00:00 +0000\n",
     ""},
    {"an old Received, a Date of today (import)", NOW,
     "Received: from x by y.example; Sun, 1 Nov 2020 11:00:00 +0000\n", ""},
    {"both old", NOW,
     "Received: from x by y.example; Sun, 1 Nov 2020 11:00:00 +0000\n"
     "Date: Sun, 1 Nov 2020 11:00:00 +0000\n",
     "stale"},
    {"lately handed on, received first long ago", NOW,
     "Received: from x by z.example; Sun, 22 Nov 2026 11:00:00 +0000\n"
     "Received: from x by y.example; Sun, 1 Nov 2020 11:00:00 +0000\nDate: Sun, 1 Nov 2020 11:00:00 +0000\n",
     "stale"},
    {"an old Date alone", NOW, "Date: Sun, 1 Nov 2020 11:00:00 +0000\n", "stale"},
    {"an unreadable Date alone", NOW, "Date: yesterday\n", ""},
    {"an unreadable Date, an old Received", NOW,
     "Received: from x by y.example; Sun, 1 Nov 2020 11:00:00 +0000\n"
     "Date: yesterday\n",
     "stale"},
    {"a Date of tomorrow", NOW, "Date: Mon, 23 Nov 2026 11:00:00 +0000\n", ""},
};

static void stale_row(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    for (size_t i = 0; i < G_N_ELEMENTS(time_cases); i++) {
        world->arrival = time_cases[i].arrival;
        Case c = {time_cases[i].name, NULL, time_cases[i].fields, NULL, time_cases[i].no, "", false};
        check(world, &c);
    }
}

// Our token in a field always means a loop; in the body only where no person speaks.
static void own_token(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    g_autofree char *token = seal_token(world->seal, "loop", 42);
    g_autofree char *thread = seal_token(world->seal, "thread", 42);
    g_autofree char *field = g_strdup_printf("Earshot-Loop: %s\n", token);
    g_autofree char *wrong = g_strdup_printf("Earshot-Loop: %s\n", thread);
    g_autofree char *quoted =
        g_strdup_printf("\nPlease look again, it still fails.\n\n> Thank you\n> Ref: %s\n", token);
    g_autofree char *alone = g_strdup_printf("\n> Thank you\n> Ref: %s\n", token);
    g_autofree char *away = g_strdup_printf("\nI am away.\n\n%s\n", token);
    g_autofree char *away_thread = g_strdup_printf("\nI am away.\n\n%s\n", thread);
    g_autofree char *bounce =
        g_strdup_printf("Content-Type: multipart/report; report-type=delivery-status; "
                        "boundary=b\n\n--b\n\nNot delivered.\n--b\n"
                        "Content-Type: text/rfc822-headers\n\nEarshot-Loop: %s\n--b--\n",
                        token);
    const Case cases[] = {
        {"in a field", NULL, field, NULL, "loop-header", "loop-header", true},
        {"a thread token in that field", NULL, wrong, NULL, "", "", false},
        {"quoted by a person", NULL, NULL, quoted, "", "", false},
        {"in the body of a null sender", "", NULL, away, "null-sender loop-header", "null-sender loop-header",
         true},
        {"in the body of a system", "mailman@a.example", NULL, away, "system-sender loop-header",
         "system-sender loop-header", true},
        {"in a bounce", NULL, NULL, bounce, "loop-header delivery-status", "loop-header delivery-status",
         true},
        {"a thread token of a null sender", "", NULL, away_thread, "null-sender", "null-sender", true},
        {"below nothing but a quote", NULL, NULL, alone, "loop-header", "loop-header", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check(world, &cases[i]);
    seal_free(world->seal);
    world->seal = NULL;
    Case keyless = {"without a key the test says nothing", NULL, field, NULL, "", "", false};
    check(world, &keyless);
}

// Settings answer for their rows: yes, no, or the short form.
static void settings_rows(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    const Case postmaster = {
        "postmaster", "postmaster@a.example",     "From: postmaster@a.example\nTo: x@b.example\n",
        "\n",         "postmaster not-addressed", "",
        false};
    check(world, &postmaster);
    world->settings = (AcknowledgeSettings){.not_addressed = ANSWER_MINIMAL}; // the others: yes
    const Case allowed = {
        "postmaster allowed", "postmaster@a.example", postmaster.fields, "\n", "", "", false};
    check(world, &allowed);
    Refusals refusals;
    judge(world, &allowed, &refusals);
    assert_true(refusal_minimal(&refusals));
    assert_int_equal(refusal_first(&refusals), REFUSAL_COUNT);
    world->settings.no_text = ANSWER_NO;
    const Case empty = {"no text refused", NULL, NULL, "\n", "no-text", "", false};
    check(world, &empty);
    judge(world, &empty, &refusals);
    assert_false(refusal_minimal(&refusals));
    const Case widths[] = {
        {"blanks of no width", NULL, NULL,
         "Content-Type: text/plain; charset=utf-8\n\n"
         "\xe2\x80\x8b\xe2\x81\xa0\n\xe2\x81\xa0\n",
         "no-text", "", false},
        {"a blank of no width", NULL, NULL,
         "Content-Type: text/plain; charset=utf-8\n\n"
         "\xe2\x80\x8b\n",
         "no-text", "", false},
        {"joiners of graphemes", NULL, NULL,
         "Content-Type: text/plain; charset=utf-8\n\n"
         "\xcd\x8f \xcd\x8f\n",
         "no-text", "", false},
        {"a word between them", NULL, NULL,
         "Content-Type: text/plain; charset=utf-8\n\n"
         "\xe2\x80\x8bok\xe2\x81\xa0\n",
         "", "", false},
        {"an emoji joined by one", NULL, NULL,
         "Content-Type: text/plain; charset=utf-8\n\n"
         "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb\n",
         "", "", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(widths); i++)
        check(world, &widths[i]);
    world->mode = MODE_TAG;
    const Case tag = {"mode tag", NULL, NULL, NULL, "observe", "", false};
    check(world, &tag);
    world->mode = MODE_OBSERVE;
    const Case observe = {"mode observe", NULL, NULL, NULL, "observe", "", false};
    check(world, &observe);
}

typedef struct HistoryCase {
    const char *name, *fields;
    RefusalHistory history;
    const char *no;
    bool made;
} HistoryCase;

#define AWAY "Subject: Out of office\n"
#define DESK "X-Zammad-Ticket-Id: 1\n"

static const HistoryCase history_cases[] = {
    {"a duplicate", NULL, {.duplicate = true}, "duplicate", false},
    {"acknowledged in this thread", NULL, {.already_acknowledged = true}, "already-acknowledged", false},
    {"over a limit", NULL, {.limit = true}, "limit", false},
    {"the second answer at once in a row", NULL, {.ping_pong = true}, "limit", false},
    {"both", NULL, {.limit = true, .ping_pong = true}, "limit", false},
    {"held by the breaker", NULL, {.breaker = true}, "breaker", false},
    {"on the list", NULL, {.no_answer_list = true}, "no-answer-list", false},
    {"answered by a person", NULL, {.answered = true}, "answered", false},
    {"nothing can be recorded", NULL, {.state = true}, "state", false},
    {"all of them, in the order of the table",
     NULL,
     {.duplicate = true,
      .already_acknowledged = true,
      .limit = true,
      .breaker = true,
      .no_answer_list = true,
      .answered = true,
      .state = true},
     "duplicate already-acknowledged limit breaker no-answer-list answered state",
     false},
    {"history alone makes no away note",
     NULL,
     {.answers_ours = true, .acknowledged_60s = true, .desk_answered_24h = true},
     "",
     false},
    {"an away note that answers nothing", AWAY, {.desk_answered_24h = true}, "", false},
    {"an away note that answers ours", AWAY, {.answers_ours = true}, "away-subject", true},
    {"an away note within 60 s", AWAY, {.acknowledged_60s = true}, "away-subject", true},
    {"a desk", DESK, {.answers_ours = true, .acknowledged_60s = true}, "", false},
    {"a desk that had one within 24 h", DESK, {.desk_answered_24h = true}, "help-desk", false},
    {"an away note of a desk", DESK AWAY, {.duplicate = false}, "help-desk away-subject", false},
};

static void history_rows(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    for (size_t i = 0; i < G_N_ELEMENTS(history_cases); i++) {
        const HistoryCase *h = &history_cases[i];
        const Case c = {.name = h->name, .fields = h->fields};
        Refusals refusals;
        judge(world, &c, &refusals);
        refusal_recall(&h->history, &refusals);
        g_autofree char *no = list(&refusals, refusal_says_no);
        if (strcmp(no, h->no) != 0)
            fail_msg("%s: says no: '%s'", h->name, no);
        if (refusal_is_machine(&refusals) != h->made)
            fail_msg("%s: made by %s", h->name, h->made ? "a person" : "a machine");
        if (h->fields != NULL && !refusal_is_machine_reason(&refusals, REFUSAL_AWAY_SUBJECT) &&
            !refusal_is_machine_reason(&refusals, REFUSAL_HELP_DESK))
            fail_msg("%s: no machine reason", h->name);
    }
}

typedef struct OverrideCase {
    Refusal row;
    const char *sender, *fields;
} OverrideCase;

// Each row that an account may override, with a message that it matches.
static const OverrideCase overrides[] = {
    {REFUSAL_AUTO_SUBMITTED, NULL, "Auto-Submitted: auto-generated\n"},
    {REFUSAL_RESPONSE_SUPPRESS, NULL, "X-Auto-Response-Suppress: All\n"},
    {REFUSAL_LIST, NULL, "List-Id: <users.b.example>\n"},
    {REFUSAL_PRECEDENCE, NULL, "Precedence: bulk\n"},
    {REFUSAL_AUTO_HEADER, NULL, "X-Autoreply: yes\n"},
    {REFUSAL_NO_REPLY, NULL, "From: shop-noreply@a.example\n"},
    {REFUSAL_HELP_DESK, NULL, "Subject: [Ticket#1] [Case 22] Export\n"},
    {REFUSAL_AWAY_SUBJECT, NULL, "Subject: Automatic reply: Export\n"},
};
static const OverrideCase no_overrides[] = {
    {REFUSAL_NULL_SENDER, "", NULL},
    {REFUSAL_SYSTEM_SENDER, NULL, "From: majordomo@a.example\n"},
    {REFUSAL_POSTMASTER, NULL, "From: postmaster@a.example\n"},
    {REFUSAL_OWN_ADDRESS, "support@example.test", NULL},
    {REFUSAL_NOT_ADDRESSED, NULL, "To: x@b.example\n"},
    {REFUSAL_LOOP, NULL, "Received: by b.example\nEarshot-Loop: x\n"},
    {REFUSAL_STALE, NULL, "Date: Sun, 1 Nov 2020 11:00:00 +0000\n"},
    {REFUSAL_MANY_FROM, NULL, "From: ann@a.example, bob@a.example\n"},
    {REFUSAL_LOOP_HEADER, NULL, "X-Loop: yes\n"},
    {REFUSAL_DELIVERY_STATUS, NULL, "X-Failed-Recipients: x@b.example\n"},
    {REFUSAL_SPAM, NULL, "X-Spam-Flag: YES\n"},
};

static void judge_override(World *world, const OverrideCase *o, uint64_t despite, Refusals *refusals) {
    g_autoptr(Account) account = account_new("partner");
    account->despite = despite;
    world->account = account;
    const Case c = {.name = refusal_code(o->row), .sender = o->sender, .fields = o->fields};
    judge(world, &c, refusals);
    world->account = NULL;
}

// What an account overrides is only shown, where it speaks of a machine: it proves none, refuses nothing, nor
// is it raised by history. The rows it may not override stay whatever its settings say, and others are as
// before.
static void accounts_override_some_rows(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    const RefusalHistory history = {
        .answers_ours = true, .acknowledged_60s = true, .desk_answered_24h = true};
    size_t shown = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(overrides); i++) {
        const uint64_t bit = UINT64_C(1) << overrides[i].row;
        Refusals refusals;
        assert_true(refusal_may_override(overrides[i].row));
        judge_override(world, &overrides[i], ~bit, &refusals);
        assert_true(refusals.force[overrides[i].row] != FORCE_NONE);
        const bool reason = refusal_is_machine_reason(&refusals, overrides[i].row);
        shown += reason;
        judge_override(world, &overrides[i], bit, &refusals);
        assert_int_equal(refusals.excused[overrides[i].row], reason);
        refusal_recall(&history, &refusals);
        assert_int_equal(refusals.force[overrides[i].row], FORCE_NONE);
        if (refusal_first(&refusals) != REFUSAL_COUNT || refusal_is_machine(&refusals))
            fail_msg("%s: overridden, and yet it matters", refusal_code(overrides[i].row));
        if (refusal_is_machine_reason(&refusals, overrides[i].row) != reason)
            fail_msg("%s: overridden, and %s shown", refusal_code(overrides[i].row), reason ? "not" : "yet");
    }
    assert_int_equal(shown, 4); // auto-submitted, auto-header, help-desk, away-subject
    for (size_t i = 0; i < G_N_ELEMENTS(no_overrides); i++) {
        Refusals refusals;
        judge_override(world, &no_overrides[i], UINT64_MAX, &refusals);
        if (!refusal_says_no(&refusals, no_overrides[i].row))
            fail_msg("%s: overridden", refusal_code(no_overrides[i].row));
    }
}

// Weights of two rows suppress; with one of them overridden the other stands alone.
static void overridden_weights_do_not_count(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    const OverrideCase two = {REFUSAL_HELP_DESK, NULL,
                              "X-Zammad-Ticket-Id: 1\nX-Auto-Response-Suppress: OOF\n"};
    Refusals refusals;
    judge_override(world, &two, 0, &refusals);
    assert_int_equal(refusal_first(&refusals), REFUSAL_RESPONSE_SUPPRESS);
    judge_override(world, &two, UINT64_C(1) << REFUSAL_HELP_DESK, &refusals);
    assert_int_equal(refusal_first(&refusals), REFUSAL_COUNT);
    assert_int_equal(refusals.force[REFUSAL_RESPONSE_SUPPRESS], FORCE_WEIGHT);
    assert_true(refusal_is_machine_reason(&refusals, REFUSAL_HELP_DESK));
    judge_override(world, &two, UINT64_C(1) << REFUSAL_RESPONSE_SUPPRESS, &refusals);
    assert_int_equal(refusal_first(&refusals), REFUSAL_COUNT);
    assert_true(refusal_is_machine_reason(&refusals, REFUSAL_RESPONSE_SUPPRESS));
    assert_false(refusal_is_machine(&refusals));
}

static void which_rows_an_account_may_override(void **state) {
    (void)state;
    size_t count = 0;
    for (int row = 0; row < REFUSAL_COUNT; row++)
        count += refusal_may_override((Refusal)row);
    assert_int_equal(count, G_N_ELEMENTS(overrides));
    assert_false(refusal_may_override(REFUSAL_COUNT));
    for (int row = 0; row < REFUSAL_COUNT; row++)
        assert_int_equal(refusal_parse(refusal_code((Refusal)row)), row);
    assert_int_equal(refusal_parse(""), REFUSAL_COUNT);
    assert_int_equal(refusal_parse("List"), REFUSAL_COUNT);
    assert_int_equal(refusal_parse("lis"), REFUSAL_COUNT);
}

static void off_row(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    g_autoptr(Account) account = account_new("silent");
    const Case on = {"on", NULL, NULL, NULL, "", "", false};
    const Case off = {"off", NULL, NULL, NULL, "off", "", false};
    Mailbox *first = g_ptr_array_index(world->mailboxes, 0), *second = g_ptr_array_index(world->mailboxes, 1);
    second->acknowledge = false; // another mailbox says nothing of this one
    world->account = account;
    check(world, &on);
    account->acknowledge = false;
    check(world, &off);
    world->account = NULL;
    first->acknowledge = false;
    check(world, &off);
    const Case machine = {
        "off, and made by a machine", "", NULL, NULL, "null-sender off", "null-sender", true};
    check(world, &machine);
}

static char *repeated(const char *before, const char *unit, size_t size, const char *after) {
    g_autoptr(GString) out = g_string_new(before);
    while (out->len < size)
        g_string_append(out, unit);
    g_string_append(out, after);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

// Sizes at and over every limit: a judgement in less than a second, and the right one where it shows.
static void survives_hostile_messages(void **state) {
    (void)state;
    g_autoptr(World) world = world_new();
    const struct {
        const char *name, *before, *unit, *after;
        bool body;
        size_t size;
        const char *no; // NULL: whatever, but soon
    } hostile[] = {
        {"many fields that say no", "", "Auto-Submitted: no\n", "", false, 30000, ""},
        {"many fields, the last says yes", "", "Auto-Submitted: no\n", "Auto-Submitted: yes\n", false, 30000,
         "auto-submitted"},
        {"a subject of marks", "Subject: Undeliver", "\xcc\x81", "able\n", false, 500000, ""},
        {"a text of marks behind a bounce's subject", "\n", "\xcc\x81", "", true, 500000, NULL},
        {"a value of blanks", "Auto-Submitted: no", " ", ";\n", false, 500000, ""},
        {"a folded value", "Auto-Submitted: no\n", " (x)\n", "", false, 500000, ""},
        {"deep comments", "Auto-Submitted: no ", "(", "\n", false, 200000, ""},
        {"closed comments", "Auto-Submitted: ", "()", "no\n", false, 200000, ""},
        {"tokens, the last says all", "X-Auto-Response-Suppress: ", "DR; ", "AutoReply\n", false, 500000,
         "response-suppress"},
        {"a list of Reply-To", "Reply-To: ", "ann@a.example, ", "no-reply@a.example\n", false, 10000,
         "no-reply"},
        {"seals", "", "ARC-Seal: i=1; d=x\n", "", false, 30000, ""},
        {"open comments", "X-Loop: ", "(", "\n", false, 500000, NULL},
        {"quotes", "Precedence: ", "\"\\", "\n", false, 500000, NULL},
        {"tokens", "X-Auto-Response-Suppress: ", "DR,", "\n", false, 500000, NULL},
        {"encoded words", "X-Ack: ", "=?utf-8?q?n?= ", "\n", false, 500000, NULL},
        {"one tag many times", "Subject: ", "[#1] ", "\n", false, 500000, ""},
        {"many tags", "Subject: ", "[#1] [#2] [", "\n", false, 500000, "help-desk"},
        {"marks for accents", "Subject: Abwesen", "\xcc\x81", "heit\n", false, 500000, ""},
        {"many From", "From: ", "ann@a.example,", "ann@a.example\n", false, 500000, ""},
        {"many recipients", "To: ", "x@b.example,", "x@b.example\n", false, 30000, "not-addressed"},
        {"many hops", "", "Received: by x\n", "", false, 15000, "loop"},
        {"what may be tokens", "\n", "aaaaaaaaaaaaaaaaaaaaaaaa ", "", true, 2000000, "null-sender"},
        {"parts", "Content-Type: multipart/mixed; boundary=m\n\n", "--m\nContent-Type: text/calendar\n\nX\n",
         "", true, 1000000, NULL},
        {"reports in reports", "", "Content-Type: multipart/report; boundary=m\n\n--m\n", "", true, 100000,
         "delivery-status"},
        {"calendar lines", "Content-Type: text/calendar\n\n", "METHO\n", "", true, 1000000, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autofree char *text =
            repeated(hostile[i].before, hostile[i].unit, hostile[i].size, hostile[i].after);
        const bool null_sender = hostile[i].no != NULL && g_str_has_prefix(hostile[i].no, "null-sender");
        Case c = {.name = hostile[i].name,
                  .sender = null_sender ? "" : NULL,
                  .fields = hostile[i].body ? NULL : text,
                  .body = hostile[i].body ? text : NULL};
        Refusals refusals;
        const gint64 start = g_get_monotonic_time();
        judge(world, &c, &refusals);
        if (g_get_monotonic_time() - start > G_USEC_PER_SEC)
            fail_msg("%s: took %" G_GINT64_FORMAT " ms", c.name, (g_get_monotonic_time() - start) / 1000);
        g_autofree char *no = list(&refusals, refusal_says_no);
        if (hostile[i].no != NULL && strcmp(no, hostile[i].no) != 0)
            fail_msg("%s: says no: '%s'", c.name, no);
    }
}

// The codes are a contract with scripts, and so is their order.
static void codes_are_the_contract(void **state) {
    (void)state;
    static const char wanted[] =
        "null-sender system-sender postmaster no-reply own-address not-addressed outbound duplicate loop "
        "stale "
        "many-from auto-submitted response-suppress list precedence auto-header loop-header help-desk "
        "away-subject "
        "delivery-status disposition feedback-report tls-report calendar no-text spam dmarc-fail unproven "
        "no-recipient "
        "already-acknowledged limit breaker no-answer-list answered off observe state";
    g_autoptr(GString) found = g_string_new(NULL);
    for (int row = 0; row < REFUSAL_COUNT; row++) {
        g_string_append_printf(found, "%s%s", row > 0 ? " " : "", refusal_code((Refusal)row));
        assert_true(strlen(refusal_clause((Refusal)row)) > 10);
    }
    assert_string_equal(found->str, wanted);
}

int main(void) {
    message_library_start();
    if (!seal_library_start(NULL))
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sender_rows),
        cmocka_unit_test(path_rows),
        cmocka_unit_test(field_rows),
        cmocka_unit_test(desk_rows),
        cmocka_unit_test(report_rows),
        cmocka_unit_test(away_subjects),
        cmocka_unit_test(proof_rows),
        cmocka_unit_test(sealer_by_the_field),
        cmocka_unit_test(outbound_row),
        cmocka_unit_test(stale_row),
        cmocka_unit_test(own_token),
        cmocka_unit_test(settings_rows),
        cmocka_unit_test(history_rows),
        cmocka_unit_test(accounts_override_some_rows),
        cmocka_unit_test(overridden_weights_do_not_count),
        cmocka_unit_test(which_rows_an_account_may_override),
        cmocka_unit_test(off_row),
        cmocka_unit_test(codes_are_the_contract),
        cmocka_unit_test(survives_hostile_messages),
        cmocka_unit_test(no_recipient_where_unproven_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
