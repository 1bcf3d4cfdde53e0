#ifndef EARSHOT_AGENDA_H
#define EARSHOT_AGENDA_H
// What the courier has to do at a time, beside clocks: an index in order of the
// moments. An item is taken out in the transaction in which it is done.

#include <stdbool.h>
#include <stdint.h>
#include "store.h"

typedef enum AgendaKind { // on disk: append only
    AGENDA_CAMPAIGN,      // id: the campaign that goes a step on
    AGENDA_FOLLOW_UP,     // id: the conversation that is asked whether it holds
    AGENDA_BURST,         // id: the burst that may be over
    AGENDA_TIDY, // problems that expire, what may be forgotten; id: how far it came, 0: the beginning
    AGENDA_KINDS
} AgendaKind;

void agenda_add(StoreTxn *txn, int64_t at, AgendaKind kind, uint64_t id);
void agenda_remove(StoreTxn *txn, int64_t at, AgendaKind kind, uint64_t id);
// The first that is due by now; false when none is.
bool agenda_due(StoreTxn *txn, int64_t now, int64_t *at, AgendaKind *kind, uint64_t *id);
// When the next is due; INT64_MAX for never.
int64_t agenda_next(StoreTxn *txn);

// What a key of the table says, and whether an item stands there (verify.h). A kind that this version does
// not know is AGENDA_KINDS.
void agenda_read_key(const StoreKey *key, int64_t *at, AgendaKind *kind, uint64_t *id);
bool agenda_has(StoreTxn *txn, int64_t at, AgendaKind kind, uint64_t id);

#endif
