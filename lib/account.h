#ifndef EARSHOT_ACCOUNT_H
#define EARSHOT_ACCOUNT_H
// A customer's account as the mail admin writes it into the configuration: whose
// addresses it has, in which language it is answered, whether it is, and which
// marks of machines do not count with it (some partners' systems mark mail that people write).

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Account {
    char *name;
    GPtrArray *addresses; // char * addr-specs
    GPtrArray *domains;   // char *, lower case: all addresses of the domain and of those below it
    char *language;       // ISO 639-1, or NULL: as the customer writes
    char *tier;           // as the house calls it, for reports; or NULL
    bool key;             // a key account: an escalation of theirs is touched daily
    bool acknowledge;     // false: never answered (row `off`)
    uint64_t despite;     // rows that do not keep it from being answered: bit 1 << Refusal (refusal.h)
} Account;

// Empty, and answered.
Account *account_new(const char *name) G_GNUC_WARN_UNUSED_RESULT;
void account_free(Account *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Account, account_free)

// The account of the list (Account *) that has the address: by the address itself, else by the longest domain
// that fits, else NULL; NULL for NULL.
const Account *account_of(const GPtrArray *accounts, const char *spec);

#endif
