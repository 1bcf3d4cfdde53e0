// Templates hold a paragraph in one line and leave empty lines where a section
// was not shown; mail programs of the plain kind show both as they come.
#include "layout.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum { WIDTH = 72 };

static gsize indent_of(const char *line) {
    const gsize blanks = strspn(line, " ");
    return strncmp(line + blanks, "- ", 2) == 0 ? blanks + 2 : blanks;
}

static void put_line(GString *out, const char *line) {
    const gsize indent = indent_of(line);
    g_string_append_len(out, line, (gssize)indent);
    glong column = (glong)indent;
    gboolean first = TRUE;
    for (const char *word = line + indent; *word != '\0'; word += strspn(word, " ")) {
        const gsize length = strcspn(word, " ");
        const glong width = g_utf8_strlen(word, (gssize)length);
        if (!first && column + 1 + width > WIDTH) {
            g_string_append_printf(out, "\n%*s", (int)indent, "");
            column = (glong)indent;
        } else if (!first) {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append_len(out, word, (gssize)length);
        column += width;
        word += length;
        first = FALSE;
    }
    g_string_append_c(out, '\n');
}

char *layout_text(const char *text) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);
    gboolean gap = FALSE;
    for (guint i = 0; lines[i] != NULL; i++) {
        g_strchomp(lines[i]);
        if (*lines[i] == '\0') {
            gap = out->len > 0;
            continue;
        }
        if (gap)
            g_string_append_c(out, '\n');
        gap = FALSE;
        put_line(out, lines[i]);
    }
    return g_string_free(out, FALSE);
}

// Behind blanks of any kind and what cannot be seen, which command_read passes over.
static bool reads_as_command(const char *line) {
    gunichar c = g_utf8_get_char(line);
    while (g_unichar_isspace(c) || (g_unichar_iszerowidth(c) && !g_unichar_ismark(c))) {
        line = g_utf8_next_char(line);
        c = g_utf8_get_char(line);
    }
    return c == '#' || c == 0xff03;
}

char *layout_harmless(const char *text) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);
    for (guint i = 0; lines[i] != NULL; i++) {
        const gsize blanks = strspn(lines[i], " ");
        if (i > 0)
            g_string_append_c(out, '\n');
        if (reads_as_command(lines[i]))
            g_string_append_printf(out, "%*s- %s", (int)(blanks > 2 ? blanks - 2 : 0), "", lines[i] + blanks);
        else
            g_string_append(out, lines[i]);
    }
    return g_string_free(out, FALSE);
}

char *layout_text_harmless(const char *text) {
    g_autofree char *laid = layout_text(text);
    return layout_harmless(laid);
}
