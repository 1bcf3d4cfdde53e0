// Making and changing a problem. All that was given is checked before anything
// is put: a slip of the pen leaves the problem as it was.
#include "ctl_problem.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "command.h"
#include "ctl_thread.h"
#include "fault.h"
#include "group.h"
#include "problem_edit.h"

typedef struct Given {
    char *name, *title, *owner, *expires, *group;
    char **patterns, **drops, **samples, **workarounds;
    gboolean as_json, clear;
} Given;

static void given_clear(Given *given) {
    g_free(given->name);
    g_free(given->title);
    g_free(given->owner);
    g_free(given->expires);
    g_free(given->group);
    g_strfreev(given->patterns);
    g_strfreev(given->drops);
    g_strfreev(given->samples);
    g_strfreev(given->workarounds);
}

static bool is_empty(const Given *given) {
    return given->title == NULL && given->owner == NULL && given->expires == NULL && given->group == NULL &&
           given->patterns == NULL && given->drops == NULL && given->samples == NULL &&
           given->workarounds == NULL;
}

// --- what was given ---

typedef bool (*EditText)(Problem *problem, const char *written, GError **error);

static bool edit_each(Problem *problem, char *const *written, EditText edit, GError **error) {
    for (; written != NULL && *written != NULL; written++)
        if (!edit(problem, *written, error))
            return false;
    return true;
}

static bool edit_words(const ProblemTask *task, Problem *problem, const Given *given, GError **error) {
    return (given->title == NULL || problem_edit_title(problem, given->title, error)) &&
           (given->owner == NULL || problem_edit_owner(problem, given->owner, error)) &&
           edit_each(problem, given->drops, problem_edit_drop_pattern, error) &&
           edit_each(problem, given->patterns, problem_edit_pattern, error) &&
           edit_each(problem, given->workarounds, problem_edit_workaround, error) &&
           (given->expires == NULL ||
            problem_edit_expires(problem, given->expires, task->pm->calendar, task->now, error));
}

static bool take_samples(StoreTxn *txn, const ProblemTask *task, Problem *problem, const Given *given,
                         GPtrArray *threads, GError **error) {
    for (char *const *typed = given->samples; typed != NULL && *typed != NULL; typed++) {
        Thread *thread = ctl_problem_thread(txn, task, *typed, error);
        if (thread == NULL)
            return false;
        g_ptr_array_add(threads, thread);
        if (!problem_edit_sample(problem, thread->id, error))
            return false;
    }
    return true;
}

static Group *find_group(StoreTxn *txn, const ProblemTask *task, const char *typed, GError **error) {
    uint64_t id = 0;
    g_autoptr(Group) group = thread_id_parse(typed, &id) ? group_get(txn, id) : NULL;
    if (group == NULL || g_strcmp0(group->pm, task->pm->name) != 0) {
        (void)fault_set(error, FATE_PERMANENT,
                        "%s: %s has no group of that id; the digest shows those that are suggested", typed,
                        task->pm->name);
        return NULL;
    }
    if (group->problem == NULL)
        return g_steal_pointer(&group);
    (void)fault_set(error, FATE_PERMANENT, "%s: it is problem %s already", typed, group->problem);
    return NULL;
}

// Those that belong to a problem by now stay with it.
static void link_group(StoreTxn *txn, const ProblemTask *task, const Problem *problem, const Group *group) {
    for (guint i = 0; i < group->members->len; i++) {
        g_autoptr(Thread) thread = thread_get(txn, g_array_index(group->members, uint64_t, i));
        const Mailbox *mailbox = thread == NULL ? NULL : config_mailbox(task->config, thread->mailbox);
        if (mailbox != NULL && thread->problem == NULL && g_strcmp0(mailbox->pm, task->pm->name) == 0)
            ctl_problem_link_one(txn, task, problem, thread);
    }
    group_settle(txn, group->id, problem->name);
}

// A conversation given twice is linked once.
static bool apply(StoreTxn *txn, ProblemTask *task, Problem *problem, GError **error) {
    const Given *given = task->data;
    g_autoptr(GPtrArray) threads = g_ptr_array_new_with_free_func((GDestroyNotify)thread_free);
    g_autoptr(Group) group = given->group == NULL ? NULL : find_group(txn, task, given->group, error);
    if ((given->group != NULL && group == NULL) || !edit_words(task, problem, given, error) ||
        !take_samples(txn, task, problem, given, threads, error))
        return false;
    problem->updated = task->now;
    problem_put(txn, problem);
    for (guint i = 0; i < threads->len; i++)
        ctl_problem_link_one(txn, task, problem, threads->pdata[i]);
    if (group != NULL)
        link_group(txn, task, problem, group);
    return true;
}

static void tell(StoreTxn *txn, ProblemTask *task, const Problem *problem) {
    const Given *given = task->data;
    g_autoptr(Problem) stands = problem_get(txn, problem->id);
    if (stands == NULL)
        return;
    if (!given->as_json) {
        g_string_append_printf(task->said, "%s\n", stands->name);
        return;
    }
    g_autofree char *text = json_dump(ctl_problem_json(stands), true);
    g_string_append_printf(task->said, "%s\n", text);
}

// --- the steps ---

static bool is_free(StoreTxn *txn, const ProblemTask *task, const char *name, GError **error) {
    if (!command_is_name(name))
        return fault_set(error, FATE_PERMANENT,
                         "--name %s: letters, digits, \"-\", \"_\" and \".\", at most %d of them", name,
                         COMMAND_NAME_MOST);
    g_autoptr(Problem) there = problem_find(txn, task->pm->name, name);
    if (there == NULL)
        return true;
    if (g_ascii_strcasecmp(there->name, name) != 0)
        return fault_set(error, FATE_PERMANENT, "%s: it lives on in %s", name, there->name);
    return fault_set(error, FATE_PERMANENT, "%s: it is there already; 'earshot problem set' changes it",
                     there->name);
}

static bool add_problem(StoreTxn *txn, ProblemTask *task, GError **error) {
    const Given *given = task->data;
    if (given->name != NULL && !is_free(txn, task, given->name, error))
        return false;
    g_autofree char *next = given->name != NULL ? NULL : problem_next_name(txn, task->pm->name);
    g_autoptr(Problem) problem = problem_new(task->pm->name, next == NULL ? given->name : next);
    problem->opened = task->now;
    if (!apply(txn, task, problem, error))
        return false;
    tell(txn, task, problem);
    return true;
}

static bool set_problem(StoreTxn *txn, ProblemTask *task, GError **error) {
    g_autoptr(Problem) problem = ctl_problem_find(txn, task, task->args[1], error);
    if (problem == NULL || !apply(txn, task, problem, error))
        return false;
    tell(txn, task, problem);
    return true;
}

static bool mark_problem(StoreTxn *txn, ProblemTask *task, GError **error) {
    const Given *given = task->data;
    g_autoptr(Problem) problem = ctl_problem_find(txn, task, task->args[1], error);
    size_t mark = 0;
    if (problem == NULL)
        return false;
    while (mark < PROBLEM_MARKS && strcmp(task->args[2], problem_mark_name((ProblemMark)mark)) != 0)
        mark++;
    if (mark == PROBLEM_MARKS)
        return fault_set(error, FATE_PERMANENT, "%s: a mark is customer, support or pm", task->args[2]);
    if (given->clear)
        problem->marked[mark] = 0;
    else if (problem->marked[mark] == 0)
        problem->marked[mark] = task->now;
    problem->updated = task->now;
    problem_put(txn, problem);
    g_autoptr(GString) missing = g_string_new(NULL);
    for (size_t i = 0; i < PROBLEM_MARKS; i++)
        if (problem->marked[i] == 0)
            g_string_append_printf(missing, "%s%s", missing->len > 0 ? ", " : "",
                                   problem_mark_name((ProblemMark)i));
    g_string_append_printf(task->said, "%s: %s%s\n", problem->name,
                           missing->len == 0 ? "understood" : "not understood yet, missing: ", missing->str);
    return true;
}

static bool expire_problem(StoreTxn *txn, ProblemTask *task, GError **error) {
    g_autoptr(Problem) problem = ctl_problem_find(txn, task, task->args[1], error);
    if (problem == NULL)
        return false;
    if (problem->status == PROBLEM_EXPIRED)
        return fault_set(error, FATE_PERMANENT, "%s: it has expired already", problem->name);
    problem->status = PROBLEM_EXPIRED;
    problem->expires = problem->updated = task->now;
    problem_put(txn, problem);
    g_string_append_printf(task->said, "%s: expired; its workaround is told to nobody any more\n",
                           problem->name);
    return true;
}

// --- the commands ---

static void tell_doubts(const Given *given) {
    for (char *const *pattern = given->patterns; pattern != NULL && *pattern != NULL; pattern++) {
        const char *doubt = problem_edit_doubt(*pattern);
        if (doubt != NULL)
            fprintf(stderr, "note: pattern \"%s\": %s\n", *pattern, doubt);
    }
}

static int open_and_run(Daemon *daemon, ProblemTask *task) {
    if (!ctl_problem_open(daemon, task))
        return daemon->status;
    const int status = ctl_problem_run(daemon, task);
    if (status == EX_OK)
        tell_doubts(task->data);
    return status;
}

// Both take the same but for the words: `add` has the title there, `set` the name.
static int run_edit(Daemon *daemon, const CtlCommand *usage, ProblemStep step, int argc, char **argv) {
    const bool adds = step == add_problem;
    Given given = {0};
    ProblemTask task = {.step = step, .data = &given};
    const GOptionEntry entries[] = {
        {"pm", 0, 0, G_OPTION_ARG_STRING, &task.pm_given, "of this product manager", "NAME"},
        {adds ? "name" : "title", 0, 0, G_OPTION_ARG_STRING, adds ? &given.name : &given.title,
         adds ? "its name (the next that is free)" : "what it is", adds ? "P12" : "TEXT"},
        {"pattern", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.patterns, "words of complaints about it", "TEXT"},
        {"drop-pattern", 0, adds ? G_OPTION_FLAG_HIDDEN : 0, G_OPTION_ARG_STRING_ARRAY, &given.drops,
         "take away one that it has", "TEXT"},
        {"sample", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.samples, "a conversation that shows it", "THREAD"},
        {"workaround", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.workarounds, "what helps until it is solved",
         "LANG=TEXT"},
        {"owner", 0, 0, G_OPTION_ARG_STRING, &given.owner, "who sees to it", "WHO"},
        {"expires", 0, 0, G_OPTION_ARG_STRING, &given.expires,
         "until when somebody sees to it: 2026-12-31, 30d or never", "WHEN"},
        {"from-group", 0, 0, G_OPTION_ARG_STRING, &given.group, "a group that the digest suggests", "ID"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &given.as_json, "for programs: a JSON object", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    int status;
    if (!ctl_options(daemon, usage, entries, &argc, &argv))
        status = daemon->status;
    else if (argc != 2 || (!adds && is_empty(&given)))
        status = ctl_usage(usage);
    else {
        given.title = adds ? g_strdup(argv[1]) : given.title;
        task.args = argv;
        status = open_and_run(daemon, &task);
    }
    g_free(task.pm_given);
    given_clear(&given);
    return status;
}

int ctl_problem_add(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"problem add", "[OPTIONS] TITLE", "name a problem; its name is printed",
                                     NULL};
    return run_edit(daemon, &USAGE, add_problem, argc, argv);
}

int ctl_problem_set(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"problem set", "P12 [OPTIONS]",
                                     "add to what is known of it, or change it; --workaround LANG= takes one "
                                     "away",
                                     NULL};
    return run_edit(daemon, &USAGE, set_problem, argc, argv);
}

static int run_words(Daemon *daemon, const CtlCommand *usage, ProblemStep step, int words, int argc,
                     char **argv) {
    Given given = {0};
    ProblemTask task = {.step = step, .data = &given};
    const GOptionEntry entries[] = {
        {"pm", 0, 0, G_OPTION_ARG_STRING, &task.pm_given, "of this product manager", "NAME"},
        {"clear", 0, step == mark_problem ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &given.clear,
         "take the mark away", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    int status;
    if (!ctl_options(daemon, usage, entries, &argc, &argv))
        status = daemon->status;
    else if (argc != words + 1)
        status = ctl_usage(usage);
    else {
        task.args = argv;
        status = open_and_run(daemon, &task);
    }
    g_free(task.pm_given);
    return status;
}

int ctl_problem_mark(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"problem mark", "[--pm NAME] P12 customer|support|pm [--clear]",
                                     "who has confirmed what it is; with all three it is understood", NULL};
    return run_words(daemon, &USAGE, mark_problem, 2, argc, argv);
}

int ctl_problem_expire(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"problem expire", "[--pm NAME] P12", "nobody sees to it any more", NULL};
    return run_words(daemon, &USAGE, expire_problem, 1, argc, argv);
}
