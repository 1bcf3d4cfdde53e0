// A store that an older release left, opened by this one: all that it holds reads as
// it did, whoever kills the upgrade at whatever point; and what a program must not
// touch it leaves as it is and says what to do.
#include "schema6.h"

#include <signal.h>
#include <sys/wait.h>

#include "backup.h"
#include "engine.h"
#include "migrate.h"

static const int64_t NOW = NOON_MONDAY + 30 * G_TIME_SPAN_MINUTE; // when it was made

static int setup(void **state) {
    Ground *ground = g_new0(Ground, 1);
    ground_make(ground);
    schema6_put(ground);
    *state = ground;
    return 0;
}

static int teardown(void **state) {
    Ground *ground = *state;
    ground_close(ground);
    seal_free(ground->seal);
    support_remove(ground->directory);
    g_free(ground->directory);
    g_free(ground->url);
    g_free(ground);
    return 0;
}

static bool do_schema(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    *(uint64_t *)data = store_counter(txn, STORE_META_SCHEMA);
    return !store_failed(txn);
}

static uint64_t schema_of(const Ground *ground) {
    uint64_t schema = 0;
    support_read((Ground *)(uintptr_t)ground, do_schema, &schema);
    return schema;
}

static void tell_finding(const VerifyFinding *finding, void *data) {
    (void)data;
    print_message("%s %s: %s\n", finding->table, finding->key, finding->wrong);
}

static void assert_as_it_was(Ground *ground) {
    g_autofree char *wanted = schema6_listing();
    g_autofree char *found = store_listing(ground->store, SCHEMA6_TABLES);
    if (strcmp(found, wanted) != 0) {
        (void)g_file_set_contents("build/schema6-found", found, -1, NULL);
        fail_msg("it does not read as it did: compare " SCHEMA6_DATA "/listing with build/schema6-found");
    }
    const VerifyOptions options = {.now = NOW, .found = tell_finding};
    VerifyResult result;
    assert_true(verify_store(ground->store, &options, &result, NULL));
    assert_int_equal(result.findings, 0);
    assert_true(result.rows > 600);
}

static void a_store_of_the_first_release_is_brought_up(void **state) {
    Ground *ground = *state;
    ground_open(ground);
    assert_int_equal(store_upgraded_from(ground->store), SCHEMA6);
    assert_int_equal(schema_of(ground), STORE_SCHEMA);
    assert_as_it_was(ground);
    ground_close(ground);
    ground_open(ground);
    assert_int_equal(store_upgraded_from(ground->store), 0); // once
    assert_as_it_was(ground);
}

static char *refusal(const Ground *ground, bool create, const Seal *seal, Fate fate) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_open(ground->url, NULL, create, seal, &error);
    assert_null(store);
    support_assert_fate(error, fate);
    return g_strdup(error->message);
}

static void a_tool_that_reads_leaves_it(void **state) {
    Ground *ground = *state;
    g_autofree char *words = refusal(ground, false, ground->seal, FATE_CONFIG);
    assert_non_null(strstr(words, "schema 6 (Earshot 0.1)"));
    assert_non_null(strstr(words, "start earshot-milter or earshot-courier"));
    ground_open(ground);
    assert_int_equal(store_upgraded_from(ground->store), SCHEMA6); // it was there still
}

static void who_has_not_the_key_upgrades_nothing(void **state) {
    Ground *ground = *state;
    g_autoptr(Seal) other = support_seal(2);
    g_autofree char *words = refusal(ground, true, other, FATE_CONFIG);
    assert_non_null(strstr(words, "key file"));
    ground_open(ground);
    assert_int_equal(store_upgraded_from(ground->store), SCHEMA6);
}

// --- other schemas ---

typedef struct Mark {
    uint64_t schema;
    const char *release;
} Mark;

static bool do_mark(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Mark *mark = data;
    char release[8] = {0};
    g_strlcpy(release, mark->release, sizeof release);
    g_autoptr(GBytes) value = g_bytes_new(release, sizeof release);
    store_set_counter(txn, STORE_META_SCHEMA, mark->schema);
    store_put(txn, TABLE_META, store_key_name("release"), STORE_OWNER_NONE, value);
    return !store_failed(txn);
}

static void what_no_path_leads_from_is_refused(void **state) {
    Ground *ground = *state;
    static const struct {
        uint64_t schema;
        const char *release, *words;
    } CASES[] = {
        {STORE_SCHEMA + 1, "0.9", "(Earshot 0.9); this is Earshot"},
        {STORE_SCHEMA + 1, "0.9", "install the newer version again, or restore a backup"},
        {STORE_SCHEMA + 1, "", "this is Earshot"},
        {STORE_SCHEMA + 1, "12345678", "(Earshot 1234567)"},
        {UINT64_MAX, "7", "(Earshot 7)"},
        {STORE_SCHEMA_FIRST - 1, "", "no release of Earshot"},
        {0, "", "no release of Earshot"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Mark mark = {CASES[i].schema, CASES[i].release};
        ground_close(ground);
        schema6_put(ground);
        ground_open(ground);
        support_write(ground, do_mark, &mark);
        ground_close(ground);
        for (int create = 0; create < 2; create++) {
            g_autofree char *words = refusal(ground, create == 1, ground->seal, FATE_CONFIG);
            if (strstr(words, CASES[i].words) == NULL)
                fail_msg("case %u: %s", (unsigned)i, words);
        }
    }
}

// --- killed at any point ---

enum { ROWS_A_PIECE = 7 };

// Read by the child that dies; set before it is made.
static int pieces_left = -1;

// What a release might want: a byte more in each row of two tables.
static bool lengthen(StoreTxn *txn, StorePlace *at) {
    static const Table TABLES_OF_IT[] = {TABLE_ENTRY, TABLE_OUTBOX};
    if (pieces_left >= 0 && pieces_left-- == 0)
        _exit(0); // with what it has done so far not committed
    unsigned rows = 0;
    for (; at->table < G_N_ELEMENTS(TABLES_OF_IT); at->table++, at->key = (StoreKey){0}) {
        const Table table = TABLES_OF_IT[at->table];
        for (;; at->key = store_key_after(at->key)) {
            g_auto(StoreSeen) seen = {0};
            if (rows++ == ROWS_A_PIECE)
                return true;
            if (!store_look(txn, table, &at->key, &seen))
                break;
            g_autoptr(GByteArray) longer = g_byte_array_new();
            g_byte_array_append(longer, g_bytes_get_data(seen.record, NULL),
                                (guint)g_bytes_get_size(seen.record));
            g_byte_array_append(longer, (const guint8 *)"!", 1);
            g_autoptr(GBytes) record = g_bytes_new(longer->data, longer->len);
            store_put(txn, table, at->key, seen.owner, record);
        }
    }
    return false;
}

static const MigrateStep NEXT[] = {{STORE_SCHEMA, "0.2", "for this test", lengthen}};
static const MigratePath NEXT_PATH = {NEXT, 1, STORE_SCHEMA + 1};

typedef struct Sizes {
    uint64_t rows, bytes;
} Sizes;

static bool do_sizes(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    static const Table TABLES_OF_IT[] = {TABLE_ENTRY, TABLE_OUTBOX};
    Sizes *sizes = data;
    for (size_t i = 0; i < G_N_ELEMENTS(TABLES_OF_IT); i++) {
        g_autoptr(GBytes) record = NULL;
        for (StoreKey key = {0}; store_next(txn, TABLES_OF_IT[i], &key, &record);
             key = store_key_after(key)) {
            sizes->rows++;
            sizes->bytes += g_bytes_get_size(record);
            g_clear_pointer(&record, g_bytes_unref);
        }
    }
    return !store_failed(txn);
}

static Sizes sizes_of(Ground *ground) {
    Sizes sizes = {0};
    support_read(ground, do_sizes, &sizes);
    return sizes;
}

// The step's place is put aside while the store is opened, as nobody but a later release would open it.
typedef struct Aside {
    uint64_t schema;
    uint8_t at[64];
    size_t size;
} Aside;

static Aside put_aside(const Ground *ground) {
    static const uint8_t SCHEMA[] = STORE_META_SCHEMA, AT[] = "migrate-at";
    const EngineSlice schema = {SCHEMA, sizeof SCHEMA - 1}, at = {AT, sizeof AT - 1};
    uint64_t big = GUINT64_TO_BE((uint64_t)STORE_SCHEMA);
    Aside aside = {0};
    EngineSlice value;
    Engine *engine = engine_lmdb_open(ground->directory, false, NULL);
    EngineTxn *txn = engine->ops->begin(engine, true, NULL);
    g_assert_cmpint(engine->ops->get(txn, TABLE_META, schema, &value, NULL), ==, 1);
    memcpy(&aside.schema, value.data, sizeof aside.schema);
    aside.schema = GUINT64_FROM_BE(aside.schema);
    if (engine->ops->get(txn, TABLE_META, at, &value, NULL) == 1) {
        aside.size = value.size;
        memcpy(aside.at, value.data, value.size);
    }
    g_assert_true(
        engine->ops->put(txn, TABLE_META, schema, (EngineSlice){(uint8_t *)&big, sizeof big}, NULL) &&
        engine->ops->del(txn, TABLE_META, at, NULL) && engine->ops->commit(txn, NULL));
    engine->ops->close(engine);
    return aside;
}

static bool do_take_again(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Aside *aside = data;
    store_set_counter(txn, STORE_META_SCHEMA, aside->schema);
    if (aside->size > 0) {
        g_autoptr(GBytes) at = g_bytes_new(aside->at, aside->size);
        store_put(txn, TABLE_META, store_key_name("migrate-at"), STORE_OWNER_NONE, at);
    }
    return !store_failed(txn);
}

// In a child: 0 when it died at a piece, 1 when it came to the end and each row was changed once.
static int go_on_and_die(Ground *ground, Sizes before, int pieces) {
    Aside aside = put_aside(ground);
    ground_open(ground);
    support_write(ground, do_take_again, &aside);
    pieces_left = pieces;
    const bool run = migrate_run(ground->store, &NEXT_PATH, NULL, NULL);
    const Sizes after = sizes_of(ground);
    return run && after.rows == before.rows && after.bytes == before.bytes + before.rows ? 1 : 2;
}

static void killed_at_any_piece_it_goes_on(void **state) {
    Ground *ground = *state;
    ground_open(ground);
    const Sizes before = sizes_of(ground);
    ground_close(ground);
    unsigned killed = 0;
    for (int status = 0; WEXITSTATUS(status) == 0; killed++) {
        const pid_t child = fork();
        if (child == 0)
            _exit(go_on_and_die(ground, before, (int)(killed % 3))); // none, one, two more pieces
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
        if (killed == 0)
            continue; // before the first piece it is as it was
        g_autofree char *words = refusal(ground, true, ground->seal, FATE_CONFIG);
        assert_non_null(strstr(words, "schema 8")); // half is of neither
    }
    assert_true(killed > 5);
}

static void a_step_changes_each_row_once(void **state) {
    Ground *ground = *state;
    ground_open(ground);
    const Sizes before = sizes_of(ground);
    unsigned pieces = 0;
    assert_true(migrate_run(ground->store, &NEXT_PATH, &pieces, NULL));
    assert_true(pieces > 5);
    const Sizes after = sizes_of(ground);
    assert_int_equal(after.rows, before.rows);
    assert_int_equal(after.bytes, before.bytes + before.rows);
    assert_true(migrate_run(ground->store, &NEXT_PATH, &pieces, NULL)); // there is nothing more to do
    assert_int_equal(pieces, 0);
    assert_int_equal(sizes_of(ground).bytes, after.bytes);
}

// --- not alone ---

// Another process, as one of the release before: has the database open until it is told to end.
static pid_t hold_open(const Ground *ground, int *end) {
    int ready[2], till[2];
    assert_true(pipe(ready) == 0 && pipe(till) == 0);
    const pid_t child = fork();
    if (child == 0) {
        char word = 'r';
        close(till[1]);
        Engine *engine = engine_lmdb_open(ground->directory, false, NULL);
        if (engine != NULL && write(ready[1], &word, 1) == 1)
            (void)!read(till[0], &word, 1);
        _exit(0);
    }
    char word;
    assert_int_equal(read(ready[0], &word, 1), 1);
    close(ready[0]), close(ready[1]), close(till[0]);
    *end = till[1];
    return child;
}

typedef struct Opening {
    Ground *ground;
    int done; // atomic
} Opening;

static gpointer open_it(gpointer data) {
    Opening *opening = data;
    ground_open(opening->ground);
    g_atomic_int_set(&opening->done, 1);
    return NULL;
}

static void it_waits_until_the_older_program_has_ended(void **state) {
    Opening opening = {.ground = *state};
    int end;
    const pid_t child = hold_open(opening.ground, &end);
    GThread *thread = g_thread_new("opens", open_it, &opening);
    g_usleep(100 * 1000); // nothing happens: there is no event to wait for
    assert_int_equal(g_atomic_int_get(&opening.done), 0);
    close(end);
    assert_int_equal(waitpid(child, NULL, 0), child);
    g_thread_join(thread);
    assert_int_equal(store_upgraded_from(opening.ground->store), SCHEMA6);
    assert_as_it_was(opening.ground);
}

static void two_that_start_together_both_get_there(void **state) {
    Ground *ground = *state;
    pid_t children[4];
    for (size_t i = 0; i < G_N_ELEMENTS(children); i++)
        if ((children[i] = fork()) == 0) {
            g_autoptr(Store) store = store_open(ground->url, NULL, true, ground->seal, NULL);
            _exit(store == NULL);
        }
    for (size_t i = 0; i < G_N_ELEMENTS(children); i++) {
        int status = 1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    ground_open(ground);
    assert_as_it_was(ground);
}

// --- backups of the older release ---

static void a_backup_of_it_can_be_put_back(void **state) {
    Ground *ground = *state;
    g_autofree char *copy = g_build_filename(ground->directory, "copy", NULL);
    g_autofree char *place = g_build_filename(ground->directory, "place", NULL);
    g_autofree char *manifest = NULL, *into = g_build_filename(copy, "manifest", NULL), *aside = NULL;
    assert_true(g_mkdir_with_parents(copy, 0700) == 0 && g_mkdir_with_parents(place, 0700) == 0);
    schema6_unpack("data.mdb", copy);
    schema6_unpack("persons.keys", copy);
    assert_true(g_file_get_contents(SCHEMA6_DATA "/manifest", &manifest, NULL, NULL));
    assert_true(g_file_set_contents(into, manifest, -1, NULL));
    g_autoptr(Backup) backup = backup_open(copy, ground->seal, NULL);
    assert_non_null(backup);
    assert_int_equal(backup->schema, SCHEMA6);
    g_autofree char *staged = backup_stage(backup, copy, ground->seal, place, NULL);
    assert_non_null(staged);
    g_free(ground->url);
    ground->url = g_strconcat("lmdb:", staged, NULL);
    ground_open(ground);
    assert_int_equal(store_upgraded_from(ground->store), SCHEMA6);
    assert_as_it_was(ground);
}

#define place_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        place_test(a_store_of_the_first_release_is_brought_up),
        place_test(a_tool_that_reads_leaves_it),
        place_test(who_has_not_the_key_upgrades_nothing),
        place_test(what_no_path_leads_from_is_refused),
        place_test(killed_at_any_piece_it_goes_on),
        place_test(a_step_changes_each_row_once),
        place_test(it_waits_until_the_older_program_has_ended),
        place_test(two_that_start_together_both_get_there),
        place_test(a_backup_of_it_can_be_put_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
