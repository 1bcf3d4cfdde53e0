// Turns values into the mail: chooses the language, finds the words, fills the
// templates. Nothing here can fail for reasons of wording: templates and words
// were checked when they were loaded.
#include "acknowledge.h"

#include <string.h>

#include "compose.h"
#include "layout.h"
#include "problem.h"
#include "tongue.h"

struct Acknowledger {
    Tongues *tongues;
};

enum { QUOTES = 2, LANGUAGES_AT_ONCE = 2, STEPS = 40, DAY_MINUTES = 24 * 60 - 1 };

Acknowledger *acknowledger_new(const char *override_directory, GPtrArray *errors) {
    Tongues *tongues = tongues_load(override_directory, errors);
    if (tongues == NULL)
        return NULL;
    Acknowledger *acknowledger = g_new0(Acknowledger, 1);
    acknowledger->tongues = tongues;
    return acknowledger;
}

void acknowledger_free(Acknowledger *acknowledger) {
    if (acknowledger == NULL)
        return;
    tongues_free(acknowledger->tongues);
    g_free(acknowledger);
}

// One language; two when it is not known which the customer speaks.
static guint choose_tongues(const Tongues *tongues, const Values *facts,
                            const Tongue *chosen[LANGUAGES_AT_ONCE]) {
    const guint wanted = values_get(facts, "bilingual") == NULL ? 1 : LANGUAGES_AT_ONCE;
    const GPtrArray *codes = values_list(facts, "language");
    guint count = 0;
    for (guint i = 0; codes != NULL && i < codes->len && count < wanted; i++) {
        const Tongue *tongue = tongues_find(tongues, codes->pdata[i]);
        if (tongue != NULL && (count == 0 || chosen[0] != tongue))
            chosen[count++] = tongue;
    }
    if (count > 0)
        return count;
    const Tongue *english = tongues_find(tongues, "en");
    chosen[0] = english != NULL ? english : tongues->list->pdata[0];
    return 1;
}

static int64_t time_of(const Values *facts, const char *name) {
    const char *text = values_get(facts, name);
    return text == NULL ? 0 : g_ascii_strtoll(text, NULL, 10);
}

static void take(Values *words, const char *name, char *text) {
    if (text != NULL)
        values_add(words, name, text);
    g_free(text);
}

static void say_each(Values *words, const char *name, const Wording *wording, const char *group,
                     const GPtrArray *keys) {
    for (guint i = 0; keys != NULL && i < keys->len; i++)
        take(words, name, wording_say(wording, group, keys->pdata[i], NULL));
}

static void say_heard(Values *words, const Wording *wording, const Values *facts) {
    const char *request = values_get(facts, "request");
    Level level = LEVEL_NONE;
    level_parse(values_get(facts, "level") == NULL ? "" : values_get(facts, "level"), &level);
    request = request == NULL || request_find(request) < 0 ? request_name(REQUEST_OTHER) : request;
    take(words, "thanks",
         wording_say(wording, level == LEVEL_NONE ? "thanks-calm" : "thanks", request, NULL));
    take(words, "care", wording_say(wording, "care", request, NULL));
    if (level == LEVEL_NONE)
        return;
    say_each(words, "feeling", wording, "feeling", values_list(facts, "feeling"));
    take(words, "priority", wording_say(wording, "priority", level_name(level), NULL));
}

static bool never_echo(const Tongues *tongues, const char *quote) {
    for (guint i = 0; i < tongues->list->len; i++)
        if (wording_never_echoes(((const Tongue *)tongues->list->pdata[i])->wording, quote))
            return true;
    return false;
}

// Is the point among the names, divided by blanks, of a text of these?
static bool is_covered(const GPtrArray *covered, const char *point) {
    for (guint i = 0; i < covered->len; i++) {
        g_auto(GStrv) names = g_strsplit(covered->pdata[i], " ", SIGNAL_COUNT);
        if (g_strv_contains((const char *const *)names, point))
            return true;
    }
    return false;
}

// The customer's own words, and ours for the points they do not cover.
static void say_points(Values *words, const Tongues *tongues, const Wording *wording, const Values *facts) {
    const GPtrArray *quotes = values_list(facts, "quote");
    const GPtrArray *signals = values_list(facts, "quote-of");
    const GPtrArray *points = values_list(facts, "point");
    g_autoptr(GPtrArray) covered = g_ptr_array_new();
    for (guint i = 0; quotes != NULL && signals != NULL && i < MIN(quotes->len, signals->len); i++)
        if (covered->len < QUOTES && !never_echo(tongues, quotes->pdata[i])) {
            g_autoptr(Values) said = values_new();
            values_set(said, "words", quotes->pdata[i]);
            take(words, "quotes", wording_say(wording, "quote", NULL, said));
            g_ptr_array_add(covered, signals->pdata[i]);
        }
    for (guint i = 0; points != NULL && i < points->len; i++)
        if (!is_covered(covered, points->pdata[i]))
            take(words, "points", wording_say(wording, "point", points->pdata[i], NULL));
    if (values_list(words, "quotes") == NULL && values_list(words, "points") == NULL)
        return;
    take(words, "heard", wording_say(wording, "heard", NULL, NULL));
    take(words, "correct", wording_say(wording, "correct", NULL, NULL));
}

static void say_questions(Values *words, const Wording *wording, const Values *facts) {
    const GPtrArray *asked = values_list(facts, "ask");
    if (asked == NULL)
        return;
    take(words, "ask", wording_say(wording, "ask", asked->len == 1 ? "one" : "many", NULL));
    say_each(words, "questions", wording, "question", asked);
}

// What helps until it is solved, where somebody wrote it down in this language: a line an item.
static void say_workaround(Values *words, const Tongue *tongue, const Values *facts) {
    const GPtrArray *texts = values_list(facts, "workaround");
    const GPtrArray *languages = values_list(facts, "workaround-language");
    for (guint i = 0; texts != NULL && languages != NULL && i < MIN(texts->len, languages->len); i++) {
        if (strcmp(languages->pdata[i], tongue->code) != 0)
            continue;
        g_auto(GStrv) lines = g_strsplit_set(texts->pdata[i], "\r\n", STEPS);
        for (guint k = 0; lines[k] != NULL; k++)
            take(words, "steps", values_short(lines[k], PROBLEM_WORKAROUND_MOST));
        if (values_list(words, "steps") != NULL)
            take(words, "workaround", wording_say(tongue->wording, "workaround", NULL, NULL));
        return;
    }
}

// In whose clock times are told: the customer's ("+02:00") where it is known to differ. The caller owns it.
static char *zone_of(const Values *facts) {
    const char *zone = values_get(facts, "time-zone");
    const int minutes = (int)CLAMP(time_of(facts, "offset"), -DAY_MINUTES, DAY_MINUTES);
    if (minutes == 0)
        return g_strdup(zone == NULL ? "UTC" : zone);
    return g_strdup_printf("%c%02d:%02d", minutes < 0 ? '-' : '+', ABS(minutes) / 60, ABS(minutes) % 60);
}

static void say_times(Values *words, const Wording *wording, const Values *facts, int64_t now) {
    g_autofree char *zone = zone_of(facts);
    const int64_t due = time_of(facts, "due");
    const int64_t opens = time_of(facts, "opens");
    g_autoptr(Values) times = values_new();
    take(times, "due", wording_time(wording, due, now, zone));
    take(times, "opens", wording_soon(wording, opens, now, zone));
    take(words, "when",
         wording_say(wording,
                     due <= 0     ? "when-none"
                     : due <= now ? "when-late"
                                  : "when",
                     NULL, times));
    if (opens > now)
        take(words, "closed", wording_say(wording, "closed", NULL, times));
}

// What the templates of one language are filled with.
static Values *words_of(const Tongues *tongues, const Tongue *tongue, const Values *facts, Form form,
                        int64_t now) {
    Values *words = values_new();
    take(words, "greeting", wording_say(tongue->wording, "greeting", NULL, NULL));
    if (form == FORM_MINIMAL) {
        take(words, "thanks", wording_say(tongue->wording, "thanks-minimal", NULL, NULL));
    } else {
        say_heard(words, tongue->wording, facts);
        say_points(words, tongues, tongue->wording, facts);
        say_workaround(words, tongue, facts);
        say_questions(words, tongue->wording, facts);
    }
    say_times(words, tongue->wording, facts, now);
    take(words, "automatic", wording_say(tongue->wording, "automatic", NULL, NULL));
    values_set(words, "team", values_get(facts, "from-name"));
    values_set(words, "language", tongue->code);
    values_set(words, "loop-token", values_get(facts, "loop-token"));
    return words;
}

typedef struct Body {
    GString *text;
    GString *html;
    GString *languages; // "en, de"
    GString *subject;   // said when the customer's own may not be
} Body;

static void add_tongue(Body *body, const Tongues *tongues, const Tongue *tongue, const Tongue *next,
                       const Values *facts, int64_t now) {
    const Form form = g_strcmp0(values_get(facts, "form"), "full") == 0 ? FORM_FULL : FORM_MINIMAL;
    g_autoptr(Values) words = words_of(tongues, tongue, facts, form, now);
    if (next != NULL)
        take(words, "below", wording_say(next->wording, "below", NULL, NULL));
    g_autofree char *text = template_render(tongue->text[form], words);
    g_autofree char *laid = layout_text(text);
    g_autofree char *html = template_render(tongue->html[form], words);
    g_autofree char *subject = wording_say(tongue->wording, "subject", NULL, NULL);
    const bool first = body->languages->len == 0;
    g_string_append_printf(body->text, "%s%s", first ? "" : "\n* * *\n\n", laid);
    g_string_append_printf(body->html, "%s%s", first ? "" : "<hr>\n", html);
    g_string_append_printf(body->languages, "%s%s", first ? "" : ", ", tongue->code);
    g_string_append_printf(body->subject, "%s%s", first ? "" : " / ", subject);
}

static void wrap_page(Body *body, const Tongues *tongues, const char *language) {
    g_autoptr(Values) values = values_new();
    values_set(values, "language", language);
    g_autofree char *head = template_render(tongues->page_head, values);
    g_autofree char *foot = template_render(tongues->page_foot, values);
    g_string_prepend(body->html, head);
    g_string_append(body->html, foot);
}

static GBytes *send_body(const Body *body, const Values *facts, int64_t now, GError **error) {
    g_autofree char *plain_subject =
        g_strdup_printf("Re: %s %s", body->subject->str,
                        values_get(facts, "short-id") == NULL ? "" : values_get(facts, "short-id"));
    const char *subject = values_get(facts, "subject");
    const Letter letter = {
        .from_name = values_get(facts, "from-name"),
        .from = values_get(facts, "from"),
        .to = values_get(facts, "to"),
        .reply_to = values_get(facts, "reply-to"),
        .subject = subject == NULL ? plain_subject : subject,
        .message_id = values_get(facts, "message-id"),
        .in_reply_to = values_get(facts, "in-reply-to"),
        .references = values_list(facts, "references"),
        .auto_submitted = "auto-replied",
        .loop_token = values_get(facts, "loop-token"),
        .language = body->languages->str,
        .date = now,
        .text = body->text->str,
        .html = body->html->str,
    };
    return compose_letter(&letter, error);
}

GBytes *acknowledge_compose(const Acknowledger *acknowledger, const Values *values, int64_t now,
                            GError **error) {
    const Tongue *chosen[LANGUAGES_AT_ONCE] = {NULL};
    const guint count = choose_tongues(acknowledger->tongues, values, chosen);
    Body body = {g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    for (guint i = 0; i < count; i++)
        add_tongue(&body, acknowledger->tongues, chosen[i], i + 1 < count ? chosen[i + 1] : NULL, values,
                   now);
    wrap_page(&body, acknowledger->tongues, chosen[0]->code);
    GBytes *bytes = send_body(&body, values, now, error);
    g_string_free(body.text, TRUE);
    g_string_free(body.html, TRUE);
    g_string_free(body.languages, TRUE);
    g_string_free(body.subject, TRUE);
    return bytes;
}
