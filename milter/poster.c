// A digest is made one at a time and outside any transaction that others wait for:
// gathering may take a second or two where there is much to tell. Dying at any
// point before the one commit leaves it due, so it is made anew by the next courier.
#include "poster.h"

#include "log.h"
#include "post.h"
#include "unheard.h"

static const GTimeSpan RETRY = 5 * G_TIME_SPAN_MINUTE;

struct Poster {
    const Config *config;
    Store *store;
    int64_t *rests; // by the place of a PM in the configuration: until then, monotonic, after a failure
};

Poster *poster_new(const Config *config, Store *store) {
    Poster *poster = g_new0(Poster, 1);
    poster->config = config;
    poster->store = store;
    poster->rests = g_new0(int64_t, config->pms->len);
    return poster;
}

void poster_free(Poster *poster) {
    if (poster == NULL)
        return;
    g_free(poster->rests);
    g_free(poster);
}

// One PM whose digest cannot be made must not keep the others from theirs.
static void fail(Poster *poster, guint place, const GError *error) {
    const Pm *pm = poster->config->pms->pdata[place];
    g_autofree char *cause = log_quote(error->message);
    log_event(LOG_LEVEL_ERROR, NULL, "event=digest-failed pm=%s cause=%s", pm->name, cause);
    poster->rests[place] = g_get_monotonic_time() + RETRY;
}

// --- when ---

typedef struct Look {
    const Pm *pm;
    int64_t now;
    int64_t next;
    bool begun;
} Look;

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Look *look = data;
    const PostLast last = post_last(txn, look->pm);
    look->begun = last.begun != 0;
    look->next = post_next(look->pm, last, look->now);
    return !store_failed(txn);
}

static bool do_begin(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Look *look = data;
    post_begin(txn, look->pm, look->now);
    return !store_failed(txn);
}

// A PM without a mailbox has nothing to read; one that is new is waited for from now on.
static int64_t next_of(Poster *poster, guint place, int64_t now) {
    Look look = {.pm = poster->config->pms->pdata[place], .now = now};
    g_autoptr(GError) error = NULL;
    if (look.pm->digest_days == 0 || post_mailbox(poster->config, look.pm) == NULL ||
        g_get_monotonic_time() < poster->rests[place])
        return INT64_MAX;
    if (store_read(poster->store, do_look, &look, &error) &&
        (look.begun || (store_write(poster->store, do_begin, &look, 0, &error) &&
                        store_read(poster->store, do_look, &look, &error))))
        return look.next;
    fail(poster, place, error);
    return INT64_MAX;
}

// --- one digest ---

typedef struct Making {
    const Config *config;
    const Pm *pm;
    int64_t moment, now;
    uint64_t unheard;
    Post *post;
    bool added;
} Making;

static bool do_make(StoreTxn *txn, void *data, GError **error) {
    Making *making = data;
    making->post =
        post_make(txn, making->config, making->pm, making->moment, making->unheard, making->now, error);
    return making->post != NULL;
}

static bool do_add(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Making *making = data;
    making->added = post_add(txn, making->config, making->post, making->now);
    return !store_failed(txn);
}

static uint64_t count_unheard(const Poster *poster, int64_t now) {
    uint64_t count = 0;
    g_autoptr(GError) error = NULL;
    if (!unheard_count(store_directory(poster->store), now - G_TIME_SPAN_DAY, &count, &error))
        log_failure(LOG_LEVEL_WARNING, NULL, "unheard-unreadable", error);
    return count;
}

static void report(const Making *making, int64_t started) {
    log_event(LOG_LEVEL_INFO, NULL, "event=digest pm=%s open=%u late=%u ms=%" G_GINT64_FORMAT "%s",
              making->pm->name, post_open(making->post), post_late(making->post),
              (g_get_monotonic_time() - started) / 1000, making->added ? "" : " added=no");
}

static bool make(const Poster *poster, const Pm *pm, int64_t moment, int64_t now, GError **error) {
    const int64_t started = g_get_monotonic_time();
    Making making = {.config = poster->config,
                     .pm = pm,
                     .moment = moment,
                     .now = now,
                     .unheard = count_unheard(poster, now)};
    const bool done = store_read(poster->store, do_make, &making, error) &&
                      store_write(poster->store, do_add, &making, 0, error);
    if (done)
        report(&making, started);
    post_free(making.post);
    return done;
}

int64_t poster_work(Poster *poster, int64_t now, bool *added) {
    int64_t first = INT64_MAX;
    guint place = 0;
    for (guint i = 0; i < poster->config->pms->len; i++) {
        const int64_t next = next_of(poster, i, now);
        place = next < first ? i : place;
        first = MIN(first, next);
    }
    *added = false;
    if (first > now)
        return first;
    g_autoptr(GError) error = NULL;
    *added = make(poster, poster->config->pms->pdata[place], first, now, &error);
    if (!*added)
        fail(poster, place, error);
    return now;
}
