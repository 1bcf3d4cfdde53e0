// Random pieces of work that put, delete, read and walk, some of which fail,
// some after a walk, in batches over the real engine: what a piece reads is what it
// and those before it wrote, what failed left nothing, and after the commit the
// database holds what a plain table of the same changes holds.
#include "ground_kept.h"

#include "keyring.h"
#include "store_batch.h"
#include "store_slots.h"
#include "support_keys.h"

enum { KINDS_COUNT = 5, KEYS = 24, BATCHES = 300, PIECES = 12, STEPS = 8 };
static const Table KINDS[KINDS_COUNT] = {TABLE_THREAD, TABLE_DUE, TABLE_META, TABLE_ARRIVAL, TABLE_HEARD};

typedef struct World {
    Ground ground;
    Engine *engine;
    Keyring *keyring;
    Vault vault;
    StoreBatch *batch;
    GRand *rand;
    int model[KINDS_COUNT][KEYS]; // what stands there, 0: nothing, 1: a mark, else a number
} World;

static int setup(void **state) {
    World *world = g_new0(World, 1);
    ground_make(&world->ground);
    const guint32 seed = g_random_int();
    print_message("seed %u\n", seed);
    world->rand = g_rand_new_with_seed(seed);
    world->engine = engine_open(world->ground.url, true, NULL);
    world->vault = (Vault){.seal = world->ground.seal, .generation = 1, .oldest = 1};
    world->batch = batch_new(world->engine, &world->vault);
    g_autofree char *path = g_build_filename(world->ground.directory, "persons.keys", NULL);
    world->keyring = support_rows() ? slots_of_batch(world->batch, world->ground.seal)
                                    : keyring_open(path, world->ground.seal, NULL);
    world->vault.keyring = world->keyring;
    EngineTxn *txn = world->engine->ops->begin(world->engine, true, NULL);
    batch_begin(world->batch, txn);
    for (uint64_t slot = 1; slot <= 3; slot++)
        assert_true(keyring_reserve(world->keyring, slot, NULL));
    assert_true(batch_end(world->batch, NULL));
    assert_true(ground_commit(world->engine, txn));
    *state = world;
    return 0;
}

static int teardown(void **state) {
    World *world = *state;
    batch_free(world->batch);
    world->engine->ops->close(world->engine);
    keyring_free(world->keyring);
    g_rand_free(world->rand);
    ground_clear(&world->ground);
    g_free(world);
    return 0;
}

// --- an engine that is far away: LMDB, of which nothing is at hand that was not fetched ---

static const EngineOps *near_ops;
static EngineOps far_ops;
static GHashTable *expected, *fetched; // GBytes: table and key
static unsigned fetches;

static GBytes *name_of(unsigned table, EngineSlice key) {
    g_autoptr(GByteArray) name = g_byte_array_new();
    const guint8 number = (guint8)table;
    g_byte_array_append(name, &number, 1);
    g_byte_array_append(name, key.data, (guint)key.size);
    return g_byte_array_free_to_bytes(g_steal_pointer(&name));
}

static EngineTxn *far_begin(Engine *engine, bool write, GError **error) {
    g_hash_table_remove_all(expected);
    g_hash_table_remove_all(fetched);
    return near_ops->begin(engine, write, error);
}

static void far_expect(EngineTxn *txn, unsigned table, EngineSlice key) {
    (void)txn;
    g_hash_table_add(expected, name_of(table, key));
}

static bool far_at_hand(const EngineTxn *txn, unsigned table, EngineSlice key) {
    (void)txn;
    g_autoptr(GBytes) name = name_of(table, key);
    return g_hash_table_contains(fetched, name);
}

static bool far_fetch(EngineTxn *txn, GError **error) {
    (void)txn, (void)error;
    GHashTableIter iter;
    gpointer name;
    fetches++;
    g_hash_table_iter_init(&iter, expected);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_hash_table_add(fetched, g_bytes_ref(name));
    g_hash_table_remove_all(expected);
    return true;
}

static int setup_far(void **state) {
    setup(state);
    World *world = *state;
    near_ops = world->engine->ops;
    far_ops = *near_ops;
    far_ops.begin = far_begin;
    far_ops.expect = far_expect;
    far_ops.at_hand = far_at_hand;
    far_ops.fetch = far_fetch;
    world->engine->ops = &far_ops;
    expected = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    fetched = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    fetches = 0;
    return 0;
}

static int teardown_far(void **state) {
    g_clear_pointer(&expected, g_hash_table_unref);
    g_clear_pointer(&fetched, g_hash_table_unref);
    return teardown(state);
}

// --- pieces ---

static unsigned below(World *world, unsigned most) {
    return (unsigned)g_rand_int_range(world->rand, 0, (gint32)most);
}

static GBytes *record_of(int number) {
    return number == 1 ? g_bytes_new_static("", 0) : g_bytes_new(&number, sizeof number);
}

static int number_of(GBytes *record) {
    int number = 1;
    gsize size = 0;
    const void *data = record == NULL ? NULL : g_bytes_get_data(record, &size);
    if (size == sizeof number)
        memcpy(&number, data, size);
    return record == NULL ? 0 : number;
}

static void put(World *world, unsigned table, unsigned key) {
    const int number = table == 1 && below(world, 2) == 0 ? 1 : 2 + (int)below(world, 100000);
    const StoreKey name = store_key_number(key);
    const uint64_t owner = table == 0 && number > 1 ? below(world, 4) : STORE_OWNER_NONE;
    g_autoptr(GBytes) record = record_of(number);
    assert_true(batch_put(world->batch, KINDS[table], &name, owner, record, NULL));
    world->model[table][key] = number;
}

static void get(World *world, unsigned table, unsigned key) {
    g_autoptr(GError) error = NULL;
    const StoreKey name = store_key_number(key);
    g_autoptr(GBytes) record = batch_get(world->batch, KINDS[table], &name, &error);
    assert_null(error);
    if (batch_piece_lacks(world->batch))
        return; // it may be this one that it lacks
    assert_int_equal(number_of(record), world->model[table][key]);
}

// From one end to the other, as the engine sees the table.
static void walk(World *world, EngineTxn *txn, unsigned table) {
    unsigned next = 0;
    StoreKey key = {0};
    EngineSlice value;
    while (value_seek(world->engine->ops, txn, KINDS[table], &key, &value, NULL) > 0) {
        uint64_t number, unused;
        store_key_numbers(&key, &number, &unused);
        for (; next < number; next++)
            assert_int_equal(world->model[table][next], 0);
        assert_int_not_equal(world->model[table][next++], 0);
        key = store_key_after(key);
    }
    for (; next < KEYS; next++)
        assert_int_equal(world->model[table][next], 0);
}

static void step(World *world) {
    const unsigned table = below(world, KINDS_COUNT), key = below(world, KEYS);
    const StoreKey name = store_key_number(key);
    switch (below(world, 8)) {
    case 0:
    case 1:
    case 2:
        put(world, table, key);
        break;
    case 3:
        batch_del(world->batch, KINDS[table], &name);
        world->model[table][key] = 0;
        break;
    case 4:
        walk(world, batch_table(world->batch, KINDS[table], NULL), table);
        break;
    default:
        get(world, table, key);
    }
}

static void piece(World *world, EngineTxn *txn) {
    int before[KINDS_COUNT][KEYS];
    memcpy(before, world->model, sizeof before);
    const bool keep = below(world, 3) != 0;
    const guint32 seed = g_rand_int(world->rand);
    for (bool again = true; again;) { // the same steps until it lacks nothing
        GRand *all = world->rand;
        world->rand = g_rand_new_with_seed(seed);
        batch_piece_begin(world->batch, true);
        for (unsigned i = below(world, STEPS) + 1; i > 0; i--)
            step(world);
        again = batch_piece_lacks(world->batch);
        assert_int_equal(batch_piece_end(world->batch, keep && !again, NULL), keep && !again);
        if (!keep || again)
            memcpy(world->model, before, sizeof before);
        if (again)
            assert_true(world->engine->ops->fetch(txn, NULL));
        g_rand_free(world->rand);
        world->rand = all;
    }
}

static void check_database(World *world) {
    EngineTxn *txn = world->engine->ops->begin(world->engine, false, NULL);
    g_autoptr(Keyring) seen = slots_of_snapshot(world->engine->ops, txn, world->ground.seal);
    Vault vault = {.keyring = support_rows() ? seen : world->keyring,
                   .seal = world->ground.seal,
                   .generation = 1,
                   .oldest = 1};
    for (unsigned table = 0; table < KINDS_COUNT; table++) {
        walk(world, txn, table);
        for (unsigned key = 0; key < KEYS; key++) {
            const StoreKey name = store_key_number(key);
            EngineSlice value;
            uint64_t owner;
            const Place place = value_place(KINDS[table], &name);
            if (world->engine->ops->get(txn, place.table, place_key(&place), &value, NULL) <= 0)
                continue;
            g_autoptr(GBytes) record = KINDS[table] == TABLE_META
                                           ? g_bytes_new(value.data, value.size)
                                           : value_open(&vault, KINDS[table], &name, value, &owner, NULL);
            assert_int_equal(number_of(record), world->model[table][key]);
        }
    }
    world->engine->ops->abort(txn);
}

// Another process writes in between: what was known from before does not hold.
static void write_elsewhere(World *world) {
    const unsigned table = 1, key = below(world, KEYS);
    const StoreKey name = store_key_number(key);
    const int number = 2 + (int)below(world, 100000);
    StoreBatch *other = batch_new(world->engine, &world->vault);
    g_autoptr(GBytes) record = record_of(number);
    EngineTxn *txn = world->engine->ops->begin(world->engine, true, NULL);
    batch_begin(other, txn);
    batch_piece_begin(other, false);
    assert_true(batch_put(other, KINDS[table], &name, STORE_OWNER_NONE, record, NULL));
    assert_true(batch_piece_end(other, true, NULL));
    assert_true(batch_end(other, NULL));
    assert_true(ground_commit(world->engine, txn));
    batch_free(other);
    world->model[table][key] = number;
}

static void batches_of_pieces_are_as_a_plain_table(void **state) {
    World *world = *state;
    for (unsigned i = 0; i < support_many(BATCHES); i++) {
        int before[KINDS_COUNT][KEYS];
        memcpy(before, world->model, sizeof before);
        EngineTxn *txn = world->engine->ops->begin(world->engine, true, NULL);
        batch_begin(world->batch, txn);
        const unsigned pieces = below(world, 4) == 0 ? 0 : below(world, PIECES) + 1;
        batch_piece_begin(world->batch, false);
        for (unsigned key = 0; pieces > 0 && key < KEYS; key++)
            get(world, 1, key);
        assert_true(batch_piece_end(world->batch, true, NULL));
        for (unsigned k = 0; k < pieces; k++)
            piece(world, txn);
        assert_true(batch_end(world->batch, NULL));
        if (below(world, 5) == 0) { // a commit that fails
            world->engine->ops->abort(txn);
            batch_done(world->batch, false);
            memcpy(world->model, before, sizeof before);
        } else {
            assert_true(ground_commit(world->engine, txn));
            batch_done(world->batch, true);
        }
        if (below(world, 4) == 0)
            write_elsewhere(world);
        check_database(world);
    }
}

static void far_batches_of_pieces_are_as_a_plain_table(void **state) {
    batches_of_pieces_are_as_a_plain_table(state);
    assert_true(fetches > 0); // else nothing was shown
}

static void a_person_who_was_erased_is_read_no_more(void **state) {
    World *world = *state;
    const StoreKey theirs = store_key_number(1), other = store_key_number(2);
    g_autoptr(GBytes) record = record_of(7);
    EngineTxn *txn = world->engine->ops->begin(world->engine, true, NULL);
    batch_begin(world->batch, txn);
    batch_piece_begin(world->batch, false);
    assert_true(batch_put(world->batch, TABLE_THREAD, &theirs, 1, record, NULL));
    assert_true(batch_put(world->batch, TABLE_THREAD, &other, 2, record, NULL));
    batch_erase(world->batch, 1);
    assert_true(keyring_erase(world->keyring, 1, NULL));
    assert_null(batch_get(world->batch, TABLE_THREAD, &theirs, NULL));
    g_autoptr(GBytes) kept = batch_get(world->batch, TABLE_THREAD, &other, NULL);
    assert_non_null(kept);
    assert_false(batch_put(world->batch, TABLE_THREAD, &theirs, 1, record, NULL));
    assert_true(batch_piece_end(world->batch, true, NULL));
    assert_true(batch_end(world->batch, NULL));
    assert_true(ground_commit(world->engine, txn));
}

// --- keys that are rows: what a piece did with them goes with it ---

static EngineTxn *begin(World *world) {
    EngineTxn *txn = world->engine->ops->begin(world->engine, true, NULL);
    batch_begin(world->batch, txn);
    return txn;
}

static void commit(World *world, EngineTxn *txn) {
    assert_true(batch_end(world->batch, NULL));
    assert_true(ground_commit(world->engine, txn));
    batch_done(world->batch, true);
}

static bool is_erased_in_the_database(World *world, uint64_t slot) {
    EngineTxn *txn = world->engine->ops->begin(world->engine, false, NULL);
    g_autoptr(Keyring) seen = slots_of_snapshot(world->engine->ops, txn, world->ground.seal);
    const bool erased = keyring_is_erased(seen, slot, NULL);
    world->engine->ops->abort(txn);
    return erased;
}

// `walked`: the database has seen what the piece did, in a transaction of its own.
static void walk_perhaps(World *world, bool walked) {
    if (walked)
        assert_non_null(batch_table(world->batch, TABLE_THREAD, NULL));
}

static void an_erasure_is_undone_with_its_piece(void **state) {
    World *world = *state;
    for (int walked = 0; support_rows() && walked <= 1; walked++) {
        const StoreKey before = store_key_number(1), within = store_key_number(2);
        g_autoptr(GBytes) record = record_of(7), other = record_of(9);
        EngineTxn *txn = begin(world);
        batch_piece_begin(world->batch, false);
        assert_true(batch_put(world->batch, TABLE_THREAD, &before, 1, record, NULL));
        assert_true(batch_piece_end(world->batch, true, NULL));
        batch_piece_begin(world->batch, false);
        assert_true(batch_put(world->batch, TABLE_THREAD, &within, 1, other, NULL));
        walk_perhaps(world, walked);
        batch_erase(world->batch, 1);
        assert_true(keyring_erase(world->keyring, 1, NULL));
        assert_null(batch_get(world->batch, TABLE_THREAD, &before, NULL));
        batch_piece_end(world->batch, false, NULL);
        batch_piece_begin(world->batch, false);
        g_autoptr(GBytes) kept = batch_get(world->batch, TABLE_THREAD, &before, NULL);
        assert_non_null(kept);
        assert_int_equal(number_of(kept), 7);
        assert_null(batch_get(world->batch, TABLE_THREAD, &within, NULL));
        assert_true(batch_piece_end(world->batch, true, NULL));
        commit(world, txn);
        assert_false(is_erased_in_the_database(world, 1));
        txn = begin(world);
        g_autoptr(GBytes) found = batch_get(world->batch, TABLE_THREAD, &before, NULL);
        assert_non_null(found);
        assert_int_equal(number_of(found), 7);
        commit(world, txn);
    }
}

// The slot of a person who came to nothing goes to the next, under a key of its own.
static void a_slot_of_an_undone_piece_is_given_again(void **state) {
    World *world = *state;
    const StoreKey mine = store_key_number(5);
    g_autoptr(GBytes) record = record_of(7);
    EngineTxn *txn = begin(world);
    for (int i = 0; support_rows() && i < 3; i++) {
        batch_piece_begin(world->batch, false);
        assert_true(keyring_reserve(world->keyring, 4, NULL));
        assert_true(batch_put(world->batch, TABLE_THREAD, &mine, 4, record, NULL));
        batch_piece_end(world->batch, i == 2, NULL);
    }
    commit(world, txn);
    txn = begin(world);
    g_autoptr(GBytes) found = batch_get(world->batch, TABLE_THREAD, &mine, NULL);
    assert_int_equal(found != NULL, support_rows());
    commit(world, txn);
}

static void an_erased_key_leaves_no_byte_in_its_row(void **state) {
    World *world = *state;
    EngineTxn *txn = begin(world);
    batch_piece_begin(world->batch, false);
    batch_erase(world->batch, 2);
    assert_true(keyring_erase(world->keyring, 2, NULL));
    assert_true(batch_piece_end(world->batch, true, NULL));
    commit(world, txn);
    assert_int_equal(is_erased_in_the_database(world, 2), support_rows());
}

static int run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(batches_of_pieces_are_as_a_plain_table, setup, teardown),
        cmocka_unit_test_setup_teardown(far_batches_of_pieces_are_as_a_plain_table, setup_far, teardown_far),
        cmocka_unit_test_setup_teardown(a_person_who_was_erased_is_read_no_more, setup, teardown),
        cmocka_unit_test_setup_teardown(an_erasure_is_undone_with_its_piece, setup, teardown),
        cmocka_unit_test_setup_teardown(a_slot_of_an_undone_piece_is_given_again, setup, teardown),
        cmocka_unit_test_setup_teardown(an_erased_key_leaves_no_byte_in_its_row, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void) {
    return support_on_both(run);
}
