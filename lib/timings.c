// Every kept clock stands in five groups at once. Sorting all of them once and
// walking up, each group only counts how many of its own have gone by: where the
// count meets a rank stands the percentile. So no group needs a list of its own.
#include "timings.h"

#include <string.h>

#include "clocks.h"
#include "mailbox.h"
#include "thread.h"

static const unsigned PERCENT[TIMINGS_RANKS] = {50, 90, 99};

typedef struct Sample {
    GTimeSpan business, wall;    // business: -1 for none
    uint32_t group[TIMINGS_BYS]; // indices
} Sample;

typedef struct Place { // of a sample in the order of one measure
    GTimeSpan span;
    uint32_t sample;
} Place;

struct Timings {
    const GPtrArray *mailboxes;
    size_t most;
    uint64_t stopped;                            // samples offered
    GArray *samples;                             // Sample
    GPtrArray *groups;                           // TimingsGroup *, in the order of their indices
    GPtrArray *ordered;                          // the same, as told
    GHashTable *named[CLOCK_KINDS][TIMINGS_BYS]; // name -> index
    GRand *rand;
};

static void group_free(gpointer data) {
    TimingsGroup *group = data;
    g_free(group->name);
    g_free(group);
}

Timings *timings_new(const GPtrArray *mailboxes, size_t most) {
    Timings *timings = g_new0(Timings, 1);
    timings->mailboxes = mailboxes;
    timings->most = MAX(most, 1);
    timings->samples = g_array_new(FALSE, FALSE, sizeof(Sample));
    timings->groups = g_ptr_array_new_with_free_func(group_free);
    timings->ordered = g_ptr_array_new();
    timings->rand = g_rand_new_with_seed(1);
    for (unsigned kind = 0; kind < CLOCK_KINDS; kind++)
        for (unsigned by = 0; by < TIMINGS_BYS; by++)
            timings->named[kind][by] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return timings;
}

void timings_free(Timings *timings) {
    if (timings == NULL)
        return;
    for (unsigned kind = 0; kind < CLOCK_KINDS; kind++)
        for (unsigned by = 0; by < TIMINGS_BYS; by++)
            g_hash_table_unref(timings->named[kind][by]);
    g_array_unref(timings->samples);
    g_ptr_array_unref(timings->ordered);
    g_ptr_array_unref(timings->groups);
    g_rand_free(timings->rand);
    g_free(timings);
}

// --- groups ---

static uint32_t group_of(Timings *timings, ClockKind kind, TimingsBy by, const char *name, unsigned order) {
    GHashTable *named = timings->named[kind][by];
    gpointer index;
    if (g_hash_table_lookup_extended(named, name, NULL, &index))
        return GPOINTER_TO_UINT(index);
    TimingsGroup *group = g_new0(TimingsGroup, 1);
    group->kind = kind;
    group->by = by;
    group->name = by == TIMINGS_ALL ? NULL : g_strdup(name);
    group->order = order;
    g_ptr_array_add(timings->groups, group);
    g_hash_table_insert(named, g_strdup(name), GUINT_TO_POINTER(timings->groups->len - 1));
    return timings->groups->len - 1;
}

static const Calendar *calendar_of(const Timings *timings, const Clock *clock) {
    for (guint i = 0; i < timings->mailboxes->len; i++) {
        const Mailbox *mailbox = timings->mailboxes->pdata[i];
        if (g_strcmp0(mailbox->name, clock->mailbox) == 0)
            return mailbox->calendar;
    }
    return NULL;
}

static char *week_of(const Calendar *calendar, int64_t time) {
    g_autoptr(GDateTime) moment = calendar != NULL ? calendar_local(calendar, time)
                                                   : g_date_time_new_from_unix_utc(time / G_USEC_PER_SEC);
    if (moment == NULL) // outside the years 1 to 9999
        return g_strdup(TIMINGS_UNKNOWN);
    return g_strdup_printf("%04d-W%02d", g_date_time_get_week_numbering_year(moment),
                           g_date_time_get_week_of_year(moment));
}

// The groups by all but the week, which only what stopped has.
static void find_groups(Timings *timings, const Clock *clock, uint32_t group[TIMINGS_BYS]) {
    const ClockKind kind = clock->kind;
    const char *mailbox = clock->mailbox == NULL ? TIMINGS_UNKNOWN : clock->mailbox;
    const char *tier = clock->tier == NULL ? TIMINGS_UNKNOWN : clock->tier;
    group[TIMINGS_ALL] = group_of(timings, kind, TIMINGS_ALL, "", 0);
    group[TIMINGS_MAILBOX] = group_of(timings, kind, TIMINGS_MAILBOX, mailbox, 0);
    group[TIMINGS_LEVEL] =
        group_of(timings, kind, TIMINGS_LEVEL, level_name(clock->level), LEVEL_COUNT - clock->level);
    group[TIMINGS_TIER] = group_of(timings, kind, TIMINGS_TIER, tier, clock->tier == NULL);
}

static TimingsGroup *group_at(const Timings *timings, const Sample *sample, unsigned by) {
    return timings->groups->pdata[sample->group[by]];
}

// --- taking in ---

// A sample comes into its groups' percentiles, or leaves them.
static void count_kept(const Timings *timings, const Sample *sample, bool comes) {
    for (unsigned by = 0; by < TIMINGS_BYS; by++) {
        TimingsGroup *group = group_at(timings, sample, by);
        group->kept_wall += comes ? 1U : UINT64_MAX;
        group->kept_business += sample->business < 0 ? 0 : comes ? 1U : UINT64_MAX;
    }
}

// Once `most` are kept, the n-th comes with the odds of most in n and takes the place of any: in the end each
// had the same odds to stay (reservoir sampling).
static void keep(Timings *timings, const Sample *sample) {
    timings->stopped++;
    if (timings->samples->len < timings->most) {
        g_array_append_val(timings->samples, *sample);
        count_kept(timings, sample, true);
        return;
    }
    const double drawn = g_rand_double(timings->rand) * (double)timings->stopped;
    if (drawn >= (double)timings->most)
        return;
    Sample *gone = &g_array_index(timings->samples, Sample, (size_t)drawn);
    count_kept(timings, gone, false);
    *gone = *sample;
    count_kept(timings, sample, true);
}

void timings_add(Timings *timings, const Clock *clock) {
    if (clock_runs(clock) || clock->end == CLOCK_DROPPED)
        return;
    const Calendar *calendar = calendar_of(timings, clock);
    const bool measured = calendar != NULL && clock->kind != CLOCK_ACKNOWLEDGE;
    Sample sample = {.business = measured ? clock_business(clock, calendar) : -1,
                     .wall = MAX(clock_wall(clock), 0)};
    g_autofree char *week = week_of(calendar, clock->stopped);
    find_groups(timings, clock, sample.group);
    sample.group[TIMINGS_WEEK] = group_of(timings, clock->kind, TIMINGS_WEEK, week, 0);
    for (unsigned by = 0; by < TIMINGS_BYS; by++) {
        TimingsGroup *group = group_at(timings, &sample, by);
        group->count++;
        group->in_time += clock->due != 0 && !clock_is_late(clock, clock->stopped);
    }
    keep(timings, &sample);
}

void timings_add_late(Timings *timings, const Clock *clock, int64_t now) {
    uint32_t group[TIMINGS_BYS];
    if (!clock_runs(clock) || !clock_is_late(clock, now))
        return;
    find_groups(timings, clock, group);
    for (unsigned by = 0; by < TIMINGS_WEEK; by++)
        ((TimingsGroup *)timings->groups->pdata[group[by]])->late++;
}

// --- from the store ---

typedef struct Gathering {
    Timings *timings;
    int64_t now;
} Gathering;

static bool gather_stopped(StoreTxn *txn, const Clock *clock, void *data) {
    (void)txn;
    timings_add(((Gathering *)data)->timings, clock);
    return true;
}

static bool gather_late(StoreTxn *txn, Thread *thread, void *data) {
    const Gathering *gathering = data;
    if (thread->due == 0 || thread->due >= gathering->now)
        return true;
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread->id);
    for (guint i = 0; i < clocks->len; i++)
        timings_add_late(gathering->timings, clocks->pdata[i], gathering->now);
    return true;
}

void timings_gather(Timings *timings, StoreTxn *txn, int64_t since, int64_t until, int64_t now) {
    Gathering gathering = {.timings = timings, .now = now};
    clocks_walk_stopped(txn, since, until, gather_stopped, &gathering);
    thread_walk_open(txn, gather_late, &gathering);
}

// --- percentiles ---

static int compare_places(gconstpointer a, gconstpointer b) {
    const GTimeSpan left = ((const Place *)a)->span, right = ((const Place *)b)->span;
    return (left > right) - (left < right);
}

static GArray *order_by(const Timings *timings, bool business) {
    GArray *places = g_array_sized_new(FALSE, FALSE, sizeof(Place), timings->samples->len);
    for (guint i = 0; i < timings->samples->len; i++) {
        const Sample *sample = &g_array_index(timings->samples, Sample, i);
        const Place place = {.span = business ? sample->business : sample->wall, .sample = i};
        if (place.span >= 0)
            g_array_append_val(places, place);
    }
    g_array_sort(places, compare_places);
    return places;
}

// The smallest number of values that is at least so many per cent of them all.
static uint64_t nearest_rank(uint64_t count, unsigned percent) {
    return (count * percent + 99) / 100;
}

static void pass(TimingsGroup *group, GTimeSpan span, bool business) {
    group->seen++;
    for (unsigned i = 0; i < TIMINGS_RANKS; i++)
        if (group->seen == nearest_rank(business ? group->kept_business : group->kept_wall, PERCENT[i]))
            (business ? group->business : group->wall)[i] = span;
}

static void rank(const Timings *timings, bool business) {
    for (guint i = 0; i < timings->groups->len; i++) {
        TimingsGroup *group = timings->groups->pdata[i];
        group->seen = 0;
        for (unsigned r = 0; r < TIMINGS_RANKS; r++)
            (business ? group->business : group->wall)[r] = -1;
    }
    g_autoptr(GArray) places = order_by(timings, business);
    for (guint i = 0; i < places->len; i++) {
        const Place *place = &g_array_index(places, Place, i);
        const Sample *sample = &g_array_index(timings->samples, Sample, place->sample);
        for (unsigned by = 0; by < TIMINGS_BYS; by++)
            pass(group_at(timings, sample, by), place->span, business);
    }
}

static int compare_groups(gconstpointer a, gconstpointer b) {
    const TimingsGroup *left = *(TimingsGroup *const *)a, *right = *(TimingsGroup *const *)b;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    if (left->by != right->by)
        return left->by < right->by ? -1 : 1;
    if (left->order != right->order)
        return left->order < right->order ? -1 : 1;
    return g_strcmp0(left->name, right->name);
}

const GPtrArray *timings_groups(Timings *timings) {
    rank(timings, true);
    rank(timings, false);
    g_ptr_array_set_size(timings->ordered, 0);
    for (guint i = 0; i < timings->groups->len; i++)
        g_ptr_array_add(timings->ordered, timings->groups->pdata[i]);
    g_ptr_array_sort(timings->ordered, compare_groups);
    return timings->ordered;
}

bool timings_is_drawn(const Timings *timings) {
    return timings->stopped > timings->samples->len;
}

bool timings_is_uneven(const Timings *timings, ClockKind kind, const TimingsGroup **longest,
                       const TimingsGroup **shortest) {
    enum { REPLIES = 10, TIMES = 3 };
    *longest = *shortest = NULL;
    for (guint i = 0; i < timings->ordered->len; i++) {
        const TimingsGroup *group = timings->ordered->pdata[i];
        if (group->kind != kind || group->by != TIMINGS_TIER || group->kept_business < REPLIES ||
            strcmp(group->name, TIMINGS_UNKNOWN) == 0)
            continue;
        const GTimeSpan wait = group->business[TIMINGS_P50];
        *longest = *longest == NULL || wait > (*longest)->business[TIMINGS_P50] ? group : *longest;
        *shortest = *shortest == NULL || wait < (*shortest)->business[TIMINGS_P50] ? group : *shortest;
    }
    // Half of the replies outside of hours is no business time at all: less than a minute counts as one.
    return *longest != *shortest && (*longest)->business[TIMINGS_P50] >=
                                        TIMES * MAX((*shortest)->business[TIMINGS_P50], G_TIME_SPAN_MINUTE);
}

char *timings_span(GTimeSpan span, bool days) {
    const GTimeSpan minute = G_TIME_SPAN_MINUTE, hour = G_TIME_SPAN_HOUR, day = G_TIME_SPAN_DAY;
    const GTimeSpan seconds = span / G_TIME_SPAN_SECOND, minutes = span / minute, hours = span / hour;
    if (span < 10 * G_TIME_SPAN_SECOND)
        return g_strdup_printf("%.1f s", (double)(span / 100000) / 10);
    if (span < minute)
        return g_strdup_printf("%" G_GINT64_FORMAT " s", seconds);
    if (span < hour)
        return g_strdup_printf("%" G_GINT64_FORMAT " min %" G_GINT64_FORMAT " s", minutes, seconds % 60);
    if (hours >= 100 && !days)
        return g_strdup_printf("%" G_GINT64_FORMAT " h", hours);
    if (!days || span < 2 * day)
        return g_strdup_printf("%" G_GINT64_FORMAT " h %" G_GINT64_FORMAT " min", hours, minutes % 60);
    return g_strdup_printf("%" G_GINT64_FORMAT " d %" G_GINT64_FORMAT " h", span / day, hours % 24);
}
