// One problem: what is known of it, who has it, and the next thing to do. Links
// are read up to a number that fits a screen; the rest is counted.
#include "ctl_problem.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "campaign.h"
#include "cell.h"
#include "ctl_grid.h"
#include "page.h"
#include "values.h"

enum { SHOWN_MOST = 50, JSON_MOST = 5000, LABEL = 12 };

typedef struct Linked {
    ProblemLink link; // why and release owned
    char *phase;      // NULL: the conversation is gone
    char *who;
    const char *mail; // how the word that it is fixed stands ("done", "buried", ...), or NULL
} Linked;

static void linked_free(void *data) {
    Linked *linked = data;
    g_free(linked->link.why);
    g_free(linked->link.release);
    g_free(linked->phase);
    g_free(linked->who);
    g_free(linked);
}

typedef struct Showing {
    const ProblemTask *task;
    const char *name;
    guint most;
    Problem *problem;
    Campaign *campaign; // the newest, or NULL
    GPtrArray *links;   // Linked *
} Showing;

// --- reading ---

static bool take_link(StoreTxn *txn, const ProblemLink *link, void *data) {
    Showing *showing = data;
    g_autoptr(Thread) thread = thread_get(txn, link->thread);
    Linked *linked = g_new0(Linked, 1);
    linked->link = *link;
    linked->link.why = g_strdup(link->why);
    linked->link.release = g_strdup(link->release);
    if (thread != NULL) {
        linked->phase = g_strdup(phase_name(thread->phase));
        OutboxState mail;
        linked->mail = campaign_mail(txn, link, thread, &mail) ? outbox_state_name(mail) : NULL;
        linked->who = values_short(thread->from_name != NULL ? thread->from_name : thread->from, 60);
    }
    g_ptr_array_add(showing->links, linked);
    return showing->links->len < showing->most;
}

static bool read_problem(StoreTxn *txn, void *data, GError **error) {
    Showing *showing = data;
    showing->problem = ctl_problem_find(txn, showing->task, showing->name, error);
    if (showing->problem == NULL)
        return false;
    problem_links(txn, showing->problem->id, 0, take_link, showing);
    showing->campaign = campaign_of(txn, showing->problem->id);
    return !store_failed(txn);
}

// --- the next step ---

static char *next_step(const Problem *problem) {
    const char *name = problem->name;
    if (problem->status == PROBLEM_EXPIRED)
        return g_strdup_printf("if it is still there: earshot problem set %s --expires 30d", name);
    if (problem->status == PROBLEM_FIXED)
        return g_strdup("ask those who were told whether it holds");
    if (problem->linked == 0 && problem->patterns->len == 0)
        return g_strdup_printf("say how complaints show it: earshot problem set %s --pattern \"...\"", name);
    if (problem->owner == NULL)
        return g_strdup_printf("say who sees to it: earshot problem set %s --owner ...", name);
    if (problem->workarounds->len == 0)
        return g_strdup_printf(
            "say what helps until it is fixed: earshot problem set %s --workaround en=\"...\"", name);
    for (size_t i = 0; i < PROBLEM_MARKS; i++)
        if (problem->marked[i] == 0)
            return g_strdup_printf("once %s has confirmed what it is: earshot problem mark %s %s",
                                   i == PROBLEM_BY_CUSTOMER  ? "a customer"
                                   : i == PROBLEM_BY_SUPPORT ? "support"
                                                             : "the PM",
                                   name, problem_mark_name((ProblemMark)i));
    return g_strdup_printf("fix it, then: earshot problem fixed %s --release ...", name);
}

// --- for programs ---

static Json *links_json(const GPtrArray *links) {
    Json *list = json_list();
    for (guint i = 0; i < links->len; i++) {
        const Linked *linked = links->pdata[i];
        g_autofree char *id = thread_id_format(linked->link.thread);
        Json *object = json_map();
        json_put_text(object, "thread", id);
        json_put_text(object, "who", linked->who);
        json_put_text(object, "how", link_how_name(linked->link.how));
        json_put_real(object, "sure", linked->link.sure);
        json_put_text(object, "why", linked->link.why);
        json_put_time(object, "at", linked->link.at);
        json_put_text(object, "phase", linked->phase);
        json_put_bool(object, "tester", linked->link.tester);
        json_put_time(object, "told", linked->link.told);
        json_put_text(object, "release", linked->link.release);
        json_put_text(object, "mail", linked->mail);
        json_add(list, object);
    }
    return list;
}

static Json *campaign_json(const Campaign *campaign) {
    Json *object = json_map();
    json_put_text(object, "release", campaign->release);
    json_put_text(object, "state", campaign_state_name(campaign->state));
    json_put_text(object, "by", campaign->by);
    json_put_time(object, "begun", campaign->begun);
    json_put_time(object, "starts", campaign->starts);
    json_put_number(object, "told", campaign->told);
    json_put_number(object, "left_out", campaign->left_out);
    return object;
}

static void print_json(const Showing *showing) {
    Json *object = ctl_problem_json(showing->problem);
    g_autofree char *next = next_step(showing->problem);
    json_put_text(object, "next", next);
    if (showing->campaign == NULL)
        json_put_text(object, "campaign", NULL);
    else
        json_put(object, "campaign", campaign_json(showing->campaign));
    json_put(object, "links", links_json(showing->links));
    g_autofree char *text = json_dump(object, true);
    puts(text);
}

// --- for people ---

static void put_fact(Page *page, const char *label, const char *text) {
    page_text(page, LOOK_FAINT, label);
    page_fill(page, LABEL);
    page_text(page, LOOK_PLAIN, text);
    page_end(page, LABEL);
}

static void put_state(Page *page, const Showing *showing) {
    const Problem *problem = showing->problem;
    const Calendar *calendar = showing->task->pm->calendar;
    g_autofree char *opened = cell_time(calendar, problem->opened);
    g_autofree char *expires = problem->expires == 0 ? NULL : cell_time(calendar, problem->expires);
    g_autoptr(GString) state = g_string_new(problem_status_name(problem->status));
    g_string_append_printf(state, ", since %s", opened);
    if (expires != NULL)
        g_string_append_printf(state, ", %s %s", problem->status == PROBLEM_EXPIRED ? "expired" : "expires",
                               expires);
    if (problem->release != NULL)
        g_string_append_printf(state, ", in release %s", problem->release);
    put_fact(page, "state", state->str);
    put_fact(page, "owner", problem->owner == NULL ? "nobody yet" : problem->owner);
}

static void put_marks(Page *page, const Problem *problem) {
    g_autoptr(GString) marks = g_string_new(problem_is_understood(problem) ? "yes" : "no");
    for (size_t i = 0; i < PROBLEM_MARKS; i++)
        g_string_append_printf(marks, "%s%s %s", i == 0 ? ": " : ", ", problem_mark_name((ProblemMark)i),
                               problem->marked[i] != 0 ? "yes" : "no");
    put_fact(page, "understood", marks->str);
}

static void put_campaign(Page *page, const Showing *showing) {
    const Campaign *campaign = showing->campaign;
    if (campaign == NULL)
        return;
    g_autofree char *starts = cell_time(showing->task->pm->calendar, campaign->starts);
    g_autofree char *text =
        g_strdup_printf("of release %s: %s, from %s on; %u told, %u left out", campaign->release,
                        campaign_state_name(campaign->state), starts, campaign->told, campaign->left_out);
    put_fact(page, "telling", text);
}

static void put_lists(Page *page, const Problem *problem) {
    for (guint i = 0; i < problem->patterns->len; i++)
        put_fact(page, i == 0 ? "patterns" : "", problem->patterns->pdata[i]);
    for (guint i = 0; i < problem->workarounds->len; i++) {
        const Workaround *workaround = problem->workarounds->pdata[i];
        g_autofree char *label = g_strdup_printf("helps (%s)", workaround->language);
        g_auto(GStrv) lines = g_strsplit(workaround->text, "\n", -1);
        for (char **line = lines; *line != NULL; line++)
            put_fact(page, line == lines ? label : "", *line);
    }
}

static void print_page(const Showing *showing, const Screen *screen) {
    static const Verdict NOTHING = {.level = LEVEL_NONE};
    g_autoptr(Page) page = page_new(screen, &NOTHING);
    g_autofree char *next = next_step(showing->problem);
    page_text(page, LOOK_BOLD, showing->problem->name);
    page_text(page, LOOK_PLAIN, "  ");
    page_text(page, LOOK_PLAIN, showing->problem->title == NULL ? "(no title)" : showing->problem->title);
    page_end(page, 2);
    put_state(page, showing);
    put_marks(page, showing->problem);
    put_lists(page, showing->problem);
    put_campaign(page, showing);
    put_fact(page, "next", next);
    g_autofree char *text = page_take(page);
    fputs(text, stdout);
}

static void add_row(Grid *grid, const Linked *linked, const Calendar *calendar) {
    g_autofree char *id = thread_id_format(linked->link.thread);
    g_autofree char *sure =
        linked->link.how == LINK_BY_LIKENESS
            ? g_strdup_printf("%s %.2f", link_how_name(linked->link.how), linked->link.sure)
            : g_strdup(link_how_name(linked->link.how));
    g_autofree char *told = linked->link.told == 0 ? NULL : cell_time(calendar, linked->link.told);
    g_autofree char *day = told == NULL ? NULL : g_strndup(told, strlen("2026-11-23"));
    // Given up: it stays told, and nobody got it.
    const char *when = g_strcmp0(linked->mail, outbox_state_name(OUTBOX_BURIED)) == 0 ? "failed" : day;
    const char *const cells[] = {id, sure, linked->phase, when, linked->who, linked->link.why};
    grid_add(grid, cells);
}

static void print_links(const Showing *showing) {
    static const GridColumn COLUMNS[] = {{"THREAD", 13}, {"FOUND BY", 13}, {"PHASE", 9}, {"TOLD", 10},
                                         {"WHO", 18},    {"WHY", 120},     {NULL, 0}};
    if (showing->links->len == 0) {
        puts("\nno conversation is linked");
        return;
    }
    g_autoptr(Grid) grid = grid_new(COLUMNS);
    for (guint i = 0; i < showing->links->len; i++)
        add_row(grid, showing->links->pdata[i], showing->task->pm->calendar);
    putchar('\n');
    grid_print(grid);
    if (showing->problem->linked > showing->links->len && showing->links->len == showing->most)
        printf("... and %u more; --json has up to %d\n", showing->problem->linked - showing->links->len,
               JSON_MOST);
}

// --- the command ---

static int show(Daemon *daemon, const ProblemTask *task, const char *name, bool as_json) {
    Showing showing = {.task = task, .name = name, .most = as_json ? JSON_MOST : SHOWN_MOST};
    Screen screen;
    (void)screen_find(&screen, NULL, stdout);
    showing.links = g_ptr_array_new_with_free_func(linked_free);
    g_autoptr(GError) error = NULL;
    int status = EX_OK;
    if (!store_read(daemon->store, read_problem, &showing, &error)) {
        fprintf(stderr, "%s\n", error->message);
        status = EX_DATAERR;
    } else if (as_json) {
        print_json(&showing);
    } else {
        print_page(&showing, &screen);
        print_links(&showing);
    }
    problem_free(showing.problem);
    campaign_free(showing.campaign);
    g_ptr_array_unref(showing.links);
    return status;
}

int ctl_problem_show(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"problem show", "[--pm NAME] P12 [--json]",
                                     "what is known of it, who has it, and what comes next", NULL};
    ProblemTask task = {0};
    gboolean as_json = FALSE;
    const GOptionEntry entries[] = {
        {"pm", 0, 0, G_OPTION_ARG_STRING, &task.pm_given, "of this product manager", "NAME"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, "for programs: a JSON object", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    int status;
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        status = daemon->status;
    else if (argc != 2)
        status = ctl_usage(&USAGE);
    else
        status = ctl_problem_open(daemon, &task) ? show(daemon, &task, argv[1], as_json) : daemon->status;
    g_free(task.pm_given);
    return status;
}
