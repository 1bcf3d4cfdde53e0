// What of all that is found a person should do something about, each with what
// to do: a table of looks, the gravest first. Each look says at most one thing.
#include "status.h"

#include <string.h>

#include "cell.h"
#include "pressure.h"
#include "service.h"
#include "store_url.h"

// A mail that may go has waited for so long; and a turn of the courier, to which a batch for a slow relay is
// some minutes.
static const GTimeSpan LATE = 15 * G_TIME_SPAN_MINUTE, STUCK = 10 * G_TIME_SPAN_MINUTE;
static const uint64_t DISK_LOW = UINT64_C(256) << 20;
enum { NEAR_PERCENT = 90 };

static void finding_free(StatusFinding *finding) {
    g_free(finding->text);
    g_free(finding->next);
    g_free(finding);
}

// Takes both texts.
static void find(Status *status, StatusWorth worth, const char *code, const char *line, char *text,
                 char *next) {
    StatusFinding *finding = g_new0(StatusFinding, 1);
    *finding = (StatusFinding){.worth = worth, .code = code, .line = line, .text = text, .next = next};
    g_ptr_array_add(status->findings, finding);
    status->worth = MAX(status->worth, worth);
}

static char *order(const char *verb, const char *daemon) {
    char *command = service_command(verb, daemon);
    return command != NULL ? command : g_strdup_printf("%s earshot-%s", verb, daemon);
}

static void look_at_sight(Status *status) {
    if (status->blind != NULL)
        find(status, STATUS_BLIND, "no-permission", "store", g_strdup(status->blind),
             g_strdup("ask as the user that the daemons run as, or as root"));
}

static void look_at_daemons(Status *status) {
    static const char *const CODES[STATUS_DAEMONS] = {"milter-down", "courier-down"};
    static const char *const MEANS[STATUS_DAEMONS] = {
        "the MTA does what its default action says: mail passes unheard, or waits",
        "nothing is acknowledged, no clock is watched, no alert goes out; what is due is kept"};
    for (size_t i = 0; i < STATUS_DAEMONS; i++) {
        const StatusDaemon *daemon = &status->daemons[i];
        g_autofree char *start = order("start", daemon->name);
        if (daemon->runs == RUNS_NOT && daemon->wanted)
            find(status, STATUS_DOWN, CODES[i], daemon->name,
                 g_strdup_printf("earshot-%s is not running: %s", daemon->name, MEANS[i]),
                 g_strdup_printf("%s, and read its last log lines", start));
    }
}

static void look_at_ears(Status *status) {
    const StatusDaemon *milter = &status->daemons[DAEMON_MILTER];
    if (milter->runs == RUNS_YES && vitals_get(&milter->vitals, VITAL_DEAF, 0) != 0)
        find(status, STATUS_DOWN, "milter-deaf", milter->name,
             g_strdup_printf("it hears nothing, and mail %s: %s",
                             status->config->on_failure == ON_FAILURE_TEMPFAIL ? "is put off"
                                                                               : "passes unheard",
                             milter->vitals.texts[VITAL_TEXT_DEAF]),
             g_strdup("mend that; it tries again by itself, at once when told to reload"));
}

// True when that is all there is to say.
static bool is_away(Status *status) {
    if (status->local || !(status->store.away || status->store.stuck))
        return false;
    g_autofree char *shown = store_url_shown(status->config->store);
    find(status, STATUS_DOWN, "store-away", "store", g_strdup_printf("%s: %s", shown, status->store.trouble),
         g_strdup("see whether the database runs and lets this machine in; nothing here has to be started "
                  "when it is back"));
    return true;
}

static void look_at_store(Status *status) {
    if (status->blind != NULL || status->directory == NULL || (status->stored && status->store.whole))
        return;
    if (!status->stored) {
        find(status, STATUS_DOWN, "store-absent", "store",
             g_strdup_printf("there is no store in %s yet", status->directory),
             g_strdup("start earshot-milter, which makes it; if there was one, earshot restore DIR"));
        return;
    }
    if (is_away(status))
        return;
    if (status->store.stuck) {
        find(status, STATUS_DOWN, "store-stuck", "store", g_strdup(status->store.trouble),
             g_strdup("restart the daemons; a process that is killed lets go of it"));
        return;
    }
    find(status, STATUS_DOWN, "store-unusable", "store", g_strdup(status->store.trouble),
         g_strdup(!status->local ? "mend what it names"
                  : status->store.opened
                      ? "earshot verify names what is damaged; earshot restore DIR brings back a backup"
                      : "mend what it names; when it is damaged, earshot restore DIR"));
}

static void look_at_reload(Status *status) {
    for (size_t i = 0; i < STATUS_DAEMONS; i++) {
        const StatusDaemon *daemon = &status->daemons[i];
        if (daemon->runs == RUNS_YES && vitals_get(&daemon->vitals, VITAL_RELOAD_REFUSED, 0) != 0)
            find(status, STATUS_DEGRADED, "reload-refused", daemon->name,
                 g_strdup_printf("earshot-%s refused the last configuration and keeps the one before it",
                                 daemon->name),
                 g_strdup("earshot check names what is wrong; then reload again"));
    }
}

static void look_at_listener(Status *status) {
    const StatusDaemon *courier = &status->daemons[DAEMON_COURIER];
    g_autofree char *again = order("reload", courier->name);
    if (courier->runs == RUNS_YES && vitals_get(&courier->vitals, VITAL_LISTEN_FAILED, 0) != 0)
        find(status, STATUS_DEGRADED, "metrics-listen", courier->name,
             g_strdup("nobody can ask it for metrics and health: it could not listen on [metrics] listen"),
             g_strdup_printf(
                 "its log says why (event=metrics-listen-failed); free the address or name another, then %s",
                 again));
}

static bool courier_runs(const Status *status) {
    return status->daemons[DAEMON_COURIER].runs == RUNS_YES;
}

static int64_t courier_moment(const Status *status, Vital vital) {
    return (int64_t)vitals_get(&status->daemons[DAEMON_COURIER].vitals, vital, 0);
}

static void look_at_turns(Status *status) {
    const int64_t started = courier_moment(status, VITAL_STARTED);
    const int64_t sent =
        status->config->relay_url == NULL ? status->now : courier_moment(status, VITAL_DISPATCHED);
    const int64_t told = courier_moment(status, VITAL_SCHEDULED);
    const int64_t last = MAX(MIN(sent, told), started);
    if (!courier_runs(status) || !status->daemons[DAEMON_COURIER].counted || last >= status->now - STUCK)
        return;
    g_autofree char *span = cell_span(status->now - last), *restart = order("restart", "courier");
    find(status, STATUS_DEGRADED, "courier-stuck", "courier",
         g_strdup_printf("it runs, but has done nothing for %s", span),
         g_strdup_printf("%s; nothing that waits is lost by it", restart));
}

static void look_at_receipts(Status *status) {
    if (!status->receipts || status->store.late == 0)
        return;
    g_autofree char *since = cell_span(status->now - status->store.late_since);
    find(status, STATUS_DEGRADED, "receipts-missing", "receipts",
         g_strdup_printf("%u message%s got no receipt, and none came for %s: their answers are held",
                         status->store.late, status->store.late == 1 ? "" : "s", since),
         g_strdup_printf(
             "the MTA must route %s to %s (postmap the transport, look into the mail queue); a later "
             "filter that refuses mail looks the same",
             status->config->receipt_domain, status->config->receipt_socket));
}

static void look_at_relay(Status *status) {
    const int64_t failed = courier_moment(status, VITAL_RELAY_FAILED);
    if (failed == 0 || failed < courier_moment(status, VITAL_RELAY_ANSWERED))
        return;
    const char *said = status->daemons[DAEMON_COURIER].vitals.texts[VITAL_TEXT_RELAY];
    find(status, STATUS_DEGRADED, "relay-down", "relay",
         g_strdup_printf("the relay could not be used: %s", *said == '\0' ? "it did not answer" : said),
         g_strdup_printf("look at %s; what waits goes out by itself when it is back",
                         status->config->relay_url));
}

static void look_at_outbox(Status *status) {
    const StatusStore *store = &status->store;
    if (store->oldest == 0 || store->oldest > status->now - LATE)
        return;
    g_autofree char *span = cell_span(status->now - store->oldest);
    find(status, STATUS_DEGRADED, "outbox-late", "outbox", g_strdup_printf("a mail has waited for %s", span),
         g_strdup("earshot outbox list says what the relay answered"));
}

static void look_at_given_up(Status *status) {
    if (status->store.given_up > 0)
        find(status, STATUS_DEGRADED, "mail-given-up", "outbox",
             g_strdup_printf("%u mail%s to a product manager could not be delivered in the last day",
                             status->store.given_up, status->store.given_up == 1 ? "" : "s"),
             g_strdup("earshot outbox list says why; earshot outbox retry ID sends one again"));
}

static void look_at_clocks(Status *status) {
    const ClocksCount *clocks = &status->store.clocks;
    if (!status->store.whole || clocks->late == 0)
        return;
    g_autofree char *span = cell_span(status->now - clocks->first);
    find(status, STATUS_DEGRADED, "clocks-late", "clocks",
         g_strdup_printf("%" G_GUINT64_FORMAT " clock%s could not speak yet, for up to %s", clocks->late,
                         clocks->late == 1 ? "" : "s", span),
         g_strdup(courier_runs(status) ? "the courier works them off; if this stays, read its log"
                                       : "they speak when the courier runs again"));
}

static void look_at_breakers(Status *status) {
    for (guint i = 0; status->mailboxes != NULL && i < status->config->mailboxes->len; i++) {
        const char *name = ((const Mailbox *)status->config->mailboxes->pdata[i])->name;
        if (!status->mailboxes[i].open)
            continue;
        g_autofree char *span = cell_span(status->now - status->mailboxes[i].opened);
        find(status, STATUS_DEGRADED, "breaker-open", "breaker",
             g_strdup_printf("%s: open for %s, %u risky answer%s held", name, span, status->mailboxes[i].held,
                             status->mailboxes[i].held == 1 ? "" : "s"),
             g_strdup_printf(
                 "if these are no loop: earshot outbox rearm %s; it closes by itself after a quiet hour",
                 name));
    }
}

// The fuller of the two windows, in per cent.
static unsigned fullness(LimitUse use, Rate rate) {
    const uint64_t hour = rate.per_hour == 0 ? 0 : use.hour * 100 / rate.per_hour;
    const uint64_t day = rate.per_day == 0 ? 0 : use.day * 100 / rate.per_day;
    return (unsigned)MIN(MAX(hour, day), 1000);
}

static void look_at_limit(Status *status, const char *name, LimitUse use, Rate rate) {
    const unsigned full = fullness(use, rate);
    if (full < NEAR_PERCENT)
        return;
    find(status, STATUS_DEGRADED, full < 100 ? "limit-near" : "limit-reached", "limits",
         g_strdup_printf("%s: %" G_GUINT64_FORMAT " answers in the last hour, %" G_GUINT64_FORMAT
                         " in the last day: %u %% of the limit",
                         name, use.hour, use.day, full),
         g_strdup("raise it under [limits] if that many customers do write; beyond it nobody is answered"));
}

static void look_at_limits(Status *status) {
    const Limits *limits = &status->config->limits;
    look_at_limit(status, "all mailboxes", status->store.use, limits->global);
    for (guint i = 0; status->mailboxes != NULL && i < status->config->mailboxes->len; i++)
        look_at_limit(status, ((const Mailbox *)status->config->mailboxes->pdata[i])->name,
                      status->mailboxes[i].use, limits->per_mailbox);
}

static void look_at_unheard(Status *status) {
    if (status->unheard.last <= status->now - G_TIME_SPAN_HOUR)
        return;
    find(status, STATUS_DEGRADED, "unheard", "unheard", g_strdup("mail passed unheard within the last hour"),
         g_strdup_printf("%s/unheard.log names it and why; earshot import hears it from the mailbox later",
                         status->directory));
}

static void look_at_room(Status *status) {
    if (status->disk_free < DISK_LOW)
        find(status, STATUS_DEGRADED, "disk-low", "store",
             g_strdup_printf("%" G_GUINT64_FORMAT " MB are free on %s", status->disk_free >> 20,
                             status->local ? "its disk" : "this machine's disk"),
             g_strdup_printf(status->local ? "make room in %s: without any, mail passes unheard"
                                           : "make room in %s: without any, nobody notes what passes unheard",
                             status->directory));
}

static void look_at_pressure(Status *status) {
    for (size_t i = 0; i < STATUS_DAEMONS; i++) {
        const StatusDaemon *daemon = &status->daemons[i];
        const uint64_t level = vitals_get(&daemon->vitals, VITAL_PRESSURE, 0);
        if (daemon->runs == RUNS_YES && level > PRESSURE_CALM && level < PRESSURE_LEVELS)
            find(
                status, STATUS_DEGRADED, "pressure", "pressure",
                g_strdup_printf(
                    "earshot-%s is under pressure (%s): %s", daemon->name, pressure_name((Pressure)level),
                    level == PRESSURE_DIRE ? "all mail of ours waits" : "alerts wait, nothing is learned"),
                g_strdup("its log names the fact: room on the disk, commits that fail, or too much at once"));
    }
}

static int gravest_first(const void *a, const void *b) {
    const StatusFinding *one = *(StatusFinding *const *)a, *other = *(StatusFinding *const *)b;
    return (other->worth > one->worth) - (other->worth < one->worth);
}

void status_judge(Status *status) {
    static void (*const LOOKS[])(Status *) = {
        look_at_sight,    look_at_daemons,  look_at_ears,   look_at_store,   look_at_reload,
        look_at_turns,    look_at_receipts, look_at_relay,  look_at_outbox,  look_at_given_up,
        look_at_clocks,   look_at_breakers, look_at_limits, look_at_unheard, look_at_room,
        look_at_pressure, look_at_listener,
    };
    status->findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
    for (size_t i = 0; i < G_N_ELEMENTS(LOOKS); i++)
        LOOKS[i](status);
    g_ptr_array_sort(status->findings, gravest_first); // stable: else in the order of the looks
}
