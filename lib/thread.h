#ifndef EARSHOT_THREAD_H
#define EARSHOT_THREAD_H
// Conversations (RECOVERY.md section 1): a thread, its entries, and the steps
// by which a message finds its thread, each step kept as evidence.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "mailbox.h"
#include "model.h"
#include "store.h"

typedef enum Phase { PHASE_DISCOVERY, PHASE_SOLVING, PHASE_FOLLOW_UP, PHASE_CLOSED, PHASE_COUNT } Phase;
const char *phase_name(Phase phase);

// How a message came to its thread, surest first. A guess alone never silences an acknowledgement.
typedef enum Joined {
    JOINED_NEW,
    JOINED_TOKEN,
    JOINED_REFERENCE,
    JOINED_SHORT_ID,
    JOINED_GUESS,
    JOINED_COUNT
} Joined;
const char *joined_name(Joined joined);

typedef struct Thread {
    uint64_t id;
    uint64_t owner; // slot of the person who opened it
    char *mailbox;
    char *subject;   // cleaned
    char *from;      // who opened it
    char *from_name; // or NULL
    char *language;
    int64_t opened;
    int64_t updated;
    int64_t accepted; // when the MTA had surely taken a message of it, 0: none yet
    Phase phase;
    Level level;             // highest not yet resolved
    uint32_t entries;        // messages so far
    uint32_t by_persons;     // of these by persons: the first starts the clock
    uint32_t sent;           // mails of ours so far: the sequence in their Message-IDs
    int64_t first_reply_due; // the running clock, 0 when none runs
    Level alerted;           // the highest level the PM was told of
    uint32_t given;          // set of Missing (missing.h) that its messages gave so far
    int64_t answered;        // when a person of ours wrote in it last, 0 never
    GArray *acknowledged;    // SealHash of persons who have had, or surely get, the acknowledgement
} Thread;

typedef struct Entry {
    uint32_t sequence;
    int64_t at;
    char *from;
    char *message_id; // or NULL
    Joined joined;
    Level level;
    Request request;
    char *language;
    double score[SIGNAL_COUNT];
    GPtrArray *evidence; // char * "signal: the words"
    GPtrArray *reasons;  // char *: why this level
    char *acknowledge;   // "yes" or "no; reason=" and a refusal's code, or ENTRY_UNDELIVERABLE
    bool machine;
} Entry;

// The reason when an acknowledgement was promised and given up.
#define ENTRY_UNDELIVERABLE "undeliverable"

Thread *thread_new(void) G_GNUC_WARN_UNUSED_RESULT;
void thread_free(Thread *thread);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Thread, thread_free)
Entry *entry_new(void) G_GNUC_WARN_UNUSED_RESULT;
void entry_free(Entry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Entry, entry_free)

// The id as people see it: 13 characters of lower-case base32. The caller owns it.
char *thread_id_format(uint64_t id);
// Reads a whole id; false when it is none.
bool thread_id_parse(const char *text, uint64_t *id);

typedef struct ThreadClues {
    bool has_token; // our signed token: sub-address, or our Message-ID among the references
    uint64_t token_thread;
    const GPtrArray *references; // char *, newest first
    const char *message_id;      // its own, or NULL
    const char *short_id;        // from the subject, or NULL
    const char *sender;          // addr-spec, or NULL
    const char *subject;         // folded
    int64_t now;
} ThreadClues;

#define THREAD_GUESS_WITHIN (14 * G_TIME_SPAN_DAY)

// The thread a message belongs to; NULL when it opens a new one. *joined says by which step.
Thread *thread_resolve(StoreTxn *txn, const ThreadClues *clues, Joined *joined) G_GNUC_WARN_UNUSED_RESULT;
Thread *thread_get(StoreTxn *txn, uint64_t id) G_GNUC_WARN_UNUSED_RESULT;
void thread_put(StoreTxn *txn, const Thread *thread);
// Adds an entry, and the indices by which later messages find the thread.
void thread_add_entry(StoreTxn *txn, Thread *thread, Entry *entry, const char *folded_subject);
Entry *thread_entry(StoreTxn *txn, uint64_t thread, uint32_t sequence) G_GNUC_WARN_UNUSED_RESULT;
// An acknowledgement that was promised is not sent after all, or is: `acknowledge` replaces the entry's.
void thread_set_acknowledge(StoreTxn *txn, const Thread *thread, uint32_t sequence, const char *acknowledge);
// True when this person has had the thread's acknowledgement.
bool thread_acknowledged(const Thread *thread, SealHash person);
void thread_set_acknowledged(Thread *thread, SealHash person);
void thread_unset_acknowledged(Thread *thread, SealHash person);

// The very words of a sender (clue.h), kept when they came behind an answer of ours: a machine that marks
// nothing says them again to each, and a person does not.
void thread_note_words(StoreTxn *txn, SealHash words, uint64_t thread, int64_t at);
bool thread_has_words(StoreTxn *txn, SealHash words, int64_t since);

// Walks all threads: calls `each` until it returns false. The Thread is freed afterwards.
typedef bool (*ThreadEach)(StoreTxn *txn, Thread *thread, void *data);
void thread_walk(StoreTxn *txn, ThreadEach each, void *data);

#endif
