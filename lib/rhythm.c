// Whether an account fell silent is asked about all of them every day, and counted
// at each message: so what is kept is small, of one size, and read in one look. Weeks
// of UTC and not of a mailbox: an account may write to several, and what a message
// at midnight on Sunday counts to makes no difference to whether anybody writes.
#include "rhythm.h"

#include <string.h>

#include "record.h"

enum { RHYTHM_KIND = 'y', RHYTHM_VERSION = 1 };

static const int64_t WEEK = 7 * G_TIME_SPAN_DAY;
static const int64_t EPOCH_DAY = 3 * G_TIME_SPAN_DAY; // 1 January 1970 was a Thursday
static const int64_t YEAR_1990 = INT64_C(631152000) * G_USEC_PER_SEC;
static const int64_t YEAR_9000 = INT64_C(221845392000) * G_USEC_PER_SEC; // nothing overflows up to here

// --- weeks ---

int64_t rhythm_week(int64_t at) {
    const int64_t from = CLAMP(at, -YEAR_9000, YEAR_9000) + EPOCH_DAY;
    return from / WEEK - (from % WEEK < 0);
}

int64_t rhythm_monday(int64_t week) {
    return week * WEEK - EPOCH_DAY;
}

unsigned rhythm_count(const Rhythm *rhythm, int64_t week) {
    if (rhythm->total == 0 || week > rhythm->newest || week <= rhythm->newest - RHYTHM_WEEKS)
        return 0;
    return rhythm->counts[rhythm->newest - week];
}

// --- counting ---

// Moves the weeks so that `newest` is the first of them, forwards or back: what does not lie among them then
// is forgotten.
static void move_to(Rhythm *rhythm, int64_t newest) {
    const uint64_t moved =
        (uint64_t)(newest > rhythm->newest ? newest - rhythm->newest : rhythm->newest - newest);
    const size_t gone = (size_t)MIN(moved, RHYTHM_WEEKS), left = RHYTHM_WEEKS - gone;
    const bool forwards = newest > rhythm->newest;
    memmove(rhythm->counts + (forwards ? gone : 0), rhythm->counts + (forwards ? 0 : gone), left);
    memset(rhythm->counts + (forwards ? 0 : left), 0, gone);
    rhythm->newest = newest;
}

static void forget_ahead(Rhythm *rhythm, int64_t now) {
    if (rhythm->total == 0 || rhythm->last - now <= G_TIME_SPAN_DAY)
        return;
    if (rhythm->newest > rhythm_week(now))
        move_to(rhythm, rhythm_week(now));
    rhythm->last = now;
    rhythm->first = MIN(rhythm->first, now);
}

void rhythm_add(Rhythm *rhythm, int64_t at, int64_t now) {
    if (now < YEAR_1990 || now > YEAR_9000 || at < YEAR_1990 || at > now + G_TIME_SPAN_DAY)
        return;
    forget_ahead(rhythm, now);
    const int64_t week = rhythm_week(at);
    if (rhythm->total == 0)
        *rhythm = (Rhythm){.first = at, .last = at, .newest = week};
    rhythm->first = MIN(rhythm->first, at);
    rhythm->last = MAX(rhythm->last, at);
    rhythm->total += rhythm->total < UINT64_MAX;
    if (week > rhythm->newest)
        move_to(rhythm, week);
    if (week <= rhythm->newest - RHYTHM_WEEKS)
        return;
    uint8_t *count = &rhythm->counts[rhythm->newest - week];
    *count = (uint8_t)(*count + (*count < UINT8_MAX));
}

// --- kept ---

static StoreKey key_of(StoreTxn *txn, const char *account) {
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "rhythm", account));
}

// What a record says is used as an index and a time: one that says what rhythm_add never does is damaged.
static bool is_sound(const Rhythm *rhythm) {
    return rhythm->total > 0 && rhythm->first >= YEAR_1990 && rhythm->first <= rhythm->last &&
           rhythm->last <= YEAR_9000 + G_TIME_SPAN_DAY && rhythm->newest == rhythm_week(rhythm->last);
}

Rhythm rhythm_at(StoreTxn *txn, StoreKey key) {
    Rhythm rhythm = {0};
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_RHYTHM, key);
    if (bytes == NULL)
        return rhythm;
    RecordReader reader;
    record_reader_init(&reader, bytes, RHYTHM_KIND, RHYTHM_VERSION);
    rhythm.total = record_get_u64(&reader);
    rhythm.first = record_get_i64(&reader);
    rhythm.last = record_get_i64(&reader);
    rhythm.newest = record_get_i64(&reader);
    record_get_fixed(&reader, rhythm.counts, sizeof rhythm.counts);
    reader.failed = reader.failed || !is_sound(&rhythm);
    GError *error = NULL;
    if (record_reader_end(&reader, "how often an account writes", &error))
        return rhythm;
    store_fail(txn, error);
    return (Rhythm){0};
}

Rhythm rhythm_of(StoreTxn *txn, const char *account) {
    return rhythm_at(txn, key_of(txn, account));
}

void rhythm_note(StoreTxn *txn, const char *account, int64_t at, int64_t now) {
    Rhythm rhythm = rhythm_of(txn, account);
    const Rhythm before = rhythm;
    rhythm_add(&rhythm, at, now);
    if (memcmp(&rhythm, &before, sizeof rhythm) == 0)
        return;
    RecordWriter *writer = record_writer_new(RHYTHM_KIND, RHYTHM_VERSION);
    record_put_u64(writer, rhythm.total);
    record_put_i64(writer, rhythm.first);
    record_put_i64(writer, rhythm.last);
    record_put_i64(writer, rhythm.newest);
    record_put_fixed(writer, rhythm.counts, sizeof rhythm.counts);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_RHYTHM, key_of(txn, account), STORE_OWNER_NONE, bytes);
}
