// Under the hash by which a person is found, and the number of their key: whoever
// came back after an erasure is another person with another key, and may be erased too.
#include "erased.h"

#include <string.h>

#include "numbers.h"
#include "record.h"

enum { ERASED_KIND = 'x', ERASED_VERSION = 1 };

void erased_init(Erased *erased) {
    *erased = (Erased){.threads = g_array_new(FALSE, FALSE, sizeof(uint64_t))};
}

void erased_clear(Erased *erased) {
    g_clear_pointer(&erased->threads, g_array_unref);
}

static StoreKey key_of(SealHash person, uint64_t slot) {
    StoreKey key = store_key_hash(person);
    const uint64_t big = GUINT64_TO_BE(slot);
    memcpy(key.bytes + key.size, &big, sizeof big);
    key.size += sizeof big;
    return key;
}

static bool read_key(const StoreKey *key, Erased *erased) {
    uint64_t big;
    if (key->size != sizeof erased->person + sizeof big)
        return false;
    memcpy(erased->person.bytes, key->bytes, sizeof erased->person);
    memcpy(&big, key->bytes + sizeof erased->person, sizeof big);
    erased->slot = GUINT64_FROM_BE(big);
    return true;
}

void erased_put(StoreTxn *txn, const Erased *erased) {
    RecordWriter *writer = record_writer_new(ERASED_KIND, ERASED_VERSION);
    record_put_i64(writer, erased->at);
    record_put_u8(writer, erased->pending);
    record_put_u32(writer, erased->conversations);
    record_put_u32(writer, erased->records);
    numbers_put_ids(writer, erased->threads);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_ERASED, key_of(erased->person, erased->slot), STORE_OWNER_NONE, bytes);
}

static bool read_record(StoreTxn *txn, GBytes *bytes, Erased *erased) {
    RecordReader reader;
    record_reader_init(&reader, bytes, ERASED_KIND, ERASED_VERSION);
    erased->at = record_get_i64(&reader);
    erased->pending = record_get_choice(&reader, 2) != 0;
    erased->conversations = record_get_u32(&reader);
    erased->records = record_get_u32(&reader);
    numbers_get_ids(&reader, erased->threads, ERASED_THREADS);
    GError *error = NULL;
    if (record_reader_end(&reader, "erasure", &error))
        return true;
    store_fail(txn, error);
    return false;
}

bool erased_at(StoreTxn *txn, StoreKey key, Erased *erased) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_ERASED, key);
    g_array_set_size(erased->threads, 0);
    return bytes != NULL && read_key(&key, erased) && read_record(txn, bytes, erased);
}

bool erased_get(StoreTxn *txn, SealHash person, uint64_t slot, Erased *erased) {
    return erased_at(txn, key_of(person, slot), erased);
}

static bool is_of(const StoreKey *key, const SealHash *person) {
    return person == NULL || (key->size >= sizeof person->bytes &&
                              memcmp(key->bytes, person->bytes, sizeof person->bytes) == 0);
}

void erased_walk(StoreTxn *txn, const SealHash *person, ErasedEach each, void *data) {
    StoreKey key = person == NULL ? (StoreKey){0} : store_key_hash(*person);
    g_auto(Erased) erased;
    erased_init(&erased);
    for (; store_next(txn, TABLE_ERASED, &key, NULL) && is_of(&key, person); key = store_key_after(key))
        if (!erased_at(txn, key, &erased) || !each(txn, &erased, data))
            return;
}
