// What the store tells those who watch it: how full it is, who reads, and each
// commit with the time it took.
#include "support.h"

#include <signal.h>
#include <sys/wait.h>

enum { ROWS = 400, ROW = 4000 };

static bool do_fill(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autofree char *text = g_strnfill(ROW, 'x');
    g_autoptr(GBytes) record = g_bytes_new_static(text, ROW);
    for (uint64_t i = 1; i <= ROWS; i++)
        store_put(txn, TABLE_ENTRY, store_key_number(i), STORE_OWNER_NONE, record);
    return !store_failed(txn);
}

static bool do_empty(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (uint64_t i = 1; i <= ROWS; i++)
        store_del(txn, TABLE_ENTRY, store_key_number(i));
    return !store_failed(txn);
}

static bool do_fail(StoreTxn *txn, void *data, GError **error) {
    (void)txn, (void)data;
    return fault_set(error, FATE_PERMANENT, "not this one");
}

static StoreStat stat_of(Ground *ground) {
    StoreStat stat;
    g_autoptr(GError) error = NULL;
    if (!store_stat(ground->store, &stat, &error))
        fail_msg("%s", error->message);
    return stat;
}

static void what_is_deleted_counts_no_more(void **state) {
    Ground *ground = *state;
    const StoreStat empty = stat_of(ground);
    support_write(ground, do_fill, NULL);
    const StoreStat full = stat_of(ground);
    support_write(ground, do_empty, NULL);
    const StoreStat after = stat_of(ground);
    assert_true(full.used >= empty.used + (uint64_t)ROWS * ROW);
    assert_true(full.used <= full.file && full.file <= full.map);
    assert_true(after.file >= full.file); // a file does not shrink
    assert_true(after.used < empty.used + (uint64_t)ROWS * ROW / 4);
}

static bool do_wait(StoreTxn *txn, void *data, GError **error) {
    (void)txn, (void)error;
    const int *ready = data;
    if (write(*ready, "", 1) == 1)
        pause();
    return false;
}

static void read_until_killed(const Ground *ground, int ready) {
    g_autoptr(Seal) seal = support_seal(1);
    g_autoptr(Store) store = store_open(ground->url, ground->directory, false, seal, NULL);
    store_read(store, do_wait, &ready, NULL);
    _exit(1);
}

// What a process of its own sees when it opens the store: readers and, times ten, the dead.
static int seen_by_another(const Ground *ground) {
    const pid_t child = fork();
    if (child == 0) {
        StoreStat stat;
        g_autoptr(Seal) seal = support_seal(1);
        Store *store = store_open(ground->url, ground->directory, false, seal, NULL);
        _exit(store != NULL && store_stat(store, &stat, NULL) ? (int)(stat.readers + 10 * stat.dead) : 99);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WEXITSTATUS(status);
}

// The daemons have it open, so that the table of readers is not begun anew.
static void readers_are_counted(void **state) {
    Ground *ground = *state;
    int ready[2];
    char word;
    assert_int_equal(pipe(ready), 0);
    assert_int_equal(stat_of(ground).readers, 1);
    ground_close(ground);
    const pid_t child = fork();
    if (child == 0)
        read_until_killed(ground, ready[1]);
    assert_int_equal(read(ready[0], &word, 1), 1);
    ground_open(ground);
    assert_int_equal(seen_by_another(ground), 2);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(seen_by_another(ground), 11);
    assert_int_equal(seen_by_another(ground), 1);
    close(ready[0]);
    close(ready[1]);
}

typedef struct Seen {
    unsigned commits, works, failed;
    int64_t longest;
} Seen;

static void see(void *data, int64_t microseconds, unsigned works, bool done) {
    Seen *seen = data;
    seen->commits += done ? 1 : 0;
    seen->failed += done ? 0 : 1;
    seen->works += works;
    seen->longest = MAX(seen->longest, microseconds);
    assert_true(microseconds >= 0);
}

static void each_commit_is_told(void **state) {
    Ground *ground = *state;
    Seen seen = {0};
    support_write(ground, do_fill, NULL); // nobody watches yet
    store_watch(ground->store, see, &seen);
    support_write(ground, do_empty, NULL);
    support_write(ground, do_fill, NULL);
    assert_int_equal(seen.commits, 2);
    assert_int_equal(seen.works, 2);
    assert_true(seen.longest > 0 && seen.longest < G_TIME_SPAN_MINUTE);
    assert_false(store_write(ground->store, do_fail, NULL, 0, NULL));
    assert_int_equal(seen.failed, 0); // a piece of work failed, not a commit
    const unsigned before = seen.commits;
    store_watch(ground->store, NULL, NULL);
    support_write(ground, do_empty, NULL);
    assert_int_equal(seen.commits, before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(what_is_deleted_counts_no_more),
        ground_test(readers_are_counted),
        ground_test(each_commit_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
