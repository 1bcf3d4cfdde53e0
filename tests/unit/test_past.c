// What is remembered of a customer's conversations, by events of one and of many.
#include "support.h"

#include "contact.h"
#include "past.h"

#define DAY G_TIME_SPAN_DAY

static const char ANN[] = "ann@a.example", BEN[] = "ben@a.example", ACME[] = "A-1";

typedef void (*Step)(StoreTxn *txn);

typedef struct Work {
    Step step;
} Work;

static bool do_step(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    ((const Work *)data)->step(txn);
    return !store_failed(txn);
}

static void write_step(Ground *ground, Step step) {
    Work work = {step};
    support_write(ground, do_step, &work);
}

static Thread *open_one(StoreTxn *txn, uint64_t id, const char *from, const char *account, Level level) {
    Thread *thread = thread_new();
    thread->id = id;
    thread->from = g_strdup(from);
    thread->account = g_strdup(account);
    thread->owner = from == NULL ? STORE_OWNER_NONE : contact_take(txn, from, NOON_MONDAY).slot;
    thread->opened = NOON_MONDAY + (int64_t)id * DAY;
    thread->level = level;
    past_note(txn, thread, thread->opened);
    return thread;
}

// "3 ever: 2 critical open, 1 none until +4": newest first, ends in days after noon on Monday.
static char *tell(StoreTxn *txn, const char *account, const char *address) {
    g_autoptr(Past) past = past_find(txn, account, address);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%u ever", past->threads);
    for (guint i = 0; i < past->recent->len; i++) {
        const PastThread *thread = &g_array_index(past->recent, PastThread, i);
        g_string_append_printf(text, "%s %u %s", i == 0 ? ":" : ",", (unsigned)thread->thread,
                               level_name(thread->level));
        if (thread->closed != 0)
            g_string_append_printf(text, " until %+d", (int)((thread->closed - NOON_MONDAY) / DAY));
    }
    return g_string_free(text, FALSE);
}

static void assert_past(StoreTxn *txn, const char *account, const char *address, const char *wanted) {
    g_autofree char *told = tell(txn, account, address);
    g_assert_cmpstr(told, ==, wanted);
}

static void a_life(StoreTxn *txn) {
    assert_past(txn, ACME, ANN, "0 ever");
    assert_past(txn, NULL, NULL, "0 ever");
    g_autoptr(Thread) thread = open_one(txn, 1, ANN, ACME, LEVEL_CONCERN);
    assert_past(txn, ACME, ANN, "1 ever: 1 concern");
    past_note(txn, thread, NOON_MONDAY + 2 * DAY);
    assert_past(txn, ACME, ANN, "1 ever: 1 concern");
    thread->level = LEVEL_CRITICAL;
    past_note(txn, thread, NOON_MONDAY + 2 * DAY);
    thread->phase = PHASE_FOLLOW_UP;
    thread->level = LEVEL_NONE;
    past_note(txn, thread, NOON_MONDAY + 3 * DAY);
    assert_past(txn, ACME, ANN, "1 ever: 1 critical until +3");
    thread->phase = PHASE_CLOSED;
    past_note(txn, thread, NOON_MONDAY + 9 * DAY);
    assert_past(txn, ACME, ANN, "1 ever: 1 critical until +3");
    thread->phase = PHASE_SOLVING;
    past_note(txn, thread, NOON_MONDAY + 10 * DAY);
    assert_past(txn, ACME, ANN, "1 ever: 1 critical");
    past_correct(txn, thread, LEVEL_CONCERN, NOON_MONDAY + 10 * DAY);
    assert_past(txn, ACME, ANN, "1 ever: 1 concern");
}

static void of_one_conversation(void **state) {
    write_step(*state, a_life);
}

static void two_people(StoreTxn *txn) {
    g_autoptr(Thread) one = open_one(txn, 1, ANN, ACME, LEVEL_CONCERN);
    g_autoptr(Thread) two = open_one(txn, 2, BEN, ACME, LEVEL_ESCALATION);
    g_autoptr(Thread) other = open_one(txn, 3, "cat@c.example", "C-3", LEVEL_CRITICAL);
    g_autoptr(Thread) nobody = open_one(txn, 4, NULL, NULL, LEVEL_CRITICAL);
    assert_past(txn, NULL, "ANN@A.example", "1 ever: 1 concern");
    assert_past(txn, ACME, NULL, "2 ever: 2 escalation, 1 concern");
    assert_past(txn, ACME, ANN, "2 ever: 2 escalation, 1 concern");
    assert_past(txn, "a-1", NULL, "0 ever"); // keys are as the customer's system has them
}

static void of_an_account_and_its_people(void **state) {
    write_step(*state, two_people);
}

static void account_later(StoreTxn *txn) {
    g_autoptr(Thread) one = open_one(txn, 1, ANN, NULL, LEVEL_CONCERN);
    g_autoptr(Thread) two = open_one(txn, 2, ANN, NULL, LEVEL_CONCERN);
    two->account = g_strdup(ACME);
    two->level = LEVEL_ESCALATION;
    past_note(txn, two, NOON_MONDAY + 5 * DAY);
    g_autoptr(Thread) three = open_one(txn, 3, BEN, ACME, LEVEL_NONE);
    assert_past(txn, ACME, NULL, "2 ever: 3 none, 2 escalation");
    assert_past(txn, ACME, ANN, "3 ever: 3 none, 2 escalation, 1 concern");
}

static void an_account_that_was_imported_later(void **state) {
    write_step(*state, account_later);
}

static void renamed(StoreTxn *txn) {
    g_autoptr(Thread) one = open_one(txn, 1, ANN, ACME, LEVEL_CRITICAL);
    g_autoptr(Thread) two = open_one(txn, 2, BEN, "X-9", LEVEL_NONE);
    past_inherit(txn, "none", "X-9");
    assert_past(txn, "X-9", NULL, "1 ever: 2 none");
    for (unsigned i = 0; i < 2; i++) {
        past_inherit(txn, ACME, "X-9");
        assert_past(txn, "X-9", NULL, "2 ever: 2 none, 1 critical");
        assert_past(txn, ACME, NULL, "1 ever: 1 critical");
    }
    for (uint64_t i = 3; i < 3 + PAST_KEPT; i++) {
        g_autoptr(Thread) thread = open_one(txn, i, ANN, ACME, LEVEL_NONE);
    }
    past_inherit(txn, ACME, "X-9");
    g_autoptr(Past) past = past_find(txn, "X-9", NULL);
    g_assert_cmpuint(past->recent->len, ==, PAST_KEPT);
    g_assert_cmpuint(past->threads, ==, PAST_KEPT + 2);
}

static void an_account_that_has_another_key_now(void **state) {
    write_step(*state, renamed);
}

static void merged(StoreTxn *txn) {
    g_autoptr(Thread) one = open_one(txn, 1, ANN, ACME, LEVEL_CONCERN);
    g_autoptr(Thread) two = open_one(txn, 2, ANN, ACME, LEVEL_CONCERN);
    two->merged_into = 1;
    past_note(txn, two, NOON_MONDAY);
    assert_past(txn, ACME, ANN, "1 ever: 1 concern");
    past_note(txn, two, NOON_MONDAY);
    assert_past(txn, ACME, ANN, "1 ever: 1 concern");
    g_assert_false(two->counted);
}

static void one_that_was_merged_is_forgotten_once(void **state) {
    write_step(*state, merged);
}

static void many(StoreTxn *txn) {
    for (uint64_t i = 1; i <= 3 * PAST_KEPT; i++) {
        g_autoptr(Thread) thread = open_one(txn, i, ANN, ACME, LEVEL_CONCERN);
        past_note(txn, thread, NOON_MONDAY);
    }
    g_autoptr(Past) past = past_find(txn, ACME, ANN);
    g_assert_cmpuint(past->threads, ==, 3 * PAST_KEPT);
    g_assert_cmpuint(past->recent->len, ==, PAST_KEPT);
    for (guint i = 0; i < PAST_KEPT; i++)
        g_assert_cmpuint(g_array_index(past->recent, PastThread, i).thread, ==, 3 * PAST_KEPT - i);
    g_autoptr(Thread) old =
        open_one(txn, 1, ANN, ACME, LEVEL_CRITICAL); // it rises long after it left the list
    g_autoptr(Past) after = past_find(txn, ACME, ANN);
    g_assert_cmpuint(after->recent->len, ==, PAST_KEPT);
    g_assert_cmpuint(g_array_index(after->recent, PastThread, PAST_KEPT - 1).thread, ==, 2 * PAST_KEPT + 1);
}

static void of_many_the_newest_are_remembered(void **state) {
    write_step(*state, many);
}

static void late(StoreTxn *txn) {
    g_autoptr(Thread) two = open_one(txn, 2, ANN, NULL, LEVEL_CONCERN);
    g_autoptr(Thread) one = open_one(txn, 1, ANN, NULL, LEVEL_NONE);
    g_autoptr(Thread) three = open_one(txn, 3, ANN, NULL, LEVEL_NONE);
    assert_past(txn, NULL, ANN, "3 ever: 3 none, 2 concern, 1 none");
}

static void an_older_one_that_comes_late_stands_in_its_place(void **state) {
    write_step(*state, late);
}

static void open_both(StoreTxn *txn) {
    g_autoptr(Thread) one = open_one(txn, 1, ANN, ACME, LEVEL_ESCALATION);
    g_autoptr(Thread) two = open_one(txn, 2, BEN, ACME, LEVEL_CONCERN);
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    Contact contact;
    g_assert_true(contact_find(txn, ANN, &contact));
    return store_slot_erase(txn, contact.slot, error);
}

static void after(StoreTxn *txn) {
    assert_past(txn, NULL, ANN, "0 ever");
    assert_past(txn, NULL, BEN, "1 ever: 2 concern");
    assert_past(txn, ACME, NULL, "2 ever: 2 concern, 1 escalation"); // levels and times, which name nobody
}

static void whoever_is_erased_has_no_past(void **state) {
    write_step(*state, open_both);
    support_write(*state, do_erase, NULL);
    write_step(*state, after);
}

static void damage(StoreTxn *txn) {
    static const char JUNK[] = "junk";
    open_both(txn);
    StoreKey key = {0};
    g_autoptr(GBytes) junk = g_bytes_new_static(JUNK, sizeof JUNK);
    for (; store_next(txn, TABLE_PAST, &key, NULL); key = store_key_after(key))
        store_put(txn, TABLE_PAST, key, STORE_OWNER_NONE, junk);
}

static bool do_find(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Past) past = past_find(txn, ACME, ANN);
    g_assert_nonnull(past);
    return !store_failed(txn);
}

static void damage_is_told(void **state) {
    Ground *ground = *state;
    g_autoptr(GError) error = NULL;
    write_step(ground, damage);
    assert_false(store_read(ground->store, do_find, NULL, &error));
    support_assert_fate(error, FATE_CORRUPT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(of_one_conversation),
        ground_test(of_an_account_and_its_people),
        ground_test(an_account_that_was_imported_later),
        ground_test(an_account_that_has_another_key_now),
        ground_test(one_that_was_merged_is_forgotten_once),
        ground_test(of_many_the_newest_are_remembered),
        ground_test(an_older_one_that_comes_late_stands_in_its_place),
        ground_test(whoever_is_erased_has_no_past),
        ground_test(damage_is_told),
    };
    return cmocka_run_group_tests_name("past", tests, NULL, NULL);
}
