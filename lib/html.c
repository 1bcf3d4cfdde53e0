// libxml2's HTML reader is forgiving, as mail needs, but quadratic on hostile
// input. So its input is made ready first (html_source), it is used as a SAX
// push parser, fed in chunks, and left when the budget of bytes or time is
// spent: what was read so far stands. No tree is built.
#include "html.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>
#include <string.h>

#include "html_source.h"
#include "html_style.h"
#include "html_tag.h"
#include "html_writer.h"

#define CHUNK 8192
#define STACK_MAX 2000 // open elements that are watched; deeper ones change nothing

typedef struct Element {
    const char *name; // in the parser's dictionary, or constant
    HtmlLook look;    // of what stands in it
    guint items;      // list items met in it
    size_t start;     // length of the output at its start
    bool removed, quoted;
} Element;

typedef struct Reading {
    HtmlWriter writer;
    GArray *stack;    // Element; the first stands for the page
    size_t unwatched; // open elements beyond STACK_MAX
    guint removed;    // open elements that are not shown
    bool has_image;
} Reading;

void html_library_start(void) {
    xmlInitParser();
}

static Element *top_of(const Reading *reading) {
    return &g_array_index(reading->stack, Element, reading->stack->len - 1);
}

static void push(Reading *reading, const Element *element) {
    if (reading->stack->len >= STACK_MAX) {
        reading->unwatched++;
        return;
    }
    g_array_append_vals(reading->stack, element, 1);
    reading->removed += element->removed;
    reading->writer.quotes += element->quoted;
}

static void pop(Reading *reading) {
    const Element *element = top_of(reading);
    reading->removed -= element->removed;
    reading->writer.quotes -= element->quoted;
    g_array_set_size(reading->stack, reading->stack->len - 1);
}

// The number of an item in the innermost list; 0 when that is not a numbered one.
static guint item_number(Reading *reading) {
    for (guint i = reading->stack->len; i-- > 1;) {
        Element *list = &g_array_index(reading->stack, Element, i);
        if (strcmp(list->name, "ol") == 0)
            return ++list->items;
        if (strcmp(list->name, "ul") == 0 || strcmp(list->name, "menu") == 0)
            break;
    }
    return 0;
}

static void start_quote(Reading *reading, Element *element, const char **attributes) {
    HtmlWriter *writer = &reading->writer;
    switch (html_tag_quote(element->name, attributes)) {
    case HTML_QUOTED:
        element->quoted = true;
        break;
    case HTML_QUOTE_REST:
        writer->quote_rest |= writer->out->len > 0; // a message that is nothing but one is read all the same
        break;
    case HTML_SIGNATURE:
        html_write_signature(writer);
        break;
    case HTML_OWN:
        break;
    }
}

static void show_image(Reading *reading, const Element *element, const char **attributes) {
    const char *emoji = html_tag_emoji(attributes);
    if (emoji != NULL)
        html_write_text(&reading->writer, &element->look, emoji, strlen(emoji));
    reading->has_image |= html_tag_image(attributes);
}

// What a tag does that can be seen.
static void show(Reading *reading, Element *element, const char **attributes) {
    const HtmlBreak breaks = html_tag_break(element->name);
    const char *first = html_attribute(attributes, "start");
    if (breaks == HTML_ITEM)
        html_write_item(&reading->writer, item_number(reading));
    else
        html_write_break(&reading->writer, breaks, true);
    if (first != NULL && g_ascii_isdigit(*first) && strlen(first) < 6)
        element->items = (guint)MAX(strtoul(first, NULL, 10), 1) - 1;
    if (attributes != NULL || *element->name == 'b')
        start_quote(reading, element, attributes);
    if (strcmp(element->name, "img") == 0)
        show_image(reading, element, attributes);
}

static void on_start(void *data, const xmlChar *tag, const xmlChar **pairs) {
    Reading *reading = data;
    if (reading->writer.full)
        return;
    const char **attributes = (const char **)pairs;
    Element element = {.name = (const char *)tag, .start = reading->writer.out->len};
    element.look = html_look_inside(top_of(reading)->look, element.name, attributes, &element.removed);
    element.removed |= html_tag_hidden(element.name, attributes);
    if (!element.removed && reading->removed == 0)
        show(reading, &element, attributes);
    push(reading, &element);
}

static void on_end(void *data, const xmlChar *tag) {
    Reading *reading = data;
    const char *name = (const char *)tag;
    if (reading->writer.full)
        return;
    if (reading->unwatched > 0) {
        reading->unwatched--;
        return;
    }
    // The parser closes what it opened, in order; a stray end is no element of ours.
    if (reading->stack->len <= 1 || strcmp(top_of(reading)->name, name) != 0)
        return;
    const bool seen = reading->removed == 0;
    const HtmlBreak breaks = html_tag_break(name);
    const size_t start = top_of(reading)->start;
    pop(reading);
    if (seen && breaks == HTML_ITEM)
        html_end_item(&reading->writer);
    else if (seen && breaks == HTML_CELL)
        html_end_cell(&reading->writer, start);
    else if (seen)
        html_write_break(&reading->writer, breaks, false);
}

static void on_text(void *data, const xmlChar *text, int size) {
    Reading *reading = data;
    if (!reading->writer.full && reading->removed == 0 && size > 0)
        html_write_text(&reading->writer, &top_of(reading)->look, (const char *)text, (size_t)size);
}

static void on_error(void *data, xmlErrorPtr error) {
    (void)data;
    (void)error; // mail is never well-formed
}

// Feeds the parser in chunks; true when all of it was read.
static bool feed(htmlParserCtxtPtr parser, const Reading *reading, const char *html, size_t size,
                 int64_t deadline) {
    for (size_t at = 0; at < size; at += CHUNK) {
        if (reading->writer.full || (deadline != 0 && g_get_monotonic_time() > deadline))
            return false;
        htmlParseChunk(parser, html + at, (int)MIN(size - at, (size_t)CHUNK), 0);
    }
    htmlParseChunk(parser, html, 0, 1);
    return !reading->writer.full;
}

// Reads all that is ready; true when nothing was cut.
static bool read_source(Reading *reading, const char *ready, size_t size, int64_t deadline) {
    htmlSAXHandler events = {
        .startElement = on_start,
        .endElement = on_end,
        .characters = on_text,
        .cdataBlock = on_text,
        .ignorableWhitespace = on_text,
        .initialized = XML_SAX2_MAGIC,
        .serror = on_error,
    };
    const Element page = {.name = "", .look = html_look_start()};
    reading->stack = g_array_sized_new(FALSE, FALSE, sizeof(Element), 64);
    push(reading, &page);
    htmlParserCtxtPtr parser =
        htmlCreatePushParserCtxt(&events, reading, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    bool whole = false;
    if (parser != NULL) {
        htmlCtxtUseOptions(parser, HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_RECOVER);
        whole = feed(parser, reading, ready, size, deadline);
        htmlFreeParserCtxt(parser);
    }
    g_array_unref(reading->stack);
    return whole;
}

static void cut_to_limit(GString *out, size_t limit) {
    if (out->len <= limit)
        return;
    const char *end = g_utf8_find_prev_char(out->str, out->str + limit + 1);
    g_string_truncate(out, end != NULL ? (gsize)(end - out->str) : 0);
}

HtmlText *html_to_text(const char *html, size_t size, size_t limit, int64_t deadline) {
    size_t length = 0;
    bool all = false; // of the source stands in `ready`
    g_autofree char *ready = html_source_ready(html, size, deadline, &length, &all);
    HtmlText *text = g_new0(HtmlText, 1);
    Reading reading = {.writer = {.out = g_string_sized_new(MIN(size, limit) / 2 + 64), .limit = limit}};
    bool whole = read_source(&reading, ready, length, deadline);
    if (reading.writer.met_pale && !reading.writer.wrote_own) {
        // White text is all there is: somebody writes with a dark screen.
        GString *out = g_string_truncate(reading.writer.out, 0);
        reading = (Reading){.writer = {.out = out, .limit = limit, .show_pale = true}};
        whole = read_source(&reading, ready, length, deadline);
    }
    text->truncated = !all || !whole || reading.writer.out->len > limit;
    cut_to_limit(reading.writer.out, limit);
    text->has_image = reading.has_image;
    text->text = g_string_free(reading.writer.out, FALSE);
    return text;
}

void html_text_free(HtmlText *text) {
    if (text == NULL)
        return;
    g_free(text->text);
    g_free(text);
}
