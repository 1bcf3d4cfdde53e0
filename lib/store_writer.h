#ifndef EARSHOT_STORE_WRITER_H
#define EARSHOT_STORE_WRITER_H
// The one thread of a process that writes. Who wants to write hands in a piece
// of work and waits; the thread takes all that wait (at most 64), runs one behind
// the other in one transaction, commits once, and wakes them. The failure of one undoes that one alone;
// where all of them cannot be written together each is tried by itself.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "engine.h"
#include "store.h"

typedef struct StoreWriter StoreWriter;

// All are called in the writer's thread.
typedef struct StoreWriterOps {
    // What runs now shares this transaction; what an earlier one left behind never happened.
    void (*begin)(void *context, EngineTxn *txn);
    // Runs one piece of work; false undoes it and leaves the others. `ahead`: it is told that what would have
    // to be fetched from elsewhere is absent. When that happened, *again: it is undone, whatever it made of
    // it, and is to be run again when that is fetched.
    bool (*run)(void *context, StoreWork work, void *data, bool ahead, bool *again, GError **error);
    // Whether they did anything that is to be written.
    bool (*changed)(void *context);
    // Puts into the transaction what they did.
    bool (*end)(void *context, GError **error);
    // Whether it was committed then.
    void (*done)(void *context, bool committed);
    // Between batches, about every two seconds.
    void (*look)(void *context);
} StoreWriterOps;

// Borrows all.
StoreWriter *store_writer_new(Engine *engine, const StoreWriterOps *ops,
                              void *context) G_GNUC_WARN_UNUSED_RESULT;
// Finishes what waits, then ends the thread.
void store_writer_free(StoreWriter *writer);
// As store_watch says.
void store_writer_watch(StoreWriter *writer, StoreWatch watch, void *data);
// As store_write says, with `ahead` as store_write_ahead. The queue is bounded: when it is full,
// FATE_TEMPORARY at once.
bool store_writer_run(StoreWriter *writer, StoreWork work, void *data, bool ahead, int64_t deadline,
                      GError **error);

// How it goes; any thread.
StoreLoad store_writer_load(StoreWriter *writer);

#endif
