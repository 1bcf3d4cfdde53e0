#ifndef EARSHOT_ACCOUNT_CSV_CELL_H
#define EARSHOT_ACCOUNT_CSV_CELL_H
// Internal to account_csv: what one cell says.

#include <glib.h>
#include <stdbool.h>
#include "accounts.h"

typedef enum CsvField {
    FIELD_NONE, // passed over
    FIELD_ACCOUNT,
    FIELD_NAME,
    FIELD_DOMAINS,
    FIELD_ADDRESSES,
    FIELD_TIER,
    FIELD_REVENUE,
    FIELD_REFERENCE,
    FIELD_SEGMENT_FIT,
    FIELD_RENEWAL,
    FIELD_MANAGER,
    FIELD_MANAGER_BACKUP,
    FIELD_MANAGER_FREE,
    FIELD_VOCAL,
    FIELD_LANGUAGE,
    FIELD_NOTES,
    FIELD_WEBSITE, // gives a domain
    FIELD_COUNT
} CsvField;

enum { CELL_MAX = 64 * 1024, CELL_ENTRIES = 1000 }; // bytes of a cell; entries of a list in one

// Reads the cell (valid UTF-8 without NUL, at most CELL_MAX bytes) into its place. FATE_PERMANENT says what
// is wrong with it and how to write it. What says nothing ("", and "-", "n/a" or "unknown" where no text is
// wanted) leaves unknown. Lists may hold the same twice.
bool account_csv_cell(AccountFacts *facts, CsvField field, const char *text, GError **error);
// Some of a text from the file, in quotes and fit to be shown. The caller owns it.
char *account_csv_shown(const char *text);

#endif
