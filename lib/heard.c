// Records stand under thread and entry. In the same table, under a thread number
// that none has, stands an index by time: for walks since a day, and for forgetting.
#include "heard.h"

#include <string.h>

#include "record.h"

enum { HEARD_KIND = 'h', HEARD_VERSION = 1 };

#define INDEX 0 // no thread's id: theirs are hashes

void heard_clear(Heard *heard) {
    g_clear_pointer(&heard->mailbox, g_free);
    g_clear_pointer(&heard->tier, g_free);
    g_clear_pointer(&heard->impression, g_bytes_unref);
}

StoreKey heard_index_key(int64_t at, uint64_t thread, uint32_t entry) {
    StoreKey key = store_key_pair(INDEX, (uint64_t)MAX(at, 0));
    const StoreKey behind = store_key_pair(thread, entry);
    memcpy(key.bytes + key.size, behind.bytes, behind.size);
    key.size += behind.size;
    return key;
}

static HeardPlace read_index(const StoreKey *key) {
    StoreKey front = *key, behind = {.size = key->size / 2};
    uint64_t zero, at, thread, entry;
    front.size = behind.size;
    memcpy(behind.bytes, key->bytes + front.size, behind.size);
    store_key_numbers(&front, &zero, &at);
    store_key_numbers(&behind, &thread, &entry);
    return (HeardPlace){.at = (int64_t)at, .thread = thread, .entry = (uint32_t)entry};
}

bool heard_read_index(const StoreKey *key, int64_t *at, uint64_t *thread, uint32_t *entry) {
    uint64_t first, second;
    store_key_numbers(key, &first, &second);
    const HeardPlace place = read_index(key);
    *at = place.at;
    *thread = place.thread;
    *entry = place.entry;
    return first == INDEX;
}

static GBytes *write_record(const Heard *heard) {
    RecordWriter *writer = record_writer_new(HEARD_KIND, HEARD_VERSION);
    record_put_i64(writer, heard->at);
    record_put_string(writer, heard->mailbox);
    record_put_u8(writer, (uint8_t)heard->verdict);
    record_put_u32(writer, heard->lesson);
    record_put_u8(writer, (uint8_t)heard->decided);
    record_put_u8(writer, heard->quiet);
    record_put_u8(writer, heard->lifted);
    record_put_u8(writer, (uint8_t)heard->alerted);
    record_put_i64(writer, heard->due);
    record_put_u8(writer, heard->first);
    record_put_string(writer, heard->tier);
    record_put_u8(writer, heard->key_account);
    record_put_u8(writer, (uint8_t)heard->reference);
    record_put_i64(writer, heard->renewal_days);
    record_put_bytes(writer, heard->impression);
    return record_writer_finish(writer);
}

void heard_put(StoreTxn *txn, const Thread *thread, const Heard *heard) {
    g_autoptr(GBytes) record = write_record(heard);
    store_put(txn, TABLE_HEARD, store_key_pair(thread->id, heard->entry), thread->owner, record);
    store_mark(txn, TABLE_HEARD, heard_index_key(heard->at, thread->id, heard->entry));
}

static void read_record(RecordReader *reader, Heard *heard) {
    heard->at = record_get_i64(reader);
    heard->mailbox = record_get_string(reader);
    heard->verdict = (Level)record_get_choice(reader, LEVEL_COUNT);
    heard->lesson = record_get_u32(reader);
    heard->decided = (Level)record_get_choice(reader, LEVEL_COUNT);
    heard->quiet = record_get_choice(reader, 2) != 0;
    heard->lifted = record_get_choice(reader, 2) != 0;
    heard->alerted = (Level)record_get_choice(reader, LEVEL_COUNT);
    heard->due = record_get_i64(reader);
    heard->first = record_get_choice(reader, 2) != 0;
    heard->tier = record_get_string(reader);
    heard->key_account = record_get_choice(reader, 2) != 0;
    heard->reference = (Known)record_get_choice(reader, KNOWN_YES + 1);
    const int64_t days = record_get_i64(reader);
    heard->renewal_days = (int32_t)CLAMP(days, G_MININT32, G_MAXINT32);
    heard->impression = record_get_bytes(reader);
    reader->failed = reader->failed || heard->mailbox == NULL || heard->impression == NULL;
}

bool heard_get(StoreTxn *txn, uint64_t thread, uint32_t entry, Heard *heard) {
    g_autoptr(GBytes) bytes =
        thread == INDEX ? NULL : store_get(txn, TABLE_HEARD, store_key_pair(thread, entry));
    if (bytes == NULL)
        return false;
    *heard = (Heard){.thread = thread, .entry = entry};
    RecordReader reader;
    record_reader_init(&reader, bytes, HEARD_KIND, HEARD_VERSION);
    read_record(&reader, heard);
    GError *error = NULL;
    if (record_reader_end(&reader, "what was heard", &error))
        return true;
    heard_clear(heard);
    store_fail(txn, error);
    return false;
}

// The next of the index at or after *key; false when it ends.
static bool next_index(StoreTxn *txn, StoreKey *key, HeardPlace *place) {
    const StoreKey ends = store_key_pair(INDEX + 1, 0);
    if (!store_next(txn, TABLE_HEARD, key, NULL) || memcmp(key->bytes, ends.bytes, sizeof(uint64_t)) >= 0)
        return false;
    *place = read_index(key);
    return true;
}

bool heard_walk(StoreTxn *txn, HeardPlace *place, unsigned most, HeardEach each, void *data) {
    StoreKey key = heard_index_key(place->at, place->thread, place->entry);
    if (place->thread != 0)
        key = store_key_after(key);
    for (unsigned i = 0; i < most; i++) {
        if (!next_index(txn, &key, place))
            return false;
        g_auto(Heard) heard = {0};
        if (heard_get(txn, place->thread, place->entry, &heard))
            each(txn, &heard, data);
        key = store_key_after(key);
    }
    return !store_failed(txn);
}

// An entry's number may have come to a later message since (thread_edit.h): that one's record stays. What is
// damaged goes like the others.
static void forget_record(StoreTxn *txn, const HeardPlace *place) {
    g_auto(Heard) heard = {0};
    const bool stays = heard_get(txn, place->thread, place->entry, &heard) && heard.at != place->at;
    g_autoptr(GError) damage = store_recover(txn);
    if (!stays)
        store_del(txn, TABLE_HEARD, store_key_pair(place->thread, place->entry));
}

unsigned heard_forget(StoreTxn *txn, int64_t before, unsigned most) {
    unsigned count = 0;
    StoreKey key = store_key_pair(INDEX, 0);
    HeardPlace place;
    while (count < most && next_index(txn, &key, &place) && place.at < before) {
        forget_record(txn, &place);
        store_del(txn, TABLE_HEARD, key);
        key = store_key_after(key);
        count++;
    }
    return count;
}
