#ifndef EARSHOT_CTL_ACCOUNT_H
#define EARSHOT_CTL_ACCOUNT_H
// Internal to the account commands: ctl_account.c lists and shows,
// ctl_account_import.c imports, ctl_account_facts.c puts facts into words.

#include <glib.h>
#include "accounts.h"
#include "ctl.h"

int ctl_account_import(Daemon *daemon, int argc, char **argv);

// What is known of one column in words, NULL for what is not. Lists are not among these columns. The caller
// owns it.
unsigned account_columns(void);
const char *account_column_name(unsigned column);
char *account_column_text(const AccountFacts *facts, unsigned column);
// "1200000", and as short as "1.2M" for a table; NULL when unknown. The caller owns it.
char *account_revenue_short(const AccountFacts *facts);
// "2027-03-31", or NULL.
char *account_renewal_text(const AccountFacts *facts);
// "ann@acme.example (business)". The caller owns it.
char *account_contact_text(const AccountContact *contact);
// Appends what is another in `after`, a line each, indented.
void account_tell_changes(GString *text, const AccountFacts *before, const AccountFacts *after);

#endif
