#ifndef EARSHOT_WATCHDOG_H
#define EARSHOT_WATCHDOG_H
// Tells the service manager that we live (WATCHDOG=1, sd_watchdog_enabled(3)),
// and only after having found it out. Without $WATCHDOG_USEC nobody waits for
// that, and nothing is asked.

#include <glib.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Watchdog Watchdog;

// Whether all is well; takes a few seconds at most. Else why not, FATE_TEMPORARY.
typedef bool (*WatchdogAsk)(const void *data, GError **error);

// Both are kept, not copied.
Watchdog *watchdog_new(WatchdogAsk ask, const void *data) G_GNUC_WARN_UNUSED_RESULT;
void watchdog_free(Watchdog *watchdog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Watchdog, watchdog_free)

// How long the main thread may do something else, in microseconds; at most `most`, -1 for any time.
GTimeSpan watchdog_patience(const Watchdog *watchdog, GTimeSpan most);
// Between two waits of the main thread: asks when it is time, tells when all is well. What is not is logged
// once (event=trouble what=watchdog) and asked again soon.
void watchdog_turn(Watchdog *watchdog);

// A thread's promise to be back. Begins as {0}: it has promised nothing yet.
typedef struct Pulse {
    _Atomic int64_t until; // monotonic; 0: nothing is promised
} Pulse;

// How long a turn with work may take: a mail has a minute at most (relay.c), a commit on a slow disk its own
// time. And how late one may be that merely waits.
#define PULSE_WORK (3 * G_TIME_SPAN_MINUTE)
#define PULSE_SOON (2 * G_TIME_SPAN_SECOND)

// By the thread itself, before each thing that may take long.
void pulse_promise(Pulse *pulse, GTimeSpan within);
void pulse_end(Pulse *pulse); // it ends
// Any thread: it should have been back.
bool pulse_is_late(const Pulse *pulse);

#endif
