#ifndef EARSHOT_ACCOUNT_CSV_HEAD_H
#define EARSHOT_ACCOUNT_CSV_HEAD_H
// Internal to account_csv: what the columns of a file are, by its head line.

#include <glib.h>
#include "account_csv_cell.h"

enum { HEAD_COLUMNS = 1000 };

typedef struct CsvHead {
    GPtrArray *names; // char *, as the file has them, fit to be shown
    CsvField fields[HEAD_COLUMNS];
} CsvHead;

// From the cells (char *) of the head line. NULL, and what is wrong appended to `errors` (char *), each
// beginning with `place` ("name:1: ").
CsvHead *csv_head_new(const GPtrArray *cells, const char *mapping, const char *place,
                      GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;
void csv_head_free(CsvHead *head);
// What the file calls the column; "" when it has none. Borrowed.
const char *csv_head_name(const CsvHead *head, CsvField field);

#endif
