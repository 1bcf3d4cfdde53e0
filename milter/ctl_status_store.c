// The store is read in a child. LMDB maps its file: a page that is damaged may
// be a wild pointer, and a process that was stopped while it wrote keeps the lock.
// So a child looks, for some seconds at most, and hands over plain bytes; however it
// ends, we go on and can say so.
#include "ctl_status.h"

#include <string.h>
#include <sysexits.h>

#include "ctl_child.h"
#include "fault.h"
#include "seal.h"

// LMDB makes its lock file anew when that is gone, as after a restore by hand: 68 kB.
enum { WALL_S = 10, LOCK_FILE = 1 << 17 };
static const ChildLimits LIMITS = {
    .cpu = WALL_S, .wall = WALL_S, .memory = (size_t)1 << 46, .written = (size_t)1 << 24, .file = LOCK_FILE};

// --- in the child, whose copy of the status is its own ---

static void note_trouble(StatusStore *found, const char *trouble, bool away) {
    if (*found->trouble != '\0')
        return;
    g_strlcpy(found->trouble, trouble, sizeof found->trouble);
    found->away = away;
}

static int look_in_child(GString *back, void *data) {
    Status *status = data;
    const Config *config = status->config;
    g_autoptr(GError) error = NULL;
    g_autoptr(Seal) seal = config->key_file == NULL ? NULL : seal_open(config->key_file, &error);
    Store *store =
        seal == NULL ? NULL : store_open(config->store, config_state_directory(config), false, seal, &error);
    if (store != NULL)
        status_read_parts(status, store); // not closed: the process ends, and its other threads with it
    else if (config->key_file == NULL)
        note_trouble(&status->store, "[earshot] key-file is missing: a store needs one", false);
    if (error != NULL)
        note_trouble(&status->store, error->message, fault_fate(error) == FATE_TEMPORARY);
    g_string_append_len(back, (const char *)&status->store, sizeof status->store);
    g_string_append_len(back, (const char *)status->mailboxes,
                        (gssize)(config->mailboxes->len * sizeof *status->mailboxes));
    return EX_OK;
}

// --- in the parent ---

static void take(Status *status, const GString *back) {
    memcpy(&status->store, back->str, sizeof status->store);
    memcpy(status->mailboxes, back->str + sizeof status->store, back->len - sizeof status->store);
    status->store.trouble[sizeof status->store.trouble - 1] = '\0';
}

void status_read_store(Status *status) {
    const guint count = status->config->mailboxes->len;
    g_autoptr(GString) back = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    ChildEnd end = CHILD_DONE;
    int code = EX_OK;
    const char *why = NULL;
    if (!child_run(look_in_child, status, &LIMITS, &end, &code, back, &error))
        why = error->message;
    else if (end == CHILD_EXHAUSTED)
        why = status->local ? "it did not answer within 10 seconds: a process that stands still may hold it, "
                              "or the disk is too slow"
                            : "it did not answer within 10 seconds";
    else if (end == CHILD_CRASHED || code != EX_OK ||
             back->len != sizeof status->store + count * sizeof *status->mailboxes)
        why = "reading it ended the reader: it is damaged";
    else
        take(status, back);
    status->store.stuck = end == CHILD_EXHAUSTED;
    if (why != NULL)
        g_strlcpy(status->store.trouble, why, sizeof status->store.trouble);
}
