#ifndef EARSHOT_STATUS_H
#define EARSHOT_STATUS_H
// How it is: what `earshot status` gathers, what it makes of it, and how it
// shows that. Counts and times only: nothing here is of any message, so that
// a monitor may keep it.

#include <glib.h>
#include <limits.h>
#include "clocks.h"
#include "config.h"
#include "limit.h"
#include "outbox.h"
#include "store.h"
#include "thread.h"
#include "vitals.h"

typedef enum StatusWorth { // in order
    STATUS_FINE,
    STATUS_DEGRADED, // something is late, missing or left out: exit 75
    STATUS_DOWN,     // a daemon is down or the store cannot be used: exit 69
    STATUS_BLIND,    // we may not look: exit 77
} StatusWorth;
const char *status_worth_name(StatusWorth worth); // "fine", "degraded", "down", "unknown"

typedef enum StatusRuns { RUNS_NOT, RUNS_YES, RUNS_UNKNOWN } StatusRuns;

typedef struct StatusDaemon {
    const char *name; // "milter"
    StatusRuns runs;  // by its lock, which the kernel lets go of with the process
    bool wanted;      // the configuration gives it something to do
    bool counted;     // `vitals` were there
    VitalsView vitals;
} StatusDaemon;

typedef struct StatusMailbox { // in the order of the configuration
    bool open;                 // its breaker
    int64_t opened;
    uint32_t held;
    LimitUse use;
} StatusMailbox;

enum { STATUS_HOLDERS = 64 };

typedef struct StatusStore { // plain bytes: a child process hands them over
    bool stuck;              // it did not answer in time
    bool away;               // it may be there again by itself (FATE_TEMPORARY)
    bool opened, whole;      // whole: all of the rest could be read
    char trouble[PATH_MAX];  // why not
    StoreStat stat;
    char engine[32], where[PATH_MAX]; // as StoreState has them; "" when it tells none
    unsigned standbys, sessions;      // likewise
    int confirmed;                    // likewise
    int64_t lag;                      // likewise
    uint32_t rows[OUTBOX_KINDS][OUTBOX_STATES];
    uint32_t deferred;    // of those ready: tried before
    uint32_t given_up;    // mails to our own people, in the last day
    uint32_t holders;     // couriers that have claimed one, STATUS_HOLDERS at most
    int64_t lease_end;    // when the first of their leases ends; 0: none is claimed
    bool counted;         // all rows; else only those that there was time for
    int64_t oldest;       // since when the oldest that may go waits; 0: none does
    int64_t next;         // when the next is tried; 0: never
    uint32_t fresh, late; // arrivals without a receipt: within its time, beyond it and none came since
    uint32_t never;       // beyond it, though others came since: the last day's
    int64_t late_since;   // the oldest of the late
    int64_t receipt_last; // the newest that was found
    ClocksCount clocks;
    ThreadCount threads[LEVEL_COUNT]; // conversations that are not closed; soon: due within the hour
    LimitUse use;
} StatusStore;

typedef struct StatusUnheard {
    uint64_t day, ever;
    int64_t last;        // 0: none of those that are told
    uint64_t causes[64]; // of the day, as vitals_cause numbers them
} StatusUnheard;

typedef struct StatusFinding { // something for a person to do
    StatusWorth worth;
    const char *code; // stable, for programs: "courier-down"
    const char *line; // of the page that it belongs to
    char *text;
    char *next; // what to do
} StatusFinding;

enum { DAEMON_MILTER, DAEMON_COURIER, STATUS_DAEMONS };

typedef struct Status {
    const Config *config; // borrowed
    int64_t now;
    const char *directory; // what stands beside the store; NULL: none is configured
    bool local;            // the store stands in it, too
    char *blind;           // why we may not look, or NULL
    StatusDaemon daemons[STATUS_DAEMONS];
    bool receipts; // are used
    bool stored;   // there is a store
    StatusStore store;
    StatusMailbox *mailboxes; // as many as the configuration has; NULL until the store is looked into
    uint64_t disk_free;       // bytes; UINT64_MAX: nobody knows
    StatusUnheard unheard;
    GPtrArray *findings; // StatusFinding *, gravest first
    StatusWorth worth;   // the gravest
} Status;

#define STATUS_RECEIPT_PATIENCE (15 * G_TIME_SPAN_MINUTE)

// Gathers what stands beside the store. The configuration is borrowed.
Status *status_new(const Config *config, int64_t now) G_GNUC_WARN_UNUSED_RESULT;
void status_free(Status *status);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Status, status_free)

// Whether there is a store that we may read. Before the two that read it.
bool status_finds_store(Status *status);
// What an open store tells of itself, within seconds if it answers at all.
void status_read_parts(Status *status, Store *store);
// status_judge.c: fills in the findings. Last.
void status_judge(Status *status);

// The newer of what the courier counted and the store remembers; 0: never.
int64_t status_receipt_last(const Status *status);
uint32_t status_rows(const Status *status, OutboxState state);

#endif
