// Persons: what is remembered of them, and that it is found by any spelling.
#include "support.h"

#include "contact.h"

static const int64_t MINUTE = G_TIME_SPAN_MINUTE;

static const char ANN[] = "ann@a.example";

static bool do_take(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    Contact found;
    g_assert_false(contact_find(txn, ANN, &found));
    const Contact ann = contact_take(txn, ANN, NOON_MONDAY);
    const Contact bob = contact_take(txn, "bob@a.example", NOON_MONDAY);
    const Contact again = contact_take(txn, "ANN@A.example", NOON_MONDAY + MINUTE);
    g_assert_true(ann.slot != 0 && ann.slot != bob.slot && ann.slot == again.slot);
    g_assert_true(again.first_seen == NOON_MONDAY && again.last_acknowledged == 0 && again.heard == 0 &&
                  again.written == 0);
    return true;
}

static void a_person_is_one_in_whatever_letters(void **state) {
    support_write(*state, do_take, NULL);
}

static bool do_notes(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    Contact ann = {0};
    contact_note_answered(txn, ANN, NOON_MONDAY); // of nobody we know: nothing to note it with
    g_assert_false(contact_find(txn, ANN, &ann));
    contact_note_heard(txn, ANN, NOON_MONDAY);
    g_assert_true(contact_find(txn, ANN, &ann) && ann.first_seen == NOON_MONDAY);
    contact_note_heard(txn, ANN, NOON_MONDAY + MINUTE);
    contact_note_answered(txn, ANN, NOON_MONDAY + 2 * MINUTE);
    g_assert_true(contact_find(txn, ANN, &ann));
    g_assert_true(ann.heard == NOON_MONDAY && ann.last_acknowledged == NOON_MONDAY + 2 * MINUTE);
    g_assert_true(ann.written == 0 && !contact_is_correspondent(&ann)); // a machine's answer is no person's
    contact_note_written(txn, "Ann@a.example", NOON_MONDAY + 3 * MINUTE);
    contact_note_written(txn, ANN, NOON_MONDAY + MINUTE); // out of order
    g_assert_true(contact_find(txn, ANN, &ann));
    g_assert_true(ann.written == NOON_MONDAY + 3 * MINUTE && ann.heard == NOON_MONDAY &&
                  ann.last_acknowledged == NOON_MONDAY + 2 * MINUTE && contact_is_correspondent(&ann));
    return true;
}

static void each_note_leaves_the_others_alone(void **state) {
    support_write(*state, do_notes, NULL);
}

static bool do_write_first(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    Contact eve = {0};
    contact_note_written(txn, "eve@e.example", NOON_MONDAY);
    g_assert_true(contact_find(txn, "eve@e.example", &eve) && eve.slot != 0);
    g_assert_false(contact_is_correspondent(&eve)); // only we wrote
    contact_note_heard(txn, "eve@e.example", NOON_MONDAY);
    g_assert_true(contact_find(txn, "eve@e.example", &eve) && contact_is_correspondent(&eve));
    return true;
}

static void a_correspondent_is_one_who_wrote_back(void **state) {
    support_write(*state, do_write_first, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(a_person_is_one_in_whatever_letters),
        ground_test(each_note_leaves_the_others_alone),
        ground_test(a_correspondent_is_one_who_wrote_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
