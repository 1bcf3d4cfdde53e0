// What went beyond the budget, on one page: the gravest first, each with the
// number by which a command names it. What was erased or closed since, or went to
// another PM, is left out.
#include "brief_parts.h"

#include "rollup.h"
#include "tell.h"
#include "thread.h"

// The graver first, then what is due first, then what has nothing due: whom to look at more closely.
static int by_need(gconstpointer left, gconstpointer right) {
    const Thread *a = *(const Thread *const *)left, *b = *(const Thread *const *)right;
    if (a->level != b->level)
        return a->level < b->level ? 1 : -1;
    const uint64_t due_a = a->due == 0 ? UINT64_MAX : (uint64_t)a->due;
    const uint64_t due_b = b->due == 0 ? UINT64_MAX : (uint64_t)b->due;
    return due_a == due_b ? 0 : due_a < due_b ? -1 : 1;
}

static bool has(const GPtrArray *threads, uint64_t id) {
    for (guint i = 0; i < threads->len; i++)
        if (((const Thread *)threads->pdata[i])->id == id)
            return true;
    return false;
}

// Those that are open still, each once; *gone is how many are not.
static GPtrArray *open_ones(const Brief *brief, const RollupList *list, unsigned *gone) {
    g_autoptr(GPtrArray) threads = g_ptr_array_new_with_free_func((GDestroyNotify)thread_free);
    for (guint i = 0; i < list->threads->len; i++) {
        g_autoptr(Thread) thread = thread_get(brief->txn, g_array_index(list->threads, uint64_t, i));
        if (thread != NULL && thread->phase != PHASE_CLOSED && brief_is_theirs(brief, thread) &&
            !has(threads, thread->id))
            g_ptr_array_add(threads, g_steal_pointer(&thread));
    }
    *gone = list->threads->len - threads->len;
    g_ptr_array_sort(threads, by_need);
    return g_steal_pointer(&threads);
}

static GPtrArray *situations(const Brief *brief, GPtrArray *threads) {
    GPtrArray *listed = g_ptr_array_new_with_free_func((GDestroyNotify)situation_free);
    while (threads->len > 0 && listed->len < ROLLUP_LISTED) {
        Thread *thread = g_ptr_array_steal_index(threads, 0);
        Situation *now = situation_take(brief->txn, brief->config, brief->pm, thread, brief->now);
        if (now != NULL)
            g_ptr_array_add(listed, now);
    }
    g_ptr_array_sort(listed, situation_compare);
    return listed;
}

void brief_numbered(Brief *brief, const Situation *now) {
    g_autofree char *level = brief_level(brief, now->thread->level), *name = brief_name(brief, now->who, now);
    g_autofree char *about = brief_about(brief, now);
    g_autofree char *due = tell_due(brief->book, now, brief->zone, brief->now);
    if (due == NULL)
        due = tell_waiting(brief->book, now, brief->now);
    g_array_append_val(brief->threads, now->thread->id);
    g_string_append_printf(brief->text, "%u. %s: %s\n   %s%s%s\n", brief->threads->len, level, name, about,
                           due == NULL ? "" : " - ", due == NULL ? "" : due);
}

static void add_head(Brief *brief, const Situation *first, unsigned count) {
    g_autofree char *level = tell_level(brief->book, first->thread->level);
    g_autofree char *name = brief_name(brief, first->who, first);
    g_autofree char *budget = phrasebook_number(brief->book, brief->pm->alert_budget);
    g_autoptr(Values) values = values_new();
    values_set(values, "level", level);
    values_set(values, "name", name);
    values_set(values, "budget", budget);
    brief->subject = phrasebook_count_with(brief->book, "brief.rollup-subject", count, values);
    const bool burst = values_get(brief->given, "burst") != NULL;
    g_autofree char *head =
        phrasebook_count_with(brief->book, burst ? "brief.rollup-burst" : "brief.rollup-head", count, values);
    g_string_append_printf(brief->text, "%s\n", head);
    brief_say(brief, "brief.rollup-next", "name", name);
    brief_gap(brief);
}

static void add_tail(Brief *brief, unsigned more) {
    brief_gap(brief);
    if (more > 0) {
        g_autofree char *rest = phrasebook_count(brief->book, "brief.rollup-more", more);
        g_string_append_printf(brief->text, "%s\n\n", rest);
    }
    brief_say(brief, "brief.commands", NULL, NULL);
    brief_say(brief, "brief.command.ack-number", NULL, NULL);
    brief_say(brief, "brief.command.why-number", NULL, NULL);
}

bool brief_rollup(Brief *brief, GError **error) {
    g_autoptr(RollupList) list = rollup_list(brief->row, error);
    if (list == NULL)
        return false;
    unsigned gone = 0;
    g_autoptr(GPtrArray) threads = open_ones(brief, list, &gone);
    g_autoptr(GPtrArray) listed = situations(brief, threads);
    if (listed->len == 0)
        return brief_nothing(brief, "none of its conversations is open any more", error);
    const unsigned count = list->count - MIN(gone, list->count);
    add_head(brief, listed->pdata[0], MAX(count, listed->len));
    for (guint i = 0; i < listed->len; i++)
        brief_numbered(brief, listed->pdata[i]);
    add_tail(brief, MAX(count, listed->len) - listed->len);
    brief->answerable = true;
    return true;
}
