// Receipts come in bunches when the MTA empties its queue: they share a transaction, and one that cannot be
// recorded must not hold up the others.
#include "intake.h"

#include "arrival.h"
#include "decision.h"
#include "fault.h"

typedef struct Confirmation {
    const Config *config;
    IntakeReceipt *receipts;
    size_t count;
    int64_t now;
} Confirmation;

// A second copy's receipt tells nothing of the time that the first took.
static int64_t time_taken(StoreTxn *txn, uint64_t id, int64_t now) {
    g_autoptr(Arrival) arrival = arrival_get(txn, id);
    return arrival == NULL || arrival->confirmed != now ? 0 : MAX(now - arrival->seen, 1);
}

static bool do_confirm(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Confirmation *confirmation = data;
    for (size_t i = 0; i < confirmation->count; i++) {
        IntakeReceipt *receipt = &confirmation->receipts[i];
        uint64_t arrival = 0;
        receipt->known = seal_token_check(store_txn_seal(txn), SEAL_RECEIPT, receipt->token, &arrival) &&
                         decision_confirm(txn, confirmation->config, arrival, confirmation->now);
        receipt->took = receipt->known ? time_taken(txn, arrival, confirmation->now) : 0;
    }
    return !store_failed(txn);
}

static bool confirm(Store *store, const Config *config, IntakeReceipt *receipts, size_t count, int64_t now,
                    GError **error) {
    Confirmation confirmation = {.config = config, .receipts = receipts, .count = count, .now = now};
    return store_write_ahead(store, do_confirm, &confirmation, 0, error);
}

bool intake_confirm(Store *store, const Config *config, const char *token, int64_t now, bool *known,
                    GError **error) {
    IntakeReceipt receipt = {.token = (char *)(uintptr_t)token};
    const bool done = confirm(store, config, &receipt, 1, now, error);
    *known = done && receipt.known;
    return done;
}

static bool confirm_singly(Store *store, const Config *config, IntakeReceipt *receipts, size_t count,
                           int64_t now, GError **error) {
    g_autoptr(GError) first = NULL;
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GError) own = NULL;
        // What is not temporary would be the same next time.
        receipts[i].settled =
            intake_confirm(store, config, receipts[i].token, now, &receipts[i].known, &own) ||
            fault_fate(own) != FATE_TEMPORARY;
        if (first == NULL)
            first = g_steal_pointer(&own);
    }
    if (first == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&first));
    return false;
}

bool intake_confirm_all(Store *store, const Config *config, IntakeReceipt *receipts, size_t count,
                        int64_t now, GError **error) {
    if (!confirm(store, config, receipts, count, now, NULL))
        return confirm_singly(store, config, receipts, count, now, error);
    for (size_t i = 0; i < count; i++)
        receipts[i].settled = true;
    return true;
}
