#ifndef EARSHOT_CTL_SCREEN_H
#define EARSHOT_CTL_SCREEN_H
// What the place a command writes to can show: asked once, so that whatever
// lays out a page is pure.

#include <stdbool.h>
#include <stdio.h>

typedef struct Screen {
    bool colour;      // escape sequences are welcome
    bool ascii;       // the locale has no UTF-8: bars and marks in plain characters
    unsigned columns; // to be filled at most, 40 to 100: longer lines tire the eye
} Screen;

// `when` is what --color said: "auto" (or NULL), "always" or "never"; false for anything else. By itself,
// colour goes to a terminal that is not dumb, unless NO_COLOR is set and not empty (no-color.org). $COLUMNS
// comes before the width the terminal has; without either it is 80.
bool screen_find(Screen *screen, const char *when, FILE *out);

#endif
