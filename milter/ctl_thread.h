#ifndef EARSHOT_CTL_THREAD_H
#define EARSHOT_CTL_THREAD_H
// Internal to the thread commands: ctl_thread.c lists, ctl_thread_show.c shows
// one, ctl_thread_edit.c changes it by hand.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "ctl.h"
#include "json.h"
#include "store.h"
#include "thread.h"

int ctl_thread_show(Daemon *daemon, int argc, char **argv);
int ctl_thread_phase(Daemon *daemon, int argc, char **argv);
int ctl_thread_close(Daemon *daemon, int argc, char **argv);
int ctl_thread_merge(Daemon *daemon, int argc, char **argv);
int ctl_thread_split(Daemon *daemon, int argc, char **argv);
int ctl_thread_promise(Daemon *daemon, int argc, char **argv);
int ctl_thread_keep(Daemon *daemon, int argc, char **argv);
int ctl_thread_do(Daemon *daemon, int argc, char **argv);

typedef struct CtlDossier { // borrowed
    const char *typed;      // which thread
    const char *html;       // the file to write, "-" for here; NULL: as text
    const char *language;   // NULL: the manager's
    int64_t now;
} CtlDossier;
// With the store open. Returns an exit status.
int ctl_thread_dossier(Daemon *daemon, const CtlDossier *wish);

// The thread that somebody means by what they typed: its id, or the short id of subjects where only one
// begins so, as "[#abcdefgh]", "#abcdefgh" or alone; one that was merged is the thread in which it lives on.
// NULL and FATE_PERMANENT with what to do. *named, when not NULL, is the id before merges.
Thread *ctl_thread_find(StoreTxn *txn, const char *typed, uint64_t *named,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
Json *ctl_thread_json(const Thread *thread, int64_t now) G_GNUC_WARN_UNUSED_RESULT;

#endif
