// The tiers by size and how long each waited for a first reply: a table of a few
// rows below the times, since a figure of one tier says nothing until it stands beside another's.
#include "ctl_report.h"

#include <string.h>

#include "cell.h"

static Json *tier_json(const FairnessTier *tier) {
    Json *object = json_map();
    json_put_text(object, "tier", tier->name);
    if (tier->place == 0)
        json_put_text(object, "place", NULL);
    else
        json_put_number(object, "place", tier->place);
    json_put_number(object, "count", (int64_t)tier->count);
    if (tier->p50 < 0)
        json_put_text(object, "p50", NULL);
    else
        json_put_number(object, "p50", tier->p50 / G_TIME_SPAN_SECOND);
    if (tier->revenue < 0)
        json_put_text(object, "revenue", NULL);
    else
        json_put_number(object, "revenue", tier->revenue);
    return object;
}

Json *report_fairness_json(const Fairness *fairness) {
    Json *object = json_map(), *tiers = json_list();
    for (guint i = 0; i < fairness->tiers->len; i++)
        json_add(tiers, tier_json(fairness->tiers->pdata[i]));
    json_put(object, "tiers", tiers);
    if (fairness->largest == NULL) {
        json_put_text(object, "warning", NULL);
        return object;
    }
    Json *warning = json_map();
    json_put_text(warning, "largest", fairness->largest->name);
    json_put_text(warning, "smallest", fairness->smallest->name);
    json_put(object, "warning", warning);
    return object;
}

// --- for people ---

enum { NAME_WIDTH = 28, COUNT_END = 40, P50_END = 55, REVENUE_END = 75 };

static void put_right(Page *page, unsigned look, const char *text, unsigned end) {
    page_fill(page, end - MIN(end, (unsigned)strlen(text)));
    page_text(page, look, text);
}

static void put_tier(Page *page, const FairnessTier *tier, const Screen *screen) {
    g_autofree char *name = cell_cut(tier->name == NULL ? "none" : tier->name, NAME_WIDTH, screen->ascii);
    g_autofree char *count = g_strdup_printf("%" G_GUINT64_FORMAT, tier->count);
    g_autofree char *p50 = tier->p50 < 0 ? g_strdup("-") : timings_span(tier->p50, false);
    g_autofree char *revenue =
        tier->revenue < 0 ? g_strdup("-") : g_strdup_printf("%" G_GINT64_FORMAT, tier->revenue);
    page_text(page, LOOK_PLAIN, name);
    put_right(page, LOOK_PLAIN, count, COUNT_END);
    put_right(page, LOOK_PLAIN, p50, P50_END);
    put_right(page, LOOK_PLAIN, revenue, REVENUE_END);
    page_end(page, 0);
}

void report_fairness_put(Page *page, const Fairness *fairness, const Screen *screen) {
    const FairnessTier *first = fairness->tiers->len == 0 ? NULL : fairness->tiers->pdata[0];
    if (first == NULL || first->name == NULL)
        return;
    page_end(page, 0);
    page_text(page, LOOK_BOLD, "TIERS, the largest first");
    put_right(page, LOOK_BOLD, "FIRST REPLIES", COUNT_END);
    put_right(page, LOOK_BOLD, "P50", P50_END);
    put_right(page, LOOK_BOLD, "REVENUE EACH", REVENUE_END);
    page_end(page, 0);
    for (guint i = 0; i < fairness->tiers->len; i++)
        put_tier(page, fairness->tiers->pdata[i], screen);
    if (fairness->largest == NULL)
        return;
    g_autofree char *said = g_strdup_printf(
        "Unfair: tier %s, the smallest, waits at least three times as long as tier %s, the largest.",
        fairness->smallest->name, fairness->largest->name);
    page_text(page, LOOK_BOLD, said);
    page_end(page, 0);
}
