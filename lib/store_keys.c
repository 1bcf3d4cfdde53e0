// What the database says of generations is held against what the key file has.
#include "store_keys.h"

#include <string.h>

#include "fault.h"

// 1 found, 0 absent, -1 error.
static int read_number(const EngineOps *ops, EngineTxn *txn, const char *name, uint64_t *number,
                       GError **error) {
    EngineSlice value;
    const EngineSlice key = {(const uint8_t *)name, strlen(name)};
    const int found = ops->get(txn, TABLE_META, key, &value, error);
    if (found <= 0)
        return found;
    uint64_t big = 0;
    memcpy(&big, value.data, MIN(value.size, sizeof big));
    *number = GUINT64_FROM_BE(big);
    return 1;
}

bool store_keys_expect(const EngineOps *ops, EngineTxn *txn) {
    static const char *const NAMES[] = {STORE_META_GENERATION, STORE_META_OLDEST, STORE_META_KEY_MARK};
    bool at_hand = true;
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        const EngineSlice name = {(const uint8_t *)NAMES[i], strlen(NAMES[i])};
        at_hand = at_hand && ops->at_hand(txn, TABLE_META, name);
        ops->expect(txn, TABLE_META, name);
    }
    return at_hand;
}

bool store_keys_read(const EngineOps *ops, EngineTxn *txn, StoreKeys *keys, GError **error) {
    uint64_t current = 1, oldest = 1, mark = 0;
    (void)store_keys_expect(ops, txn);
    if (read_number(ops, txn, STORE_META_GENERATION, &current, error) < 0 ||
        read_number(ops, txn, STORE_META_OLDEST, &oldest, error) < 0 ||
        read_number(ops, txn, STORE_META_KEY_MARK, &mark, error) < 0)
        return false;
    *keys = (StoreKeys){.current = (unsigned)MIN(current, UINT16_MAX),
                        .oldest = (unsigned)MIN(oldest, UINT16_MAX),
                        .mark = mark};
    return true;
}

bool store_keys_check(const StoreKeys *keys, const Seal *seal, GError **error) {
    const char *path = seal_path(seal) == NULL ? "the key" : seal_path(seal);
    for (unsigned i = keys->oldest; i <= keys->current; i++)
        if (!seal_has(seal, i))
            return fault_set(
                error, FATE_CONFIG,
                "%s: the store is sealed under generation %u of the key, which this file has not: put "
                "the key file back that has; for an older copy of the store that of its time",
                path, i);
    if (keys->mark != 0 && keys->mark != seal_mark(seal, keys->current))
        return fault_set(
            error, FATE_CONFIG,
            "%s: its generation %u is not the one that the store is sealed under: put the key file "
            "back that was used last",
            path, keys->current);
    return true;
}

unsigned keys_short_mark(const Seal *seal) {
    return 1 + (unsigned)(seal_mark(seal, seal_newest(seal)) % (KEYS_MARK_MOST - 1));
}
