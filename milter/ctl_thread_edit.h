#ifndef EARSHOT_CTL_THREAD_EDIT_H
#define EARSHOT_CTL_THREAD_EDIT_H
// Internal to the commands that change a conversation by hand: each is a step
// that runs in one transaction and says what it did.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "ctl_thread.h"

typedef struct Edit Edit;
// Changes the thread and puts it, and leaves in edit->said what it did; may be run more than once. False and
// FATE_PERMANENT with what to do.
typedef bool (*EditStep)(StoreTxn *txn, Edit *edit, Thread *thread, GError **error);

struct Edit {
    EditStep step;
    const char *typed; // the thread that is meant
    Phase phase;       // of phase and close
    const char *other; // of merge: the other thread
    uint32_t number;   // of split and keep: the entry, the promise
    const char *time;  // of promise
    const char *words; // likewise
    // Filled in by ctl_edit_run.
    const Config *config;
    const char *config_path;
    int64_t now;
    char *said;
};

// Runs it on the open store, prints what was done or why not, and wakes the courier. The exit status: what a
// person typed wrong is 65.
int ctl_edit_run(Daemon *daemon, Edit *edit);
// A whole command of an id and a number, "3" or "#3": reads them, opens the store and runs the step.
int ctl_edit_run_numbered(Daemon *daemon, const CtlCommand *usage, EditStep step, int argc, char **argv);
// "1 message", "2 messages". The caller owns it.
char *ctl_edit_count(unsigned count, const char *noun);

#endif
