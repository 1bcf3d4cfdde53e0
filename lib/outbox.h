#ifndef EARSHOT_OUTBOX_H
#define EARSHOT_OUTBOX_H
// Mail to be sent, kept until it is. A row is written in the transaction that
// decided it and holds the values and the Message-ID; the courier renders it
// once, commits the bytes, and only then tries, so that each retry sends the
// same. All functions run inside a write transaction unless said otherwise.
//
// Any number of couriers may share one store. Whoever claims a row holds a lease on it, and each
// claim has a number (generation). When the lease ends another may claim it, and what the first then
// says of it changes nothing (fence): the four functions that tell what became of a claim return false.
// A relay knows no such fence. So a courier begins a try in the first half of its lease alone
// (outbox_may_try), asks again before the last of the mail leaves it (relay.h), and what remains is
// one that is stopped for longer than half a lease between that and its commit, or a wall clock that
// is off by more: then a mail may go out twice, under the same Message-ID.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

typedef enum OutboxState {
    OUTBOX_HELD,    // waits for the receipt
    OUTBOX_READY,   // goes out at `due`
    OUTBOX_CLAIMED, // being sent; `due` is when the lease ends
    OUTBOX_DONE,    // the relay took it
    OUTBOX_BURIED,  // given up, with the reason in `reply`
    OUTBOX_DROPPED, // not needed any more, or dropped by hand
    OUTBOX_STATES
} OutboxState;
const char *outbox_state_name(OutboxState state);

typedef enum OutboxKind { // on disk: append only
    OUTBOX_ACKNOWLEDGEMENT,
    OUTBOX_ALERT,
    OUTBOX_CLOCK,    // the note that a clock warns or was missed
    OUTBOX_ROLLUP,   // to a PM: what went beyond the budget of their alerts
    OUTBOX_DIGEST,   // to a PM
    OUTBOX_CONFIRM,  // to a PM: what became of the commands in a mail of theirs
    OUTBOX_OUTREACH, // to a customer: what a PM ordered, or the question whether it holds (outreach.h)
    OUTBOX_BURST,    // to a PM: much of the same at once
    OUTBOX_KINDS
} OutboxKind;
const char *outbox_kind_name(OutboxKind kind);
// To a customer; all others are to our own people.
bool outbox_is_to_customer(OutboxKind kind);

typedef struct OutboxRow {
    uint64_t id;
    OutboxKind kind;
    OutboxState state;
    uint64_t owner; // slot of the person it is to
    uint64_t thread;
    uint32_t
        entry; // sequence of the message in the thread that it answers, 0 for none; OUTBOX_CLOCK: its clock
    SealHash person; // hash of the recipient
    char *mailbox;
    char *to;
    char *envelope_sender; // "" is <>
    char *message_id;
    GBytes *values; // values_pack
    GBytes *bytes;  // the mail once rendered, else NULL
    int64_t created;
    int64_t due;      // when READY; the lease's end when CLAIMED
    int64_t give_up;  // how long to try, from the release (a GTimeSpan)
    int64_t released; // when it became READY first, 0 before
    uint32_t attempts;
    uint64_t holder;     // which courier, of which machine, has claimed it; 0 when none has
    uint64_t generation; // counts claims and moves by hand; 0 in rows of older releases
    char *reply;         // the last reply of the relay, or why it was buried or dropped; or NULL
} OutboxRow;

void outbox_row_free(OutboxRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutboxRow, outbox_row_free)

// Waits for its time, which TABLE_DUE has: READY or CLAIMED.
bool outbox_is_scheduled(const OutboxRow *row);
// Adds a row, held (due 0) or ready at row->due. Its id is given by the caller: a keyed hash of what it
// answers.
void outbox_add(StoreTxn *txn, OutboxRow *row);
OutboxRow *outbox_get(StoreTxn *txn, uint64_t id) G_GNUC_WARN_UNUSED_RESULT;
// Lets a held row go out at `due`.
void outbox_release(StoreTxn *txn, OutboxRow *row, int64_t due);

#define OUTBOX_LEASE (10 * G_TIME_SPAN_MINUTE)
// Claims the first row that is due for `holder` (not 0); NULL when none is. Rows whose lease ended count as
// due again.
OutboxRow *outbox_claim(StoreTxn *txn, uint64_t holder, int64_t now) G_GNUC_WARN_UNUSED_RESULT;
// The same among rows of some kinds alone: bit 1u << kind each.
OutboxRow *outbox_claim_of(StoreTxn *txn, unsigned kinds, uint64_t holder,
                           int64_t now) G_GNUC_WARN_UNUSED_RESULT;
// What this holder claimed before it died, or claimed and will not try, is due again at once; what others
// hold waits for the end of their lease. By a holder that sends nothing just now, which is one process at a
// time. What an older release claimed has no holder: none that runs is of it, and anybody takes it. The
// count.
unsigned outbox_reclaim(StoreTxn *txn, uint64_t holder, int64_t now);
// Whether a try may begin of what was claimed at the monotonic time `claimed`: less than half of the lease
// has passed, by the wall clock, which others go by and which goes on while a machine sleeps, and by the
// monotonic one, which nobody sets. Wants no transaction.
bool outbox_may_try(const OutboxRow *row, int64_t claimed, int64_t now, int64_t monotonic);

// One claim of one row, for who keeps what became of it longer than the row.
typedef struct OutboxClaim {
    uint64_t id, holder, generation;
} OutboxClaim;
OutboxClaim outbox_claim_as(const OutboxRow *row);
// The row as it stands, while this claim of it holds; NULL when somebody else moved it since. Its lease may
// have ended: as long as nobody else claimed it, it is still theirs. A snapshot is enough.
OutboxRow *outbox_claimed(StoreTxn *txn, const OutboxClaim *claim) G_GNUC_WARN_UNUSED_RESULT;

// What becomes of a claimed row. False, and nothing is changed, when the claim that `row` was read under does
// not hold any more (outbox_claimed), as when somebody dropped it, erased it, or claimed it after its lease.
bool outbox_rendered(StoreTxn *txn, const OutboxRow *row, GBytes *bytes);
// The relay has it: the mail itself is forgotten, who and when is kept.
bool outbox_done(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now);
// Puts it off with back-off and jitter (20 s doubling to 15 min, +-20 %, from the row's id); buries it when
// give_up has passed since its release.
bool outbox_defer(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now);
bool outbox_bury(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now);

// The relay is back after it was away for everybody: what was put off is due at once, at most `most` rows.
// How many.
unsigned outbox_hurry(StoreTxn *txn, unsigned most, int64_t now);
// True when give_up has passed since its release: what it says may not hold any more. To be asked before each
// try too, since nobody tried while the courier was away.
bool outbox_is_late(const OutboxRow *row, int64_t now);
void outbox_drop(StoreTxn *txn, OutboxRow *row, const char *why, int64_t now);
// By hand: due again now, attempts begin anew. Also for buried and dropped rows.
void outbox_retry(StoreTxn *txn, OutboxRow *row, int64_t now);
// Whether it was sent nobody can know, since the store was put back from a copy of `made`: buried, until a
// person retries it. The conversation counts as answered all the same.
void outbox_doubt(StoreTxn *txn, OutboxRow *row, int64_t made, int64_t now);
bool outbox_is_in_doubt(const OutboxRow *row);
// A row that belongs to no arrival is forgotten after that time, when it was sent or given up
// (decision_forget).
void outbox_expire(StoreTxn *txn, uint64_t id, int64_t at);
// Removes a row that is not scheduled.
void outbox_forget(StoreTxn *txn, const OutboxRow *row);
// Removes a row in whatever state: who is sending it just now finds it gone.
void outbox_remove(StoreTxn *txn, const OutboxRow *row);
// Forgets how it was rendered: it is rendered anew when its turn comes.
void outbox_unrender(StoreTxn *txn, OutboxRow *row);
// When the next row is due; INT64_MAX when none is. A snapshot is enough.
int64_t outbox_next_due(StoreTxn *txn);

// Walks all rows until `each` returns false. A snapshot is enough.
typedef bool (*OutboxEach)(StoreTxn *txn, OutboxRow *row, void *data);
void outbox_walk(StoreTxn *txn, OutboxEach each, void *data);

#endif
