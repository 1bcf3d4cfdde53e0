#include "engine_postgresql_pool.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "fault.h"

struct Pool {
    char *url;
    pthread_mutex_t lock; // guards all below
    pthread_cond_t given;
    GPtrArray *idle; // Link, owned
    unsigned open;   // idle, out and being connected
    bool connecting;
    int64_t rest, rests_until; // how long, and until when nobody tries, monotonic
    GError *away;              // why the last try failed; NULL: it did not
};

#define REST_FIRST (250 * G_TIME_SPAN_MILLISECOND)
#define REST_LONGEST (10 * G_TIME_SPAN_SECOND)
#define WAIT_MOST (10 * G_TIME_SPAN_SECOND)

Pool *pool_new(const char *url) {
    Pool *pool = g_new0(Pool, 1);
    pool->url = g_strdup(url);
    pool->idle = g_ptr_array_new_with_free_func((GDestroyNotify)link_free);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->given, &attributes);
    pthread_condattr_destroy(&attributes);
    return pool;
}

void pool_free(Pool *pool) {
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

// The lock is held, and let go of meanwhile.
static Link *connect_one(Pool *pool, GError **error) {
    GError *failure = NULL;
    pool->connecting = true;
    pool->open++;
    pthread_mutex_unlock(&pool->lock);
    Link *link = link_open(pool->url, &failure);
    pthread_mutex_lock(&pool->lock);
    pool->connecting = false;
    pool->open -= link == NULL;
    pool->rest = link != NULL ? 0 : CLAMP(2 * pool->rest, REST_FIRST, REST_LONGEST);
    pool->rests_until = link != NULL ? 0 : g_get_monotonic_time() + pool->rest;
    g_clear_error(&pool->away);
    if (failure != NULL) {
        pool->away = g_error_copy(failure);
        g_propagate_error(error, failure);
    }
    pthread_cond_broadcast(&pool->given);
    return link;
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

static Link *take(Pool *pool, GError **error) {
    const int64_t end = g_get_monotonic_time() + WAIT_MOST;
    while (true) {
        Link *idle = take_idle(pool);
        if (idle != NULL)
            return idle;
        if (g_get_monotonic_time() < pool->rests_until) {
            g_propagate_error(error, g_error_copy(pool->away));
            return NULL;
        }
        if (!pool->connecting && pool->open < POOL_MOST)
            return connect_one(pool, error);
        if (!wait_until(pool, end)) {
            fault_set(error, FATE_TEMPORARY, "store: PostgreSQL: all %d connections are in use", POOL_MOST);
            return NULL;
        }
    }
}

Link *pool_take(Pool *pool, GError **error) {
    pthread_mutex_lock(&pool->lock);
    Link *link = take(pool, error);
    pthread_mutex_unlock(&pool->lock);
    return link;
}

void pool_give(Pool *pool, Link *link) {
    const bool broken = link_is_broken(link);
    pthread_mutex_lock(&pool->lock);
    if (broken) {
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
