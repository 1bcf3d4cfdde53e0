// One conversation: an alert and a clock's word differ in how they begin, and then
// say the same. What they wrote comes before what is known of them: a person is
// heard first.
#include "brief_parts.h"

#include <string.h>

#include "address.h"
#include "clocks.h"
#include "tell.h"

typedef struct Scene {
    Brief *brief;
    const Situation *now;
    char *name;  // who it is
    char *about; // what their mail is about
} Scene;

static void scene_clear(Scene *scene) {
    g_free(scene->name);
    g_free(scene->about);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

// --- how it begins ---

// Who wrote what makes it so grave: others of the account may, and of them only the address is known.
static const char *writer_of(const Situation *now) {
    const char *from = now->entry == NULL ? NULL : now->entry->from;
    const char *opener = now->thread->from;
    return from != NULL && (opener == NULL || !address_equal(from, opener)) ? from : now->who;
}

// When they wrote it, and about what.
static void begin_alert(const Scene *scene) {
    Brief *brief = scene->brief;
    const Entry *entry = scene->now->entry;
    const int64_t wrote = entry == NULL ? scene->now->thread->opened : entry->at;
    const bool named = entry != NULL && entry->request != REQUEST_OTHER;
    g_autofree char *level = brief_level(brief, scene->now->thread->level);
    g_autofree char *time = phrasebook_time(brief->book, wrote, brief->now, brief->zone);
    g_autofree char *request = named ? tell_request(brief->book, entry->request) : NULL;
    g_autoptr(Values) values = values_new();
    g_autofree char *writer = brief_name(brief, writer_of(scene->now), scene->now);
    values_set(values, "level", level);
    values_set(values, "name", writer);
    values_set(values, "about", scene->about);
    values_set(values, "request", request);
    values_set(values, "time", time);
    brief->subject = phrasebook_say(brief->book, "brief.alert-subject", NULL, values);
    g_autofree char *head = phrasebook_say(brief->book, "brief.alert-head", NULL, values);
    g_string_append_printf(brief->text, "%s\n", head);
}

// "late" when that can be told in a span, "missed" in the minute it is due, else "coming".
static const char *clock_stage(const Clock *clock, int64_t now) {
    if (clock->due > now)
        return "coming";
    return now - clock->due < G_TIME_SPAN_MINUTE ? "missed" : "late";
}

static Values *clock_values(const Scene *scene, const Clock *clock) {
    Brief *brief = scene->brief;
    const int64_t apart = ABS(brief->now - clock->due);
    g_autofree char *due = phrasebook_time(brief->book, clock->due, brief->now, brief->zone);
    g_autofree char *span = apart < G_TIME_SPAN_MINUTE ? NULL : phrasebook_span(brief->book, apart);
    Values *values = values_new();
    values_set(values, "name", scene->name);
    g_autofree char *what = phrasebook_say(brief->book, "brief.what", clock_kind_name(clock->kind), values);
    values_set(values, "about", scene->about);
    values_set(values, "what", what);
    values_set(values, "due", due);
    values_set(values, "span", span);
    return values;
}

static void begin_clock(const Scene *scene, const Clock *clock) {
    Brief *brief = scene->brief;
    const char *given = values_get(brief->given, "word");
    const bool missed = clock->due <= brief->now;
    const char *word = missed ? "missed" : g_strcmp0(given, "half") == 0 ? "half" : "soon";
    g_autoptr(Values) values = clock_values(scene, clock);
    g_autofree char *key = g_strdup_printf("%s.%s", clock_kind_name(clock->kind), word);
    brief->subject =
        phrasebook_say(brief->book, "brief.clock-subject", clock_stage(clock, brief->now), values);
    g_autofree char *head = phrasebook_say(brief->book, "brief.said", key, values);
    g_string_append_printf(brief->text, "%s\n", head);
}

// --- what they wrote ---

static char *quoted(const Brief *brief, const SituationQuote *quote) {
    g_autofree char *signal = tell_signal(brief->book, quote->signal);
    g_autoptr(Values) values = values_new();
    values_set(values, "signal", signal);
    values_set(values, "words", quote->words);
    return phrasebook_say(brief->book, "brief.quote", NULL, values);
}

static void add_words(const Scene *scene) {
    const Situation *now = scene->now;
    brief_gap(scene->brief);
    brief_say(scene->brief, "brief.impact", "words", now->impact);
    if (g_strcmp0(now->wanted, now->impact) != 0)
        brief_say(scene->brief, "brief.wanted", "words", now->wanted);
}

static bool is_new(const Situation *now, const SituationQuote *quote) {
    return g_strcmp0(quote->words, now->impact) != 0 && g_strcmp0(quote->words, now->wanted) != 0;
}

// Why it is this level: the rules that say so, and the words that they found.
static void add_reasons(const Scene *scene) {
    Brief *brief = scene->brief;
    const Situation *now = scene->now;
    g_autoptr(GPtrArray) reasons = tell_reasons(brief->book, now);
    if (reasons->len + now->quotes->len == 0)
        return;
    g_autofree char *level = tell_level(brief->book, now->thread->level);
    brief_gap(brief);
    brief_say(brief, "brief.why", "level", level);
    for (guint i = 0; i < reasons->len; i++)
        brief_item_take(brief, g_strdup(reasons->pdata[i]));
    for (guint i = 0; i < now->quotes->len; i++)
        if (is_new(now, now->quotes->pdata[i]))
            brief_item_take(brief, quoted(brief, now->quotes->pdata[i]));
}

// --- the facts ---

static char *filled(const Brief *brief, const char *key, const char *name, const char *value) {
    return value == NULL ? NULL : phrasebook_fill(brief->book, key, name, value);
}

static char *since(const Scene *scene) {
    const Brief *brief = scene->brief;
    g_autofree char *opened =
        phrasebook_time(brief->book, scene->now->thread->opened, brief->now, brief->zone);
    const GTimeSpan waits = scene->now->waiting;
    g_autofree char *waiting =
        waits > 0 && waits < G_TIME_SPAN_MINUTE ? NULL : tell_waiting(brief->book, scene->now, brief->now);
    g_autoptr(Values) values = values_new();
    values_set(values, "time", opened);
    values_set(values, "waiting", waiting);
    return phrasebook_say(brief->book, "brief.since", NULL, values);
}

// Before all else: what was said to be mended is not.
static void add_again(const Scene *scene) {
    Brief *brief = scene->brief;
    g_autofree char *again = tell_again(brief->book, scene->now, brief->zone);
    brief_say(brief, "brief.again", "again", again);
}

static void add_facts(const Scene *scene) {
    Brief *brief = scene->brief;
    const Situation *now = scene->now;
    const Entry *entry = now->entry;
    const char *mailbox = now->mailbox != NULL && now->mailbox->display_name != NULL
                              ? now->mailbox->display_name
                              : now->thread->mailbox;
    const char *writer = entry != NULL && entry->from != NULL ? entry->from : now->thread->from;
    g_autofree char *from = tell_name(writer), *to = tell_name(mailbox);
    g_autofree char *request = entry == NULL ? NULL : tell_request(brief->book, entry->request);
    brief_gap(brief);
    brief_say(brief, "brief.facts", NULL, NULL);
    brief_item_take(brief, filled(brief, "brief.from", "from", from));
    brief_item_take(brief, filled(brief, "brief.to", "mailbox", to));
    brief_item_take(brief, filled(brief, "brief.subject", "about", scene->about));
    brief_item_take(brief, filled(brief, "brief.request", "request", request));
    brief_item_take(brief, since(scene));
    if (entry != NULL)
        brief_item_take(brief, tell_acknowledged(brief->book, entry->acknowledge));
    if (now->mailbox != NULL && g_strcmp0(now->mailbox->time_zone, brief->zone) != 0)
        brief_item_take(brief, filled(brief, "brief.zone", "zone", brief->zone));
}

// --- who they are, and what runs ---

// All six; those without an answer share a line.
static void add_questions(const Scene *scene) {
    Brief *brief = scene->brief;
    g_autofree char *unknown = phrasebook_say(brief->book, "unknown", NULL, NULL);
    g_autoptr(GString) open = g_string_new(NULL);
    brief_gap(brief);
    brief_say(brief, "brief.known", NULL, NULL);
    for (unsigned i = 0; i < TELL_QUESTIONS; i++) {
        g_autofree char *question = tell_question(brief->book, i);
        g_autofree char *answer = tell_answer(brief->book, scene->now->context, i, brief->now);
        if (strcmp(answer, unknown) == 0)
            g_string_append_printf(open, " %s", question);
        else
            brief_item_take(brief, g_strdup_printf("%s %s", question, answer));
    }
    if (open->len > 0)
        brief_item_take(brief, phrasebook_fill(brief->book, "brief.unknown", "questions", open->str + 1));
}

// Known of few, so it is told without a question, and nothing is told of the others.
static void add_manner(const Scene *scene) {
    Brief *brief = scene->brief;
    const Context *context = scene->now->context;
    if (context->vocal == KNOWN_YES)
        brief_item_take(brief, phrasebook_say(brief->book, "in-line", "vocal", NULL));
    if (context->role != ROLE_UNKNOWN)
        brief_item_take(brief,
                        phrasebook_say(brief->book, "in-line", contact_role_name(context->role), NULL));
}

static bool promises(const GPtrArray *clocks) {
    for (guint i = 0; i < clocks->len; i++)
        if (((const Clock *)clocks->pdata[i])->kind == CLOCK_PROMISE)
            return true;
    return false;
}

static void add_clocks(const Scene *scene) {
    Brief *brief = scene->brief;
    const GPtrArray *clocks = scene->now->clocks;
    brief_gap(brief);
    brief_say(brief, "brief.due", NULL, NULL);
    for (guint i = 0; i < clocks->len; i++)
        brief_item_take(brief, tell_clock(brief->book, clocks->pdata[i], brief->zone, brief->now));
    if (!promises(clocks))
        brief_item_take(brief, phrasebook_say(brief->book, "brief.no-promise", NULL, NULL));
    if (scene->now->thread->in_hand != 0) {
        g_autofree char *time =
            phrasebook_time(brief->book, scene->now->thread->in_hand, brief->now, brief->zone);
        brief_item_take(brief, phrasebook_fill(brief->book, "brief.in-hand", "time", time));
    }
}

static void add_commands(const Scene *scene) {
    static const char *const COMMANDS[] = {"brief.command.ack", "brief.command.why", "brief.command.phase",
                                           "brief.command.promise", "brief.command.not-an-escalation"};
    Brief *brief = scene->brief;
    g_autofree char *id = thread_id_format(scene->now->thread->id);
    brief_gap(brief);
    brief_say(brief, "brief.commands", NULL, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        brief_say(brief, COMMANDS[i], NULL, NULL);
    brief_gap(brief);
    brief_say(brief, "brief.more", "id", id);
}

// --- all of it ---

static void add_next(const Scene *scene) {
    g_autofree char *next = tell_next(scene->brief->book, scene->now, scene->brief->zone, scene->brief->now);
    brief_say(scene->brief, "brief.next", "next", next);
}

static bool begin(const Scene *scene, GError **error) {
    Brief *brief = scene->brief;
    if (brief->row->kind != OUTBOX_CLOCK) {
        begin_alert(scene);
        return true;
    }
    g_autoptr(Clock) clock = clocks_get(brief->txn, brief->row->thread, brief->row->entry);
    if (clock == NULL)
        return brief_nothing(brief, "the clock that it tells of is gone", error);
    begin_clock(scene, clock);
    return true;
}

bool brief_thread(Brief *brief, GError **error) {
    g_autoptr(Situation) now =
        situation_of(brief->txn, brief->config, brief->pm, brief->row->thread, brief->now);
    if (now == NULL)
        return brief_nothing(brief, "the conversation was erased", error);
    if (!brief_is_theirs(brief, now->thread))
        return brief_nothing(brief, "the conversation is another PM's by now", error);
    g_auto(Scene) scene = {brief, now, brief_name(brief, now->who, now), brief_about(brief, now)};
    if (!begin(&scene, error))
        return false;
    add_again(&scene);
    add_next(&scene);
    add_words(&scene);
    add_reasons(&scene);
    add_facts(&scene);
    add_questions(&scene);
    add_manner(&scene);
    add_clocks(&scene);
    add_commands(&scene);
    brief->root = now->thread->id;
    brief->answerable = true;
    g_array_append_val(brief->threads, now->thread->id);
    return true;
}
