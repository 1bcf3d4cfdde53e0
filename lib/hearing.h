#ifndef EARSHOT_HEARING_H
#define EARSHOT_HEARING_H
// Everything found about one message: what intake fills, step by step, and the
// gateway and `explain` read. Absent is NULL or zero.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "account.h"
#include "accounts.h"
#include "authres.h"
#include "clock.h"
#include "context.h"
#include "fingerprint.h"
#include "mailbox.h"
#include "message.h"
#include "problem_match.h"
#include "recipient.h"
#include "refusal.h"
#include "text.h"
#include "thread.h"
#include "verdict.h"

typedef struct Hearing {    // everything found about one message
    const Mailbox *mailbox; // borrowed from the config
    char *address;          // the served address it was sent to
    Message *message;
    AuthResults *auth;
    const Account *account; // the sender's, borrowed from the config, or NULL
    AccountFacts *imported; // likewise, as it was imported, or NULL
    Context *context;       // what both say of the customer, without their history; NULL: nobody looked
    bool known;             // a known correspondent
    Recipient *recipient;
    Text *text;
    Layer *layer;     // the lessons of the house, as the store had them; NULL: none
    Verdict *verdict; // NULL for outbound mail that was only recorded
    Refusals refusals;
    uint32_t lacking;         // set of Missing: what the request would need
    uint32_t missing;         // likewise: what of it is to be asked
    uint32_t given;           // likewise: what it gives
    bool complains;           // by a person, about a fault: what earlier complaints say is looked for
    Fingerprint *fingerprint; // what it complains about; NULL: it does not, or says too little
    GArray *problem_hits;     // ProblemHit: known problems whose patterns stand in it, or NULL
    LikeKeys *like_keys;      // where it stands in the index of those, or NULL
    GArray *alike;            // LikeThread: earlier complaints like it; NULL: nobody looked
    uint64_t repeats;         // the conversation whose settled fault is here again, 0: none
    int64_t repeats_settled;  // when that was
    GArray *echoes;           // Echo: what an acknowledgement may repeat; NULL when none was looked for
    bool outbound;            // staff writing out: neither scored nor answered
    bool ordered;             // a PM's mail with commands: likewise
    // What was decided and stored.
    char *thread;       // its id, NULL when nothing was stored
    Level level;        // of this message, with what our records add
    GPtrArray *reasons; // char *: why this level
    int64_t due;        // when a person's reply is due, 0 when none is awaited
    ClockKind due_kind; // first-reply or next-reply
    // What the gateway does to the mail.
    bool strip;        // remove forged Earshot- fields
    GPtrArray *fields; // char * "Name: value" to add, in order
    char *receipt;     // the receipt's recipient, or NULL
    bool wake;         // the courier has something to do
} Hearing;

Hearing *hearing_new(void) G_GNUC_WARN_UNUSED_RESULT;
void hearing_free(Hearing *hearing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hearing, hearing_free)

// Whose customers' it is: the name of the mailbox's PM, "" where nobody looks after it. Borrowed.
const char *hearing_pm(const Hearing *hearing);
// Sets the level and why: the verdict's, raised by what is known of the customer, and by a settled fault that
// is here again; none for a machine.
void hearing_set_level(Hearing *hearing, bool machine);
// In which language their account wants to be answered, or NULL: as they write. Borrowed.
const char *hearing_account_language(const Hearing *hearing);
// Makes `to` a copy of `from` (lists of char *).
void hearing_copy_texts(GPtrArray *to, const GPtrArray *from);
// A new thread that this message opens, with all that the hearing says of it; `customer` may be NULL. Not put
// yet.
Thread *hearing_thread(StoreTxn *txn, const Hearing *hearing, const char *customer, uint64_t id,
                       int64_t opened) G_GNUC_WARN_UNUSED_RESULT;
// Its opener wrote again: what their account is by now, where something is known of it.
void hearing_take_account(const Hearing *hearing, Thread *thread);
// A new entry of a thread with all that the hearing says: who wrote, what was judged, why. When it came and
// how it found its thread is the caller's, whose it is.
Entry *hearing_entry(const Hearing *hearing, const char *customer) G_GNUC_WARN_UNUSED_RESULT;
// A person wrote it, at `at`: they are known as a writer, and so is their account (rhythm.h). `customer` may
// be NULL.
void hearing_note_writer(StoreTxn *txn, const Hearing *hearing, const char *customer, int64_t at,
                         int64_t now);
// Counts it among what came to its mailbox at `at` (tally.h); `acknowledge` is what became of that, in the
// words of the entry, or NULL when nothing did.
void hearing_count(StoreTxn *txn, const Hearing *hearing, const char *acknowledge, int64_t at);
// The value of Earshot-Acknowledge: "yes", or "no; reason=" and the first row that says no. The caller owns
// it.
char *hearing_acknowledge(const Hearing *hearing);
// True when the short form is to be sent: a setting asks for it, or the recipient is not proven.
bool hearing_minimal(const Hearing *hearing);
// The address of the customer: From, else the envelope sender; NULL when neither is one. Borrowed.
const char *hearing_customer(const Hearing *hearing, const char *envelope_sender);

#endif
