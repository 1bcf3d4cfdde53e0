#ifndef EARSHOT_OUTREACH_H
#define EARSHOT_OUTREACH_H
// Mails to a customer that are no acknowledgement: what a PM ordered (choices, a
// no, bad news, an invitation, word that it is fixed), the answer to a choice, and
// the one question whether it holds. Each in their conversation and language, from
// templates like the acknowledgement's; values are gathered in the transaction,
// words are found when the courier renders it.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "outbox.h"
#include "store.h"
#include "thread.h"
#include "tongue.h"
#include "values.h"

typedef enum OutreachKind { // names are in stored values: append only
    OUTREACH_FIXED,         // release; "we told you that we would tell you"
    OUTREACH_CHOICES,       // numbered options, what each costs and when
    OUTREACH_CHOSEN,        // confirms which they chose
    OUTREACH_UNCLEAR,       // asks again which they mean
    OUTREACH_NO,            // a no with its reason and an alternative
    OUTREACH_BAD_NEWS,      // what happened, and a token of goodwill, if any
    OUTREACH_INVITE,        // to try a fix early
    OUTREACH_FOLLOW_UP,     // some days after it was settled: does it hold?
    OUTREACH_KINDS
} OutreachKind;
const char *outreach_kind_name(OutreachKind kind); // "fixed", "choices", ...

typedef struct OutreachOption {
    char *what, *cost, *when;
} OutreachOption;
enum { OUTREACH_OPTIONS = 9 }; // told; an answer is one digit

typedef struct Outreach { // all borrowed; what a kind does not tell is NULL
    OutreachKind kind;
    uint64_t id; // of the row: a keyed hash of what it tells, so that it cannot be told twice
    const Mailbox *mailbox;
    Thread *thread;                   // one mail more is counted in it (`sent`); the caller puts it
    const char *text;                 // bad news; what the invitation is to
    const char *reason, *alternative; // of a no
    const char *goodwill;             // of bad news; NULL: none
    const char *release;              // fixed, invite
    const char *title;                // of the problem, in the PM's words: not told to customers unless set
    const GArray *options;            // OutreachOption, numbered from 1: choices, unclear
    unsigned chosen;                  // its number; options has it
    int64_t now, due;                 // due: when it may go out
} Outreach;

// Why a customer may not be written to, NULL when they may: a static code, in words-orders as
// "orders-not.outreach-CODE" but for "mode", where it is recorded alone: "mode" (below answer), "off"
// (mailbox or account), "no-answer" (on that list), "unproven" (neither did an acknowledgement of ours reach
// them nor did mail go both ways), "erased", "nobody" (the conversation has no address, or one of ours, of a
// system, or that nobody reads, or programs alone wrote in it). Whether a bounce is forgotten by now is not
// looked at: it counts as long as it did when the conversation last moved.
const char *outreach_refused(StoreTxn *txn, const Config *config, const Thread *thread);
// Adds the row, to who opened the conversation. False, with nothing added, when it was added before. The
// caller has asked outreach_refused.
bool outreach_add(StoreTxn *txn, const Config *config, const Outreach *outreach);
// To be asked before each try to send: false when it may not be sent any more (as above), or what it asks is
// settled: a follow-up or choices when they or we wrote since.
bool outreach_still_wanted(StoreTxn *txn, const Config *config, const OutboxRow *row);

// The first word or phrase in a PM's text that no automatic mail says (it admits, denies or blames: "works as
// designed", "user error", "our fault"), in any of our languages; NULL when there is none. The caller owns
// it.
char *outreach_banned(const char *text);

typedef struct Outreacher Outreacher; // templates of all languages, checked; immutable
Outreacher *outreacher_new(const char *override_directory, GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;
void outreacher_free(Outreacher *outreacher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Outreacher, outreacher_free)
// Everything the mail is made from. For the header and SMTP as in acknowledge.h: "to", "from", "from-name",
// "reply-to", "subject", "short-id", "message-id", "in-reply-to", "references", "loop-token",
// "envelope-sender". For the body: "kind", "mailbox", "language" (a list, the preferred first), "opened"
// (microseconds), "time-zone"; a PM's words on plain lines, each at most 600 characters in all: "text",
// "reason", "alternative", "goodwill", "release", "title"; of each option an item in each of "number",
// "what", "cost", "when". The caller owns it; outreach_add makes its own.
typedef struct OutreachFacts { // all borrowed
    const Seal *seal;
    const Outreach *outreach;  // its thread counts the mail already
    const char *language;      // the account's, or NULL
    const char *bounce_domain; // as in AcknowledgeFacts
    const GPtrArray *heard;    // Message-IDs of the customer's messages, oldest first; or NULL
} OutreachFacts;
Values *outreach_values(const OutreachFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
// The bytes of the mail, dated `now`. FATE_PERMANENT when the values cannot make one.
GBytes *outreach_compose(const Outreacher *outreacher, const Values *values, int64_t now,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
