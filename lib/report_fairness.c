// Whether small customers wait longer than large ones: the tiers in the order of
// their size, so that an uneven row is seen as what it is.
#include "report_parts.h"

static void put_tier(Sheet *sheet, const FairnessTier *tier) {
    g_autofree char *count = report_number(tier->count), *p50 = report_span(tier->p50, false);
    g_autofree char *revenue = tier->revenue < 0 ? g_strdup("-") : report_number((uint64_t)tier->revenue);
    sheet_open(sheet, "tr");
    report_row_head(sheet, tier->name == NULL ? "none" : tier->name);
    sheet_put(sheet, "td", NULL, count);
    sheet_put(sheet, "td", NULL, p50);
    sheet_put(sheet, "td", NULL, revenue);
    sheet_close(sheet);
}

void report_fairness(Sheet *sheet, const ReportFacts *facts) {
    static const char *const HEADS[] = {"Tier", "First replies", "P50", "Revenue each", NULL};
    const Fairness *fairness = facts->fairness;
    const FairnessTier *first =
        fairness == NULL || fairness->tiers->len == 0 ? NULL : fairness->tiers->pdata[0];
    if (first == NULL || first->name == NULL) // nobody has a tier
        return;
    report_open_section(sheet, "Fairness",
                        "How long customers waited for a first reply in business time, those of the largest "
                        "tier first.");
    if (fairness->largest != NULL) {
        sheet_open_as(sheet, "p", "late");
        sheet_printf(sheet,
                     "Tier %s, the smallest, waits at least three times as long as tier %s, the largest.",
                     fairness->smallest->name, fairness->largest->name);
        sheet_close(sheet);
    }
    report_open_table(sheet, "Fairness", HEADS);
    for (guint i = 0; i < fairness->tiers->len; i++)
        put_tier(sheet, fairness->tiers->pdata[i]);
    report_close_table(sheet);
    sheet_close(sheet);
}
