// What is not counted but found out when asked: who runs, what the store holds,
// what a person should see to. Gauges are rows of a table; what could not be
// read is left out, since a zero would say that all is well.
#include "metrics.h"
#include "metrics_text.h"

static const MetricsLabel NONE[METRICS_LABELS] = {{NULL, NULL}};

// --- plain gauges ---

static int64_t usable(const Status *status) {
    return status->store.whole ? 1 : 0;
}
static int64_t room(const Status *status) {
    return (int64_t)MIN(status->disk_free, (uint64_t)INT64_MAX);
}
static int64_t used(const Status *status) {
    return (int64_t)status->store.stat.used;
}
static int64_t file(const Status *status) {
    return (int64_t)status->store.stat.file;
}
static int64_t map(const Status *status) {
    return (int64_t)status->store.stat.map;
}
static int64_t readers(const Status *status) {
    return status->store.stat.readers;
}
static int64_t counted(const Status *status) {
    return status->store.counted ? 1 : 0;
}
static int64_t deferred(const Status *status) {
    return status->store.deferred;
}
static int64_t holders(const Status *status) {
    return status->store.holders;
}
static int64_t given_up(const Status *status) {
    return status->store.given_up;
}
static int64_t since(const Status *status, int64_t moment) {
    return moment == 0 ? 0 : status->now - moment;
}
static int64_t oldest(const Status *status) {
    return since(status, status->store.oldest);
}
static int64_t receipt_late(const Status *status) {
    return since(status, status->store.late_since);
}
static int64_t speaking(const Status *status) {
    return (int64_t)status->store.clocks.speaking;
}
static int64_t behind(const Status *status) {
    return (int64_t)status->store.clocks.late;
}

static int64_t most_late(const Status *status) {
    int64_t first = 0;
    for (unsigned level = 0; level < LEVEL_COUNT; level++) {
        const int64_t own = status->store.threads[level].first;
        first = own != 0 && (first == 0 || own < first) ? own : first;
    }
    return first == 0 ? 0 : status->now - first;
}

static int64_t open_breakers(const Status *status) {
    int64_t count = 0;
    for (guint i = 0; i < status->config->mailboxes->len; i++)
        count += status->mailboxes[i].open ? 1 : 0;
    return count;
}

static int64_t held_answers(const Status *status) {
    int64_t count = 0;
    for (guint i = 0; i < status->config->mailboxes->len; i++)
        count += status->mailboxes[i].open ? status->mailboxes[i].held : 0;
    return count;
}

static int64_t standbys(const Status *status) {
    return status->store.standbys;
}
static int64_t confirming(const Status *status) {
    return status->store.confirmed;
}
static int64_t lag(const Status *status) {
    return status->store.lag;
}
static int64_t sessions(const Status *status) {
    return status->store.sessions;
}

typedef enum Source { FROM_DISK, FROM_DIRECTORY, FROM_STORE, FROM_FILE, FROM_DATABASE, FROM_STANDBYS } Source;

static const struct {
    const char *name, *help;
    int64_t (*value)(const Status *status);
    Source source;
    bool span; // microseconds
} GAUGES[] = {
    {"disk_free_bytes", "room on the disk of the store, or of what stands beside it", room, FROM_DISK, false},
    {"store_usable", "1 when all of the store could be read", usable, FROM_DIRECTORY, false},
    {"store_used_bytes", "of the store, in use", used, FROM_STORE, false},
    {"store_file_bytes", "size of the store's file", file, FROM_FILE, false},
    {"store_map_bytes", "what the store's map has room for; it grows by itself", map, FROM_FILE, false},
    {"store_readers", "who reads the store just now", readers, FROM_FILE, false},
    {"store_sessions", "connections of ours to the database, of all machines", sessions, FROM_DATABASE,
     false},
    {"store_standbys", "servers that follow the database", standbys, FROM_DATABASE, false},
    {"store_standbys_confirming", "of these, without which no commit is confirmed", confirming, FROM_STANDBYS,
     false},
    {"store_lag_seconds", "how far the slowest of them is behind", lag, FROM_STANDBYS, true},
    {"outbox_counted", "1 when there was time to count the whole outbox", counted, FROM_STORE, false},
    {"outbox_deferred", "mails that wait and were tried before", deferred, FROM_STORE, false},
    {"outbox_holders", "couriers that are sending, of all machines", holders, FROM_STORE, false},
    {"outbox_given_up", "mails to a product manager given up within a day", given_up, FROM_STORE, false},
    {"outbox_oldest_seconds", "how long the oldest mail that may go has waited", oldest, FROM_STORE, true},
    {"receipts_late_seconds", "since when a receipt is missing", receipt_late, FROM_STORE, true},
    {"clocks_speaking", "clocks that have something to say later", speaking, FROM_STORE, false},
    {"clocks_late", "clocks that should have spoken by now", behind, FROM_STORE, false},
    {"conversations_most_late_seconds", "how long the customer who is due longest waits beyond it", most_late,
     FROM_STORE, true},
    {"breakers_open", "mailboxes whose breaker holds risky answers", open_breakers, FROM_STORE, false},
    {"breakers_held", "answers that these hold", held_answers, FROM_STORE, false},
};

static bool known(const Status *status, Source source) {
    switch (source) {
    case FROM_DISK:
        return status->disk_free != UINT64_MAX;
    case FROM_DIRECTORY:
        return status->directory != NULL;
    case FROM_FILE:
        return status->store.whole && status->local;
    case FROM_DATABASE:
        return status->store.whole && !status->local;
    case FROM_STANDBYS:
        return status->store.whole && !status->local && status->store.confirmed >= 0 &&
               status->store.lag >= 0;
    case FROM_STORE:
        break;
    }
    return status->store.whole;
}

static void put_gauges(MetricsText *text, const Status *status) {
    for (size_t i = 0; i < G_N_ELEMENTS(GAUGES); i++) {
        if (!known(status, GAUGES[i].source))
            continue;
        metrics_family(text, GAUGES[i].name, "gauge", GAUGES[i].help);
        const int64_t value = GAUGES[i].value(status);
        if (GAUGES[i].span)
            metrics_seconds(text, "", NONE, value);
        else
            metrics_count(text, "", NONE, (uint64_t)MAX(value, 0));
    }
}

// --- those with labels ---

static void put_labelled(MetricsText *text, const char *name, const char *value, uint64_t count) {
    metrics_count(text, "", (MetricsLabel[METRICS_LABELS]){{name, value}}, count);
}

static void put_versions(MetricsText *text, const Status *status) {
    metrics_family(text, "build_info", "gauge", "1; the version of each program, of daemons that which runs");
    metrics_count(text, "",
                  (MetricsLabel[METRICS_LABELS]){{"program", "earshot"}, {"version", EARSHOT_VERSION}}, 1);
    for (size_t i = 0; i < STATUS_DAEMONS; i++) {
        const StatusDaemon *daemon = &status->daemons[i];
        g_autofree char *program = g_strconcat("earshot-", daemon->name, NULL);
        const MetricsLabel labels[METRICS_LABELS] = {{"program", program},
                                                     {"version", daemon->vitals.texts[VITAL_TEXT_VERSION]}};
        if (daemon->counted)
            metrics_count(text, "", labels, 1);
    }
}

static void put_up(MetricsText *text, const Status *status) {
    metrics_family(text, "up", "gauge", "1 while it runs; only of those that have something to do");
    for (size_t i = 0; i < STATUS_DAEMONS; i++) {
        const StatusDaemon *daemon = &status->daemons[i];
        if (daemon->runs != RUNS_UNKNOWN && (daemon->wanted || daemon->runs == RUNS_YES))
            put_labelled(text, "daemon", daemon->name, daemon->runs == RUNS_YES ? 1 : 0);
    }
}

static void put_mode(MetricsText *text, const Status *status) {
    metrics_family(text, "mode", "gauge", "1; observe, tag or answer");
    put_labelled(text, "mode", mode_name(status->config->mode), 1);
}

static void put_findings(MetricsText *text, const Status *status) {
    metrics_family(text, "findings", "gauge", "what a person should see to; earshot status says more");
    metrics_count(text, "", NONE, status->findings->len);
    metrics_family(text, "finding", "gauge", "1 while it is found; the code is that of earshot status");
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < status->findings->len; i++) {
        const StatusFinding *finding = status->findings->pdata[i];
        if (g_hash_table_add(seen, (gpointer)finding->code)) // two mailboxes may have the same
            put_labelled(text, "code", finding->code, 1);
    }
}

static void put_outbox(MetricsText *text, const Status *status) {
    metrics_family(text, "outbox_mails", "gauge", "mails by kind and state");
    for (unsigned kind = 0; kind < OUTBOX_KINDS; kind++)
        for (unsigned state = 0; state < OUTBOX_STATES; state++)
            metrics_count(text, "",
                          (MetricsLabel[METRICS_LABELS]){{"kind", outbox_kind_name((OutboxKind)kind)},
                                                         {"state", outbox_state_name((OutboxState)state)}},
                          status->store.rows[kind][state]);
}

static void put_receipts(MetricsText *text, const Status *status) {
    metrics_family(text, "receipts_awaited", "gauge",
                   "messages without a receipt: within its time, beyond it with none since, and of the last "
                   "day those beyond it though others came");
    put_labelled(text, "state", "fresh", status->store.fresh);
    put_labelled(text, "state", "late", status->store.late);
    put_labelled(text, "state", "never", status->store.never);
}

static void put_levels(MetricsText *text, const Status *status, const char *name, const char *help,
                       size_t offset) {
    metrics_family(text, name, "gauge", help);
    for (unsigned level = 0; level < LEVEL_COUNT; level++) {
        const char *count = (const char *)&status->store.threads[level] + offset;
        put_labelled(text, "level", level_name((Level)level), *(const uint64_t *)(const void *)count);
    }
}

static void put_conversations(MetricsText *text, const Status *status) {
    put_levels(text, status, "conversations_open", "conversations that are not closed",
               offsetof(ThreadCount, open));
    put_levels(text, status, "conversations_late", "of these, those a person should have answered by now",
               offsetof(ThreadCount, late));
    put_levels(text, status, "conversations_due", "of these, those due within the hour",
               offsetof(ThreadCount, soon));
}

static void put_limit(MetricsText *text, const char *name, LimitUse use) {
    const MetricsLabel of = {"limit", name};
    metrics_count(text, "", (MetricsLabel[METRICS_LABELS]){of, {"window", "hour"}}, use.hour);
    metrics_count(text, "", (MetricsLabel[METRICS_LABELS]){of, {"window", "day"}}, use.day);
}

// Of mailboxes the busiest, and what is allowed beside what was used.
static void put_limits(MetricsText *text, const Status *status) {
    const Limits *limits = &status->config->limits;
    LimitUse most = {0};
    for (guint i = 0; i < status->config->mailboxes->len; i++) {
        most.hour = MAX(most.hour, status->mailboxes[i].use.hour);
        most.day = MAX(most.day, status->mailboxes[i].use.day);
    }
    metrics_family(text, "limit_used", "gauge", "answers in the last hour and day, of mailboxes the busiest");
    put_limit(text, "global", status->store.use);
    put_limit(text, "per-mailbox", most);
    metrics_family(text, "limit_allowed", "gauge", "how many may be; 0: no limit");
    put_limit(text, "global", (LimitUse){.hour = limits->global.per_hour, .day = limits->global.per_day});
    put_limit(text, "per-mailbox",
              (LimitUse){.hour = limits->per_mailbox.per_hour, .day = limits->per_mailbox.per_day});
}

char *metrics_of(const Status *status) {
    MetricsText *text = metrics_text_new();
    put_versions(text, status);
    put_up(text, status);
    put_mode(text, status);
    put_findings(text, status);
    put_gauges(text, status);
    if (status->store.whole) {
        put_outbox(text, status);
        put_receipts(text, status);
        put_conversations(text, status);
        put_limits(text, status);
    }
    metrics_put_vitals(text, status);
    return metrics_text_take(text);
}
