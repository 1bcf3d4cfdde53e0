// Links are small records: from a hash to a thread, with the time they were made.
#include "thread_link.h"

#include "address.h"
#include "record.h"

enum { LINK_KIND = 'L', LINK_VERSION = 1 };

static void put_link(StoreTxn *txn, Table table, SealHash hash, uint64_t thread, int64_t at) {
    RecordWriter *writer = record_writer_new(LINK_KIND, LINK_VERSION);
    record_put_u64(writer, thread);
    record_put_i64(writer, at);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, table, store_key_hash(hash), STORE_OWNER_NONE, bytes);
}

static bool get_link(StoreTxn *txn, Table table, SealHash hash, uint64_t *thread, int64_t *at) {
    g_autoptr(GBytes) bytes = store_get(txn, table, store_key_hash(hash));
    if (bytes == NULL)
        return false;
    RecordReader reader;
    record_reader_init(&reader, bytes, LINK_KIND, LINK_VERSION);
    *thread = record_get_u64(&reader);
    *at = record_get_i64(&reader);
    GError *error = NULL;
    if (record_reader_end(&reader, "link", &error))
        return true;
    store_fail(txn, error);
    return false;
}

static SealHash message_hash(StoreTxn *txn, const char *message_id) {
    return seal_hash_string(store_txn_seal(txn), "message-id", message_id);
}

static SealHash subject_hash(StoreTxn *txn, const char *person, const char *folded) {
    g_autofree char *key = address_key(person);
    g_autofree char *both = g_strconcat(key, "\n", folded, NULL);
    return seal_hash_string(store_txn_seal(txn), "subject", both);
}

void thread_link_message(StoreTxn *txn, const char *message_id, uint64_t thread, int64_t at) {
    put_link(txn, TABLE_MESSAGE_ID, message_hash(txn, message_id), thread, at);
}

void thread_link_subject(StoreTxn *txn, const char *person, const char *folded, uint64_t thread, int64_t at) {
    if (*folded != '\0')
        put_link(txn, TABLE_SUBJECT, subject_hash(txn, person, folded), thread, at);
}

bool thread_by_message(StoreTxn *txn, const char *message_id, uint64_t *thread, int64_t *at) {
    return get_link(txn, TABLE_MESSAGE_ID, message_hash(txn, message_id), thread, at);
}

bool thread_by_subject(StoreTxn *txn, const char *person, const char *folded, uint64_t *thread, int64_t *at) {
    return *folded != '\0' && get_link(txn, TABLE_SUBJECT, subject_hash(txn, person, folded), thread, at);
}

void thread_note_words(StoreTxn *txn, SealHash words, uint64_t thread, int64_t at) {
    put_link(txn, TABLE_SUBJECT, words, thread, at);
}

bool thread_has_words(StoreTxn *txn, SealHash words, int64_t since) {
    uint64_t thread;
    int64_t at;
    return get_link(txn, TABLE_SUBJECT, words, &thread, &at) && at >= since;
}
