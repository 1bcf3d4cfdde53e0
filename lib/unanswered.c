// An index by time and no more: what it names is read from the conversation, so
// that nothing of a person stands here, and who was erased is gone from it too.
#include "unanswered.h"

#include <string.h>

#include "refusal.h"
#include "thread.h"

// Where nobody needs to write: they had an answer, or are ours, or nobody means to answer them.
static const Refusal WELL[] = {
    REFUSAL_ALREADY_ACKNOWLEDGED, REFUSAL_ANSWERED, REFUSAL_OFF, REFUSAL_OBSERVE, REFUSAL_OUTBOUND,
    REFUSAL_OWN_ADDRESS,          REFUSAL_DUPLICATE};

const char *unanswered_code(const char *acknowledge) {
    static const char PREFIX[] = "no; reason=";
    if (acknowledge == NULL || !g_str_has_prefix(acknowledge, PREFIX) ||
        strcmp(acknowledge, ENTRY_IMPORTED) == 0)
        return NULL;
    const char *code = acknowledge + strlen(PREFIX);
    for (size_t i = 0; i < G_N_ELEMENTS(WELL); i++)
        if (strcmp(code, refusal_code(WELL[i])) == 0)
            return NULL;
    return code;
}

static StoreKey key_of(int64_t at, uint64_t thread, uint32_t entry) {
    const uint32_t big = GUINT32_TO_BE(entry);
    StoreKey key = store_key_pair((uint64_t)MAX(at, 0), thread);
    memcpy(key.bytes + key.size, &big, sizeof big);
    key.size += sizeof big;
    return key;
}

void unanswered_read_key(const StoreKey *key, int64_t *at, uint64_t *thread, uint32_t *entry) {
    uint64_t time;
    uint32_t big;
    store_key_numbers(key, &time, thread);
    memcpy(&big, key->bytes + 2 * sizeof time, sizeof big); // behind the pair, see key_of
    *at = (int64_t)time;
    *entry = GUINT32_FROM_BE(big);
}

void unanswered_note(StoreTxn *txn, int64_t at, uint64_t thread, uint32_t entry) {
    store_mark(txn, TABLE_UNANSWERED, key_of(at, thread, entry));
}

void unanswered_walk(StoreTxn *txn, int64_t since, int64_t until, UnansweredEach each, void *data) {
    StoreKey key = key_of(since, 0, 0);
    while (store_next(txn, TABLE_UNANSWERED, &key, NULL)) {
        int64_t at;
        uint64_t thread;
        uint32_t entry;
        unanswered_read_key(&key, &at, &thread, &entry);
        if (at >= until || !each(txn, at, thread, entry, data))
            return;
        key = store_key_after(key);
    }
}

unsigned unanswered_forget(StoreTxn *txn, int64_t now, unsigned most) {
    unsigned count = 0;
    StoreKey key = {0};
    while (count < most && store_next(txn, TABLE_UNANSWERED, &key, NULL)) {
        int64_t at;
        uint64_t thread;
        uint32_t entry;
        unanswered_read_key(&key, &at, &thread, &entry);
        if (at >= now - UNANSWERED_KEPT)
            break;
        store_del(txn, TABLE_UNANSWERED, key);
        count++;
        key = store_key_after(key);
    }
    return count;
}
