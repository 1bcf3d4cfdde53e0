// Two commands write pages that people keep, print and send on: the report and
// the dossier. What a customer wrote stands in both, so nothing is ever pasted
// into HTML by hand: a stack of open elements is the only way to write, and text
// can only come in escaped.
#include "sheet.h"

#include <stdbool.h>
#include <string.h>

#include "builtin.h"

struct Sheet {
    GString *html;
    GPtrArray *open; // const char *
    bool in_tag;     // the last one opened takes attributes
};

// --- text ---

// What turns or hides the text behind it: a name must not rearrange the line it stands in.
static bool is_turning(gunichar c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f ||
           c == 0x061c || c == 0xfeff;
}

static void put_character(GString *html, gunichar c) {
    static const struct {
        gunichar c;
        const char *entity;
    } ENTITIES[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    for (size_t i = 0; i < G_N_ELEMENTS(ENTITIES); i++)
        if (ENTITIES[i].c == c) {
            g_string_append(html, ENTITIES[i].entity);
            return;
        }
    if (g_unichar_isspace(c) && c != 0xa0)
        g_string_append_c(html, c == '\n' ? '\n' : ' ');
    else if (!g_unichar_iscntrl(c) && !is_turning(c))
        g_string_append_unichar(html, c);
}

static void put_escaped(GString *html, const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at))
        put_character(html, g_utf8_get_char(at));
}

// --- elements ---

static void end_tag(Sheet *sheet) {
    if (sheet->in_tag)
        g_string_append_c(sheet->html, '>');
    sheet->in_tag = false;
}

void sheet_open_as(Sheet *sheet, const char *tag, const char *class) {
    end_tag(sheet);
    g_string_append_c(sheet->html, '<');
    g_string_append(sheet->html, tag);
    g_ptr_array_add(sheet->open, (gpointer)(uintptr_t)tag);
    sheet->in_tag = true;
    if (class != NULL)
        sheet_set(sheet, "class", class);
}

void sheet_open(Sheet *sheet, const char *tag) {
    sheet_open_as(sheet, tag, NULL);
}

void sheet_set(Sheet *sheet, const char *name, const char *value) {
    g_assert(sheet->in_tag);
    g_string_append_printf(sheet->html, " %s=\"", name);
    put_escaped(sheet->html, value);
    g_string_append_c(sheet->html, '"');
}

void sheet_set_number(Sheet *sheet, const char *name, int64_t value) {
    char text[24];
    g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, value);
    sheet_set(sheet, name, text);
}

void sheet_text(Sheet *sheet, const char *text) {
    end_tag(sheet);
    if (text != NULL)
        put_escaped(sheet->html, text);
}

void sheet_printf(Sheet *sheet, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    sheet_text(sheet, text);
}

// A line for each block, for who reads the source.
static bool ends_line(const char *tag) {
    static const char *const INLINE[] = {"a", "b", "em", "i", "q", "span", "strong", "td", "th", "title"};
    for (size_t i = 0; i < G_N_ELEMENTS(INLINE); i++)
        if (strcmp(INLINE[i], tag) == 0)
            return false;
    return true;
}

void sheet_close(Sheet *sheet) {
    g_assert(sheet->open->len > 0);
    const char *tag = sheet->open->pdata[sheet->open->len - 1];
    end_tag(sheet);
    g_string_append_printf(sheet->html, "</%s>%s", tag, ends_line(tag) ? "\n" : "");
    g_ptr_array_set_size(sheet->open, (int)sheet->open->len - 1);
}

void sheet_put(Sheet *sheet, const char *tag, const char *class, const char *text) {
    sheet_open_as(sheet, tag, class);
    sheet_text(sheet, text);
    sheet_close(sheet);
}

// --- the page ---

static void put_head(Sheet *sheet, const char *title) {
    g_autoptr(GBytes) style = builtin_file("notes/sheet.css");
    g_assert(style != NULL);
    sheet_open(sheet, "head");
    end_tag(sheet);
    g_string_append(sheet->html,
                    "\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
                    "initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "style-src 'unsafe-inline'\">\n");
    sheet_put(sheet, "title", NULL, title);
    g_string_append(sheet->html, "\n<style>\n");
    g_string_append_len(sheet->html, g_bytes_get_data(style, NULL), (gssize)g_bytes_get_size(style));
    g_string_append(sheet->html, "</style>\n");
    sheet_close(sheet);
}

Sheet *sheet_new(const char *language, const char *title) {
    Sheet *sheet = g_new0(Sheet, 1);
    sheet->html = g_string_new("<!DOCTYPE html>\n");
    sheet->open = g_ptr_array_new();
    sheet_open(sheet, "html");
    sheet_set(sheet, "lang", language);
    put_head(sheet, title);
    sheet_open(sheet, "body");
    sheet_open(sheet, "main");
    sheet_put(sheet, "h1", NULL, title);
    return sheet;
}

void sheet_free(Sheet *sheet) {
    if (sheet == NULL)
        return;
    g_string_free(sheet->html, TRUE);
    g_ptr_array_unref(sheet->open);
    g_free(sheet);
}

char *sheet_take(Sheet *sheet) {
    while (sheet->open->len > 0)
        sheet_close(sheet);
    char *html = g_strdup(sheet->html->str);
    g_string_truncate(sheet->html, 0);
    return html;
}
