// A grant is found by its id, which the token in the PM's answer carries, and
// forgotten by its time. Both stand in one table: first the index by time, then
// the grants, under a first number that no time is. They are sealed with the
// store's own key: they name conversations, but nobody and nothing said in them.
#include "grant.h"

#include "record.h"

enum { GRANT_KIND = 'G', GRANT_VERSION = 1, ID_SIZE = 8 };

#define GRANTS UINT64_MAX
// Who answers an old mail of ours is told that it is too old, for so long; then the token means nothing.
static const int64_t TOLD = 30 * G_TIME_SPAN_DAY;

void grant_free(Grant *grant) {
    if (grant == NULL)
        return;
    g_free(grant->pm);
    g_clear_pointer(&grant->threads, g_array_unref);
    g_free(grant);
}

static void put_index(StoreTxn *txn, uint64_t forgotten, uint64_t id) {
    store_mark(txn, TABLE_GRANT, store_key_pair(forgotten, id));
}

static uint64_t forgotten_at(int64_t expires) {
    return (uint64_t)MAX(expires, 0) + (uint64_t)TOLD;
}

// A mail that is composed anew, since its transaction ran again or somebody asked for it twice, grants the
// same: then the later time holds, and the index must not keep the earlier.
void grant_add(StoreTxn *txn, uint64_t id, const char *pm, unsigned classes, const uint64_t *threads,
               size_t count, int64_t now) {
    g_autoptr(Grant) before = grant_get(txn, id);
    if (before != NULL)
        store_del(txn, TABLE_GRANT, store_key_pair(forgotten_at(before->expires), id));
    const int64_t expires = now + GRANT_KEPT;
    RecordWriter *writer = record_writer_new(GRANT_KIND, GRANT_VERSION);
    record_put_string(writer, pm);
    record_put_u32(writer, classes);
    record_put_i64(writer, expires);
    record_put_u32(writer, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        record_put_u64(writer, threads[i]);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_GRANT, store_key_pair(GRANTS, id), STORE_OWNER_NONE, bytes);
    put_index(txn, forgotten_at(expires), id);
}

Grant *grant_get(StoreTxn *txn, uint64_t id) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_GRANT, store_key_pair(GRANTS, id));
    if (bytes == NULL)
        return NULL;
    g_autoptr(Grant) grant = g_new0(Grant, 1);
    grant->id = id;
    grant->threads = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    RecordReader reader;
    record_reader_init(&reader, bytes, GRANT_KIND, GRANT_VERSION);
    grant->pm = record_get_string(&reader);
    grant->classes = record_get_u32(&reader);
    grant->expires = record_get_i64(&reader);
    const uint32_t count = record_get_count(&reader, ID_SIZE);
    for (uint32_t i = 0; i < count; i++) {
        const uint64_t thread = record_get_u64(&reader);
        g_array_append_val(grant->threads, thread);
    }
    reader.failed = reader.failed || grant->pm == NULL;
    GError *error = NULL;
    if (record_reader_end(&reader, "grant", &error))
        return g_steal_pointer(&grant);
    store_fail(txn, error);
    return NULL;
}

unsigned grant_forget(StoreTxn *txn, int64_t now, unsigned most) {
    unsigned count = 0;
    StoreKey key = {0};
    while (count < most && store_next(txn, TABLE_GRANT, &key, NULL)) {
        uint64_t forgotten, id;
        store_key_numbers(&key, &forgotten, &id);
        if (forgotten == GRANTS || forgotten > (uint64_t)MAX(now, 0))
            break;
        store_del(txn, TABLE_GRANT, key);
        store_del(txn, TABLE_GRANT, store_key_pair(GRANTS, id));
        key = store_key_after(key);
        count++;
    }
    return count;
}

bool grant_read_index(const StoreKey *key, uint64_t *id, uint64_t *forgotten) {
    store_key_numbers(key, forgotten, id);
    return *forgotten != GRANTS;
}

StoreKey grant_index_key(const Grant *grant) {
    return store_key_pair(forgotten_at(grant->expires), grant->id);
}
