// Everything that would keep a daemon from starting, found without starting
// one; and settings that are right by themselves but together leave customers
// without an answer, which nobody would see in any log.
#include <stdio.h>
#include <sysexits.h>

#include "acknowledge.h"
#include "ctl.h"
#include "ctl_check.h"
#include "intake.h"

void check_templates(const Config *config, GPtrArray *errors) {
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        g_autoptr(Acknowledger) acknowledger = acknowledger_new(mailbox->templates, errors);
    }
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

void check_silence(const Config *config, GPtrArray *found) {
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
            g_ptr_array_add(found, g_strdup(notes[i].text));
}

// To stderr, a line each.
static void tell(const GPtrArray *texts, const char *before) {
    for (guint i = 0; i < texts->len; i++)
        fprintf(stderr, "%s%s\n", before, (const char *)texts->pdata[i]);
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
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
    check_templates(daemon->config, said);
    tell(said, "");
    if (said->len > 0)
        return EX_CONFIG;
    GError *error = NULL;
    g_autoptr(Intake) intake = intake_new(daemon->config, daemon->seal, daemon->store, &error);
    if (intake == NULL) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    g_autofree char *before = g_strconcat(daemon->config_path, ": note: ", NULL);
    check_silence(daemon->config, said);
    tell(said, before);
    if (wanted && !there)
        printf("there is no store yet: earshot-milter makes it when it starts\n");
    printf("configuration, key, %stemplates and model are in order\n", there ? "store, " : "");
    return EX_OK;
}
