#ifndef EARSHOT_MEMO_H
#define EARSHOT_MEMO_H
// A mail to a product manager as a row of the outbox. The row holds what cannot
// be found later; what the mail says is found when it is sent (brief.h).

#include <glib.h>
#include <stdint.h>
#include "config.h"
#include "outbox.h"
#include "store.h"
#include "thread.h"
#include "values.h"

#define MEMO_KEPT (30 * G_TIME_SPAN_DAY) // rows that were sent, for who asks what went out

typedef struct Memo { // all borrowed
    uint64_t id;      // a keyed hash of what it tells, so that it cannot be told twice
    OutboxKind kind;
    const Mailbox *mailbox; // that it comes from
    const Pm *pm;
    Thread *thread;  // that it is about, or NULL; one mail more is counted in it, and the caller puts it
    uint64_t number; // of that thread in the row: where it was merged, of the one that it was
    uint32_t entry;  // as OutboxRow.entry
    Values *values;  // "from-address" is added
    int64_t now;
    int64_t due; // 0: held
    GTimeSpan give_up;
} Memo;

void memo_add(StoreTxn *txn, const Memo *memo);
// To whom the row goes: the PM of its mailbox while the address is theirs, else who has it by now, NULL when
// nobody has.
const Pm *memo_pm(const Config *config, const OutboxRow *row);

#endif
