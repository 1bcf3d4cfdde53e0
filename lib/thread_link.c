// Links are small records: from a hash to a thread, with the time they were
// made. That of a person and subject has room for two threads, since whoever
// guesses by it must know when it does not tell.
#include "thread_link.h"

#include <string.h>

#include "address.h"
#include "record.h"

enum { LINK_KIND = 'L', LINK_VERSION = 1, SUBJECT_KIND = 'S', SUBJECT_VERSION = 1 };

typedef struct Target {
    uint64_t thread;
    int64_t at;
} Target;

typedef struct SubjectLink {
    Target newest;
    Target other; // thread 0: none
} SubjectLink;

// --- one target ---

static void put_link(StoreTxn *txn, Table table, SealHash hash, uint64_t thread, int64_t at) {
    RecordWriter *writer = record_writer_new(LINK_KIND, LINK_VERSION);
    record_put_u64(writer, thread);
    record_put_i64(writer, at);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, table, store_key_hash(hash), STORE_OWNER_NONE, bytes);
}

static bool end_link(StoreTxn *txn, RecordReader *reader) {
    GError *error = NULL;
    if (record_reader_end(reader, "link", &error))
        return true;
    store_fail(txn, error);
    return false;
}

static bool get_link(StoreTxn *txn, Table table, SealHash hash, uint64_t *thread, int64_t *at) {
    g_autoptr(GBytes) bytes = store_get(txn, table, store_key_hash(hash));
    if (bytes == NULL)
        return false;
    RecordReader reader;
    record_reader_init(&reader, bytes, LINK_KIND, LINK_VERSION);
    *thread = record_get_u64(&reader);
    *at = record_get_i64(&reader);
    return end_link(txn, &reader);
}

// --- Message-IDs ---

static bool is_name(const char *message_id) {
    const size_t length = strnlen(message_id, THREAD_LINK_ID_MAX + 1);
    return length > 0 && length <= THREAD_LINK_ID_MAX;
}

static SealHash message_hash(StoreTxn *txn, const char *message_id) {
    return seal_hash_string(store_txn_seal(txn), "message-id", message_id);
}

void thread_link_message(StoreTxn *txn, const char *message_id, uint64_t thread, int64_t at) {
    if (is_name(message_id))
        put_link(txn, TABLE_MESSAGE_ID, message_hash(txn, message_id), thread, at);
}

bool thread_by_message(StoreTxn *txn, const char *message_id, uint64_t *thread, int64_t *at) {
    return is_name(message_id) && get_link(txn, TABLE_MESSAGE_ID, message_hash(txn, message_id), thread, at);
}

// --- a person and a subject ---

static SealHash subject_hash(StoreTxn *txn, const char *person, const char *folded) {
    g_autofree char *key = address_key(person);
    g_autofree char *both = g_strconcat(key, "\n", folded, NULL);
    return seal_hash_string(store_txn_seal(txn), "subject", both);
}

static void put_subject(StoreTxn *txn, SealHash hash, const SubjectLink *link) {
    RecordWriter *writer = record_writer_new(SUBJECT_KIND, SUBJECT_VERSION);
    record_put_u64(writer, link->newest.thread);
    record_put_i64(writer, link->newest.at);
    record_put_u64(writer, link->other.thread);
    record_put_i64(writer, link->other.at);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_SUBJECT, store_key_hash(hash), STORE_OWNER_NONE, bytes);
}

static bool get_subject(StoreTxn *txn, SealHash hash, SubjectLink *link) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_SUBJECT, store_key_hash(hash));
    if (bytes == NULL)
        return false;
    RecordReader reader;
    record_reader_init(&reader, bytes, SUBJECT_KIND, SUBJECT_VERSION);
    link->newest.thread = record_get_u64(&reader);
    link->newest.at = record_get_i64(&reader);
    link->other.thread = record_get_u64(&reader);
    link->other.at = record_get_i64(&reader);
    return end_link(txn, &reader);
}

// Puts a target among the two: once each, the newest first.
static void note_target(SubjectLink *link, Target target) {
    if (target.thread == link->newest.thread) {
        link->newest.at = MAX(link->newest.at, target.at);
        return;
    }
    if (target.thread == link->other.thread)
        target.at = MAX(target.at, link->other.at);
    if (target.at >= link->newest.at) {
        link->other = link->newest;
        link->newest = target;
    } else if (link->other.thread == 0 || target.at >= link->other.at) {
        link->other = target;
    }
}

void thread_link_subject(StoreTxn *txn, const char *person, const char *folded, uint64_t thread, int64_t at) {
    if (*folded == '\0')
        return;
    const SealHash hash = subject_hash(txn, person, folded);
    const Target target = {thread, at};
    SubjectLink link = {.newest = target};
    if (get_subject(txn, hash, &link))
        note_target(&link, target);
    put_subject(txn, hash, &link);
}

bool thread_by_subject(StoreTxn *txn, const char *person, const char *folded, uint64_t *thread, int64_t *at) {
    SubjectLink link;
    if (*folded == '\0' || !get_subject(txn, subject_hash(txn, person, folded), &link))
        return false;
    *thread = link.newest.thread;
    *at = link.newest.at;
    return true;
}

bool thread_by_subject_too(StoreTxn *txn, const char *person, const char *folded, uint64_t *thread,
                           int64_t *at) {
    SubjectLink link;
    if (*folded == '\0' || !get_subject(txn, subject_hash(txn, person, folded), &link) ||
        link.other.thread == 0)
        return false;
    *thread = link.other.thread;
    *at = link.other.at;
    return true;
}

// --- taking away ---

void thread_unlink_message(StoreTxn *txn, const char *message_id, uint64_t thread) {
    uint64_t leads;
    int64_t at;
    if (thread_by_message(txn, message_id, &leads, &at) && leads == thread)
        store_del(txn, TABLE_MESSAGE_ID, store_key_hash(message_hash(txn, message_id)));
}

void thread_unlink_subject(StoreTxn *txn, const char *person, const char *folded, uint64_t thread) {
    SubjectLink link;
    const SealHash hash = subject_hash(txn, person, folded);
    if (*folded != '\0' && get_subject(txn, hash, &link) && link.newest.thread == thread &&
        link.other.thread == 0)
        store_del(txn, TABLE_SUBJECT, store_key_hash(hash));
}

// --- a person's words ---

void thread_note_words(StoreTxn *txn, SealHash words, uint64_t thread, int64_t at) {
    put_link(txn, TABLE_SUBJECT, words, thread, at);
}

bool thread_has_words(StoreTxn *txn, SealHash words, int64_t since) {
    uint64_t thread;
    int64_t at;
    return get_link(txn, TABLE_SUBJECT, words, &thread, &at) && at >= since;
}

// --- whatever stands there ---

bool thread_link_at(StoreTxn *txn, Table table, StoreKey key, uint64_t threads[2]) {
    g_autoptr(GBytes) bytes = store_get(txn, table, key);
    if (bytes == NULL)
        return false;
    const uint8_t *kind = g_bytes_get_data(bytes, NULL);
    const bool pair = g_bytes_get_size(bytes) > 0 && *kind == SUBJECT_KIND;
    RecordReader reader;
    record_reader_init(&reader, bytes, pair ? SUBJECT_KIND : LINK_KIND, LINK_VERSION);
    threads[0] = record_get_u64(&reader);
    (void)record_get_i64(&reader);
    threads[1] = pair ? record_get_u64(&reader) : 0;
    if (pair)
        (void)record_get_i64(&reader);
    return end_link(txn, &reader);
}
