#ifndef EARSHOT_ACCOUNTS_H
#define EARSHOT_ACCOUNTS_H
// The customers' accounts that were imported (RECOVERY.md section 3): what is
// known of a customer beside their mail. Kept sealed; found by a person's
// address first, then by the domain. What was not said is unknown, never "no".

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"

typedef enum Known { KNOWN_NOT, KNOWN_NO, KNOWN_YES } Known; // on disk: append only
const char *known_name(Known known);                         // "unknown", "no", "yes"

typedef enum ContactRole { ROLE_UNKNOWN, ROLE_BUSINESS, ROLE_TECHNICAL, ROLE_COUNT } ContactRole;
const char *contact_role_name(ContactRole role); // "unknown", "business", "technical"

typedef struct AccountContact {
    char *address; // addr-spec
    ContactRole role;
} AccountContact;

typedef struct AccountFacts {
    char *account; // its key in the customer's own system: one account a key
    char *name;
    GPtrArray *domains;  // char *, lower case; never a public mail provider's
    GPtrArray *contacts; // AccountContact *
    char *tier;          // or NULL
    int64_t revenue;     // a year, in whole units of the house's currency; -1 unknown
    Known reference;     // speaks for us to others
    Known segment_fit;   // target segment, or an outlier
    int64_t renewal;     // midnight UTC of the day, 0 unknown
    char *manager;       // address or name, or NULL
    char *manager_backup;
    Known manager_free;
    Known vocal; // in public
    char *language;
    char *notes;
} AccountFacts;

// Copies the address.
AccountContact *account_contact_new(const char *address, ContactRole role) G_GNUC_WARN_UNUSED_RESULT;
AccountFacts *account_facts_new(void) G_GNUC_WARN_UNUSED_RESULT;
void account_facts_free(AccountFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AccountFacts, account_facts_free)
// All of it the same, domains and contacts in any order.
bool account_facts_equal(const AccountFacts *left, const AccountFacts *right);

// All inside a transaction. Absent is NULL. Putting replaces the account of that key and what leads to it; an
// address or domain that another account has goes over to this one, and is gone from the other's record.
// Domains are in lower case, other scripts as A-labels (address.h), and not checked against mail providers'
// here; key and name are there.
void accounts_put(StoreTxn *txn, const AccountFacts *facts);
void accounts_remove(StoreTxn *txn, const char *account);
AccountFacts *accounts_get(StoreTxn *txn, const char *account) G_GNUC_WARN_UNUSED_RESULT;
// The account of a person: by the address, else by the domain or the nearest one above it, down to the
// organisational domain; NULL when unknown, and for people at public mail providers without an entry of their
// own.
AccountFacts *accounts_find(StoreTxn *txn, const char *address) G_GNUC_WARN_UNUSED_RESULT;
// True when both addresses lead to one account; of neither the record is read.
bool accounts_same(StoreTxn *txn, const char *address, const char *other);
// The role of that contact in it.
ContactRole account_role(const AccountFacts *facts, const char *address);

typedef bool (*AccountsEach)(StoreTxn *txn, const AccountFacts *facts, void *data);
// In no order that means anything, until `each` returns false.
void accounts_walk(StoreTxn *txn, AccountsEach each, void *data);

// --- for verify.h ---

// What stands at a key of TABLE_ACCOUNT; where one of TABLE_ACCOUNT_OF leads, false when it is not there.
AccountFacts *accounts_at(StoreTxn *txn, StoreKey key) G_GNUC_WARN_UNUSED_RESULT;
bool accounts_link_at(StoreTxn *txn, StoreKey key, StoreKey *account);
// The keys of all that leads to it (StoreKey).
GArray *accounts_links(StoreTxn *txn, const AccountFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

#endif
