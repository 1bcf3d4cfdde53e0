#ifndef EARSHOT_ACKNOWLEDGE_H
#define EARSHOT_ACKNOWLEDGE_H
// The acknowledgement (ACKNOWLEDGE.md section 2): what the customer is told.
// In the intake only the values are gathered (acknowledge_values, microseconds);
// the courier renders them once (acknowledge_compose), outside the store's lock.

#include <glib.h>
#include <stdbool.h>
#include "mailbox.h"
#include "message.h"
#include "missing.h"
#include "recipient.h"
#include "seal.h"
#include "template.h"
#include "text.h"
#include "verdict.h"

typedef struct AcknowledgeFacts { // all borrowed
    const Message *message;
    const Text *text;
    const Verdict *verdict;
    const Mailbox *mailbox;
    const Recipient *recipient;
    const Seal *seal;
    const char *address; // the served address the customer wrote to, without sub-address
    const char *thread;  // its id as in Earshot-Thread
    uint64_t thread_number;
    uint32_t sequence;   // which of our mails in the thread
    bool minimal;
    int64_t now;
    int64_t due;         // the first-reply clock started with it
} AcknowledgeFacts;

// Everything the mail will say, names as known to the templates plus the header values ("to", "from",
// "from-name", "reply-to", "subject", "message-id", "in-reply-to", "references", "loop-token", "language",
// "envelope-sender", "form", "mailbox"). The caller owns it.
Values *acknowledge_values(const AcknowledgeFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

typedef struct Acknowledger Acknowledger; // templates of all languages, checked

// Loads and checks the templates of a mailbox (built-in, overridden by its directory). All errors at once in
// `errors` (char * "file:line: message", appended); NULL when there were any.
Acknowledger *acknowledger_new(const char *override_directory, GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;
void acknowledger_free(Acknowledger *acknowledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Acknowledger, acknowledger_free)

// The bytes of the mail, dated `now`. FATE_PERMANENT when the values cannot make one.
GBytes *acknowledge_compose(const Acknowledger *acknowledger, const Values *values, int64_t now, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

// Our Message-IDs: "<token>.<sequence>@<host>", made from thread and sequence with a keyed hash.
char *acknowledge_message_id(const Seal *seal, uint64_t thread, uint32_t sequence, const char *host);
// The thread number when `message_id` (without <>) is one of ours.
bool acknowledge_message_id_check(const Seal *seal, const char *message_id, uint64_t *thread);

#endif
