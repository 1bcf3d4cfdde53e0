// A thread is one record; its entries are records of their own, so that a long
// conversation costs a message no more than a short one.
#include "thread.h"

#include <string.h>

#include "contact.h"
#include "record.h"
#include "units.h"

enum { THREAD_KIND = 'T', THREAD_VERSION = 5, ENTRY_KIND = 'E', ENTRY_VERSION = 2 };

const char *joined_name(Joined joined) {
    static const char *const NAMES[JOINED_COUNT] = {"new", "token", "reference", "short-id", "guess"};
    return NAMES[joined];
}

Thread *thread_new(void) {
    Thread *thread = g_new0(Thread, 1);
    thread->acknowledged = g_array_new(FALSE, FALSE, sizeof(SealHash));
    thread->followed_heat = -1;
    return thread;
}

void thread_free(Thread *thread) {
    if (thread == NULL)
        return;
    g_free(thread->mailbox);
    g_free(thread->subject);
    g_free(thread->from);
    g_free(thread->from_name);
    g_free(thread->language);
    g_free(thread->tier);
    g_free(thread->account);
    g_free(thread->problem);
    g_array_unref(thread->acknowledged);
    g_free(thread);
}

Entry *entry_new(void) {
    Entry *entry = g_new0(Entry, 1);
    entry->evidence = g_ptr_array_new_with_free_func(g_free);
    entry->reasons = g_ptr_array_new_with_free_func(g_free);
    return entry;
}

void entry_free(Entry *entry) {
    if (entry == NULL)
        return;
    g_free(entry->from);
    g_free(entry->message_id);
    g_free(entry->found);
    g_free(entry->language);
    g_ptr_array_unref(entry->evidence);
    g_ptr_array_unref(entry->reasons);
    g_free(entry->acknowledge);
    g_free(entry);
}

char *thread_id_format(uint64_t id) {
    const uint64_t big = GUINT64_TO_BE(id);
    return units_base32_encode((const uint8_t *)&big, sizeof big);
}

bool thread_id_parse(const char *text, uint64_t *id) {
    size_t size = 0;
    g_autofree uint8_t *bytes = units_base32_decode(text, &size);
    uint64_t big;
    if (bytes == NULL || size != sizeof big)
        return false;
    memcpy(&big, bytes, sizeof big);
    *id = GUINT64_FROM_BE(big);
    return true;
}

static void write_thread(RecordWriter *writer, const Thread *thread) {
    record_put_u64(writer, thread->owner);
    record_put_string(writer, thread->mailbox);
    record_put_string(writer, thread->subject);
    record_put_string(writer, thread->from);
    record_put_string(writer, thread->from_name);
    record_put_string(writer, thread->language);
    record_put_i64(writer, thread->opened);
    record_put_i64(writer, thread->updated);
    record_put_i64(writer, thread->accepted);
    record_put_u8(writer, (uint8_t)thread->phase);
    record_put_u8(writer, (uint8_t)thread->level);
    record_put_u32(writer, thread->entries);
    record_put_u32(writer, thread->by_persons);
    record_put_u32(writer, thread->sent);
    record_put_string(writer, thread->tier);
    record_put_u8(writer, thread->key_account);
    record_put_u32(writer, thread->clocks);
    record_put_u32(writer, thread->reply_clock);
    record_put_u32(writer, thread->touchpoint_clock);
    record_put_u8(writer, (uint8_t)thread->promises);
    for (unsigned i = 0; i < thread->promises; i++)
        record_put_u32(writer, thread->promise_clocks[i]);
    record_put_u8(writer, (uint8_t)thread->reply_kind);
    record_put_i64(writer, thread->reply_due);
    record_put_i64(writer, thread->due);
    record_put_i64(writer, thread->asked);
    for (unsigned i = 0; i < THREAD_REOPENINGS; i++)
        record_put_i64(writer, thread->reopened[i]);
    record_put_u64(writer, thread->merged_into);
    record_put_i64(writer, thread->ranked_due);
    record_put_u8(writer, thread->ranked);
    record_put_u8(writer, (uint8_t)thread->alerted);
    record_put_u32(writer, thread->given);
    record_put_i64(writer, thread->answered);
    record_put_string(writer, thread->account);
    record_put_u32(writer, thread->gravest);
    record_put_u8(writer, (uint8_t)thread->gravest_level);
    record_put_i64(writer, thread->in_hand);
    record_put_string(writer, thread->problem);
    record_put_u32(writer, thread->notes);
    record_put_u8(writer, (uint8_t)thread->worst);
    record_put_i64(writer, thread->settled);
    record_put_u64(writer, thread->repeats);
    record_put_i64(writer, thread->repeats_settled);
    record_put_u64(writer, thread->group);
    record_put_u32(writer, thread->choices);
    record_put_u32(writer, thread->choices_asked);
    record_put_i64(writer, thread->followed);
    record_put_u8(writer, (uint8_t)(thread->followed_heat + 1));
    record_put_u8(writer, thread->counted);
    record_put_i64(writer, thread->erased);
    record_put_u32(writer, thread->acknowledged->len);
    record_put_fixed(writer, thread->acknowledged->data, thread->acknowledged->len * sizeof(SealHash));
}

static void read_thread(RecordReader *reader, Thread *thread) {
    thread->owner = record_get_u64(reader);
    thread->mailbox = record_get_string(reader);
    thread->subject = record_get_string(reader);
    thread->from = record_get_string(reader);
    thread->from_name = record_get_string(reader);
    thread->language = record_get_string(reader);
    thread->opened = record_get_i64(reader);
    thread->updated = record_get_i64(reader);
    thread->accepted = record_get_i64(reader);
    thread->phase = (Phase)record_get_choice(reader, PHASE_COUNT);
    thread->level = (Level)record_get_choice(reader, LEVEL_COUNT);
    thread->entries = record_get_u32(reader);
    thread->by_persons = record_get_u32(reader);
    thread->sent = record_get_u32(reader);
    thread->tier = record_get_string(reader);
    thread->key_account = record_get_u8(reader) != 0;
    thread->clocks = record_get_u32(reader);
    thread->reply_clock = record_get_u32(reader);
    thread->touchpoint_clock = record_get_u32(reader);
    thread->promises = record_get_choice(reader, THREAD_PROMISES + 1);
    for (unsigned i = 0; i < thread->promises; i++)
        thread->promise_clocks[i] = record_get_u32(reader);
    thread->reply_kind = (ClockKind)record_get_choice(reader, CLOCK_KINDS);
    thread->reply_due = record_get_i64(reader);
    thread->due = record_get_i64(reader);
    thread->asked = record_get_i64(reader);
    for (unsigned i = 0; i < THREAD_REOPENINGS; i++)
        thread->reopened[i] = record_get_i64(reader);
    thread->merged_into = record_get_u64(reader);
    thread->ranked_due = record_get_i64(reader);
    thread->ranked = record_get_u8(reader);
    thread->alerted = (Level)record_get_choice(reader, LEVEL_COUNT);
    thread->given = record_get_u32(reader);
    thread->answered = record_get_i64(reader);
    thread->account = record_get_string(reader);
    thread->gravest = record_get_u32(reader);
    thread->gravest_level = (Level)record_get_choice(reader, LEVEL_COUNT);
    thread->in_hand = record_get_i64(reader);
    thread->problem = record_get_string(reader);
    thread->notes = record_get_u32(reader);
    thread->worst = (Level)record_get_choice(reader, LEVEL_COUNT);
    thread->settled = record_get_i64(reader);
    thread->repeats = record_get_u64(reader);
    thread->repeats_settled = record_get_i64(reader);
    thread->group = record_get_u64(reader);
    thread->choices = record_get_u32(reader);
    thread->choices_asked = record_get_u32(reader);
    thread->followed = record_get_i64(reader);
    thread->followed_heat = (int)record_get_choice(reader, LEVEL_COUNT + 1) - 1;
    thread->counted = record_get_u8(reader) != 0;
    thread->erased = reader->version > 4 ? record_get_i64(reader) : 0;
    const uint32_t persons = record_get_count(reader, sizeof(SealHash));
    for (uint32_t i = 0; i < persons; i++) {
        SealHash person;
        record_get_fixed(reader, person.bytes, sizeof person.bytes);
        g_array_append_val(thread->acknowledged, person);
    }
}

static Thread *open_thread(StoreTxn *txn, uint64_t id, GBytes *bytes) {
    g_autoptr(Thread) thread = thread_new();
    RecordReader reader;
    record_reader_init(&reader, bytes, THREAD_KIND, THREAD_VERSION);
    thread->id = id;
    read_thread(&reader, thread);
    GError *error = NULL;
    if (record_reader_end(&reader, "thread", &error))
        return g_steal_pointer(&thread);
    store_fail(txn, error);
    return NULL;
}

Thread *thread_stored(StoreTxn *txn, uint64_t id) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_THREAD, store_key_number(id));
    return bytes == NULL ? NULL : open_thread(txn, id, bytes);
}

Thread *thread_get(StoreTxn *txn, uint64_t id) {
    enum { MERGES = 1000 }; // one behind the other, that are followed
    g_autoptr(Thread) thread = thread_stored(txn, id);
    for (int i = 0; i < MERGES && thread != NULL && thread->merged_into != 0; i++) {
        Thread *next = thread_stored(txn, thread->merged_into);
        thread_free(thread);
        thread = next;
    }
    // More can only be damage: what is retired, or left of an erased person, is handed to nobody.
    return thread == NULL || thread->merged_into != 0 || thread->erased != 0 ? NULL
                                                                             : g_steal_pointer(&thread);
}

// The order of the index: level upside down, then the due time, nothing due last.
static StoreKey rank_key(const Thread *thread) {
    const uint64_t due = thread->ranked_due == 0 ? UINT64_MAX : (uint64_t)MAX(thread->ranked_due, 1);
    const uint64_t id = GUINT64_TO_BE(thread->id);
    StoreKey key = store_key_pair(LEVEL_COUNT - thread->ranked, due);
    memcpy(key.bytes + key.size, &id, sizeof id);
    key.size += sizeof id;
    return key;
}

StoreKey thread_rank_key(const Thread *thread) {
    return thread->ranked == 0 ? (StoreKey){0} : rank_key(thread);
}

static bool is_open(const Thread *thread) {
    return thread->phase != PHASE_CLOSED && thread->merged_into == 0;
}

bool thread_is_ranked(const Thread *thread) {
    const uint8_t wanted = is_open(thread) ? (uint8_t)(thread->level + 1) : 0;
    return thread->ranked == wanted && thread->ranked_due == (is_open(thread) ? thread->due : 0);
}

static void rank(StoreTxn *txn, Thread *thread) {
    if (thread_is_ranked(thread))
        return;
    const uint8_t wanted = is_open(thread) ? (uint8_t)(thread->level + 1) : 0;
    const int64_t due = is_open(thread) ? thread->due : 0;
    if (thread->ranked != 0)
        store_del(txn, TABLE_RANK, rank_key(thread));
    thread->ranked = wanted;
    thread->ranked_due = due;
    if (wanted != 0)
        store_mark(txn, TABLE_RANK, rank_key(thread));
}

void thread_put(StoreTxn *txn, Thread *thread) {
    rank(txn, thread);
    RecordWriter *writer = record_writer_new(THREAD_KIND, THREAD_VERSION);
    write_thread(writer, thread);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_THREAD, store_key_number(thread->id), thread->owner, bytes);
}

void thread_walk_open(StoreTxn *txn, ThreadEach each, void *data) {
    StoreKey key = {0};
    while (store_next(txn, TABLE_RANK, &key, NULL)) {
        uint64_t id = 0;
        memcpy(&id, key.bytes + key.size - sizeof id, sizeof id);
        g_autoptr(Thread) thread = thread_stored(txn, GUINT64_FROM_BE(id)); // NULL: erased with its person
        if (store_failed(txn) || (thread != NULL && !each(txn, thread, data)))
            return;
        key = store_key_after(key);
    }
}

void thread_walk(StoreTxn *txn, ThreadEach each, void *data) {
    StoreKey key = {0};
    GBytes *next = NULL;
    while (store_next(txn, TABLE_THREAD, &key, &next)) {
        g_autoptr(GBytes) bytes = next;
        uint64_t id, unused;
        store_key_numbers(&key, &id, &unused);
        g_autoptr(Thread) thread = open_thread(txn, id, bytes);
        if (thread == NULL || !each(txn, thread, data))
            return;
        key = store_key_after(key);
    }
}

bool thread_acknowledged(const Thread *thread, SealHash person) {
    for (guint i = 0; i < thread->acknowledged->len; i++)
        if (memcmp(&g_array_index(thread->acknowledged, SealHash, i), &person, sizeof person) == 0)
            return true;
    return false;
}

void thread_set_acknowledged(Thread *thread, SealHash person) {
    if (!thread_acknowledged(thread, person))
        g_array_append_val(thread->acknowledged, person);
}

void thread_unset_acknowledged(Thread *thread, SealHash person) {
    for (guint i = thread->acknowledged->len; i > 0; i--)
        if (memcmp(&g_array_index(thread->acknowledged, SealHash, i - 1), &person, sizeof person) == 0)
            g_array_remove_index(thread->acknowledged, i - 1);
}

static GBytes *pack_entry(const Entry *entry) {
    RecordWriter *writer = record_writer_new(ENTRY_KIND, ENTRY_VERSION);
    record_put_i64(writer, entry->at);
    record_put_string(writer, entry->from);
    record_put_string(writer, entry->message_id);
    record_put_u8(writer, entry->outbound);
    record_put_u8(writer, (uint8_t)entry->joined);
    record_put_string(writer, entry->found);
    record_put_u8(writer, (uint8_t)entry->level);
    record_put_u8(writer, (uint8_t)entry->request);
    record_put_string(writer, entry->language);
    record_put_u8(writer, SIGNAL_COUNT);
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        record_put_double(writer, entry->score[i]);
    record_put_strings(writer, entry->evidence);
    record_put_strings(writer, entry->reasons);
    record_put_string(writer, entry->acknowledge);
    record_put_u8(writer, entry->machine);
    return record_writer_finish(writer);
}

static void read_entry(RecordReader *reader, Entry *entry) {
    entry->at = record_get_i64(reader);
    entry->from = record_get_string(reader);
    entry->message_id = record_get_string(reader);
    entry->outbound = record_get_u8(reader) != 0;
    entry->joined = (Joined)record_get_choice(reader, JOINED_COUNT);
    entry->found = record_get_string(reader);
    entry->level = (Level)record_get_choice(reader, LEVEL_COUNT);
    entry->request = (Request)record_get_choice(reader, REQUEST_COUNT);
    entry->language = record_get_string(reader);
    if (record_get_u8(reader) != SIGNAL_COUNT)
        reader->failed = true;
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        entry->score[i] = record_get_double(reader);
    g_ptr_array_unref(entry->evidence);
    entry->evidence = record_get_strings(reader);
    g_ptr_array_unref(entry->reasons);
    entry->reasons = record_get_strings(reader);
    entry->acknowledge = record_get_string(reader);
    entry->machine = record_get_u8(reader) != 0;
}

// An entry is its writer's, and goes with them.
void thread_put_entry(StoreTxn *txn, const Thread *thread, const Entry *entry) {
    const uint64_t owner =
        entry->from == NULL ? thread->owner : contact_take(txn, entry->from, entry->at).slot;
    g_autoptr(GBytes) bytes = pack_entry(entry);
    store_put(txn, TABLE_ENTRY, store_key_pair(thread->id, entry->sequence), owner, bytes);
}

// Of equal ones the newest that has something to show: what presses now says it best. Where nothing does, the
// first, since what follows is thanks and small matters.
static bool shows_better(const Thread *thread, const Entry *entry) {
    if (entry->outbound || entry->machine)
        return false;
    if (thread->gravest == 0 || entry->level > thread->gravest_level)
        return true;
    return entry->level == thread->gravest_level && entry->level > LEVEL_NONE && entry->evidence->len > 0;
}

void thread_weigh_entry(Thread *thread, const Entry *entry) {
    if (!entry->outbound)
        thread->worst = MAX(thread->worst, entry->level);
    if (!shows_better(thread, entry))
        return;
    thread->gravest = entry->sequence;
    thread->gravest_level = entry->level;
}

void thread_add_entry(StoreTxn *txn, Thread *thread, Entry *entry) {
    entry->sequence = ++thread->entries;
    thread->updated = MAX(thread->updated, entry->at);
    thread_weigh_entry(thread, entry);
    thread_put_entry(txn, thread, entry);
}

Entry *thread_entry(StoreTxn *txn, uint64_t thread, uint32_t sequence) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_ENTRY, store_key_pair(thread, sequence));
    if (bytes == NULL)
        return NULL;
    g_autoptr(Entry) entry = entry_new();
    RecordReader reader;
    record_reader_init(&reader, bytes, ENTRY_KIND, ENTRY_VERSION);
    entry->sequence = sequence;
    read_entry(&reader, entry);
    GError *error = NULL;
    if (record_reader_end(&reader, "thread entry", &error))
        return g_steal_pointer(&entry);
    store_fail(txn, error);
    return NULL;
}

void thread_set_acknowledge(StoreTxn *txn, const Thread *thread, uint32_t sequence, const char *acknowledge) {
    g_autoptr(Entry) entry = thread_entry(txn, thread->id, sequence);
    if (entry == NULL)
        return;
    g_free(entry->acknowledge);
    entry->acknowledge = g_strdup(acknowledge);
    thread_put_entry(txn, thread, entry);
}
