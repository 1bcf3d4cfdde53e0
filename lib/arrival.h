#ifndef EARSHOT_ARRIVAL_H
#define EARSHOT_ARRIVAL_H
// One message as it came in, however often: the same Message-ID, envelope and
// content is the same arrival, since a client may vanish after the final dot
// and the MTA of a retry gives a new queue id. Until its receipt is confirmed
// a retry takes over what was decided; after that it is a duplicate. Kept for 30 days.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "envelope.h"
#include "message.h"
#include "store.h"

typedef struct Arrival {
    uint64_t id; // also in the receipt's token
    SealHash identity;
    uint64_t owner; // whose it is: a contact's slot
    uint64_t thread;
    uint32_t entry; // its sequence in the thread
    int64_t seen;
    int64_t confirmed; // when the receipt came; 0 until then
    GPtrArray *fields; // char * "Name: value": what was put into the header, for a retry
    GArray *outbox;    // uint64_t: rows that wait for the receipt
} Arrival;

#define ARRIVAL_KEPT (30 * G_TIME_SPAN_DAY)

Arrival *arrival_new(void) G_GNUC_WARN_UNUSED_RESULT;
void arrival_free(Arrival *arrival);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arrival, arrival_free)

// What makes a message the same: Message-ID, envelope and body. Pure.
SealHash arrival_identity(const Seal *seal, const Message *message, const Envelope *envelope);
uint64_t arrival_id_of(SealHash identity);

// NULL when never seen.
Arrival *arrival_get(StoreTxn *txn, uint64_t id) G_GNUC_WARN_UNUSED_RESULT;
void arrival_put(StoreTxn *txn, const Arrival *arrival);
// Puts a new one and notes when it may be forgotten.
void arrival_add(StoreTxn *txn, const Arrival *arrival);
// Walks those that were seen at or after `since`, in that order, until `each` returns false. A snapshot is
// enough.
typedef bool (*ArrivalEach)(const Arrival *arrival, void *data);
void arrival_walk(StoreTxn *txn, int64_t since, ArrivalEach each, void *data);
// Takes the next one older than ARRIVAL_KEPT off the list of what expires; 0 when there is none. Then it is
// to be removed.
uint64_t arrival_expired(StoreTxn *txn, int64_t now);
void arrival_remove(StoreTxn *txn, uint64_t id);

// Where TABLE_EXPIRY has it (verify.h).
StoreKey arrival_expiry_key(const Arrival *arrival);

#endif
