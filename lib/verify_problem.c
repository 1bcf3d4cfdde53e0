// What complaints have in common: fingerprints and what leads to them, groups,
// problems with their conversations, bursts, and campaigns.
#include <string.h>

#include "agenda.h"
#include "burst.h"
#include "campaign.h"
#include "group.h"
#include "likeness.h"
#include "problem.h"
#include "verify_parts.h"

// --- what is alike ---

void verify_fingerprint(const VerifyRow *row) {
    g_autoptr(Fingerprint) fingerprint = likeness_of(row->txn, row->first);
    if (verify_read(row) && fingerprint != NULL)
        verify_thread_stands(row, row->first);
}

void verify_like(const VerifyRow *row) {
    g_autoptr(GArray) threads = likeness_list_at(row->txn, row->key);
    if (!verify_read(row))
        return;
    for (guint i = 0; i < threads->len; i++)
        verify_thread_stands(row, g_array_index(threads, uint64_t, i));
}

static void check_ids(const VerifyRow *row, Table table, const GArray *ids, const char *what) {
    for (guint i = 0; i < ids->len; i++)
        if (!verify_stands(row, table, store_key_number(g_array_index(ids, uint64_t, i)))) {
            g_autofree char *id = thread_id_format(g_array_index(ids, uint64_t, i));
            verify_found(row, MEND_STRAY, "there is no %s %s, which it names", what, id);
        }
}

void verify_group(const VerifyRow *row) {
    if (row->key.size != sizeof(uint64_t)) {
        g_autoptr(GArray) ids = group_list_at(row->txn, row->key);
        if (verify_read(row))
            check_ids(row, TABLE_GROUP, ids, "group");
        return;
    }
    g_autoptr(Group) group = group_get(row->txn, row->first);
    if (verify_read(row) && group != NULL && group->id != row->first)
        verify_found(row, MEND_RESTORE, "it is another group than its key says");
}

// --- problems ---

// Those that can be read, and with what erased persons left: the count lies between, since with a merge the
// one are moved and the others cannot be.
static void count_links(const VerifyRow *row, uint64_t *read, uint64_t *all) {
    StoreKey key = store_key_number(row->first);
    *read = *all = 0;
    for (;; key = store_key_after(key)) {
        g_auto(StoreSeen) seen = {0};
        uint64_t problem, thread;
        if (!store_look(row->txn, TABLE_PROBLEM_LINK, &key, &seen))
            break;
        store_key_numbers(&key, &problem, &thread);
        if (problem != row->first)
            break;
        *read += seen.record != NULL;
        ++*all;
    }
    verify_pass_over(row);
}

static void check_problem(const VerifyRow *row, const Problem *problem) {
    uint64_t read, all;
    count_links(row, &read, &all);
    if (problem->linked < read || problem->linked > all)
        verify_found(row, MEND_STRAY, "%u conversations are counted, and %" G_GUINT64_FORMAT " are linked",
                     problem->linked, read);
    for (guint i = 0; i < problem->samples->len; i++)
        verify_thread_stands(row, g_array_index(problem->samples, uint64_t, i));
    g_autoptr(Problem) lives = problem_find(row->txn, problem->pm, problem->name);
    const bool damaged = store_failed(row->txn);
    verify_pass_over(row);
    if (lives == NULL && !damaged)
        verify_found(row, MEND_RESTORE, "by its name it is not found, or what it was merged into is not");
    else if (lives != NULL && problem->status != PROBLEM_MERGED && lives->id != row->first)
        verify_found(row, MEND_RESTORE, "it is another problem than its key says");
}

void verify_problem(const VerifyRow *row) {
    if (row->key.size != sizeof(uint64_t)) {
        (void)problem_changes(row->txn);
        (void)verify_read(row);
        return;
    }
    g_autoptr(Problem) problem = problem_get(row->txn, row->first);
    if (verify_read(row) && problem != NULL)
        check_problem(row, problem);
}

// The conversation has the problem's name: from there the link is found again.
static void check_linked(const VerifyRow *row, const Problem *problem, const Thread *thread) {
    if (thread->merged_into != 0)
        verify_found(row, MEND_STRAY, "its conversation lives on in another, and the link does not");
    else if (thread->problem == NULL)
        verify_found(row, MEND_STRAY, "its conversation names no problem");
    else if (g_ascii_strcasecmp(thread->problem, problem->name) != 0) {
        g_autoptr(Problem) other = problem_find(row->txn, problem->pm, thread->problem);
        g_autoptr(ProblemLink) second =
            other == NULL ? NULL : problem_link_get(row->txn, other->id, row->second);
        verify_pass_over(row);
        if (second != NULL && other->id != problem->id)
            verify_found(row, MEND_STRAY, "its conversation is linked to %s, a problem of the same PM, too",
                         other->name);
    }
}

void verify_problem_link(const VerifyRow *row) {
    g_autoptr(ProblemLink) link = problem_link_get(row->txn, row->first, row->second);
    if (!verify_read(row) || link == NULL)
        return;
    verify_thread_stands(row, row->second);
    g_autoptr(Problem) problem = problem_get(row->txn, row->first);
    g_autoptr(Thread) thread = thread_stored(row->txn, row->second);
    verify_pass_over(row);
    if (!verify_stands(row, TABLE_PROBLEM, store_key_number(row->first)))
        verify_found(row, MEND_RESTORE, "there is no such problem");
    else if (problem != NULL && thread != NULL)
        check_linked(row, problem, thread);
}

// --- bursts ---

// What has not ended is looked at again, whenever that is; few last at a time.
static bool is_on_agenda(const VerifyRow *row) {
    bool found = false;
    for (StoreKey key = {0}; !found && store_next(row->txn, TABLE_AGENDA, &key, NULL);
         key = store_key_after(key)) {
        int64_t at;
        AgendaKind kind;
        uint64_t id;
        agenda_read_key(&key, &at, &kind, &id);
        found = kind == AGENDA_BURST && id == row->first;
    }
    return found;
}

void verify_burst(const VerifyRow *row) {
    if (row->key.size != sizeof(uint64_t)) {
        g_autoptr(GArray) ids = burst_named_at(row->txn, row->key);
        if (verify_read(row))
            check_ids(row, TABLE_BURST, ids, "burst");
        return;
    }
    g_autoptr(Burst) burst = burst_get(row->txn, row->first);
    if (!verify_read(row) || burst == NULL)
        return;
    if (burst->id != row->first)
        verify_found(row, MEND_RESTORE, "it is another burst than its key says");
    if (burst->ended == 0 && !is_on_agenda(row))
        verify_found(row, MEND_STRAY, "it lasts, and nobody will look whether it is over");
}

// --- campaigns ---

static void check_campaign(const VerifyRow *row, const Campaign *campaign) {
    const bool on = campaign->next != 0 && agenda_has(row->txn, campaign->next, AGENDA_CAMPAIGN, row->first);
    verify_pass_over(row);
    if (!verify_stands(row, TABLE_PROBLEM, store_key_number(campaign->problem)))
        verify_found(row, MEND_RESTORE, "its problem is not there");
    if ((campaign->next != 0 || campaign_runs(campaign)) && !on)
        verify_found(row, MEND_THREAD,
                     "it runs, and its next step is on no agenda: 'earshot problem fixed' begins it again");
}

void verify_campaign(const VerifyRow *row) {
    if (row->key.size != sizeof(uint64_t)) {
        const uint64_t id = campaign_named_at(row->txn, row->key);
        if (verify_read(row) && !verify_stands(row, TABLE_CAMPAIGN, store_key_number(id)))
            verify_found(row, MEND_STRAY, "the campaign that it is of is not there");
        return;
    }
    g_autoptr(Campaign) campaign = campaign_get(row->txn, row->first);
    if (verify_read(row) && campaign != NULL)
        check_campaign(row, campaign);
}
