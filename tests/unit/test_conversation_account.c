// Whose customer's mail it is, through the whole intake: an account that was imported counts wherever a
// configured one does, raises the level as VERDICT.md says, and what came is remembered and counted.
#include "conversation_world.h"

#include "accounts.h"
#include "decision.h"
#include "past.h"
#include "tally.h"
#include "unanswered.h"

#define ANGRY "This is the third time that I report this. I am furious and nobody answers.\n"
#define THANKS "Thank you, Bob, your answer helped me a lot.\n"
#define AWAY "Auto-Submitted: auto-replied\n"

static const int64_t DAY = G_TIME_SPAN_DAY;

// --- an account in the store ---

typedef struct Customer {
    const char *key; // NULL: "A-1"
    const char *domain;
    const char *tier, *language;
    bool reference;
    int64_t renewal; // days from now, 0: unknown
} Customer;

static bool do_put(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Customer *customer = data;
    g_autoptr(AccountFacts) facts = account_facts_new();
    facts->account = g_strdup(or_else(customer->key, "A-1"));
    facts->name = g_strconcat("Company ", facts->account, NULL);
    facts->tier = g_strdup(customer->tier);
    facts->language = g_strdup(customer->language);
    facts->reference = customer->reference ? KNOWN_YES : KNOWN_NOT;
    facts->renewal = customer->renewal == 0 ? 0 : (NOON_MONDAY / DAY + customer->renewal) * DAY;
    g_ptr_array_add(facts->domains, g_strdup(or_else(customer->domain, "a.example")));
    accounts_put(txn, facts);
    return !store_failed(txn);
}

static void import_account(World *world, Customer customer) {
    support_write(&world->ground, do_put, &customer);
}

static World *strategic_world(void) {
    World *world = world_new();
    g_ptr_array_add(world->config->accounts_known.strategic, g_strdup("platinum"));
    world->config->accounts_known.large_revenue = 1000;
    return world;
}

// --- the level ---

typedef struct LevelCase {
    const char *name;
    Customer customer;
    const char *more, *body, *level, *reason; // reason: the last, NULL for any
} LevelCase;

static const LevelCase LEVEL_CASES[] = {
    {"nobody's", {.domain = "other.example"}, NULL, ANGRY, "escalation", NULL},
    {"of no tier that counts", {.tier = "silver"}, NULL, ANGRY, "escalation", NULL},
    {"strategic", {.tier = "Platinum"}, NULL, ANGRY, "critical", "strategic account (Platinum)"},
    {"a reference", {.reference = true}, NULL, ANGRY, "critical", "a reference"},
    {"near its renewal", {.renewal = 20}, NULL, ANGRY, "critical", "renewal in 20 days"},
    {"far from its renewal", {.renewal = 120}, NULL, ANGRY, "escalation", NULL},
    {"strategic, and calm",
     {.tier = "platinum", .reference = true},
     NULL,
     CALM,
     "concern",
     "a fault is reported"},
    {"strategic, and content", {.tier = "platinum"}, NULL, THANKS, "none", NULL},
    {"strategic, and critical already", {.tier = "platinum"}, NULL, GRAVE, "critical", NULL},
    {"strategic, by a machine", {.tier = "platinum"}, AWAY PROVEN, ANGRY, "none", NULL},
};

static Hearing *explain(World *world, Mail mail) {
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    g_autoptr(Envelope) envelope = mail_envelope(world, &mail);
    Hearing *hearing = intake_judge(world->intake, envelope, bytes, NULL, 0, NULL);
    assert_non_null(hearing);
    assert_true(intake_recall(world->intake, envelope, hearing, NULL));
    return hearing;
}

static const char *last_reason(const Hearing *hearing) {
    return hearing->reasons->len == 0 ? "" : hearing->reasons->pdata[hearing->reasons->len - 1];
}

static void check_level(const LevelCase *row) {
    World *world = strategic_world();
    import_account(world, row->customer);
    const Mail mail = {.id = "1@a.example", .more = row->more, .body = row->body};
    g_autoptr(Hearing) told = explain(world, mail);
    g_autoptr(Hearing) heard = hear(world, mail);
    if (strcmp(field(heard, "Level"), row->level) != 0)
        fail_msg("%s: %s", row->name, field(heard, "Level"));
    if (row->reason != NULL && strcmp(last_reason(heard), row->reason) != 0)
        fail_msg("%s: because \"%s\"", row->name, last_reason(heard));
    if (told->level != heard->level || strcmp(last_reason(told), last_reason(heard)) != 0)
        fail_msg("%s: explain says %s, %s", row->name, level_name(told->level), last_reason(told));
    world_free(world);
}

static void an_escalation_of_some_is_critical(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(LEVEL_CASES); i++)
        check_level(&LEVEL_CASES[i]);
}

static void the_verdict_itself_stays(void **state) {
    (void)state;
    World *world = strategic_world();
    import_account(world, (Customer){.tier = "platinum"});
    g_autoptr(Hearing) heard = hear(world, (Mail){.id = "1@a.example", .body = ANGRY});
    assert_int_equal(heard->verdict->level, LEVEL_ESCALATION);
    g_autoptr(Thread) thread = thread_of(world, heard);
    assert_int_equal(thread->level, LEVEL_CRITICAL);
    assert_int_equal(alerts(world, OUTBOX_HELD), 1); // the PM wants critical ones
    world_free(world);
}

static void a_key_account_of_the_configuration_counts(void **state) {
    (void)state;
    World *world = world_new();
    add_account(world, "Acme", "a.example");
    ((Account *)world->config->accounts->pdata[0])->key = true;
    g_autoptr(Hearing) heard = hear(world, (Mail){.id = "1@a.example", .body = ANGRY});
    assert_field(heard, "Level", "critical");
    assert_string_equal(last_reason(heard), "strategic account");
    world_free(world);
}

// --- the thread ---

static void a_thread_knows_its_account(void **state) {
    (void)state;
    World *world = strategic_world();
    add_account(world, "Acme", "a.example");
    ((Account *)world->config->accounts->pdata[0])->tier = g_strdup("gold");
    g_autoptr(Hearing) one = hear(world, (Mail){.id = "1@a.example"});
    g_autoptr(Thread) before = thread_of(world, one);
    assert_null(before->account);
    assert_string_equal(before->tier, "gold");
    assert_false(before->key_account);
    import_account(world, (Customer){.tier = "platinum"});
    g_autoptr(Hearing) other = hear(world, (Mail){.from = "eve@e.example",
                                                  .sender = "eve@e.example",
                                                  .more = DMARC("e.example"),
                                                  .id = "2@e.example",
                                                  .references = "<1@a.example>"});
    g_autoptr(Thread) meanwhile = thread_of(world, other);
    assert_true(meanwhile->id == before->id);
    assert_null(meanwhile->account); // a stranger's mail says nothing of whose it is
    g_autoptr(Hearing) two = hear(world, (Mail){.id = "3@a.example", .references = "<1@a.example>"});
    g_autoptr(Thread) after = thread_of(world, two);
    assert_string_equal(after->account, "A-1");
    assert_string_equal(after->tier, "platinum");
    assert_true(after->key_account);
    world_free(world);
}

static void the_language_is_the_accounts(void **state) {
    (void)state;
    World *world = strategic_world();
    g_autoptr(Hearing) none = hear(world, (Mail){.id = "1@a.example"});
    assert_null(hearing_account_language(none));
    add_account(world, "Acme", "a.example");
    ((Account *)world->config->accounts->pdata[0])->language = g_strdup("fr");
    g_autoptr(Hearing) configured = hear(world, (Mail){.id = "2@a.example"});
    assert_string_equal(hearing_account_language(configured), "fr");
    import_account(world, (Customer){.tier = "platinum"});
    g_autoptr(Hearing) silent = hear(world, (Mail){.id = "3@a.example"});
    assert_string_equal(hearing_account_language(silent), "fr");
    import_account(world, (Customer){.language = "de"});
    g_autoptr(Hearing) imported = hear(world, (Mail){.id = "4@a.example"});
    assert_string_equal(hearing_account_language(imported), "de");
    world_free(world);
}

// --- people of one account ---

static void a_known_correspondent_is_answered_without_proof(void **state) {
    (void)state;
    World *world = strategic_world();
    g_autoptr(Hearing) stranger = hear(world, (Mail){.id = "1@a.example", .more = NO_PROOF});
    assert_field(stranger, "Acknowledge", "no; reason=unproven");
    import_account(world, (Customer){.tier = "silver"});
    g_autoptr(Hearing) known = hear(world, (Mail){.id = "2@a.example", .more = NO_PROOF, .subject = "Other"});
    assert_field(known, "Acknowledge", "yes");
    world_free(world);
}

typedef struct PersonCase {
    const char *name, *from, *more;
    bool settles;
} PersonCase;

static const PersonCase PERSON_CASES[] = {
    {"somebody of the account", "cid@a.example", PROVEN, true},
    {"somebody below its domain", "cid@eu.a.example", DMARC("eu.a.example"), true},
    {"somebody of another account", "dan@b.example", DMARC("b.example"), false},
    {"somebody of none", "eve@e.example", DMARC("e.example"), false},
    {"somebody of the account, forged", "cid@a.example",
     "Authentication-Results: mx.example.test; dmarc=fail header.from=a.example\n", false},
};

static void people_of_an_account_may_settle(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(PERSON_CASES); i++) {
        const PersonCase *row = &PERSON_CASES[i];
        World *world = strategic_world();
        import_account(world, (Customer){.tier = "silver"});
        import_account(world, (Customer){.key = "B-2", .domain = "b.example"});
        const uint64_t id = customer_writes(world, (Mail){.id = "one@a.example", .body = GRAVE});
        g_autoptr(Hearing) hearing = hear(world, (Mail){.from = row->from,
                                                        .sender = row->from,
                                                        .more = row->more,
                                                        .id = "two@x.example",
                                                        .references = "<one@a.example>",
                                                        .subject = "Re: Export stops",
                                                        .body = SOLVED});
        assert_true(id_of(hearing) == id);
        check_story(world, row->name, id,
                    row->settles ? "follow-up none, first-reply dropped, touchpoint dropped"
                                 : "discovery critical, first-reply running, touchpoint running");
        world_free(world);
    }
}

static void the_short_id_finds_the_thread_of_a_colleague(void **state) {
    (void)state;
    World *world = strategic_world();
    import_account(world, (Customer){.tier = "silver"});
    const uint64_t id = customer_writes(world, (Mail){.id = "one@a.example"});
    g_autofree char *name = thread_id_format(id);
    g_autofree char *subject = g_strdup_printf("Export [#%.8s]", name);
    g_autoptr(Hearing) stranger = hear(world, (Mail){.from = "eve@e.example",
                                                     .sender = "eve@e.example",
                                                     .more = DMARC("e.example"),
                                                     .subject = subject,
                                                     .id = "two@e.example"});
    assert_true(id_of(stranger) != id);
    g_autoptr(Hearing) colleague = hear(world, (Mail){.from = "cid@a.example",
                                                      .sender = "cid@a.example",
                                                      .subject = subject,
                                                      .id = "two@a.example"});
    assert_true(id_of(colleague) == id);
    world_free(world);
}

static void a_forward_to_their_colleague_is_an_answer(void **state) {
    (void)state;
    for (int imported = 0; imported < 2; imported++) {
        World *world = strategic_world();
        if (imported)
            import_account(world, (Customer){.tier = "silver"});
        const uint64_t id = customer_writes(world, (Mail){.id = "one@a.example"});
        we_write(world, (Mail){.id = "w@example.test",
                               .references = "<one@a.example>",
                               .to = "cid@a.example",
                               .subject = "Fwd: Export stops"});
        check_story(world, imported ? "of the account" : "of none", id,
                    imported ? "solving concern, first-reply met" : "discovery concern, first-reply running");
        world_free(world);
    }
}

// --- what shows best what it is about ---

static uint64_t say(World *world, const char *id, const char *more, const char *body) {
    g_autoptr(Hearing) hearing =
        hear(world, (Mail){.id = id,
                           .more = more,
                           .references = strcmp(id, "1@a.example") == 0 ? NULL : "<1@a.example>",
                           .body = body});
    world->now += HOUR;
    return id_of(hearing);
}

static bool do_gravest(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Story *story = data;
    g_autoptr(Thread) thread = thread_get(txn, story->id);
    g_autoptr(Entry) entry = thread_entry(txn, story->id, thread->gravest);
    g_assert_nonnull(entry);
    g_string_assign(story->text, entry->message_id);
    g_assert_cmpint(entry->level, >=, thread->gravest_level);
    return !store_failed(txn);
}

static void assert_gravest(World *world, uint64_t id, const char *wanted) {
    g_autoptr(GString) message_id = g_string_new(NULL);
    Story story = {id, message_id};
    support_read(&world->ground, do_gravest, &story);
    assert_string_equal(message_id->str, wanted);
}

static void the_gravest_entry_is_kept_in_mind(void **state) {
    (void)state;
    World *world = world_new();
    const uint64_t id = say(world, "1@a.example", NULL, "Where do I find the manual?\n");
    say(world, "2@a.example", NULL, "And where is the index?\n");
    assert_gravest(world, id, "1@a.example"); // as little; the first shows it
    say(world, "3@a.example", AWAY PROVEN, ANGRY);
    assert_gravest(world, id, "1@a.example");
    say(world, "4@a.example", NULL, CALM);
    assert_gravest(world, id, "4@a.example");
    say(world, "5@a.example", NULL, ANGRY);
    assert_gravest(world, id, "5@a.example");
    say(world, "6@a.example", NULL, "I am furious, this is a disgrace and a shame for all of you!\n");
    assert_gravest(world, id, "6@a.example"); // of equal ones the newest
    say(world, "7@a.example", NULL, "The import stops after ten rows, too.\n");
    assert_gravest(world, id, "6@a.example");
    say(world, "8@a.example", NULL, SOLVED);
    assert_gravest(world, id, "6@a.example"); // thanks show nothing
    say(world, "9@a.example", NULL, "The printer prints nothing but an error.\n");
    assert_gravest(world, id, "9@a.example"); // what comes after it was settled is another matter
    world_free(world);
}

// --- in hand ---

static bool do_take_in_hand(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(Thread) thread = thread_get(txn, *(uint64_t *)data);
    thread->in_hand = NOON_MONDAY;
    thread_put(txn, thread);
    return !store_failed(txn);
}

static void it_is_in_hand_until_it_rises(void **state) {
    (void)state;
    World *world = world_new();
    uint64_t id = customer_writes(world, (Mail){.id = "1@a.example"});
    support_write(&world->ground, do_take_in_hand, &id);
    g_autoptr(Hearing) same = hear(world, (Mail){.id = "2@a.example", .references = "<1@a.example>"});
    g_autoptr(Thread) still = thread_of(world, same);
    assert_int_equal(still->in_hand, NOON_MONDAY);
    g_autoptr(Hearing) rise =
        hear(world, (Mail){.id = "3@a.example", .references = "<1@a.example>", .body = ANGRY});
    g_autoptr(Thread) over = thread_of(world, rise);
    assert_int_equal(over->in_hand, 0);
    world_free(world);
}

// --- what is remembered and counted ---

static bool do_past(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(Past) past = past_find(txn, "A-1", "ann@a.example");
    g_string_printf(data, "%u", past->threads);
    for (guint i = 0; i < past->recent->len; i++) {
        const PastThread *thread = &g_array_index(past->recent, PastThread, i);
        g_string_append_printf(data, " %s%s", level_name(thread->level),
                               thread->closed != 0 ? "/settled" : "");
    }
    return !store_failed(txn);
}

static void assert_past(World *world, const char *wanted) {
    g_autoptr(GString) told = g_string_new(NULL);
    support_read(&world->ground, do_past, told);
    assert_string_equal(told->str, wanted);
}

static void earlier_conversations_are_remembered(void **state) {
    (void)state;
    World *world = strategic_world();
    import_account(world, (Customer){.tier = "silver"});
    assert_past(world, "0");
    say(world, "1@a.example", NULL, CALM);
    assert_past(world, "1 concern");
    say(world, "2@a.example", NULL, ANGRY);
    assert_past(world, "1 escalation");
    say(world, "3@a.example", NULL, SOLVED);
    assert_past(world, "1 escalation/settled");
    say(world, "4@a.example", NULL, CALM); // here again: what was said to be solved is not
    assert_past(world, "1 critical");
    g_autoptr(Hearing) colleague = hear(world, (Mail){.from = "cid@a.example",
                                                      .sender = "cid@a.example",
                                                      .id = "5@a.example",
                                                      .subject = "Other",
                                                      .body = GRAVE});
    assert_past(world, "2 critical critical");
    g_autoptr(Hearing) machine =
        hear(world, (Mail){.id = "6@a.example", .subject = "Away", .more = AWAY PROVEN});
    assert_past(world, "2 critical critical"); // what a machine opened is no conversation
    world_free(world);
}

static bool do_tally(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(GHashTable) sums = tally_sum(txn, "support", NOON_MONDAY, NOON_MONDAY + HOUR);
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(sums), (GCompareFunc)strcmp);
    unsigned requests = 0;
    for (const GList *at = names; at != NULL; at = at->next) {
        const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(sums, at->data));
        if (g_str_has_prefix(at->data, "request/")) // which one the model hears is its own affair
            requests += count;
        else
            g_string_append_printf(data, "%s=%u ", (const char *)at->data, count);
    }
    g_string_append_printf(data, "requests=%u", requests);
    return !store_failed(txn);
}

static bool list_one(StoreTxn *txn, int64_t at, uint64_t id, uint32_t sequence, void *data) {
    g_autoptr(Entry) entry = thread_entry(txn, id, sequence);
    g_assert_nonnull(entry);
    g_assert_cmpint(entry->at, ==, at);
    g_string_append_printf(data, "%s: %s; ", entry->message_id, entry->acknowledge);
    return true;
}

static bool do_unanswered(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    unanswered_walk(txn, 0, INT64_MAX, list_one, data);
    return !store_failed(txn);
}

static void what_came_is_counted(void **state) {
    (void)state;
    World *world = world_new();
    g_autoptr(GString) tally = g_string_new(NULL), unanswered = g_string_new(NULL);
    const Mail first = {.id = "1@a.example"};
    g_autoptr(GBytes) bytes = mail_bytes(world, &first);
    g_autoptr(Hearing) one = hear_bytes(world, &first, bytes);
    g_autoptr(Hearing) retry = hear_bytes(world, &first, bytes); // before its receipt
    assert_true(confirm(world, one));
    g_autoptr(Hearing) copy = hear_bytes(world, &first, bytes); // and after it
    assert_field(copy, "Acknowledge", "no; reason=duplicate");
    g_autoptr(Hearing) more = hear(world, (Mail){.id = "2@a.example", .references = "<1@a.example>"});
    g_autoptr(Hearing) machine =
        hear(world, (Mail){.id = "3@a.example", .more = AWAY PROVEN, .subject = "Away"});
    g_autoptr(Hearing) unproven = hear(world, (Mail){.id = "4@b.example",
                                                     .from = "bea@b.example",
                                                     .sender = "bea@b.example",
                                                     .more = NO_PROOF,
                                                     .body = GRAVE});
    g_autoptr(Hearing) colleague = hear(world, (Mail){.id = "5@example.test",
                                                      .from = "paula@example.test",
                                                      .sender = "paula@example.test",
                                                      .more = DMARC("example.test"),
                                                      .references = "<1@a.example>"});
    support_read(&world->ground, do_tally, tally);
    assert_string_equal(tally->str, "acknowledge/already-acknowledged=1 acknowledge/auto-submitted=1 "
                                    "acknowledge/unproven=1 acknowledge/yes=1 language/en=3 level/concern=2 "
                                    "level/critical=1 machines=1 messages=3 requests=3");
    support_read(&world->ground, do_unanswered, unanswered);
    assert_string_equal(unanswered->str, "4@b.example: no; reason=unproven; ");
    world_free(world);
}

typedef struct Befalling {
    uint64_t id; // of the acknowledgement
    void (*befalls)(StoreTxn *txn, OutboxRow *row, int64_t now);
    int64_t now;
} Befalling;

static bool note_answer(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    if (row->kind == OUTBOX_ACKNOWLEDGEMENT)
        *(uint64_t *)data = row->id;
    return true;
}

static bool do_befall(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Befalling *fate = data;
    outbox_walk(txn, note_answer, &fate->id);
    g_autoptr(OutboxRow) row = outbox_get(txn, fate->id);
    fate->befalls(txn, row, fate->now);
    return !store_failed(txn);
}

static void bury(StoreTxn *txn, OutboxRow *row, int64_t now) {
    outbox_retry(txn, row, now);
    g_autoptr(OutboxRow) claimed = outbox_claim_of(txn, 1u << OUTBOX_ACKNOWLEDGEMENT, COURIER, now);
    g_assert_cmpuint(claimed->id, ==, row->id);
    g_assert_true(decision_buried(txn, claimed, "550 5.1.1 no such user", now));
}

static void retry(StoreTxn *txn, OutboxRow *row, int64_t now) {
    g_assert_true(decision_retry(txn, row, now) == REFUSAL_COUNT);
}

static void befall(World *world, void (*befalls)(StoreTxn *, OutboxRow *, int64_t)) {
    Befalling fate = {.befalls = befalls, .now = world->now};
    support_write(&world->ground, do_befall, &fate);
}

static void assert_counted(World *world, const char *tally, const char *unanswered) {
    g_autoptr(GString) counted = g_string_new(NULL), alone = g_string_new(NULL);
    support_read(&world->ground, do_tally, counted);
    if (strstr(counted->str, tally) == NULL)
        fail_msg("%s, not %s", counted->str, tally);
    support_read(&world->ground, do_unanswered, alone);
    assert_string_equal(alone->str, unanswered);
}

static void what_is_taken_back_is_counted_elsewhere(void **state) {
    (void)state;
    World *world = world_new();
    customer_writes(world, (Mail){.id = "1@a.example"});
    assert_counted(world, "acknowledge/yes=1 ", "");
    befall(world, bury);
    assert_counted(world, "acknowledge/undeliverable=1 language", "1@a.example: no; reason=undeliverable; ");
    befall(world, bury);
    assert_counted(world, "acknowledge/undeliverable=1 language", "1@a.example: no; reason=undeliverable; ");
    befall(world, retry);
    assert_counted(world, "acknowledge/yes=1 language", "1@a.example: yes; "); // the entry tells how it ended
    world_free(world);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_escalation_of_some_is_critical),
        cmocka_unit_test(the_verdict_itself_stays),
        cmocka_unit_test(a_key_account_of_the_configuration_counts),
        cmocka_unit_test(a_thread_knows_its_account),
        cmocka_unit_test(the_language_is_the_accounts),
        cmocka_unit_test(a_known_correspondent_is_answered_without_proof),
        cmocka_unit_test(people_of_an_account_may_settle),
        cmocka_unit_test(the_short_id_finds_the_thread_of_a_colleague),
        cmocka_unit_test(a_forward_to_their_colleague_is_an_answer),
        cmocka_unit_test(the_gravest_entry_is_kept_in_mind),
        cmocka_unit_test(it_is_in_hand_until_it_rises),
        cmocka_unit_test(earlier_conversations_are_remembered),
        cmocka_unit_test(what_came_is_counted),
        cmocka_unit_test(what_is_taken_back_is_counted_elsewhere),
    };
    return cmocka_run_group_tests_name("conversation_account", tests, NULL, NULL);
}
