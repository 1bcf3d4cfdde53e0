#ifndef EARSHOT_TABLE_H
#define EARSHOT_TABLE_H
// Tables for people, fitted to the terminal (80 columns when there is none).

#include <glib.h>
#include <stdbool.h>

typedef struct TextTable TextTable;

// `columns` ends with NULL; a name that begins with '~' is a column that may be cut short.
TextTable *table_new(const char *const *columns) G_GNUC_WARN_UNUSED_RESULT;
void table_free(TextTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextTable, table_free)
// A cell a column, NULL is empty.
void table_add(TextTable *table, const char *const *cells);
void table_print(TextTable *table);

#endif
