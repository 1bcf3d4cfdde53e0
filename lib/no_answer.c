// Two records an entry, side by side in one table. That an address must not be
// answered, why and since when is sealed with the store's own key under a keyed
// hash, and tells nothing of whom; the address and the detail, which may quote a
// stranger's bounce, are sealed under the person's key. So the question that
// every answer asks never needs a key that may have been destroyed, and erasing
// the person leaves what keeps us from writing to them.
#include "no_answer.h"

#include <string.h>

#include "address.h"
#include "contact.h"
#include "record.h"
#include "values.h"

enum { MARK_KIND = 'X', MARK_VERSION = 1, NAME_KIND = 'Y', NAME_VERSION = 1, DETAIL_MAX = 200 };

static const char *const NAMES[NO_ANSWER_CAUSES] = {"bounced", "unread", "complained", "opted-out", "erased"};

// Noted so far ahead of now, a clock was wrong then, and when it was nobody knows.
static const int64_t AHEAD = G_TIME_SPAN_DAY;

const char *no_answer_cause_name(NoAnswerCause cause) {
    return NAMES[cause];
}

bool no_answer_cause_parse(const char *name, NoAnswerCause *cause) {
    for (size_t i = 0; i < NO_ANSWER_CAUSES; i++)
        if (strcmp(name, NAMES[i]) == 0) {
            *cause = (NoAnswerCause)i;
            return true;
        }
    return false;
}

void no_answer_free(NoAnswer *no_answer) {
    if (no_answer == NULL)
        return;
    g_free(no_answer->address);
    g_free(no_answer->detail);
    g_free(no_answer);
}

// A label of its own: whoever reads the disk cannot tell which contact is on the list.
static StoreKey mark_key(StoreTxn *txn, const char *address) {
    g_autofree char *folded = address_key(address);
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "no-answer", folded));
}

// The name stands right behind its mark.
static StoreKey name_key(StoreKey mark) {
    return store_key_after(mark);
}

static bool get_mark(StoreTxn *txn, StoreKey key, NoAnswer *mark) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_NO_ANSWER, key);
    if (bytes == NULL)
        return false;
    RecordReader reader;
    record_reader_init(&reader, bytes, MARK_KIND, MARK_VERSION);
    mark->cause = (NoAnswerCause)record_get_choice(&reader, NO_ANSWER_CAUSES);
    mark->since = record_get_i64(&reader);
    GError *error = NULL;
    if (record_reader_end(&reader, "no-answer list", &error))
        return true;
    store_fail(txn, error);
    return false;
}

static void put_mark(StoreTxn *txn, StoreKey key, NoAnswerCause cause, int64_t since) {
    RecordWriter *writer = record_writer_new(MARK_KIND, MARK_VERSION);
    record_put_u8(writer, (uint8_t)cause);
    record_put_i64(writer, since);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_NO_ANSWER, key, STORE_OWNER_NONE, bytes);
}

// An erased person's is never read, even when it is still there.
static void get_name(StoreTxn *txn, StoreKey key, NoAnswer *no_answer) {
    g_autoptr(GBytes) bytes =
        no_answer->cause == NO_ANSWER_ERASED ? NULL : store_get(txn, TABLE_NO_ANSWER, name_key(key));
    if (bytes == NULL)
        return;
    RecordReader reader;
    record_reader_init(&reader, bytes, NAME_KIND, NAME_VERSION);
    no_answer->address = record_get_string(&reader);
    no_answer->detail = record_get_string(&reader);
    GError *error = NULL;
    if (!record_reader_end(&reader, "no-answer list", &error))
        store_fail(txn, error);
}

// What a stranger's report says, as it may be shown.
static char *clean_detail(const char *detail) {
    if (detail == NULL)
        return NULL;
    g_autofree char *plain = values_plain(detail);
    const char *end = plain + MIN(strlen(plain), DETAIL_MAX);
    if (*end != '\0' && ((unsigned char)*end & 0xc0) == 0x80) // amid a character
        end = g_utf8_find_prev_char(plain, end);
    return g_strndup(plain, (gsize)(end - plain));
}

static void put_name(StoreTxn *txn, StoreKey key, const char *address, const char *detail, int64_t now) {
    g_autofree char *clean = clean_detail(detail);
    RecordWriter *writer = record_writer_new(NAME_KIND, NAME_VERSION);
    record_put_string(writer, address);
    record_put_string(writer, clean);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_NO_ANSWER, name_key(key), contact_take(txn, address, now).slot, bytes);
}

static bool is_lapsed(const NoAnswer *mark, int64_t now) {
    return mark->cause == NO_ANSWER_BOUNCED &&
           (now - mark->since > NO_ANSWER_BOUNCE_KEPT || mark->since - now > AHEAD);
}

bool no_answer_has(StoreTxn *txn, const char *address, int64_t now) {
    NoAnswer mark = {0};
    return get_mark(txn, mark_key(txn, address), &mark) && !is_lapsed(&mark, now);
}

static NoAnswer *open_entry(StoreTxn *txn, StoreKey key) {
    NoAnswer mark = {0};
    if (!get_mark(txn, key, &mark))
        return NULL;
    g_autoptr(NoAnswer) no_answer = g_new0(NoAnswer, 1);
    *no_answer = mark;
    get_name(txn, key, no_answer);
    return store_failed(txn) ? NULL : g_steal_pointer(&no_answer);
}

NoAnswer *no_answer_get(StoreTxn *txn, const char *address) {
    return open_entry(txn, mark_key(txn, address));
}

void no_answer_add(StoreTxn *txn, const char *address, NoAnswerCause cause, const char *detail, int64_t now) {
    const StoreKey key = mark_key(txn, address);
    NoAnswer mark = {0};
    if (get_mark(txn, key, &mark) && mark.cause > cause)
        return;
    put_mark(txn, key, cause, now);
    if (cause == NO_ANSWER_ERASED)
        store_del(txn, TABLE_NO_ANSWER, name_key(key));
    else
        put_name(txn, key, address, detail, now);
}

bool no_answer_remove(StoreTxn *txn, const char *address) {
    const StoreKey key = mark_key(txn, address);
    StoreKey found = key;
    // By the key alone: an entry that cannot be read must be removable too.
    if (!store_next(txn, TABLE_NO_ANSWER, &found, NULL) || found.size != key.size ||
        memcmp(found.bytes, key.bytes, key.size) != 0)
        return false;
    store_del(txn, TABLE_NO_ANSWER, name_key(key));
    store_del(txn, TABLE_NO_ANSWER, key);
    return true;
}

void no_answer_erase_name(StoreTxn *txn, StoreKey name, int64_t now) {
    StoreKey key = name;
    key.size = sizeof(SealHash);
    NoAnswer mark = {0};
    store_del(txn, TABLE_NO_ANSWER, name);
    if (!get_mark(txn, key, &mark))
        return;
    if (mark.cause == NO_ANSWER_BOUNCED)
        store_del(txn, TABLE_NO_ANSWER, key);
    else
        put_mark(txn, key, NO_ANSWER_ERASED, now);
}

void no_answer_walk(StoreTxn *txn, NoAnswerEach each, void *data) {
    StoreKey key = {0};
    while (store_next(txn, TABLE_NO_ANSWER, &key, NULL)) {
        if (key.size == sizeof(SealHash)) { // a mark; its name is read with it
            g_autoptr(NoAnswer) no_answer = open_entry(txn, key);
            if (no_answer == NULL || !each(txn, no_answer, data))
                return;
        }
        key = store_key_after(key);
    }
}

NoAnswer *no_answer_at(StoreTxn *txn, StoreKey key) {
    return open_entry(txn, key);
}
