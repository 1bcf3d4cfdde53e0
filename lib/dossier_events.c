// What happened, one line each: messages, what the clocks said of them, and
// what a PM noted. Nothing is told twice: a reply in time is the reply itself, a
// promise is told by its clock.
#include "dossier_parts.h"

#include <string.h>

#include "masked.h"
#include "tell.h"
#include "timings.h"
#include "values.h"

enum { QUOTES = 5, QUOTE_LENGTH = 160, NOTE_LENGTH = 200 };

// The book says "today" of what is near: seen from some days later nothing is, and the year is told all the
// same where it is needed.
char *dossier_moment(const Phrasebook *book, int64_t moment, int64_t now, const char *zone) {
    const int64_t later = moment + 3 * G_TIME_SPAN_DAY;
    return phrasebook_time(book, moment, MAX(now, later), zone);
}

static void quote_free(gpointer data) {
    DossierQuote *quote = data;
    g_free(quote->words);
    g_free(quote);
}

void dossier_event_free(DossierEvent *event) {
    if (event == NULL)
        return;
    g_free(event->what);
    g_ptr_array_unref(event->quotes);
    g_ptr_array_unref(event->items);
    g_free(event);
}

// Takes `what`.
static DossierEvent *add(const EventMaker *maker, int64_t at, DossierKind kind, char *what) {
    DossierEvent *event = g_new0(DossierEvent, 1);
    event->at = at;
    event->kind = kind;
    event->what = what;
    event->quotes = g_ptr_array_new_with_free_func(quote_free);
    event->items = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(maker->events, event);
    return event;
}

static char *say(const EventMaker *maker, const char *key, const Values *values) {
    return phrasebook_say(maker->book, "dossier-event", key, values);
}

// --- messages ---

// By name where the opener wrote, whose name is known.
static char *writer(const EventMaker *maker, const Entry *entry) {
    const bool opener = entry->from != NULL && g_strcmp0(entry->from, maker->thread->from) == 0;
    g_autofree char *known = opener ? situation_who(maker->thread) : NULL;
    char *name = tell_name(known != NULL ? known : entry->from);
    return name != NULL ? name : phrasebook_say(maker->book, "dossier", "nobody", NULL);
}

static void add_quote(DossierEvent *event, const char *evidence) {
    Signal signal;
    const char *said = situation_evidence(evidence, &signal);
    if (said == NULL || event->quotes->len >= QUOTES)
        return;
    g_autofree char *words = masked_words(said, QUOTE_LENGTH);
    for (guint i = 0; i < event->quotes->len; i++)
        if (strcmp(((const DossierQuote *)event->quotes->pdata[i])->words, words) == 0)
            return; // the same words speak for a second thing
    if (*words == '\0')
        return;
    DossierQuote *quote = g_new0(DossierQuote, 1);
    quote->signal = signal;
    quote->words = g_steal_pointer(&words);
    g_ptr_array_add(event->quotes, quote);
}

static int compare_quotes(gconstpointer a, gconstpointer b) {
    const DossierQuote *left = *(DossierQuote *const *)a, *right = *(DossierQuote *const *)b;
    return (int)situation_conversation(left->signal) - (int)situation_conversation(right->signal);
}

void dossier_add_entry(const EventMaker *maker, const Entry *entry) {
    g_autoptr(Values) values = values_new();
    g_autofree char *who = writer(maker, entry);
    g_autofree char *level = tell_level(maker->book, entry->level);
    g_autofree char *request = tell_request(maker->book, entry->request);
    values_set(values, "who", who);
    values_set(values, "level", level);
    values_set(values, "request", request);
    if (situation_is_own(entry) || entry->machine) {
        const char *said = entry->machine ? "machine" : entry->outbound ? "us" : "own";
        add(maker, entry->at, entry->machine ? DOSSIER_MACHINE : DOSSIER_US, say(maker, said, values));
        return;
    }
    DossierEvent *event = add(maker, entry->at, DOSSIER_THEM, say(maker, "them", values));
    for (guint i = 0; i < entry->evidence->len; i++)
        add_quote(event, entry->evidence->pdata[i]);
    g_ptr_array_sort(event->quotes, compare_quotes);
}

// --- clocks ---

// Of an acknowledgement: mostly seconds, which is how it is judged.
static char *how_long(const Phrasebook *book, GTimeSpan span) {
    return span < G_TIME_SPAN_MINUTE ? timings_span(span, true) : phrasebook_span(book, span);
}

static Values *clock_values(const EventMaker *maker, const Clock *clock) {
    Values *values = values_new();
    g_autofree char *words = values_short(clock->words, NOTE_LENGTH);
    g_autofree char *what = phrasebook_say(maker->book, "clock", clock_kind_name(clock->kind), NULL);
    g_autofree char *due = dossier_moment(maker->book, clock->due, maker->now, maker->zone);
    g_autofree char *span = how_long(maker->book, ABS(clock->stopped - clock->started));
    g_autofree char *late = phrasebook_span(maker->book, ABS(clock->stopped - clock->due));
    values_set(values, "words", words);
    values_set(values, "what", what);
    values_set(values, "due", due);
    values_set(values, "span", span);
    values_set(values, "late", late);
    return values;
}

// How a promise ended; NULL while it runs, and where nobody waits any more.
static const char *promise_end(const Clock *clock, int64_t now) {
    if (clock->end == CLOCK_RESET)
        return "promise-reset";
    if (clock->end == CLOCK_UNMET)
        return "promise-missed";
    if (clock->end != CLOCK_MET)
        return NULL;
    return clock_is_late(clock, now) ? "promise-late" : "promise-kept";
}

static void add_promise(const EventMaker *maker, const Clock *clock, const Values *values) {
    const char *end = promise_end(clock, maker->now);
    add(maker, clock->started, DOSSIER_US, say(maker, "promise", values));
    if (end != NULL)
        add(maker, clock->stopped, DOSSIER_CLOCK, say(maker, end, values));
}

void dossier_add_clock(const EventMaker *maker, const Clock *clock) {
    g_autoptr(Values) values = clock_values(maker, clock);
    if (clock->kind == CLOCK_ACKNOWLEDGE && clock->end == CLOCK_MET)
        add(maker, clock->stopped, DOSSIER_MACHINE, say(maker, "acknowledged", values));
    if (clock->kind == CLOCK_PROMISE)
        add_promise(maker, clock, values);
    if (clock->due != 0 && clock->due <= maker->now && clock_is_late(clock, maker->now))
        add(maker, clock->due, DOSSIER_CLOCK,
            say(maker, clock->kind == CLOCK_PROMISE ? "promise-due" : "missed", values));
}

// --- notes ---

static const char *pair_of(const Note *note, const char *key) {
    for (guint i = 0; note->pairs != NULL && i < note->pairs->len; i++) {
        const CommandPair *pair = note->pairs->pdata[i];
        if (g_ascii_strcasecmp(pair->key, key) == 0)
            return pair->value;
    }
    return NULL;
}

GPtrArray *dossier_choices(const Note *note) {
    GPtrArray *choices = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; note->pairs != NULL && i < note->pairs->len; i++) {
        const CommandPair *pair = note->pairs->pdata[i];
        g_autofree char *key = values_short(pair->key, 20);
        g_autofree char *value = values_short(pair->value, NOTE_LENGTH);
        if (value != NULL)
            g_ptr_array_add(choices, g_strdup_printf("%s: %s", key == NULL ? "-" : key, value));
    }
    return choices;
}

static void set_plain(Values *values, const char *name, const char *text) {
    g_autofree char *plain = values_short(text, NOTE_LENGTH);
    values_set(values, name, plain);
}

static Values *note_values(const EventMaker *maker, const Note *note) {
    Values *values = values_new();
    Phase phase;
    g_autofree char *who = tell_name(note->by);
    g_autofree char *told =
        note->words != NULL && phase_parse(note->words, &phase) ? tell_phase(maker->book, phase) : NULL;
    values_set(values, "who", who);
    values_set(values, "phase", told);
    set_plain(values, "words", note->words);
    set_plain(values, "reason", pair_of(note, "reason"));
    set_plain(values, "alternative", pair_of(note, "alternative"));
    set_plain(values, "text", pair_of(note, "text"));
    set_plain(values, "goodwill", pair_of(note, "goodwill"));
    set_plain(values, "release", pair_of(note, "release"));
    return values;
}

void dossier_add_note(const EventMaker *maker, const Note *note, bool promised) {
    if (note->verb == COMMAND_WHY || note->verb == COMMAND_UNKNOWN ||
        (note->verb == COMMAND_PROMISE && promised))
        return; // a question leaves no trace
    g_autoptr(Values) values = note_values(maker, note);
    DossierEvent *event =
        add(maker, note->at, DOSSIER_NOTE,
            phrasebook_say(maker->book, "dossier-note", command_verb_name(note->verb), values));
    if (note->verb != COMMAND_CHOICES && note->verb != COMMAND_CHOSEN)
        return;
    g_ptr_array_unref(event->items);
    event->items = dossier_choices(note);
}
