// Order is all that matters here. A mail is tried only when its bytes are
// committed, so each retry sends the same; what became of it is committed
// before the next is tried, so that a crash can repeat at most the one in hand,
// and that one with the same Message-ID.
#include "dispatch.h"

#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "brief.h"
#include "decision.h"
#include "ear.h"
#include "fault.h"
#include "gauge.h"
#include "ledger.h"
#include "log.h"
#include "outbox.h"
#include "outcome.h"
#include "outfit.h"
#include "thread.h"
#include "trouble.h"

enum { BATCH = 20, LOOK_MS = 5000, FORGET_MOST = 500, HURRY_MOST = 500 };

// How long the relay is left alone after it was not there: its port may be back any moment, and a connection
// attempt now and then is cheap.
static const int64_t REST_FIRST = 2 * G_TIME_SPAN_SECOND, REST_LONGEST = 30 * G_TIME_SPAN_SECOND;

struct Dispatch {
    Editions *editions;
    Edition *edition; // by which it works now
    Relay *relay;     // of that; NULL without a url
    Store *store;
    uint64_t holder; // in whose name rows are claimed
    Wake *wake;
    Vitals *vitals;
    int wake_socket;
    int poked; // eventfd
    int other; // eventfd of who is woken with us by what others wrote; -1: nobody
    Ear *ear;
    atomic_bool stopping;
    bool reclaim;   // rows may be claimed in our name that nobody sends
    int64_t tidied; // when old arrivals were last forgotten, monotonic; 0 for never
    Gauge *gauge;
    Ledger *ledger;
    Trouble *store_trouble;
    Trouble *relay_trouble;
    int64_t rests;    // until then, monotonic, a relay that was away is not asked; 0 while it is well
    int64_t rest_for; // how long, when it was down last
    Pulse pulse;
};

// --- opening ---

// The relay goes with its edition: that of the one before says QUIT here, where nobody waits for it.
static void follow(Dispatch *dispatch) {
    if (!editions_follow(dispatch->editions, &dispatch->edition))
        return;
    relay_free(dispatch->relay);
    dispatch->relay = outfit_take_relay(dispatch->edition);
    if (dispatch->rests != 0)
        dispatch->rests = 1; // it may be another: asked at once, and still known to have been away
    gauge_set_budget(dispatch->gauge, edition_config(dispatch->edition)->time_budget);
}

static int listen_to(void *store) {
    return store_listen(store);
}

static const Config *config_of(const Dispatch *dispatch) {
    return edition_config(dispatch->edition);
}

Dispatch *dispatch_new(Editions *editions, Store *store, uint64_t holder, Wake *wake, Vitals *vitals,
                       GError **error) {
    g_autoptr(Dispatch) dispatch = g_new0(Dispatch, 1);
    dispatch->editions = editions;
    dispatch->store = store;
    dispatch->holder = holder;
    dispatch->other = -1;
    dispatch->ear = ear_new(listen_to, store);
    dispatch->wake = wake;
    dispatch->vitals = vitals;
    dispatch->reclaim = true;
    dispatch->poked = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (dispatch->poked < 0) {
        fault_set(error, FATE_TEMPORARY, "eventfd: %s", g_strerror(errno));
        return NULL;
    }
    dispatch->wake_socket = wake_listen(wake, error);
    if (dispatch->wake_socket < 0)
        return NULL;
    follow(dispatch);
    dispatch->gauge = gauge_new(store, config_of(dispatch)->time_budget);
    dispatch->ledger = ledger_new(store, vitals);
    dispatch->store_trouble = trouble_new("store", "nothing is sent", store_shown(store));
    dispatch->relay_trouble = trouble_new("relay", "what is to be sent waits", NULL);
    return g_steal_pointer(&dispatch);
}

void dispatch_free(Dispatch *dispatch) {
    if (dispatch == NULL)
        return;
    if (dispatch->poked >= 0)
        close(dispatch->poked);
    relay_free(dispatch->relay);
    edition_unref(dispatch->edition);
    ear_free(dispatch->ear);
    gauge_free(dispatch->gauge);
    ledger_free(dispatch->ledger);
    trouble_free(dispatch->store_trouble);
    trouble_free(dispatch->relay_trouble);
    g_free(dispatch);
}

void dispatch_pass_on(Dispatch *dispatch, int file) {
    dispatch->other = file;
}

void dispatch_poke(Dispatch *dispatch) {
    eventfd_write(dispatch->poked, 1);
}

const Pulse *dispatch_pulse(const Dispatch *dispatch) {
    return &dispatch->pulse;
}

void dispatch_stop(Dispatch *dispatch) {
    atomic_store(&dispatch->stopping, true);
    dispatch_poke(dispatch);
}

static void log_trouble(const char *what, const GError *error) {
    log_failure(LOG_LEVEL_ERROR, NULL, what, error);
}

// --- claiming, each a transaction ---

typedef struct Reclaim {
    uint64_t holder;
    unsigned count;
} Reclaim;

static bool do_reclaim(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Reclaim *reclaim = data;
    reclaim->count = outbox_reclaim(txn, reclaim->holder, g_get_real_time());
    return !store_failed(txn);
}

// Nobody but us claims rows in our name, and we hold none now: what is so claimed was left behind.
static void reclaim(Dispatch *dispatch) {
    Reclaim left = {.holder = dispatch->holder};
    g_autoptr(GError) error = NULL;
    if (!store_write(dispatch->store, do_reclaim, &left, 0, &error)) {
        log_trouble("reclaim-failed", error);
        return;
    }
    dispatch->reclaim = false;
    if (left.count > 0)
        log_event(LOG_LEVEL_NOTICE, NULL, "event=reclaim rows=%u", left.count);
}

// What goes out under pressure. Who commanded by mail hears of it as long as customers do.
static unsigned kinds_now(const Dispatch *dispatch) {
    static const unsigned FEWER = 1u << OUTBOX_ACKNOWLEDGEMENT | 1u << OUTBOX_OUTREACH | 1u << OUTBOX_CONFIRM;
    static const unsigned kinds[] = {[PRESSURE_CALM] = ~0u, [PRESSURE_TIGHT] = FEWER, [PRESSURE_DIRE] = 0};
    return kinds[store_pressure(dispatch->store)];
}

typedef struct Claim {
    const Config *config;
    unsigned kinds;
    uint64_t holder;
    int64_t claimed;    // when, monotonic
    GPtrArray *rows;    // OutboxRow *: to be sent
    GPtrArray *dropped; // likewise: not wanted any more
} Claim;

static bool do_claim(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Claim *claim = data;
    g_ptr_array_set_size(claim->rows, 0); // we may be run again
    g_ptr_array_set_size(claim->dropped, 0);
    const int64_t now = g_get_real_time();
    claim->claimed = g_get_monotonic_time(); // before it holds
    while (claim->rows->len + claim->dropped->len < BATCH) {
        OutboxRow *row = outbox_claim_of(txn, claim->kinds, claim->holder, now);
        if (row == NULL)
            break;
        const bool wanted = decision_still_wanted(txn, claim->config, row, now);
        const bool damaged = store_pass_over(txn);
        if (damaged) // one conversation that cannot be read holds up no other's mail
            outbox_bury(txn, row, "what it is about cannot be read: see earshot verify", now);
        g_ptr_array_add(wanted && !damaged ? claim->rows : claim->dropped, row);
    }
    return !store_failed(txn);
}

// --- a batch ---

// A courier that was away for a weekend must not promise on Monday what was for Friday.
static void bury_late(Dispatch *dispatch, GPtrArray *rows) {
    const int64_t now = g_get_real_time();
    for (guint i = 0; i < rows->len;) {
        OutboxRow *row = rows->pdata[i];
        if (!outbox_is_late(row, now)) {
            i++;
            continue;
        }
        const char *last = row->reply != NULL && *row->reply != '\0' ? row->reply : "none";
        g_autofree char *why = g_strdup_printf("given up before a further try; last: %s", last);
        outcome_unsent(dispatch->ledger, dispatch->vitals, row, LOG_LEVEL_WARNING, RELAY_BURY,
                       relay_fate_name(RELAY_BURY), why);
        g_ptr_array_remove_index(rows, i);
    }
}

typedef struct Rendered {
    OutboxRow *row; // borrowed; with its bytes
    GArray *threads;
    bool fenced; // somebody else has moved it meanwhile
} Rendered;

static void rendered_clear(void *data) {
    g_array_unref(((Rendered *)data)->threads);
}

typedef struct Batch {
    const Config *config;
    GArray *rendered; // Rendered
} Batch;

static bool render_one(const Dispatch *dispatch, OutboxRow *row, GArray *rendered, GError **error) {
    const Rendered one = {row, g_array_new(FALSE, FALSE, sizeof(uint64_t)), false};
    g_array_append_val(rendered, one);
    row->bytes = render_row(outfit_render(dispatch->edition), dispatch->store, row, g_get_real_time(),
                            one.threads, error);
    if (row->bytes == NULL)
        g_array_set_size(rendered, rendered->len - 1);
    return row->bytes != NULL;
}

// Gives each row its bytes; a row that cannot have any is recorded and leaves the batch.
static void render_all(Dispatch *dispatch, GPtrArray *rows, GArray *rendered) {
    for (guint i = 0; i < rows->len;) {
        OutboxRow *row = rows->pdata[i];
        g_autoptr(GError) error = NULL;
        if (row->bytes != NULL || render_one(dispatch, row, rendered, &error)) {
            i++;
            continue;
        }
        const bool again = fault_fate(error) == FATE_TEMPORARY;
        outcome_unsent(dispatch->ledger, dispatch->vitals, row, LOG_LEVEL_ERROR,
                       again ? RELAY_DEFER : RELAY_BURY, "render-failed", error->message);
        g_ptr_array_remove_index(rows, i);
    }
}

static bool do_rendered(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Batch *batch = data;
    for (guint i = 0; i < batch->rendered->len; i++) {
        Rendered *one = &g_array_index(batch->rendered, Rendered, i);
        one->fenced = !outbox_rendered(txn, one->row, one->row->bytes);
        if (!one->fenced)
            brief_grant(txn, batch->config, one->row, one->threads, g_get_real_time());
    }
    return !store_failed(txn);
}

// What is not ours any more is not sent by us.
static void leave_fenced(const Dispatch *dispatch, const GArray *rendered, GPtrArray *rows) {
    for (guint i = 0; i < rendered->len; i++) {
        const Rendered *one = &g_array_index(rendered, Rendered, i);
        const OutboxClaim claim = outbox_claim_as(one->row);
        if (!one->fenced)
            continue;
        ledger_fenced(dispatch->ledger, &claim, "rendered", NULL);
        g_ptr_array_remove(rows, one->row);
    }
}

static bool commit_bytes(Dispatch *dispatch, GPtrArray *rows) {
    g_autoptr(GArray) rendered = g_array_new(FALSE, FALSE, sizeof(Rendered));
    g_array_set_clear_func(rendered, rendered_clear);
    g_autoptr(GError) error = NULL;
    render_all(dispatch, rows, rendered);
    Batch batch = {config_of(dispatch), rendered};
    if (rendered->len > 0 && !store_write_ahead(dispatch->store, do_rendered, &batch, 0, &error)) {
        log_trouble("bytes-not-committed", error);
        return false;
    }
    leave_fenced(dispatch, rendered, rows);
    return true;
}

// Not asked again for each row: with many of them it would hear of nothing else.
static void rest(Dispatch *dispatch, const char *reply) {
    dispatch->rest_for = CLAMP(2 * dispatch->rest_for, REST_FIRST, REST_LONGEST);
    dispatch->rests = g_get_monotonic_time() + dispatch->rest_for;
    trouble_note(dispatch->relay_trouble, reply);
    vitals_set(dispatch->vitals, VITAL_RELAY_RESTS, g_get_real_time() + dispatch->rest_for);
}

static bool do_hurry(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    outbox_hurry(txn, HURRY_MOST, g_get_real_time());
    return !store_failed(txn);
}

static void relay_is_well(Dispatch *dispatch) {
    if (dispatch->rests != 0) // should it fail, they go out at their time
        store_write(dispatch->store, do_hurry, NULL, 0, NULL);
    dispatch->rests = dispatch->rest_for = 0;
    vitals_set(dispatch->vitals, VITAL_RELAY_RESTS, 0);
    trouble_end(dispatch->relay_trouble);
}

typedef struct Lease {
    const OutboxRow *row;
    int64_t claimed; // monotonic
} Lease;

static bool may_try(const void *data) {
    const Lease *lease = data;
    return outbox_may_try(lease->row, lease->claimed, g_get_real_time(), g_get_monotonic_time());
}

// True when another mail can be sent now.
static bool send_one(Dispatch *dispatch, OutboxRow *row, const Lease *lease) {
    const RelayMail mail = {
        .sender = row->envelope_sender != NULL ? row->envelope_sender : "",
        .recipient = row->to != NULL ? row->to : "",
        .bytes = row->bytes,
        .may = may_try,
        .data = lease,
    };
    const RelayResult result = relay_send(dispatch->relay, &mail);
    const bool recorded = outcome_tried(dispatch->ledger, dispatch->vitals, row, &result);
    if (result.down)
        rest(dispatch, result.reply);
    else
        relay_is_well(dispatch);
    return recorded && !result.down;
}

static void send_all(Dispatch *dispatch, GPtrArray *rows, int64_t claimed) {
    bool goes_on = true;
    while (rows->len > 0 && goes_on && !atomic_load(&dispatch->stopping)) {
        const Lease lease = {rows->pdata[0], claimed};
        pulse_promise(&dispatch->pulse, PULSE_WORK);
        if (!may_try(&lease)) // when relay and disk are slow, or we were stopped: others could claim it soon
            break;
        goes_on = send_one(dispatch, rows->pdata[0], &lease);
        g_ptr_array_remove_index(rows, 0);
    }
    // That the relay is away is nothing about the mails behind the one that met it: they are ready again, and
    // go out as soon as it is back.
    if (rows->len > 0)
        dispatch->reclaim = true;
}

// True when there may be more to do at once.
static bool work(Dispatch *dispatch) {
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)outbox_row_free);
    g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func((GDestroyNotify)outbox_row_free);
    Claim claim = {.config = config_of(dispatch),
                   .kinds = kinds_now(dispatch),
                   .holder = dispatch->holder,
                   .rows = rows,
                   .dropped = dropped};
    g_autoptr(GError) error = NULL;
    if (claim.kinds == 0)
        return false;
    if (!store_write(dispatch->store, do_claim, &claim, 0, &error)) {
        trouble_note(dispatch->store_trouble, error->message);
        return false;
    }
    trouble_end(dispatch->store_trouble);
    for (guint i = 0; i < dropped->len; i++)
        outcome_dropped(dispatch->vitals, dropped->pdata[i]);
    if (rows->len == 0)
        return dropped->len > 0;
    bury_late(dispatch, rows);
    if (!commit_bytes(dispatch, rows)) {
        dispatch->reclaim = true;
        return false;
    }
    send_all(dispatch, rows, claim.claimed);
    return true;
}

// --- tidying ---

static bool do_forget(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    *(unsigned *)data = decision_forget(txn, g_get_real_time(), FORGET_MOST);
    return !store_failed(txn);
}

// About once an hour, when there is nothing to send; sooner again while there is more than one transaction
// should hold.
static void tidy(Dispatch *dispatch) {
    const int64_t now = g_get_monotonic_time();
    unsigned count = 0;
    g_autoptr(GError) error = NULL;
    if (dispatch->tidied != 0 && now - dispatch->tidied < G_TIME_SPAN_HOUR)
        return;
    dispatch->tidied = now;
    if (!store_write(dispatch->store, do_forget, &count, 0, &error)) {
        log_trouble("forget-failed", error);
        return;
    }
    if (count == FORGET_MOST)
        dispatch->tidied = 0;
    if (count > 0)
        log_event(LOG_LEVEL_INFO, NULL, "event=forget records=%u", count);
}

// --- sleeping ---

static bool do_next_due(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    *(int64_t *)data = outbox_next_due(txn);
    return !store_failed(txn);
}

// At most, should a poke be lost; under pressure somebody has to see that it is over.
static int longest_sleep(const Dispatch *dispatch) {
    return store_pressure(dispatch->store) == PRESSURE_CALM ? LOOK_MS : LOOK_MS / 5;
}

// Milliseconds until there is something to do.
static int time_to_sleep(Dispatch *dispatch) {
    const int most = longest_sleep(dispatch);
    int64_t due = INT64_MAX;
    g_autoptr(GError) error = NULL;
    const int64_t left = dispatch->rests - g_get_monotonic_time();
    if (left > 0)
        return (int)MIN(left / 1000 + 1, most);
    if (!store_read(dispatch->store, do_next_due, &due, &error)) {
        trouble_note(dispatch->store_trouble, error->message);
        return most;
    }
    const int64_t now = g_get_real_time();
    if (due <= now)
        return 0;
    return (int)MIN((due - now) / 1000 + 1, most);
}

static void sleep_for(Dispatch *dispatch, int ms) {
    struct pollfd sources[] = {{.fd = dispatch->wake_socket, .events = POLLIN},
                               {.fd = dispatch->poked, .events = POLLIN},
                               {.fd = ear_file(dispatch->ear), .events = POLLIN}};
    ms = ear_sleep(dispatch->ear, ms, g_get_monotonic_time());
    pulse_promise(&dispatch->pulse, PULSE_SOON + ms * G_TIME_SPAN_MILLISECOND);
    poll(sources, G_N_ELEMENTS(sources), ms);
    if (sources[2].revents != 0 && ear_heard(dispatch->ear, g_get_monotonic_time()) && dispatch->other >= 0)
        eventfd_write(dispatch->other, 1);
    pulse_promise(&dispatch->pulse, PULSE_WORK);
    eventfd_t unused;
    eventfd_read(dispatch->poked, &unused);
    wake_drain(dispatch->wake);
}

void dispatch_run(Dispatch *dispatch) {
    while (!atomic_load(&dispatch->stopping)) {
        pulse_promise(&dispatch->pulse, PULSE_WORK);
        follow(dispatch);
        ear_turn(dispatch->ear, g_get_monotonic_time());
        vitals_set(dispatch->vitals, VITAL_PRESSURE, gauge_look(dispatch->gauge));
        if (!ledger_settle(dispatch->ledger)) { // nothing is claimed or sent before that is known
            sleep_for(dispatch, LOOK_MS / 5);
            continue;
        }
        // Before the look for what is due: a row that was left behind is not, until its lease ends.
        if (dispatch->reclaim)
            reclaim(dispatch);
        vitals_set(dispatch->vitals, VITAL_DISPATCHED, g_get_real_time());
        const int ms = dispatch->relay == NULL ? LOOK_MS : time_to_sleep(dispatch);
        if (ms > 0) {
            tidy(dispatch);
            sleep_for(dispatch, ms);
        } else if (!work(dispatch)) {
            sleep_for(dispatch, LOOK_MS / 5); // due, and yet nothing could be done: no busy loop
        }
    }
    if (ledger_settle(dispatch->ledger))
        reclaim(dispatch); // what was claimed and not tried is ready again
    pulse_end(&dispatch->pulse);
}
