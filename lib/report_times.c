// The times of one kind of clock: the picture of the weeks, then the figures to
// check it by, down to mailbox, level and tier.
#include <string.h>

#include "calendar.h"
#include "mailbox.h"
#include "report_chart.h"
#include "report_parts.h"

// What is aimed at (RECOVERY.md section 6).
static const GTimeSpan RECEIPT_GOALS[TIMINGS_RANKS] = {
    [TIMINGS_P50] = 5 * G_TIME_SPAN_SECOND, [TIMINGS_P99] = 30 * G_TIME_SPAN_SECOND};
static const GTimeSpan NO_GOALS[TIMINGS_RANKS] = {0};

typedef struct KindText {
    const char *title, *said;
    int goal; // per cent in time, -1: none was set
} KindText;

static const KindText KINDS[CLOCK_KINDS] = {
    [CLOCK_ACKNOWLEDGE] =
        {"Receipt",
         "From the moment a message was taken to the moment its acknowledgement was on its way. A "
         "machine does this, day and night, so there is only the wall clock.",
         -1},
    [CLOCK_FIRST_REPLY] = {"First reply",
                           "From a conversation's first message to the first word of a person of ours.", -1},
    [CLOCK_NEXT_REPLY] = {"Next reply", "From a further message of theirs to our next word by a person.", -1},
    [CLOCK_TOUCHPOINT] =
        {"Touchpoint",
         "Word from a person on each business day, while it is critical. A day without is not in time.", 95},
    [CLOCK_PROMISE] = {"Promises",
                       "What we said we would do by a date: kept, or given another date before it was due.",
                       95},
};

static void put_spans(Sheet *sheet, const TimingsGroup *group, bool due) {
    for (unsigned rank = 0; rank < TIMINGS_RANKS; rank++) {
        g_autofree char *wall = report_span(group->wall[rank], true);
        g_autofree char *business = report_span(group->business[rank], false);
        sheet_open(sheet, "td");
        sheet_text(sheet, due ? business : wall);
        if (due && group->count > 0)
            sheet_put(sheet, "span", "wall", wall);
        sheet_close(sheet);
    }
}

static void put_group(Sheet *sheet, const TimingsGroup *group, const char *name) {
    const bool due = group->kind != CLOCK_ACKNOWLEDGE;
    g_autofree char *count = report_number(group->count), *late = report_number(group->late);
    g_autofree char *share = report_per_cent_text(group->in_time, group->count);
    sheet_open(sheet, "tr");
    report_row_head(sheet, name);
    sheet_put(sheet, "td", NULL, count);
    if (due) {
        sheet_put(sheet, "td", NULL, share);
        sheet_put(sheet, "td", group->late > 0 ? "late" : NULL, group->by == TIMINGS_WEEK ? "" : late);
    }
    put_spans(sheet, group, due);
    sheet_close(sheet);
}

static void put_group_head(Sheet *sheet, bool due, const char *title) {
    sheet_open_as(sheet, "tr", "group");
    sheet_open(sheet, "th");
    sheet_set_number(sheet, "colspan", due ? 7 : 5);
    sheet_set(sheet, "scope", "colgroup");
    sheet_text(sheet, title);
    sheet_close(sheet);
    sheet_close(sheet);
}

// Where nobody has a tier, its one row says nothing new; where there is one mailbox, neither does its.
static bool is_idle(const GPtrArray *groups, guint at) {
    const TimingsGroup *group = groups->pdata[at];
    const TimingsGroup *before = at > 0 ? groups->pdata[at - 1] : NULL;
    const TimingsGroup *behind = at + 1 < groups->len ? groups->pdata[at + 1] : NULL;
    const bool first = before == NULL || before->by != group->by || before->kind != group->kind;
    const bool last = behind == NULL || behind->by != group->by || behind->kind != group->kind;
    return first && last &&
           (group->by == TIMINGS_MAILBOX ||
            (group->by == TIMINGS_TIER && strcmp(group->name, TIMINGS_UNKNOWN) == 0));
}

static void put_times(Sheet *sheet, const ReportFacts *facts, ClockKind kind) {
    static const char *const RECEIPT[] = {"", "Count", "P50", "P90", "P99", NULL};
    static const char *const REPLY[] = {"", "Count", "In time", "Late now", "P50", "P90", "P99", NULL};
    static const char *const TITLES[TIMINGS_BYS] = {NULL, "By mailbox", "By level", "By tier", "By week"};
    const GPtrArray *groups = facts->groups;
    const bool due = kind != CLOCK_ACKNOWLEDGE;
    TimingsBy by = TIMINGS_ALL;
    report_open_figures(sheet,
                        due ? "Figures: business time, below it the wall clock" : "Figures: wall clock");
    report_open_table(sheet, KINDS[kind].title, due ? REPLY : RECEIPT);
    for (guint i = 0; i < groups->len; i++) {
        const TimingsGroup *group = groups->pdata[i];
        if (group->kind != kind || is_idle(groups, i))
            continue;
        if (group->by != by)
            put_group_head(sheet, due, TITLES[by = group->by]);
        put_group(sheet, group, group->by == TIMINGS_ALL ? "All" : group->name);
    }
    report_close_table(sheet);
    sheet_close(sheet);
}

static void put_shares(Sheet *sheet, const ReportFacts *facts, ClockKind kind) {
    g_autofree int *shares = g_new(int, facts->weeks->len + 1);
    for (guint i = 0; i < facts->weeks->len; i++) {
        const TimingsGroup *group = report_group(facts, kind, TIMINGS_WEEK, facts->weeks->pdata[i]);
        shares[i] = group == NULL ? -1 : report_per_cent(group->in_time, group->count);
    }
    g_autofree char *id = g_strdup_printf("share-%s", clock_kind_name(kind));
    g_autofree char *title = g_strdup_printf("%s: share in time by week", KINDS[kind].title);
    const Chart chart = {id, title,
                         "A bar for each week, from 0 to 100 per cent; the figures stand in the table below.",
                         facts->weeks};
    report_open_figure(sheet, "In time, by week");
    chart_shares(sheet, &chart, shares, KINDS[kind].goal);
    sheet_close(sheet);
}

static void put_lengths(Sheet *sheet, const ReportFacts *facts, ClockKind kind, bool wall) {
    g_autofree ChartSpans *spans = g_new(ChartSpans, facts->weeks->len + 1);
    for (guint i = 0; i < facts->weeks->len; i++) {
        const TimingsGroup *group = report_group(facts, kind, TIMINGS_WEEK, facts->weeks->pdata[i]);
        for (unsigned rank = 0; rank < TIMINGS_RANKS; rank++)
            spans[i].rank[rank] = group == NULL ? -1 : wall ? group->wall[rank] : group->business[rank];
    }
    const char *measure = wall ? "wall clock" : "business time";
    g_autofree char *id = g_strdup_printf("%s-%s", wall ? "wall" : "business", clock_kind_name(kind));
    g_autofree char *title = g_strdup_printf("%s: time taken by week, %s", KINDS[kind].title, measure);
    g_autofree char *caption = g_strdup_printf("Time taken, %s", measure);
    const Chart chart = {id, title,
                         "For each week a dot at P50, a bar at P90 and a diamond at P99; each line across is "
                         "several times the one "
                         "below it. The figures stand in the table below.",
                         facts->weeks};
    report_open_figure(sheet, caption);
    chart_spans(sheet, &chart, spans, wall, kind == CLOCK_ACKNOWLEDGE ? RECEIPT_GOALS : NO_GOALS);
    sheet_close(sheet);
}

static void put_uneven(Sheet *sheet, const ReportFacts *facts, ClockKind kind) {
    const TimingsGroup *longest, *shortest;
    if (!timings_is_uneven(facts->timings, kind, &longest, &shortest))
        return;
    sheet_open_as(sheet, "p", "late");
    sheet_printf(sheet, "Uneven: tier %s waits at least three times as long as tier %s.", longest->name,
                 shortest->name);
    sheet_close(sheet);
}

void report_times(Sheet *sheet, const ReportFacts *facts, ClockKind kind) {
    static const char *const MARKS[][3] = {
        {"p50", "●", "P50"}, {"p90", "▬", "P90"}, {"p99", "◇", "P99"}, {"goal", "╌", "what is aimed at"}};
    const bool due = kind != CLOCK_ACKNOWLEDGE, goal = !due || KINDS[kind].goal >= 0;
    const TimingsGroup *all = report_group(facts, kind, TIMINGS_ALL, NULL);
    if (all == NULL)
        return;
    report_open_section(sheet, KINDS[kind].title, KINDS[kind].said);
    put_uneven(sheet, facts, kind);
    if (all->count > 0 && facts->weeks->len > 0) {
        sheet_open_as(sheet, "div", due ? "pictures" : "pictures one");
        if (due) {
            put_shares(sheet, facts, kind);
            put_lengths(sheet, facts, kind, false);
        }
        put_lengths(sheet, facts, kind, true);
        sheet_close(sheet);
        report_legend(sheet, MARKS, G_N_ELEMENTS(MARKS) - !goal);
    }
    put_times(sheet, facts, kind);
    sheet_close(sheet);
}
