// The status for people: a line a subject, in the order in which a message travels; what is wrong stands
// below its line with what to do, and above all of it how many such things there are.
#include "ctl_status.h"

#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "ctl_screen.h"
#include "page.h"
#include "pressure.h"

enum { LABEL = 10 };

// "3 min ago", "never". The caller owns it.
static char *ago(const Status *status, int64_t moment) {
    if (moment == 0)
        return g_strdup("not yet");
    g_autofree char *span = cell_span(status->now - moment);
    return g_strconcat(span, " ago", NULL);
}

static char *size_text(uint64_t bytes) {
    static const char *const UNITS[] = {"kB", "MB", "GB", "TB", "PB"};
    double size = (double)bytes / 1024;
    size_t unit = 0;
    for (; size >= 1000 && unit + 1 < G_N_ELEMENTS(UNITS); unit++)
        size /= 1024;
    return g_strdup_printf("%.*f %s", size < 10 ? 1 : 0, size, UNITS[unit]);
}

// Times of work: microseconds to seconds.
static char *time_text(int64_t microseconds) {
    return microseconds < G_USEC_PER_SEC
               ? g_strdup_printf("%.*f ms", microseconds < 10000 ? 1 : 0, (double)microseconds / 1000)
               : g_strdup_printf("%.1f s", (double)microseconds / G_USEC_PER_SEC);
}

static void append_percentiles(GString *text, const VitalsView *view, Vital vital) {
    if (vitals_total(view, vital) == 0)
        return;
    g_autofree char *half = time_text(vitals_quantile(view, vital, 0.5));
    g_autofree char *most = time_text(vitals_quantile(view, vital, 0.99));
    g_string_append_printf(text, "; p50 under %s, p99 under %s", half, most);
}

// "store 2, crash 1": the parts that are not zero, in the table's order.
static void append_parts(GString *text, Vital vital, const uint64_t *counts) {
    const char *between = "";
    for (unsigned i = 0; i < vital_parts(vital); i++) {
        if (counts[i] == 0)
            continue;
        g_string_append_printf(text, "%s%s %" G_GUINT64_FORMAT, between, vital_row(vital)->part(i),
                               counts[i]);
        between = ", ";
    }
}

static void append_view(GString *text, const VitalsView *view, Vital vital) {
    append_parts(text, vital, view->slots + vital_row(vital)->at);
}

// --- the lines, each the text behind its label; "" for none ---

static void append_end(GString *text, const Status *status, const StatusDaemon *daemon) {
    const int64_t started = (int64_t)vitals_get(&daemon->vitals, VITAL_STARTED, 0);
    const int64_t stopped = (int64_t)vitals_get(&daemon->vitals, VITAL_STOPPED, 0);
    g_string_append(text, daemon->wanted ? "DOWN" : "not running, and not needed");
    if (!daemon->counted)
        return;
    g_autofree char *when = ago(status, stopped), *begun = ago(status, started);
    if (stopped >= started)
        g_string_append_printf(text, "; it was stopped %s", when);
    else
        g_string_append_printf(text, "; started %s, it died without a word: was it killed, or did it crash?",
                               begun);
}

// Nothing to alarm anybody with: which of it there is hangs on the kernel. The log says why.
static const char *const CONFINED[] = {"; NOT confined: see event=confine in its log",
                                       "; its system calls are NOT confined: see event=confine in its log",
                                       "; its files are NOT confined: see event=confine in its log", ""};

static void daemon_line(GString *text, const Status *status, const StatusDaemon *daemon) {
    const VitalsView *view = &daemon->vitals;
    if (daemon->runs != RUNS_YES) {
        if (daemon->runs == RUNS_UNKNOWN)
            g_string_append(text, "nobody can say whether it runs");
        else
            append_end(text, status, daemon);
        return;
    }
    g_string_append(text, "runs");
    if (!daemon->counted)
        return;
    const int64_t started = (int64_t)vitals_get(view, VITAL_STARTED, 0);
    const int64_t read = (int64_t)vitals_get(view, VITAL_CONFIG_READ, 0);
    g_autofree char *since = cell_span(status->now - started), *read_ago = ago(status, read);
    g_string_append_printf(text, " for %s, pid %" G_GUINT64_FORMAT ", version %s", since,
                           vitals_get(view, VITAL_PID, 0), view->texts[VITAL_TEXT_VERSION]);
    if (read > started)
        g_string_append_printf(text, "; configuration reloaded %s", read_ago);
    g_string_append(text, CONFINED[vitals_get(view, VITAL_CONFINED, 0) % G_N_ELEMENTS(CONFINED)]);
}

static void milter_line(GString *text, const Status *status) {
    daemon_line(text, status, &status->daemons[DAEMON_MILTER]);
}

static void courier_line(GString *text, const Status *status) {
    daemon_line(text, status, &status->daemons[DAEMON_COURIER]);
}

static void mail_line(GString *text, const Status *status) {
    const VitalsView *view = &status->daemons[DAEMON_MILTER].vitals;
    if (vitals_total(view, VITAL_MESSAGES) == 0)
        return;
    append_view(text, view, VITAL_MESSAGES);
    append_percentiles(text, view, VITAL_MESSAGE_TIME);
}

static void levels_line(GString *text, const Status *status) {
    append_view(text, &status->daemons[DAEMON_MILTER].vitals, VITAL_LEVELS);
}

static void answers_line(GString *text, const Status *status) {
    const VitalsView *view = &status->daemons[DAEMON_MILTER].vitals;
    const uint64_t yes = vitals_get(view, VITAL_ACKNOWLEDGED, 0), no = vitals_total(view, VITAL_REFUSED);
    if (yes + no == 0)
        return;
    g_string_append_printf(text, "yes %" G_GUINT64_FORMAT, yes);
    if (no > 0)
        g_string_append(text, "; no: ");
    append_view(text, view, VITAL_REFUSED);
}

static void unheard_line(GString *text, const Status *status) {
    if (status->directory == NULL)
        return;
    if (status->unheard.day == 0)
        g_string_append(text, "none in the last day");
    append_parts(text, VITAL_UNHEARD, status->unheard.causes);
    if (status->unheard.day > 0)
        g_string_append(text, " in the last day");
    g_string_append_printf(text, "; %" G_GUINT64_FORMAT " ever", status->unheard.ever);
}

static void receipts_line(GString *text, const Status *status) {
    if (!status->receipts) {
        g_string_append(text, "not used");
        return;
    }
    g_autofree char *last = ago(status, status_receipt_last(status));
    g_string_append_printf(text, "last %s; %u on the way", last, status->store.fresh);
    if (status->store.never > 0)
        g_string_append_printf(text, ", %u of the last day never came", status->store.never);
    append_percentiles(text, &status->daemons[DAEMON_COURIER].vitals, VITAL_RECEIPT_TIME);
}

static void outbox_line(GString *text, const Status *status) {
    const StatusStore *store = &status->store;
    if (!store->opened)
        return;
    const unsigned tried = store->deferred;
    g_string_append_printf(text, "%s%u ready", store->counted ? "" : "at least ",
                           status_rows(status, OUTBOX_READY));
    if (tried > 0)
        g_string_append_printf(text, " (%u put off)", tried);
    g_string_append_printf(text, ", %u held, %u being sent", status_rows(status, OUTBOX_HELD),
                           status_rows(status, OUTBOX_CLAIMED));
    if (store->lease_end != 0) {
        g_autofree char *end = cell_due(store->lease_end, status->now);
        g_string_append_printf(text, " (%u courier%s; the first lease ends %s)", store->holders,
                               store->holders == 1 ? "" : "s", end);
    }
    g_string_append_printf(text, ", %u buried", status_rows(status, OUTBOX_BURIED));
    if (store->oldest == 0)
        return;
    g_autofree char *waits = cell_span(status->now - store->oldest),
                    *next = cell_due(store->next, status->now);
    g_string_append_printf(text, "; the oldest waits for %s, the next try is %s", waits, next);
}

static void relay_line(GString *text, const Status *status) {
    const VitalsView *view = &status->daemons[DAEMON_COURIER].vitals;
    const int64_t failed = (int64_t)vitals_get(view, VITAL_RELAY_FAILED, 0);
    const int64_t answered = (int64_t)vitals_get(view, VITAL_RELAY_ANSWERED, 0);
    const int64_t rests = (int64_t)vitals_get(view, VITAL_RELAY_RESTS, 0);
    if (status->config->relay_url == NULL) {
        g_string_append(text, "none: nothing is sent");
        return;
    }
    g_autofree char *last = ago(status, answered), *lost = ago(status, failed);
    g_string_append_printf(text, "answered %s", last);
    if (failed > 0)
        g_string_append_printf(text, ", failed %s", lost);
    if (rests > status->now) {
        g_autofree char *span = cell_span(rests - status->now);
        g_string_append_printf(text, ", is asked again in %s", span);
    }
    append_percentiles(text, view, VITAL_SEND_TIME);
}

static void clocks_line(GString *text, const Status *status) {
    const ClocksCount *clocks = &status->store.clocks;
    if (!status->store.whole)
        return;
    g_string_append_printf(text, "%" G_GUINT64_FORMAT " will speak", clocks->speaking);
    if (clocks->speaking > 0) {
        g_autofree char *next = cell_due(clocks->first, status->now);
        g_string_append_printf(text, ", the next %s", next);
    }
}

static void append_use(GString *text, const char *name, LimitUse use, Rate rate) {
    if (rate.per_hour == 0 && rate.per_day == 0)
        return;
    g_string_append(text, text->len > 0 ? "; " : "");
    g_string_append_printf(text, "%s", name);
    if (rate.per_hour > 0)
        g_string_append_printf(text, " %" G_GUINT64_FORMAT " of %u/h", use.hour, rate.per_hour);
    if (rate.per_day > 0)
        g_string_append_printf(text, " %" G_GUINT64_FORMAT " of %u/d", use.day, rate.per_day);
}

static void limits_line(GString *text, const Status *status) {
    const Limits *limits = &status->config->limits;
    if (!status->store.whole)
        return;
    append_use(text, "all", status->store.use, limits->global);
    for (guint i = 0; i < status->config->mailboxes->len; i++)
        append_use(text, ((const Mailbox *)status->config->mailboxes->pdata[i])->name,
                   status->mailboxes[i].use, limits->per_mailbox);
}

static void breaker_line(GString *text, const Status *status) {
    unsigned open = 0;
    for (guint i = 0; status->store.whole && i < status->config->mailboxes->len; i++)
        open += status->mailboxes[i].open ? 1 : 0;
    if (!status->store.whole)
        return;
    if (open == 0)
        g_string_append(text, status->config->breaker ? "armed, closed" : "off");
    else
        g_string_append_printf(text, "open for %u mailbox%s", open, open == 1 ? "" : "es");
}

static void append_file(GString *text, const StoreStat *stat) {
    g_autofree char *used = size_text(stat->used), *map = size_text(stat->map), *file = size_text(stat->file);
    g_string_append_printf(text, "%s used of a map of %s that grows, file %s, %u reader%s", used, map, file,
                           stat->readers, stat->readers == 1 ? "" : "s");
    if (stat->dead > 0)
        g_string_append_printf(text, " (%u dead, cleared)", stat->dead);
}

static void append_database(GString *text, const StatusStore *store) {
    g_autofree char *size = size_text(store->stat.used);
    g_string_append_printf(text, "%s at %s, %s, %u connection%s of ours", store->engine, store->where, size,
                           store->sessions, store->sessions == 1 ? "" : "s");
    if (store->standbys == 0) {
        g_string_append(text, "; no standby follows it");
        return;
    }
    g_string_append_printf(text, "; %u standby%s", store->standbys, store->standbys == 1 ? "" : "s");
    if (store->confirmed >= 0)
        g_string_append_printf(text, ", %d confirm%s each commit", store->confirmed,
                               store->confirmed == 1 ? "s" : "");
    else
        g_string_append(text, " (more is told to who has pg_read_all_stats)");
    if (store->lag < 0)
        return;
    g_autofree char *lag = time_text(store->lag);
    g_string_append_printf(text, ", the slowest %s behind", lag);
}

static void store_line(GString *text, const Status *status) {
    if (status->directory == NULL) {
        g_string_append(text, "none: nothing is remembered");
        return;
    }
    if (!status->store.opened)
        g_string_append(text, "not read");
    else if (status->local)
        append_file(text, &status->store.stat);
    else
        append_database(text, &status->store);
    if (status->disk_free == UINT64_MAX)
        return;
    g_autofree char *room = size_text(status->disk_free);
    g_string_append_printf(text, "; %s free on %s disk", room, status->local ? "the" : "this machine's");
}

static void commits_line(GString *text, const Status *status) {
    for (size_t i = 0; i < STATUS_DAEMONS; i++) {
        const VitalsView *view = &status->daemons[i].vitals;
        const int64_t last = (int64_t)vitals_get(view, VITAL_COMMITTED, 0);
        if (last == 0)
            continue;
        g_autofree char *when = ago(status, last);
        g_autofree char *took = time_text((int64_t)vitals_get(view, VITAL_COMMIT_LAST, 0));
        g_autofree char *most = time_text(vitals_quantile(view, VITAL_COMMIT_TIME, 0.99));
        g_string_append_printf(text, "%s%s %s in %s (p99 under %s)", text->len > 0 ? "; " : "",
                               status->daemons[i].name, when, took, most);
        const uint64_t failed = vitals_get(view, VITAL_COMMITS_FAILED, 0);
        if (failed > 0)
            g_string_append_printf(text, ", %" G_GUINT64_FORMAT " failed ever", failed);
    }
}

static void pressure_line(GString *text, const Status *status) {
    for (size_t i = 0; i < STATUS_DAEMONS; i++) {
        const StatusDaemon *daemon = &status->daemons[i];
        const uint64_t level = vitals_get(&daemon->vitals, VITAL_PRESSURE, 0);
        if (daemon->runs == RUNS_YES && daemon->counted && level < PRESSURE_LEVELS)
            g_string_append_printf(text, "%s%s %s", text->len > 0 ? ", " : "", daemon->name,
                                   pressure_name((Pressure)level));
    }
}

// --- the page ---

static void put_line(Page *page, const char *label, unsigned look, const char *text) {
    page_text(page, LOOK_BOLD, label);
    page_fill(page, LABEL);
    page_text(page, look, text);
    page_end(page, LABEL);
}

static void put_findings(Page *page, const Status *status, const char *label) {
    for (guint i = 0; i < status->findings->len; i++) {
        const StatusFinding *finding = status->findings->pdata[i];
        if (strcmp(finding->line, label) != 0)
            continue;
        put_line(page, "",
                 look_of_level(finding->worth == STATUS_DEGRADED ? LEVEL_ESCALATION : LEVEL_CRITICAL),
                 finding->text);
        g_autofree char *next = g_strconcat("-> ", finding->next, NULL);
        put_line(page, "", LOOK_PLAIN, next);
    }
}

static void put_head(Page *page, const Status *status) {
    const guint count = status->findings->len;
    const unsigned look = look_of_level(status->worth == STATUS_FINE       ? LEVEL_NONE
                                        : status->worth == STATUS_DEGRADED ? LEVEL_ESCALATION
                                                                           : LEVEL_CRITICAL);
    g_autofree char *text =
        count == 0 ? g_strdup_printf("%s: all is well", status->config->hostname)
                   : g_strdup_printf("%s: %s, %u thing%s to see to", status->config->hostname,
                                     status_worth_name(status->worth), count, count == 1 ? "" : "s");
    page_text(page, look | LOOK_BOLD, text);
    page_end(page, 0);
}

void status_print(const Status *status) {
    static const struct {
        const char *label;
        void (*line)(GString *text, const Status *status);
    } LINES[] = {
        {"milter", milter_line},     {"courier", courier_line}, {"mail", mail_line},
        {"levels", levels_line},     {"answers", answers_line}, {"unheard", unheard_line},
        {"receipts", receipts_line}, {"outbox", outbox_line},   {"relay", relay_line},
        {"clocks", clocks_line},     {"limits", limits_line},   {"breaker", breaker_line},
        {"store", store_line},       {"commits", commits_line}, {"pressure", pressure_line},
    };
    static const Verdict NOTHING = {.level = LEVEL_NONE};
    Screen screen;
    (void)screen_find(&screen, NULL, stdout);
    screen.columns = MIN(screen.columns, 80);
    g_autoptr(Page) page = page_new(&screen, &NOTHING);
    put_head(page, status);
    for (size_t i = 0; i < G_N_ELEMENTS(LINES); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        LINES[i].line(text, status);
        if (text->len > 0)
            put_line(page, LINES[i].label, LOOK_PLAIN, text->str);
        put_findings(page, status, LINES[i].label);
    }
    g_autofree char *shown = page_take(page);
    fputs(shown, stdout);
}
