// The lines of a dossier as text of 72 columns, as a terminal counts them, and
// as a page. Our own words begin each line, a stranger's stand behind them.
#include "dossier_parts.h"

#include <string.h>

#include "sheet.h"

enum { COLUMNS = 72, FACT_AT = 23, EVENT_AT = 20, ITEM_AT = 2 };

// --- text ---

static unsigned columns_of(gunichar c) {
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

static unsigned width_of(const char *text, const char *end) {
    unsigned columns = 0;
    for (const char *at = text; at < end; at = g_utf8_next_char(at))
        columns += columns_of(g_utf8_get_char(at));
    return columns;
}

static void fill(GString *out, unsigned *column, unsigned to) {
    for (; *column < to; (*column)++)
        g_string_append_c(out, ' ');
}

static void turn(GString *out, unsigned *column, unsigned indent) {
    g_string_append_c(out, '\n');
    *column = 0;
    fill(out, column, indent);
}

// A word that is longer than a line is broken where the line ends.
static void put_word(GString *out, unsigned *column, unsigned indent, const char *word, const char *end) {
    for (const char *at = word; at < end; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (*column + columns_of(c) > COLUMNS)
            turn(out, column, indent);
        g_string_append_unichar(out, c);
        *column += columns_of(c);
    }
}

// Goes on at `column`; further lines begin at `indent`. Ends the line.
static void put_wrapped(GString *out, unsigned column, unsigned indent, const char *text) {
    bool first = true;
    for (const char *at = text; *at != '\0'; first = false) {
        const char *end = at + strcspn(at, " ");
        const unsigned blank = first ? 0 : 1;
        if (column > indent && column + blank + width_of(at, end) > COLUMNS)
            turn(out, &column, indent);
        else
            fill(out, &column, column + blank);
        put_word(out, &column, indent, at, end);
        at = *end == '\0' ? end : end + 1;
    }
    g_string_append_c(out, '\n');
}

static void put_labelled(GString *out, unsigned indent, const char *label, const char *text) {
    unsigned column = width_of(label, label + strlen(label));
    g_string_append(out, label);
    fill(out, &column, MAX(indent, column + 1));
    put_wrapped(out, column, indent, text);
}

static void put_heading(GString *out, const char *text) {
    g_string_append_c(out, '\n');
    g_autofree char *upper = g_utf8_strup(text, -1);
    put_wrapped(out, 0, 0, upper);
}

// A quote or item stands below its event, else at the margin.
static void put_below(GString *out, const DossierLine *line, bool in_event, const Phrasebook *book) {
    const unsigned start = in_event ? EVENT_AT : 0;
    unsigned column = 0;
    fill(out, &column, start);
    if (line->kind == LINE_ITEM) {
        g_string_append(out, "- ");
        put_wrapped(out, start + ITEM_AT, start + ITEM_AT, line->text);
        return;
    }
    g_autofree char *words = phrasebook_fill(book, "dossier.quote", "words", line->text);
    g_autofree char *quote = g_strdup_printf("%s: %s", line->label, words);
    put_wrapped(out, start, start + ITEM_AT, quote);
}

static void put_line(GString *out, const DossierLine *line, bool in_event, const Phrasebook *book) {
    switch (line->kind) {
    case LINE_HEADING:
        put_heading(out, line->text);
        return;
    case LINE_FACT:
        put_labelled(out, FACT_AT, line->label, line->text);
        return;
    case LINE_NEXT:
        g_string_append_c(out, '\n');
        put_labelled(out, FACT_AT, line->label, line->text);
        g_string_append_c(out, '\n');
        return;
    case LINE_EVENT:
        put_labelled(out, EVENT_AT, line->label, line->text);
        return;
    case LINE_TEXT:
        put_wrapped(out, 0, 0, line->text);
        return;
    case LINE_ITEM:
    case LINE_QUOTE:
        put_below(out, line, in_event, book);
        return;
    }
}

char *dossier_text(const Dossier *dossier, const Phrasebook *book) {
    g_autoptr(GPtrArray) lines = dossier_lines(dossier, book);
    g_autofree char *title = dossier_title(dossier, book);
    GString *out = g_string_new(NULL);
    bool in_event = false;
    put_wrapped(out, 0, 0, title);
    for (guint i = 0; i < lines->len; i++) {
        const DossierLine *line = lines->pdata[i];
        in_event = line->kind == LINE_EVENT || (in_event && line->kind >= LINE_ITEM);
        put_line(out, line, in_event, book);
    }
    return g_string_free(out, FALSE);
}

// --- a page ---

typedef enum Holder { HOLDER_NONE, HOLDER_FACTS, HOLDER_ITEMS, HOLDER_EVENTS } Holder;

typedef struct Sheeting {
    Sheet *sheet;
    const Phrasebook *book;
    Holder holder;  // the list that is open
    bool in_event;  // an event of it is open
    bool in_points; // a list inside the event is open
} Sheeting;

static const char *class_of(DossierKind kind) {
    static const char *const CLASSES[] = {
        [DOSSIER_THEM] = "them", [DOSSIER_US] = "us",       [DOSSIER_MACHINE] = "machine",
        [DOSSIER_NOTE] = "note", [DOSSIER_CLOCK] = "clock",
    };
    return CLASSES[kind];
}

static void end_points(Sheeting *sheeting) {
    if (sheeting->in_points)
        sheet_close(sheeting->sheet);
    sheeting->in_points = false;
}

static void end_event(Sheeting *sheeting) {
    end_points(sheeting);
    if (sheeting->in_event)
        sheet_close(sheeting->sheet);
    sheeting->in_event = false;
}

static void hold(Sheeting *sheeting, Holder holder) {
    static const char *const TAGS[] = {NULL, "dl", "ul", "ol"};
    end_event(sheeting);
    if (sheeting->holder == holder)
        return;
    if (sheeting->holder != HOLDER_NONE)
        sheet_close(sheeting->sheet);
    if (holder != HOLDER_NONE)
        sheet_open_as(sheeting->sheet, TAGS[holder], holder == HOLDER_EVENTS ? "time" : NULL);
    sheeting->holder = holder;
}

static void put_quote(Sheeting *sheeting, const DossierLine *line) {
    if (sheeting->in_event)
        end_points(sheeting);
    else
        hold(sheeting, HOLDER_NONE);
    g_autofree char *words = phrasebook_fill(sheeting->book, "dossier.quote", "words", line->text);
    sheet_open(sheeting->sheet, "blockquote");
    sheet_put(sheeting->sheet, "span", "for", line->label);
    sheet_text(sheeting->sheet, " ");
    sheet_open_as(sheeting->sheet, "span", "words");
    sheet_set(sheeting->sheet, "dir", "auto");
    sheet_text(sheeting->sheet, words);
    sheet_close(sheeting->sheet);
    sheet_close(sheeting->sheet);
}

static void put_item(Sheeting *sheeting, const DossierLine *line) {
    if (sheeting->in_event && !sheeting->in_points) {
        sheet_open(sheeting->sheet, "ul");
        sheeting->in_points = true;
    } else if (!sheeting->in_event) {
        hold(sheeting, HOLDER_ITEMS);
    }
    sheet_put(sheeting->sheet, "li", line->late ? "late" : NULL, line->text);
}

static void put_event(Sheeting *sheeting, const DossierLine *line) {
    hold(sheeting, HOLDER_EVENTS);
    sheet_open_as(sheeting->sheet, "li", class_of(line->event));
    sheet_put(sheeting->sheet, "span", "when", line->label);
    sheet_put(sheeting->sheet, "p", "what", line->text);
    sheeting->in_event = true;
}

static void put_fact(Sheeting *sheeting, const DossierLine *line) {
    hold(sheeting, HOLDER_FACTS);
    sheet_put(sheeting->sheet, "dt", NULL, line->label);
    sheet_open(sheeting->sheet, "dd");
    sheet_set(sheeting->sheet, "dir", "auto");
    sheet_text(sheeting->sheet, line->text);
    sheet_close(sheeting->sheet);
}

static void put_plain(Sheeting *sheeting, const DossierLine *line) {
    hold(sheeting, HOLDER_NONE);
    if (line->kind == LINE_HEADING)
        sheet_put(sheeting->sheet, "h2", NULL, line->text);
    if (line->kind == LINE_TEXT)
        sheet_put(sheeting->sheet, "p", "faint", line->text);
    if (line->kind != LINE_NEXT)
        return;
    sheet_open_as(sheeting->sheet, "p", "next");
    sheet_printf(sheeting->sheet, "%s: %s", line->label, line->text);
    sheet_close(sheeting->sheet);
}

static void put_in_sheet(Sheeting *sheeting, const DossierLine *line) {
    if (line->kind == LINE_QUOTE)
        put_quote(sheeting, line);
    else if (line->kind == LINE_ITEM)
        put_item(sheeting, line);
    else if (line->kind == LINE_EVENT)
        put_event(sheeting, line);
    else if (line->kind == LINE_FACT)
        put_fact(sheeting, line);
    else
        put_plain(sheeting, line);
}

char *dossier_html(const Dossier *dossier, const Phrasebook *book) {
    g_autoptr(GPtrArray) lines = dossier_lines(dossier, book);
    g_autofree char *title = dossier_title(dossier, book);
    g_autoptr(Sheet) sheet = sheet_new(phrasebook_language(book), title);
    Sheeting sheeting = {.sheet = sheet, .book = book};
    for (guint i = 0; i < lines->len; i++)
        put_in_sheet(&sheeting, lines->pdata[i]);
    hold(&sheeting, HOLDER_NONE);
    return sheet_take(sheet);
}
