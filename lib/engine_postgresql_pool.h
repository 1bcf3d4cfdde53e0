#ifndef EARSHOT_ENGINE_POSTGRESQL_POOL_H
#define EARSHOT_ENGINE_POSTGRESQL_POOL_H
// A few connections that threads share, one each at a time. When the database
// is away it is tried ever more seldom (250 ms to 10 s), and who asks is told so at once.
// A private part of the PostgreSQL engine.

#include <glib.h>
#include <stdbool.h>
#include "engine_postgresql_link.h"

enum { POOL_MOST = 8 }; // connections, beside the one that listens

typedef struct Pool Pool;

Pool *pool_new(const char *url) G_GNUC_WARN_UNUSED_RESULT;
// Once none is out.
void pool_free(Pool *pool);
// How long, in microseconds, who takes a connection waits for it, and for each answer to what is asked by it.
void pool_set_patience(Pool *pool, int64_t microseconds);
// A connection of the caller's own, until pool_give. Waits for one that is out when there are POOL_MOST, and
// hardly at all when those before were lost and it is not known whether there will be another.
Link *pool_take(Pool *pool, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Takes it back; a broken one is closed, and with it those that lie idle, whose server went likewise.
void pool_give(Pool *pool, Link *link);

#endif
