// HTML has no lines; a reader sees some all the same. Everything that makes one
// is only noted when it comes and settled when text follows, which is what
// makes nested blocks, empty cells and items without text disappear.
#include "html_writer.h"

#include <string.h>

#include "plain.h"

enum { QUOTE_DEPTH_MAX = 20, BLANK_LINES_MAX = 2, BLANKS_MAX = 80, SHORT_CELL = 60 };

static guint depth_of(const HtmlWriter *writer) {
    return MIN(writer->quotes + (writer->quote_rest ? 1 : 0), QUOTE_DEPTH_MAX);
}

static void begin_line(HtmlWriter *writer) {
    for (guint i = 0; i < writer->line_quotes; i++)
        g_string_append(writer->out, "> ");
}

static void end_lines(HtmlWriter *writer, guint breaks) {
    const guint depth = depth_of(writer), between = MIN(depth, writer->line_quotes);
    for (guint i = 0; i < breaks; i++) {
        g_string_append_c(writer->out, '\n');
        writer->line_quotes = i + 1 == breaks ? depth : between;
        if (i + 1 == breaks || between > 0)
            begin_line(writer);
    }
}

// Writes what is due; called right before text.
static void settle(HtmlWriter *writer) {
    const bool first = writer->out->len == 0;
    if (!first && depth_of(writer) != writer->line_quotes)
        writer->breaks = MAX(writer->breaks, 1);
    const guint breaks = first ? 0 : MIN(writer->breaks, BLANK_LINES_MAX + 1);
    end_lines(writer, breaks);
    if (first) {
        writer->line_quotes = depth_of(writer);
        begin_line(writer);
    } else if (breaks == 0 && writer->blank && writer->kept_blanks == 0) {
        g_string_append_c(writer->out, ' ');
    }
    for (guint i = 0; i < writer->kept_blanks; i++)
        g_string_append_c(writer->out, ' ');
    g_string_append(writer->out, writer->marker);
    writer->marker[0] = '\0';
    writer->beside = false;
    writer->breaks = writer->kept_blanks = 0;
    writer->blank = false;
}

static bool is_due(const HtmlWriter *writer) {
    return writer->breaks > 0 || writer->blank || writer->kept_blanks > 0 || writer->out->len == 0 ||
           writer->marker[0] != '\0' || writer->line_quotes != depth_of(writer);
}

// Characters that take no room: used to pad previews and to hide words from filters.
static bool is_invisible(gunichar c) {
    return c == 0xad || c == 0x34f || c == 0x180e || c == 0x200b || c == 0x200c || c == 0x2060 ||
           c == 0xfeff || c == 0xfffc || (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

static bool is_blank(gunichar c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) ||
           c == 0x202f || c == 0x2028 || c == 0x2029;
}

// Outlook writes ":)" as a J in Wingdings.
static const char *symbol_of(gunichar c) {
    static const char from[] = "JKL\xe0\xfc";
    static const char *const to[] = {"\xf0\x9f\x99\x82", "\xf0\x9f\x98\x90", "\xf0\x9f\x99\x81",
                                     "\xe2\x86\x92", "\xe2\x9c\x93"};
    const char *found = c > 0 && c < 0x100 ? strchr(from, (int)c) : NULL;
    return found != NULL ? to[found - from] : NULL;
}

// One visible character, or as many as stand there without a question; returns the last byte taken.
static const char *write_run(HtmlWriter *writer, const HtmlLook *look, const char *text, const char *end) {
    const gunichar c = g_utf8_get_char(text);
    const char *symbol = look->symbols ? symbol_of(c) : NULL;
    if (is_due(writer))
        settle(writer);
    writer->wrote_own |= writer->line_quotes == 0;
    if (symbol != NULL) {
        g_string_append(writer->out, symbol);
        return g_utf8_next_char(text) - 1;
    }
    if (c >= 0x80 && c < 0xa0) { // "&#146;" means Windows-1252, whatever the standard says
        const char byte = (char)c;
        g_autofree char *meant = plain_guess(&byte, 1);
        g_string_append(writer->out, meant);
        return g_utf8_next_char(text) - 1;
    }
    const char *last = g_utf8_next_char(text) - 1;
    while (!look->symbols && last + 1 < end && g_ascii_isgraph(last[0]) && g_ascii_isgraph(last[1]))
        last++;
    g_string_append_len(writer->out, text, last + 1 - text);
    return last;
}

void html_write_text(HtmlWriter *writer, const HtmlLook *look, const char *text, size_t size) {
    const HtmlSight sight = html_look_sight(look);
    if (sight == HTML_UNSEEN || !g_utf8_validate_len(text, size, NULL))
        return;
    const bool pale = sight == HTML_PALE && !writer->show_pale, kept = look->spaces == HTML_SPACES_KEPT;
    const char *end = text + size;
    for (; text < end && !writer->full; text = g_utf8_next_char(text)) {
        const gunichar c = g_utf8_get_char(text);
        if (kept && c == '\n') {
            writer->breaks++;
            writer->kept_blanks = 0;
        } else if (is_blank(c)) {
            writer->blank = true;
            writer->kept_blanks += kept && writer->kept_blanks < BLANKS_MAX;
        } else if (is_invisible(c)) {
            continue;
        } else if (pale) {
            writer->met_pale = true;
        } else {
            text = write_run(writer, look, text, end);
            writer->full = writer->out->len >= writer->limit;
        }
    }
}

// An item's text stands beside its mark, a cell's beside the cell before.
static bool holds_line(const HtmlWriter *writer) {
    return writer->beside || writer->marker[0] != '\0';
}

static void want_breaks(HtmlWriter *writer, guint breaks) {
    writer->kept_blanks = 0;
    if (!holds_line(writer))
        writer->breaks = MAX(writer->breaks, breaks);
}

void html_write_break(HtmlWriter *writer, HtmlBreak breaks, bool start) {
    switch (breaks) {
    case HTML_LINE:
        if (start && !holds_line(writer))
            writer->breaks++;
        break;
    case HTML_CELL:
        writer->blank = true;
        writer->beside |= start;
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

void html_write_item(HtmlWriter *writer, guint number) {
    want_breaks(writer, 1);
    if (number > 0)
        g_snprintf(writer->marker, sizeof writer->marker, "%u. ", number);
    else
        g_strlcpy(writer->marker, "- ", sizeof writer->marker);
}

void html_end_item(HtmlWriter *writer) {
    writer->marker[0] = '\0';
    want_breaks(writer, 1);
}

void html_end_cell(HtmlWriter *writer, size_t start) {
    const char *cell = writer->out->str + start; // its own line end stands in front
    const size_t size = strlen(cell);
    writer->beside = false;
    writer->blank = true;
    if (size > 0 && size <= SHORT_CELL && strchr(cell + strspn(cell, "\n"), '\n') == NULL)
        writer->breaks = 0;
}

void html_write_signature(HtmlWriter *writer) {
    if (writer->out->len == 0 || g_str_has_suffix(writer->out->str, "\n--"))
        return;
    writer->marker[0] = '\0';
    writer->beside = false;
    want_breaks(writer, 1);
    settle(writer);
    g_string_append(writer->out, "-- ");
    want_breaks(writer, 1);
}
