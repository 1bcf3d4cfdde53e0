// A thread is one record; its entries are records of their own, so that a long
// conversation costs a message no more than a short one. The steps of
// resolution are a table, surest first.
#include "thread.h"

#include <string.h>

#include "address.h"
#include "contact.h"
#include "record.h"
#include "units.h"

enum {
    THREAD_KIND = 'T',
    THREAD_VERSION = 2,
    ENTRY_KIND = 'E',
    ENTRY_VERSION = 1,
    LINK_KIND = 'L',
    LINK_VERSION = 1
};

const char *phase_name(Phase phase) {
    static const char *const NAMES[PHASE_COUNT] = {"discovery", "solving", "follow-up", "closed"};
    return NAMES[phase];
}

const char *joined_name(Joined joined) {
    static const char *const NAMES[JOINED_COUNT] = {"new", "token", "reference", "short-id", "guess"};
    return NAMES[joined];
}

Thread *thread_new(void) {
    Thread *thread = g_new0(Thread, 1);
    thread->acknowledged = g_array_new(FALSE, FALSE, sizeof(SealHash));
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
    record_put_i64(writer, thread->first_reply_due);
    record_put_u8(writer, (uint8_t)thread->alerted);
    record_put_u32(writer, thread->given);
    record_put_i64(writer, thread->answered);
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
    thread->first_reply_due = record_get_i64(reader);
    thread->alerted = (Level)record_get_choice(reader, LEVEL_COUNT);
    thread->given = record_get_u32(reader);
    thread->answered = record_get_i64(reader);
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

Thread *thread_get(StoreTxn *txn, uint64_t id) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_THREAD, store_key_number(id));
    return bytes == NULL ? NULL : open_thread(txn, id, bytes);
}

void thread_put(StoreTxn *txn, const Thread *thread) {
    RecordWriter *writer = record_writer_new(THREAD_KIND, THREAD_VERSION);
    write_thread(writer, thread);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_THREAD, store_key_number(thread->id), thread->owner, bytes);
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

// Links are small records: from a hash to a thread, with the time they were made.
static void put_link(StoreTxn *txn, Table table, SealHash hash, uint64_t thread, int64_t at) {
    RecordWriter *writer = record_writer_new(LINK_KIND, LINK_VERSION);
    record_put_u64(writer, thread);
    record_put_i64(writer, at);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, table, store_key_hash(hash), STORE_OWNER_NONE, bytes);
}

static bool get_link(StoreTxn *txn, Table table, SealHash hash, uint64_t *thread, int64_t *at) {
    g_autoptr(GBytes) bytes = store_get(txn, table, store_key_hash(hash));
    if (bytes == NULL)
        return false;
    RecordReader reader;
    record_reader_init(&reader, bytes, LINK_KIND, LINK_VERSION);
    *thread = record_get_u64(&reader);
    *at = record_get_i64(&reader);
    GError *error = NULL;
    if (record_reader_end(&reader, "link", &error))
        return true;
    store_fail(txn, error);
    return false;
}

void thread_note_words(StoreTxn *txn, SealHash words, uint64_t thread, int64_t at) {
    put_link(txn, TABLE_SUBJECT, words, thread, at);
}

bool thread_has_words(StoreTxn *txn, SealHash words, int64_t since) {
    uint64_t thread;
    int64_t at;
    return get_link(txn, TABLE_SUBJECT, words, &thread, &at) && at >= since;
}

static SealHash subject_hash(const Seal *seal, const char *sender, const char *subject) {
    g_autofree char *key = address_key(sender);
    g_autofree char *both = g_strconcat(key, "\n", subject, NULL);
    return seal_hash_string(seal, "subject", both);
}

// The steps. Each gives a thread or NULL.
static Thread *by_token(StoreTxn *txn, const ThreadClues *clues) {
    return clues->has_token ? thread_get(txn, clues->token_thread) : NULL;
}

static Thread *by_message_id(StoreTxn *txn, const char *message_id) {
    uint64_t id;
    int64_t at;
    const SealHash hash = seal_hash_string(store_txn_seal(txn), "message-id", message_id);
    return get_link(txn, TABLE_MESSAGE_ID, hash, &id, &at) ? thread_get(txn, id) : NULL;
}

static Thread *by_reference(StoreTxn *txn, const ThreadClues *clues) {
    for (guint i = 0; clues->references != NULL && i < clues->references->len; i++) {
        Thread *thread = by_message_id(txn, clues->references->pdata[i]);
        if (thread != NULL || store_failed(txn))
            return thread;
    }
    return NULL;
}

// One mail that came in two transactions, as some senders split recipients: the same Message-ID and writer.
static Thread *by_itself(StoreTxn *txn, const ThreadClues *clues) {
    if (clues->message_id == NULL || clues->sender == NULL)
        return NULL;
    g_autoptr(Thread) thread = by_message_id(txn, clues->message_id);
    const bool same = thread != NULL && thread->from != NULL && address_equal(thread->from, clues->sender);
    return same ? g_steal_pointer(&thread) : NULL;
}

// The short id is the first 40 bits of the thread's, so threads with it stand together.
static Thread *by_short_id(StoreTxn *txn, const ThreadClues *clues) {
    size_t size = 0;
    g_autofree uint8_t *bytes = clues->short_id == NULL ? NULL : units_base32_decode(clues->short_id, &size);
    if (bytes == NULL || size != 5 || clues->sender == NULL)
        return NULL;
    StoreKey key = {.size = 5};
    memcpy(key.bytes, bytes, 5);
    // The key alone at first: the next record may be a stranger's, and one that does not open any more.
    if (!store_next(txn, TABLE_THREAD, &key, NULL) || memcmp(key.bytes, bytes, 5) != 0)
        return NULL;
    uint64_t id, unused;
    store_key_numbers(&key, &id, &unused);
    g_autoptr(Thread) thread = thread_get(txn, id);
    const bool same = thread != NULL && thread->from != NULL && address_equal(thread->from, clues->sender);
    return same ? g_steal_pointer(&thread) : NULL;
}

static Thread *by_guess(StoreTxn *txn, const ThreadClues *clues) {
    uint64_t id;
    int64_t at;
    if (clues->sender == NULL || clues->subject == NULL || *clues->subject == '\0' ||
        !get_link(txn, TABLE_SUBJECT, subject_hash(store_txn_seal(txn), clues->sender, clues->subject), &id,
                  &at))
        return NULL;
    return clues->now - at <= THREAD_GUESS_WITHIN ? thread_get(txn, id) : NULL;
}

Thread *thread_resolve(StoreTxn *txn, const ThreadClues *clues, Joined *joined) {
    static const struct {
        Joined joined;
        Thread *(*find)(StoreTxn *txn, const ThreadClues *clues);
    } STEPS[] = {
        {JOINED_TOKEN, by_token},       {JOINED_REFERENCE, by_reference}, {JOINED_REFERENCE, by_itself},
        {JOINED_SHORT_ID, by_short_id}, {JOINED_GUESS, by_guess},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        Thread *thread = STEPS[i].find(txn, clues);
        if (thread != NULL) {
            *joined = STEPS[i].joined;
            return thread;
        }
    }
    *joined = JOINED_NEW;
    return NULL;
}

static GBytes *pack_entry(const Entry *entry) {
    RecordWriter *writer = record_writer_new(ENTRY_KIND, ENTRY_VERSION);
    record_put_i64(writer, entry->at);
    record_put_string(writer, entry->from);
    record_put_string(writer, entry->message_id);
    record_put_u8(writer, (uint8_t)entry->joined);
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
    entry->joined = (Joined)record_get_choice(reader, JOINED_COUNT);
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
static void put_entry(StoreTxn *txn, const Thread *thread, const Entry *entry) {
    const uint64_t owner =
        entry->from == NULL ? thread->owner : contact_take(txn, entry->from, entry->at).slot;
    g_autoptr(GBytes) bytes = pack_entry(entry);
    store_put(txn, TABLE_ENTRY, store_key_pair(thread->id, entry->sequence), owner, bytes);
}

void thread_add_entry(StoreTxn *txn, Thread *thread, Entry *entry, const char *folded_subject) {
    const Seal *seal = store_txn_seal(txn);
    entry->sequence = ++thread->entries;
    thread->updated = MAX(thread->updated, entry->at);
    if (entry->message_id != NULL)
        put_link(txn, TABLE_MESSAGE_ID, seal_hash_string(seal, "message-id", entry->message_id), thread->id,
                 entry->at);
    if (entry->from != NULL && *folded_subject != '\0')
        put_link(txn, TABLE_SUBJECT, subject_hash(seal, entry->from, folded_subject), thread->id, entry->at);
    put_entry(txn, thread, entry);
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
    put_entry(txn, thread, entry);
}
