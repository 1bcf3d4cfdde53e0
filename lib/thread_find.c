// A table of steps. What a stranger can write (a short id, a subject) counts
// only together with who they are; a Message-ID or a token that they cannot guess counts alone.
#include "thread_find.h"

#include <string.h>

#include "accounts.h"
#include "address.h"
#include "contact.h"
#include "subject.h"
#include "thread_guess.h"
#include "thread_link.h"
#include "units.h"

#define SHOWN_MAX 80  // characters of a Message-ID in evidence
#define OTHERS_MAX 3  // other threads that are named in evidence
#define SAME_PREFIX 8 // threads with one short id that are looked at

// --- evidence ---

// Whatever stands in a header, on one line and not too long.
static char *show_id(const char *message_id) {
    g_autofree char *front = g_strndup(message_id, (gsize)SHOWN_MAX * 4);
    g_autofree char *valid = g_utf8_make_valid(front, -1);
    g_autoptr(GString) out = g_string_new("<");
    size_t count = 0;
    for (const char *at = valid; *at != '\0' && count < SHOWN_MAX; at = g_utf8_next_char(at), count++) {
        const gunichar c = g_utf8_get_char(at);
        g_string_append_unichar(out, g_unichar_isprint(c) ? c : '?');
    }
    g_string_append(out, strlen(message_id) > strlen(front) || count == SHOWN_MAX ? "…>" : ">");
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *show_reference(const GPtrArray *references, guint index) {
    g_autofree char *id = show_id(references->pdata[index]);
    return references->len == 1 ? g_strdup_printf("reference %s", id)
                                : g_strdup_printf("reference %u of %u %s", index + 1, references->len, id);
}

static void add_evidence(char **found, const char *separator, const char *text) {
    char *all = g_strconcat(*found, separator, text, NULL);
    g_free(*found);
    *found = all;
}

// --- references ---

// The reference looked at as number `step`: the newest, then the oldest. False behind the last.
static bool pick(const GPtrArray *references, guint step, guint *index) {
    const guint count = references == NULL ? 0 : references->len;
    const bool cut = count > 2 * THREAD_FIND_ENDS;
    if (step >= (cut ? 2 * THREAD_FIND_ENDS : count))
        return false;
    *index = cut && step >= THREAD_FIND_ENDS ? count - 2 * THREAD_FIND_ENDS + step : step;
    return true;
}

static Thread *by_message_id(StoreTxn *txn, const char *message_id) {
    uint64_t id;
    int64_t at;
    return thread_by_message(txn, message_id, &id, &at) ? thread_get(txn, id) : NULL;
}

static Thread *by_reference(StoreTxn *txn, const ThreadClues *clues, char **found) {
    guint index;
    for (guint step = 0; pick(clues->references, step, &index) && !store_failed(txn); step++) {
        Thread *thread = by_message_id(txn, clues->references->pdata[index]);
        if (thread == NULL)
            continue;
        *found = show_reference(clues->references, index);
        return thread;
    }
    return NULL;
}

typedef struct Others {
    uint64_t ids[OTHERS_MAX + 1]; // the one that was found, then the others
    unsigned count;
} Others;

static bool is_known(const Others *others, uint64_t id) {
    for (unsigned i = 0; i < others->count; i++)
        if (others->ids[i] == id)
            return true;
    return false;
}

static void note_other(StoreTxn *txn, Others *others, uint64_t id, char **found) {
    g_autoptr(Thread) thread = is_known(others, id) ? NULL : thread_get(txn, id);
    if (thread == NULL || is_known(others, thread->id))
        return;
    g_autofree char *name = thread_id_format(thread->id);
    add_evidence(found, others->count == 1 ? "; also names thread " : ", ", name);
    others->ids[others->count++] = thread->id;
}

// A mail that answers two conversations at once belongs to one; people can merge them.
static void name_others(StoreTxn *txn, const ThreadClues *clues, const Thread *thread, char **found) {
    Others others = {.ids = {thread->id}, .count = 1};
    guint index;
    for (guint step = 0; pick(clues->references, step, &index) && others.count <= OTHERS_MAX; step++) {
        uint64_t id;
        int64_t at;
        if (thread_by_message(txn, clues->references->pdata[index], &id, &at))
            note_other(txn, &others, id, found);
    }
}

// Some take an old mail to begin a new matter: they are joined, since we cannot tell, but people can see it.
static void name_subject(const ThreadClues *clues, const Thread *thread, char **found) {
    if (clues->subject == NULL || *clues->subject == '\0' || thread->subject == NULL)
        return;
    g_autofree char *folded = subject_fold(thread->subject);
    if (*folded != '\0' && strcmp(folded, clues->subject) != 0)
        add_evidence(found, "; ", "another subject");
}

// --- the steps ---

static Thread *by_token(StoreTxn *txn, const ThreadClues *clues, char **found) {
    Thread *thread = clues->has_token ? thread_get(txn, clues->token_thread) : NULL;
    if (thread != NULL)
        *found = g_strdup("our token");
    return thread;
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

// Opened it, was acknowledged in it, or wrote in it under this subject, which holds for those whose thread
// was merged into it too.
static bool has_part(StoreTxn *txn, const ThreadClues *clues, const Thread *thread) {
    if (is_opened_by(thread, clues->person) ||
        thread_acknowledged(thread, contact_hash(store_txn_seal(txn), clues->person)))
        return true;
    uint64_t id;
    int64_t at;
    if (clues->subject == NULL || !thread_by_subject(txn, clues->person, clues->subject, &id, &at))
        return false;
    g_autoptr(Thread) theirs = thread_get(txn, id);
    return theirs != NULL && theirs->id == thread->id;
}

static bool is_of_account(StoreTxn *txn, const ThreadClues *clues, const Thread *thread) {
    const Account *account = clues->accounts == NULL ? NULL : account_of(clues->accounts, clues->person);
    if (account != NULL && account == account_of(clues->accounts, thread->from))
        return true;
    return thread->from != NULL && accounts_same(txn, clues->person, thread->from);
}

static Thread *try_short_id(StoreTxn *txn, const ThreadClues *clues, uint64_t id, char **found) {
    g_autoptr(Thread) thread = thread_get(txn, id);
    if (thread == NULL)
        return NULL;
    const bool same = has_part(txn, clues, thread);
    if (!same && !is_of_account(txn, clues, thread))
        return NULL;
    *found = g_strdup_printf("[#%s] and the same %s", clues->short_id, same ? "person" : "account");
    return g_steal_pointer(&thread);
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
    for (unsigned i = 0; i < SAME_PREFIX && store_next(txn, TABLE_THREAD, &key, NULL); i++) {
        uint64_t id, unused;
        if (memcmp(key.bytes, bytes, 5) != 0)
            break;
        store_key_numbers(&key, &id, &unused);
        Thread *thread = try_short_id(txn, clues, id, found);
        if (thread != NULL)
            return thread;
        key = store_key_after(key);
    }
    return NULL;
}

static bool is_recent(const ThreadClues *clues, int64_t at) {
    return ABS(clues->now - at) <= THREAD_GUESS_WITHIN; // imports bring old mail behind new
}

// A reply without any reference can only lean on its subject; what names messages that we do not know may
// answer a mail that we never saw, and everybody's are called "Invoice".
static bool subject_tells(const ThreadClues *clues) {
    const bool lone = clues->references == NULL || clues->references->len == 0;
    return (clues->is_reply && lone) || thread_guess_is_telling(clues->subject, clues->person);
}

// Also one that is closed: to prefer the other was wrong too often, and a guess is to be wrong once in a
// hundred.
static bool has_rival(StoreTxn *txn, const ThreadClues *clues, const Thread *thread) {
    uint64_t id;
    int64_t at;
    if (!thread_by_subject_too(txn, clues->person, clues->subject, &id, &at) || !is_recent(clues, at))
        return false;
    g_autoptr(Thread) rival = thread_get(txn, id);
    return rival != NULL && rival->id != thread->id;
}

// Who writes anew of what was settled has a fault that came back: a matter of its own, and a grave one.
static bool is_settled(const Thread *thread) {
    return thread->phase == PHASE_FOLLOW_UP || thread->phase == PHASE_CLOSED;
}

static char *show_guess(const ThreadClues *clues, int64_t at) {
    const int64_t days = (clues->now - at) / G_TIME_SPAN_DAY;
    if (days == 0)
        return g_strdup("same sender and subject, within a day");
    return g_strdup_printf("same sender and subject, %" G_GINT64_FORMAT " day%s %s", ABS(days),
                           ABS(days) == 1 ? "" : "s", days > 0 ? "later" : "earlier");
}

static Thread *by_guess(StoreTxn *txn, const ThreadClues *clues, char **found) {
    uint64_t id;
    int64_t at;
    if (clues->person == NULL || clues->subject == NULL ||
        !thread_by_subject(txn, clues->person, clues->subject, &id, &at) || !is_recent(clues, at) ||
        !subject_tells(clues))
        return NULL;
    g_autoptr(Thread) thread = thread_get(txn, id);
    if (thread == NULL || (!clues->is_reply && is_settled(thread)) || has_rival(txn, clues, thread))
        return NULL;
    *found = show_guess(clues, at);
    return g_steal_pointer(&thread);
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
    for (size_t i = 0; i < G_N_ELEMENTS(STEPS) && !store_failed(txn); i++) {
        Thread *thread = STEPS[i].find(txn, clues, found);
        if (thread == NULL)
            continue;
        *joined = STEPS[i].joined;
        name_subject(clues, thread, found);
        name_others(txn, clues, thread, found);
        return thread;
    }
    return NULL;
}
