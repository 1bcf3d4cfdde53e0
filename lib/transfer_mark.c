// Who may begin, who has begun, and the marks that tell it.
#include <string.h>

#include "fault.h"
#include "seal.h"
#include "transfer_parts.h"

static EngineSlice name_of(const char *name) {
    return (EngineSlice){(const uint8_t *)name, strlen(name)};
}

// --- writing into the target ---

static bool work_until_settled(Transfer *transfer, EngineTxn *txn, TransferWork work, GError **error) {
    bool again = true;
    while (again)
        if (!work(transfer, txn, error) || !transfer->to.engine->ops->settle(txn, &again, error))
            return false;
    return true;
}

static bool write_once(Transfer *transfer, TransferWork work, GError **error) {
    const EngineOps *ops = transfer->to.engine->ops;
    EngineTxn *txn = ops->begin(transfer->to.engine, true, error);
    if (txn == NULL)
        return false;
    if (work_until_settled(transfer, txn, work, error))
        return ops->commit(txn, error);
    ops->abort(txn);
    return false;
}

// Again, while there is more room.
bool transfer_write(Transfer *transfer, TransferWork work, GError **error) {
    g_autoptr(GError) failure = NULL;
    while (!write_once(transfer, work, &failure)) {
        if (!transfer->to.engine->ops->make_room(transfer->to.engine)) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return false;
        }
        g_clear_error(&failure);
    }
    return true;
}

// --- marks ---

static StoreMove mark_of(const Transfer *transfer, StoreMoveState state, const char *other) {
    return (StoreMove){
        .state = state, .id = transfer->id, .at = transfer->plan.now, .other = (char *)(uintptr_t)other};
}

static bool get_mark(const Transfer *transfer, EngineTxn *txn, StoreMove *move, GError **error) {
    EngineSlice value;
    const int found = transfer->to.engine->ops->get(txn, TABLE_META, name_of(STORE_META_MOVE), &value, error);
    if (found <= 0)
        return found == 0;
    g_autoptr(GBytes) bytes = g_bytes_new(value.data, value.size);
    return store_move_unpack(bytes, move, error);
}

bool transfer_put_mark(const Transfer *transfer, EngineTxn *txn, StoreMoveState state, GError **error) {
    const StoreMove move = mark_of(transfer, state, transfer->plan.from_name);
    g_autoptr(GBytes) bytes = store_move_pack(&move);
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    return transfer->to.engine->ops->put(txn, TABLE_META, name_of(STORE_META_MOVE), (EngineSlice){data, size},
                                         error);
}

void transfer_begin_compare(Transfer *transfer) {
    transfer->stage = STAGE_COMPARE;
    transfer->place = (TransferPlace){0};
}

// The number in the order, then the key.
bool transfer_put_place(const Transfer *transfer, EngineTxn *txn, GError **error) {
    const TransferPlace *place = &transfer->place;
    uint8_t bytes[1 + sizeof place->key.bytes] = {(uint8_t)place->turn};
    memcpy(bytes + 1, place->key.bytes, place->key.size);
    return transfer->to.engine->ops->put(txn, TABLE_META, name_of(TRANSFER_PLACE),
                                         (EngineSlice){bytes, 1 + place->key.size}, error);
}

bool transfer_get_place(Transfer *transfer, EngineTxn *txn, GError **error) {
    EngineSlice value;
    TransferPlace *place = &transfer->place;
    const int found = transfer->to.engine->ops->get(txn, TABLE_META, name_of(TRANSFER_PLACE), &value, error);
    *place = (TransferPlace){0};
    if (found <= 0 || value.size == 0)
        return found >= 0;
    place->turn = value.data[0];
    place->key.size = MIN(value.size - 1, sizeof place->key.bytes);
    memcpy(place->key.bytes, value.data + 1, place->key.size);
    return true;
}

bool transfer_end_place(const Transfer *transfer, EngineTxn *txn, GError **error) {
    return transfer->to.engine->ops->del(txn, TABLE_META, name_of(TRANSFER_PLACE), error);
}

// Another that was begun meanwhile has its own.
bool transfer_is_ours(const Transfer *transfer, EngineTxn *txn, GError **error) {
    g_auto(StoreMove) move = {0};
    return get_mark(transfer, txn, &move, error) &&
           ((move.state == STORE_ARRIVING && move.id == transfer->id) ||
            fault_set(error, FATE_TEMPORARY, "%s: somebody else changed it meanwhile",
                      transfer->plan.to_name));
}

static bool do_mark(StoreTxn *txn, void *data, GError **error) {
    const StoreMove *move = data;
    (void)error;
    if (move->state == STORE_STAYS) {
        store_del(txn, TABLE_META, store_key_name(STORE_META_MOVE));
    } else {
        g_autoptr(GBytes) bytes = store_move_pack(move);
        store_put(txn, TABLE_META, store_key_name(STORE_META_MOVE), STORE_OWNER_NONE, bytes);
    }
    return !store_failed(txn);
}

bool transfer_mark_source(const Transfer *transfer, StoreMoveState state, GError **error) {
    StoreMove move = mark_of(transfer, state, transfer->plan.to_name);
    return store_write(transfer->plan.from, do_mark, &move, 0, error);
}

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_META, store_key_name(STORE_META_MOVE));
    return bytes == NULL || store_move_unpack(bytes, data, error);
}

bool transfer_look(Store *from, StoreMove *move, GError **error) {
    return store_read(from, do_look, move, error);
}

bool transfer_undo(Store *from, GError **error) {
    StoreMove move = {.state = STORE_STAYS};
    return store_write(from, do_mark, &move, 0, error);
}

// --- who may begin ---

static bool occupied(const Transfer *transfer, const char *by, GError **error) {
    return fault_set(error, FATE_CONFIG, "%s: %s: name one that is empty", transfer->plan.to_name, by);
}

static bool is_row(const TransferPlace *place, const TransferRow *row, const char *name) {
    return transfer_table(place) == TABLE_META && row->key.size == strlen(name) &&
           memcmp(row->key.bytes, name, row->key.size) == 0;
}

static bool is_same(const Transfer *transfer, const TransferRow *row) {
    const EngineOps *ops = transfer->from.engine->ops;
    EngineTxn *txn = ops->begin(transfer->from.engine, false, NULL);
    EngineSlice value;
    const bool same = txn != NULL &&
                      ops->get(txn, TABLE_META, transfer_slice(&row->key), &value, NULL) == 1 &&
                      value.size == row->value.size && memcmp(value.data, row->value.data, value.size) == 0;
    if (txn != NULL)
        ops->abort(txn);
    return same;
}

// What `earshot store init` puts there is no reason to refuse it.
static bool check_row(const Transfer *transfer, const TransferPlace *place, const TransferRow *row,
                      GError **error) {
    if (is_row(place, row, STORE_META_KEY_CHECK))
        return is_same(transfer, row) || occupied(transfer, "there is a store of another key", error);
    return is_row(place, row, STORE_META_SCHEMA) || is_row(place, row, STORE_META_RELEASE) ||
           occupied(transfer, "there is another store, with records", error);
}

static bool check_empty(const Transfer *transfer, EngineTxn *txn, GError **error) {
    for (TransferPlace place = {0}; !transfer_is_end(&place);) {
        TransferRow row;
        const int found = transfer_read_row(&transfer->to, txn, &place, &row, error);
        if (found < 0 || (found > 0 && !check_row(transfer, &place, &row, error)))
            return false;
        if (found == 0) {
            transfer_next_table(&place);
        } else {
            place.key = row.key;
            transfer_step(&place);
        }
    }
    return true;
}

static bool find_stage(Transfer *transfer, EngineTxn *txn, StoreMoveState state, GError **error) {
    if (!transfer_get_place(transfer, txn, error))
        return false;
    if (state == STORE_ARRIVED)
        transfer->stage = STAGE_DONE;
    else if (transfer_is_end(&transfer->place))
        transfer_begin_compare(transfer);
    return true;
}

static bool check_target(Transfer *transfer, EngineTxn *txn, bool *begun, GError **error) {
    g_auto(StoreMove) move = {0};
    if (!get_mark(transfer, txn, &move, error))
        return false;
    *begun = move.id == transfer->id && (move.state == STORE_ARRIVING || move.state == STORE_ARRIVED);
    if (*begun)
        return find_stage(transfer, txn, move.state, error);
    if (move.state == STORE_ARRIVING)
        return occupied(transfer, "another migration into it has begun", error);
    return move.state == STORE_STAYS ? check_empty(transfer, txn, error)
                                     : occupied(transfer, "there is another store", error);
}

static uint64_t random_id(void) {
    SealKey key = seal_key_random();
    uint64_t id;
    memcpy(&id, key.bytes, sizeof id);
    seal_key_forget(&key);
    return id;
}

bool transfer_check(Transfer *transfer, TransferBegun *found, GError **error) {
    g_auto(StoreMove) move = {0};
    const EngineOps *ops = transfer->to.engine->ops;
    if (!transfer_look(transfer->plan.from, &move, error))
        return false;
    found->left = move.state == STORE_LEFT;
    transfer->id = found->left || move.state == STORE_LEAVING ? move.id : random_id();
    EngineTxn *txn = ops->begin(transfer->to.engine, false, error);
    if (txn == NULL)
        return false;
    const bool checked = check_target(transfer, txn, &found->begun, error);
    ops->abort(txn);
    return checked && (!found->left || found->begun ||
                       fault_set(error, FATE_CONFIG,
                                 "%s: it was migrated to %s already; 'earshot store reopen' goes back to it",
                                 transfer->plan.from_name, move.other));
}
