// A daemon that hangs looks healthy: its process is there and its socket takes
// connections. A ping from a timer would prove no more than that the timer runs,
// so each is earned. A third of the time that the manager waits is the usual
// interval; after a failure it is asked again each second, since one answer in
// all that time is enough and to be killed for a moment's load is not worth it.
#include "watchdog.h"

#include <unistd.h>

#include "daemon.h"
#include "trouble.h"

static const GTimeSpan AGAIN = G_TIME_SPAN_SECOND;

struct Watchdog {
    WatchdogAsk ask;
    const void *data;
    GTimeSpan period; // 0: nobody waits
    int64_t next;     // monotonic
    Trouble *trouble;
};

// As sd_watchdog_enabled(3) reads it: it may be meant for a parent of ours.
static GTimeSpan period_asked(void) {
    const char *wait = g_getenv("WATCHDOG_USEC"), *pid = g_getenv("WATCHDOG_PID");
    if (wait == NULL || (pid != NULL && g_ascii_strtoll(pid, NULL, 10) != getpid()))
        return 0;
    return (GTimeSpan)(MIN(g_ascii_strtoull(wait, NULL, 10), (guint64)G_TIME_SPAN_DAY) / 3);
}

Watchdog *watchdog_new(WatchdogAsk ask, const void *data) {
    Watchdog *watchdog = g_new0(Watchdog, 1);
    watchdog->ask = ask;
    watchdog->data = data;
    watchdog->period = period_asked();
    watchdog->trouble = trouble_new("watchdog", "we shall be ended and started again", NULL);
    return watchdog;
}

void watchdog_free(Watchdog *watchdog) {
    if (watchdog == NULL)
        return;
    trouble_free(watchdog->trouble);
    g_free(watchdog);
}

GTimeSpan watchdog_patience(const Watchdog *watchdog, GTimeSpan most) {
    if (watchdog->period == 0)
        return most;
    const GTimeSpan left = MAX(watchdog->next - g_get_monotonic_time(), 0);
    return most < 0 ? left : MIN(left, most);
}

void watchdog_turn(Watchdog *watchdog) {
    g_autoptr(GError) error = NULL;
    if (watchdog->period == 0 || g_get_monotonic_time() < watchdog->next)
        return;
    const bool well = watchdog->ask(watchdog->data, &error);
    if (well) {
        daemon_notify("WATCHDOG=1");
        trouble_end(watchdog->trouble);
    } else {
        trouble_note(watchdog->trouble, error->message);
    }
    watchdog->next = g_get_monotonic_time() + (well ? watchdog->period : MIN(watchdog->period, AGAIN));
}

void pulse_promise(Pulse *pulse, GTimeSpan within) {
    atomic_store_explicit(&pulse->until, g_get_monotonic_time() + within, memory_order_relaxed);
}

void pulse_end(Pulse *pulse) {
    atomic_store_explicit(&pulse->until, 0, memory_order_relaxed);
}

bool pulse_is_late(const Pulse *pulse) {
    const int64_t until = atomic_load_explicit(&pulse->until, memory_order_relaxed);
    return until != 0 && g_get_monotonic_time() > until;
}
