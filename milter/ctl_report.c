// How long customers waited, for a product manager: percentiles and counts of
// the clocks that stopped, and how many are late now. Never means.
#include "ctl.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "cell.h"
#include "ctl_report.h"
#include "page.h"
#include "json.h"
#include "report_page.h"
#include "timings.h"
#include "units.h"

typedef struct Report {
    Timings *timings;
    FairnessRevenue *revenue;
    Fairness *fairness;
    ReportFacts *facts;       // for a page; else NULL: they cost a walk over what is open
    const Calendar *calendar; // in which dates are read and told: of the first mailbox
    const char *zone;
    int64_t since, until, now;
} Report;

static bool gather(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Report *report = data;
    if (report->facts != NULL)
        report_facts_gather(report->facts, txn);
    else
        timings_gather(report->timings, txn, report->since, report->until, report->now);
    fairness_revenue_gather(report->revenue, txn);
    return !store_failed(txn);
}

// --- for programs ---

// Seconds: whole ones, but of what took less than ten fractions too, since receipt is judged by them.
static Json *spans_json(const GTimeSpan spans[TIMINGS_RANKS]) {
    static const char *const NAMES[TIMINGS_RANKS] = {"p50", "p90", "p99"};
    Json *object = json_map();
    for (unsigned i = 0; i < TIMINGS_RANKS; i++) {
        if (spans[i] < 0)
            json_put_text(object, NAMES[i], NULL);
        else if (spans[i] < 10 * G_TIME_SPAN_SECOND)
            json_put_real(object, NAMES[i], (double)spans[i] / G_USEC_PER_SEC);
        else
            json_put_number(object, NAMES[i], spans[i] / G_TIME_SPAN_SECOND);
    }
    return object;
}

static Json *group_json(const TimingsGroup *group) {
    static const char *const BY[] = {[TIMINGS_MAILBOX] = "mailbox",
                                     [TIMINGS_LEVEL] = "level",
                                     [TIMINGS_TIER] = "tier",
                                     [TIMINGS_WEEK] = "week"};
    Json *object = json_map();
    json_put_text(object, "clock", clock_kind_name(group->kind));
    for (TimingsBy by = TIMINGS_MAILBOX; by < TIMINGS_BYS; by++)
        json_put_text(object, BY[by], group->by == by ? group->name : NULL);
    json_put_number(object, "count", (int64_t)group->count);
    if (group->kind == CLOCK_ACKNOWLEDGE)
        json_put_text(object, "in_time", NULL);
    else
        json_put_number(object, "in_time", (int64_t)group->in_time);
    json_put_number(object, "late", (int64_t)group->late);
    json_put(object, "business", spans_json(group->business));
    json_put(object, "wall", spans_json(group->wall));
    return object;
}

static Json *uneven_json(const Report *report) {
    Json *list = json_list();
    for (ClockKind kind = CLOCK_FIRST_REPLY; kind < CLOCK_KINDS; kind++) {
        const TimingsGroup *longest, *shortest;
        if (!timings_is_uneven(report->timings, kind, &longest, &shortest))
            continue;
        Json *object = json_map();
        json_put_text(object, "clock", clock_kind_name(kind));
        json_put_text(object, "longest", longest->name);
        json_put_text(object, "shortest", shortest->name);
        json_add(list, object);
    }
    return list;
}

static void print_json(const Report *report, const GPtrArray *groups) {
    Json *object = json_map(), *list = json_list();
    json_put_time(object, "since", report->since);
    json_put_time(object, "until", report->until);
    json_put_bool(object, "drawn", timings_is_drawn(report->timings));
    for (guint i = 0; i < groups->len; i++)
        json_add(list, group_json(groups->pdata[i]));
    json_put(object, "groups", list);
    json_put(object, "uneven", uneven_json(report));
    json_put(object, "fairness", report_fairness_json(report->fairness));
    g_autofree char *text = json_dump(object, true);
    puts(text);
}

// --- for people ---

// Where the cells of a row end.
enum { NAME_END = 20, COUNT_END = 27, IN_TIME_END = 35, LATE_END = 43, SPAN_WIDTH = 12 };

static void put_right(Page *page, unsigned look, const char *text, unsigned end) {
    page_fill(page, end - MIN(end, (unsigned)strlen(text)));
    page_text(page, look, text);
}

static void put_spans(Page *page, const GTimeSpan spans[TIMINGS_RANKS], unsigned look, bool days) {
    for (unsigned i = 0; i < TIMINGS_RANKS; i++) {
        g_autofree char *text = spans[i] < 0 ? g_strdup("-") : timings_span(spans[i], days);
        put_right(page, look, text, LATE_END + (i + 1) * SPAN_WIDTH);
    }
    page_end(page, 0);
}

static void put_title(Page *page, ClockKind kind) {
    static const char *const TITLES[CLOCK_KINDS] = {"RECEIPT (wall clock)", "FIRST REPLY", "NEXT REPLY",
                                                    "TOUCHPOINT", "PROMISE"};
    static const char *const RANKS[TIMINGS_RANKS] = {"P50", "P90", "P99"};
    const bool due = kind != CLOCK_ACKNOWLEDGE;
    page_end(page, 0);
    page_text(page, LOOK_BOLD, TITLES[kind]);
    put_right(page, LOOK_BOLD, "COUNT", COUNT_END);
    put_right(page, LOOK_BOLD, due ? "IN TIME" : "", IN_TIME_END);
    put_right(page, LOOK_BOLD, due ? "LATE" : "", LATE_END);
    for (unsigned i = 0; i < TIMINGS_RANKS; i++)
        put_right(page, LOOK_BOLD, RANKS[i], LATE_END + (i + 1) * SPAN_WIDTH);
    page_end(page, 0);
}

// Rounded down: 100 % is said only of all.
static char *per_cent(const TimingsGroup *group) {
    if (group->count == 0)
        return g_strdup("-");
    return g_strdup_printf("%u %%", (unsigned)(group->in_time * 100 / group->count));
}

static void put_group(Page *page, const TimingsGroup *group, const Screen *screen) {
    static const char *const BY[TIMINGS_BYS] = {"all", "mailbox ", "level ", "tier ", "week "};
    const bool due = group->kind != CLOCK_ACKNOWLEDGE;
    g_autofree char *full = g_strconcat(BY[group->by], group->name, NULL);
    g_autofree char *name = cell_cut(full, NAME_END - 1, screen->ascii);
    g_autofree char *count = g_strdup_printf("%" G_GUINT64_FORMAT, group->count);
    g_autofree char *late = g_strdup_printf("%" G_GUINT64_FORMAT, group->late);
    g_autofree char *in_time = per_cent(group);
    page_text(page, group->by == TIMINGS_ALL ? LOOK_BOLD : LOOK_PLAIN, name);
    put_right(page, LOOK_PLAIN, count, COUNT_END);
    put_right(page, LOOK_PLAIN, due ? in_time : "", IN_TIME_END);
    put_right(page, group->late > 0 ? LOOK_BOLD : LOOK_PLAIN, due && group->by != TIMINGS_WEEK ? late : "",
              LATE_END);
    put_spans(page, due ? group->business : group->wall, LOOK_PLAIN, !due);
    if (!due || group->count == 0)
        return;
    page_text(page, LOOK_FAINT, "  wall clock");
    put_spans(page, group->wall, LOOK_FAINT, true);
}

static void put_uneven(Page *page, const Report *report, ClockKind kind) {
    const TimingsGroup *longest, *shortest;
    if (!timings_is_uneven(report->timings, kind, &longest, &shortest))
        return;
    g_autofree char *said = g_strdup_printf("Uneven: tier %s waits at least three times as long as tier %s.",
                                            longest->name, shortest->name);
    page_text(page, LOOK_BOLD, said);
    page_end(page, 0);
}

static void put_intro(Page *page, const Report *report, bool empty) {
    g_autofree char *since = cell_time(report->calendar, report->since);
    g_autofree char *until = cell_time(report->calendar, report->until);
    g_autofree char *span = g_strdup_printf("%s from %s to %s (%s).",
                                            empty ? "Nothing stopped and nothing is late" : "What stopped",
                                            since, until, report->zone);
    page_text(page, LOOK_PLAIN, span);
    page_text(page, LOOK_PLAIN,
              empty
                  ? ""
                  : " Business time, below it the wall clock: half of them waited no longer than P50, 90 of "
                    "100 than P90, 99 of 100 than P99. LATE are waiting now.");
    page_end(page, 0);
    if (!timings_is_drawn(report->timings))
        return;
    page_text(page, LOOK_PLAIN,
              "So many stopped that percentiles are those of 2,000,000 drawn evenly; counts are exact.");
    page_end(page, 0);
}

// Where no customer has a tier, its one row says nothing new: the unknown stand behind all tiers.
static bool is_idle(const GPtrArray *groups, guint at) {
    const TimingsGroup *group = groups->pdata[at], *before = at > 0 ? groups->pdata[at - 1] : group;
    return group->by == TIMINGS_TIER && before->by != TIMINGS_TIER &&
           strcmp(group->name, TIMINGS_UNKNOWN) == 0;
}

static void print_page(const Report *report, const GPtrArray *groups, const Screen *screen) {
    static const Verdict NOTHING = {.level = LEVEL_NONE};
    g_autoptr(Page) page = page_new(screen, &NOTHING);
    put_intro(page, report, groups->len == 0);
    for (guint i = 0; i < groups->len; i++) {
        const TimingsGroup *group = groups->pdata[i];
        const TimingsGroup *next = i + 1 < groups->len ? groups->pdata[i + 1] : NULL;
        if (group->by == TIMINGS_ALL)
            put_title(page, group->kind);
        if (!is_idle(groups, i))
            put_group(page, group, screen);
        if (next == NULL || next->kind != group->kind)
            put_uneven(page, report, group->kind);
    }
    report_fairness_put(page, report->fairness, screen);
    g_autofree char *text = page_take(page);
    fputs(text, stdout);
}

// --- the command ---

// A date alone is a day on the calendar: its beginning, or for --until its end.
static bool read_time(const char *option, const char *text, const Calendar *calendar, bool end,
                      int64_t *time) {
    g_autoptr(GError) error = NULL;
    if (!units_time_parse(text, time, &error)) {
        fprintf(stderr, "earshot report: %s: %s\n", option, error->message);
        return false;
    }
    if (strlen(text) != strlen("2026-11-23"))
        return true;
    g_autoptr(GDateTime) day = g_date_time_new_from_unix_utc(*time / G_USEC_PER_SEC);
    g_autoptr(GDateTime) from = g_date_time_add_days(day, end ? 1 : 0);
    return from == NULL || calendar_moment(calendar, g_date_time_get_year(from), g_date_time_get_month(from),
                                           g_date_time_get_day_of_month(from), 0, 0, time);
}

static int write_page(Report *report, const char *path) {
    report_facts_finish(report->facts);
    report->facts->fairness = report->fairness;
    g_autofree char *html = report_page(report->facts);
    return ctl_put_page("report", path, html, false);
}

typedef struct Wish {
    char *since, *until, *html;
    gboolean as_json;
} Wish;

static bool read_times(Report *report, const Wish *wish) {
    report->until = report->now;
    if (!read_time("--since", wish->since, report->calendar, false, &report->since) ||
        (wish->until != NULL && !read_time("--until", wish->until, report->calendar, true, &report->until)))
        return false;
    if (report->since < report->until)
        return true;
    fprintf(stderr, "earshot report: --since does not lie before --until\n");
    return false;
}

static int report_times(Daemon *daemon, const Wish *wish) {
    const Mailbox *first = daemon->config->mailboxes->pdata[0];
    Report report = {.now = g_get_real_time(), .calendar = first->calendar, .zone = first->time_zone};
    Screen screen;
    if (!read_times(&report, wish))
        return EX_USAGE;
    g_autoptr(Timings) timings = timings_new(daemon->config->mailboxes, TIMINGS_MOST);
    g_autoptr(FairnessRevenue) revenue = fairness_revenue_new();
    g_autoptr(ReportFacts) facts =
        report_facts_new(daemon->config->mailboxes, timings, report.since, report.until, report.now);
    report.timings = timings;
    report.revenue = revenue;
    report.facts = wish->html == NULL ? NULL : facts;
    if (!ctl_read(daemon, gather, &report))
        return daemon->status;
    const GPtrArray *groups = timings_groups(timings);
    g_autoptr(Fairness) fairness = fairness_of(groups, &daemon->config->accounts_known, revenue);
    report.fairness = fairness;
    if (wish->html != NULL)
        return write_page(&report, wish->html);
    (void)screen_find(&screen, NULL, stdout);
    if (wish->as_json)
        print_json(&report, groups);
    else
        print_page(&report, groups, &screen);
    return EX_OK;
}

static void wish_clear(Wish *wish) {
    g_free(wish->since);
    g_free(wish->until);
    g_free(wish->html);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Wish, wish_clear)

int ctl_report(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {
        "report", "--since DATE [--until DATE] [--json | --html FILE]",
        "how long customers waited: receipt, first and next reply, touchpoints,\n"
        "promises; as a page also what came and what is open",
        NULL};
    g_auto(Wish) wish = {0};
    const GOptionEntry entries[] = {
        {"since", 0, 0, G_OPTION_ARG_STRING, &wish.since, "clocks that stopped from that day or moment on",
         "DATE"},
        {"until", 0, 0, G_OPTION_ARG_STRING, &wish.until, "and up to that day's end or moment (default: now)",
         "DATE"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &wish.as_json, "for programs: a JSON object, in seconds", NULL},
        {"html", 0, 0, G_OPTION_ARG_FILENAME, &wish.html,
         "for people: a page with pictures; - writes it here", "FILE"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (wish.since == NULL || argc != 1 || (wish.as_json && wish.html != NULL))
        return ctl_usage(&USAGE);
    if (!ctl_open_store(daemon))
        return daemon->status;
    return report_times(daemon, &wish);
}
