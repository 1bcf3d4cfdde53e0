#ifndef EARSHOT_EXPORTER_H
#define EARSHOT_EXPORTER_H
// /metrics and /healthz over HTTP on [metrics] listen, for this machine alone.
// GET and HEAD, nothing else; one thread, few connections, none for long. It asks
// the lookout and never the threads that move mail.
//
//   /metrics  200, Prometheus' text format 0.0.4
//   /healthz  200 "ok", or 503 and the code of each finding of `earshot status`, a line each
//   else      404; another method 405

#include <glib.h>
#include "edition.h"
#include "store.h"
#include "vitals.h"

typedef struct Exporter Exporter;

enum { EXPORTER_CONNECTIONS = 16, EXPORTER_IDLE_S = 3, EXPORTER_MEMORY = 8192 };

// Listens where the current edition says, if it says so. What stands in the way is logged, counted
// (VITAL_LISTEN_FAILED) and no error: mail goes on. All borrowed. Its threads see no signals when the caller
// keeps them away.
Exporter *exporter_new(Editions *editions, Store *store, Vitals *vitals) G_GNUC_WARN_UNUSED_RESULT;
// A new edition: moves to where that says, tries again where it failed, or ends. In the thread that made it.
void exporter_follow(Exporter *exporter);
void exporter_free(Exporter *exporter); // NULL is nothing

#endif
