#ifndef EARSHOT_ACKNOWLEDGE_H
#define EARSHOT_ACKNOWLEDGE_H
// The acknowledgement (ACKNOWLEDGE.md section 2): what the customer is told.
// In the intake only the values are gathered (acknowledge_values, microseconds, no
// file is read); the courier renders them once (acknowledge_compose), outside the
// store's lock. So values are facts ("due" is a number), and the words are found
// when the mail is made: "today" is then true.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "mailbox.h"
#include "message.h"
#include "recipient.h"
#include "seal.h"
#include "values.h"
#include "verdict.h"

typedef struct AcknowledgeFacts { // all borrowed
    const Message *message;
    const Verdict *verdict;
    const Mailbox *mailbox;
    const Recipient *recipient;
    const Seal *seal;
    const char *address; // the served address the customer wrote to, without sub-address
    const char *thread;  // its id as in Earshot-Thread
    uint64_t thread_number;
    uint32_t sequence;            // which of our mails in the thread
    uint32_t missing;             // set of Missing
    const GArray *echoes;         // Echo; NULL for none
    const GPtrArray *workarounds; // Workaround * (problem.h) of the problem it is surely about; NULL for none
    bool minimal;
    Level level;               // of the message, with what our records add
    const char *language;      // the account's, or NULL: as the customer writes
    uint64_t row;              // of the outbox: what the loop token and a bounce address name
    const char *bounce_domain; // domain for signed envelope senders ([receipt] domain), or NULL
    int64_t now;
    int64_t due; // the first-reply clock started with it; 0 when none was
} AcknowledgeFacts;

// Everything the mail is made from. For the header: "to", "from", "from-name", "reply-to", "subject" (with
// "Re:" and short id; absent when it may not be echoed), "message-id", "in-reply-to", "references" (a list,
// oldest first), "loop-token"; for SMTP: "envelope-sender" (may be ""). For the body: "form" (full, minimal),
// "mailbox", "short-id", "language" (a list, the preferred first), "bilingual", "request", "level",
// "feeling", "point", "quote",
// "quote-of" (the signals of each quote), "workaround" with "workaround-language" (of each text; not in the
// minimal form), "ask" (lists), "due" and "opens" (microseconds since the epoch),
// "time-zone", and "offset" (minutes) where the customer's clock is another and is known. The caller owns it.
// The envelope sender is "" when the recipient is the message's envelope sender; else the mailbox with a
// bounce token as its sub-address, the token at bounce_domain, or plainly the mailbox, by what is set up.
Values *acknowledge_values(const AcknowledgeFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

// Which of the missing things an acknowledgement at this level asks for. Where nothing was found to be wrong
// a question for the error would be odd: only a number that finds an order is asked.
uint32_t acknowledge_asks(uint32_t missing, Level level);

typedef struct Acknowledger Acknowledger; // templates of all languages, checked; immutable

// Loads and checks the templates of a mailbox: built-in, overridden by files of the same name below its
// directory (or NULL), `words` phrase by phrase. All errors at once in `errors` (char * "file:line: message",
// appended); NULL when there were any. A template must show {{thanks}}, {{when}}, {{automatic}} and
// {{loop-token}}.
Acknowledger *acknowledger_new(const char *override_directory, GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;
void acknowledger_free(Acknowledger *acknowledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Acknowledger, acknowledger_free)

// The bytes of the mail, dated `now`. FATE_PERMANENT when the values cannot make one.
GBytes *acknowledge_compose(const Acknowledger *acknowledger, const Values *values, int64_t now,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Our Message-IDs: "<token>.<sequence>@<host>", made from thread and sequence with a keyed hash.
char *acknowledge_message_id(const Seal *seal, uint64_t thread, uint32_t sequence, const char *host);
// The thread number when `message_id` (without <>) is one of ours.
bool acknowledge_message_id_check(const Seal *seal, const char *message_id, uint64_t *thread);

#endif
