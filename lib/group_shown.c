// What a PM is shown of their groups. All of it is read at that moment: members
// that were erased, merged away or linked to a problem since are not counted, and
// the phrases are those that most of the others have in common.
#include "group_parts.h"

#include "address.h"

static const int64_t GREW_WITHIN = 14 * G_TIME_SPAN_DAY, SHOWN_WITHIN = 30 * G_TIME_SPAN_DAY;

static void shown_free(gpointer data) {
    GroupShown *shown = data;
    group_free(shown->group);
    g_clear_pointer(&shown->phrases, g_ptr_array_unref);
    g_array_unref(shown->threads);
    g_free(shown);
}

// --- members ---

typedef struct Who {
    GHashTable *people, *accounts;
    unsigned complaints;
    int64_t first;
} Who;

static void who_clear(Who *who) {
    g_clear_pointer(&who->people, g_hash_table_unref);
    g_clear_pointer(&who->accounts, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Who, who_clear)

static void take_member(GroupShown *shown, const Thread *thread, Who *who, int64_t now) {
    if (thread->problem != NULL)
        return;
    who->complaints++;
    who->first = MIN(who->first, thread->opened);
    if (thread->from != NULL)
        g_hash_table_add(who->people, address_key(thread->from));
    if (thread->account != NULL)
        g_hash_table_add(who->accounts, g_strdup(thread->account));
    if (thread->updated > now - SHOWN_WITHIN)
        g_array_append_val(shown->threads, thread->id);
}

// While all that ever came are kept, those that are left are what counts.
static void recount(Group *group, const Who *who) {
    if (group->complaints > GROUP_MEMBERS)
        return;
    group->complaints = who->complaints;
    group->people = g_hash_table_size(who->people);
    group->accounts = g_hash_table_size(who->accounts);
    group->first = who->complaints == 0 ? group->first : who->first;
}

static void take_members(StoreTxn *txn, GroupShown *shown, int64_t now) {
    g_auto(Who) who = {
        .people = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .accounts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .first = INT64_MAX,
    };
    for (guint i = 0; i < shown->group->members->len; i++) {
        g_autoptr(Thread) thread = thread_get(txn, g_array_index(shown->group->members, uint64_t, i));
        if (thread != NULL)
            take_member(shown, thread, &who, now);
    }
    recount(shown->group, &who);
}

// NULL when it is worth no word (any more).
static GroupShown *show(StoreTxn *txn, uint64_t id, const char *pm, int64_t now) {
    g_autoptr(Group) group = group_get(txn, id);
    if (group == NULL || group->problem != NULL || g_strcmp0(group->pm, pm) != 0 ||
        group->last <= now - GREW_WITHIN)
        return NULL;
    GroupShown *shown = g_new0(GroupShown, 1);
    shown->group = g_steal_pointer(&group);
    shown->threads = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    take_members(txn, shown, now);
    if (shown->group->people >= GROUP_LEAST && shown->threads->len > 0)
        return shown;
    shown_free(shown);
    return NULL;
}

// --- what most of them share ---

typedef struct Shared {
    const Trait *trait; // of one that has it
    unsigned members;
    unsigned last; // the member that was counted last, from 1: a trait counts once in each
} Shared;

static GPtrArray *fingerprints_of(StoreTxn *txn, const GArray *threads) {
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)fingerprint_free);
    for (guint i = 0; i < threads->len; i++) {
        Fingerprint *one = likeness_of(txn, g_array_index(threads, uint64_t, i));
        if (one != NULL)
            g_ptr_array_add(all, one);
    }
    return all;
}

static void count_traits(GHashTable *shared, GPtrArray *list, const Fingerprint *fingerprint,
                         unsigned member) {
    for (guint i = 0; i < fingerprint->traits->len; i++) {
        const Trait *trait = fingerprint->traits->pdata[i];
        Shared *found = g_hash_table_lookup(shared, trait->word);
        if (found == NULL) {
            found = g_new0(Shared, 1);
            found->trait = trait;
            g_hash_table_insert(shared, trait->word, found);
            g_ptr_array_add(list, found);
        }
        found->members += found->last != member;
        found->last = member;
    }
}

static double telling(const Shared *shared) {
    return (double)shared->trait->weight * shared->members;
}

static int by_telling(gconstpointer left, gconstpointer right) {
    const Shared *a = *(const Shared *const *)left, *b = *(const Shared *const *)right;
    const double first = telling(a), second = telling(b);
    if (first < second || first > second)
        return first < second ? 1 : -1;
    return g_strcmp0(a->trait->word, b->trait->word);
}

GPtrArray *group_phrases(StoreTxn *txn, const Group *group) {
    GPtrArray *phrases = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) all = fingerprints_of(txn, group->members);
    g_autoptr(GPtrArray) common = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) shared = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < all->len; i++)
        count_traits(shared, common, all->pdata[i], i + 1);
    g_ptr_array_sort(common, by_telling);
    for (guint i = 0; i < common->len && phrases->len < GROUP_PHRASES; i++) {
        const Shared *one = common->pdata[i];
        if (2 * one->members > all->len)
            g_ptr_array_add(phrases, g_strdup(one->trait->word));
    }
    return phrases;
}

// --- the list ---

static int by_size(gconstpointer left, gconstpointer right) {
    const Group *a = (*(const GroupShown *const *)left)->group;
    const Group *b = (*(const GroupShown *const *)right)->group;
    if (a->people != b->people)
        return a->people < b->people ? 1 : -1;
    if (a->complaints != b->complaints)
        return a->complaints < b->complaints ? 1 : -1;
    return (a->last < b->last) - (a->last > b->last);
}

GPtrArray *group_suggested(StoreTxn *txn, const char *pm, int64_t now, unsigned most) {
    GPtrArray *list = g_ptr_array_new_with_free_func(shown_free);
    g_autoptr(GArray) ids = group_grown(txn, pm);
    for (guint i = 0; i < ids->len && !store_failed(txn); i++) {
        GroupShown *shown = show(txn, g_array_index(ids, uint64_t, i), pm, now);
        if (shown != NULL)
            g_ptr_array_add(list, shown);
    }
    g_ptr_array_sort(list, by_size);
    if (list->len > most)
        g_ptr_array_set_size(list, (gint)most);
    for (guint i = 0; i < list->len; i++) {
        GroupShown *shown = list->pdata[i];
        shown->phrases = group_phrases(txn, shown->group);
    }
    return list;
}
