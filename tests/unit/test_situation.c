// Where one conversation stands: the words, the clocks, the customer, each from the record it comes from, and
// what is told when a record is gone.
#include "digest_world.h"

#include "situation.h"

typedef struct Ask {
    const DigestWorld *world;
    uint64_t thread;
    Situation *situation;
} Ask;

static bool do_ask(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Ask *ask = data;
    const Config *config = ask->world->config;
    ask->situation = situation_of(txn, config, config_pm(config, "paula"), ask->thread, ask->world->now);
    return !store_failed(txn);
}

static Situation *ask(DigestWorld *world, uint64_t thread) {
    Ask question = {.world = world, .thread = thread};
    support_read(&world->ground, do_ask, &question);
    return question.situation;
}

static void the_words_are_told_masked_and_by_what_they_speak_for(void **state) {
    const Talk talk = {
        .id = 1,
        .name = "  Maria \033[1mRossi\342\200\256 ",
        .level = LEVEL_CRITICAL,
        .gravest = 2,
        .said = {{"2026-11-23T09:00:00Z", .evidence = {"anger: not this"}},
                 {"2026-11-23T09:30:00Z", .level = LEVEL_CRITICAL, .request = REQUEST_OUTAGE,
                  .evidence = {"anger: this shit", "impact: our shop stands still", "impact: and more",
                               "urgency: by noon", "churn: we leave", "repeat: the third time"}}}};
    digest_world_put(*state, &talk, 1);
    g_autoptr(Situation) situation = ask(*state, 1);
    assert_non_null(situation);
    assert_string_equal(situation->who, "Maria [1mRossi");
    assert_string_equal(situation->impact, "our shop stands still");
    assert_string_equal(situation->wanted, "by noon");
    assert_int_equal(situation->entry->request, REQUEST_OUTAGE);
    assert_int_equal(situation->quotes->len, 3);
    static const struct {
        Signal signal;
        const char *words;
    } WANTED[] = {{SIGNAL_CHURN, "we leave"}, {SIGNAL_REPEAT, "the third time"}, {SIGNAL_ANGER, "this s***"}};
    for (guint i = 0; i < 3; i++) {
        const SituationQuote *quote = situation->quotes->pdata[i];
        assert_int_equal(quote->signal, WANTED[i].signal);
        assert_string_equal(quote->words, WANTED[i].words);
    }
    assert_string_equal(situation->mailbox->name, "support");
}

static void evidence_that_is_none_is_passed_over(void **state) {
    const Talk talk = {
        .id = 1,
        .said = {{"2026-11-23T09:00:00Z", .evidence = {"no colon", "hurry: unknown", ": empty",
                                                       "anger:no blank", "impact: ", "anger: really"}}}};
    digest_world_put(*state, &talk, 1);
    g_autoptr(Situation) situation = ask(*state, 1);
    assert_int_equal(situation->quotes->len, 1);
    assert_string_equal(((SituationQuote *)situation->quotes->pdata[0])->words, "really");
    assert_null(situation->impact);
}

typedef struct EntryCase {
    const char *name;
    Talk talk;
    uint32_t wanted; // sequence, 0: none
} EntryCase;

static void the_message_that_shows_it_best_is_found(void **state) {
    static const char *const WHEN = "2026-11-23T09:00:00Z";
    const EntryCase cases[] = {
        {"the one that was noted", {.gravest = 1, .said = {{WHEN}, {WHEN, .level = LEVEL_CRITICAL}}}, 1},
        {"the gravest, when none was", {.said = {{WHEN}, {WHEN, .level = LEVEL_CRITICAL}, {WHEN}}}, 2},
        {"of equal ones the newest", {.said = {{WHEN}, {WHEN}, {WHEN, .outbound = true}}}, 2},
        {"no machine's", {.said = {{WHEN}, {WHEN, .machine = true, .level = LEVEL_CRITICAL}}}, 1},
        {"the noted one is ours", {.gravest = 2, .said = {{WHEN}, {WHEN, .outbound = true}}}, 1},
        {"the noted one is not there", {.gravest = 9, .said = {{WHEN}}}, 1},
        {"nor what a PM remarks",
         {.said = {{WHEN}, {WHEN, .acknowledge = "no; reason=outbound", .level = LEVEL_CRITICAL}}},
         1},
        {"only ours", {.said = {{WHEN, .outbound = true}}}, 0},
        {"none at all", {.gravest = 0}, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Talk talk = cases[i].talk;
        talk.id = i + 1;
        digest_world_put(*state, &talk, 1);
        g_autoptr(Situation) situation = ask(*state, talk.id);
        const uint32_t found = situation->entry == NULL ? 0 : situation->entry->sequence;
        if (found != cases[i].wanted)
            fail_msg("%s: %u, not %u", cases[i].name, found, cases[i].wanted);
    }
}

static bool do_long(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Thread) thread = thread_get(txn, 1);
    for (int i = 0; i < 60; i++)
        talk_said(txn, thread, &(Said){"2026-11-23T09:10:00Z", .outbound = true});
    thread->gravest = 0;
    thread_put(txn, thread);
    return !store_failed(txn);
}

// The look back is bounded: nobody makes a digest slow with a thousand messages.
static void nobody_looks_back_for_ever(void **state) {
    DigestWorld *world = *state;
    const Talk talk = {.id = 1, .said = {{"2026-11-23T09:00:00Z", .level = LEVEL_CRITICAL}}};
    digest_world_put(world, &talk, 1);
    support_write(&world->ground, do_long, NULL);
    g_autoptr(Situation) situation = ask(world, 1);
    assert_null(situation->entry);
    assert_int_equal(situation->quotes->len, 0);
}

static void the_clocks_are_told_the_soonest_first(void **state) {
    const Talk talk = {.id = 1,
                       .phase = PHASE_SOLVING,
                       .level = LEVEL_CRITICAL,
                       .answered = "2026-11-23T09:00:00Z",
                       .next_reply = "2026-11-23T11:00:00Z",
                       .touchpoint = "2026-11-24T10:00:00Z",
                       .promises = {"2026-11-23T09:30:00Z", "2026-11-25T10:00:00Z"}};
    digest_world_put(*state, &talk, 1);
    g_autoptr(Situation) situation = ask(*state, 1);
    assert_int_equal(situation->clocks->len, 4);
    for (guint i = 1; i < situation->clocks->len; i++)
        assert_true(((Clock *)situation->clocks->pdata[i - 1])->due <=
                    ((Clock *)situation->clocks->pdata[i])->due);
    assert_int_equal(situation->overdue_promises, 1);
    check_moment("with a promise", "due", situation->due, at("2026-11-23T09:30:00Z"));
    assert_true(situation->late);
    assert_int_equal(situation->step, STEP_PROMISE_MISSED);
    assert_true(situation->waiting == G_TIME_SPAN_HOUR);
}

typedef struct WaitCase {
    const char *name;
    Talk talk;
    GTimeSpan waiting;
    const char *due; // NULL: nothing
    bool late;
} WaitCase;

static void who_waits_for_whom(void **state) {
    const WaitCase cases[] = {
        {"nobody answered",
         {.first_reply = "2026-11-23T12:00:00Z"},
         G_TIME_SPAN_HOUR,
         "2026-11-23T12:00:00Z",
         false},
        {"late by a second",
         {.first_reply = "2026-11-23T09:59:59Z"},
         G_TIME_SPAN_HOUR,
         "2026-11-23T09:59:59Z",
         true},
        {"due this moment",
         {.first_reply = "2026-11-23T10:00:00Z"},
         G_TIME_SPAN_HOUR,
         "2026-11-23T10:00:00Z",
         false},
        {"imported, never answered", {.opened = "2026-11-23T08:00:00Z"}, 2 * G_TIME_SPAN_HOUR, NULL, false},
        {"they have our word", {.answered = "2026-11-23T09:30:00Z", .phase = PHASE_SOLVING}, 0, NULL, false},
        {"they were asked",
         {.answered = "2026-11-23T09:30:00Z",
          .asked = "2026-11-23T09:30:00Z",
          .phase = PHASE_SOLVING,
          .touchpoint = "2026-11-23T09:45:00Z",
          .paused = true},
         0,
         NULL,
         false},
        {"they said that it works", {.phase = PHASE_FOLLOW_UP}, 0, NULL, false},
        {"refused behind us",
         {.unaccepted = true, .first_reply = "2026-11-23T09:00:00Z"},
         G_TIME_SPAN_HOUR,
         NULL,
         false},
        {"opened in the future", {.opened = "2027-11-23T08:00:00Z"}, 0, NULL, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Talk talk = cases[i].talk;
        talk.id = i + 1;
        digest_world_put(*state, &talk, 1);
        g_autoptr(Situation) situation = ask(*state, talk.id);
        if (situation->waiting != cases[i].waiting || situation->late != cases[i].late)
            fail_msg("%s: %d min, %d", cases[i].name, (int)(situation->waiting / G_TIME_SPAN_MINUTE),
                     situation->late);
        check_moment(cases[i].name, "due", situation->due, at_or_none(cases[i].due));
    }
}

static void the_customer_is_who_the_records_say(void **state) {
    DigestWorld *world = *state;
    g_autoptr(AccountFacts) acme = digest_world_account("A1", "Acme", "platinum", "acme.example");
    g_ptr_array_add(acme->contacts, account_contact_new("cfo@acme.example", ROLE_BUSINESS));
    g_autoptr(AccountFacts) other = digest_world_account("B2", "Bolt", NULL, "bolt.example");
    digest_world_put_account(world, acme);
    digest_world_put_account(world, other);
    const Talk talks[] = {
        {.id = 1,
         .from = "it@acme.example",
         .account = "A1",
         .said = {{"2026-11-23T09:00:00Z", .from = "cfo@acme.example",
                   .evidence = {"public: I tell the press"}}}},
        {.id = 2, .from = "it@acme.example"},                    // opened before the account was imported
        {.id = 3, .from = "it@bolt.example", .account = "GONE"}, // its account was removed since
        {.id = 4, .from = "someone@nowhere.example"},
    };
    digest_world_put(world, talks, G_N_ELEMENTS(talks));
    g_autoptr(Situation) first = ask(world, 1), second = ask(world, 2), third = ask(world, 3),
                         last = ask(world, 4);
    assert_string_equal(first->context->account, "Acme");
    assert_int_equal(first->context->strategic, KNOWN_YES);
    assert_int_equal(first->context->role, ROLE_BUSINESS);
    assert_true(first->context->rank > second->context->rank); // vocal now, and a business contact
    assert_string_equal(second->context->account, "Acme");
    assert_int_equal(second->context->earlier, 1);
    assert_string_equal(third->context->account, "Bolt");
    assert_null(last->context->account);
    assert_int_equal(last->context->rank, 0);
}

static void what_is_erased_is_not_told(void **state) {
    DigestWorld *world = *state;
    const Talk talks[] = {
        {.id = 1, .from = "ann@a.example", .said = {{"2026-11-23T09:00:00Z"}}},
        {.id = 2,
         .from = "bob@a.example",
         .gravest = 2,
         .said = {{"2026-11-23T09:00:00Z", .evidence = {"anger: Bob's"}},
                  {"2026-11-23T09:10:00Z", .from = "ann@a.example", .level = LEVEL_CRITICAL,
                   .evidence = {"anger: Ann's"}}}},
    };
    digest_world_put(world, talks, 2);
    digest_world_erase(world, "ann@a.example");
    assert_null(ask(world, 1));
    assert_null(ask(world, 77));
    g_autoptr(Situation) bob = ask(world, 2);
    assert_int_equal(bob->entry->sequence, 1);
    assert_string_equal(((SituationQuote *)bob->quotes->pdata[0])->words, "Bob's");
}

static void a_mailbox_that_is_gone_leaves_the_pms_calendar(void **state) {
    DigestWorld *world = *state;
    const Talk talk = {.id = 1, .mailbox = "old"};
    digest_world_put(world, &talk, 1);
    g_autoptr(Situation) situation = ask(world, 1);
    assert_null(situation->mailbox);
    assert_ptr_equal(situation->calendar, config_pm(world->config, "paula")->calendar);
}

static void names_are_short_and_plain(void **state) {
    DigestWorld *world = *state;
    g_autoptr(GString) endless = g_string_new(NULL);
    for (int i = 0; i < 1000; i++)
        g_string_append(endless, "\330\247");
    const Talk talks[] = {
        {.id = 1, .name = endless->str},
        {.id = 2, .name = " \t "},
        {.id = 3, .name = "a\r\nBcc: x@y.example"},
    };
    digest_world_put(world, talks, 3);
    g_autoptr(Situation) first = ask(world, 1), second = ask(world, 2), third = ask(world, 3);
    assert_int_equal(g_utf8_strlen(first->who, -1), 120);
    assert_true(g_utf8_validate(first->who, -1, NULL));
    assert_string_equal(second->who, "ann@a.example");
    assert_null(strpbrk(third->who, "\r\n"));
}

// --- the order ---

typedef struct Place {
    const char *name;
    Level level;
    unsigned rank;
    int64_t due;
    uint64_t id;
} Place;

// Each row comes before the next.
static const Place PLACES[] = {
    {"critical, nothing known, nothing due", LEVEL_CRITICAL, 0, 0, 9},
    {"escalation of a strategic account", LEVEL_ESCALATION, 8, 0, 8},
    {"less known, due first", LEVEL_ESCALATION, 2, 100, 7},
    {"due later", LEVEL_ESCALATION, 2, 200, 3},
    {"the same, newer id", LEVEL_ESCALATION, 2, 200, 4},
    {"nothing due", LEVEL_ESCALATION, 2, 0, 2},
    {"concern of a strategic account, late", LEVEL_CONCERN, 20, 1, 1},
    {"a question", LEVEL_NONE, 30, 1, 0},
};

static Situation *situation_at(const Place *place) {
    Situation *situation = g_new0(Situation, 1);
    situation->thread = thread_new();
    situation->thread->level = place->level;
    situation->thread->id = place->id;
    situation->quotes = g_ptr_array_new();
    situation->clocks = g_ptr_array_new();
    const ContextFacts facts = {.settings = &(AccountSettings){0}};
    situation->context = context_of(&facts);
    situation->context->rank = place->rank;
    situation->due = place->due;
    return situation;
}

static void graver_comes_before_better_known_before_due(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(PLACES); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(PLACES); j++) {
            g_autoptr(Situation) left = situation_at(&PLACES[i]);
            g_autoptr(Situation) right = situation_at(&PLACES[j]);
            const int order = situation_compare(&left, &right);
            if ((i < j && order >= 0) || (i == j && order != 0) || (i > j && order <= 0))
                fail_msg("'%s' and '%s': %d", PLACES[i].name, PLACES[j].name, order);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        digest_test(the_words_are_told_masked_and_by_what_they_speak_for),
        digest_test(evidence_that_is_none_is_passed_over),
        digest_test(the_message_that_shows_it_best_is_found),
        digest_test(nobody_looks_back_for_ever),
        digest_test(the_clocks_are_told_the_soonest_first),
        digest_test(who_waits_for_whom),
        digest_test(the_customer_is_who_the_records_say),
        digest_test(what_is_erased_is_not_told),
        digest_test(a_mailbox_that_is_gone_leaves_the_pms_calendar),
        digest_test(names_are_short_and_plain),
        cmocka_unit_test(graver_comes_before_better_known_before_due),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
