#ifndef EARSHOT_RHYTHM_H
#define EARSHOT_RHYTHM_H
// How often an imported account writes: messages of its people by the ISO week
// (Monday to Sunday, UTC), and since when. Counts alone, no words and no address,
// under a hash of the account's key; sealed with the store's own key, so that the
// erasure of a person leaves them. One short record an account, however much it writes.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

#define RHYTHM_WEEKS 112 // kept: two years and eight weeks, so that last year's season can be looked up

// The week of a moment, in weeks since that of 29 December 1969; and its Monday, midnight UTC.
int64_t rhythm_week(int64_t at);
int64_t rhythm_monday(int64_t week);

typedef struct Rhythm { // all zeros: never wrote
    uint64_t total;     // messages ever
    int64_t first, last;
    int64_t newest;               // the week of counts[0]; counts[1] is the one before it
    uint8_t counts[RHYTHM_WEEKS]; // of a week with more, 255
} Rhythm;

// Counts one message, of `at`, heard at `now`. In any order: what is older than the weeks kept is in `total`
// and `first` alone. A time over a day ahead of now is a lie and counts nowhere, nor does one before 1990,
// when nobody could write to us. Weeks ahead of now, which a clock noted that was wrong, are forgotten.
void rhythm_add(Rhythm *rhythm, int64_t at, int64_t now);
// How many came in that week; 0 for one that is not kept.
unsigned rhythm_count(const Rhythm *rhythm, int64_t week);

// The same, kept: once for each message that a person of the account wrote. One look and one put.
void rhythm_note(StoreTxn *txn, const char *account, int64_t at, int64_t now);
// All zeros when nothing is known, and after an error.
Rhythm rhythm_of(StoreTxn *txn, const char *account);

// Reads what stands at a key of the table (verify.h): damage fails the transaction.
Rhythm rhythm_at(StoreTxn *txn, StoreKey key);

#endif
