// Counters, what PMs may and did command, what was sent to them, and what was
// heard and learned.
#include <string.h>

#include "audit.h"
#include "grant.h"
#include "heard.h"
#include "lesson.h"
#include "post.h"
#include "rollup.h"
#include "verify_parts.h"

// Numbers in clear, of eight bytes. That schema and key are ours was seen when the store was opened.
void verify_meta(const VerifyRow *row) {
    // Beside numbers there is where a piece of work goes on, under a name with this ending.
    static const char AT[] = "-at";
    const size_t end = strlen(AT);
    if (row->key.size > end && memcmp(row->key.bytes + row->key.size - end, AT, end) == 0)
        return;
    if (g_bytes_get_size(row->record) != sizeof(uint64_t))
        verify_found(row, MEND_RESTORE, "it is no number");
}

void verify_grant(const VerifyRow *row) {
    uint64_t id, forgotten;
    const bool index = grant_read_index(&row->key, &id, &forgotten);
    g_autoptr(Grant) grant = grant_get(row->txn, id);
    if (index) {
        const bool damaged = store_failed(row->txn);
        verify_pass_over(row);
        if (grant == NULL && !damaged)
            verify_found(row, MEND_STRAY, "there is no such grant");
        else if (grant != NULL && grant_index_key(grant).size == row->key.size &&
                 memcmp(grant_index_key(grant).bytes, row->key.bytes, row->key.size) != 0)
            verify_found(row, MEND_STRAY, "its grant is to be forgotten at another time");
    } else if (verify_read(row) && grant != NULL &&
               !verify_stands(row, TABLE_GRANT, grant_index_key(grant))) {
        verify_found(row, MEND_STRAY, "nothing says when it may be forgotten");
    }
}

// The chain as a whole, once: with its head, or with its first line when the head is gone.
void verify_audit(const VerifyRow *row) {
    if (row->first != 0 && (row->first != 1 || verify_stands(row, TABLE_AUDIT, store_key_number(0))))
        return;
    uint64_t count, broken;
    const bool whole = audit_verify(row->txn, &count, &broken);
    verify_pass_over(row);
    if (!whole)
        verify_found(row, MEND_RESTORE, "line %" G_GUINT64_FORMAT " is not as it was written, or missing",
                     broken);
}

void verify_pm(const VerifyRow *row) {
    (void)post_at(row->txn, row->key);
    if (!store_failed(row->txn))
        return;
    verify_pass_over(row); // then it is of the roll-up, or damaged
    (void)rollup_row_at(row->txn, row->key);
    (void)verify_read(row);
}

// --- what was heard ---

// The number of a message may have come to a later one since a split (thread_edit.h): then the record is that
// one's, and has an index of its own.
static void check_heard_index(const VerifyRow *row, int64_t at, uint64_t thread, uint32_t entry) {
    g_auto(Heard) heard = {0};
    const bool read = heard_get(row->txn, thread, entry, &heard);
    verify_pass_over(row);
    if (!verify_stands(row, TABLE_HEARD, store_key_pair(thread, entry)))
        verify_found(row, MEND_STRAY, "nothing is kept of that message");
    else if (read && heard.at < at)
        verify_found(row, MEND_STRAY, "what is kept of that message is older");
}

void verify_heard(const VerifyRow *row) {
    int64_t at;
    uint64_t thread;
    uint32_t entry;
    if (row->key.size > 2 * sizeof(uint64_t)) {
        if (heard_read_index(&row->key, &at, &thread, &entry))
            check_heard_index(row, at, thread, entry);
        else
            verify_found(row, MEND_STRAY, "nothing of this kind has such a key");
        return;
    }
    g_auto(Heard) heard = {0};
    const bool there = heard_get(row->txn, row->first, (uint32_t)MIN(row->second, UINT32_MAX), &heard);
    if (!verify_read(row) || !there)
        return;
    verify_thread_stands(row, row->first);
    if (!verify_stands(row, TABLE_HEARD, heard_index_key(heard.at, heard.thread, heard.entry)))
        verify_found(row, MEND_STRAY, "no walk finds it, and it is never forgotten");
}

// --- lessons ---

static void check_head(const VerifyRow *row) {
    uint32_t last, count, rows = 0;
    lesson_head(row->txn, &last, &count);
    if (!verify_read(row))
        return;
    for (StoreKey key = store_key_number(1); store_next(row->txn, TABLE_LESSON, &key, NULL);
         key = store_key_after(key))
        rows++;
    verify_pass_over(row);
    if (rows != count)
        verify_found(row, MEND_RESTORE, "%u lessons are counted, and %u are there", count, rows);
}

void verify_lesson(const VerifyRow *row) {
    if (row->first == 0) {
        check_head(row);
        return;
    }
    uint32_t last, count;
    g_autoptr(Lesson) lesson = lesson_get(row->txn, (uint32_t)MIN(row->first, UINT32_MAX));
    if (!verify_read(row) || lesson == NULL)
        return;
    lesson_head(row->txn, &last, &count);
    const bool damaged = store_failed(row->txn);
    verify_pass_over(row);
    if (!damaged && row->first > last)
        verify_found(row, MEND_STRAY, "the last lesson has number %u", last);
}
