#ifndef EARSHOT_THREAD_H
#define EARSHOT_THREAD_H
// Conversations (RECOVERY.md section 1): a thread and its entries, kept, and
// the open ones in the order in which people should look at them.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "clock.h"
#include "mailbox.h"
#include "model.h"
#include "phase.h"
#include "store.h"

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

// A closed conversation is opened again by its customer's message, but not more often than this in an hour.
#define THREAD_REOPENINGS 3
// Promises that can be open in one; with one more the oldest is dropped.
#define THREAD_PROMISES 16

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
    Level level;               // highest not yet resolved
    uint32_t entries;          // messages so far
    uint32_t by_persons;       // of these by persons: the first starts the clock
    uint32_t sent;             // mails of ours so far: the sequence in their Message-IDs
    char *tier;                // of the account that opened it, or NULL
    bool key_account;          // likewise
    uint32_t clocks;           // clocks so far: the number of the last
    uint32_t reply_clock;      // the running first-reply or next-reply clock, 0: none runs
    uint32_t touchpoint_clock; // likewise
    uint32_t promises;         // of ours that are open: how many, and their clocks
    uint32_t promise_clocks[THREAD_PROMISES];
    ClockKind reply_kind;                // of reply_clock
    int64_t reply_due;                   // of reply_clock; 0 when none runs
    int64_t due;                         // the earliest of all that run and are not paused; 0 when none
    int64_t asked;                       // since when we have waited for the customer's answer, 0: we do not
    int64_t reopened[THREAD_REOPENINGS]; // the last times, newest first, 0: none
    uint64_t merged_into;                // it lives on in that thread, 0: in itself
    int64_t ranked_due;                  // of thread.c alone: where the index has it
    uint8_t ranked;                      // likewise: its level and 1, 0: not there
    Level alerted;                       // the highest level the PM was told of
    uint32_t given;                      // set of Missing (missing.h) that its messages gave so far
    int64_t answered;                    // when a person of ours wrote in it last, 0 never
    char *account;                       // key of the imported account whose person opened it, or NULL
    uint32_t gravest;                    // the customer's entry that shows best what it is about, 0: none
    Level gravest_level;     // its level; none once it is resolved, so that the next one replaces it
    int64_t in_hand;         // since when the PM has said that they see to it, until its level
                             // rises or it is settled; 0: they have not
    char *problem;           // by what name the PM calls its cause ("P12"), or NULL
    uint32_t notes;          // in the journal so far
    Level worst;             // the highest level a message of it ever had
    int64_t settled;         // since when it is in follow-up or closed, 0: it is not
    uint64_t repeats;        // an earlier conversation of theirs, or itself, that was settled and whose fault
                             // is here again; 0: none
    int64_t repeats_settled; // when that was
    uint64_t group;          // of complaints that are alike (group.h), 0: none
    uint32_t choices;        // note in the journal whose choices they have not answered yet, 0: none
    uint32_t choices_asked;  // how often they were asked which they mean
    int64_t followed;        // when they were asked whether it holds (outreach.h), 0: not yet
    int followed_heat;       // the level of their answer to that, -1: none came
    int64_t erased; // when its person was erased: what is left tells of nobody (erase.h); 0: they were not
    bool counted;   // of past.h alone: among the customer's conversations
    GArray *acknowledged; // SealHash of persons who have had, or surely get, the acknowledgement
} Thread;

typedef struct Entry {
    uint32_t sequence;
    int64_t at;
    char *from;
    char *message_id; // or NULL
    bool outbound;    // a person of ours wrote it; then the judgement's fields are empty
    Joined joined;
    char *found; // by what it joined, in words, or NULL
    Level level;
    Request request;
    char *language;
    double score[SIGNAL_COUNT];
    GPtrArray *evidence; // char * "signal: the words"
    GPtrArray *reasons;  // char *: why this level
    char *acknowledge;   // "yes" or "no; reason=" and a refusal's code, or ENTRY_UNDELIVERABLE
    bool machine;
} Entry;

// What stands for an acknowledgement with a message that was imported: it was answered in its time.
#define ENTRY_IMPORTED "no; reason=imported"
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

// NULL when there is none, or its person was erased. One that was merged gives the thread in which it lives
// on.
Thread *thread_get(StoreTxn *txn, uint64_t id) G_GNUC_WARN_UNUSED_RESULT;
// Likewise, but one that was merged or erased as it stands; and where the index of open ones has it, a size
// of 0: nowhere (verify.h).
Thread *thread_stored(StoreTxn *txn, uint64_t id) G_GNUC_WARN_UNUSED_RESULT;
StoreKey thread_rank_key(const Thread *thread);
// True when it stands there where it belongs by its phase, level and due time.
bool thread_is_ranked(const Thread *thread);
// Replaces the record, and moves it among the open ones.
void thread_put(StoreTxn *txn, Thread *thread);
// Adds an entry; thread_link.h makes later messages find the thread. The customer's that is graver than all
// before it, or as grave and has evidence to show, becomes the gravest.
void thread_add_entry(StoreTxn *txn, Thread *thread, Entry *entry);
// Alone whether an entry that stands in it is the gravest.
void thread_weigh_entry(Thread *thread, const Entry *entry);
// Replaces it where it stands.
void thread_put_entry(StoreTxn *txn, const Thread *thread, const Entry *entry);
Entry *thread_entry(StoreTxn *txn, uint64_t thread, uint32_t sequence) G_GNUC_WARN_UNUSED_RESULT;
// An acknowledgement that was promised is not sent after all, or is: `acknowledge` replaces the entry's.
void thread_set_acknowledge(StoreTxn *txn, const Thread *thread, uint32_t sequence, const char *acknowledge);
// True when this person has had the thread's acknowledgement.
bool thread_acknowledged(const Thread *thread, SealHash person);
void thread_set_acknowledged(Thread *thread, SealHash person);
void thread_unset_acknowledged(Thread *thread, SealHash person);

// Walks all threads, what is left of erased persons' too: calls `each` until it returns false. The Thread is
// freed afterwards.
typedef bool (*ThreadEach)(StoreTxn *txn, Thread *thread, void *data);
void thread_walk(StoreTxn *txn, ThreadEach each, void *data);
// Walks those that are not closed, the gravest first, of one level those that are due first, then those with
// nothing due.
void thread_walk_open(StoreTxn *txn, ThreadEach each, void *data);
// How many of a level are not closed, and of them how many are late or due by `until`: from the index alone,
// a million in a fraction of a second.
typedef struct ThreadCount {
    uint64_t open, late, soon;
    int64_t first; // when the first of all is, or was, due; 0: nothing is
} ThreadCount;
void thread_count_open(StoreTxn *txn, int64_t now, int64_t until, ThreadCount counts[static LEVEL_COUNT]);

#endif
