// What stands open is asked for all day by monitors, so it is counted without
// opening a record: the index of open conversations has level and due time in
// its keys. One that was erased with its person counts until the index forgets it.
#include "thread.h"

#include <string.h>

static uint64_t number_at(const StoreKey *key, size_t at) {
    uint64_t number = 0;
    memcpy(&number, key->bytes + at, sizeof number);
    return GUINT64_FROM_BE(number);
}

static void count(ThreadCount *into, uint64_t due, int64_t now, int64_t until) {
    into->open++;
    if (due > INT64_MAX) // nothing is due
        return;
    into->first = into->first == 0 ? (int64_t)due : MIN(into->first, (int64_t)due);
    if ((int64_t)due <= now)
        into->late++;
    else if ((int64_t)due <= until)
        into->soon++;
}

void thread_count_open(StoreTxn *txn, int64_t now, int64_t until, ThreadCount counts[static LEVEL_COUNT]) {
    memset(counts, 0, LEVEL_COUNT * sizeof *counts);
    StoreKey key = {0};
    while (store_next(txn, TABLE_RANK, &key, NULL)) {
        const uint64_t level = LEVEL_COUNT - number_at(&key, 0) - 1; // beyond the levels: damage
        if (level < LEVEL_COUNT)
            count(&counts[level], number_at(&key, sizeof level), now, until);
        key = store_key_after(key);
    }
}
