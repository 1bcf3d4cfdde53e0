#ifndef EARSHOT_CONTACT_H
#define EARSHOT_CONTACT_H
// A person as the store knows them: found by the keyed hash of their address,
// with a key of their own under which all that is theirs is sealed.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

typedef struct Contact {
    uint64_t slot; // their key, the owner of their records
    int64_t first_seen;
    int64_t last_acknowledged; // when our last acknowledgement was released, 0 never
    int64_t heard;             // when a message of theirs was taken first, 0 never
    int64_t written;           // when a person of ours wrote to them last, 0 never
} Contact;

// A message this soon after an acknowledgement may be a machine's answer to it.
#define CONTACT_QUICK G_TIME_SPAN_MINUTE

SealHash contact_hash(const Seal *seal, const char *address);
// That will be asked for (store_expect).
void contact_expect(StoreTxn *txn, const char *address);
// False when this address never wrote (or after an error).
bool contact_find(StoreTxn *txn, const char *address, Contact *contact);
// What stands at a key of the table (verify.h); false when nothing does, or after an error.
bool contact_at(StoreTxn *txn, StoreKey key, Contact *contact);
// Finds or makes.
Contact contact_take(StoreTxn *txn, const char *address, int64_t now);
// An answer to this address goes out at `at`: an away note soon after is one to it.
void contact_note_answered(StoreTxn *txn, const char *address, int64_t at);
// A message of theirs came; makes the contact when there is none.
void contact_note_heard(StoreTxn *txn, const char *address, int64_t now);
// A person of ours wrote to this address.
void contact_note_written(StoreTxn *txn, const char *address, int64_t now);
// True when mail went both ways, both by persons.
bool contact_is_correspondent(const Contact *contact);

#endif
