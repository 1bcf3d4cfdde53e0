#ifndef EARSHOT_ENGINE_LMDB_TELL_H
#define EARSHOT_ENGINE_LMDB_TELL_H
// What a process tells the others of this machine that have the same store open
// (EngineOps.tell): it holds a lock on the byte of a file whose place is the number; the lock goes
// with the process, however that ends. A private part of the LMDB engine.

#include <glib.h>
#include <stdbool.h>

typedef struct LmdbTold LmdbTold;

// By a file key.lock in the directory.
LmdbTold *lmdb_told_new(const char *directory, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lmdb_told_free(LmdbTold *told);
// As the engine's operations; any thread. Numbers below 65536.
bool lmdb_tell(LmdbTold *told, unsigned fact, unsigned number);
bool lmdb_others_tell_below(const LmdbTold *told, unsigned fact, unsigned number);

#endif
