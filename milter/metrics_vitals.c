// What the daemons count, by the table of vitals: a row that is added there is a
// metric without any work here. A count is "_total", a moment a timestamp, a
// histogram of microseconds one of seconds.
#include "metrics.h"
#include "metrics_text.h"

#include <string.h>

// Buckets of less than 64 microseconds and of more than 19 hours are folded into their neighbours: each
// costs a series in every histogram.
enum { BUCKET_FIRST = 6, BUCKET_LAST = 36 };

static const char *const TYPES[] = {[VITAL_COUNT] = "counter",
                                    [VITAL_VALUE] = "gauge",
                                    [VITAL_MOMENT] = "gauge",
                                    [VITAL_HISTOGRAM] = "histogram"};
static const char *const SUFFIXES[] = {[VITAL_COUNT] = "_total",
                                       [VITAL_VALUE] = "",
                                       [VITAL_MOMENT] = "_timestamp_seconds",
                                       [VITAL_HISTOGRAM] = "_seconds"};

static void put_histogram(MetricsText *text, const VitalsView *view, Vital vital, MetricsLabel daemon) {
    uint64_t below = 0;
    for (unsigned i = 0; i < VITALS_BUCKETS; i++) {
        below += vitals_get(view, vital, i);
        if (i < BUCKET_FIRST || i > BUCKET_LAST)
            continue;
        char limit[32];
        const uint64_t most = UINT64_C(1) << i;
        g_snprintf(limit, sizeof limit, "%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, most / G_USEC_PER_SEC,
                   most % G_USEC_PER_SEC);
        metrics_count(text, "_bucket", (MetricsLabel[METRICS_LABELS]){daemon, {"le", limit}}, below);
    }
    metrics_count(text, "_bucket", (MetricsLabel[METRICS_LABELS]){daemon, {"le", "+Inf"}}, below);
    metrics_seconds(text, "_sum", (MetricsLabel[METRICS_LABELS]){daemon},
                    (int64_t)vitals_get(view, vital, VITALS_BUCKETS));
    metrics_count(text, "_count", (MetricsLabel[METRICS_LABELS]){daemon}, below);
}

static void put_parts(MetricsText *text, const VitalsView *view, Vital vital, MetricsLabel daemon) {
    const VitalRow *row = vital_row(vital);
    for (unsigned i = 0; i < vital_parts(vital); i++) {
        const MetricsLabel part = {row->label, row->label == NULL ? NULL : row->part(i)};
        metrics_count(text, "", (MetricsLabel[METRICS_LABELS]){daemon, part}, vitals_get(view, vital, i));
    }
}

static void put_row(MetricsText *text, const VitalsView *view, Vital vital, MetricsLabel daemon) {
    const VitalKind kind = vital_row(vital)->kind;
    if (kind == VITAL_HISTOGRAM)
        put_histogram(text, view, vital, daemon);
    else if (kind == VITAL_MOMENT || vital == VITAL_COMMIT_LAST)
        metrics_seconds(text, "", (MetricsLabel[METRICS_LABELS]){daemon},
                        (int64_t)vitals_get(view, vital, 0));
    else
        put_parts(text, view, vital, daemon);
}

// The one value that is a time says so in words, where a metric says it in its name.
static void begin(MetricsText *text, Vital vital) {
    const VitalRow *row = vital_row(vital);
    const char *suffix = vital == VITAL_COMMIT_LAST ? "_seconds" : SUFFIXES[row->kind];
    const char *help = vital == VITAL_COMMIT_LAST ? "time of the last commit" : row->help;
    g_autofree char *name = g_strconcat(row->name, suffix, NULL);
    g_autofree char *said = g_strconcat(help, row->kind == VITAL_MOMENT ? "; 0: never" : "", NULL);
    metrics_family(text, name, TYPES[row->kind], said);
}

static bool counts(const StatusDaemon *daemon, size_t which, VitalOwner owner) {
    static const VitalOwner OWNERS[] = {
        [DAEMON_MILTER] = VITAL_OF_MILTER, [DAEMON_COURIER] = VITAL_OF_COURIER};
    return daemon->counted && (owner == VITAL_OF_BOTH || owner == OWNERS[which]);
}

void metrics_put_vitals(MetricsText *text, const Status *status) {
    for (Vital vital = 0; vital < VITAL_ROWS; vital++) {
        const VitalOwner owner = vital_row(vital)->owner;
        bool begun = vital == VITAL_PID; // a number that nobody can graph, and it would change
        for (size_t i = 0; vital != VITAL_PID && i < STATUS_DAEMONS; i++) {
            const StatusDaemon *daemon = &status->daemons[i];
            if (!counts(daemon, i, owner))
                continue;
            if (!begun)
                begin(text, vital);
            begun = true;
            put_row(text, &daemon->vitals, vital,
                    (MetricsLabel){owner == VITAL_OF_BOTH ? "daemon" : NULL, daemon->name});
        }
    }
}
