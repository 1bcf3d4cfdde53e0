#ifndef EARSHOT_INTAKE_H
#define EARSHOT_INTAKE_H
// One message, from bytes to decision: the whole story on one page. The gateway
// calls intake_hear; `explain` calls intake_judge (and intake_recall, which changes nothing).

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "config.h"
#include "envelope.h"
#include "hearing.h"
#include "store.h"

typedef struct Intake Intake; // what all messages share; immutable, any thread may use it

// Borrows all; `seal` and `store` may be NULL: then nothing is remembered.
Intake *intake_new(const Config *config, const Seal *seal, Store *store,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
// The same for a configuration that was read anew: the model, its lessons and what is kept of the store are
// shared with `before`, which may be freed first.
Intake *intake_again(const Intake *before, const Config *config, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// One that knows whom mail is for (the two questions below) and cannot hear it.
Intake *intake_deaf(const Config *config) G_GNUC_WARN_UNUSED_RESULT;
// Reads now what is else read when a message first needs it, so that no message waits for it. For daemons.
void intake_read_ahead(const Intake *intake);
void intake_free(Intake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Intake, intake_free)

// Does a message to these recipients, from this client, concern us? Asked at DATA, before any header.
typedef enum Concern {
    CONCERN_NONE,    // to no served mailbox and not from our people: let it pass unseen
    CONCERN_HEADERS, // may be staff writing out: the header decides (Hearing.outbound)
    CONCERN_MESSAGE, // to a served mailbox
} Concern;
Concern intake_concern(const Intake *intake, const Envelope *envelope);
// Did our people write it? From the header alone; of such mail the body is of interest too.
bool intake_is_outbound(const Intake *intake, const Envelope *envelope, GBytes *header);

// The pure part: parse, text, verdict, refusals. `auth_results` (NULL: those of the message) is a trusted
// verdict. Monotonic `deadline`, 0 for none: FATE_PERMANENT when it has passed.
Hearing *intake_judge(const Intake *intake, const Envelope *envelope, GBytes *bytes, const char *auth_results,
                      int64_t deadline, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Adds what the store remembers to the refusals, and writes nothing.
bool intake_recall(const Intake *intake, const Envelope *envelope, Hearing *hearing, GError **error);
// Both parts: judges, then decides and records in one transaction. FATE_TEMPORARY when the store cannot, or
// not before the deadline.
Hearing *intake_hear(const Intake *intake, const Envelope *envelope, GBytes *bytes, int64_t deadline,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The MTA has taken the message (receipt): releases what waited, as the settings of its PM have it. *known is
// false for a token that is not ours or an arrival long forgotten. Idempotent.
bool intake_confirm(Store *store, const Config *config, const char *token, int64_t now, bool *known,
                    GError **error);

typedef struct IntakeReceipt {
    char *token;
    bool known;   // set, as above
    int64_t took; // set: how long ago the message came, microseconds; 0 for a second copy's
    bool settled; // set: false when it should come again, since the store could not just now
} IntakeReceipt;

// The same for many, in one transaction; should that fail, one by one, for a bad record must not hold up the
// others for ever. False with the first error when some failed.
bool intake_confirm_all(Store *store, const Config *config, IntakeReceipt *receipts, size_t count,
                        int64_t now, GError **error);

#endif
