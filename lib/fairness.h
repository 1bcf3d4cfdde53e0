#ifndef EARSHOT_FAIRNESS_H
#define EARSHOT_FAIRNESS_H
// Whether small customers wait longer than large ones (RECOVERY.md section 5):
// how long each tier waited for a first reply, in business time, the largest tier first,
// and a warning when the smallest waits three times as long as the largest.
//
// Which tier is largest: as `[accounts] tiers` has it, when that is set. Else strategic tiers come before
// others, and of either kind those of whose imported accounts the mean revenue is more. A tier that
// has no place by this (not named there, or neither strategic nor of known revenue) is shown behind the
// others and never warned about; nor are customers without a tier, who stand last. A name is found in
// the settings whatever its case. Tiers that are as large as each other have the same place.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "store.h"
#include "timings.h"

#define FAIRNESS_DAYS 28
#define FAIRNESS_REPLIES 5 // that a tier needs, to be held against another
#define FAIRNESS_TIMES 3

typedef struct FairnessTier {
    char *name;      // plain, at most 60 characters; NULL: customers without a tier
    uint64_t count;  // first replies
    GTimeSpan p50;   // -1: none
    int64_t revenue; // mean of its imported accounts, -1 unknown
    unsigned place;  // from 1, the largest; 0: it has none
} FairnessTier;

typedef struct Fairness {
    GPtrArray *tiers; // FairnessTier *, the largest first: those that had a first reply
    // Set together when it is to be warned: of the tiers that have a place and replies enough, the largest
    // and the smallest. Borrowed from `tiers`. A wait of less than a minute counts as one.
    const FairnessTier *largest, *smallest;
} Fairness;

// First replies that came from `since` on and before `until` in these mailboxes (Mailbox *), of one PM or
// all. NULL after an error of the transaction.
Fairness *fairness_gather(StoreTxn *txn, const Config *config, const GPtrArray *mailboxes, int64_t since,
                          int64_t until) G_GNUC_WARN_UNUSED_RESULT;
void fairness_free(Fairness *fairness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fairness, fairness_free)

// Mean revenue by tier, from the imported accounts, for fairness_of.
typedef struct FairnessRevenue FairnessRevenue;
FairnessRevenue *fairness_revenue_new(void) G_GNUC_WARN_UNUSED_RESULT;
void fairness_revenue_free(FairnessRevenue *revenue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FairnessRevenue, fairness_revenue_free)
void fairness_revenue_add(FairnessRevenue *revenue, const char *tier, int64_t amount);
// Of the first FAIRNESS_ACCOUNTS accounts.
#define FAIRNESS_ACCOUNTS 20000
void fairness_revenue_gather(FairnessRevenue *revenue, StoreTxn *txn);

// The same of groups that were worked out already (timings_groups). Pure; never NULL.
Fairness *fairness_of(const GPtrArray *groups, const AccountSettings *settings,
                      const FairnessRevenue *revenue) G_GNUC_WARN_UNUSED_RESULT;

#endif
