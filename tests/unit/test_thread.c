// How a message finds its conversation: each step by itself, their order, and
// what a stranger may put into a subject or into References.
#include "support.h"

#include "contact.h"
#include "subject.h"
#include "thread.h"

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
    g_autofree char *folded = subject_fold(subject);
    thread_add_entry(txn, thread, entry, folded);
    thread_put(txn, thread);
}

static bool do_open_all(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    open_one(txn, ANN, "ann@a.example", "1@a.example", "Export stops", NOON_MONDAY);
    open_one(txn, BOB, "bob@b.example", "1@b.example", "Invoice", NOON_MONDAY);
    open_one(txn, OLD, "ann@a.example", "0@a.example", "Login", NOON_MONDAY - 100 * DAY);
    return true;
}

typedef struct Case {
    const char *name;
    int token; // a thread, -1 an unknown one, 0 none
    const char *references;
    int short_id; // of a thread
    const char *sender, *subject;
    int64_t days; // after it was opened
    int wanted;   // a thread, 0 a new one
    Joined joined;
} Case;

static const Case cases[] = {
    {"nothing known", 0, NULL, 0, "eve@e.example", "Hello", 0, 0, JOINED_NEW},
    {"the token", ANN, NULL, 0, "eve@e.example", "Hello", 300, ANN, JOINED_TOKEN},
    {"the token before references", ANN, "1@b.example", 0, "eve@e.example", "Hello", 0, ANN, JOINED_TOKEN},
    {"a token of a thread that is gone", -1, "1@b.example", 0, "x@x.example", "Hello", 0, BOB,
     JOINED_REFERENCE},
    {"a reference", 0, "1@a.example", 0, "eve@e.example", "Hello", 300, ANN, JOINED_REFERENCE},
    {"the second of several", 0, "no@x 1@a.example 1@b.example", 0, NULL, NULL, 0, ANN, JOINED_REFERENCE},
    {"only the last of several", 0, "no@x no2@x 1@b.example", 0, NULL, NULL, 0, BOB, JOINED_REFERENCE},
    {"a reference before the short id", 0, "1@b.example", ANN, "ann@a.example", "Hello", 0, BOB,
     JOINED_REFERENCE},
    {"the short id and the sender", 0, "no@x", ANN, "Ann@A.example", "Hello", 300, ANN, JOINED_SHORT_ID},
    {"the short id of another sender", 0, NULL, ANN, "eve@e.example", "Hello", 0, 0, JOINED_NEW},
    {"the short id of nobody", 0, NULL, ANN, NULL, NULL, 0, 0, JOINED_NEW},
    {"the short id before a guess", 0, NULL, OLD, "ann@a.example", "Export stops", 0, OLD, JOINED_SHORT_ID},
    {"sender and subject", 0, NULL, 0, "ann@a.example", "export STOPS", 13, ANN, JOINED_GUESS},
    {"sender and subject with prefixes", 0, NULL, 0, "ANN@a.example", "Re: AW: Export  stops", 1, ANN,
     JOINED_GUESS},
    {"on the last day", 0, NULL, 0, "ann@a.example", "Export stops", 14, ANN, JOINED_GUESS},
    {"after fourteen days", 0, NULL, 0, "ann@a.example", "Export stops", 15, 0, JOINED_NEW},
    {"the subject of another", 0, NULL, 0, "eve@e.example", "Export stops", 0, 0, JOINED_NEW},
    {"another subject", 0, NULL, 0, "ann@a.example", "Import stops", 0, 0, JOINED_NEW},
    {"no subject", 0, NULL, 0, "ann@a.example", "", 0, 0, JOINED_NEW},
};

typedef struct Resolution {
    const Case *c;
    const char *failure;
} Resolution;

static bool do_resolve(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Resolution *resolution = data;
    const Case *c = resolution->c;
    g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) ids = g_strsplit(c->references == NULL ? "" : c->references, " ", -1);
    for (size_t i = 0; ids[i] != NULL; i++)
        g_ptr_array_add(references, g_strdup(ids[i]));
    g_autofree char *long_id = thread_id_format(IDS[c->short_id]);
    g_autofree char *short_id = c->short_id == 0 ? NULL : g_strndup(long_id, 8);
    g_autofree char *folded = c->subject == NULL ? NULL : subject_fold(c->subject);
    const ThreadClues clues = {.has_token = c->token != 0,
                               .token_thread = c->token < 0 ? 77 : IDS[c->token],
                               .references = c->references == NULL ? NULL : references,
                               .short_id = short_id,
                               .sender = c->sender,
                               .subject = folded,
                               .now = NOON_MONDAY + c->days * DAY};
    Joined joined = JOINED_COUNT;
    g_autoptr(Thread) thread = thread_resolve(txn, &clues, &joined);
    if ((thread == NULL ? 0 : thread->id) != IDS[c->wanted] || joined != c->joined)
        resolution->failure = joined_name(joined);
    return true;
}

static void each_step_finds_what_it_should(void **state) {
    Ground *ground = *state;
    support_write(ground, do_open_all, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Resolution resolution = {.c = &cases[i]};
        support_read(ground, do_resolve, &resolution);
        if (resolution.failure != NULL)
            fail_msg("%s: %s", cases[i].name, resolution.failure);
    }
}

static bool do_resolve_hostile(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    static const char *const ids[] = {"",
                                      "a",
                                      "aaaaaaa",
                                      "aaaaaaaaa",
                                      "aaaaaaaaaaaaa",
                                      "11111111",
                                      "\xff\xff\xff\xff\xff\xff\xff\xff",
                                      "77777777"};
    g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < 1000; i++)
        g_ptr_array_add(references, i % 3 == 0 ? g_strnfill(900, (char)('a' + i % 26))
                                               : g_strdup(i % 3 == 1 ? "" : "\xff\xfe"));
    g_ptr_array_add(references, g_strdup("1@a.example"));
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        const ThreadClues clues = {.references = data == NULL ? NULL : references,
                                   .short_id = ids[i],
                                   .sender = "ann@a.example",
                                   .subject = "\xff",
                                   .now = NOON_MONDAY};
        Joined joined;
        g_autoptr(Thread) thread = thread_resolve(txn, &clues, &joined);
        g_assert_cmpint(joined, ==, data == NULL ? JOINED_NEW : JOINED_REFERENCE);
    }
    return !store_failed(txn);
}

static void hostile_references_and_short_ids(void **state) {
    Ground *ground = *state;
    support_write(ground, do_open_all, NULL);
    const int64_t begun = g_get_monotonic_time();
    support_read(ground, do_resolve_hostile, NULL);
    support_read(ground, do_resolve_hostile, ground);
    assert_true(g_get_monotonic_time() - begun < 5 * G_USEC_PER_SEC);
}

static bool do_erase_bob(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    Contact contact;
    g_assert_true(contact_find(txn, "bob@b.example", &contact));
    return store_slot_erase(txn, contact.slot, error);
}

static bool do_resolve_near_bob(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    // Below his thread's and above Ann's: the next record is his, and does not open any more.
    const ThreadClues clues = {.short_id = "baaaaaaa", .sender = "ann@a.example", .now = NOON_MONDAY};
    Joined joined;
    g_autoptr(Thread) thread = thread_resolve(txn, &clues, &joined);
    return thread == NULL && !store_failed(txn);
}

static void a_short_id_does_not_stumble_over_a_stranger_who_was_erased(void **state) {
    Ground *ground = *state;
    support_write(ground, do_open_all, NULL);
    support_write(ground, do_erase_bob, NULL);
    support_read(ground, do_resolve_near_bob, NULL);
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

static bool do_round_trip(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Thread) thread = thread_new();
    *thread = (Thread){.id = 9,
                       .owner = 0,
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
                       .first_reply_due = 6,
                       .alerted = LEVEL_CONCERN,
                       .given = 0x80000005U,
                       .answered = 7,
                       .acknowledged = thread->acknowledged};
    const SealHash one = {{1}}, two = {{2}}, three = {{3}};
    thread_set_acknowledged(thread, one);
    thread_set_acknowledged(thread, two);
    thread_set_acknowledged(thread, one);
    g_autoptr(Entry) entry = entry_new();
    entry->at = 10;
    entry->joined = JOINED_GUESS;
    entry->level = LEVEL_ESCALATION;
    entry->request = REQUEST_BILLING;
    entry->score[SIGNAL_CHURN] = 0.75;
    g_ptr_array_add(entry->evidence, g_strdup("churn: we go"));
    entry->acknowledge = g_strdup("no; reason=limit");
    entry->machine = true;
    thread_add_entry(txn, thread, entry, "");
    thread_put(txn, thread);
    g_autoptr(Thread) found = thread_get(txn, 9);
    g_assert_cmpstr(found->language, ==, "de");
    g_assert_null(found->from);
    g_assert_true(found->opened == 1 && found->updated == 10 && found->accepted == 3 &&
                  found->first_reply_due == 6);
    g_assert_true(found->given == 0x80000005U && found->answered == 7);
    g_assert_true(found->phase == PHASE_SOLVING && found->level == LEVEL_CRITICAL &&
                  found->alerted == LEVEL_CONCERN);
    g_assert_true(found->entries == 1 && found->by_persons == 4 && found->sent == 5 &&
                  found->acknowledged->len == 2);
    g_assert_true(thread_acknowledged(found, two) && !thread_acknowledged(found, three));
    g_autoptr(Entry) read = thread_entry(txn, 9, 1);
    g_assert_true(read->joined == JOINED_GUESS && read->level == LEVEL_ESCALATION &&
                  read->request == REQUEST_BILLING);
    g_assert_true(read->score[SIGNAL_CHURN] == 0.75 && read->machine && read->evidence->len == 1);
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
    (void)data, (void)error;
    g_autoptr(Entry) entry = thread_entry(txn, IDS[ANN], 1);
    return entry != NULL;
}

static void an_entry_tells_what_became_of_its_acknowledgement(void **state) {
    Ground *ground = *state;
    support_write(ground, do_open_all, NULL);
    support_write(ground, do_set_acknowledge, NULL);
    support_read(ground, do_get_entry, NULL);
    support_write(ground, do_erase_ann, NULL); // it is still sealed as its writer's
    g_autoptr(GError) error = NULL;
    assert_false(store_read(ground->store, do_get_entry, NULL, &error));
    support_assert_fate(error, FATE_CORRUPT);
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

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(each_step_finds_what_it_should),
        ground_test(hostile_references_and_short_ids),
        ground_test(a_short_id_does_not_stumble_over_a_stranger_who_was_erased),
        cmocka_unit_test(ids_are_read_as_they_are_written),
        ground_test(records_keep_what_they_are_given),
        ground_test(an_entry_tells_what_became_of_its_acknowledgement),
        ground_test(words_are_known_again_for_a_while),
        ground_test(a_walk_ends_when_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
