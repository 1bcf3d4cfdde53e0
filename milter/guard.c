// A damaged page is met when it is read, by a signal and no error. Who is started
// again at once meets it again, and after some starts the service manager lets
// it lie, so that a store that was mended meanwhile would find nobody.
#include "guard.h"

#include "fault.h"
#include "log.h"

// Who crashed so often within INWORK_RECENT would do it again with the next record.
enum { CRASHES_MOST = 3 };

Inwork *guard_open(const char *directory, const char *prefix, GError **error) {
    const int64_t now = g_get_real_time();
    Inwork *guard = inwork_open(directory, prefix, now, error);
    if (guard == NULL)
        return NULL;
    const unsigned crashes = inwork_crashes(guard, now);
    if (crashes > 0)
        log_event(LOG_LEVEL_ERROR, NULL,
                  "event=crashed times=%u: lately, before this start; see the journal; for a core file raise "
                  "its limit (LimitCORE=infinity)",
                  crashes);
    inwork_watch(guard);
    return guard;
}

bool guard_admits(Inwork *guard, bool asked, GError **error) {
    if (guard == NULL)
        return true;
    const unsigned crashes = inwork_crashes(guard, g_get_real_time());
    if (asked)
        inwork_forgive(guard);
    return crashes < CRASHES_MOST || asked ||
           fault_set(
               error, FATE_CORRUPT,
               "%u crashes within minutes: the store may be damaged and is left alone until the last is "
               "%d minutes ago or you reload",
               crashes, (int)(INWORK_RECENT / G_TIME_SPAN_MINUTE));
}
