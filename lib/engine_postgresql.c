// The PostgreSQL engine: many gateways, one memory. A write transaction reads
// ahead on a snapshot, and holds up nobody. Before the commit (settle) it takes the one lock, the row of
// `state`, which counts the commits: when none was made since the snapshot, all that it read stands so.
// Otherwise each row it read and each step it walked is compared in one round trip; what stands otherwise is
// taken over, and the work is done again on that, under the lock, so that a transaction is done at most
// twice. What was put goes out with the commit, in one more round trip. So the transactions of all gateways
// have an order, and each sees what those before it left. Whether a commit whose answer was lost was made is
// asked behind the lock: each writer notes its last one in the database.
#include "engine_postgresql_txn.h"

#include <string.h>

#include "fault.h"

// --- transactions ---

static EngineTxn *pg_begin(Engine *engine, bool write, GError **error) {
    Postgres *pg = (Postgres *)engine;
    Link *link = pool_take(pg->pool, error);
    if (link == NULL)
        return NULL;
    EngineTxn *txn = g_new0(EngineTxn, 1);
    *txn = (EngineTxn){.pg = pg, .link = link, .write = write, .cache = cache_new()};
    link_ask(link, SQL_BEGIN_READ, 0, NULL, 0);
    link_ask(link, SQL_COMMITS, 0, NULL, 0);
    txn->begins = true; // the answers come with those to the first question
    return txn;
}

static void txn_free(EngineTxn *txn) {
    if (txn->link != NULL)
        pool_give(txn->pg->pool, txn->link);
    g_clear_pointer(&txn->held, g_bytes_unref);
    if (txn->expected != NULL)
        g_array_unref(txn->expected);
    cache_free(txn->cache);
    g_free(txn);
}

static void pg_abort(EngineTxn *txn) {
    if (txn->nested) {
        cache_nest_end(txn->cache, false);
        txn->nested = false;
        return;
    }
    if (txn->begins && txn_round(txn, NULL)) // never sent
        (void)link_finish(txn->link, NULL);
    link_leave(txn->link);
    txn_free(txn);
}

// One at a time: it is the transaction itself, that keeps what stood there before.
static EngineTxn *pg_nest(EngineTxn *parent, GError **error) {
    if (parent->nested) {
        fault_set(error, FATE_TEMPORARY, "store: a transaction is nested already");
        return NULL;
    }
    parent->nested = true;
    cache_nest(parent->cache);
    return parent;
}

static uint64_t pg_number(const EngineTxn *txn) {
    (void)txn;
    return 0;
}

static void pg_set_patience(Engine *engine, int64_t microseconds) {
    pool_set_patience(((Postgres *)engine)->pool, microseconds);
}

static void pg_announce(EngineTxn *txn) {
    txn->announces = true;
}

// --- the commit ---

// What was put and deleted, a statement for each table.
typedef struct Writing {
    EngineTxn *txn;
    unsigned table;
    GByteArray *keys, *values, *deleted;
    unsigned puts, deletes, statements;
} Writing;

static void writing_begin(Writing *writing, unsigned table) {
    writing->table = table;
    writing->puts = writing->deletes = 0;
    writing->keys = link_array_new(LINK_BYTES);
    writing->values = link_array_new(LINK_BYTES);
    writing->deleted = link_array_new(LINK_BYTES);
}

static void writing_end(Writing *writing) {
    uint8_t room[8];
    Link *link = writing->txn->link;
    const LinkValue puts[] = {link_array(writing->keys), link_array(writing->values),
                              link_number(writing->txn->commits + 1, room)};
    const LinkValue deletes[] = {link_array(writing->deleted)};
    if (writing->puts > 0)
        link_ask(link, SQL_PUT, writing->table, puts, 3);
    if (writing->deletes > 0)
        link_ask(link, SQL_DELETE, writing->table, deletes, 1);
    writing->statements += (writing->puts > 0 ? 1U : 0U) + (writing->deletes > 0 ? 1U : 0U);
    g_byte_array_unref(writing->keys);
    g_byte_array_unref(writing->values);
    g_byte_array_unref(writing->deleted);
}

static gboolean write_row(gpointer key, gpointer value, gpointer data) {
    Writing *writing = data;
    const CacheRow *row = value;
    (void)key;
    if (row->key.table != writing->table) {
        writing_end(writing);
        writing_begin(writing, row->key.table);
    }
    if (row->put == NULL) {
        link_array_add(writing->deleted, row->key.bytes, row->key.size);
        writing->deletes++;
        return FALSE;
    }
    gsize size;
    const void *bytes = g_bytes_get_data(row->put, &size);
    link_array_add(writing->keys, row->key.bytes, row->key.size);
    link_array_add(writing->values, bytes, size);
    writing->puts++;
    return FALSE;
}

// How many statements were asked.
static unsigned ask_writes(EngineTxn *txn) {
    Writing writing = {.txn = txn};
    writing_begin(&writing, 0);
    g_tree_foreach(txn->cache->changed, write_row, &writing);
    writing_end(&writing);
    return writing.statements;
}

static void ask_note(EngineTxn *txn, int64_t serial) {
    uint8_t id[8], number[8], commits[8];
    const LinkValue note[] = {link_number(txn->pg->writer, id), link_number(serial, number)};
    const LinkValue count[] = {link_number(txn->commits + 1, commits)};
    link_ask(txn->link, SQL_NOTE, 0, note, 2);
    link_ask(txn->link, SQL_COUNT, 0, count, 1);
}

static bool send_commit(EngineTxn *txn, int64_t serial, GError **error) {
    unsigned statements = ask_writes(txn) + 3;
    ask_note(txn, serial);
    if (txn->announces) {
        link_ask(txn->link, SQL_ANNOUNCE, 0, NULL, 0);
        statements++;
    }
    link_ask(txn->link, SQL_COMMIT, 0, NULL, 0);
    (void)link_set_patience(txn->link, LINK_PATIENCE);
    link_send(txn->link);
    return link_skip(txn->link, statements, error) && link_finish(txn->link, error);
}

// Behind the lock, since the server may still be at it. It is committed, not left: that waits until standbys
// have all that was committed before, which a server that was started anew shows without waiting. -1: it
// cannot be known.
static int was_committed(Postgres *pg, int64_t serial) {
    uint8_t room[8];
    const LinkValue values[] = {link_number(pg->writer, room)};
    Link *link = pool_take(pg->pool, NULL);
    int done = -1;
    if (link == NULL)
        return done;
    (void)link_set_patience(link, LINK_PATIENCE);
    link_ask(link, SQL_BEGIN_WRITE, 0, NULL, 0);
    link_ask(link, SQL_LOCK, 0, NULL, 0);
    link_ask(link, SQL_NOTED, 0, values, 1);
    link_ask(link, SQL_COMMIT, 0, NULL, 0);
    link_send(link);
    g_autoptr(LinkAnswer) locked = link_skip(link, 1, NULL) ? link_answer(link, NULL) : NULL;
    g_autoptr(LinkAnswer) noted = locked != NULL ? link_answer(link, NULL) : NULL;
    if (noted != NULL && link_skip(link, 1, NULL) && link_finish(link, NULL) && link_rows(locked) == 1)
        done = link_rows(noted) == 1 && link_get_number(noted, 0, 0) >= serial;
    pool_give(pg->pool, link);
    return done;
}

// The connection broke between the sending of the commit and its answer.
static bool resolve(Postgres *pg, int64_t serial, GError *failure, GError **error) {
    const int64_t until = g_get_monotonic_time() + RESOLVE_FOR;
    int done;
    while ((done = was_committed(pg, serial)) < 0 && g_get_monotonic_time() < until)
        g_usleep(RESOLVE_EACH);
    if (done > 0)
        g_error_free(failure);
    else
        g_propagate_error(error, failure);
    return done > 0;
}

static bool has_changed(const EngineTxn *txn) {
    return g_tree_nnodes(txn->cache->changed) > 0;
}

static bool pg_commit(EngineTxn *txn, GError **error) {
    Postgres *pg = txn->pg;
    GError *failure = NULL;
    if (txn->nested) {
        cache_nest_end(txn->cache, true);
        txn->nested = false;
        return true;
    }
    if (!txn->locked || !has_changed(txn)) {
        const bool lost = has_changed(txn);
        pg_abort(txn);
        return !lost || fault_set(error, FATE_TEMPORARY, "store: a transaction was not settled");
    }
    const int64_t serial = ++pg->serial;
    const bool done = send_commit(txn, serial, &failure);
    txn_free(txn);
    return done || resolve(pg, serial, failure, error);
}

// --- what it tells of itself ---

// One statement's answer, by itself.
static LinkAnswer *ask_alone(Postgres *pg, Sql sql, GError **error) {
    Link *link = pool_take(pg->pool, error);
    if (link == NULL)
        return NULL;
    link_ask(link, sql, 0, NULL, 0);
    link_send(link);
    LinkAnswer *answer = link_answer(link, error);
    if (answer != NULL && !link_finish(link, error))
        g_clear_pointer(&answer, link_answer_free);
    pool_give(pg->pool, link);
    return answer;
}

static bool pg_stat(Engine *engine, EngineStat *stat, GError **error) {
    g_autoptr(LinkAnswer) answer = ask_alone((Postgres *)engine, SQL_SIZE, error);
    if (answer == NULL)
        return false;
    const uint64_t size = (uint64_t)link_get_number(answer, 0, 0);
    *stat = (EngineStat){.used = size, .file = size, .map = UINT64_MAX};
    return true;
}

static void describe_connection(Postgres *pg, EngineState *state) {
    Link *link = pool_take(pg->pool, NULL);
    if (link == NULL)
        return;
    g_autofree char *version = link_version(link);
    state->name = g_strdup_printf("PostgreSQL %s", version);
    state->where = link_where(link);
    state->closed = link_is_closed(link);
    pool_give(pg->pool, link);
}

static bool pg_state(Engine *engine, EngineState *state, GError **error) {
    Postgres *pg = (Postgres *)engine;
    const int64_t begun = g_get_real_time();
    g_autoptr(LinkAnswer) answer = ask_alone(pg, SQL_STATE, error);
    if (answer == NULL)
        return false;
    const int64_t moment = begun + (g_get_real_time() - begun) / 2; // at which the server looked at its clock
    *state = (EngineState){.standbys = (unsigned)link_get_number(answer, 0, 0),
                           .confirmed = (int)link_get_number(answer, 0, 1),
                           .lag = link_get_number(answer, 0, 2),
                           .sessions = (unsigned)link_get_number(answer, 0, 3),
                           .durable = link_get_number(answer, 0, 4) != 0,
                           .ahead = link_get_number(answer, 0, 5) - moment};
    describe_connection(pg, state);
    return true;
}

// --- what its administrator does with PostgreSQL's own tools ---

static bool pg_copy(Engine *engine, int file, GError **error) {
    (void)engine, (void)file;
    return fault_set(error, FATE_CONFIG,
                     "a store in PostgreSQL is copied by PostgreSQL's tools: see contrib/docs/postgresql.md");
}

static bool pg_make_room(Engine *engine) {
    (void)engine;
    return false;
}

// A piece is a table.
static bool pg_scrub(Engine *engine, EngineScrub *scrub, bool *more, GError **error) {
    if (!schema_vacuum(((Postgres *)engine)->url, (unsigned)scrub->next, error))
        return false;
    *more = ++scrub->next < ENGINE_TABLES;
    return true;
}

static bool pg_renew(Engine *engine, GError **error) {
    (void)engine, (void)error;
    return true;
}

// --- opening ---

static void pg_close(Engine *engine) {
    Postgres *pg = (Postgres *)engine;
    teller_free(pg->teller);
    ear_free(pg->ear);
    pool_free(pg->pool);
    g_free(pg->url);
    g_free(pg);
}

static int pg_listen(Engine *engine) {
    return ear_listen(((Postgres *)engine)->ear);
}

static bool pg_tell(Engine *engine, unsigned fact, unsigned number) {
    return teller_tell(((Postgres *)engine)->teller, fact, number);
}

static bool pg_others_below(Engine *engine, unsigned fact, unsigned number) {
    return teller_others_below(((Postgres *)engine)->teller, fact, number);
}

static const EngineOps POSTGRES_OPS = {
    .begin = pg_begin,
    .nest = pg_nest,
    .get = txn_get,
    .seek = txn_seek,
    .put = txn_put,
    .del = txn_del,
    .expect = txn_expect,
    .at_hand = txn_at_hand,
    .fetch = txn_fetch,
    .settle = txn_settle,
    .announce = pg_announce,
    .set_patience = pg_set_patience,
    .commit = pg_commit,
    .abort = pg_abort,
    .number = pg_number,
    .copy = pg_copy,
    .make_room = pg_make_room,
    .stat = pg_stat,
    .scrub = pg_scrub,
    .renew = pg_renew,
    .listen = pg_listen,
    .state = pg_state,
    .tell = pg_tell,
    .others_below = pg_others_below,
    .close = pg_close,
};

static Engine *open_engine(const char *url, GError **error) {
    Postgres *pg = g_new0(Postgres, 1);
    pg->engine.ops = &POSTGRES_OPS;
    pg->url = g_strdup(url);
    pg->pool = pool_new(url);
    pg->ear = ear_new(url);
    pg->teller = teller_new(url);
    pg->writer = (int64_t)((uint64_t)g_random_int() << 32 | g_random_int());
    g_autoptr(LinkAnswer) answer = ask_alone(pg, SQL_TIDY, error); // and see that it is there
    if (answer == NULL) {
        pg_close(&pg->engine);
        return NULL;
    }
    return &pg->engine;
}

extern const EngineModule earshot_engine_module;
__attribute__((visibility("default"))) const EngineModule earshot_engine_module = {
    .version = ENGINE_MODULE_VERSION, .open = open_engine, .init = schema_init};
