// A database that its own tools put back to an earlier state: what it holds as waiting may
// have gone out since, and nobody is to get it twice.
#include <stdio.h>
#include <sysexits.h>

#include "ctl_settled.h"
#include "ctl_store.h"
#include "fault.h"
#include "units.h"

static const int64_t PATIENCE = 3 * G_USEC_PER_SEC; // with commands, which end soon

static bool wait_until_alone(const Daemon *daemon, GError **error) {
    const int64_t until = g_get_monotonic_time() + PATIENCE;
    while (store_others_below(daemon->store, UINT16_MAX)) {
        if (g_get_monotonic_time() > until)
            return fault_set(error, FATE_TEMPORARY,
                             "%s: a daemon, or another command, has it open: stop the daemons, on all "
                             "machines, and run it again",
                             store_shown(daemon->store));
        g_usleep(50 * 1000);
    }
    return true;
}

int ctl_store_settle(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {
        "store settle", "[--resend] TIME",
        "after a database was put back as of a time: what waited then is not sent; daemons must be stopped",
        NULL};
    gboolean resend = FALSE;
    const GOptionEntry entries[] = {
        {"resend", 0, 0, G_OPTION_ARG_NONE, &resend, "send what waited to customers, gone since or not",
         NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    Backup put_back = {.made = 0};
    BackupSettled settled = {0};
    GError *error = NULL;
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 2)
        return ctl_usage(&USAGE);
    if (!units_time_parse(argv[1], &put_back.made, &error)) {
        fprintf(stderr, "earshot store settle: %s\n", error->message);
        g_error_free(error);
        return EX_USAGE;
    }
    if (!ctl_open_store(daemon))
        return daemon->status;
    if (!wait_until_alone(daemon, &error) ||
        !backup_settle(daemon->store, &put_back, resend, g_get_real_time(), &settled, &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    g_autofree char *time = units_time_format(put_back.made);
    printf("%s: as of %s\n", store_shown(daemon->store), time);
    settled_tell(&settled, resend);
    printf("Who was erased since is back: erase them again.\n");
    return EX_OK;
}
