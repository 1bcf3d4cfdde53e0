#ifndef EARSHOT_PAGE_H
#define EARSHOT_PAGE_H
// A page of text for people, written paragraph by paragraph: what explain and the commands that show and list
// put on a terminal. Whatever a message says may be put on it: nothing but printable characters gets there,
// and no line gets wider than the screen.

#include <glib.h>
#include <stdbool.h>
#include "ctl_screen.h"
#include "verdict.h"

// How words look, where the screen has colour: a colour (of a signal, a level, or none), and any of the rest.
typedef enum Look {
    LOOK_PLAIN = 0,
    LOOK_COLOUR = 0x1f, // the bits of the colour
    LOOK_BOLD = 0x20,
    LOOK_FAINT = 0x40,
    LOOK_LINE = 0x80,
    LOOK_BADGE = 0x100,
} Look;

unsigned look_of_level(Level level);

typedef struct Page Page;

// Borrows both; the verdict is the one whose evidence is marked.
Page *page_new(const Screen *screen, const Verdict *verdict) G_GNUC_WARN_UNUSED_RESULT;
void page_free(Page *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Page, page_free)
// What was written so far. The caller owns it.
char *page_take(Page *page) G_GNUC_WARN_UNUSED_RESULT;

// From the next line on; a static string.
void page_margin(Page *page, const char *margin);
// Adds to the paragraph; the second fills it with blanks up to a column behind the margin.
void page_text(Page *page, unsigned look, const char *text);
void page_fill(Page *page, unsigned column);
unsigned page_column(const Page *page);
// Ends the paragraph. Where it takes several lines, those behind the first begin `hang` columns further in.
void page_end(Page *page, unsigned hang);

// A text or subject as the verdict saw it, with the evidence marked. The last line is left open.
void page_words(Page *page, const char *text, bool in_subject);
// The signals worth a line, a bar each, and how many are not.
void page_signals(Page *page);

#endif
