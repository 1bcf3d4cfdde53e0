// Whoever opens this page wants one answer first (are we in time, and where
// not), then the weeks, then the figures to check it by: in that order it is
// written, and in the words of who waits.
#include "report_page.h"

#include <string.h>

#include "mailbox.h"
#include "report_chart.h"
#include "report_parts.h"
#include "tell.h"

// --- the head ---

static void put_tile(Sheet *sheet, const char *figure, const char *label, const char *class) {
    sheet_open(sheet, "li");
    sheet_put(sheet, "b", class, figure);
    sheet_put(sheet, "span", NULL, label);
    sheet_close(sheet);
}

static void put_receipt_tile(Sheet *sheet, const ReportFacts *facts) {
    const TimingsGroup *group = report_group(facts, CLOCK_ACKNOWLEDGE, TIMINGS_ALL, NULL);
    if (group == NULL || group->count == 0)
        return;
    g_autofree char *p50 = report_span(group->wall[TIMINGS_P50], true);
    g_autofree char *p99 = report_span(group->wall[TIMINGS_P99], true);
    g_autofree char *label =
        g_strdup_printf("receipt, half of %" G_GUINT64_FORMAT "; 99 of 100 within %s", group->count, p99);
    put_tile(sheet, p50, label, NULL);
}

static void put_reply_tile(Sheet *sheet, const ReportFacts *facts) {
    const TimingsGroup *group = report_group(facts, CLOCK_FIRST_REPLY, TIMINGS_ALL, NULL);
    if (group == NULL || group->count == 0)
        return;
    g_autofree char *share = report_per_cent_text(group->in_time, group->count);
    g_autofree char *label = g_strdup_printf("of %" G_GUINT64_FORMAT " first replies in time", group->count);
    put_tile(sheet, share, label, NULL);
}

static void put_tiles(Sheet *sheet, const ReportFacts *facts) {
    g_autofree char *messages = report_number(facts->messages), *open = report_number(facts->open),
                    *late = report_number(facts->late);
    g_autofree char *came =
        g_strdup_printf("messages by persons, %" G_GUINT64_FORMAT " by machines", facts->machines);
    g_autofree char *grave = g_strdup_printf("conversations open now: %u critical, %u escalated",
                                             facts->at[LEVEL_CRITICAL], facts->at[LEVEL_ESCALATION]);
    sheet_open_as(sheet, "ul", "tiles");
    put_tile(sheet, messages, came, NULL);
    put_receipt_tile(sheet, facts);
    put_reply_tile(sheet, facts);
    put_tile(sheet, open, grave, NULL);
    put_tile(sheet, late, "of these late now", facts->late > 0 ? "late" : NULL);
    sheet_close(sheet);
}

static void put_head(Sheet *sheet, const ReportFacts *facts) {
    const Mailbox *first = facts->mailboxes->pdata[0];
    g_autofree char *since = report_moment(facts, facts->since), *until = report_moment(facts, facts->until);
    g_autofree char *now = report_moment(facts, facts->now);
    sheet_open_as(sheet, "p", "faint");
    sheet_printf(sheet, "%s to %s, time of %s. Made on %s.", since, until,
                 first->time_zone == NULL ? "the first mailbox" : first->time_zone, now);
    if (facts->cut)
        sheet_printf(sheet, " Sums and percentiles are of all this time; pictures show the newest %d weeks.",
                     REPORT_WEEKS);
    if (timings_is_drawn(facts->timings))
        sheet_text(
            sheet,
            " So many stopped that percentiles are those of 2,000,000 drawn evenly; counts are exact.");
    sheet_close(sheet);
}

static void put_reading(Sheet *sheet) {
    sheet_put(
        sheet, "p", "faint",
        "How to read it: half of them waited no longer than P50, 90 of 100 no longer than P90, 99 of 100 no "
        "longer than P99. Business time counts only while the mailbox is open; the wall clock counts always. "
        "Late are those that wait now and are over their time.");
}

// --- what was aimed at ---

static void put_target(Sheet *sheet, GTimeSpan span) {
    g_autofree char *text = span <= 0 ? g_strdup("-") : timings_span(span, false);
    if (g_str_has_suffix(text, " 0 min") || g_str_has_suffix(text, " 0 s")) // "4 h": as it was set
        text[strlen(text) - (g_str_has_suffix(text, " 0 s") ? strlen(" 0 s") : strlen(" 0 min"))] = '\0';
    sheet_put(sheet, "td", NULL, text);
}

static void put_targets(Sheet *sheet, const ReportFacts *facts) {
    static const char *const HEADS[] = {"Mailbox",       "First reply", "when escalated",
                                        "when critical", "Next reply",  NULL};
    report_open_section(
        sheet, "Targets",
        "The times that each mailbox is held to, in its own business time, as configured now.");
    report_open_table(sheet, "Targets", HEADS);
    for (guint i = 0; i < facts->mailboxes->len; i++) {
        const Mailbox *mailbox = facts->mailboxes->pdata[i];
        g_autofree char *hours = g_strdup_printf("%s, %s", mailbox->hours == NULL ? "?" : mailbox->hours,
                                                 mailbox->time_zone == NULL ? "?" : mailbox->time_zone);
        sheet_open(sheet, "tr");
        sheet_open(sheet, "th");
        sheet_set(sheet, "scope", "row");
        sheet_text(sheet, mailbox->name);
        sheet_put(sheet, "span", "hours", hours);
        sheet_close(sheet);
        put_target(sheet, mailbox->first_reply[LEVEL_NONE]);
        put_target(sheet, mailbox->first_reply[LEVEL_ESCALATION]);
        put_target(sheet, mailbox->first_reply[LEVEL_CRITICAL]);
        put_target(sheet, mailbox->next_reply);
        sheet_close(sheet);
    }
    report_close_table(sheet);
    sheet_close(sheet);
}

// --- what came ---

static void put_levels_table(Sheet *sheet, const ReportFacts *facts, const ChartLevels *levels) {
    static const char *const HEADS[] = {"Week", "Critical", "Escalation", "Concern", "None", "All", NULL};
    report_open_figures(sheet, "Figures");
    report_open_table(sheet, "Levels by week", HEADS);
    for (guint i = 0; i < facts->weeks->len; i++) {
        uint64_t sum = 0;
        sheet_open(sheet, "tr");
        report_row_head(sheet, facts->weeks->pdata[i]);
        for (unsigned level = LEVEL_COUNT; level-- > 0;) {
            g_autofree char *count = report_number(levels[i].count[level]);
            sum += levels[i].count[level];
            sheet_put(sheet, "td", NULL, count);
        }
        g_autofree char *all = report_number(sum);
        sheet_put(sheet, "td", NULL, all);
        sheet_close(sheet);
    }
    report_close_table(sheet);
    sheet_close(sheet);
}

static void put_levels(Sheet *sheet, const ReportFacts *facts) {
    static const char *const MARKS[][3] = {{"critical", "■", "critical"},
                                           {"escalation", "■", "escalation"},
                                           {"concern", "■", "concern"},
                                           {"none", "■", "none"}};
    g_autofree ChartLevels *levels = g_new0(ChartLevels, facts->weeks->len + 1);
    for (guint i = 0; i < facts->levels->len; i++) {
        const ReportCount *count = facts->levels->pdata[i];
        Level level;
        for (guint week = 0; level_parse(count->name, &level) && week < facts->weeks->len; week++)
            levels[week].count[level] += count->weeks[facts->skipped + week];
    }
    const Chart chart = {
        "levels", "Messages by persons and their level, by week",
        "Bars of four parts, the critical ones at the bottom; the figures stand in the table below.",
        facts->weeks};
    if (facts->levels->len == 0 || facts->weeks->len == 0)
        return;
    report_open_section(sheet, "What came", "Messages by persons, and how grave they were heard to be.");
    sheet_open_as(sheet, "div", "pictures one");
    report_open_figure(sheet, "Messages by week");
    chart_levels(sheet, &chart, levels);
    sheet_close(sheet);
    sheet_close(sheet);
    report_legend(sheet, MARKS, G_N_ELEMENTS(MARKS));
    put_levels_table(sheet, facts, levels);
    sheet_close(sheet);
}

// The caller owns what it says.
typedef char *(*Told)(const Phrasebook *book, const char *name);

static char *told_language(const Phrasebook *book, const char *name) {
    static const char *const NAMES[][2] = {
        {"de", "German"}, {"en", "English"}, {"es", "Spanish"},    {"fr", "French"},  {"it", "Italian"},
        {"nl", "Dutch"},  {"pl", "Polish"},  {"pt", "Portuguese"}, {"sv", "Swedish"}, {"und", "not sure"}};
    (void)book;
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (strcmp(NAMES[i][0], name) == 0)
            return g_strdup(NAMES[i][1]);
    return g_strdup(name);
}

static char *told_request(const Phrasebook *book, const char *name) {
    return phrasebook_say(book, "request", name, NULL);
}

static void put_counts(Sheet *sheet, const char *title, const char *said, const char *what,
                       const GPtrArray *counts, Told told) {
    const char *const HEADS[] = {what, "Count", "Share", "", NULL};
    uint64_t sum = 0, most = 0;
    for (guint i = 0; i < counts->len; i++) {
        const ReportCount *count = counts->pdata[i];
        sum += count->count;
        most = MAX(most, count->count);
    }
    if (sum == 0)
        return;
    g_autoptr(Phrasebook) book = phrasebook_new(NULL);
    report_open_section(sheet, title, said);
    report_open_table(sheet, title, HEADS);
    for (guint i = 0; i < counts->len; i++) {
        const ReportCount *count = counts->pdata[i];
        g_autofree char *figure = report_number(count->count),
                        *share = report_per_cent_text(count->count, sum);
        sheet_open(sheet, "tr");
        g_autofree char *name = told(book, count->name);
        report_row_head(sheet, name);
        sheet_put(sheet, "td", NULL, figure);
        sheet_put(sheet, "td", NULL, share);
        sheet_open_as(sheet, "td", "bar");
        chart_bar(sheet, count->count, most, "share");
        sheet_close(sheet);
        sheet_close(sheet);
    }
    report_close_table(sheet);
    sheet_close(sheet);
}

// --- what is open ---

static void put_problem(Sheet *sheet, const ReportFacts *facts, const ReportProblem *problem) {
    g_autofree char *open = report_number(problem->open), *late = report_number(problem->late);
    g_autoptr(GDateTime) local = calendar_local(facts->calendar, problem->oldest);
    g_autofree char *day = local == NULL ? g_strdup("-") : g_date_time_format(local, "%Y-%m-%d");
    sheet_open(sheet, "tr");
    report_row_head(sheet,
                    problem->name == NULL ? "escalations whose cause nobody has named" : problem->name);
    sheet_put(sheet, "td", NULL, open);
    sheet_put(sheet, "td", problem->late > 0 ? "late" : NULL, late);
    sheet_put(sheet, "td", NULL, level_name(problem->level));
    sheet_put(sheet, "td", "day", day);
    sheet_close(sheet);
}

static void put_problems(Sheet *sheet, const ReportFacts *facts) {
    static const char *const HEADS[] = {"Problem", "Open", "Late", "Gravest", "Since", NULL};
    if (facts->problems->len == 0)
        return;
    report_open_section(sheet, "Problems",
                        "Conversations that are open now, by the name that was given to their cause.");
    report_open_table(sheet, "Problems", HEADS);
    for (guint i = 0; i < facts->problems->len; i++)
        put_problem(sheet, facts, facts->problems->pdata[i]);
    report_close_table(sheet);
    if (facts->problems_more > 0) {
        sheet_open(sheet, "p");
        sheet_printf(sheet, "And %u more.", facts->problems_more);
        sheet_close(sheet);
    }
    sheet_close(sheet);
}

// --- the page ---

static bool is_empty(const ReportFacts *facts) {
    return facts->messages + facts->machines + facts->acknowledged + facts->open + facts->levels->len == 0 &&
           facts->refusals->len == 0 && facts->groups->len == 0;
}

static void put_body(Sheet *sheet, const ReportFacts *facts) {
    put_tiles(sheet, facts);
    put_reading(sheet);
    for (ClockKind kind = CLOCK_ACKNOWLEDGE; kind < CLOCK_KINDS; kind++)
        report_times(sheet, facts, kind);
    report_fairness(sheet, facts);
    put_targets(sheet, facts);
    put_levels(sheet, facts);
    put_problems(sheet, facts);
    put_counts(sheet, "Requests", "What they asked for.", "Request", facts->requests, told_request);
    put_counts(sheet, "Languages", "In which they wrote.", "Language", facts->languages, told_language);
    put_counts(sheet, "Not acknowledged",
               "Why no acknowledgement went out. Most are machines, or people who had one already.", "Reason",
               facts->refusals, tell_refusal);
}

char *report_page(const ReportFacts *facts) {
    g_autoptr(Sheet) sheet = sheet_new("en", "How customers were heard");
    put_head(sheet, facts);
    if (is_empty(facts))
        sheet_put(sheet, "p", NULL, "Nothing came in this time, nothing was answered and nothing is open.");
    else
        put_body(sheet, facts);
    return sheet_take(sheet);
}
