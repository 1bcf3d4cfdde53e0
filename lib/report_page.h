#ifndef EARSHOT_REPORT_PAGE_H
#define EARSHOT_REPORT_PAGE_H
// The report as one file for a browser or a printer: how long people waited
// against what was aimed at, what came and what is open, a picture and its
// figures for each. Percentiles and counts, never means; receipts, which a machine
// sends, never mixed with replies, which people write. Pure.

#include "report_facts.h"

// Of facts that are finished. The caller owns it.
char *report_page(const ReportFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

#endif
