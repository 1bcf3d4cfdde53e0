// HTML mail has no quote mark of its own: each client wraps what it quotes in
// an element known by class or id. Those, and the tags that break lines, are
// tables here, so that the next client is a row.
#include "html_tag.h"

#include <stdlib.h>
#include <string.h>

#include "html_style.h"

enum { INDENT_MIN = 20, INDENT_MAX = 200 }; // pixels

static const struct {
    const char *name;
    HtmlBreak breaks;
} tags[] = {
    {"br", HTML_LINE},       {"div", HTML_BLOCK},     {"p", HTML_PARAGRAPH},
    {"tr", HTML_BLOCK},      {"td", HTML_CELL},       {"th", HTML_CELL},
    {"li", HTML_ITEM},       {"table", HTML_BLOCK},   {"blockquote", HTML_PARAGRAPH},
    {"ul", HTML_BLOCK},      {"ol", HTML_BLOCK},      {"hr", HTML_RULE},
    {"pre", HTML_PARAGRAPH}, {"h1", HTML_PARAGRAPH},  {"h2", HTML_PARAGRAPH},
    {"h3", HTML_PARAGRAPH},  {"h4", HTML_PARAGRAPH},  {"h5", HTML_PARAGRAPH},
    {"h6", HTML_PARAGRAPH},  {"center", HTML_BLOCK},  {"section", HTML_BLOCK},
    {"article", HTML_BLOCK}, {"header", HTML_BLOCK},  {"footer", HTML_BLOCK},
    {"address", HTML_BLOCK}, {"dl", HTML_BLOCK},      {"dt", HTML_BLOCK},
    {"dd", HTML_BLOCK},      {"form", HTML_BLOCK},    {"fieldset", HTML_BLOCK},
    {"figure", HTML_BLOCK},  {"main", HTML_BLOCK},    {"nav", HTML_BLOCK},
    {"aside", HTML_BLOCK},   {"caption", HTML_BLOCK}, {"body", HTML_BLOCK},
};

// What html_source leaves out already is not here, nor is <object>: no reader of mail loads one, and all show
// the words in its place.
static const char *const hidden_tags[] = {"template", "select", "option", "datalist",
                                          "xml",      "audio",  "video",  "canvas"};

// A word of class, or the whole id, name or data-marker, that a client gives its quotes and signatures.
static const struct {
    const char *mark;
    HtmlQuote quote;
} marks[] = {
    {"divRplyFwdMsg", HTML_QUOTE_REST},                       // Outlook on the web and mobile
    {"appendonsend", HTML_QUOTE_REST},                        // the same, where the quote is put
    {"mail-editor-reference-message-container", HTML_QUOTED}, // new Outlook
    {"OLK_SRC_BODY_SECTION", HTML_QUOTED},                    // Outlook for Mac
    {"yahoo_quoted", HTML_QUOTED},
    {"ymail_android_signature", HTML_SIGNATURE},
    {"protonmail_quote", HTML_QUOTED},
    {"protonmail_signature_block", HTML_SIGNATURE},
    {"tutanota_quote", HTML_QUOTED},
    {"zmail_extra", HTML_QUOTED},
    {"__QUOTED_TEXT__", HTML_QUOTED},    // Zimbra
    {"mail_android_quote", HTML_QUOTED}, // the apps of GMX, WEB.DE, mail.com
    {"gmail_signature", HTML_SIGNATURE},
    {"AppleMailSignature", HTML_SIGNATURE},
    {"composer_signature", HTML_SIGNATURE}, // Samsung
    {"moz-signature", HTML_SIGNATURE},
    {"ms-outlook-mobile-signature", HTML_SIGNATURE},
    {"Signature", HTML_SIGNATURE}, // Outlook on the web
};

HtmlBreak html_tag_break(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
        if (tags[i].name[0] == name[0] && strcmp(tags[i].name, name) == 0)
            return tags[i].breaks;
    return HTML_INLINE;
}

bool html_tag_hidden(const char *name, const char **attributes) {
    for (size_t i = 0; i < G_N_ELEMENTS(hidden_tags); i++)
        if (hidden_tags[i][0] == name[0] && strcmp(hidden_tags[i], name) == 0)
            return true;
    const bool closed = strcmp(name, "dialog") == 0 && html_attribute(attributes, "open") == NULL;
    return closed || html_attribute(attributes, "hidden") != NULL;
}

static bool has_word(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at += length) {
        bool begins = at == words || g_ascii_isspace(at[-1]);
        if (begins && (at[length] == '\0' || g_ascii_isspace(at[length])))
            return true;
    }
    return false;
}

// Outlook and Gmail put "x_" in front of names each time a message is quoted, Yahoo "ydp" and some digits.
static bool is_mark(const char *value, const char *mark) {
    const bool renamed = g_str_has_prefix(value, "x_") || g_str_has_prefix(value, "ydp");
    return has_word(value, mark) || (renamed && strstr(value, mark) != NULL);
}

// Desktop Outlook has no name for its quotes, only the line it draws above their header.
static bool is_outlook_header(const char *style) {
    return style != NULL && strstr(style, "border:none;border-top:solid #") != NULL &&
           strstr(style, "1.0pt;padding:3.0pt 0") != NULL;
}

// By the "name" of a <div>: GMX and WEB.DE, Spark.
static HtmlQuote quote_by_label(const char *label) {
    if (label == NULL)
        return HTML_OWN;
    if (strcmp(label, "quote") == 0 || strcmp(label, "messageReplySection") == 0)
        return HTML_QUOTED;
    return strcmp(label, "messageSignatureSection") == 0 ? HTML_SIGNATURE : HTML_OWN;
}

static bool is_zero(const char *value) {
    double pixels = 0;
    return html_style_pixels(value, &pixels) && pixels < 0.1 && pixels > -0.1;
}

static bool is_none(const char *border) {
    return border != NULL && (is_zero(border) || g_ascii_strncasecmp(border, "none", 4) == 0);
}

// A line drawn beside it, as quotes have.
static bool has_line(const char *style) {
    const char *all = html_style_value(style, "border");
    bool line = all != NULL && !is_none(all);
    static const char *const beside[] = {"border-left", "border-left-width", "border-left-style"};
    for (size_t i = 0; i < G_N_ELEMENTS(beside); i++) {
        const char *left = html_style_value(style, beside[i]);
        line |= left != NULL && !is_none(left);
    }
    return line;
}

// Where the left margin stands in a value of `margin`: the fourth of four, else the second, else the only
// one.
static const char *left_of(const char *margin) {
    const char *values[4] = {NULL};
    size_t count = 0;
    for (const char *at = margin; at != NULL && *at != '\0' && *at != ';' && count < 4;) {
        values[count++] = at;
        at += strcspn(at, " ;");
        at += strspn(at, " ");
    }
    return count == 4 ? values[3] : count > 1 ? values[1] : values[0];
}

// Some dozens of pixels at the left, or those that a browser gives by itself when only the space above and
// below is taken away (Outlook on the web). Yahoo on Android quotes with "margin: 0 0 20px 0", Word others'
// quotes with 5 points above and below.
static bool has_indent(const char *style) {
    const char *left = html_style_value(style, "margin-left");
    if (left == NULL)
        left = left_of(html_style_value(style, "margin"));
    double pixels = 0;
    if (html_style_pixels(left, &pixels))
        return pixels >= INDENT_MIN && pixels <= INDENT_MAX;
    return left == NULL && is_zero(html_style_value(style, "margin-top")) &&
           is_zero(html_style_value(style, "margin-bottom"));
}

// A <blockquote> by which an editor indented its writer's own words, as Gmail, Safari and Outlook do; one
// that a program made to quote has a class, a type, a source, an id or a line beside it.
static bool is_indented(const char **attributes) {
    const char *class = html_attribute(attributes, "class"), *style = html_attribute(attributes, "style");
    const bool named = class != NULL && strcmp(class, "webkit-indent-blockquote") != 0;
    if (named || style == NULL || html_attribute(attributes, "type") != NULL ||
        html_attribute(attributes, "cite") != NULL || html_attribute(attributes, "id") != NULL)
        return false;
    return !has_line(style) && (is_none(html_style_value(style, "border")) || has_indent(style));
}

HtmlQuote html_tag_quote(const char *name, const char **attributes) {
    if (strcmp(name, "blockquote") == 0)
        return is_indented(attributes) ? HTML_OWN : HTML_QUOTED;
    for (const char **each = attributes; each != NULL && each[0] != NULL; each += 2) {
        const bool naming = each[1] != NULL && (strcmp(each[0], "class") == 0 || strcmp(each[0], "id") == 0 ||
                                                strcmp(each[0], "data-marker") == 0);
        for (size_t i = 0; naming && i < G_N_ELEMENTS(marks); i++)
            if (is_mark(each[1], marks[i].mark))
                return marks[i].quote;
    }
    if (strcmp(name, "div") != 0)
        return HTML_OWN;
    if (is_outlook_header(html_attribute(attributes, "style")))
        return HTML_QUOTE_REST;
    return quote_by_label(html_attribute(attributes, "name"));
}

static bool is_tiny(const char *size) {
    return size != NULL && g_ascii_isdigit(*size) && strtol(size, NULL, 10) <= 2;
}

bool html_tag_image(const char **attributes) {
    const char *source = html_attribute(attributes, "src");
    if (source == NULL || is_tiny(html_attribute(attributes, "width")) ||
        is_tiny(html_attribute(attributes, "height")))
        return false;
    return g_ascii_strncasecmp(source, "cid:", 4) == 0 || g_ascii_strncasecmp(source, "data:image/", 11) == 0;
}

const char *html_tag_emoji(const char **attributes) {
    const char *alternative = html_attribute(attributes, "alt");
    if (alternative == NULL || (guchar)*alternative < 0x80 || strlen(alternative) > 32)
        return NULL;
    const gunichar c = g_utf8_get_char_validated(alternative, -1);
    return c >= 0x203c && c < 0x110000 && !g_unichar_isalpha(c) ? alternative : NULL;
}
