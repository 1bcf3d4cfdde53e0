// The same choice as a step makes, for all links at once and writing nothing: what is
// shown before is what will be done, unless something happens in between.
#include "campaign_parts.h"

#include <limits.h>
#include <string.h>

#include "address.h"
#include "values.h"

typedef struct Preview {
    const Config *config;
    const Problem *problem;
    const char *release;
    uint64_t campaign;
    unsigned most, count;
    unsigned left;                        // links that may still be looked at
    GHashTable *people;                   // folded addresses of those who would be told
    GPtrArray *testers, *others, *nobody; // CampaignReporter *
} Preview;

static void reporter_free(void *data) {
    CampaignReporter *reporter = data;
    g_free(reporter->who);
    g_free(reporter->language);
    g_free(reporter);
}

static char *who(const Thread *thread) {
    g_autofree char *name = thread->from_name == NULL ? NULL : values_short(thread->from_name, 60);
    g_autofree char *address = values_plain(thread->from == NULL ? "" : thread->from);
    return name == NULL ? g_steal_pointer(&address) : g_strdup_printf("%s <%s>", name, address);
}

static CampaignReporter *reporter_new(const Thread *thread, const ProblemLink *link, const char *why_not) {
    CampaignReporter *reporter = g_new0(CampaignReporter, 1);
    reporter->thread = thread->id;
    reporter->who = who(thread);
    reporter->language = g_strdup(thread->language);
    reporter->tester = link->tester;
    reporter->not = why_not;
    return reporter;
}

// NULL: they are told, here.
static const char *why_not(StoreTxn *txn, const Preview *preview, const Thread *thread,
                           const ProblemLink *link) {
    if (campaign_told_at(txn, preview->campaign, link, preview->release, thread) != 0)
        return "told";
    const char *refused;
    g_autoptr(Thread) chosen =
        campaign_choose(txn, preview->config, preview->problem->id, preview->problem->pm, thread, &refused);
    if (chosen == NULL)
        return refused;
    g_autofree char *person = address_key(thread->from);
    if (chosen->id != thread->id || g_hash_table_contains(preview->people, person))
        return "same";
    g_hash_table_add(preview->people, g_steal_pointer(&person));
    return NULL;
}

static bool look_at(StoreTxn *txn, const ProblemLink *link, void *data) {
    Preview *preview = data;
    if (preview->left == 0)
        return false;
    preview->left--;
    g_autoptr(Thread) thread = thread_get(txn, link->thread);
    if (thread == NULL || !campaign_is_theirs(preview->config, preview->problem->pm, thread))
        return !store_failed(txn);
    const char *not = why_not(txn, preview, thread, link);
    GPtrArray *list = not != NULL ? preview->nobody : link->tester ? preview->testers : preview->others;
    preview->count += not == NULL;
    if (list->len < preview->most)
        g_ptr_array_add(list, reporter_new(thread, link, not ));
    return !store_failed(txn);
}

static void append(GPtrArray *all, GPtrArray *list, unsigned most) {
    while (list->len > 0 && all->len < most)
        g_ptr_array_add(all, g_ptr_array_steal_index(list, 0));
}

// Who is shown is freed with the lists.
static Preview *preview_new(StoreTxn *txn, const Config *config, const Problem *problem,
                            const char *release) {
    Preview *preview = g_new0(Preview, 1);
    preview->config = config;
    preview->problem = problem;
    preview->release = release;
    preview->campaign = campaign_id(txn, problem->id, release);
    preview->people = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    preview->testers = g_ptr_array_new_with_free_func(reporter_free);
    preview->others = g_ptr_array_new_with_free_func(reporter_free);
    preview->nobody = g_ptr_array_new_with_free_func(reporter_free);
    return preview;
}

static void preview_free(Preview *preview) {
    g_hash_table_unref(preview->people);
    g_ptr_array_unref(preview->testers);
    g_ptr_array_unref(preview->others);
    g_ptr_array_unref(preview->nobody);
    g_free(preview);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Preview, preview_free)

GPtrArray *campaign_preview(StoreTxn *txn, const Config *config, const Problem *problem, const char *release,
                            unsigned most, unsigned *count) {
    g_autoptr(Preview) preview = preview_new(txn, config, problem, release);
    preview->most = most;
    preview->left = UINT_MAX;
    problem_links(txn, problem->id, 0, look_at, preview);
    GPtrArray *all = g_ptr_array_new_with_free_func(reporter_free);
    append(all, preview->testers, most);
    append(all, preview->others, most);
    append(all, preview->nobody, most);
    *count = preview->count;
    return all;
}

unsigned campaign_count(StoreTxn *txn, const Config *config, const Problem *problem, const char *release,
                        bool *exact) {
    g_autoptr(Preview) preview = preview_new(txn, config, problem, release);
    preview->left = CAMPAIGN_COUNTED;
    problem_links(txn, problem->id, 0, look_at, preview);
    *exact = problem->linked <= CAMPAIGN_COUNTED;
    return preview->count + (*exact ? 0 : problem->linked - CAMPAIGN_COUNTED);
}
