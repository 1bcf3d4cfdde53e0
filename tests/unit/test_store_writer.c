// The writer against an engine that fails where a real one seldom does: at the
// beginning, at the commit, for want of room. Whoever waits gets an answer, and
// a failure always says why.
#include "support.h"

#include <pthread.h>
#include <time.h>

#include "engine.h"
#include "store_writer.h"

typedef struct Fake { // an engine that stores nothing and fails as it is told
    Engine engine;
    int begins, ends, commits, rooms; // how many more of these fail; of rooms: how many are made
    int fetches;                      // likewise
    int lacks;                        // in so many runs something is not at hand
    int others;                       // how often others wrote what was read
    int begun, committed, runs, fetched;
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

static bool fake_settle(EngineTxn *txn, bool *again, GError **error) {
    Fake *fake = (Fake *)(void *)txn;
    (void)error;
    *again = fake->others-- > 0;
    return true;
}

static bool fake_fetch(EngineTxn *txn, GError **error);

static const EngineOps FAKE_OPS = {.settle = fake_settle,
                                   .fetch = fake_fetch,
                                   .begin = fake_begin,
                                   .commit = fake_commit,
                                   .abort = fake_abort,
                                   .make_room = fake_make_room};

static void fake_batch(void *context, EngineTxn *txn) {
    g_assert_true(context == txn);
}

static bool fake_fetch(EngineTxn *txn, GError **error) {
    Fake *fake = (Fake *)(void *)txn;
    fake->fetched++;
    return fake->fetches-- <= 0 || fault_set(error, FATE_TEMPORARY, "cannot fetch");
}

static bool fake_run(void *context, StoreWork work, void *data, bool ahead, bool *again, GError **error) {
    Fake *fake = context;
    (void)work, (void)data;
    fake->runs++;
    *again = ahead && fake->lacks-- > 0;
    if (*again)
        return false;
    return fake->works || fault_set(error, FATE_PERMANENT, "the work failed");
}

static bool fake_changed(void *context) {
    (void)context;
    return true;
}

static bool fake_end(void *context, GError **error) {
    Fake *fake = context;
    return fake->ends-- <= 0 || fault_set(error, FATE_TEMPORARY, "cannot write");
}

static void fake_done(void *context, bool committed) {
    (void)context, (void)committed;
}

static void fake_look(void *context) {
    (void)context;
}

static const StoreWriterOps WRITER_OPS = {.changed = fake_changed,
                                          .look = fake_look,
                                          .done = fake_done,
                                          .begin = fake_batch,
                                          .run = fake_run,
                                          .end = fake_end};

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
        const bool done = store_writer_run(writer, NULL, NULL, true, 0, &error);
        g_clear_pointer(&writer, store_writer_free);
        if (done != c->done || g_strcmp0(error == NULL ? NULL : error->message, c->message) != 0 ||
            fake.runs != c->runs)
            fail_msg("%s: %d, '%s', run %d times", c->name, done,
                     error == NULL ? "(no error)" : error->message, fake.runs);
    }
}

static void work_is_done_again_in_the_same_transaction_when_others_wrote(void **state) {
    (void)state;
    Fake fake = {.engine = {.ops = &FAKE_OPS}, .works = true, .others = 1};
    StoreWriter *writer = store_writer_new(&fake.engine, &WRITER_OPS, &fake);
    assert_true(store_writer_run(writer, NULL, NULL, true, 0, NULL));
    store_writer_free(writer);
    assert_int_equal(fake.runs, 2);
    assert_int_equal(fake.begun, 1);
    assert_int_equal(fake.committed, 1);
}

static void work_that_lacks_something_is_run_again_when_it_is_fetched(void **state) {
    static const struct {
        int lacks, fetches, others;
        int runs, fetched;
        const char *message;
    } rows[] = {
        {1, 0, 0, 2, 1, NULL},           {3, 0, 0, 4, 3, NULL},
        {100, 0, 0, 9, 8, NULL}, // in the end it asks for what it lacks by itself
        {1, 1, 0, 1, 1, "cannot fetch"}, {1, 0, 1, 3, 1, NULL},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fake fake = {.engine = {.ops = &FAKE_OPS},
                     .works = true,
                     .lacks = rows[i].lacks,
                     .fetches = rows[i].fetches,
                     .others = rows[i].others};
        StoreWriter *writer = store_writer_new(&fake.engine, &WRITER_OPS, &fake);
        g_autoptr(GError) error = NULL;
        assert_int_equal(store_writer_run(writer, NULL, NULL, true, 0, &error), rows[i].message == NULL);
        store_writer_free(writer);
        assert_int_equal(fake.runs, rows[i].runs);
        assert_int_equal(fake.fetched, rows[i].fetched);
        assert_int_equal(fake.begun, 1);
        assert_int_equal(fake.committed, rows[i].message == NULL);
        if (error != NULL)
            assert_string_equal(error->message, rows[i].message);
    }
}

static void the_end_of_the_writer_finishes_what_waits(void **state) {
    (void)state;
    for (int i = 0; i < 50; i++) {
        Fake fake = {.engine = {.ops = &FAKE_OPS}, .works = true};
        StoreWriter *writer = store_writer_new(&fake.engine, &WRITER_OPS, &fake);
        if (i % 2 == 0)
            assert_true(store_writer_run(writer, NULL, NULL, true, 0, NULL));
        store_writer_free(writer);
        assert_int_equal(fake.runs, i % 2 == 0);
        assert_int_equal(fake.begun, fake.committed);
    }
    store_writer_free(NULL);
}

// It looks by the clock, and sleeps until then.
static void a_writer_with_nothing_to_do_uses_no_processor(void **state) {
    (void)state;
    Fake fake = {.engine = {.ops = &FAKE_OPS}, .works = true};
    StoreWriter *writer = store_writer_new(&fake.engine, &WRITER_OPS, &fake);
    assert_true(store_writer_run(writer, NULL, NULL, true, 0, NULL));
    const clock_t before = clock();
    g_usleep(300 * 1000); // nothing happens: there is no event to wait for
    assert_true((clock() - before) * 1000 / CLOCKS_PER_SEC < 50);
    store_writer_free(writer);
}

// --- many at once ---

enum { CROWD = 150, BATCH = 64, FULL = 4096, NONE = -1 };

typedef struct Crowd { // callers behind one whose work does not end until it may
    Fake fake;
    StoreWriter *writer;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool holding, released;
    int order[CROWD * 2], runs;
    int spoils; // the work without which all of a transaction can be written
    bool spoilt;
    int fails; // every so manieth work fails
} Crowd;

typedef struct Caller {
    pthread_t thread;
    Crowd *crowd;
    int number; // NONE: the one that holds all up
    bool done;
    GError *error;
} Caller;

static void hold(Crowd *crowd) {
    pthread_mutex_lock(&crowd->lock);
    crowd->holding = true;
    pthread_cond_broadcast(&crowd->changed);
    while (!crowd->released)
        pthread_cond_wait(&crowd->changed, &crowd->lock);
    pthread_mutex_unlock(&crowd->lock);
}

static void crowd_batch(void *context, EngineTxn *txn) {
    (void)txn;
    ((Crowd *)context)->spoilt = false;
}

static bool crowd_run(void *context, StoreWork work, void *data, bool ahead, bool *again, GError **error) {
    Crowd *crowd = context;
    (void)ahead;
    *again = false;
    const Caller *caller = data;
    (void)work;
    if (caller->number == NONE) {
        hold(crowd);
        return true;
    }
    crowd->order[crowd->runs++] = caller->number;
    crowd->spoilt = crowd->spoilt || caller->number == crowd->spoils;
    return crowd->fails == 0 || caller->number % crowd->fails != 0 ||
           fault_set(error, FATE_PERMANENT, "work %d failed", caller->number);
}

static bool crowd_end(void *context, GError **error) {
    return !((Crowd *)context)->spoilt || fault_set(error, FATE_PERMANENT, "cannot write");
}

static const StoreWriterOps CROWD_OPS = {.changed = fake_changed,
                                         .look = fake_look,
                                         .done = fake_done,
                                         .begin = crowd_batch,
                                         .run = crowd_run,
                                         .end = crowd_end};

static void *call(void *data) {
    Caller *caller = data;
    caller->done = store_writer_run(caller->crowd->writer, NULL, caller, true, 0, &caller->error);
    return NULL;
}

static void crowd_begin(Crowd *crowd, Caller *holder) {
    crowd->fake.engine.ops = &FAKE_OPS;
    pthread_mutex_init(&crowd->lock, NULL);
    pthread_cond_init(&crowd->changed, NULL);
    crowd->writer = store_writer_new(&crowd->fake.engine, &CROWD_OPS, crowd);
    *holder = (Caller){.crowd = crowd, .number = NONE};
    pthread_create(&holder->thread, NULL, call, holder);
    pthread_mutex_lock(&crowd->lock);
    while (!crowd->holding)
        pthread_cond_wait(&crowd->changed, &crowd->lock);
    pthread_mutex_unlock(&crowd->lock);
}

// What is left of the crowd is its counts.
static void crowd_end_it(Crowd *crowd, Caller *holder) {
    pthread_mutex_lock(&crowd->lock);
    crowd->released = true;
    pthread_cond_broadcast(&crowd->changed);
    pthread_mutex_unlock(&crowd->lock);
    pthread_join(holder->thread, NULL);
    assert_true(holder->done);
}

static void crowd_clear(Crowd *crowd) {
    store_writer_free(crowd->writer);
    pthread_cond_destroy(&crowd->changed);
    pthread_mutex_destroy(&crowd->lock);
}

// One behind the other, each once it is seen to wait.
static void gather(Crowd *crowd, Caller *callers) {
    for (int i = 0; i < CROWD; i++) {
        callers[i] = (Caller){.crowd = crowd, .number = i};
        pthread_create(&callers[i].thread, NULL, call, &callers[i]);
        while (store_writer_load(crowd->writer).waiting <= (unsigned)i)
            g_thread_yield();
    }
}

static void run_crowd(Crowd *crowd, Caller *callers) {
    Caller holder;
    crowd_begin(crowd, &holder);
    gather(crowd, callers);
    crowd_end_it(crowd, &holder);
    for (int i = 0; i < CROWD; i++)
        pthread_join(callers[i].thread, NULL);
    crowd_clear(crowd);
}

static void who_waits_shares_a_commit_in_order(void **state) {
    (void)state;
    Crowd crowd = {.spoils = NONE};
    g_autofree Caller *callers = g_new0(Caller, CROWD);
    run_crowd(&crowd, callers);
    assert_int_equal(crowd.runs, CROWD);
    for (int i = 0; i < CROWD; i++) {
        assert_int_equal(crowd.order[i], i);
        assert_true(callers[i].done);
    }
    assert_int_equal(crowd.fake.committed, 1 + (CROWD + BATCH - 1) / BATCH);
}

static void the_failure_of_one_harms_no_other(void **state) {
    (void)state;
    Crowd crowd = {.spoils = NONE, .fails = 7};
    g_autofree Caller *callers = g_new0(Caller, CROWD);
    run_crowd(&crowd, callers);
    assert_int_equal(crowd.runs, CROWD);
    for (int i = 0; i < CROWD; i++) {
        g_autofree char *message = g_strdup_printf("work %d failed", i);
        assert_int_equal(callers[i].done, i % 7 != 0);
        if (i % 7 == 0)
            assert_string_equal(callers[i].error->message, message);
        g_clear_error(&callers[i].error);
    }
}

static void what_cannot_be_written_with_others_fails_alone(void **state) {
    (void)state;
    Crowd crowd = {.spoils = 13};
    g_autofree Caller *callers = g_new0(Caller, CROWD);
    run_crowd(&crowd, callers);
    for (int i = 0; i < CROWD; i++) {
        assert_int_equal(callers[i].done, i != 13);
        g_clear_error(&callers[i].error);
    }
    assert_int_equal(crowd.runs, CROWD + BATCH); // those of its batch once more
}

static void a_full_queue_says_so_at_once(void **state) {
    (void)state;
    Crowd crowd = {.spoils = NONE};
    Caller holder, late = {.crowd = &crowd, .number = 1};
    crowd_begin(&crowd, &holder);
    for (int i = 0; i < FULL; i++) {
        g_autoptr(GError) error = NULL;
        assert_false(store_writer_run(crowd.writer, NULL, &late, true, 1, &error)); // long past
        assert_string_equal(error->message, "store: not written within the time budget");
    }
    g_autoptr(GError) error = NULL;
    assert_false(store_writer_run(crowd.writer, NULL, &late, true, 0, &error));
    assert_int_equal(fault_fate(error), FATE_TEMPORARY);
    assert_string_equal(error->message, "store: 4096 writers wait already");
    crowd_end_it(&crowd, &holder);
    crowd_clear(&crowd);
    assert_int_equal(crowd.runs, 0); // nobody's work is done whose caller left
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_failure_says_why),
        cmocka_unit_test(work_is_done_again_in_the_same_transaction_when_others_wrote),
        cmocka_unit_test(work_that_lacks_something_is_run_again_when_it_is_fetched),
        cmocka_unit_test(the_end_of_the_writer_finishes_what_waits),
        cmocka_unit_test(a_writer_with_nothing_to_do_uses_no_processor),
        cmocka_unit_test(who_waits_shares_a_commit_in_order),
        cmocka_unit_test(the_failure_of_one_harms_no_other),
        cmocka_unit_test(what_cannot_be_written_with_others_fails_alone),
        cmocka_unit_test(a_full_queue_says_so_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
