// The contract's JSON: nothing is judged here, a Hearing is told. Every string in it is
// valid UTF-8 by the contract of its module.
#include "explain.h"

#include <math.h>

#include "json.h"
#include "missing.h"

static Json *json_evidence(const Evidence *evidence) {
    Json *object = json_map();
    json_put_text(object, "text", evidence->text);
    json_put_number(object, "start", evidence->start);
    json_put_number(object, "end", evidence->end);
    if (evidence->in_subject)
        json_put_text(object, "in", "subject");
    return object;
}

static Json *json_signals(const Verdict *verdict) {
    Json *signals = json_map();
    for (unsigned i = 0; i < SIGNAL_COUNT; i++) {
        Json *list = json_list();
        for (guint j = 0; j < verdict->evidence[i]->len; j++)
            json_add(list, json_evidence(&g_array_index(verdict->evidence[i], Evidence, j)));
        Json *signal = json_map();
        json_put_real(signal, "score",
                      round(verdict->score[i] * 1000.0) / 1000.0); // all that a score can say
        json_put(signal, "evidence", list);
        json_put(signals, signal_name((Signal)i), signal);
    }
    return signals;
}

typedef bool (*RowTest)(const Refusals *refusals, Refusal row);

static Json *json_rows(const Refusals *refusals, RowTest test) {
    Json *list = json_list();
    for (unsigned i = 0; i < REFUSAL_COUNT; i++)
        if (test(refusals, (Refusal)i))
            json_add_text(list, refusal_code((Refusal)i));
    return list;
}

static const char *form_of(const Hearing *hearing) {
    return hearing_minimal(hearing) ? "minimal" : "full";
}

static Json *json_acknowledge(const Hearing *hearing) {
    const bool send = refusal_first(&hearing->refusals) == REFUSAL_COUNT;
    Json *object = json_map();
    json_put_text(object, "decision", send ? "send" : "suppress");
    json_put_text(object, "form", send ? form_of(hearing) : NULL);
    json_put(object, "reasons", json_rows(&hearing->refusals, refusal_says_no));
    return object;
}

static Json *json_machine(const Refusals *refusals) {
    Json *object = json_map();
    json_put_bool(object, "made", refusal_is_machine(refusals));
    json_put(object, "reasons", json_rows(refusals, refusal_is_machine_reason));
    return object;
}

static Json *json_missing(uint32_t missing) {
    Json *list = json_list();
    for (unsigned i = 0; i < MISSING_COUNT; i++)
        if ((missing & (1u << i)) != 0)
            json_add_text(list, missing_name((Missing)i));
    return list;
}

// A local lesson that made the level another than the shipped model's.
static Json *json_lesson(const Verdict *verdict) {
    Json *object = json_map();
    json_put_number(object, "number", verdict->lesson);
    json_put_text(object, "untaught", level_name(verdict->untaught));
    return object;
}

char *explain_json(const Hearing *hearing, const char *file) {
    Json *object = json_map();
    if (file != NULL)
        json_put_text(object, "file", file);
    json_put_text(object, "language", hearing->verdict->language);
    json_put_text(object, "level", level_name(hearing->level));
    json_put_texts(object, "level_reasons", hearing->reasons);
    if (hearing->verdict->lesson != 0)
        json_put(object, "lesson", json_lesson(hearing->verdict));
    json_put_text(object, "request", request_name(hearing->verdict->request));
    json_put(object, "signals", json_signals(hearing->verdict));
    json_put(object, "machine", json_machine(&hearing->refusals));
    json_put(object, "acknowledge", json_acknowledge(hearing));
    json_put_text(object, "text", hearing->text->body);
    json_put(object, "missing", json_missing(hearing->missing));
    json_put_text(object, "subject", message_subject(hearing->message));
    json_put_text(object, "from", message_from(hearing->message));
    json_put_text(object, "message_id", message_id(hearing->message));
    return json_dump(object, false);
}

char *explain_json_error(const char *file, const char *error) {
    Json *object = json_map();
    if (file != NULL)
        json_put_text(object, "file", file);
    json_put_text(object, "error", error);
    return json_dump(object, false);
}
