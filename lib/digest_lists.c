// What stands behind the conversations: what is too much to be told in full, and
// what shows only when one looks at all of it together. A list without entries
// has no title either.
#include "digest_rows.h"

#include <math.h>

#include "tell.h"
#include "units.h"
#include "values.h"

enum { NAME = 80, SUBJECT = 80, WORDS = 120 };

static void add_groups(Rows *rows) {
    const GPtrArray *groups = rows->digest->groups;
    const Phrasebook *book = rows->paper->book;
    if (groups->len > 0)
        rows_section(rows, "section-groups");
    for (guint i = 0; i < MIN(groups->len, rows->limits.rest); i++) {
        const DigestGroup *group = groups->pdata[i];
        g_autofree char *level = tell_level(book, group->level);
        g_autofree char *count = g_strdup_printf("%u", group->count);
        g_autoptr(Values) values = values_new();
        values_set(values, "count", count);
        values_set(values, "level", level);
        Row *row = rows_add(rows, ROW_LINE);
        row->label = group->problem ? rows_say(rows, "problem") : NULL;
        row->who = rows_who(rows, group->name);
        row->text =
            rows_take(phrasebook_say(book, "digest", group->problem ? "group" : "group-account", values));
    }
    rows_more(rows, groups->len - MIN(groups->len, rows->limits.rest));
}

static void add_listed(Rows *rows) {
    const GPtrArray *listed = rows->digest->listed;
    if (listed->len == 0 && rows->digest->more == 0)
        return;
    rows_section(rows, "section-listed");
    const guint shown = MIN(listed->len, rows->limits.listed);
    for (guint i = 0; i < shown; i++) {
        const DigestLine *line = listed->pdata[i];
        Row *row = rows_add(rows, ROW_LINE);
        row->tone = rows_level_tone(line->level);
        row->label = rows_take(tell_level(rows->paper->book, line->level));
        row->who = rows_who(rows, line->who);
        row->account = values_short(line->account, NAME);
        row->foreign = values_short(line->subject, SUBJECT);
        row->badge = rows_due(rows, line->due, line->late);
        row->due = rows_due_tone(rows, line->due, line->late);
    }
    rows_more(rows, listed->len - shown + rows->digest->more);
}

// Whole numbers: what is usual is a mean of few, more digits would pretend.
static char *whole(const Rows *rows, double usual) {
    return isfinite(usual) && usual >= 1 ? g_strdup_printf("%.0f", MIN(usual, 1e9))
                                         : rows_say(rows, "under-one");
}

static void add_patterns(Rows *rows) {
    const GPtrArray *patterns = rows->digest->patterns;
    if (patterns->len > 0)
        rows_section(rows, "section-patterns");
    for (guint i = 0; i < MIN(patterns->len, rows->limits.rest); i++) {
        const DigestPattern *pattern = patterns->pdata[i];
        g_autofree char *count = g_strdup_printf("%u", pattern->count), *usual = whole(rows, pattern->usual);
        g_autoptr(Values) values = values_new();
        values_set(values, "count", count);
        values_set(values, "usual", usual);
        Row *row = rows_add(rows, ROW_LINE);
        row->label = rows_take(tell_request(rows->paper->book, pattern->request));
        row->text = rows_take(phrasebook_say(rows->paper->book, "digest", "pattern", values));
    }
}

static void add_silent(Rows *rows) {
    const GPtrArray *silent = rows->digest->silent;
    if (silent->len > 0)
        rows_section(rows, "section-silent");
    for (guint i = 0; i < MIN(silent->len, rows->limits.rest); i++) {
        const DigestSilent *one = silent->pdata[i];
        g_autofree char *span = phrasebook_span(rows->paper->book, rows->digest->now - one->since);
        Row *row = rows_add(rows, ROW_LINE);
        row->who = rows_who(rows, one->who);
        row->foreign = values_short(one->subject, SUBJECT);
        row->text = rows_fill(rows, "silent", "span", span);
    }
    rows_more(rows, silent->len - MIN(silent->len, rows->limits.rest));
}

// Why first, in words; then who, so that a person may write to them.
static void add_unanswered(Rows *rows) {
    const Digest *digest = rows->digest;
    const Phrasebook *book = rows->paper->book;
    if (digest->reasons->len + digest->unanswered->len + digest->unanswered_more == 0)
        return;
    rows_section(rows, "section-unanswered");
    for (guint i = 0; i < MIN(digest->reasons->len, rows->limits.rest); i++) {
        const DigestReason *reason = digest->reasons->pdata[i];
        Row *row = rows_add(rows, ROW_LINE);
        row->label = g_strdup_printf("%u", reason->count);
        row->text = rows_take(tell_refusal(book, reason->code));
    }
    const guint shown = MIN(digest->unanswered->len, rows->limits.rest);
    for (guint i = 0; i < shown; i++) {
        const DigestUnanswered *one = digest->unanswered->pdata[i];
        Row *row = rows_add(rows, ROW_LINE);
        row->who = rows_who(rows, one->who);
        row->foreign = values_short(one->subject, SUBJECT);
        g_autofree char *when = phrasebook_time(book, one->at, digest->now, digest->pm->time_zone);
        g_autofree char *why = tell_refusal(book, one->code);
        row->text = rows_take(g_strdup_printf("%s, %s", when, why));
    }
    rows_more(rows, digest->unanswered->len - shown + digest->unanswered_more);
}

static Tone share_tone(double share) {
    return share >= 0.95 ? TONE_GOOD : share >= 0.8 ? TONE_WARN : TONE_BAD;
}

// "within" wants a whole span above it. Business time has no days of 24 hours, so its hours go on; of
// receipts whole seconds count.
static char *waited(const Rows *rows, GTimeSpan span, bool receipt) {
    const Phrasebook *book = rows->paper->book;
    const GTimeSpan length = MAX(span, 0);
    if (receipt && length < G_TIME_SPAN_MINUTE)
        return g_strdup_printf("%d s", (int)((length + UNITS_SECOND - 1) / UNITS_SECOND));
    if (!receipt && length >= G_TIME_SPAN_DAY)
        return phrasebook_count(book, "span.hours", (uint64_t)(length / G_TIME_SPAN_HOUR));
    return phrasebook_span(book, MAX(length, G_TIME_SPAN_MINUTE));
}

// Receipts are measured and never due, so they have no bar: a bar of theirs beside those of persons' replies
// would look like their sum.
static void add_time(Rows *rows, const DigestTime *time) {
    const Phrasebook *book = rows->paper->book;
    Row *row = rows_add(rows, ROW_BAR);
    row->label = rows_take(phrasebook_say(book, "digest-kind", clock_kind_name(time->kind), NULL));
    g_autoptr(Values) values = values_new();
    g_autofree char *count = g_strdup_printf("%" G_GUINT64_FORMAT, time->count);
    g_autofree char *in_time = g_strdup_printf("%" G_GUINT64_FORMAT, time->in_time);
    const bool due = time->kind != CLOCK_ACKNOWLEDGE;
    g_autofree char *half = waited(rows, time->p50, !due), *most = waited(rows, time->p90, !due);
    values_set(values, "count", count);
    values_set(values, "in-time", in_time);
    values_set(values, "half", half);
    values_set(values, "most", most);
    g_autofree char *waiting = g_strdup_printf("%" G_GUINT64_FORMAT, time->waiting);
    values_set(values, "waiting", time->waiting > 0 ? waiting : NULL);
    const uint64_t all = time->count + time->waiting;
    const char *key = !due               ? "time-receipt"
                      : time->count == 0 ? "time-waiting"
                      : time->p50 < 0    ? "time-count"
                                         : "time-reply";
    row->text = rows_take(phrasebook_say(book, "digest", key, values));
    if (due && all > 0) { // who still waits was not in time
        row->share = (double)MIN(time->in_time, time->count) / (double)all;
        row->tone = share_tone(row->share);
    }
}

static void add_times(Rows *rows) {
    const GPtrArray *times = rows->digest->times;
    bool titled = false;
    for (guint i = 0; i < MIN(times->len, CLOCK_KINDS); i++) {
        const DigestTime *time = times->pdata[i];
        if (time->count + time->waiting == 0)
            continue;
        if (!titled)
            rows_section(rows, "section-times");
        titled = true;
        add_time(rows, time);
    }
}

static void add_promises(Rows *rows) {
    const GPtrArray *promises = rows->digest->promises;
    if (promises->len > 0)
        rows_section(rows, "section-promises");
    for (guint i = 0; i < MIN(promises->len, rows->limits.rest); i++) {
        const DigestPromise *promise = promises->pdata[i];
        const bool late = promise->due <= rows->digest->now;
        Row *row = rows_add(rows, ROW_LINE);
        row->number = promise->number;
        row->due = rows_due_tone(rows, promise->due, late);
        row->who = rows_who(rows, promise->who);
        row->foreign = values_short(promise->words, WORDS);
        row->badge = rows_due(rows, promise->due, late);
    }
    rows_more(rows, promises->len - MIN(promises->len, rows->limits.rest));
}

void rows_add_lists(Rows *rows) {
    add_listed(rows);
    add_groups(rows);
    add_patterns(rows);
    rows_add_relations(rows);
    add_silent(rows);
    add_unanswered(rows);
    add_times(rows);
    add_promises(rows);
}
