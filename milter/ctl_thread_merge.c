// Mending what the steps of thread_find.h got wrong, or could not know: two
// conversations that are one, and one that is two.
#include "ctl_thread_edit.h"

#include "fault.h"
#include "journal.h"
#include "problem.h"
#include "thread_edit.h"

// Whose problems a conversation can belong to; NULL: nobody's any more.
static const char *pm_of(const Edit *edit, const Thread *thread) {
    const Mailbox *mailbox = config_mailbox(edit->config, thread->mailbox);
    return mailbox == NULL ? NULL : mailbox->pm;
}

static bool merge_threads(StoreTxn *txn, Edit *edit, Thread *thread, GError **error) {
    g_autoptr(Thread) from = ctl_thread_find(txn, edit->other, NULL, error);
    if (from == NULL)
        return false;
    const unsigned entries = from->entries;
    if (from->id == thread->id)
        return fault_set(error, FATE_PERMANENT, "%s and %s are the same thread already", edit->typed,
                         edit->other);
    g_autofree char *id = thread_id_format(thread->id);
    g_autofree char *gone = thread_id_format(from->id);
    g_autofree char *messages = ctl_edit_count(entries, "message");
    problem_links_merge(txn, thread, pm_of(edit, thread), from, pm_of(edit, from));
    if (!thread_merge(txn, thread, from, edit->now, error))
        return false;
    journal_merge(txn, thread, from);
    edit->said = g_strdup_printf("%s lives on in %s, with %s", gone, id, messages);
    return true;
}

int ctl_thread_merge(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"thread merge", "INTO FROM", "make one of two conversations", NULL};
    Edit edit = {.step = merge_threads};
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 3)
        return ctl_usage(&USAGE);
    edit.typed = argv[1];
    edit.other = argv[2];
    return ctl_open_store(daemon) ? ctl_edit_run(daemon, &edit) : daemon->status;
}

static bool split_thread(StoreTxn *txn, Edit *edit, Thread *thread, GError **error) {
    const uint32_t entries = thread->entries;
    g_autoptr(Thread) made = thread_split(txn, thread, edit->number, edit->now, error);
    if (made == NULL)
        return false;
    g_autofree char *id = thread_id_format(thread->id);
    g_autofree char *new_id = thread_id_format(made->id);
    g_autofree char *messages = ctl_edit_count(entries - edit->number + 1, "message");
    edit->said = g_strdup_printf("%s is new, with %s that stood in %s", new_id, messages, id);
    return true;
}

int ctl_thread_split(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"thread split", "ID ENTRY",
                                     "make a conversation of its own from that entry on", NULL};
    return ctl_edit_run_numbered(daemon, &USAGE, split_thread, argc, argv);
}
