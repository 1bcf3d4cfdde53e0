#ifndef EARSHOT_VERIFY_H
#define EARSHOT_VERIFY_H
// Whether all that a store holds is whole: each record opens, is read by its
// module and ends where it should; each index leads to what it names, and what it
// should name stands in it; what was promised to a customer stands in the outbox or says
// why it does not; what runs has its next word. What was erased with a person is
// absent and no error. Nothing is written.
//
// Daemons may go on meanwhile. Rows are looked at in batches, each on a snapshot of its own in which also all
// that a row names is looked up, so that what is told of a row was true at one moment; a reader that stayed
// for all of it would make the store grow. What comes behind the walk while it runs is for the next one.
// Memory does not grow with the store, but for one bit a person.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

typedef struct VerifyFinding { // all borrowed, for the call
    const char *table;         // "outbox"
    const char *key;           // as people write it: ids in base32, times in UTC, the rest in hex
    const char *wrong;         // what is wrong
    const char *mend;          // what to do about it
} VerifyFinding;

typedef struct VerifyOptions {
    int64_t now;
    void (*found)(const VerifyFinding *finding, void *data);
    void (*progress)(const char *table, uint64_t rows, void *data); // after each batch; NULL: nobody looks
    void *data;
} VerifyOptions;

typedef struct VerifyResult {
    uint64_t rows;     // looked at
    uint64_t erased;   // of these, left of erased persons
    uint64_t findings; // 0: the store is whole
} VerifyResult;

// False only when it cannot be looked at all; pages that cannot be read any more are findings.
bool verify_store(Store *store, const VerifyOptions *options, VerifyResult *result, GError **error);

// The name of a table in findings; NULL for one that nobody checks, of which there is none.
const char *verify_table_name(Table table);

#endif
