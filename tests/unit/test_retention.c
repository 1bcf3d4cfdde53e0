// How long what is kept: each kind goes when its time is over and not before, what is
// open or runs never does, the work is done in pieces, and what is left is whole.
#include "verify_world.h"

#include "heard.h"
#include "outbox.h"
#include "retention.h"
#include "tally.h"

#define DAY G_TIME_SPAN_DAY

typedef struct Sweep {
    World *world;
    int64_t now;
    unsigned most, pieces;
    uint64_t cursor;
    bool more;
} Sweep;

static bool do_piece(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Sweep *sweep = data;
    uint64_t cursor = sweep->cursor;
    sweep->more = retention_sweep(txn, sweep->world->config, sweep->most, &cursor, sweep->now);
    sweep->cursor = cursor;
    return !store_failed(txn);
}

// A day's work; how many pieces it took.
static unsigned sweep_at(World *world, int64_t now, unsigned most) {
    Sweep sweep = {.world = world, .now = now, .most = most, .more = true};
    for (; sweep.more && sweep.pieces < 10000; sweep.pieces++)
        support_write(&world->ground, do_piece, &sweep);
    assert_false(sweep.more);
    return sweep.pieces;
}

typedef struct Rows {
    unsigned of[TABLES];
} Rows;

static bool do_count(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Rows *rows = data;
    for (unsigned table = 0; table < TABLES; table++) {
        rows->of[table] = 0;
        for (StoreKey key = {0}; store_next(txn, (Table)table, &key, NULL); key = store_key_after(key))
            rows->of[table]++;
    }
    return !store_failed(txn);
}

static Rows count(World *world) {
    Rows rows;
    support_read(&world->ground, do_count, &rows);
    return rows;
}

static void keep_all(World *world) {
    world->config->retention = (RetentionSettings){0};
}

typedef struct Closing {
    World *world;
    uint64_t id;
    Phase phase;
} Closing;

static bool do_phase(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Closing *closing = data;
    g_autoptr(Thread) thread = thread_get(txn, closing->id);
    const Timekeeping timekeeping = {.txn = txn,
                                     .mailbox = world_mailbox(closing->world),
                                     .thread = thread,
                                     .now = closing->world->now,
                                     .accepted = true};
    timekeeping_set_phase(&timekeeping, closing->phase);
    thread_put(txn, thread);
    return !store_failed(txn);
}

static void set_phase(World *world, uint64_t id, Phase phase) {
    Closing closing = {world, id, phase};
    support_write(&world->ground, do_phase, &closing);
}

static bool do_is_there(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    uint64_t *id = data;
    g_autoptr(Thread) thread = thread_get(txn, *id);
    *id = thread == NULL ? 0 : *id;
    return true;
}

static bool is_there(World *world, uint64_t id) {
    support_read(&world->ground, do_is_there, &id);
    return id != 0;
}

// --- the table ---

static void test_rows_and_settings_agree(void **state) {
    (void)state;
    unsigned set = 0, listed = 0;
    for (const ConfigRow *row = config_rows(); row->section != NULL; row++)
        set += strcmp(row->section, "retention") == 0;
    for (const RetentionRow *row = retention_rows(); row->what != NULL; row++) {
        const ConfigRow *found = NULL;
        for (const ConfigRow *one = config_rows(); row->key != NULL && one->section != NULL; one++)
            if (strcmp(one->section, "retention") == 0 && strcmp(one->key, row->key) == 0)
                found = one;
        if (row->key == NULL)
            continue;
        listed++;
        if (found == NULL || strcmp(found->initial, row->span) != 0)
            fail_msg("[retention] %s: not as in config_rows.c", row->key);
    }
    assert_int_equal(set, listed);
}

static void test_the_document_tells_them(void **state) {
    (void)state;
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents("contrib/docs/gdpr.md", &text, NULL, NULL));
    for (const RetentionRow *row = retention_rows(); row->what != NULL; row++) {
        g_autofree char *line =
            g_strdup_printf("| %s | %s | %s | %s | %s |", row->what, row->key == NULL ? "fixed" : row->key,
                            row->span, row->after, row->how);
        if (strstr(text, line) == NULL)
            fail_msg("contrib/docs/gdpr.md lacks the line\n%s", line);
    }
}

// --- by kind ---

static void test_without_settings_all_stays(void **state) {
    World *world = *state;
    fill_world(world);
    keep_all(world);
    const Rows before = count(world);
    assert_int_equal(sweep_at(world, world->now + 4000 * DAY, 1000), 1);
    const Rows after = count(world);
    assert_memory_equal(&before, &after, sizeof before);
}

static void test_each_front_goes_in_its_time(void **state) {
    static const struct {
        size_t offset;
        Table table;
        unsigned left; // of its rows
    } KINDS[] = {
        {G_STRUCT_OFFSET(RetentionSettings, heard), TABLE_HEARD, 0},
        {G_STRUCT_OFFSET(RetentionSettings, audit), TABLE_AUDIT, 1}, // its head
        {G_STRUCT_OFFSET(RetentionSettings, counts), TABLE_TALLY, 0},
        {G_STRUCT_OFFSET(RetentionSettings, counts), TABLE_CLOCK_STOPPED, 0},
        {G_STRUCT_OFFSET(RetentionSettings, backups), TABLE_BACKUP, 0},
        {G_STRUCT_OFFSET(RetentionSettings, alike), TABLE_FINGERPRINT, 0},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        World *world = world_new();
        fill_world(world);
        keep_all(world);
        *(GTimeSpan *)(void *)((char *)&world->config->retention + KINDS[i].offset) = 100 * DAY;
        const Rows before = count(world);
        sweep_at(world, NOON_MONDAY + 99 * DAY, 1000);
        const Rows early = count(world);
        assert_memory_equal(&before, &early, sizeof before);
        sweep_at(world, world->now + 101 * DAY, 1000);
        const Rows after = count(world);
        assert_true(before.of[KINDS[i].table] > KINDS[i].left);
        assert_int_equal(after.of[KINDS[i].table], KINDS[i].left);
        assert_int_equal(after.of[TABLE_THREAD], before.of[TABLE_THREAD]);
        assert_int_equal(after.of[TABLE_OUTBOX], before.of[TABLE_OUTBOX]);
        world_free(world); // which looks whether it is whole
    }
}

static bool do_audit_more(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    uint64_t lines, broken;
    AuditLine line = {.at = *(int64_t *)data,
                      .pm = (char *)(uintptr_t) "paula",
                      .verb = COMMAND_WHY,
                      .outcome = (char *)(uintptr_t) "done"};
    audit_add(txn, &line);
    g_assert_true(audit_verify(txn, &lines, &broken));
    g_assert_cmpuint(lines, ==, 2); // of three the first two were forgotten
    g_assert_cmpuint(line.number, ==, 4);
    return !store_failed(txn);
}

static void test_the_chain_of_the_audit_log_holds(void **state) {
    World *world = *state;
    fill_world(world);
    keep_all(world);
    Sweep sweep = {.world = world, .now = world->now + 200 * DAY, .most = 2};
    world->config->retention.audit = 100 * DAY;
    support_write(&world->ground, do_piece, &sweep);
    assert_true(sweep.more);
    support_write(&world->ground, do_audit_more, &world->now);
}

// --- conversations ---

static void test_only_what_is_over_is_forgotten(void **state) {
    World *world = *state;
    const uint64_t open = fill_world(world);
    const Mail other = {.from = "Cid <cid@c.example>",
                        .sender = "cid@c.example",
                        .more = DMARC("c.example"),
                        .id = "cid@c.example",
                        .subject = "Another matter"};
    const uint64_t closed = customer_writes(world, other);
    keep_all(world);
    world->config->retention.conversations = 100 * DAY;
    set_phase(world, closed, PHASE_CLOSED);
    const Rows before = count(world);
    sweep_at(world, world->now + 99 * DAY, 1000);
    assert_true(is_there(world, closed));
    sweep_at(world, world->now + 101 * DAY, 1000);
    assert_false(is_there(world, closed));
    assert_true(is_there(world, open));
    const Rows after = count(world);
    assert_int_equal(after.of[TABLE_CLOCK_NEXT], before.of[TABLE_CLOCK_NEXT]);
    assert_int_equal(after.of[TABLE_OUTBOX], before.of[TABLE_OUTBOX]);
    assert_int_equal(after.of[TABLE_THREAD], before.of[TABLE_THREAD]); // a shell is a row
    assert_int_equal(sweep_at(world, world->now + 101 * DAY, 1000), 1);
}

// Open, and nothing runs in it.
static bool do_stop_clocks(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Closing *closing = data;
    g_autoptr(Thread) thread = thread_get(txn, closing->id);
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread->id);
    for (guint i = 0; i < clocks->len; i++) {
        Clock *clock = clocks->pdata[i];
        if (clock_runs(clock))
            clock_drop(clock, closing->world->now);
        clocks_put(txn, clock);
    }
    timekeeping_refresh(txn, thread);
    thread_put(txn, thread);
    return !store_failed(txn);
}

// Settled, and a promise runs.
static bool do_promise(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Closing *closing = data;
    World *world = closing->world;
    g_autoptr(Thread) thread = thread_get(txn, closing->id);
    const Timekeeping timekeeping = {
        .txn = txn, .mailbox = world_mailbox(world), .thread = thread, .now = world->now, .accepted = true};
    timekeeping_set_phase(&timekeeping, PHASE_FOLLOW_UP);
    timekeeping_promise(&timekeeping, world->now + 300 * DAY, "next year");
    thread_put(txn, thread);
    return !store_failed(txn);
}

static void test_open_or_running_is_enough_to_stay(void **state) {
    World *world = *state;
    const Mail cid = {.from = "Cid <cid@c.example>",
                      .sender = "cid@c.example",
                      .more = DMARC("c.example"),
                      .id = "cid@c.example",
                      .subject = "Another matter"};
    const Mail dan = {.from = "Dan <dan@d.example>",
                      .sender = "dan@d.example",
                      .more = DMARC("d.example"),
                      .id = "dan@d.example",
                      .subject = "A third matter"};
    Closing open = {.world = world, .id = customer_writes(world, cid)};
    Closing running = {.world = world, .id = customer_writes(world, dan)};
    support_write(&world->ground, do_stop_clocks, &open);
    support_write(&world->ground, do_promise, &running);
    keep_all(world);
    world->config->retention.conversations = 100 * DAY;
    sweep_at(world, world->now + 101 * DAY, 1000);
    assert_true(is_there(world, open.id));
    assert_true(is_there(world, running.id));
}

// Less than arrivals are kept is not less than that.
static void test_not_before_its_mail_is(void **state) {
    World *world = *state;
    fill_world(world);
    const uint64_t closed = customer_writes(world, (Mail){.from = "Cid <cid@c.example>",
                                                          .sender = "cid@c.example",
                                                          .more = DMARC("c.example"),
                                                          .id = "cid@c.example",
                                                          .subject = "Another matter"});
    keep_all(world);
    world->config->retention.conversations = DAY;
    set_phase(world, closed, PHASE_CLOSED);
    sweep_at(world, world->now + 31 * DAY, 1000);
    assert_true(is_there(world, closed));
    sweep_at(world, world->now + 33 * DAY, 1000);
    assert_false(is_there(world, closed));
}

static void test_it_is_done_in_pieces(void **state) {
    World *world = *state;
    fill_world(world);
    const Rows before = count(world);
    world->config->retention.heard = DAY;
    world->config->retention.conversations = DAY;
    const unsigned pieces = sweep_at(world, world->now + 101 * DAY, 8);
    assert_true(pieces >= before.of[TABLE_THREAD] / 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_and_settings_agree),
        cmocka_unit_test(test_the_document_tells_them),
        world_test(test_without_settings_all_stays),
        cmocka_unit_test(test_each_front_goes_in_its_time),
        world_test(test_the_chain_of_the_audit_log_holds),
        world_test(test_only_what_is_over_is_forgotten),
        world_test(test_open_or_running_is_enough_to_stay),
        world_test(test_not_before_its_mail_is),
        world_test(test_it_is_done_in_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
