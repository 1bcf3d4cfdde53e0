// The relay has the mail, and the disk is full: until a commit says "sent", a
// restart or the end of its lease would send it a second time. So it is remembered
// for as long as the process lives, and nobody claims anything before it is written.
#include "ledger.h"

#include "decision.h"
#include "fault.h"
#include "log.h"
#include "thread.h"

enum { TRIES = 5 };

typedef struct Outcome {
    OutboxClaim claim;
    RelayFate fate;
    char *reply;
    bool fenced; // the claim did not hold any more
    int tries;   // in vain, for damage
} Outcome;

struct Ledger {
    Store *store;
    Vitals *vitals;
    GArray *left; // Outcome, in order
};

static void outcome_clear(gpointer data) {
    g_free(((Outcome *)data)->reply);
}

Ledger *ledger_new(Store *store, Vitals *vitals) {
    Ledger *ledger = g_new0(Ledger, 1);
    ledger->store = store;
    ledger->vitals = vitals;
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

// The row, unless somebody else moved it meanwhile; a row that cannot be read is not known to have moved.
static OutboxRow *row_of(StoreTxn *txn, Outcome *outcome) {
    OutboxRow *row = outbox_claimed(txn, &outcome->claim);
    outcome->fenced = row == NULL && !store_failed(txn);
    return row;
}

static bool do_record(StoreTxn *txn, void *data, GError **error) {
    (void)error; // the transaction carries it
    Outcome *outcome = data;
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
    Outcome *outcome = data;
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

// --- settling ---

void ledger_fenced(const Ledger *ledger, const OutboxClaim *claim, const char *step, const char *reply) {
    g_autofree char *id = thread_id_format(claim->id), *quoted = log_quote(reply);
    log_event(LOG_LEVEL_WARNING, NULL, "event=fenced outbox=%s step=%s claim=%" G_GUINT64_FORMAT " reply=%s",
              id, step, claim->generation, quoted);
    vitals_add(ledger->vitals, VITAL_FENCED, 0, 1);
}

// True when there is nothing more to do about it.
static bool settle_one(const Ledger *ledger, Outcome *outcome) {
    g_autoptr(GError) error = NULL;
    bool recorded = store_write_ahead(ledger->store, do_record, outcome, 0, &error);
    if (!recorded) {
        log_failure(LOG_LEVEL_ERROR, NULL, "outbox-not-recorded", error);
        if (fault_fate(error) != FATE_CORRUPT)
            return false;
        recorded = store_write(ledger->store, do_mark, outcome, 0, NULL);
    }
    if (recorded && outcome->fenced)
        ledger_fenced(ledger, &outcome->claim, relay_fate_name(outcome->fate), outcome->reply);
    return recorded || ++outcome->tries >= TRIES;
}

bool ledger_settle(Ledger *ledger) {
    while (ledger->left->len > 0 && settle_one(ledger, &g_array_index(ledger->left, Outcome, 0)))
        g_array_remove_index(ledger->left, 0);
    return ledger->left->len == 0;
}

bool ledger_record(Ledger *ledger, const OutboxRow *row, RelayFate fate, const char *reply) {
    const Outcome outcome = {.claim = outbox_claim_as(row), .fate = fate, .reply = g_strdup(reply)};
    g_array_append_val(ledger->left, outcome);
    for (int i = 0; i < TRIES; i++) {
        if (ledger_settle(ledger))
            return true;
        g_usleep(G_USEC_PER_SEC);
    }
    return false;
}
