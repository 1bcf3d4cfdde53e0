// Windows slide in buckets: an hour is twelve of five minutes and the one that
// is being filled, a day twenty-four of an hour and one. At a window's far end
// the whole bucket still counts, so a limit errs on the side of silence.
#include "limit.h"

#include <string.h>

#include "address.h"
#include "record.h"

enum { LIMIT_KIND = 'W', LIMIT_VERSION = 1, HOUR_BUCKETS = 13, DAY_BUCKETS = 25, SCOPES = 4 };

typedef struct Window {
    uint32_t hour[HOUR_BUCKETS]; // bucket i counts the period numbers that are i modulo HOUR_BUCKETS
    uint32_t day[DAY_BUCKETS];
    int64_t last; // the time up to which the buckets are right
} Window;

static const int64_t FIVE_MINUTES = 5 * G_TIME_SPAN_MINUTE;

// Empties the buckets whose period came round again between last and now.
static void roll(uint32_t *buckets, unsigned count, int64_t length, int64_t last, int64_t now) {
    const int64_t from = last / length, to = now / length;
    if (to - from >= count || to < from) {
        memset(buckets, 0, count * sizeof *buckets);
        return;
    }
    for (int64_t period = from + 1; period <= to; period++)
        buckets[(uint64_t)period % count] = 0;
}

static uint64_t sum(const uint32_t *buckets, unsigned count) {
    uint64_t total = 0;
    for (unsigned i = 0; i < count; i++)
        total += buckets[i];
    return total;
}

static Window read_window(StoreTxn *txn, StoreKey key, int64_t now) {
    Window window = {.last = now};
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_LIMIT, key);
    if (bytes == NULL)
        return window;
    RecordReader reader;
    record_reader_init(&reader, bytes, LIMIT_KIND, LIMIT_VERSION);
    for (size_t i = 0; i < HOUR_BUCKETS; i++)
        window.hour[i] = record_get_u32(&reader);
    for (size_t i = 0; i < DAY_BUCKETS; i++)
        window.day[i] = record_get_u32(&reader);
    window.last = record_get_i64(&reader);
    GError *error = NULL;
    if (!record_reader_end(&reader, "limit", &error)) {
        store_fail(txn, error);
        return window;
    }
    // A clock that was set back must not open the gates: time stands still until it is caught up. Beyond a
    // day the clock was wrong before, and standing still would be silence for as long.
    if (window.last - G_TIME_SPAN_DAY > now)
        return (Window){.last = now};
    const int64_t until = MAX(now, window.last);
    roll(window.hour, HOUR_BUCKETS, FIVE_MINUTES, window.last, until);
    roll(window.day, DAY_BUCKETS, G_TIME_SPAN_HOUR, window.last, until);
    window.last = until;
    return window;
}

static void write_window(StoreTxn *txn, StoreKey key, Window *window) {
    window->hour[(uint64_t)(window->last / FIVE_MINUTES) % HOUR_BUCKETS]++;
    window->day[(uint64_t)(window->last / G_TIME_SPAN_HOUR) % DAY_BUCKETS]++;
    RecordWriter *writer = record_writer_new(LIMIT_KIND, LIMIT_VERSION);
    for (size_t i = 0; i < HOUR_BUCKETS; i++)
        record_put_u32(writer, window->hour[i]);
    for (size_t i = 0; i < DAY_BUCKETS; i++)
        record_put_u32(writer, window->day[i]);
    record_put_i64(writer, window->last);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_LIMIT, key, STORE_OWNER_NONE, bytes);
}

static bool within(const Window *window, Rate rate) {
    return (rate.per_hour == 0 || sum(window->hour, HOUR_BUCKETS) < rate.per_hour) &&
           (rate.per_day == 0 || sum(window->day, DAY_BUCKETS) < rate.per_day);
}

typedef struct Scope {
    const char *label;
    const char *subject;
    Rate rate;
} Scope;

static void set_scopes(Scope scopes[SCOPES], const Limits *limits, const char *address, const char *mailbox) {
    scopes[0] = (Scope){"limit-sender", address, limits->per_sender};
    scopes[1] = (Scope){"limit-domain", address_domain(address), limits->per_domain};
    scopes[2] = (Scope){"limit-mailbox", mailbox, limits->per_mailbox};
    scopes[3] = (Scope){"limit-global", "", limits->global};
}

static StoreKey key_of(StoreTxn *txn, const Scope *scope) {
    g_autofree char *folded = address_key(scope->subject);
    return store_key_hash(seal_hash_string(store_txn_seal(txn), scope->label, folded));
}

static void count_one(StoreTxn *txn, const Scope *scope, int64_t now) {
    const StoreKey key = key_of(txn, scope);
    Window window = read_window(txn, key, now);
    write_window(txn, key, &window);
}

bool limit_allows(StoreTxn *txn, const Limits *limits, const char *address, const char *mailbox,
                  int64_t now) {
    Scope scopes[SCOPES];
    set_scopes(scopes, limits, address, mailbox);
    for (size_t i = 0; i < SCOPES; i++) {
        const Window window = read_window(txn, key_of(txn, &scopes[i]), now);
        if (!within(&window, scopes[i].rate))
            return false;
    }
    return true;
}

void limit_count(StoreTxn *txn, const char *address, const char *mailbox, int64_t now) {
    Scope scopes[SCOPES];
    const Limits unused = {0};
    set_scopes(scopes, &unused, address, mailbox);
    for (size_t i = 0; i < SCOPES; i++)
        count_one(txn, &scopes[i], now);
}

LimitUse limit_use(StoreTxn *txn, const char *mailbox, int64_t now) {
    Scope scopes[SCOPES];
    const Limits unused = {0};
    set_scopes(scopes, &unused, "", mailbox == NULL ? "" : mailbox);
    const Window window = read_window(txn, key_of(txn, &scopes[mailbox == NULL ? 3 : 2]), now);
    return (LimitUse){.hour = sum(window.hour, HOUR_BUCKETS), .day = sum(window.day, DAY_BUCKETS)};
}

bool limit_take_alert(StoreTxn *txn, const char *pm, uint32_t budget, int64_t now) {
    const Scope scope = {"limit-alerts", pm, {.per_day = budget}};
    const StoreKey key = key_of(txn, &scope);
    Window window = read_window(txn, key, now);
    // Unlike a rate, a budget of nothing is no alert at all.
    if (budget == 0 || !within(&window, scope.rate))
        return false;
    write_window(txn, key, &window);
    return true;
}

// These two count by the day and have no rate: what they tell is a sum.
static uint64_t day_sum(StoreTxn *txn, const Scope *scope, int64_t now) {
    const Window window = read_window(txn, key_of(txn, scope), now);
    return sum(window.day, DAY_BUCKETS);
}

// A desk answers from one host today and from another tomorrow: its organisation is one sender.
static char *desk_of(const char *address) {
    return address_organisation(address_domain(address));
}

void limit_note_desk(StoreTxn *txn, const char *address, int64_t now) {
    g_autofree char *desk = desk_of(address);
    count_one(txn, &(Scope){.label = "limit-desk", .subject = desk}, now);
}

bool limit_desk_answered(StoreTxn *txn, const char *address, int64_t now) {
    g_autofree char *desk = desk_of(address);
    return day_sum(txn, &(Scope){.label = "limit-desk", .subject = desk}, now) > 0;
}

void limit_count_duplicate(StoreTxn *txn, const char *mailbox, int64_t now) {
    count_one(txn, &(Scope){.label = "limit-duplicate", .subject = mailbox}, now);
}

uint32_t limit_duplicates(StoreTxn *txn, const char *mailbox, int64_t now) {
    const uint64_t count = day_sum(txn, &(Scope){.label = "limit-duplicate", .subject = mailbox}, now);
    return (uint32_t)MIN(count, UINT32_MAX);
}

void limit_at(StoreTxn *txn, StoreKey key) {
    (void)read_window(txn, key, 0);
}

void limit_forget(StoreTxn *txn, const char *address) {
    store_del(txn, TABLE_LIMIT, key_of(txn, &(Scope){.label = "limit-sender", .subject = address}));
}
