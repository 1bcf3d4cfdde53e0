#ifndef EARSHOT_QUOTE_LINES_H
#define EARSHOT_QUOTE_LINES_H
// The lines of a plain body, and what each was found to be. A line is the writer's own until a pass over
// the list has evidence to the contrary; no pass looks further than some lines ahead.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include "quote.h"

// The first two are lines that nothing was found about yet.
typedef enum LineKind {
    LINE_OWN,
    LINE_BLANK,
    LINE_QUOTE,     // marked: "> text"
    LINE_REST,      // unmarked, behind an introduction
    LINE_INTRO,     // the introduction itself: a sentence, a header block, a marker
    LINE_SIGNATURE, // or a footer, a notice, a banner
} LineKind;

typedef struct Line {
    const char *text;
    size_t length; // without blanks at its end
    LineKind kind;
    bool dashes_blank; // "-- " exactly
} Line;

typedef struct Lines {
    Line *at;
    size_t count;
    QuoteSetting setting;
    size_t forward; // where the first marker of a forward stands, or count
} Lines;

// The Line of each line of `plain`, which they borrow.
GArray *quote_lines_split(const char *plain) G_GNUC_WARN_UNUSED_RESULT;
// Lines `from` to `to`, both included, joined by blanks. The caller owns it.
char *quote_lines_join(const Lines *lines, size_t from, size_t to) G_GNUC_WARN_UNUSED_RESULT;
// The first line from `from` that is not blank, or count.
size_t quote_lines_next(const Lines *lines, size_t from);
// True when the next line that is not blank is marked as a quote.
bool quote_lines_quote_next(const Lines *lines, size_t from);
// The first line that is neither blank nor taken out as a banner or footer, or count.
size_t quote_lines_first(const Lines *lines);
// True when nothing stands above line `from`, or nothing but a greeting: what follows may be all they say.
bool quote_lines_greeting_above(const Lines *lines, size_t from);
// Gives lines `from` to `to`, the last excluded, a kind; marked ones keep theirs.
void quote_lines_set(Lines *lines, size_t from, size_t to, LineKind kind);
// Makes of `from` to `to`, the last excluded, an introduction; true when marked lines follow, also with marks
// that only some programs use ("| text", "AB> text").
bool quote_lines_set_intro(Lines *lines, size_t from, size_t to);
// The same, and when no marked lines follow, all that follows is the quote.
void quote_lines_introduce(Lines *lines, size_t from, size_t to);
// The line without its first quote mark.
const char *quote_lines_unmark(const Line *line, size_t *length);

#endif
