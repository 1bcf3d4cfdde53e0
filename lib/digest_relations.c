// What concerns many customers at once, in rows: what may be one problem, whose
// silence says something, whom we let wait longer than others. Each with what can
// be done about it, since a finding without a next step is only worry.
#include "digest_rows.h"

#include "tell.h"
#include "values.h"

enum { NAME = 80, PHRASES = 120 };

static char *number_text(unsigned number) {
    return g_strdup_printf("%u", number);
}

static void add_burst_row(Rows *rows, const DigestBurst *burst) {
    const Phrasebook *book = rows->paper->book;
    const char *zone = rows->digest->pm->time_zone;
    g_autofree char *since = phrasebook_time(book, burst->since, rows->digest->now, zone);
    g_autofree char *ended =
        burst->ended == 0 ? NULL : phrasebook_time(book, burst->ended, rows->digest->now, zone);
    g_autoptr(Values) values = values_new();
    values_set(values, "since", since);
    values_set(values, "ended", ended);
    Row *row = rows_add(rows, ROW_LINE);
    row->tone = burst->ended == 0 ? TONE_WARN : TONE_PLAIN;
    row->foreign = values_short(burst->name, PHRASES);
    row->label = row->foreign == NULL ? rows_take(tell_request(book, burst->request)) : NULL;
    row->text = rows_take(phrasebook_count_with(book, "digest.burst", burst->count, values));
}

static void add_bursts(Rows *rows) {
    const GPtrArray *bursts = rows->digest->bursts;
    if (bursts->len > 0)
        rows_section(rows, "section-bursts");
    for (guint i = 0; i < MIN(bursts->len, rows->limits.rest); i++)
        add_burst_row(rows, bursts->pdata[i]);
    rows_more(rows, bursts->len - MIN(bursts->len, rows->limits.rest));
}

// The number under which one of them is told in full, so that a command can name it; 0: none is.
static unsigned number_of_one(const Rows *rows, const DigestSuggested *suggested) {
    unsigned number = 0;
    for (guint i = 0; i < suggested->threads->len && number == 0; i++)
        number = rows_number_of(rows, g_array_index(suggested->threads, uint64_t, i));
    return number;
}

// "7 customers, 3 accounts, since Tuesday, 3 March".
static void add_suggested_row(Rows *rows, const DigestSuggested *suggested) {
    const Phrasebook *book = rows->paper->book;
    g_autofree char *people = number_text(suggested->people), *accounts = number_text(suggested->accounts);
    g_autofree char *since = phrasebook_day(book, suggested->since, rows->digest->pm->time_zone);
    const unsigned number = number_of_one(rows, suggested);
    g_autofree char *numbered = number_text(number);
    g_autoptr(Values) values = values_new();
    values_set(values, "people", people);
    values_set(values, "accounts", suggested->accounts > 1 ? accounts : NULL);
    values_set(values, "day", since);
    values_set(values, "number", number > 0 ? numbered : NULL);
    Row *row = rows_add(rows, ROW_LINE);
    row->number = number;
    row->foreign = values_short(suggested->phrases, PHRASES);
    row->text = rows_take(phrasebook_say(book, "digest", "suggested", values));
}

static void add_suggested(Rows *rows) {
    const GPtrArray *suggested = rows->digest->suggested;
    if (suggested->len > 0)
        rows_section(rows, "section-suggested");
    for (guint i = 0; i < MIN(suggested->len, rows->limits.rest); i++)
        add_suggested_row(rows, suggested->pdata[i]);
    rows_more(rows, suggested->len - MIN(suggested->len, rows->limits.rest));
}

// A line each, with the number under which it can be named where it has one.
static void add_unlinked(Rows *rows) {
    const Digest *digest = rows->digest;
    const guint shown = MIN(digest->unlinked->len, rows->limits.rest);
    if (digest->unlinked->len > 0)
        rows_section(rows, "section-unlinked");
    for (guint i = 0; i < shown; i++) {
        const DigestLine *line = digest->unlinked->pdata[i];
        g_autofree char *since = phrasebook_day(rows->paper->book, line->due, digest->pm->time_zone);
        Row *row = rows_add(rows, ROW_LINE);
        row->number = rows_number_of(rows, line->thread);
        row->who = rows_who(rows, line->who);
        row->foreign = values_short(line->subject, NAME);
        row->text = rows_fill(rows, "unlinked", "day", since);
    }
    rows_more(rows, digest->unlinked->len - shown + digest->unlinked_more);
}

// How it was taken: whether those who were upset are calmer now.
static void add_follow_ups(Rows *rows) {
    const FollowUps *follow_ups = &rows->digest->follow_ups;
    if (follow_ups->answered == 0)
        return;
    g_autofree char *asked = number_text(follow_ups->asked), *answered = number_text(follow_ups->answered);
    g_autofree char *calmer = number_text(follow_ups->calmer), *hotter = number_text(follow_ups->hotter);
    g_autoptr(Values) values = values_new();
    values_set(values, "asked", asked);
    values_set(values, "answered", answered);
    values_set(values, "calmer", calmer);
    values_set(values, "hotter", follow_ups->hotter > 0 ? hotter : NULL);
    rows_section(rows, "section-follow-up");
    Row *row = rows_add(rows, ROW_NOTE);
    row->tone = follow_ups->hotter > 0 ? TONE_NOTICE : TONE_PLAIN;
    row->text = rows_take(phrasebook_say(rows->paper->book, "digest", "follow-up", values));
}

static Values *renewal_values(const Rows *rows, const Context *context) {
    Values *values = values_new();
    g_autofree char *manager = values_short(context->manager, NAME);
    values_set(values, "manager", manager);
    if (context->renewal_days == CONTEXT_NO_DATE)
        return values;
    const char *key = context->renewal_days < 0 ? "renewal-overdue" : "renewal-in";
    g_autofree char *renewal = rows_number(rows, key, (uint64_t)ABS((int64_t)context->renewal_days));
    values_set(values, "renewal", renewal);
    return values;
}

static void add_quiet_row(Rows *rows, const QuietAccount *account) {
    const Phrasebook *book = rows->paper->book;
    g_autoptr(Values) values = renewal_values(rows, account->context);
    Row *row = rows_add(rows, ROW_LINE);
    row->who = rows_who(rows, account->name);
    row->tone = account->is_new ? TONE_WARN : TONE_PLAIN;
    if (account->silence.finding == SILENCE_NEVER_WROTE) {
        row->text = rows_take(phrasebook_say(book, "digest", "never-wrote", values));
        return;
    }
    g_autofree char *weeks = rows_number(rows, "weeks", account->silence.weeks);
    g_autofree char *gap = rows_number(rows, "days", (uint64_t)MAX(account->silence.usual_gap + 0.5, 1.0));
    values_set(values, "weeks", weeks);
    values_set(values, "gap", gap);
    row->text = rows_take(phrasebook_say(book, "digest", "fell-silent", values));
}

static void add_quiet_list(Rows *rows, const GPtrArray *list, unsigned more) {
    const guint shown = MIN(list->len, rows->limits.rest);
    for (guint i = 0; i < shown; i++)
        add_quiet_row(rows, list->pdata[i]);
    rows_more(rows, list->len - shown + more);
}

// "34 of 120 accounts wrote within a quarter, 41 the quarter before; 12 never did".
static void add_speakers(Rows *rows, const QuietAccounts *quiet) {
    if (quiet->speak.whole == 0)
        return;
    g_autofree char *part = number_text(quiet->speak.part), *whole = number_text(quiet->speak.whole);
    g_autofree char *before = number_text(quiet->spoke.part), *never = number_text(quiet->never_wrote);
    g_autoptr(Values) values = values_new();
    values_set(values, "part", part);
    values_set(values, "whole", whole);
    values_set(values, "before", before);
    values_set(values, "never", quiet->never_wrote > 0 ? never : NULL);
    rows_add(rows, ROW_NOTE)->text =
        rows_take(phrasebook_say(rows->paper->book, "digest", "speakers", values));
}

// Without anybody silent it is a figure for reports, not for each morning.
static void add_quiet(Rows *rows) {
    const QuietAccounts *quiet = rows->digest->quiet;
    if (quiet == NULL || quiet->silent->len == 0)
        return;
    rows_section(rows, "section-quiet");
    add_quiet_list(rows, quiet->silent, quiet->silent_more);
    add_quiet_list(rows, quiet->never, quiet->never_wrote - MIN(quiet->never->len, quiet->never_wrote));
    add_speakers(rows, quiet);
}

static void add_fairness(Rows *rows) {
    const Fairness *fairness = rows->digest->fairness;
    if (fairness == NULL || fairness->smallest == NULL)
        return;
    const Phrasebook *book = rows->paper->book;
    g_autofree char *small = values_short(fairness->smallest->name, NAME);
    g_autofree char *large = values_short(fairness->largest->name, NAME);
    g_autofree char *longer = phrasebook_span(book, MAX(fairness->smallest->p50, G_TIME_SPAN_MINUTE));
    g_autofree char *shorter = phrasebook_span(book, MAX(fairness->largest->p50, G_TIME_SPAN_MINUTE));
    g_autoptr(Values) values = values_new();
    values_set(values, "small", small);
    values_set(values, "large", large);
    values_set(values, "longer", longer);
    values_set(values, "shorter", shorter);
    rows_section(rows, "section-fairness");
    Row *row = rows_add(rows, ROW_NOTE);
    row->tone = TONE_WARN;
    row->text = rows_take(phrasebook_say(book, "digest", "fairness", values));
}

void rows_add_relations(Rows *rows) {
    add_bursts(rows);
    add_suggested(rows);
    add_unlinked(rows);
    add_quiet(rows);
    add_follow_ups(rows);
    add_fairness(rows);
}
