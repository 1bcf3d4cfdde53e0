// Two tables. The fingerprint of a conversation stands under its number, sealed
// with its opener and gone with them. Beside it an index: under a keyed hash of a PM and
// a key of the fingerprint the numbers of the conversations that showed it last. A
// key that everybody shows costs no more than a rare one, since its list is cut; and what
// the index says is a hint only: what it leads to is read, and is the PM's or is passed over.
#include "likeness.h"

#include <string.h>

#include "record.h"

enum { NOTED_KIND = 'l', LIST_KIND = 'i', VERSION = 1, PLACE_SIZE = 12 };

// Where the index leads: `at` in minutes is enough to tell the newer from the older.
typedef struct Place {
    uint64_t thread;
    uint32_t at;
    uint32_t shared; // how many keys lead there; not stored
} Place;

// --- the index ---

LikeKeys likeness_keys(const Seal *seal, const char *pm, const Fingerprint *fingerprint) {
    uint64_t keys[FINGERPRINT_KEYS];
    LikeKeys result = {.count = fingerprint_keys(fingerprint, keys)};
    g_autoptr(GByteArray) name = g_byte_array_new();
    const guint length = (guint)strlen(pm) + 1;
    g_byte_array_append(name, (const guint8 *)pm, length);
    for (unsigned i = 0; i < result.count; i++) {
        const uint64_t number = GUINT64_TO_BE(keys[i]);
        g_byte_array_set_size(name, length);
        g_byte_array_append(name, (const guint8 *)&number, sizeof number);
        result.keys[i] = store_key_hash(seal_hash(seal, "like", name->data, name->len));
    }
    return result;
}

// Appends the list to `places`; damage fails the transaction.
static void read_list(StoreTxn *txn, StoreKey key, GArray *places) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_LIKE, key);
    if (bytes == NULL)
        return;
    RecordReader reader;
    record_reader_init(&reader, bytes, LIST_KIND, VERSION);
    const uint32_t count = record_get_count(&reader, PLACE_SIZE);
    for (uint32_t i = 0; i < count && i < LIKE_KEPT && !reader.failed; i++) {
        Place place = {.thread = record_get_u64(&reader), .shared = 1};
        place.at = record_get_u32(&reader);
        g_array_append_val(places, place);
    }
    GError *error = NULL;
    if (!record_reader_end(&reader, "list of like complaints", &error))
        store_fail(txn, error);
}

static void take_out(GArray *places, uint64_t thread) {
    for (guint i = places->len; i > 0; i--)
        if (g_array_index(places, Place, i - 1).thread == thread)
            g_array_remove_index(places, i - 1);
}

// The list of a key, its newest first and once, as it stands in the store: thirty of them are changed with
// each complaint, so their places are moved as they are. How many places there are now.
static uint32_t take_places(RecordReader *reader, const uint8_t newest[PLACE_SIZE],
                            uint8_t places[LIKE_KEPT][PLACE_SIZE]) {
    uint32_t count = 1;
    memcpy(places[0], newest, PLACE_SIZE);
    const uint32_t stored = record_get_count(reader, PLACE_SIZE);
    for (uint32_t i = 0; i < stored && count < LIKE_KEPT; i++) {
        record_get_fixed(reader, places[count], PLACE_SIZE);
        count += memcmp(places[count], newest, sizeof(uint64_t)) != 0;
    }
    return count;
}

// To the front: its list is cut at the other end. One that cannot be read is begun anew.
static void add_to_list(StoreTxn *txn, StoreKey key, const uint8_t newest[PLACE_SIZE]) {
    uint8_t places[LIKE_KEPT][PLACE_SIZE];
    uint32_t count = 1;
    memcpy(places[0], newest, PLACE_SIZE);
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_LIKE, key);
    if (bytes != NULL) {
        RecordReader reader;
        record_reader_init(&reader, bytes, LIST_KIND, VERSION);
        count = take_places(&reader, newest, places);
        if (reader.failed) {
            GError *error = NULL;
            record_reader_end(&reader, "list of like complaints", &error);
            store_fail(txn, error);
            return;
        }
    }
    RecordWriter *writer = record_writer_new(LIST_KIND, VERSION);
    record_put_u32(writer, count);
    record_put_fixed(writer, places, (size_t)count * PLACE_SIZE);
    g_autoptr(GBytes) list = record_writer_finish(writer);
    store_put(txn, TABLE_LIKE, key, STORE_OWNER_NONE, list);
}

void likeness_list_erase(StoreTxn *txn, StoreKey key, GHashTable *gone) {
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    read_list(txn, key, places);
    RecordWriter *writer = record_writer_new(LIST_KIND, VERSION);
    for (guint i = places->len; i > 0; i--)
        if (g_hash_table_contains(gone, &g_array_index(places, Place, i - 1).thread))
            g_array_remove_index(places, i - 1);
    record_put_u32(writer, places->len);
    for (guint i = 0; i < places->len; i++) {
        record_put_u64(writer, g_array_index(places, Place, i).thread);
        record_put_u32(writer, g_array_index(places, Place, i).at);
    }
    g_autoptr(GBytes) list = record_writer_finish(writer);
    if (places->len > 0)
        store_put(txn, TABLE_LIKE, key, STORE_OWNER_NONE, list);
    else
        store_del(txn, TABLE_LIKE, key);
}

// --- the fingerprints ---

static void write_noted(StoreTxn *txn, const char *pm, const Thread *thread, const Fingerprint *fingerprint) {
    RecordWriter *writer = record_writer_new(NOTED_KIND, VERSION);
    record_put_string(writer, pm);
    fingerprint_put(writer, fingerprint);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_FINGERPRINT, store_key_number(thread->id), thread->owner, bytes);
}

// `pm` NULL: whosever it is; else NULL when it is another's.
static Fingerprint *read_noted(StoreTxn *txn, uint64_t thread, const char *pm) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_FINGERPRINT, store_key_number(thread));
    if (bytes == NULL)
        return NULL;
    RecordReader reader;
    record_reader_init(&reader, bytes, NOTED_KIND, VERSION);
    g_autofree char *owner = record_get_string(&reader);
    if (!reader.failed && pm != NULL && g_strcmp0(owner, pm) != 0)
        return NULL;
    g_autoptr(Fingerprint) fingerprint = fingerprint_get(&reader);
    GError *error = NULL;
    if (record_reader_end(&reader, "fingerprint", &error))
        return g_steal_pointer(&fingerprint);
    store_fail(txn, error);
    return NULL;
}

void likeness_note(StoreTxn *txn, const char *pm, const Thread *thread, const Fingerprint *fingerprint,
                   const LikeKeys *keys) {
    const int64_t minutes = MAX(thread->updated, 0) / G_TIME_SPAN_MINUTE;
    const uint64_t id = GUINT64_TO_BE(thread->id);
    const uint32_t at = GUINT32_TO_BE((uint32_t)MIN(minutes, UINT32_MAX));
    uint8_t newest[PLACE_SIZE];
    memcpy(newest, &id, sizeof id);
    memcpy(newest + sizeof id, &at, sizeof at);
    write_noted(txn, pm, thread, fingerprint);
    const LikeKeys own = keys != NULL ? *keys : likeness_keys(store_txn_seal(txn), pm, fingerprint);
    for (unsigned i = 0; i < own.count; i++)
        add_to_list(txn, own.keys[i], newest);
}

Fingerprint *likeness_of(StoreTxn *txn, uint64_t thread) {
    return read_noted(txn, thread, NULL);
}

// --- finding ---

static int by_thread(gconstpointer left, gconstpointer right) {
    const Place *a = left, *b = right;
    return (a->thread > b->thread) - (a->thread < b->thread);
}

static int by_promise(gconstpointer left, gconstpointer right) {
    const Place *a = left, *b = right;
    if (a->shared != b->shared)
        return a->shared < b->shared ? 1 : -1;
    return a->at != b->at ? (a->at < b->at ? 1 : -1) : by_thread(left, right);
}

// Each conversation once, with how many keys lead to it.
static GArray *merge(GArray *places) {
    GArray *merged = g_array_new(FALSE, FALSE, sizeof(Place));
    g_array_sort(places, by_thread);
    for (guint i = 0; i < places->len; i++) {
        const Place *place = &g_array_index(places, Place, i);
        Place *last = merged->len == 0 ? NULL : &g_array_index(merged, Place, merged->len - 1);
        if (last == NULL || last->thread != place->thread) {
            g_array_append_val(merged, *place);
            continue;
        }
        last->shared++;
        last->at = MAX(last->at, place->at);
    }
    return merged;
}

static GArray *candidates(StoreTxn *txn, const LikeKeys *keys, uint64_t except) {
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    for (unsigned i = 0; i < keys->count; i++)
        store_expect(txn, TABLE_LIKE, keys->keys[i]);
    for (unsigned i = 0; i < keys->count; i++)
        read_list(txn, keys->keys[i], places);
    take_out(places, except);
    GArray *merged = merge(places);
    g_array_sort(merged, by_promise);
    g_array_set_size(merged, MIN(merged->len, LIKE_LOOKED));
    return merged;
}

// One that lives on in another conversation is no case of its own.
static bool stands(StoreTxn *txn, LikeThread *like) {
    g_autoptr(Thread) thread = thread_get(txn, like->thread);
    if (thread == NULL || thread->id != like->thread)
        return false;
    like->seen = true;
    like->of_problem = thread->problem != NULL;
    like->group = thread->group;
    return true;
}

static int by_likeness(gconstpointer left, gconstpointer right) {
    const LikeThread *a = left, *b = right;
    return (a->likeness < b->likeness) - (a->likeness > b->likeness);
}

// Only of so many as are wanted it is asked whether they stand: a thread costs as much as a comparison.
static GArray *leave_standing(StoreTxn *txn, const GArray *all) {
    GArray *found = g_array_new(FALSE, FALSE, sizeof(LikeThread));
    for (guint i = 0; i < all->len && found->len < LIKE_FOUND; i++) {
        LikeThread like = g_array_index(all, LikeThread, i);
        if (stands(txn, &like))
            g_array_append_val(found, like);
    }
    return found;
}

// The conversations too, though not all of them will be asked for: it is one way for all.
static void expect_all(StoreTxn *txn, const GArray *places) {
    for (guint i = 0; i < places->len; i++) {
        const StoreKey key = store_key_number(g_array_index(places, Place, i).thread);
        store_expect(txn, TABLE_FINGERPRINT, key);
        store_expect(txn, TABLE_THREAD, key);
    }
}

GArray *likeness_find(StoreTxn *txn, const char *pm, const Fingerprint *fingerprint, const LikeKeys *keys,
                      uint64_t except, double least) {
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(LikeThread));
    const LikeKeys own = keys != NULL ? *keys : likeness_keys(store_txn_seal(txn), pm, fingerprint);
    g_autoptr(GArray) places = candidates(txn, &own, except);
    expect_all(txn, places);
    for (guint i = 0; i < places->len && !store_failed(txn); i++) {
        const uint64_t thread = g_array_index(places, Place, i).thread;
        g_autoptr(Fingerprint) other = read_noted(txn, thread, pm);
        const LikeThread like = {.thread = thread,
                                 .likeness =
                                     other == NULL ? -1 : fingerprint_likeness(fingerprint, other, NULL)};
        if (other != NULL && like.likeness >= least)
            g_array_append_val(all, like);
    }
    g_array_sort(all, by_likeness);
    return leave_standing(txn, all);
}

GArray *likeness_list_at(StoreTxn *txn, StoreKey key) {
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    read_list(txn, key, places);
    GArray *threads = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    for (guint i = 0; i < places->len; i++)
        g_array_append_val(threads, g_array_index(places, Place, i).thread);
    return threads;
}
