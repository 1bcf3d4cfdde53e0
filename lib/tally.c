// One record an hour and mailbox, with all its counts: a message costs one read
// and one write, and a walk over half a year looks at some thousand keys. What is
// counted is named by this program alone, so a record stays small whatever is sent.
#include "tally.h"

#include <string.h>

#include "record.h"

enum { TALLY_KIND = 'N', TALLY_VERSION = 1, COUNT_SIZE = 12, NAMES_MAX = 500 };

static const int64_t HOUR = G_TIME_SPAN_HOUR;

typedef struct Count {
    char *name;
    uint64_t count;
} Count;

static void count_clear(gpointer data) {
    g_free(((Count *)data)->name);
}

static GArray *counts_new(void) {
    GArray *counts = g_array_new(FALSE, FALSE, sizeof(Count));
    g_array_set_clear_func(counts, count_clear);
    return counts;
}

// --- keys: hour, mailbox ---

static SealHash hash_of(StoreTxn *txn, const char *mailbox) {
    return seal_hash_string(store_txn_seal(txn), "tally", mailbox);
}

static StoreKey key_of(uint64_t hour, SealHash mailbox) {
    StoreKey key = store_key_number(hour);
    memcpy(key.bytes + key.size, mailbox.bytes, sizeof mailbox.bytes);
    key.size += sizeof mailbox.bytes;
    return key;
}

// The hour that begins at or after the time, as a number; what lies before 1970 is its first hour.
static uint64_t hour_from(int64_t time) {
    if (time <= 0)
        return 0;
    return (uint64_t)(time / HOUR) + (time % HOUR != 0);
}

// --- records ---

static GArray *get(StoreTxn *txn, StoreKey key) {
    g_autoptr(GArray) counts = counts_new();
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_TALLY, key);
    if (bytes == NULL)
        return g_steal_pointer(&counts);
    RecordReader reader;
    record_reader_init(&reader, bytes, TALLY_KIND, TALLY_VERSION);
    const uint32_t names = record_get_count(&reader, COUNT_SIZE);
    for (uint32_t i = 0; i < names && !reader.failed; i++) {
        Count count = {.name = record_get_string(&reader)};
        count.count = record_get_u64(&reader);
        reader.failed = reader.failed || count.name == NULL;
        g_array_append_val(counts, count);
    }
    GError *error = NULL;
    if (record_reader_end(&reader, "tally", &error))
        return g_steal_pointer(&counts);
    store_fail(txn, error);
    return counts_new();
}

static void put(StoreTxn *txn, StoreKey key, const GArray *counts) {
    RecordWriter *writer = record_writer_new(TALLY_KIND, TALLY_VERSION);
    record_put_u32(writer, counts->len);
    for (guint i = 0; i < counts->len; i++) {
        record_put_string(writer, g_array_index(counts, Count, i).name);
        record_put_u64(writer, g_array_index(counts, Count, i).count);
    }
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_TALLY, key, STORE_OWNER_NONE, bytes);
}

static void change(GArray *counts, const char *name, int by) {
    for (guint i = 0; i < counts->len; i++) {
        Count *count = &g_array_index(counts, Count, i);
        if (strcmp(count->name, name) != 0)
            continue;
        count->count =
            by < 0 ? count->count - MIN(count->count, (uint64_t) - (int64_t)by) : count->count + (uint64_t)by;
        return;
    }
    const Count count = {.name = g_strdup(name), .count = by < 0 ? 0 : (uint64_t)by};
    if (counts->len < NAMES_MAX)
        g_array_append_val(counts, count);
    else
        g_free(count.name);
}

// --- counting ---

char *tally_acknowledge_name(const char *acknowledge) {
    static const char NO[] = "no; reason=";
    const bool no = g_str_has_prefix(acknowledge, NO);
    return g_strconcat("acknowledge/", no ? acknowledge + strlen(NO) : acknowledge, NULL);
}

static StoreKey key_at(StoreTxn *txn, const char *mailbox, int64_t now) {
    return key_of((uint64_t)(MAX(now, 0) / HOUR), hash_of(txn, mailbox));
}

void tally_add(StoreTxn *txn, const char *mailbox, int64_t now, const char *name, int by) {
    const StoreKey key = key_at(txn, mailbox, now);
    g_autoptr(GArray) counts = get(txn, key);
    change(counts, name, by);
    put(txn, key, counts);
}

void tally_count(StoreTxn *txn, const char *mailbox, int64_t now, const char *const *names) {
    const StoreKey key = key_at(txn, mailbox, now);
    g_autoptr(GArray) counts = get(txn, key);
    for (; *names != NULL; names++)
        change(counts, *names, 1);
    put(txn, key, counts);
}

// --- reading ---

static void tell_hour(StoreTxn *txn, StoreKey key, uint64_t hour, TallyEach each, void *data) {
    g_autoptr(GArray) counts = get(txn, key);
    for (guint i = 0; i < counts->len && !store_failed(txn); i++) {
        const Count *count = &g_array_index(counts, Count, i);
        if (count->count != 0)
            each((int64_t)hour * HOUR, count->name, count->count, data);
    }
}

// From one hour's key to the next one's, over what other mailboxes and silent hours have between them.
void tally_walk(StoreTxn *txn, const char *mailbox, int64_t since, int64_t until, TallyEach each,
                void *data) {
    const SealHash hash = hash_of(txn, mailbox);
    const uint64_t end = hour_from(until);
    StoreKey key = key_of(hour_from(since), hash);
    while (store_next(txn, TABLE_TALLY, &key, NULL)) {
        uint64_t hour, unused;
        store_key_numbers(&key, &hour, &unused);
        if (hour >= end)
            return;
        const StoreKey ours = key_of(hour, hash);
        const int order = memcmp(ours.bytes, key.bytes, ours.size);
        if (order == 0)
            tell_hour(txn, key, hour, each, data);
        key = order > 0 ? ours : key_of(hour + 1, hash);
    }
}

static void add_up(int64_t hour, const char *name, uint64_t count, void *data) {
    (void)hour;
    const guint before = GPOINTER_TO_UINT(g_hash_table_lookup(data, name));
    const guint sum = (guint)MIN(before + count, G_MAXUINT);
    g_hash_table_replace(data, g_strdup(name), GUINT_TO_POINTER(sum));
}

GHashTable *tally_sum(StoreTxn *txn, const char *mailbox, int64_t since, int64_t until) {
    GHashTable *sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    tally_walk(txn, mailbox, since, until, add_up, sums);
    return sums;
}

void tally_at(StoreTxn *txn, StoreKey key) {
    g_autoptr(GArray) counts = get(txn, key);
}

unsigned tally_forget(StoreTxn *txn, int64_t before, unsigned most) {
    const uint64_t end = (uint64_t)(MAX(before, 0) / HOUR);
    unsigned count = 0;
    for (StoreKey key = {0}; count < most && store_next(txn, TABLE_TALLY, &key, NULL);
         key = store_key_after(key)) {
        uint64_t hour, none;
        store_key_numbers(&key, &hour, &none);
        if (hour >= end)
            break;
        store_del(txn, TABLE_TALLY, key);
        count++;
    }
    return count;
}
