// Conversations merged and split by hand: what becomes of messages, clocks and
// knowledge, what is refused, and that random sequences of it lose nothing and
// have nothing twice (the seed is printed).
#include "thread_world.h"

#include "clocks.h"
#include "past.h"
#include "promise.h"
#include "thread_edit.h"
#include "timekeeping.h"

static const int64_t HOUR = G_TIME_SPAN_HOUR;

// --- a conversation and its clocks ---

static Mailbox *mailbox_of_the_day(void) {
    Mailbox *mailbox = mailbox_new("support");
    mailbox->calendar = calendar_new("24x7", "UTC", NULL);
    for (unsigned level = 0; level < LEVEL_COUNT; level++)
        mailbox->first_reply[level] = (4 - (int)level) * HOUR;
    mailbox->next_reply = 6 * HOUR;
    mailbox->touchpoint = 8 * HOUR;
    return mailbox;
}

typedef struct Word {
    const char *id, *references, *from;
    int64_t hours; // after noon on Monday
    bool ours, asks, machine;
    bool unsure; // its receipt has not come
    Level level;
    int64_t promise; // hours from then, 0: none
} Word;

static void keep_time(StoreTxn *txn, const Mailbox *mailbox, const Word *word, Thread *thread, int64_t at) {
    const Timekeeping timekeeping = {
        .txn = txn, .mailbox = mailbox, .thread = thread, .now = at, .accepted = !word->unsure};
    const Promise promise = {.due = at + word->promise * HOUR, .words = (char *)(uintptr_t) "by then"};
    g_autoptr(GArray) promises = g_array_new(FALSE, FALSE, sizeof(Promise));
    if (word->promise != 0)
        g_array_append_val(promises, promise);
    const PersonWrote wrote = {.promises = promises, .asks = word->asks};
    if (word->ours)
        timekeeping_person_wrote(&timekeeping, &wrote);
    else if (!word->machine)
        timekeeping_customer_wrote(&timekeeping, word->level, WORD_WANTS_ANSWER);
}

static uint64_t say(StoreTxn *txn, const Mailbox *mailbox, const Word *word) {
    const Post post = {.id = word->id,
                       .references = word->references,
                       .from = word->from,
                       .subject = "Re: Question",
                       .at = NOON_MONDAY + word->hours * HOUR,
                       .ours = word->ours};
    g_auto(Posted) posted = world_post(txn, &post);
    g_autoptr(Thread) thread = thread_get(txn, posted.thread);
    g_autoptr(Entry) entry = thread_entry(txn, posted.thread, posted.sequence);
    entry->level = word->level;
    entry->machine = word->machine;
    thread_put_entry(txn, thread, entry);
    keep_time(txn, mailbox, word, thread, post.at);
    thread_put(txn, thread);
    return thread->id;
}

static Thread *thread_of(StoreTxn *txn, const char *message_id) {
    uint64_t id;
    int64_t at;
    return thread_by_message(txn, message_id, &id, &at) ? thread_get(txn, id) : NULL;
}

// "1:a 2:b": the Message-IDs of its entries in order.
static char *list_entries(StoreTxn *txn, const Thread *thread) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = 1; i <= thread->entries; i++) {
        g_autoptr(Entry) entry = thread_entry(txn, thread->id, i);
        g_string_append_printf(out, "%s%u:%s", i == 1 ? "" : " ", i, entry == NULL ? "?" : entry->message_id);
    }
    return g_string_free(out, FALSE);
}

// "first-reply concern 17; promise none 20": what runs and when it is due, in hours, by kind.
static char *list_clocks(StoreTxn *txn, const Thread *thread) {
    GString *out = g_string_new(NULL);
    g_autoptr(GPtrArray) all = clocks_of(txn, thread->id);
    for (unsigned kind = 0; kind < CLOCK_KINDS; kind++)
        for (guint i = 0; i < all->len; i++) {
            const Clock *clock = all->pdata[i];
            if (clock_runs(clock) && clock->kind == kind)
                g_string_append_printf(out, "%s%s %s %d%s", out->len == 0 ? "" : "; ", clock_kind_name(kind),
                                       level_name(clock->level), (int)((clock->due - NOON_MONDAY) / HOUR),
                                       clock->paused != 0 ? " paused" : "");
        }
    return g_string_free(out, FALSE);
}

static void check_thread(StoreTxn *txn, const char *id, const char *entries, const char *clocks) {
    g_autoptr(Thread) thread = thread_of(txn, id);
    g_autofree char *have = list_entries(txn, thread), *run = list_clocks(txn, thread);
    g_assert_cmpstr(have, ==, entries);
    g_assert_cmpstr(run, ==, clocks);
}

static void merge(StoreTxn *txn, const char *into, const char *from, int64_t hours) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Thread) one = thread_of(txn, into);
    g_autoptr(Thread) other = thread_of(txn, from);
    const bool done = thread_merge(txn, one, other, NOON_MONDAY + hours * HOUR, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

static uint64_t split(StoreTxn *txn, const char *of, uint32_t sequence, int64_t hours) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Thread) thread = thread_of(txn, of);
    g_autoptr(Thread) new = thread_split(txn, thread, sequence, NOON_MONDAY + hours * HOUR, &error);
    g_assert_no_error(error);
    g_assert_nonnull(new);
    return new->id;
}

// --- merging ---

static const Word two_threads[] = {
    {"a1", NULL, "ann@a.example", 0, .level = LEVEL_CONCERN},
    {"b1", NULL, "bob@a.example", 1, .level = LEVEL_CRITICAL},
    {"b2", "b1", "bob@a.example", 2, .ours = true, .promise = 40},
    {"a2", "a1", "ann@a.example", 3, .level = LEVEL_NONE},
    {"b3", "b2", "bob@a.example", 4, .level = LEVEL_NONE},
};

static bool do_merge(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    for (size_t i = 0; i < G_N_ELEMENTS(two_threads); i++)
        say(txn, data, &two_threads[i]);
    g_autoptr(Thread) b = thread_of(txn, "b1");
    const SealHash bob = contact_hash(store_txn_seal(txn), "bob@a.example");
    thread_set_acknowledged(b, bob);
    b->given = 4;
    b->sent = 9;
    b->alerted = LEVEL_CRITICAL;
    b->accepted = NOON_MONDAY + 2 * HOUR;
    thread_put(txn, b);
    // a: the first reply by 3 (concern); b: the next reply by 8, a touchpoint by 10, a promise by 42.
    check_thread(txn, "a1", "1:a1 2:a2", "first-reply concern 3");
    check_thread(txn, "b1", "1:b1 2:b2 3:b3",
                 "next-reply none 8; touchpoint critical 10; promise critical 42");
    merge(txn, "a1", "b1", 5);
    check_thread(txn, "b3", "1:a1 2:a2 3:b1 4:b2 5:b3",
                 "first-reply concern 3; touchpoint critical 10; promise critical 42");
    g_autoptr(Thread) a = thread_get(txn, b->id); // its token, its short id
    g_assert_true(a->id != b->id && a->level == LEVEL_CRITICAL && a->alerted == LEVEL_CRITICAL);
    g_assert_true(a->phase == PHASE_SOLVING && a->sent == 9 && a->given == 4 && thread_acknowledged(a, bob));
    g_assert_true(a->by_persons == 4 && a->answered == NOON_MONDAY + 2 * HOUR && a->promises == 1);
    g_assert_true(a->opened == NOON_MONDAY && a->updated == NOON_MONDAY + 4 * HOUR &&
                  a->accepted == b->accepted);
    g_assert_true(a->due == a->reply_due && a->reply_due == NOON_MONDAY + 3 * HOUR);
    g_autoptr(Entry) entry = thread_entry(txn, a->id, 4);
    g_autofree char *id = thread_id_format(b->id);
    g_autofree char *wanted = g_strdup_printf("reference <b1>; merged from %s by hand", id);
    g_assert_cmpstr(entry->found, ==, wanted);
    g_assert_true(entry->outbound && entry->at == NOON_MONDAY + 2 * HOUR);
    return !store_failed(txn);
}

static void both_become_one(void **state) {
    Mailbox *mailbox = mailbox_of_the_day();
    support_write(*state, do_merge, mailbox);
    mailbox_free(mailbox);
}

// The other way round the sooner clock comes along, and says what it has not said.
static bool do_merge_back(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    for (size_t i = 0; i < G_N_ELEMENTS(two_threads); i++)
        say(txn, data, &two_threads[i]);
    g_autoptr(Thread) a = thread_of(txn, "a1");
    const uint64_t old = a->id;
    merge(txn, "b1", "a1", 5);
    check_thread(txn, "a1", "1:b1 2:b2 3:b3 4:a1 5:a2",
                 "first-reply concern 3; touchpoint critical 10; promise critical 42");
    g_autoptr(Thread) b = thread_get(txn, old);
    g_autoptr(Clock) reply = clocks_get(txn, b->id, b->reply_clock);
    g_assert_true(b->id != old && reply->thread == b->id && reply->owner == a->owner);
    g_assert_true(clocks_next(txn) == clock_next(reply)); // the old ones speak no more
    g_autoptr(GPtrArray) left = clocks_of(txn, old);
    for (guint i = 0; i < left->len; i++)
        g_assert_true(((const Clock *)left->pdata[i])->end == CLOCK_DROPPED);
    // Our answer stops it as if it had always been here.
    const Word answer = {"b4", "a2", "bob@a.example", 5, .ours = true};
    g_assert_true(say(txn, data, &answer) == b->id);
    check_thread(txn, "b4", "1:b1 2:b2 3:b3 4:a1 5:a2 6:b4", "touchpoint critical 13");
    return !store_failed(txn);
}

static void the_sooner_clock_comes_along(void **state) {
    Mailbox *mailbox = mailbox_of_the_day();
    support_write(*state, do_merge_back, mailbox);
    mailbox_free(mailbox);
}

typedef struct PhaseCase {
    const char *name;
    Phase into, from, wanted;
} PhaseCase;

static const PhaseCase phase_cases[] = {
    {"both new", PHASE_DISCOVERY, PHASE_DISCOVERY, PHASE_DISCOVERY},
    {"one is worked on", PHASE_DISCOVERY, PHASE_SOLVING, PHASE_SOLVING},
    {"one is closed", PHASE_CLOSED, PHASE_DISCOVERY, PHASE_DISCOVERY},
    {"the other is closed", PHASE_SOLVING, PHASE_CLOSED, PHASE_SOLVING},
    {"one is followed up", PHASE_FOLLOW_UP, PHASE_SOLVING, PHASE_SOLVING},
    {"one is followed up, one closed", PHASE_CLOSED, PHASE_FOLLOW_UP, PHASE_FOLLOW_UP},
    {"both closed", PHASE_CLOSED, PHASE_CLOSED, PHASE_CLOSED},
};

static bool do_phases(StoreTxn *txn, void *data, GError **error) {
    for (size_t i = 0; i < G_N_ELEMENTS(phase_cases); i++) {
        g_autofree char *one = g_strdup_printf("one%zu", i), *other = g_strdup_printf("other%zu", i);
        g_autofree char *x = g_strconcat(one, "@a.example", NULL),
                        *y = g_strconcat(other, "@a.example", NULL);
        const Word words[] = {{one, NULL, x, 0, .level = LEVEL_NONE},
                              {other, NULL, y, 0, .level = LEVEL_NONE}};
        say(txn, data, &words[0]);
        say(txn, data, &words[1]);
        g_autoptr(Thread) into = thread_of(txn, one);
        g_autoptr(Thread) from = thread_of(txn, other);
        into->phase = phase_cases[i].into;
        from->phase = phase_cases[i].from;
        g_assert_true(thread_merge(txn, into, from, NOON_MONDAY, error));
        if (into->phase != phase_cases[i].wanted)
            g_error("%s: %s", phase_cases[i].name, phase_name(into->phase));
    }
    return !store_failed(txn);
}

static void the_less_settled_phase_holds(void **state) {
    Mailbox *mailbox = mailbox_of_the_day();
    support_write(*state, do_phases, mailbox);
    mailbox_free(mailbox);
}

// Ten promises in each: the sixteen newest stay.
static bool do_many_promises(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    static const char *const FIRST[] = {"g0", "h0"};
    for (unsigned side = 0; side < 2; side++) {
        g_autofree char *from = g_strdup_printf("%s@a.example", FIRST[side]);
        const Word word = {FIRST[side], NULL, from, 0, .level = LEVEL_NONE};
        say(txn, data, &word);
        g_autoptr(Thread) thread = thread_of(txn, FIRST[side]);
        for (int64_t i = 0; i < 10; i++) {
            const Timekeeping timekeeping = {.txn = txn,
                                             .mailbox = data,
                                             .thread = thread,
                                             .now = NOON_MONDAY + (2 * i + side) * HOUR,
                                             .accepted = true};
            timekeeping_promise(&timekeeping, NOON_MONDAY + (100 + 2 * i + side) * HOUR, "by then");
        }
        thread_put(txn, thread);
    }
    merge(txn, "g0", "h0", 30);
    g_autoptr(Thread) thread = thread_of(txn, "h0");
    g_autofree char *clocks = list_clocks(txn, thread);
    g_assert_cmpuint(thread->promises, ==, THREAD_PROMISES);
    g_assert_true(strstr(clocks, " 103") == NULL && strstr(clocks, " 104") != NULL &&
                  strstr(clocks, " 119") != NULL);
    return !store_failed(txn);
}

static void the_newest_promises_stay(void **state) {
    Mailbox *mailbox = mailbox_of_the_day();
    support_write(*state, do_many_promises, mailbox);
    mailbox_free(mailbox);
}

// --- what is remembered of the customer, and what shows best what it is about ---

// "3 critical 1 concern, 1 none": how many ever, then each by when it was opened (hours) and how grave.
static void check_past(StoreTxn *txn, const char *address, const char *wanted) {
    g_autoptr(Past) past = past_find(txn, NULL, address);
    g_autoptr(GString) told = g_string_new(NULL);
    g_string_printf(told, "%u:", past->threads);
    for (guint i = 0; i < past->recent->len; i++) {
        const PastThread *one = &g_array_index(past->recent, PastThread, i);
        g_string_append_printf(told, " %d %s", (int)((one->opened - NOON_MONDAY) / HOUR),
                               level_name(one->level));
    }
    g_assert_cmpstr(told->str, ==, wanted);
}

static void check_gravest(StoreTxn *txn, const char *id, uint32_t sequence, Level level) {
    g_autoptr(Thread) thread = thread_of(txn, id);
    g_assert_cmpuint(thread->gravest, ==, sequence);
    g_assert_cmpint(thread->gravest_level, ==, level);
}

static bool do_knowledge(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    static const Word MORE[] = {{"d1", NULL, "dan@a.example", 6, .level = LEVEL_ESCALATION},
                                {"d2", "d1", "dan@a.example", 7, .level = LEVEL_CRITICAL}};
    for (size_t i = 0; i < G_N_ELEMENTS(two_threads); i++)
        say(txn, data, &two_threads[i]);
    say(txn, data, &MORE[0]);
    say(txn, data, &MORE[1]);
    check_past(txn, "ann@a.example", "1: 0 concern");
    check_past(txn, "dan@a.example", "1: 6 critical");
    g_autoptr(Thread) b = thread_of(txn, "b1");
    b->in_hand = NOON_MONDAY;
    b->problem = g_strdup("P12");
    thread_put(txn, b);
    merge(txn, "a1", "b1", 8);
    check_past(txn, "ann@a.example", "1: 0 critical");
    check_past(txn, "bob@a.example", "0:"); // it lives on in Ann's
    check_gravest(txn, "a1", 3, LEVEL_CRITICAL);
    g_autoptr(Thread) a = thread_of(txn, "a1");
    g_assert_cmpint(a->in_hand, ==, NOON_MONDAY);
    g_assert_cmpstr(a->problem, ==, "P12");
    split(txn, "a1", 3, 9);
    check_past(txn, "ann@a.example", "1: 0 concern");
    check_past(txn, "bob@a.example", "1: 1 critical");
    check_gravest(txn, "a1", 1, LEVEL_CONCERN);
    check_gravest(txn, "b1", 1, LEVEL_CRITICAL);
    split(txn, "d1", 2, 10);
    check_past(txn, "dan@a.example", "2: 7 critical 6 escalation");
    merge(txn, "d1", "d2", 11);
    check_past(txn, "dan@a.example", "1: 6 critical");
    check_gravest(txn, "d1", 2, LEVEL_CRITICAL);
    return !store_failed(txn);
}

static void the_past_knows_what_is_one_and_what_two(void **state) {
    Mailbox *mailbox = mailbox_of_the_day();
    support_write(*state, do_knowledge, mailbox);
    mailbox_free(mailbox);
}

// --- what is found afterwards ---

static bool do_find(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    for (size_t i = 0; i < G_N_ELEMENTS(two_threads); i++)
        say(txn, data, &two_threads[i]);
    g_autoptr(Thread) a = thread_of(txn, "a1");
    g_autoptr(Thread) b = thread_of(txn, "b1");
    merge(txn, "a1", "b1", 5);
    g_autofree char *name = thread_id_format(b->id), *short_id = g_strndup(name, 8);
    const Post posts[] = {
        {.token = b->id, .from = "eve@e.example", .subject = "x", .at = NOON_MONDAY},
        {.references = "b2", .from = "eve@e.example", .subject = "x", .at = NOON_MONDAY},
        {.short_id = short_id, .from = "bob@a.example", .subject = "Re: Question", .at = NOON_MONDAY},
        {.from = "bob@a.example", .subject = "Re: Question", .at = NOON_MONDAY},
    };
    static const Joined JOINED[] = {JOINED_TOKEN, JOINED_REFERENCE, JOINED_SHORT_ID, JOINED_GUESS};
    for (size_t i = 0; i < G_N_ELEMENTS(posts); i++) {
        g_auto(Posted) posted = {0};
        g_autoptr(Thread) thread = world_find(txn, &posts[i], &posted);
        g_assert_true(thread != NULL && thread->id == a->id && posted.joined == JOINED[i]);
    }
    // The short id of the thread that is gone, by somebody who has no part in it.
    const Post eve = {
        .short_id = short_id, .from = "eve@e.example", .subject = "Re: Question", .at = NOON_MONDAY};
    g_auto(Posted) posted = {0};
    g_autoptr(Thread) none = world_find(txn, &eve, &posted);
    g_assert_null(none);
    return !store_failed(txn);
}

static void all_that_named_the_merged_one_finds_where_it_lives_on(void **state) {
    Mailbox *mailbox = mailbox_of_the_day();
    support_write(*state, do_find, mailbox);
    mailbox_free(mailbox);
}

// --- splitting ---

static const Word one_thread[] = {
    {"c1", NULL, "ann@a.example", 0, .level = LEVEL_CRITICAL},
    {"c2", "c1", "ann@a.example", 1, .ours = true, .promise = 30},
    {"c3", "c1", "bob@a.example", 2, .level = LEVEL_CONCERN},
    {"c4", "c3", "bob@a.example", 3, .machine = true},
    {"c5", "c3", "bob@a.example", 4, .level = LEVEL_NONE},
};

static bool do_split(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    for (size_t i = 0; i < G_N_ELEMENTS(one_thread); i++)
        say(txn, data, &one_thread[i]);
    g_autoptr(Thread) before = thread_of(txn, "c1");
    check_thread(txn, "c1", "1:c1 2:c2 3:c3 4:c4 5:c5",
                 "next-reply concern 5; touchpoint critical 9; promise critical 31");
    const uint64_t id = split(txn, "c1", 3, 6);
    check_thread(txn, "c1", "1:c1 2:c2", "touchpoint critical 9; promise critical 31");
    check_thread(txn, "c5", "1:c3 2:c4 3:c5", "next-reply concern 5");
    g_autoptr(Thread) old = thread_of(txn, "c2");
    g_autoptr(Thread) new = thread_of(txn, "c3");
    g_assert_true(old->id == before->id && new->id == id &&new->id != old->id);
    g_assert_true(old->level == LEVEL_CRITICAL && new->level == LEVEL_CONCERN);
    g_assert_true(old->phase == PHASE_SOLVING && new->phase == PHASE_DISCOVERY);
    g_assert_true(old->by_persons == 1 && new->by_persons == 2);
    g_assert_true(old->answered == NOON_MONDAY + HOUR && new->answered == 0);
    g_assert_true(old->updated == NOON_MONDAY + HOUR && new->opened == NOON_MONDAY + 2 * HOUR);
    g_assert_true(old->reply_clock == 0 && new->reply_due == NOON_MONDAY + 5 * HOUR && old->promises == 1);
    g_assert_cmpstr(new->from, ==, "bob@a.example");
    Contact bob;
    g_assert_true(contact_find(txn, "bob@a.example", &bob) && new->owner == bob.slot);
    g_autoptr(Entry) entry = thread_entry(txn, new->id, 3);
    g_autofree char *name = thread_id_format(old->id);
    g_autofree char *wanted = g_strdup_printf("reference <c3>; split from %s by hand", name);
    g_assert_cmpstr(entry->found, ==, wanted);
    return !store_failed(txn);
}

// Its receipt names the old thread, so nobody else would ever let the clock speak.
static bool do_split_unsure(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    static const Word words[] = {
        {"u1", NULL, "ann@a.example", 0, .level = LEVEL_NONE},
        {"u2", "u1", "ann@a.example", 1, .ours = true},
        {"u3", "u1", "bob@a.example", 2, .level = LEVEL_CONCERN, .unsure = true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        say(txn, data, &words[i]);
    g_autoptr(Thread) new = thread_get(txn, split(txn, "u1", 3, 3));
    g_autoptr(Clock) reply = clocks_get(txn, new->id, new->reply_clock);
    g_assert_true(clock_next(reply) != INT64_MAX && new->due == reply->due &&new->accepted != 0);
    return !store_failed(txn);
}

static void a_clock_that_is_split_off_speaks(void **state) {
    g_autoptr(Mailbox) mailbox = mailbox_of_the_day();
    support_write(*state, do_split_unsure, mailbox);
}

static void one_becomes_two(void **state) {
    Mailbox *mailbox = mailbox_of_the_day();
    support_write(*state, do_split, mailbox);
    mailbox_free(mailbox);
}

static bool do_split_ours(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Word words[] = {{"d1", NULL, "ann@a.example", 0, .level = LEVEL_CRITICAL},
                          {"d2", "d1", "ann@a.example", 1, .ours = true, .asks = true}};
    say(txn, data, &words[0]);
    say(txn, data, &words[1]);
    check_thread(txn, "d1", "1:d1 2:d2", "touchpoint critical 9 paused");
    split(txn, "d1", 2, 2);
    g_autoptr(Thread) old = thread_of(txn, "d1");
    g_autoptr(Thread) new = thread_of(txn, "d2");
    check_thread(txn, "d1", "1:d1", "touchpoint critical 9 paused"); // nothing starts or stops
    g_assert_true(old->answered == 0 && old->level == LEVEL_CRITICAL && old->asked != 0);
    g_assert_true(new->answered != 0 && new->level == LEVEL_NONE &&new->phase == PHASE_SOLVING);
    g_assert_true(new->asked == old->asked &&new->by_persons == 0);
    g_assert_cmpstr(new->from, ==, "ann@a.example"); // whom we wrote to
    // Merged back and split again: the id of the first time is taken.
    const uint64_t first = new->id;
    merge(txn, "d1", "d2", 3);
    g_assert_true(split(txn, "d1", 2, 4) != first);
    return !store_failed(txn);
}

static void our_mail_alone_can_be_split_off(void **state) {
    Mailbox *mailbox = mailbox_of_the_day();
    support_write(*state, do_split_ours, mailbox);
    mailbox_free(mailbox);
}

// The same person in both: the subject does not tell any more.
static bool do_split_subject(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Word words[] = {{"e1", NULL, "ann@a.example", 0, .level = LEVEL_NONE},
                          {"e2", "e1", "ann@a.example", 1, .level = LEVEL_NONE}};
    const Post post = {.from = "ann@a.example", .subject = "Re: Question", .at = NOON_MONDAY + 2 * HOUR};
    say(txn, data, &words[0]);
    say(txn, data, &words[1]);
    g_auto(Posted) before = {0}, after = {0};
    g_autoptr(Thread) found = world_find(txn, &post, &before);
    g_assert_true(found != NULL && before.joined == JOINED_GUESS);
    split(txn, "e1", 2, 2);
    g_autoptr(Thread) none = world_find(txn, &post, &after);
    g_assert_null(none);
    return !store_failed(txn);
}

static void after_a_split_the_subject_leads_to_neither(void **state) {
    Mailbox *mailbox = mailbox_of_the_day();
    support_write(*state, do_split_subject, mailbox);
    mailbox_free(mailbox);
}

// --- what is refused ---

static void refused(const GError *error, const char *words) {
    g_assert_nonnull(error);
    g_assert_cmpint((int)fault_fate(error), ==, (int)FATE_CONFIG);
    if (strstr(error->message, words) == NULL)
        g_error("'%s' does not say '%s'", error->message, words);
}

static bool do_refuse(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    static const struct {
        uint32_t sequence;
        const char *of, *words;
    } SPLITS[] = {
        {0, "b1", "3 messages: it can be split at 2 to 3"},
        {1, "b1", "it can be split at 2 to 3"},
        {4, "b1", "it can be split at 2 to 3"},
        {UINT32_MAX, "b1", "it can be split at 2 to 3"},
        {2, "f1", "one message"},
    };
    const Word alone = {"f1", NULL, "fay@a.example", 0, .level = LEVEL_NONE};
    for (size_t i = 0; i < G_N_ELEMENTS(two_threads); i++)
        say(txn, data, &two_threads[i]);
    say(txn, data, &alone);
    for (size_t i = 0; i < G_N_ELEMENTS(SPLITS); i++) {
        g_autoptr(GError) refusal = NULL;
        g_autoptr(Thread) thread = thread_of(txn, SPLITS[i].of);
        g_autoptr(Thread) new = thread_split(txn, thread, SPLITS[i].sequence, NOON_MONDAY, &refusal);
        g_assert_null(new);
        refused(refusal, SPLITS[i].words);
    }
    g_autoptr(Thread) a = thread_of(txn, "a1");
    g_autoptr(Thread) same = thread_of(txn, "a2");
    g_autoptr(Thread) b = thread_of(txn, "b1");
    g_autoptr(GError) itself = NULL, merged = NULL, into_merged = NULL, split_merged = NULL;
    g_assert_false(thread_merge(txn, a, same, NOON_MONDAY, &itself));
    refused(itself, "this one conversation already");
    g_assert_true(thread_merge(txn, a, b, NOON_MONDAY, NULL));
    g_autoptr(Thread) f = thread_of(txn, "f1");
    g_assert_false(thread_merge(txn, f, b, NOON_MONDAY, &merged));
    refused(merged, "was merged before");
    g_assert_false(thread_merge(txn, b, f, NOON_MONDAY, &into_merged));
    refused(into_merged, "was merged before");
    g_autoptr(Thread) none = thread_split(txn, b, 2, NOON_MONDAY, &split_merged);
    g_assert_null(none);
    refused(split_merged, "was merged");
    check_thread(txn, "f1", "1:f1", "first-reply none 4"); // untouched
    return !store_failed(txn);
}

static void what_cannot_be_done_is_refused_in_words(void **state) {
    Mailbox *mailbox = mailbox_of_the_day();
    support_write(*state, do_refuse, mailbox);
    mailbox_free(mailbox);
}

// --- at random ---

enum { ROUNDS = 40, STEPS = 60, MESSAGES = 400 };

typedef struct Model {
    const Mailbox *mailbox;
    GRand *rand;
    char *ids[MESSAGES];        // Message-IDs
    uint64_t threads[MESSAGES]; // where the model has each
    unsigned count;
    int64_t hours;
} Model;

static unsigned pick(Model *model, unsigned count) {
    return (unsigned)g_rand_int_range(model->rand, 0, (gint32)count);
}

static void random_word(StoreTxn *txn, Model *model) {
    const bool answers = model->count > 0 && pick(model, 4) != 0;
    const unsigned to = answers ? pick(model, model->count) : 0;
    char *id = g_strdup_printf("m%u@%u", model->count, g_rand_int(model->rand));
    g_autofree char *from = g_strdup_printf("p%u@a.example", pick(model, 5));
    const Word word = {.id = id,
                       .references = answers ? model->ids[to] : NULL,
                       .from = from,
                       .hours = model->hours += pick(model, 3),
                       .ours = answers && pick(model, 3) == 0,
                       .asks = pick(model, 4) == 0,
                       .machine = pick(model, 8) == 0,
                       .level = (Level)pick(model, LEVEL_COUNT),
                       .promise = pick(model, 5) == 0 ? 50 : 0};
    const uint64_t thread = say(txn, model->mailbox, &word);
    g_assert_true(!answers || thread == model->threads[to]);
    model->ids[model->count] = id;
    model->threads[model->count++] = thread;
}

static void random_merge(StoreTxn *txn, Model *model) {
    const unsigned into = pick(model, model->count), from = pick(model, model->count);
    const uint64_t one = model->threads[into], other = model->threads[from];
    if (one == other)
        return;
    merge(txn, model->ids[into], model->ids[from], model->hours);
    for (unsigned i = 0; i < model->count; i++)
        model->threads[i] = model->threads[i] == other ? one : model->threads[i];
}

static void random_split(StoreTxn *txn, Model *model) {
    const char *of = model->ids[pick(model, model->count)];
    g_autoptr(Thread) thread = thread_of(txn, of);
    if (thread->entries < 2)
        return;
    const uint32_t sequence = 2 + pick(model, thread->entries - 1);
    g_autoptr(GHashTable) goes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = sequence; i <= thread->entries; i++) {
        g_autoptr(Entry) entry = thread_entry(txn, thread->id, i);
        g_hash_table_add(goes, g_strdup(entry->message_id));
    }
    const uint64_t new = split(txn, of, sequence, model->hours);
    for (unsigned i = 0; i < model->count; i++)
        model->threads[i] = g_hash_table_contains(goes, model->ids[i]) ? new : model->threads[i];
}

typedef struct Check {
    const Model *model;
    uint32_t entries;
    uint64_t promises;
    int64_t next;
} Check;

static void check_clocks(StoreTxn *txn, const Thread *thread, Check *check) {
    g_autoptr(GPtrArray) all = clocks_of(txn, thread->id);
    unsigned replies = 0, touchpoints = 0, promises = 0;
    for (guint i = 0; i < all->len; i++) {
        const Clock *clock = all->pdata[i];
        g_assert_true(clock->number == i + 1);
        if (!clock_runs(clock))
            continue;
        const bool reply = clock->kind == CLOCK_FIRST_REPLY || clock->kind == CLOCK_NEXT_REPLY;
        replies += reply;
        touchpoints += clock->kind == CLOCK_TOUCHPOINT;
        promises += clock->kind == CLOCK_PROMISE;
        g_assert_true(!reply || thread->reply_clock == clock->number);
        g_assert_true(clock->kind != CLOCK_TOUCHPOINT || thread->touchpoint_clock == clock->number);
        check->next = MIN(check->next, clock_next(clock));
    }
    g_assert_true(replies == (thread->reply_clock != 0) && touchpoints == (thread->touchpoint_clock != 0));
    g_assert_true(promises == thread->promises && all->len == thread->clocks);
    g_assert_true(thread->merged_into == 0 || replies + touchpoints + promises == 0);
    check->promises += promises;
}

static bool check_one(StoreTxn *txn, Thread *thread, void *data) {
    Check *check = data;
    g_autoptr(Entry) behind = thread_entry(txn, thread->id, thread->entries + 1);
    g_assert_true(behind == NULL && (thread->merged_into == 0 || thread->entries == 0));
    for (uint32_t i = 1; i <= thread->entries; i++) {
        g_autoptr(Entry) entry = thread_entry(txn, thread->id, i);
        uint64_t leads;
        int64_t at;
        g_assert_true(thread_by_message(txn, entry->message_id, &leads, &at) && leads == thread->id);
        unsigned found = 0;
        for (unsigned k = 0; k < check->model->count; k++)
            found += strcmp(check->model->ids[k], entry->message_id) == 0 &&
                     check->model->threads[k] == thread->id;
        g_assert_true(found == 1); // it stands where the model has it
    }
    check->entries += thread->entries;
    check_clocks(txn, thread, check);
    return true;
}

static void check_all(StoreTxn *txn, const Model *model, uint64_t promises) {
    Check check = {.model = model, .next = INT64_MAX};
    thread_walk(txn, check_one, &check);
    g_assert_true(check.entries == model->count); // none lost, none twice
    g_assert_true(promises == UINT64_MAX || check.promises == promises);
    g_assert_true(check.next == clocks_next(txn));
}

static uint64_t count_promises(StoreTxn *txn, const Model *model) {
    Check check = {.model = model, .next = INT64_MAX};
    thread_walk(txn, check_one, &check);
    return check.promises;
}

static bool do_random(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Model *model = data;
    for (int i = 0; i < STEPS; i++) {
        const unsigned what = model->count < 3 ? 0 : pick(model, 5);
        const uint64_t promises = what < 3 ? UINT64_MAX : count_promises(txn, model);
        if (what < 3)
            random_word(txn, model);
        else if (what == 3)
            random_merge(txn, model);
        else
            random_split(txn, model);
        check_all(txn, model, promises); // by hand no promise starts or ends
    }
    return !store_failed(txn);
}

static void random_merges_and_splits_lose_nothing(void **state) {
    (void)state;
    g_autoptr(GRand) rand = support_rand("merges and splits");
    Mailbox *mailbox = mailbox_of_the_day();
    for (int round = 0; round < ROUNDS; round++) {
        void *ground = NULL;
        Model model = {.mailbox = mailbox, .rand = rand};
        ground_setup(&ground);
        support_write(ground, do_random, &model);
        ground_teardown(&ground);
        for (unsigned i = 0; i < model.count; i++)
            g_free(model.ids[i]);
    }
    mailbox_free(mailbox);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(both_become_one),
        ground_test(the_sooner_clock_comes_along),
        ground_test(the_less_settled_phase_holds),
        ground_test(the_newest_promises_stay),
        ground_test(the_past_knows_what_is_one_and_what_two),
        ground_test(all_that_named_the_merged_one_finds_where_it_lives_on),
        ground_test(one_becomes_two),
        ground_test(a_clock_that_is_split_off_speaks),
        ground_test(our_mail_alone_can_be_split_off),
        ground_test(after_a_split_the_subject_leads_to_neither),
        ground_test(what_cannot_be_done_is_refused_in_words),
        cmocka_unit_test(random_merges_and_splits_lose_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
