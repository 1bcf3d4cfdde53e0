// `earshot setup postfix`: what is to be changed is shown as commands that an
// admin could paste, done, or taken back. The words are here, the table in
// ctl_setup_plan.c, the doing in ctl_setup_note.c.
#include "ctl_setup_postfix.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "ctl_setup.h"
#include "ctl_setup_note.h"
#include "ctl_setup_plan.h"
#include "fault.h"

typedef struct Setup {
    Daemon *daemon;
    gboolean print, apply, undo, reload;
    char *directory, *receipt_domain;
    char **services;
} Setup;

static void setup_clear(Setup *setup) {
    g_free(setup->directory);
    g_free(setup->receipt_domain);
    g_strfreev(setup->services);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Setup, setup_clear)

static int fail(const GError *error) {
    fprintf(stderr, "earshot setup postfix: %s\n", error->message);
    return fault_exit_status(error);
}

// --- print ---

static void say_command(const Postfix *postfix, char **arguments) {
    g_autofree char *directory = g_shell_quote(postfix->directory), *what = g_shell_quote(arguments[1]);
    if (postfix->given)
        printf("postconf -c %s %s %s\n", directory, arguments[0], what);
    else
        printf("postconf %s %s\n", arguments[0], what);
}

static void say_remarks(const SetupPlan *plan, const char *margin) {
    for (guint i = 0; i < plan->remarks->len; i++)
        setup_say(stdout, margin, plan->remarks->pdata[i]);
}

static void say_lines(const SetupPlan *plan, const char *config, const char *margin) {
    if (plan->lines == NULL)
        return;
    g_autofree char *text = g_strdup_printf(
        plan->later ? "There is no route for receipts yet. Before mode = answer add to %s below [receipt], "
                      "and run this again:"
                    : "Add to %s below [receipt], and restart Earshot:",
        config);
    setup_say(stdout, margin, text);
    g_auto(GStrv) lines = g_strsplit(plan->lines, "\n", -1);
    for (char **line = lines; **line != '\0'; line++)
        printf("%s  %s\n", margin, *line);
}

static int print_plan(const Setup *setup, const Postfix *postfix, const SetupPlan *plan) {
    for (guint i = 0; i < plan->directories->len; i++)
        printf("# The sockets' directory, for Earshot and Postfix alone.\ninstall -d -o earshot -g %s -m "
               "2750 %s\n",
               postfix_value(postfix, "mail_owner"), (const char *)plan->directories->pdata[i]);
    for (guint i = 0; i < plan->edits->len; i++) {
        const SetupEdit *edit = plan->edits->pdata[i];
        g_auto(GStrv) arguments = setup_edit_arguments(edit);
        setup_say(stdout, "# ", edit->why);
        if (edit->done)
            printf("# (is there already: %s)\n", edit->where);
        else
            say_command(postfix, arguments);
    }
    if (!setup_plan_is_done(plan))
        printf("# Then:\n%s%s check\n%s%s reload\n", postfix->given ? "postfix -c " : "postfix",
               postfix->given ? postfix->directory : "", postfix->given ? "postfix -c " : "postfix",
               postfix->given ? postfix->directory : "");
    say_remarks(plan, "# ");
    say_lines(plan, setup->daemon->config_path, "# ");
    return EX_OK;
}

// --- apply ---

static int reload(const Setup *setup, const Postfix *postfix) {
    g_autoptr(GError) error = NULL;
    if (!setup->reload) {
        printf("next: postfix%s%s reload\n", postfix->given ? " -c " : "",
               postfix->given ? postfix->directory : "");
        return EX_OK;
    }
    if (!postfix_run("postfix", postfix->given ? postfix->directory : NULL,
                     (const char *const[]){"reload", NULL}, NULL, &error))
        return fail(error);
    printf("Postfix goes by it from now on\n");
    return EX_OK;
}

static int apply_plan(const Setup *setup, const Postfix *postfix, const SetupPlan *plan,
                      const SetupNote *old) {
    g_autoptr(GError) error = NULL;
    if (setup_plan_is_done(plan)) {
        printf("%s: all is there already, nothing was changed\n", postfix->directory);
        say_lines(plan, setup->daemon->config_path, "");
        return setup->reload ? reload(setup, postfix) : EX_OK;
    }
    if (!setup_note_apply(postfix, plan, old, &error))
        return fail(error);
    for (guint i = 0; i < plan->directories->len; i++)
        printf("%s: made\n", (const char *)plan->directories->pdata[i]);
    for (guint i = 0; i < plan->edits->len; i++) {
        const SetupEdit *edit = plan->edits->pdata[i];
        if (!edit->done)
            printf("%s/%s: %s\n", postfix->directory, edit->master ? "master.cf" : "main.cf", edit->where);
        if (!edit->done)
            setup_say(stdout, "  ", edit->why);
    }
    say_remarks(plan, "");
    printf("what was there before: %s/earshot.undo\n", postfix->directory);
    say_lines(plan, setup->daemon->config_path, "");
    return reload(setup, postfix);
}

static int wire(Setup *setup) {
    g_autoptr(GError) error = NULL;
    if (!daemon_look(setup->daemon))
        return setup->daemon->status;
    g_autoptr(Postfix) postfix = postfix_open(setup->directory, &error);
    if (postfix == NULL)
        return fail(error);
    g_autoptr(SetupNote) old = setup_note_read(postfix->directory, &error);
    if (error != NULL)
        return fail(error);
    const SetupWish wish = {setup->receipt_domain, (const char *const *)setup->services,
                            old == NULL ? NULL : old->rows};
    g_autoptr(SetupPlan) plan =
        setup_plan_new(postfix, setup->daemon->config_path, setup->daemon->config, &wish, &error);
    if (plan == NULL)
        return fail(error);
    return setup->apply ? apply_plan(setup, postfix, plan, old) : print_plan(setup, postfix, plan);
}

// --- undo ---

static int print_undo(const SetupNote *note) {
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) commands = setup_note_commands(note, i == 1, &error);
        if (commands == NULL)
            return fail(error);
        for (guint j = 0; j < commands->len; j++)
            printf("%s\n", (const char *)commands->pdata[j]);
    }
    return EX_OK;
}

static int take_back(Setup *setup) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Postfix) postfix = postfix_open(setup->directory, &error);
    if (postfix == NULL)
        return fail(error);
    g_autoptr(SetupNote) note = setup_note_read(postfix->directory, &error);
    if (error != NULL)
        return fail(error);
    if (note == NULL) {
        printf("%s: nothing to take back, there is no earshot.undo\n", postfix->directory);
        return EX_OK;
    }
    if (setup->print)
        return print_undo(note);
    bool changed = false;
    if (!setup_note_undo(note, &changed, &error))
        return fail(error);
    printf(changed ? "%s: changed by others since; what Earshot had added was taken out, the rest stays\n"
                   : "%s: main.cf and master.cf are as they were, byte for byte\n",
           postfix->directory);
    return reload(setup, postfix);
}

// --- the command ---

static bool can_run(const Setup *setup) {
    Daemon *daemon = setup->daemon;
    g_autofree char *postconf = postfix_program("postconf");
    daemon->status = EX_OK;
    if (setup->print + setup->apply + setup->undo == 0 || (setup->print && setup->apply) ||
        (setup->apply && setup->undo)) {
        fprintf(stderr, "earshot setup postfix: say one of --print, --apply, --undo (or --print --undo)\n");
        daemon->status = EX_USAGE;
    } else if (postconf == NULL) {
        fprintf(stderr, "earshot setup postfix: postconf is not here; install Postfix first\n");
        daemon->status = EX_UNAVAILABLE;
    } else if (!setup->print && geteuid() != 0) {
        fprintf(stderr, "earshot setup postfix: only root may change Postfix; run it with sudo\n");
        daemon->status = EX_NOPERM;
    }
    return daemon->status == EX_OK;
}

int ctl_setup_postfix(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"setup postfix", "--print|--apply|--undo",
                                     "wire the milter and the receipt into Postfix", NULL};
    g_auto(Setup) setup = {.daemon = daemon};
    const GOptionEntry entries[] = {
        {"print", 0, 0, G_OPTION_ARG_NONE, &setup.print, "Show the commands and why; with --undo those",
         NULL},
        {"apply", 0, 0, G_OPTION_ARG_NONE, &setup.apply, "Do it, and note what was there before", NULL},
        {"undo", 0, 0, G_OPTION_ARG_NONE, &setup.undo, "Take back what --apply did", NULL},
        {"reload", 0, 0, G_OPTION_ARG_NONE, &setup.reload, "Then let Postfix read it", NULL},
        {"postfix-config", 0, 0, G_OPTION_ARG_FILENAME, &setup.directory, "Where main.cf is", "DIR"},
        {"receipt-domain", 0, 0, G_OPTION_ARG_STRING, &setup.receipt_domain, "If earshot.conf has none yet",
         "NAME"},
        {"service", 0, 0, G_OPTION_ARG_STRING_ARRAY, &setup.services, "One more that hears mail from outside",
         "NAME/TYPE"},
        G_OPTION_ENTRY_NULL,
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    if (!can_run(&setup))
        return daemon->status;
    return setup.undo ? take_back(&setup) : wire(&setup);
}
