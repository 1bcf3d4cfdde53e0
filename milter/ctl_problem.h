#ifndef EARSHOT_CTL_PROBLEM_H
#define EARSHOT_CTL_PROBLEM_H
// Internal to the problem commands: ctl_problem.c lists, ctl_problem_show.c shows
// one, ctl_problem_edit.c makes and changes it, ctl_problem_link.c says which
// conversations show it, ctl_problem_fixed.c closes the loop.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "ctl.h"
#include "json.h"
#include "problem.h"

int ctl_problem_show(Daemon *daemon, int argc, char **argv);
int ctl_problem_add(Daemon *daemon, int argc, char **argv);
int ctl_problem_set(Daemon *daemon, int argc, char **argv);
int ctl_problem_mark(Daemon *daemon, int argc, char **argv);
int ctl_problem_expire(Daemon *daemon, int argc, char **argv);
int ctl_problem_link(Daemon *daemon, int argc, char **argv);
int ctl_problem_unlink(Daemon *daemon, int argc, char **argv);
int ctl_problem_merge(Daemon *daemon, int argc, char **argv);
int ctl_problem_fixed(Daemon *daemon, int argc, char **argv);

// What all of them do to problems: one transaction, which may be run more than once.
typedef struct ProblemTask ProblemTask;
typedef bool (*ProblemStep)(StoreTxn *txn, ProblemTask *task, GError **error);
struct ProblemTask {
    ProblemStep step;
    char *pm_given;    // --pm, owned; or NULL
    char *const *args; // the words behind the command
    void *data;        // of the command
    // Filled in by ctl_problem_open and ctl_problem_run.
    const Config *config;
    const char *config_path;
    const Pm *pm;
    int64_t now;
    GString *said; // by the step: what is printed when it is done
};

// Opens the store and finds whose problems are meant; false with daemon->status.
bool ctl_problem_open(Daemon *daemon, ProblemTask *task);
// Runs the step, prints what it said or why not, and wakes the courier. What a person typed wrong is 65.
int ctl_problem_run(Daemon *daemon, ProblemTask *task);
// That problem of task->pm; NULL and FATE_PERMANENT with what to do.
Problem *ctl_problem_find(StoreTxn *txn, const ProblemTask *task, const char *name,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
// A conversation of that PM's mailboxes, as ctl_thread_find has it.
Thread *ctl_problem_thread(StoreTxn *txn, const ProblemTask *task, const char *typed,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Of ctl_problem_edit: the same as `list` and `show` have it, without its links.
Json *ctl_problem_json(const Problem *problem) G_GNUC_WARN_UNUSED_RESULT;
// Links by hand, and puts the conversation.
void ctl_problem_link_one(StoreTxn *txn, const ProblemTask *task, const Problem *problem, Thread *thread);

#endif
