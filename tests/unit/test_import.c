// History goes in as if we had been there, and nobody hears of it: what becomes of a message, of
// the clocks of its conversation, and of the mail that comes by the front door meanwhile.
#include "intake_world.h"

#include "accounts.h"
#include "clocks.h"
#include "import.h"
#include "past.h"
#include "tally.h"
#include "thread_link.h"
#include "unanswered.h"

#define YEAR_2020 (INT64_C(1583143200) * G_USEC_PER_SEC) // Monday, 2 March 2020, 10:00 UTC

static const int64_t DAY = G_TIME_SPAN_DAY;

typedef struct Old { // a stored mail; NULL: as an ordinary customer's
    const char *from, *to, *id, *references, *subject, *more, *body;
} Old;

static GBytes *old_bytes(const Old *old) {
    g_autofree char *id = old->id == NULL ? g_strdup("") : g_strdup_printf("Message-ID: <%s>\n", old->id);
    g_autofree char *references =
        old->references == NULL ? g_strdup("") : g_strdup_printf("References: <%s>\n", old->references);
    g_autofree char *text = g_strdup_printf(
        "%sFrom: %s\nTo: %s\nSubject: %s\n%s%s\n%s", or_else(old->more, ""),
        or_else(old->from, "Ann Archer <ann@a.example>"), or_else(old->to, "support@example.test"),
        or_else(old->subject, "Export stops at row ten"), id, references, or_else(old->body, CALM));
    return g_bytes_new(text, strlen(text));
}

static Import import_of(const World *world) {
    return (Import){.intake = world->intake,
                    .config = world->config,
                    .seal = world->ground.seal,
                    .store = world->ground.store};
}

static ImportResult take_bytes(const Import *import, GBytes *bytes, int64_t at) {
    g_autoptr(GError) error = NULL;
    ImportResult result = IMPORT_RESULTS;
    if (!import_message(import, bytes, at, &result, &error))
        fail_msg("%s", error->message);
    return result;
}

static ImportResult take(World *world, int64_t at, Old old) {
    const Import import = import_of(world);
    g_autoptr(GBytes) bytes = old_bytes(&old);
    return take_bytes(&import, bytes, at);
}

static unsigned end_import(World *world) {
    g_autoptr(GError) error = NULL;
    unsigned dropped = 0;
    if (!import_finish(world->ground.store, world->now, &dropped, &error))
        fail_msg("%s", error->message);
    return dropped;
}

// --- what is asked of the store ---

typedef struct Threads {
    GPtrArray *all; // Thread *
    const char *id; // of a message
    Thread *thread; // its
    GPtrArray *clocks;
    Entry *last;
    int64_t next; // when a clock speaks
} Threads;

static bool count_thread(StoreTxn *txn, Thread *thread, void *data) {
    (void)txn;
    *(unsigned *)data += thread->entries;
    return true;
}

static bool do_count_entries(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    thread_walk(txn, count_thread, data);
    return true;
}

static unsigned entries(World *world) {
    unsigned count = 0;
    support_read(&world->ground, do_count_entries, &count);
    return count;
}

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Threads *threads = data;
    uint64_t id = 0;
    int64_t at = 0;
    threads->next = clocks_next(txn);
    if (!thread_by_message(txn, threads->id, &id, &at))
        return true;
    threads->thread = thread_get(txn, id);
    threads->clocks = clocks_of(txn, id);
    threads->last = thread_entry(txn, id, threads->thread->entries);
    return true;
}

static void threads_clear(Threads *threads) {
    thread_free(threads->thread);
    entry_free(threads->last);
    if (threads->clocks != NULL)
        g_ptr_array_unref(threads->clocks);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Threads, threads_clear)

static void look(World *world, const char *message_id, Threads *threads) {
    threads->id = message_id;
    support_read(&world->ground, do_look, threads);
    if (threads->thread == NULL)
        fail_msg("<%s> has no conversation", message_id);
}

static const Clock *clock_at(const Threads *threads, guint number) {
    assert_true(number < threads->clocks->len);
    return threads->clocks->pdata[number];
}

// --- one message ---

static void what_becomes_of_a_message(void **state) {
    World *world = *state;
    Pm *pm = pm_new("paula");
    pm->address = g_strdup("paula@pm.example");
    g_ptr_array_add(world->config->pms, pm);
    static const struct {
        const char *name, *text;
        ImportResult expected;
    } cases[] = {
        {"a customer's", "From: ann@a.example\nTo: support@example.test\n\nx\n", IMPORT_TAKEN},
        {"to a sub-address", "From: ann@a.example\nTo: support+x@example.test\n\nx\n", IMPORT_TAKEN},
        {"a copy to us", "From: ann@a.example\nTo: b@b.example\nCc: Support <SUPPORT@example.test>\n\nx\n",
         IMPORT_TAKEN},
        {"a blind copy that was delivered",
         "Delivered-To: support@example.test\nFrom: ann@a.example\nTo: b@b.example\n\nx\n", IMPORT_TAKEN},
        {"nobody's", "To: support@example.test\n\nx\n", IMPORT_TAKEN},
        {"a bounce", "Return-Path: <>\nFrom: MAILER-DAEMON@a.example\nTo: support@example.test\n\nx\n",
         IMPORT_TAKEN},
        {"a machine's", "From: ann@a.example\nTo: support@example.test\nAuto-Submitted: auto-replied\n\nx\n",
         IMPORT_TAKEN},
        {"a header alone", "From: ann@a.example\nTo: support@example.test", IMPORT_TAKEN},
        {"ours", "From: support@example.test\nTo: ann@a.example\n\nx\n", IMPORT_OUTBOUND},
        {"ours to ourselves", "From: support@example.test\nTo: support@example.test\n\nx\n", IMPORT_OUTBOUND},
        {"an agent's", "From: Anna <anna@example.test>\nTo: ann@a.example\n\nx\n", IMPORT_OUTBOUND},
        {"a machine of ours",
         "From: support@example.test\nTo: ann@a.example\nAuto-Submitted: auto-generated\n\nx\n",
         IMPORT_OUTBOUND},
        {"ours and a stranger's", "From: support@example.test, eve@evil.example\nTo: ann@a.example\n\nx\n",
         IMPORT_NEITHER},
        {"forged as ours",
         "Authentication-Results: mx.example.test; dmarc=fail header.from=example.test\nFrom: "
         "support@example.test\n"
         "To: ann@a.example\n\nx\n",
         IMPORT_NEITHER},
        {"a PM's commands", "From: paula@pm.example\nTo: support@example.test\n\n#close 1\n", IMPORT_NEITHER},
        {"a PM's question", "From: paula@pm.example\nTo: support@example.test\n\nx\n", IMPORT_TAKEN},
        {"somebody else's commands", "From: ann@a.example\nTo: support@example.test\n\n#close 1\n",
         IMPORT_TAKEN},
        {"to somebody else", "From: ann@a.example\nTo: b@b.example\n\nx\n", IMPORT_NEITHER},
        {"to a colleague", "From: ann@a.example\nTo: support-lead@example.test\n\nx\n", IMPORT_NEITHER},
        {"to nobody", "From: ann@a.example\nTo: undisclosed-recipients:;\n\nx\n", IMPORT_NEITHER},
        {"spam of zeros", "From: \x01\x02\nTo: \xff\xfe\n\nx\n", IMPORT_NEITHER},
        {"no header", "\nsupport@example.test\n", IMPORT_NO_MAIL},
        {"nothing", "", IMPORT_NO_MAIL},
        {"notes of a mail reader",
         "From: MAILER-DAEMON\nTo: support@example.test\nSubject: DON'T DELETE THIS MESSAGE -- "
         "FOLDER INTERNAL DATA\n\nx\n",
         IMPORT_NO_MAIL},
    };
    g_ptr_array_add(world->config->trust->agents, g_strdup("anna@example.test"));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Import import = import_of(world);
        g_autofree char *text = g_str_has_suffix(cases[i].text, "x\n")
                                    ? g_strdup_printf("%s%zu", cases[i].text, i) // no two are the same
                                    : g_strdup(cases[i].text);
        g_autoptr(GBytes) bytes = support_bytes(text);
        const unsigned before = entries(world);
        const ImportResult result = take_bytes(&import, bytes, YEAR_2020 + (int64_t)i);
        if (result != cases[i].expected)
            fail_msg("%s: result %d", cases[i].name, (int)result);
        if (entries(world) != before + (result == IMPORT_TAKEN))
            fail_msg("%s: %u entries", cases[i].name, entries(world) - before);
        const bool kept = result == IMPORT_TAKEN || result == IMPORT_OUTBOUND;
        const ImportResult again = take_bytes(&import, bytes, YEAR_2020 + (int64_t)i);
        if (again != (kept ? IMPORT_THERE : result) || entries(world) != before + (result == IMPORT_TAKEN))
            fail_msg("%s: result %d when it comes again", cases[i].name, (int)again);
    }
}

static void a_mailbox_for_what_names_none(void **state) {
    World *world = *state;
    Import import = import_of(world);
    import.mailbox = world_add_mailbox(world, "old", "old@example.test");
    g_autoptr(GBytes) lost = old_bytes(&(Old){.id = "1@a.example", .to = "info@old.example"});
    g_autoptr(GBytes) ours = old_bytes(&(Old){.id = "2@b.example", .from = "bob@b.example"});
    assert_int_equal(take_bytes(&import, lost, YEAR_2020), IMPORT_TAKEN);
    assert_int_equal(take_bytes(&import, ours, YEAR_2020), IMPORT_TAKEN);
    g_auto(Threads) found = {0}, served = {0};
    look(world, "1@a.example", &found);
    assert_string_equal(found.thread->mailbox, "old");
    look(world, "2@b.example", &served); // what names one stays there
    assert_string_equal(served.thread->mailbox, "support");
}

static void looking_writes_nothing(void **state) {
    World *world = *state;
    g_autoptr(GHashTable) looked = import_look();
    Import import = import_of(world);
    import.looked = looked;
    g_autoptr(GBytes) named = old_bytes(&(Old){.id = "1@a.example"});
    g_autoptr(GBytes) unnamed = old_bytes(&(Old){.body = "Another one.\n"});
    for (int i = 0; i < 2; i++) {
        const ImportResult expected = i == 0 ? IMPORT_TAKEN : IMPORT_THERE;
        assert_int_equal(take_bytes(&import, named, YEAR_2020), expected);
        assert_int_equal(take_bytes(&import, unnamed, YEAR_2020), expected);
    }
    import.store = NULL; // there need not be one
    g_autoptr(GBytes) third = old_bytes(&(Old){.id = "3@a.example"});
    assert_int_equal(take_bytes(&import, third, YEAR_2020), IMPORT_TAKEN);
    assert_int_equal(entries(world), 0);
}

// --- conversations ---

static void a_conversation_as_it_was(void **state) {
    World *world = *state;
    take(world, YEAR_2020, (Old){.id = "1@a.example", .body = GRAVE});
    take(world, YEAR_2020 + HOUR,
         (Old){.id = "2@example.test",
               .from = "support@example.test",
               .to = "ann@a.example",
               .references = "1@a.example",
               .subject = "Re: Export stops at row ten"});
    take(world, YEAR_2020 + 3 * HOUR, (Old){.id = "3@a.example", .references = "2@example.test"});
    g_auto(Threads) found = {0};
    look(world, "3@a.example", &found);
    assert_int_equal(found.thread->entries, 3);
    assert_int_equal(found.thread->opened, YEAR_2020);
    assert_int_equal(found.thread->updated, YEAR_2020 + 3 * HOUR);
    assert_int_equal(found.thread->answered, YEAR_2020 + HOUR);
    assert_int_equal(found.thread->level, LEVEL_CRITICAL);
    assert_string_equal(found.last->acknowledge, ENTRY_IMPORTED);
    const Clock *first = clock_at(&found, 0);
    assert_int_equal(first->kind, CLOCK_FIRST_REPLY);
    assert_int_equal(first->end, CLOCK_MET);
    assert_int_equal(first->started, YEAR_2020);
    assert_int_equal(first->stopped, YEAR_2020 + HOUR);
    assert_int_equal(alerts(world, OUTBOX_HELD) + alerts(world, OUTBOX_READY), 0);
    assert_int_equal(answers(world, OUTBOX_HELD) + answers(world, OUTBOX_READY), 0);
}

static void nothing_speaks_before_the_end_or_behind_it(void **state) {
    World *world = *state;
    static const char *const BODIES[] = {CALM, GRAVE};
    for (size_t i = 0; i < G_N_ELEMENTS(BODIES); i++) {
        g_autofree char *id = g_strdup_printf("%zu@a.example", i);
        g_autofree char *answer = g_strdup_printf("%zu@example.test", i);
        g_autofree char *subject = g_strdup_printf("Matter %zu", i);
        const int64_t at = YEAR_2020 + (int64_t)i * DAY;
        take(world, at, (Old){.id = id, .subject = subject, .body = BODIES[i]});
        take(world, at + HOUR,
             (Old){.id = answer, .from = "support@example.test", .to = "ann@a.example", .references = id});
        take(world, at + 2 * HOUR, (Old){.references = answer, .subject = subject, .body = BODIES[i]});
        g_auto(Threads) before = {0};
        look(world, id, &before);
        if (before.next != INT64_MAX)
            fail_msg("conversation %zu: a clock would speak", i);
    }
    assert_int_equal(end_import(world), 2);
    for (size_t i = 0; i < G_N_ELEMENTS(BODIES); i++) {
        g_autofree char *id = g_strdup_printf("%zu@a.example", i);
        g_auto(Threads) after = {0};
        look(world, id, &after);
        assert_int_equal(after.next, INT64_MAX);
        assert_int_equal(after.thread->due, 0);
        assert_int_equal(after.thread->reply_clock, 0);
        assert_int_equal(after.thread->touchpoint_clock, 0);
        for (guint k = 0; k < after.clocks->len; k++)
            assert_false(clock_runs(clock_at(&after, k)));
        assert_int_equal(clock_at(&after, 0)->end, CLOCK_MET);
    }
    assert_int_equal(end_import(world), 0);
}

static void what_is_young_still_waits(void **state) {
    World *world = *state;
    take(world, world->now - DAY - SECOND, (Old){.id = "1@a.example"});
    take(world, world->now - DAY + SECOND, (Old){.id = "2@b.example", .from = "bob@b.example"});
    assert_int_equal(end_import(world), 1);
    g_auto(Threads) old = {0}, young = {0};
    look(world, "1@a.example", &old);
    assert_int_equal(clock_at(&old, 0)->end, CLOCK_DROPPED);
    look(world, "2@b.example", &young);
    assert_true(clock_runs(clock_at(&young, 0)));
    assert_true(clock_at(&young, 0)->accepted);
    assert_true(young.next < INT64_MAX);
    assert_int_equal(young.thread->reply_due, clock_at(&young, 0)->due);
}

// --- and the front door ---

static void who_writes_again_gets_no_first_acknowledgement(void **state) {
    World *world = *state;
    take(world, YEAR_2020, (Old){.id = "1@a.example"});
    take(world, YEAR_2020, (Old){.id = "2@a.example", .from = "bob@a.example", .references = "1@a.example"});
    end_import(world);
    static const struct {
        const char *name, *from, *acknowledge;
    } cases[] = {
        {"who opened it", "ann@a.example", "no; reason=already-acknowledged"},
        {"who joined it then", "bob@a.example", "no; reason=already-acknowledged"},
        {"who joins it now", "cy@a.example", "yes"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *id = g_strdup_printf("new%zu@a.example", i);
        g_autoptr(Hearing) hearing = hear(
            world,
            (Mail){.id = id, .from = cases[i].from, .sender = cases[i].from, .references = "<1@a.example>"});
        if (strcmp(field(hearing, "Acknowledge"), cases[i].acknowledge) != 0)
            fail_msg("%s: %s", cases[i].name, field(hearing, "Acknowledge"));
    }
}

static void what_was_heard_already_is_there(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    assert_int_equal(take(world, world->now, (Old){.id = "1@a.example"}), IMPORT_THERE);
    g_autoptr(Thread) thread = thread_of(world, hearing);
    assert_int_equal(thread->entries, 1);
}

// A customer waits now; what is imported is older, and changes nothing about that.
static void old_mail_leaves_clocks_of_today_alone(void **state) {
    World *world = *state;
    static const struct {
        const char *name, *from, *to, *body;
    } cases[] = {
        {"a grave mail of theirs", NULL, NULL, GRAVE},
        {"a calm mail of theirs", NULL, NULL, CALM},
        {"their thanks", NULL, NULL, "Thank you, it works now!\n"},
        {"an answer of ours", "support@example.test", "ann@a.example", "Solved in 4.3.\n"},
        {"a question of ours", "support@example.test", "ann@a.example", "Could you send us a screenshot?\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *id = g_strdup_printf("%zu@a.example", i);
        g_autofree char *old = g_strdup_printf("old%zu@a.example", i);
        g_autofree char *subject = g_strdup_printf("Matter %zu", i);
        g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id, .subject = subject});
        assert_true(confirm(world, hearing));
        g_auto(Threads) before = {0}, after = {0};
        look(world, id, &before);
        take(world, YEAR_2020 + (int64_t)i,
             (Old){.id = old,
                   .references = id,
                   .from = cases[i].from,
                   .to = cases[i].to,
                   .body = cases[i].body});
        end_import(world);
        look(world, id, &after);
        if (after.thread->entries != 2)
            fail_msg("%s: not in the conversation", cases[i].name);
        if (before.clocks->len != 1 || after.clocks->len != 1 || !clock_runs(clock_at(&after, 0)) ||
            clock_at(&after, 0)->due != clock_at(&before, 0)->due ||
            after.thread->due != before.thread->due || clock_at(&after, 0)->paused != 0)
            fail_msg("%s: the clock is another", cases[i].name);
        if (after.thread->level != before.thread->level || after.thread->phase != before.thread->phase)
            fail_msg("%s: level %d, phase %d", cases[i].name, (int)after.thread->level,
                     (int)after.thread->phase);
    }
}

// --- what is remembered of the customer ---

static bool do_account(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(AccountFacts) facts = account_facts_new();
    facts->account = g_strdup("A-1");
    facts->name = g_strdup("Acme");
    facts->reference = KNOWN_YES;
    g_ptr_array_add(facts->domains, g_strdup("a.example"));
    accounts_put(txn, facts);
    return !store_failed(txn);
}

static bool fail_unanswered(StoreTxn *txn, int64_t at, uint64_t thread, uint32_t entry, void *data) {
    (void)txn, (void)at, (void)thread, (void)entry, (void)data;
    g_assert_not_reached(); // it was answered in its time
}

static bool do_remember(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const int64_t *now = data;
    g_autoptr(Past) past = past_find(txn, "A-1", NULL);
    g_assert_cmpuint(past->threads, ==, 2);
    const PastThread *second = &g_array_index(past->recent, PastThread, 0);
    const PastThread *first = &g_array_index(past->recent, PastThread, 1);
    g_assert_true(first->opened == YEAR_2020 && first->level == LEVEL_CRITICAL);
    g_assert_true(first->closed == YEAR_2020 + 2 * DAY);
    g_assert_true(second->opened == YEAR_2020 + 300 * DAY && second->closed == 0);
    g_autoptr(GHashTable) today = tally_sum(txn, "support", *now - DAY, *now + DAY);
    g_assert_cmpuint(g_hash_table_size(today), ==, 0);
    g_autoptr(GHashTable) then = tally_sum(txn, "support", YEAR_2020, YEAR_2020 + 301 * DAY);
    g_assert_cmpuint(GPOINTER_TO_UINT(g_hash_table_lookup(then, "messages")), ==, 3);
    g_assert_null(g_hash_table_lookup(then, "acknowledge/yes"));
    g_assert_null(g_hash_table_lookup(then, "acknowledge/imported"));
    unanswered_walk(txn, 0, INT64_MAX, fail_unanswered, NULL);
    return !store_failed(txn);
}

static void history_is_remembered_at_its_time(void **state) {
    World *world = *state;
    support_write(&world->ground, do_account, NULL);
    static const char ANGRY[] = "This is the third time that I report this. I am furious.\n";
    for (int again = 0; again < 2; again++) { // what was taken once is not counted twice
        take(world, YEAR_2020, (Old){.id = "1@a.example", .body = ANGRY});
        take(world, YEAR_2020 + 2 * DAY,
             (Old){.id = "2@a.example",
                   .references = "1@a.example",
                   .body = "It works again, thank you very much!\n"});
        take(world, YEAR_2020 + 300 * DAY,
             (Old){.id = "3@a.example", .from = "bob@a.example", .subject = "The invoice of November"});
        end_import(world);
    }
    support_read(&world->ground, do_remember, &world->now);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        world_test(what_becomes_of_a_message),
        world_test(a_mailbox_for_what_names_none),
        world_test(looking_writes_nothing),
        world_test(a_conversation_as_it_was),
        world_test(nothing_speaks_before_the_end_or_behind_it),
        world_test(what_is_young_still_waits),
        world_test(who_writes_again_gets_no_first_acknowledgement),
        world_test(what_was_heard_already_is_there),
        world_test(old_mail_leaves_clocks_of_today_alone),
        world_test(history_is_remembered_at_its_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
