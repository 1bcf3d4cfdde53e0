// Two short lists for each conversation: its opener's, sealed under their key and
// gone with them, and its account's, which names nobody and stays. A list is one
// record, so that asking costs two looks, however long a customer has been one.
#include "past.h"

#include <string.h>

#include "address.h"
#include "record.h"

enum { PAST_KIND = 'P', PAST_VERSION = 1, THREAD_SIZE = 25 };

void past_free(Past *past) {
    if (past == NULL)
        return;
    g_array_unref(past->recent);
    g_free(past);
}

static Past *past_new(void) {
    Past *past = g_new0(Past, 1);
    past->recent = g_array_new(FALSE, FALSE, sizeof(PastThread));
    return past;
}

// --- records ---

static StoreKey address_slot(StoreTxn *txn, const char *address) {
    g_autofree char *folded = address_key(address);
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "past-address", folded));
}

static StoreKey account_slot(StoreTxn *txn, const char *account) {
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "past-account", account));
}

static GBytes *pack(const Past *past) {
    RecordWriter *writer = record_writer_new(PAST_KIND, PAST_VERSION);
    record_put_u32(writer, past->threads);
    record_put_u32(writer, past->recent->len);
    for (guint i = 0; i < past->recent->len; i++) {
        const PastThread *thread = &g_array_index(past->recent, PastThread, i);
        record_put_u64(writer, thread->thread);
        record_put_u8(writer, (uint8_t)thread->level);
        record_put_i64(writer, thread->opened);
        record_put_i64(writer, thread->closed);
    }
    return record_writer_finish(writer);
}

static void unpack(RecordReader *reader, Past *past) {
    past->threads = record_get_u32(reader);
    const uint32_t count = record_get_count(reader, THREAD_SIZE);
    for (uint32_t i = 0; i < count && !reader->failed; i++) {
        PastThread thread = {.thread = record_get_u64(reader)};
        thread.level = (Level)record_get_choice(reader, LEVEL_COUNT);
        thread.opened = record_get_i64(reader);
        thread.closed = record_get_i64(reader);
        g_array_append_val(past->recent, thread);
    }
    past->threads = MAX(past->threads, past->recent->len);
}

static Past *get(StoreTxn *txn, StoreKey key) {
    g_autoptr(Past) past = past_new();
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_PAST, key);
    if (bytes == NULL)
        return g_steal_pointer(&past);
    RecordReader reader;
    record_reader_init(&reader, bytes, PAST_KIND, PAST_VERSION);
    unpack(&reader, past);
    GError *error = NULL;
    if (record_reader_end(&reader, "earlier conversations", &error))
        return g_steal_pointer(&past);
    store_fail(txn, error);
    return past_new();
}

static void put(StoreTxn *txn, StoreKey key, uint64_t owner, const Past *past) {
    g_autoptr(GBytes) bytes = pack(past);
    store_put(txn, TABLE_PAST, key, owner, bytes);
}

// --- a list ---

static PastThread *find(const Past *past, uint64_t thread, guint *place) {
    for (guint i = 0; i < past->recent->len; i++) {
        PastThread *found = &g_array_index(past->recent, PastThread, i);
        if (found->thread != thread)
            continue;
        *place = i;
        return found;
    }
    return NULL;
}

static void insert(Past *past, const PastThread *thread, guint most) {
    guint place = 0;
    while (place < past->recent->len &&
           g_array_index(past->recent, PastThread, place).opened >= thread->opened)
        place++;
    g_array_insert_val(past->recent, place, *thread);
    if (past->recent->len > most)
        g_array_set_size(past->recent, most);
}

// What the list says of the thread is taken out; false when it says nothing.
static bool take_out(Past *past, uint64_t thread, PastThread *taken) {
    guint place;
    const PastThread *found = find(past, thread, &place);
    if (found == NULL)
        return false;
    *taken = *found;
    g_array_remove_index(past->recent, place);
    return true;
}

// A conversation that is settled ended when that was noted first; one that goes on has no end.
static PastThread read_off(const Thread *thread, const PastThread *before, int64_t now) {
    const bool settled = thread->phase == PHASE_FOLLOW_UP || thread->phase == PHASE_CLOSED;
    return (PastThread){
        .thread = thread->id,
        .level = before->level,
        .opened = thread->opened,
        .closed = !settled              ? 0
                  : before->closed != 0 ? before->closed
                                        : now,
    };
}

static void note_in(StoreTxn *txn, StoreKey key, uint64_t owner, const Thread *thread, const Level *highest,
                    int64_t now) {
    g_autoptr(Past) past = get(txn, key);
    PastThread before = {0};
    const bool known = take_out(past, thread->id, &before);
    before.level = highest != NULL ? *highest : MAX(before.level, thread->level);
    const PastThread as_it_stands = read_off(thread, &before, now);
    past->threads += !known && !thread->counted;
    insert(past, &as_it_stands, PAST_KEPT);
    past->threads = MAX(past->threads, past->recent->len);
    put(txn, key, owner, past);
}

static void forget_in(StoreTxn *txn, StoreKey key, uint64_t owner, const Thread *thread) {
    g_autoptr(Past) past = get(txn, key);
    PastThread gone;
    if (!take_out(past, thread->id, &gone) && !thread->counted)
        return;
    past->threads -= MIN(past->threads, 1);
    put(txn, key, owner, past);
}

// --- both ---

// `highest` NULL: the level it has now, or had before.
static void note(StoreTxn *txn, Thread *thread, const Level *highest, int64_t now) {
    if (thread->from != NULL)
        note_in(txn, address_slot(txn, thread->from), thread->owner, thread, highest, now);
    if (thread->account != NULL)
        note_in(txn, account_slot(txn, thread->account), STORE_OWNER_NONE, thread, highest, now);
    thread->counted = true;
}

static void forget(StoreTxn *txn, Thread *thread) {
    if (thread->from != NULL)
        forget_in(txn, address_slot(txn, thread->from), thread->owner, thread);
    if (thread->account != NULL)
        forget_in(txn, account_slot(txn, thread->account), STORE_OWNER_NONE, thread);
    thread->counted = false;
}

void past_note(StoreTxn *txn, Thread *thread, int64_t now) {
    if (thread->merged_into != 0)
        forget(txn, thread);
    else
        note(txn, thread, NULL, now);
}

void past_correct(StoreTxn *txn, Thread *thread, Level highest, int64_t now) {
    note(txn, thread, &highest, now);
}

static void join(Past *all, const Past *other) {
    for (guint i = 0; i < other->recent->len; i++) {
        const PastThread *thread = &g_array_index(other->recent, PastThread, i);
        guint place;
        PastThread *same = find(all, thread->thread, &place);
        if (same == NULL)
            insert(all, thread, 2 * PAST_KEPT);
        else
            same->level = MAX(same->level, thread->level);
    }
    // Whose conversations stand in both lists is known only of the recent ones: at least so many.
    all->threads = MAX(MAX(all->threads, other->threads), all->recent->len);
}

void past_inherit(StoreTxn *txn, const char *from, const char *to) {
    g_autoptr(Past) left = get(txn, account_slot(txn, from)), heir = get(txn, account_slot(txn, to));
    if (left->threads == 0)
        return;
    join(heir, left);
    g_array_set_size(heir->recent, MIN(heir->recent->len, PAST_KEPT));
    put(txn, account_slot(txn, to), STORE_OWNER_NONE, heir);
}

Past *past_find(StoreTxn *txn, const char *account, const char *address) {
    Past *all = address == NULL ? past_new() : get(txn, address_slot(txn, address));
    if (account == NULL)
        return all;
    g_autoptr(Past) theirs = get(txn, account_slot(txn, account));
    join(all, theirs);
    return all;
}

Past *past_at(StoreTxn *txn, StoreKey key) {
    return get(txn, key);
}
