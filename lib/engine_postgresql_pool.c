// Connecting may take seconds, where a machine does not answer, and nobody's message is to wait for so long:
// a thread of the pool's own does it, and who wants a connection waits for that as long as he has patience.
#include "engine_postgresql_pool.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "fault.h"

struct Pool {
    char *url;
    pthread_mutex_t lock; // guards all below
    pthread_cond_t given;
    GPtrArray *idle;  // Link, owned
    unsigned open;    // idle, out and being connected
    pthread_t thread; // that connects, or did
    bool made;        // there is one
    bool connecting;
    int64_t patience;          // of who waits
    bool doubtful;             // a connection broke, or could not be made, and none was made since
    int64_t rest, rests_until; // how long, and until when nobody tries, monotonic
    GError *away;              // why the last try failed; NULL: it did not
};

#define REST_FIRST (250 * G_TIME_SPAN_MILLISECOND)
#define REST_LONGEST (10 * G_TIME_SPAN_SECOND)
#define PATIENCE (10 * G_TIME_SPAN_SECOND)
#define PATIENCE_IN_DOUBT (250 * G_TIME_SPAN_MILLISECOND)

Pool *pool_new(const char *url) {
    Pool *pool = g_new0(Pool, 1);
    pool->url = g_strdup(url);
    pool->patience = PATIENCE;
    pool->idle = g_ptr_array_new_with_free_func((GDestroyNotify)link_free);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->given, &attributes);
    pthread_condattr_destroy(&attributes);
    return pool;
}

void pool_set_patience(Pool *pool, int64_t microseconds) {
    pthread_mutex_lock(&pool->lock);
    pool->patience = microseconds;
    pthread_mutex_unlock(&pool->lock);
}

void pool_free(Pool *pool) {
    if (pool->made)
        pthread_join(pool->thread, NULL);
    g_ptr_array_unref(pool->idle);
    g_clear_error(&pool->away);
    pthread_cond_destroy(&pool->given);
    pthread_mutex_destroy(&pool->lock);
    g_free(pool->url);
    g_free(pool);
}

// False when nothing changed until then. The lock is held.
static bool wait_until(Pool *pool, int64_t end) {
    const struct timespec until = {.tv_sec = end / G_USEC_PER_SEC, .tv_nsec = end % G_USEC_PER_SEC * 1000};
    return pthread_cond_timedwait(&pool->given, &pool->lock, &until) != ETIMEDOUT;
}

static void *connect_one(void *data) {
    Pool *pool = data;
    GError *failure = NULL;
    Link *link = link_open(pool->url, &failure);
    pthread_mutex_lock(&pool->lock);
    pool->connecting = false;
    pool->doubtful = link == NULL;
    pool->rest = link != NULL ? 0 : CLAMP(2 * pool->rest, REST_FIRST, REST_LONGEST);
    pool->rests_until = link != NULL ? 0 : g_get_monotonic_time() + pool->rest;
    if (link != NULL)
        g_ptr_array_add(pool->idle, link);
    else
        pool->open--;
    g_clear_error(&pool->away);
    pool->away = failure;
    pthread_cond_broadcast(&pool->given);
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

// The lock is held. Signals are for the program's own threads.
static bool begin_connecting(Pool *pool, GError **error) {
    sigset_t all, before;
    if (pool->made)
        pthread_join(pool->thread, NULL); // which is at its end
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pool->made = pthread_create(&pool->thread, NULL, connect_one, pool) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!pool->made)
        return fault_set(error, FATE_TEMPORARY, "store: PostgreSQL: no thread to connect with");
    pool->connecting = true;
    pool->open++;
    return true;
}

// One that lies idle; those whose server hung up meanwhile are closed. The lock is held.
static Link *take_idle(Pool *pool) {
    while (pool->idle->len > 0) {
        Link *link = g_ptr_array_steal_index(pool->idle, pool->idle->len - 1);
        if (link_is_alive(link))
            return link;
        link_free(link);
        pool->open--;
    }
    return NULL;
}

static Link *none_given(const Pool *pool, GError **error) {
    if (pool->away != NULL)
        g_propagate_error(error, g_error_copy(pool->away));
    else if (pool->connecting)
        fault_set(error, FATE_TEMPORARY, "store: PostgreSQL: the server does not answer");
    else
        fault_set(error, FATE_TEMPORARY, "store: PostgreSQL: all %d connections are in use", POOL_MOST);
    return NULL;
}

static Link *take(Pool *pool, GError **error) {
    const int64_t patience = pool->doubtful ? MIN(pool->patience, PATIENCE_IN_DOUBT) : pool->patience;
    const int64_t end = g_get_monotonic_time() + patience;
    while (true) {
        Link *idle = take_idle(pool);
        if (idle != NULL)
            return idle;
        if (g_get_monotonic_time() < pool->rests_until)
            return none_given(pool, error);
        if (!pool->connecting && pool->open < POOL_MOST && !begin_connecting(pool, error))
            return NULL;
        if (!wait_until(pool, end))
            return none_given(pool, error);
    }
}

Link *pool_take(Pool *pool, GError **error) {
    pthread_mutex_lock(&pool->lock);
    Link *link = take(pool, error);
    if (link != NULL)
        (void)link_set_patience(link, pool->patience);
    pthread_mutex_unlock(&pool->lock);
    return link;
}

void pool_give(Pool *pool, Link *link) {
    const bool broken = link_is_broken(link);
    pthread_mutex_lock(&pool->lock);
    if (broken) {
        pool->doubtful = true;
        pool->open -= 1 + pool->idle->len;
        g_ptr_array_set_size(pool->idle, 0);
    } else {
        g_ptr_array_add(pool->idle, link);
    }
    pthread_cond_broadcast(&pool->given);
    pthread_mutex_unlock(&pool->lock);
    if (broken)
        link_free(link);
}
