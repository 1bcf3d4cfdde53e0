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
    values_set(values, "breaker", "yes");
    values_set(values, "mailbox", facts->hearing->mailbox->name);
    return values;
}

static char *subject_of(const Values *values, bool breaker) {
    const char *subject = values_get(values, "subject");
    if (breaker)
        return g_strdup_printf("Automatic answers of %s are held", values_get(values, "mailbox"));
    return g_strdup_printf("[%s] %s", values_get(values, "level"), subject == NULL ? "" : subject);
}

GBytes *alert_compose(const Values *values, int64_t now, GError **error) {
    const bool breaker = values_get(values, "breaker") != NULL;
    g_autoptr(GBytes) source = builtin_file(breaker ? "notes/en/breaker.txt" : "notes/en/alert.txt");
    g_autofree char *text = g_strndup(g_bytes_get_data(source, NULL), g_bytes_get_size(source));
    g_autoptr(Template) template = template_parse(breaker ? "breaker.txt" : "alert.txt", text, TEMPLATE_TEXT,
                                                  breaker ? BREAKER_KNOWN : KNOWN, error);
    if (template == NULL)
        return NULL;
    g_autofree char *rendered = template_render(template, values);
    g_autofree char *body = breaker ? layout_text(rendered) : g_strdup(rendered);
    g_autofree char *subject = subject_of(values, breaker);
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
