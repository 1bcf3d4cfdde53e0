// Each line's hash runs over the line and over the hash of the one before it,
// under a key that the disk does not hold. How many lines there are and the
// last hash stand in a record of their own, at number 0, so that a cut end shows
// too. Who has an old copy of the whole store can put that back; nothing within
// the store can tell, and backups kept elsewhere do.
#include "audit.h"

#include <string.h>

#include "record.h"

enum { LINE_KIND = 'J', LINE_VERSION = 1, HEAD_KIND = 'H', HEAD_VERSION = 2 };

typedef struct Head {
    uint64_t count;
    SealHash chain;
    uint64_t forgotten; // the last line that was forgotten by age, 0: none
    SealHash before;    // its chain, on which the first that stands is built
} Head;

void audit_line_free(AuditLine *line) {
    if (line == NULL)
        return;
    g_free(line->pm);
    g_free(line->outcome);
    g_free(line);
}

static bool get_head(StoreTxn *txn, Head *head) {
    *head = (Head){0};
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_AUDIT, store_key_number(0));
    if (bytes == NULL)
        return false;
    RecordReader reader;
    record_reader_init(&reader, bytes, HEAD_KIND, HEAD_VERSION);
    head->count = record_get_u64(&reader);
    record_get_fixed(&reader, head->chain.bytes, sizeof head->chain.bytes);
    if (reader.version > 1) {
        head->forgotten = record_get_u64(&reader);
        record_get_fixed(&reader, head->before.bytes, sizeof head->before.bytes);
    }
    GError *error = NULL;
    if (record_reader_end(&reader, "audit log", &error))
        return true;
    store_fail(txn, error);
    return false;
}

static void put_head(StoreTxn *txn, const Head *head) {
    RecordWriter *writer = record_writer_new(HEAD_KIND, HEAD_VERSION);
    record_put_u64(writer, head->count);
    record_put_fixed(writer, head->chain.bytes, sizeof head->chain.bytes);
    record_put_u64(writer, head->forgotten);
    record_put_fixed(writer, head->before.bytes, sizeof head->before.bytes);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_AUDIT, store_key_number(0), STORE_OWNER_NONE, bytes);
}

static void put_fields(RecordWriter *writer, const AuditLine *line) {
    record_put_i64(writer, line->at);
    record_put_string(writer, line->pm);
    record_put_u8(writer, (uint8_t)line->verb);
    record_put_u64(writer, line->thread);
    record_put_u8(writer, line->done);
    record_put_string(writer, line->outcome);
}

// Over the fields as they are stored, the number, and the chain before: so a line fits in its place alone.
static SealHash chain_of(StoreTxn *txn, const AuditLine *line, SealHash before) {
    RecordWriter *writer = record_writer_new(LINE_KIND, LINE_VERSION);
    record_put_fixed(writer, before.bytes, sizeof before.bytes);
    record_put_u64(writer, line->number);
    put_fields(writer, line);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    return seal_hash(store_txn_seal(txn), "audit", data, size);
}

void audit_add(StoreTxn *txn, AuditLine *line) {
    Head head;
    get_head(txn, &head);
    line->number = head.count + 1;
    line->chain = chain_of(txn, line, head.chain);
    RecordWriter *writer = record_writer_new(LINE_KIND, LINE_VERSION);
    put_fields(writer, line);
    record_put_fixed(writer, line->chain.bytes, sizeof line->chain.bytes);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_AUDIT, store_key_number(line->number), STORE_OWNER_NONE, bytes);
    head.count = line->number;
    head.chain = line->chain;
    put_head(txn, &head);
}

static AuditLine *open_line(uint64_t number, GBytes *bytes, GError **error) {
    g_autoptr(AuditLine) line = g_new0(AuditLine, 1);
    line->number = number;
    RecordReader reader;
    record_reader_init(&reader, bytes, LINE_KIND, LINE_VERSION);
    line->at = record_get_i64(&reader);
    line->pm = record_get_string(&reader);
    line->verb = (CommandVerb)record_get_choice(&reader, COMMAND_VERBS);
    line->thread = record_get_u64(&reader);
    line->done = record_get_choice(&reader, 2) != 0;
    line->outcome = record_get_string(&reader);
    record_get_fixed(&reader, line->chain.bytes, sizeof line->chain.bytes);
    reader.failed = reader.failed || line->pm == NULL || line->outcome == NULL;
    return record_reader_end(&reader, "line of the audit log", error) ? g_steal_pointer(&line) : NULL;
}

void audit_walk(StoreTxn *txn, AuditEach each, void *data) {
    StoreKey key = store_key_number(1);
    GBytes *bytes = NULL;
    while (store_next(txn, TABLE_AUDIT, &key, &bytes)) {
        g_autoptr(GBytes) record = g_steal_pointer(&bytes);
        uint64_t number, none;
        store_key_numbers(&key, &number, &none);
        GError *error = NULL;
        g_autoptr(AuditLine) line = open_line(number, record, &error);
        if (line == NULL) {
            store_fail(txn, error);
            return;
        }
        if (!each(txn, line, data))
            return;
        key = store_key_after(key);
    }
}

static bool fits(StoreTxn *txn, const AuditLine *line, SealHash before) {
    const SealHash chain = chain_of(txn, line, before);
    return memcmp(chain.bytes, line->chain.bytes, sizeof chain.bytes) == 0;
}

unsigned audit_forget(StoreTxn *txn, int64_t before, unsigned most) {
    Head head;
    unsigned count = 0;
    if (!get_head(txn, &head))
        return 0;
    for (; count < most && head.forgotten < head.count; count++) {
        const StoreKey key = store_key_number(head.forgotten + 1);
        g_autoptr(GBytes) bytes = store_get(txn, TABLE_AUDIT, key);
        g_autoptr(AuditLine) line = bytes == NULL ? NULL : open_line(head.forgotten + 1, bytes, NULL);
        if (line == NULL || line->at >= before) // what is damaged or missing stays to be seen
            break;
        store_del(txn, TABLE_AUDIT, key);
        head.forgotten = line->number;
        head.before = line->chain;
    }
    if (count > 0)
        put_head(txn, &head);
    return count;
}

bool audit_verify(StoreTxn *txn, uint64_t *count, uint64_t *broken) {
    Head head, running = {0};
    const bool headed = get_head(txn, &head);
    StoreKey key = store_key_number(1);
    GBytes *bytes = NULL;
    *count = *broken = 0;
    if (headed)
        running = (Head){.count = head.forgotten, .chain = head.before};
    while (store_next(txn, TABLE_AUDIT, &key, &bytes)) {
        g_autoptr(GBytes) record = g_steal_pointer(&bytes);
        uint64_t number, none;
        store_key_numbers(&key, &number, &none);
        g_autoptr(AuditLine) line = open_line(number, record, NULL);
        ++*count;
        if (*broken == 0 && (line == NULL || number != running.count + 1 || !fits(txn, line, running.chain)))
            *broken = MIN(number, running.count + 1);
        if (line != NULL)
            running = (Head){.count = number, .chain = line->chain};
        key = store_key_after(key);
    }
    const bool whole = headed ? head.count == running.count && memcmp(head.chain.bytes, running.chain.bytes,
                                                                      sizeof head.chain.bytes) == 0
                              : *count == 0;
    if (*broken == 0 && (!whole || store_failed(txn)))
        *broken = running.count + 1;
    return *broken == 0;
}
