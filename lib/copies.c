// One small record a backup, under its time.
#include "copies.h"

#include "record.h"

enum { COPY_KIND = 'k', COPY_VERSION = 1 };

void copies_note(StoreTxn *txn, int64_t made, const char *directory) {
    RecordWriter *writer = record_writer_new(COPY_KIND, COPY_VERSION);
    record_put_string(writer, directory);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_BACKUP, store_key_number((uint64_t)MAX(made, 0)), STORE_OWNER_NONE, bytes);
}

static char *read_record(StoreTxn *txn, GBytes *bytes) {
    RecordReader reader;
    record_reader_init(&reader, bytes, COPY_KIND, COPY_VERSION);
    g_autofree char *directory = record_get_string(&reader);
    reader.failed = reader.failed || directory == NULL;
    GError *error = NULL;
    if (record_reader_end(&reader, "note of a backup", &error))
        return g_steal_pointer(&directory);
    store_fail(txn, error);
    return NULL;
}

void copies_walk(StoreTxn *txn, int64_t since, CopiesEach each, void *data) {
    StoreKey key = store_key_number((uint64_t)MAX(since, 0));
    GBytes *bytes = NULL;
    bool more = true;
    for (; more && store_next(txn, TABLE_BACKUP, &key, &bytes); key = store_key_after(key)) {
        g_autoptr(GBytes) record = g_steal_pointer(&bytes);
        uint64_t made, none;
        store_key_numbers(&key, &made, &none);
        g_autofree char *directory = read_record(txn, record);
        more = directory != NULL && each((int64_t)made, directory, data);
    }
}

unsigned copies_forget(StoreTxn *txn, int64_t before, unsigned most) {
    unsigned count = 0;
    for (StoreKey key = {0}; count < most && store_next(txn, TABLE_BACKUP, &key, NULL);
         key = store_key_after(key)) {
        uint64_t made, none;
        store_key_numbers(&key, &made, &none);
        if ((int64_t)made >= before)
            break;
        store_del(txn, TABLE_BACKUP, key);
        count++;
    }
    return count;
}

void copies_at(StoreTxn *txn, StoreKey key) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_BACKUP, key);
    g_autofree char *directory = bytes == NULL ? NULL : read_record(txn, bytes);
}
