// A form letter says "your concern"; somebody who listened says what you said.
// Evidence is often too short to be repeated ("stopped"), so it is widened to its
// clause. What was said in anger is left where it was: nobody wants to read it
// again, and a machine that repeats an insult mocks.
#include "echo.h"

#include <stdbool.h>
#include <string.h>

#include "echo_risk.h"
#include "values.h"

typedef struct Span {
    const char *start, *end; // into the body or the subject
} Span;

// What is worth repeating, the gravest first. Anger, threats and feelings are not.
static const Signal TELLING[] = {SIGNAL_IMPACT, SIGNAL_SECURITY, SIGNAL_BROKEN_PROMISE, SIGNAL_REPEAT,
                                 SIGNAL_URGENCY};
static const char ELLIPSIS[] = "...";
static const char OUTER[] = " ,;:.!?-*'";
enum { RANKS = 3, FAR = ECHO_CHARACTERS * 4, STEP = 32 };

// Where every STEPth character of a text stands, so that a place in it is found without walking from the
// start: a text may be long, and each of its signals has places in it.
typedef struct Marks {
    const char *source;
    GArray *places; // const char *
} Marks;

typedef struct Finder {
    Marks body, subject;
} Finder;

static Marks marks_of(const char *source) {
    GArray *places = g_array_new(FALSE, FALSE, sizeof(const char *));
    uint32_t count = 0;
    for (const char *at = source; at != NULL && *at != '\0'; at = g_utf8_next_char(at), count++)
        if (count % STEP == 0)
            g_array_append_val(places, at);
    return (Marks){source, places};
}

static void finder_clear(Finder *finder) {
    g_array_unref(finder->body.places);
    g_array_unref(finder->subject.places);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Finder, finder_clear)

// The place of a character; NULL when the text ends before.
static const char *place_of(const Marks *marks, uint32_t character) {
    if (character / STEP >= marks->places->len)
        return NULL;
    const char *at = g_array_index(marks->places, const char *, character / STEP);
    for (uint32_t rest = character % STEP; rest > 0; rest--) {
        if (*at == '\0')
            return NULL;
        at = g_utf8_next_char(at);
    }
    return at;
}

static const Marks *marks_for(const Finder *finder, const Evidence *evidence) {
    return evidence->in_subject ? &finder->subject : &finder->body;
}

// False when the evidence does not lie in its text.
static bool find_span(const Finder *finder, const Evidence *evidence, Span *span) {
    const Marks *marks = marks_for(finder, evidence);
    if (evidence->end <= evidence->start)
        return false;
    span->start = place_of(marks, evidence->start);
    const char *last = place_of(marks, evidence->end - 1); // the end itself may be that of the text
    span->end = last == NULL || *last == '\0' ? NULL : g_utf8_next_char(last);
    return span->start != NULL && span->end != NULL;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

// A clause ends at a mark that a blank follows ("2.1" goes on), before a list's item and at an empty line.
static bool ends_clause(const char *at, const char *marks) {
    if (*at == '\n')
        return at[1] == '\n' || at[1] == '-' || at[1] == '*';
    return *at == '\0' ||
           (strchr(marks, *at) != NULL && (at[1] == '\0' || is_blank(at[1]) || strchr(marks, at[1]) != NULL));
}

// Widens to the marks, but gives up far beyond what could be repeated.
static Span widen(const char *source, Span span, const char *marks) {
    const Span found = span;
    while (span.start > source && found.start - span.start < FAR && !ends_clause(span.start - 1, marks))
        span.start--;
    if (ends_clause(found.end - 1, marks)) // the evidence holds the mark that closes its clause
        return span;
    while (span.end - found.end < FAR && !ends_clause(span.end, marks))
        span.end++;
    return span;
}

// The beginning of a clause that is too long, to a word's end; empty when the evidence does not lie in it,
// for a piece from the middle reads as if nobody had understood it.
static Span cut_short(Span clause, Span found) {
    const Span nothing = {clause.start, clause.start};
    if (g_utf8_strlen(clause.start, clause.end - clause.start) <= ECHO_CHARACTERS)
        return nothing; // it was refused for what it says
    Span cut = nothing;
    const char *at = clause.start;
    for (guint count = 0; count <= ECHO_CHARACTERS - strlen(ELLIPSIS); count++) {
        if (is_blank(*at))
            cut.end = at;
        at = g_utf8_next_char(at);
    }
    return cut.end >= found.end ? cut : nothing;
}

static bool overlaps(Span a, Span b) {
    return a.start < b.end && b.start < a.end;
}

// Words that hardly moved the score of anger are no abuse.
#define ABUSE_LEAST 0.8F

static GArray *angry_spans(const Finder *finder, const Verdict *verdict) {
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(Span));
    const GArray *anger = verdict->evidence[SIGNAL_ANGER];
    for (guint i = 0; anger != NULL && i < anger->len; i++) {
        const Evidence *one = &g_array_index(anger, Evidence, i);
        Span span;
        if (one->weight >= ABUSE_LEAST && find_span(finder, one, &span))
            g_array_append_val(spans, span);
    }
    return spans;
}

static bool has_anger(const GArray *angry, Span span) {
    for (guint i = 0; i < angry->len; i++)
        if (overlaps(span, g_array_index(angry, Span, i)))
            return true;
    return false;
}

// Words with one blank between them; counts them.
static char *join_words(const char *line, guint *count) {
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    GString *joined = g_string_new(NULL);
    *count = 0;
    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0') {
            g_string_append_printf(joined, joined->len == 0 ? "%s" : " %s", words[i]);
            (*count)++;
        }
    return g_string_free(joined, FALSE);
}

// Quotation marks of all kinds: the phrase will stand between a pair of ours, and must not close it and go
// on as if we had said it.
static bool is_quotation(gunichar c) {
    const GUnicodeType type = g_unichar_type(c);
    return c == '"' || type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION ||
           c == 0x201A || c == 0x201E || (c >= 0x300C && c <= 0x300F) || (c >= 0x301D && c <= 0x301F) ||
           c == 0xFF02;
}

// All quotation marks as apostrophes, an ellipsis as points, no marks that open a Spanish sentence.
static char *plain_marks(const char *line) {
    GString *plain = g_string_new(NULL);
    for (const char *at = line; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (c == 0x2019) // is an apostrophe first of all
            g_string_append_unichar(plain, c);
        else if (is_quotation(c))
            g_string_append_c(plain, '\'');
        else if (c == 0x2026)
            g_string_append(plain, "...");
        else if (c != 0xA1 && c != 0xBF)
            g_string_append_unichar(plain, c);
    }
    return g_string_free(plain, FALSE);
}

// The span as one line, outer punctuation removed and `tail` behind it; NULL when it cannot be repeated.
static char *repeatable(Span span, const char *tail) {
    g_autofree char *raw = g_strndup(span.start, (gsize)(span.end - span.start));
    g_autofree char *line = values_plain(raw);
    g_autofree char *plain = plain_marks(line);
    guint count;
    g_autofree char *joined = join_words(plain, &count);
    const char *start = joined + strspn(joined, OUTER);
    size_t length = strlen(start);
    while (length > 0 && strchr(OUTER, start[length - 1]) != NULL)
        length--;
    g_autofree char *phrase = g_strndup(start, length);
    const bool fits = count > 1 && length > 0 && g_utf8_strlen(phrase, -1) <= ECHO_CHARACTERS;
    return fits && !echo_is_risky(phrase) ? g_strconcat(phrase, tail, NULL) : NULL;
}

// The widest way to repeat the evidence: its sentence, its clause, the beginning of its clause.
static char *phrase_of(const Finder *finder, const GArray *angry, const Evidence *evidence, Span *span) {
    const char *source = marks_for(finder, evidence)->source;
    Span found;
    if (!find_span(finder, evidence, &found))
        return NULL;
    const Span clause = widen(source, found, ".!?;:,()");
    const struct {
        Span span;
        const char *tail;
    } tries[] = {{widen(source, found, ".!?;:"), ""}, {clause, ""}, {cut_short(clause, found), ELLIPSIS}};
    for (size_t i = 0; i < G_N_ELEMENTS(tries); i++) {
        char *phrase = has_anger(angry, tries[i].span) ? NULL : repeatable(tries[i].span, tries[i].tail);
        *span = tries[i].span;
        if (phrase != NULL)
            return phrase;
    }
    return NULL;
}

static bool is_new(const GArray *taken, Span span, const GArray *echoes, const char *phrase) {
    for (guint i = 0; i < taken->len; i++)
        if (overlaps(g_array_index(taken, Span, i), span) ||
            g_ascii_strcasecmp(g_array_index(echoes, Echo, i).phrase, phrase) ==
                0) // the subject often repeats the body
            return false;
    return true;
}

// All signals whose evidence the span holds: what the phrase says need not be said again.
static uint32_t signals_in(const Finder *finder, const Verdict *verdict, Span span) {
    uint32_t set = 0;
    for (unsigned i = 0; i < SIGNAL_COUNT; i++)
        for (guint j = 0; j < verdict->evidence[i]->len; j++) {
            Span found;
            if (find_span(finder, &g_array_index(verdict->evidence[i], Evidence, j), &found) &&
                overlaps(found, span))
                set |= 1U << i;
        }
    return set;
}

static void pick(const Finder *finder, const Verdict *verdict, const Evidence *evidence, const GArray *angry,
                 GArray *taken, GArray *echoes) {
    Span span;
    g_autofree char *phrase = phrase_of(finder, angry, evidence, &span);
    if (phrase == NULL || !is_new(taken, span, echoes, phrase))
        return;
    const Echo echo = {.signals = signals_in(finder, verdict, span), .phrase = g_steal_pointer(&phrase)};
    g_array_append_val(taken, span);
    g_array_append_val(echoes, echo);
}

static void echo_clear(void *data) {
    g_free(((Echo *)data)->phrase);
}

GArray *echo_pick(const Text *text, const Verdict *verdict) {
    GArray *echoes = g_array_new(FALSE, FALSE, sizeof(Echo));
    g_array_set_clear_func(echoes, echo_clear);
    g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Span));
    g_auto(Finder) finder = {marks_of(text->body), marks_of(text->subject)};
    g_autoptr(GArray) angry = angry_spans(&finder, verdict);
    // The strongest of each signal first, so that two phrases say two things.
    for (guint rank = 0; rank < RANKS; rank++)
        for (size_t i = 0; i < G_N_ELEMENTS(TELLING) && echoes->len < ECHO_LIMIT; i++) {
            const GArray *evidence = verdict->evidence[TELLING[i]];
            if (verdict->score[TELLING[i]] >= VERDICT_PRESENT && evidence != NULL && rank < evidence->len)
                pick(&finder, verdict, &g_array_index(evidence, Evidence, rank), angry, taken, echoes);
        }
    return echoes;
}
