// Clocks and what is to be done at a time: what runs is known to its conversation
// and stands where it speaks next, what stopped stands where reports look for it.
#include "agenda.h"
#include "campaign.h"
#include "clocks.h"
#include "thread.h"
#include "verify_parts.h"

// --- one clock ---

static bool knows(const Thread *thread, uint32_t number) {
    bool known = thread->reply_clock == number || thread->touchpoint_clock == number;
    for (uint32_t i = 0; i < thread->promises; i++)
        known = known || thread->promise_clocks[i] == number;
    return known;
}

static void check_of_thread(const VerifyRow *row, const Clock *clock) {
    verify_thread_stands(row, clock->thread);
    g_autoptr(Thread) thread = thread_stored(row->txn, clock->thread);
    verify_pass_over(row);
    if (thread == NULL)
        return;
    if (clock->number == 0 || clock->number > thread->clocks)
        verify_found(row, MEND_STRAY, "its conversation has %u clocks", thread->clocks);
    if (clock_runs(clock) && !knows(thread, clock->number))
        verify_found(row, MEND_THREAD, "it runs, and its conversation does not know of it");
}

void verify_clock(const VerifyRow *row) {
    g_autoptr(Clock) clock = clocks_get(row->txn, row->first, (uint32_t)MIN(row->second, UINT32_MAX));
    if (!verify_read(row) || clock == NULL)
        return;
    verify_owner(row, clock->kind == CLOCK_PROMISE ? clock->owner : STORE_OWNER_NONE);
    check_of_thread(row, clock);
    const int64_t next = clock_next(clock);
    if (clock->indexed != (next == INT64_MAX ? 0 : MAX(next, 1)))
        verify_found(row, MEND_THREAD, "it has its next word at another time than is noted");
    if (clock->indexed != 0 &&
        !verify_stands(row, TABLE_CLOCK_NEXT, clocks_moment_key(clock->indexed, clock)))
        verify_found(row, MEND_THREAD,
                     "it has something to say, and no time leads to it: it would be silent");
    if (!clock_runs(clock) &&
        !verify_stands(row, TABLE_CLOCK_STOPPED, clocks_moment_key(clock->stopped, clock)))
        verify_found(row, MEND_STRAY, "it stopped, and no report finds it");
}

// --- the two indices ---

static Clock *named(const VerifyRow *row, int64_t *moment) {
    uint64_t thread;
    uint32_t number;
    clocks_read_moment(&row->key, moment, &thread, &number);
    Clock *clock = clocks_get(row->txn, thread, number);
    verify_pass_over(row);
    if (!verify_stands(row, TABLE_CLOCK, store_key_pair(thread, number)))
        verify_found(row, MEND_STRAY, "there is no such clock");
    return clock;
}

void verify_clock_next(const VerifyRow *row) {
    int64_t moment;
    g_autoptr(Clock) clock = named(row, &moment);
    if (clock != NULL && clock->indexed != moment)
        verify_found(row, MEND_STRAY, "its clock has nothing to say then");
}

void verify_clock_stopped(const VerifyRow *row) {
    int64_t moment;
    g_autoptr(Clock) clock = named(row, &moment);
    if (clock != NULL && (clock_runs(clock) || MAX(clock->stopped, 1) != moment))
        verify_found(row, MEND_STRAY, "its clock did not stop then");
}

// --- what a conversation knows of its clocks ---

typedef struct Known {
    const VerifyRow *row;
    const Thread *thread;
    int64_t due; // the earliest
    bool all;    // could be read
} Known;

static void check_known(Known *known, uint32_t number) {
    const VerifyRow *row = known->row;
    if (number == 0)
        return;
    g_autoptr(Clock) clock = clocks_get(row->txn, row->first, number);
    verify_pass_over(row);
    known->all = known->all && clock != NULL;
    if (!verify_stands(row, TABLE_CLOCK, store_key_pair(row->first, number)))
        verify_found(row, MEND_RESTORE, "its clock %u is missing", number);
    if (clock == NULL)
        return;
    if (!clock_runs(clock))
        verify_found(row, MEND_THREAD, "its clock %u has stopped, and counts as running", number);
    else if (clock->paused == 0 && clock->accepted)
        known->due = known->due == 0 ? clock->due : MIN(known->due, clock->due);
    if (number == known->thread->reply_clock &&
        (clock->kind != known->thread->reply_kind || clock->due != known->thread->reply_due))
        verify_found(row, MEND_THREAD, "the reply that is due is not the one of its clock %u", number);
}

void verify_thread_clocks(const VerifyRow *row) {
    g_autoptr(Thread) thread = thread_stored(row->txn, row->first);
    verify_pass_over(row);
    if (thread == NULL)
        return;
    Known known = {.row = row, .thread = thread, .all = true};
    check_known(&known, thread->reply_clock);
    check_known(&known, thread->touchpoint_clock);
    for (uint32_t i = 0; i < thread->promises; i++)
        check_known(&known, thread->promise_clocks[i]);
    if (known.all && known.due != thread->due)
        verify_found(row, MEND_THREAD, "it is due at another time than its clocks say");
}

// --- the agenda ---

static void check_campaign(const VerifyRow *row, uint64_t id, int64_t at) {
    g_autoptr(Campaign) campaign = campaign_get(row->txn, id);
    verify_pass_over(row);
    if (!verify_stands(row, TABLE_CAMPAIGN, store_key_number(id)))
        verify_found(row, MEND_STRAY, "there is no such campaign");
    else if (campaign != NULL && campaign->next != at)
        verify_found(row, MEND_STRAY, "its campaign goes on at another time");
}

void verify_agenda(const VerifyRow *row) {
    int64_t at;
    AgendaKind kind;
    uint64_t id;
    agenda_read_key(&row->key, &at, &kind, &id);
    if (kind == AGENDA_CAMPAIGN)
        check_campaign(row, id, at);
    else if (kind == AGENDA_FOLLOW_UP)
        verify_thread_stands(row, id);
    else if (kind >= AGENDA_KINDS)
        verify_found(row, MEND_STRAY, "this version does not know what is to be done then");
}
