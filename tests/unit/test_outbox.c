// Mail that is to be sent: whatever is done in whatever order, rows and their
// index agree with a plain model, and none is sent twice or forgotten.
#include "support.h"

#include "outbox.h"
#include "record.h"

// Runs a step inside a write transaction; the step sees the ground and may assert with g_assert.
typedef struct Step {
    void (*run)(StoreTxn *txn, void *data);
    void *data;
} Step;

static bool do_step(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Step *step = data;
    step->run(txn, step->data);
    return !store_failed(txn);
}

static void within(Ground *ground, void (*run)(StoreTxn *, void *), void *data) {
    Step step = {run, data};
    support_write(ground, do_step, &step);
}

enum { ROWS = 12 };
static const int64_t SECOND = G_TIME_SPAN_SECOND, MINUTE = G_TIME_SPAN_MINUTE;

static void add(StoreTxn *txn, uint64_t id, int64_t due, GTimeSpan give_up) {
    char mailbox[] = "support", to[] = "ann@a.example", sender[] = "", message_id[] = "x@y";
    g_autoptr(GBytes) values = g_bytes_new_static("values", 6);
    OutboxRow row = {.id = id,
                     .mailbox = mailbox,
                     .to = to,
                     .envelope_sender = sender,
                     .message_id = message_id,
                     .values = values,
                     .created = NOON_MONDAY,
                     .due = due,
                     .give_up = give_up,
                     .thread = id * 2,
                     .entry = (uint32_t)id * 3};
    outbox_add(txn, &row);
}

// --- index and rows in step ---

static bool index_row(StoreTxn *txn, OutboxRow *row, void *data) {
    GHashTable *scheduled = data;
    (void)txn;
    if (row->state == OUTBOX_READY || row->state == OUTBOX_CLAIMED)
        g_assert_true(g_hash_table_insert(
            scheduled, g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GUINT64_FORMAT, row->due, row->id), NULL));
    return true;
}

static void check_index(StoreTxn *txn, void *data) {
    (void)data;
    g_autoptr(GHashTable) scheduled = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    outbox_walk(txn, index_row, scheduled);
    StoreKey key = {0};
    guint found = 0;
    while (store_next(txn, TABLE_DUE, &key, NULL)) {
        uint64_t due, id;
        store_key_numbers(&key, &due, &id);
        g_autofree char *name = g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GUINT64_FORMAT, (int64_t)due, id);
        g_assert_true(g_hash_table_contains(scheduled, name));
        found++;
        key = store_key_after(key);
    }
    g_assert_cmpuint(found, ==, g_hash_table_size(scheduled));
}

typedef struct Model { // what the outbox is held against
    GRand *rand;
    int64_t now;
    struct {
        bool known;
        OutboxState state;
        int64_t due, released;
    } rows[ROWS + 1];
} Model;

static bool is_scheduled(OutboxState state) {
    return state == OUTBOX_READY || state == OUTBOX_CLAIMED;
}

static void model_add(StoreTxn *txn, Model *model, uint64_t id) {
    if (model->rows[id].known)
        return;
    const int64_t due =
        g_rand_boolean(model->rand) ? 0 : model->now + g_rand_int_range(model->rand, 0, 60) * SECOND;
    add(txn, id, due, 10 * MINUTE);
    model->rows[id].known = true;
    model->rows[id].state = due == 0 ? OUTBOX_HELD : OUTBOX_READY;
    model->rows[id].due = due;
    model->rows[id].released = due;
}

static void model_claim(StoreTxn *txn, Model *model) {
    uint64_t wanted = 0;
    for (uint64_t id = 1; id <= ROWS; id++)
        if (model->rows[id].known && is_scheduled(model->rows[id].state) &&
            model->rows[id].due <= model->now &&
            (wanted == 0 || model->rows[id].due < model->rows[wanted].due))
            wanted = id;
    g_autoptr(OutboxRow) row = outbox_claim(txn, COURIER, model->now);
    g_assert_cmpuint(row == NULL ? 0 : row->id, ==, wanted);
    if (row == NULL)
        return;
    model->rows[wanted].state = OUTBOX_CLAIMED;
    model->rows[wanted].due = model->now + OUTBOX_LEASE;
    g_assert_cmpint(row->due, ==, model->now + OUTBOX_LEASE);
}

static void model_defer(StoreTxn *txn, Model *model, OutboxRow *row) {
    const bool too_late = model->now - model->rows[row->id].released >= row->give_up;
    g_assert_true(outbox_defer(txn, row, "451 later", model->now));
    g_assert_cmpint(row->state, ==, too_late ? OUTBOX_BURIED : OUTBOX_READY);
    if (!too_late)
        g_assert_cmpint(row->due, >, model->now);
}

static void model_touch(StoreTxn *txn, Model *model, uint64_t id) {
    g_autoptr(OutboxRow) row = outbox_get(txn, id);
    g_assert_cmpint(row != NULL, ==, model->rows[id].known);
    if (row == NULL)
        return;
    g_assert_cmpint(row->state, ==, model->rows[id].state);
    switch (g_rand_int_range(model->rand, 0, 6)) {
    case 0:
        if (row->state == OUTBOX_HELD)
            outbox_release(txn, row, model->now + g_rand_int_range(model->rand, 0, 10) * SECOND);
        break;
    case 1:
        if (row->state == OUTBOX_CLAIMED)
            model_defer(txn, model, row);
        break;
    case 2:
        if (row->state == OUTBOX_CLAIMED)
            g_assert_true(outbox_done(txn, row, "250 ok", model->now));
        break;
    case 3:
        if (row->state == OUTBOX_CLAIMED)
            g_assert_true(outbox_bury(txn, row, "550 no", model->now));
        break;
    case 4:
        outbox_drop(txn, row, "by hand", model->now);
        break;
    default:
        outbox_retry(txn, row, model->now);
        break;
    }
    model->rows[id].state = row->state;
    model->rows[id].due = row->due;
    model->rows[id].released = row->released;
}

static void model_reclaim(StoreTxn *txn, Model *model) {
    unsigned wanted = 0;
    for (uint64_t id = 1; id <= ROWS; id++)
        if (model->rows[id].known && model->rows[id].state == OUTBOX_CLAIMED &&
            model->rows[id].due > model->now) {
            model->rows[id].state = OUTBOX_READY;
            model->rows[id].due = model->now;
            wanted++;
        }
    g_assert_cmpuint(outbox_reclaim(txn, COURIER, model->now), ==, wanted);
}

static void model_step(StoreTxn *txn, void *data) {
    Model *model = data;
    model->now += g_rand_int_range(model->rand, 0, 90) * SECOND + 1;
    const uint64_t id = (uint64_t)g_rand_int_range(model->rand, 1, ROWS + 1);
    switch (g_rand_int_range(model->rand, 0, 8)) {
    case 0:
        model_add(txn, model, id);
        break;
    case 1:
    case 2:
    case 3:
        model_claim(txn, model);
        break;
    case 4:
        if (g_rand_int_range(model->rand, 0, 10) == 0)
            model_reclaim(txn, model);
        break;
    default:
        model_touch(txn, model, id);
        break;
    }
    int64_t next = INT64_MAX;
    for (uint64_t i = 1; i <= ROWS; i++)
        if (model->rows[i].known && is_scheduled(model->rows[i].state))
            next = MIN(next, model->rows[i].due);
    g_assert_cmpint(outbox_next_due(txn), ==, next);
}

static void model_run(StoreTxn *txn, void *data) {
    for (int i = 0; i < 50; i++)
        model_step(txn, data);
    check_index(txn, NULL);
}

static void random_lives_agree_with_a_model(void **state) {
    Ground *ground = *state;
    g_autoptr(GRand) rand = support_rand("outbox");
    Model model = {.rand = rand, .now = NOON_MONDAY};
    for (int i = 0; i < 100; i++)
        within(ground, model_run, &model);
}

// --- one row ---

static void tells_all_it_was_given(StoreTxn *txn, void *data) {
    (void)data;
    add(txn, 7, 0, 5 * MINUTE);
    g_autoptr(OutboxRow) row = outbox_get(txn, 7);
    g_assert_cmpint(row->state, ==, OUTBOX_HELD);
    g_assert_cmpstr(row->to, ==, "ann@a.example");
    g_assert_cmpstr(row->envelope_sender, ==, "");
    g_assert_cmpint(row->give_up, ==, 5 * MINUTE);
    g_assert_cmpuint(row->thread, ==, 14);
    g_assert_cmpuint(row->entry, ==, 21);
    g_assert_null(row->bytes);
    g_assert_null(outbox_claim(txn, COURIER, INT64_MAX)); // held: not due, however late
    g_assert_cmpint(outbox_next_due(txn), ==, INT64_MAX);
    outbox_release(txn, row, NOON_MONDAY);
    g_assert_null(outbox_claim(txn, COURIER, NOON_MONDAY - 1));
    g_autoptr(OutboxRow) claimed = outbox_claim(txn, COURIER, NOON_MONDAY);
    g_assert_cmpuint(claimed->id, ==, 7);
    g_assert_cmpuint(claimed->attempts, ==, 1);
    g_assert_cmpuint(claimed->holder, ==, COURIER);
    g_assert_cmpuint(claimed->generation, ==, 1);
    g_autoptr(GBytes) bytes = g_bytes_new_static("From: x", 7);
    g_assert_true(outbox_rendered(txn, claimed, bytes));
    g_autoptr(OutboxRow) rendered = outbox_get(txn, 7);
    g_assert_true(g_bytes_equal(rendered->bytes, bytes));
    g_assert_true(outbox_done(txn, claimed, "250 2.0.0 taken", NOON_MONDAY + SECOND));
    g_autoptr(OutboxRow) done = outbox_get(txn, 7);
    g_assert_cmpint(done->state, ==, OUTBOX_DONE);
    g_assert_null(done->bytes); // what was said is forgotten
    g_assert_null(done->values);
    g_assert_cmpstr(done->reply, ==, "250 2.0.0 taken");
    g_assert_cmpuint(done->holder, ==, 0);
    g_assert_null(outbox_claim(txn, COURIER, INT64_MAX));
}

static void a_row_keeps_what_it_is_given(void **state) {
    within(*state, tells_all_it_was_given, NULL);
}

static void claim_in_order(StoreTxn *txn, void *data) {
    (void)data;
    add(txn, 1, NOON_MONDAY + 3 * SECOND, MINUTE);
    add(txn, 2, NOON_MONDAY + 1 * SECOND, MINUTE);
    add(txn, 3, NOON_MONDAY + 2 * SECOND, MINUTE);
    static const uint64_t order[] = {2, 3, 1};
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        g_autoptr(OutboxRow) row = outbox_claim(txn, COURIER, NOON_MONDAY + MINUTE);
        g_assert_cmpuint(row->id, ==, order[i]);
    }
    g_assert_null(outbox_claim(txn, COURIER, NOON_MONDAY + MINUTE));
    g_assert_null(outbox_claim(txn, COURIER, NOON_MONDAY + MINUTE + OUTBOX_LEASE - 1));
    g_autoptr(OutboxRow) again =
        outbox_claim(txn, COURIER, NOON_MONDAY + MINUTE + OUTBOX_LEASE); // its lease ended
    g_assert_nonnull(again);
    g_assert_cmpuint(again->attempts, ==, 2);
}

static void the_first_due_is_claimed_first(void **state) {
    within(*state, claim_in_order, NULL);
}

static void claim_past_damage(StoreTxn *txn, void *data) {
    (void)data;
    static const char NO_ROW[] = "no row of the outbox";
    add(txn, 1, NOON_MONDAY, MINUTE);
    add(txn, 2, NOON_MONDAY + 1, MINUTE);
    g_autoptr(GBytes) damage = g_bytes_new_static(NO_ROW, sizeof NO_ROW);
    store_put(txn, TABLE_OUTBOX, store_key_number(1), STORE_OWNER_NONE, damage);
    g_autoptr(OutboxRow) row = outbox_claim(txn, COURIER, NOON_MONDAY + SECOND);
    g_assert_nonnull(row);
    g_assert_cmpuint(row->id, ==, 2);
    g_assert_cmpuint(outbox_reclaim(txn, COURIER, NOON_MONDAY + SECOND), ==, 1);
    g_assert_false(store_failed(txn));
    outbox_row_free(outbox_claim(txn, COURIER, NOON_MONDAY + SECOND));
    g_assert_cmpint(outbox_next_due(txn), ==,
                    NOON_MONDAY + SECOND + OUTBOX_LEASE); // none waits to be claimed
}

static void a_damaged_row_holds_up_no_other(void **state) {
    within(*state, claim_past_damage, NULL);
}

static void reclaim_all(StoreTxn *txn, void *data) {
    (void)data;
    add(txn, 1, NOON_MONDAY, MINUTE);
    add(txn, 2, NOON_MONDAY + 1, MINUTE);
    add(txn, 3, NOON_MONDAY + OUTBOX_LEASE, MINUTE); // not being sent
    add(txn, 4, 0, MINUTE);
    for (int i = 0; i < 2; i++)
        outbox_row_free(outbox_claim(txn, COURIER, NOON_MONDAY + SECOND));
    g_assert_cmpuint(outbox_reclaim(txn, COURIER, NOON_MONDAY + 2 * SECOND), ==, 2);
    g_assert_cmpuint(outbox_reclaim(txn, COURIER, NOON_MONDAY + 2 * SECOND), ==, 0);
    g_autoptr(OutboxRow) first = outbox_claim(txn, COURIER, NOON_MONDAY + 2 * SECOND);
    g_autoptr(OutboxRow) second = outbox_claim(txn, COURIER, NOON_MONDAY + 2 * SECOND);
    g_assert_true(first != NULL && second != NULL);
    g_assert_null(outbox_claim(txn, COURIER, NOON_MONDAY + 2 * SECOND));
}

static void what_was_being_sent_at_a_death_is_due_again(void **state) {
    within(*state, reclaim_all, NULL);
}

static void defer_until_buried(StoreTxn *txn, void *data) {
    (void)data;
    const GTimeSpan give_up = 4 * G_TIME_SPAN_HOUR;
    add(txn, 1, NOON_MONDAY, give_up);
    int64_t now = NOON_MONDAY, longest = 0;
    int64_t base = 20 * SECOND;
    unsigned attempts = 0;
    while (true) {
        g_autoptr(OutboxRow) row = outbox_claim(txn, COURIER, now);
        g_assert_nonnull(row);
        g_assert_cmpuint(row->attempts, ==, ++attempts);
        outbox_defer(txn, row, "451 later", now);
        if (row->state == OUTBOX_BURIED) {
            g_assert_nonnull(strstr(row->reply, "451 later")); // the reason is told
            break;
        }
        g_assert_cmpint(now - NOON_MONDAY, <, give_up);
        const int64_t wait = row->due - now;
        g_assert_cmpint(wait, >=, base * 8 / 10);
        g_assert_cmpint(wait, <=, base * 12 / 10);
        longest = MAX(longest, wait);
        base = MIN(base * 2, 15 * MINUTE);
        now = row->due;
        g_assert_cmpuint(attempts, <, 100);
    }
    g_assert_cmpint(now - NOON_MONDAY, >=, give_up);
    g_assert_cmpint(longest, >, 10 * MINUTE);
    g_assert_null(outbox_claim(txn, COURIER, INT64_MAX));
    g_autoptr(OutboxRow) buried = outbox_get(txn, 1);
    outbox_retry(txn, buried, now + SECOND); // by hand: from the start
    g_autoptr(OutboxRow) again = outbox_claim(txn, COURIER, now + SECOND);
    g_assert_cmpuint(again->attempts, ==, 1);
    outbox_defer(txn, again, "451 later", now + SECOND);
    g_assert_cmpint(again->state, ==, OUTBOX_READY);
}

static void waits_grow_and_end(void **state) {
    within(*state, defer_until_buried, NULL);
}

static void ask_whether_late(StoreTxn *txn, void *data) {
    (void)data;
    static const struct {
        int64_t after;
        bool late;
    } cases[] = {
        {0, false}, {MINUTE, false}, {60 * MINUTE - 1, false}, {60 * MINUTE, true}, {72 * 60 * MINUTE, true}};
    add(txn, 1, NOON_MONDAY, 60 * MINUTE);
    add(txn, 2, 0, 60 * MINUTE); // held: its time has not begun
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OutboxRow) ready = outbox_get(txn, 1);
        g_autoptr(OutboxRow) held = outbox_get(txn, 2);
        g_assert_cmpint(outbox_is_late(ready, NOON_MONDAY + cases[i].after), ==, cases[i].late);
        g_assert_false(outbox_is_late(held, NOON_MONDAY + cases[i].after));
    }
    g_autoptr(OutboxRow) row = outbox_claim(txn, COURIER, NOON_MONDAY + 72 * 60 * MINUTE);
    g_assert_true(outbox_is_late(row, NOON_MONDAY + 72 * 60 * MINUTE)); // claimed after a weekend
    outbox_retry(txn, row, NOON_MONDAY + 72 * 60 * MINUTE);
    g_assert_false(outbox_is_late(row, NOON_MONDAY + 72 * 60 * MINUTE)); // by hand: its time begins anew
}

static void what_waited_too_long_is_late(void **state) {
    within(*state, ask_whether_late, NULL);
}

static void spread(StoreTxn *txn, void *data) {
    (void)data;
    g_autoptr(GHashTable) waits = g_hash_table_new(g_int64_hash, g_int64_equal);
    static int64_t seen[100];
    for (uint64_t id = 1; id <= 100; id++) {
        add(txn, id, NOON_MONDAY, G_TIME_SPAN_HOUR);
        g_autoptr(OutboxRow) row = outbox_claim(txn, COURIER, NOON_MONDAY);
        outbox_defer(txn, row, "451", NOON_MONDAY);
        seen[id - 1] = row->due;
        g_hash_table_add(waits, &seen[id - 1]);
    }
    g_assert_cmpuint(g_hash_table_size(waits), >, 50);
}

static void not_all_come_back_at_once(void **state) {
    within(*state, spread, NULL);
}

static void odd_replies(StoreTxn *txn, void *data) {
    (void)data;
    g_autofree char *endless = g_strnfill(100000, 'x');
    const char *const replies[] = {"\xff\xfe 550 caf\xe9", endless, "", NULL};
    for (uint64_t i = 0; i < G_N_ELEMENTS(replies); i++) {
        add(txn, i + 1, NOON_MONDAY, MINUTE);
        g_autoptr(OutboxRow) row = outbox_claim(txn, COURIER, NOON_MONDAY);
        outbox_bury(txn, row, replies[i], NOON_MONDAY);
        g_autoptr(OutboxRow) found = outbox_get(txn, i + 1);
        g_assert_nonnull(found);
        g_assert_true(found->reply != NULL && g_utf8_validate(found->reply, -1, NULL));
        g_assert_cmpuint(strlen(found->reply), <=, 2000);
    }
}

static void a_relay_may_answer_anything(void **state) {
    within(*state, odd_replies, NULL);
}

// --- two hands on one row ---

// Put off ones are due, not those that wait for their hour, hang on a lease or were never tried.
static void hurried(StoreTxn *txn, void *data) {
    (void)data;
    const int64_t now = NOON_MONDAY + SECOND;
    for (uint64_t id = 1; id <= 4; id++)
        add(txn, id, NOON_MONDAY, G_TIME_SPAN_HOUR);
    add(txn, 5, NOON_MONDAY + MINUTE, G_TIME_SPAN_HOUR);
    for (int i = 0; i < 3; i++) {
        g_autoptr(OutboxRow) row = outbox_claim(txn, COURIER, NOON_MONDAY);
        outbox_defer(txn, row, "no connection", NOON_MONDAY);
    }
    g_autoptr(OutboxRow) leased = outbox_claim(txn, COURIER, NOON_MONDAY);
    g_assert_cmpint(outbox_next_due(txn), >, now);
    g_assert_cmpint(outbox_hurry(txn, 2, now), ==, 2);
    g_assert_cmpint(outbox_hurry(txn, 100, now), ==, 1);
    g_assert_cmpint(outbox_next_due(txn), ==, now);
    unsigned count = 0;
    for (OutboxRow *row = outbox_claim(txn, COURIER, now); row != NULL;
         row = outbox_claim(txn, COURIER, now)) {
        g_assert_cmpuint(row->id, !=, leased->id);
        g_assert_cmpuint(row->id, !=, 5);
        outbox_row_free(row);
        count++;
    }
    g_assert_cmpuint(count, ==, 3);
    check_index(txn, NULL);
}

static void a_relay_that_is_back_gets_what_was_put_off(void **state) {
    within(*state, hurried, NULL);
}

static unsigned claim_all(StoreTxn *txn, unsigned kinds, int64_t now) {
    unsigned count = 0;
    for (OutboxRow *row = outbox_claim_of(txn, kinds, COURIER, now); row != NULL;
         row = outbox_claim_of(txn, kinds, COURIER, now)) {
        outbox_row_free(row);
        count++;
    }
    return count;
}

// Those of other kinds in front of them stay as they are.
static void some_kinds(StoreTxn *txn, void *data) {
    (void)data;
    add(txn, 1, NOON_MONDAY, G_TIME_SPAN_HOUR);
    g_autoptr(OutboxRow) row = outbox_get(txn, 1);
    row->id = 2;
    row->kind = OUTBOX_DIGEST;
    row->due = NOON_MONDAY - SECOND;
    outbox_add(txn, row);
    g_assert_cmpuint(claim_all(txn, 0, NOON_MONDAY), ==, 0);
    g_assert_cmpuint(claim_all(txn, 1u << OUTBOX_ACKNOWLEDGEMENT, NOON_MONDAY), ==, 1);
    g_assert_cmpint(outbox_next_due(txn), ==, NOON_MONDAY - SECOND);
    g_assert_cmpuint(claim_all(txn, ~0u, NOON_MONDAY), ==, 1);
    check_index(txn, NULL);
}

static void some_kinds_are_claimed_and_others_wait(void **state) {
    within(*state, some_kinds, NULL);
}

// The courier holds a row while its lease ends and a person moves it; what the courier then says of it
// changes nothing, and leaves no entry of the index behind.
static void two_hands(StoreTxn *txn, void *data) {
    (void)data;
    add(txn, 1, NOON_MONDAY, G_TIME_SPAN_HOUR);
    g_autoptr(OutboxRow) couriers = outbox_claim(txn, COURIER, NOON_MONDAY);
    const int64_t later = NOON_MONDAY + OUTBOX_LEASE + MINUTE;
    g_autoptr(OutboxRow) persons = outbox_get(txn, 1);
    outbox_retry(txn, persons, later);
    g_assert_false(outbox_done(txn, couriers, "250 ok", later + SECOND)); // it had gone out after all
    g_autoptr(OutboxRow) again = outbox_claim(txn, COURIER, later + MINUTE);
    g_assert_cmpuint(again->id, ==, 1); // as the person said
    g_assert_cmpuint(again->attempts, ==, 1);
    g_assert_true(outbox_done(txn, again, "250 ok", later + MINUTE));
    g_assert_cmpint(outbox_next_due(txn), ==, INT64_MAX);
}

static void what_a_person_moved_is_theirs(void **state) {
    within(*state, two_hands, NULL);
    within(*state, check_index, NULL);
}

static void dropped_meanwhile(StoreTxn *txn, void *data) {
    (void)data;
    add(txn, 1, NOON_MONDAY, G_TIME_SPAN_HOUR);
    g_autoptr(OutboxRow) couriers = outbox_claim(txn, COURIER, NOON_MONDAY);
    const int64_t later = NOON_MONDAY + OUTBOX_LEASE + MINUTE;
    g_autoptr(OutboxRow) persons = outbox_get(txn, 1);
    outbox_drop(txn, persons, "by hand", later);
    g_assert_false(outbox_defer(txn, couriers, "timeout", later + SECOND));
    check_index(txn, NULL);
    g_autoptr(OutboxRow) row = outbox_get(txn, 1);
    g_assert_cmpint(row->state, ==, OUTBOX_DROPPED);
}

static void what_was_dropped_stays_dropped(void **state) {
    within(*state, dropped_meanwhile, NULL);
}

// --- two couriers ---

enum { FIRST = 11, SECOND_ONE = 12 };

// What stands in the store, byte for byte.
static GBytes *stored(StoreTxn *txn, uint64_t id) {
    return store_get(txn, TABLE_OUTBOX, store_key_number(id));
}

static bool late_done(StoreTxn *txn, OutboxRow *row) {
    return outbox_done(txn, row, "250 of the first", row->due);
}
static bool late_defer(StoreTxn *txn, OutboxRow *row) {
    return outbox_defer(txn, row, "451 of the first", row->due);
}
static bool late_defer_for_good(StoreTxn *txn, OutboxRow *row) {
    return outbox_defer(txn, row, "451 of the first", row->due + row->give_up);
}
static bool late_bury(StoreTxn *txn, OutboxRow *row) {
    return outbox_bury(txn, row, "550 of the first", row->due);
}
static bool late_rendered(StoreTxn *txn, OutboxRow *row) {
    g_autoptr(GBytes) bytes = g_bytes_new_static("of the first", 12);
    return outbox_rendered(txn, row, bytes);
}

static void left_claimed(StoreTxn *txn, OutboxRow *row, int64_t now) {
    (void)txn, (void)row, (void)now;
}
static void finished(StoreTxn *txn, OutboxRow *row, int64_t now) {
    g_assert_true(outbox_done(txn, row, "250 of the second", now));
}
static void put_off(StoreTxn *txn, OutboxRow *row, int64_t now) {
    g_assert_true(outbox_defer(txn, row, "451 of the second", now));
}
static void given_up(StoreTxn *txn, OutboxRow *row, int64_t now) {
    g_assert_true(outbox_bury(txn, row, "550 of the second", now));
}
static void given_back(StoreTxn *txn, OutboxRow *row, int64_t now) {
    (void)row;
    g_assert_cmpuint(outbox_reclaim(txn, SECOND_ONE, now), ==, 1);
}
static void claimed_again_by_the_first(StoreTxn *txn, OutboxRow *row, int64_t now) {
    given_back(txn, row, now); // as when it died, and started again beside itself
    g_autoptr(OutboxRow) again = outbox_claim(txn, FIRST, now);
    g_assert_nonnull(again);
}
static void forgotten_and_come_again(StoreTxn *txn, OutboxRow *row, int64_t now) {
    outbox_remove(txn, row);
    add(txn, row->id, now, G_TIME_SPAN_HOUR);
    g_autoptr(OutboxRow) again = outbox_claim(txn, SECOND_ONE, now); // its first claim, too
    g_assert_cmpuint(again->generation, ==, 1);
}
static void added_over_it(StoreTxn *txn, OutboxRow *row, int64_t now) {
    add(txn, row->id, now, G_TIME_SPAN_HOUR);
    g_autoptr(OutboxRow) again = outbox_claim(txn, FIRST, now);
    g_assert_cmpuint(again->generation, >, row->generation);
}

// The first claims, and stands still until its lease is over; the second claims and goes on.
static void finish_late(StoreTxn *txn, void *data) {
    (void)data;
    static bool (*const LATE[])(StoreTxn *, OutboxRow *) = {late_done, late_defer, late_defer_for_good,
                                                            late_bury, late_rendered};
    static void (*const MEANWHILE[])(StoreTxn *, OutboxRow *, int64_t) = {left_claimed,
                                                                          finished,
                                                                          put_off,
                                                                          given_up,
                                                                          given_back,
                                                                          claimed_again_by_the_first,
                                                                          forgotten_and_come_again,
                                                                          added_over_it};
    uint64_t id = 100;
    for (size_t i = 0; i < G_N_ELEMENTS(MEANWHILE); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(LATE); j++) {
            const int64_t now = NOON_MONDAY + (int64_t)id * G_TIME_SPAN_DAY;
            add(txn, ++id, now, G_TIME_SPAN_HOUR);
            g_autoptr(OutboxRow) first = outbox_claim(txn, FIRST, now);
            g_assert_cmpuint(first->id, ==, id);
            g_assert_null(outbox_claim(txn, SECOND_ONE, now + OUTBOX_LEASE - 1));
            g_autoptr(OutboxRow) second = outbox_claim(txn, SECOND_ONE, now + OUTBOX_LEASE);
            g_assert_cmpuint(second->id, ==, id);
            MEANWHILE[i](txn, second, now + OUTBOX_LEASE + SECOND);
            g_autoptr(GBytes) before = stored(txn, id);
            g_assert_false(LATE[j](txn, first));
            g_autoptr(GBytes) after = stored(txn, id);
            g_assert_true(g_bytes_equal(before, after));
            check_index(txn, NULL);
            g_autoptr(OutboxRow) end = outbox_get(txn, id);
            outbox_remove(txn, end);
        }
}

static void a_late_finish_changes_nothing(void **state) {
    within(*state, finish_late, NULL);
}

// As long as nobody else took it, it is in time, however long it took.
static void finish_slowly(StoreTxn *txn, void *data) {
    (void)data;
    add(txn, 1, NOON_MONDAY, G_TIME_SPAN_DAY);
    g_autoptr(OutboxRow) row = outbox_claim(txn, FIRST, NOON_MONDAY);
    g_assert_true(outbox_done(txn, row, "250 ok", NOON_MONDAY + 3 * OUTBOX_LEASE));
}

static void what_nobody_took_over_is_in_time(void **state) {
    within(*state, finish_slowly, NULL);
}

static void finish_unclaimed(StoreTxn *txn, void *data) {
    (void)data;
    add(txn, 1, NOON_MONDAY, G_TIME_SPAN_DAY);
    add(txn, 2, 0, G_TIME_SPAN_DAY);
    for (uint64_t id = 1; id <= 2; id++) {
        g_autoptr(OutboxRow) row = outbox_get(txn, id);
        g_assert_false(outbox_done(txn, row, "250 ok", NOON_MONDAY));
        g_assert_false(outbox_bury(txn, row, "550 no", NOON_MONDAY));
        g_assert_false(outbox_defer(txn, row, "451 later", NOON_MONDAY));
    }
}

static void what_nobody_claimed_is_finished_by_nobody(void **state) {
    within(*state, finish_unclaimed, NULL);
}

static void reclaim_own(StoreTxn *txn, void *data) {
    (void)data;
    const int64_t now = NOON_MONDAY + SECOND;
    for (uint64_t id = 1; id <= 5; id++)
        add(txn, id, NOON_MONDAY + (int64_t)id, G_TIME_SPAN_HOUR);
    for (uint64_t id = 1; id <= 5; id++)
        outbox_row_free(outbox_claim(txn, id % 2 == 0 ? FIRST : SECOND_ONE, now));
    g_assert_cmpuint(outbox_reclaim(txn, FIRST, now + 1), ==, 2);
    for (uint64_t id = 1; id <= 5; id++) {
        g_autoptr(OutboxRow) row = outbox_get(txn, id);
        g_assert_cmpint(row->state, ==, id % 2 == 0 ? OUTBOX_READY : OUTBOX_CLAIMED);
        g_assert_cmpuint(row->holder, ==, id % 2 == 0 ? 0 : SECOND_ONE);
    }
    g_assert_cmpuint(outbox_reclaim(txn, FIRST, now + 1), ==, 0);
    g_assert_cmpuint(outbox_reclaim(txn, COURIER, now + 1), ==, 0);
    check_index(txn, NULL);
}

static void who_starts_again_takes_its_own_alone(void **state) {
    within(*state, reclaim_own, NULL);
}

static void ask_whether_to_try(StoreTxn *txn, void *data) {
    (void)data;
    static const int64_t HALF = OUTBOX_LEASE / 2, CLAIMED = 1234 * SECOND;
    static const struct {
        int64_t real, monotonic; // since the claim
        bool may;
    } cases[] = {{0, 0, true},
                 {HALF - 1, HALF - 1, true},
                 {HALF, HALF - 1, false}, // the machine slept, or its clock was set
                 {HALF - 1, HALF, false}, // its clock was set back
                 {-G_TIME_SPAN_DAY, 0, true},
                 {G_TIME_SPAN_DAY, 0, false},
                 {-G_TIME_SPAN_DAY, HALF, false}};
    add(txn, 1, NOON_MONDAY, G_TIME_SPAN_HOUR);
    g_autoptr(OutboxRow) row = outbox_claim(txn, FIRST, NOON_MONDAY);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(
            outbox_may_try(row, CLAIMED, NOON_MONDAY + cases[i].real, CLAIMED + cases[i].monotonic), ==,
            cases[i].may);
}

static void nothing_is_tried_in_the_second_half_of_a_lease(void **state) {
    within(*state, ask_whether_to_try, NULL);
}

// --- of older releases ---

// A row as it was before claims had a holder and a number.
static void put_old(StoreTxn *txn, uint64_t id, OutboxState state, int64_t due) {
    static const uint8_t PERSON[sizeof(SealHash)] = {1};
    RecordWriter *writer = record_writer_new('O', 2);
    record_put_u8(writer, OUTBOX_ALERT);
    record_put_u8(writer, (uint8_t)state);
    record_put_u64(writer, 0);
    record_put_u64(writer, 5);
    record_put_u32(writer, 6);
    record_put_fixed(writer, PERSON, sizeof PERSON);
    for (int i = 0; i < 4; i++)
        record_put_string(writer, "text");
    record_put_bytes(writer, NULL);
    record_put_bytes(writer, NULL);
    record_put_i64(writer, NOON_MONDAY);
    record_put_i64(writer, due);
    record_put_i64(writer, G_TIME_SPAN_HOUR);
    record_put_i64(writer, NOON_MONDAY);
    record_put_u32(writer, 3);
    record_put_string(writer, "451 later");
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_OUTBOX, store_key_number(id), STORE_OWNER_NONE, bytes);
    store_mark(txn, TABLE_DUE, store_key_pair((uint64_t)due, id));
}

static void read_old(StoreTxn *txn, void *data) {
    (void)data;
    put_old(txn, 1, OUTBOX_READY, NOON_MONDAY);
    put_old(txn, 2, OUTBOX_CLAIMED, NOON_MONDAY + OUTBOX_LEASE); // it died, and was upgraded
    g_autoptr(OutboxRow) old = outbox_get(txn, 1);
    g_assert_cmpstr(old->reply, ==, "451 later");
    g_assert_cmpuint(old->holder, ==, 0);
    g_assert_cmpuint(old->generation, ==, 0);
    g_autoptr(OutboxRow) row = outbox_claim(txn, FIRST, NOON_MONDAY);
    g_assert_cmpuint(row->id, ==, 1);
    g_assert_cmpuint(row->generation, ==, 1);
    g_assert_cmpuint(outbox_reclaim(txn, SECOND_ONE, NOON_MONDAY + SECOND), ==, 1); // nobody's: anybody's
    g_autoptr(OutboxRow) other = outbox_claim(txn, SECOND_ONE, NOON_MONDAY + SECOND);
    g_assert_cmpuint(other->id, ==, 2);
    g_assert_true(outbox_done(txn, row, "250 ok", NOON_MONDAY + SECOND));
    g_assert_true(outbox_done(txn, other, "250 ok", NOON_MONDAY + SECOND));
}

static void rows_of_older_releases_are_read(void **state) {
    within(*state, read_old, NULL);
    within(*state, check_index, NULL);
}

static void added_twice(StoreTxn *txn, void *data) {
    (void)data;
    add(txn, 1, NOON_MONDAY, G_TIME_SPAN_HOUR);
    add(txn, 1, 0, G_TIME_SPAN_HOUR); // the same message again, long after: held anew
    check_index(txn, NULL);
    g_assert_null(outbox_claim(txn, COURIER, NOON_MONDAY + MINUTE));
}

static void a_row_added_again_is_one_row(void **state) {
    within(*state, added_twice, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(random_lives_agree_with_a_model),
        ground_test(a_row_keeps_what_it_is_given),
        ground_test(the_first_due_is_claimed_first),
        ground_test(a_damaged_row_holds_up_no_other),
        ground_test(what_was_being_sent_at_a_death_is_due_again),
        ground_test(waits_grow_and_end),
        ground_test(what_waited_too_long_is_late),
        ground_test(not_all_come_back_at_once),
        ground_test(a_relay_may_answer_anything),
        ground_test(a_relay_that_is_back_gets_what_was_put_off),
        ground_test(some_kinds_are_claimed_and_others_wait),
        ground_test(what_a_person_moved_is_theirs),
        ground_test(what_was_dropped_stays_dropped),
        ground_test(a_row_added_again_is_one_row),
        ground_test(a_late_finish_changes_nothing),
        ground_test(what_nobody_took_over_is_in_time),
        ground_test(what_nobody_claimed_is_finished_by_nobody),
        ground_test(who_starts_again_takes_its_own_alone),
        ground_test(nothing_is_tried_in_the_second_half_of_a_lease),
        ground_test(rows_of_older_releases_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
