// A thread opens the store and closes it again, and tells so; it may hang as long as
// it likes. Until it has come back the store is not opened by anybody here.
#include "engine_probe.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "engine.h"
#include "fault.h"

struct EngineProbe {
    char *directory;
    pthread_mutex_t lock; // guards all below
    pthread_cond_t back;
    unsigned holders; // its owner, and the thread
    bool asked;
};

EngineProbe *engine_probe_new(const char *directory) {
    EngineProbe *probe = g_new0(EngineProbe, 1);
    probe->directory = g_strdup(directory);
    probe->holders = 1;
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&probe->lock, NULL);
    pthread_cond_init(&probe->back, &attributes);
    pthread_condattr_destroy(&attributes);
    return probe;
}

static void leave(EngineProbe *probe) {
    pthread_mutex_lock(&probe->lock);
    const bool last = --probe->holders == 0;
    pthread_mutex_unlock(&probe->lock);
    if (!last)
        return;
    pthread_cond_destroy(&probe->back);
    pthread_mutex_destroy(&probe->lock);
    g_free(probe->directory);
    g_free(probe);
}

void engine_probe_free(EngineProbe *probe) {
    if (probe != NULL)
        leave(probe);
}

static void *open_and_close(void *data) {
    EngineProbe *probe = data;
    Engine *engine = engine_lmdb_open(probe->directory, false, NULL);
    if (engine != NULL)
        engine->ops->close(engine);
    pthread_mutex_lock(&probe->lock);
    probe->asked = false;
    pthread_cond_signal(&probe->back);
    pthread_mutex_unlock(&probe->lock);
    leave(probe);
    return NULL;
}

// Signals that a main thread waits for are none of its business.
static bool start(EngineProbe *probe) {
    pthread_t thread;
    sigset_t asynchronous, before;
    sigemptyset(&asynchronous);
    sigaddset(&asynchronous, SIGTERM);
    sigaddset(&asynchronous, SIGINT);
    sigaddset(&asynchronous, SIGHUP);
    probe->asked = true;
    probe->holders++;
    pthread_sigmask(SIG_BLOCK, &asynchronous, &before);
    const int code = pthread_create(&thread, NULL, open_and_close, probe);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (code == 0)
        return pthread_detach(thread) == 0;
    probe->asked = false;
    probe->holders--;
    return false;
}

static bool is_back(EngineProbe *probe, GTimeSpan patience) {
    const int64_t end = g_get_monotonic_time() + patience;
    const struct timespec until = {.tv_sec = end / G_USEC_PER_SEC, .tv_nsec = end % G_USEC_PER_SEC * 1000};
    int late = 0;
    while (probe->asked && late != ETIMEDOUT)
        late = pthread_cond_timedwait(&probe->back, &probe->lock, &until);
    return !probe->asked;
}

bool engine_probe_ask(EngineProbe *probe, GTimeSpan patience, GError **error) {
    g_autofree char *data = g_build_filename(probe->directory, "data.mdb", NULL);
    pthread_mutex_lock(&probe->lock);
    bool answers = !probe->asked;
    if (answers && g_file_test(data, G_FILE_TEST_EXISTS))
        answers = start(probe) && is_back(probe, patience);
    pthread_mutex_unlock(&probe->lock);
    return answers || fault_set(error, FATE_TEMPORARY,
                                "%s: the store does not answer: a process that stands still holds it, or the "
                                "disk is slow; find it by 'fuser %s' and end it",
                                probe->directory, data);
}
