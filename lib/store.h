#ifndef EARSHOT_STORE_H
#define EARSHOT_STORE_H
// Transactions over an engine, records sealed. All writing goes through one
// thread that lets everybody who waits share one commit: a piece of work is a
// function that gets the transaction; it may be run more than once, so all it
// does outside the transaction must be to overwrite its own results. Inside, a run
// of puts needs no checks: the first error sticks to the transaction and fails it at the end.
// Absent is not an error.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "keyring.h"
#include "pressure.h"
#include "seal.h"

typedef struct Store Store;
typedef struct StoreTxn StoreTxn;

typedef enum Table {     // numbers are on disk: append only
    TABLE_META,          // schema, key check, counters (in clear)
    TABLE_CONTACT,       // hash of address -> Contact
    TABLE_ARRIVAL,       // arrival id -> Arrival
    TABLE_MESSAGE_ID,    // hash of Message-ID -> thread id
    TABLE_SUBJECT,       // hash of sender and folded subject, or of sender and all words -> thread id
    TABLE_THREAD,        // thread id -> Thread
    TABLE_ENTRY,         // thread id, sequence -> Entry
    TABLE_OUTBOX,        // outbox id -> OutboxRow
    TABLE_DUE,           // due time, outbox id -> nothing
    TABLE_LIMIT,         // scope and subject's hash -> window of counts
    TABLE_EXPIRY,        // time, table, key -> nothing: what may be forgotten
    TABLE_NO_ANSWER,     // hash of address -> NoAnswer
    TABLE_CLOCK,         // thread id, number -> Clock
    TABLE_CLOCK_NEXT,    // when it speaks next, thread id, number -> nothing
    TABLE_CLOCK_STOPPED, // when it stopped, thread id, number -> nothing
    TABLE_RANK,          // of open threads: level upside down, when due next, thread id -> nothing
    TABLE_ACCOUNT,       // hash of an account's key -> AccountFacts
    TABLE_ACCOUNT_OF,    // hash of an address or domain -> hash of the key of the account it leads to
    TABLE_PAST,          // hash of an address or an account's key -> Past
    TABLE_TALLY,         // hour, hash of mailbox -> counts
    TABLE_UNANSWERED,    // when, thread id, entry -> nothing: persons who got no acknowledgement
    TABLE_GRANT,         // grant id -> Grant
    TABLE_JOURNAL,       // thread id, number -> Note
    TABLE_AUDIT,         // number -> AuditLine
    TABLE_PM,            // hash of a PM's name -> what was sent to them last
    TABLE_FINGERPRINT,   // thread id -> Fingerprint of its complaint
    TABLE_LIKE,          // hash of a PM and a trait -> the threads that showed it last
    TABLE_GROUP,         // group id -> complaints that are alike
    TABLE_PROBLEM,       // problem id -> Problem
    TABLE_PROBLEM_LINK,  // problem id, thread id -> ProblemLink
    TABLE_BURST,         // hash of what comes in one -> Burst
    TABLE_CAMPAIGN,      // campaign id -> Campaign: closing the loop
    TABLE_AGENDA,        // when, kind, id -> nothing: what the courier has to do then
    TABLE_RHYTHM,        // hash of an account's key -> how often it wrote, by the week
    TABLE_HEARD,         // thread id, entry -> what the model saw of it
    TABLE_LESSON,        // number -> Lesson: a correction by a person
    TABLE_ERASED,        // hash of address, slot -> Erased: who was erased, and when
    TABLE_BACKUP,        // when it was made -> where: what may still hold keys of persons
    TABLES               // how many there are
} Table;

typedef struct StoreKey {
    uint8_t bytes[48];
    size_t size;
} StoreKey;

StoreKey store_key_number(uint64_t number);
StoreKey store_key_name(const char *name); // of TABLE_META
StoreKey store_key_pair(uint64_t first, uint64_t second);
StoreKey store_key_hash(SealHash hash);
// The numbers back from a key of store_key_number (second 0) or store_key_pair.
void store_key_numbers(const StoreKey *key, uint64_t *first, uint64_t *second);

#define STORE_OWNER_NONE 0 // sealed with the store's own key

// What is written (store_schema), and what the oldest release wrote that can be upgraded (migrate.h).
enum { STORE_SCHEMA = 7, STORE_SCHEMA_FIRST = 6 };

// Opens a store by its URL (engine.h); LMDB's is made when `create`. `beside` is the directory of what this
// machine alone has beside it; NULL: that of an lmdb: URL. One of an older release is brought up to this
// schema when `create`, once nobody else has it open (else FATE_TEMPORARY), and refused otherwise. A schema
// or key that is not ours is FATE_CONFIG. `seal` is borrowed.
Store *store_open(const char *url, const char *beside, bool create, const Seal *seal,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
// To be called before who opens it is confined: loads what its URL needs.
void store_prepare(const char *url);
void store_free(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_free)
// The directory of what this machine alone has beside the store. Borrowed.
const char *store_directory(const Store *store);
// True when all of it stands in that directory; else it is in a database, which may be away.
bool store_is_local(const Store *store);
// As store_url_shown. Borrowed.
const char *store_shown(const Store *store);
const Seal *store_seal(const Store *store);
// The schema that it had when this opened it and brought it up; 0: it was as it is.
unsigned store_upgraded_from(const Store *store);

typedef bool (*StoreWork)(StoreTxn *txn, void *data, GError **error);

// Runs `work` in a write transaction, durable when this returns true. Waits at most until the monotonic time
// `deadline` (0: as long as it takes): then FATE_TEMPORARY, and whether it was done is not known.
bool store_write(Store *store, StoreWork work, void *data, int64_t deadline, GError **error);
// The same, for work that may be run for what it asks for: where the database is elsewhere it is told at
// first that what would have to be fetched is absent, all that it asked for comes at once, and it is run
// again; so a message costs a few round trips instead of one for each record. A run that was told so leaves
// nothing in the store, whether it failed or not; but the work must come to its end whatever is absent, and
// overwrite its own results outside also where it finds nothing.
bool store_write_ahead(Store *store, StoreWork work, void *data, int64_t deadline, GError **error);
// Called behind each commit, by the thread that writes and never by two at once: how long the commit took,
// how many pieces of work were in it, and whether it succeeded. It must not wait, nor use the store.
typedef void (*StoreWatch)(void *data, int64_t microseconds, unsigned works, bool done);
void store_watch(Store *store, StoreWatch watch, void *data);
// How long who reads waits at most, in microseconds, for an engine that is far away.
void store_set_patience(Store *store, int64_t microseconds);
// Runs `work` on a consistent snapshot. Neither of the two may be called from inside work.
bool store_read(Store *store, StoreWork work, void *data, GError **error);

typedef struct StoreStat { // bytes, as EngineStat has them
    uint64_t used, map, file;
    unsigned readers, dead;
} StoreStat;
bool store_stat(Store *store, StoreStat *stat, GError **error);

typedef struct StoreState { // as EngineState has it; for people and monitors
    char *engine;           // "PostgreSQL 15.6"
    char *where;            // host and port or socket that it is connected to; NULL: none of these
    unsigned standbys;
    int confirmed;     // of these: without which no commit is confirmed; -1: we are not told
    int64_t lag;       // microseconds that the slowest of them is behind; -1: there is none, or not told
    unsigned sessions; // of all processes
    bool durable;      // what it confirms is on a disk
    bool closed;       // nobody on the way to it can read along
    int64_t ahead;     // microseconds that its clock is ahead of ours
} StoreState;
void store_state_clear(StoreState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StoreState, store_state_clear)
bool store_state(Store *store, StoreState *state, GError **error);

// A descriptor that can be read when another process, of whatever machine, may have written something that is
// due; -1: this store wakes nobody. Of one thread, which calls it again after each wake.
int store_listen(Store *store);

typedef struct StoreLoad { // of this process
    unsigned waiting;      // writers
    unsigned failures;     // commits in a row that failed, the last one with them
    int64_t ended;         // when the last commit succeeded or failed, monotonic; 0: there was none
    int64_t wait;          // of the one who waited longest for it, microseconds
} StoreLoad;
StoreLoad store_load(const Store *store);
// Somebody looked how hard it is to write; holds for work that begins from now on. Any thread.
void store_set_pressure(Store *store, Pressure level);
Pressure store_pressure(const Store *store);
Pressure store_txn_pressure(const StoreTxn *txn);

// Inside work. store_get: the plain record, the caller owns it; NULL when absent or after an error. What
// belongs to a person who was erased is absent, and a walk passes over it.
GBytes *store_get(StoreTxn *txn, Table table, StoreKey key) G_GNUC_WARN_UNUSED_RESULT;
// Will be asked for in this transaction: where the database is elsewhere all that is expected comes in one go
// with the first record that is asked for, and the keys of those whose it is in another. A hint only.
void store_expect(StoreTxn *txn, Table table, StoreKey key);
// Seals under the key of `owner` (a slot, see contact.h, or STORE_OWNER_NONE). Borrows the record.
void store_put(StoreTxn *txn, Table table, StoreKey key, uint64_t owner, GBytes *record);
// An entry of an index, which is all in its key.
void store_mark(StoreTxn *txn, Table table, StoreKey key);
void store_del(StoreTxn *txn, Table table, StoreKey key);
// The first entry with a key at or after *key, which is replaced: the next step of a walk is
// store_key_after. `record` may be NULL when the key is all that is wanted. False at the end and after an
// error.
bool store_next(StoreTxn *txn, Table table, StoreKey *key, GBytes **record);
StoreKey store_key_after(StoreKey key);
// A number that grows by one each time it is asked, from 1. Write transactions only.
uint64_t store_count_up(StoreTxn *txn, const char *counter);
// A record cannot be read by its module: makes the transaction fail with this error (taken).
void store_fail(StoreTxn *txn, GError *error);
bool store_failed(const StoreTxn *txn);
const Seal *store_txn_seal(const StoreTxn *txn);

// A new slot for a person's key, and its erasure.
uint64_t store_slot_new(StoreTxn *txn);
bool store_slot_erase(StoreTxn *txn, uint64_t slot, GError **error);

// --- for who looks at what may be damaged (verify.h), on a snapshot ---

typedef struct StoreSeen {
    uint64_t owner;      // slot of the person whose it is, or STORE_OWNER_NONE
    unsigned generation; // of the key that it is sealed under; 0: it is not sealed
    GBytes *record;      // NULL: damaged, or its person was erased
    GError *error;       // what is wrong with it; NULL: nothing
} StoreSeen;
void store_seen_clear(StoreSeen *seen);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StoreSeen, store_seen_clear)

// As store_next, but what cannot be opened is told in *seen and fails nothing, and what belongs to an erased
// person is not passed over. Of TABLE_META the value as it stands.
bool store_look(StoreTxn *txn, Table table, StoreKey *key, StoreSeen *seen);
// Takes away what failed the transaction, so that reading goes on; NULL when nothing did. The caller owns it.
GError *store_recover(StoreTxn *txn) G_GNUC_WARN_UNUSED_RESULT;
// The same for damage alone (FATE_CORRUPT), so that one record that cannot be read holds up no others: true
// when that was what had failed.
bool store_pass_over(StoreTxn *txn);
// How far a counter came; 0 when it was never asked.
uint64_t store_counter(StoreTxn *txn, const char *counter);
void store_set_counter(StoreTxn *txn, const char *counter, uint64_t number);
// Of no meaning after an error.
KeyState store_slot_state(StoreTxn *txn, uint64_t slot);

// --- for who copies it (backup.h) ---

#define STORE_RESTORING "restoring" // a file of this name in the directory: half is old, half is new

// What the store holds, as of one moment, into an open file, compact; others go on writing meanwhile. The
// directory of the copy is another store's once the keys of persons are beside it. Syncs nothing.
bool store_copy(Store *store, int file, GError **error);
// The keys of persons up to the last slot that a copy made before may know, and what was erased by now.
bool store_copy_keys(Store *store, int file, GError **error);
unsigned store_schema(void);
// True for a schema that opening with `create` brings up to this one, and for this one.
bool store_knows_schema(unsigned schema);

// --- for who rotates the key (rekey.h) ---

#define STORE_META_GENERATION "key-generation"
#define STORE_META_OLDEST "key-oldest"
#define STORE_META_KEY_MARK "key-mark"

typedef struct StoreKeys {
    unsigned current; // generation of the key (seal.h) under which is written
    unsigned oldest;  // and the oldest under which something may still be
    uint64_t mark;    // seal_mark of `current`; 0: the first, which has none
} StoreKeys;
StoreKeys store_txn_keys(StoreTxn *txn);
// From the next transaction on all is written under this one, which the store's Seal has, by every process.
void store_switch_key(StoreTxn *txn, unsigned generation);
// Nothing is under an earlier one any more.
void store_retire_keys(StoreTxn *txn, unsigned oldest);
// As keyring_rewrap, in a write transaction.
bool store_rewrap(StoreTxn *txn, uint64_t *slot, unsigned most, KeyringRewrap *count, GError **error);
bool store_slots_below(StoreTxn *txn, unsigned generation, uint64_t *count, GError **error);
// True when another process that has the store open, on whatever machine, has not read a key file with this
// generation, the newest of the store's Seal, yet, or one with another key under that number. Each looks
// every two seconds, and when it meets one that it does not know.
bool store_others_below(Store *store, unsigned generation);
// Looks at the key file now, and, when keys were retired since, lets go of what is left in memory of what
// they sealed. Not inside work.
void store_look_at_key(Store *store);
// True when another process that has the store open has not done the latter for this generation.
bool store_others_remember(Store *store, unsigned oldest);
// Whether what is deleted can be overwritten where it stood. A database on a server keeps older versions of
// it, in logs and copies too: those are sealed under the key of their time, and end with it.
bool store_overwrites(const Store *store);
// Overwrites what deleted and replaced records left in the database's file, piece by piece (engine.h), or,
// where that cannot be, has the server let go of it; starts as zeros. *more: to be called again, where it is
// `blocked` behind a commit, or when a reader is gone.
typedef struct StoreScrub {
    uint64_t last;
    unsigned phase;
    uint64_t next;
    size_t at;
    uint64_t pages; // overwritten, wholly or in part
    bool blocked;
} StoreScrub;
bool store_scrub(Store *store, StoreScrub *scrub, bool *more, GError **error);

// --- for who moves it to another place (transfer.h) ---

#define STORE_META_MOVE "move-at" // a StoreMove; none: it stays
#define STORE_KEYS_FILE "persons.keys"

typedef enum StoreMoveState { // numbers are on disk: append only
    STORE_STAYS,
    STORE_LEAVING,  // its rows are being copied: nobody writes any more
    STORE_LEFT,     // all are there, and another may be in use in its place
    STORE_ARRIVING, // rows are missing still
    STORE_ARRIVED,
} StoreMoveState;

typedef struct StoreMove {
    StoreMoveState state;
    uint64_t id; // the same on both sides, and another each time
    int64_t at;  // when that began
    char *other; // where the other is, for people; owned
} StoreMove;
void store_move_clear(StoreMove *move);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StoreMove, store_move_clear)
GBytes *store_move_pack(const StoreMove *move) G_GNUC_WARN_UNUSED_RESULT;
bool store_move_unpack(GBytes *bytes, StoreMove *move, GError **error); // into zeros

// As store_open without `create`, but also one that is leaving or has left.
Store *store_open_leaving(const char *url, const char *beside, const Seal *seal,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Its engine, to read rows as they stand. Borrowed.
typedef struct Engine Engine;
Engine *store_engine(Store *store);

// --- for who upgrades it (migrate.h) ---

#define STORE_META_SCHEMA "schema"
#define STORE_META_KEY_CHECK "key-check" // of the first generation
#define STORE_META_RELEASE "release"     // that wrote the schema
// Notes which release wrote the schema.
void store_put_release(StoreTxn *txn);

// Where a walk through all tables goes on that is done in pieces, kept in TABLE_META by a name. False when
// none is kept, and *place is as it was. store_del of store_key_name(name) ends it.
typedef struct StorePlace {
    unsigned table;
    StoreKey key;
} StorePlace;
bool store_place_get(StoreTxn *txn, const char *name, StorePlace *place);
void store_place_put(StoreTxn *txn, const char *name, const StorePlace *place);

#endif
