#ifndef EARSHOT_ORDERS_PARTS_H
#define EARSHOT_ORDERS_PARTS_H
// What the parts of orders share: orders.c finds and takes, orders_token.c
// looks for the token, orders_written.c for the commands, orders_do.c does one command, orders_outreach.c
// those that write to the customer, orders_problem.c those on problems, orders_why.c answers #why,
// orders_reply.c tells the PM, orders_hand.c who typed them.

#include "command.h"
#include "grant.h"
#include "journal.h"
#include "orders.h"
#include "phrasebook.h"
#include "thread.h"

struct Orders {
    const Config *config;
    const Pm *pm;           // the first with that address
    const Mailbox *mailbox; // that it was written to
    bool proven;            // that the PM wrote it
    bool has_token;
    uint64_t grant; // that the token names
    GPtrArray *commands;
    char *message_id; // or NULL
    char *subject;
    SealHash by_id, by_text; // by which the same mail is known again; by_id only with a message_id
    Phrasebook *book;
};

// What became of one command.
typedef struct OrdersResult {
    const Command *command;
    bool done;
    const char *code; // a phrase: orders-done.CODE or orders-not.CODE
    char *detail;     // for the audit: names, phases, dates; or NULL
    Values *values;   // for the phrase
    int64_t count;    // for a phrase that counts, else -1
    uint64_t thread;  // 0: none
    GPtrArray *more;  // char *: lines behind it
} OrdersResult;

typedef struct OrdersDoing { // one command at work
    StoreTxn *txn;
    const Orders *orders;
    const Pm *pm; // the grant's
    const Grant *grant;
    int64_t now;
    const Mailbox *mailbox; // of the thread
    Thread *thread;
    OrdersResult *result;
} OrdersDoing;

// --- orders.c ---
void orders_audit(StoreTxn *txn, const char *pm, const OrdersResult *result, int64_t now);

// --- orders_token.c ---
bool orders_token(const OrdersFacts *facts, uint64_t *grant);
// The first in a text; *at is where it begins.
bool orders_token_in(const Seal *seal, const char *text, size_t *at);

// --- orders_written.c ---
// The commands of the mail; those that may be quoted from a mail of ours are wrong: "unmarked".
GPtrArray *orders_written(const OrdersFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

// --- orders_do.c ---
OrdersResult *orders_result_new(const Command *command, const char *refused) G_GNUC_WARN_UNUSED_RESULT;
void orders_result_free(void *result);
// Does the command of doing->result, whose thread and mailbox are found here.
void orders_do(OrdersDoing *doing);
void orders_refuse(const OrdersDoing *doing, const char *code);
// `detail` is what the audit may know: no words of anybody, or NULL.
void orders_finish(const OrdersDoing *doing, const char *code, const char *detail);
// A note of the command, with its pairs; journal_add gives it its number.
Note *orders_note_new(const OrdersDoing *doing, const char *words) G_GNUC_WARN_UNUSED_RESULT;

// --- orders_outreach.c ---
#define ORDERS_WINDOW (5 * G_TIME_SPAN_MINUTE) // in which a mail to a customer can be taken back
void orders_do_choices(OrdersDoing *doing);
void orders_do_no(OrdersDoing *doing);
void orders_do_bad_news(OrdersDoing *doing);
void orders_do_invite(OrdersDoing *doing);
void orders_do_undo(OrdersDoing *doing);

// --- orders_problem.c ---
void orders_do_problem(OrdersDoing *doing);
void orders_do_understood(OrdersDoing *doing);
void orders_do_fixed(OrdersDoing *doing);
void orders_do_undo_fixed(OrdersDoing *doing);

// --- orders_why.c ---
void orders_why(const OrdersDoing *doing, GPtrArray *lines);

// --- orders_reply.c ---
typedef struct OrdersReply { // borrowed
    const Orders *orders;
    const Pm *pm;
    const GPtrArray *results; // OrdersResult *
    const char *refused;      // why nothing at all was done, a phrase orders-not.CODE; NULL when it was
    bool many;                // conversations in the mail that was answered: commands name theirs
    int64_t now;
} OrdersReply;
// The phrase for what became of it. The caller owns it.
char *orders_outcome(const Phrasebook *book, const OrdersResult *result);
void orders_reply(StoreTxn *txn, const OrdersReply *reply);

#endif
