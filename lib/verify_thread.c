// Conversations: their messages without gaps, what leads to them, the list of open
// ones, and notes.
#include <string.h>

#include "contact.h"
#include "journal.h"
#include "thread.h"
#include "thread_link.h"
#include "verify_parts.h"

// --- what leads to conversations ---

static void check_link(const VerifyRow *row) {
    uint64_t threads[2] = {0, 0};
    const bool there = thread_link_at(row->txn, row->table, row->key, threads);
    if (!verify_read(row) || !there)
        return;
    verify_thread_stands(row, threads[0]);
    verify_thread_stands(row, threads[1]);
}

void verify_message_id(const VerifyRow *row) {
    check_link(row);
}

void verify_subject(const VerifyRow *row) {
    check_link(row);
}

// --- conversations ---

// Rows under a conversation's id and a number from 1 on: the first that is missing is told.
static void check_numbered(const VerifyRow *row, Table table, uint32_t count, const char *what) {
    for (uint32_t i = 1; i <= count; i++)
        if (!verify_stands(row, table, store_key_pair(row->first, i))) {
            verify_found(row, MEND_RESTORE, "of its %u %s number %u is missing", count, what, i);
            return;
        }
}

static void check_rank(const VerifyRow *row, const Thread *thread) {
    const StoreKey rank = thread_rank_key(thread);
    if (!thread_is_ranked(thread))
        verify_found(row, MEND_THREAD, "the list of open ones has it where it does not belong");
    if (rank.size != 0 && !verify_stands(row, TABLE_RANK, rank))
        verify_found(row, MEND_THREAD, "it is open, and no list shows it");
}

// Where it lives on; a circle has no end.
static void check_merge(const VerifyRow *row, const Thread *thread) {
    enum { MERGES = 1000 };
    uint64_t next = thread->merged_into;
    verify_thread_stands(row, next);
    for (int i = 0; next != 0; i++) {
        g_autoptr(Thread) into = i < MERGES ? thread_stored(row->txn, next) : NULL;
        verify_pass_over(row);
        if (i == MERGES)
            verify_found(row, MEND_RESTORE, "it was merged in a circle");
        next = into == NULL ? 0 : into->merged_into;
    }
}

void verify_thread(const VerifyRow *row) {
    g_autoptr(Thread) thread = thread_stored(row->txn, row->first);
    if (!verify_read(row) || thread == NULL)
        return;
    verify_owner(row, thread->owner);
    check_numbered(row, TABLE_ENTRY, thread->entries, "messages");
    check_numbered(row, TABLE_JOURNAL, thread->notes, "notes");
    check_rank(row, thread);
    check_merge(row, thread);
    verify_thread_clocks(row);
    verify_thread_stands(row, thread->repeats);
    if (thread->group != 0 && !verify_stands(row, TABLE_GROUP, store_key_number(thread->group)))
        verify_found(row, MEND_STRAY, "the group of complaints it is in is gone");
    if (thread->gravest > thread->entries || thread->choices > thread->notes)
        verify_found(row, MEND_THREAD, "it names messages or notes that it does not have");
}

// An entry is its writer's, and goes with them.
static void check_writer(const VerifyRow *row, const Entry *entry) {
    Contact writer = {0};
    const bool known = entry->from != NULL && contact_find(row->txn, entry->from, &writer);
    const bool damaged = store_failed(row->txn);
    verify_pass_over(row);
    if (entry->from == NULL || damaged)
        return;
    if (!known)
        verify_found(row, MEND_RESTORE, "its writer is not known: to erase them would leave it");
    else
        verify_owner(row, writer.slot);
}

// By its Message-ID answers find it: where that leads nowhere they open conversations of their own.
void verify_entry(const VerifyRow *row) {
    const uint32_t number = (uint32_t)MIN(row->second, UINT32_MAX);
    g_autoptr(Entry) entry = thread_entry(row->txn, row->first, number);
    if (!verify_read(row) || entry == NULL)
        return;
    verify_thread_stands(row, row->first);
    check_writer(row, entry);
    g_autoptr(Thread) thread = thread_stored(row->txn, row->first);
    verify_pass_over(row);
    if (thread != NULL && (row->second == 0 || row->second > thread->entries))
        verify_found(row, MEND_STRAY, "its conversation has %u messages", thread->entries);
    const size_t length = entry->message_id == NULL ? 0 : strlen(entry->message_id);
    uint64_t leads;
    int64_t at;
    const bool known = length == 0 || length > THREAD_LINK_ID_MAX ||
                       thread_by_message(row->txn, entry->message_id, &leads, &at) || store_failed(row->txn);
    if (!known)
        verify_found(row, MEND_RESTORE, "its Message-ID leads nowhere: answers to it are not recognised");
}

void verify_rank(const VerifyRow *row) {
    uint64_t big;
    memcpy(&big, row->key.bytes + row->key.size - sizeof big, sizeof big);
    const uint64_t id = GUINT64_FROM_BE(big);
    g_autoptr(Thread) thread = thread_stored(row->txn, id);
    verify_pass_over(row);
    verify_thread_stands(row, id);
    if (thread == NULL)
        return;
    const StoreKey rank = thread_rank_key(thread);
    if (rank.size != row->key.size || memcmp(rank.bytes, row->key.bytes, rank.size) != 0)
        verify_found(row, MEND_STRAY,
                     "its conversation stands elsewhere in the list of open ones, or nowhere");
}

void verify_journal(const VerifyRow *row) {
    g_autoptr(Note) note = journal_note(row->txn, row->first, (uint32_t)MIN(row->second, UINT32_MAX));
    if (!verify_read(row) || note == NULL)
        return;
    verify_thread_stands(row, row->first);
    g_autoptr(Thread) thread = thread_stored(row->txn, row->first);
    verify_pass_over(row);
    if (thread != NULL && (row->second == 0 || row->second > thread->notes))
        verify_found(row, MEND_STRAY, "its conversation has %u notes", thread->notes);
}
