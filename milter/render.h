#ifndef EARSHOT_RENDER_H
#define EARSHOT_RENDER_H
// From the values of an outbox row to the bytes of its mail: the templates of all
// mailboxes, read and checked at the start, so that a mail that waits never meets a file.

#include <glib.h>
#include "config.h"
#include "outbox.h"
#include "store.h"

typedef struct Render Render; // immutable

// Borrows the configuration. NULL and every error found (char *, appended) when there are any.
Render *render_new(const Config *config, GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;
void render_free(Render *render);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Render, render_free)

// The mail of a row, dated `now`; a mailbox that the configuration no longer has speaks by the built-in
// templates. `threads` gets what a mail to a PM tells of (brief.h). Not to be called inside a transaction.
// FATE_TEMPORARY when a later try may help.
GBytes *render_row(const Render *render, Store *store, const OutboxRow *row, int64_t now, GArray *threads,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
