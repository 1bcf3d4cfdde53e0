// The identity leaves out everything that differs between two tries of one
// mail: queue ids, Received, the order in which a client names recipients.
// What remains is Message-ID, envelope, subject and body.
#include "arrival.h"

#include <string.h>

#include "address.h"
#include "record.h"

enum { ARRIVAL_KIND = 'A', ARRIVAL_VERSION = 1 };

Arrival *arrival_new(void) {
    Arrival *arrival = g_new0(Arrival, 1);
    arrival->fields = g_ptr_array_new_with_free_func(g_free);
    arrival->outbox = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    return arrival;
}

void arrival_free(Arrival *arrival) {
    if (arrival == NULL)
        return;
    g_ptr_array_unref(arrival->fields);
    g_array_unref(arrival->outbox);
    g_free(arrival);
}

static int compare_texts(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

SealHash arrival_identity(const Seal *seal, const Message *message, const Envelope *envelope) {
    g_autoptr(GByteArray) all = g_byte_array_new();
    g_autoptr(GPtrArray) recipients = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < envelope->recipients->len; i++)
        g_ptr_array_add(recipients, address_key(envelope->recipients->pdata[i]));
    g_ptr_array_sort(recipients, compare_texts);
    const char *id = message_id(message);
    const char *sender = envelope->sender == NULL ? "" : envelope->sender;
    g_byte_array_append(all, (const guint8 *)(id == NULL ? "" : id),
                        (guint)(id == NULL ? 0 : strlen(id)) + 1);
    g_byte_array_append(all, (const guint8 *)sender, (guint)strlen(sender) + 1);
    for (guint i = 0; i < recipients->len; i++) {
        const char *recipient = recipients->pdata[i];
        g_byte_array_append(all, (const guint8 *)recipient, (guint)strlen(recipient) + 1);
    }
    // Without a Message-ID, Date and Subject keep two mails with the same words apart.
    const char *date = message_field(message, "Date");
    const char *subject = message_subject(message);
    if (id == NULL && date != NULL)
        g_byte_array_append(all, (const guint8 *)date, (guint)strlen(date) + 1);
    g_byte_array_append(all, (const guint8 *)subject, (guint)strlen(subject) + 1);
    size_t size = 0;
    const char *body = message_body_raw(message, &size);
    const SealHash content = seal_hash(seal, "content", body, size);
    g_byte_array_append(all, content.bytes, sizeof content.bytes);
    return seal_hash(seal, "arrival", all->data, all->len);
}

uint64_t arrival_id_of(SealHash identity) {
    uint64_t big;
    memcpy(&big, identity.bytes, sizeof big);
    return GUINT64_FROM_BE(big);
}

static void read_outbox(RecordReader *reader, GArray *outbox) {
    const uint32_t count = record_get_count(reader, sizeof(uint64_t));
    for (uint32_t i = 0; i < count; i++) {
        const uint64_t id = record_get_u64(reader);
        g_array_append_val(outbox, id);
    }
}

Arrival *arrival_get(StoreTxn *txn, uint64_t id) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_ARRIVAL, store_key_number(id));
    if (bytes == NULL)
        return NULL;
    g_autoptr(Arrival) arrival = arrival_new();
    RecordReader reader;
    record_reader_init(&reader, bytes, ARRIVAL_KIND, ARRIVAL_VERSION);
    arrival->id = id;
    record_get_fixed(&reader, arrival->identity.bytes, sizeof arrival->identity.bytes);
    arrival->owner = record_get_u64(&reader);
    arrival->thread = record_get_u64(&reader);
    arrival->entry = record_get_u32(&reader);
    arrival->seen = record_get_i64(&reader);
    arrival->confirmed = record_get_i64(&reader);
    g_ptr_array_unref(arrival->fields);
    arrival->fields = record_get_strings(&reader);
    read_outbox(&reader, arrival->outbox);
    GError *error = NULL;
    if (record_reader_end(&reader, "arrival", &error))
        return g_steal_pointer(&arrival);
    store_fail(txn, error);
    return NULL;
}

void arrival_put(StoreTxn *txn, const Arrival *arrival) {
    RecordWriter *writer = record_writer_new(ARRIVAL_KIND, ARRIVAL_VERSION);
    record_put_fixed(writer, arrival->identity.bytes, sizeof arrival->identity.bytes);
    record_put_u64(writer, arrival->owner);
    record_put_u64(writer, arrival->thread);
    record_put_u32(writer, arrival->entry);
    record_put_i64(writer, arrival->seen);
    record_put_i64(writer, arrival->confirmed);
    record_put_strings(writer, arrival->fields);
    record_put_u32(writer, arrival->outbox->len);
    for (guint i = 0; i < arrival->outbox->len; i++)
        record_put_u64(writer, g_array_index(arrival->outbox, uint64_t, i));
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_ARRIVAL, store_key_number(arrival->id), arrival->owner, bytes);
}

StoreKey arrival_expiry_key(const Arrival *arrival) {
    return store_key_pair((uint64_t)(arrival->seen + ARRIVAL_KEPT), arrival->id);
}

void arrival_add(StoreTxn *txn, const Arrival *arrival) {
    arrival_put(txn, arrival);
    store_mark(txn, TABLE_EXPIRY, arrival_expiry_key(arrival));
}

// What else expires stands in the same list, under ids that are no arrivals'.
void arrival_walk(StoreTxn *txn, int64_t since, ArrivalEach each, void *data) {
    StoreKey key = store_key_pair((uint64_t)(since + ARRIVAL_KEPT), 0);
    while (store_next(txn, TABLE_EXPIRY, &key, NULL)) {
        uint64_t expires, id;
        store_key_numbers(&key, &expires, &id);
        g_autoptr(Arrival) arrival = arrival_get(txn, id);
        if (arrival != NULL && arrival->seen >= since && !each(arrival, data))
            return;
        key = store_key_after(key);
    }
}

uint64_t arrival_expired(StoreTxn *txn, int64_t now) {
    StoreKey key = {0};
    uint64_t expires = 0, id = 0;
    if (!store_next(txn, TABLE_EXPIRY, &key, NULL))
        return 0;
    store_key_numbers(&key, &expires, &id);
    if (expires > (uint64_t)now)
        return 0;
    store_del(txn, TABLE_EXPIRY, key);
    return id;
}

void arrival_remove(StoreTxn *txn, uint64_t id) {
    store_del(txn, TABLE_ARRIVAL, store_key_number(id));
}
