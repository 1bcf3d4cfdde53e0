#ifndef EARSHOT_MIGRATE_H
#define EARSHOT_MIGRATE_H
// From the schema of an older release to this one's. Each step leads from one
// schema to the next and works in pieces, each a transaction of its own that also
// keeps how far it came: killed at any point and begun again it ends as if it had
// not been. What a step has done is not undone: an older program refuses the store,
// and the way back is a backup made before. A private part of the store.
//
// A step reads and writes records as they were in its day (record.h, store.h) and never by the modules of
// today, which go on changing. Tables that are appended need a step that does nothing.

#include <glib.h>
#include <stdbool.h>
#include "store.h"

typedef struct MigrateStep {
    unsigned from;       // the schema; the step leads to the next one
    const char *release; // that wrote it first
    const char *why;
    // One piece, of a few milliseconds. True when there is more to do, from *at on, zeros at its beginning.
    // NULL: nothing to change.
    bool (*piece)(StoreTxn *txn, StorePlace *at);
} MigrateStep;

typedef struct MigratePath {
    const MigrateStep *steps; // in order, without a gap
    size_t count;
    unsigned schema; // of this program: that behind the last step
} MigratePath;

// What this program knows.
const MigratePath *migrate_path(void);
// The first step for a store of that schema; NULL when none leads from there.
const MigrateStep *migrate_first(const MigratePath *path, unsigned schema);

// Leads the store to the path's schema; a piece of another process in between is no harm. `pieces` (may be
// NULL) counts what was done.
bool migrate_run(Store *store, const MigratePath *path, unsigned *pieces, GError **error);

// A step has begun and not ended: the schema is already that behind it.
bool migrate_is_pending(StoreTxn *txn);

// What every program does with a schema that is not its own: FATE_CONFIG with what to do. `release` as the
// store has it, or NULL. Always false.
bool migrate_refuse_newer(uint64_t schema, const char *release, GError **error);
bool migrate_refuse_older(uint64_t schema, GError **error);

#endif
