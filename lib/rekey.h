#ifndef EARSHOT_REKEY_H
#define EARSHOT_REKEY_H
// Rotation of the key while daemons run. The order, each step of which may be
// killed and done again:
//   offer   the key file gets a coming generation;
//   wait    until each process that has the store open has read it (store_others_below);
//   switch  it is the current one: one transaction, and all write under it;
//   seal    each record that is under an earlier one is sealed again, each key of a person wrapped again;
//   scrub   what they left in free pages of the database is overwritten;
//   finish  the earlier ones leave the key file, but for their tokens.
// From there on an old key file opens nothing of the store. Names by which records are found
// (SealHash) stay: who has an old key file and a new store can ask it whether a known address has written.
//
// What an earlier copy of the store holds, it keeps: backups open with the key file of their time.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

typedef enum RekeyStage {
    REKEY_NONE,    // one generation, and all under it
    REKEY_OFFERED, // the file has one under which nothing is written yet
    REKEY_SEALING, // something may still be under an earlier one, or in free pages
    REKEY_SEALED,  // nothing is any more; the file still has earlier ones
} RekeyStage;

typedef struct RekeyState {
    RekeyStage stage;
    unsigned current; // under which the store is written
    unsigned target;  // under which it is to be: `current`, or the one that is offered
    unsigned oldest;  // under which something may be
    bool scrubbed;
} RekeyState;
// Where the store stands, and the key file that its Seal came from.
bool rekey_look(Store *store, RekeyState *state, GError **error);

typedef struct RekeyCount {
    uint64_t records; // sealed ones
    uint64_t below;   // of these, under an earlier generation than the current one
    uint64_t slots;   // keys of persons that are
    uint64_t damaged; // records and keys that cannot be opened
    uint64_t erased;  // records left of erased persons
} RekeyCount;
// Walks through all of the store, in snapshots of a few hundred rows.
bool rekey_count(Store *store, RekeyCount *count, GError **error);

// offer; *number is the generation's.
bool rekey_offer(Store *store, int64_t now, unsigned *number, GError **error);
// switch; nobody else may be below (FATE_TEMPORARY).
bool rekey_switch(Store *store, unsigned number, int64_t now, GError **error);

typedef struct RekeyWork {
    const char *doing; // "sealing", ...; a fixed word
    uint64_t rows;     // looked at
    uint64_t sealed;   // records and keys
    uint64_t damaged;  // that could not be opened and stay as they are
    uint64_t erased;   // likewise: of erased persons
    uint64_t pages;    // overwritten
    bool blocked;      // the last piece could do nothing: a reader, or a process that has not looked yet
    unsigned waited;   // such pieces
    StoreScrub scrub;  // its own
} RekeyWork;
// One piece of seal or scrub: a transaction that others wait for some milliseconds at most. *more: there is
// more to do. Starts as zeros; killed and begun with zeros again it goes on where it was.
bool rekey_piece(Store *store, RekeyWork *work, bool *more, GError **error);

// finish. Tokens of what goes are known for another `tokens` microseconds. FATE_CONFIG when something is not
// done yet.
bool rekey_finish(Store *store, int64_t now, GTimeSpan tokens, GError **error);

#endif
