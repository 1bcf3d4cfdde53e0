#ifndef EARSHOT_DIGEST_H
#define EARSHOT_DIGEST_H
// The PM's daily view, gathered from one snapshot: values that a writer
// (digest_write.h) turns into text and HTML. Bounded: what goes beyond a limit
// is counted, not listed.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "fairness.h"
#include "follow_up.h"
#include "quiet_accounts.h"
#include "situation.h"
#include "store.h"
#include "timings.h"

enum {
    DIGEST_SHOWN = 30,      // conversations told in full, numbered from 1
    DIGEST_LISTED = 120,    // more of them, a line each
    DIGEST_PROMISES = 30,   // promises due within 7 days or overdue
    DIGEST_SILENT = 20,     // the quiet ones
    DIGEST_UNANSWERED = 30, // persons without an acknowledgement, by name
    DIGEST_GROUPS = 10,     // accounts and problems with more than one
};

typedef struct DigestLine { // one conversation in short
    uint64_t thread;
    Level level;
    char *who;     // plain
    char *account; // or NULL
    char *subject; // cleaned, plain
    int64_t due;   // 0: nothing
    int64_t opened;
    bool late;
    bool again; // as Situation.again
    unsigned rank;
} DigestLine;

typedef struct DigestPromise {
    uint64_t thread;
    unsigned number; // of the situation that is told in full, 0: it is not
    char *who;
    char *words; // ours
    int64_t due;
} DigestPromise;

typedef struct DigestSilent { // asked, and silent since
    uint64_t thread;
    char *who;
    char *subject;
    int64_t since;
} DigestSilent;

typedef struct DigestGroup {
    char *name; // of the account, or the problem
    bool problem;
    unsigned count;
    Level level; // the gravest
} DigestGroup;

// A request that came more often than its own past explains: at least 3, at least half as many again as
// usual, and so many by chance less than once in a hundred days (Poisson). Told once there is a week of past.
typedef struct DigestPattern {
    Request request;
    unsigned count; // in the last day
    double usual; // a day, over the four weeks before: of all days, or of the same weekday when that is more
} DigestPattern;

typedef struct DigestSuggested { // complaints that are alike and no problem yet
    uint64_t group;
    char *phrases; // what they share, in their words, masked
    unsigned people, accounts;
    int64_t since;
    GArray *threads; // uint64_t
} DigestSuggested;

typedef struct DigestBurst { // much of the same within an hour (burst.h), that lasts or ended since yesterday
    char *name; // the problem by name and title, or what the complaints share, masked; NULL: their request
    Request request; // of these
    unsigned count;
    int64_t since, ended; // ended 0: it lasts
} DigestBurst;

typedef struct DigestReason { // why no acknowledgement went out
    char *code;               // of a refusal, "undeliverable", or "duplicate"
    unsigned count;
} DigestReason;

typedef struct DigestUnanswered { // a person whom somebody must write: no acknowledgement, no answer since
    uint64_t thread;
    int64_t at;
    char *who;
    char *subject;
    char *code;
} DigestUnanswered;

typedef struct DigestTime { // of the local day before
    ClockKind kind;
    uint64_t count, in_time;
    GTimeSpan p50, p90; // business time; of receipts wall clock
    uint64_t waiting;   // replies that were due before today and are still waited for, beside the count
} DigestTime;

typedef struct DigestBreaker {
    const Mailbox *mailbox;
    int64_t since;
} DigestBreaker;

typedef struct Digest {
    const Pm *pm;
    int64_t now;
    GPtrArray *situations; // Situation *: escalations and what is late or due today, ordered: numbers 1...
    GPtrArray *listed;     // DigestLine *: behind them
    unsigned more;         // not even listed
    unsigned open[LEVEL_COUNT];
    unsigned late, due_today; // conversations, of all that are open
    unsigned in_hand, waiting_for_them;
    unsigned touch_late, touch_today; // of what presses: the daily word is late, or due today
    unsigned waiting[CLOCK_KINDS];    // by the kind of the reply that was due before today and has not come
    unsigned messages, closed;        // in the last day; closed as tally.h counts "closed"
    GPtrArray *promises;              // DigestPromise *, the soonest first
    GPtrArray *silent;                // DigestSilent *, the longest first
    GPtrArray *groups;    // DigestGroup *, the gravest first: accounts of escalations, problems of all
    GPtrArray *patterns;  // DigestPattern *
    GPtrArray *bursts;    // DigestBurst *, those that last first
    GPtrArray *suggested; // DigestSuggested *, the largest first
    QuietAccounts *quiet; // or NULL
    GPtrArray *unlinked;  // DigestLine *: escalations whose cause nobody has named for UNLINKED_DAYS
    unsigned unlinked_more;
    FollowUps follow_ups;  // of FAIRNESS_DAYS
    Fairness *fairness;    // of FAIRNESS_DAYS, or NULL
    GPtrArray *reasons;    // DigestReason *, the most frequent first, of the last day
    GPtrArray *unanswered; // DigestUnanswered *, the newest first
    unsigned unanswered_more;
    GPtrArray *times;     // DigestTime *, by kind
    GPtrArray *breakers;  // DigestBreaker *: open ones
    unsigned unconfirmed; // threads of the last 7 days whose receipt never came
    unsigned erased;      // conversations that ended in the last day, since their person was erased
    uint64_t unheard;     // messages that passed unheard in the last day: set by who can see the file
} Digest;

// As of `now`, over the mailboxes of this PM. NULL after an error of the transaction.
Digest *digest_gather(StoreTxn *txn, const Config *config, const Pm *pm,
                      int64_t now) G_GNUC_WARN_UNUSED_RESULT;
void digest_free(Digest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Digest, digest_free)
// True when there is nothing to say but that there is nothing.
bool digest_is_empty(const Digest *digest);
// The conversations by their numbers (uint64_t), for the grant that goes with it. The caller owns it.
GArray *digest_threads(const Digest *digest) G_GNUC_WARN_UNUSED_RESULT;

#endif
