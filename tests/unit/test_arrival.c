// The same message is known again whatever a retry changes; another is not
// taken for it; what is old is forgotten.
#include "support.h"

#include "arrival.h"

#define HEAD                                                                                                 \
    "From: ann@a.example\r\nTo: support@example.test\r\nSubject: Export\r\nDate: Mon, 23 Nov 2026 10:00:00 " \
    "+0000\r\n"
#define ID "Message-ID: <1@a.example>\r\n"

typedef struct Try {
    const char *name, *sender, *recipients, *queue, *text;
    bool same;
} Try;

static SealHash identity_of(const Seal *seal, const Try *try) {
    g_autoptr(GBytes) bytes = support_bytes(try->text);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    g_autoptr(Envelope) envelope = envelope_new();
    assert_non_null(message);
    envelope_set_sender(envelope, try->sender);
    g_auto(GStrv) recipients = g_strsplit(try->recipients, " ", -1);
    for (size_t i = 0; recipients[i] != NULL; i++)
        envelope_add_recipient(envelope, recipients[i]);
    envelope->queue_id = g_strdup(try->queue);
    return arrival_identity(seal, message, envelope);
}

static const Try first = {
    "first", "ann@a.example", "support@example.test boss@example.test", "4XYZ", ID HEAD "\r\nIt stops.\r\n",
    true};

static const Try tries[] = {
    {"under another queue id", "ann@a.example", "support@example.test boss@example.test", "4ABC",
     ID HEAD "\r\nIt stops.\r\n", true},
    {"recipients in another order", "ann@a.example", "boss@example.test support@example.test", NULL,
     ID HEAD "\r\nIt stops.\r\n", true},
    {"recipients in other letters", "ann@a.example", "BOSS@example.test Support@Example.test", NULL,
     ID HEAD "\r\nIt stops.\r\n", true},
    {"another trace", "ann@a.example", "support@example.test boss@example.test", NULL,
     "Received: from x by y; Mon, 23 Nov 2026 10:01:00 +0000\r\n" ID HEAD "\r\nIt stops.\r\n", true},
    {"another sender", "eve@a.example", "support@example.test boss@example.test", NULL,
     ID HEAD "\r\nIt stops.\r\n", false},
    {"the null sender", "", "support@example.test boss@example.test", NULL, ID HEAD "\r\nIt stops.\r\n",
     false},
    {"another body", "ann@a.example", "support@example.test boss@example.test", NULL,
     ID HEAD "\r\nIt stops!\r\n", false},
    {"fewer recipients", "ann@a.example", "support@example.test", NULL, ID HEAD "\r\nIt stops.\r\n", false},
    {"more recipients", "ann@a.example", "support@example.test boss@example.test x@example.test", NULL,
     ID HEAD "\r\nIt stops.\r\n", false},
    {"another Message-ID", "ann@a.example", "support@example.test boss@example.test", NULL,
     "Message-ID: <2@a.example>\r\n" HEAD "\r\nIt stops.\r\n", false},
    {"no Message-ID", "ann@a.example", "support@example.test boss@example.test", NULL,
     HEAD "\r\nIt stops.\r\n", false},
};

static void the_same_message_is_known_again(void **state) {
    (void)state;
    g_autoptr(Seal) seal = support_seal(1), other = support_seal(2);
    const SealHash wanted = identity_of(seal, &first), foreign = identity_of(other, &first);
    assert_memory_not_equal(&wanted, &foreign, sizeof wanted);
    for (size_t i = 0; i < G_N_ELEMENTS(tries); i++) {
        const SealHash found = identity_of(seal, &tries[i]);
        if ((memcmp(&wanted, &found, sizeof wanted) == 0) != tries[i].same)
            fail_msg("%s: %s", tries[i].name, tries[i].same ? "not known" : "taken for the first");
    }
}

static void without_an_id_date_and_subject_tell_apart(void **state) {
    (void)state;
    g_autoptr(Seal) seal = support_seal(1);
    static const Try mails[] = {
        {"", "a@x.example", "s@example.test", NULL,
         "Subject: one\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\nHello\r\n", 0},
        {"", "a@x.example", "s@example.test", NULL,
         "Subject: two\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\nHello\r\n", 0},
        {"", "a@x.example", "s@example.test", NULL,
         "Subject: one\r\nDate: Mon, 23 Nov 2026 11:00:00 +0000\r\n\r\nHello\r\n", 0},
        {"", "a@x.example", "s@example.test", NULL, "Subject: one\r\n\r\nHello\r\n", 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(mails); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(mails); j++) {
            const SealHash a = identity_of(seal, &mails[i]), b = identity_of(seal, &mails[j]);
            assert_int_equal(memcmp(&a, &b, sizeof a) == 0, i == j);
        }
}

static bool do_add(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const int64_t *seen = data;
    for (uint64_t i = 0; i < 10; i++) {
        g_autoptr(Arrival) arrival = arrival_new();
        arrival->id = i + 1;
        arrival->thread = 5;
        arrival->seen = *seen + (int64_t)i * G_TIME_SPAN_DAY;
        const uint64_t row = 77;
        g_array_append_val(arrival->outbox, row);
        g_ptr_array_add(arrival->fields, g_strdup("Earshot-Level: none"));
        arrival_add(txn, arrival);
    }
    return true;
}

typedef struct Forgetting {
    int64_t now;
    unsigned most, count;
} Forgetting;

static bool do_forget(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Forgetting *forgetting = data;
    forgetting->count = 0;
    for (uint64_t id;
         forgetting->count < forgetting->most && (id = arrival_expired(txn, forgetting->now)) != 0;
         forgetting->count++)
        arrival_remove(txn, id);
    return true;
}

static bool do_count_left(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    for (uint64_t i = 1; i <= 10; i++) {
        g_autoptr(Arrival) arrival = arrival_get(txn, i);
        if (arrival == NULL)
            continue;
        g_assert_cmpuint(arrival->outbox->len, ==, 1);
        g_assert_cmpuint(g_array_index(arrival->outbox, uint64_t, 0), ==, 77);
        g_assert_cmpstr(arrival->fields->pdata[0], ==, "Earshot-Level: none");
        ++*(unsigned *)data;
    }
    return true;
}

static unsigned left(Ground *ground) {
    unsigned count = 0;
    support_read(ground, do_count_left, &count);
    return count;
}

static unsigned forget(Ground *ground, int64_t now, unsigned most) {
    Forgetting forgetting = {.now = now, .most = most};
    support_write(ground, do_forget, &forgetting);
    return forgetting.count;
}

static void what_is_old_is_forgotten_and_nothing_else(void **state) {
    Ground *ground = *state;
    int64_t seen = NOON_MONDAY;
    support_write(ground, do_add, &seen);
    assert_int_equal(left(ground), 10);
    assert_int_equal(forget(ground, NOON_MONDAY + ARRIVAL_KEPT - 1, 100), 0);
    assert_int_equal(forget(ground, NOON_MONDAY + ARRIVAL_KEPT, 100), 1);
    assert_int_equal(forget(ground, NOON_MONDAY + ARRIVAL_KEPT + 5 * G_TIME_SPAN_DAY, 3),
                     3); // a few at a time
    assert_int_equal(left(ground), 6);
    assert_int_equal(forget(ground, INT64_MAX, 100), 6);
    assert_int_equal(left(ground), 0);
    assert_int_equal(forget(ground, INT64_MAX, 100), 0);
}

typedef struct Walk {
    int64_t since;
    unsigned most, count;
    int64_t last;
} Walk;

static bool take_one(const Arrival *arrival, void *data) {
    Walk *walk = data;
    assert_true(arrival->seen >= walk->since && arrival->seen >= walk->last);
    walk->last = arrival->seen;
    return ++walk->count < walk->most;
}

static bool do_walk(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Walk *walk = data;
    arrival_walk(txn, walk->since, take_one, walk);
    return true;
}

// What else expires stands between them.
static bool do_add_stranger(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(GBytes) nothing = g_bytes_new_static("", 1);
    const int64_t seen = *(const int64_t *)data;
    store_put(txn, TABLE_EXPIRY, store_key_pair((uint64_t)(seen + ARRIVAL_KEPT + 1), 4711), STORE_OWNER_NONE,
              nothing);
    return true;
}

static void the_latest_are_walked(void **state) {
    Ground *ground = *state;
    int64_t seen = NOON_MONDAY;
    support_write(ground, do_add, &seen);
    support_write(ground, do_add_stranger, &seen);
    const struct {
        int64_t since;
        unsigned most, count;
    } cases[] = {{0, 100, 10},
                 {NOON_MONDAY, 100, 10},
                 {NOON_MONDAY + 1, 100, 9},
                 {NOON_MONDAY, 3, 3},
                 {NOON_MONDAY + 8 * G_TIME_SPAN_DAY, 100, 2},
                 {NOON_MONDAY + 30 * G_TIME_SPAN_DAY, 100, 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Walk walk = {.since = cases[i].since, .most = cases[i].most};
        support_read(ground, do_walk, &walk);
        assert_int_equal(walk.count, cases[i].count);
    }
}

static int setup(void **state) {
    message_library_start();
    return ground_setup(state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_message_is_known_again, setup, ground_teardown),
        cmocka_unit_test_setup_teardown(the_latest_are_walked, setup, ground_teardown),
        cmocka_unit_test_setup_teardown(without_an_id_date_and_subject_tell_apart, setup, ground_teardown),
        cmocka_unit_test_setup_teardown(what_is_old_is_forgotten_and_nothing_else, setup, ground_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
