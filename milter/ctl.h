#ifndef EARSHOT_CTL_H
#define EARSHOT_CTL_H
// The commands of `earshot`: a family is a file (ctl_*.c) and a row of the
// table in earshot.c. A command gets the arguments behind its name and returns an exit status.

#include <glib.h>
#include <stdbool.h>
#include "daemon.h"
#include "store.h"

typedef int (*CtlRun)(Daemon *daemon, int argc, char **argv);

typedef struct CtlCommand {
    const char *name;
    const char
        *arguments;      // as shown in the help; alternatives are parted by |, names for values are capitals
    const char *summary; // NULL: for programs alone, not shown
    CtlRun run;
} CtlCommand;

int ctl_check(Daemon *daemon, int argc, char **argv);
int ctl_setup(Daemon *daemon, int argc, char **argv);
int ctl_doctor(Daemon *daemon, int argc, char **argv);
int ctl_status(Daemon *daemon, int argc, char **argv);
int ctl_metrics(Daemon *daemon, int argc, char **argv);
int ctl_explain(Daemon *daemon, int argc, char **argv);
int ctl_thread(Daemon *daemon, int argc, char **argv);
int ctl_outbox(Daemon *daemon, int argc, char **argv);
int ctl_no_answer(Daemon *daemon, int argc, char **argv);
int ctl_import(Daemon *daemon, int argc, char **argv);
int ctl_digest(Daemon *daemon, int argc, char **argv);
int ctl_report(Daemon *daemon, int argc, char **argv);
int ctl_template(Daemon *daemon, int argc, char **argv);
int ctl_calendar(Daemon *daemon, int argc, char **argv);
int ctl_account(Daemon *daemon, int argc, char **argv);
int ctl_problem(Daemon *daemon, int argc, char **argv);
int ctl_audit(Daemon *daemon, int argc, char **argv);
int ctl_learn(Daemon *daemon, int argc, char **argv);
int ctl_replay(Daemon *daemon, int argc, char **argv);
int ctl_export(Daemon *daemon, int argc, char **argv);
int ctl_erase(Daemon *daemon, int argc, char **argv);
int ctl_backup(Daemon *daemon, int argc, char **argv);
int ctl_restore(Daemon *daemon, int argc, char **argv);
int ctl_store(Daemon *daemon, int argc, char **argv);
int ctl_verify(Daemon *daemon, int argc, char **argv);
int ctl_key(Daemon *daemon, int argc, char **argv);
int ctl_help(Daemon *daemon, int argc, char **argv);
int ctl_manual(Daemon *daemon, int argc, char **argv);

// Parses `entries` (ends with a NULL name; may be NULL) and what every command takes (-c FILE); what is left
// are the words behind. False when the command is to end with daemon->status: after --help, or telling what
// is wrong.
bool ctl_options(Daemon *daemon, const CtlCommand *usage, const GOptionEntry *entries, int *argc,
                 char ***argv);
// What a command takes that only lists: --json. Parses it, and opens the store; false as above.
bool ctl_list_options(Daemon *daemon, const CtlCommand *usage, gboolean *as_json, int argc, char **argv);
// Tells how the command is used; returns EX_USAGE.
int ctl_usage(const CtlCommand *usage);
// Loads the configuration and opens the store, which must be configured and there already.
bool ctl_open_store(Daemon *daemon);
// Writes a page into a file, or to stdout for "-"; what holds customers' words is for its owner alone
// (`secret`). Tells what is wrong when it cannot. Returns an exit status.
int ctl_put_page(const char *command, const char *path, const char *page, bool secret);
// Runs `work` on a snapshot of the open store; tells what is wrong when it cannot.
bool ctl_read(Daemon *daemon, StoreWork work, void *data);
// Leaves out of the configuration a store, and then a key, that is not there yet: for commands that only
// look. True when there is a store.
bool ctl_forget_absent(Daemon *daemon);
// Makes a store's directory where there is none, for whom the file `like` belongs to when we are root.
bool ctl_make_directory(const char *directory, const char *like, GError **error);
// Runs the row of `commands` (ends with a NULL name) that argv[1] names; tells what there is when none does.
int ctl_dispatch(const CtlCommand *commands, const char *family, Daemon *daemon, int argc, char **argv);

#endif
