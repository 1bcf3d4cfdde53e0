// The digest as HTML for mail readers: what Outlook's Word engine, Gmail and
// Apple Mail all show, no more. Tables, paragraphs and inline styles; no style
// sheet, since Gmail drops it in places; no picture, no script, nothing from
// elsewhere. Text and ground have no colours of their own, so each reader's
// light or dark ones hold; what has a colour (a badge, a bar) brings both its
// ground and its letters, and stays readable when a reader inverts it.
#include "digest_rows.h"

#include <string.h>

#define FONT "font-family:Segoe UI,Helvetica,Arial,sans-serif;"
#define BODY FONT "font-size:16px;line-height:22px;"
#define WRAPS "word-break:break-word;overflow-wrap:anywhere;"
#define TABLE "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\""
#define LINE_GREY "#808080" // shows on white and on black

enum { UNBROKEN = 30 }; // letters without a blank that fit a phone's line

// White letters on these have a contrast of 4.5 or more; they have 3 or more on white and on a dark ground.
static const char *const COLOURS[TONES] = {[TONE_PLAIN] = "#5f6b7a",
                                           [TONE_GOOD] = "#1f7a4d",
                                           [TONE_NOTICE] = "#3867a8",
                                           [TONE_WARN] = "#9a5a00",
                                           [TONE_BAD] = "#c5221f"};

typedef enum Cell { CELL_NONE, CELL_PLAIN, CELL_CARD } Cell;

typedef struct Page {
    const Rows *rows;
    GString *out;
    Cell cell; // the one that is open
} Page;

static void put_char(GString *out, gunichar c) {
    if (c == '&')
        g_string_append(out, "&amp;");
    else if (c == '<')
        g_string_append(out, "&lt;");
    else if (c == '>')
        g_string_append(out, "&gt;");
    else if (c == '"')
        g_string_append(out, "&quot;");
    else if (c == '\'')
        g_string_append(out, "&#39;");
    else
        g_string_append_unichar(out, c);
}

static void put_attribute(GString *out, const char *text) {
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        put_char(out, g_utf8_get_char(at));
}

// Escaped, and with places to break where somebody wrote on and on; Word knows no other way.
static void put(GString *out, const char *text, gssize length) {
    const char *end = length < 0 ? text + strlen(text) : text + length;
    unsigned unbroken = 0;
    for (const char *at = text; at < end; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        unbroken = c == ' ' ? 0 : unbroken + 1;
        if (unbroken > UNBROKEN && g_unichar_isalnum(c)) {
            g_string_append(out, "<wbr>");
            unbroken = 1;
        }
        put_char(out, c);
    }
}

static bool is_language(const char *language) {
    const size_t length = language == NULL ? 0 : strlen(language);
    return length >= 2 && length <= 3 && strspn(language, "abcdefghijklmnopqrstuvwxyz") == length &&
           strcmp(language, "und") != 0;
}

// What others wrote keeps its direction to itself.
static void put_foreign(GString *out, const char *text, const char *language) {
    g_string_append(out, "<span dir=\"auto\"");
    if (is_language(language))
        g_string_append_printf(out, " lang=\"%s\"", language);
    g_string_append_c(out, '>');
    put(out, text, -1);
    g_string_append(out, "</span>");
}

// A sentence of ours, in which a name may stand.
static void put_ours(GString *out, const char *text, const char *who) {
    const char *found = who == NULL ? NULL : strstr(text, who);
    if (found == NULL) {
        put(out, text, -1);
        return;
    }
    put(out, text, found - text);
    put_foreign(out, who, NULL);
    put(out, found + strlen(who), -1);
}

static void put_badge(GString *out, const char *text, Tone tone) {
    g_string_append_printf(out,
                           "<span style=\"background-color:%s;color:#ffffff;font-size:14px;"
                           "font-weight:bold\">&nbsp;",
                           COLOURS[tone]);
    put(out, text, -1);
    g_string_append(out, "&nbsp;</span>");
}

static void open_paragraph(GString *out, unsigned below) {
    g_string_append_printf(out, "<p style=\"margin:0 0 %upx 0\">", below);
}

static void close_cell(Page *page) {
    if (page->cell != CELL_NONE)
        g_string_append(page->out, "</td></tr>\n");
    if (page->cell == CELL_CARD)
        g_string_append(page->out, "<tr><td style=\"font-size:14px;line-height:16px\">&nbsp;</td></tr>\n");
    page->cell = CELL_NONE;
}

static void open_plain(Page *page) {
    if (page->cell == CELL_PLAIN)
        return;
    close_cell(page);
    g_string_append(page->out, "<tr><td style=\"" BODY WRAPS "padding:0 14px\">");
    page->cell = CELL_PLAIN;
}

static void open_card(Page *page, Tone tone) {
    close_cell(page);
    g_string_append_printf(page->out,
                           "<tr><td style=\"" BODY WRAPS "padding:0 14px 0 10px;border-left:4px solid %s\">",
                           COLOURS[tone]);
    page->cell = CELL_CARD;
}

static void put_heading(Page *page, const char *tag, unsigned size, const char *text) {
    g_string_append_printf(page->out,
                           "<%s style=\"" FONT "margin:%upx 0 10px 0;font-size:%upx;line-height:%upx\">", tag,
                           size, size, size + 6);
    put(page->out, text, -1);
    g_string_append_printf(page->out, "</%s>\n", tag);
}

static void put_names(GString *out, const Row *row) {
    if (row->number > 0)
        g_string_append_printf(out, "%u. ", row->number);
    put_foreign(out, row->who, NULL);
    if (row->account != NULL) {
        g_string_append(out, ", ");
        put_foreign(out, row->account, NULL);
    }
}

static void put_due(Page *page, const Row *row) {
    open_card(page, row->tone);
    open_paragraph(page->out, 2);
    g_string_append(page->out, "<b>");
    put_names(page->out, row);
    g_string_append(page->out, "</b></p>");
    if (row->badge != NULL) {
        open_paragraph(page->out, 2);
        put_badge(page->out, row->badge, row->due);
        g_string_append(page->out, "</p>");
    }
    open_paragraph(page->out, 0);
    put_ours(page->out, row->text, row->who);
    g_string_append(page->out, "</p>");
}

static void put_case(Page *page, const Row *row) {
    GString *out = page->out;
    open_card(page, row->tone);
    g_string_append(out, "<h3 style=\"" FONT "margin:0 0 2px 0;font-size:18px;line-height:24px\">");
    put_names(out, row);
    g_string_append(out, "</h3>");
    open_paragraph(out, 6);
    put_badge(out, row->label, row->tone);
    if (row->badge != NULL) {
        g_string_append_c(out, ' ');
        put_badge(out, row->badge, row->due);
    }
    if (row->foreign != NULL) {
        g_string_append(out, "<br><i>");
        put_foreign(out, row->foreign, row->language);
        g_string_append(out, "</i>");
    }
    g_string_append(out, "</p>");
}

static void put_fact(Page *page, const Row *row) {
    open_paragraph(page->out, 6);
    if (row->label != NULL) {
        g_string_append(page->out, "<b>");
        put(page->out, row->label, -1);
        g_string_append(page->out, ":</b> ");
    }
    if (row->text != NULL)
        put_ours(page->out, row->text, row->who);
    g_string_append(page->out, "</p>");
}

static void put_quote(Page *page, const Row *row) {
    g_string_append(page->out,
                    "<p style=\"margin:0 0 6px 0;padding-left:10px;border-left:2px solid " LINE_GREY "\">");
    put(page->out, page->rows->quote_open, -1);
    put_foreign(page->out, row->foreign, row->language);
    put(page->out, page->rows->quote_close, -1);
    g_string_append(page->out, " (");
    put(page->out, row->label, -1);
    g_string_append(page->out, ")</p>");
}

// RFC 6068: everything but letters, digits and a few marks is encoded, line ends as CR and LF.
static void put_link(Page *page, const RowAction *action, unsigned number) {
    const DigestPaper *paper = page->rows->paper;
    g_autofree char *to = g_uri_escape_string(paper->mail_to, "@", FALSE);
    g_autofree char *command = g_strdup_printf("#%s %u", action->verb, number);
    g_autofree char *letter = g_strconcat(command, "\r\n\r\nRef: ", paper->token, "\r\n", NULL);
    g_autofree char *subject = g_uri_escape_string(command, NULL, FALSE);
    g_autofree char *body = g_uri_escape_string(letter, NULL, FALSE);
    g_autofree char *label = rows_say(page->rows, action->key);
    g_string_append(page->out, "<a style=\"display:inline-block;padding:7px 10px 7px 0\" href=\"mailto:");
    put_attribute(page->out, to);
    g_string_append_printf(page->out, "?subject=%s&amp;body=%s\">", subject, body);
    put(page->out, label, -1);
    g_string_append_printf(page->out, ": #%s&nbsp;%u</a>", action->verb, number);
}

static void put_actions(Page *page, const Row *row) {
    open_paragraph(page->out, 4);
    for (const RowAction *action = rows_actions(); action->verb != NULL; action++) {
        if (action != rows_actions()) // a blank, so that they stand apart where padding is not known
            g_string_append_c(page->out, ' ');
        put_link(page, action, row->number);
    }
    g_string_append(page->out, "</p>");
}

static void put_line(Page *page, const Row *row) {
    GString *out = page->out;
    open_paragraph(out, 8);
    if (row->number > 0)
        g_string_append_printf(out, "%u. ", row->number);
    if (row->label != NULL && row->tone != TONE_PLAIN)
        put_badge(out, row->label, row->tone);
    else if (row->label != NULL)
        put(out, row->label, -1);
    if (row->label != NULL)
        g_string_append(out, row->who == NULL && row->foreign == NULL ? ": " : " ");
    if (row->who != NULL) {
        Row names = *row;
        names.number = 0;
        g_string_append(out, "<b>");
        put_names(out, &names);
        g_string_append(out, "</b>");
    }
    if (row->foreign != NULL) {
        g_string_append(out, row->who == NULL ? "" : ": ");
        put(out, page->rows->quote_open, -1);
        put_foreign(out, row->foreign, row->language);
        put(out, page->rows->quote_close, -1);
    }
    if (row->badge != NULL) {
        g_string_append(out, row->due == TONE_PLAIN ? "; " : " ");
        if (row->due == TONE_PLAIN)
            put(out, row->badge, -1);
        else
            put_badge(out, row->badge, row->due);
    }
    if (row->text != NULL) {
        g_string_append(out, row->who != NULL ? "; " : row->foreign != NULL ? ": " : "");
        put(out, row->text, -1);
    }
    g_string_append(out, "</p>\n");
}

// The filled part brings its colour, the rest is an empty frame.
static void put_bar(Page *page, const Row *row) {
    GString *out = page->out;
    open_paragraph(out, row->share < 0 ? 10 : 4);
    g_string_append(out, "<b>");
    put(out, row->label, -1);
    g_string_append(out, ":</b> ");
    put(out, row->text, -1);
    g_string_append(out, "</p>");
    if (row->share < 0)
        return;
    const unsigned filled = (unsigned)(row->share * 100 + 0.5);
    g_string_append(out, TABLE " style=\"border:1px solid " LINE_GREY "\"><tr>");
    if (filled > 0)
        g_string_append_printf(out,
                               "<td width=\"%u%%\" bgcolor=\"%s\" style=\"background-color:%s;font-size:14px;"
                               "line-height:14px\">&nbsp;</td>",
                               filled, COLOURS[row->tone], COLOURS[row->tone]);
    if (filled < 100)
        g_string_append_printf(
            out, "<td width=\"%u%%\" style=\"font-size:14px;line-height:14px\">&nbsp;</td>", 100 - filled);
    g_string_append(out, "</tr></table><p style=\"margin:0 0 10px 0;line-height:8px\">&nbsp;</p>\n");
}

static void put_figure(Page *page, const Row *row, bool first, bool last) {
    GString *out = page->out;
    if (first)
        g_string_append(out, TABLE " style=\"table-layout:fixed\"><tr>");
    g_string_append_printf(
        out,
        "<td width=\"25%%\" align=\"center\" valign=\"top\" style=\"" FONT
        "font-size:14px;line-height:18px;border-top:4px solid %s;padding:6px 2px 12px 2px\">"
        "<b style=\"font-size:26px;line-height:32px\">",
        COLOURS[row->tone]);
    put(out, row->label, -1);
    g_string_append(out, "</b><br>");
    put(out, row->text, -1);
    g_string_append(out, "</td>");
    if (last)
        g_string_append(out, "</tr></table>\n");
}

static void put_note(Page *page, const Row *row) {
    open_paragraph(page->out, 10);
    if (row->tone != TONE_PLAIN) {
        put_badge(page->out, "!", row->tone);
        g_string_append_c(page->out, ' ');
    }
    put(page->out, row->text, -1);
    g_string_append(page->out, "</p>\n");
}

// Rows that stand in a cell without a border.
static void put_plain(Page *page, const Row *row, RowKind before, RowKind next) {
    open_plain(page);
    if (row->kind == ROW_HEADLINE)
        put_heading(page, "h1", 24, row->text);
    else if (row->kind == ROW_SECTION)
        put_heading(page, "h2", 20, row->text);
    else if (row->kind == ROW_FIGURE)
        put_figure(page, row, before != ROW_FIGURE, next != ROW_FIGURE);
    else if (row->kind == ROW_LINE)
        put_line(page, row);
    else if (row->kind == ROW_BAR)
        put_bar(page, row);
    else
        put_note(page, row);
}

static void put_row(Page *page, const Row *row, RowKind before, RowKind next) {
    if (row->kind == ROW_DUE)
        put_due(page, row);
    else if (row->kind == ROW_CASE)
        put_case(page, row);
    else if (row->kind == ROW_NEXT || row->kind == ROW_FACT)
        put_fact(page, row);
    else if (row->kind == ROW_QUOTE)
        put_quote(page, row);
    else if (row->kind == ROW_ACTIONS)
        put_actions(page, row);
    else
        put_plain(page, row, before, next);
}

// Word knows no max-width: it gets a table of that width around it, which all others take for a remark.
static void put_head(Page *page, const char *title) {
    g_string_append_printf(page->out,
                           "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"ltr\"><head><meta charset=\"utf-8\">"
                           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                           "<meta name=\"color-scheme\" content=\"light dark\">"
                           "<meta name=\"supported-color-schemes\" content=\"light dark\"><title>",
                           phrasebook_language(page->rows->paper->book));
    put_attribute(page->out, title);
    g_string_append(page->out,
                    "</title></head>\n<body style=\"margin:0;padding:10px 0\">\n"
                    "<!--[if mso]><table role=\"presentation\" width=\"640\" "
                    "align=\"center\"><tr><td><![endif]-->\n" TABLE
                    " align=\"center\" style=\"max-width:640px;margin:0 auto;table-layout:fixed\">\n");
}

char *rows_html(const Rows *rows, const char *title) {
    Page page = {.rows = rows, .out = g_string_new(NULL)};
    put_head(&page, title);
    const GPtrArray *list = rows->list;
    for (guint i = 0; i < list->len; i++) {
        const Row *before = i == 0 ? NULL : list->pdata[i - 1];
        const Row *next = i + 1 == list->len ? NULL : list->pdata[i + 1];
        put_row(&page, list->pdata[i], before == NULL ? ROW_KINDS : before->kind,
                next == NULL ? ROW_KINDS : next->kind);
    }
    close_cell(&page);
    g_string_append(page.out, "</table>\n<!--[if mso]></td></tr></table><![endif]-->\n</body></html>\n");
    return g_string_free(page.out, FALSE);
}
