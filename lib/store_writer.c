// One fsync for all who wait: a commit takes milliseconds, the work of a
// message microseconds, so whoever arrives during a commit shares the next one. A
// caller that gives up at its deadline leaves its job behind, hence jobs are
// counted references and a job whose caller left is never run (again).
#include "store_writer.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>

#include "fault.h"

typedef enum JobState { JOB_QUEUED, JOB_RUNNING, JOB_COMMITTING, JOB_DONE } JobState;

typedef struct Job {
    StoreWork work;
    void *data; // the caller's: not to be touched once it has left
    bool ahead; // store_write_ahead
    JobState state;
    int64_t since;          // when it was handed in
    bool late;              // the caller's deadline has passed: it leaves as soon as the work does not run
    bool left;              // the caller gave up
    pthread_cond_t changed; // each waits for its own: a shared one would wake everybody for each
    bool succeeded;
    GError *error;
    atomic_uint references;
} Job;

struct StoreWriter {
    Engine *engine;
    const StoreWriterOps *ops;
    void *context;
    pthread_t thread;
    pthread_mutex_t lock; // guards all below and every job
    pthread_cond_t arrived;
    pthread_condattr_t monotonic; // deadlines are of g_get_monotonic_time
    GQueue queue;
    StoreLoad load;   // but for who waits
    StoreWatch watch; // or NULL
    void *watch_data;
    bool stop;
};

enum { BATCH = 64, QUEUE_MAX = 4096, AHEAD_MOST = 8, LOOK_EACH = 2 * G_USEC_PER_SEC };

static void job_unref(Job *job) {
    if (atomic_fetch_sub(&job->references, 1) > 1)
        return;
    g_clear_error(&job->error);
    pthread_cond_destroy(&job->changed);
    g_free(job);
}

// Runs one job unless its caller has left. The lock is not held while the work runs, and a caller never
// leaves a running job. True when it has to be run again (StoreWriterOps.run).
static bool run_job(StoreWriter *writer, Job *job, bool ahead) {
    bool again;
    pthread_mutex_lock(&writer->lock);
    const bool wanted = !job->left;
    if (wanted)
        job->state = JOB_RUNNING;
    pthread_mutex_unlock(&writer->lock);
    if (!wanted)
        return false;
    g_clear_error(&job->error);
    const bool succeeded =
        writer->ops->run(writer->context, job->work, job->data, ahead && job->ahead, &again, &job->error);
    pthread_mutex_lock(&writer->lock);
    job->succeeded = succeeded;
    job->state = JOB_COMMITTING;
    if (job->late)
        pthread_cond_signal(&job->changed);
    pthread_mutex_unlock(&writer->lock);
    return again;
}

// Where the database is elsewhere each look would be a round trip, some fifty for a message, while the work
// itself takes microseconds. So the jobs are run for what they ask for, all that they lacked comes at once,
// and those that lacked something are run again: as often as one question hangs on the answer to another.
static bool run_jobs(StoreWriter *writer, const GPtrArray *batch, EngineTxn *txn, GError **error) {
    g_autoptr(GPtrArray) left = g_ptr_array_new();
    g_ptr_array_extend(left, (GPtrArray *)(uintptr_t)batch, NULL, NULL);
    for (unsigned pass = 0; left->len > 0; pass++) {
        g_autoptr(GPtrArray) lacking = g_ptr_array_new();
        for (guint i = 0; i < left->len; i++)
            if (run_job(writer, left->pdata[i], pass < AHEAD_MOST))
                g_ptr_array_add(lacking, left->pdata[i]);
        if (lacking->len > 0 && !writer->engine->ops->fetch(txn, error))
            return false;
        g_ptr_array_unref(left);
        left = g_steal_pointer(&lacking);
    }
    return true;
}

// Under the lock, so that nobody is told any more once store_writer_watch said so.
static void tell_watch(StoreWriter *writer, int64_t begun, unsigned works, bool done) {
    pthread_mutex_lock(&writer->lock);
    if (writer->watch != NULL)
        writer->watch(writer->watch_data, g_get_monotonic_time() - begun, works, done);
    pthread_mutex_unlock(&writer->lock);
}

typedef enum Outcome { COMMITTED, UNWRITABLE, FAILED } Outcome;

// The one place where work is done again because others wrote what it had read.
static bool run_until_settled(StoreWriter *writer, GPtrArray *batch, EngineTxn *txn, GError **error) {
    for (bool again = true; again;) {
        writer->ops->begin(writer->context, txn);
        if (!run_jobs(writer, batch, txn, error))
            return false;
        if (!writer->ops->changed(writer->context))
            return true; // a snapshot needs nobody's leave
        if (!writer->engine->ops->settle(txn, &again, error))
            return false;
    }
    return true;
}

// UNWRITABLE: what the jobs did together did not get into the transaction, which may be for one of them.
static Outcome run_batch(StoreWriter *writer, GPtrArray *batch, GError **error) {
    const EngineOps *engine = writer->engine->ops;
    EngineTxn *txn = engine->begin(writer->engine, true, error);
    if (txn == NULL)
        return FAILED;
    const bool settled = run_until_settled(writer, batch, txn, error);
    const int64_t begun = g_get_monotonic_time();
    const bool written = settled && writer->ops->end(writer->context, error);
    if (!written)
        engine->abort(txn);
    const bool done = written && engine->commit(txn, error);
    writer->ops->done(writer->context, done);
    tell_watch(writer, begun, batch->len, done);
    return done ? COMMITTED : settled && !written ? UNWRITABLE : FAILED;
}

static void finish_jobs(StoreWriter *writer, GPtrArray *jobs, bool committed, const GError *error) {
    pthread_mutex_lock(&writer->lock);
    for (guint i = 0; i < jobs->len; i++) {
        Job *job = jobs->pdata[i];
        if (!committed && job->error == NULL) { // its work succeeded, or was not even begun
            job->succeeded = false;
            job->error = g_error_copy(error);
        }
        job->state = JOB_DONE;
        pthread_cond_signal(&job->changed);
    }
    pthread_mutex_unlock(&writer->lock);
}

static void note_load(StoreWriter *writer, const GPtrArray *jobs, bool committed) {
    const int64_t now = g_get_monotonic_time();
    StoreLoad load = {.ended = now};
    pthread_mutex_lock(&writer->lock);
    for (guint i = 0; i < jobs->len; i++)
        load.wait = MAX(load.wait, now - ((const Job *)jobs->pdata[i])->since);
    load.failures = committed ? 0 : writer->load.failures + 1;
    writer->load = load;
    pthread_mutex_unlock(&writer->lock);
}

static void work_batch(StoreWriter *writer, GPtrArray *batch);

static void work_singly(StoreWriter *writer, const GPtrArray *jobs) {
    for (guint i = 0; i < jobs->len; i++) {
        g_autoptr(GPtrArray) one = g_ptr_array_new();
        g_ptr_array_add(one, jobs->pdata[i]);
        work_batch(writer, one);
    }
}

// Work that failed for want of room is done again in a larger map. What was
// committed is finished first: its callers leave, and it must never run again.
static void work_batch(StoreWriter *writer, GPtrArray *batch) {
    g_autoptr(GPtrArray) pending = g_ptr_array_ref(batch);
    while (true) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) failed = g_ptr_array_new();
        g_autoptr(GPtrArray) done = g_ptr_array_new();
        const Outcome outcome = run_batch(writer, pending, &error);
        const bool committed = outcome == COMMITTED;
        for (guint i = 0; i < pending->len; i++) {
            Job *job = pending->pdata[i];
            g_ptr_array_add(committed && job->succeeded ? done : failed, job);
        }
        if (committed)
            note_load(writer, done, true);
        finish_jobs(writer, done, true, NULL);
        if (failed->len == 0)
            return;
        const bool room = writer->engine->ops->make_room(writer->engine);
        if (!room && outcome == UNWRITABLE && failed->len > 1) {
            work_singly(writer, failed);
            return;
        }
        if (!room) {
            note_load(writer, failed, committed);
            finish_jobs(writer, failed, committed, error);
            return;
        }
        g_ptr_array_unref(pending);
        pending = g_steal_pointer(&failed);
    }
}

// Until there is work, it is to stop, or *look has come, which then is put off. The lock is held.
static void wait_for_work(StoreWriter *writer, int64_t *look) {
    const struct timespec until = {.tv_sec = (time_t)(*look / G_USEC_PER_SEC),
                                   .tv_nsec = (long)(*look % G_USEC_PER_SEC) * 1000};
    int code = 0;
    while (writer->queue.length == 0 && !writer->stop && code == 0)
        code = pthread_cond_timedwait(&writer->arrived, &writer->lock, &until);
    if (g_get_monotonic_time() < *look || writer->stop)
        return;
    pthread_mutex_unlock(&writer->lock);
    writer->ops->look(writer->context);
    pthread_mutex_lock(&writer->lock);
    *look = g_get_monotonic_time() + LOOK_EACH;
}

static void *writer_main(void *data) {
    StoreWriter *writer = data;
    g_autoptr(GPtrArray) batch = g_ptr_array_new_with_free_func((GDestroyNotify)job_unref);
    int64_t look = g_get_monotonic_time() + LOOK_EACH;
    pthread_mutex_lock(&writer->lock);
    while (true) {
        wait_for_work(writer, &look);
        if (writer->queue.length == 0 && writer->stop)
            break;
        if (writer->queue.length == 0)
            continue;
        while (writer->queue.length > 0 && batch->len < BATCH)
            g_ptr_array_add(batch, g_queue_pop_head(&writer->queue));
        pthread_mutex_unlock(&writer->lock);
        work_batch(writer, batch);
        g_ptr_array_set_size(batch, 0);
        pthread_mutex_lock(&writer->lock);
    }
    pthread_mutex_unlock(&writer->lock);
    return NULL;
}

StoreWriter *store_writer_new(Engine *engine, const StoreWriterOps *ops, void *context) {
    StoreWriter *writer = g_new0(StoreWriter, 1);
    *writer = (StoreWriter){.engine = engine, .ops = ops, .context = context};
    g_queue_init(&writer->queue);
    pthread_mutex_init(&writer->lock, NULL);
    pthread_condattr_init(&writer->monotonic);
    pthread_condattr_setclock(&writer->monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&writer->arrived, &writer->monotonic);
    const int code = pthread_create(&writer->thread, NULL, writer_main, writer);
    g_assert(code == 0); // at start only, and never derived from mail
    return writer;
}

void store_writer_watch(StoreWriter *writer, StoreWatch watch, void *data) {
    pthread_mutex_lock(&writer->lock);
    writer->watch = watch;
    writer->watch_data = data;
    pthread_mutex_unlock(&writer->lock);
}

void store_writer_free(StoreWriter *writer) {
    if (writer == NULL)
        return;
    pthread_mutex_lock(&writer->lock);
    writer->stop = true;
    pthread_cond_signal(&writer->arrived);
    pthread_mutex_unlock(&writer->lock);
    pthread_join(writer->thread, NULL);
    pthread_cond_destroy(&writer->arrived);
    pthread_condattr_destroy(&writer->monotonic);
    pthread_mutex_destroy(&writer->lock);
    g_free(writer);
}

// Waits until the job is done or, when it is not running just now, until the deadline. The lock is held.
static void wait_for(StoreWriter *writer, Job *job, int64_t deadline) {
    const struct timespec until = {.tv_sec = (time_t)(deadline / G_USEC_PER_SEC),
                                   .tv_nsec = (long)(deadline % G_USEC_PER_SEC) * 1000};
    while (job->state != JOB_DONE && !(job->late && job->state != JOB_RUNNING)) {
        if (deadline == 0 || job->late)
            pthread_cond_wait(&job->changed, &writer->lock);
        else
            job->late = pthread_cond_timedwait(&job->changed, &writer->lock, &until) == ETIMEDOUT;
    }
}

static Job *enqueue(StoreWriter *writer, StoreWork work, void *data, bool ahead) {
    Job *job = g_new0(Job, 1);
    job->work = work;
    job->data = data;
    job->ahead = ahead;
    job->since = g_get_monotonic_time();
    pthread_cond_init(&job->changed, &writer->monotonic);
    atomic_init(&job->references, 2); // the caller's and the writer's
    g_queue_push_tail(&writer->queue, job);
    pthread_cond_signal(&writer->arrived);
    return job;
}

bool store_writer_run(StoreWriter *writer, StoreWork work, void *data, bool ahead, int64_t deadline,
                      GError **error) {
    pthread_mutex_lock(&writer->lock);
    if (writer->queue.length >= QUEUE_MAX) {
        pthread_mutex_unlock(&writer->lock);
        return fault_set(error, FATE_TEMPORARY, "store: %d writers wait already", QUEUE_MAX);
    }
    Job *job = enqueue(writer, work, data, ahead);
    wait_for(writer, job, deadline);
    const bool done = job->state == JOB_DONE;
    job->left = !done;
    const bool succeeded = done && job->succeeded;
    if (done && !succeeded)
        g_propagate_error(error, g_steal_pointer(&job->error));
    pthread_mutex_unlock(&writer->lock);
    job_unref(job);
    if (!done)
        fault_set(error, FATE_TEMPORARY, "store: not written within the time budget");
    return succeeded;
}

StoreLoad store_writer_load(StoreWriter *writer) {
    pthread_mutex_lock(&writer->lock);
    StoreLoad load = writer->load;
    load.waiting = writer->queue.length;
    pthread_mutex_unlock(&writer->lock);
    return load;
}
