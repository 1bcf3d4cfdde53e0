#ifndef EARSHOT_HTML_STYLE_H
#define EARSHOT_HTML_STYLE_H
// Internal to html: whether what stands in an element can be seen, as far as
// its own attributes say. Class names and style sheets are not followed.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum HtmlSpaces { HTML_SPACES_JOINED, HTML_SPACES_KEPT } HtmlSpaces;

#define HTML_COLOUR_UNKNOWN ((int32_t)-1)
#define HTML_COLOUR_PATTERN ((int32_t)-2) // a picture or gradient: nothing can be told
#define HTML_COLOUR_CLEAR ((int32_t)-3)   // fully transparent

// What an element hands down to those in it; each may take it back, as "font-size:0" around a table is.
typedef struct HtmlLook {
    int32_t ink, paper; // 0xRRGGBB or HTML_COLOUR_...
    bool tiny;          // a font nobody can read
    bool invisible;     // visibility:hidden
    bool symbols;       // a font of pictures (Wingdings)
    HtmlSpaces spaces;
} HtmlLook;

typedef enum HtmlSight {
    HTML_SEEN,
    HTML_PALE,   // white, on a ground that nobody named
    HTML_UNSEEN, // too small, invisible, transparent or in the colour of its ground
} HtmlSight;

HtmlLook html_look_start(void);
// The look inside an element with these attributes (as libxml2's SAX gives them), `look` being that around
// it. *removed tells whether the style takes it away with all in it (display:none, opacity:0, cut to nothing,
// ...).
HtmlLook html_look_inside(HtmlLook look, const char *name, const char **attributes, bool *removed);
HtmlSight html_look_sight(const HtmlLook *look);
// The value of an attribute, "" when it has none, NULL when it is absent.
const char *html_attribute(const char **attributes, const char *name);
// Where the value of a property begins in a style attribute (the last, where several are given), or NULL.
const char *html_style_value(const char *style, const char *property);
// The length that a value begins with, about, at the usual size of letters; false when it is none.
bool html_style_pixels(const char *value, double *pixels);

#endif
