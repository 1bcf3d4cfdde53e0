// A store taken to another place: whichever of its transactions is lost, and whether it was
// done or not, it goes on where it was, and at the end both hold the same bytes. Until then nobody can use
// the new one, and from the beginning on nobody the old one. From files to files, or to where tests have
// their stores.
#include "support.h"

#include "engine.h"
#include "transfer.h"

enum { PERSONS = 40, ENTRIES = 3000, RAW_TABLE = 46 };

typedef struct Pair {
    Ground from, to;
    Engine *engine; // of the target
} Pair;

// --- a database whose n-th commit is the last thing that is done ---

typedef struct Lossy {
    Engine engine;
    EngineOps ops;
    Engine *inner;
} Lossy;

static unsigned commits, commits_most;
static bool last_is_done;

static EngineTxn *lossy_begin(Engine *engine, bool write, GError **error) {
    Lossy *lossy = (Lossy *)engine;
    return lossy->inner->ops->begin(lossy->inner, write, error);
}

static bool lossy_make_room(Engine *engine) {
    Lossy *lossy = (Lossy *)engine;
    return lossy->inner->ops->make_room(lossy->inner);
}

static bool lossy_others_below(Engine *engine, unsigned fact, unsigned number) {
    Lossy *lossy = (Lossy *)engine;
    return lossy->inner->ops->others_below(lossy->inner, fact, number);
}

static const EngineOps *inner_ops;

static bool lossy_commit(EngineTxn *txn, GError **error) {
    if (++commits <= commits_most)
        return inner_ops->commit(txn, error);
    if (last_is_done && commits == commits_most + 1)
        g_assert_true(inner_ops->commit(txn, NULL));
    else
        inner_ops->abort(txn);
    return fault_set(error, FATE_TEMPORARY, "killed");
}

static Lossy lossy_of(Engine *inner) {
    Lossy lossy = {.ops = *inner->ops, .inner = inner};
    inner_ops = inner->ops;
    lossy.ops.begin = lossy_begin;
    lossy.ops.make_room = lossy_make_room;
    lossy.ops.others_below = lossy_others_below;
    lossy.ops.commit = lossy_commit;
    return lossy;
}

// --- a store with something of everything ---

static bool do_fill(StoreTxn *txn, void *data, GError **error) {
    uint64_t slots[PERSONS];
    (void)data, (void)error;
    for (unsigned i = 0; i < PERSONS; i++) {
        g_autoptr(GBytes) record = support_bytes("a person");
        slots[i] = store_slot_new(txn);
        store_put(txn, TABLE_CONTACT, store_key_hash(seal_hash_string(store_txn_seal(txn), "p", "x")),
                  slots[i], record);
        store_put(txn, TABLE_THREAD, store_key_number(1000 + i), slots[i], record);
    }
    for (unsigned i = 0; i < ENTRIES; i++) {
        g_autofree char *text = g_strdup_printf("entry %u", i);
        g_autoptr(GBytes) record = support_bytes(text);
        store_put(txn, TABLE_ENTRY, store_key_pair(1000 + i % PERSONS, i), slots[i % PERSONS], record);
        if (i % 10 == 0)
            store_mark(txn, TABLE_DUE, store_key_pair(i, i));
    }
    store_set_counter(txn, "threads", 77);
    return !store_failed(txn);
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    const uint64_t *slot = data;
    return store_slot_erase(txn, *slot, error);
}

// What no walk must stumble over: the longest keys that there are, and one that nothing can follow.
static void put_raw(Store *store) {
    Engine *engine = store_engine(store);
    uint8_t key[ENGINE_KEY_MAX];
    EngineTxn *txn = engine->ops->begin(engine, true, NULL);
    g_assert_nonnull(txn);
    memset(key, UINT8_MAX, sizeof key);
    for (size_t size = 1; size <= sizeof key; size++)
        g_assert_true(
            engine->ops->put(txn, RAW_TABLE, (EngineSlice){key, size}, (EngineSlice){key, size}, NULL));
    for (unsigned last = 0; last < UINT8_MAX; last++) {
        key[sizeof key - 1] = (uint8_t)last;
        g_assert_true(
            engine->ops->put(txn, RAW_TABLE, (EngineSlice){key, sizeof key}, (EngineSlice){key, 0}, NULL));
    }
    g_assert_true(engine->ops->commit(txn, NULL));
}

static void make_files(Ground *ground) {
    g_assert_true(seal_library_start(NULL));
    ground->directory = g_dir_make_tmp("earshot-test-XXXXXX", NULL);
    ground->url = g_strconcat("lmdb:", ground->directory, NULL);
    ground->seal = support_seal(1);
}

static void open_it(Ground *ground) {
    g_autoptr(GError) error = NULL;
    ground->store = store_open(ground->url, ground->directory, true, ground->seal, &error);
    if (ground->store == NULL)
        fail_msg("%s", error->message);
}

static int setup(void **state) {
    Pair *pair = g_new0(Pair, 1);
    make_files(&pair->from);
    ground_make(&pair->to);
    open_it(&pair->from);
    uint64_t slot = 4;
    support_write(&pair->from, do_fill, NULL);
    support_write(&pair->from, do_erase, &slot);
    put_raw(pair->from.store);
    ground_close(&pair->from);
    *state = pair;
    return 0;
}

static int teardown(void **state) {
    Pair *pair = *state;
    ground_clear(&pair->from);
    ground_clear(&pair->to);
    g_free(pair);
    return 0;
}

// --- going ---

static void go_to(Pair *pair) {
    g_autoptr(GError) error = NULL;
    pair->from.store = store_open_leaving(pair->from.url, pair->from.directory, pair->from.seal, &error);
    if (pair->from.store == NULL)
        fail_msg("%s", error->message);
    pair->engine = engine_open(pair->to.url, true, &error);
    if (pair->engine == NULL)
        fail_msg("%s", error->message);
}

static void come_back(Pair *pair) {
    ground_close(&pair->from);
    pair->engine->ops->close(pair->engine);
    pair->engine = NULL;
}

static bool run_all(Pair *pair, Engine *engine, TransferCount *count, GError **error) {
    g_autofree char *keys = g_build_filename(pair->to.directory, STORE_KEYS_FILE, NULL);
    const TransferPlan plan = {.from = pair->from.store,
                               .to = engine,
                               .from_name = "old",
                               .to_name = "new",
                               .to_keys = pair->to.schema != NULL ? NULL : keys,
                               .now = NOON_MONDAY};
    g_autoptr(Transfer) transfer = transfer_new(&plan, error);
    bool more = true;
    while (transfer != NULL && more)
        if (!transfer_piece(transfer, &more, error))
            return false;
    if (transfer != NULL)
        *count = transfer_count(transfer);
    return transfer != NULL;
}

// At most so many commits of the target, and then it is as if killed; `done`: behind one more.
static bool run_some(Pair *pair, unsigned most, bool done, TransferCount *count, GError **error) {
    go_to(pair);
    Lossy lossy = lossy_of(pair->engine);
    lossy.engine.ops = &lossy.ops;
    commits = 0;
    commits_most = most;
    last_is_done = done;
    const bool ended = run_all(pair, &lossy.engine, count, error);
    come_back(pair);
    return ended;
}

static void assert_refused(const Ground *ground, const char *why) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_open(ground->url, ground->directory, true, ground->seal, &error);
    assert_null(store);
    support_assert_fate(error, FATE_CONFIG);
    if (strstr(error->message, why) == NULL)
        fail_msg("%s", error->message);
}

// --- the same bytes ---

static bool is_mark(unsigned table, EngineSlice key) {
    return table == TABLE_META && key.size == strlen(STORE_META_MOVE) &&
           memcmp(key.data, STORE_META_MOVE, key.size) == 0;
}

// The key behind this one, in the same room; false when there is none.
static bool step_behind(uint8_t *room, EngineSlice *at, EngineSlice key) {
    memcpy(room, key.data, key.size);
    at->size = key.size;
    if (key.size < ENGINE_KEY_MAX) {
        room[at->size++] = 0;
        return true;
    }
    while (at->size > 0 && room[at->size - 1] == UINT8_MAX)
        at->size--;
    if (at->size > 0)
        room[at->size - 1]++;
    return at->size > 0;
}

// All rows of a database as lines, but for the marks, and for the keys of persons, which may be in a file.
static char *listing(const char *url) {
    g_autoptr(GError) error = NULL;
    Engine *engine = engine_open(url, false, &error);
    g_assert_no_error(error);
    EngineTxn *txn = engine->ops->begin(engine, false, &error);
    GString *all = g_string_new(NULL);
    for (unsigned table = 0; table < ENGINE_TABLE_KEYS; table++) {
        uint8_t from[ENGINE_KEY_MAX] = {0};
        EngineSlice key, value, at = {from, 0};
        bool more = true;
        while (more && engine->ops->seek(txn, table, at, &key, &value, NULL) == 1) {
            more = step_behind(from, &at, key);
            if (is_mark(table, key))
                continue;
            g_string_append_printf(all, "%u ", table);
            for (size_t i = 0; i < key.size; i++)
                g_string_append_printf(all, "%02x", key.data[i]);
            g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, value.data, value.size);
            g_string_append_printf(all, " %s\n", sum);
        }
    }
    engine->ops->abort(txn);
    engine->ops->close(engine);
    return g_string_free(all, FALSE);
}

static char *keys_of(const Ground *ground, gsize *size) {
    g_autofree char *path = g_build_filename(ground->directory, STORE_KEYS_FILE, NULL);
    char *bytes = NULL;
    assert_true(g_file_get_contents(path, &bytes, size, NULL));
    return bytes;
}

typedef struct Seen {
    unsigned entries, erased;
    uint64_t threads;
} Seen;

static bool do_read(StoreTxn *txn, void *data, GError **error) {
    Seen *seen = data;
    StoreKey key = {0};
    (void)error;
    *seen = (Seen){.threads = store_counter(txn, "threads")};
    for (bool more = true; more; key = store_key_after(key)) {
        g_auto(StoreSeen) found = {0};
        more = store_look(txn, TABLE_ENTRY, &key, &found);
        g_assert_no_error(found.error);
        seen->entries += more && found.record != NULL;
        seen->erased += more && found.record == NULL;
    }
    return !store_failed(txn);
}

static void assert_same_keys(const Pair *pair) {
    gsize size, other;
    g_autofree char *keys = keys_of(&pair->from, &size);
    g_autofree char *copied = keys_of(&pair->to, &other);
    assert_int_equal(size, other);
    assert_memory_equal(keys, copied, size);
    assert_true(size >= (gsize)PERSONS * 128);
}

static void assert_moved(Pair *pair) {
    g_autofree char *old = listing(pair->from.url);
    g_autofree char *new = listing(pair->to.url);
    Seen seen;
    assert_true(strcmp(old, new) == 0);
    if (pair->from.schema == NULL && pair->to.schema == NULL)
        assert_same_keys(pair);
    assert_refused(&pair->from, "was migrated to new at 2026-11-23T10:00:00Z");
    open_it(&pair->to);
    support_read(&pair->to, do_read, &seen);
    ground_close(&pair->to);
    assert_int_equal(seen.entries, ENTRIES - ENTRIES / PERSONS);
    assert_int_equal(seen.erased, ENTRIES / PERSONS);
    assert_int_equal(seen.threads, 77);
}

static void test_whole(void **state) {
    Pair *pair = *state;
    g_autoptr(GError) error = NULL;
    TransferCount count;
    if (!run_some(pair, UINT_MAX, false, &count, &error))
        fail_msg("%s", error->message);
    assert_moved(pair);
    assert_false(count.before);
    assert_true(count.copied > ENTRIES);
    assert_true(count.keys >= PERSONS);
    assert_int_equal(count.compared, count.copied + (pair->to.schema == NULL ? count.keys : 0));
    if (!run_some(pair, 0, false, &count, &error)) // and nothing is done again
        fail_msg("%s", error->message);
    assert_true(count.before);
}

// Goes by what the last run of this number of transactions did, until one is not killed.
static void kill_each(bool done) {
    unsigned killed = 0;
    for (bool ended = false; !ended; killed += !ended) {
        void *state;
        g_autoptr(GError) error = NULL, unused = NULL;
        TransferCount count;
        setup(&state);
        Pair *pair = state;
        ended = run_some(pair, killed, done, &count, &error);
        if (!ended)
            assert_string_equal(error->message, "killed");
        if (!ended)
            assert_refused(&pair->from, "migrated to new");
        if (!ended && !run_some(pair, UINT_MAX, false, &count, &unused))
            fail_msg("behind %u: %s", killed, unused->message);
        assert_moved(pair);
        teardown(&state);
    }
    print_message("# %u transactions, each lost once\n", killed);
    assert_true(killed >= 5);
}

static void test_each_lost(void **state) {
    (void)state;
    kill_each(false);
}

static void test_each_last(void **state) {
    (void)state;
    kill_each(true);
}

// One transaction a life.
static void test_step_by_step(void **state) {
    Pair *pair = *state;
    unsigned lives = 1;
    for (TransferCount count;; lives++) {
        g_autoptr(GError) error = NULL;
        if (run_some(pair, 0, true, &count, &error))
            break;
        assert_string_equal(error->message, "killed");
        assert_true(lives < 50);
    }
    assert_true(lives >= 5);
    assert_moved(pair);
}

// --- what must not be used ---

static void test_half(void **state) {
    Pair *pair = *state;
    g_autoptr(GError) error = NULL;
    TransferCount count;
    assert_false(run_some(pair, 2, false, &count, &error));
    assert_refused(&pair->from, "is being migrated to new since 2026-11-23T10:00:00Z");
    assert_refused(&pair->to, "from old, began at 2026-11-23T10:00:00Z and has not ended");
}

static void test_undone(void **state) {
    Pair *pair = *state;
    g_autoptr(GError) error = NULL, again = NULL;
    TransferCount count;
    Seen seen;
    assert_false(run_some(pair, 2, false, &count, &error));
    pair->from.store = store_open_leaving(pair->from.url, pair->from.directory, pair->from.seal, NULL);
    assert_true(transfer_undo(pair->from.store, NULL));
    ground_close(&pair->from);
    open_it(&pair->from);
    support_read(&pair->from, do_read, &seen);
    ground_close(&pair->from);
    assert_int_equal(seen.entries, ENTRIES - ENTRIES / PERSONS);
    // What came there before is not this one's any more.
    assert_false(run_some(pair, UINT_MAX, false, &count, &again));
    support_assert_fate(again, FATE_CONFIG);
    assert_string_equal(again->message, "new: another migration into it has begun: name one that is empty");
}

static void put_mark(Store *store, StoreMoveState state) {
    Engine *engine = store_engine(store);
    char other[] = "elsewhere";
    const StoreMove move = {.state = state, .id = 5, .at = NOON_MONDAY, .other = other};
    g_autoptr(GBytes) bytes = store_move_pack(&move);
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    const EngineSlice key = {(const uint8_t *)STORE_META_MOVE, strlen(STORE_META_MOVE)};
    EngineTxn *txn = engine->ops->begin(engine, true, NULL);
    g_assert_true(engine->ops->put(txn, TABLE_META, key, (EngineSlice){data, size}, NULL) &&
                  engine->ops->commit(txn, NULL));
}

// A daemon that had it open before stops too, and goes on when it may.
static void test_open_before(void **state) {
    static const StoreMoveState CLOSED[] = {STORE_LEAVING, STORE_LEFT, STORE_ARRIVING};
    Pair *pair = *state;
    open_it(&pair->from);
    Store *store = pair->from.store;
    for (size_t i = 0; i < G_N_ELEMENTS(CLOSED); i++) {
        g_autoptr(GError) read = NULL, written = NULL;
        Seen seen;
        put_mark(store, CLOSED[i]);
        assert_false(store_read(store, do_read, &seen, &read));
        support_assert_fate(read, FATE_CONFIG);
        assert_non_null(strstr(read->message, "elsewhere"));
        assert_false(store_write(store, do_read, &seen, 0, &written));
        assert_string_equal(read->message, written->message);
        put_mark(store, STORE_ARRIVED);
        support_read(&pair->from, do_read, &seen);
        support_write(&pair->from, do_read, &seen);
    }
}

// Whoever may write rows may write this one, and people read it.
static void test_hostile_mark(void **state) {
    static const char *const OTHERS[] = {"", "a\033[2Jb", "a\nb", NULL};
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(StoreMove) read = {0};
        const StoreMove move = {.state = STORE_LEFT, .other = (char *)(uintptr_t)OTHERS[i]};
        g_autoptr(GBytes) bytes = store_move_pack(&move);
        assert_false(store_move_unpack(bytes, &read, &error));
        support_assert_fate(error, FATE_CORRUPT);
    }
}

// --- refusals ---

static void assert_fails(Pair *pair, Fate fate, const char *why) {
    g_autoptr(GError) error = NULL;
    TransferCount count;
    assert_false(run_some(pair, UINT_MAX, false, &count, &error));
    support_assert_fate(error, fate);
    assert_string_equal(error->message, why);
    open_it(&pair->from); // which is as it was
    ground_close(&pair->from);
}

static bool do_count(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    store_count_up(txn, "threads");
    return true;
}

static void test_occupied(void **state) {
    Pair *pair = *state;
    open_it(&pair->to);
    support_write(&pair->to, do_count, NULL);
    ground_close(&pair->to);
    assert_fails(pair, FATE_CONFIG, "new: there is another store, with records: name one that is empty");
}

static void test_empty_store(void **state) {
    Pair *pair = *state;
    g_autoptr(GError) error = NULL;
    TransferCount count;
    open_it(&pair->to);
    ground_close(&pair->to);
    if (!run_some(pair, UINT_MAX, false, &count, &error))
        fail_msg("%s", error->message);
    assert_moved(pair);
}

static void test_other_key(void **state) {
    Pair *pair = *state;
    seal_free(pair->to.seal);
    pair->to.seal = support_seal(2);
    open_it(&pair->to);
    ground_close(&pair->to);
    assert_fails(pair, FATE_CONFIG, "new: there is a store of another key: name one that is empty");
}

static void test_lonely_keys(void **state) {
    Pair *pair = *state;
    g_autofree char *path = g_build_filename(pair->to.directory, STORE_KEYS_FILE, NULL);
    g_autofree char *why =
        g_strdup_printf("%s: holds keys of persons, of another store: name a directory that is empty", path);
    assert_true(g_file_set_contents(path, "x", 1, NULL));
    assert_fails(pair, FATE_CONFIG, why);
}

static void test_left_already(void **state) {
    Pair *pair = *state;
    g_autoptr(GError) error = NULL;
    TransferCount count;
    assert_true(run_some(pair, UINT_MAX, false, &count, NULL));
    Ground first = pair->to;
    pair->to = (Ground){0};
    ground_make(&pair->to);
    assert_false(run_some(pair, UINT_MAX, false, &count, &error));
    support_assert_fate(error, FATE_CONFIG);
    assert_string_equal(error->message,
                        "old: it was migrated to new already; 'earshot store reopen' goes back to it");
    ground_clear(&first);
}

// And onwards, and the mark of one move does not go with the next.
static void test_onwards(void **state) {
    Pair *pair = *state;
    g_autoptr(GError) error = NULL;
    TransferCount count;
    assert_true(run_some(pair, UINT_MAX, false, &count, NULL));
    Ground first = pair->from;
    pair->from = pair->to;
    pair->to = (Ground){0};
    make_files(&pair->to);
    if (!run_some(pair, UINT_MAX, false, &count, &error))
        fail_msg("%s", error->message);
    assert_moved(pair);
    ground_clear(&first);
}

// One bit that another disk has otherwise.
static void test_damaged(void **state) {
    Pair *pair = *state;
    g_autoptr(GError) lost = NULL, error = NULL;
    TransferCount count;
    unsigned most = 0;
    for (bool ended = false; !ended; most++) { // up to the last but one
        void *other;
        setup(&other);
        ended = run_some(other, most, false, &count, NULL);
        teardown(&other);
    }
    assert_false(run_some(pair, most - 2, false, &count, &lost));
    Engine *engine = engine_open(pair->to.url, false, NULL);
    EngineTxn *txn = engine->ops->begin(engine, true, NULL);
    static const uint8_t KEY[] = {0xff};
    bool again = false;
    assert_true(engine->ops->put(txn, RAW_TABLE, (EngineSlice){KEY, 1}, (EngineSlice){KEY, 0}, NULL) &&
                engine->ops->settle(txn, &again, NULL) && !again && engine->ops->commit(txn, NULL));
    engine->ops->close(engine);
    assert_false(run_some(pair, UINT_MAX, false, &count, &error));
    support_assert_fate(error, FATE_CORRUPT);
    assert_string_equal(error->message, "new: table 46 is not as it is in old: empty it, and begin again");
    assert_refused(&pair->to, "has not ended");
}

static bool do_grow(StoreTxn *txn, void *data, GError **error) {
    enum { LARGE = 1 << 20 };
    const unsigned *number = data;
    g_autofree uint8_t *bytes = g_malloc0(LARGE);
    g_autoptr(GBytes) record = g_bytes_new(bytes, LARGE);
    (void)error;
    store_put(txn, TABLE_JOURNAL, store_key_pair(5, *number), STORE_OWNER_NONE, record);
    return !store_failed(txn);
}

// The database of the target grows on the way.
static void test_large(void **state) {
    Pair *pair = *state;
    g_autoptr(GError) error = NULL;
    TransferCount count;
    open_it(&pair->from);
    for (unsigned i = 0; i < 80; i++)
        support_write(&pair->from, do_grow, &i);
    ground_close(&pair->from);
    if (!run_some(pair, UINT_MAX, false, &count, &error))
        fail_msg("%s", error->message);
    assert_moved(pair);
}

int main(void) {
#define pair_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        pair_test(test_whole),
        cmocka_unit_test(test_each_lost),
        cmocka_unit_test(test_each_last),
        pair_test(test_step_by_step),
        pair_test(test_half),
        pair_test(test_undone),
        pair_test(test_open_before),
        cmocka_unit_test(test_hostile_mark),
        pair_test(test_occupied),
        pair_test(test_empty_store),
        pair_test(test_other_key),
        pair_test(test_lonely_keys),
        pair_test(test_left_already),
        pair_test(test_onwards),
        pair_test(test_damaged),
        pair_test(test_large),
    };
    return cmocka_run_group_tests_name("transfer", tests, NULL, NULL);
}
