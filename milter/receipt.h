#ifndef EARSHOT_RECEIPT_H
#define EARSHOT_RECEIPT_H
// The courier's ear: an LMTP server to which the MTA delivers a copy of each
// message it has taken, addressed <token>@receipt.domain. That releases what
// waited in the outbox. To the same domain come the bounces of our
// acknowledgements, at tokens of another kind.

#include <glib.h>
#include <stdbool.h>
#include "dispatch.h"
#include "edition.h"
#include "store.h"
#include "vitals.h"
#include "watchdog.h"

typedef struct Receipt Receipt;

#define RECEIPT_CONNECTIONS 200
#define RECEIPT_IDLE (300 * G_TIME_SPAN_SECOND)
// However busy: a client that sends a byte now and then must not hold its place. The MTA comes again.
#define RECEIPT_LIFE (10 * G_TIME_SPAN_MINUTE)

// Listens on [receipt] socket of `config`, which is not kept; it may be inherited. Else a
// socket file that is there is removed, so the caller holds its lock. The rest is borrowed; `dispatch` is
// poked when something was released. FATE_CONFIG.
Receipt *receipt_new(const Config *config, Editions *editions, Store *store, Dispatch *dispatch,
                     Vitals *vitals, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void receipt_free(Receipt *receipt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Receipt, receipt_free)

// Serves in this thread until receipt_stop, which any thread may call. A new edition holds within a second.
void receipt_run(Receipt *receipt);
void receipt_stop(Receipt *receipt);
// When its next turn is promised.
const Pulse *receipt_pulse(const Receipt *receipt);

#endif
