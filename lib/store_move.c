#include "store_move.h"

#include <string.h>

#include "fault.h"
#include "record.h"
#include "units.h"

enum { MOVE_KIND = 'v', MOVE_VERSION = 1, STATES = STORE_ARRIVED + 1 };

GBytes *store_move_pack(const StoreMove *move) {
    RecordWriter *writer = record_writer_new(MOVE_KIND, MOVE_VERSION);
    record_put_u8(writer, (uint8_t)move->state);
    record_put_u64(writer, move->id);
    record_put_i64(writer, move->at);
    record_put_string(writer, move->other);
    return record_writer_finish(writer);
}

// It stands in clear, where who runs the database may write, and is shown to people.
static bool is_plain(const char *text) {
    for (const char *at = text; at != NULL && *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            return false;
    return text != NULL && *text != '\0';
}

bool store_move_unpack(GBytes *bytes, StoreMove *move, GError **error) {
    RecordReader reader;
    record_reader_init(&reader, bytes, MOVE_KIND, MOVE_VERSION);
    move->state = (StoreMoveState)record_get_choice(&reader, STATES);
    move->id = record_get_u64(&reader);
    move->at = record_get_i64(&reader);
    move->other = record_get_string(&reader);
    return record_reader_end(&reader, "the mark of a migration", error) &&
           (is_plain(move->other) ||
            fault_set(error, FATE_CORRUPT, "the mark of a migration is damaged: it names no place"));
}

void store_move_clear(StoreMove *move) {
    g_clear_pointer(&move->other, g_free);
}

static bool refuse(const StoreMove *move, bool goer, GError **error) {
    g_autofree char *time = units_time_format(move->at);
    switch (move->state) {
    case STORE_LEAVING:
        return goer || fault_set(error, FATE_CONFIG,
                                 "the store is being migrated to %s since %s: run 'earshot store migrate' "
                                 "again, to its end; or 'earshot store reopen', to stay with this one",
                                 move->other, time);
    case STORE_LEFT:
        return goer || fault_set(error, FATE_CONFIG,
                                 "the store was migrated to %s at %s: set [earshot] store to that; or "
                                 "'earshot store reopen', to go back to this one as it was then",
                                 move->other, time);
    case STORE_ARRIVING:
        return fault_set(error, FATE_CONFIG,
                         "a migration into this store, from %s, began at %s and has not ended: run 'earshot "
                         "store migrate' again",
                         move->other, time);
    case STORE_STAYS:
    case STORE_ARRIVED:
    default:
        return true;
    }
}

static EngineSlice mark_name(void) {
    static const char NAME[] = STORE_META_MOVE;
    return (EngineSlice){(const uint8_t *)NAME, strlen(NAME)};
}

void store_move_expect(const EngineOps *ops, EngineTxn *txn) {
    ops->expect(txn, TABLE_META, mark_name());
}

bool store_move_admits(const EngineOps *ops, EngineTxn *txn, bool goer, GError **error) {
    EngineSlice value;
    g_auto(StoreMove) move = {0};
    const int found = ops->get(txn, TABLE_META, mark_name(), &value, error);
    if (found <= 0)
        return found == 0;
    g_autoptr(GBytes) bytes = g_bytes_new(value.data, value.size);
    return store_move_unpack(bytes, &move, error) && refuse(&move, goer, error);
}
