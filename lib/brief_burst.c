// Much of the same came within an hour: what it is, how much, what is usual, and
// the gravest of it by name. Read at the moment it is sent, since by then there are more.
#include "brief_parts.h"

#include "burst.h"
#include "fault.h"
#include "group.h"
#include "masked.h"
#include "problem.h"
#include "tell.h"
#include "thread.h"

#include <string.h>

enum { NAMED = 3, PHRASE_MOST = 30 };

typedef struct Scene {
    Brief *brief;
    const Burst *burst;
    GPtrArray *situations; // Situation *, the gravest first
    char *what;            // "problem P12 (title)"
    const char *next;      // the key of the next step
} Scene;

static void scene_clear(Scene *scene) {
    g_clear_pointer(&scene->situations, g_ptr_array_unref);
    g_free(scene->what);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

// --- what it is ---

static char *what_problem(Scene *scene, const char *name) {
    const Brief *brief = scene->brief;
    g_autoptr(Problem) problem = problem_find(brief->txn, scene->burst->pm, name);
    g_autoptr(Values) values = values_new();
    g_autofree char *title = problem == NULL ? NULL : tell_name(problem->title);
    values_set(values, "name", name);
    values_set(values, "title", title);
    const bool helps = problem != NULL && problem->workarounds->len > 0;
    scene->next = helps ? "brief.burst-next.workaround" : "brief.burst-next.problem";
    return phrasebook_say(brief->book, "brief.burst-what", "problem", values);
}

static char *what_group(Scene *scene, const char *number) {
    const Brief *brief = scene->brief;
    uint64_t id = 0;
    g_autoptr(Group) group = thread_id_parse(number, &id) ? group_get(brief->txn, id) : NULL;
    g_autoptr(GPtrArray) phrases = group == NULL ? NULL : group_phrases(brief->txn, group);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; phrases != NULL && i < phrases->len; i++) {
        g_autofree char *masked = masked_words(phrases->pdata[i], PHRASE_MOST);
        g_string_append_printf(list, "%s%s", list->len == 0 ? "" : ", ", masked);
    }
    scene->next = "brief.burst-next.group";
    return phrasebook_fill(brief->book, "brief.burst-what.group", "phrases",
                           list->len == 0 ? NULL : list->str);
}

static char *what_request(Scene *scene, const char *name) {
    const Brief *brief = scene->brief;
    const int request = request_find(name);
    g_autofree char *told = request < 0 ? g_strdup(name) : tell_request(brief->book, (Request)request);
    scene->next = "brief.burst-next.request";
    return phrasebook_fill(brief->book, "brief.burst-what.request", "request", told);
}

static char *what_of(Scene *scene) {
    const char *what = scene->burst->what, *name = strchr(what, '/');
    if (name != NULL && g_str_has_prefix(what, "problem/"))
        return what_problem(scene, name + 1);
    if (name != NULL && g_str_has_prefix(what, "group/"))
        return what_group(scene, name + 1);
    return what_request(scene, name == NULL ? what : name + 1);
}

// --- whom it is of ---

static GPtrArray *situations_of(const Brief *brief, const Burst *burst) {
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)situation_free);
    for (guint i = 0; i < burst->threads->len; i++) {
        g_autoptr(Thread) thread = thread_get(brief->txn, g_array_index(burst->threads, uint64_t, i));
        if (thread == NULL || thread->phase == PHASE_CLOSED || !brief_is_theirs(brief, thread))
            continue;
        Situation *now =
            situation_take(brief->txn, brief->config, brief->pm, g_steal_pointer(&thread), brief->now);
        if (now != NULL)
            g_ptr_array_add(all, now);
    }
    g_ptr_array_sort(all, situation_compare);
    return all;
}

// --- the mail ---

static void begin(const Scene *scene) {
    Brief *brief = scene->brief;
    const Burst *burst = scene->burst;
    g_autofree char *people = phrasebook_count(brief->book, "brief.burst-people", burst->people);
    g_autofree char *accounts = phrasebook_count(brief->book, "brief.burst-accounts", burst->accounts);
    g_autofree char *since = phrasebook_time(brief->book, burst->since, brief->now, brief->zone);
    g_autoptr(Values) values = values_new();
    values_set(values, "what", scene->what);
    values_set(values, "people", people);
    values_set(values, "accounts", burst->accounts == 0 ? NULL : accounts);
    values_set(values, "since", since);
    brief->subject = phrasebook_count_with(brief->book, "brief.burst-subject", burst->count, values);
    g_autofree char *head = phrasebook_count_with(brief->book, "brief.burst-head", burst->count, values);
    g_string_append_printf(brief->text, "%s\n", head);
    brief_say(brief, scene->next, NULL, NULL);
}

// In whole numbers: so many an hour, or one in so many hours.
static void add_usual(const Scene *scene) {
    const Brief *brief = scene->brief;
    const double usual = scene->burst->usual;
    g_autofree char *line = NULL;
    if (usual < 0)
        line = phrasebook_say(brief->book, "brief.burst-usual", "unknown", NULL);
    else if (usual * 24 * 7 < 1)
        line = phrasebook_say(brief->book, "brief.burst-usual", "none", NULL);
    else if (usual < 0.75)
        line = phrasebook_count(brief->book, "brief.burst-every", (uint64_t)(1 / usual + 0.5));
    else
        line = phrasebook_count(brief->book, "brief.burst-hourly", (uint64_t)(usual + 0.5));
    g_string_append_printf(scene->brief->text, "%s\n", line);
}

static void add_gravest(const Scene *scene) {
    Brief *brief = scene->brief;
    brief_gap(brief);
    brief_say(brief, "brief.burst-gravest", NULL, NULL);
    for (guint i = 0; i < scene->situations->len && i < NAMED; i++)
        brief_numbered(brief, scene->situations->pdata[i]);
    if (scene->burst->count > NAMED) {
        brief_gap(brief);
        brief_say(brief, "brief.burst-rest", NULL, NULL);
    }
}

static void add_commands(const Scene *scene) {
    Brief *brief = scene->brief;
    brief_gap(brief);
    brief_say(brief, "brief.commands", NULL, NULL);
    brief_say(brief, "brief.command.problem-number", NULL, NULL);
    brief_say(brief, "brief.command.ack-number", NULL, NULL);
    brief_say(brief, "brief.command.why-number", NULL, NULL);
}

bool brief_burst(Brief *brief, GError **error) {
    const char *given = values_get(brief->given, "burst");
    uint64_t id = 0;
    g_autoptr(Burst) burst = given != NULL && thread_id_parse(given, &id) ? burst_get(brief->txn, id) : NULL;
    if (burst == NULL)
        return brief_nothing(brief, "the burst that it tells of is forgotten", error);
    g_auto(Scene) scene = {.brief = brief, .burst = burst, .situations = situations_of(brief, burst)};
    if (scene.situations->len == 0)
        return brief_nothing(brief, "none of its conversations is open any more", error);
    scene.what = what_of(&scene);
    begin(&scene);
    add_usual(&scene);
    add_gravest(&scene);
    add_commands(&scene);
    brief->answerable = true;
    return true;
}
