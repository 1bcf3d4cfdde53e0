// The record itself names nobody: it is found by a keyed hash and holds times
// and the slot of the person's key, so it may be sealed with the store's own key.
#include "contact.h"

#include "address.h"
#include "record.h"

enum { CONTACT_KIND = 'C', CONTACT_VERSION = 2 };

SealHash contact_hash(const Seal *seal, const char *address) {
    g_autofree char *key = address_key(address);
    return seal_hash_string(seal, "contact", key);
}

static StoreKey key_of(StoreTxn *txn, const char *address) {
    return store_key_hash(contact_hash(store_txn_seal(txn), address));
}

bool contact_at(StoreTxn *txn, StoreKey key, Contact *contact) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_CONTACT, key);
    if (bytes == NULL)
        return false;
    RecordReader reader;
    record_reader_init(&reader, bytes, CONTACT_KIND, CONTACT_VERSION);
    contact->slot = record_get_u64(&reader);
    contact->first_seen = record_get_i64(&reader);
    contact->last_acknowledged = record_get_i64(&reader);
    contact->heard = record_get_i64(&reader);
    contact->written = record_get_i64(&reader);
    GError *error = NULL;
    if (record_reader_end(&reader, "contact", &error))
        return true;
    store_fail(txn, error);
    return false;
}

void contact_expect(StoreTxn *txn, const char *address) {
    store_expect(txn, TABLE_CONTACT, key_of(txn, address));
}

bool contact_find(StoreTxn *txn, const char *address, Contact *contact) {
    return contact_at(txn, key_of(txn, address), contact);
}

static void contact_put(StoreTxn *txn, const char *address, const Contact *contact) {
    RecordWriter *writer = record_writer_new(CONTACT_KIND, CONTACT_VERSION);
    record_put_u64(writer, contact->slot);
    record_put_i64(writer, contact->first_seen);
    record_put_i64(writer, contact->last_acknowledged);
    record_put_i64(writer, contact->heard);
    record_put_i64(writer, contact->written);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_CONTACT, key_of(txn, address), STORE_OWNER_NONE, bytes);
}

Contact contact_take(StoreTxn *txn, const char *address, int64_t now) {
    Contact contact = {.first_seen = now};
    if (contact_find(txn, address, &contact) || store_failed(txn))
        return contact;
    contact.slot = store_slot_new(txn);
    contact_put(txn, address, &contact);
    return contact;
}

void contact_note_answered(StoreTxn *txn, const char *address, int64_t at) {
    Contact contact;
    if (!contact_find(txn, address, &contact))
        return;
    contact.last_acknowledged = at;
    contact_put(txn, address, &contact);
}

void contact_note_heard(StoreTxn *txn, const char *address, int64_t now) {
    Contact contact = contact_take(txn, address, now);
    if (contact.heard != 0)
        return;
    contact.heard = now;
    contact_put(txn, address, &contact);
}

void contact_note_written(StoreTxn *txn, const char *address, int64_t now) {
    Contact contact = contact_take(txn, address, now);
    contact.written = MAX(contact.written, now);
    contact_put(txn, address, &contact);
}

bool contact_is_correspondent(const Contact *contact) {
    return contact->heard != 0 && contact->written != 0;
}
