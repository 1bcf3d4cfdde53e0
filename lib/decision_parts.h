#ifndef EARSHOT_DECISION_PARTS_H
#define EARSHOT_DECISION_PARTS_H
// What the steps of a decision hand on to each other; internal to the decision module.

#include "arrival.h"
#include "decision.h"
#include "outbox.h"
#include "policy.h"
#include "problem_match.h"
#include "thread.h"

typedef struct Decision {
    StoreTxn *txn;
    const DecisionFacts *facts;
    Hearing *hearing;
    const char *customer; // borrowed, may be NULL
    int64_t now;
    Arrival *known; // the arrival that this one repeats, or NULL
    Thread *thread;
    Joined joined;
    char *found; // by what, in words, or NULL
    bool is_new;
    bool colleague;       // one of ours wrote it into a customer's conversation
    bool answered_lately; // this address had an answer within a day
    bool risky;           // an answer to it is one that the breaker watches
    bool alert;           // the PM is to be told of it
    bool in_burst;        // with others; known only where no receipt is waited for
    Level alerted;        // the highest level the PM had been told of before it
    Arrival *arrival;
    GArray *alike;      // LikeThread: earlier complaints like it; NULL: nobody looked
    ProblemMatch match; // the known problem that it shows
} Decision;

// Receipts are waited for where the MTA gives them; elsewhere the hold stands for acceptance.
bool decision_waits_for_receipt(const Decision *decision);

// decision_thread.c: the thread it belongs to, if there is one; a new one; whether one of ours wrote in a
// customer's; whether the writer may say that it is solved; what makes later messages find it.
void decision_find_thread(Decision *decision);
void decision_open_thread(Decision *decision);
bool decision_is_colleague(const Decision *decision);
bool decision_may_settle(const Decision *decision);
void decision_link_message(const Decision *decision, const Entry *entry);

// decision_recovery.c: what earlier complaints say about this one, found before its level is; and what later
// ones shall find of it, when it stands in its conversation as that entry.
void decision_recover(Decision *decision);
// What helps until it is solved (Workaround *, borrowed), of a problem that it shows for sure and that is
// open; NULL: nothing that may be told.
const GPtrArray *decision_workarounds(const Decision *decision);
void decision_record_recovery(Decision *decision, const Entry *entry);

// decision_confirm.c: counts a complaint that the MTA has surely taken; true when it is told with others
// (burst.h).
bool decision_in_burst(StoreTxn *txn, const Config *config, const Entry *entry, const Thread *thread,
                       int64_t now);

// decision_count.c: what digests and reports count of it: among what came, and, where a person who could be
// written to got no acknowledgement, among those (unanswered.h). When that is taken back or given after all,
// the words in the row's entry change from `was` to `is`: it moves from one count to the other.
void decision_count(const Decision *decision);
void decision_recount(StoreTxn *txn, const OutboxRow *row, const char *was, const char *is);

// decision_heard.c: what the model saw of it (heard.h).
void decision_note_heard(const Decision *decision, const Entry *entry);

// decision_mail.c: the mails that follow from a message, as rows of the outbox tied to its arrival.
void decision_add_acknowledgement(Decision *decision);
void decision_add_alert(Decision *decision);
// The breaker opened with this message: says so to the PM at once, whatever becomes of the message.
void decision_add_breaker_alert(Decision *decision);

#endif
