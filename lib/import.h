#ifndef EARSHOT_IMPORT_H
#define EARSHOT_IMPORT_H
// Mail of the past into the store: its conversations, who answered when, and nothing that
// anybody would hear of: nobody is acknowledged, told or warned. Messages are to be given in order of their
// dates; the same messages in the same order make the same store, however often it was begun anew.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "intake.h"
#include "store.h"

typedef struct Import { // all borrowed
    const Intake *intake;
    const Config *config;
    const Seal *seal;
    Store *store;           // may be NULL when only looking
    const Mailbox *mailbox; // to whom a message came that names no served mailbox; NULL: to nobody
    GHashTable *looked;     // not NULL: only looks; what it would have taken is noted here (import_look)
} Import;

typedef enum ImportResult {
    IMPORT_TAKEN,    // a customer's
    IMPORT_OUTBOUND, // ours to somebody
    IMPORT_THERE,    // it, or one with its Message-ID, is in the store already
    IMPORT_NO_MAIL,  // no header, or it would take too long to read
    IMPORT_NEITHER,  // neither to nor from a served mailbox, or a PM's commands
    IMPORT_RESULTS
} ImportResult;

// The table that `looked` takes.
GHashTable *import_look(void) G_GNUC_WARN_UNUSED_RESULT;

// Takes one message as it came at `at`: durable when this returns true. Its conversation counts as
// acknowledged for its people, since whatever they were told was told then. Clocks start and stop by the
// dates, but say nothing. What is older than the newest in its conversation only joins it.
bool import_message(const Import *import, GBytes *bytes, int64_t at, ImportResult *result, GError **error);

// When all were taken: drops the clocks that the past left running, and lets those speak that began within a
// day before `now`. *dropped counts conversations. May be run again.
bool import_finish(Store *store, int64_t now, unsigned *dropped, GError **error);

#endif
