#ifndef EARSHOT_ACCOUNT_CSV_H
#define EARSHOT_ACCOUNT_CSV_H
// Accounts from a file of comma-separated values (RFC 4180, as spreadsheets and
// CRM systems write it). Pure: what is wrong is told whole, by line and column;
// with one error nothing is given.

#include <glib.h>
#include "accounts.h"

// Reads the text of a file named `name` in messages: UTF-8, or UTF-16 with its mark; apart by commas,
// semicolons or tabs, as its head line is.
//
// Columns by their heads, in any order and any case: account, name, domains, addresses, tier, revenue,
// reference, segment-fit, renewal, manager, manager-backup, manager-free, vocal, language, notes, website
// (gives a domain); and under the names that Salesforce and HubSpot export, where ours do not stand beside
// them. `mapping` ("Account Name=name, AnnualRevenue=revenue"; NULL for none) names others and comes first;
// "Type=" passes a column over, as all are whose heads are in none of these. A file needs the column account
// and one of domains, addresses and website; a row needs its account. An account without a name is called by
// its key.
//
// Lists inside a cell are apart by semicolons, commas or blanks; an address may be followed by its role,
// "ann@a.example (business)". Dates are ISO 8601, or 31.03.2027. Answers are yes, no, true, false, 1, 0, or
// empty. Amounts may have separators and a currency. Empty is unknown.
//
// AccountFacts * in the order of the file, freed with the array; NULL and the errors (char * "name:12: column
// renewal: ...", at most 10,000 and a word of the rest) appended when there are any. At most 200,000
// accounts, 1,000 columns, 64 KB a cell.
GPtrArray *account_csv_read(const char *name, const char *text, gsize size, const char *mapping,
                            GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;

// What a file may be large, for those who read it.
#define ACCOUNT_CSV_MAX ((gsize)64 << 20)

#endif
