#ifndef EARSHOT_REFUSAL_H
#define EARSHOT_REFUSAL_H
// The table of reasons not to answer (ACKNOWLEDGE.md section 1), a row each:
// code, test, clause, default. Three questions are kept apart: was it made by a
// machine, may we answer it, does it start a clock. refusal_of runs every row
// that message, envelope and settings decide; refusal_recall the rows that
// need the thread's and sender's history, inside the transaction.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "account.h"
#include "authres.h"
#include "envelope.h"
#include "mailbox.h"
#include "message.h"
#include "recipient.h"
#include "seal.h"
#include "text.h"

// clang-format off
typedef enum Refusal { // in the order of the table, which is the order of reasons
    REFUSAL_NULL_SENDER, REFUSAL_SYSTEM_SENDER, REFUSAL_POSTMASTER, REFUSAL_NO_REPLY, REFUSAL_OWN_ADDRESS,
    REFUSAL_NOT_ADDRESSED, REFUSAL_OUTBOUND, REFUSAL_DUPLICATE, REFUSAL_LOOP, REFUSAL_STALE, REFUSAL_MANY_FROM,
    REFUSAL_AUTO_SUBMITTED, REFUSAL_RESPONSE_SUPPRESS, REFUSAL_LIST, REFUSAL_PRECEDENCE, REFUSAL_AUTO_HEADER,
    REFUSAL_LOOP_HEADER, REFUSAL_HELP_DESK, REFUSAL_AWAY_SUBJECT, REFUSAL_DELIVERY_STATUS, REFUSAL_DISPOSITION,
    REFUSAL_FEEDBACK_REPORT, REFUSAL_TLS_REPORT, REFUSAL_CALENDAR, REFUSAL_NO_TEXT, REFUSAL_SPAM,
    REFUSAL_DMARC_FAIL, REFUSAL_UNPROVEN, REFUSAL_NO_RECIPIENT, REFUSAL_ALREADY_ACKNOWLEDGED, REFUSAL_LIMIT,
    REFUSAL_BREAKER, REFUSAL_NO_ANSWER_LIST, REFUSAL_ANSWERED, REFUSAL_OFF, REFUSAL_OBSERVE, REFUSAL_STATE,
    REFUSAL_COUNT
} Refusal;
// clang-format on

typedef enum Force {
    FORCE_NONE,    // the row does not match
    FORCE_WEIGHT,  // matched as W: two weights of different rows suppress
    FORCE_MINIMAL, // matched, and the setting says the short form
    FORCE_NO,      // suppresses
} Force;

typedef struct Refusals {
    Force force[REFUSAL_COUNT];
    bool machine[REFUSAL_COUNT]; // the row matched and the match proves a machine (M)
    bool excused[REFUSAL_COUNT]; // an M or W row matched, but the sender's account overrides it: only shown
} Refusals;

typedef struct RefusalFacts { // all borrowed
    const Message *message;
    const Text *text;
    const Envelope *envelope;
    const AuthResults *auth;
    const Recipient *recipient; // chosen already
    const Mailbox *mailbox;
    const GPtrArray *mailboxes; // Mailbox *: all served
    const Trust *trust;
    const AcknowledgeSettings *settings;
    Mode mode;
    const char *hostname;   // ours: "our Received"
    const Seal *seal;       // for our own loop token; NULL without a key: that test says nothing
    bool known;             // a known correspondent
    const Account *account; // the sender's, or NULL
} RefusalFacts;

// What only the store knows. All false is the honest answer without one.
typedef struct RefusalHistory {
    bool duplicate, already_acknowledged, limit, no_answer_list, answered, breaker;
    bool answers_ours;      // the message answers mail of ours, and did not inherit its subject (away-subject
                            // becomes S)
    bool ping_pong;         // the same words came behind an answer of ours before (limit)
    bool acknowledged_60s;  // an acknowledgement went to this address within 60 s before (away-subject)
    bool desk_answered_24h; // this sender's domain had one for a marked message within 24 h (help-desk)
    bool state;             // what was done cannot be recorded
} RefusalHistory;

// The stable code, "null-sender", ...; and its clause in words for `explain`.
const char *refusal_code(Refusal row);
const char *refusal_clause(Refusal row);
// The row of that code; REFUSAL_COUNT for none.
Refusal refusal_parse(const char *code);
// True for the rows that an account's settings may override (Account.despite).
bool refusal_may_override(Refusal row);

void refusal_of(const RefusalFacts *facts, Refusals *refusals);
// What was decided once: this row said no.
void refusal_impose(Refusals *refusals, Refusal row);
// Adds the rows that need history to what refusal_of found.
void refusal_recall(const RefusalHistory *history, Refusals *refusals);

// True when the row says no: by itself, or as one of two weights.
bool refusal_says_no(const Refusals *refusals, Refusal row);
// The first row that says no, in table order, or REFUSAL_COUNT: then it may be answered.
Refusal refusal_first(const Refusals *refusals);
// True when a row asks for the short form (and none says no).
bool refusal_minimal(const Refusals *refusals);
// True for the rows listed under machine.reasons: M rows, and rows matched as weight (W), later raised to S
// or not; those that an account overrides too.
bool refusal_is_machine_reason(const Refusals *refusals, Refusal row);
// Made by a machine: any M row that matched, and away-subject as S.
bool refusal_is_machine(const Refusals *refusals);

// True when a subject begins as away notes do, behind prefixes and tags (row away-subject).
bool refusal_is_away_subject(const char *subject);

// Staff writing out (row outbound), for the gateway, which must know it without the rest.
bool refusal_is_outbound(const Message *message, const Envelope *envelope, const AuthResults *auth,
                         const GPtrArray *mailboxes, const Trust *trust);

#endif
