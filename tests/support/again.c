// In place of engine_open (make again): an engine whose write transactions always find that others wrote
// meanwhile, as on a store that many gateways share. So each piece of work is done twice, and the first time
// leaves nothing in the store: what it left elsewhere shows in the end-to-end tests.
#include <glib.h>

#include "engine.h"

typedef struct Again {
    Engine engine;
    Engine *real;
} Again;

struct EngineTxn {
    Again *again;
    EngineTxn *real;
    bool nested, done;
};

static EngineTxn *wrap(Again *again, EngineTxn *real, bool nested) {
    if (real == NULL)
        return NULL;
    EngineTxn *txn = g_new0(EngineTxn, 1);
    *txn = (EngineTxn){.again = again, .real = real, .nested = nested};
    return txn;
}

static const EngineOps *ops_of(const EngineTxn *txn) {
    return txn->again->real->ops;
}

static EngineTxn *begin(Engine *engine, bool write, GError **error) {
    Again *again = (Again *)engine;
    return wrap(again, again->real->ops->begin(again->real, write, error), false);
}

static EngineTxn *nest(EngineTxn *parent, GError **error) {
    return wrap(parent->again, ops_of(parent)->nest(parent->real, error), true);
}

static int get(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *value, GError **error) {
    return ops_of(txn)->get(txn->real, table, key, value, error);
}

static int seek(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *found, EngineSlice *value,
                GError **error) {
    return ops_of(txn)->seek(txn->real, table, key, found, value, error);
}

static bool put(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice value, GError **error) {
    return ops_of(txn)->put(txn->real, table, key, value, error);
}

static bool del(EngineTxn *txn, unsigned table, EngineSlice key, GError **error) {
    return ops_of(txn)->del(txn->real, table, key, error);
}

static void expect(EngineTxn *txn, unsigned table, EngineSlice key) {
    ops_of(txn)->expect(txn->real, table, key);
}

static bool settle(EngineTxn *txn, bool *again, GError **error) {
    *again = !txn->done;
    if (txn->done)
        return ops_of(txn)->settle(txn->real, again, error);
    txn->done = true;
    ops_of(txn)->abort(txn->real);
    txn->real = ops_of(txn)->begin(txn->again->real, true, error);
    return txn->real != NULL;
}

static void announce(EngineTxn *txn) {
    ops_of(txn)->announce(txn->real);
}

static bool commit(EngineTxn *txn, GError **error) {
    const bool done = ops_of(txn)->commit(txn->real, error);
    g_free(txn);
    return done;
}

static void abort_it(EngineTxn *txn) {
    if (txn->real != NULL)
        ops_of(txn)->abort(txn->real);
    g_free(txn);
}

static uint64_t number(const EngineTxn *txn) {
    (void)txn;
    return 0;
}

#define PASS(type, name, parameters, arguments)                                                              \
    static type name parameters {                                                                            \
        Engine *real = ((Again *)engine)->real;                                                              \
        return real->ops->name arguments;                                                                    \
    }
PASS(bool, copy, (Engine * engine, int file, GError **error), (real, file, error))
PASS(bool, make_room, (Engine * engine), (real))
PASS(bool, stat, (Engine * engine, EngineStat *found, GError **error), (real, found, error))
PASS(bool, scrub, (Engine * engine, EngineScrub *scrub, bool *more, GError **error),
     (real, scrub, more, error))
PASS(bool, renew, (Engine * engine, GError **error), (real, error))
PASS(int, listen, (Engine * engine), (real))
PASS(bool, state, (Engine * engine, EngineState *found, GError **error), (real, found, error))
PASS(bool, tell, (Engine * engine, unsigned fact, unsigned said), (real, fact, said))
PASS(bool, others_below, (Engine * engine, unsigned fact, unsigned said), (real, fact, said))

static void close_it(Engine *engine) {
    Again *again = (Again *)engine;
    again->real->ops->close(again->real);
    g_free(again);
}

static const EngineOps AGAIN_OPS = {
    .begin = begin,
    .nest = nest,
    .get = get,
    .seek = seek,
    .put = put,
    .del = del,
    .expect = expect,
    .settle = settle,
    .announce = announce,
    .commit = commit,
    .abort = abort_it,
    .number = number,
    .copy = copy,
    .make_room = make_room,
    .stat = stat,
    .scrub = scrub,
    .renew = renew,
    .listen = listen,
    .state = state,
    .tell = tell,
    .others_below = others_below,
    .close = close_it,
};

// The names are the linker's (--wrap).
Engine *__real_engine_open(const char *url, bool create, GError **error);
Engine *__wrap_engine_open(const char *url, bool create, GError **error);

Engine *__wrap_engine_open(const char *url, bool create, GError **error) {
    Engine *real = __real_engine_open(url, create, error);
    if (real == NULL)
        return NULL;
    Again *again = g_new0(Again, 1);
    *again = (Again){.engine = {.ops = &AGAIN_OPS}, .real = real};
    return &again->engine;
}
