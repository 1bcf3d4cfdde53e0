// That a mail was sent is known to the store as soon as it can be, whatever else is
// damaged: what is not known would be sent again.
#include "support.h"

#include "outbox.h"
#include "ledger.h"

enum { ROW = 7, THREAD = 14 };

static bool do_claim(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    char mailbox[] = "support", to[] = "ann@a.example", sender[] = "", message_id[] = "x@y";
    g_autoptr(GBytes) values = g_bytes_new_static("values", 6);
    OutboxRow row = {.id = ROW,
                     .kind = OUTBOX_ACKNOWLEDGEMENT,
                     .mailbox = mailbox,
                     .to = to,
                     .envelope_sender = sender,
                     .message_id = message_id,
                     .values = values,
                     .created = NOON_MONDAY,
                     .due = NOON_MONDAY,
                     .give_up = G_TIME_SPAN_DAY,
                     .thread = THREAD,
                     .entry = 1};
    outbox_add(txn, &row);
    g_autoptr(OutboxRow) claimed = outbox_claim(txn, COURIER, NOON_MONDAY);
    return claimed != NULL && !store_failed(txn);
}

static const OutboxRow CLAIMED = {.id = ROW, .holder = COURIER, .generation = 1};

// Another courier takes it over, as it may behind the end of the lease.
static bool do_take_over(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(OutboxRow) claimed = outbox_claim(txn, COURIER + 1, NOON_MONDAY + OUTBOX_LEASE);
    return claimed != NULL && !store_failed(txn);
}

static bool do_damage(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(GBytes) noise = g_bytes_new_static("noise", 5);
    store_put(txn, *(const Table *)data,
              store_key_number(*(const Table *)data == TABLE_THREAD ? THREAD : ROW), STORE_OWNER_NONE, noise);
    return !store_failed(txn);
}

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(OutboxRow) row = outbox_get(txn, ROW);
    *(OutboxState *)data = row->state;
    return true;
}

static OutboxState state_of_row(Ground *ground) {
    OutboxState state = OUTBOX_STATES;
    support_read(ground, do_look, &state);
    return state;
}

static void what_was_sent_is_done(void **state) {
    Ground *ground = *state;
    Ledger *ledger = ledger_new(ground->store, NULL);
    support_write(ground, do_claim, NULL);
    assert_true(ledger_settle(ledger));
    assert_true(ledger_record(ledger, &CLAIMED, RELAY_SENT, "250 ok"));
    assert_int_equal(state_of_row(ground), OUTBOX_DONE);
    assert_true(ledger_record(ledger, &CLAIMED, RELAY_DEFER, "451 later"));
    assert_int_equal(state_of_row(ground), OUTBOX_DONE);
    ledger_free(ledger);
}

static void damage_beside_it_changes_nothing(void **state) {
    Ground *ground = *state;
    Ledger *ledger = ledger_new(ground->store, NULL);
    Table table = TABLE_THREAD;
    support_write(ground, do_claim, NULL);
    support_write(ground, do_damage, &table);
    assert_true(ledger_record(ledger, &CLAIMED, RELAY_SENT, "250 ok"));
    assert_int_equal(state_of_row(ground), OUTBOX_DONE);
    ledger_free(ledger);
}

static void a_damaged_row_keeps_no_other(void **state) {
    Ground *ground = *state;
    Ledger *ledger = ledger_new(ground->store, NULL);
    Table table = TABLE_OUTBOX;
    support_write(ground, do_claim, NULL);
    support_write(ground, do_damage, &table);
    assert_true(ledger_record(ledger, &CLAIMED, RELAY_SENT, "250 ok"));
    assert_true(ledger_settle(ledger));
    ledger_free(ledger);
}

static void what_another_has_is_left_alone(void **state) {
    static const RelayFate FATES[] = {RELAY_SENT, RELAY_DEFER, RELAY_BURY};
    Ground *ground = *state;
    g_autofree char *why = NULL;
    g_autoptr(Vitals) vitals = vitals_open(ground->directory, "courier", NOON_MONDAY, &why);
    Ledger *ledger = ledger_new(ground->store, vitals);
    support_write(ground, do_claim, NULL);
    support_write(ground, do_take_over, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(FATES); i++) {
        assert_true(ledger_record(ledger, &CLAIMED, FATES[i], "of the first")); // and done with
        assert_true(ledger_settle(ledger));
        assert_int_equal(state_of_row(ground), OUTBOX_CLAIMED);
    }
    VitalsView view;
    assert_true(vitals_look(ground->directory, "courier", &view, NULL));
    assert_int_equal(vitals_get(&view, VITAL_FENCED, 0), G_N_ELEMENTS(FATES));
    const OutboxRow second = {.id = ROW, .holder = COURIER + 1, .generation = 2};
    assert_true(ledger_record(ledger, &second, RELAY_SENT, "250 ok"));
    assert_int_equal(state_of_row(ground), OUTBOX_DONE);
    ledger_free(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_sent_is_done, ground_setup, ground_teardown),
        cmocka_unit_test_setup_teardown(damage_beside_it_changes_nothing, ground_setup, ground_teardown),
        cmocka_unit_test_setup_teardown(what_another_has_is_left_alone, ground_setup, ground_teardown),
        cmocka_unit_test_setup_teardown(a_damaged_row_keeps_no_other, ground_setup, ground_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
