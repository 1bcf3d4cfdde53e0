#ifndef EARSHOT_HTML_WRITER_H
#define EARSHOT_HTML_WRITER_H
// Internal to html: runs of text, breaks and marks to lines as a reader sees
// them. Line ends and blanks are owed until text follows, so none stand at the
// end and no two breaks add up.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include "html_style.h"
#include "html_tag.h"

typedef struct HtmlWriter {
    GString *out;
    size_t limit; // octets of output
    bool full;
    bool show_pale;    // white text is written as well
    bool met_pale;     // white text was left out
    bool wrote_own;    // something outside quotes was written
    guint quotes;      // open quotes
    bool quote_rest;   // all from here on is quoted
    guint line_quotes; // quote depth of the line being written
    guint breaks;      // line ends due before the next text
    bool blank;        // a blank due before the next text
    guint kept_blanks; // or as many, where blanks are kept
    char marker[16];   // of a list item, due before its first text
    bool beside;       // the next text stands beside what is written: in a new cell of the row
} HtmlWriter;

// `text` as the reader gives it, in an element of this look. What cannot be seen is left out.
void html_write_text(HtmlWriter *writer, const HtmlLook *look, const char *text, size_t size);
// At the start (or end) of an element that breaks lines.
void html_write_break(HtmlWriter *writer, HtmlBreak breaks, bool start);
// At the start of a list item: "- ", or "3. " when number is not 0.
void html_write_item(HtmlWriter *writer, guint number);
// At its end: the mark of an item that held no text is not written.
void html_end_item(HtmlWriter *writer);
// At the end of a cell at whose start the output was `start` long: a short one keeps its row on the line,
// though it holds paragraphs, as Word's do.
void html_end_cell(HtmlWriter *writer, size_t start);
// The mark that plain mail has before a signature (RFC 3676 s.4.3), unless the text brings its own.
void html_write_signature(HtmlWriter *writer);

#endif
