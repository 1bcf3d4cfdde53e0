// Help is read in a terminal of 80 columns, often in a hurry: two columns, the
// right one wrapped at words, whatever the tables hold.
#include "ctl_help.h"

#include <string.h>

enum { INDENT = 2, GAP = 2, LEFT_MOST = 30 };

// How much of the text stands on a line of so many columns: up to the last blank that fits.
static size_t line_length(const char *text, size_t room) {
    const size_t length = strcspn(text, "\n");
    if (length <= room)
        return length;
    size_t end = room;
    while (end > 0 && text[end] != ' ')
        end--;
    return end > 0 ? end : strcspn(text, " \n");
}

// Wraps the text; all lines but the first begin at the column `indent`, at which the first stands already.
// A line end in the text is one in the output.
static void put_wrapped(GString *out, const char *text, size_t indent) {
    while (*text != '\0') {
        const size_t length = line_length(text, HELP_COLUMNS - indent);
        g_string_append_len(out, text, (gssize)length);
        g_string_append_c(out, '\n');
        const bool broken = text[length] == '\n'; // what is laid out by hand keeps its blanks
        text += length + (text[length] == '\0' ? 0 : 1);
        if (!broken)
            text += strspn(text, " ");
        if (*text != '\0')
            g_string_append_printf(out, "%*s", (int)indent, "");
    }
}

static void put_pair(GString *out, const char *left, size_t column, const char *text) {
    const size_t width = INDENT + strlen(left);
    g_string_append_printf(out, "%*s%s", INDENT, "", left);
    if (width + GAP > column)
        g_string_append_printf(out, "\n%*s", (int)column, "");
    else
        g_string_append_printf(out, "%*s", (int)(column - width), "");
    put_wrapped(out, text, column);
}

// --- commands ---

static bool is_shown(const CtlCommand *command) {
    return *command->name != '\0' && command->summary != NULL;
}

static void put_command(GString *out, const CtlCommand *command, const char *family) {
    enum { COLUMN = 44 };
    g_autofree char *words =
        g_strdup_printf("earshot %s%s%s%s%s", family, *family == '\0' ? "" : " ", command->name,
                        *command->arguments == '\0' ? "" : " ", command->arguments);
    put_pair(out, words, COLUMN, command->summary);
}

void help_commands(const CtlCommand *commands, const char *family, FILE *out) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (const CtlCommand *command = commands; command->name != NULL; command++)
        if (is_shown(command))
            put_command(text, command, family);
    fputs(text->str, out);
}

char *help_summary(const CtlCommand *commands) {
    enum { COLUMN = 44 };
    GString *text = g_string_new(NULL);
    for (const CtlCommand *command = commands; command->name != NULL; command++) {
        g_autofree char *left = g_strdup_printf("%-9s %s", command->name, command->arguments);
        if (is_shown(command))
            put_pair(text, g_strchomp(left), COLUMN, command->summary);
        else if (*command->name == '\0')
            g_string_append_printf(text, "%s%s:\n", text->len > 0 ? "\n" : "", command->summary);
    }
    g_string_append(text, "\n`earshot help COMMAND` tells more of one; earshot(1) of all.");
    return g_string_free(text, FALSE);
}

// --- the options of one ---

void help_usage(const CtlCommand *usage, FILE *out) {
    static const char LEAD[] = "usage: ";
    g_autoptr(GString) text = g_string_new(LEAD);
    g_autofree char *line = g_strdup_printf("earshot [-c FILE] %s %s", usage->name, usage->arguments);
    put_wrapped(text, g_strchomp(line), strlen(LEAD));
    g_string_append_printf(text, "`earshot help %s` tells more\n", usage->name);
    fputs(text->str, out);
}

static char *option_words(const GOptionEntry *entry) {
    g_autofree char *brief =
        entry->short_name == 0 ? g_strdup("") : g_strdup_printf("-%c, ", entry->short_name);
    return g_strconcat(brief, "--", entry->long_name, entry->arg_description == NULL ? "" : "=",
                       entry->arg_description, NULL);
}

static void put_options(GString *out, const GOptionEntry *entries) {
    for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++) {
        g_autofree char *words = option_words(entry);
        if ((entry->flags & G_OPTION_FLAG_HIDDEN) == 0)
            put_pair(out, words, LEFT_MOST, entry->description);
    }
}

void help_command(const CtlCommand *usage, const GOptionEntry *common, const GOptionEntry *entries,
                  FILE *out) {
    g_autoptr(GString) text = g_string_new("Usage:\n");
    g_autofree char *words = g_strdup_printf("earshot %s", usage->name);
    g_string_append_printf(text, "%*s", INDENT, "");
    g_autofree char *line = g_strdup_printf("%s %s", words, usage->arguments);
    put_wrapped(text, g_strchomp(line), INDENT + strlen("earshot "));
    g_string_append_c(text, '\n');
    put_wrapped(text, usage->summary, 0);
    g_string_append(text, "\nOptions:\n");
    put_options(text, entries);
    put_options(text, common);
    fputs(text->str, out);
}
