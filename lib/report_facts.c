// The store counts by the hour and mailbox; a report tells weeks and reasons.
// Here sums are made of it, apart from how a page shows them, so that both can be
// tested with figures that no store would give.
#include "report_facts.h"

#include <string.h>

#include "calendar.h"
#include "mailbox.h"
#include "tally.h"

static void count_free(gpointer data) {
    ReportCount *count = data;
    g_free(count->name);
    g_free(count);
}

static void problem_free(gpointer data) {
    ReportProblem *problem = data;
    g_free(problem->name);
    g_free(problem);
}

// --- weeks ---

static char *week_name(GDateTime *moment) {
    return g_strdup_printf("%04d-W%02d", g_date_time_get_week_numbering_year(moment),
                           g_date_time_get_week_of_year(moment));
}

// From the week of `until`, which is not in it itself, backwards.
static void find_weeks(ReportFacts *facts) {
    g_autoptr(GPtrArray) newest_first = g_ptr_array_new();
    g_autoptr(GDateTime) end = calendar_local(facts->calendar, facts->until - 1);
    g_autoptr(GDateTime) begin = calendar_local(facts->calendar, facts->since);
    g_autofree char *first = begin == NULL ? NULL : week_name(begin);
    for (int i = 0; end != NULL && i < REPORT_WEEKS; i++) {
        g_autoptr(GDateTime) moment = g_date_time_add_weeks(end, -i);
        if (moment == NULL)
            break;
        g_ptr_array_add(newest_first, week_name(moment));
        if (g_strcmp0(newest_first->pdata[i], first) == 0)
            break;
    }
    for (guint i = newest_first->len; i > 0; i--) {
        g_ptr_array_add(facts->weeks, newest_first->pdata[i - 1]);
        g_hash_table_insert(facts->week_of, newest_first->pdata[i - 1],
                            GUINT_TO_POINTER(newest_first->len - i + 1));
    }
    facts->cut = facts->weeks->len > 0 && g_strcmp0(facts->weeks->pdata[0], first) != 0;
}

// Its place and one; 0 for a week that is not told. Counts come hour by hour, so the last is remembered.
static guint week_at(ReportFacts *facts, int64_t hour) {
    if (facts->hour == hour)
        return facts->hour_week;
    g_autoptr(GDateTime) moment = calendar_local(facts->calendar, hour);
    g_autofree char *name = moment == NULL ? g_strdup("") : week_name(moment);
    facts->hour = hour;
    facts->hour_week = GPOINTER_TO_UINT(g_hash_table_lookup(facts->week_of, name));
    return facts->hour_week;
}

// --- making ---

ReportFacts *report_facts_new(const GPtrArray *mailboxes, Timings *timings, int64_t since, int64_t until,
                              int64_t now) {
    ReportFacts *facts = g_new0(ReportFacts, 1);
    facts->since = since;
    facts->until = until;
    facts->now = now;
    facts->calendar = ((const Mailbox *)mailboxes->pdata[0])->calendar;
    facts->mailboxes = mailboxes;
    facts->timings = timings;
    facts->weeks = g_ptr_array_new_with_free_func(g_free);
    facts->week_of = g_hash_table_new(g_str_hash, g_str_equal);
    facts->hour = G_MININT64;
    GPtrArray **const lists[] = {&facts->levels, &facts->requests, &facts->languages, &facts->refusals};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        *lists[i] = g_ptr_array_new_with_free_func(count_free);
    facts->problems = g_ptr_array_new_with_free_func(problem_free);
    facts->named = g_hash_table_new(g_str_hash, g_str_equal);
    find_weeks(facts);
    return facts;
}

void report_facts_free(ReportFacts *facts) {
    if (facts == NULL)
        return;
    GPtrArray *const lists[] = {facts->levels,   facts->requests, facts->languages,
                                facts->refusals, facts->problems, facts->weeks};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        g_ptr_array_unref(lists[i]);
    g_hash_table_unref(facts->week_of);
    g_hash_table_unref(facts->named);
    g_free(facts);
}

// --- counts ---

static ReportCount *count_named(GPtrArray *list, const char *name) {
    for (guint i = 0; i < list->len; i++) // a few dozen names at most: they are ours
        if (strcmp(((const ReportCount *)list->pdata[i])->name, name) == 0)
            return list->pdata[i];
    ReportCount *count = g_new0(ReportCount, 1);
    count->name = g_strdup(name);
    g_ptr_array_add(list, count);
    return count;
}

static GPtrArray *list_of(const ReportFacts *facts, const char *name, const char **rest) {
    const struct {
        const char *group;
        GPtrArray *list;
    } GROUPS[] = {{"level/", facts->levels},
                  {"request/", facts->requests},
                  {"language/", facts->languages},
                  {"acknowledge/", facts->refusals}};
    for (size_t i = 0; i < G_N_ELEMENTS(GROUPS); i++)
        if (g_str_has_prefix(name, GROUPS[i].group)) {
            *rest = name + strlen(GROUPS[i].group);
            return GROUPS[i].list;
        }
    return NULL;
}

void report_facts_count(ReportFacts *facts, int64_t hour, const char *name, uint64_t count) {
    const char *rest = NULL;
    if (strcmp(name, "messages") == 0)
        facts->messages += count;
    if (strcmp(name, "machines") == 0)
        facts->machines += count;
    if (strcmp(name, "acknowledge/yes") == 0) {
        facts->acknowledged += count;
        return;
    }
    GPtrArray *list = list_of(facts, name, &rest);
    if (list == NULL)
        return;
    ReportCount *counted = count_named(list, rest);
    const guint week = week_at(facts, hour);
    counted->count += count;
    if (week > 0)
        counted->weeks[week - 1] += count;
}

// --- what is open ---

static ReportProblem *problem_named(ReportFacts *facts, const char *name) {
    const char *key = name == NULL ? "" : name;
    ReportProblem *problem = g_hash_table_lookup(facts->named, key);
    if (problem != NULL)
        return problem;
    problem = g_new0(ReportProblem, 1);
    problem->name = g_strdup(name);
    g_ptr_array_add(facts->problems, problem);
    g_hash_table_insert(facts->named, problem->name == NULL ? (gpointer)(uintptr_t) "" : problem->name,
                        problem);
    return problem;
}

void report_facts_open(ReportFacts *facts, const Thread *thread) {
    const bool late = thread->due != 0 && thread->due < facts->now;
    const bool named = thread->problem != NULL && *thread->problem != '\0';
    facts->open++;
    facts->at[MIN(thread->level, LEVEL_COUNT - 1)]++;
    facts->late += late;
    if (!named && thread->level < LEVEL_ESCALATION)
        return;
    ReportProblem *problem = problem_named(facts, named ? thread->problem : NULL);
    problem->open++;
    problem->late += late;
    problem->level = MAX(problem->level, thread->level);
    if (problem->oldest == 0 || thread->opened < problem->oldest)
        problem->oldest = thread->opened;
}

static void take_count(int64_t hour, const char *name, uint64_t count, void *data) {
    report_facts_count(data, hour, name, count);
}

static bool take_open(StoreTxn *txn, Thread *thread, void *data) {
    (void)txn;
    report_facts_open(data, thread);
    return true;
}

void report_facts_gather(ReportFacts *facts, StoreTxn *txn) {
    timings_gather(facts->timings, txn, facts->since, facts->until, facts->now);
    for (guint i = 0; i < facts->mailboxes->len && !store_failed(txn); i++)
        tally_walk(txn, ((const Mailbox *)facts->mailboxes->pdata[i])->name, facts->since, facts->until,
                   take_count, facts);
    thread_walk_open(txn, take_open, facts);
}

// --- order ---

static int compare_counts(gconstpointer a, gconstpointer b) {
    const ReportCount *left = *(ReportCount *const *)a, *right = *(ReportCount *const *)b;
    return left->count != right->count ? (left->count > right->count ? -1 : 1)
                                       : strcmp(left->name, right->name);
}

static Level level_of(const ReportCount *count) {
    Level level = LEVEL_NONE;
    return level_parse(count->name, &level) ? level : LEVEL_NONE;
}

static int compare_levels(gconstpointer a, gconstpointer b) {
    return (int)level_of(*(ReportCount *const *)b) - (int)level_of(*(ReportCount *const *)a);
}

static int compare_problems(gconstpointer a, gconstpointer b) {
    const ReportProblem *left = *(ReportProblem *const *)a, *right = *(ReportProblem *const *)b;
    if ((left->name == NULL) != (right->name == NULL))
        return left->name == NULL ? 1 : -1;
    if (left->level != right->level)
        return left->level > right->level ? -1 : 1;
    if (left->open != right->open)
        return left->open > right->open ? -1 : 1;
    return g_strcmp0(left->name, right->name);
}

static bool is_quiet(const ReportFacts *facts, guint week) {
    const GPtrArray *const lists[] = {facts->levels, facts->refusals};
    for (size_t l = 0; l < G_N_ELEMENTS(lists); l++)
        for (guint i = 0; i < lists[l]->len; i++)
            if (((const ReportCount *)lists[l]->pdata[i])->weeks[facts->skipped + week] > 0)
                return false;
    for (guint i = 0; i < facts->groups->len; i++) {
        const TimingsGroup *group = facts->groups->pdata[i];
        if (group->by == TIMINGS_WEEK && strcmp(group->name, facts->weeks->pdata[week]) == 0)
            return false;
    }
    return true;
}

// Those that nobody named stay.
static void cut_problems(ReportFacts *facts) {
    GPtrArray *problems = facts->problems;
    if (problems->len <= REPORT_PROBLEMS)
        return;
    const ReportProblem *last = problems->pdata[problems->len - 1];
    facts->problems_more = problems->len - REPORT_PROBLEMS;
    g_ptr_array_remove_range(problems, REPORT_PROBLEMS - (last->name == NULL), facts->problems_more);
}

void report_facts_finish(ReportFacts *facts) {
    g_hash_table_remove_all(facts->week_of); // what they name is about to go
    g_hash_table_remove_all(facts->named);
    facts->groups = timings_groups(facts->timings);
    g_ptr_array_sort(facts->levels, compare_levels);
    g_ptr_array_sort(facts->requests, compare_counts);
    g_ptr_array_sort(facts->languages, compare_counts);
    g_ptr_array_sort(facts->refusals, compare_counts);
    g_ptr_array_sort(facts->problems, compare_problems);
    cut_problems(facts);
    while (facts->weeks->len > 0 && is_quiet(facts, 0)) {
        g_ptr_array_remove_index(facts->weeks, 0);
        facts->skipped++;
    }
}
