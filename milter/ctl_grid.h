#ifndef EARSHOT_CTL_GRID_H
#define EARSHOT_CTL_GRID_H
// A table for people whose cells may be of any language: what libsmartcols
// escapes where the locale is plain, a page shows. Each column is as wide as
// its widest cell, up to a bound; the last takes what is left of the line.

#include <glib.h>

enum { GRID_COLUMNS = 8 };

typedef struct GridColumn {
    const char *head;
    unsigned most; // columns of the screen; a longer cell is cut
} GridColumn;

typedef struct Grid Grid;

// `columns` (borrowed, static) ends with a NULL head; at most GRID_COLUMNS.
Grid *grid_new(const GridColumn *columns) G_GNUC_WARN_UNUSED_RESULT;
void grid_free(Grid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Grid, grid_free)
// Copies a cell a column, NULL is empty.
void grid_add(Grid *grid, const char *const *cells);
// To stdout, as wide as the screen is.
void grid_print(const Grid *grid);

#endif
