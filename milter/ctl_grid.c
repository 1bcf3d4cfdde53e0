// Cells are cut by the columns they take on the screen, and whatever a message
// put into one is cleaned by the page: nothing here trusts a cell.
#include "ctl_grid.h"

#include <stdio.h>

#include "cell.h"
#include "page.h"

enum { LAST_LEAST = 10 };

struct Grid {
    const GridColumn *columns;
    size_t count;
    GPtrArray *lines; // char **
};

static void free_line(void *line) {
    g_strfreev(line);
}

Grid *grid_new(const GridColumn *columns) {
    Grid *grid = g_new0(Grid, 1);
    grid->columns = columns;
    while (grid->count < GRID_COLUMNS && columns[grid->count].head != NULL)
        grid->count++;
    grid->lines = g_ptr_array_new_with_free_func(free_line);
    return grid;
}

void grid_free(Grid *grid) {
    if (grid == NULL)
        return;
    g_ptr_array_unref(grid->lines);
    g_free(grid);
}

void grid_add(Grid *grid, const char *const *cells) {
    char **line = g_new0(char *, grid->count + 1);
    for (size_t i = 0; i < grid->count; i++)
        line[i] = g_strdup(cells[i] == NULL ? "" : cells[i]);
    g_ptr_array_add(grid->lines, line);
}

// Where each column begins; the last entry is the end of the line.
static void place_columns(const Grid *grid, unsigned screen, unsigned starts[GRID_COLUMNS + 1]) {
    starts[0] = 0;
    for (size_t i = 0; i + 1 < grid->count; i++) {
        unsigned width = (unsigned)g_utf8_strlen(grid->columns[i].head, -1);
        for (guint j = 0; j < grid->lines->len; j++)
            width = MAX(width, (unsigned)g_utf8_strlen(((char *const *)grid->lines->pdata[j])[i], -1));
        starts[i + 1] = starts[i] + MIN(width, grid->columns[i].most) + 1;
    }
    starts[grid->count] = MAX(screen, starts[grid->count - 1] + LAST_LEAST);
}

static void put_line(Page *page, const Grid *grid, const Screen *screen, const unsigned *starts,
                     const char *const *cells) {
    for (size_t i = 0; i < grid->count; i++) {
        const bool last = i + 1 == grid->count;
        g_autofree char *cut = cell_cut(cells[i], starts[i + 1] - starts[i] - !last, screen->ascii);
        page_text(page, LOOK_PLAIN, cut);
        if (!last)
            page_fill(page, starts[i + 1]);
    }
    page_end(page, 0);
}

void grid_print(const Grid *grid) {
    static const Verdict NOTHING = {.level = LEVEL_NONE};
    const char *heads[GRID_COLUMNS];
    unsigned starts[GRID_COLUMNS + 1];
    Screen screen;
    (void)screen_find(&screen, NULL, stdout);
    place_columns(grid, screen.columns, starts);
    g_autoptr(Page) page = page_new(&screen, &NOTHING);
    for (size_t i = 0; i < grid->count; i++)
        heads[i] = grid->columns[i].head;
    put_line(page, grid, &screen, starts, heads);
    for (guint i = 0; i < grid->lines->len; i++)
        put_line(page, grid, &screen, starts, (const char *const *)grid->lines->pdata[i]);
    g_autofree char *text = page_take(page);
    fputs(text, stdout);
}
