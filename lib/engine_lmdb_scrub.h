#ifndef EARSHOT_ENGINE_LMDB_SCRUB_H
#define EARSHOT_ENGINE_LMDB_SCRUB_H
// Overwriting what LMDB leaves in its file: pages that nobody uses any more, and
// within pages in use the room between what they hold. A private part of the engine.

#include <stdbool.h>
#include "engine.h"

struct MDB_env;

// A piece, as EngineOps.scrub says. The caller holds the write transaction, which has changed nothing. An
// error of LMDB, or 0.
int lmdb_scrub_piece(struct MDB_env *env, EngineScrub *scrub, bool *more);

#endif
