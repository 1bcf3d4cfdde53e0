// The writer against an engine that fails where a real one seldom does: at the
// beginning, at the commit, for want of room. Whoever waits gets an answer, and
// a failure always says why.
#include "support.h"

#include "engine.h"
#include "store_writer.h"

typedef struct Fake { // an engine that stores nothing and fails as it is told
    Engine engine;
    int begins, ends, commits, rooms; // how many more of these fail; of rooms: how many are made
    int begun, committed, runs;
    bool works; // what the work says
} Fake;

static EngineTxn *fake_begin(Engine *engine, bool write, GError **error) {
    Fake *fake = (Fake *)engine;
    g_assert_true(write);
    fake->begun++;
    if (fake->begins-- <= 0)
        return (EngineTxn *)(void *)engine;
    fault_set(error, FATE_CORRUPT, "cannot begin");
    return NULL;
}

static bool fake_commit(EngineTxn *txn, GError **error) {
    Fake *fake = (Fake *)(void *)txn;
    fake->committed++;
    return fake->commits-- <= 0 || fault_set(error, FATE_TEMPORARY, "cannot commit");
}

static bool fake_make_room(Engine *engine) {
    return ((Fake *)engine)->rooms-- > 0;
}

static void fake_abort(EngineTxn *txn) {
    (void)txn;
}

static const EngineOps FAKE_OPS = {
    .begin = fake_begin, .commit = fake_commit, .abort = fake_abort, .make_room = fake_make_room};

static void fake_batch(void *context, EngineTxn *txn) {
    g_assert_true(context == txn);
}

static bool fake_run(void *context, StoreWork work, void *data, GError **error) {
    Fake *fake = context;
    (void)work, (void)data;
    fake->runs++;
    return fake->works || fault_set(error, FATE_PERMANENT, "the work failed");
}

static bool fake_end(void *context, GError **error) {
    Fake *fake = context;
    return fake->ends-- <= 0 || fault_set(error, FATE_TEMPORARY, "cannot write");
}

static const StoreWriterOps WRITER_OPS = {.begin = fake_batch, .run = fake_run, .end = fake_end};

typedef struct Case {
    const char *name;
    int begins, ends, commits, rooms;
    bool works;
    bool done;
    const char *message;
    int runs;
} Case;

static const Case cases[] = {
    {"all is well", 0, 0, 0, 0, true, true, NULL, 1},
    {"the work fails", 0, 0, 0, 0, false, false, "the work failed", 1},
    {"no transaction begins", 1, 0, 0, 0, true, false, "cannot begin", 0},
    {"the commit fails", 0, 0, 1, 0, true, false, "cannot commit", 1},
    {"what was done cannot be written", 0, 1, 0, 0, true, false, "cannot write", 1},
    {"room is made for what was done", 0, 1, 0, 1, true, true, NULL, 2},
    {"commit and work fail", 0, 0, 1, 0, false, false, "the work failed", 1},
    {"room is made for the second try", 0, 0, 1, 1, true, true, NULL, 2},
    {"room is made and does not help", 0, 0, 9, 3, true, false, "cannot commit", 4},
    {"the work fails twice", 0, 0, 0, 1, false, false, "the work failed", 2},
};

static void every_failure_says_why(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *c = &cases[i];
        Fake fake = {.engine = {.ops = &FAKE_OPS},
                     .begins = c->begins,
                     .ends = c->ends,
                     .commits = c->commits,
                     .rooms = c->rooms,
                     .works = c->works};
        StoreWriter *writer = store_writer_new(&fake.engine, &WRITER_OPS, &fake);
        g_autoptr(GError) error = NULL;
        const bool done = store_writer_run(writer, NULL, NULL, 0, &error);
        g_clear_pointer(&writer, store_writer_free);
        if (done != c->done || g_strcmp0(error == NULL ? NULL : error->message, c->message) != 0 ||
            fake.runs != c->runs)
            fail_msg("%s: %d, '%s', run %d times", c->name, done,
                     error == NULL ? "(no error)" : error->message, fake.runs);
    }
}

static void the_end_of_the_writer_finishes_what_waits(void **state) {
    (void)state;
    for (int i = 0; i < 50; i++) {
        Fake fake = {.engine = {.ops = &FAKE_OPS}, .works = true};
        StoreWriter *writer = store_writer_new(&fake.engine, &WRITER_OPS, &fake);
        if (i % 2 == 0)
            assert_true(store_writer_run(writer, NULL, NULL, 0, NULL));
        store_writer_free(writer);
        assert_int_equal(fake.runs, i % 2 == 0);
        assert_int_equal(fake.begun, fake.committed);
    }
    store_writer_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_failure_says_why),
        cmocka_unit_test(the_end_of_the_writer_finishes_what_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
