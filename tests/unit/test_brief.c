// The mails to a PM as they read them. tests/unit/data/brief holds them whole, in
// English and German; with BRIEF_WRITE=yes in the environment they are written
// anew, to be read before they are kept.
#include "support_time.h"

#include "accounts.h"
#include "brief.h"
#include "burst.h"
#include "clocks.h"
#include "contact.h"
#include "grant.h"
#include "memo.h"
#include "message.h"
#include "past.h"
#include "rollup.h"
#include "thread.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE
#define DIRECTORY "tests/unit/data/brief/"

typedef struct World {
    Ground ground;
    Config *config;
    int64_t now;
} World;

static Pm *paula(World *world) {
    return world->config->pms->pdata[0];
}

static void add_pm(World *world) {
    Pm *pm = pm_new("paula");
    pm->address = g_strdup("paula@example.test");
    pm->alert = LEVEL_CRITICAL;
    pm->alert_budget = 5;
    pm->time_zone = g_strdup("Europe/Berlin");
    pm->calendar = calendar_of("24x7", "Europe/Berlin");
    g_ptr_array_add(pm->languages, g_strdup("en"));
    g_ptr_array_add(world->config->pms, pm);
    Mailbox *mailbox = world->config->mailboxes->pdata[0];
    g_free(mailbox->pm);
    mailbox->pm = g_strdup("paula");
    mailbox->sub_address = '+';
    g_free(mailbox->display_name);
    mailbox->display_name = g_strdup("Example Support");
}

static bool do_import(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(AccountFacts) acme = account_facts_new();
    acme->account = g_strdup("A-17");
    acme->name = g_strdup("Acme");
    g_ptr_array_add(acme->domains, g_strdup("acme.example"));
    acme->tier = g_strdup("platinum");
    acme->reference = KNOWN_YES;
    acme->renewal = at("2026-12-13T00:00:00Z");
    acme->manager = g_strdup("Jo Brandt");
    acme->manager_free = KNOWN_NO;
    acme->manager_backup = g_strdup("Kim Olsen");
    acme->vocal = KNOWN_YES;
    g_ptr_array_add(acme->contacts, account_contact_new("maria@acme.example", ROLE_TECHNICAL));
    accounts_put(txn, acme);
    return !store_failed(txn);
}

static int setup(void **state) {
    World *world = g_new0(World, 1);
    message_library_start();
    ground_make(&world->ground);
    ground_open(&world->ground);
    world->config = config_builtin();
    add_pm(world);
    g_ptr_array_add(world->config->accounts_known.strategic, g_strdup("platinum"));
    world->now = NOON_MONDAY;
    support_write(&world->ground, do_import, NULL);
    *state = world;
    return 0;
}

static int teardown(void **state) {
    World *world = *state;
    config_free(world->config);
    ground_clear(&world->ground);
    g_free(world);
    return 0;
}

#define brief_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

// --- conversations ---

typedef struct Story {
    uint64_t id;
    Level level;
    const char *from, *name, *subject;
    const char *evidence[4], *reasons[3];
    const char *acknowledge;
    Request request;
    ClockKind kind;
    int64_t due;         // minutes behind now; of its clock
    const char *promise; // due in a day; then we have answered
    const char *writer;  // of the message, when it is not who opened it
} Story;

static const Story MARIA = {
    .id = 0x1234,
    .level = LEVEL_CRITICAL,
    .from = "maria@acme.example",
    .name = "Maria Rossi",
    .subject = "Orders stopped",
    .evidence = {"impact: our whole shop is down and we lose 300 orders an hour",
                 "urgency: it must run again by 5 pm today", "churn: we are moving to another vendor",
                 "anger: this fucking outage is outrageous"},
    .reasons = {"churn as a decision", "impact: a whole business, site or function at a standstill"},
    .acknowledge = "yes",
    .request = REQUEST_OUTAGE,
    .kind = CLOCK_FIRST_REPLY,
    .due = 15,
};

static void add_clock(StoreTxn *txn, Thread *thread, ClockKind kind, int64_t started, int64_t due,
                      const char *words) {
    g_autoptr(Clock) clock = clock_new(kind);
    clock->thread = thread->id;
    clock->number = ++thread->clocks;
    clock->owner = thread->owner;
    clock->level = thread->level;
    clock->mailbox = g_strdup("support");
    clock->words = g_strdup(words);
    clock->accepted = true;
    clock->started = started;
    clock->due = due;
    clock->half = clock->soon = (started + due) / 2;
    clocks_put(txn, clock);
    if (kind == CLOCK_PROMISE)
        thread->promise_clocks[thread->promises++] = clock->number;
    else if (kind == CLOCK_TOUCHPOINT)
        thread->touchpoint_clock = clock->number;
    else
        thread->reply_clock = clock->number;
}

static Entry *entry_of(const Story *story, int64_t now) {
    Entry *entry = entry_new();
    entry->at = now;
    entry->from = g_strdup(story->writer != NULL ? story->writer : story->from);
    entry->level = story->level;
    entry->request = story->request;
    entry->acknowledge = g_strdup(story->acknowledge);
    for (size_t i = 0; i < G_N_ELEMENTS(story->evidence) && story->evidence[i] != NULL; i++)
        g_ptr_array_add(entry->evidence, g_strdup(story->evidence[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(story->reasons) && story->reasons[i] != NULL; i++)
        g_ptr_array_add(entry->reasons, g_strdup(story->reasons[i]));
    return entry;
}

typedef struct Scene {
    World *world;
    const Story *story;
    OutboxKind kind;
    const char *word; // of a clock
    uint64_t row;     // set
} Scene;

static Thread *open_thread(StoreTxn *txn, const World *world, const Story *story) {
    const int64_t now = world->now;
    Thread *thread = thread_new();
    thread->id = story->id;
    thread->owner = contact_take(txn, story->from == NULL ? "nobody@a.example" : story->from, now).slot;
    thread->mailbox = g_strdup("support");
    thread->subject = g_strdup(story->subject);
    thread->from = g_strdup(story->from);
    thread->from_name = g_strdup(story->name);
    thread->opened = thread->updated = thread->accepted = now;
    thread->level = story->level;
    g_autoptr(Entry) entry = entry_of(story, now);
    thread_add_entry(txn, thread, entry);
    thread->gravest = entry->sequence;
    if (story->due != 0)
        add_clock(txn, thread, story->kind, now, now + story->due * MINUTE, NULL);
    if (story->promise != NULL) {
        thread->answered = now;
        thread->phase = PHASE_SOLVING;
        add_clock(txn, thread, CLOCK_PROMISE, now, now + 24 * HOUR, story->promise);
    }
    return thread;
}

static bool do_open(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Scene *scene = data;
    World *world = scene->world;
    g_autoptr(Thread) thread = open_thread(txn, world, scene->story);
    g_autoptr(Values) values = values_new();
    values_set(values, "word", scene->word);
    const Memo memo = {.id = scene->row = 0x4711 + scene->story->id,
                       .kind = scene->kind,
                       .mailbox = world->config->mailboxes->pdata[0],
                       .pm = paula(world),
                       .thread = thread,
                       .number = thread->id,
                       .entry = 1,
                       .values = values,
                       .now = world->now,
                       .give_up = G_TIME_SPAN_DAY};
    memo_add(txn, &memo);
    thread_put(txn, thread);
    g_autoptr(OutboxRow) row = outbox_get(txn, memo.id);
    if (scene->kind == OUTBOX_ALERT)
        rollup_release(txn, world->config, row, thread->level, world->now);
    return !store_failed(txn);
}

static uint64_t open_scene(World *world, const Story *story, OutboxKind kind, const char *word) {
    Scene scene = {world, story, kind, word, 0};
    support_write(&world->ground, do_open, &scene);
    return scene.row;
}

// --- the mail ---

typedef struct Sent {
    World *world;
    uint64_t row; // or 0: the roll-up's
    GBytes *bytes;
    GArray *threads;
    GError *error;
} Sent;

static void sent_clear(Sent *sent) {
    g_clear_pointer(&sent->bytes, g_bytes_unref);
    g_clear_pointer(&sent->threads, g_array_unref);
    g_clear_error(&sent->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sent, sent_clear)

static bool find_rollup(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    if (row->kind == OUTBOX_ROLLUP)
        *(uint64_t *)data = row->id;
    return true;
}

static bool do_compose(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Sent *sent = data;
    if (sent->row == 0)
        outbox_walk(txn, find_rollup, &sent->row);
    g_autoptr(OutboxRow) row = outbox_get(txn, sent->row);
    g_assert_nonnull(row);
    sent->bytes = brief_compose(txn, sent->world->config, row, sent->world->now, sent->threads, &sent->error);
    return !store_failed(txn);
}

static Sent send(World *world, uint64_t row) {
    Sent sent = {.world = world, .row = row, .threads = g_array_new(FALSE, FALSE, sizeof(uint64_t))};
    support_read(&world->ground, do_compose, &sent);
    return sent;
}

// The body behind the header, its quoted-printable undone, with LF.
static char *body_of(GBytes *bytes) {
    const char *at = g_strstr_len(g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), "\r\n\r\n");
    const char *end = (const char *)g_bytes_get_data(bytes, NULL) + g_bytes_get_size(bytes);
    GString *text = g_string_new(NULL);
    for (at += 4; at < end; at++) {
        if (*at == '\r' || (*at == '=' && at[1] == '\r' && (at += 2)))
            continue;
        if (*at == '=' && end - at > 2) {
            g_string_append_c(text, (char)(g_ascii_xdigit_value(at[1]) * 16 + g_ascii_xdigit_value(at[2])));
            at += 2;
        } else {
            g_string_append_c(text, *at);
        }
    }
    return g_string_free(text, FALSE);
}

// "Subject: ..." and the text.
static char *read_mail(const Sent *sent) {
    if (sent->bytes == NULL)
        fail_msg("no mail: %s", sent->error->message);
    g_autoptr(Message) message = message_parse(sent->bytes, NULL);
    g_autofree char *body = body_of(sent->bytes);
    return g_strdup_printf("Subject: %s\n\n%s", message_subject(message), body);
}

static void assert_readable(const char *name, const char *text) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    if (!g_utf8_validate(text, -1, NULL) || strstr(text, "{{") != NULL || strstr(text, "brief.") != NULL ||
        strstr(text, "(null)") != NULL)
        fail_msg("%s: a hole shows: %s", name, text);
    for (size_t i = 1; lines[i] != NULL; i++)
        if (g_utf8_strlen(lines[i], -1) > 72)
            fail_msg("%s: over 72 columns: %s", name, lines[i]);
}

static void compare_with_file(const char *name, const char *text) {
    g_autofree char *path = g_strconcat(DIRECTORY, name, ".txt", NULL), *wanted = NULL;
    if (g_getenv("BRIEF_WRITE") != NULL)
        assert_true(g_file_set_contents(path, text, -1, NULL));
    assert_true(g_file_get_contents(path, &wanted, NULL, NULL));
    assert_readable(name, text);
    if (strcmp(text, wanted) != 0)
        fail_msg("%s is not\n%s", path, text);
}

static void speak(World *world, const char *language) {
    g_ptr_array_set_size(paula(world)->languages, 0);
    g_ptr_array_add(paula(world)->languages, g_strdup(language));
}

static void compare_both(World *world, uint64_t row, const char *name) {
    static const char *const LANGUAGES[] = {"en", "de"};
    for (size_t i = 0; i < G_N_ELEMENTS(LANGUAGES); i++) {
        speak(world, LANGUAGES[i]);
        g_auto(Sent) sent = send(world, row);
        g_autofree char *text = read_mail(&sent), *file = g_strdup_printf("%s.%s", name, LANGUAGES[i]);
        compare_with_file(file, text);
    }
}

// --- what they read ---

static void an_alert(void **state) {
    World *world = *state;
    const uint64_t row = open_scene(world, &MARIA, OUTBOX_ALERT, NULL);
    world->now += 2 * G_TIME_SPAN_SECOND;
    compare_both(world, row, "alert");
}

// It tells how things stand when it is sent: hours later.
static void an_alert_that_waited(void **state) {
    World *world = *state;
    const uint64_t row = open_scene(world, &MARIA, OUTBOX_ALERT, NULL);
    world->now += 3 * HOUR;
    compare_both(world, row, "alert-late");
}

static void who_wrote_is_who_is_named(void **state) {
    World *world = *state;
    Story story = MARIA;
    story.writer = "bob@acme.example";
    const uint64_t row = open_scene(world, &story, OUTBOX_ALERT, NULL);
    g_auto(Sent) sent = send(world, row);
    g_autofree char *text = read_mail(&sent);
    assert_non_null(
        strstr(text, "\n\nCritical: bob@acme.example (Acme) wrote about an outage today 11:00.\n"));
    assert_non_null(strstr(text, "\n- from bob@acme.example\n"));
}

static void a_zone_is_named_when_the_mailbox_has_another(void **state) {
    World *world = *state;
    Mailbox *mailbox = world->config->mailboxes->pdata[0];
    const uint64_t row = open_scene(world, &MARIA, OUTBOX_ALERT, NULL);
    g_auto(Sent) other = send(world, row);
    g_autofree char *named = read_mail(&other);
    assert_non_null(strstr(named, "\n- times are those of Europe/Berlin\n"));
    g_free(mailbox->time_zone);
    mailbox->time_zone = g_strdup("Europe/Berlin");
    g_auto(Sent) same = send(world, row);
    g_autofree char *plain = read_mail(&same);
    assert_null(strstr(plain, "Europe/Berlin"));
}

static void a_missed_clock(void **state) {
    World *world = *state;
    const uint64_t row = open_scene(world, &MARIA, OUTBOX_CLOCK, "missed");
    world->now += 15 * MINUTE + G_TIME_SPAN_SECOND;
    compare_both(world, row, "missed");
}

static void a_promise_soon(void **state) {
    World *world = *state;
    static const Story BO = {.id = 0x99,
                             .level = LEVEL_CONCERN,
                             .from = "bo@other.example",
                             .subject = "When is the fix out?",
                             .acknowledge = "no; reason=list",
                             .request = REQUEST_DEFECT,
                             .promise = "We will send you the patch by Tuesday noon."};
    const uint64_t row = open_scene(world, &BO, OUTBOX_CLOCK, "soon");
    world->now += 23 * HOUR;
    compare_both(world, row, "promise-soon");
}

static void open_many(World *world, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        g_autofree char *from = g_strdup_printf("person%u@shop%u.example", i, i);
        g_autofree char *name = g_strdup_printf("Person Number%u", i);
        g_autofree char *subject = g_strdup_printf("Matter number %u", i);
        const Story story = {.id = 0x100 + i,
                             .level = i % 3 == 0 ? LEVEL_ESCALATION : LEVEL_CRITICAL,
                             .from = from,
                             .name = name,
                             .subject = subject,
                             .acknowledge = "yes",
                             .request = REQUEST_OUTAGE,
                             .kind = CLOCK_FIRST_REPLY,
                             .due = 15 + i};
        open_scene(world, &story, OUTBOX_ALERT, NULL);
    }
}

static void a_roll_up(void **state) {
    World *world = *state;
    paula(world)->alert_budget = 2;
    open_many(world, 5);
    open_scene(world, &MARIA, OUTBOX_ALERT, NULL);
    world->now += 10 * MINUTE;
    compare_both(world, 0, "roll-up");
}

// --- much of the same ---

typedef struct Burst20 {
    World *world;
    uint64_t thread;
    const char *problem;
} Burst20;

static bool do_burst(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Burst20 *one = data;
    g_autoptr(Thread) thread = thread_get(txn, one->thread);
    thread->problem = g_strdup(one->problem);
    burst_take(txn, one->world->config, thread, REQUEST_OUTAGE, one->world->now);
    thread_put(txn, thread);
    return !store_failed(txn);
}

static void burst_of(World *world, uint64_t first, unsigned count, const char *problem) {
    for (unsigned i = 0; i < count; i++) {
        Burst20 one = {world, first + i, problem};
        support_write(&world->ground, do_burst, &one);
        world->now += G_TIME_SPAN_SECOND;
    }
}

static bool find_burst(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    if (row->kind == OUTBOX_BURST)
        *(uint64_t *)data = row->id;
    return true;
}

static bool do_find_burst(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, find_burst, data);
    return true;
}

static uint64_t row_of_burst(World *world) {
    uint64_t row = 0;
    support_read(&world->ground, do_find_burst, &row);
    assert_int_not_equal(row, 0);
    return row;
}

static void a_burst(void **state) {
    World *world = *state;
    open_many(world, 22);
    open_scene(world, &MARIA, OUTBOX_ALERT, NULL);
    burst_of(world, MARIA.id, 1, NULL);
    burst_of(world, 0x100, 22, NULL);
    compare_both(world, row_of_burst(world), "burst");
}

static void a_burst_of_a_problem(void **state) {
    World *world = *state;
    const int64_t now = world->now;
    open_many(world, 9);
    world->now -= 10 * 7 * G_TIME_SPAN_DAY;
    burst_of(world, 0x100, 1, NULL);
    world->now = now;
    burst_of(world, 0x101, 8, "P12");
    compare_both(world, row_of_burst(world), "burst-problem");
}

static bool do_grant(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Sent *sent = data;
    g_autoptr(OutboxRow) row = outbox_get(txn, sent->row);
    brief_grant(txn, sent->world->config, row, sent->threads, sent->world->now);
    g_autoptr(Grant) grant = grant_get(txn, sent->row);
    g_assert_true(grant != NULL && grant->classes == (GRANT_LOOK | GRANT_THREAD));
    g_assert_cmpstr(grant->pm, ==, "paula");
    g_assert_cmpuint(grant->threads->len, ==, sent->threads->len);
    for (guint i = 0; i < grant->threads->len; i++)
        g_assert_true(g_array_index(grant->threads, uint64_t, i) ==
                      g_array_index(sent->threads, uint64_t, i));
    return !store_failed(txn);
}

// Forty are named, by numbers that commands may use, the gravest first; the others are counted.
static void a_long_roll_up_names_forty(void **state) {
    World *world = *state;
    paula(world)->alert_budget = 2;
    open_many(world, 102);
    world->now += 10 * MINUTE;
    g_auto(Sent) sent = send(world, 0);
    g_autofree char *text = read_mail(&sent);
    assert_readable("long", text);
    assert_true(g_str_has_prefix(text, "Subject: 100 more alerts"));
    assert_non_null(strstr(text, "\n40. "));
    assert_null(strstr(text, "\n41. "));
    assert_non_null(strstr(text, "60 more are"));
    assert_null(strstr(text, ". Escalation: ")); // 66 are critical
    assert_int_equal(sent.threads->len, ROLLUP_LISTED);
    support_write(&world->ground, do_grant, &sent);
}

// As many as are known of one list: found out and written within a moment.
static void a_thousand_are_read_for_one_list(void **state) {
    World *world = *state;
    paula(world)->alert_budget = 0;
    open_many(world, support_many(ROLLUP_KNOWN));
    world->now += 10 * MINUTE;
    const int64_t begun = g_get_monotonic_time();
    g_auto(Sent) sent = send(world, 0);
    const int64_t took = g_get_monotonic_time() - begun;
    print_message("# a list of %u: %d ms\n", support_many(ROLLUP_KNOWN), (int)(took / 1000));
    assert_true(took < G_TIME_SPAN_SECOND);
    assert_int_equal(sent.threads->len, ROLLUP_LISTED);
}

// Each word of each clock, before and behind its moment, in both languages: no hole, who it is, and what is
// due.
static void check_word(World *world, const Story *story, const char *word, int64_t later) {
    static const char *const LANGUAGES[] = {"en", "de"};
    const int64_t now = world->now;
    const uint64_t row = open_scene(world, story, OUTBOX_CLOCK, word);
    world->now += later;
    for (size_t i = 0; i < G_N_ELEMENTS(LANGUAGES); i++) {
        speak(world, LANGUAGES[i]);
        g_auto(Sent) sent = send(world, row);
        g_autofree char *text = read_mail(&sent);
        g_autofree char *name =
            g_strdup_printf("%s %s in %s", clock_kind_name(story->kind), word, LANGUAGES[i]);
        assert_readable(name, text);
        g_auto(GStrv) lines = g_strsplit(text, "\n", 5);
        const bool late = later > 15 * MINUTE;
        if (strstr(lines[0], "Maria Rossi (Acme) - Orders stopped") == NULL ||
            strstr(lines[2], "Maria Rossi (Acme)") == NULL ||
            (strstr(lines[0], i == 0 ? "2 h late" : "2 Std. zu sp\u00e4t") != NULL) != late)
            fail_msg("%s: %s", name, text);
    }
    world->now = now;
}

static void every_word_of_every_clock(void **state) {
    World *world = *state;
    static const ClockKind KINDS[] = {CLOCK_FIRST_REPLY, CLOCK_NEXT_REPLY, CLOCK_TOUCHPOINT, CLOCK_PROMISE};
    for (size_t kind = 0; kind < G_N_ELEMENTS(KINDS); kind++)
        for (int word = CLOCK_HALF; word <= CLOCK_MISSED; word++) {
            Story story = MARIA;
            story.id = 0x500 + kind * 10 + (uint64_t)word;
            story.kind = KINDS[kind];
            check_word(world, &story, clock_word_name((ClockWord)word),
                       word == CLOCK_MISSED ? 2 * HOUR + 15 * MINUTE : 10 * MINUTE);
        }
}

static bool do_breaker(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    World *world = data;
    g_autoptr(Values) values = values_new();
    values_set(values, "note", "breaker");
    values_set(values, "mailbox", "support");
    const Memo memo = {.id = 0x815,
                       .kind = OUTBOX_ALERT,
                       .mailbox = world->config->mailboxes->pdata[0],
                       .pm = paula(world),
                       .number = 1,
                       .values = values,
                       .now = world->now,
                       .due = world->now,
                       .give_up = HOUR};
    memo_add(txn, &memo);
    return !store_failed(txn);
}

static void the_breaker_opened(void **state) {
    World *world = *state;
    support_write(&world->ground, do_breaker, world);
    compare_both(world, 0x815, "breaker");
    g_auto(Sent) sent = send(world, 0x815);
    assert_int_equal(sent.threads->len, 0); // there is nothing to command
    g_autoptr(Message) message = message_parse(sent.bytes, NULL);
    assert_null(message_field(message, "Reply-To"));
}

// --- its header ---

static void mails_about_one_conversation_stand_together(void **state) {
    World *world = *state;
    const uint64_t row = open_scene(world, &MARIA, OUTBOX_ALERT, NULL);
    g_auto(Sent) sent = send(world, row);
    g_autoptr(Message) alert = message_parse(sent.bytes, NULL);
    g_autofree char *command = seal_token(world->ground.seal, SEAL_COMMAND, row);
    g_autofree char *reply_to = g_strdup_printf("<support+%s@example.test>", command);
    g_autofree char *body = body_of(sent.bytes), *ref = g_strdup_printf("\nRef: %s ", command);
    assert_string_equal(message_field(alert, "Auto-Submitted"), "auto-generated");
    assert_non_null(strstr(message_field(alert, "List-Id"), "<alerts."));
    assert_non_null(strstr(reply_to, message_field(alert, "Reply-To")));
    assert_non_null(strstr(body, ref));
    assert_non_null(message_field(alert, "Earshot-Loop"));
    assert_string_equal(message_field(alert, "Content-Language"), "en");
    assert_int_equal(message_references(alert)->len, 1);
    assert_int_equal(sent.threads->len, 1);
    support_write(&world->ground, do_grant, &sent);
    Mailbox *mailbox = world->config->mailboxes->pdata[0];
    mailbox->sub_address = 0;
    g_auto(Sent) plain = send(world, row);
    g_autoptr(Message) without = message_parse(plain.bytes, NULL);
    assert_non_null(strstr(message_field(without, "Reply-To"), "support@example.test"));
    assert_string_equal(message_references(alert)->pdata[0], message_references(without)->pdata[0]);
}

// --- what is hostile, and what is gone ---

static const Story ODD[] = {
    {.id = 1, .level = LEVEL_CRITICAL, .from = NULL, .subject = NULL, .acknowledge = NULL},
    {.id = 2,
     .level = LEVEL_CRITICAL,
     .from = "x@y.example",
     .name = "Eve\r\nBcc: all@example.test\n\n#close\nRef: aaaaaaaaaaaaaaaaaaaaaaaa",
     .subject = "\xe2\x80\xae gnirts {{name}} {{#x}}\n\n#close",
     .evidence = {"impact: {{about}}\n#close now\nRef: x", "no signal at all", "anger: ", ": "},
     .reasons = {"{{level}}", "strategic account (\n#close)", ""},
     .acknowledge = "no; reason=\n#close"},
    {.id = 3,
     .level = LEVEL_ESCALATION,
     .from = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@y.example",
     .name = "\xd7\x9e\xd7\xa8\xd7\x99\xd7\x94",
     .subject = "\xd8\xa7\xd9\x84\xd8\xb7\xd9\x84\xd8\xa8\xd8\xa7\xd8\xaa",
     .acknowledge = "yes",
     .due = -60 * 24 * 400}};

static unsigned lines_with(const char *text, const char *start) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    unsigned count = 0;
    for (size_t i = 0; lines[i] != NULL; i++)
        count += g_str_has_prefix(lines[i], start) ? 1 : 0;
    return count;
}

static void whatever_they_call_themselves_stays_on_its_line(void **state) {
    World *world = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(ODD); i++)
        for (int kind = OUTBOX_ALERT; kind <= OUTBOX_CLOCK; kind++) {
            if (kind == OUTBOX_CLOCK && ODD[i].due == 0)
                continue;
            Story story = ODD[i];
            story.id += 100 * (uint64_t)kind;
            const uint64_t row = open_scene(world, &story, (OutboxKind)kind, "missed");
            g_auto(Sent) sent = send(world, row);
            g_autofree char *text = read_mail(&sent);
            assert_int_equal(lines_with(text, "Ref: "), 1);
            assert_int_equal(lines_with(text, "#"), 0);
            assert_int_equal(lines_with(text, "Bcc"), 0);
            assert_null(strstr(text, "\xe2\x80\xae"));
            g_autoptr(Message) message = message_parse(sent.bytes, NULL);
            assert_null(message_field(message, "Bcc"));
        }
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    store_del(txn, TABLE_THREAD, store_key_number(*(uint64_t *)data));
    return !store_failed(txn);
}

static void assert_nothing_to_tell(World *world, uint64_t row, const char *why) {
    g_auto(Sent) sent = send(world, row);
    assert_null(sent.bytes);
    support_assert_fate(sent.error, FATE_PERMANENT);
    assert_string_equal(sent.error->message, why);
}

static void of_who_was_erased_nothing_is_told(void **state) {
    World *world = *state;
    const uint64_t row = open_scene(world, &MARIA, OUTBOX_ALERT, NULL);
    uint64_t id = MARIA.id;
    support_write(&world->ground, do_erase, &id);
    assert_nothing_to_tell(world, row, "the conversation was erased");
    paula(world)->alert_budget = 0;
    Story bob = MARIA;
    id = bob.id = 77;
    open_scene(world, &bob, OUTBOX_ALERT, NULL);
    support_write(&world->ground, do_erase, &id);
    assert_nothing_to_tell(world, 0, "none of its conversations is open any more");
}

static bool do_damage(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(GBytes) garbage = g_bytes_new_static("garbage", 7);
    store_put(txn, TABLE_THREAD, store_key_number(*(uint64_t *)data), STORE_OWNER_NONE, garbage);
    return !store_failed(txn);
}

static bool do_compose_as_the_courier(StoreTxn *txn, void *data, GError **error) {
    Sent *sent = data;
    g_autoptr(OutboxRow) row = outbox_get(txn, sent->row);
    sent->bytes = brief_compose(txn, sent->world->config, row, sent->world->now, sent->threads, error);
    return sent->bytes != NULL;
}

// What cannot be read is not called erased.
static void a_damaged_record_says_so(void **state) {
    World *world = *state;
    g_auto(Sent) sent = {.world = world, .threads = g_array_new(FALSE, FALSE, sizeof(uint64_t))};
    sent.row = open_scene(world, &MARIA, OUTBOX_ALERT, NULL);
    uint64_t id = MARIA.id;
    support_write(&world->ground, do_damage, &id);
    assert_false(store_read(world->ground.store, do_compose_as_the_courier, &sent, &sent.error));
    support_assert_fate(sent.error, FATE_CORRUPT);
}

static void who_is_pm_no_more_is_told_nothing(void **state) {
    World *world = *state;
    const uint64_t row = open_scene(world, &MARIA, OUTBOX_ALERT, NULL);
    g_free(paula(world)->address);
    paula(world)->address = g_strdup("successor@example.test");
    assert_nothing_to_tell(world, row, "nobody is PM at this address any more");
}

static bool do_move(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(Thread) thread = thread_get(txn, *(uint64_t *)data);
    g_free(thread->mailbox);
    thread->mailbox = g_strdup("sales");
    thread_put(txn, thread);
    return !store_failed(txn);
}

// A mail waits through quiet hours, or collects; meanwhile the conversation went to a colleague.
static void of_what_went_to_another_pm_nothing_is_told(void **state) {
    World *world = *state;
    Pm *peter = pm_new("peter");
    peter->address = g_strdup("peter@example.test");
    g_ptr_array_add(world->config->pms, peter);
    Mailbox *sales = mailbox_new("sales");
    sales->pm = g_strdup("peter");
    g_ptr_array_add(world->config->mailboxes, sales);
    const uint64_t row = open_scene(world, &MARIA, OUTBOX_ALERT, NULL);
    uint64_t id = MARIA.id;
    support_write(&world->ground, do_move, &id);
    assert_nothing_to_tell(world, row, "the conversation is another PM's by now");
    paula(world)->alert_budget = 0;
    Story bob = MARIA;
    id = bob.id = 77;
    open_scene(world, &bob, OUTBOX_ALERT, NULL);
    support_write(&world->ground, do_move, &id);
    assert_nothing_to_tell(world, 0, "none of its conversations is open any more");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        brief_test(an_alert),
        brief_test(an_alert_that_waited),
        brief_test(who_wrote_is_who_is_named),
        brief_test(a_zone_is_named_when_the_mailbox_has_another),
        brief_test(a_missed_clock),
        brief_test(a_promise_soon),
        brief_test(a_roll_up),
        brief_test(a_burst),
        brief_test(a_burst_of_a_problem),
        brief_test(a_long_roll_up_names_forty),
        brief_test(a_thousand_are_read_for_one_list),
        brief_test(every_word_of_every_clock),
        brief_test(the_breaker_opened),
        brief_test(mails_about_one_conversation_stand_together),
        brief_test(whatever_they_call_themselves_stays_on_its_line),
        brief_test(of_who_was_erased_nothing_is_told),
        brief_test(of_what_went_to_another_pm_nothing_is_told),
        brief_test(a_damaged_record_says_so),
        brief_test(who_is_pm_no_more_is_told_nothing),
    };
    return cmocka_run_group_tests_name("brief", tests, NULL, NULL);
}
