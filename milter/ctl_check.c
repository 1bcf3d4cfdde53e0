// Everything that would keep a daemon from starting, found without starting one.
#include <stdio.h>
#include <sysexits.h>

#include "acknowledge.h"
#include "ctl.h"
#include "intake.h"

static bool check_templates(const Config *config) {
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        g_autoptr(Acknowledger) acknowledger = acknowledger_new(mailbox->templates, errors);
    }
    for (guint i = 0; i < errors->len; i++)
        fprintf(stderr, "%s\n", (const char *)errors->pdata[i]);
    return errors->len == 0;
}

int ctl_check(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"check", "", "check all that the daemons start with", NULL};
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    if (!daemon_load(daemon))
        return daemon->status;
    const bool wanted = daemon->config->store != NULL, there = ctl_forget_absent(daemon);
    if (!daemon_open(daemon, false))
        return daemon->status;
    if (!check_templates(daemon->config))
        return EX_CONFIG;
    GError *error = NULL;
    g_autoptr(Intake) intake = intake_new(daemon->config, daemon->seal, daemon->store, &error);
    if (intake == NULL) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    if (wanted && !there)
        printf("there is no store yet: earshot-milter makes it when it starts\n");
    printf("configuration, key, %stemplates and model are in order\n", there ? "store, " : "");
    return EX_OK;
}
