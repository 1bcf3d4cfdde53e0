#ifndef EARSHOT_ENGINE_H
#define EARSHOT_ENGINE_H
// What the store asks of a database: ordered tables of bytes, one writer at a
// time, transactions that can be nested so that many messages share one
// commit. Engines know nothing of records, keys or sealing, and nobody but
// engine_open knows which one runs: what one of them has no use for it answers with nothing done.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Engine Engine;
typedef struct EngineTxn EngineTxn;

// Bytes that stay valid until the next call for their transaction.
typedef struct EngineSlice {
    const uint8_t *data;
    size_t size;
} EngineSlice;

typedef struct EngineStat {
    uint64_t used;    // bytes of pages that hold something
    uint64_t map;     // bytes that they may become before the map has to grow
    uint64_t file;    // bytes of the file, free pages among them
    unsigned readers; // that live now, of all processes, this look among them
    unsigned dead;    // readers whose process had died, cleared when the database was opened
} EngineStat;

// What deleted and replaced entries left, overwritten with zeros: piece by piece, during which writers wait
// for some milliseconds each, and at the end at once for what was freed meanwhile, which by then is little.
// What transactions behind `last` freed may be left.
typedef struct EngineScrub {
    uint64_t last;  // the last commit when it began
    unsigned phase; // which of the ways
    uint64_t next;  // where it goes on
    size_t at;      // likewise
    uint64_t pages; // overwritten, wholly or in part
    bool blocked;   // a reader still may look at what is to go, or nothing was committed since
} EngineScrub;

typedef struct EngineState {
    char *name;        // "LMDB 0.9.24", "PostgreSQL 15.6"
    char *where;       // host and port or socket that it is connected to; NULL: none of these
    unsigned standbys; // that follow
    int confirmed;     // of these: without which no commit is confirmed; -1: we are not told
    int64_t lag; // microseconds that the slowest of them is behind; -1: there is none, or we are not told
    unsigned sessions; // of all processes
    bool durable;      // what it confirms is on a disk
    bool closed;       // nobody on the way to it can read along
    int64_t ahead;     // microseconds that its clock is ahead of ours
} EngineState;
void engine_state_clear(EngineState *state);

typedef struct EngineOps {
    // How long who reads waits at most, in microseconds, for an engine that is far away.
    void (*set_patience)(Engine *engine, int64_t microseconds);
    // A snapshot to read, or the write transaction; waits for other writers.
    EngineTxn *(*begin)(Engine *engine, bool write, GError **error);
    // A part of a write transaction that can be undone by itself.
    EngineTxn *(*nest)(EngineTxn *parent, GError **error);
    // 1 found, 0 absent, -1 error.
    int (*get)(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *value, GError **error);
    // The first entry at or after `key`: 1 found, 0 none, -1 error.
    int (*seek)(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *found, EngineSlice *value,
                GError **error);
    bool (*put)(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice value, GError **error);
    // Absent is not an error.
    bool (*del)(EngineTxn *txn, unsigned table, EngineSlice key, GError **error);
    // Will be asked for soon: an engine that is far away fetches all that is expected in one go.
    void (*expect)(EngineTxn *txn, unsigned table, EngineSlice key);
    // Whether `get` would answer without asking anybody else.
    bool (*at_hand)(const EngineTxn *txn, unsigned table, EngineSlice key);
    // Asks now for all that is expected.
    bool (*fetch)(EngineTxn *txn, GError **error);
    // To be called once when all is read and before the commit: makes sure that what this write transaction
    // read still stands so, for an engine that lets others write meanwhile. *again: it does not; all that was
    // put is forgotten, what is read now is as it stands and stays so, and the work has to be done again,
    // after which it is settled. False with an error: to be aborted.
    bool (*settle)(EngineTxn *txn, bool *again, GError **error);
    // When this is committed, all that listen are woken (listen), in whatever process and on whatever
    // machine.
    void (*announce)(EngineTxn *txn);
    // Durable when it returns true (a nested one only joins its parent). Frees the transaction either way.
    bool (*commit)(EngineTxn *txn, GError **error);
    void (*abort)(EngineTxn *txn);
    // The number of a write transaction: that of the last one that was committed, by whatever process, and
    // one. 0 from an engine where others write meanwhile.
    uint64_t (*number)(const EngineTxn *txn);
    // All tables as of one moment into an open file, which then is a database of its own, without free pages.
    // Writers go on; pages they free meanwhile stay until it is done.
    bool (*copy)(Engine *engine, int file, GError **error);
    // After a failed write: true when room was made, so that doing it again may succeed.
    bool (*make_room)(Engine *engine);
    bool (*stat)(Engine *engine, EngineStat *stat, GError **error);
    // Whether what was deleted or replaced can be overwritten where it stood (scrub). A server that keeps
    // older versions of rows, logs of them and copies on other machines cannot say where all that is.
    bool overwrites;
    // Goes on with overwriting the pages that hold nothing any more, or, where that cannot be, with letting
    // go of what is held for nobody; starts as zeros. *more: to be called again.
    bool (*scrub)(Engine *engine, EngineScrub *scrub, bool *more, GError **error);
    // Opens it anew, once nobody reads: what is kept in memory of pages that were written goes, and comes
    // into no other page.
    bool (*renew)(Engine *engine, GError **error);
    // A descriptor that can be read once a transaction with `announce` was committed, or the connection was
    // lost; -1: this engine wakes nobody. Of one thread, which calls it again after each wake: it reads away
    // what was told and listens anew after a loss.
    int (*listen)(Engine *engine);
    // How it does; free with engine_state_clear.
    bool (*state)(Engine *engine, EngineState *state, GError **error);
    // Tells all processes that have this store open a number about this one, under a name (fact), until it
    // ends or tells another. False when that cannot be done.
    bool (*tell)(Engine *engine, unsigned fact, unsigned number);
    // True when another process tells a smaller one, or it cannot be known.
    bool (*others_below)(Engine *engine, unsigned fact, unsigned number);
    void (*close)(Engine *engine);
} EngineOps;

struct Engine {
    const EngineOps *ops;
};

enum {
    ENGINE_KEY_MAX = 49,
    ENGINE_TABLES = 48,
    ENGINE_TABLE_KEYS =
        47, // slot -> wrapped key of a person, where they have no file of their own (keyring.h)
    ENGINE_FACTS = 4
};

// LMDB in a directory, which is made when `create` (mode 0700). Free with ops->close.
Engine *engine_lmdb_open(const char *directory, bool create, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// True when no other process has it open. Not to be asked by one that has.
bool engine_lmdb_is_free(const char *directory);

// By the URL of a store: "lmdb:/dir" or "postgresql://...", whose engine is a module that is loaded then.
// `create`: LMDB's directory is made; PostgreSQL's schema never is (engine_init). FATE_CONFIG when the URL,
// the module or the schema is wrong, FATE_TEMPORARY when the database is away.
Engine *engine_open(const char *url, bool create, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Loads the module that the URL asks for, which stays: for who gives up the right to read it. What is wrong
// engine_open says again.
bool engine_load(const char *url, GError **error);
// Makes what an engine needs before it can be opened: PostgreSQL's tables. True also when all is there.
bool engine_init(const char *url, GError **error);

// What a module offers, under ENGINE_MODULE_SYMBOL.
typedef struct EngineModule {
    unsigned version; // ENGINE_MODULE_VERSION of the headers it was built with
    Engine *(*open)(const char *url, GError **error);
    bool (*init)(const char *url, GError **error);
} EngineModule;
enum { ENGINE_MODULE_VERSION = 3 };
#define ENGINE_MODULE_SYMBOL "earshot_engine_module"

#endif
