#ifndef EARSHOT_DIGEST_PARTS_H
#define EARSHOT_DIGEST_PARTS_H
// Between digest.c and its parts: what they all need to gather.

#include <glib.h>
#include <stdint.h>
#include "digest.h"

typedef struct Gathering { // borrowed, but for `mailboxes`
    StoreTxn *txn;
    const Config *config;
    const Pm *pm;
    GPtrArray *mailboxes; // const Mailbox *: this PM's, and nobody else's are looked at
    int64_t now;
    int64_t yesterday, today, tomorrow; // the midnights of the PM's zone about now
    Digest *digest;
} Gathering;

// The mailbox of that name when it is this PM's, else NULL; NULL for NULL.
const Mailbox *gathering_mailbox(const Gathering *gathering, const char *name);
// A stranger's subject as it is listed. The caller owns it.
char *gathering_subject(const Thread *thread);

// DigestLine * and DigestGroup *.
void digest_line_free(gpointer line); // nothing for NULL
void digest_group_free(gpointer group);

// The conversations that are open: digest_open.c.
void digest_gather_open(Gathering *gathering);
// What shows only in all customers together: digest_roots.c. Behind the conversations.
void digest_gather_roots(Gathering *gathering);
void digest_suggested_free(gpointer suggested);
void digest_burst_free(gpointer burst);
// What came and went since yesterday: digest_day.c.
void digest_gather_day(Gathering *gathering);

#endif
