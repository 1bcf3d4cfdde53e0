#ifndef EARSHOT_METRICS_TEXT_H
#define EARSHOT_METRICS_TEXT_H
// Prometheus' text format, version 0.0.4: families of samples, each with HELP
// and TYPE once, before its samples. Every name begins with "earshot_".

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct MetricsLabel {
    const char *name;  // NULL: there is no such label
    const char *value; // whatever it holds, it is escaped
} MetricsLabel;
enum { METRICS_LABELS = 3 };

typedef struct MetricsText MetricsText;

MetricsText *metrics_text_new(void) G_GNUC_WARN_UNUSED_RESULT;
// Frees it; the caller owns the text.
char *metrics_text_take(MetricsText *text) G_GNUC_WARN_UNUSED_RESULT;

// Begins a family: `name` without "earshot_", `type` "counter", "gauge" or "histogram". The name is kept.
void metrics_family(MetricsText *text, const char *name, const char *type, const char *help);
// A sample of it. `suffix` is "", "_bucket", "_sum" or "_count".
void metrics_count(MetricsText *text, const char *suffix, const MetricsLabel labels[static METRICS_LABELS],
                   uint64_t value);
// Likewise, of microseconds, shown in seconds as all times are.
void metrics_seconds(MetricsText *text, const char *suffix, const MetricsLabel labels[static METRICS_LABELS],
                     int64_t microseconds);

#endif
