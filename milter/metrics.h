#ifndef EARSHOT_METRICS_H
#define EARSHOT_METRICS_H
// The status as metrics: what both daemons count (the table of vitals), and what
// the store tells. Names and labels stay; adding is welcome.
//
// Labels hold words of our own alone: daemon, fate, cause, level, reason, kind.
// Mailboxes are no label: a section may be named after a person, metrics are kept for
// years by machines that no erasure reaches, and `earshot status` says which it is.

#include "status.h"

// The text that a scrape gets. The caller owns it.
char *metrics_of(const Status *status) G_GNUC_WARN_UNUSED_RESULT;

// metrics_vitals.c: the part of it that the daemons count.
typedef struct MetricsText MetricsText;
void metrics_put_vitals(MetricsText *text, const Status *status);

#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

#endif
