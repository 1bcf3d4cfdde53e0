// Text is hidden in mail by its sender's style: preview lines, words meant for
// filters or for programs that read. Some properties remove an element with all
// in it, others are handed down and may be taken back inside: newsletter tools
// put "font-size:0" around whole letters whose cells set it again.
#include "html_style.h"

#include <string.h>

enum { PALE = 0xf4, NEARLY_SAME = 10, FAR_OUT = -500 };

const char *html_attribute(const char **attributes, const char *name) {
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1] != NULL ? attributes[1] : "";
    return NULL;
}

typedef enum Property {
    BACKGROUND,
    BACKGROUND_COLOR,
    CLIP,
    COLOR,
    DISPLAY,
    FONT_FAMILY,
    FONT_SIZE,
    HEIGHT,
    LEFT,
    MAX_HEIGHT,
    MSO_HIDE,
    OPACITY,
    OVERFLOW,
    POSITION,
    TEXT_INDENT,
    TOP,
    VISIBILITY,
    WHITE_SPACE,
    PROPERTY_COUNT
} Property;

static const char *const properties[PROPERTY_COUNT] = {
    "background", "background-color", "clip",        "color",      "display",    "font-family",
    "font-size",  "height",           "left",        "max-height", "mso-hide",   "opacity",
    "overflow",   "position",         "text-indent", "top",        "visibility", "white-space",
};

typedef struct Style { // where each value begins; NULL when it is not given
    const char *values[PROPERTY_COUNT];
} Style;

// The value of the declaration at `at` and the length of its name; NULL when there is none.
static const char *read_declaration(const char *at, size_t *length) {
    *length = strcspn(at, ": \t\n;");
    const char *colon = at + *length + strspn(at + *length, " \t\n");
    return *colon == ':' ? colon + 1 + strspn(colon + 1, " \t\n") : NULL;
}

// Moves to the next declaration; false when there is none.
static bool next_declaration(const char **at) {
    if (*at != NULL)
        *at += strspn(*at, " \t\n;");
    return *at != NULL && **at != '\0';
}

static bool is_named(const char *at, size_t length, const char *property) {
    return g_ascii_strncasecmp(property, at, length) == 0 && property[length] == '\0';
}

static void take_declaration(Style *style, const char *at) {
    size_t length = 0;
    const char *value = read_declaration(at, &length);
    for (size_t i = 0; value != NULL && i < PROPERTY_COUNT; i++)
        if (is_named(at, length, properties[i]))
            style->values[i] = value;
}

// The declarations of a style attribute; of several the last holds.
static Style read_style(const char *text) {
    Style style = {{NULL}};
    for (const char *at = text; next_declaration(&at); at = strchr(at, ';'))
        take_declaration(&style, at);
    return style;
}

const char *html_style_value(const char *style, const char *property) {
    const char *found = NULL;
    for (const char *at = style; next_declaration(&at); at = strchr(at, ';')) {
        size_t length = 0;
        const char *value = read_declaration(at, &length);
        if (value != NULL && is_named(at, length, property))
            found = value;
    }
    return found;
}

static bool is_word(const char *value, const char *word) {
    return value != NULL && g_ascii_strncasecmp(value, word, strlen(word)) == 0;
}

// A number and where its unit stands; false when there is none.
static bool read_number(const char *value, double *number, const char **unit) {
    char *end = NULL;
    if (value == NULL)
        return false;
    *number = g_ascii_strtod(value, &end);
    *unit = end;
    return end > value && *number > -1e6 && *number < 1e6;
}

bool html_style_pixels(const char *value, double *pixels) {
    static const struct {
        const char *unit;
        double pixels;
    } units[] = {{"px", 1}, {"pt", 4 / 3.0}, {"em", 16},     {"rem", 16}, {"ex", 8},
                 {"ch", 8}, {"in", 96},      {"cm", 37.795}, {"mm", 3.78}};
    double number = 0;
    const char *unit = NULL;
    if (!read_number(value, &number, &unit))
        return false;
    *pixels = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (is_word(unit, units[i].unit))
            *pixels = number * units[i].pixels;
    return *pixels != 0 || (number < 0.01 && number > -0.01);
}

static bool is_zero(const char *value) {
    double number = 0;
    const char *unit = NULL;
    return read_number(value, &number, &unit) && number < 0.01 && number > -0.01;
}

static bool is_far_out(const char *value) {
    double number = 0;
    const char *unit = NULL;
    return read_number(value, &number, &unit) && number < FAR_OUT;
}

// Widths say nothing: "max-width:0" shortens the text of a table's cell.
static bool is_cut_to_nothing(const Style *style) {
    return is_word(style->values[OVERFLOW], "hidden") &&
           (is_zero(style->values[MAX_HEIGHT]) || is_zero(style->values[HEIGHT]));
}

static bool is_put_aside(const Style *style) {
    const char *position = style->values[POSITION], *clip = style->values[CLIP];
    const bool placed = is_word(position, "absolute") || is_word(position, "fixed");
    return is_far_out(style->values[TEXT_INDENT]) ||
           (placed && (is_far_out(style->values[LEFT]) || is_far_out(style->values[TOP]) ||
                       is_word(clip, "rect(0") || is_word(clip, "rect(1px, 1px")));
}

static bool removes(const Style *style) {
    return is_word(style->values[DISPLAY], "none") || is_word(style->values[MSO_HIDE], "all") ||
           is_zero(style->values[OPACITY]) || is_cut_to_nothing(style) || is_put_aside(style);
}

static int32_t read_hex(const char *digits) {
    size_t count = 0;
    int32_t value = 0;
    for (; count < 9 && g_ascii_isxdigit(digits[count]); count++)
        value = count < 6 ? value * 16 + g_ascii_xdigit_value(digits[count]) : value;
    if ((count == 8 && digits[6] == '0' && digits[7] == '0') || (count == 4 && digits[3] == '0'))
        return HTML_COLOUR_CLEAR;
    if (count == 3 || count == 4) {
        const int32_t r = value >> (count == 4 ? 12 : 8) & 15, g = value >> (count == 4 ? 8 : 4) & 15,
                      b = value >> (count == 4 ? 4 : 0) & 15;
        return r * 0x110000 + g * 0x1100 + b * 0x11;
    }
    return count == 6 || count == 8 ? value : HTML_COLOUR_UNKNOWN;
}

// "rgb(255, 255, 255)", "rgba(0,0,0,0)", "rgb(100% 0% 0% / 50%)".
static int32_t read_rgb(const char *at) {
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        double number = 0;
        const char *unit = NULL;
        at += strspn(at, " ,/\t");
        if (!read_number(at, &number, &unit))
            return i < 3 ? HTML_COLOUR_UNKNOWN : value;
        if (i == 3)
            return number < 0.01 ? HTML_COLOUR_CLEAR : value;
        number = *unit == '%' ? number * 2.55 : number;
        value = value * 256 + (int32_t)CLAMP(number, 0, 255);
        at = *unit == '%' ? unit + 1 : unit;
    }
    return value;
}

static int32_t read_colour(const char *value) {
    static const struct {
        const char *name;
        int32_t colour;
    } names[] = {{"white", 0xffffff},      {"black", 0x000000},      {"transparent", HTML_COLOUR_CLEAR},
                 {"snow", 0xfffafa},       {"ivory", 0xfffff0},      {"whitesmoke", 0xf5f5f5},
                 {"ghostwhite", 0xf8f8ff}, {"floralwhite", 0xfffaf0}};
    if (*value == '#')
        return read_hex(value + 1);
    const char *open = strchr(value, '(');
    if (is_word(value, "rgb(") || is_word(value, "rgba("))
        return read_rgb(open + 1);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (is_word(value, names[i].name) && !g_ascii_isalpha(value[strlen(names[i].name)]))
            return names[i].colour;
    const size_t letters = strspn(value, "0123456789abcdefABCDEF"); // <font color=FFFFFF>
    if (letters == 6 && !g_ascii_isalnum(value[6]))
        return read_hex(value);
    return is_word(value, "inherit") ? HTML_COLOUR_UNKNOWN : HTML_COLOUR_PATTERN; // one we have no name for
}

static void take_ink(HtmlLook *look, const char *value) {
    const int32_t colour = value != NULL ? read_colour(value) : HTML_COLOUR_UNKNOWN;
    if (colour != HTML_COLOUR_UNKNOWN)
        look->ink = colour;
}

// Nothing behind text is seen through a transparent ground but what was there.
static void take_paper(HtmlLook *look, const char *value) {
    if (value == NULL || is_word(value, "none") || is_word(value, "inherit") || is_word(value, "initial"))
        return;
    const int32_t colour = read_colour(value);
    if (colour != HTML_COLOUR_UNKNOWN && colour != HTML_COLOUR_CLEAR)
        look->paper = colour;
}

static void take_size(HtmlLook *look, const char *value) {
    double number = 0;
    const char *unit = NULL;
    if (value == NULL || is_word(value, "inherit"))
        return;
    if (!read_number(value, &number, &unit)) {
        look->tiny = false; // "medium", "small", "calc(...)"
        return;
    }
    const bool relative = is_word(unit, "em") || *unit == '%';
    const double least = is_word(unit, "px") || is_word(unit, "pt") ? 1.5 : *unit == '%' ? 10 : 0.1;
    look->tiny = number < least || (relative && look->tiny);
}

static void take_spaces(HtmlLook *look, const char *value) {
    if (is_word(value, "pre") || is_word(value, "break-spaces"))
        look->spaces = HTML_SPACES_KEPT;
    else if (is_word(value, "normal") || is_word(value, "nowrap"))
        look->spaces = HTML_SPACES_JOINED;
}

static void take_style(HtmlLook *look, const Style *style) {
    const char *visibility = style->values[VISIBILITY], *font = style->values[FONT_FAMILY];
    take_ink(look, style->values[COLOR]);
    take_paper(look, style->values[BACKGROUND]);
    take_paper(look, style->values[BACKGROUND_COLOR]);
    take_size(look, style->values[FONT_SIZE]);
    take_spaces(look, style->values[WHITE_SPACE]);
    if (visibility != NULL && !is_word(visibility, "inherit"))
        look->invisible = is_word(visibility, "hidden") || is_word(visibility, "collapse");
    if (font != NULL)
        look->symbols = is_word(font + strspn(font, "'\" "), "wingdings");
}

static bool keeps_spaces(const char *name) {
    static const char *const names[] = {"pre", "textarea", "xmp", "listing", "plaintext", NULL};
    return g_strv_contains(names, name);
}

HtmlLook html_look_start(void) {
    return (HtmlLook){.ink = HTML_COLOUR_UNKNOWN, .paper = HTML_COLOUR_UNKNOWN};
}

static void take_attributes(HtmlLook *look, const char *name, const char **attributes) {
    const char *ground = html_attribute(attributes, "bgcolor"), *face = html_attribute(attributes, "face");
    if (html_attribute(attributes, "background") != NULL)
        look->paper = HTML_COLOUR_PATTERN;
    if (ground != NULL && *ground != '\0')
        take_paper(look, ground);
    if (strcmp(name, "font") == 0)
        take_ink(look, html_attribute(attributes, "color"));
    if (face != NULL)
        look->symbols = is_word(face, "wingdings");
}

HtmlLook html_look_inside(HtmlLook look, const char *name, const char **attributes, bool *removed) {
    *removed = false;
    if (keeps_spaces(name))
        look.spaces = HTML_SPACES_KEPT;
    if (attributes == NULL)
        return look;
    take_attributes(&look, name, attributes);
    const Style style = read_style(html_attribute(attributes, "style"));
    *removed = removes(&style);
    take_style(&look, &style);
    take_ink(&look, html_attribute(attributes, "data-ogsc")); // Outlook's note of the ink before dark mode
    return look;
}

static bool is_same(int32_t a, int32_t b) {
    for (int shift = 0; shift <= 16; shift += 8) {
        const int32_t difference = (a >> shift & 255) - (b >> shift & 255);
        if (difference > NEARLY_SAME || difference < -NEARLY_SAME)
            return false;
    }
    return true;
}

static bool is_pale(int32_t colour) {
    return (colour >> 16 & 255) >= PALE && (colour >> 8 & 255) >= PALE && (colour & 255) >= PALE;
}

HtmlSight html_look_sight(const HtmlLook *look) {
    if (look->tiny || look->invisible || look->ink == HTML_COLOUR_CLEAR)
        return HTML_UNSEEN;
    if (look->ink < 0 || look->paper == HTML_COLOUR_PATTERN)
        return HTML_SEEN;
    if (look->paper >= 0)
        return is_same(look->ink, look->paper) ? HTML_UNSEEN : HTML_SEEN;
    return is_pale(look->ink) ? HTML_PALE : HTML_SEEN;
}
