#ifndef EARSHOT_TEST_THREAD_WORLD_H
#define EARSHOT_TEST_THREAD_WORLD_H
// Mail as it comes to the threads, without all that the programs do beside: what
// decision.c and outbound.c tell thread_find, and what they link afterwards.

#include "support.h"

#include "contact.h"
#include "subject.h"
#include "thread.h"
#include "thread_find.h"
#include "thread_link.h"

#define DAY G_TIME_SPAN_DAY

typedef struct Post {
    const char *id;         // its Message-ID, or NULL
    const char *references; // apart by blanks, newest first; NULL for none
    const GPtrArray *list;  // instead of these
    const char *from;       // the customer's address
    const char *subject;    // as it stands in the header
    const char *short_id;
    uint64_t token; // of a thread, 0: none
    const GPtrArray *accounts;
    int64_t at;
    bool ours; // a person of ours wrote it to `from`: opens no thread
} Post;

typedef struct Posted {
    uint64_t thread; // 0: none, since ours opens none
    uint32_t sequence;
    Joined joined;
    char *found; // or NULL
} Posted;

static inline void posted_clear(Posted *posted) {
    g_clear_pointer(&posted->found, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Posted, posted_clear)

static inline GPtrArray *world_references(const char *ids) {
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) parts = g_strsplit(ids == NULL ? "" : ids, " ", -1);
    for (size_t i = 0; parts[i] != NULL; i++)
        if (parts[i][0] != '\0')
            g_ptr_array_add(list, g_strdup(parts[i]));
    return list;
}

static inline Thread *world_find(StoreTxn *txn, const Post *post, Posted *posted) {
    g_autofree char *folded = subject_fold(post->subject);
    g_autoptr(GPtrArray) references = world_references(post->references);
    const bool inherited = subject_is_inherited(post->subject);
    const ThreadClues clues = {
        .has_token = post->token != 0,
        .token_thread = post->token,
        .references = post->list != NULL ? post->list : references,
        .message_id = post->ours ? NULL : post->id,
        .short_id = post->short_id,
        .person = post->from,
        .accounts = post->accounts,
        .subject = post->ours && !inherited ? NULL : folded,
        .is_reply = inherited && !subject_is_forward(post->subject),
        .now = post->at,
    };
    return thread_find(txn, &clues, &posted->joined, &posted->found);
}

static inline Thread *world_open(StoreTxn *txn, const Post *post) {
    Thread *thread = thread_new();
    thread->id = seal_number(store_txn_seal(txn), "world", post->id);
    thread->mailbox = g_strdup("support");
    thread->subject = subject_clean(post->subject);
    thread->from = g_strdup(post->from);
    thread->owner = post->from == NULL ? 0 : contact_take(txn, post->from, post->at).slot;
    thread->opened = post->at;
    return thread;
}

static inline void world_add_entry(StoreTxn *txn, const Post *post, Thread *thread, Posted *posted) {
    g_autofree char *folded = subject_fold(post->subject);
    g_autoptr(Entry) entry = entry_new();
    entry->at = post->at;
    entry->from = g_strdup(post->ours ? "agent@ours.example" : post->from);
    entry->message_id = g_strdup(post->id);
    entry->outbound = post->ours;
    entry->joined = posted->joined;
    entry->found = g_strdup(posted->found);
    thread_add_entry(txn, thread, entry);
    posted->sequence = entry->sequence;
    if (post->id != NULL)
        thread_link_message(txn, post->id, thread->id, post->at);
    if (post->from != NULL)
        thread_link_subject(txn, post->from, folded, thread->id, post->at);
}

// One message, from finding its thread to what later ones find it by.
static inline Posted world_post(StoreTxn *txn, const Post *post) {
    Posted posted = {0};
    g_autoptr(Thread) thread = world_find(txn, post, &posted);
    if (thread == NULL && post->ours)
        return posted;
    if (thread == NULL)
        thread = world_open(txn, post);
    world_add_entry(txn, post, thread, &posted);
    thread_put(txn, thread);
    posted.thread = thread->id;
    return posted;
}

#endif
