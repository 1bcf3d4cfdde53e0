// Two buckets of five minutes slide as one: what the older holds counts for the
// part of it that still lies within. The usual comes from hours, slid likewise.
// The buckets are moved by how far the clock went since they were written. A clock
// that was set back moves nothing and the buckets go on from the new time:
// neither does a surge get a clean slate, nor do hours pile up in one bucket
// until the old time is reached again.
#include "breaker.h"

#include <string.h>

#include "address.h"
#include "record.h"

enum { BREAKER_KIND = 'B', BREAKER_VERSION = 1, FIVES = 2, HOURS = 25, FIVES_OF_A_DAY = 288 };

typedef struct State {
    int64_t at; // what the buckets are right for; bucket 0 is being filled, the next is older
    uint32_t fives[FIVES];
    uint32_t hours[HOURS];
    int64_t opened;
    int64_t risky; // when the last risky answer went out or was held
    int64_t held_last;
    uint32_t held;
    bool open;
} State;

static const int64_t FIVE_MINUTES = 5 * G_TIME_SPAN_MINUTE;
// Messages are judged side by side and come here out of order by a little; that is no clock set back. Were it
// taken for one, each that straddles the edge of a bucket would move the buckets once more.
static const int64_t OUT_OF_ORDER = G_TIME_SPAN_MINUTE;

static void put_counts(RecordWriter *writer, const uint32_t *counts, size_t size) {
    for (size_t i = 0; i < size; i++)
        record_put_u32(writer, counts[i]);
}

static void get_counts(RecordReader *reader, uint32_t *counts, size_t size) {
    for (size_t i = 0; i < size; i++)
        counts[i] = record_get_u32(reader);
}

static void read_state(RecordReader *reader, State *state) {
    state->at = record_get_i64(reader);
    get_counts(reader, state->fives, FIVES);
    get_counts(reader, state->hours, HOURS);
    state->opened = record_get_i64(reader);
    state->risky = record_get_i64(reader);
    state->held_last = record_get_i64(reader);
    state->held = record_get_u32(reader);
    state->open = record_get_u8(reader) != 0;
}

// Moves the buckets from one time to a later one.
static void shift(uint32_t *buckets, size_t size, int64_t length, int64_t from, int64_t to) {
    const uint64_t periods = (uint64_t)MAX(to / length - from / length, 0);
    const size_t moved = (size_t)MIN(periods, size);
    memmove(buckets + moved, buckets, (size - moved) * sizeof *buckets);
    memset(buckets, 0, moved * sizeof *buckets);
}

static void move_to(State *state, int64_t time) {
    if (time < state->at && state->at - time <= OUT_OF_ORDER)
        return;
    shift(state->fives, FIVES, FIVE_MINUTES, state->at, time);
    shift(state->hours, HOURS, G_TIME_SPAN_HOUR, state->at, time);
    state->at = time;
}

// Quiet closes it. What was noted over a day ahead was noted by a wrong clock: waiting for its quiet would be
// silence until then, and a surge that goes on opens it again.
static bool stays_open(const State *state, int64_t now) {
    return state->open && now - state->risky < BREAKER_QUIET && state->risky - now <= G_TIME_SPAN_DAY;
}

static StoreKey key_of(StoreTxn *txn, const char *mailbox) {
    g_autofree char *folded = address_key(mailbox);
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "breaker", folded));
}

static State stored_at(StoreTxn *txn, StoreKey key, int64_t now) {
    const int64_t time = MAX(now, 0);
    State state = {.at = time};
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_LIMIT, key);
    if (bytes == NULL)
        return state;
    RecordReader reader;
    record_reader_init(&reader, bytes, BREAKER_KIND, BREAKER_VERSION);
    read_state(&reader, &state);
    GError *error = NULL;
    if (!record_reader_end(&reader, "breaker", &error)) {
        store_fail(txn, error);
        return (State){.at = time};
    }
    move_to(&state, time);
    state.open = stays_open(&state, time);
    return state;
}

static State state_at(StoreTxn *txn, const char *mailbox, int64_t now) {
    return stored_at(txn, key_of(txn, mailbox), now);
}

void breaker_at(StoreTxn *txn, StoreKey key) {
    (void)stored_at(txn, key, 0);
}

static void put_state(StoreTxn *txn, const char *mailbox, const State *state) {
    RecordWriter *writer = record_writer_new(BREAKER_KIND, BREAKER_VERSION);
    record_put_i64(writer, state->at);
    put_counts(writer, state->fives, FIVES);
    put_counts(writer, state->hours, HOURS);
    record_put_i64(writer, state->opened);
    record_put_i64(writer, state->risky);
    record_put_i64(writer, state->held_last);
    record_put_u32(writer, state->held);
    record_put_u8(writer, state->open);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_LIMIT, key_of(txn, mailbox), STORE_OWNER_NONE, bytes);
}

// The sum of the buckets, of the oldest only the part that lies within the window still.
static double slide(const uint32_t *buckets, size_t size, int64_t length, int64_t at) {
    const double left = 1.0 - (double)(at % length) / (double)length;
    double sum = buckets[size - 1] * left;
    for (size_t i = 0; i + 1 < size; i++)
        sum += buckets[i];
    return sum;
}

static bool surges(const State *state) {
    const double last = slide(state->fives, FIVES, FIVE_MINUTES, state->at) + 1;
    const double mean = slide(state->hours, HOURS, G_TIME_SPAN_HOUR, state->at) / FIVES_OF_A_DAY;
    return last > BREAKER_MINIMUM && last > BREAKER_FACTOR * MAX(mean, BREAKER_USUAL_LEAST);
}

static void add_one(uint32_t *count) {
    *count += *count < UINT32_MAX;
}

Breaker breaker_look(StoreTxn *txn, const char *mailbox, int64_t now) {
    const State state = state_at(txn, mailbox, now);
    return (Breaker){
        .opened = state.opened, .held_last = state.held_last, .held = state.held, .open = state.open};
}

bool breaker_would_hold(StoreTxn *txn, const char *mailbox, int64_t now) {
    const State state = state_at(txn, mailbox, now);
    return state.open || surges(&state);
}

void breaker_count(StoreTxn *txn, const char *mailbox, int64_t now) {
    State state = state_at(txn, mailbox, now);
    add_one(&state.fives[0]);
    add_one(&state.hours[0]);
    state.risky = state.at;
    put_state(txn, mailbox, &state);
}

bool breaker_hold(StoreTxn *txn, const char *mailbox, int64_t now) {
    State state = state_at(txn, mailbox, now);
    const bool opens = !state.open;
    if (opens) {
        state.open = true;
        state.opened = state.at;
        state.held = 0;
    }
    add_one(&state.held);
    state.held_last = state.risky = state.at;
    put_state(txn, mailbox, &state);
    return opens;
}

bool breaker_rearm(StoreTxn *txn, const char *mailbox, int64_t now) {
    State state = state_at(txn, mailbox, now);
    if (!state.open)
        return false;
    state.open = false;
    memset(state.fives, 0, sizeof state.fives);
    put_state(txn, mailbox, &state);
    return true;
}
