// One place for both ways in which a conversation becomes nobody's, so that neither
// leaves what the other takes.
#include "shell.h"

#include "clocks.h"
#include "past.h"
#include "subject.h"
#include "thread_link.h"
#include "timekeeping.h"

// --- messages ---

void shell_entry(Entry *entry) {
    g_clear_pointer(&entry->from, g_free);
    g_clear_pointer(&entry->message_id, g_free);
    g_clear_pointer(&entry->found, g_free);
    g_ptr_array_set_size(entry->evidence, 0);
    g_ptr_array_set_size(entry->reasons, 0);
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        entry->score[i] = 0;
}

void shell_message(StoreTxn *txn, const Thread *thread, uint32_t sequence, ShellIs is, void *data) {
    g_autoptr(Entry) entry = thread_entry(txn, thread->id, sequence);
    if (entry == NULL)
        return;
    if (entry->message_id != NULL)
        thread_unlink_message(txn, entry->message_id, thread->id);
    if (entry->from == NULL || is == NULL || is(entry->from, data))
        shell_entry(entry);
    g_clear_pointer(&entry->message_id, g_free);
    g_clear_pointer(&entry->found, g_free);
    thread_put_entry(txn, thread, entry);
}

// --- clocks ---

// A promise stands under the key of the conversation's person; its figures outlive them.
static void end_clocks(StoreTxn *txn, uint64_t thread, int64_t now) {
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread);
    for (guint i = 0; i < clocks->len; i++) {
        Clock *clock = clocks->pdata[i];
        if (clock_runs(clock))
            clock_drop(clock, now);
        g_clear_pointer(&clock->words, g_free);
        clock->owner = STORE_OWNER_NONE;
        clocks_put(txn, clock);
    }
}

// --- conversations ---

static void clear_words(Thread *thread) {
    g_clear_pointer(&thread->subject, g_free);
    g_clear_pointer(&thread->from, g_free);
    g_clear_pointer(&thread->from_name, g_free);
    g_clear_pointer(&thread->account, g_free);
    g_array_set_size(thread->acknowledged, 0);
    thread->owner = STORE_OWNER_NONE;
    thread->given = thread->gravest = thread->notes = 0;
    thread->choices = thread->choices_asked = 0;
    thread->repeats = thread->group = 0;
    thread->repeats_settled = 0;
    thread->in_hand = thread->asked = 0;
}

static void settle(Thread *thread, int64_t now) {
    thread->phase = PHASE_CLOSED;
    thread->level = thread->gravest_level = LEVEL_NONE;
    thread->settled = thread->settled != 0 ? thread->settled : now;
    thread->erased = now;
}

static void remove_notes(StoreTxn *txn, const Thread *thread) {
    for (uint32_t number = 1; number <= thread->notes; number++)
        store_del(txn, TABLE_JOURNAL, store_key_pair(thread->id, number));
}

void shell_thread(StoreTxn *txn, Thread *thread, int64_t now, ShellIs is, void *data) {
    g_autofree char *folded = subject_fold(thread->subject == NULL ? "" : thread->subject);
    if (thread->from != NULL)
        thread_unlink_subject(txn, thread->from, folded, thread->id);
    end_clocks(txn, thread->id, now);
    remove_notes(txn, thread);
    store_del(txn, TABLE_FINGERPRINT, store_key_number(thread->id));
    g_clear_pointer(&thread->from, g_free); // of the person's own list nothing is to stay
    settle(thread, now);
    if (thread->merged_into == 0 && thread->account != NULL)
        past_note(txn, thread, now);
    clear_words(thread);
    timekeeping_refresh(txn, thread);
    for (uint32_t i = 1; i <= thread->entries; i++)
        shell_message(txn, thread, i, is, data);
    thread_put(txn, thread);
}
