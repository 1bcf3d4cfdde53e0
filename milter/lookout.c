// Two threads at most know of a look: the one that looks, and the one that waits
// for it. A paused process can keep the store's lock for ever; then the looker
// hangs and everybody else goes on.
#include "lookout.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "metrics.h"

struct Lookout {
    Editions *editions;
    Store *store;
    pthread_t thread;
    pthread_mutex_t lock; // guards all below
    pthread_cond_t asked, seen;
    bool wanted, stopped, ended;
    Sight sight;
    int64_t when; // monotonic, when the look at it began; 0: there was none
};

void sight_clear(Sight *sight) {
    g_clear_pointer(&sight->metrics, g_free);
    g_clear_pointer(&sight->health, g_free);
}

// --- a look ---

static char *health_of(const Status *status) {
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    GString *health = g_string_new(status->findings->len == 0 ? "ok\n" : NULL);
    for (guint i = 0; i < status->findings->len; i++) {
        const StatusFinding *finding = status->findings->pdata[i];
        if (g_hash_table_add(told, (gpointer)finding->code))
            g_string_append_printf(health, "%s\n", finding->code);
    }
    return g_string_free(health, FALSE);
}

static Sight sight_of(Status *status) {
    status_judge(status);
    return (Sight){.metrics = metrics_of(status), .health = health_of(status), .worth = status->worth};
}

static Sight look(const Lookout *lookout) {
    g_autoptr(Edition) edition = editions_current(lookout->editions);
    g_autoptr(Status) status = status_new(edition_config(edition), g_get_real_time());
    if (status_finds_store(status))
        status_read_parts(status, lookout->store);
    return sight_of(status);
}

static Sight look_beside(const Lookout *lookout) {
    g_autoptr(Edition) edition = editions_current(lookout->editions);
    g_autoptr(Status) status = status_new(edition_config(edition), g_get_real_time());
    if (status_finds_store(status)) {
        status->store.stuck = true;
        g_strlcpy(status->store.trouble, "it does not answer", sizeof status->store.trouble);
    }
    return sight_of(status);
}

// --- the one who looks ---

static void keep(Lookout *lookout, Sight sight, int64_t when) {
    sight_clear(&lookout->sight);
    lookout->sight = sight;
    lookout->when = when;
    pthread_cond_broadcast(&lookout->seen);
}

static void *run(void *data) {
    Lookout *lookout = data;
    pthread_mutex_lock(&lookout->lock);
    while (!lookout->stopped) {
        if (!lookout->wanted) {
            pthread_cond_wait(&lookout->asked, &lookout->lock);
            continue;
        }
        lookout->wanted = false;
        pthread_mutex_unlock(&lookout->lock);
        const int64_t begun = g_get_monotonic_time();
        const Sight sight = look(lookout);
        pthread_mutex_lock(&lookout->lock);
        keep(lookout, sight, begun);
    }
    lookout->ended = true;
    pthread_cond_broadcast(&lookout->seen);
    pthread_mutex_unlock(&lookout->lock);
    return NULL;
}

// --- who asks ---

static struct timespec until(int64_t patience) {
    const int64_t end = g_get_monotonic_time() + patience;
    return (struct timespec){.tv_sec = end / G_USEC_PER_SEC, .tv_nsec = end % G_USEC_PER_SEC * 1000};
}

static Sight copy(const Sight *sight) {
    return (Sight){
        .metrics = g_strdup(sight->metrics), .health = g_strdup(sight->health), .worth = sight->worth};
}

Sight lookout_ask(Lookout *lookout) {
    const int64_t fresh = g_get_monotonic_time() - LOOKOUT_FRESH;
    const struct timespec end = until(LOOKOUT_PATIENCE);
    Sight sight = {0};
    pthread_mutex_lock(&lookout->lock);
    int late = 0;
    while ((lookout->when == 0 || lookout->when < fresh) && late != ETIMEDOUT) {
        lookout->wanted = true;
        pthread_cond_signal(&lookout->asked);
        late = pthread_cond_timedwait(&lookout->seen, &lookout->lock, &end);
    }
    const bool seen = lookout->when != 0 && lookout->when >= fresh;
    if (seen)
        sight = copy(&lookout->sight);
    pthread_mutex_unlock(&lookout->lock);
    return seen ? sight : look_beside(lookout);
}

// --- its life ---

Lookout *lookout_new(Editions *editions, Store *store) {
    Lookout *lookout = g_new0(Lookout, 1);
    lookout->editions = editions;
    lookout->store = store;
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&lookout->lock, NULL);
    pthread_cond_init(&lookout->asked, NULL);
    pthread_cond_init(&lookout->seen, &attributes);
    pthread_condattr_destroy(&attributes);
    if (pthread_create(&lookout->thread, NULL, run, lookout) == 0)
        return lookout;
    g_free(lookout);
    return NULL;
}

bool lookout_free(Lookout *lookout) {
    if (lookout == NULL)
        return true;
    const struct timespec end = until(LOOKOUT_PATIENCE);
    pthread_mutex_lock(&lookout->lock);
    lookout->stopped = true;
    pthread_cond_signal(&lookout->asked);
    for (int late = 0; !lookout->ended && late != ETIMEDOUT;)
        late = pthread_cond_timedwait(&lookout->seen, &lookout->lock, &end);
    const bool ended = lookout->ended;
    pthread_mutex_unlock(&lookout->lock);
    if (!ended)
        return false;
    pthread_join(lookout->thread, NULL);
    pthread_mutex_destroy(&lookout->lock);
    pthread_cond_destroy(&lookout->asked);
    pthread_cond_destroy(&lookout->seen);
    sight_clear(&lookout->sight);
    g_free(lookout);
    return true;
}
