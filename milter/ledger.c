// The relay has the mail, and the disk is full: until a commit says "sent", a
// restart or the end of its lease would send it a second time. So it is remembered
// for as long as the process lives, and nobody claims anything before it is written.
#include "ledger.h"

#include "decision.h"
#include "fault.h"
#include "log.h"

enum { TRIES = 5 };

typedef struct Outcome {
    uint64_t id; // of the row
    RelayFate fate;
    char *reply;
    int tries; // in vain, for damage
} Outcome;

struct Ledger {
    Store *store;
    GArray *left; // Outcome, in order
};

static void outcome_clear(gpointer data) {
    g_free(((Outcome *)data)->reply);
}

Ledger *ledger_new(Store *store) {
    Ledger *ledger = g_new0(Ledger, 1);
    ledger->store = store;
    ledger->left = g_array_new(FALSE, FALSE, sizeof(Outcome));
    g_array_set_clear_func(ledger->left, outcome_clear);
    return ledger;
}

void ledger_free(Ledger *ledger) {
    if (ledger == NULL)
        return;
    g_array_unref(ledger->left);
    g_free(ledger);
}

// The row may have been dropped or erased by hand meanwhile: what stands in the store counts, except that
// what was sent was sent.
static OutboxRow *row_of(StoreTxn *txn, const Outcome *outcome) {
    OutboxRow *row = outbox_get(txn, outcome->id);
    if (row == NULL || row->state == OUTBOX_CLAIMED || outcome->fate == RELAY_SENT)
        return row;
    outbox_row_free(row);
    return NULL;
}

static bool do_record(StoreTxn *txn, void *data, GError **error) {
    (void)error; // the transaction carries it
    const Outcome *outcome = data;
    const int64_t now = g_get_real_time();
    g_autoptr(OutboxRow) row = row_of(txn, outcome);
    if (row != NULL && outcome->fate == RELAY_SENT)
        decision_sent(txn, row, outcome->reply, now);
    else if (row != NULL && outcome->fate == RELAY_DEFER)
        decision_deferred(txn, row, outcome->reply, now);
    else if (row != NULL)
        decision_buried(txn, row, outcome->reply, now);
    return !store_failed(txn);
}

// The row alone, where what belongs to it is damaged.
static bool do_mark(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Outcome *outcome = data;
    const int64_t now = g_get_real_time();
    g_autoptr(OutboxRow) row = row_of(txn, outcome);
    if (row != NULL && outcome->fate == RELAY_SENT)
        outbox_done(txn, row, outcome->reply, now);
    else if (row != NULL && outcome->fate == RELAY_DEFER)
        outbox_defer(txn, row, outcome->reply, now);
    else if (row != NULL)
        outbox_bury(txn, row, outcome->reply, now);
    return !store_failed(txn);
}

// True when there is nothing more to do about it.
static bool settle_one(Store *store, Outcome *outcome) {
    g_autoptr(GError) error = NULL;
    if (store_write(store, do_record, outcome, 0, &error))
        return true;
    log_failure(LOG_LEVEL_ERROR, NULL, "outbox-not-recorded", error);
    return fault_fate(error) == FATE_CORRUPT &&
           (store_write(store, do_mark, outcome, 0, NULL) || ++outcome->tries >= TRIES);
}

bool ledger_settle(Ledger *ledger) {
    while (ledger->left->len > 0 && settle_one(ledger->store, &g_array_index(ledger->left, Outcome, 0)))
        g_array_remove_index(ledger->left, 0);
    return ledger->left->len == 0;
}

bool ledger_record(Ledger *ledger, const OutboxRow *row, RelayFate fate, const char *reply) {
    const Outcome outcome = {.id = row->id, .fate = fate, .reply = g_strdup(reply)};
    g_array_append_val(ledger->left, outcome);
    for (int i = 0; i < TRIES; i++) {
        if (ledger_settle(ledger))
            return true;
        g_usleep(G_USEC_PER_SEC);
    }
    return false;
}
