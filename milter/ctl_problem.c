// Problems as PMs named them, from a terminal: what all their commands share,
// and the list. Each PM has problems of their own, so every command is of one PM; who is the only one
// need not be named.
#include "ctl_problem.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "command.h"
#include "cell.h"
#include "ctl_grid.h"
#include "ctl_thread.h"
#include "fault.h"
#include "units.h"
#include "wake.h"

// --- whose ---

static bool has_mailbox(const Config *config, const Pm *pm) {
    for (guint i = 0; i < config->mailboxes->len; i++)
        if (g_strcmp0(((const Mailbox *)config->mailboxes->pdata[i])->pm, pm->name) == 0)
            return true;
    return false;
}

// "anna, bert"; with `only` in *only when there is one.
static char *names_of_pms(const Config *config, const Pm **only) {
    g_autoptr(GString) names = g_string_new(NULL);
    unsigned count = 0;
    for (guint i = 0; i < config->pms->len; i++) {
        const Pm *pm = config->pms->pdata[i];
        if (!has_mailbox(config, pm))
            continue;
        *only = pm;
        g_string_append_printf(names, "%s%s", count++ > 0 ? ", " : "", pm->name);
    }
    *only = count == 1 ? *only : NULL;
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static bool find_pm(Daemon *daemon, ProblemTask *task) {
    const Pm *only = NULL;
    g_autofree char *names = names_of_pms(daemon->config, &only);
    task->pm = task->pm_given == NULL ? only : config_pm(daemon->config, task->pm_given);
    if (task->pm != NULL)
        return true;
    if (task->pm_given != NULL)
        fprintf(stderr, "%s: no [pm %s] in %s; with mailboxes there is %s\n", task->pm_given, task->pm_given,
                daemon->config_path, *names == '\0' ? "none" : names);
    else if (*names == '\0')
        fprintf(stderr, "%s: no mailbox has a pm; problems belong to one\n", daemon->config_path);
    else
        fprintf(stderr, "whose problem? add --pm NAME: %s\n", names);
    daemon->status = task->pm_given != NULL ? EX_DATAERR : *names == '\0' ? EX_CONFIG : EX_USAGE;
    return false;
}

bool ctl_problem_open(Daemon *daemon, ProblemTask *task) {
    if (!ctl_open_store(daemon) || !find_pm(daemon, task))
        return false;
    task->config = daemon->config;
    task->config_path = daemon->config_path;
    task->now = g_get_real_time();
    return true;
}

// --- one transaction ---

static bool run_step(StoreTxn *txn, void *data, GError **error) {
    ProblemTask *task = data;
    g_string_truncate(task->said, 0); // it may be run again
    return task->step(txn, task, error) && !store_failed(txn);
}

int ctl_problem_run(Daemon *daemon, ProblemTask *task) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) said = g_string_new(NULL);
    task->said = said;
    if (!store_write(daemon->store, run_step, task, 0, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return fault_fate(error) == FATE_TEMPORARY ? EX_TEMPFAIL : EX_DATAERR;
    }
    fputs(said->str, stdout);
    g_autoptr(Wake) wake = wake_new(store_directory(daemon->store), NULL);
    wake_poke(wake);
    return EX_OK;
}

Problem *ctl_problem_find(StoreTxn *txn, const ProblemTask *task, const char *name, GError **error) {
    Problem *problem = command_is_name(name) ? problem_find(txn, task->pm->name, name) : NULL;
    if (problem == NULL && !store_failed(txn))
        (void)fault_set(error, FATE_PERMANENT,
                        "%s: %s has no such problem; 'earshot problem list' shows them", name,
                        task->pm->name);
    return problem;
}

Thread *ctl_problem_thread(StoreTxn *txn, const ProblemTask *task, const char *typed, GError **error) {
    g_autoptr(Thread) thread = ctl_thread_find(txn, typed, NULL, error);
    const Mailbox *mailbox = thread == NULL ? NULL : config_mailbox(task->config, thread->mailbox);
    if (thread == NULL)
        return NULL;
    if (mailbox != NULL && g_strcmp0(mailbox->pm, task->pm->name) == 0)
        return g_steal_pointer(&thread);
    (void)fault_set(error, FATE_PERMANENT, "%s: a conversation of mailbox %s, which is not one of %s", typed,
                    thread->mailbox, task->pm->name);
    return NULL;
}

// --- list ---

Json *ctl_problem_json(const Problem *problem) {
    Json *object = json_map(), *marks = json_map(), *workarounds = json_map(), *samples = json_list();
    json_put_text(object, "name", problem->name);
    json_put_text(object, "pm", problem->pm);
    json_put_text(object, "title", problem->title);
    json_put_text(object, "status", problem_status_name(problem->status));
    json_put_text(object, "owner", problem->owner);
    json_put_time(object, "opened", problem->opened);
    json_put_time(object, "updated", problem->updated);
    json_put_time(object, "expires", problem->expires);
    json_put_text(object, "release", problem->release);
    json_put_text(object, "merged_into", problem->merged_into);
    json_put_number(object, "linked", problem->linked);
    json_put_bool(object, "understood", problem_is_understood(problem));
    for (size_t i = 0; i < PROBLEM_MARKS; i++)
        json_put_time(marks, problem_mark_name((ProblemMark)i), problem->marked[i]);
    json_put(object, "marks", marks);
    json_put_texts(object, "patterns", problem->patterns);
    for (guint i = 0; i < problem->samples->len; i++) {
        g_autofree char *id = thread_id_format(g_array_index(problem->samples, uint64_t, i));
        json_add_text(samples, id);
    }
    json_put(object, "samples", samples);
    for (guint i = 0; i < problem->workarounds->len; i++) {
        const Workaround *workaround = problem->workarounds->pdata[i];
        json_put_text(workarounds, workaround->language, workaround->text);
    }
    json_put(object, "workarounds", workarounds);
    return object;
}

typedef struct Listing {
    const Pm *pm;
    gboolean all, as_json;
    Json *list;
    Grid *grid;
} Listing;

static void add_row(const Listing *listing, const Problem *problem) {
    g_autofree char *linked = g_strdup_printf("%u", problem->linked);
    g_autofree char *opened = cell_time(listing->pm->calendar, problem->opened);
    g_autofree char *day = g_strndup(opened, strlen("2026-11-23"));
    g_autofree char *status = problem->merged_into == NULL ? g_strdup(problem_status_name(problem->status))
                                                           : g_strdup_printf("in %s", problem->merged_into);
    const char *const cells[] = {problem->name, status, linked, day, problem->owner, problem->title};
    grid_add(listing->grid, cells);
}

static bool list_one(StoreTxn *txn, const Problem *problem, void *data) {
    (void)txn;
    const Listing *listing = data;
    const bool over = problem->status == PROBLEM_EXPIRED || problem->status == PROBLEM_MERGED;
    if (strcmp(problem->pm, listing->pm->name) != 0 || (over && !listing->all))
        return true;
    if (listing->as_json)
        json_add(listing->list, ctl_problem_json(problem));
    else
        add_row(listing, problem);
    return true;
}

static bool read_list(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    problem_walk(txn, list_one, data);
    return !store_failed(txn);
}

static int print_list(Daemon *daemon, Listing *listing) {
    static const GridColumn COLUMNS[] = {{"PROBLEM", COMMAND_NAME_MOST},
                                         {"STATUS", 16},
                                         {"LINKED", 7},
                                         {"SINCE", 10},
                                         {"OWNER", 14},
                                         {"TITLE", 120},
                                         {NULL, 0}};
    g_autoptr(Grid) grid = grid_new(COLUMNS);
    listing->grid = grid;
    listing->list = json_list();
    const bool read = ctl_read(daemon, read_list, listing);
    g_autofree char *text = json_dump(listing->list, true);
    if (!read)
        return daemon->status;
    if (listing->as_json)
        puts(text);
    else
        grid_print(grid);
    return EX_OK;
}

static int problem_list(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"problem list", "[--pm NAME] [--all] [--json]",
                                     "a PM's problems, in the order of their opening", NULL};
    Listing listing = {.all = FALSE};
    ProblemTask task = {0};
    const GOptionEntry entries[] = {
        {"pm", 0, 0, G_OPTION_ARG_STRING, &task.pm_given, "of this product manager", "NAME"},
        {"all", 0, 0, G_OPTION_ARG_NONE, &listing.all, "those too that expired or were merged", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &listing.as_json, "for programs: a JSON array", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    int status = daemon->status;
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        status = daemon->status;
    else if (argc != 1)
        status = ctl_usage(&USAGE);
    else if (!ctl_problem_open(daemon, &task))
        status = daemon->status;
    else {
        listing.pm = task.pm;
        status = print_list(daemon, &listing);
    }
    g_free(task.pm_given);
    return status;
}

int ctl_problem(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"add", "TITLE [--pattern TEXT]...", "name a problem", ctl_problem_add},
        {"list", "[--all] [--json]", "what is known", problem_list},
        {"show", "NAME [--json]", "one, and who has it", ctl_problem_show},
        {"set", "NAME [OPTIONS]", "change what is known", ctl_problem_set},
        {"mark", "NAME MARK [--clear]", "who confirmed it: customer, ...", ctl_problem_mark},
        {"link", "NAME THREAD...", "conversations that show it", ctl_problem_link},
        {"unlink", "THREAD...", "and those that do not", ctl_problem_unlink},
        {"merge", "INTO FROM", "two that are one", ctl_problem_merge},
        {"fixed", "NAME --release 4.3", "tell who reported it", ctl_problem_fixed},
        {"expire", "NAME", "nobody sees to it any more", ctl_problem_expire},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "problem", daemon, argc, argv);
}
