#ifndef EARSHOT_LAYOUT_H
#define EARSHOT_LAYOUT_H
// Plain text as people lay it out.

// Lines of at most 72 characters where words allow, items of a list ("- ") indented behind their mark, no
// blanks at line ends, never two empty lines in a row, none at the start, one line end at the end. `text` is
// valid UTF-8. The caller owns the result.
char *layout_text(const char *text);

// Lines for mail that may be answered with commands (command.h), so that none of them reads as one: where a
// reply quotes us without a mark, words of a customer that came to stand at the start of a line would be
// taken for the PM's. "- " goes before them, in the indent where there is room. The caller owns the result.
char *layout_harmless(const char *lines);
// Both.
char *layout_text_harmless(const char *text);

#endif
