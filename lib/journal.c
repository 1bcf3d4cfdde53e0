// Notes stand under their thread and number, sealed under the key of whoever
// opened the conversation: what a PM writes there is about them, and goes with them.
#include "journal.h"

#include "record.h"

enum { NOTE_KIND = 'M', NOTE_VERSION = 2, PAIR_LEAST = 8 };

void note_free(Note *note) {
    if (note == NULL)
        return;
    g_free(note->by);
    g_free(note->words);
    g_clear_pointer(&note->pairs, g_ptr_array_unref);
    g_free(note);
}

static void free_note(void *note) {
    note_free(note);
}

static void put_pairs(RecordWriter *writer, const GPtrArray *pairs) {
    const guint count = pairs == NULL ? 0 : pairs->len;
    record_put_u32(writer, count);
    for (guint i = 0; i < count; i++) {
        const CommandPair *pair = pairs->pdata[i];
        record_put_string(writer, pair->key);
        record_put_string(writer, pair->value);
    }
}

static GPtrArray *get_pairs(RecordReader *reader) {
    GPtrArray *pairs = g_ptr_array_new_with_free_func(command_pair_free);
    const uint32_t count = record_get_count(reader, PAIR_LEAST);
    for (uint32_t i = 0; i < count && !reader->failed; i++) {
        CommandPair *pair = g_new0(CommandPair, 1);
        g_ptr_array_add(pairs, pair);
        pair->key = record_get_string(reader);
        pair->value = record_get_string(reader);
        reader->failed = reader->failed || pair->key == NULL || pair->value == NULL;
    }
    return pairs;
}

void journal_add(StoreTxn *txn, Thread *thread, Note *note) {
    note->number = ++thread->notes;
    RecordWriter *writer = record_writer_new(NOTE_KIND, NOTE_VERSION);
    record_put_i64(writer, note->at);
    record_put_string(writer, note->by);
    record_put_u8(writer, (uint8_t)note->verb);
    record_put_string(writer, note->words);
    put_pairs(writer, note->pairs);
    record_put_u64(writer, note->row);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_JOURNAL, store_key_pair(thread->id, note->number), thread->owner, bytes);
}

static Note *open_note(StoreTxn *txn, uint32_t number, GBytes *bytes) {
    g_autoptr(Note) note = g_new0(Note, 1);
    note->number = number;
    RecordReader reader;
    record_reader_init(&reader, bytes, NOTE_KIND, NOTE_VERSION);
    note->at = record_get_i64(&reader);
    note->by = record_get_string(&reader);
    note->verb = (CommandVerb)record_get_choice(&reader, COMMAND_VERBS);
    note->words = record_get_string(&reader);
    note->pairs = get_pairs(&reader);
    note->row = reader.version > 1 ? record_get_u64(&reader) : 0;
    reader.failed = reader.failed || note->by == NULL;
    GError *error = NULL;
    if (record_reader_end(&reader, "note", &error))
        return g_steal_pointer(&note);
    store_fail(txn, error);
    return NULL;
}

GPtrArray *journal_of(StoreTxn *txn, const Thread *thread) {
    GPtrArray *notes = g_ptr_array_new_with_free_func(free_note);
    StoreKey key = store_key_pair(thread->id, 0);
    GBytes *bytes = NULL;
    while (store_next(txn, TABLE_JOURNAL, &key, &bytes)) {
        g_autoptr(GBytes) record = g_steal_pointer(&bytes);
        uint64_t id, number;
        store_key_numbers(&key, &id, &number);
        Note *note = id == thread->id ? open_note(txn, (uint32_t)number, record) : NULL;
        if (note == NULL)
            break;
        g_ptr_array_add(notes, note);
        key = store_key_after(key);
    }
    return notes;
}

static int compare_notes(gconstpointer a, gconstpointer b) {
    const Note *left = *(const Note *const *)a, *right = *(const Note *const *)b;
    return left->at == right->at ? 0 : left->at < right->at ? -1 : 1;
}

static void remove_all(StoreTxn *txn, Thread *thread) {
    for (uint32_t number = 1; number <= thread->notes; number++)
        store_del(txn, TABLE_JOURNAL, store_key_pair(thread->id, number));
    thread->notes = 0;
}

// The later of what both wait for, by its time; NULL when they wait for nothing.
static const Note *open_choices(const GPtrArray *notes, uint32_t number, const Note *other) {
    for (guint i = 0; number != 0 && i < notes->len; i++) {
        const Note *note = notes->pdata[i];
        if (note->number == number)
            return other == NULL || note->at > other->at ? note : other;
    }
    return other;
}

void journal_merge(StoreTxn *txn, Thread *into, Thread *from) {
    if (from->notes == 0)
        return;
    g_autoptr(GPtrArray) notes = journal_of(txn, into);
    g_autoptr(GPtrArray) more = journal_of(txn, from);
    const Note *open = open_choices(more, from->choices, open_choices(notes, into->choices, NULL));
    g_ptr_array_extend_and_steal(notes, g_steal_pointer(&more));
    g_ptr_array_sort(notes, compare_notes);
    remove_all(txn, into);
    remove_all(txn, from);
    for (guint i = 0; i < notes->len; i++)
        journal_add(txn, into, notes->pdata[i]);
    into->choices = open == NULL ? 0 : open->number;
    into->choices_asked = MAX(into->choices_asked, from->choices_asked);
    from->choices = 0;
    thread_put(txn, into);
    thread_put(txn, from);
}

Note *journal_note(StoreTxn *txn, uint64_t thread, uint32_t number) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_JOURNAL, store_key_pair(thread, number));
    return bytes == NULL ? NULL : open_note(txn, number, bytes);
}
