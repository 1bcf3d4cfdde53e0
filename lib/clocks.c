// The index holds each running clock once, at the moment it speaks next; the
// record remembers that moment, so that moving it needs no search.
#include "clocks.h"

#include <string.h>

#include "record.h"

enum { CLOCK_KIND = 'K', CLOCK_VERSION = 1 };

static StoreKey key_of(uint64_t thread, uint32_t number) {
    return store_key_pair(thread, number);
}

// A moment, then the clock: keys of one moment stand in order of their threads. What lies before 1970 can
// only be damage and stands first.
StoreKey clocks_moment_key(int64_t moment, const Clock *clock) {
    StoreKey key = store_key_pair((uint64_t)MAX(moment, 1), clock->thread);
    const uint32_t big = GUINT32_TO_BE(clock->number);
    memcpy(key.bytes + key.size, &big, sizeof big);
    key.size += sizeof big;
    return key;
}

void clocks_read_moment(const StoreKey *key, int64_t *moment, uint64_t *thread, uint32_t *number) {
    uint64_t time;
    uint32_t big = 0;
    store_key_numbers(key, &time, thread);
    if (key->size >= 2 * sizeof(uint64_t) + sizeof big)
        memcpy(&big, key->bytes + 2 * sizeof(uint64_t), sizeof big);
    *moment = (int64_t)time;
    *number = GUINT32_FROM_BE(big);
}

static GBytes *pack(const Clock *clock) {
    RecordWriter *writer = record_writer_new(CLOCK_KIND, CLOCK_VERSION);
    record_put_u64(writer, clock->owner);
    record_put_u8(writer, (uint8_t)clock->kind);
    record_put_u8(writer, (uint8_t)clock->end);
    record_put_u8(writer, (uint8_t)clock->level);
    record_put_string(writer, clock->mailbox);
    record_put_string(writer, clock->tier);
    record_put_string(writer, clock->words);
    record_put_u8(writer, clock->accepted);
    record_put_i64(writer, clock->started);
    record_put_i64(writer, clock->due);
    record_put_i64(writer, clock->half);
    record_put_i64(writer, clock->soon);
    for (unsigned word = 0; word < CLOCK_WORDS; word++)
        record_put_i64(writer, clock->told[word]);
    record_put_i64(writer, clock->paused);
    record_put_i64(writer, clock->stopped);
    record_put_i64(writer, clock->indexed);
    return record_writer_finish(writer);
}

static Clock *unpack(StoreTxn *txn, uint64_t thread, uint32_t number, GBytes *bytes) {
    g_autoptr(Clock) clock = clock_new(CLOCK_ACKNOWLEDGE);
    RecordReader reader;
    record_reader_init(&reader, bytes, CLOCK_KIND, CLOCK_VERSION);
    clock->thread = thread;
    clock->number = number;
    clock->owner = record_get_u64(&reader);
    clock->kind = (ClockKind)record_get_choice(&reader, CLOCK_KINDS);
    clock->end = (ClockEnd)record_get_choice(&reader, CLOCK_ENDS);
    clock->level = (Level)record_get_choice(&reader, LEVEL_COUNT);
    clock->mailbox = record_get_string(&reader);
    clock->tier = record_get_string(&reader);
    clock->words = record_get_string(&reader);
    clock->accepted = record_get_u8(&reader) != 0;
    clock->started = record_get_i64(&reader);
    clock->due = record_get_i64(&reader);
    clock->half = record_get_i64(&reader);
    clock->soon = record_get_i64(&reader);
    for (unsigned word = 0; word < CLOCK_WORDS; word++)
        clock->told[word] = record_get_i64(&reader);
    clock->paused = record_get_i64(&reader);
    clock->stopped = record_get_i64(&reader);
    clock->indexed = record_get_i64(&reader);
    GError *error = NULL;
    if (record_reader_end(&reader, "clock", &error))
        return g_steal_pointer(&clock);
    store_fail(txn, error);
    return NULL;
}

static void move_in_index(StoreTxn *txn, Clock *clock) {
    const int64_t next = clock_next(clock);
    const int64_t wanted = next == INT64_MAX ? 0 : MAX(next, 1);
    if (clock->indexed == wanted)
        return;
    if (clock->indexed != 0)
        store_del(txn, TABLE_CLOCK_NEXT, clocks_moment_key(clock->indexed, clock));
    if (wanted != 0)
        store_mark(txn, TABLE_CLOCK_NEXT, clocks_moment_key(wanted, clock));
    clock->indexed = wanted;
}

void clocks_put(StoreTxn *txn, Clock *clock) {
    move_in_index(txn, clock);
    if (!clock_runs(clock))
        store_mark(txn, TABLE_CLOCK_STOPPED, clocks_moment_key(clock->stopped, clock));
    g_autoptr(GBytes) bytes = pack(clock);
    const uint64_t owner = clock->kind == CLOCK_PROMISE ? clock->owner : STORE_OWNER_NONE;
    store_put(txn, TABLE_CLOCK, key_of(clock->thread, clock->number), owner, bytes);
}

Clock *clocks_get(StoreTxn *txn, uint64_t thread, uint32_t number) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_CLOCK, key_of(thread, number));
    return bytes == NULL ? NULL : unpack(txn, thread, number, bytes);
}

GPtrArray *clocks_of(StoreTxn *txn, uint64_t thread) {
    GPtrArray *clocks = g_ptr_array_new_with_free_func((GDestroyNotify)clock_free);
    StoreKey key = key_of(thread, 0);
    GBytes *next = NULL;
    while (store_next(txn, TABLE_CLOCK, &key, &next)) {
        g_autoptr(GBytes) bytes = next;
        uint64_t owner, number;
        store_key_numbers(&key, &owner, &number);
        Clock *clock = owner == thread ? unpack(txn, thread, (uint32_t)number, bytes) : NULL;
        if (clock == NULL)
            break;
        g_ptr_array_add(clocks, clock);
        key = store_key_after(key);
    }
    return clocks;
}

static bool first_moment(StoreTxn *txn, int64_t *moment, uint64_t *thread, uint32_t *number) {
    StoreKey key = {0};
    if (!store_next(txn, TABLE_CLOCK_NEXT, &key, NULL))
        return false;
    clocks_read_moment(&key, moment, thread, number);
    return true;
}

int64_t clocks_next(StoreTxn *txn) {
    int64_t moment;
    uint64_t thread;
    uint32_t number;
    return first_moment(txn, &moment, &thread, &number) ? moment : INT64_MAX;
}

// From the index alone: no record is opened.
ClocksCount clocks_count(StoreTxn *txn, int64_t now, GTimeSpan patience) {
    ClocksCount count = {.first = INT64_MAX};
    StoreKey key = {0};
    while (store_next(txn, TABLE_CLOCK_NEXT, &key, NULL)) {
        int64_t moment;
        uint64_t thread;
        uint32_t number;
        clocks_read_moment(&key, &moment, &thread, &number);
        count.first = MIN(count.first, moment);
        count.late += moment < now - patience ? 1 : 0;
        count.speaking++;
        key = store_key_after(key);
    }
    return count;
}

Clock *clocks_due(StoreTxn *txn, int64_t now) {
    int64_t moment;
    uint64_t thread;
    uint32_t number;
    while (first_moment(txn, &moment, &thread, &number) && moment <= now) {
        g_autoptr(Clock) clock = clocks_get(txn, thread, number);
        if (store_failed(txn))
            return NULL;
        if (clock != NULL && clock->indexed == moment)
            return g_steal_pointer(&clock);
        // Its record is gone, or stands elsewhere by now.
        const Clock gone = {.thread = thread, .number = number};
        store_del(txn, TABLE_CLOCK_NEXT, clocks_moment_key(moment, &gone));
    }
    return NULL;
}

bool clocks_silence_first(StoreTxn *txn, uint64_t *thread, uint32_t *number) {
    int64_t moment;
    if (!first_moment(txn, &moment, thread, number))
        return false;
    const Clock damaged = {.thread = *thread, .number = *number};
    store_del(txn, TABLE_CLOCK_NEXT, clocks_moment_key(moment, &damaged));
    return true;
}

void clocks_walk_stopped(StoreTxn *txn, int64_t since, int64_t until, ClocksEach each, void *data) {
    StoreKey key = store_key_number((uint64_t)MAX(since, 0));
    while (store_next(txn, TABLE_CLOCK_STOPPED, &key, NULL)) {
        int64_t moment;
        uint64_t thread;
        uint32_t number;
        clocks_read_moment(&key, &moment, &thread, &number);
        if (moment >= until)
            return;
        g_autoptr(Clock) clock = clocks_get(txn, thread, number); // NULL: gone, with its thread
        if (clock != NULL && !each(txn, clock, data))
            return;
        key = store_key_after(key);
    }
}

// A stopped clock is asked for by reports alone, which find it by its moment.
unsigned clocks_forget(StoreTxn *txn, int64_t before, unsigned most) {
    unsigned count = 0;
    for (StoreKey key = {0}; count < most && store_next(txn, TABLE_CLOCK_STOPPED, &key, NULL);
         key = store_key_after(key), count++) {
        int64_t moment;
        uint64_t thread;
        uint32_t number;
        clocks_read_moment(&key, &moment, &thread, &number);
        if (moment >= before)
            break;
        g_autoptr(Clock) clock = clocks_get(txn, thread, number);
        store_pass_over(txn);
        if (clock == NULL || !clock_runs(clock))
            store_del(txn, TABLE_CLOCK, key_of(thread, number));
        store_del(txn, TABLE_CLOCK_STOPPED, key);
    }
    return count;
}
