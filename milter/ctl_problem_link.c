// Which conversations show a problem, and two problems that are one. All that
// is named in one command is done or none of it.
#include "ctl_problem.h"

#include <string.h>
#include <sysexits.h>

#include "fault.h"

void ctl_problem_link_one(StoreTxn *txn, const ProblemTask *task, const Problem *problem, Thread *thread) {
    const ProblemLink by_hand = {.how = LINK_BY_HAND, .sure = 1};
    problem_link(txn, thread, task->pm->name, problem->name, &by_hand, task->now);
    thread_put(txn, thread);
}

static const char *conversations(unsigned count) {
    return count == 1 ? "conversation" : "conversations";
}

static bool link_threads(StoreTxn *txn, ProblemTask *task, GError **error) {
    g_autoptr(Problem) problem = ctl_problem_find(txn, task, task->args[1], error);
    unsigned count = 0;
    if (problem == NULL)
        return false;
    for (char *const *typed = task->args + 2; *typed != NULL; typed++, count++) {
        g_autoptr(Thread) thread = ctl_problem_thread(txn, task, *typed, error);
        if (thread == NULL)
            return false;
        ctl_problem_link_one(txn, task, problem, thread);
    }
    g_autoptr(Problem) after = problem_get(txn, problem->id);
    g_string_append_printf(task->said, "%s: %u %s linked, %u in all\n", problem->name, count,
                           conversations(count), after == NULL ? 0 : after->linked);
    return true;
}

static bool unlink_threads(StoreTxn *txn, ProblemTask *task, GError **error) {
    for (char *const *typed = task->args + 1; *typed != NULL; typed++) {
        g_autoptr(Thread) thread = ctl_problem_thread(txn, task, *typed, error);
        if (thread == NULL)
            return false;
        if (thread->problem == NULL)
            return fault_set(error, FATE_PERMANENT, "%s: it is linked to no problem", *typed);
        g_string_append_printf(task->said, "%s: no conversation of %s any more\n", *typed, thread->problem);
        problem_unlink(txn, thread, task->pm->name);
        thread_put(txn, thread);
    }
    return true;
}

// A merge in transactions that keep nobody waiting; cut between any two of them it can be given again.
enum { MOVED_AT_ONCE = 2000 };

typedef struct Merging {
    unsigned moved; // by earlier transactions
    bool more;
} Merging;

static bool merge_problems(StoreTxn *txn, ProblemTask *task, GError **error) {
    Merging *merging = task->data;
    g_autoptr(Problem) into = ctl_problem_find(txn, task, task->args[1], error);
    g_autoptr(Problem) from = into == NULL ? NULL : ctl_problem_find(txn, task, task->args[2], error);
    if (from == NULL)
        return false;
    if (into->id == from->id)
        return fault_set(error, FATE_PERMANENT, "%s and %s are the same problem already", task->args[1],
                         task->args[2]);
    const unsigned linked = merging->moved + from->linked;
    merging->more = problem_move_links(txn, into, from, MOVED_AT_ONCE);
    if (merging->more)
        return true;
    problem_merge(txn, into, from, task->now);
    g_string_append_printf(task->said, "%s lives on in %s, with %u %s\n", from->name, into->name, linked,
                           conversations(linked));
    return true;
}

static int run_all(Daemon *daemon, ProblemTask *task) {
    Merging merging = {.moved = 0};
    task->data = &merging;
    int status = ctl_problem_run(daemon, task);
    while (status == EX_OK && merging.more) {
        merging.moved += MOVED_AT_ONCE;
        status = ctl_problem_run(daemon, task);
    }
    return status;
}

// All take a --pm and words.
static int run(Daemon *daemon, const CtlCommand *usage, ProblemStep step, int least, int most, int argc,
               char **argv) {
    ProblemTask task = {.step = step};
    const GOptionEntry entries[] = {
        {"pm", 0, 0, G_OPTION_ARG_STRING, &task.pm_given, "of this product manager", "NAME"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    int status;
    if (!ctl_options(daemon, usage, entries, &argc, &argv))
        status = daemon->status;
    else if (argc < least || argc > most)
        status = ctl_usage(usage);
    else {
        task.args = argv;
        status = ctl_problem_open(daemon, &task) ? run_all(daemon, &task) : daemon->status;
    }
    g_free(task.pm_given);
    return status;
}

int ctl_problem_link(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"problem link", "[--pm NAME] P12 THREAD...",
                                     "these conversations show that problem", NULL};
    return run(daemon, &USAGE, link_threads, 3, G_MAXINT, argc, argv);
}

int ctl_problem_unlink(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"problem unlink", "[--pm NAME] THREAD...",
                                     "these conversations show no problem that is known", NULL};
    return run(daemon, &USAGE, unlink_threads, 2, G_MAXINT, argc, argv);
}

int ctl_problem_merge(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"problem merge", "[--pm NAME] INTO FROM",
                                     "one problem of two; FROM lives on in INTO", NULL};
    return run(daemon, &USAGE, merge_problems, 3, 3, argc, argv);
}
