/* A barrier with an end: pthread's waits for ever, and a connection that a broken filter cut never comes. */
#include "gate.h"

#include <gio/gio.h>

struct Gate {
    GMutex lock;
    GCond changed;
    guint waited_for;
};

Gate *gate_new(guint count) {
    Gate *gate = g_new0(Gate, 1);
    g_mutex_init(&gate->lock);
    g_cond_init(&gate->changed);
    gate->waited_for = count;
    return gate;
}

void gate_free(Gate *gate) {
    if (gate == NULL)
        return;
    g_mutex_clear(&gate->lock);
    g_cond_clear(&gate->changed);
    g_free(gate);
}

bool gate_pass(Gate *gate, int timeout_seconds, GError **error) {
    const gint64 end = g_get_monotonic_time() + (gint64)timeout_seconds * G_USEC_PER_SEC;
    bool waiting = true;
    g_mutex_lock(&gate->lock);
    gate->waited_for -= gate->waited_for > 0 ? 1 : 0;
    g_cond_broadcast(&gate->changed);
    while (gate->waited_for > 0 && waiting)
        waiting = g_cond_wait_until(&gate->changed, &gate->lock, end);
    const guint missing = gate->waited_for;
    g_mutex_unlock(&gate->lock);
    if (missing > 0)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "%u connections did not come so far", missing);
    return missing == 0;
}
