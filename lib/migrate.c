// A release changes records or it does not; who upgrades wants to be asked nothing
// and to lose nothing. So the path is a table, the position is in the store itself,
// and a piece is as small as a message's own transaction: a daemon that is
// killed in the middle goes on where it was.
#include "migrate.h"

#include "fault.h"

// A line for each schema that was ever released.
static const MigrateStep STEPS[] = {
    {6, "0.1", "generations of keys, persons erased and kept for a time: new tables, no record changes",
     NULL},
};

const MigratePath *migrate_path(void) {
    static const MigratePath PATH = {STEPS, G_N_ELEMENTS(STEPS), STORE_SCHEMA};
    G_STATIC_ASSERT(G_N_ELEMENTS(STEPS) == STORE_SCHEMA - STORE_SCHEMA_FIRST);
    return &PATH;
}

const MigrateStep *migrate_first(const MigratePath *path, unsigned schema) {
    for (size_t i = 0; i < path->count; i++)
        if (path->steps[i].from == schema)
            return &path->steps[i];
    return NULL;
}

// --- how far it came ---

#define AT "migrate-at"

bool migrate_is_pending(StoreTxn *txn) {
    StorePlace at;
    return store_place_get(txn, AT, &at);
}

// --- the walk ---

typedef struct Piece {
    const MigratePath *path;
    bool done; // the store has the path's schema
} Piece;

// The schema is that behind the step as soon as the step has begun: a program of the release before would
// read what is half of each.
static bool do_piece(StoreTxn *txn, void *data, GError **error) {
    Piece *piece = data;
    StorePlace at = {0};
    const uint64_t schema = store_counter(txn, STORE_META_SCHEMA);
    const bool begun = store_place_get(txn, AT, &at);
    piece->done = schema == piece->path->schema && !begun;
    if (piece->done || store_failed(txn))
        return !store_failed(txn);
    const MigrateStep *step = schema > UINT_MAX ? NULL : migrate_first(piece->path, (unsigned)schema - begun);
    if (step == NULL)
        return fault_set(error, FATE_CONFIG, "no step leads from schema %" G_GUINT64_FORMAT, schema);
    const bool more = step->piece != NULL && step->piece(txn, &at);
    if (more)
        store_place_put(txn, AT, &at);
    else
        store_del(txn, TABLE_META, store_key_name(AT));
    store_set_counter(txn, STORE_META_SCHEMA, step->from + 1);
    store_put_release(txn);
    return !store_failed(txn);
}

bool migrate_run(Store *store, const MigratePath *path, unsigned *pieces, GError **error) {
    Piece piece = {.path = path};
    unsigned count = 0;
    bool good = true;
    for (; good && !piece.done; count++)
        good = store_write(store, do_piece, &piece, 0, error);
    if (pieces != NULL)
        *pieces = good ? count - 1 : count;
    return good;
}

// --- refusals ---

bool migrate_refuse_newer(uint64_t schema, const char *release, GError **error) {
    g_autofree char *of =
        release == NULL || *release == '\0' ? g_strdup("") : g_strdup_printf(" (Earshot %s)", release);
    return fault_set(error, FATE_CONFIG,
                     "the store is of schema %" G_GUINT64_FORMAT "%s; this is Earshot %s with schema %d: "
                     "install the newer version again, or restore a backup that was made before the upgrade",
                     schema, of, EARSHOT_VERSION, STORE_SCHEMA);
}

bool migrate_refuse_older(uint64_t schema, GError **error) {
    const MigrateStep *step = schema > UINT_MAX ? NULL : migrate_first(migrate_path(), (unsigned)schema);
    if (step == NULL)
        return fault_set(error, FATE_CONFIG,
                         "the store is of schema %" G_GUINT64_FORMAT
                         ", which no release of Earshot had; this is "
                         "Earshot %s with schema %d: restore a backup",
                         schema, EARSHOT_VERSION, STORE_SCHEMA);
    return fault_set(error, FATE_CONFIG,
                     "the store is of schema %" G_GUINT64_FORMAT
                     " (Earshot %s); this is Earshot %s with schema "
                     "%d: start earshot-milter or earshot-courier, which bring it up to date",
                     schema, step->release, EARSHOT_VERSION, STORE_SCHEMA);
}
