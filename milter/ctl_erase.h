#ifndef EARSHOT_CTL_ERASE_H
#define EARSHOT_CTL_ERASE_H
// `earshot erase`: one person of it, and what is told of them.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "erase.h"

typedef struct EraseOrder { // one person, and what came of it
    gboolean look, sure, as_json, answerable;
    char *address; // NULL: known by the hash alone
    SealHash person;
    uint64_t slot;
    int64_t now;
    EraseReport report;
    uint64_t unheard;  // lines of unheard.log
    bool server;       // the store is on a server, which keeps older versions (store_overwrites)
    bool wiped;        // free pages of the database were overwritten behind it, or left to vacuum
    GPtrArray *copies; // char *: backups that still hold the key, and until when
    int64_t clean;     // when the last of these has expired
    GTimeSpan kept;    // how long backups are
} EraseOrder;

// Nothing of them was found now; nor ever.
bool ctl_erase_found_nothing(const EraseOrder *order);
bool ctl_erase_is_unknown(const EraseOrder *order);

// Tells it on stdout, as text or JSON. The exit status: 75 when something is to be run again, a key or a
// record that is left, or free pages that could not be overwritten.
int ctl_erase_tell(const EraseOrder *order);

#endif
