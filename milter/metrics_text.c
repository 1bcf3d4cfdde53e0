// The format is a dozen lines to write, and no library of it exists in C that
// would not want to own the counters too.
#include "metrics_text.h"

struct MetricsText {
    GString *out;
    char *name; // of the family
};

MetricsText *metrics_text_new(void) {
    MetricsText *text = g_new0(MetricsText, 1);
    text->out = g_string_new(NULL);
    return text;
}

char *metrics_text_take(MetricsText *text) {
    char *out = g_string_free(text->out, FALSE);
    g_free(text->name);
    g_free(text);
    return out;
}

// Line ends and backslashes everywhere, quotes where they would end a label.
static void put_escaped(GString *out, const char *said, bool quotes) {
    g_autofree char *valid = g_utf8_make_valid(said, -1);
    for (const char *at = valid; *at != '\0'; at++) {
        if (*at == '\n')
            g_string_append(out, "\\n");
        else if (*at == '\\' || (quotes && *at == '"'))
            g_string_append_printf(out, "\\%c", *at);
        else
            g_string_append_c(out, *at);
    }
}

void metrics_family(MetricsText *text, const char *name, const char *type, const char *help) {
    g_free(text->name);
    text->name = g_strconcat("earshot_", name, NULL);
    g_string_append_printf(text->out, "# HELP %s ", text->name);
    put_escaped(text->out, help, false);
    g_string_append_printf(text->out, "\n# TYPE %s %s\n", text->name, type);
}

static void put_labels(GString *out, const MetricsLabel labels[static METRICS_LABELS]) {
    char before = '{';
    for (unsigned i = 0; i < METRICS_LABELS; i++) {
        if (labels[i].name == NULL)
            continue;
        g_string_append_printf(out, "%c%s=\"", before, labels[i].name);
        put_escaped(out, labels[i].value, true);
        g_string_append_c(out, '"');
        before = ',';
    }
    if (before == ',')
        g_string_append_c(out, '}');
}

void metrics_count(MetricsText *text, const char *suffix, const MetricsLabel labels[static METRICS_LABELS],
                   uint64_t value) {
    g_string_append_printf(text->out, "%s%s", text->name, suffix);
    put_labels(text->out, labels);
    g_string_append_printf(text->out, " %" G_GUINT64_FORMAT "\n", value);
}

void metrics_seconds(MetricsText *text, const char *suffix, const MetricsLabel labels[static METRICS_LABELS],
                     int64_t microseconds) {
    const uint64_t whole = (uint64_t)MAX(microseconds, 0);
    g_string_append_printf(text->out, "%s%s", text->name, suffix);
    put_labels(text->out, labels);
    g_string_append_printf(text->out, " %" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT "\n",
                           whole / G_USEC_PER_SEC, whole % G_USEC_PER_SEC);
}
