// The key file. Without it the store cannot be read, with it anybody can: it is
// made once, with mode 0600, and never replaced.
#include <stdio.h>
#include <sysexits.h>

#include "ctl.h"
#include "seal.h"

static int key_init(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"key init", "", "make the key file named by key-file", NULL};
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    if (!daemon_look(daemon))
        return daemon->status;
    GError *error = NULL;
    if (!seal_key_create(daemon->config->key_file, &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    printf("%s: made. Keep a copy apart from the backups of the store: one is worthless without the other.\n",
           daemon->config->key_file);
    return EX_OK;
}

int ctl_key(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"init", "", "make the key file named by key-file", key_init},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "key", daemon, argc, argv);
}
