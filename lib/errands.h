#ifndef EARSHOT_ERRANDS_H
#define EARSHOT_ERRANDS_H
// Works off the agenda: each item is taken out in the transaction in which it is done,
// so that a crash between any two does none twice and none not at all. An item whose
// records cannot be read is left out and named; the others go on.

#include <stdbool.h>
#include <stdint.h>
#include "agenda.h"
#include "config.h"
#include "store.h"

// When the courier starts: that the day's tidying is on the agenda.
void errands_begin(StoreTxn *txn, int64_t now);
// Does at most `most` items that are due; true in *left when more are. How many were done: mails may have
// come of it. Write transactions only.
unsigned errands_run(StoreTxn *txn, const Config *config, int64_t now, unsigned most, bool *left);

typedef struct Errand {
    AgendaKind kind;
    uint64_t id;
} Errand;
const char *errand_name(AgendaKind kind); // "campaign", "follow-up", "burst", "tidy"
// When errands_run of one failed with FATE_CORRUPT: goes round what cannot be read, for a campaign by its
// links one by one. False when nothing is due.
bool errands_skip(StoreTxn *txn, int64_t now, Errand *errand);
// When that failed too: takes it off the agenda, by its key alone.
bool errands_drop(StoreTxn *txn, int64_t now, Errand *errand);
// When there will be something to do next; INT64_MAX for never. A snapshot is enough.
int64_t errands_next(StoreTxn *txn);

#endif
