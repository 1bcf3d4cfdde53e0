// `earshot status`: whether all is well, for people and for monitors. How it is
// found is told in status.c.
#include "ctl_status.h"

#include <stdio.h>
#include <sysexits.h>

#include "ctl.h"

Status *ctl_status_gather(const Config *config) {
    Status *status = status_new(config, g_get_real_time());
    if (status_finds_store(status))
        status_read_store(status);
    status_judge(status);
    return status;
}

static void print_json(const Status *status) {
    g_autofree char *text = json_dump(status_json(status), true);
    puts(text);
}

int ctl_status(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"status", "[--json]",
                                     "Whether all is well, and what to do where it is not. Ends with\n"
                                     "   0  all is well\n"
                                     "  75  something is late, missing or left out\n"
                                     "  69  a daemon is down, or the store cannot be used\n"
                                     "  77  we may not look: ask as the user that the daemons run as",
                                     NULL};
    static const int EXITS[] = {
        [STATUS_FINE] = EX_OK,
        [STATUS_DEGRADED] = EX_TEMPFAIL,
        [STATUS_DOWN] = EX_UNAVAILABLE,
        [STATUS_BLIND] = EX_NOPERM,
    };
    gboolean as_json = FALSE;
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, "for programs: one object", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    if (!daemon_look(daemon))
        return daemon->status;
    g_autoptr(Status) status = ctl_status_gather(daemon->config);
    if (as_json)
        print_json(status);
    else
        status_print(status);
    return EXITS[status->worth];
}
