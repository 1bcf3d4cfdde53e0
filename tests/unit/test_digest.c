// The PM's day, gathered: what stands where, what is only counted, what is nobody else's business, and what a
// burst is and is not.
#include "digest_world.h"

#include "breaker.h"
#include "digest.h"
#include "limit.h"

typedef struct Ask {
    const DigestWorld *world;
    const char *pm;
    Digest *digest;
} Ask;

static bool do_gather(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Ask *ask = data;
    ask->digest =
        digest_gather(txn, ask->world->config, config_pm(ask->world->config, ask->pm), ask->world->now);
    return ask->digest != NULL;
}

static Digest *digest_for(DigestWorld *world, const char *pm) {
    Ask ask = {.world = world, .pm = pm};
    support_read(&world->ground, do_gather, &ask);
    return ask.digest;
}

static Digest *digest(DigestWorld *world) {
    return digest_for(world, "paula");
}

// --- many ---

// So many escalations of as many people; the later ones are graver known, due later.
static void put_escalations(DigestWorld *world, unsigned count) {
    g_autofree Talk *talks = g_new0(Talk, count);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < count; i++) {
        char *from = g_strdup_printf("person%u@c%u.example", i, i);
        char *due = units_time_format(world->now + (int64_t)(i + 1) * G_TIME_SPAN_MINUTE);
        g_ptr_array_add(texts, from);
        g_ptr_array_add(texts, due);
        talks[i] = (Talk){.id = 1000 + i,
                          .from = from,
                          .level = i % 10 == 9 ? LEVEL_CRITICAL : LEVEL_ESCALATION,
                          .first_reply = due,
                          .said = {{"2026-11-23T09:00:00Z", .evidence = {"anger: enough"}}}};
    }
    digest_world_put(world, talks, count);
}

static void the_gravest_are_told_the_next_listed_the_rest_counted(void **state) {
    DigestWorld *world = *state;
    static const struct {
        unsigned open, shown, listed, more;
    } CASES[] = {{0, 0, 0, 0}, {3, 3, 0, 0}, {40, 30, 10, 0}, {400, 30, 120, 250}};
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        put_escalations(world, CASES[i].open); // the same ids: those before are among them
        g_autoptr(Digest) found = digest(world);
        assert_int_equal(found->situations->len, CASES[i].shown);
        assert_int_equal(found->listed->len, CASES[i].listed);
        assert_int_equal(found->more, CASES[i].more);
        assert_int_equal(found->open[LEVEL_ESCALATION] + found->open[LEVEL_CRITICAL], CASES[i].open);
        g_autoptr(GArray) threads = digest_threads(found);
        assert_int_equal(threads->len, CASES[i].shown);
    }
}

static int order_of(Level level, int64_t due, Level other_level, int64_t other_due) {
    if (level != other_level)
        return level > other_level ? -1 : 1;
    return due == other_due ? 0 : due < other_due ? -1 : 1;
}

static void one_order_goes_through_what_is_told_and_listed(void **state) {
    DigestWorld *world = *state;
    put_escalations(world, 150);
    g_autoptr(Digest) found = digest(world);
    Level level = LEVEL_CRITICAL;
    int64_t due = 0;
    for (guint i = 0; i < found->situations->len; i++) {
        const Situation *situation = found->situations->pdata[i];
        assert_true(order_of(level, due, situation->thread->level, situation->due) < 0);
        level = situation->thread->level, due = situation->due;
    }
    for (guint i = 0; i < found->listed->len; i++) {
        const DigestLine *line = found->listed->pdata[i];
        assert_true(order_of(level, due, line->level, line->due) < 0);
        level = line->level, due = line->due;
    }
}

// More than are weighed, and then more than are named: what presses most is found all the same, and nobody is
// lost.
static void among_thousands_the_known_are_found(void **state) {
    DigestWorld *world = *state;
    g_autoptr(AccountFacts) acme = digest_world_account("A1", "Acme", "platinum", "acme.example");
    digest_world_put_account(world, acme);
    const Talk known = {
        .id = 7, .from = "it@acme.example", .level = LEVEL_ESCALATION, .first_reply = "2027-01-01T09:00:00Z"};
    digest_world_put(world, &known, 1);
    put_escalations(world, 700);
    g_autoptr(Digest) hundreds = digest(world);
    const DigestLine *line = hundreds->listed->pdata[70 - DIGEST_SHOWN]; // behind the critical ones
    assert_int_equal(line->thread, 7);
    assert_string_equal(line->account, "Acme");
    put_escalations(world, 4100);
    g_autoptr(Digest) thousands = digest(world);
    assert_int_equal(thousands->more, 4101 - DIGEST_SHOWN - DIGEST_LISTED);
    assert_int_equal(thousands->open[LEVEL_ESCALATION] + thousands->open[LEVEL_CRITICAL], 4101);
}

static void an_empty_day_is_empty(void **state) {
    g_autoptr(Digest) found = digest(*state);
    assert_true(digest_is_empty(found));
}

// --- what is told ---

static bool has_situation(const Digest *found, uint64_t thread) {
    for (guint i = 0; i < found->situations->len; i++)
        if (((const Situation *)found->situations->pdata[i])->thread->id == thread)
            return true;
    return false;
}

typedef struct ToldCase {
    const char *name;
    Talk talk;
    bool told;
    unsigned late, today; // of the counts
} ToldCase;

// Now is Monday, 11:00 in Berlin; the day ends at 23:00 UTC.
static void escalations_and_what_is_late_or_due_today_is_told(void **state) {
    const ToldCase cases[] = {
        {"an escalation with nothing due",
         {.level = LEVEL_ESCALATION, .answered = "2026-11-23T09:00:00Z"},
         true,
         0,
         0},
        {"a concern with nothing due",
         {.level = LEVEL_CONCERN, .answered = "2026-11-23T09:00:00Z"},
         false,
         0,
         0},
        {"a question, late", {.first_reply = "2026-11-23T09:59:59Z"}, true, 1, 0},
        {"a question due now", {.first_reply = "2026-11-23T10:00:00Z"}, true, 0, 1},
        {"a question due before midnight in Berlin", {.first_reply = "2026-11-23T22:59:59Z"}, true, 0, 1},
        {"a question due at midnight in Berlin", {.first_reply = "2026-11-23T23:00:00Z"}, false, 0, 0},
        {"a critical one due next year",
         {.level = LEVEL_CRITICAL, .first_reply = "2027-11-23T23:00:00Z"},
         true,
         0,
         0},
        {"closed",
         {.level = LEVEL_NONE, .phase = PHASE_CLOSED, .answered = "2026-11-23T09:00:00Z"},
         false,
         0,
         0},
        {"paused, they were asked",
         {.level = LEVEL_CONCERN,
          .answered = "2026-11-23T09:00:00Z",
          .asked = "2026-11-23T09:00:00Z",
          .touchpoint = "2026-11-23T09:30:00Z",
          .paused = true},
         false,
         0,
         0},
        {"opened after the moment it is asked for",
         {.level = LEVEL_CRITICAL, .opened = "2026-11-23T10:00:01Z"},
         false,
         0,
         0},
        {"refused behind us",
         {.level = LEVEL_CRITICAL, .unaccepted = true, .first_reply = "2026-11-23T09:00:00Z"},
         false,
         0,
         0},
        {"another PM's",
         {.mailbox = "sales", .level = LEVEL_CRITICAL, .first_reply = "2026-11-23T09:00:00Z"},
         false,
         0,
         0},
        {"of a mailbox that is gone",
         {.mailbox = "old", .level = LEVEL_CRITICAL, .first_reply = "2026-11-23T09:00:00Z"},
         false,
         0,
         0},
    };
    DigestWorld *world = *state;
    unsigned late = 0, today = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Talk talk = cases[i].talk;
        talk.id = i + 1;
        digest_world_put(world, &talk, 1);
        g_autoptr(Digest) found = digest(world);
        late += cases[i].late, today += cases[i].today;
        if (has_situation(found, talk.id) != cases[i].told || found->late != late ||
            found->due_today != today)
            fail_msg("%s: %d, %u late, %u today", cases[i].name, has_situation(found, talk.id), found->late,
                     found->due_today);
    }
}

static void a_strategic_account_stands_before_others(void **state) {
    DigestWorld *world = *state;
    g_autoptr(AccountFacts) acme = digest_world_account("A1", "Acme", "platinum", "acme.example");
    digest_world_put_account(world, acme);
    const Talk talks[] = {
        {.id = 1, .from = "x@x.example", .level = LEVEL_ESCALATION, .first_reply = "2026-11-23T09:00:00Z"},
        {.id = 2,
         .from = "it@acme.example",
         .level = LEVEL_ESCALATION,
         .first_reply = "2026-11-23T12:00:00Z"},
        {.id = 3, .from = "y@y.example", .level = LEVEL_CRITICAL, .first_reply = "2026-11-23T13:00:00Z"},
    };
    digest_world_put(world, talks, G_N_ELEMENTS(talks));
    g_autoptr(Digest) found = digest(world);
    static const uint64_t WANTED[] = {3, 2, 1};
    g_autoptr(GArray) threads = digest_threads(found);
    for (guint i = 0; i < 3; i++)
        assert_int_equal(g_array_index(threads, uint64_t, i), WANTED[i]);
}

static void hands_and_waits_are_counted(void **state) {
    DigestWorld *world = *state;
    const Talk talks[] = {
        {.id = 1, .in_hand = "2026-11-23T09:00:00Z"},
        {.id = 2,
         .in_hand = "2026-11-23T09:00:00Z",
         .asked = "2026-11-23T09:00:00Z",
         .answered = "2026-11-23T09:00:00Z"},
        {.id = 3, .level = LEVEL_CONCERN},
    };
    digest_world_put(world, talks, G_N_ELEMENTS(talks));
    g_autoptr(Digest) found = digest(world);
    assert_int_equal(found->in_hand, 2);
    assert_int_equal(found->waiting_for_them, 1);
    assert_int_equal(found->open[LEVEL_NONE], 2);
    assert_int_equal(found->open[LEVEL_CONCERN], 1);
    assert_false(digest_is_empty(found));
}

static void receipts_that_never_came_show_for_a_week(void **state) {
    DigestWorld *world = *state;
    static const struct {
        const char *opened;
        unsigned wanted;
    } CASES[] = {{"2026-11-23T09:50:00Z", 0},
                 {"2026-11-23T09:49:59Z", 1},
                 {"2026-11-16T10:00:00Z", 2},
                 {"2026-11-16T09:59:59Z", 2}};
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Talk talk = {.id = i + 1, .unaccepted = true, .opened = CASES[i].opened};
        digest_world_put(world, &talk, 1);
        g_autoptr(Digest) found = digest(world);
        assert_int_equal(found->unconfirmed, CASES[i].wanted);
        assert_int_equal(digest_is_empty(found), CASES[i].wanted == 0);
    }
}

static void the_erased_are_in_no_list(void **state) {
    DigestWorld *world = *state;
    const Talk talks[] = {
        {.id = 1,
         .from = "ann@a.example",
         .level = LEVEL_CRITICAL,
         .first_reply = "2026-11-23T09:00:00Z",
         .promises = {"2026-11-23T12:00:00Z"},
         .said = {{"2026-11-23T09:30:00Z", .acknowledge = "no; reason=unproven"}}},
        {.id = 2,
         .from = "ann@a.example",
         .asked = "2026-11-10T09:00:00Z",
         .answered = "2026-11-10T09:00:00Z"},
    };
    digest_world_put(world, talks, G_N_ELEMENTS(talks));
    g_autoptr(Digest) before = digest(world);
    assert_int_equal(
        before->situations->len + before->promises->len + before->silent->len + before->unanswered->len, 4);
    digest_world_erase(world, "ann@a.example");
    g_autoptr(Digest) after = digest(world);
    assert_true(digest_is_empty(after));
}

// --- promises, silence, groups ---

static void promises_are_told_the_soonest_first(void **state) {
    DigestWorld *world = *state;
    const Talk talks[] = {
        {.id = 1,
         .level = LEVEL_ESCALATION,
         .answered = "2026-11-20T09:00:00Z",
         .phase = PHASE_SOLVING,
         .promises = {"2026-11-25T12:00:00Z", "2026-11-20T12:00:00Z"},
         .promise_words = "the fix\nby \033then"},
        {.id = 2,
         .answered = "2026-11-20T09:00:00Z",
         .phase = PHASE_SOLVING,
         .promises = {"2026-11-30T10:00:00Z", "2026-11-30T10:00:01Z"}},
        {.id = 3, .mailbox = "sales", .promises = {"2026-11-24T12:00:00Z"}},
    };
    digest_world_put(world, talks, G_N_ELEMENTS(talks));
    g_autoptr(Digest) found = digest(world);
    assert_int_equal(found->promises->len, 3); // within 7 days, and of this PM
    const DigestPromise *first = found->promises->pdata[0], *second = found->promises->pdata[1],
                        *third = found->promises->pdata[2];
    check_moment("overdue", "due", first->due, at("2026-11-20T12:00:00Z"));
    check_moment("next", "due", second->due, at("2026-11-25T12:00:00Z"));
    check_moment("in a week", "due", third->due, at("2026-11-30T10:00:00Z"));
    assert_string_equal(first->words, "the fix by then");
    assert_int_equal(first->number, 1);
    assert_int_equal(third->number, 0);
}

static void of_many_promises_the_soonest_are_kept(void **state) {
    DigestWorld *world = *state;
    Talk talks[100];
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < 100; i++) { // the order of the index is not that of the dates
        char *due = units_time_format(world->now + (int64_t)(1 + (i * 37) % 100) * G_TIME_SPAN_HOUR);
        g_ptr_array_add(texts, due);
        talks[i] = (Talk){.id = 1 + i, .answered = "2026-11-20T09:00:00Z", .promises = {due}};
    }
    digest_world_put(world, talks, 100);
    g_autoptr(Digest) found = digest(world);
    assert_int_equal(found->promises->len, DIGEST_PROMISES);
    for (guint i = 0; i < found->promises->len; i++)
        check_moment("promise", "due", ((DigestPromise *)found->promises->pdata[i])->due,
                     world->now + (int64_t)(1 + i) * G_TIME_SPAN_HOUR);
}

static void the_quiet_ones_are_told_after_three_business_days(void **state) {
    DigestWorld *world = *state;
    const Talk talks[] = {
        {.id = 1,
         .answered = "2026-11-18T10:00:00Z",
         .asked = "2026-11-18T10:00:00Z",
         .phase = PHASE_SOLVING},
        {.id = 2,
         .answered = "2026-11-18T10:00:01Z",
         .asked = "2026-11-18T10:00:01Z",
         .phase = PHASE_SOLVING},
        {.id = 3,
         .answered = "2026-10-18T10:00:00Z",
         .asked = "2026-10-18T10:00:00Z",
         .phase = PHASE_SOLVING,
         .subject = "shit happens"},
        {.id = 4, .answered = "2026-10-18T10:00:00Z", .asked = "2026-10-18T10:00:00Z", .phase = PHASE_CLOSED},
        {.id = 5, .mailbox = "sales", .answered = "2026-10-18T10:00:00Z", .asked = "2026-10-18T10:00:00Z"},
    };
    digest_world_put(world, talks, G_N_ELEMENTS(talks));
    g_autoptr(Digest) found = digest(world);
    assert_int_equal(found->silent->len, 2);
    const DigestSilent *first = found->silent->pdata[0], *second = found->silent->pdata[1];
    assert_int_equal(first->thread, 3);
    assert_string_equal(first->subject, "s*** happens");
    assert_int_equal(second->thread, 1);
}

static void accounts_and_problems_with_more_than_one_are_groups(void **state) {
    DigestWorld *world = *state;
    g_autoptr(AccountFacts) acme = digest_world_account("A1", "Acme", NULL, "acme.example");
    g_autoptr(AccountFacts) bolt = digest_world_account("B1", "Bolt", NULL, "bolt.example");
    digest_world_put_account(world, acme);
    digest_world_put_account(world, bolt);
    const Talk talks[] = {
        {.id = 1, .from = "a@acme.example", .level = LEVEL_ESCALATION},
        {.id = 2, .from = "b@acme.example", .level = LEVEL_CRITICAL, .problem = "P12"},
        {.id = 3, .from = "c@acme.example", .level = LEVEL_CONCERN},
        {.id = 4, .from = "a@bolt.example", .level = LEVEL_CRITICAL},
        {.id = 5, .from = "x@x.example", .problem = "P12"},
        {.id = 6, .from = "y@y.example", .problem = "P13", .level = LEVEL_ESCALATION},
        {.id = 7, .from = "z@z.example", .level = LEVEL_ESCALATION},
        {.id = 8, .mailbox = "sales", .from = "d@bolt.example", .level = LEVEL_CRITICAL, .problem = "P13"},
        {.id = 9, .from = "u@z.example", .level = LEVEL_CRITICAL, .problem = "P12"},
    };
    digest_world_put(world, talks, G_N_ELEMENTS(talks));
    g_autoptr(Digest) found = digest(world);
    assert_int_equal(found->groups->len, 2);
    const DigestGroup *first = found->groups->pdata[0], *second = found->groups->pdata[1];
    assert_string_equal(first->name, "P12");
    assert_true(first->problem && first->count == 3 && first->level == LEVEL_CRITICAL);
    assert_string_equal(second->name, "Acme");
    assert_true(!second->problem && second->count == 2 && second->level == LEVEL_CRITICAL);
}

// --- the last day ---

typedef struct Counted { // so many an hour before now, each of `days` days
    const char *mailbox, *name;
    int from_day, days, hours_before; // 0: the hour that now is in
    int each;
} Counted;

typedef struct Counting {
    int64_t now;
    const Counted *rows;
    size_t count;
} Counting;

static bool do_count(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Counting *counting = data;
    for (size_t i = 0; i < counting->count; i++)
        for (int day = 0; day < counting->rows[i].days; day++) {
            const Counted *row = &counting->rows[i];
            const int64_t ago =
                (row->from_day + day) * G_TIME_SPAN_DAY + row->hours_before * G_TIME_SPAN_HOUR;
            tally_add(txn, row->mailbox, counting->now - ago, row->name, row->each);
        }
    return !store_failed(txn);
}

static void put_counts(DigestWorld *world, const Counted *rows, size_t count) {
    Counting counting = {world->now, rows, count};
    support_write(&world->ground, do_count, &counting);
}

static unsigned reason_count(const Digest *found, const char *code) {
    for (guint i = 0; i < found->reasons->len; i++) {
        const DigestReason *reason = found->reasons->pdata[i];
        if (strcmp(reason->code, code) == 0)
            return reason->count;
    }
    return 0;
}

static bool do_duplicates(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const DigestWorld *world = data;
    for (int i = 0; i < 3; i++)
        limit_count_duplicate(txn, "support", world->now);
    limit_count_duplicate(txn, "sales", world->now);
    return !store_failed(txn);
}

static void what_came_in_the_last_day_is_counted(void **state) {
    DigestWorld *world = *state;
    const Counted rows[] = {
        {"support", "messages", 0, 1, 0, 5},
        {"support", "messages", 0, 1, 24, 7},
        {"support", "messages", 0, 1, 25, 100},
        {"sales", "messages", 0, 1, 1, 1000},
        {"support", "closed", 0, 1, 2, 4},
        {"support", "acknowledge/yes", 0, 1, 0, 3},
        {"support", "acknowledge/list", 0, 1, 3, 2},
        {"support", "acknowledge/list", 0, 1, 4, 2},
        {"support", "acknowledge/limit", 0, 1, 4, 9},
        {"support", "acknowledge/limit", 0, 1, 30, 9},
        {"sales", "acknowledge/spam", 0, 1, 4, 9},
        {"support", "acknowledge/duplicate", 0, 1, 4, 50},
        {"support", "acknowledge/undeliverable", 0, 1, 4, 1},
        {"support", "acknowledge/stale", 0, 1, 4, 1},
        {"support", "acknowledge/stale", 0, 1, 4, -1},
    };
    put_counts(world, rows, G_N_ELEMENTS(rows));
    support_write(&world->ground, do_duplicates, world);
    g_autoptr(Digest) found = digest(world);
    assert_int_equal(found->messages, 12);
    assert_int_equal(found->closed, 4);
    static const struct {
        const char *code;
        unsigned wanted;
    } WANTED[] = {{"limit", 9}, {"list", 4},  {"duplicate", 3}, {"undeliverable", 1},
                  {"spam", 0},  {"stale", 0}, {"yes", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(WANTED); i++)
        if (reason_count(found, WANTED[i].code) != WANTED[i].wanted)
            fail_msg("%s: %u", WANTED[i].code, reason_count(found, WANTED[i].code));
    for (guint i = 0; i < MIN(found->reasons->len, 4); i++)
        assert_string_equal(((DigestReason *)found->reasons->pdata[i])->code, WANTED[i].code);
    assert_int_equal(found->reasons->len, 4);
    assert_false(digest_is_empty(found));
}

typedef struct BurstCase {
    const char *name;
    Counted rows[4];
    bool told;
} BurstCase;

static void a_burst_is_more_than_its_own_past_explains(void **state) {
    (void)state;
    const BurstCase cases[] = {
        {"ten where one is usual",
         {{"support", "request/outage", 1, 28, 2, 1}, {"support", "request/outage", 0, 1, 2, 10}},
         true},
        {"three where none ever came",
         {{"support", "messages", 1, 28, 2, 9}, {"support", "request/outage", 0, 1, 2, 3}},
         true},
        {"two where none ever came",
         {{"support", "messages", 1, 28, 2, 9}, {"support", "request/outage", 0, 1, 2, 2}},
         false},
        {"four where one is usual: by chance",
         {{"support", "request/outage", 1, 28, 2, 1}, {"support", "request/outage", 0, 1, 2, 4}},
         false},
        {"as many as usual",
         {{"support", "request/outage", 1, 28, 2, 50}, {"support", "request/outage", 0, 1, 2, 50}},
         false},
        {"a third more of many is a busy day",
         {{"support", "request/outage", 1, 28, 2, 300}, {"support", "request/outage", 0, 1, 2, 400}},
         false},
        {"twice as many of many",
         {{"support", "request/outage", 1, 28, 2, 300}, {"support", "request/outage", 0, 1, 2, 600}},
         true},
        {"as every week on this day",
         {{"support", "request/billing", 7, 1, 2, 40},
          {"support", "request/billing", 14, 1, 2, 40},
          {"support", "request/billing", 21, 1, 2, 40},
          {"support", "request/billing", 0, 1, 2, 42}},
         false},
        {"the same on a day on which it never is so",
         {{"support", "request/billing", 6, 1, 2, 40},
          {"support", "request/billing", 13, 1, 2, 40},
          {"support", "request/billing", 20, 1, 2, 40},
          {"support", "request/billing", 0, 1, 2, 42}},
         true},
        {"no past to hold it against", {{"support", "request/outage", 0, 1, 2, 100}}, false},
        {"six days of past",
         {{"support", "request/outage", 1, 6, 2, 1}, {"support", "request/outage", 0, 1, 2, 100}},
         false},
        {"a week of past",
         {{"support", "request/outage", 1, 7, 2, 1}, {"support", "request/outage", 0, 1, 2, 100}},
         true},
        {"what is older than four weeks is no past",
         {{"support", "messages", 1, 28, 2, 9},
          {"support", "request/outage", 30, 5, 2, 100},
          {"support", "request/outage", 0, 1, 2, 10}},
         true},
        {"yesterday's",
         {{"support", "messages", 2, 28, 2, 9}, {"support", "request/outage", 1, 1, 2, 10}},
         false},
        {"praise", {{"support", "messages", 1, 28, 2, 9}, {"support", "request/praise", 0, 1, 2, 30}}, false},
        {"another PM's",
         {{"sales", "messages", 1, 28, 2, 9}, {"sales", "request/outage", 0, 1, 2, 30}},
         false},
        {"a million",
         {{"support", "messages", 1, 28, 2, 9}, {"support", "request/outage", 0, 1, 2, 1000000}},
         true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        void *own = NULL;
        digest_world_setup(&own);
        size_t rows = 0;
        while (rows < G_N_ELEMENTS(cases[i].rows) && cases[i].rows[rows].name != NULL)
            rows++;
        put_counts(own, cases[i].rows, rows);
        g_autoptr(Digest) found = digest(own);
        if ((found->patterns->len == 1) != cases[i].told)
            fail_msg("%s: %u patterns", cases[i].name, found->patterns->len);
        digest_world_teardown(&own);
    }
}

static void what_is_usual_is_told_with_it(void **state) {
    DigestWorld *world = *state;
    const Counted rows[] = {{"support", "request/outage", 1, 28, 2, 2},
                            {"support", "request/outage", 0, 1, 2, 20},
                            {"support", "request/access", 0, 1, 2, 90}};
    put_counts(world, rows, G_N_ELEMENTS(rows));
    g_autoptr(Digest) found = digest(world);
    assert_int_equal(found->patterns->len, 2);
    const DigestPattern *first = found->patterns->pdata[0], *second = found->patterns->pdata[1];
    assert_true(first->request == REQUEST_ACCESS && first->count == 90 && first->usual < 0.01);
    assert_true(second->request == REQUEST_OUTAGE && second->count == 20);
    assert_true(second->usual > 1.9 && second->usual < 2.1);
}

// --- who got no acknowledgement ---

typedef struct SilenceCase {
    const char *name;
    Talk talk;
    bool told;
} SilenceCase;

static void who_must_be_written_to_is_named(void **state) {
    static const char *const WHEN = "2026-11-23T09:00:00Z";
    const SilenceCase cases[] = {
        {"held by the breaker", {.said = {{WHEN, .acknowledge = "no; reason=breaker"}}}, true},
        {"nothing proves who it was", {.said = {{WHEN, .acknowledge = "no; reason=unproven"}}}, true},
        {"it could not be sent", {.said = {{WHEN, .acknowledge = "no; reason=undeliverable"}}}, true},
        {"a reason of a later version", {.said = {{WHEN, .acknowledge = "no; reason=new"}}}, true},
        {"they had one before", {.said = {{WHEN, .acknowledge = "no; reason=already-acknowledged"}}}, false},
        {"nobody is written to", {.said = {{WHEN, .acknowledge = "no; reason=observe"}}}, false},
        {"imported", {.said = {{WHEN, .acknowledge = ENTRY_IMPORTED}}}, false},
        {"a machine's", {.said = {{WHEN, .acknowledge = "no; reason=list", .machine = true}}}, false},
        {"a person answered since",
         {.answered = "2026-11-23T09:30:00Z", .said = {{WHEN, .acknowledge = "no; reason=limit"}}},
         false},
        {"answered before, wrote again",
         {.answered = "2026-11-23T08:30:00Z", .said = {{WHEN, .acknowledge = "no; reason=limit"}}},
         true},
        {"the MTA never took it",
         {.unaccepted = true, .said = {{WHEN, .acknowledge = "no; reason=limit"}}},
         false},
        {"another PM's", {.mailbox = "sales", .said = {{WHEN, .acknowledge = "no; reason=limit"}}}, false},
        {"just within the day",
         {.said = {{"2026-11-22T10:00:00Z", .acknowledge = "no; reason=limit"}}},
         true},
        {"a day and a second ago",
         {.said = {{"2026-11-22T09:59:59Z", .acknowledge = "no; reason=limit"}}},
         false},
        {"later than the moment it is asked for",
         {.said = {{"2026-11-23T10:00:01Z", .acknowledge = "no; reason=limit"}}},
         false},
    };
    DigestWorld *world = *state;
    guint told = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Talk talk = cases[i].talk;
        talk.id = i + 1;
        digest_world_put(world, &talk, 1);
        g_autoptr(Digest) found = digest(world);
        told += cases[i].told;
        if (found->unanswered->len != told)
            fail_msg("%s: %u, not %u", cases[i].name, found->unanswered->len, told);
    }
}

static void the_newest_are_named_and_the_others_counted(void **state) {
    DigestWorld *world = *state;
    Talk talks[50];
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < 50; i++) {
        char *when = units_time_format(world->now - (int64_t)(i + 1) * G_TIME_SPAN_MINUTE);
        char *from = g_strdup_printf("p%u@c.example", i);
        g_ptr_array_add(texts, when);
        g_ptr_array_add(texts, from);
        talks[i] = (Talk){.id = 1 + i, .from = from, .said = {{when, .acknowledge = "no; reason=breaker"}}};
    }
    talks[0].said[0].from = "colleague@c.example";
    digest_world_put(world, talks, 50);
    g_autoptr(Digest) found = digest(world);
    assert_int_equal(found->unanswered->len, DIGEST_UNANSWERED);
    assert_int_equal(found->unanswered_more, 50 - DIGEST_UNANSWERED);
    const DigestUnanswered *first = found->unanswered->pdata[0], *second = found->unanswered->pdata[1];
    assert_string_equal(first->who, "colleague@c.example");
    assert_string_equal(second->who, "p1@c.example");
    assert_string_equal(second->code, "breaker");
    assert_true(first->at > second->at);
}

// --- times and breakers ---

typedef struct Stop {
    const char *mailbox;
    ClockKind kind;
    const char *started, *stopped, *due;
    ClockEnd end;
} Stop;

static const Stop STOPS[] = {
    {"support", CLOCK_FIRST_REPLY, "2026-11-20T09:00:00Z", "2026-11-22T23:00:00Z", "2026-11-23T09:00:00Z",
     CLOCK_MET}, // today
    {"support", CLOCK_FIRST_REPLY, "2026-11-20T09:00:00Z", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z",
     CLOCK_MET}, // too long ago
    {"support", CLOCK_FIRST_REPLY, "2026-11-20T15:00:00Z", "2026-11-22T22:59:59Z", "2026-11-20T15:30:00Z",
     CLOCK_MET}, // late
    {"support", CLOCK_FIRST_REPLY, "2026-11-20T15:30:00Z", "2026-11-21T23:00:00Z", "2026-11-23T15:30:00Z",
     CLOCK_MET}, // in time
    {"support", CLOCK_FIRST_REPLY, "2026-11-20T15:30:00Z", "2026-11-22T10:00:00Z", "2026-11-23T15:30:00Z",
     CLOCK_DROPPED},
    {"sales", CLOCK_FIRST_REPLY, "2026-11-20T15:30:00Z", "2026-11-22T10:00:00Z", "2026-11-23T15:30:00Z",
     CLOCK_MET},
    {"support", CLOCK_ACKNOWLEDGE, "2026-11-22T09:59:57Z", "2026-11-22T10:00:00Z", NULL, CLOCK_MET},
};

static bool do_stop(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (size_t i = 0; i < G_N_ELEMENTS(STOPS); i++) {
        g_autoptr(Clock) clock = clock_new(STOPS[i].kind);
        clock->thread = i + 1;
        clock->number = 1;
        clock->mailbox = g_strdup(STOPS[i].mailbox);
        clock->accepted = true;
        clock->started = at(STOPS[i].started);
        clock->due = at_or_none(STOPS[i].due);
        clock->stopped = at(STOPS[i].stopped);
        clock->end = STOPS[i].end;
        clocks_put(txn, clock);
    }
    return !store_failed(txn);
}

// Yesterday is Sunday in Berlin, from Saturday 23:00 UTC.
static void yesterdays_times_are_those_of_the_local_day(void **state) {
    DigestWorld *world = *state;
    support_write(&world->ground, do_stop, NULL);
    g_autoptr(Digest) found = digest(world);
    assert_int_equal(found->times->len, 2);
    const DigestTime *receipt = found->times->pdata[0], *reply = found->times->pdata[1];
    assert_true(receipt->kind == CLOCK_ACKNOWLEDGE && receipt->count == 1);
    assert_true(receipt->p50 == 3 * G_TIME_SPAN_SECOND);
    assert_true(reply->kind == CLOCK_FIRST_REPLY && reply->count == 2 && reply->in_time == 1);
    assert_true(reply->p50 == 30 * G_TIME_SPAN_MINUTE && reply->p90 == G_TIME_SPAN_HOUR); // business time
    assert_true(digest_is_empty(found));
}

// Due before midnight in Berlin, which is 23:00 UTC, and nobody came: yesterday was no good day.
static void who_still_waits_since_yesterday_stands_beside_its_times(void **state) {
    DigestWorld *world = *state;
    static const Talk TALKS[] = {
        {.id = 1, .first_reply = "2026-11-22T22:59:59Z"}, {.id = 2, .first_reply = "2026-11-22T23:00:00Z"},
        {.id = 3, .first_reply = "2026-11-20T09:00:00Z"}, {.id = 4, .next_reply = "2026-11-22T10:00:00Z"},
        {.id = 5, .promises = {"2026-11-22T10:00:00Z"}},
    };
    digest_world_put(world, TALKS, G_N_ELEMENTS(TALKS));
    support_write(&world->ground, do_stop, NULL);
    g_autoptr(Digest) found = digest(world);
    assert_int_equal(found->times->len, 3);
    const DigestTime *first = found->times->pdata[1], *next = found->times->pdata[2];
    assert_true(first->kind == CLOCK_FIRST_REPLY && first->count == 2 && first->waiting == 2);
    assert_true(next->kind == CLOCK_NEXT_REPLY && next->count == 0 && next->waiting == 1 && next->p50 == -1);
}

static bool do_hold(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const DigestWorld *world = data;
    breaker_hold(txn, "support", world->now - G_TIME_SPAN_MINUTE);
    breaker_hold(txn, "sales", world->now - G_TIME_SPAN_MINUTE);
    return !store_failed(txn);
}

static void open_breakers_show_until_they_close(void **state) {
    DigestWorld *world = *state;
    support_write(&world->ground, do_hold, world);
    g_autoptr(Digest) found = digest(world);
    assert_int_equal(found->breakers->len, 1);
    const DigestBreaker *breaker = found->breakers->pdata[0];
    assert_string_equal(breaker->mailbox->name, "support");
    check_moment("breaker", "since", breaker->since, world->now - G_TIME_SPAN_MINUTE);
    world->now += 2 * G_TIME_SPAN_HOUR;
    g_autoptr(Digest) later = digest(world);
    assert_int_equal(later->breakers->len, 0);
}

// --- nobody else's ---

static void another_pms_is_nowhere(void **state) {
    DigestWorld *world = *state;
    const Talk talk = {.id = 1,
                       .mailbox = "sales",
                       .level = LEVEL_CRITICAL,
                       .first_reply = "2026-11-23T09:00:00Z",
                       .promises = {"2026-11-23T09:00:00Z"},
                       .problem = "P1",
                       .in_hand = "2026-11-23T09:00:00Z",
                       .said = {{"2026-11-23T09:00:00Z", .acknowledge = "no; reason=limit"}}};
    const Talk twin = {.id = 2,
                       .mailbox = "sales",
                       .level = LEVEL_CRITICAL,
                       .problem = "P1",
                       .unaccepted = false,
                       .asked = "2026-10-23T09:00:00Z",
                       .answered = "2026-10-23T09:00:00Z"};
    const Talk lost = {.id = 3, .mailbox = "sales", .unaccepted = true};
    const Counted rows[] = {{"sales", "messages", 0, 1, 1, 9}, {"sales", "acknowledge/limit", 0, 1, 1, 9}};
    digest_world_put(world, &talk, 1);
    digest_world_put(world, &twin, 1);
    digest_world_put(world, &lost, 1);
    put_counts(world, rows, G_N_ELEMENTS(rows));
    g_autoptr(Digest) paulas = digest(world), peters = digest_for(world, "peter");
    assert_true(digest_is_empty(paulas));
    assert_int_equal(peters->situations->len, 2);
    assert_true(peters->promises->len == 1 && peters->silent->len == 1 && peters->unanswered->len == 1);
    assert_true(peters->groups->len == 1 && peters->reasons->len == 1 && peters->messages == 9);
    assert_true(peters->in_hand == 1 && peters->unconfirmed == 1);
}

static void strange_moments_break_nothing(void **state) {
    DigestWorld *world = *state;
    put_escalations(world, 3);
    static const int64_t MOMENTS[] = {0, 1, -1, INT64_C(253402300799000000), INT64_MAX / 4, -INT64_MAX / 4};
    for (size_t i = 0; i < G_N_ELEMENTS(MOMENTS); i++) {
        world->now = MOMENTS[i];
        g_autoptr(Digest) found = digest(world);
        assert_non_null(found);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        digest_test(the_gravest_are_told_the_next_listed_the_rest_counted),
        digest_test(one_order_goes_through_what_is_told_and_listed),
        digest_test(among_thousands_the_known_are_found),
        digest_test(an_empty_day_is_empty),
        digest_test(escalations_and_what_is_late_or_due_today_is_told),
        digest_test(a_strategic_account_stands_before_others),
        digest_test(hands_and_waits_are_counted),
        digest_test(receipts_that_never_came_show_for_a_week),
        digest_test(the_erased_are_in_no_list),
        digest_test(promises_are_told_the_soonest_first),
        digest_test(of_many_promises_the_soonest_are_kept),
        digest_test(the_quiet_ones_are_told_after_three_business_days),
        digest_test(accounts_and_problems_with_more_than_one_are_groups),
        digest_test(what_came_in_the_last_day_is_counted),
        cmocka_unit_test(a_burst_is_more_than_its_own_past_explains),
        digest_test(what_is_usual_is_told_with_it),
        digest_test(who_must_be_written_to_is_named),
        digest_test(the_newest_are_named_and_the_others_counted),
        digest_test(yesterdays_times_are_those_of_the_local_day),
        digest_test(who_still_waits_since_yesterday_stands_beside_its_times),
        digest_test(open_breakers_show_until_they_close),
        digest_test(another_pms_is_nowhere),
        digest_test(strange_moments_break_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
