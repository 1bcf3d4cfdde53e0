// No thread of its own: the level matters only to who is about to write, so they
// look themselves. A failed commit or a long wait counts for some seconds alone:
// under pressure nobody might write, and nothing would ever tell that it is over.
#include "gauge.h"

#include <pthread.h>
#include <sys/statvfs.h>

#include "log.h"
#include "units.h"

static const int64_t STALE = 10 * G_TIME_SPAN_SECOND;

struct Gauge {
    Store *store;
    int64_t budget;
    pthread_mutex_t lock; // guards all below
    int64_t looked;       // monotonic
    PressureGauge level;
};

Gauge *gauge_new(Store *store, int64_t budget) {
    Gauge *gauge = g_new0(Gauge, 1);
    gauge->store = store;
    gauge->budget = budget;
    pthread_mutex_init(&gauge->lock, NULL);
    return gauge;
}

void gauge_set_budget(Gauge *gauge, int64_t budget) {
    if (gauge == NULL)
        return;
    pthread_mutex_lock(&gauge->lock);
    gauge->budget = budget;
    pthread_mutex_unlock(&gauge->lock);
}

void gauge_free(Gauge *gauge) {
    if (gauge == NULL)
        return;
    pthread_mutex_destroy(&gauge->lock);
    g_free(gauge);
}

static uint64_t disk_free(const char *directory) {
    struct statvfs status;
    return statvfs(directory, &status) == 0 ? (uint64_t)status.f_bavail * status.f_frsize : UINT64_MAX;
}

static PressureFacts facts_of(const Gauge *gauge, int64_t now) {
    const StoreLoad load = store_load(gauge->store);
    const bool fresh = load.ended != 0 && now - load.ended < STALE;
    return (PressureFacts){
        // What a database has no room for fails to commit.
        .disk_free = store_is_local(gauge->store) ? disk_free(store_directory(gauge->store)) : UINT64_MAX,
        .waiting = load.waiting,
        .failures = fresh ? load.failures : 0,
        .wait = fresh ? load.wait : 0,
        .budget = gauge->budget,
    };
}

static void log_change(const Gauge *gauge, const PressureFacts *facts, const char *why) {
    static const char *const means[] = {
        [PRESSURE_CALM] = "nothing waits for room any more",
        [PRESSURE_TIGHT] = "alerts and digests wait, nothing is recorded to learn from",
        [PRESSURE_DIRE] = "acknowledgements wait too",
    };
    const Pressure level = gauge->level.level;
    g_autofree char *room = facts->disk_free == UINT64_MAX
                                ? g_strdup("unknown")
                                : g_strdup_printf("%" G_GUINT64_FORMAT "M", facts->disk_free >> 20);
    log_event(level == PRESSURE_CALM ? LOG_LEVEL_NOTICE : LOG_LEVEL_WARNING, NULL,
              "event=pressure level=%s cause=%s free=%s waiting=%u failures=%u: %s%s%s", pressure_name(level),
              why, room, facts->waiting, facts->failures, means[level],
              g_str_equal(why, "disk") ? "; make room in " : "",
              g_str_equal(why, "disk") ? store_directory(gauge->store) : "");
}

Pressure gauge_look(Gauge *gauge) {
    if (gauge == NULL)
        return PRESSURE_CALM;
    const int64_t now = g_get_monotonic_time();
    pthread_mutex_lock(&gauge->lock);
    if (gauge->looked == 0 || now - gauge->looked >= G_TIME_SPAN_SECOND) {
        const char *why = NULL;
        const PressureFacts facts = facts_of(gauge, now);
        gauge->looked = now;
        if (pressure_look(&gauge->level, &facts, &why)) {
            store_set_pressure(gauge->store, gauge->level.level);
            log_change(gauge, &facts, why);
        }
    }
    const Pressure level = gauge->level.level;
    pthread_mutex_unlock(&gauge->lock);
    return level;
}
