// What the store tells of itself, read part by part from snapshots; what it
// costs is bounded by a few seconds for each walk.
#include "status.h"

#include <string.h>

#include "arrival.h"
#include "breaker.h"
#include "fault.h"

enum { WALK_S = 3 };

typedef struct Look {
    const Status *status;
    StatusStore *found;
    StatusMailbox *mailboxes;
    int64_t until;                    // monotonic: no walk goes on behind it
    uint64_t holders[STATUS_HOLDERS]; // as many as found->holders says
} Look;

static bool has_time(const Look *look) {
    return g_get_monotonic_time() < look->until;
}

static void count_claim(Look *look, const OutboxRow *row) {
    StatusStore *found = look->found;
    found->lease_end = found->lease_end == 0 ? row->due : MIN(found->lease_end, row->due);
    for (uint32_t i = 0; i < found->holders; i++)
        if (look->holders[i] == row->holder)
            return;
    if (found->holders < STATUS_HOLDERS)
        look->holders[found->holders++] = row->holder;
}

static bool count_row(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    Look *look = data;
    StatusStore *found = look->found;
    found->rows[row->kind][row->state]++;
    if (row->state == OUTBOX_CLAIMED)
        count_claim(look, row);
    if (row->state == OUTBOX_BURIED && !outbox_is_to_customer(row->kind) &&
        row->due > look->status->now - G_TIME_SPAN_DAY)
        found->given_up++;
    if (row->state == OUTBOX_READY || row->state == OUTBOX_CLAIMED) {
        found->deferred += row->state == OUTBOX_READY && row->attempts > 0 ? 1 : 0;
        // A mail for the end of quiet hours does not wait before that.
        if (row->released <= look->status->now && (found->oldest == 0 || row->released < found->oldest))
            found->oldest = row->released;
    }
    found->counted = has_time(look);
    return found->counted;
}

static bool read_outbox(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Look *look = data;
    look->found->counted = true;
    look->until = g_get_monotonic_time() + WALK_S * G_USEC_PER_SEC;
    const int64_t next = outbox_next_due(txn);
    look->found->next = next == INT64_MAX ? 0 : next;
    outbox_walk(txn, count_row, look);
    return !store_failed(txn);
}

static bool count_arrival(const Arrival *arrival, void *data) {
    Look *look = data;
    StatusStore *found = look->found;
    const int64_t now = look->status->now;
    if (arrival->confirmed != 0) {
        found->receipt_last = MAX(found->receipt_last, arrival->confirmed);
    } else if (arrival->seen > now - STATUS_RECEIPT_PATIENCE) {
        found->fresh++;
    } else {
        found->late_since = found->late == 0 ? arrival->seen : found->late_since;
        found->late++;
    }
    // A receipt for this one or an earlier shows that the route works: those before it are other people's
    // refusals.
    if (arrival->confirmed != 0 && found->late > 0) {
        found->never += found->late;
        found->late = 0;
    }
    found->counted = found->counted && has_time(look);
    return found->counted;
}

// Of the last day, in the order in which they came.
static bool read_arrivals(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Look *look = data;
    look->until = g_get_monotonic_time() + WALK_S * G_USEC_PER_SEC;
    arrival_walk(txn, look->status->now - G_TIME_SPAN_DAY, count_arrival, look);
    return !store_failed(txn);
}

static bool read_rest(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Look *look = data;
    const int64_t now = look->status->now;
    const GPtrArray *mailboxes = look->status->config->mailboxes;
    look->found->clocks = clocks_count(txn, now, G_TIME_SPAN_MINUTE);
    thread_count_open(txn, now, now + G_TIME_SPAN_HOUR, look->found->threads);
    look->found->use = limit_use(txn, NULL, now);
    for (guint i = 0; i < mailboxes->len; i++) {
        const char *name = ((const Mailbox *)mailboxes->pdata[i])->name;
        const Breaker breaker = breaker_look(txn, name, now);
        look->mailboxes[i] = (StatusMailbox){.open = breaker.open,
                                             .opened = breaker.opened,
                                             .held = breaker.held,
                                             .use = limit_use(txn, name, now)};
    }
    return !store_failed(txn);
}

static void note_trouble(StatusStore *found, const GError *error) {
    if (error == NULL || *found->trouble != '\0')
        return;
    g_strlcpy(found->trouble, error->message, sizeof found->trouble);
    found->away = fault_fate(error) == FATE_TEMPORARY;
}

static bool read_state(Store *store, StatusStore *found, GError **error) {
    g_auto(StoreState) state = {0};
    if (!store_stat(store, &found->stat, error) || !store_state(store, &state, error))
        return false;
    g_strlcpy(found->engine, state.engine != NULL ? state.engine : "", sizeof found->engine);
    g_strlcpy(found->where, state.where != NULL ? state.where : "", sizeof found->where);
    found->standbys = state.standbys;
    found->confirmed = state.confirmed;
    found->sessions = state.sessions;
    found->lag = state.lag;
    return true;
}

// A part that cannot be read leaves the others.
void status_read_parts(Status *status, Store *store) {
    static const StoreWork PARTS[] = {read_outbox, read_arrivals, read_rest};
    Look look = {.status = status, .found = &status->store, .mailboxes = status->mailboxes};
    g_autoptr(GError) error = NULL;
    look.found->opened = true;
    look.found->whole = read_state(store, look.found, &error);
    note_trouble(look.found, error);
    for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        g_autoptr(GError) own = NULL;
        look.found->whole = store_read(store, PARTS[i], &look, &own) && look.found->whole;
        note_trouble(look.found, own);
    }
}
