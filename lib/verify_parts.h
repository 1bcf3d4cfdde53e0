#ifndef EARSHOT_VERIFY_PARTS_H
#define EARSHOT_VERIFY_PARTS_H
// What the checkers of verify.h share. A checker gets a row whose record opened,
// lets the row's module read it, looks up what it names, and says what does not
// fit; one stands in verify.c's table for each table of the store.

#include "verify.h"

typedef struct Verify { // one run
    const VerifyOptions *options;
    VerifyResult *result;
    uint64_t slots;      // keys of persons that were given away, as of this batch
    GByteArray *persons; // a bit for each slot that a contact has
} Verify;

typedef struct VerifyRow {
    Verify *verify;
    StoreTxn *txn;
    Table table;
    StoreKey key;
    uint64_t first, second; // the numbers of the key (store_key_numbers)
    uint64_t owner;         // under whose key the record is sealed
    GBytes *record;
} VerifyRow;

typedef enum VerifyMend {
    MEND_RESTORE, // only a backup has it
    MEND_STRAY,   // leads nowhere and does no harm
    MEND_THREAD,  // a person should look at the conversation
    MEND_OUTBOX,  // a person should look at the mail
    MEND_IMPORT,  // importing the accounts again puts it right
    MEND_ERASE,   // an erasure is to be ended
    MEND_COUNT
} VerifyMend;

void verify_found(const VerifyRow *row, VerifyMend mend, const char *format, ...) G_GNUC_PRINTF(3, 4);
// What the module said of the row's own record, when it could not read it: a finding. True when it was whole.
bool verify_read(const VerifyRow *row);
// Whether a row stands there at all: damaged, or of an erased person, it does. What is damaged is told when
// its own turn comes, so that lookups forget it here.
bool verify_stands(const VerifyRow *row, Table table, StoreKey key);
void verify_pass_over(const VerifyRow *row);
// A finding when a record says another owner than the one it is sealed under.
void verify_owner(const VerifyRow *row, uint64_t owner);
// A finding when there is no such conversation. 0 is none, and fine.
void verify_thread_stands(const VerifyRow *row, uint64_t thread);

typedef void (*VerifyCheck)(const VerifyRow *row);

// verify_mail.c
void verify_arrival(const VerifyRow *row);
void verify_outbox(const VerifyRow *row);
void verify_due(const VerifyRow *row);
void verify_expiry(const VerifyRow *row);
// verify_thread.c
void verify_message_id(const VerifyRow *row);
void verify_subject(const VerifyRow *row);
void verify_thread(const VerifyRow *row);
void verify_entry(const VerifyRow *row);
void verify_rank(const VerifyRow *row);
void verify_journal(const VerifyRow *row);
// verify_clock.c
void verify_clock(const VerifyRow *row);
void verify_clock_next(const VerifyRow *row);
void verify_clock_stopped(const VerifyRow *row);
void verify_thread_clocks(const VerifyRow *row);
void verify_agenda(const VerifyRow *row);
// verify_people.c; the first is of the file of keys, and false only when the store cannot be read
bool verify_keys(Verify *verify, Store *store, GError **error);
void verify_contact(const VerifyRow *row);
void verify_account(const VerifyRow *row);
void verify_account_of(const VerifyRow *row);
void verify_past(const VerifyRow *row);
void verify_no_answer(const VerifyRow *row);
void verify_limit(const VerifyRow *row);
void verify_tally(const VerifyRow *row);
void verify_rhythm(const VerifyRow *row);
void verify_unanswered(const VerifyRow *row);
void verify_erased(const VerifyRow *row);
void verify_backup(const VerifyRow *row);
// verify_problem.c
void verify_fingerprint(const VerifyRow *row);
void verify_like(const VerifyRow *row);
void verify_group(const VerifyRow *row);
void verify_problem(const VerifyRow *row);
void verify_problem_link(const VerifyRow *row);
void verify_burst(const VerifyRow *row);
void verify_campaign(const VerifyRow *row);
// verify_command.c
void verify_meta(const VerifyRow *row);
void verify_grant(const VerifyRow *row);
void verify_audit(const VerifyRow *row);
void verify_pm(const VerifyRow *row);
void verify_heard(const VerifyRow *row);
void verify_lesson(const VerifyRow *row);

#endif
