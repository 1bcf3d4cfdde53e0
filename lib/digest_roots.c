// What shows only when all customers are looked at together: much of the same at
// once, complaints that may be one problem, causes nobody named, who fell silent, whether
// small customers wait longer. Behind the conversations, whose numbers it names.
#include "digest_parts.h"

#include <string.h>

#include "burst.h"
#include "group.h"
#include "masked.h"
#include "unlinked.h"

enum { SUGGESTED = 5, PHRASES_LENGTH = 160 };

void digest_suggested_free(gpointer data) {
    DigestSuggested *suggested = data;
    g_free(suggested->phrases);
    g_array_unref(suggested->threads);
    g_free(suggested);
}

void digest_burst_free(gpointer data) {
    g_free(((DigestBurst *)data)->name);
    g_free(data);
}

// Customers' words, so whoever abuses us in them does not get through to the PM's phone.
static char *join_phrases(const GPtrArray *phrases) {
    g_autoptr(GString) joined = g_string_new(NULL);
    for (guint i = 0; i < phrases->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? ", " : "", (const char *)phrases->pdata[i]);
    return masked_words(joined->str, PHRASES_LENGTH);
}

static char *shared_by_group(const Gathering *gathering, const char *number) {
    uint64_t id = 0;
    const bool theirs = thread_id_parse(number, &id) && group_is_of(gathering->txn, id, gathering->pm->name);
    g_autoptr(Group) group = theirs ? group_get(gathering->txn, id) : NULL;
    g_autoptr(GPtrArray) phrases = group == NULL ? NULL : group_phrases(gathering->txn, group);
    return phrases == NULL ? g_strdup("") : join_phrases(phrases);
}

// "problem/P12", "group/<id>", "request/outage".
static void name_burst(const Gathering *gathering, const char *what, DigestBurst *told) {
    const char *slash = strchr(what, '/'), *name = slash == NULL ? what : slash + 1;
    const int request = request_find(name);
    told->request = request < 0 ? REQUEST_OTHER : (Request)request;
    if (g_str_has_prefix(what, "problem/"))
        told->name = situation_cause(gathering->txn, gathering->pm, name);
    else if (g_str_has_prefix(what, "group/"))
        told->name = shared_by_group(gathering, name);
}

static void add_bursts(const Gathering *gathering, const GPtrArray *bursts) {
    for (guint i = 0; i < bursts->len; i++) {
        const Burst *burst = bursts->pdata[i];
        DigestBurst *told = g_new0(DigestBurst, 1);
        *told = (DigestBurst){.count = burst->count, .since = burst->since, .ended = burst->ended};
        name_burst(gathering, burst->what, told);
        g_ptr_array_add(gathering->digest->bursts, told);
    }
}

static void gather_bursts(const Gathering *gathering) {
    const char *pm = gathering->pm->name;
    g_autoptr(GPtrArray) open = burst_open(gathering->txn, pm, gathering->now);
    g_autoptr(GPtrArray) ended = burst_ended(gathering->txn, pm, gathering->yesterday);
    add_bursts(gathering, open);
    add_bursts(gathering, ended);
}

// False when one of them came to another PM with its mailbox, whose words it would tell.
static bool are_theirs(const Gathering *gathering, const GArray *threads) {
    for (guint i = 0; i < threads->len; i++) {
        g_autoptr(Thread) thread = thread_get(gathering->txn, g_array_index(threads, uint64_t, i));
        const Mailbox *mailbox = thread == NULL || thread->mailbox == NULL
                                     ? NULL
                                     : config_mailbox(gathering->config, thread->mailbox);
        if (mailbox != NULL && g_strcmp0(mailbox->pm, gathering->pm->name) != 0)
            return false;
    }
    return true;
}

static void gather_suggested(const Gathering *gathering) {
    g_autoptr(GPtrArray) shown =
        group_suggested(gathering->txn, gathering->pm->name, gathering->now, SUGGESTED);
    for (guint i = 0; i < shown->len; i++) {
        const GroupShown *one = shown->pdata[i];
        if (!are_theirs(gathering, one->threads))
            continue;
        DigestSuggested *suggested = g_new0(DigestSuggested, 1);
        suggested->group = one->group->id;
        suggested->phrases = join_phrases(one->phrases);
        suggested->people = one->group->people;
        suggested->accounts = one->group->accounts;
        suggested->since = one->group->first;
        suggested->threads = g_array_copy(one->threads);
        g_ptr_array_add(gathering->digest->suggested, suggested);
    }
}

static void add_unlinked(const Gathering *gathering, uint64_t id) {
    g_autoptr(Thread) thread = thread_get(gathering->txn, id);
    if (thread == NULL)
        return;
    DigestLine *line = g_new0(DigestLine, 1);
    *line = (DigestLine){.thread = id, .level = thread->worst, .due = thread->opened};
    line->who = situation_who(thread);
    line->subject = gathering_subject(thread);
    g_ptr_array_add(gathering->digest->unlinked, line);
}

static void gather_unlinked(const Gathering *gathering) {
    g_autoptr(Unlinked) found =
        unlinked_of(gathering->txn, gathering->config, gathering->pm->name, gathering->now);
    for (guint i = 0; i < found->threads->len; i++)
        add_unlinked(gathering, g_array_index(found->threads, uint64_t, i));
    gathering->digest->unlinked_more = found->count - MIN(found->count, found->threads->len);
}

static void gather_fairness(const Gathering *gathering) {
    gathering->digest->fairness =
        fairness_gather(gathering->txn, gathering->config, gathering->mailboxes,
                        gathering->now - FAIRNESS_DAYS * G_TIME_SPAN_DAY, gathering->now);
}

void digest_gather_roots(Gathering *gathering) {
    Digest *digest = gathering->digest;
    gather_bursts(gathering);
    gather_suggested(gathering);
    digest->quiet = quiet_accounts_gather(gathering->txn, gathering->config, gathering->pm, gathering->now);
    gather_unlinked(gathering);
    gather_fairness(gathering);
    digest->follow_ups =
        follow_up_of_period(gathering->txn, gathering->config, gathering->pm,
                            gathering->now - FAIRNESS_DAYS * G_TIME_SPAN_DAY, gathering->now);
}
