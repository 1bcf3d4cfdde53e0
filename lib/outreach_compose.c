// Turns values into the mail, as acknowledge.c does: one language, its phrases, the
// template. What a kind has to say is a row here: a mail that lacks a part of it
// (a no without its reason) is not made at all.
#include "outreach.h"

#include <string.h>

#include "compose.h"
#include "fault.h"
#include "layout.h"

struct Outreacher {
    Tongues *tongues;
};

static const struct {
    const char *needs[4]; // values without which there is no mail
    bool answers;         // a message of theirs at once: auto-replied
    bool ordered;         // by a person of ours
} KINDS[OUTREACH_KINDS] = {
    [OUTREACH_FIXED] = {{"release", NULL}, false, true},
    [OUTREACH_CHOICES] = {{"what", "cost", "when", NULL}, false, true},
    [OUTREACH_CHOSEN] = {{"what", NULL}, true, false},
    [OUTREACH_UNCLEAR] = {{"what", NULL}, true, false},
    [OUTREACH_NO] = {{"reason", "alternative", NULL}, false, true},
    [OUTREACH_BAD_NEWS] = {{"text", NULL}, false, true},
    [OUTREACH_INVITE] = {{"text", NULL}, false, true},
    [OUTREACH_FOLLOW_UP] = {{NULL}, false, false},
};

Outreacher *outreacher_new(const char *override_directory, GPtrArray *errors) {
    Tongues *tongues = tongues_load(override_directory, errors);
    if (tongues == NULL)
        return NULL;
    Outreacher *outreacher = g_new0(Outreacher, 1);
    outreacher->tongues = tongues;
    return outreacher;
}

void outreacher_free(Outreacher *outreacher) {
    if (outreacher == NULL)
        return;
    tongues_free(outreacher->tongues);
    g_free(outreacher);
}

static const Tongue *choose_tongue(const Tongues *tongues, const Values *facts) {
    const GPtrArray *codes = values_list(facts, "language");
    const Tongue *tongue = NULL;
    for (guint i = 0; codes != NULL && i < codes->len && tongue == NULL; i++)
        tongue = tongues_find(tongues, codes->pdata[i]);
    if (tongue == NULL)
        tongue = tongues_find(tongues, "en");
    return tongue != NULL ? tongue : tongues->list->pdata[0];
}

static void take(Values *words, const char *name, char *text) {
    if (text != NULL)
        values_add(words, name, text);
    g_free(text);
}

// The phrase "group.key" told with one value; nothing where there is no such value.
static void take_told(Values *words, const char *name, const Wording *wording, const char *key,
                      const Values *facts) {
    const char *value = values_get(facts, key);
    if (value == NULL)
        return;
    g_autoptr(Values) told = values_new();
    values_set(told, key, value);
    take(words, name, wording_say(wording, "head", key, told));
}

// A PM's lines below their heading; neither without the other.
static void say_lines(Values *words, const Wording *wording, const char *name, const Values *facts) {
    const GPtrArray *lines = values_list(facts, name);
    if (lines == NULL)
        return;
    g_autofree char *head = g_strconcat(name, "-head", NULL);
    take(words, head, wording_say(wording, "head", name, NULL));
    for (guint i = 0; i < lines->len; i++)
        values_add(words, name, lines->pdata[i]);
}

static const char *item_of(const Values *facts, const char *name, guint number) {
    const GPtrArray *items = values_list(facts, name);
    return items != NULL && number < items->len ? items->pdata[number] : "";
}

// An option without a cost or a moment has an empty item there, so that the next keeps its own.
static void say_options(Values *words, const Wording *wording, const Values *facts) {
    static const struct {
        const char *name, *part, *key;
    } PARTS[] = {{"options", "what", "what"}, {"costs", "cost", "cost"}, {"whens", "when", "when"}};
    const GPtrArray *options = values_list(facts, "what");
    for (guint i = 0; options != NULL && i < MIN(options->len, OUTREACH_OPTIONS); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(PARTS); k++) {
            const char *part = item_of(facts, PARTS[k].part, i);
            g_autoptr(Values) told = values_new();
            values_set(told, "number", item_of(facts, "number", i));
            values_set(told, PARTS[k].key, part);
            take(words, PARTS[k].name,
                 *part == '\0' ? g_strdup("") : wording_say(wording, "option", PARTS[k].key, told));
        }
}

static void say_about(Values *words, const Wording *wording, const Values *facts) {
    const char *opened = values_get(facts, "opened");
    const char *zone = values_get(facts, "time-zone");
    if (opened == NULL)
        return;
    g_autoptr(Values) told = values_new();
    take(told, "date", wording_date(wording, g_ascii_strtoll(opened, NULL, 10), zone == NULL ? "UTC" : zone));
    take(words, "about", wording_say(wording, "sent", "about", told));
}

// What the template is filled with.
static Values *words_of(const Tongue *tongue, OutreachKind kind, const Values *facts) {
    const Wording *wording = tongue->wording;
    const GPtrArray *news = values_list(facts, "text");
    Values *words = values_new();
    take(words, "greeting", wording_say(wording, "greeting", NULL, NULL));
    take(words, "lead", wording_say(wording, outreach_kind_name(kind), "lead", facts));
    take_told(words, "facts", wording, "title", facts);
    if (kind != OUTREACH_FIXED) // which names it in its first sentence
        take_told(words, "facts", wording, "release", facts);
    for (guint i = 0; news != NULL && i < news->len; i++)
        values_add(words, "news", news->pdata[i]);
    say_lines(words, wording, "reason", facts);
    say_lines(words, wording, "alternative", facts);
    say_lines(words, wording, "goodwill", facts);
    say_options(words, wording, facts);
    take(words, "ask", wording_say(wording, outreach_kind_name(kind), "ask", NULL));
    say_about(words, wording, facts);
    take(words, "automatic",
         wording_say(wording, "sent", KINDS[kind].ordered ? "ordered" : "automatic", NULL));
    values_set(words, "team", values_get(facts, "from-name"));
    values_set(words, "language", tongue->code);
    values_set(words, "loop-token", values_get(facts, "loop-token"));
    return words;
}

static char *page_of(const Tongues *tongues, const char *language, const char *content) {
    g_autoptr(Values) values = values_new();
    values_set(values, "language", language);
    g_autofree char *head = template_render(tongues->page_head, values);
    g_autofree char *foot = template_render(tongues->page_foot, values);
    return g_strconcat(head, content, foot, NULL);
}

// The customer's own; where that is empty, words of ours.
static char *subject_of(const Tongue *tongue, const Values *facts) {
    const char *subject = values_get(facts, "subject");
    const char *id = values_get(facts, "short-id");
    if (subject != NULL)
        return g_strdup(subject);
    g_autofree char *plain = wording_say(tongue->wording, "subject", NULL, NULL);
    return g_strdup_printf("Re: %s %s", plain, id == NULL ? "" : id);
}

static GBytes *send_words(const Tongues *tongues, const Tongue *tongue, OutreachKind kind,
                          const Values *facts, int64_t now, GError **error) {
    g_autoptr(Values) words = words_of(tongue, kind, facts);
    g_autofree char *text = template_render(tongue->text[FORM_OUTREACH], words);
    g_autofree char *laid = layout_text(text);
    g_autofree char *content = template_render(tongue->html[FORM_OUTREACH], words);
    g_autofree char *html = page_of(tongues, tongue->code, content);
    g_autofree char *subject = subject_of(tongue, facts);
    const Letter letter = {
        .from_name = values_get(facts, "from-name"),
        .from = values_get(facts, "from"),
        .to = values_get(facts, "to"),
        .reply_to = values_get(facts, "reply-to"),
        .subject = subject,
        .message_id = values_get(facts, "message-id"),
        .in_reply_to = values_get(facts, "in-reply-to"),
        .references = values_list(facts, "references"),
        .auto_submitted = KINDS[kind].answers ? "auto-replied" : "auto-generated",
        .loop_token = values_get(facts, "loop-token"),
        .language = tongue->code,
        .date = now,
        .text = laid,
        .html = html,
    };
    return compose_letter(&letter, error);
}

static bool kind_of(const Values *facts, OutreachKind *kind) {
    const char *name = values_get(facts, "kind");
    for (size_t i = 0; name != NULL && i < OUTREACH_KINDS; i++)
        if (strcmp(name, outreach_kind_name((OutreachKind)i)) == 0) {
            *kind = (OutreachKind)i;
            return true;
        }
    return false;
}

// A value that is there for each option, or once.
static bool is_whole(const Values *facts, const char *name) {
    const GPtrArray *items = values_list(facts, name);
    for (guint i = 0; items != NULL && i < items->len; i++)
        if (*(const char *)items->pdata[i] == '\0')
            return false;
    return items != NULL;
}

GBytes *outreach_compose(const Outreacher *outreacher, const Values *values, int64_t now, GError **error) {
    OutreachKind kind;
    if (!kind_of(values, &kind)) {
        fault_set(error, FATE_PERMANENT, "outreach of a kind that is not known");
        return NULL;
    }
    for (size_t i = 0; KINDS[kind].needs[i] != NULL; i++)
        if (!is_whole(values, KINDS[kind].needs[i])) {
            fault_set(error, FATE_PERMANENT, "%s: its %s is missing", outreach_kind_name(kind),
                      KINDS[kind].needs[i]);
            return NULL;
        }
    const Tongue *tongue = choose_tongue(outreacher->tongues, values);
    return send_words(outreacher->tongues, tongue, kind, values, now, error);
}
