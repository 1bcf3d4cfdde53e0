#ifndef EARSHOT_REPORT_PARTS_H
#define EARSHOT_REPORT_PARTS_H
// Private to report_page: figures as text, and what every section is made of.

#include <glib.h>
#include <stdint.h>
#include "report_facts.h"
#include "sheet.h"

// The caller owns these texts.
char *report_number(uint64_t count);
char *report_moment(const ReportFacts *facts, int64_t time); // "2026-11-23 10:15"
char *report_span(GTimeSpan span, bool days);                // "-" for what there is not
// Rounded down: 100 % is said only of all. -1, "-": of none.
int report_per_cent(uint64_t part, uint64_t whole);
char *report_per_cent_text(uint64_t part, uint64_t whole);

// NULL when no clock is in it.
const TimingsGroup *report_group(const ReportFacts *facts, ClockKind kind, TimingsBy by, const char *name);

// Each open_... is closed by sheet_close, a table by its own.
void report_open_section(Sheet *sheet, const char *title, const char *said);
void report_open_figure(Sheet *sheet, const char *caption);
void report_open_figures(Sheet *sheet, const char *summary);                         // to be folded away
void report_open_table(Sheet *sheet, const char *caption, const char *const *heads); // ends with NULL
void report_close_table(Sheet *sheet);
void report_row_head(Sheet *sheet, const char *text);
// Marks: a class, a sign, what it means.
void report_legend(Sheet *sheet, const char *const (*marks)[3], size_t count);

// All of one kind; nothing where no such clock stopped or is late.
void report_times(Sheet *sheet, const ReportFacts *facts, ClockKind kind);

// Nothing where it is not told, and where nobody has a tier.
void report_fairness(Sheet *sheet, const ReportFacts *facts);

#endif
