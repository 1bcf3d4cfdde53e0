#ifndef EARSHOT_ENGINE_POSTGRESQL_TELL_H
#define EARSHOT_ENGINE_POSTGRESQL_TELL_H
// What a process tells all others, on whatever machine, that have the same store
// open (EngineOps.tell): on a connection of its own it holds an advisory lock whose number says it, which the
// server lets go of when the connection ends, however that is. A private part of the
// PostgreSQL engine.

#include <glib.h>
#include <stdbool.h>

typedef struct Teller Teller;

// Connects when it is told something first.
Teller *teller_new(const char *url) G_GNUC_WARN_UNUSED_RESULT;
void teller_free(Teller *teller);
// As the engine's operations; any thread. After a loss all is told again with the next. Numbers below
// 16777216.
bool teller_tell(Teller *teller, unsigned fact, unsigned number);
// True also for a while after a loss, in which others come back too.
bool teller_others_below(Teller *teller, unsigned fact, unsigned number);

#endif
