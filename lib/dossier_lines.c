// What the dossier says, in the order in which somebody who takes over asks:
// what is to be done now, where it stands, what is said of the three
// conversations, who they are, what we owe them, and then how it came to this.
#include "dossier_parts.h"

#include <string.h>

#include "tell.h"
#include "values.h"

enum { SUBJECT = 120, REASONS = 4, ACCOUNT = 80 };

typedef struct Writer {
    const Dossier *dossier;
    const Phrasebook *book;
    GPtrArray *lines;
} Writer;

static void line_free(gpointer data) {
    DossierLine *line = data;
    g_free(line->label);
    g_free(line->text);
    g_free(line);
}

static char *say(const Writer *writer, const char *key) {
    return phrasebook_say(writer->book, "dossier", key, NULL);
}

// Takes both.
static DossierLine *add(const Writer *writer, LineKind kind, char *label, char *text) {
    DossierLine *line = g_new0(DossierLine, 1);
    line->kind = kind;
    line->label = label;
    line->text = text;
    g_ptr_array_add(writer->lines, line);
    return line;
}

// NULL and "" are left out.
static void add_fact(const Writer *writer, const char *key, char *text) {
    if (text == NULL || *text == '\0')
        g_free(text);
    else
        add(writer, LINE_FACT, say(writer, key), text);
}

static char *when(const Writer *writer, int64_t moment) {
    return dossier_moment(writer->book, moment, writer->dossier->now, writer->dossier->zone);
}

static char *who_of(const Writer *writer) {
    char *who = tell_name(writer->dossier->situation->who);
    return who != NULL ? who : say(writer, "nobody");
}

static void append(GString *text, const char *mark, char *more) {
    if (more != NULL && *more != '\0')
        g_string_append_printf(text, "%s%s", text->len == 0 ? "" : mark, more);
    g_free(more);
}

// --- the head ---

char *dossier_title(const Dossier *dossier, const Phrasebook *book) {
    const Writer writer = {.dossier = dossier, .book = book};
    g_autoptr(Values) values = values_new();
    g_autofree char *who = who_of(&writer);
    g_autofree char *account = values_short(dossier->situation->context->account, ACCOUNT);
    values_set(values, "who", who);
    values_set(values, "account", account);
    return phrasebook_say(book, "dossier", account == NULL ? "title" : "title-account", values);
}

static char *level_and_why(const Writer *writer) {
    const Situation *situation = writer->dossier->situation;
    g_autoptr(GPtrArray) reasons = tell_reasons(writer->book, situation);
    GString *text = g_string_new(NULL);
    append(text, "", tell_level(writer->book, situation->thread->level));
    for (guint i = 0; i < MIN(reasons->len, REASONS); i++)
        append(text, i == 0 ? ": " : "; ", g_strdup(reasons->pdata[i]));
    return g_string_free(text, FALSE);
}

static char *standing(const Writer *writer) {
    const Dossier *dossier = writer->dossier;
    GString *text = g_string_new(NULL);
    append(text, "", tell_phase(writer->book, dossier->situation->thread->phase));
    append(text, "; ", tell_due(writer->book, dossier->situation, dossier->zone, dossier->now));
    append(text, "; ", tell_waiting(writer->book, dossier->situation, dossier->now));
    return g_string_free(text, FALSE);
}

static char *in_hand(const Writer *writer) {
    const int64_t since = writer->dossier->situation->thread->in_hand;
    if (since == 0)
        return NULL;
    g_autofree char *time = when(writer, since);
    return phrasebook_fill(writer->book, "dossier.in-hand-since", "time", time);
}

static char *conversation(const Writer *writer) {
    const Thread *thread = writer->dossier->situation->thread;
    g_autoptr(Values) values = values_new();
    g_autofree char *id = thread_id_format(thread->id);
    g_autofree char *count = phrasebook_count(writer->book, "dossier.messages", thread->entries);
    values_set(values, "thread", id);
    values_set(values, "mailbox", thread->mailbox);
    values_set(values, "count", count);
    return phrasebook_say(writer->book, "dossier", "conversation-text", values);
}

// That a receipt went out goes without saying; that none did does not.
static char *receipt(const Writer *writer) {
    const Entry *entry = writer->dossier->situation->entry;
    const char *acknowledge = entry == NULL ? NULL : entry->acknowledge;
    if (acknowledge == NULL || strcmp(acknowledge, "yes") == 0 || strcmp(acknowledge, ENTRY_IMPORTED) == 0)
        return NULL;
    return tell_acknowledged(writer->book, acknowledge);
}

// It is read later than it was written: when, and what "today" means in it.
static void add_as_of(const Writer *writer) {
    const Dossier *dossier = writer->dossier;
    g_autoptr(Values) values = values_new();
    g_autofree char *day = phrasebook_day(writer->book, dossier->now, dossier->zone);
    g_autofree char *time = phrasebook_time(writer->book, dossier->now, dossier->now, dossier->zone);
    values_set(values, "day", day);
    values_set(values, "time", time);
    values_set(values, "zone", dossier->zone);
    add(writer, LINE_TEXT, NULL, phrasebook_say(writer->book, "dossier", "as-of", values));
}

static void add_head(const Writer *writer) {
    const Dossier *dossier = writer->dossier;
    const Thread *thread = dossier->situation->thread;
    add_as_of(writer);
    add(writer, LINE_NEXT, say(writer, "next"),
        tell_next(writer->book, dossier->situation, dossier->zone, dossier->now));
    add_fact(writer, "subject", situation_about(thread, SUBJECT));
    add_fact(writer, "level", level_and_why(writer));
    add_fact(writer, "stands", standing(writer));
    add_fact(writer, "in-hand", in_hand(writer));
    char *cause = tell_name(thread->problem);
    add_fact(writer, "cause", cause != NULL ? cause : say(writer, "cause-unknown"));
    add_fact(writer, "receipt", receipt(writer));
    add_fact(writer, "conversation", conversation(writer));
}

// --- the three conversations ---

static void add_quote(const Writer *writer, const char *label, const char *words) {
    if (words != NULL && *words != '\0')
        add(writer, LINE_QUOTE, g_strdup(label), g_strdup(words));
}

static bool is_said(const Writer *writer, guint from, const char *words) {
    for (guint i = from; i < writer->lines->len; i++)
        if (g_strcmp0(((const DossierLine *)writer->lines->pdata[i])->text, words) == 0)
            return true;
    return false;
}

// What speaks for one of them: what gave rise to the level, then what was said on the way, each once.
static void add_said(const Writer *writer, Conversation which, guint from) {
    enum { MOST = 6 };
    const Dossier *dossier = writer->dossier;
    for (guint i = 0; i < dossier->situation->quotes->len; i++) {
        const SituationQuote *quote = dossier->situation->quotes->pdata[i];
        g_autofree char *label = tell_signal(writer->book, quote->signal);
        if (situation_conversation(quote->signal) == which && !is_said(writer, from, quote->words))
            add_quote(writer, label, quote->words);
    }
    for (guint i = dossier->events->len; i-- > 0 && writer->lines->len < from + MOST;) { // the newest first
        const DossierEvent *event = dossier->events->pdata[i];
        for (guint j = 0; j < event->quotes->len && writer->lines->len < from + MOST; j++) {
            const DossierQuote *quote = event->quotes->pdata[j];
            g_autofree char *label = tell_signal(writer->book, quote->signal);
            if (situation_conversation(quote->signal) == which && !is_said(writer, from, quote->words))
                add_quote(writer, label, quote->words);
        }
    }
}

static char *happening(const Writer *writer) {
    const Situation *situation = writer->dossier->situation;
    g_autoptr(Values) values = values_new();
    g_autofree char *request = situation->entry == NULL
                                   ? phrasebook_say(writer->book, "unknown", NULL, NULL)
                                   : tell_request(writer->book, situation->entry->request);
    g_autofree char *since = when(writer, situation->thread->opened);
    values_set(values, "request", request);
    values_set(values, "time", since);
    return phrasebook_say(writer->book, "dossier", "happened", values);
}

static void add_talks(const Writer *writer) {
    const Situation *situation = writer->dossier->situation;
    g_autofree char *impact = tell_signal(writer->book, SIGNAL_IMPACT);
    g_autofree char *urgency = tell_signal(writer->book, SIGNAL_URGENCY);
    add(writer, LINE_HEADING, NULL, say(writer, "section-happened"));
    add(writer, LINE_TEXT, NULL, happening(writer));
    guint from = writer->lines->len;
    add_quote(writer, impact, situation->impact);
    if (!is_said(writer, from, situation->wanted))
        add_quote(writer, urgency, situation->wanted);
    add_said(writer, CONVERSATION_HAPPENED, from);
    for (Conversation which = CONVERSATION_FELT; which < CONVERSATIONS; which++) {
        add(writer, LINE_HEADING, NULL,
            say(writer, which == CONVERSATION_FELT ? "section-felt" : "section-stake"));
        from = writer->lines->len;
        add_said(writer, which, from);
        if (writer->lines->len == from)
            add(writer, LINE_TEXT, NULL, say(writer, "unsaid"));
    }
}

// --- who they are, what we owe them ---

static void add_who(const Writer *writer) {
    const Dossier *dossier = writer->dossier;
    const Context *context = dossier->situation->context;
    add(writer, LINE_HEADING, NULL, say(writer, "section-who"));
    for (unsigned i = 0; i < TELL_QUESTIONS; i++)
        add(writer, LINE_FACT, tell_question(writer->book, i),
            tell_answer(writer->book, context, i, dossier->now));
    if (context->vocal == KNOWN_YES)
        add(writer, LINE_ITEM, NULL, phrasebook_say(writer->book, "in-line", "vocal", NULL));
    if (context->role != ROLE_UNKNOWN)
        add(writer, LINE_ITEM, NULL,
            phrasebook_say(writer->book, "in-line", contact_role_name(context->role), NULL));
}

static void add_owed(const Writer *writer) {
    const Dossier *dossier = writer->dossier;
    const GPtrArray *clocks = dossier->situation->clocks;
    add(writer, LINE_HEADING, NULL, say(writer, "section-clocks"));
    for (guint i = 0; i < clocks->len; i++)
        add(writer, LINE_ITEM, NULL, tell_clock(writer->book, clocks->pdata[i], dossier->zone, dossier->now))
            ->late = clock_is_late(clocks->pdata[i], dossier->now);
    if (clocks->len == 0)
        add(writer, LINE_TEXT, NULL, say(writer, "no-clocks"));
    if (dossier->choices->len > 0)
        add(writer, LINE_HEADING, NULL, say(writer, "section-choices"));
    for (guint i = 0; i < dossier->choices->len; i++)
        add(writer, LINE_ITEM, NULL, g_strdup(dossier->choices->pdata[i]));
}

// --- in order ---

static void add_event(const Writer *writer, const DossierEvent *event) {
    static const char *const KEYS[CONVERSATIONS] = {"happened", "felt", "stake"};
    DossierLine *line = add(writer, LINE_EVENT, when(writer, event->at), g_strdup(event->what));
    line->event = event->kind;
    for (guint i = 0; i < event->items->len; i++)
        add(writer, LINE_ITEM, NULL, g_strdup(event->items->pdata[i]));
    for (guint i = 0; i < event->quotes->len; i++) {
        const DossierQuote *quote = event->quotes->pdata[i];
        g_autofree char *label =
            phrasebook_say(writer->book, "dossier-talk", KEYS[situation_conversation(quote->signal)], NULL);
        add_quote(writer, label, quote->words);
    }
}

static void add_events(const Writer *writer) {
    const Dossier *dossier = writer->dossier;
    if (dossier->events->len > 0)
        add(writer, LINE_HEADING, NULL, say(writer, "section-events"));
    for (guint i = 0; i < dossier->events->len; i++) {
        if (i == DOSSIER_FIRST && dossier->left_out > 0)
            add(writer, LINE_TEXT, NULL,
                phrasebook_count(writer->book, "dossier.left-out", dossier->left_out));
        add_event(writer, dossier->events->pdata[i]);
    }
}

GPtrArray *dossier_lines(const Dossier *dossier, const Phrasebook *book) {
    const Writer writer = {dossier, book, g_ptr_array_new_with_free_func(line_free)};
    add_head(&writer);
    add_talks(&writer);
    add_who(&writer);
    add_owed(&writer);
    add_events(&writer);
    return writer.lines;
}
