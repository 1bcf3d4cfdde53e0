// The store: what was committed is there whatever dies, what failed is undone
// alone, and nobody waits for ever. Threads, processes and kills are real.
#include "ground_kept.h"

#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <glib/gstdio.h>

typedef struct Pair {
    uint64_t key;
    const char *text;
    uint64_t owner;
    Table table;
} Pair;

static bool do_put(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Pair *pair = data;
    g_autoptr(GBytes) bytes = support_bytes(pair->text);
    store_put(txn, pair->table, store_key_number(pair->key), pair->owner, bytes);
    return true;
}

static void put(Ground *ground, Table table, uint64_t key, const char *text) {
    Pair pair = {.key = key, .text = text, .table = table};
    support_write(ground, do_put, &pair);
}

typedef struct Got {
    Table table;
    uint64_t key;
    char *text; // NULL: absent
} Got;

static bool do_get(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Got *got = data;
    g_autoptr(GBytes) bytes = store_get(txn, got->table, store_key_number(got->key));
    got->text = bytes == NULL ? NULL : g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    return true;
}

static char *get(Ground *ground, Table table, uint64_t key) {
    Got got = {.table = table, .key = key};
    support_read(ground, do_get, &got);
    return got.text;
}

static void assert_pair(Ground *ground, Table table, uint64_t key, const char *wanted) {
    g_autofree char *found = get(ground, table, key);
    if (g_strcmp0(found, wanted) != 0)
        fail_msg("key %u: '%s' instead of '%s'", (unsigned)key, found == NULL ? "(absent)" : found, wanted);
}

static bool do_del(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Pair *pair = data;
    store_del(txn, pair->table, store_key_number(pair->key));
    return true;
}

static void puts_gets_and_deletes(void **state) {
    Ground *ground = *state;
    put(ground, TABLE_THREAD, 1, "one");
    put(ground, TABLE_THREAD, 1, "another"); // replaces
    put(ground, TABLE_ENTRY, 1, "elsewhere");
    put(ground, TABLE_THREAD, 2, "");
    assert_pair(ground, TABLE_THREAD, 1, "another");
    assert_pair(ground, TABLE_ENTRY, 1, "elsewhere");
    assert_pair(ground, TABLE_THREAD, 2, "");
    assert_pair(ground, TABLE_THREAD, 3, NULL);
    Pair gone = {.table = TABLE_THREAD, .key = 1};
    support_write(ground, do_del, &gone);
    support_write(ground, do_del, &gone); // absent is not an error
    assert_pair(ground, TABLE_THREAD, 1, NULL);
    ground_close(ground);
    ground_open(ground);
    assert_pair(ground, TABLE_ENTRY, 1, "elsewhere");
}

static void keys_sort_as_numbers(void **state) {
    (void)state;
    static const uint64_t rising[] = {0, 1, 255, 256, 65535, 1U << 31, UINT64_C(1) << 63, UINT64_MAX};
    for (size_t i = 0; i < G_N_ELEMENTS(rising); i++) {
        const StoreKey pair = store_key_pair(rising[i], ~rising[i]), one = store_key_number(rising[i]);
        uint64_t first, second;
        store_key_numbers(&pair, &first, &second);
        assert_true(first == rising[i] && second == ~rising[i]);
        store_key_numbers(&one, &first, &second);
        assert_true(first == rising[i] && second == 0);
        if (i == 0)
            continue;
        const StoreKey below = store_key_number(rising[i - 1]), after = store_key_after(below);
        assert_true(memcmp(below.bytes, one.bytes, 8) < 0);
        assert_true(after.size == 9 && memcmp(after.bytes, one.bytes, 8) < 0);
    }
}

static bool do_walk(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    GString *seen = data;
    StoreKey key = {0};
    GBytes *record = NULL;
    while (store_next(txn, TABLE_DUE, &key, &record)) {
        uint64_t first, second;
        store_key_numbers(&key, &first, &second);
        g_string_append_printf(seen, "%u/%u=%.*s ", (unsigned)first, (unsigned)second,
                               (int)g_bytes_get_size(record), (const char *)g_bytes_get_data(record, NULL));
        g_bytes_unref(record);
        key = store_key_after(key);
    }
    return true;
}

static bool do_fill(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(GBytes) a = support_bytes("a"), b = support_bytes("b"), c = support_bytes("c");
    store_put(txn, TABLE_DUE, store_key_pair(300, 1), STORE_OWNER_NONE, c);
    store_put(txn, TABLE_DUE, store_key_pair(2, 9), STORE_OWNER_NONE, b);
    store_put(txn, TABLE_DUE, store_key_pair(2, 1), STORE_OWNER_NONE, a);
    store_put(txn, TABLE_OUTBOX, store_key_pair(1, 1), STORE_OWNER_NONE, a);
    return true;
}

static void walks_in_order_and_within_the_table(void **state) {
    Ground *ground = *state;
    g_autoptr(GString) seen = g_string_new(NULL);
    support_read(ground, do_walk, seen);
    assert_string_equal(seen->str, "");
    support_write(ground, do_fill, NULL);
    support_read(ground, do_walk, seen);
    assert_string_equal(seen->str, "2/1=a 2/9=b 300/1=c ");
}

// --- failures ---

static bool do_put_and_fail(StoreTxn *txn, void *data, GError **error) {
    do_put(txn, data, error);
    return fault_set(error, FATE_PERMANENT, "changed my mind");
}

static bool do_put_and_stick(StoreTxn *txn, void *data, GError **error) {
    do_put(txn, data, error);
    store_fail(txn, g_error_new_literal(FAULT, (int)FATE_CORRUPT, "first"));
    store_fail(txn, g_error_new_literal(FAULT, (int)FATE_PERMANENT, "second"));
    do_put(txn, data, error);
    return true; // says all is well: the sticky error knows better
}

static bool do_fail_mutely(StoreTxn *txn, void *data, GError **error) {
    do_put(txn, data, error);
    return false;
}

static void a_failure_undoes_itself_alone(void **state) {
    Ground *ground = *state;
    static const struct {
        StoreWork work;
        Fate fate;
        const char *text;
    } cases[] = {{do_put_and_fail, FATE_PERMANENT, "changed my mind"},
                 {do_put_and_stick, FATE_CORRUPT, "first"},
                 {do_fail_mutely, FATE_TEMPORARY, "store: a piece of work failed without saying why"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        Pair pair = {.table = TABLE_THREAD, .key = 1, .text = "never"};
        assert_false(store_write(ground->store, cases[i].work, &pair, 0, &error));
        support_assert_fate(error, cases[i].fate);
        assert_string_equal(error->message, cases[i].text);
        assert_pair(ground, TABLE_THREAD, 1, NULL);
    }
}

typedef struct Neighbour {
    Ground *ground;
    uint64_t key;
    bool fails;
    bool done;
} Neighbour;

static void *write_as_neighbour(void *data) {
    Neighbour *neighbour = data;
    Pair pair = {.table = TABLE_THREAD, .key = neighbour->key, .text = "kept"};
    neighbour->done =
        store_write(neighbour->ground->store, neighbour->fails ? do_put_and_stick : do_put, &pair, 0, NULL);
    return NULL;
}

static void failures_among_many_leave_the_others(void **state) {
    Ground *ground = *state;
    enum { MANY = 48 };
    for (int round = 0; round < 5; round++) {
        pthread_t threads[MANY];
        Neighbour neighbours[MANY];
        for (int i = 0; i < MANY; i++) {
            neighbours[i] =
                (Neighbour){.ground = ground, .key = (uint64_t)(round * MANY + i + 1), .fails = i % 3 == 0};
            assert_int_equal(pthread_create(&threads[i], NULL, write_as_neighbour, &neighbours[i]), 0);
        }
        for (int i = 0; i < MANY; i++)
            pthread_join(threads[i], NULL);
        for (int i = 0; i < MANY; i++) {
            assert_int_equal(neighbours[i].done, !neighbours[i].fails);
            assert_pair(ground, TABLE_THREAD, neighbours[i].key, neighbours[i].fails ? NULL : "kept");
        }
    }
}

// --- many at once ---

static bool do_count(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    *(uint64_t *)data = store_count_up(txn, "test");
    return true;
}

typedef struct Counter {
    Ground *ground;
    uint64_t seen[200];
} Counter;

static void *count_often(void *data) {
    Counter *counter = data;
    for (size_t i = 0; i < G_N_ELEMENTS(counter->seen); i++)
        g_assert_true(store_write(counter->ground->store, do_count, &counter->seen[i], 0, NULL));
    return NULL;
}

static void a_counter_gives_each_number_once(void **state) {
    Ground *ground = *state;
    enum { THREADS = 8, TOTAL = THREADS * 200 };
    static Counter counters[THREADS];
    static bool taken[TOTAL + 1];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        counters[i].ground = ground;
        assert_int_equal(pthread_create(&threads[i], NULL, count_often, &counters[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < THREADS; i++)
        for (size_t j = 0; j < 200; j++) {
            const uint64_t number = counters[i].seen[j];
            assert_true(number >= 1 && number <= TOTAL && !taken[number]);
            taken[number] = true;
            assert_true(j == 0 || number > counters[i].seen[j - 1]);
        }
}

// A list whose last link says where the next one goes: each is found by what the one before it says, and
// sealed for a new person.
typedef struct Chain {
    Store *store;
    unsigned links;
} Chain;

static bool do_link(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    const uint64_t last = store_counter(txn, "links");
    g_autoptr(GBytes) before = last == 0 ? NULL : store_get(txn, TABLE_ENTRY, store_key_number(last));
    g_autofree char *text =
        g_strdup_printf("%" G_GUINT64_FORMAT " behind %.*s", last + 1,
                        before == NULL ? 0 : (int)strspn(g_bytes_get_data(before, NULL), "0123456789"),
                        before == NULL ? "" : (const char *)g_bytes_get_data(before, NULL));
    g_autoptr(GBytes) bytes = support_bytes(text);
    store_put(txn, TABLE_ENTRY, store_key_number(last + 1), store_slot_new(txn), bytes);
    store_set_counter(txn, "links", last + 1);
    return !store_failed(txn);
}

static void *link_often(void *data) {
    const Chain *chain = data;
    for (unsigned i = 0; i < chain->links; i++)
        g_assert_true(store_write_ahead(chain->store, do_link, NULL, 0, NULL));
    return NULL;
}

// By two stores of the same database, as gateways have them, where there can be two.
static void work_that_is_run_ahead_by_many_breaks_no_chain(void **state) {
    enum { THREADS = 6, EACH = 40 };
    Ground *ground = *state;
    g_autoptr(Store) other = support_database() == NULL ? NULL
                                                        : store_open_as(ground->url, ground->directory, true,
                                                                        support_rows(), ground->seal, NULL);
    pthread_t threads[THREADS];
    Chain chains[THREADS];
    for (unsigned i = 0; i < THREADS; i++) {
        chains[i] = (Chain){other != NULL && i % 2 == 0 ? other : ground->store, EACH};
        assert_int_equal(pthread_create(&threads[i], NULL, link_often, &chains[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (unsigned i = 1; i <= THREADS * EACH; i++) {
        g_autofree char *wanted = i == 1 ? g_strdup("1 behind ") : g_strdup_printf("%u behind %u", i, i - 1);
        assert_pair(ground, TABLE_ENTRY, i, wanted);
    }
    assert_pair(ground, TABLE_ENTRY, THREADS * EACH + 1, NULL);
}

// --- snapshots ---

typedef struct Snapshot {
    Ground *ground;
    pthread_t writer;
    bool fine;
} Snapshot;

static void *write_meanwhile(void *data) {
    Snapshot *snapshot = data;
    Pair pair = {.table = TABLE_THREAD, .key = 1, .text = "after"};
    g_assert_true(store_write(snapshot->ground->store, do_put, &pair, 0, NULL));
    return NULL;
}

static bool do_look_twice(StoreTxn *txn, void *data, GError **error) {
    Snapshot *snapshot = data;
    Got before = {.table = TABLE_THREAD, .key = 1}, after = before;
    do_get(txn, &before, error);
    g_assert_cmpint(pthread_create(&snapshot->writer, NULL, write_meanwhile, snapshot), ==, 0);
    pthread_join(snapshot->writer, NULL); // its commit is done
    do_get(txn, &after, error);
    snapshot->fine = g_strcmp0(before.text, "before") == 0 && g_strcmp0(after.text, "before") == 0;
    g_free(before.text);
    g_free(after.text);
    return true;
}

static void a_reader_sees_one_moment(void **state) {
    Ground *ground = *state;
    put(ground, TABLE_THREAD, 1, "before");
    Snapshot snapshot = {.ground = ground};
    support_read(ground, do_look_twice, &snapshot);
    assert_true(snapshot.fine);
    assert_pair(ground, TABLE_THREAD, 1, "after");
}

static void a_reader_cannot_write(void **state) {
    Ground *ground = *state;
    g_autoptr(GError) error = NULL;
    Pair pair = {.table = TABLE_THREAD, .key = 1, .text = "never"};
    assert_false(store_read(ground->store, do_put, &pair, &error));
    assert_pair(ground, TABLE_THREAD, 1, NULL);
}

// --- deadlines ---

typedef struct Gate {
    pthread_mutex_t lock;
    pthread_cond_t moved;
    bool entered, open;
} Gate;

static bool do_wait_at_gate(StoreTxn *txn, void *data, GError **error) {
    (void)txn, (void)error;
    Gate *gate = data;
    pthread_mutex_lock(&gate->lock);
    gate->entered = true;
    pthread_cond_broadcast(&gate->moved);
    while (!gate->open)
        pthread_cond_wait(&gate->moved, &gate->lock);
    pthread_mutex_unlock(&gate->lock);
    return true;
}

typedef struct Blocker {
    Ground *ground;
    Gate gate;
    pthread_t thread;
} Blocker;

static void *block(void *data) {
    Blocker *blocker = data;
    g_assert_true(store_write(blocker->ground->store, do_wait_at_gate, &blocker->gate, 0, NULL));
    return NULL;
}

// Holds the writer until blocker_end.
static void blocker_begin(Blocker *blocker, Ground *ground) {
    *blocker = (Blocker){.ground = ground,
                         .gate = {.lock = PTHREAD_MUTEX_INITIALIZER, .moved = PTHREAD_COND_INITIALIZER}};
    assert_int_equal(pthread_create(&blocker->thread, NULL, block, blocker), 0);
    pthread_mutex_lock(&blocker->gate.lock);
    while (!blocker->gate.entered)
        pthread_cond_wait(&blocker->gate.moved, &blocker->gate.lock);
    pthread_mutex_unlock(&blocker->gate.lock);
}

static void blocker_end(Blocker *blocker) {
    pthread_mutex_lock(&blocker->gate.lock);
    blocker->gate.open = true;
    pthread_cond_broadcast(&blocker->gate.moved);
    pthread_mutex_unlock(&blocker->gate.lock);
    pthread_join(blocker->thread, NULL);
}

static bool do_ruin(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    *(bool *)data = true;
    g_autoptr(GBytes) bytes = support_bytes("too late");
    store_put(txn, TABLE_THREAD, store_key_number(1), STORE_OWNER_NONE, bytes);
    return true;
}

static void who_waits_too_long_is_not_served_later(void **state) {
    Ground *ground = *state;
    Blocker blocker;
    blocker_begin(&blocker, ground);
    bool *ran = g_new0(bool, 1);
    g_autoptr(GError) error = NULL;
    const int64_t begun = g_get_monotonic_time();
    assert_false(store_write(ground->store, do_ruin, ran, begun + 50 * 1000, &error));
    const int64_t waited = g_get_monotonic_time() - begun;
    support_assert_fate(error, FATE_TEMPORARY);
    assert_true(waited >= 50 * 1000 && waited < 2 * G_USEC_PER_SEC);
    assert_false(*ran);
    g_free(ran); // whoever touches it now is seen by a sanitizer
    blocker_end(&blocker);
    put(ground, TABLE_THREAD, 2, "in time"); // behind it in the queue
    assert_pair(ground, TABLE_THREAD, 1, NULL);
}

static void a_deadline_that_has_passed_still_answers(void **state) {
    Ground *ground = *state;
    Blocker blocker;
    blocker_begin(&blocker, ground);
    bool ran = false;
    g_autoptr(GError) error = NULL;
    assert_false(store_write(ground->store, do_ruin, &ran, 1, &error));
    support_assert_fate(error, FATE_TEMPORARY);
    blocker_end(&blocker);
    assert_false(ran);
}

static bool do_linger(StoreTxn *txn, void *data, GError **error) {
    g_usleep(200 * 1000);
    return do_ruin(txn, data, error);
}

// Its data are in use: the caller may not leave. Done or not, the answer comes when they are free again.
static void nobody_leaves_while_their_work_runs(void **state) {
    Ground *ground = *state;
    bool ran = false;
    const int64_t begun = g_get_monotonic_time();
    store_write(ground->store, do_linger, &ran, begun + 20 * 1000, NULL);
    assert_true(ran);
    assert_true(g_get_monotonic_time() - begun >= 200 * 1000);
}

// --- growth ---

typedef struct Bulk {
    uint64_t first, count;
    GBytes *bytes;
} Bulk;

static bool do_bulk(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Bulk *bulk = data;
    for (uint64_t i = 0; i < bulk->count; i++)
        store_put(txn, TABLE_OUTBOX, store_key_number(bulk->first + i), STORE_OWNER_NONE, bulk->bytes);
    return true;
}

typedef struct Reader {
    Ground *ground;
    pthread_t thread;
    gint stop; // atomic
    unsigned reads;
} Reader;

static void *read_always(void *data) {
    Reader *reader = data;
    while (!g_atomic_int_get(&reader->stop)) {
        Got got = {.table = TABLE_THREAD, .key = 1};
        g_autoptr(GError) error = NULL;
        if (!store_read(reader->ground->store, do_get, &got, &error))
            g_error("%s", error->message);
        g_assert_cmpstr(got.text, ==, "always");
        g_free(got.text);
        reader->reads++;
    }
    return NULL;
}

static off_t file_size(const Ground *ground) {
    g_autofree char *path = g_build_filename(ground->directory, "data.mdb", NULL);
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_size;
}

enum { MEGA = 1 << 20 };

static GBytes *block_of(size_t size) {
    return g_bytes_new_take(g_malloc0(size), size);
}

// Readers without a pause must not keep the map from growing: on a busy machine there is always one.
static void the_map_grows_among_readers(void **state) {
    Ground *ground = *state;
    enum { READERS = 4 };
    Reader readers[READERS];
    put(ground, TABLE_THREAD, 1, "always");
    for (int i = 0; i < READERS; i++) {
        readers[i] = (Reader){.ground = ground};
        assert_int_equal(pthread_create(&readers[i].thread, NULL, read_always, &readers[i]), 0);
    }
    g_autoptr(GBytes) bytes = block_of(MEGA);
    for (uint64_t i = 0; i < 160; i += 4) {
        Bulk bulk = {.first = i, .count = 4, .bytes = bytes};
        g_autoptr(GError) error = NULL;
        const int64_t deadline = g_get_monotonic_time() + 30 * G_USEC_PER_SEC;
        if (!store_write(ground->store, do_bulk, &bulk, deadline, &error))
            fail_msg("at %u MB: %s", (unsigned)i, error->message);
    }
    for (int i = 0; i < READERS; i++) {
        g_atomic_int_set(&readers[i].stop, 1);
        pthread_join(readers[i].thread, NULL);
        assert_true(readers[i].reads > 0);
    }
    assert_true(file_size(ground) > (off_t)160 * MEGA);
}

static void one_work_larger_than_the_map(void **state) {
    Ground *ground = *state;
    g_autoptr(GBytes) bytes = block_of(MEGA);
    Bulk bulk = {.first = 1, .count = 200, .bytes = bytes};
    support_write(ground, do_bulk, &bulk);
    g_autofree char *last = get(ground, TABLE_OUTBOX, 200);
    assert_non_null(last);
}

// Runs in a child: writes until the map is well over its first size, reports, then keeps to what it is told.
static void grow_in_child(const Ground *ground, int out, int in) {
    g_autoptr(Seal) seal = support_seal(1);
    g_autoptr(Store) store = store_open(ground->url, ground->directory, true, seal, NULL);
    g_autoptr(GBytes) bytes = block_of(MEGA);
    bool fine = store != NULL;
    for (uint64_t i = 0; fine && i < 100; i += 10) {
        Bulk bulk = {.first = 1000 + i, .count = 10, .bytes = bytes};
        fine = store_write(store, do_bulk, &bulk, 0, NULL);
    }
    char word = fine ? 'g' : 'f';
    fine = write(out, &word, 1) == 1 && read(in, &word, 1) == 1; // until the parent has grown it further
    Got got = {.table = TABLE_THREAD, .key = 2};
    fine = fine && store_read(store, do_get, &got, NULL) && g_strcmp0(got.text, "by the parent") == 0;
    Pair pair = {.table = TABLE_THREAD, .key = 3, .text = "by the child"};
    fine = fine && store_write(store, do_put, &pair, 0, NULL);
    g_clear_pointer(&store, store_free);
    _exit(fine ? 0 : 1);
}

static void growth_by_another_process_is_followed(void **state) {
    Ground *ground = *state;
    int down[2], up[2];
    ground_close(ground); // a process of its own has an environment of its own
    assert_int_equal(pipe(down), 0);
    assert_int_equal(pipe(up), 0);
    const pid_t child = fork();
    if (child == 0)
        grow_in_child(ground, up[1], down[0]);
    ground_open(ground);
    put(ground, TABLE_THREAD, 1, "small");
    char word = 0;
    assert_int_equal(read(up[0], &word, 1), 1);
    assert_int_equal(word, 'g');
    assert_pair(ground, TABLE_THREAD, 1, "small"); // a reader follows
    put(ground, TABLE_THREAD, 2, "by the parent"); // so does a writer
    g_autoptr(GBytes) bytes = block_of(MEGA);
    for (uint64_t i = 0; i < 200; i += 20) {
        Bulk bulk = {.first = 2000 + i, .count = 20, .bytes = bytes};
        support_write(ground, do_bulk, &bulk);
    }
    assert_int_equal(write(down[1], "x", 1), 1);
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_pair(ground, TABLE_THREAD, 3, "by the child");
    close(down[0]), close(down[1]), close(up[0]), close(up[1]);
}

static bool do_hold_snapshot(StoreTxn *txn, void *data, GError **error) {
    Got got = {.table = TABLE_THREAD, .key = 1};
    do_get(txn, &got, error);
    const int out = *(int *)data;
    if (write(out, "r", 1) != 1)
        _exit(1);
    pause();
    return true;
}

// A reader that was killed in the middle holds its snapshot for ever: the file would grow without end.
static void a_killed_reader_does_not_fill_the_disk(void **state) {
    Ground *ground = *state;
    int up[2];
    put(ground, TABLE_THREAD, 1, "x");
    ground_close(ground);
    assert_int_equal(pipe(up), 0);
    const pid_t child = fork();
    if (child == 0) {
        g_autoptr(Seal) seal = support_seal(1);
        g_autoptr(Store) store = store_open(ground->url, ground->directory, false, seal, NULL);
        store_read(store, do_hold_snapshot, &up[1], NULL);
        _exit(1);
    }
    ground_open(ground);
    char word;
    assert_int_equal(read(up[0], &word, 1), 1);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    g_autoptr(GBytes) bytes = block_of(MEGA);
    for (int i = 0; i < 100; i++) { // the same 4 MB again and again
        Bulk bulk = {.first = 1, .count = 4, .bytes = bytes};
        support_write(ground, do_bulk, &bulk);
    }
    if (file_size(ground) > (off_t)150 * MEGA)
        fail_msg("4 MB of data take %d MB", (int)(file_size(ground) / MEGA));
    close(up[0]), close(up[1]);
}

// --- who may open it ---

static void another_key_is_refused(void **state) {
    Ground *ground = *state;
    put(ground, TABLE_THREAD, 1, "mine");
    ground_close(ground);
    g_autoptr(Seal) other = support_seal(2);
    g_autoptr(GError) error = NULL;
    assert_null(store_open(ground->url, ground->directory, true, other, &error));
    support_assert_fate(error, FATE_CONFIG);
    ground_open(ground); // and nothing was spoilt
    assert_pair(ground, TABLE_THREAD, 1, "mine");
}

// Writes to a table behind the store's back, as a damaged disk or a newer version would have.
static void poke(const Ground *ground, Table table, EngineSlice key, EngineSlice value) {
    Engine *engine = engine_open(ground->url, false, NULL);
    assert_non_null(engine);
    EngineTxn *txn = engine->ops->begin(engine, true, NULL);
    assert_true(engine->ops->put(txn, table, key, value, NULL));
    assert_true(ground_commit(engine, txn));
    engine->ops->close(engine);
}

static GBytes *peek(const Ground *ground, Table table, EngineSlice key) {
    Engine *engine = engine_open(ground->url, false, NULL);
    assert_non_null(engine);
    EngineTxn *txn = engine->ops->begin(engine, false, NULL);
    EngineSlice value;
    assert_int_equal(engine->ops->get(txn, table, key, &value, NULL), 1);
    GBytes *bytes = g_bytes_new(value.data, value.size);
    engine->ops->abort(txn);
    engine->ops->close(engine);
    return bytes;
}

static bool count_due(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    unsigned *count = data;
    for (StoreKey key = {0}; *count < 10 && store_next(txn, TABLE_DUE, &key, NULL);
         key = store_key_after(key))
        ++*count;
    return true;
}

// Behind it a walk would begin anew: entries of an index are not sealed, and anybody who writes into the
// database can make one.
static void the_key_that_none_is_after_ends_a_walk(void **state) {
    Ground *ground = *state;
    uint8_t last[48];
    memset(last, 0xff, sizeof last);
    ground_close(ground);
    poke(ground, TABLE_DUE, (EngineSlice){last, sizeof last}, (EngineSlice){(const uint8_t *)"\x02", 1});
    ground_open(ground);
    unsigned count = 0;
    g_autoptr(GError) error = NULL;
    assert_false(store_read(ground->store, count_due, &count, &error));
    support_assert_fate(error, FATE_CORRUPT);
    assert_int_equal(count, 0);
}

static void an_unknown_schema_is_refused(void **state) {
    Ground *ground = *state;
    static const uint64_t schemas[] = {0, 5, STORE_SCHEMA + 1, 1000, UINT64_MAX};
    const EngineSlice name = {(const uint8_t *)"schema", 6};
    ground_close(ground);
    for (size_t i = 0; i < G_N_ELEMENTS(schemas); i++) {
        const uint64_t big = GUINT64_TO_BE(schemas[i]);
        poke(ground, TABLE_META, name, (EngineSlice){(const uint8_t *)&big, sizeof big});
        g_autoptr(GError) error = NULL;
        assert_null(store_open(ground->url, ground->directory, true, ground->seal, &error));
        support_assert_fate(error, FATE_CONFIG);
    }
}

static void what_is_no_store(void **state) {
    Ground *ground = *state;
    static const char *const urls[] = {"/var/lib", "postgresql://x", "lmdb:/nonexistent/dir", "lmdb:", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(urls); i++) {
        g_autoptr(GError) error = NULL;
        if (store_open(urls[i], NULL, false, ground->seal, &error) != NULL)
            fail_msg("'%s' was opened", urls[i]);
        support_assert_fate(error, FATE_CONFIG);
    }
    ground_close(ground);
    g_autofree char *path = g_build_filename(ground->directory, "data.mdb", NULL);
    assert_true(g_file_set_contents(path, "this is no database, but text that is long enough to be looked at",
                                    -1, NULL));
    g_autoptr(GError) error = NULL;
    assert_null(store_open(ground->url, ground->directory, false, ground->seal, &error));
    assert_true(fault_fate(error) == FATE_CORRUPT || fault_fate(error) == FATE_CONFIG);
}

static void the_store_is_for_its_owner_alone(void **state) {
    Ground *ground = *state;
    g_autofree char *inner = g_build_filename(ground->directory, "a", "b", NULL);
    g_autofree char *url = g_strconcat("lmdb:", inner, NULL);
    const mode_t before = umask(0);
    g_autoptr(Store) store = store_open(url, NULL, true, ground->seal, NULL);
    umask(before);
    assert_non_null(store);
    assert_string_equal(store_directory(store), inner);
    struct stat status;
    assert_int_equal(stat(inner, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    static const char *const names[] = {"data.mdb", "lock.mdb", "persons.keys"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(inner, names[i], NULL);
        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
    }
}

// --- sealing ---

static void a_value_moved_or_changed_does_not_open(void **state) {
    Ground *ground = *state;
    put(ground, TABLE_DUE, 1, "one");
    put(ground, TABLE_DUE, 2, "two");
    put(ground, TABLE_LIMIT, 1, "limit");
    ground_close(ground);
    // Takes the sealed value of one and puts it elsewhere.
    const StoreKey keys[] = {
        {{0}, 0}, store_key_number(1), store_key_number(2), store_key_number(3), store_key_number(4)};
    EngineSlice at[G_N_ELEMENTS(keys)];
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        at[i] = (EngineSlice){keys[i].bytes, keys[i].size};
    g_autoptr(GBytes) found = peek(ground, TABLE_DUE, at[1]);
    EngineSlice sealed = {.data = g_bytes_get_data(found, &sealed.size)};
    poke(ground, TABLE_DUE, at[2], sealed);
    poke(ground, TABLE_LIMIT, at[1], sealed);
    poke(ground, TABLE_DUE, at[3], (EngineSlice){sealed.data, 5}); // shorter than any value
    g_autofree uint8_t *future = g_memdup2(sealed.data, sealed.size);
    future[0] = 9; // of a format to come
    poke(ground, TABLE_DUE, at[4], (EngineSlice){future, sealed.size});
    ground_open(ground);
    static const struct {
        Table table;
        uint64_t key;
    } moved[] = {{TABLE_DUE, 2}, {TABLE_LIMIT, 1}, {TABLE_DUE, 3}, {TABLE_DUE, 4}};
    for (size_t i = 0; i < G_N_ELEMENTS(moved); i++) {
        Got got = {.table = moved[i].table, .key = moved[i].key};
        g_autoptr(GError) error = NULL;
        assert_false(store_read(ground->store, do_get, &got, &error));
        support_assert_fate(error, FATE_CORRUPT);
        assert_null(got.text);
    }
    assert_pair(ground, TABLE_DUE, 1, "one");
}

static bool do_slot(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    *(uint64_t *)data = store_slot_new(txn);
    return true;
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    return store_slot_erase(txn, *(uint64_t *)data, error);
}

static bool do_first(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    StoreKey key = {0};
    GBytes *bytes = NULL;
    if (!store_next(txn, TABLE_ENTRY, &key, &bytes))
        return !store_failed(txn);
    *(char **)data = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_bytes_unref(bytes);
    return true;
}

static char *first_entry(Ground *ground) {
    char *text = NULL;
    support_read(ground, do_first, &text);
    return text;
}

static void what_is_an_erased_persons_is_as_good_as_absent(void **state) {
    Ground *ground = *state;
    uint64_t ann = 0, bob = 0;
    support_write(ground, do_slot, &ann);
    support_write(ground, do_slot, &bob);
    assert_true(ann != 0 && bob != 0 && ann != bob);
    Pair hers = {.table = TABLE_ENTRY, .key = 1, .text = "hers", .owner = ann};
    Pair his = {.table = TABLE_ENTRY, .key = 2, .text = "his", .owner = bob};
    support_write(ground, do_put, &hers);
    support_write(ground, do_put, &his);
    assert_pair(ground, TABLE_ENTRY, 1, "hers");
    support_write(ground, do_erase, &ann);
    assert_pair(ground, TABLE_ENTRY, 1, NULL);
    assert_pair(ground, TABLE_ENTRY, 2, "his");
    g_autofree char *first = first_entry(ground);
    assert_string_equal(first, "his"); // a walk passes over hers
    uint64_t next = 0;
    support_write(ground, do_slot, &next);
    assert_true(next > bob); // her slot is nobody else's
}

// With everything expected first, and then asked for twice.
static bool do_expect(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    GString *seen = data;
    for (uint64_t key = 0; key < 6; key++)
        store_expect(txn, key % 2 == 0 ? TABLE_ENTRY : TABLE_DUE, store_key_number(key));
    store_expect(txn, TABLE_META, store_key_name(STORE_META_SCHEMA));
    for (uint64_t i = 0; i < 12; i++) {
        const Table table = i % 2 == 0 ? TABLE_ENTRY : TABLE_DUE;
        g_autoptr(GBytes) bytes = store_get(txn, table, store_key_number(i % 6));
        g_string_append_printf(seen, "%.*s ", bytes == NULL ? 1 : (int)g_bytes_get_size(bytes),
                               bytes == NULL ? "-" : (const char *)g_bytes_get_data(bytes, NULL));
    }
    g_string_append_printf(seen, "%u", (unsigned)store_counter(txn, STORE_META_SCHEMA) == STORE_SCHEMA);
    return !store_failed(txn);
}

static void what_is_expected_is_told_as_it_stands(void **state) {
    static const char WANTED[] = "- one his - - - - one his - - - 1";
    Ground *ground = *state;
    uint64_t ann = 0, bob = 0;
    support_write(ground, do_slot, &ann);
    support_write(ground, do_slot, &bob);
    const Pair pairs[] = {{.table = TABLE_DUE, .key = 1, .text = "one"},
                          {.table = TABLE_ENTRY, .key = 2, .text = "his", .owner = bob},
                          {.table = TABLE_ENTRY, .key = 4, .text = "hers", .owner = ann}};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        support_write(ground, do_put, (void *)(uintptr_t)&pairs[i]);
    support_write(ground, do_erase, &ann);
    g_autoptr(GString) read = g_string_new(NULL), written = g_string_new(NULL);
    support_read(ground, do_expect, read);
    assert_string_equal(read->str, WANTED);
    support_write(ground, do_expect, written);
    assert_string_equal(written->str, WANTED);
}

// --- death ---

// Each piece of work writes its number under ten keys in two tables; the pipe says what was committed.
static bool do_write_generation(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const uint64_t number = *(const uint64_t *)data;
    g_autofree char *text = g_strdup_printf("%u", (unsigned)number);
    g_autoptr(GBytes) bytes = support_bytes(text);
    for (uint64_t i = 0; i < 10; i++)
        store_put(txn, i % 2 == 0 ? TABLE_THREAD : TABLE_ENTRY, store_key_pair(number, i), STORE_OWNER_NONE,
                  bytes);
    return true;
}

typedef struct Victim {
    Store *store;
    uint64_t number; // of this thread: 0, 1, ...
    int out;
} Victim;

static void *write_until_killed(void *data) {
    const Victim *victim = data;
    for (uint64_t i = 1;; i++) {
        uint64_t number = i * 4 + victim->number;
        if (!store_write(victim->store, do_write_generation, &number, 0, NULL) ||
            write(victim->out, &number, sizeof number) != sizeof number)
            _exit(1);
    }
    return NULL;
}

static void be_killed(const Ground *ground, int out) {
    Seal *seal = support_seal(1);
    Store *store = store_open(ground->url, ground->directory, true, seal, NULL);
    pthread_t thread;
    static Victim victims[4];
    for (uint64_t i = 0; i < 4; i++) {
        victims[i] = (Victim){.store = store, .number = i, .out = out};
        if (store == NULL || pthread_create(&thread, NULL, write_until_killed, &victims[i]) != 0)
            _exit(1);
    }
    while (true)
        pause();
}

typedef struct Survival {
    const GArray *promised;
    uint64_t missing;
    uint64_t torn;
} Survival;

static unsigned count_parts(StoreTxn *txn, uint64_t number) {
    unsigned parts = 0;
    for (uint64_t i = 0; i < 10; i++) {
        g_autoptr(GBytes) bytes =
            store_get(txn, i % 2 == 0 ? TABLE_THREAD : TABLE_ENTRY, store_key_pair(number, i));
        parts += bytes != NULL;
    }
    return parts;
}

static bool do_check_survival(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Survival *survival = data;
    uint64_t highest = 0;
    for (guint i = 0; i < survival->promised->len; i++) {
        const uint64_t number = g_array_index(survival->promised, uint64_t, i);
        highest = MAX(highest, number);
        if (count_parts(txn, number) != 10)
            survival->missing = number;
    }
    for (uint64_t number = 0; number <= highest + 400;
         number++) { // what was not promised is there whole or not at all
        const unsigned parts = count_parts(txn, number);
        if (parts != 0 && parts != 10)
            survival->torn = number;
    }
    return true;
}

static void a_killed_writer_keeps_its_promises(void **state) {
    Ground *ground = *state;
    g_autoptr(GRand) rand = support_rand("kill");
    ground_close(ground);
    for (int round = 0; round < 12; round++) {
        int channel[2];
        assert_int_equal(pipe(channel), 0);
        ground_empty(ground);
        const pid_t child = fork();
        if (child == 0)
            be_killed(ground, channel[1]);
        close(channel[1]);
        g_usleep((gulong)g_rand_int_range(rand, 2000, 120000));
        kill(child, SIGKILL);
        g_autoptr(GArray) promised = g_array_new(FALSE, FALSE, sizeof(uint64_t));
        uint64_t number;
        while (read(channel[0], &number, sizeof number) == sizeof number)
            g_array_append_val(promised, number);
        close(channel[0]);
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        ground_open(ground);
        Survival survival = {.promised = promised};
        support_read(ground, do_check_survival, &survival);
        if (survival.missing != 0 || survival.torn != 0)
            fail_msg("of %u: lost %u, torn %u", promised->len, (unsigned)survival.missing,
                     (unsigned)survival.torn);
        put(ground, TABLE_THREAD, 1, "goes on");
        ground_close(ground);
    }
}

static void die_with_the_lock(const Ground *ground, int in, int out) {
    char word;
    if (read(in, &word, 1) != 1) // the parent opens first
        _exit(1);
    Seal *seal = support_seal(1);
    Store *store = store_open(ground->url, ground->directory, true, seal, NULL);
    store_write(store, do_hold_snapshot, &out, 0, NULL); // stays inside the write transaction
    _exit(1);
}

static void who_holds_the_lock_and_dies_blocks_nobody(void **state) {
    Ground *ground = *state;
    int down[2], up[2];
    ground_close(ground);
    assert_int_equal(pipe(down), 0);
    assert_int_equal(pipe(up), 0);
    const pid_t child = fork();
    if (child == 0)
        die_with_the_lock(ground, down[0], up[1]);
    ground_open(ground);
    char word = 'x';
    assert_int_equal(write(down[1], &word, 1), 1);
    assert_int_equal(read(up[0], &word, 1), 1);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    Pair pair = {.table = TABLE_THREAD, .key = 1, .text = "mine"};
    assert_true(
        store_write(ground->store, do_put, &pair, g_get_monotonic_time() + 20 * G_USEC_PER_SEC, NULL));
    close(down[0]), close(down[1]), close(up[0]), close(up[1]);
}

static void nothing_can_be_read_from_the_files(void **state) {
    Ground *ground = *state;
    for (uint64_t i = 0; i < 200; i++)
        put(ground, TABLE_THREAD, i, "ann@secret.example wrote: our invoices are wrong");
    ground_close(ground);
    static const char *const words[] = {"ann@", "secret", "invoice", "wrote"};
    g_autoptr(GByteArray) all = ground_bytes(ground);
    assert_true(all->len > 200 * 48);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (memmem(all->data, all->len, words[i], strlen(words[i])) != NULL)
            fail_msg("it shows '%s'", words[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(puts_gets_and_deletes),
        cmocka_unit_test(keys_sort_as_numbers),
        ground_test(walks_in_order_and_within_the_table),
        ground_test(the_key_that_none_is_after_ends_a_walk),
        ground_test(a_failure_undoes_itself_alone),
        ground_test(failures_among_many_leave_the_others),
        ground_test(a_counter_gives_each_number_once),
        ground_test(work_that_is_run_ahead_by_many_breaks_no_chain),
        ground_test(a_reader_sees_one_moment),
        ground_test(a_reader_cannot_write),
        ground_test(who_waits_too_long_is_not_served_later),
        ground_test(a_deadline_that_has_passed_still_answers),
        ground_test(nobody_leaves_while_their_work_runs),
        ground_test(the_map_grows_among_readers),
        ground_test(one_work_larger_than_the_map),
        ground_test(growth_by_another_process_is_followed),
        ground_test(a_killed_reader_does_not_fill_the_disk),
        ground_test(another_key_is_refused),
        ground_test(an_unknown_schema_is_refused),
        ground_test(what_is_no_store),
        ground_test(the_store_is_for_its_owner_alone),
        ground_test(a_value_moved_or_changed_does_not_open),
        ground_test(what_is_an_erased_persons_is_as_good_as_absent),
        ground_test(what_is_expected_is_told_as_it_stands),
        ground_test(a_killed_writer_keeps_its_promises),
        ground_test(who_holds_the_lock_and_dies_blocks_nobody),
        ground_test(nothing_can_be_read_from_the_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
