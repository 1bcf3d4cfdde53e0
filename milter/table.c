// The only user of libsmartcols.
#include "table.h"

#include <libsmartcols.h>
#include <unistd.h>

struct TextTable {
    struct libscols_table *table;
    size_t columns;
};

TextTable *table_new(const char *const *columns) {
    TextTable *table = g_new0(TextTable, 1);
    table->table = scols_new_table();
    if (!isatty(STDOUT_FILENO)) {
        scols_table_set_termforce(table->table, SCOLS_TERMFORCE_ALWAYS);
        scols_table_set_termwidth(table->table, 80);
    }
    for (size_t i = 0; columns[i] != NULL; i++, table->columns++) {
        const bool cut = columns[i][0] == '~';
        scols_table_new_column(table->table, columns[i] + cut, cut ? 0.3 : 0, cut ? SCOLS_FL_TRUNC : 0);
    }
    return table;
}

void table_free(TextTable *table) {
    if (table == NULL)
        return;
    scols_unref_table(table->table);
    g_free(table);
}

void table_add(TextTable *table, const char *const *cells) {
    struct libscols_line *line = scols_table_new_line(table->table, NULL);
    for (size_t i = 0; i < table->columns; i++)
        scols_line_set_data(line, i, cells[i] == NULL ? "" : cells[i]);
}

void table_print(TextTable *table) {
    scols_print_table(table->table);
}
