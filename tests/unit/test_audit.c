// Lines that are only added: whatever else is done to them shows.
#include "support.h"

#include <glib/gstdio.h>
#include "audit.h"

typedef struct Given {
    const char *pm;
    CommandVerb verb;
    uint64_t thread;
    bool done;
    const char *outcome;
} Given;

static const Given GIVEN[] = {
    {"anna", COMMAND_ACK, 11, true, "done"},
    {"anna", COMMAND_PHASE, 11, true, "done: solving"},
    {"ben", COMMAND_CLOSE, 12, false, "refused: other-pm"},
    {"shell: root", COMMAND_FIXED, 0, true, "done: P12 4.3"},
    {"anna", COMMAND_UNKNOWN, 0, false, "refused: verb"},
};

static bool do_add(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Given *given = data;
    AuditLine line = {
        .at = NOON_MONDAY,
        .pm = (char *)(uintptr_t)given->pm,
        .verb = given->verb,
        .thread = given->thread,
        .done = given->done,
        .outcome = (char *)(uintptr_t)given->outcome,
    };
    audit_add(txn, &line);
    return true;
}

static void add_all(Ground *ground) {
    for (size_t i = 0; i < G_N_ELEMENTS(GIVEN); i++) {
        Given given = GIVEN[i];
        support_write(ground, do_add, &given);
    }
}

typedef struct Check {
    uint64_t count, broken;
    bool whole;
} Check;

static bool do_verify(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Check *check = data;
    check->whole = audit_verify(txn, &check->count, &check->broken);
    return !store_failed(txn);
}

static Check verify(Ground *ground) {
    Check check = {0};
    support_read(ground, do_verify, &check);
    return check;
}

static bool compare_line(StoreTxn *txn, const AuditLine *line, void *data) {
    (void)txn;
    size_t *seen = data;
    const Given *given = &GIVEN[*seen];
    g_assert_cmpuint(line->number, ==, *seen + 1);
    g_assert_cmpstr(line->pm, ==, given->pm);
    g_assert_cmpint(line->verb, ==, given->verb);
    g_assert_cmpuint(line->thread, ==, given->thread);
    g_assert_cmpint(line->done, ==, given->done);
    g_assert_cmpstr(line->outcome, ==, given->outcome);
    g_assert_true(line->at == NOON_MONDAY);
    return ++*seen < G_N_ELEMENTS(GIVEN);
}

static bool do_compare(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    audit_walk(txn, compare_line, data);
    return !store_failed(txn);
}

static void what_was_added_stands(void **state) {
    Ground *ground = *state;
    Check check = verify(ground);
    assert_true(check.whole && check.count == 0 && check.broken == 0);
    add_all(ground);
    size_t seen = 0;
    support_read(ground, do_compare, &seen);
    assert_int_equal(seen, G_N_ELEMENTS(GIVEN));
    check = verify(ground);
    assert_true(check.whole && check.count == 5 && check.broken == 0);
    ground_close(ground);
    ground_open(ground);
    add_all(ground);
    check = verify(ground);
    assert_true(check.whole && check.count == 10);
}

// --- what somebody does who can write records, but not the hashes ---

typedef void (*Tamper)(StoreTxn *txn);

typedef struct Tampering {
    Tamper tamper;
} Tampering;

static GBytes *record_of(StoreTxn *txn, uint64_t number) {
    GBytes *bytes = store_get(txn, TABLE_AUDIT, store_key_number(number));
    g_assert_nonnull(bytes);
    return bytes;
}

static void put_at(StoreTxn *txn, uint64_t number, GBytes *bytes) {
    store_put(txn, TABLE_AUDIT, store_key_number(number), STORE_OWNER_NONE, bytes);
}

static void change_byte(StoreTxn *txn, uint64_t number, size_t from_end) {
    g_autoptr(GBytes) bytes = record_of(txn, number);
    gsize size;
    const uint8_t *data = g_bytes_get_data(bytes, &size);
    g_autofree uint8_t *copy = g_memdup2(data, size);
    g_assert_cmpuint(from_end, <, size);
    copy[size - 1 - from_end] ^= 1;
    g_autoptr(GBytes) changed = g_bytes_new(copy, size);
    put_at(txn, number, changed);
}

static void change_outcome(StoreTxn *txn) {
    change_byte(txn, 3, sizeof(SealHash));
}

static void change_hash(StoreTxn *txn) {
    change_byte(txn, 2, 0);
}

static void change_name(StoreTxn *txn) {
    g_autoptr(GBytes) bytes = record_of(txn, 1);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autofree char *copy = g_memdup2(data, size);
    char *name = memmem(copy, size, "anna", 4);
    g_assert_nonnull(name);
    memcpy(name, "anne", 4);
    g_autoptr(GBytes) changed = g_bytes_new(copy, size);
    put_at(txn, 1, changed);
}

static void remove_middle(StoreTxn *txn) {
    store_del(txn, TABLE_AUDIT, store_key_number(3));
}

static void remove_first(StoreTxn *txn) {
    store_del(txn, TABLE_AUDIT, store_key_number(1));
}

static void remove_last(StoreTxn *txn) {
    store_del(txn, TABLE_AUDIT, store_key_number(5));
}

static void remove_head(StoreTxn *txn) {
    store_del(txn, TABLE_AUDIT, store_key_number(0));
}

static void remove_all_but_head(StoreTxn *txn) {
    for (uint64_t i = 1; i <= 5; i++)
        store_del(txn, TABLE_AUDIT, store_key_number(i));
}

static void close_the_gap(StoreTxn *txn) {
    for (uint64_t i = 3; i < 5; i++) {
        g_autoptr(GBytes) next = record_of(txn, i + 1);
        put_at(txn, i, next);
    }
    store_del(txn, TABLE_AUDIT, store_key_number(5));
}

static void swap_two(StoreTxn *txn) {
    g_autoptr(GBytes) second = record_of(txn, 2);
    g_autoptr(GBytes) third = record_of(txn, 3);
    put_at(txn, 2, third);
    put_at(txn, 3, second);
}

static void repeat_last(StoreTxn *txn) {
    g_autoptr(GBytes) last = record_of(txn, 5);
    put_at(txn, 6, last);
}

static void add_far_ahead(StoreTxn *txn) {
    g_autoptr(GBytes) last = record_of(txn, 5);
    put_at(txn, UINT64_MAX, last);
}

static void add_rubbish(StoreTxn *txn) {
    g_autoptr(GBytes) rubbish = support_bytes("J\x01rubbish");
    put_at(txn, 4, rubbish);
}

static bool do_tamper(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    ((const Tampering *)data)->tamper(txn);
    return true;
}

static void what_was_done_to_it_shows(void **state) {
    static const struct {
        const char *name;
        Tamper tamper;
        uint64_t broken;
    } cases[] = {
        {"a changed outcome", change_outcome, 3},
        {"a changed name", change_name, 1},
        {"a changed hash", change_hash, 2},
        {"the middle taken out", remove_middle, 3},
        {"the first taken out", remove_first, 1},
        {"the last taken out", remove_last, 5},
        {"all taken out", remove_all_but_head, 1},
        {"the head taken out", remove_head, 6},
        {"one taken out and the others moved up", close_the_gap, 3},
        {"two swapped", swap_two, 2},
        {"the last again", repeat_last, 6},
        {"one far ahead", add_far_ahead, 6},
        {"what is no line", add_rubbish, 4},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        void *fresh = NULL;
        ground_setup(&fresh);
        Ground *ground = fresh;
        add_all(ground);
        Tampering tampering = {.tamper = cases[i].tamper};
        support_write(ground, do_tamper, &tampering);
        const Check check = verify(ground);
        if (check.whole || check.broken != cases[i].broken)
            fail_msg("%s: %s, line %u", cases[i].name, check.whole ? "whole" : "broken",
                     (unsigned)check.broken);
        ground_teardown(&fresh);
    }
    (void)state;
}

// With another key the same records make no chain: that is what a forger without the key can do at best.
static void lines_of_another_key_do_not_fit(void **state) {
    Ground *ground = *state;
    add_all(ground);
    void *other_state = NULL;
    ground_setup(&other_state);
    Ground *other = other_state;
    ground_close(other);
    seal_free(other->seal);
    other->seal = support_seal(2);
    ground_empty(other);
    ground_open(other);
    Given line = GIVEN[0];
    for (unsigned i = 0; i < 5; i++)
        support_write(other, do_add, &line);
    assert_true(verify(other).whole);
    ground_teardown(&other_state);
    assert_true(verify(ground).whole);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(what_was_added_stands),
        cmocka_unit_test(what_was_done_to_it_shows),
        ground_test(lines_of_another_key_do_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
