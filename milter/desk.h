#ifndef EARSHOT_DESK_H
#define EARSHOT_DESK_H
// Where large messages are judged, a few at a time. To judge one takes one and a
// half times its size besides, and a processor: fifty at one time take the
// memory of all and are all too late, where in turn the first are in time.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DESK_LARGE = 128 * 1024 }; // bytes; smaller ones never wait

typedef struct Desk Desk;

Desk *desk_new(unsigned seats) G_GNUC_WARN_UNUSED_RESULT;
void desk_free(Desk *desk); // when nobody sits or waits; NULL is nothing
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Desk, desk_free)

// Waits for a seat until the monotonic `deadline`, in microseconds. True when one was taken, which is given
// back by desk_rise. False when none is needed, or it grew too late: who goes on will find that out. A desk
// of NULL has room for all.
bool desk_sit(Desk *desk, size_t size, int64_t deadline);
void desk_rise(Desk *desk);

#endif
