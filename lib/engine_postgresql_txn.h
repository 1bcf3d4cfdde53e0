#ifndef EARSHOT_ENGINE_POSTGRESQL_TXN_H
#define EARSHOT_ENGINE_POSTGRESQL_TXN_H
// What the parts of the PostgreSQL engine share: a transaction, reading and
// settling it; the connection that listens; the making of the schema.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "engine.h"
#include "engine_postgresql_cache.h"
#include "engine_postgresql_pool.h"
#include "engine_postgresql_tell.h"

typedef struct Ear Ear;

typedef struct Postgres {
    Engine engine;
    char *url;
    Pool *pool;
    Ear *ear;
    Teller *teller;
    int64_t writer; // this process, in the database
    int64_t serial; // of its commits; of the writer's thread alone
    bool shared;    // others committed during the last transaction; likewise
} Postgres;

struct EngineTxn {
    Postgres *pg;
    Link *link;
    bool write;
    bool nested;     // there is a nested one, which is this one too
    bool begins;     // its beginning was asked and not sent
    bool locked;     // nobody else writes any more
    bool announces;  // wakes those that listen
    int64_t commits; // how many there were at the snapshot, or at the lock
    Cache *cache;
    GArray *expected; // CacheKey; NULL: nothing
    GBytes *held;     // what the last call told:
    CacheKey found;   // likewise
};

// Sends what was asked, and reads the beginning's answers when that was among it.
bool txn_round(EngineTxn *txn, GError **error);

// As the engine's operations of like names.
int txn_get(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *value, GError **error);
int txn_seek(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *found, EngineSlice *value,
             GError **error);
bool txn_put(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice value, GError **error);
bool txn_del(EngineTxn *txn, unsigned table, EngineSlice key, GError **error);
void txn_expect(EngineTxn *txn, unsigned table, EngineSlice key);
bool txn_at_hand(const EngineTxn *txn, unsigned table, EngineSlice key);
bool txn_fetch(EngineTxn *txn, GError **error);
bool txn_settle(EngineTxn *txn, bool *again, GError **error);

// The connection that listens (EngineOps.listen).
Ear *ear_new(const char *url) G_GNUC_WARN_UNUSED_RESULT;
void ear_free(Ear *ear);
int ear_listen(Ear *ear);

// Makes the tables in the first schema of the search path, and that.
bool schema_init(const char *url, GError **error);
// Has the server give free what dead rows of a table take, as far as nobody may still look at them. It
// overwrites nothing, and does nothing for a role that does not own the table: autovacuum does it then.
bool schema_vacuum(const char *url, unsigned table, GError **error);

#define RESOLVE_FOR (20 * G_TIME_SPAN_SECOND)
#define RESOLVE_EACH (200 * G_TIME_SPAN_MILLISECOND)

#endif
