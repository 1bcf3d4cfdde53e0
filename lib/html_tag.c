// HTML mail has no quote mark of its own: each client wraps what it quotes in
// an element known by class or id. Those, and the tags that break lines, are
// tables here, so that the next client is a row.
#include "html_tag.h"

#include <stdlib.h>
#include <string.h>

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

static const char *const hidden_tags[] = {"head",   "style",  "script", "title",  "template", "object",
                                          "iframe", "applet", "select", "option", "noframes"};

// A word of class, or the whole id, name or data-marker, that a client gives its quotes and signatures.
static const struct {
    const char *mark;
    HtmlQuote quote;
} marks[] = {
    {"divRplyFwdMsg", HTML_QUOTE_REST},                       // Outlook on the web and mobile
    {"mail-editor-reference-message-container", HTML_QUOTED}, // new Outlook
    {"OLK_SRC_BODY_SECTION", HTML_QUOTED},                    // Outlook for Mac
    {"yahoo_quoted", HTML_QUOTED},
    {"ymail_android_signature", HTML_SIGNATURE},
    {"protonmail_quote", HTML_QUOTED},
    {"protonmail_signature_block", HTML_SIGNATURE},
    {"tutanota_quote", HTML_QUOTED},
    {"zmail_extra", HTML_QUOTED},
    {"__QUOTED_TEXT__", HTML_QUOTED}, // Zimbra
    {"gmail_signature", HTML_SIGNATURE},
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

bool html_tag_preformatted(const char *name) {
    return strcmp(name, "pre") == 0;
}

// Behind "property:" of a style attribute, blanks skipped, or NULL.
static const char *style_value(const char *style, const char *property) {
    size_t length = strlen(property);
    for (const char *at = style; (at = strcasestr(at, property)) != NULL; at += length) {
        const char *value = at + length + strspn(at + length, " \t\n");
        bool whole = at == style || strchr("; \t\n", at[-1]) != NULL;
        if (whole && *value == ':')
            return value + 1 + strspn(value + 1, " \t\n");
    }
    return NULL;
}

static bool is_zero(const char *value) {
    char *end;
    double number = g_ascii_strtod(value, &end);
    return end > value && number < 0.01 && number >= 0;
}

static bool style_hides(const char *style) {
    const char *display = style_value(style, "display"), *size = style_value(style, "font-size");
    const char *visibility = style_value(style, "visibility"), *mso = style_value(style, "mso-hide");
    return (display != NULL && g_ascii_strncasecmp(display, "none", 4) == 0) ||
           (size != NULL && is_zero(size)) ||
           (visibility != NULL && g_ascii_strncasecmp(visibility, "hidden", 6) == 0) ||
           (mso != NULL && g_ascii_strncasecmp(mso, "all", 3) == 0);
}

static const char *attribute(const char **attributes, const char *name) {
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1] != NULL ? attributes[1] : "";
    return NULL;
}

bool html_tag_hidden(const char *name, const char **attributes) {
    for (size_t i = 0; i < G_N_ELEMENTS(hidden_tags); i++)
        if (hidden_tags[i][0] == name[0] && strcmp(hidden_tags[i], name) == 0)
            return true;
    const char *style = attribute(attributes, "style");
    return attribute(attributes, "hidden") != NULL || (style != NULL && style_hides(style));
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

// Outlook and Gmail put "x_" in front of names each time a message is quoted.
static bool is_mark(const char *value, const char *mark) {
    return value != NULL &&
           (has_word(value, mark) || (g_str_has_prefix(value, "x_") && strstr(value, mark) != NULL));
}

HtmlQuote html_tag_quote(const char *name, const char **attributes) {
    if (strcmp(name, "blockquote") == 0)
        return HTML_QUOTED;
    for (const char **each = attributes; each != NULL && each[0] != NULL; each += 2) {
        bool naming = strcmp(each[0], "class") == 0 || strcmp(each[0], "id") == 0 ||
                      strcmp(each[0], "data-marker") == 0;
        for (size_t i = 0; naming && i < G_N_ELEMENTS(marks); i++)
            if (is_mark(each[1], marks[i].mark))
                return marks[i].quote;
    }
    const char *label = strcmp(name, "div") == 0 ? attribute(attributes, "name") : NULL;
    return label != NULL && strcmp(label, "quote") == 0 ? HTML_QUOTED : HTML_OWN; // GMX, WEB.DE
}

static bool is_tiny(const char *size) {
    return size != NULL && g_ascii_isdigit(*size) && strtol(size, NULL, 10) <= 2;
}

bool html_tag_image(const char **attributes) {
    const char *source = attribute(attributes, "src");
    if (source == NULL || is_tiny(attribute(attributes, "width")) || is_tiny(attribute(attributes, "height")))
        return false;
    return g_ascii_strncasecmp(source, "cid:", 4) == 0 || g_ascii_strncasecmp(source, "data:image/", 11) == 0;
}

const char *html_tag_emoji(const char **attributes) {
    const char *alternative = attribute(attributes, "alt");
    if (alternative == NULL || (guchar)*alternative < 0x80 || strlen(alternative) > 32)
        return NULL;
    const gunichar c = g_utf8_get_char_validated(alternative, -1);
    return c >= 0x203c && c < 0x110000 && !g_unichar_isalpha(c) ? alternative : NULL;
}
