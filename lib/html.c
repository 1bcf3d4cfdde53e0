// libxml2's HTML reader is forgiving, as mail needs, but quadratic on hostile
// input. So it is used as a SAX push parser, fed in chunks, and left when the
// budget of bytes or time is spent: what was read so far stands. No tree is built.
#include "html.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>
#include <string.h>

#include "html_tag.h"

#define CHUNK 8192
#define QUOTE_DEPTH_MAX 20
#define STACK_MAX 5000 // open elements that are watched; deeper ones change nothing
#define BLANK_LINES_MAX 2

typedef enum ElementFlag {
    ELEMENT_HIDDEN = 1,
    ELEMENT_QUOTED = 2,
    ELEMENT_PRE = 4,
} ElementFlag;

typedef struct Element {
    const char *name; // in the parser's dictionary, or constant
    guint flags;
} Element;

typedef struct Writer {
    GString *out;
    GArray *stack;    // Element
    size_t unwatched; // open elements beyond STACK_MAX
    guint hidden, quotes, pre;
    bool quote_rest;
    guint breaks;      // line ends due before the next text
    bool blank;        // a blank due before the next text
    guint line_quotes; // quote depth of the line being written
    size_t limit;
    bool full;
    bool has_image;
} Writer;

void html_library_start(void) {
    xmlInitParser();
}

static guint depth_of(const Writer *writer) {
    return MIN(writer->quotes + (writer->quote_rest ? 1 : 0), QUOTE_DEPTH_MAX);
}

static void want_breaks(Writer *writer, guint breaks) {
    if (writer->hidden == 0)
        writer->breaks = MAX(writer->breaks, breaks);
}

static void begin_line(Writer *writer) {
    for (guint i = 0; i < writer->line_quotes; i++)
        g_string_append(writer->out, "> ");
}

// Ends lines that are due; called right before text.
static void settle(Writer *writer) {
    guint depth = depth_of(writer);
    bool first = writer->out->len == 0;
    if (!first && depth != writer->line_quotes)
        writer->breaks = MAX(writer->breaks, 1);
    guint breaks = first ? 0 : MIN(writer->breaks, BLANK_LINES_MAX + 1);
    guint between = MIN(depth, writer->line_quotes);
    for (guint i = 0; i < breaks; i++) {
        g_string_append_c(writer->out, '\n');
        writer->line_quotes = i + 1 == breaks ? depth : between;
        if (i + 1 == breaks || between > 0)
            begin_line(writer);
    }
    if (first) {
        writer->line_quotes = depth;
        begin_line(writer);
    } else if (breaks == 0 && writer->blank) {
        g_string_append_c(writer->out, ' ');
    }
    writer->breaks = 0;
    writer->blank = false;
}

// Characters that take no room: used to pad previews and to hide words from filters.
static bool is_invisible(gunichar c) {
    return c == 0xad || c == 0x34f || c == 0x200b || c == 0x200c || c == 0x2060 || c == 0xfeff ||
           c == 0xfffc || (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
}

static bool is_blank(gunichar c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) ||
           c == 0x202f || c == 0x2028 || c == 0x2029;
}

static void write_text(Writer *writer, const char *text, size_t size) {
    if (writer->hidden > 0 || !g_utf8_validate_len(text, size, NULL))
        return;
    const char *end = text + size;
    for (; text < end && !writer->full; text = g_utf8_next_char(text)) {
        gunichar c = (guchar)*text < 0x80 ? (guchar)*text : g_utf8_get_char(text);
        if (writer->pre > 0 && c == '\n') {
            writer->breaks++;
        } else if (is_blank(c) && (writer->pre == 0 || writer->breaks == 0)) {
            writer->blank = true;
        } else if (!is_invisible(c)) {
            if (writer->breaks > 0 || writer->blank || writer->out->len == 0 ||
                writer->line_quotes != depth_of(writer))
                settle(writer);
            const char *run = text; // letters follow letters: append them at once
            while (text + 1 < end && g_ascii_isgraph(text[1]) && g_ascii_isgraph(*text))
                text++;
            g_string_append_len(writer->out, run, g_utf8_next_char(text) - run);
            writer->full = writer->out->len >= writer->limit;
        }
    }
}

static void write_break(Writer *writer, HtmlBreak breaks, bool start) {
    switch (breaks) {
    case HTML_LINE:
        if (start && writer->hidden == 0)
            writer->breaks++;
        break;
    case HTML_CELL:
        writer->blank = true;
        break;
    case HTML_PARAGRAPH:
        want_breaks(writer, 2);
        break;
    case HTML_BLOCK:
    case HTML_ITEM:
    case HTML_RULE:
        want_breaks(writer, 1);
        break;
    case HTML_INLINE:
        break;
    }
}

static guint read_quote(Writer *writer, const char *name, const char **attributes) {
    switch (html_tag_quote(name, attributes)) {
    case HTML_QUOTED:
        return ELEMENT_QUOTED;
    case HTML_QUOTE_REST:
        writer->quote_rest = writer->out->len > 0; // a message that is nothing but one is read all the same
        break;
    case HTML_SIGNATURE: // the mark that plain mail has (RFC 3676 s.4.3), unless the element brings it
        if (writer->out->len > 0 && !g_str_has_suffix(writer->out->str, "\n--") && writer->hidden == 0) {
            want_breaks(writer, 1);
            settle(writer);
            g_string_append(writer->out, "-- ");
            want_breaks(writer, 1);
        }
        break;
    case HTML_OWN:
        break;
    }
    return 0;
}

static void push(Writer *writer, const char *name, guint flags) {
    if (writer->stack->len >= STACK_MAX) {
        writer->unwatched++;
        return;
    }
    Element element = {name, flags};
    g_array_append_val(writer->stack, element);
    writer->hidden += (flags & ELEMENT_HIDDEN) != 0;
    writer->quotes += (flags & ELEMENT_QUOTED) != 0;
    writer->pre += (flags & ELEMENT_PRE) != 0;
}

static void pop(Writer *writer) {
    guint flags = g_array_index(writer->stack, Element, writer->stack->len - 1).flags;
    writer->hidden -= (flags & ELEMENT_HIDDEN) != 0;
    writer->quotes -= (flags & ELEMENT_QUOTED) != 0;
    writer->pre -= (flags & ELEMENT_PRE) != 0;
    g_array_set_size(writer->stack, writer->stack->len - 1);
}

static void on_start(void *data, const xmlChar *tag, const xmlChar **pairs) {
    Writer *writer = data;
    if (writer->full)
        return;
    const char *name = (const char *)tag;
    const char **attributes = (const char **)pairs;
    guint flags = html_tag_hidden(name, attributes) ? ELEMENT_HIDDEN : 0;
    flags |= html_tag_preformatted(name) ? ELEMENT_PRE : 0;
    HtmlBreak breaks = html_tag_break(name);
    if (flags != ELEMENT_HIDDEN && writer->hidden == 0) {
        write_break(writer, breaks, true);
        if (breaks == HTML_ITEM)
            write_text(writer, "- ", 2);
        flags |= attributes != NULL || *name == 'b' ? read_quote(writer, name, attributes) : 0;
    }
    if (strcmp(name, "img") == 0 && flags == 0 && writer->hidden == 0) {
        const char *emoji = html_tag_emoji(attributes);
        if (emoji != NULL)
            write_text(writer, emoji, strlen(emoji));
        writer->has_image |= html_tag_image(attributes);
    }
    push(writer, name, flags);
}

static void on_end(void *data, const xmlChar *tag) {
    Writer *writer = data;
    if (writer->full)
        return;
    if (writer->unwatched > 0) {
        writer->unwatched--;
        return;
    }
    // The reader closes what it opened, in order; a stray end is no element of ours.
    if (writer->stack->len == 0 ||
        strcmp(g_array_index(writer->stack, Element, writer->stack->len - 1).name, (const char *)tag) != 0)
        return;
    bool seen = writer->hidden == 0;
    pop(writer);
    if (seen)
        write_break(writer, html_tag_break((const char *)tag), false);
}

static void on_text(void *data, const xmlChar *text, int size) {
    Writer *writer = data;
    if (!writer->full && size > 0)
        write_text(writer, (const char *)text, (size_t)size);
}

static void on_error(void *data, xmlErrorPtr error) {
    (void)data;
    (void)error; // mail is never well-formed
}

// Feeds the reader in chunks; true when all of it was read.
static bool feed(htmlParserCtxtPtr parser, Writer *writer, const char *html, size_t size, int64_t deadline) {
    for (size_t at = 0; at < size; at += CHUNK) {
        if (writer->full || (deadline != 0 && g_get_monotonic_time() > deadline))
            return false;
        htmlParseChunk(parser, html + at, (int)MIN(size - at, (size_t)CHUNK), 0);
    }
    htmlParseChunk(parser, html, 0, 1);
    return !writer->full;
}

// Where the comment that begins at `at` ends, or NULL. *open says that none ends behind here: then it is not
// looked for again, or a mail of nothing but "<!--" would cost its square.
static const char *comment_end(const char *at, const char *end, bool *open) {
    const char *close = *open || end - at < 4 ? NULL : memmem(at + 4, (size_t)(end - at - 4), "-->", 3);
    *open |= close == NULL;
    return close != NULL ? close + 3 : NULL;
}

// Where a declaration that Outlook writes for itself ends ("<![if !supportLists]>", "<![endif]>",
// "<![CDATA["). As browsers read them they are comments up to the next '>'; libxml2 takes them for text.
static const char *declaration_end(const char *at, const char *end) {
    const char *close = memchr(at, '>', (size_t)(end - at));
    return close != NULL ? close + 1 : NULL;
}

static bool begins(const char *at, const char *end, const char *word) {
    size_t length = strlen(word);
    return (size_t)(end - at) >= length && g_ascii_strncasecmp(at, word, length) == 0;
}

// A copy without what libxml2 misreads, made before it is cut into chunks. Besides declarations these are
// </body> and </html>: it drops what stands behind them, where gateways and list programs add text.
static char *without_misread(const char *html, size_t size, size_t *length) {
    char *copy = g_malloc(size + 1), *to = copy;
    const char *end = html + size;
    bool open_comment = false, open_declaration = false;
    for (const char *at = html; at < end;) {
        const char *behind = NULL;
        bool comment = begins(at, end, "<!--");
        if (comment) {
            behind = comment_end(at, end, &open_comment);
        } else if (!open_declaration && begins(at, end, "<![")) {
            behind = declaration_end(at, end);
            open_declaration = behind == NULL;
        } else if (begins(at, end, "</html>") || begins(at, end, "</body>")) {
            behind = at + strlen("</html>");
            *to++ = ' ';
        }
        const char *next = behind != NULL ? behind : at + 1;
        if (comment || behind == NULL) {
            memcpy(to, at, (size_t)(next - at));
            to += next - at;
        }
        at = next;
    }
    *to = '\0';
    *length = (size_t)(to - copy);
    return copy;
}

HtmlText *html_to_text(const char *html, size_t size, size_t limit, int64_t deadline) {
    htmlSAXHandler events = {
        .startElement = on_start,
        .endElement = on_end,
        .characters = on_text,
        .cdataBlock = on_text,
        .ignorableWhitespace = on_text,
        .initialized = XML_SAX2_MAGIC,
        .serror = on_error,
    };
    Writer writer = {.out = g_string_sized_new(MIN(size, limit) / 2 + 64), .limit = limit};
    writer.stack = g_array_sized_new(FALSE, FALSE, sizeof(Element), 64);
    HtmlText *text = g_new0(HtmlText, 1);
    htmlParserCtxtPtr parser =
        htmlCreatePushParserCtxt(&events, &writer, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (parser != NULL) {
        htmlCtxtUseOptions(parser, HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_RECOVER);
        size_t length = 0;
        g_autofree char *readable = without_misread(html, size, &length);
        text->truncated = !feed(parser, &writer, readable, length, deadline);
        htmlFreeParserCtxt(parser);
    }
    if (writer.out->len > limit) {
        const char *end = g_utf8_find_prev_char(writer.out->str, writer.out->str + limit + 1);
        g_string_truncate(writer.out, end != NULL ? (gsize)(end - writer.out->str) : 0);
    }
    g_array_unref(writer.stack);
    text->has_image = writer.has_image;
    text->text = g_string_free(writer.out, FALSE);
    return text;
}

void html_text_free(HtmlText *text) {
    if (text == NULL)
        return;
    g_free(text->text);
    g_free(text);
}
