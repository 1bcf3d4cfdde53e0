#ifndef EARSHOT_TRANSFER_PARTS_H
#define EARSHOT_TRANSFER_PARTS_H
// What the parts of a transfer share.

#include "transfer.h"
#include "transfer_rows.h"

typedef enum TransferStage { STAGE_COPY, STAGE_COMPARE, STAGE_END, STAGE_DONE } TransferStage;

struct Transfer {
    TransferPlan plan;
    TransferSide from, to;
    uint64_t id; // of both marks
    TransferStage stage;
    TransferPlace place; // where copying came to, and then where comparing is
    unsigned rows;       // of this piece
    TransferCount count;
};

// Runs `work` in a write transaction of the target, durable when this returns true; it may be run more than
// once.
typedef bool (*TransferWork)(Transfer *transfer, EngineTxn *txn, GError **error);
bool transfer_write(Transfer *transfer, TransferWork work, GError **error);

bool transfer_mark_source(const Transfer *transfer, StoreMoveState state, GError **error);
bool transfer_put_mark(const Transfer *transfer, EngineTxn *txn, StoreMoveState state, GError **error);
// Whether the target is still this transfer's.
bool transfer_is_ours(const Transfer *transfer, EngineTxn *txn, GError **error);
// All is copied.
void transfer_begin_compare(Transfer *transfer);
// Where copying came to, as the target has it.
bool transfer_get_place(Transfer *transfer, EngineTxn *txn, GError **error);
bool transfer_put_place(const Transfer *transfer, EngineTxn *txn, GError **error);
bool transfer_end_place(const Transfer *transfer, EngineTxn *txn, GError **error);
// Whether both may be marked, and how far it has come already: `left` of the source, `begun` in the target,
// or the stage.
typedef struct TransferBegun {
    bool left, begun;
} TransferBegun;
bool transfer_check(Transfer *transfer, TransferBegun *found, GError **error);

#endif
