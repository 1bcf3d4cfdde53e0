#ifndef BENCH_GATE_H
#define BENCH_GATE_H

#include <stdbool.h>
#include <glib.h>

/* Where connections wait until all are there, so that a filter holds all their messages at one time. */
typedef struct Gate Gate;

Gate *gate_new(guint count);
void gate_free(Gate *gate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Gate, gate_free)

/* Returns when `count` have come; false with an error when they have not within so many seconds, as when one
 * of them was cut. */
bool gate_pass(Gate *gate, int timeout_seconds, GError **error);

#endif
