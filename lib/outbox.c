// A row moves held -> ready -> claimed -> done, or aside to buried or dropped.
// What is ready or claimed also stands in an index by time, so that the courier
// finds the next one without a walk; every change goes through row_move, which
// keeps the two in step.
// What a courier says of a claim counts while the row still stands as that claim left it (outbox_claimed):
// the one rule by which a courier that was stopped and goes on is harmless to another's work.
#include "outbox.h"

#include "record.h"
#include "units.h"

enum { OUTBOX_KIND = 'O', OUTBOX_VERSION = 3, REPLY_MAX = 500 };

static const int64_t FIRST_WAIT = 20 * G_TIME_SPAN_SECOND;
static const int64_t LONGEST_WAIT = 15 * G_TIME_SPAN_MINUTE;

const char *outbox_state_name(OutboxState state) {
    static const char *const NAMES[OUTBOX_STATES] = {"held", "ready", "claimed", "done", "buried", "dropped"};
    return NAMES[state];
}

const char *outbox_kind_name(OutboxKind kind) {
    static const char *const NAMES[OUTBOX_KINDS] = {"acknowledgement", "alert",        "clock",    "roll-up",
                                                    "digest",          "confirmation", "outreach", "burst"};
    return NAMES[kind];
}

bool outbox_is_to_customer(OutboxKind kind) {
    return kind == OUTBOX_ACKNOWLEDGEMENT || kind == OUTBOX_OUTREACH;
}

void outbox_row_free(OutboxRow *row) {
    if (row == NULL)
        return;
    g_free(row->mailbox);
    g_free(row->to);
    g_free(row->envelope_sender);
    g_free(row->message_id);
    g_clear_pointer(&row->values, g_bytes_unref);
    g_clear_pointer(&row->bytes, g_bytes_unref);
    g_free(row->reply);
    g_free(row);
}

static bool is_scheduled(OutboxState state) {
    return state == OUTBOX_READY || state == OUTBOX_CLAIMED;
}

bool outbox_is_scheduled(const OutboxRow *row) {
    return is_scheduled(row->state);
}

static void put_row(StoreTxn *txn, const OutboxRow *row) {
    RecordWriter *writer = record_writer_new(OUTBOX_KIND, OUTBOX_VERSION);
    record_put_u8(writer, (uint8_t)row->kind);
    record_put_u8(writer, (uint8_t)row->state);
    record_put_u64(writer, row->owner);
    record_put_u64(writer, row->thread);
    record_put_u32(writer, row->entry);
    record_put_fixed(writer, row->person.bytes, sizeof row->person.bytes);
    record_put_string(writer, row->mailbox);
    record_put_string(writer, row->to);
    record_put_string(writer, row->envelope_sender);
    record_put_string(writer, row->message_id);
    record_put_bytes(writer, row->values);
    record_put_bytes(writer, row->bytes);
    record_put_i64(writer, row->created);
    record_put_i64(writer, row->due);
    record_put_i64(writer, row->give_up);
    record_put_i64(writer, row->released);
    record_put_u32(writer, row->attempts);
    record_put_string(writer, row->reply);
    record_put_u64(writer, row->holder);
    record_put_u64(writer, row->generation);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_OUTBOX, store_key_number(row->id), row->owner, bytes);
}

static OutboxRow *open_row(StoreTxn *txn, uint64_t id, GBytes *bytes) {
    g_autoptr(OutboxRow) row = g_new0(OutboxRow, 1);
    RecordReader reader;
    record_reader_init(&reader, bytes, OUTBOX_KIND, OUTBOX_VERSION);
    row->id = id;
    row->kind = (OutboxKind)record_get_choice(&reader, OUTBOX_KINDS);
    row->state = (OutboxState)record_get_choice(&reader, OUTBOX_STATES);
    row->owner = record_get_u64(&reader);
    row->thread = record_get_u64(&reader);
    row->entry = record_get_u32(&reader);
    record_get_fixed(&reader, row->person.bytes, sizeof row->person.bytes);
    row->mailbox = record_get_string(&reader);
    row->to = record_get_string(&reader);
    row->envelope_sender = record_get_string(&reader);
    row->message_id = record_get_string(&reader);
    row->values = record_get_bytes(&reader);
    row->bytes = record_get_bytes(&reader);
    row->created = record_get_i64(&reader);
    row->due = record_get_i64(&reader);
    row->give_up = record_get_i64(&reader);
    row->released = record_get_i64(&reader);
    row->attempts = record_get_u32(&reader);
    row->reply = record_get_string(&reader);
    row->holder = reader.version > 2 ? record_get_u64(&reader) : 0;
    row->generation = reader.version > 2 ? record_get_u64(&reader) : 0;
    GError *error = NULL;
    if (record_reader_end(&reader, "outbox row", &error))
        return g_steal_pointer(&row);
    store_fail(txn, error);
    return NULL;
}

OutboxRow *outbox_get(StoreTxn *txn, uint64_t id) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_OUTBOX, store_key_number(id));
    return bytes == NULL ? NULL : open_row(txn, id, bytes);
}

// The one place where a row's state and due time change, index and record together. What the index holds of
// it is told by the stored row: the caller's may be older, when a person moved the row while it was being
// sent.
static void row_move(StoreTxn *txn, OutboxRow *row, OutboxState state, int64_t due) {
    g_autoptr(OutboxRow) stored = outbox_get(txn, row->id);
    if (stored != NULL && is_scheduled(stored->state))
        store_del(txn, TABLE_DUE, store_key_pair((uint64_t)stored->due, row->id));
    if (stored != NULL) // also under a row that is added anew: no claim has the number of one before
        row->generation = MAX(row->generation, stored->generation);
    row->holder = state == OUTBOX_CLAIMED ? row->holder : 0;
    row->state = state;
    row->due = due;
    if (is_scheduled(state))
        store_mark(txn, TABLE_DUE, store_key_pair((uint64_t)due, row->id));
    put_row(txn, row);
}

OutboxClaim outbox_claim_as(const OutboxRow *row) {
    return (OutboxClaim){row->id, row->holder, row->generation};
}

OutboxRow *outbox_claimed(StoreTxn *txn, const OutboxClaim *claim) {
    g_autoptr(OutboxRow) row = outbox_get(txn, claim->id);
    const bool holds = row != NULL && row->state == OUTBOX_CLAIMED && row->holder == claim->holder &&
                       row->generation == claim->generation;
    return holds ? g_steal_pointer(&row) : NULL;
}

static bool still_holds(StoreTxn *txn, const OutboxRow *row) {
    const OutboxClaim claim = outbox_claim_as(row);
    g_autoptr(OutboxRow) stored = outbox_claimed(txn, &claim);
    return stored != NULL;
}

static void set_reply(OutboxRow *row, const char *reply) {
    g_autofree char *clean = g_utf8_make_valid(reply == NULL ? "" : reply, -1);
    g_free(row->reply);
    row->reply = g_utf8_substring(clean, 0, MIN(g_utf8_strlen(clean, -1), REPLY_MAX));
}

void outbox_add(StoreTxn *txn, OutboxRow *row) {
    const OutboxState state = row->due == 0 ? OUTBOX_HELD : OUTBOX_READY;
    if (state == OUTBOX_READY)
        row->released = row->due;
    row_move(txn, row, state, row->due);
}

void outbox_release(StoreTxn *txn, OutboxRow *row, int64_t due) {
    row->released = due;
    row_move(txn, row, OUTBOX_READY, due);
}

// The first row of the index, with its time; false when the index is empty.
static bool first_due(StoreTxn *txn, int64_t *due, uint64_t *id) {
    StoreKey key = {0};
    uint64_t time;
    if (!store_next(txn, TABLE_DUE, &key, NULL))
        return false;
    store_key_numbers(&key, &time, id);
    *due = (int64_t)time;
    return true;
}

OutboxRow *outbox_claim_of(StoreTxn *txn, unsigned kinds, uint64_t holder, int64_t now) {
    StoreKey key = {0};
    for (; store_next(txn, TABLE_DUE, &key, NULL); key = store_key_after(key)) {
        uint64_t due, id;
        store_key_numbers(&key, &due, &id);
        if ((int64_t)due > now)
            return NULL;
        g_autoptr(OutboxRow) row = outbox_get(txn, id);
        if (store_failed(txn) && !store_pass_over(txn))
            return NULL;
        if (row == NULL || !is_scheduled(row->state) || row->due != (int64_t)due) {
            // Its row is gone or stands elsewhere by now: sending it by this entry would be once too often.
            // Or it cannot be read: then it can never be sent, and `earshot verify` names it.
            store_del(txn, TABLE_DUE, key);
        } else if ((kinds & (1u << row->kind)) != 0) {
            row->attempts++;
            row->generation++;
            row->holder = holder;
            row_move(txn, row, OUTBOX_CLAIMED, now + OUTBOX_LEASE);
            return g_steal_pointer(&row);
        }
    }
    return NULL;
}

OutboxRow *outbox_claim(StoreTxn *txn, uint64_t holder, int64_t now) {
    return outbox_claim_of(txn, ~0u, holder, now);
}

// Of an older release, which shared its store with no other courier, it is nobody's who lives.
static bool is_left_by(const OutboxRow *row, uint64_t holder) {
    return row->state == OUTBOX_CLAIMED && (row->holder == holder || row->holder == 0);
}

unsigned outbox_reclaim(StoreTxn *txn, uint64_t holder, int64_t now) {
    unsigned count = 0;
    StoreKey key = {0};
    while (store_next(txn, TABLE_DUE, &key, NULL)) {
        uint64_t due, id;
        store_key_numbers(&key, &due, &id);
        key = store_key_after(key);
        g_autoptr(OutboxRow) row = outbox_get(txn, id);
        if (row == NULL)
            store_pass_over(txn); // damaged: claiming deals with it
        if (row == NULL || !is_left_by(row, holder) || row->due <= now)
            continue;
        row_move(txn, row, OUTBOX_READY, now);
        count++;
    }
    return count;
}

bool outbox_may_try(const OutboxRow *row, int64_t claimed, int64_t now, int64_t monotonic) {
    return now < row->due - OUTBOX_LEASE / 2 && monotonic - claimed < OUTBOX_LEASE / 2;
}

bool outbox_rendered(StoreTxn *txn, const OutboxRow *row, GBytes *bytes) {
    const OutboxClaim claim = outbox_claim_as(row);
    g_autoptr(OutboxRow) stored = outbox_claimed(txn, &claim);
    if (stored == NULL)
        return false;
    g_clear_pointer(&stored->bytes, g_bytes_unref);
    stored->bytes = g_bytes_ref(bytes);
    put_row(txn, stored);
    return true;
}

bool outbox_done(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now) {
    if (!still_holds(txn, row))
        return false;
    // What was said is in the customer's hands now; here it would only lie about.
    g_clear_pointer(&row->values, g_bytes_unref);
    g_clear_pointer(&row->bytes, g_bytes_unref);
    set_reply(row, reply);
    row_move(txn, row, OUTBOX_DONE, now);
    return true;
}

static void bury(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now) {
    set_reply(row, reply);
    row_move(txn, row, OUTBOX_BURIED, now);
}

bool outbox_bury(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now) {
    const bool holds = still_holds(txn, row);
    if (holds)
        bury(txn, row, reply, now);
    return holds;
}

void outbox_drop(StoreTxn *txn, OutboxRow *row, const char *why, int64_t now) {
    set_reply(row, why);
    row->generation++;
    row_move(txn, row, OUTBOX_DROPPED, now);
}

// 20 s, 40 s, ... 15 min, each moved by up to a fifth either way so that a
// relay that comes back does not meet everybody at once.
static int64_t wait_after(const Seal *seal, const OutboxRow *row) {
    const int64_t wait = MIN(FIRST_WAIT << MIN(row->attempts - 1, 10U), LONGEST_WAIT);
    const struct {
        uint64_t id;
        uint64_t attempts;
    } lot = {row->id, row->attempts};
    const SealHash hash = seal_hash(seal, "jitter", &lot, sizeof lot);
    return wait + wait / 5 * ((int64_t)hash.bytes[0] - 128) / 128;
}

bool outbox_is_late(const OutboxRow *row, int64_t now) {
    return row->released > 0 && now - row->released >= row->give_up;
}

bool outbox_defer(StoreTxn *txn, OutboxRow *row, const char *reply, int64_t now) {
    if (!still_holds(txn, row))
        return false;
    if (outbox_is_late(row, now)) {
        g_autofree char *why = g_strdup_printf("given up; last: %s", reply);
        bury(txn, row, why, now);
        return true;
    }
    set_reply(row, reply);
    row->attempts = MAX(row->attempts, 1);
    row_move(txn, row, OUTBOX_READY, now + wait_after(store_txn_seal(txn), row));
    return true;
}

void outbox_retry(StoreTxn *txn, OutboxRow *row, int64_t now) {
    row->attempts = 0;
    row->generation++;
    row->released = now;
    row_move(txn, row, OUTBOX_READY, now);
}

#define IN_DOUBT "in doubt: "

void outbox_doubt(StoreTxn *txn, OutboxRow *row, int64_t made, int64_t now) {
    g_autofree char *time = units_time_format(made);
    g_autofree char *why =
        g_strdup_printf(IN_DOUBT "it waited in the backup of %s and may have been sent since", time);
    bury(txn, row, why, now);
}

bool outbox_is_in_doubt(const OutboxRow *row) {
    return row->state == OUTBOX_BURIED && row->reply != NULL && g_str_has_prefix(row->reply, IN_DOUBT);
}

void outbox_expire(StoreTxn *txn, uint64_t id, int64_t at) {
    store_mark(txn, TABLE_EXPIRY, store_key_pair((uint64_t)at, id));
}

void outbox_forget(StoreTxn *txn, const OutboxRow *row) {
    store_del(txn, TABLE_OUTBOX, store_key_number(row->id));
}

void outbox_remove(StoreTxn *txn, const OutboxRow *row) {
    if (is_scheduled(row->state))
        store_del(txn, TABLE_DUE, store_key_pair((uint64_t)row->due, row->id));
    outbox_forget(txn, row);
}

void outbox_unrender(StoreTxn *txn, OutboxRow *row) {
    g_clear_pointer(&row->bytes, g_bytes_unref);
    put_row(txn, row);
}

unsigned outbox_hurry(StoreTxn *txn, unsigned most, int64_t now) {
    unsigned count = 0;
    StoreKey key = store_key_pair((uint64_t)now + 1, 0);
    while (count < most && store_next(txn, TABLE_DUE, &key, NULL)) {
        uint64_t due, id;
        store_key_numbers(&key, &due, &id);
        key = store_key_after(key);
        if ((int64_t)due > now + 2 * LONGEST_WAIT) // no back-off is as long
            break;
        g_autoptr(OutboxRow) row = outbox_get(txn, id);
        if (row == NULL)
            store_pass_over(txn);
        if (row == NULL || row->state != OUTBOX_READY || row->attempts == 0 || row->due != (int64_t)due)
            continue;
        row_move(txn, row, OUTBOX_READY, now);
        count++;
    }
    return count;
}

int64_t outbox_next_due(StoreTxn *txn) {
    int64_t due;
    uint64_t id;
    return first_due(txn, &due, &id) ? due : INT64_MAX;
}

void outbox_walk(StoreTxn *txn, OutboxEach each, void *data) {
    StoreKey key = {0};
    GBytes *next = NULL;
    while (store_next(txn, TABLE_OUTBOX, &key, &next)) {
        g_autoptr(GBytes) bytes = next;
        uint64_t id, unused;
        store_key_numbers(&key, &id, &unused);
        g_autoptr(OutboxRow) row = open_row(txn, id, bytes);
        if (row == NULL || !each(txn, row, data))
            return;
        key = store_key_after(key);
    }
}
