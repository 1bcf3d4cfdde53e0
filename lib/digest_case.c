// One conversation in full. What to do stands first, then why; then the three
// conversations of a difficult exchange, apart: what happened, how they feel,
// and what is at stake. A PM who reads anger as a fact, or a fact as anger,
// answers the wrong one.
#include "digest_rows.h"

#include <string.h>

#include "tell.h"
#include "values.h"

enum { NAME = 80, SUBJECT = 120, WORDS = 180, CLOCKS = 4, REASONS = 4 };

static void add_fact(Rows *rows, const Situation *situation, const char *key, char *text) {
    Row *row = rows_add(rows, ROW_FACT);
    row->label = rows_say(rows, key);
    row->who = values_short(situation->who, NAME);
    row->text = rows_take(text);
}

static void add_quote(Rows *rows, const Situation *situation, Signal signal, const char *words) {
    g_autofree char *plain = values_short(words, WORDS);
    if (plain == NULL)
        return;
    Row *row = rows_add(rows, ROW_QUOTE);
    row->foreign = g_steal_pointer(&plain);
    row->label = rows_take(tell_signal(rows->paper->book, signal));
    row->language = g_strdup(situation->thread->language);
}

static bool is_quoted(const Situation *situation, const char *words) {
    for (guint i = 0; words != NULL && i < situation->quotes->len; i++) {
        const SituationQuote *quote = situation->quotes->pdata[i];
        if (g_strcmp0(quote->words, words) == 0)
            return true;
    }
    return words == NULL;
}

static bool has_quotes(const Situation *situation, Conversation which) {
    for (guint i = 0; i < situation->quotes->len; i++) {
        const SituationQuote *quote = situation->quotes->pdata[i];
        if (situation_conversation(quote->signal) == which)
            return true;
    }
    return false;
}

static void add_quotes(Rows *rows, const Situation *situation, Conversation which) {
    for (guint i = 0; i < situation->quotes->len; i++) {
        const SituationQuote *quote = situation->quotes->pdata[i];
        if (situation_conversation(quote->signal) == which)
            add_quote(rows, situation, quote->signal, quote->words);
    }
}

// What it is about, since when and where, as far as it is known.
static char *happening(const Rows *rows, const Situation *situation) {
    const Phrasebook *book = rows->paper->book;
    const Digest *digest = rows->digest;
    g_autofree char *request =
        situation->entry == NULL ? rows_say(rows, "unknown") : tell_request(book, situation->entry->request);
    g_autofree char *since =
        phrasebook_time(book, situation->thread->opened, digest->now, digest->pm->time_zone);
    g_autoptr(Values) values = values_new();
    values_set(values, "request", request);
    values_set(values, "time", since);
    values_set(values, "mailbox", situation->mailbox == NULL ? NULL : situation->mailbox->name);
    return phrasebook_say(book, "digest", "happened-text", values);
}

static void add_happened(Rows *rows, const Situation *situation) {
    add_fact(rows, situation, "happened", happening(rows, situation));
    if (situation->cause != NULL)
        add_fact(rows, situation, "cause", values_short(situation->cause, WORDS));
    if (!is_quoted(situation, situation->impact))
        add_quote(rows, situation, SIGNAL_IMPACT, situation->impact);
    if (!is_quoted(situation, situation->wanted) && g_strcmp0(situation->wanted, situation->impact) != 0)
        add_quote(rows, situation, SIGNAL_URGENCY, situation->wanted);
    add_quotes(rows, situation, CONVERSATION_HAPPENED);
}

// What they feel is told by their own words, not by a word of ours; how long they wait is part of it.
static void add_felt(Rows *rows, const Situation *situation) {
    char *waiting = tell_waiting(rows->paper->book, situation, rows->digest->now);
    if (waiting == NULL && !has_quotes(situation, CONVERSATION_FELT))
        return;
    add_fact(rows, situation, "felt", waiting);
    add_quotes(rows, situation, CONVERSATION_FELT);
}

// The six questions in as few words as they need: what is known, then which are not.
static char *answers(const Rows *rows, const Situation *situation) {
    const Phrasebook *book = rows->paper->book;
    g_autofree char *known = tell_context(book, situation->context, rows->digest->now);
    g_autofree char *nothing = phrasebook_say(book, "unknown", NULL, NULL);
    g_autoptr(GString) unknown = g_string_new(NULL);
    for (unsigned i = 0; i < TELL_QUESTIONS; i++) {
        g_autofree char *question = tell_question(book, i);
        g_autofree char *answer = tell_answer(book, situation->context, i, rows->digest->now);
        if (g_strcmp0(answer, nothing) == 0)
            g_string_append_printf(unknown, "%s%s", unknown->len > 0 ? " " : "", question);
    }
    if (unknown->len == 0)
        return g_steal_pointer(&known);
    const char *between = *known == '\0' ? "" : "; ";
    return g_strdup_printf("%s%s%s: %s", known, between, nothing, unknown->str);
}

static void add_stake(Rows *rows, const Situation *situation) {
    add_fact(rows, situation, "stake", answers(rows, situation));
    add_quotes(rows, situation, CONVERSATION_STAKE);
}

static void add_clocks(Rows *rows, const Situation *situation) {
    const char *zone = rows->digest->pm->time_zone;
    if (situation->clocks->len == 1 && situation->due != 0) // the badge says it
        return;
    for (guint i = 0; i < MIN(situation->clocks->len, CLOCKS); i++) {
        Row *row = rows_add(rows, ROW_FACT);
        row->label = i == 0 ? rows_say(rows, "clocks") : NULL;
        row->text =
            rows_take(tell_clock(rows->paper->book, situation->clocks->pdata[i], zone, rows->digest->now));
    }
}

static void add_why(Rows *rows, const Situation *situation) {
    g_autoptr(GPtrArray) reasons = tell_reasons(rows->paper->book, situation);
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < MIN(reasons->len, REASONS); i++)
        g_string_append_printf(line, "%s%s", i > 0 ? "; " : "", (const char *)reasons->pdata[i]);
    if (line->len > 0)
        add_fact(rows, situation, "why", g_strdup(line->str));
}

static void add_in_hand(Rows *rows, const Situation *situation) {
    if (situation->thread->in_hand == 0)
        return;
    const Digest *digest = rows->digest;
    g_autofree char *since =
        phrasebook_time(rows->paper->book, situation->thread->in_hand, digest->now, digest->pm->time_zone);
    add_fact(rows, situation, "in-hand", rows_fill(rows, "in-hand-since", "time", since));
}

// That a receipt went out goes without saying; that none did does not.
static void add_acknowledged(Rows *rows, const Situation *situation) {
    const char *acknowledge = situation->entry == NULL ? NULL : situation->entry->acknowledge;
    if (acknowledge == NULL || strcmp(acknowledge, "yes") == 0 || strcmp(acknowledge, ENTRY_IMPORTED) == 0)
        return;
    add_fact(rows, situation, "receipt", tell_acknowledged(rows->paper->book, acknowledge));
}

void rows_add_case(Rows *rows, const Situation *situation, unsigned number) {
    const Phrasebook *book = rows->paper->book;
    const Digest *digest = rows->digest;
    Row *row = rows_add(rows, ROW_CASE);
    row->number = number;
    row->tone = rows_level_tone(situation->thread->level);
    row->label = rows_take(tell_level(book, situation->thread->level));
    row->who = rows_who(rows, situation->who);
    row->account = values_short(situation->context->account, NAME);
    row->badge = rows_take(tell_due(book, situation, digest->pm->time_zone, digest->now));
    row->due = rows_due_tone(rows, situation->due, situation->late);
    row->foreign = situation_about(situation->thread, SUBJECT);
    row->language = g_strdup(situation->thread->language);
    Row *next = rows_add(rows, ROW_NEXT);
    next->label = rows_say(rows, "next");
    next->who = values_short(situation->who, NAME);
    next->text = rows_take(tell_next(book, situation, digest->pm->time_zone, digest->now));
    add_in_hand(rows, situation);
    add_why(rows, situation);
    add_happened(rows, situation);
    add_felt(rows, situation);
    add_stake(rows, situation);
    add_clocks(rows, situation);
    add_acknowledged(rows, situation);
    if (rows->paper->token != NULL && rows->paper->mail_to != NULL)
        rows_add(rows, ROW_ACTIONS)->number = number;
}
