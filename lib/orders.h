#ifndef EARSHOT_ORDERS_H
#define EARSHOT_ORDERS_H
// A PM's mail with commands: whether it is one, whether it may, what it does,
// what the PM is told of it. Everything in one transaction, once however often the mail comes.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "authres.h"
#include "config.h"
#include "envelope.h"
#include "message.h"
#include "store.h"
#include "text.h"
#include "thread.h"
#include "values.h"

typedef struct OrdersFacts { // all borrowed
    const Config *config;
    const Seal *seal;
    const Message *message;
    const Envelope *envelope;
    const AuthResults *auth;
    const Text *text;
    bool machine; // made by one: an away note
} OrdersFacts;

typedef struct Orders Orders; // what of the mail is known before the transaction; borrows the config

// NULL when it is no such mail: not from a PM's address alone, to none of our mailboxes, made by a machine,
// without a line that is a command, or with none that we know and without a token. Then it goes its ordinary
// way. The token is taken from a sub-address of the recipient, else from its text with quotes.
Orders *orders_find(const OrdersFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
void orders_free(Orders *orders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Orders, orders_free)

// Does them, or refuses them, each with a line of the audit and all with one mail to the PM (at their address
// in the configuration, never to another; at most 20 refusals of unproven mail a day, which leave one line of
// the audit each). Nothing when this mail was here before, by its Message-ID or by its Date and text, within
// 30 days. May be run again.
void orders_take(StoreTxn *txn, const Orders *orders, int64_t now);

typedef enum OrdersByHand { ORDERS_DONE, ORDERS_REFUSED, ORDERS_NO_PM, ORDERS_NO_COMMAND } OrdersByHand;
// The same by hand on this machine, as the PM of the conversation's mailbox: what a mail with these lines
// would do. `said` (char *) gets what was done or why not, in English. Refused: some were not done.
OrdersByHand orders_by_hand(StoreTxn *txn, const Config *config, const Thread *thread, const char *lines,
                            int64_t now, GPtrArray *said);

// The bytes of that mail, an OUTBOX_CONFIRM row, dated `now`.
GBytes *orders_compose(const Values *values, int64_t now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
