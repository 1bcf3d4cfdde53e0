// What a PM reads first, in rows: the state of things on one screen, then what
// is late or due with the next step, then each conversation, then the lists.
// Lengths are cut here, once for text and HTML: a name of 300 letters tells
// nobody more than its first 80, and what strangers write must not push what is
// due off the page.
#include "digest_rows.h"

#include <string.h>

#include "tell.h"
#include "values.h"

enum { SENTENCE = 400, WHO = 80 };

static void row_free(void *data) {
    Row *row = data;
    g_free(row->label);
    g_free(row->who);
    g_free(row->account);
    g_free(row->badge);
    g_free(row->text);
    g_free(row->foreign);
    g_free(row->language);
    g_free(row);
}

Row *rows_add(Rows *rows, RowKind kind) {
    Row *row = g_new0(Row, 1);
    row->kind = kind;
    row->share = -1;
    g_ptr_array_add(rows->list, row);
    return row;
}

char *rows_take(char *text) {
    g_autofree char *taken = text;
    return values_short(taken, SENTENCE);
}

char *rows_who(const Rows *rows, const char *who) {
    char *plain = values_short(who, WHO);
    return plain != NULL ? plain : rows_say(rows, "nobody");
}

char *rows_say(const Rows *rows, const char *key) {
    return rows_take(phrasebook_say(rows->paper->book, "digest", key, NULL));
}

char *rows_fill(const Rows *rows, const char *key, const char *name, const char *value) {
    g_autoptr(Values) values = values_new();
    values_set(values, name, value);
    return rows_take(phrasebook_say(rows->paper->book, "digest", key, values));
}

char *rows_number(const Rows *rows, const char *key, uint64_t count) {
    g_autofree char *full = g_strconcat("digest.", key, NULL);
    return rows_take(phrasebook_count(rows->paper->book, full, count));
}

Tone rows_level_tone(Level level) {
    static const Tone TONES_OF[LEVEL_COUNT] = {[LEVEL_NONE] = TONE_PLAIN,
                                               [LEVEL_CONCERN] = TONE_NOTICE,
                                               [LEVEL_ESCALATION] = TONE_WARN,
                                               [LEVEL_CRITICAL] = TONE_BAD};
    return (unsigned)level < LEVEL_COUNT ? TONES_OF[level] : TONE_PLAIN;
}

static bool is_today(const Rows *rows, int64_t moment) {
    g_autoptr(GDateTime) today = calendar_local(rows->digest->pm->calendar, rows->digest->now);
    g_autoptr(GDateTime) day = calendar_local(rows->digest->pm->calendar, moment);
    return today != NULL && day != NULL && g_date_time_get_year(today) == g_date_time_get_year(day) &&
           g_date_time_get_day_of_year(today) == g_date_time_get_day_of_year(day);
}

Tone rows_due_tone(const Rows *rows, int64_t due, bool late) {
    if (due == 0)
        return TONE_PLAIN;
    if (late)
        return TONE_BAD;
    return is_today(rows, due) ? TONE_WARN : TONE_PLAIN;
}

char *rows_due(const Rows *rows, int64_t due, bool late) {
    const Phrasebook *book = rows->paper->book;
    const Digest *digest = rows->digest;
    if (due == 0)
        return NULL;
    g_autofree char *when = late ? phrasebook_span(book, digest->now - due)
                                 : phrasebook_time(book, due, digest->now, digest->pm->time_zone);
    return late ? rows_fill(rows, "late-by", "span", when) : rows_fill(rows, "due-at", "time", when);
}

unsigned rows_number_of(const Rows *rows, uint64_t thread) {
    const GPtrArray *situations = rows->digest->situations;
    for (guint i = 0; i < situations->len; i++)
        if (((const Situation *)situations->pdata[i])->thread->id == thread)
            return i + 1;
    return 0;
}

void rows_section(Rows *rows, const char *key) {
    rows_add(rows, ROW_SECTION)->text = rows_say(rows, key);
}

void rows_more(Rows *rows, unsigned count) {
    if (count > 0)
        rows_add(rows, ROW_NOTE)->text = rows_number(rows, "more", count);
}

static void add_figure(Rows *rows, unsigned count, const char *key, Tone tone) {
    Row *row = rows_add(rows, ROW_FIGURE);
    row->label = g_strdup_printf("%u", count);
    row->text = rows_say(rows, key);
    row->tone = count > 0 ? tone : TONE_PLAIN;
}

static unsigned count_open(const Digest *digest) {
    unsigned open = 0;
    for (int level = 0; level < LEVEL_COUNT; level++)
        open += digest->open[level];
    return open;
}

// The parts that are not nought, in one sentence; nothing when all are.
static void add_counts(Rows *rows, const char *const *keys, const unsigned *counts) {
    g_autoptr(GString) line = g_string_new(NULL);
    for (unsigned i = 0; keys[i] != NULL; i++) {
        if (counts[i] == 0)
            continue;
        g_autofree char *part = rows_number(rows, keys[i], counts[i]);
        g_string_append_printf(line, "%s%s", line->len > 0 ? ", " : "", part);
    }
    if (line->len > 0)
        rows_add(rows, ROW_NOTE)->text = g_strdup(line->str);
}

// What keeps customers without an answer, or us from hearing them, comes before any single one.
static void add_warnings(Rows *rows) {
    const Digest *digest = rows->digest;
    for (guint i = 0; i < digest->breakers->len; i++) {
        const DigestBreaker *breaker = digest->breakers->pdata[i];
        g_autofree char *since =
            phrasebook_time(rows->paper->book, breaker->since, digest->now, digest->pm->time_zone);
        g_autoptr(Values) values = values_new();
        values_set(values, "mailbox", breaker->mailbox->name);
        values_set(values, "time", since);
        Row *row = rows_add(rows, ROW_NOTE);
        row->text = rows_take(phrasebook_say(rows->paper->book, "digest", "breaker", values));
        row->tone = TONE_BAD;
    }
    if (digest->unheard > 0) {
        Row *row = rows_add(rows, ROW_NOTE);
        row->text = rows_number(rows, "unheard", digest->unheard);
        row->tone = TONE_BAD;
    }
    if (digest->unconfirmed > 0) {
        Row *row = rows_add(rows, ROW_NOTE);
        row->text = rows_number(rows, "unconfirmed", digest->unconfirmed);
        row->tone = TONE_WARN;
    }
    if (digest->erased > 0)
        rows_add(rows, ROW_NOTE)->text = rows_number(rows, "erased", digest->erased);
}

// Who works elsewhere than a mailbox must not take one's hours for the other's. NULL when all have one zone.
static const char *zone_to_tell(const Digest *digest) {
    for (guint i = 0; i < digest->situations->len; i++) {
        const Mailbox *mailbox = ((const Situation *)digest->situations->pdata[i])->mailbox;
        if (mailbox != NULL && g_strcmp0(mailbox->time_zone, digest->pm->time_zone) != 0)
            return digest->pm->time_zone;
    }
    return NULL;
}

static void add_title(Rows *rows) {
    const Digest *digest = rows->digest;
    g_autofree char *day = phrasebook_day(rows->paper->book, digest->now, digest->pm->time_zone);
    g_autoptr(Values) values = values_new();
    values_set(values, "name", digest->pm->name);
    values_set(values, "day", day);
    values_set(values, "zone", zone_to_tell(digest));
    rows_add(rows, ROW_TITLE)->text = rows_take(phrasebook_say(rows->paper->book, "digest", "title", values));
}

static unsigned count_again(const Digest *digest) {
    unsigned again = 0;
    for (guint i = 0; i < digest->situations->len; i++)
        again += ((const Situation *)digest->situations->pdata[i])->again;
    return again;
}

// Before anything that is late: what we said was mended is here again, and what we had promised.
static void add_again(Rows *rows) {
    const GPtrArray *situations = rows->digest->situations;
    if (count_again(rows->digest) > 0)
        rows_section(rows, "section-again");
    for (guint i = 0; i < situations->len; i++) {
        const Situation *situation = situations->pdata[i];
        char *again = tell_again(rows->paper->book, situation, rows->digest->pm->time_zone);
        if (again == NULL)
            continue;
        Row *row = rows_add(rows, ROW_LINE);
        row->number = i + 1;
        row->tone = TONE_BAD;
        row->who = rows_who(rows, situation->who);
        row->account = values_short(situation->context->account, WHO);
        row->text = rows_take(again);
    }
}

static void add_touch(Rows *rows) {
    const Digest *digest = rows->digest;
    const guint before = rows->list->len;
    const char *const keys[] = {"n-touch-late", "n-touch-today", NULL};
    add_counts(rows, keys, (const unsigned[]){digest->touch_late, digest->touch_today});
    if (rows->list->len > before)
        ((Row *)rows->list->pdata[before])->tone = digest->touch_late > 0 ? TONE_BAD : TONE_NOTICE;
}

// "3 late, 2 due today", also what the subject begins with; "2 critical, nothing due" before any calm.
static char *headline(const Rows *rows) {
    const Digest *digest = rows->digest;
    g_autofree char *late = digest->late > 0 ? rows_number(rows, "n-late", digest->late) : NULL;
    g_autofree char *due = digest->due_today > 0 ? rows_number(rows, "n-due", digest->due_today) : NULL;
    if (count_again(digest) > 0) {
        g_autofree char *again = rows_number(rows, "n-again", count_again(digest));
        return g_strconcat(again, late == NULL ? "" : ", ", late == NULL ? "" : late, NULL);
    }
    if (late == NULL && due == NULL && digest->open[LEVEL_CRITICAL] > 0) // no clock runs, yet not calm
        return rows_number(rows, "n-critical", digest->open[LEVEL_CRITICAL]);
    if (late == NULL && due == NULL)
        return rows_say(rows, "calm");
    if (late == NULL || due == NULL)
        return g_strdup(late != NULL ? late : due);
    return g_strconcat(late, ", ", due, NULL);
}

char *rows_subject(const Digest *digest, const DigestPaper *paper) {
    const Rows rows = {.digest = digest, .paper = paper};
    g_autofree char *day = phrasebook_day(paper->book, digest->now, digest->pm->time_zone);
    g_autofree char *first = headline(&rows);
    g_autofree char *open = rows_number(&rows, "n-open", count_open(digest));
    g_autoptr(Values) values = values_new();
    values_set(values, "state", digest_is_empty(digest) ? NULL : first);
    values_set(values, "open", open);
    values_set(values, "day", day);
    return rows_take(phrasebook_say(paper->book, "digest", "subject", values));
}

static void add_state(Rows *rows) {
    const Digest *digest = rows->digest;
    rows_add(rows, ROW_HEADLINE)->text = headline(rows);
    add_title(rows);
    add_again(rows);
    add_figure(rows, digest->late, "figure-late", TONE_BAD);
    add_figure(rows, digest->due_today, "figure-due", TONE_WARN);
    add_figure(rows, digest->open[LEVEL_CRITICAL], "figure-critical", TONE_BAD);
    add_figure(rows, count_open(digest), "figure-open", TONE_PLAIN);
    const char *const now[] = {"n-escalations", "n-concerns", "n-in-hand", "n-waiting", NULL};
    add_counts(rows, now,
               (const unsigned[]){digest->open[LEVEL_ESCALATION], digest->open[LEVEL_CONCERN],
                                  digest->in_hand, digest->waiting_for_them});
    add_touch(rows);
    const char *const day[] = {"n-messages", "n-closed", NULL};
    add_counts(rows, day, (const unsigned[]){digest->messages, digest->closed});
    add_warnings(rows);
}

static void add_due_row(Rows *rows, const Situation *situation, unsigned number) {
    const Phrasebook *book = rows->paper->book;
    const char *zone = rows->digest->pm->time_zone;
    Row *row = rows_add(rows, ROW_DUE);
    row->number = number;
    row->tone = row->due = rows_due_tone(rows, situation->due, situation->late);
    row->who = rows_who(rows, situation->who);
    row->account = values_short(situation->context->account, WHO);
    row->badge = rows_take(tell_due(book, situation, zone, rows->digest->now));
    row->text = rows_take(tell_next(book, situation, zone, rows->digest->now));
}

// What is late first, then what is due today; of both the graver first, as they are numbered.
static void add_due(Rows *rows) {
    const GPtrArray *situations = rows->digest->situations;
    unsigned shown = 0, more = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < situations->len; i++) {
            const Situation *situation = situations->pdata[i];
            const Tone wanted = pass == 0 ? TONE_BAD : TONE_WARN;
            if (rows_due_tone(rows, situation->due, situation->late) != wanted)
                continue;
            if (shown == 0)
                rows_section(rows, "section-due");
            if (shown < rows->limits.due)
                add_due_row(rows, situation, i + 1);
            else
                more++;
            shown++;
        }
    }
    rows_more(rows, more);
}

// Beyond the limit a numbered line each, so that commands reach them still.
static void add_cases(Rows *rows) {
    const GPtrArray *situations = rows->digest->situations;
    if (situations->len == 0)
        return;
    rows_section(rows, "section-cases");
    for (guint i = 0; i < situations->len; i++) {
        const Situation *situation = situations->pdata[i];
        if (i < rows->limits.full) {
            rows_add_case(rows, situation, i + 1);
            continue;
        }
        Row *row = rows_add(rows, ROW_LINE);
        row->number = i + 1;
        row->tone = rows_level_tone(situation->thread->level);
        row->label = rows_take(tell_level(rows->paper->book, situation->thread->level));
        row->who = rows_who(rows, situation->who);
        row->account = values_short(situation->context->account, WHO);
        row->foreign = situation_about(situation->thread, WHO);
        row->language = g_strdup(situation->thread->language);
        row->badge = rows_due(rows, situation->due, situation->late);
        row->due = rows_due_tone(rows, situation->due, situation->late);
    }
}

static void add_answering(Rows *rows) {
    if (rows->paper->token == NULL)
        return;
    rows_section(rows, "section-answer");
    rows_add(rows, ROW_NOTE)->text = rows_say(rows, "answer");
    rows_add(rows, ROW_NOTE)->text = g_strconcat("Ref: ", rows->paper->token, NULL);
}

Rows *rows_new(const Digest *digest, const DigestPaper *paper, RowLimits limits) {
    Rows *rows = g_new0(Rows, 1);
    *rows = (Rows){
        .digest = digest, .paper = paper, .limits = limits, .list = g_ptr_array_new_with_free_func(row_free)};
    rows->quote_open = rows_say(rows, "quote-open");
    rows->quote_close = rows_say(rows, "quote-close");
    if (digest_is_empty(digest)) {
        g_autofree char *day = phrasebook_day(paper->book, digest->now, digest->pm->time_zone);
        rows_add(rows, ROW_NOTE)->text = rows_fill(rows, "empty", "day", day);
        return rows;
    }
    add_state(rows);
    add_due(rows);
    add_cases(rows);
    rows_add_lists(rows);
    add_answering(rows);
    return rows;
}

void rows_free(Rows *rows) {
    if (rows == NULL)
        return;
    g_ptr_array_unref(rows->list);
    g_free(rows->quote_open);
    g_free(rows->quote_close);
    g_free(rows);
}

bool rows_is_rtl(gunichar c) {
    return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF) ||
           (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

const RowAction *rows_actions(void) {
    static const RowAction ACTIONS[] = {
        {"ack", "do-ack"}, {"why", "do-why"}, {"close", "do-close"}, {NULL, NULL}};
    return ACTIONS;
}
