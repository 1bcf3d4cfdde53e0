#ifndef EARSHOT_CTL_SETUP_NOTE_H
#define EARSHOT_CTL_SETUP_NOTE_H
// Carrying a plan out and taking it back. Beside main.cf lies a note, the directory earshot.undo: both files
// as they were (before/) and as we left them (after/), and what was added, row by row (edits). Who finds a
// file as we left it gets back what was there, byte for byte; from a file that somebody changed since, our
// elements alone are taken out.

#include <glib.h>
#include <stdbool.h>
#include "ctl_setup_plan.h"

typedef struct SetupNote {
    char *config;    // the directory of main.cf
    char *path;      // of the note
    GPtrArray *rows; // SetupEdit *, without value, done and why
    GPtrArray *made; // char *: directories that were made
} SetupNote;

// The note of an earlier run; NULL without an error when there is none. FATE_CONFIG when it cannot be read.
SetupNote *setup_note_read(const char *config, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void setup_note_free(SetupNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SetupNote, setup_note_free)

// Writes the note, then makes directories and changes the files, each at once. All is done by postconf on
// copies first, so that an error leaves everything as it was; so does a `postfix check` that fails after.
// `old` is the note of an earlier run, or NULL. FATE_CONFIG.
bool setup_note_apply(const Postfix *postfix, const SetupPlan *plan, const SetupNote *old, GError **error);

// What would take back main.cf (`master` false) or master.cf: lines for a shell, without a line when there is
// nothing to do. The caller owns the array of char *.
GPtrArray *setup_note_commands(const SetupNote *note, bool master, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Takes all back and removes the note. *changed tells that somebody else had changed a file. FATE_CONFIG.
bool setup_note_undo(const SetupNote *note, bool *changed, GError **error);

#endif
