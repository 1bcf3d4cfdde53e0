// The status for programs. Keys stay; what is not known is null. What the daemons count comes whole, by the
// table of vitals.
#include "ctl_status.h"

static void put_span(Json *map, const char *name, int64_t microseconds) {
    json_put_real(map, name, (double)microseconds / G_USEC_PER_SEC);
}

static Json *parts_json(const VitalsView *view, Vital vital) {
    const VitalRow *row = vital_row(vital);
    Json *map = json_map();
    for (unsigned i = 0; i < vital_parts(vital); i++)
        json_put_number(map, row->part(i), (int64_t)vitals_get(view, vital, i));
    return map;
}

static Json *histogram_json(const VitalsView *view, Vital vital) {
    Json *map = json_map();
    json_put_number(map, "count", (int64_t)vitals_total(view, vital));
    put_span(map, "sum", (int64_t)vitals_get(view, vital, VITALS_BUCKETS));
    put_span(map, "p50", vitals_quantile(view, vital, 0.5));
    put_span(map, "p99", vitals_quantile(view, vital, 0.99));
    return map;
}

static Json *vitals_json(const VitalsView *view, VitalOwner owner) {
    Json *map = json_map();
    for (Vital vital = 0; vital < VITAL_ROWS; vital++) {
        const VitalRow *row = vital_row(vital);
        if (row->owner != VITAL_OF_BOTH && row->owner != owner)
            continue;
        if (row->kind == VITAL_HISTOGRAM)
            json_put(map, row->name, histogram_json(view, vital));
        else if (row->label != NULL)
            json_put(map, row->name, parts_json(view, vital));
        else if (row->kind == VITAL_MOMENT)
            json_put_time(map, row->name, (int64_t)vitals_get(view, vital, 0));
        else
            json_put_number(map, row->name, (int64_t)vitals_get(view, vital, 0));
    }
    return map;
}

static Json *daemon_json(const StatusDaemon *daemon, VitalOwner owner) {
    static const char *const RUNS[] = {[RUNS_NOT] = "no", [RUNS_YES] = "yes", [RUNS_UNKNOWN] = "unknown"};
    const VitalsView *view = &daemon->vitals;
    Json *map = json_map();
    json_put_text(map, "running", RUNS[daemon->runs]);
    json_put_bool(map, "wanted", daemon->wanted);
    json_put_text(map, "version", daemon->counted ? view->texts[VITAL_TEXT_VERSION] : NULL);
    if (daemon->counted)
        json_put(map, "vitals", vitals_json(view, owner));
    else
        json_put_text(map, "vitals", NULL);
    return map;
}

static Json *daemons_json(const Status *status) {
    Json *map = json_map();
    static const VitalOwner OWNERS[] = {
        [DAEMON_MILTER] = VITAL_OF_MILTER, [DAEMON_COURIER] = VITAL_OF_COURIER};
    for (size_t i = 0; i < STATUS_DAEMONS; i++)
        json_put(map, status->daemons[i].name, daemon_json(&status->daemons[i], OWNERS[i]));
    return map;
}

static Json *kinds_json(const StatusStore *store, OutboxState state) {
    Json *map = json_map();
    for (unsigned kind = 0; kind < OUTBOX_KINDS; kind++)
        json_put_number(map, outbox_kind_name((OutboxKind)kind), store->rows[kind][state]);
    return map;
}

static Json *outbox_json(const Status *status) {
    const StatusStore *store = &status->store;
    Json *map = json_map();
    for (unsigned state = 0; state < OUTBOX_STATES; state++)
        json_put_number(map, outbox_state_name((OutboxState)state), status_rows(status, (OutboxState)state));
    json_put_number(map, "deferred", store->deferred);
    json_put_number(map, "given_up", store->given_up);
    json_put_number(map, "holders", store->holders);
    json_put_time(map, "lease_end", store->lease_end);
    json_put_bool(map, "counted", store->counted);
    json_put_time(map, "oldest", store->oldest);
    put_span(map, "waits", store->oldest == 0 ? 0 : status->now - store->oldest);
    json_put_time(map, "next", store->next);
    Json *kinds = json_map();
    for (unsigned state = 0; state < OUTBOX_STATES; state++)
        json_put(kinds, outbox_state_name((OutboxState)state), kinds_json(store, (OutboxState)state));
    json_put(map, "kinds", kinds);
    return map;
}

static Json *receipts_json(const Status *status) {
    Json *map = json_map();
    json_put_bool(map, "used", status->receipts);
    json_put_time(map, "last", status_receipt_last(status));
    json_put_number(map, "waiting", status->store.fresh);
    json_put_number(map, "late", status->store.late);
    json_put_time(map, "late_since", status->store.late_since);
    json_put_number(map, "never", status->store.never);
    return map;
}

static Json *relay_json(const Status *status) {
    const VitalsView *view = &status->daemons[DAEMON_COURIER].vitals;
    const char *said = view->texts[VITAL_TEXT_RELAY];
    Json *map = json_map();
    json_put_bool(map, "used", status->config->relay_url != NULL);
    json_put_time(map, "answered", (int64_t)vitals_get(view, VITAL_RELAY_ANSWERED, 0));
    json_put_time(map, "failed", (int64_t)vitals_get(view, VITAL_RELAY_FAILED, 0));
    json_put_text(map, "reply", *said == '\0' ? NULL : said);
    json_put_time(map, "rests_until", (int64_t)vitals_get(view, VITAL_RELAY_RESTS, 0));
    return map;
}

static Json *use_json(LimitUse use, Rate rate) {
    Json *map = json_map();
    json_put_number(map, "hour", (int64_t)use.hour);
    json_put_number(map, "per_hour", rate.per_hour);
    json_put_number(map, "day", (int64_t)use.day);
    json_put_number(map, "per_day", rate.per_day);
    return map;
}

static Json *mailboxes_json(const Status *status) {
    Json *map = json_map();
    for (guint i = 0; status->mailboxes != NULL && i < status->config->mailboxes->len; i++) {
        const StatusMailbox *mailbox = &status->mailboxes[i];
        Json *breaker = json_map(), *one = json_map();
        json_put_bool(breaker, "open", mailbox->open);
        json_put_time(breaker, "opened", mailbox->opened);
        json_put_number(breaker, "held", mailbox->open ? mailbox->held : 0);
        json_put(one, "breaker", breaker);
        json_put(one, "limit", use_json(mailbox->use, status->config->limits.per_mailbox));
        json_put(map, ((const Mailbox *)status->config->mailboxes->pdata[i])->name, one);
    }
    return map;
}

static Json *store_json(const Status *status) {
    const StatusStore *store = &status->store;
    Json *map = json_map();
    json_put_bool(map, "there", status->stored);
    json_put_bool(map, "usable", store->whole);
    json_put_text(map, "trouble", *store->trouble == '\0' ? NULL : store->trouble);
    json_put_number(map, "used", (int64_t)store->stat.used);
    json_put_number(map, "file", (int64_t)store->stat.file);
    if (status->local)
        json_put_number(map, "map", (int64_t)store->stat.map);
    else
        json_put_text(map, "map", NULL);
    if (status->disk_free == UINT64_MAX)
        json_put_text(map, "disk_free", NULL);
    else
        json_put_number(map, "disk_free", (int64_t)status->disk_free);
    json_put_number(map, "readers", store->stat.readers);
    json_put_number(map, "readers_dead", store->stat.dead);
    json_put_text(map, "engine", *store->engine == '\0' ? NULL : store->engine);
    json_put_text(map, "where", *store->where == '\0' ? NULL : store->where);
    json_put_number(map, "sessions", store->sessions);
    json_put_number(map, "standbys", store->standbys);
    if (store->opened && store->confirmed >= 0)
        json_put_number(map, "standbys_confirm", store->confirmed);
    else
        json_put_text(map, "standbys_confirm", NULL);
    if (store->opened && store->lag >= 0)
        put_span(map, "standbys_lag", store->lag);
    else
        json_put_text(map, "standbys_lag", NULL);
    return map;
}

static Json *clocks_json(const ClocksCount *clocks) {
    Json *map = json_map();
    json_put_number(map, "speaking", (int64_t)clocks->speaking);
    json_put_number(map, "late", (int64_t)clocks->late);
    json_put_time(map, "next", clocks->first == INT64_MAX ? 0 : clocks->first);
    return map;
}

static Json *unheard_json(const StatusUnheard *unheard) {
    const VitalRow *row = vital_row(VITAL_UNHEARD);
    Json *map = json_map(), *causes = json_map();
    json_put_number(map, "day", (int64_t)unheard->day);
    json_put_number(map, "ever", (int64_t)unheard->ever);
    json_put_time(map, "last", unheard->last);
    for (unsigned i = 0; i < vital_parts(VITAL_UNHEARD); i++)
        json_put_number(causes, row->part(i), (int64_t)unheard->causes[i]);
    json_put(map, "causes", causes);
    return map;
}

static Json *findings_json(const GPtrArray *findings) {
    Json *list = json_list();
    for (guint i = 0; i < findings->len; i++) {
        const StatusFinding *finding = findings->pdata[i];
        Json *map = json_map();
        json_put_text(map, "code", finding->code);
        json_put_text(map, "status", status_worth_name(finding->worth));
        json_put_text(map, "text", finding->text);
        json_put_text(map, "next", finding->next);
        json_add(list, map);
    }
    return list;
}

Json *status_json(const Status *status) {
    Json *map = json_map();
    json_put_text(map, "status", status_worth_name(status->worth));
    json_put_time(map, "at", status->now);
    json_put_text(map, "host", status->config->hostname);
    json_put(map, "findings", findings_json(status->findings));
    json_put(map, "daemons", daemons_json(status));
    json_put(map, "receipts", receipts_json(status));
    json_put(map, "outbox", outbox_json(status));
    json_put(map, "relay", relay_json(status));
    json_put(map, "clocks", clocks_json(&status->store.clocks));
    json_put(map, "limit", use_json(status->store.use, status->config->limits.global));
    json_put(map, "mailboxes", mailboxes_json(status));
    json_put(map, "unheard", unheard_json(&status->unheard));
    json_put(map, "store", store_json(status));
    return map;
}
