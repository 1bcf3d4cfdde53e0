#ifndef EARSHOT_TRANSFER_H
#define EARSHOT_TRANSFER_H
// All that a store holds, and the keys of persons, into an empty one of whatever engine: rows go
// as they are, sealed, so that nothing is opened. It is done in pieces, each a transaction that keeps
// in the target how far it came: killed at any point and begun again it ends as if it had not been. From
// the first piece on nobody writes into the source any more, and until the last nobody uses the
// target (store.h, StoreMove); the source stays as it is, and marked.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "engine.h"
#include "store.h"

typedef struct TransferPlan {        // all borrowed, until transfer_free
    Store *from;                     // store_open_leaving
    Engine *to;                      // engine_init and engine_open
    const char *from_name, *to_name; // for people; each is kept in the other's mark
    const char *to_keys;             // path of the file for the keys of persons; NULL: into rows
    int64_t now;
} TransferPlan;

typedef struct TransferCount {
    uint64_t copied;   // rows, since it was begun or gone on with
    uint64_t compared; // rows that were found to be the same on both sides at the end
    uint64_t keys;     // of persons, among these
    bool before;       // it was done already
} TransferCount;

typedef struct Transfer Transfer;

// Looks at both and marks them. FATE_CONFIG with what to do when the source has left already for another
// place, or the target holds something or is of another key; FATE_TEMPORARY when somebody else has one of
// them open.
Transfer *transfer_new(const TransferPlan *plan, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void transfer_free(Transfer *transfer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Transfer, transfer_free)
// *more: to be called again. At the end both are compared, byte by byte, and then the target is open and the
// source has left. FATE_CORRUPT when they are not the same.
bool transfer_piece(Transfer *transfer, bool *more, GError **error);
TransferCount transfer_count(const Transfer *transfer);

// How a source stands; free with store_move_clear.
bool transfer_look(Store *from, StoreMove *move, GError **error);
// Makes it usable again, as if it had never been left.
bool transfer_undo(Store *from, GError **error);

#endif
