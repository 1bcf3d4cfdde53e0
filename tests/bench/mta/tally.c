/* Counts and times of a load, and how they are told. All times are kept and sorted rather than put into
 * buckets: a run has at most some hundred thousand, and a percentile that is exact needs no defence. */
#include "tally.h"

#include <libmilter/mfdef.h>
#include <stdlib.h>

static const char *const step_names[STEP_COUNT] = {
    "connect", "helo", "mail", "rcpt", "data", "header", "eoh", "body", "eom",
};

static const struct {
    char letter;
    const char *name;
} replies[] = {
    {SMFIR_CONTINUE, "continue"},    {SMFIR_ACCEPT, "accept"},         {SMFIR_DISCARD, "discard"},
    {SMFIR_REJECT, "reject"},        {SMFIR_TEMPFAIL, "tempfail"},     {SMFIR_ADDHEADER, "add-header"},
    {SMFIR_INSHEADER, "ins-header"}, {SMFIR_CHGHEADER, "chg-header"},  {SMFIR_ADDRCPT, "add-rcpt"},
    {SMFIR_ADDRCPT_PAR, "add-rcpt"}, {SMFIR_DELRCPT, "del-rcpt"},      {SMFIR_REPLBODY, "replace-body"},
    {SMFIR_CHGFROM, "chg-from"},     {SMFIR_QUARANTINE, "quarantine"},
};

static const char *reply_name(int letter) {
    for (size_t i = 0; i < G_N_ELEMENTS(replies); i++)
        if (replies[i].letter == letter)
            return replies[i].name;
    return "unknown";
}

Tally *tally_new(void) {
    Tally *tally = g_new0(Tally, 1);
    tally->eom = g_array_new(FALSE, FALSE, sizeof(gint64));
    tally->content = g_array_new(FALSE, FALSE, sizeof(gint64));
    return tally;
}

void tally_free(Tally *tally) {
    if (tally == NULL)
        return;
    g_array_unref(tally->eom);
    g_array_unref(tally->content);
    g_free(tally);
}

void tally_add(Tally *into, const Tally *from) {
    into->messages += from->messages;
    into->connections += from->connections;
    into->sent += from->sent;
    into->received += from->received;
    into->expected += from->expected;
    for (int letter = 0; letter < 128; letter++) {
        into->edits[letter] += from->edits[letter];
        for (int step = 0; step < STEP_COUNT; step++)
            into->ends[step][letter] += from->ends[step][letter];
    }
    g_array_append_vals(into->eom, from->eom->data, from->eom->len);
    g_array_append_vals(into->content, from->content->data, from->content->len);
}

static int compare_times(gconstpointer a, gconstpointer b) {
    gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
    return x < y ? -1 : x > y;
}

void tally_sort(Tally *tally) {
    g_array_sort(tally->eom, compare_times);
    g_array_sort(tally->content, compare_times);
}

double tally_percentile(const GArray *times, double percent) {
    if (times->len == 0)
        return -1;
    guint at = (guint)((double)times->len * percent / 100.0);
    return (double)g_array_index(times, gint64, MIN(at, times->len - 1)) / 1000.0;
}

guint64 tally_ended(const Tally *tally, char reply) {
    guint64 count = 0;
    for (int step = 0; step < STEP_COUNT; step++)
        count += tally->ends[step][(int)reply];
    return count;
}

/* Lists what was counted, as `name=count` or as members of an object. */
static char *list_ends(const Tally *tally, const char *quote) {
    GString *out = g_string_new(NULL);
    for (int step = 0; step < STEP_COUNT; step++)
        for (int letter = 0; letter < 128; letter++)
            if (tally->ends[step][letter] > 0) {
                g_autofree char *name = g_strdup_printf("%s@%s", reply_name(letter), step_names[step]);
                g_autofree char *count = g_strdup_printf("%" G_GUINT64_FORMAT, tally->ends[step][letter]);
                g_autofree char *item =
                    g_strjoin(NULL, quote, name, quote, quote[0] ? ":" : "=", count, NULL);
                g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", item);
            }
    return g_string_free(out, FALSE);
}

static char *list_edits(const Tally *tally, const char *quote) {
    GString *out = g_string_new(NULL);
    for (int letter = 0; letter < 128; letter++)
        if (tally->edits[letter] > 0)
            g_string_append_printf(out, "%s%s%s%s%s%" G_GUINT64_FORMAT, out->len > 0 ? ", " : "", quote,
                                   reply_name(letter), quote, quote[0] ? ":" : "=", tally->edits[letter]);
    return g_string_free(out, FALSE);
}

static double rate(const Tally *tally, double seconds) {
    return seconds > 0 ? (double)tally->messages / seconds : 0;
}

static void describe_times(GString *out, const char *what, const GArray *times) {
    if (times->len > 0)
        g_string_append_printf(out, "%s ms: p50 %.2f, p90 %.2f, p99 %.2f, max %.2f (%u)\n", what,
                               tally_percentile(times, 50), tally_percentile(times, 90),
                               tally_percentile(times, 99), tally_percentile(times, 100), times->len);
}

char *tally_report(const Tally *tally, double seconds) {
    g_autofree char *ends = list_ends(tally, "");
    g_autofree char *edits = list_edits(tally, "");
    GString *out = g_string_new(NULL);
    g_string_append_printf(out,
                           "%" G_GUINT64_FORMAT " messages in %.2f s over %" G_GUINT64_FORMAT
                           " connections: %.0f messages/s\n",
                           tally->messages, seconds, tally->connections, rate(tally, seconds));
    describe_times(out, "end of message to final reply,", tally->eom);
    describe_times(out, "first field to final reply,", tally->content);
    g_string_append_printf(out, "ended: %s\nedits: %s\nbytes: %.1f MB sent, %.1f MB received\n", ends,
                           edits[0] ? edits : "none", (double)tally->sent / 1e6,
                           (double)tally->received / 1e6);
    return g_string_free(out, FALSE);
}

static char *times_json(const GArray *times) {
    if (times->len == 0)
        return g_strdup("null");
    return g_strdup_printf("{\"p50\":%.3f,\"p90\":%.3f,\"p99\":%.3f,\"max\":%.3f,\"count\":%u}",
                           tally_percentile(times, 50), tally_percentile(times, 90),
                           tally_percentile(times, 99), tally_percentile(times, 100), times->len);
}

char *tally_report_json(const Tally *tally, double seconds) {
    g_autofree char *ends = list_ends(tally, "\"");
    g_autofree char *edits = list_edits(tally, "\"");
    g_autofree char *eom = times_json(tally->eom);
    g_autofree char *content = times_json(tally->content);
    return g_strdup_printf("{\"messages\":%" G_GUINT64_FORMAT
                           ",\"seconds\":%.3f,\"rate\":%.1f,\"connections\":%" G_GUINT64_FORMAT
                           ",\"eom_ms\":%s,\"content_ms\":%s,\"replies\":{%s},\"edits\":{%s},"
                           "\"expected\":%" G_GUINT64_FORMAT ",\"bytes_sent\":%" G_GUINT64_FORMAT
                           ",\"bytes_received\":%" G_GUINT64_FORMAT "}\n",
                           tally->messages, seconds, rate(tally, seconds), tally->connections, eom, content,
                           ends, edits, tally->expected, tally->sent, tally->received);
}
