// What every section of the report is made of: a title with a sentence, a
// table, a legend, a figure as text.
#include "report_parts.h"

#include "calendar.h"

char *report_number(uint64_t count) {
    return g_strdup_printf("%" G_GUINT64_FORMAT, count);
}

char *report_moment(const ReportFacts *facts, int64_t time) {
    g_autoptr(GDateTime) local = calendar_local(facts->calendar, time);
    return local == NULL ? g_strdup("-") : g_date_time_format(local, "%Y-%m-%d %H:%M");
}

// A number and its unit stay on one line: "3 h 12 min" may break in the middle only.
char *report_span(GTimeSpan span, bool days) {
    g_autofree char *text = span < 0 ? g_strdup("-") : timings_span(span, days);
    GString *kept = g_string_new(NULL);
    unsigned blanks = 0;
    for (const char *at = text; *at != '\0'; at++)
        g_string_append(kept, *at != ' ' ? (char[]){*at, '\0'} : blanks++ % 2 == 0 ? "\u00a0" : " ");
    return g_string_free(kept, FALSE);
}

// Rounded down: 100 % is said only of all. -1: of none.
int report_per_cent(uint64_t part, uint64_t whole) {
    return whole == 0 ? -1 : (int)((double)part / (double)whole * 100.0 + 1e-9);
}

char *report_per_cent_text(uint64_t part, uint64_t whole) {
    return whole == 0 ? g_strdup("-") : g_strdup_printf("%d\u00a0%%", report_per_cent(part, whole));
}

const TimingsGroup *report_group(const ReportFacts *facts, ClockKind kind, TimingsBy by, const char *name) {
    const GPtrArray *groups = facts->groups;
    for (guint i = 0; i < groups->len; i++) {
        const TimingsGroup *group = groups->pdata[i];
        if (group->kind == kind && group->by == by && g_strcmp0(group->name, name) == 0)
            return group;
    }
    return NULL;
}

void report_row_head(Sheet *sheet, const char *text) {
    sheet_open(sheet, "th");
    sheet_set(sheet, "scope", "row");
    sheet_text(sheet, text);
    sheet_close(sheet);
}

void report_open_table(Sheet *sheet, const char *caption, const char *const *heads) {
    sheet_open_as(sheet, "div", "wide");
    sheet_open(sheet, "table");
    sheet_set(sheet, "aria-label", caption);
    sheet_open(sheet, "thead");
    sheet_open(sheet, "tr");
    for (; *heads != NULL; heads++) {
        sheet_open(sheet, "th");
        sheet_set(sheet, "scope", "col");
        sheet_text(sheet, *heads);
        sheet_close(sheet);
    }
    sheet_close(sheet);
    sheet_close(sheet);
    sheet_open(sheet, "tbody");
}

void report_close_table(Sheet *sheet) {
    sheet_close(sheet);
    sheet_close(sheet);
    sheet_close(sheet);
}

void report_legend(Sheet *sheet, const char *const (*marks)[3], size_t count) {
    sheet_open_as(sheet, "p", "legend");
    for (size_t i = 0; i < count; i++) {
        g_autofree char *class = g_strconcat("key ", marks[i][0], NULL);
        sheet_open(sheet, "span");
        sheet_put(sheet, "span", class, marks[i][1]);
        sheet_text(sheet, marks[i][2]);
        sheet_close(sheet);
        sheet_text(sheet, " ");
    }
    sheet_close(sheet);
}

void report_open_section(Sheet *sheet, const char *title, const char *said) {
    sheet_open(sheet, "section");
    sheet_put(sheet, "h2", NULL, title);
    if (said != NULL)
        sheet_put(sheet, "p", "faint", said);
}

void report_open_figure(Sheet *sheet, const char *caption) {
    sheet_open(sheet, "figure");
    sheet_put(sheet, "figcaption", NULL, caption);
}

void report_open_figures(Sheet *sheet, const char *summary) {
    sheet_open(sheet, "details");
    sheet_set(sheet, "open", "");
    sheet_put(sheet, "summary", NULL, summary);
}
