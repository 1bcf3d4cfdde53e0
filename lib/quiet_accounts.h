#ifndef EARSHOT_QUIET_ACCOUNTS_H
#define EARSHOT_QUIET_ACCOUNTS_H
// The imported accounts that a PM should think of because they say nothing: those
// that wrote regularly and stopped (silence.h), those that never wrote, and what part of
// all speaks. Gathered from one snapshot for a digest. Bounded: of more accounts
// than QUIET_LOOKED_AT the others are counted, not looked at.
//
// Whose an account is: that PM's in whose mailboxes most of its last conversations (past.h) lie, of as many
// the one's with the newest. So one PM calls a customer and not three, and no PM learns when another's
// customers write. One whose conversations are nobody's or gone (erased, a mailbox without a PM), or who
// never had one, is the PM's if there is one alone; else only counted, in `unplaced`.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "context.h"
#include "silence.h"
#include "store.h"

enum {
    QUIET_LOOKED_AT = 20000,
    QUIET_PLACED = 2000, // silent ones, the most pressing, of which it is found out whose they are
    QUIET_SILENT = 20,   // listed
    QUIET_NEVER = 10,
    QUIET_SPEAKS = 13, // weeks up to now in which who wrote is a speaker: a quarter
};

typedef struct QuietAccount {
    char *account;    // its key
    char *name;       // plain, at most 120 characters
    Context *context; // of the account's facts alone: rank, renewal_days, manager, stand_in
    Silence silence;  // since, usual_gap, weeks, chance
    bool is_new;      // not yet so a week ago: to be told first, and once
} QuietAccount;

typedef struct QuietShare { // of accounts
    unsigned part, whole;
} QuietShare;

typedef struct QuietAccounts {
    GPtrArray *silent; // QuietAccount *: renewal near first (within 90 days, the soonest), then by rank
    unsigned silent_more;
    unsigned unplaced; // silent ones that are listed for no PM
    GPtrArray *never;  // QuietAccount *, in the same order; only where there is one PM, whose they are then
    unsigned never_wrote;    // of all
    QuietShare speak, spoke; // now, and a quarter ago among those that are known now
    unsigned too_few;        // wrote, but too seldom to say
    unsigned left_out;       // beyond QUIET_LOOKED_AT, and of the silent beyond QUIET_PLACED; at most 200,000
} QuietAccounts;

// As of `now`. Counts are of the whole house and name nobody. NULL after an error of the transaction.
QuietAccounts *quiet_accounts_gather(StoreTxn *txn, const Config *config, const Pm *pm,
                                     int64_t now) G_GNUC_WARN_UNUSED_RESULT;
void quiet_accounts_free(QuietAccounts *quiet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QuietAccounts, quiet_accounts_free)

#endif
