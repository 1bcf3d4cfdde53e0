// The digest's text part. Our own words begin each line, so that a name written
// from the right does not turn it; a name or quote with such letters stands
// between isolates, which are opened again on each line it goes on to. Columns
// are counted as a terminal does: CJK takes two, marks none.
#include "digest_rows.h"

#include <string.h>

#include "layout.h"

enum { COLUMNS = 72, BAR = 20 };

#define ISOLATE "\u2068" // first strong isolate
#define RELEASE "\u2069" // pop directional isolate
static const gunichar ISOLATE_MARK = 0x2068, RELEASE_MARK = 0x2069;

static unsigned columns_of(gunichar c) {
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

static unsigned width(const char *text, const char *end) {
    unsigned columns = 0;
    for (const char *at = text; at < end; at = g_utf8_next_char(at))
        columns += columns_of(g_utf8_get_char(at));
    return columns;
}

typedef struct Wrap {
    GString *out;
    const char *rest; // what further lines begin with
    unsigned column, indent;
    bool isolated;
} Wrap;

static void turn(Wrap *wrap) {
    g_string_append_printf(wrap->out, "%s\n%s%s", wrap->isolated ? RELEASE : "", wrap->rest,
                           wrap->isolated ? ISOLATE : "");
    wrap->column = wrap->indent;
}

// Character by character, since one that is longer than a line is broken where the line ends.
static void put_word(Wrap *wrap, const char *word, const char *end) {
    for (const char *at = word; at < end; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (wrap->column + columns_of(c) > COLUMNS)
            turn(wrap);
        g_string_append_unichar(wrap->out, c);
        wrap->column += columns_of(c);
        if (c == ISOLATE_MARK || c == RELEASE_MARK)
            wrap->isolated = c == ISOLATE_MARK;
    }
}

// A paragraph: the first line begins with `first`, the others with `rest`, which is as wide.
static void put_lines(GString *out, const char *first, const char *rest, const char *text) {
    const unsigned indent = width(rest, rest + strlen(rest));
    Wrap wrap = {.out = out, .rest = rest, .column = indent, .indent = indent};
    g_string_append(out, first);
    for (const char *at = text; *at != '\0';) {
        const char *end = at + strcspn(at, " ");
        const unsigned word = width(at, end);
        if (wrap.column > indent && end > at && wrap.column + 1 + word > COLUMNS && word <= COLUMNS - indent)
            turn(&wrap);
        else if (at != text && end > at) {
            g_string_append_c(out, ' ');
            wrap.column++;
        }
        put_word(&wrap, at, end);
        at = *end == '\0' ? end : end + 1;
    }
    g_string_append_c(out, '\n');
}

static bool has_rtl(const char *text) {
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        if (rows_is_rtl(g_utf8_get_char(at)))
            return true;
    return false;
}

static char *isolated(const char *foreign) {
    return has_rtl(foreign) ? g_strconcat(ISOLATE, foreign, RELEASE, NULL) : g_strdup(foreign);
}

static void join(GString *line, const char *between, const char *text) {
    if (text != NULL)
        g_string_append_printf(line, "%s%s", line->len > 0 ? between : "", text);
}

static void join_foreign(GString *line, const char *between, const char *before, const char *foreign,
                         const char *after) {
    if (foreign == NULL)
        return;
    g_autofree char *inner = isolated(foreign);
    g_autofree char *whole = g_strconcat(before, inner, after, NULL);
    join(line, between, whole);
}

// A sentence of ours in which a name stands.
static char *with_name(const char *text, const char *who) {
    const char *found = who == NULL || !has_rtl(who) ? NULL : strstr(text, who);
    if (found == NULL)
        return g_strdup(text);
    g_autofree char *before = g_strndup(text, (gsize)(found - text));
    return g_strconcat(before, ISOLATE, who, RELEASE, found + strlen(who), NULL);
}

static void put_titled(GString *out, const char *text, char under) {
    put_lines(out, "", "", text);
    for (unsigned i = 0; i < MIN(width(text, text + strlen(text)), COLUMNS); i++)
        g_string_append_c(out, under);
    g_string_append_c(out, '\n');
}

static void put_fact(GString *out, const Row *row) {
    g_autofree char *text = row->text == NULL ? NULL : with_name(row->text, row->who);
    g_autoptr(GString) line = g_string_new(row->label);
    if (row->label != NULL)
        g_string_append_c(line, ':');
    join(line, " ", text);
    put_lines(out, "   ", "   ", line->str);
}

static void put_quote(GString *out, const Row *row) {
    g_autofree char *words = isolated(row->foreign);
    put_lines(out, "   > ", "   > ", words);
    g_autofree char *label = g_strdup_printf("(%s)", row->label);
    put_lines(out, "     ", "     ", label);
}

// "12. Maria Rossi, Acme".
static void put_name(GString *out, const Row *row) {
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "%u.", row->number);
    join_foreign(line, " ", "", row->who, "");
    join_foreign(line, ", ", "", row->account, "");
    put_lines(out, "", "   ", line->str);
}

static void put_due(GString *out, const Row *row) {
    put_name(out, row);
    if (row->badge != NULL)
        put_lines(out, "   ", "   ", row->badge);
    g_autofree char *text = with_name(row->text, row->who);
    put_lines(out, "   ", "   ", text);
}

static void put_case(GString *out, const Row *row) {
    g_string_append_c(out, '\n');
    put_name(out, row);
    g_autoptr(GString) line = g_string_new(row->label);
    join(line, ", ", row->badge);
    put_lines(out, "   ", "   ", line->str);
    if (row->foreign == NULL)
        return;
    g_autofree char *subject = isolated(row->foreign);
    put_lines(out, "   ", "   ", subject);
}

static void put_actions(GString *out, const Rows *rows, const Row *row) {
    g_autoptr(GString) line = g_string_new(NULL);
    for (const RowAction *action = rows_actions(); action->verb != NULL; action++) {
        g_autofree char *label = rows_say(rows, action->key);
        g_string_append_printf(line, "%s%s: #%s %u", line->len > 0 ? "; " : "", label, action->verb,
                               row->number);
    }
    put_lines(out, "   ", "   ", line->str);
}

static void put_line(GString *out, const Rows *rows, const Row *row) {
    g_autoptr(GString) line = g_string_new(NULL);
    if (row->number > 0)
        g_string_append_printf(line, "%u.", row->number);
    join(line, " ", row->label);
    join_foreign(line, row->label == NULL ? " " : ": ", "", row->who, "");
    join_foreign(line, ", ", "", row->account, "");
    join_foreign(line, row->who == NULL ? " " : ": ", rows->quote_open, row->foreign, rows->quote_close);
    join(line, "; ", row->badge);
    join(line, row->who == NULL ? ": " : "; ", row->text);
    put_lines(out, "- ", "  ", line->str);
}

static void put_bar(GString *out, const Row *row) {
    g_autofree char *text = g_strdup_printf("%s: %s", row->label, row->text);
    put_lines(out, "- ", "  ", text);
    if (row->share < 0)
        return;
    g_string_append(out, "  [");
    for (unsigned i = 0; i < BAR; i++)
        g_string_append_c(out, i < (unsigned)(row->share * BAR + 0.5) ? '#' : '.');
    g_string_append(out, "]\n");
}

static void put_figure(GString *out, const Row *row, bool last) {
    g_string_append_printf(out, "%s %s%s", row->label, row->text, last ? "\n" : " | ");
}

static void put_row(GString *out, const Rows *rows, const Row *row, RowKind next) {
    switch (row->kind) {
    case ROW_HEADLINE:
        put_titled(out, row->text, '=');
        break;
    case ROW_FIGURE:
        put_figure(out, row, next != ROW_FIGURE);
        break;
    case ROW_SECTION:
        g_string_append_c(out, '\n');
        put_titled(out, row->text, '-');
        break;
    case ROW_DUE:
        put_due(out, row);
        break;
    case ROW_CASE:
        put_case(out, row);
        break;
    case ROW_NEXT:
    case ROW_FACT:
        put_fact(out, row);
        break;
    case ROW_QUOTE:
        put_quote(out, row);
        break;
    case ROW_ACTIONS:
        put_actions(out, rows, row);
        break;
    case ROW_LINE:
        put_line(out, rows, row);
        break;
    case ROW_BAR:
        put_bar(out, row);
        break;
    case ROW_TITLE:
    case ROW_NOTE:
    case ROW_KINDS:
        put_lines(out, "", "", row->text);
        break;
    }
}

char *rows_text(const Rows *rows) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < rows->list->len; i++) {
        const Row *next = i + 1 < rows->list->len ? rows->list->pdata[i + 1] : NULL;
        put_row(out, rows, rows->list->pdata[i], next == NULL ? ROW_KINDS : next->kind);
    }
    g_autofree char *laid = g_string_free(out, FALSE);
    return layout_harmless(laid);
}
