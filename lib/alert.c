// A first plain form: what they wrote that gave rise to the level, by when a
// person must answer, where to read on. A later issue shapes it for the phone.
#include "alert.h"

#include "acknowledge.h"
#include "address.h"
#include "builtin.h"
#include "compose.h"
#include "fault.h"
#include "layout.h"
#include "units.h"

static const char *const KNOWN[] = {"level",   "from",     "subject", "mailbox", "thread",
                                    "reasons", "evidence", "due",     "request", NULL};
static const char *const BREAKER_KNOWN[] = {"mailbox", NULL};
static const char *const CLOCK_KNOWN[] = {"what",  "from", "subject", "level", "since",
                                          "words", "next", "thread",  NULL};

// One line a signal that is present: its name, how sure, the strongest words.
static void add_evidence(Values *values, const Verdict *verdict) {
    for (unsigned i = 0; i < SIGNAL_COUNT; i++) {
        if (verdict->score[i] < VERDICT_PRESENT)
            continue;
        const GArray *evidence = verdict->evidence[i];
        const char *words = evidence->len == 0 ? "" : g_array_index(evidence, Evidence, 0).text;
        g_autofree char *line =
            g_strdup_printf("%s %.2f: \"%s\"", signal_name((Signal)i), verdict->score[i], words);
        values_add(values, "evidence", line);
    }
}

static void add_headers(Values *values, const AlertFacts *facts) {
    const Mailbox *mailbox = facts->hearing->mailbox;
    const char *own = mailbox->addresses->pdata[0];
    values_set(values, "to", facts->pm->address);
    values_set(values, "from-address", own);
    values_set(values, "from-name", "Earshot");
    g_autofree char *id =
        acknowledge_message_id(facts->seal, facts->thread->id, facts->sequence, address_domain(own));
    values_set(values, "message-id", id);
    g_autofree char *loop = seal_token(facts->seal, SEAL_LOOP, facts->row);
    values_set(values, "loop-token", loop);
    values_set(values, "envelope-sender", "");
}

Values *alert_values(const AlertFacts *facts) {
    const Hearing *hearing = facts->hearing;
    Values *values = values_new();
    add_headers(values, facts);
    values_set(values, "level", level_name(hearing->level));
    values_set(values, "from", facts->thread->from);
    values_set(values, "subject", facts->thread->subject);
    values_set(values, "mailbox", hearing->mailbox->name);
    values_set(values, "thread", hearing->thread);
    values_set(values, "request", request_name(hearing->verdict->request));
    for (guint i = 0; i < hearing->reasons->len; i++)
        values_add(values, "reasons", hearing->reasons->pdata[i]);
    add_evidence(values, hearing->verdict);
    g_autoptr(GDateTime) due =
        hearing->due == 0 ? NULL : calendar_local(hearing->mailbox->calendar, hearing->due);
    g_autofree char *text = due == NULL ? NULL : g_date_time_format(due, "%A, %-d %B, %H:%M %Z");
    values_set(values, "due", text);
    return values;
}

Values *alert_breaker_values(const AlertFacts *facts) {
    Values *values = values_new();
    add_headers(values, facts);
    values_set(values, "note", "breaker");
    values_set(values, "mailbox", facts->hearing->mailbox->name);
    return values;
}

static char *alert_subject(const Values *values) {
    const char *subject = values_get(values, "subject");
    return g_strdup_printf("[%s] %s", values_get(values, "level"), subject == NULL ? "" : subject);
}

static char *breaker_subject(const Values *values) {
    return g_strdup_printf("Automatic answers of %s are held", values_get(values, "mailbox"));
}

static char *clock_subject(const Values *values) {
    const char *word = values_get(values, "word"), *subject = values_get(values, "subject");
    const bool missed = g_strcmp0(word, "missed") == 0;
    const char *mark = missed ? "late" : g_strcmp0(word, "soon") == 0 ? "due soon" : "half time";
    return g_strdup_printf("[%s: %s] %s", mark, values_get(values, "clock"), subject == NULL ? "" : subject);
}

typedef struct Note {
    const char *name; // the value "note"
    const char *file;
    const char *const *known;
    char *(*subject)(const Values *values);
    bool wrapped; // a text of paragraphs, to be filled
} Note;

static const Note NOTES[] = {
    {"alert", "notes/en/alert.txt", KNOWN, alert_subject, false},
    {"breaker", "notes/en/breaker.txt", BREAKER_KNOWN, breaker_subject, true},
    {"clock", "notes/en/clock.txt", CLOCK_KNOWN, clock_subject, false},
};

static const Note *note_of(const Values *values) {
    for (size_t i = 0; i < G_N_ELEMENTS(NOTES); i++)
        if (g_strcmp0(values_get(values, "note"), NOTES[i].name) == 0)
            return &NOTES[i];
    return &NOTES[0];
}

static char *render(const Note *note, const Values *values, GError **error) {
    g_autoptr(GBytes) source = builtin_file(note->file);
    g_autofree char *text = g_strndup(g_bytes_get_data(source, NULL), g_bytes_get_size(source));
    g_autoptr(Template) template = template_parse(note->file, text, TEMPLATE_TEXT, note->known, error);
    g_autofree char *rendered = template == NULL ? NULL : template_render(template, values);
    return rendered == NULL || !note->wrapped ? g_steal_pointer(&rendered) : layout_text(rendered);
}

GBytes *alert_compose(const Values *values, int64_t now, GError **error) {
    const Note *note = note_of(values);
    g_autofree char *body = render(note, values, error);
    if (body == NULL)
        return NULL;
    g_autofree char *subject = note->subject(values);
    const Letter letter = {
        .from_name = values_get(values, "from-name"),
        .from = values_get(values, "from-address"),
        .to = values_get(values, "to"),
        .subject = subject,
        .message_id = values_get(values, "message-id"),
        .auto_submitted = "auto-generated",
        .loop_token = values_get(values, "loop-token"),
        .language = "en",
        .date = now,
        .text = body,
    };
    return compose_letter(&letter, error);
}
