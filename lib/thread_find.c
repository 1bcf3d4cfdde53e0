// A table of steps. What a stranger can write (a short id, a subject) counts
// only together with who they are; a Message-ID or a token that they cannot guess counts alone.
#include "thread_find.h"

#include <string.h>

#include "address.h"
#include "thread_link.h"
#include "units.h"

static Thread *by_token(StoreTxn *txn, const ThreadClues *clues, char **found) {
    Thread *thread = clues->has_token ? thread_get(txn, clues->token_thread) : NULL;
    if (thread != NULL)
        *found = g_strdup("our token");
    return thread;
}

static Thread *by_message_id(StoreTxn *txn, const char *message_id) {
    uint64_t id;
    int64_t at;
    return thread_by_message(txn, message_id, &id, &at) ? thread_get(txn, id) : NULL;
}

static Thread *by_reference(StoreTxn *txn, const ThreadClues *clues, char **found) {
    for (guint i = 0; clues->references != NULL && i < clues->references->len; i++) {
        Thread *thread = by_message_id(txn, clues->references->pdata[i]);
        if (thread != NULL)
            *found = g_strdup_printf("reference <%s>", (const char *)clues->references->pdata[i]);
        if (thread != NULL || store_failed(txn))
            return thread;
    }
    return NULL;
}

static bool is_opened_by(const Thread *thread, const char *person) {
    return thread->from != NULL && person != NULL && address_equal(thread->from, person);
}

// One mail that came in two transactions, as some senders split recipients: the same Message-ID and writer.
static Thread *by_itself(StoreTxn *txn, const ThreadClues *clues, char **found) {
    g_autoptr(Thread) thread = clues->message_id == NULL ? NULL : by_message_id(txn, clues->message_id);
    if (thread == NULL || !is_opened_by(thread, clues->person))
        return NULL;
    *found = g_strdup("its own Message-ID");
    return g_steal_pointer(&thread);
}

static bool is_of_account(const ThreadClues *clues, const Thread *thread) {
    const Account *account = clues->accounts == NULL ? NULL : account_of(clues->accounts, clues->person);
    return account != NULL && account == account_of(clues->accounts, thread->from);
}

// The short id is the first 40 bits of the thread's, so threads with it stand together.
static Thread *by_short_id(StoreTxn *txn, const ThreadClues *clues, char **found) {
    size_t size = 0;
    g_autofree uint8_t *bytes = clues->short_id == NULL ? NULL : units_base32_decode(clues->short_id, &size);
    if (bytes == NULL || size != 5 || clues->person == NULL)
        return NULL;
    StoreKey key = {.size = 5};
    memcpy(key.bytes, bytes, 5);
    // The key alone at first: the next record may be a stranger's, and one that does not open any more.
    if (!store_next(txn, TABLE_THREAD, &key, NULL) || memcmp(key.bytes, bytes, 5) != 0)
        return NULL;
    uint64_t id, unused;
    store_key_numbers(&key, &id, &unused);
    g_autoptr(Thread) thread = thread_get(txn, id);
    if (thread == NULL)
        return NULL;
    const bool same = is_opened_by(thread, clues->person);
    if (!same && !is_of_account(clues, thread))
        return NULL;
    *found = g_strdup_printf("[#%s] and the same %s", clues->short_id, same ? "person" : "account");
    return g_steal_pointer(&thread);
}

static Thread *by_guess(StoreTxn *txn, const ThreadClues *clues, char **found) {
    uint64_t id;
    int64_t at;
    if (clues->person == NULL || clues->subject == NULL ||
        !thread_by_subject(txn, clues->person, clues->subject, &id, &at))
        return NULL;
    if (clues->now - at > THREAD_GUESS_WITHIN)
        return NULL;
    Thread *thread = thread_get(txn, id);
    if (thread != NULL)
        *found = g_strdup("the same person and subject within 14 days");
    return thread;
}

Thread *thread_find(StoreTxn *txn, const ThreadClues *clues, Joined *joined, char **found) {
    static const struct {
        Joined joined;
        Thread *(*find)(StoreTxn *txn, const ThreadClues *clues, char **found);
    } STEPS[] = {
        {JOINED_TOKEN, by_token},       {JOINED_REFERENCE, by_reference}, {JOINED_REFERENCE, by_itself},
        {JOINED_SHORT_ID, by_short_id}, {JOINED_GUESS, by_guess},
    };
    *found = NULL;
    *joined = JOINED_NEW;
    for (size_t i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        Thread *thread = STEPS[i].find(txn, clues, found);
        if (thread == NULL)
            continue;
        *joined = STEPS[i].joined;
        return thread;
    }
    return NULL;
}
