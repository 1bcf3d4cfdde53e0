// The commands that a PM writes in reply to an alert, typed by whoever runs this
// machine: while the PM is away, or when their mail cannot be proven.
#include <stdio.h>
#include <sysexits.h>

#include "ctl_thread.h"
#include "fault.h"
#include "orders.h"
#include "wake.h"

typedef struct ByHand {
    const Config *config;
    const char *typed, *lines;
    int64_t now;
    OrdersByHand outcome;
    GPtrArray *said;
} ByHand;

static bool do_by_hand(StoreTxn *txn, void *data, GError **error) {
    ByHand *work = data;
    g_ptr_array_set_size(work->said, 0); // it may be run again
    g_autoptr(Thread) thread = ctl_thread_find(txn, work->typed, NULL, error);
    if (thread == NULL)
        return false;
    work->outcome = orders_by_hand(txn, work->config, thread, work->lines, work->now, work->said);
    if (work->outcome == ORDERS_NO_PM)
        return fault_set(error, FATE_PERMANENT, "%s: its mailbox '%s' has no PM (pm = NAME in its section)",
                         work->typed, thread->mailbox == NULL ? "" : thread->mailbox);
    if (work->outcome == ORDERS_NO_COMMAND)
        return fault_set(error, FATE_PERMANENT, "'%s': no command in it; write one like '#ack', in quotes",
                         work->lines);
    return !store_failed(txn);
}

static int run(Daemon *daemon, ByHand *work) {
    g_autoptr(GError) error = NULL;
    if (!store_write(daemon->store, do_by_hand, work, 0, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return fault_fate(error) == FATE_TEMPORARY ? EX_TEMPFAIL : EX_DATAERR;
    }
    const bool done = work->outcome == ORDERS_DONE;
    for (guint i = 0; i < work->said->len; i++)
        fprintf(done ? stdout : stderr, "%s\n", (const char *)work->said->pdata[i]);
    g_autoptr(Wake) wake = wake_new(store_directory(daemon->store), NULL);
    wake_poke(wake);
    return done ? EX_OK : EX_DATAERR;
}

int ctl_thread_do(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {
        "thread do", "ID '#COMMAND ...'",
        "what a PM commands by replying to an alert, by hand, as the PM of its mailbox;\n"
        "several commands stand on lines of their own; when one is not done, it says\n"
        "why and ends with 65",
        NULL};
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 3)
        return ctl_usage(&USAGE);
    if (!ctl_open_store(daemon))
        return daemon->status;
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
    ByHand work = {
        .config = daemon->config, .typed = argv[1], .lines = argv[2], .now = g_get_real_time(), .said = said};
    return run(daemon, &work);
}
