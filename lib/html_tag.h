#ifndef EARSHOT_HTML_TAG_H
#define EARSHOT_HTML_TAG_H
// What one start tag means for a reader: how it breaks lines, whether it is
// seen, whether it holds a quote or a signature. Pure tables and attribute reading.

#include <glib.h>
#include <stdbool.h>

typedef enum HtmlBreak {
    HTML_INLINE,    // in the line
    HTML_BLOCK,     // on lines of its own
    HTML_PARAGRAPH, // with an empty line around it
    HTML_LINE,      // <br>
    HTML_CELL,      // a table cell: a blank apart
    HTML_ITEM,      // <li>
    HTML_RULE,      // <hr>
} HtmlBreak;

typedef enum HtmlQuote {
    HTML_OWN,
    HTML_QUOTED,     // the element is a quote
    HTML_QUOTE_REST, // it and all that follows is (Outlook's "divRplyFwdMsg")
    HTML_SIGNATURE,  // the element is a signature
} HtmlQuote;

// Attributes as libxml2's SAX gives them: name, value, ..., NULL; values may be NULL.
HtmlBreak html_tag_break(const char *name);
// True when the element and all in it is not seen, its style apart (html_style.h).
bool html_tag_hidden(const char *name, const char **attributes);
HtmlQuote html_tag_quote(const char *name, const char **attributes);
// For <img>: true when it can be seen and comes with the mail.
bool html_tag_image(const char **attributes);
// For <img>: the emoji it stands for, or NULL; borrowed.
const char *html_tag_emoji(const char **attributes);

#endif
