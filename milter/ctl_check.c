// Everything that would keep a daemon from starting, found without starting
// one; and settings that are right by themselves but together leave customers
// without an answer, which nobody would see in any log.
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

static bool answers_nobody_unknown(const Config *config) {
    return config->trust->authserv_ids->len == 0 && config->acknowledge.unproven == ANSWER_NO;
}

static bool answers_for_no_mailbox(const Config *config) {
    for (guint i = 0; i < config->mailboxes->len; i++)
        if (((const Mailbox *)config->mailboxes->pdata[i])->acknowledge)
            return false;
    return true;
}

// Notes, not errors: a daemon starts with them, and somebody may mean it so.
static void note_silence(const Config *config, const char *file) {
    static const struct {
        bool (*holds)(const Config *config);
        const char *text;
    } notes[] = {
        {answers_nobody_unknown,
         "mode = answer, but no sender is ever proven without [trust] authserv-ids, and [acknowledge] "
         "unproven = no: nobody is answered but known correspondents"},
        {answers_for_no_mailbox,
         "mode = answer, but every mailbox says acknowledge = no: nobody is answered"},
    };
    for (size_t i = 0; config->mode == MODE_ANSWER && i < G_N_ELEMENTS(notes); i++)
        if (notes[i].holds(config))
            fprintf(stderr, "%s: note: %s\n", file, notes[i].text);
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
    note_silence(daemon->config, daemon->config_path);
    if (wanted && !there)
        printf("there is no store yet: earshot-milter makes it when it starts\n");
    printf("configuration, key, %stemplates and model are in order\n", there ? "store, " : "");
    return EX_OK;
}
