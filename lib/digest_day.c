// What came is read from counts by the hour. A request comes in bursts when it
// came more often than its own past explains: against the same days of four
// weeks, since a Monday is no Sunday, and with small numbers taken for what they are.
#include "digest_parts.h"

#include <math.h>
#include <string.h>

#include "breaker.h"
#include "clocks.h"
#include "erased.h"
#include "limit.h"
#include "refusal.h"
#include "tally.h"
#include "timings.h"
#include "unanswered.h"
#include "values.h"

enum {
    WEEKS = 4,              // of past that a day is held against
    DAYS_LEAST = 7,         // of it that there must be
    BURST_LEAST = 3,        // messages, or it is chance
    CLOCKS_KEPT = 20000,    // of which percentiles are drawn
    UNANSWERED_READ = 2000, // the newest ones
};
static const double BURST_CHANCE = 0.01, BURST_FACTOR = 1.5;
static const int64_t DAY = G_TIME_SPAN_DAY, HOUR = G_TIME_SPAN_HOUR;

// --- counts ---

// The day that ends now, in whole hours.
static int64_t day_begins(int64_t now) {
    return now - now % HOUR - DAY;
}

static void add_reason(GHashTable *reasons, const char *code, unsigned more) {
    if (more == 0)
        return;
    const unsigned count = GPOINTER_TO_UINT(g_hash_table_lookup(reasons, code));
    g_hash_table_replace(reasons, g_strdup(code), GUINT_TO_POINTER(count + more));
}

// "acknowledge/list" is a reason, "acknowledge/yes" is none. Copies are counted elsewhere (limit.h).
static void take_count(Digest *digest, GHashTable *reasons, const char *name, unsigned count) {
    static const char PREFIX[] = "acknowledge/";
    if (strcmp(name, "messages") == 0)
        digest->messages += count;
    if (strcmp(name, "closed") == 0)
        digest->closed += count;
    if (!g_str_has_prefix(name, PREFIX))
        return;
    const char *code = name + strlen(PREFIX);
    if (strcmp(code, "yes") != 0 && strcmp(code, refusal_code(REFUSAL_DUPLICATE)) != 0)
        add_reason(reasons, code, count);
}

static int compare_reasons(gconstpointer a, gconstpointer b) {
    const DigestReason *left = *(DigestReason *const *)a, *right = *(DigestReason *const *)b;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return strcmp(left->code, right->code);
}

static void list_reasons(GHashTable *reasons, GPtrArray *list) {
    GHashTableIter iter;
    gpointer code, count;
    g_hash_table_iter_init(&iter, reasons);
    while (g_hash_table_iter_next(&iter, &code, &count)) {
        DigestReason *reason = g_new0(DigestReason, 1);
        *reason = (DigestReason){.code = g_strdup(code), .count = GPOINTER_TO_UINT(count)};
        g_ptr_array_add(list, reason);
    }
    g_ptr_array_sort(list, compare_reasons);
}

static void count_mailbox(const Gathering *gathering, const Mailbox *mailbox, GHashTable *reasons) {
    g_autoptr(GHashTable) sum =
        tally_sum(gathering->txn, mailbox->name, day_begins(gathering->now), gathering->now + 1);
    GHashTableIter iter;
    gpointer name, count;
    g_hash_table_iter_init(&iter, sum);
    while (g_hash_table_iter_next(&iter, &name, &count))
        take_count(gathering->digest, reasons, name, GPOINTER_TO_UINT(count));
    add_reason(reasons, refusal_code(REFUSAL_DUPLICATE),
               limit_duplicates(gathering->txn, mailbox->name, gathering->now));
}

static void gather_counts(const Gathering *gathering) {
    g_autoptr(GHashTable) reasons = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < gathering->mailboxes->len; i++)
        count_mailbox(gathering, gathering->mailboxes->pdata[i], reasons);
    list_reasons(reasons, gathering->digest->reasons);
}

// --- who was erased ---

static bool count_erased(StoreTxn *txn, const Erased *erased, void *data) {
    const Gathering *gathering = data;
    if (erased->at < day_begins(gathering->now) || erased->at > gathering->now)
        return true;
    for (guint i = 0; i < erased->threads->len; i++) {
        g_autoptr(Thread) shell = thread_stored(txn, g_array_index(erased->threads, uint64_t, i));
        if (shell != NULL && shell->merged_into == 0)
            gathering->digest->erased += gathering_mailbox(gathering, shell->mailbox) != NULL;
    }
    return true;
}

// --- patterns ---

typedef struct Rates {
    int64_t begins; // the day that is asked about
    int64_t first;  // the first hour in which anything was counted
    uint64_t today[REQUEST_COUNT];
    uint64_t before[REQUEST_COUNT];
    uint64_t same_days[REQUEST_COUNT]; // of these, on the same day of earlier weeks
} Rates;

static void take_hour(int64_t hour, const char *name, uint64_t count, void *data) {
    static const char PREFIX[] = "request/";
    Rates *rates = data;
    rates->first = MIN(rates->first, hour);
    const int found = g_str_has_prefix(name, PREFIX) ? request_find(name + strlen(PREFIX)) : -1;
    if (found < 0)
        return;
    if (hour >= rates->begins) {
        rates->today[found] += count;
        return;
    }
    rates->before[found] += count;
    const int64_t back = (rates->begins - hour) % (7 * DAY);
    if (back == 0 || back > 6 * DAY)
        rates->same_days[found] += count;
}

// How likely so many are, or more, when `usual` come on average (Poisson); summed from there upwards, where
// the terms fall.
static double chance_of(uint64_t count, double usual) {
    enum { TERMS = 10000 };
    if ((double)count <= usual)
        return 1;
    int sign;
    double term = exp((double)count * log(usual) - usual - lgamma_r((double)count + 1, &sign));
    double sum = 0;
    for (unsigned i = 1; i < TERMS && term > sum * 1e-9; i++) {
        sum += term;
        term *= usual / (double)(count + i);
    }
    return sum;
}

// What nobody acts upon makes no pattern.
static bool may_burst(Request request) {
    return request != REQUEST_PRAISE && request != REQUEST_OTHER;
}

static void add_pattern(const Rates *rates, Request request, GPtrArray *patterns) {
    const int64_t days = MIN((rates->begins - rates->first + DAY - 1) / DAY, 7 * WEEKS);
    const uint64_t count = rates->today[request];
    if (!may_burst(request) || count < BURST_LEAST || days < DAYS_LEAST)
        return;
    const double weeks = (double)(days / 7), all = (double)rates->before[request];
    const double same = (double)rates->same_days[request];
    const double usual = MAX(all / (double)days, same / weeks);
    // One more than was seen: that none came in four weeks does not mean that none ever does.
    const double expected = MAX((all + 1) / (double)days, same / weeks);
    if ((double)count < BURST_FACTOR * expected || chance_of(count, expected) >= BURST_CHANCE)
        return;
    DigestPattern *pattern = g_new0(DigestPattern, 1);
    *pattern = (DigestPattern){.request = request, .count = (unsigned)count, .usual = usual};
    g_ptr_array_add(patterns, pattern);
}

// The most unusual first.
static int compare_patterns(gconstpointer a, gconstpointer b) {
    const DigestPattern *left = *(DigestPattern *const *)a, *right = *(DigestPattern *const *)b;
    const double first = left->count - left->usual, second = right->count - right->usual;
    return first > second ? -1 : first < second;
}

static void gather_patterns(const Gathering *gathering) {
    Rates rates = {.begins = day_begins(gathering->now), .first = gathering->now};
    for (guint i = 0; i < gathering->mailboxes->len; i++)
        tally_walk(gathering->txn, ((const Mailbox *)gathering->mailboxes->pdata[i])->name,
                   rates.begins - 7 * WEEKS * DAY, gathering->now + 1, take_hour, &rates);
    for (unsigned request = 0; request < REQUEST_COUNT; request++)
        add_pattern(&rates, (Request)request, gathering->digest->patterns);
    g_ptr_array_sort(gathering->digest->patterns, compare_patterns);
}

// --- who got no acknowledgement ---

typedef struct Mark {
    int64_t at;
    uint64_t thread;
    uint32_t entry;
} Mark;

typedef struct Marks { // the newest of them, in a ring
    Mark *marks;
    uint64_t count;
} Marks;

static bool take_mark(StoreTxn *txn, int64_t at, uint64_t thread, uint32_t entry, void *data) {
    (void)txn;
    Marks *marks = data;
    marks->marks[marks->count++ % UNANSWERED_READ] = (Mark){at, thread, entry};
    return true;
}

static void add_unanswered(const Gathering *gathering, const Thread *thread, const Entry *entry,
                           const char *code) {
    Digest *digest = gathering->digest;
    if (digest->unanswered->len == DIGEST_UNANSWERED) {
        digest->unanswered_more++;
        return;
    }
    const bool opener = entry->from == NULL || g_strcmp0(entry->from, thread->from) == 0;
    DigestUnanswered *unanswered = g_new0(DigestUnanswered, 1);
    unanswered->thread = thread->id;
    unanswered->at = entry->at;
    unanswered->who = opener ? situation_who(thread) : values_plain(entry->from);
    unanswered->subject = gathering_subject(thread);
    unanswered->code = values_plain(code);
    g_ptr_array_add(digest->unanswered, unanswered);
}

static void tell_mark(const Gathering *gathering, const Mark *mark) {
    g_autoptr(Thread) thread = thread_get(gathering->txn, mark->thread);
    if (thread == NULL || gathering_mailbox(gathering, thread->mailbox) == NULL || thread->accepted == 0 ||
        thread->answered >= mark->at)
        return;
    g_autoptr(Entry) entry = thread_entry(gathering->txn, mark->thread, mark->entry);
    const char *code = entry == NULL || entry->machine ? NULL : unanswered_code(entry->acknowledge);
    if (code != NULL)
        add_unanswered(gathering, thread, entry, code);
}

static void gather_unanswered(const Gathering *gathering) {
    g_autofree Mark *ring = g_new(Mark, UNANSWERED_READ);
    Marks marks = {.marks = ring};
    unanswered_walk(gathering->txn, gathering->now - DAY, gathering->now + 1, take_mark, &marks);
    const uint64_t kept = MIN(marks.count, UNANSWERED_READ);
    for (uint64_t i = 0; i < kept && !store_failed(gathering->txn); i++)
        tell_mark(gathering, &ring[(marks.count - 1 - i) % UNANSWERED_READ]);
}

// --- times ---

typedef struct Stopped {
    const Gathering *gathering;
    Timings *timings;
} Stopped;

static bool take_stopped(StoreTxn *txn, const Clock *clock, void *data) {
    const Stopped *stopped = data;
    if (gathering_mailbox(stopped->gathering, clock->mailbox) != NULL)
        timings_add(stopped->timings, clock);
    return !store_failed(txn);
}

// The figures of all of a kind; NULL when none stopped.
static const TimingsGroup *group_of(const GPtrArray *groups, ClockKind kind) {
    for (guint i = 0; i < groups->len; i++) {
        const TimingsGroup *group = groups->pdata[i];
        if (group->by == TIMINGS_ALL && group->kind == kind)
            return group;
    }
    return NULL;
}

static void add_time(const TimingsGroup *group, uint64_t waiting, GPtrArray *times) {
    const GTimeSpan *spans = group->kind == CLOCK_ACKNOWLEDGE ? group->wall : group->business;
    DigestTime *time = g_new0(DigestTime, 1);
    *time = (DigestTime){.kind = group->kind,
                         .count = group->count,
                         .in_time = group->in_time,
                         .p50 = spans[TIMINGS_P50],
                         .p90 = spans[TIMINGS_P90],
                         .waiting = waiting};
    g_ptr_array_add(times, time);
}

static void gather_times(const Gathering *gathering) {
    g_autoptr(Timings) timings = timings_new(gathering->mailboxes, CLOCKS_KEPT);
    Stopped stopped = {gathering, timings};
    clocks_walk_stopped(gathering->txn, gathering->yesterday, gathering->today, take_stopped, &stopped);
    const GPtrArray *groups = timings_groups(timings);
    for (ClockKind kind = 0; kind < CLOCK_KINDS; kind++) {
        static const GTimeSpan NONE = -1;
        const TimingsGroup *group = group_of(groups, kind);
        const TimingsGroup nothing = {
            .kind = kind, .business = {NONE, NONE, NONE}, .wall = {NONE, NONE, NONE}};
        const unsigned waiting = gathering->digest->waiting[kind];
        if (group != NULL || waiting > 0)
            add_time(group != NULL ? group : &nothing, waiting, gathering->digest->times);
    }
}

// --- breakers ---

static void gather_breakers(const Gathering *gathering) {
    for (guint i = 0; i < gathering->mailboxes->len; i++) {
        const Mailbox *mailbox = gathering->mailboxes->pdata[i];
        const Breaker breaker = breaker_look(gathering->txn, mailbox->name, gathering->now);
        if (!breaker.open)
            continue;
        DigestBreaker *open = g_new0(DigestBreaker, 1);
        *open = (DigestBreaker){.mailbox = mailbox, .since = breaker.opened};
        g_ptr_array_add(gathering->digest->breakers, open);
    }
}

void digest_gather_day(Gathering *gathering) {
    gather_counts(gathering);
    erased_walk(gathering->txn, NULL, count_erased, gathering);
    gather_patterns(gathering);
    gather_unanswered(gathering);
    gather_times(gathering);
    gather_breakers(gathering);
}
