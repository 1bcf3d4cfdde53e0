#ifndef EARSHOT_UNLINKED_H
#define EARSHOT_UNLINKED_H
// Escalations nobody has named the cause of (RECOVERY.md section 5): some days
// after they began they are listed, so that each is linked to a problem, or seen
// to have none.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "store.h"

enum {
    UNLINKED_DAYS = 5, // business days of the conversation's mailbox
    UNLINKED_SHOWN = 20,
    UNLINKED_LOOKED = 20000, // open conversations looked at, the gravest first
};

typedef struct Unlinked {
    GArray *threads; // uint64_t: the gravest first, of those the oldest, at most UNLINKED_SHOWN
    unsigned count;  // of all that were found
    bool whole;      // all open conversations were looked at
} Unlinked;

// Conversations of this PM's mailboxes that are open, were an escalation or graver once, are not settled,
// have no problem and began more than UNLINKED_DAYS ago.
Unlinked *unlinked_of(StoreTxn *txn, const Config *config, const char *pm,
                      int64_t now) G_GNUC_WARN_UNUSED_RESULT;
void unlinked_free(Unlinked *unlinked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Unlinked, unlinked_free)

#endif
