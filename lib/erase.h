#ifndef EARSHOT_ERASE_H
#define EARSHOT_ERASE_H
// A person is erased: their key is destroyed, and what of them does not stand under
// it is taken away or made nobody's. What is done to each table of the store, and
// why, stands in one table (erase_table), which the documentation is held to.
//
// The store is looked through, all of it, in batches on snapshots, so that nobody who writes waits; what was
// found is changed in small transactions; then it is looked through again, until nothing is found that came
// meanwhile. Only then the key is overwritten, and looked for once more: what is told at the end was seen.
// Interrupted, it is noted as begun, and done again it goes on. Doing it twice is doing it once.
//
// Of their conversations a shell stays: its number, mailbox, times, counts and the times of its clocks, which
// reports add up; nobody's. It ended when they were erased. A message of theirs that comes afterwards is
// that of a new person.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "erased.h"
#include "store.h"

typedef enum EraseDeed { // what is done to the rows of a table
    ERASE_NOTHING,       // tells of nobody
    ERASE_CHANGES,       // what is theirs is taken out of the record
    ERASE_REMOVES,       // the record goes
    ERASE_WITH_KEY,      // the record stays where it is counted, and cannot be opened any more
    ERASE_DEEDS
} EraseDeed;
const char *erase_deed_name(EraseDeed deed); // "nothing", "changed", "removed", "locked"

typedef struct EraseTable {
    Table table;
    EraseDeed deed;   // beside: in what others wrote stars stand over their address and name
    const char *what; // is in it of a person
    const char *why;  // this is done
} EraseTable;
// The row of a table; `why` is NULL where there is none, which a test finds.
const EraseTable *erase_table(Table table);

typedef struct EraseOptions { // borrowed
    const Config *config;
    const char *address; // or NULL, then `person` alone tells who
    SealHash person;     // contact_hash of it
    uint64_t slot;       // 0: that of the contact; else it is erased only when the contact has it, or when
                         // its erasure was begun
    const char *by;      // whoever orders it, for the audit log
    int64_t now;
    bool look;       // nothing is changed
    bool answerable; // they may get automatic mail again, unless they had asked for none
} EraseOptions;

typedef struct EraseReport {
    uint64_t found[TABLES]; // records that are theirs, name them or are of their conversations
    uint64_t masked;        // of these, where only their address or name stood in what others wrote
    uint64_t conversations; // that they had opened
    uint64_t messages;      // that they wrote
    uint64_t mails;         // of ours to them that waited, and are not sent
    uint64_t digests;       // to PMs that waited and named them, and are not sent
    bool known;             // they had a key
    uint64_t slot;          // its number, 0: they had none
    bool overwritten;       // it was, and was read back as zeros
    uint64_t locked;        // records that stand under it and do not open any more
    bool back;              // they wrote again before it was done, and are a new person
    uint64_t left;          // records that still open and name them: 0, or it says where
    char *where;            // "entry, journal": the tables in which they are; NULL: none
    uint64_t damaged;       // records that could not be read: see verify
    int64_t before;         // when they were erased before, 0: never
} EraseReport;
void erase_report_clear(EraseReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(EraseReport, erase_report_clear)

// False, with what was done so far noted, when the store fails.
bool erase_person(Store *store, const EraseOptions *options, EraseReport *report, GError **error);

// What deleted records left in free pages of the database is overwritten, of all and not of this person
// alone; a piece that others wait for some milliseconds at most. `work` starts as zeros. *more: to be called
// again, after a while where it is `blocked` by somebody who reads.
bool erase_pages(Store *store, StoreScrub *work, bool *more, GError **error);

typedef enum EraseHow { // how a record has to do with the person
    ERASE_NOT,
    ERASE_NAMED,  // their address or name stands in it
    ERASE_OF,     // it is of a conversation or a message of theirs, or names them by a hash
    ERASE_THEIRS, // it stands under their key
} EraseHow;
typedef void (*EraseFound)(StoreTxn *txn, Table table, StoreKey key, EraseHow how, void *data);
// Calls `each` for all of them, in batches on snapshots of their own.
bool erase_look(Store *store, const EraseOptions *options, EraseFound each, void *data, GError **error);

#endif
