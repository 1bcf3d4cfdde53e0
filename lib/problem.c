// What becomes of problems: found by name, called anew, expired, made one of two. A
// problem that was merged stays as a record that leads to the one in which it lives
// on, so that a name once told, in a mail or a journal, never means nothing.
#include "problem_parts.h"

#include <limits.h>
#include <string.h>

enum { MERGES_MOST = 16 }; // of one into the next: more is a circle

bool problem_is_understood(const Problem *problem) {
    for (size_t i = 0; i < PROBLEM_MARKS; i++)
        if (problem->marked[i] == 0)
            return false;
    return true;
}

bool problem_is_live(const Problem *problem, int64_t now) {
    return (problem->status == PROBLEM_OPEN || problem->status == PROBLEM_FIXED) &&
           (problem->expires == 0 || now < problem->expires);
}

Problem *problem_find(StoreTxn *txn, const char *pm, const char *name) {
    g_autoptr(Problem) problem = problem_get(txn, problem_id(txn, pm, name));
    for (unsigned i = 0; problem != NULL && problem->status == PROBLEM_MERGED; i++) {
        if (problem->merged_into == NULL || i == MERGES_MOST)
            return NULL;
        Problem *next = problem_get(txn, problem_id(txn, pm, problem->merged_into));
        problem_free(problem);
        problem = next;
    }
    return g_steal_pointer(&problem);
}

// Counted for each PM, so that nobody learns from a number how many another has.
char *problem_next_name(StoreTxn *txn, const char *pm) {
    g_autofree char *counter = g_strdup_printf("problem %016" G_GINT64_MODIFIER "x",
                                               seal_number(store_txn_seal(txn), "problems", pm));
    char *name = NULL;
    g_autoptr(Problem) taken = NULL;
    do {
        g_free(name);
        g_clear_pointer(&taken, problem_free);
        name = g_strdup_printf("P%" G_GUINT64_FORMAT, store_count_up(txn, counter));
        taken = problem_get(txn, problem_id(txn, pm, name));
    } while (taken != NULL && !store_failed(txn));
    return name;
}

// --- expiry ---

typedef struct Expiring {
    int64_t now;
    unsigned count;
} Expiring;

static bool expire_one(StoreTxn *txn, const Problem *problem, void *data) {
    Expiring *expiring = data;
    if (problem->expires == 0 || expiring->now < problem->expires ||
        (problem->status != PROBLEM_OPEN && problem->status != PROBLEM_FIXED))
        return true;
    g_autoptr(Problem) own = problem_get(txn, problem->id);
    if (own == NULL)
        return false;
    own->status = PROBLEM_EXPIRED;
    own->updated = expiring->now;
    problem_put(txn, own);
    expiring->count++;
    return true;
}

unsigned problem_expire(StoreTxn *txn, int64_t now) {
    Expiring expiring = {.now = now};
    problem_walk(txn, expire_one, &expiring);
    return expiring.count;
}

// --- merging ---

typedef struct Moving {
    Problem *into, *from;
    unsigned looked, most;
} Moving;

// A link whose conversation is gone goes with it.
static bool move_link(StoreTxn *txn, const ProblemLink *link, void *data) {
    Moving *moving = data;
    if (moving->looked == moving->most)
        return false;
    moving->looked++;
    g_autoptr(Thread) thread = thread_get(txn, link->thread);
    store_del(txn, TABLE_PROBLEM_LINK, store_key_pair(link->problem, link->thread));
    if (thread == NULL || thread->id != link->thread)
        return true;
    ProblemLink moved = *link;
    moved.problem = moving->into->id;
    problem_link_put(txn, &moved, thread->owner);
    problem_count(txn, moving->into, 1);
    g_free(thread->problem);
    thread->problem = g_strdup(moving->into->name);
    thread_put(txn, thread);
    return !store_failed(txn);
}

static bool has_pattern(const Problem *problem, const char *pattern) {
    return g_ptr_array_find_with_equal_func(problem->patterns, pattern, g_str_equal, NULL);
}

static bool has_sample(const Problem *problem, uint64_t sample) {
    for (guint i = 0; i < problem->samples->len; i++)
        if (g_array_index(problem->samples, uint64_t, i) == sample)
            return true;
    return false;
}

static void merge_lists(Problem *into, const Problem *from) {
    for (guint i = 0; i < from->patterns->len && into->patterns->len < PROBLEM_PATTERNS; i++)
        if (!has_pattern(into, from->patterns->pdata[i]))
            g_ptr_array_add(into->patterns, g_strdup(from->patterns->pdata[i]));
    for (guint i = 0; i < from->samples->len && into->samples->len < PROBLEM_SAMPLES; i++) {
        const uint64_t sample = g_array_index(from->samples, uint64_t, i);
        if (!has_sample(into, sample))
            g_array_append_val(into->samples, sample);
    }
    for (guint i = 0; i < from->workarounds->len; i++) {
        const Workaround *workaround = from->workarounds->pdata[i];
        g_autoptr(GPtrArray) language = g_ptr_array_new();
        g_ptr_array_add(language, workaround->language);
        if (problem_workaround(into, language) == NULL)
            problem_set_workaround(into, workaround->language, workaround->text);
    }
}

static void merge_knowledge(Problem *into, const Problem *from) {
    merge_lists(into, from);
    into->title = into->title == NULL ? g_strdup(from->title) : into->title;
    into->owner = into->owner == NULL ? g_strdup(from->owner) : into->owner;
    into->opened = MIN(into->opened, from->opened);
    for (size_t i = 0; i < PROBLEM_MARKS; i++)
        into->marked[i] = into->marked[i] == 0 ? from->marked[i] : into->marked[i];
}

bool problem_move_links(StoreTxn *txn, Problem *into, Problem *from, unsigned most) {
    Moving moving = {.into = into, .from = from, .most = most};
    problem_links(txn, from->id, 0, move_link, &moving);
    problem_count(txn, from, -(int)moving.looked);
    return moving.looked == most && !store_failed(txn);
}

void problem_merge(StoreTxn *txn, Problem *into, Problem *from, int64_t now) {
    Moving moving = {.into = into, .from = from, .most = UINT_MAX};
    merge_knowledge(into, from);
    into->updated = from->updated = now;
    from->status = PROBLEM_MERGED;
    g_free(from->merged_into);
    from->merged_into = g_strdup(into->name);
    problem_links(txn, from->id, 0, move_link, &moving);
    problem_count(txn, from, -(int)from->linked);
    problem_put(txn, from);
    problem_put(txn, into);
}
