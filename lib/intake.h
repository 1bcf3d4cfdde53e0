#ifndef EARSHOT_INTAKE_H
#define EARSHOT_INTAKE_H
// One message, from bytes to decision: the whole story on one page. The gateway
// calls intake_hear; `explain` calls intake_judge (and intake_recall, which changes nothing).

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "authres.h"
#include "config.h"
#include "envelope.h"
#include "message.h"
#include "recipient.h"
#include "refusal.h"
#include "store.h"
#include "text.h"
#include "verdict.h"

typedef struct Intake Intake; // what all messages share; immutable, any thread may use it

// Borrows all; `seal` and `store` may be NULL: then nothing is remembered.
Intake *intake_new(const Config *config, const Seal *seal, Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void intake_free(Intake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Intake, intake_free)

// Does a message to these recipients, from this client, concern us? Asked at DATA, before any header.
typedef enum Concern {
    CONCERN_NONE,    // to no served mailbox and not from our people: let it pass unseen
    CONCERN_HEADERS, // may be staff writing out: the header decides (intake_is_outbound)
    CONCERN_MESSAGE, // to a served mailbox
} Concern;
Concern intake_concern(const Intake *intake, const Envelope *envelope);

typedef struct Hearing { // everything found about one message
    const Mailbox *mailbox; // borrowed from the config
    char *address;          // the served address it was sent to
    Message *message;
    AuthResults *auth;
    Recipient *recipient;
    Text *text;
    Verdict *verdict;
    Refusals refusals;
    uint32_t missing;       // set of Missing
    bool outbound;          // staff writing out: neither scored nor answered
    // What was decided and stored.
    char *thread;           // its id, NULL when nothing was stored
    Level level;            // of this message, with what our records add
    GPtrArray *reasons;     // char *: why this level
    int64_t due;            // first-reply clock, 0 when none
    // What the gateway does to the mail.
    bool strip;             // remove forged Earshot- fields
    GPtrArray *fields;      // char * "Name: value" to add, in order
    char *receipt;          // the receipt's recipient, or NULL
    bool wake;              // the courier has something to do
} Hearing;

void hearing_free(Hearing *hearing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hearing, hearing_free)

// The pure part: parse, text, verdict, refusals. `auth_results` (NULL: those of the message) is a trusted
// verdict. Monotonic `deadline`, 0 for none: FATE_TEMPORARY when it has passed.
Hearing *intake_judge(const Intake *intake, const Envelope *envelope, GBytes *bytes, const char *auth_results,
                      int64_t deadline, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Adds what the store remembers to the refusals, and writes nothing.
bool intake_recall(const Intake *intake, const Envelope *envelope, Hearing *hearing, GError **error);
// Both parts: judges, then decides and records in one transaction.
Hearing *intake_hear(const Intake *intake, const Envelope *envelope, GBytes *bytes, int64_t deadline,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The MTA has taken the message (receipt): releases what waited. *known is false for a token that is not ours
// or an arrival long forgotten. Idempotent.
bool intake_confirm(Store *store, const char *token, int64_t now, bool *known, GError **error);

// "send" or "suppress" with the first reason: the value of Earshot-Acknowledge. The caller owns it.
char *hearing_acknowledge(const Hearing *hearing);

#endif
