// What is kept of messages: read back, walked in order of time in pieces, forgotten
// after 90 days, gone with its owner; damaged records are refused.
#include "support.h"

#include "contact.h"
#include "heard.h"
#include "record.h"

#define DAY G_TIME_SPAN_DAY

static Heard sample(uint32_t entry, int64_t at) {
    static const char BYTES[] = "an impression";
    return (Heard){.entry = entry,
                   .at = at,
                   .mailbox = (char *)"support",
                   .verdict = LEVEL_ESCALATION,
                   .lesson = 7,
                   .decided = LEVEL_CRITICAL,
                   .lifted = true,
                   .alerted = LEVEL_CONCERN,
                   .due = at + 5,
                   .first = entry == 1,
                   .tier = entry == 1 ? (char *)"gold" : NULL,
                   .key_account = true,
                   .reference = KNOWN_YES,
                   .renewal_days = entry == 1 ? -3 : HEARD_NO_RENEWAL,
                   .impression = g_bytes_new_static(BYTES, sizeof BYTES)};
}

static void put(StoreTxn *txn, uint64_t id, uint64_t owner, uint32_t entry, int64_t at) {
    const Thread thread = {.id = id, .owner = owner};
    const Heard heard = sample(entry, at);
    heard_put(txn, &thread, &heard);
    g_bytes_unref(heard.impression);
}

static void assert_same(const Heard *left, const Heard *right) {
    g_assert_cmpint(left->at, ==, right->at);
    g_assert_cmpstr(left->mailbox, ==, right->mailbox);
    g_assert_cmpint(left->verdict, ==, right->verdict);
    g_assert_cmpuint(left->lesson, ==, right->lesson);
    g_assert_cmpint(left->decided, ==, right->decided);
    g_assert_true(left->quiet == right->quiet && left->lifted == right->lifted &&
                  left->first == right->first);
    g_assert_cmpint(left->alerted, ==, right->alerted);
    g_assert_cmpint(left->due, ==, right->due);
    g_assert_cmpstr(left->tier, ==, right->tier);
    g_assert_true(left->key_account == right->key_account);
    g_assert_cmpint(left->reference, ==, right->reference);
    g_assert_cmpint(left->renewal_days, ==, right->renewal_days);
    g_assert_true(g_bytes_equal(left->impression, right->impression));
}

static bool do_round(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (uint32_t entry = 1; entry <= 2; entry++) {
        put(txn, 42, STORE_OWNER_NONE, entry, NOON_MONDAY);
        g_auto(Heard) heard = {0};
        const Heard wanted = sample(entry, NOON_MONDAY);
        g_assert_true(heard_get(txn, 42, entry, &heard));
        assert_same(&heard, &wanted);
        g_bytes_unref(wanted.impression);
    }
    Heard none;
    g_assert_false(heard_get(txn, 42, 3, &none));
    g_assert_false(heard_get(txn, 0, 0, &none));
    return !store_failed(txn);
}

static void what_is_kept_is_read_back(void **state) {
    support_write(*state, do_round, NULL);
}

static void note(StoreTxn *txn, const Heard *heard, void *data) {
    (void)txn;
    g_string_append_printf(data, "%d:%u/%u ", (int)((heard->at - NOON_MONDAY) / DAY), (unsigned)heard->thread,
                           heard->entry);
}

static void assert_walk(StoreTxn *txn, int64_t since, unsigned most, const char *wanted) {
    g_autoptr(GString) text = g_string_new(NULL);
    HeardPlace place = {.at = since};
    while (heard_walk(txn, &place, most, note, text))
        ;
    g_assert_cmpstr(text->str, ==, wanted);
}

static bool do_walk(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    assert_walk(txn, 0, 2, "");
    put(txn, 9, STORE_OWNER_NONE, 1, NOON_MONDAY + DAY);
    put(txn, 3, STORE_OWNER_NONE, 2, NOON_MONDAY);
    put(txn, 3, STORE_OWNER_NONE, 1, NOON_MONDAY);
    put(txn, 1, STORE_OWNER_NONE, 1, NOON_MONDAY + 2 * DAY);
    put(txn, UINT64_MAX, STORE_OWNER_NONE, 1, NOON_MONDAY + 2 * DAY);
    for (unsigned most = 1; most < 7; most++)
        assert_walk(txn, 0, most, "0:3/1 0:3/2 1:9/1 2:1/1 2:4294967295/1 ");
    assert_walk(txn, NOON_MONDAY + 1, 3, "1:9/1 2:1/1 2:4294967295/1 ");
    const int64_t later = NOON_MONDAY;
    g_assert_cmpuint(heard_forget(txn, later, 9), ==, 0);
    g_assert_cmpuint(heard_forget(txn, later + 1, 1), ==, 1);
    assert_walk(txn, 0, 3, "0:3/2 1:9/1 2:1/1 2:4294967295/1 ");
    g_assert_cmpuint(heard_forget(txn, later + DAY + 1, 9), ==, 2);
    assert_walk(txn, 0, 3, "2:1/1 2:4294967295/1 ");
    return !store_failed(txn);
}

static void walks_and_forgets_by_time(void **state) {
    support_write(*state, do_walk, NULL);
}

static bool do_own(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    uint64_t *slots = data;
    slots[0] = contact_take(txn, "ann@a.example", NOON_MONDAY).slot;
    slots[1] = contact_take(txn, "bob@b.example", NOON_MONDAY).slot;
    put(txn, 1, slots[0], 1, NOON_MONDAY);
    put(txn, 2, slots[1], 1, NOON_MONDAY);
    return !store_failed(txn);
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    return store_slot_erase(txn, *(uint64_t *)data, error);
}

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    assert_walk(txn, 0, 1, "0:2/1 ");
    return !store_failed(txn);
}

static void an_erased_person_is_absent(void **state) {
    uint64_t slots[2];
    support_write(*state, do_own, slots);
    support_write(*state, do_erase, slots);
    support_read(*state, do_look, NULL);
}

static bool do_damage(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const size_t *kept = data;
    put(txn, 5, STORE_OWNER_NONE, 1, NOON_MONDAY);
    g_autoptr(GBytes) whole = store_get(txn, TABLE_HEARD, store_key_pair(5, 1));
    g_autoptr(GBytes) cut = g_bytes_new_from_bytes(whole, 0, MIN(*kept, g_bytes_get_size(whole) - 1));
    store_put(txn, TABLE_HEARD, store_key_pair(5, 1), STORE_OWNER_NONE, cut);
    Heard heard;
    g_assert_false(heard_get(txn, 5, 1, &heard));
    return !store_failed(txn);
}

static void damaged_records_fail(void **state) {
    Ground *ground = *state;
    for (size_t kept = 1; kept < 90; kept += 4) {
        g_autoptr(GError) error = NULL;
        assert_false(store_write(ground->store, do_damage, &kept, 0, &error));
        support_assert_fate(error, FATE_CORRUPT);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(what_is_kept_is_read_back), ground_test(walks_and_forgets_by_time),
        ground_test(an_erased_person_is_absent), ground_test(damaged_records_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
