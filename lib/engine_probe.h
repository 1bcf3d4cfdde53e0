#ifndef EARSHOT_ENGINE_PROBE_H
#define EARSHOT_ENGINE_PROBE_H
// Whether a store can be opened now. A process that stands still (stopped in a shell, in a debugger) keeps
// LMDB's lock for writers for ever, and there is no way to wait for it with a limit: who must
// not hang asks here before.

#include <glib.h>
#include <stdbool.h>

typedef struct EngineProbe EngineProbe;

EngineProbe *engine_probe_new(const char *directory) G_GNUC_WARN_UNUSED_RESULT;
void engine_probe_free(EngineProbe *probe); // NULL is nothing; one that hangs hangs on
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EngineProbe, engine_probe_free)

// True when it can be, or fails at once, as whoever opens it then sees; also when there is none yet. Waits
// for `patience` (microseconds) the first time; while that question hangs, not at all. False is
// FATE_TEMPORARY. Only while this process has it not open: LMDB forbids two of it, and a closed one drops the
// other's locks. One thread asks.
bool engine_probe_ask(EngineProbe *probe, GTimeSpan patience, GError **error);

#endif
