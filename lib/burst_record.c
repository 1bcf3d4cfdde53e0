// Four records in one table: a burst under its number; what is counted of one
// thing in a mailbox, since when a mailbox is counted, and the bursts of a PM, each under a
// keyed hash. None holds an address or a word of a customer: ids, hashes too short
// to find anybody by, and counts.
#include "burst_record.h"

#include <string.h>

#include "address.h"
#include "numbers.h"
#include "record.h"

enum {
    BURST_KIND = 'b',
    FLOW_KIND = 'w',
    BEGUN_KIND = 's',
    LIST_KIND = 't',
    VERSION = 1,
    CONVERSATIONS = 1000,
    LISTED = 50,
    HOUR_SIZE = 8,
    SEEN_SIZE = 20,
};

// --- bursts ---

void burst_free(Burst *burst) {
    if (burst == NULL)
        return;
    g_free(burst->pm);
    g_free(burst->mailbox);
    g_free(burst->what);
    if (burst->threads != NULL)
        g_array_unref(burst->threads);
    g_free(burst);
}

void burst_record_begin(BurstRecord *record) {
    record->burst = g_new0(Burst, 1);
    record->burst->threads = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    record->people = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    record->accounts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    record->known = g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

void burst_record_clear(BurstRecord *record) {
    burst_free(record->burst);
    g_clear_pointer(&record->people, g_array_unref);
    g_clear_pointer(&record->accounts, g_array_unref);
    g_clear_pointer(&record->known, g_array_unref);
}

void burst_record_put(StoreTxn *txn, const BurstRecord *record) {
    const Burst *burst = record->burst;
    RecordWriter *writer = record_writer_new(BURST_KIND, VERSION);
    record_put_u64(writer, burst->id);
    record_put_string(writer, burst->pm);
    record_put_string(writer, burst->mailbox);
    record_put_string(writer, burst->what);
    record_put_i64(writer, burst->since);
    record_put_i64(writer, burst->last);
    record_put_i64(writer, burst->ended);
    record_put_u32(writer, burst->count);
    record_put_double(writer, burst->usual);
    numbers_put_ids(writer, burst->threads);
    numbers_put_hashes(writer, record->people);
    numbers_put_hashes(writer, record->accounts);
    numbers_put_hashes(writer, record->known);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_BURST, store_key_number(burst->id), STORE_OWNER_NONE, bytes);
}

static void read_burst(RecordReader *reader, BurstRecord *record) {
    Burst *burst = record->burst;
    burst->id = record_get_u64(reader);
    burst->pm = record_get_string(reader);
    burst->mailbox = record_get_string(reader);
    burst->what = record_get_string(reader);
    burst->since = record_get_i64(reader);
    burst->last = record_get_i64(reader);
    burst->ended = record_get_i64(reader);
    burst->count = record_get_u32(reader);
    burst->usual = record_get_double(reader);
    numbers_get_ids(reader, burst->threads, BURST_LISTED);
    numbers_get_hashes(reader, record->people, BURST_TOLD_APART);
    numbers_get_hashes(reader, record->accounts, BURST_TOLD_APART);
    numbers_get_hashes(reader, record->known, CONVERSATIONS);
    burst->people = record->people->len;
    burst->accounts = record->accounts->len;
    reader->failed = reader->failed || burst->pm == NULL || burst->mailbox == NULL || burst->what == NULL;
}

bool burst_record_get(StoreTxn *txn, uint64_t id, BurstRecord *record) {
    g_autoptr(GBytes) bytes = id == 0 ? NULL : store_get(txn, TABLE_BURST, store_key_number(id));
    if (bytes == NULL)
        return false;
    burst_record_begin(record);
    RecordReader reader;
    record_reader_init(&reader, bytes, BURST_KIND, VERSION);
    read_burst(&reader, record);
    GError *error = NULL;
    if (record_reader_end(&reader, "burst", &error))
        return true;
    store_fail(txn, error);
    return false;
}

// --- what is counted ---

static StoreKey named(StoreTxn *txn, const char *label, const char *mailbox, const char *what) {
    g_autofree char *name = g_strdup_printf("%s\n%s", mailbox, what);
    return store_key_hash(seal_hash_string(store_txn_seal(txn), label, name));
}

static void read_hours(RecordReader *reader, GArray *hours) {
    const uint32_t count = record_get_count(reader, HOUR_SIZE);
    for (uint32_t i = 0; i < count && i < FLOW_HOURS && !reader->failed; i++) {
        FlowHour hour = {.hour = record_get_u32(reader)};
        hour.customers = record_get_u32(reader);
        g_array_append_val(hours, hour);
    }
}

static void read_recent(RecordReader *reader, GArray *recent) {
    const uint32_t count = record_get_count(reader, SEEN_SIZE);
    for (uint32_t i = 0; i < count && i < FLOW_RECENT && !reader->failed; i++) {
        FlowSeen seen = {.at = record_get_i64(reader)};
        seen.thread = record_get_u64(reader);
        seen.person = record_get_u32(reader);
        g_array_append_val(recent, seen);
    }
}

static void read_flow(StoreTxn *txn, GBytes *bytes, Flow *flow) {
    RecordReader reader;
    record_reader_init(&reader, bytes, FLOW_KIND, VERSION);
    flow->open = record_get_u64(&reader);
    read_hours(&reader, flow->hours);
    read_recent(&reader, flow->recent);
    GError *error = NULL;
    if (!record_reader_end(&reader, "counts of complaints", &error))
        store_fail(txn, error);
}

bool burst_flow_get(StoreTxn *txn, const char *mailbox, const char *what, Flow *flow) {
    flow_begin(flow);
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_BURST, named(txn, "burst-flow", mailbox, what));
    if (bytes == NULL)
        return false;
    read_flow(txn, bytes, flow);
    return true;
}

static void put_flow(StoreTxn *txn, StoreKey key, const Flow *flow) {
    RecordWriter *writer = record_writer_new(FLOW_KIND, VERSION);
    record_put_u64(writer, flow->open);
    record_put_u32(writer, flow->hours->len);
    for (guint i = 0; i < flow->hours->len; i++) {
        record_put_u32(writer, g_array_index(flow->hours, FlowHour, i).hour);
        record_put_u32(writer, g_array_index(flow->hours, FlowHour, i).customers);
    }
    record_put_u32(writer, flow->recent->len);
    for (guint i = 0; i < flow->recent->len; i++) {
        record_put_i64(writer, g_array_index(flow->recent, FlowSeen, i).at);
        record_put_u64(writer, g_array_index(flow->recent, FlowSeen, i).thread);
        record_put_u32(writer, g_array_index(flow->recent, FlowSeen, i).person);
    }
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_BURST, key, STORE_OWNER_NONE, bytes);
}

void burst_flow_put(StoreTxn *txn, const char *mailbox, const char *what, const Flow *flow) {
    put_flow(txn, named(txn, "burst-flow", mailbox, what), flow);
}

static int64_t read_begun(StoreTxn *txn, GBytes *bytes) {
    RecordReader reader;
    record_reader_init(&reader, bytes, BEGUN_KIND, VERSION);
    const int64_t begun = record_get_i64(&reader);
    GError *error = NULL;
    if (!record_reader_end(&reader, "beginning of counts", &error))
        store_fail(txn, error);
    return begun;
}

int64_t burst_begun(StoreTxn *txn, const char *mailbox, int64_t now) {
    const StoreKey key = named(txn, "burst-begun", mailbox, "");
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_BURST, key);
    if (bytes == NULL) {
        RecordWriter *writer = record_writer_new(BEGUN_KIND, VERSION);
        record_put_i64(writer, now);
        g_autoptr(GBytes) fresh = record_writer_finish(writer);
        store_put(txn, TABLE_BURST, key, STORE_OWNER_NONE, fresh);
        return now;
    }
    return MIN(read_begun(txn, bytes), now);
}

// --- those of a PM ---

static StoreKey list_key(StoreTxn *txn, const char *pm) {
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "bursts of", pm));
}

static void read_list(StoreTxn *txn, GBytes *bytes, GArray *ids) {
    RecordReader reader;
    record_reader_init(&reader, bytes, LIST_KIND, VERSION);
    numbers_get_ids(&reader, ids, LISTED);
    GError *error = NULL;
    if (!record_reader_end(&reader, "list of bursts", &error))
        store_fail(txn, error);
}

GArray *burst_list(StoreTxn *txn, const char *pm) {
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_BURST, list_key(txn, pm));
    if (bytes != NULL)
        read_list(txn, bytes, ids);
    return ids;
}

void burst_list_add(StoreTxn *txn, const char *pm, uint64_t id) {
    g_autoptr(GArray) ids = burst_list(txn, pm);
    g_array_prepend_val(ids, id);
    if (ids->len > LISTED) {
        const uint64_t oldest = g_array_index(ids, uint64_t, ids->len - 1);
        store_del(txn, TABLE_BURST, store_key_number(oldest));
        g_array_set_size(ids, LISTED);
    }
    RecordWriter *writer = record_writer_new(LIST_KIND, VERSION);
    numbers_put_ids(writer, ids);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_BURST, list_key(txn, pm), STORE_OWNER_NONE, bytes);
}

void burst_begin(StoreTxn *txn, const char *mailbox, int64_t now) {
    burst_begun(txn, mailbox, now);
}

// Which of the three it is, its first byte tells; what is none of them is read as counts, and damaged.
GArray *burst_named_at(StoreTxn *txn, StoreKey key) {
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_BURST, key);
    const uint8_t *kind = bytes == NULL ? NULL : g_bytes_get_data(bytes, NULL);
    if (kind == NULL || g_bytes_get_size(bytes) == 0)
        return ids;
    if (*kind == LIST_KIND) {
        read_list(txn, bytes, ids);
    } else if (*kind == BEGUN_KIND) {
        (void)read_begun(txn, bytes);
    } else {
        g_auto(Flow) flow = {0};
        flow_begin(&flow);
        read_flow(txn, bytes, &flow);
        if (flow.open != 0)
            g_array_append_val(ids, flow.open);
    }
    return ids;
}

// --- who was erased ---

static bool erase_seen(Flow *flow, GHashTable *gone, const uint32_t *person) {
    bool theirs = false;
    for (guint i = 0; i < flow->recent->len; i++) {
        FlowSeen *seen = &g_array_index(flow->recent, FlowSeen, i);
        if (!g_hash_table_contains(gone, &seen->thread) && (person == NULL || seen->person != *person))
            continue;
        SealKey nobody = seal_key_random();
        memcpy(&seen->person, nobody.bytes, sizeof seen->person);
        seen->thread = 0;
        theirs = true;
    }
    return theirs;
}

static bool erase_in_flow(StoreTxn *txn, StoreKey key, GHashTable *gone, const uint32_t *person, bool look) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_BURST, key);
    const uint8_t *kind = bytes == NULL ? NULL : g_bytes_get_data(bytes, NULL);
    if (kind == NULL || g_bytes_get_size(bytes) == 0 || *kind != FLOW_KIND)
        return false;
    g_auto(Flow) flow = {0};
    flow_begin(&flow);
    read_flow(txn, bytes, &flow);
    const bool theirs = erase_seen(&flow, gone, person);
    if (theirs && !look)
        put_flow(txn, key, &flow);
    return theirs;
}

static bool erase_in_burst(StoreTxn *txn, uint64_t id, GHashTable *gone, const uint32_t *person, bool look) {
    g_auto(BurstRecord) record = {0};
    if (!burst_record_get(txn, id, &record))
        return false;
    bool theirs = numbers_erase_ids(record.burst->threads, gone) > 0;
    theirs = (person != NULL && numbers_erase_hash(record.people, *person)) || theirs;
    if (theirs && !look)
        burst_record_put(txn, &record);
    return theirs;
}

bool burst_erase(StoreTxn *txn, StoreKey key, GHashTable *gone, const char *person, bool look) {
    g_autofree char *folded = person == NULL ? NULL : address_key(person);
    const uint32_t hash =
        folded == NULL ? 0 : numbers_short_hash(store_txn_seal(txn), "burst-person", folded);
    const uint32_t *whose = folded == NULL ? NULL : &hash;
    uint64_t id, none;
    store_key_numbers(&key, &id, &none);
    return key.size == sizeof id ? erase_in_burst(txn, id, gone, whose, look)
                                 : erase_in_flow(txn, key, gone, whose, look);
}

void burst_forget_flow(StoreTxn *txn, const char *mailbox, const char *what) {
    g_auto(Flow) flow = {0};
    if (burst_flow_get(txn, mailbox, what, &flow) && flow.open == 0)
        store_del(txn, TABLE_BURST, named(txn, "burst-flow", mailbox, what));
}
