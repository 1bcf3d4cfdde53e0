#ifndef EARSHOT_LAYOUT_H
#define EARSHOT_LAYOUT_H
// Plain text as people lay it out.

// Lines of at most 72 characters where words allow, items of a list ("- ") indented behind their mark, no
// blanks at line ends, never two empty lines in a row, none at the start, one line end at the end. `text` is
// valid UTF-8. The caller owns the result.
char *layout_text(const char *text);

#endif
