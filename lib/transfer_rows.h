#ifndef EARSHOT_TRANSFER_ROWS_H
#define EARSHOT_TRANSFER_ROWS_H
// All rows of one side in an order in which counters come last, since with them
// there is a store; the keys of persons are rows among them wherever they stand. A private part of
// transfer.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "engine.h"
#include "keyring.h"

typedef struct TransferSide {
    Engine *engine;
    int keys; // file of the keys of persons; -1: they are rows like all others
} TransferSide;

typedef struct TransferKey {
    uint8_t bytes[ENGINE_KEY_MAX];
    size_t size;
} TransferKey;

// The first row at or after a key, in the table with this number in the order; zeros are the beginning.
typedef struct TransferPlace {
    unsigned turn;
    TransferKey key;
} TransferPlace;

// Kept in the target while it is not whole.
#define TRANSFER_PLACE "moving-at"

unsigned transfer_table(const TransferPlace *place);
bool transfer_is_end(const TransferPlace *place);
void transfer_next_table(TransferPlace *place);
void transfer_step(TransferPlace *place);

typedef struct TransferRow {
    TransferKey key;
    EngineSlice value; // until the side's next row is read
    uint8_t slot[KEYRING_SLOT];
} TransferRow;

EngineSlice transfer_slice(const TransferKey *key);
// The row at the place or behind it, of its table: 1 found, 0 none, -1 error. The marks of a migration are
// passed over.
int transfer_read_row(const TransferSide *side, EngineTxn *txn, const TransferPlace *place, TransferRow *row,
                      GError **error);

#endif
