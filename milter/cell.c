// Columns are counted as a terminal shows them: a Chinese character takes two,
// a mark on a letter none. A table that counts bytes or letters breaks on the first mail from elsewhere.
#include "cell.h"

#include "units.h"

static unsigned columns_of(gunichar c) {
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

static unsigned width_of(const char *text) {
    unsigned width = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        width += columns_of(g_utf8_get_char(at));
    return width;
}

static char *printable(const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text == NULL ? "" : text, -1);
    GString *clean = g_string_new(NULL);
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (g_unichar_isspace(c))
            g_string_append_c(clean, ' ');
        else if (g_unichar_isprint(c))
            g_string_append_unichar(clean, c);
    }
    return g_string_free(clean, FALSE);
}

char *cell_cut(const char *text, unsigned columns, bool ascii) {
    g_autofree char *clean = printable(text);
    const char *cut = ascii ? "..." : "\u2026";
    if (width_of(clean) <= columns)
        return g_steal_pointer(&clean);
    const unsigned room = columns - MIN(columns, width_of(cut));
    unsigned width = 0;
    const char *at = clean;
    for (; width + columns_of(g_utf8_get_char(at)) <= room; at = g_utf8_next_char(at))
        width += columns_of(g_utf8_get_char(at));
    g_autofree char *kept = g_strndup(clean, (gsize)(at - clean));
    return g_strconcat(kept, cut, NULL);
}

char *cell_span(GTimeSpan span) {
    const GTimeSpan minutes = span / G_TIME_SPAN_MINUTE;
    if (minutes < 1)
        return g_strdup_printf("%" G_GINT64_FORMAT " s", MAX(span, 0) / G_TIME_SPAN_SECOND);
    if (minutes < 60)
        return g_strdup_printf("%" G_GINT64_FORMAT " min", minutes);
    if (minutes < 2 * 24 * 60)
        return g_strdup_printf("%" G_GINT64_FORMAT " h", minutes / 60);
    return g_strdup_printf("%" G_GINT64_FORMAT " d", minutes / (24 * 60));
}

char *cell_due(int64_t due, int64_t now) {
    g_autofree char *span = cell_span(due < now ? now - due : due - now);
    return g_strconcat(due < now ? "late " : "in ", span, NULL);
}

char *cell_time(const Calendar *calendar, int64_t time) {
    g_autoptr(GDateTime) moment = calendar != NULL ? calendar_local(calendar, time)
                                                   : g_date_time_new_from_unix_utc(time / G_USEC_PER_SEC);
    return moment == NULL ? units_time_format(time) : g_date_time_format(moment, "%Y-%m-%d %H:%M");
}
