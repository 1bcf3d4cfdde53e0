#ifndef EARSHOT_VITALS_H
#define EARSHOT_VITALS_H
// What a daemon counts: one small file beside the store for each
// ("milter.vitals", "courier.vitals"), mapped and shared, so that counting is
// one atomic addition, survives kill -9 and restarts, and is read at any time by
// whoever may read the file. Where there is no file the counting goes on in
// memory: no daemon stays away for want of it. All of it is of one table,
// which status and metrics read alike. Counts only: nothing of any message.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum VitalKind {
    VITAL_COUNT,     // grows, across restarts too
    VITAL_VALUE,     // as it stands now
    VITAL_MOMENT,    // microseconds since 1970; 0: never
    VITAL_HISTOGRAM, // of microseconds: VITALS_BUCKETS counts, then their sum
} VitalKind;

typedef enum VitalOwner { VITAL_OF_BOTH, VITAL_OF_MILTER, VITAL_OF_COURIER } VitalOwner;

// The rows. What follows in parentheses is what their parts are, where there are several.
typedef enum Vital {
    // both daemons
    VITAL_PID,
    VITAL_STARTED,
    VITAL_STOPPED, // in good order; before `started` while it runs, and after a crash
    VITAL_STARTS,
    VITAL_CONFIG_READ,
    VITAL_RELOADS, // (taken, refused)
    VITAL_RELOADED,
    VITAL_RELOAD_REFUSED, // 1: the last one was, and the configuration before it holds
    VITAL_COMMIT_TIME,
    VITAL_COMMITTED,
    VITAL_COMMIT_LAST, // how long that took, microseconds
    VITAL_COMMIT_WORKS,
    VITAL_COMMITS_FAILED,
    VITAL_PRESSURE, // Pressure (pressure.h)
    // earshot-milter
    VITAL_MESSAGES, // (MessageFate)
    VITAL_UNHEARD,  // (by cause: vitals_cause)
    VITAL_FORGED,
    VITAL_LEVELS, // (Level)
    VITAL_ACKNOWLEDGED,
    VITAL_REFUSED, // (Refusal)
    VITAL_MESSAGE_TIME,
    VITAL_DEAF, // 1: nothing can be heard just now
    // earshot-courier
    VITAL_RECEIPTS, // (ReceiptFate)
    VITAL_RECEIPT_LAST,
    VITAL_RECEIPT_TIME,
    VITAL_SENT, // (OutboxKind), as the next three
    VITAL_DEFERRED,
    VITAL_BURIED,
    VITAL_DROPPED,
    VITAL_SEND_TIME,
    VITAL_RELAY_ANSWERED,
    VITAL_RELAY_FAILED,
    VITAL_RELAY_FAILURES,
    VITAL_RELAY_RESTS, // until then it is not asked; 0: it is well
    VITAL_SCHEDULED,
    VITAL_DISPATCHED,
    VITAL_LISTEN_FAILED, // 1: [metrics] listen could not be opened
    VITAL_CONFINED,      // of both daemons: confine_holds (confine.h)
    VITAL_FENCED,        // came too late: another courier had the mail
    VITAL_ROWS
} Vital;

typedef enum MessageFate { MESSAGE_HEARD, MESSAGE_OUTBOUND, MESSAGE_ORDERS, MESSAGE_TEMPFAILED } MessageFate;
typedef enum ReceiptFate { RECEIPT_KNOWN, RECEIPT_UNKNOWN, RECEIPT_FAILED } ReceiptFate;

// Bucket i holds what took less than 2^i microseconds and not less than half of that; the last, all above.
enum { VITALS_BUCKETS = 40, VITALS_SLOTS = 1024, VITALS_TEXT = 248 };

typedef struct VitalRow {
    const char *name; // "unheard"; stable, for metrics
    const char *help;
    VitalKind kind;
    VitalOwner owner;
    const char *label;               // what its parts differ by, "cause"; NULL: it has but one
    const char *(*part)(unsigned i); // the name of each, NULL behind the last
    unsigned at, room;               // slots of the file: append only, never moved
} VitalRow;

const VitalRow *vital_row(Vital vital);
// How many parts it has: 1, unless it has a label.
unsigned vital_parts(Vital vital);
// The part of VITAL_UNHEARD for a cause as it stands in unheard.log; "other" when it is none of those known.
unsigned vitals_cause(const char *cause);

typedef enum VitalText {
    VITAL_TEXT_VERSION,
    VITAL_TEXT_RELAY, // why the relay could not be used last
    VITAL_TEXT_DEAF,  // why nothing could be heard last
    VITAL_TEXTS
} VitalText;

// --- for a daemon, which holds the lock that says there is one of it ---

typedef struct Vitals Vitals;

// Opens or begins "<daemon>.vitals" in `directory` (NULL: memory alone) and notes that the daemon starts and
// has read its configuration. What is damaged or of another layout is begun anew. Never NULL: *why is set
// (and the caller's) when it could only be memory.
Vitals *vitals_open(const char *directory, const char *daemon, int64_t now,
                    char **why) G_GNUC_WARN_UNUSED_RESULT;
void vitals_free(Vitals *vitals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Vitals, vitals_free)

// These may be called by any thread at any time; with NULL they do nothing, as with a part that is not there.
void vitals_add(Vitals *vitals, Vital vital, unsigned part, uint64_t count);
void vitals_set(Vitals *vitals, Vital vital, int64_t value);
void vitals_time(Vitals *vitals, Vital vital, int64_t microseconds);
// Printable text, cut to VITALS_TEXT bytes; addresses in it are masked. One thread for each text.
void vitals_say(Vitals *vitals, VitalText text, const char *said);
// A StoreWatch (store.h): `data` is the vitals.
void vitals_committed(void *data, int64_t microseconds, unsigned works, bool done);

// --- for who looks ---

typedef struct VitalsView {
    uint64_t slots[VITALS_SLOTS];
    char texts[VITAL_TEXTS][VITALS_TEXT + 1];
} VitalsView;

// Takes a copy. FATE_TEMPORARY when there is no such file or it cannot be read, FATE_CORRUPT when it is none
// of ours.
bool vitals_look(const char *directory, const char *daemon, VitalsView *view, GError **error);
uint64_t vitals_get(const VitalsView *view, Vital vital, unsigned part);
// The sum of all parts; of a histogram, how many it holds.
uint64_t vitals_total(const VitalsView *view, Vital vital);
// The time that this share (0 to 1) of a histogram's did not exceed, microseconds, to within a factor of two;
// 0 when it is empty.
int64_t vitals_quantile(const VitalsView *view, Vital vital, double share);

#endif
