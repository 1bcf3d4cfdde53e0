// Conversations as they are kept: records, entries, merged ones, and the order of those that are open.
#include "support.h"

#include "contact.h"
#include "thread.h"
#include "thread_link.h"

static const int64_t DAY = G_TIME_SPAN_DAY;

enum { ANN = 1, BOB = 2, OLD = 3 }; // threads

static const uint64_t IDS[] = {0, 0x1111111111111111U, 0x2222222222222222U, 0x3333333333333333U};

static void open_one(StoreTxn *txn, int number, const char *from, const char *message_id, const char *subject,
                     int64_t at) {
    g_autoptr(Thread) thread = thread_new();
    thread->id = IDS[number];
    thread->mailbox = g_strdup("support");
    thread->subject = g_strdup(subject);
    thread->from = g_strdup(from);
    thread->owner = contact_take(txn, from, at).slot;
    thread->opened = at;
    g_autoptr(Entry) entry = entry_new();
    entry->at = at;
    entry->from = g_strdup(from);
    entry->message_id = g_strdup(message_id);
    thread_add_entry(txn, thread, entry);
    thread_put(txn, thread);
}

static bool do_open_all(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    open_one(txn, ANN, "ann@a.example", "1@a.example", "Export stops", NOON_MONDAY);
    open_one(txn, BOB, "bob@b.example", "1@b.example", "Invoice", NOON_MONDAY);
    open_one(txn, OLD, "ann@a.example", "0@a.example", "Login", NOON_MONDAY - 100 * DAY);
    return true;
}

static void ids_are_read_as_they_are_written(void **state) {
    (void)state;
    static const uint64_t ids[] = {0, 1, UINT64_MAX, 0x0123456789abcdefU};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autofree char *text = thread_id_format(ids[i]);
        uint64_t id = 1;
        assert_int_equal(strlen(text), 13);
        assert_true(thread_id_parse(text, &id));
        assert_true(id == ids[i]);
    }
    static const char *const odd[] = {
        "", "a", "aaaaaaaa", "aaaaaaaaaaaaaa", "aaaaaaaaaaaab", "aaaaaaaaaaaa1", "\xff"};
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
        uint64_t id;
        if (thread_id_parse(odd[i], &id))
            fail_msg("'%s' is taken for an id", odd[i]);
    }
}

// --- records ---

static Thread *full_thread(void) {
    Thread *thread = thread_new();
    *thread = (Thread){.id = 9,
                       .mailbox = g_strdup("m"),
                       .subject = g_strdup("s"),
                       .language = g_strdup("de"),
                       .opened = 1,
                       .updated = 2,
                       .accepted = 3,
                       .phase = PHASE_SOLVING,
                       .level = LEVEL_CRITICAL,
                       .by_persons = 4,
                       .sent = 5,
                       .tier = g_strdup("gold"),
                       .key_account = true,
                       .clocks = 6,
                       .reply_clock = 7,
                       .touchpoint_clock = 8,
                       .promises = 9,
                       .reply_kind = CLOCK_NEXT_REPLY,
                       .reply_due = 10,
                       .due = 11,
                       .asked = 12,
                       .reopened = {15, 14, 13},
                       .alerted = LEVEL_CONCERN,
                       .given = 0x80000005U,
                       .answered = 16,
                       .acknowledged = thread->acknowledged};
    return thread;
}

static void check_thread(const Thread *found) {
    g_assert_cmpstr(found->mailbox, ==, "m");
    g_assert_cmpstr(found->subject, ==, "s");
    g_assert_cmpstr(found->language, ==, "de");
    g_assert_cmpstr(found->tier, ==, "gold");
    g_assert_null(found->from);
    g_assert_true(found->opened == 1 && found->updated == 20 && found->accepted == 3 &&
                  found->answered == 16);
    g_assert_true(found->phase == PHASE_SOLVING && found->level == LEVEL_CRITICAL &&
                  found->alerted == LEVEL_CONCERN && found->given == 0x80000005U && found->key_account);
    g_assert_true(found->entries == 1 && found->by_persons == 4 && found->sent == 5);
    g_assert_true(found->clocks == 6 && found->reply_clock == 7 && found->touchpoint_clock == 8 &&
                  found->promises == 9 && found->reply_kind == CLOCK_NEXT_REPLY);
    g_assert_true(found->reply_due == 10 && found->due == 11 && found->asked == 12);
    g_assert_true(found->reopened[0] == 15 && found->reopened[1] == 14 && found->reopened[2] == 13);
    g_assert_true(found->merged_into == 0 && found->acknowledged->len == 2);
}

static bool do_round_trip(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Thread) thread = full_thread();
    const SealHash one = {{1}}, two = {{2}}, three = {{3}};
    thread_set_acknowledged(thread, one);
    thread_set_acknowledged(thread, two);
    thread_set_acknowledged(thread, one);
    g_autoptr(Entry) entry = entry_new();
    entry->at = 20;
    entry->outbound = true;
    entry->joined = JOINED_GUESS;
    entry->found = g_strdup("same sender and subject");
    entry->level = LEVEL_ESCALATION;
    entry->request = REQUEST_BILLING;
    entry->score[SIGNAL_CHURN] = 0.75;
    g_ptr_array_add(entry->evidence, g_strdup("churn: we go"));
    entry->acknowledge = g_strdup("no; reason=limit");
    entry->machine = true;
    thread_add_entry(txn, thread, entry);
    thread_put(txn, thread);
    g_autoptr(Thread) found = thread_get(txn, 9);
    check_thread(found);
    g_assert_true(thread_acknowledged(found, two) && !thread_acknowledged(found, three));
    g_autoptr(Entry) read = thread_entry(txn, 9, 1);
    g_assert_true(read->joined == JOINED_GUESS && read->level == LEVEL_ESCALATION &&
                  read->request == REQUEST_BILLING && read->outbound);
    g_assert_true(read->score[SIGNAL_CHURN] == 0.75 && read->machine && read->evidence->len == 1);
    g_assert_cmpstr(read->found, ==, "same sender and subject");
    g_assert_cmpstr(read->acknowledge, ==, "no; reason=limit");
    g_assert_null(thread_entry(txn, 9, 2));
    return true;
}

static void records_keep_what_they_are_given(void **state) {
    support_write(*state, do_round_trip, NULL);
}

// An acknowledgement that waited is not sent after all: the entry says so, and is otherwise as it was.
static bool do_set_acknowledge(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Thread) thread = thread_get(txn, IDS[ANN]);
    g_autoptr(Entry) before = thread_entry(txn, thread->id, 1);
    thread_set_acknowledge(txn, thread, 1, "no; reason=answered");
    thread_set_acknowledge(txn, thread, 2, "no; reason=answered"); // there is none: nothing happens
    thread_set_acknowledge(txn, thread, 0, "yes");
    g_assert_null(thread_entry(txn, thread->id, 2));
    g_assert_null(thread_entry(txn, thread->id, 0));
    g_autoptr(Entry) after = thread_entry(txn, thread->id, 1);
    g_assert_cmpstr(before->acknowledge, ==, NULL);
    g_assert_cmpstr(after->acknowledge, ==, "no; reason=answered");
    g_assert_cmpstr(after->from, ==, before->from);
    g_assert_cmpstr(after->message_id, ==, before->message_id);
    g_assert_true(after->at == before->at && after->sequence == 1);
    g_autoptr(Thread) same = thread_get(txn, IDS[ANN]);
    g_assert_cmpuint(same->entries, ==, 1);
    return !store_failed(txn);
}

static bool do_erase_ann(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    return store_slot_erase(txn, contact_take(txn, "ann@a.example", NOON_MONDAY).slot, error);
}

static bool do_get_entry(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(Entry) entry = thread_entry(txn, IDS[ANN], 1);
    *(bool *)data = entry != NULL;
    return !store_failed(txn);
}

static void an_entry_tells_what_became_of_its_acknowledgement(void **state) {
    Ground *ground = *state;
    bool there = false;
    support_write(ground, do_open_all, NULL);
    support_write(ground, do_set_acknowledge, NULL);
    support_read(ground, do_get_entry, &there);
    assert_true(there);
    support_write(ground, do_erase_ann, NULL); // it is still sealed as its writer's, and goes with them
    support_read(ground, do_get_entry, &there);
    assert_false(there);
}

static bool do_words(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    const Seal *seal = store_txn_seal(txn);
    const SealHash words = seal_hash_string(seal, "words", "I am away"), others = {{0}};
    g_assert_false(thread_has_words(txn, words, 0));
    thread_note_words(txn, words, IDS[ANN], NOON_MONDAY);
    g_assert_true(thread_has_words(txn, words, NOON_MONDAY));
    g_assert_false(thread_has_words(txn, words, NOON_MONDAY + 1));
    g_assert_false(thread_has_words(txn, others, 0));
    thread_note_words(txn, words, IDS[BOB], NOON_MONDAY + DAY);
    g_assert_true(thread_has_words(txn, words, NOON_MONDAY + DAY));
    return !store_failed(txn);
}

static void words_are_known_again_for_a_while(void **state) {
    support_write(*state, do_words, NULL);
}

// --- merged threads ---

static void put_bare(StoreTxn *txn, uint64_t id, uint64_t into) {
    g_autoptr(Thread) thread = thread_new();
    thread->id = id;
    thread->merged_into = into;
    thread_put(txn, thread);
}

// 100 -> 101 -> ... -> 110; 200 -> 201 -> 200; 300 -> nowhere.
static bool do_merged(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (uint64_t id = 100; id < 110; id++)
        put_bare(txn, id, id + 1);
    put_bare(txn, 110, 0);
    put_bare(txn, 200, 201);
    put_bare(txn, 201, 200);
    put_bare(txn, 300, 301);
    g_autoptr(Thread) last = thread_get(txn, 100);
    g_autoptr(Thread) round = thread_get(txn, 200); // ends, somewhere
    g_autoptr(Thread) nowhere = thread_get(txn, 300);
    g_assert_true(last->id == 110);
    g_assert_true(round == NULL || round->id == 200 || round->id == 201);
    g_assert_null(nowhere);
    return !store_failed(txn);
}

static void merged_threads_lead_to_where_they_live_on(void **state) {
    support_write(*state, do_merged, NULL);
}

// --- walks ---

static bool count_thread(StoreTxn *txn, Thread *thread, void *data) {
    (void)txn, (void)thread;
    return ++*(unsigned *)data < 2;
}

static bool do_walk(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    thread_walk(txn, count_thread, data);
    return true;
}

static void a_walk_ends_when_told(void **state) {
    Ground *ground = *state;
    unsigned seen = 0;
    support_write(ground, do_open_all, NULL);
    support_read(ground, do_walk, &seen);
    assert_int_equal(seen, 2);
}

// Level, due, and what is wanted: the gravest first, then those due first, then those with nothing due.
typedef struct Ranked {
    uint64_t id;
    Level level;
    int64_t due;
    Phase phase;
    uint64_t merged_into;
} Ranked;

static const Ranked ranked[] = {
    {1, LEVEL_NONE, 5, PHASE_DISCOVERY, 0},     {2, LEVEL_CRITICAL, 0, PHASE_SOLVING, 0},
    {3, LEVEL_CRITICAL, 9, PHASE_DISCOVERY, 0}, {4, LEVEL_CRITICAL, 7, PHASE_FOLLOW_UP, 0},
    {5, LEVEL_CRITICAL, 1, PHASE_CLOSED, 0},    {6, LEVEL_CONCERN, 0, PHASE_DISCOVERY, 0},
    {7, LEVEL_CRITICAL, 1, PHASE_SOLVING, 3},
};

static bool do_rank(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (int round = 0; round < 2; round++) // what stood elsewhere before is moved
        for (size_t i = 0; i < G_N_ELEMENTS(ranked); i++) {
            g_autoptr(Thread) thread = round == 0 ? thread_new() : thread_get(txn, ranked[i].id);
            thread->id = ranked[i].id;
            thread->level = round == 0 ? LEVEL_ESCALATION : ranked[i].level;
            thread->due = round == 0 ? 3 : ranked[i].due;
            thread->phase = round == 0 ? PHASE_DISCOVERY : ranked[i].phase;
            thread->merged_into = round == 0 ? 0 : ranked[i].merged_into;
            thread_put(txn, thread);
        }
    return true;
}

static bool list_thread(StoreTxn *txn, Thread *thread, void *data) {
    (void)txn;
    g_string_append_printf(data, " %d", (int)thread->id);
    return true;
}

static bool do_walk_open(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    thread_walk_open(txn, list_thread, data);
    return !store_failed(txn);
}

static void open_threads_stand_in_order_of_their_gravity(void **state) {
    Ground *ground = *state;
    g_autoptr(GString) seen = g_string_new(NULL);
    support_write(ground, do_rank, NULL);
    support_read(ground, do_walk_open, seen);
    assert_string_equal(seen->str, " 4 3 2 6 1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_read_as_they_are_written),
        ground_test(records_keep_what_they_are_given),
        ground_test(an_entry_tells_what_became_of_its_acknowledgement),
        ground_test(words_are_known_again_for_a_while),
        ground_test(merged_threads_lead_to_where_they_live_on),
        ground_test(a_walk_ends_when_told),
        ground_test(open_threads_stand_in_order_of_their_gravity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
