#ifndef EARSHOT_REPORT_CHART_H
#define EARSHOT_REPORT_CHART_H
// Private to report_page: pictures by the week, as SVG inside a sheet. Each has
// a title and a description for who does not see it, each week tells its
// figures when pointed at, and shapes differ where colours do.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "mailbox.h"
#include "sheet.h"
#include "timings.h"

typedef struct Chart { // all borrowed
    const char *id;    // unique on the page: a letter, then letters, digits, '-'
    const char *title;
    const char *desc;
    const GPtrArray *weeks; // char * "2026-W48"
} Chart;

// Shares in per cent, -1 where there is nothing to tell; `goal` is a line across, -1 for none.
void chart_shares(Sheet *sheet, const Chart *chart, const int *per_cent, int goal);

typedef struct ChartSpans {
    GTimeSpan rank[TIMINGS_RANKS]; // -1 where there is nothing to tell
} ChartSpans;

// How long, on a scale where each step is several times the one below it. A dot is P50, a bar P90, a diamond
// P99. `days`: of 24 hours, as timings_span. Of the goals 0 is none.
void chart_spans(Sheet *sheet, const Chart *chart, const ChartSpans *spans, bool days,
                 const GTimeSpan goals[TIMINGS_RANKS]);

typedef struct ChartLevels {
    uint64_t count[LEVEL_COUNT];
} ChartLevels;

// Counts on top of each other, the gravest at the bottom, where heights compare best.
void chart_levels(Sheet *sheet, const Chart *chart, const ChartLevels *levels);

// A bar inside a cell: so much of so much. Decoration, the figure stands beside it.
void chart_bar(Sheet *sheet, uint64_t count, uint64_t most, const char *class);

#endif
