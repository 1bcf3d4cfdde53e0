// The command-line tool. It needs no running daemon: it opens the store
// itself. One table of commands; help comes from it.
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "ctl.h"
#include "html.h"
#include "message.h"
#include "seal.h"

static const CtlCommand COMMANDS[] = {
    {"check", "", "check all that daemons start with", ctl_check},
    {"explain", "[--json] [--batch DIR] FILE", "what is found in a message, and why", ctl_explain},
    {"thread", "list|show ID", "look at conversations", ctl_thread},
    {"outbox", "list|retry ID|drop ID", "mail that waits to be sent", ctl_outbox},
    {"digest", "--pm NAME [--as-of TIME] --print", "the product manager's view", ctl_digest},
    {"key", "init", "make the key file", ctl_key},
    {NULL, NULL, NULL, NULL},
};

int ctl_usage(const char *text) {
    fprintf(stderr, "usage: earshot [-c FILE] %s\n", text);
    return EX_USAGE;
}

bool ctl_options(const CtlCommand *usage, const GOptionEntry *entries, int *argc, char ***argv) {
    g_autofree char *title = g_strdup_printf("%s - %s", usage->arguments, usage->summary);
    g_autofree char *program = g_strdup_printf("earshot %s", usage->name);
    g_autoptr(GOptionContext) context = g_option_context_new(title);
    g_autoptr(GError) error = NULL;
    g_set_prgname(program);
    g_option_context_add_main_entries(context, entries, NULL);
    if (g_option_context_parse(context, argc, argv, &error))
        return true;
    fprintf(stderr, "earshot %s: %s\n", usage->name, error->message);
    ctl_usage(usage->arguments);
    return false;
}

bool ctl_open_store(Daemon *daemon) {
    return daemon_look(daemon) && daemon_open(daemon, true);
}

static int list_commands(const CtlCommand *commands, const char *family) {
    for (const CtlCommand *command = commands; command->name != NULL; command++)
        fprintf(stderr, "  earshot %s%s %-9s %s\n", family, *family == '\0' ? "" : " ", command->name,
                command->summary);
    return EX_USAGE;
}

int ctl_dispatch(const CtlCommand *commands, const char *family, Daemon *daemon, int argc, char **argv) {
    for (const CtlCommand *command = commands; argc > 1 && command->name != NULL; command++)
        if (strcmp(command->name, argv[1]) == 0)
            return command->run(daemon, argc - 1, argv + 1);
    if (argc > 1)
        fprintf(stderr, "earshot %s: no such command: %s\n", family, argv[1]);
    return list_commands(commands, family);
}

static char *summary(void) {
    GString *text = g_string_new("Commands:\n");
    for (const CtlCommand *command = COMMANDS; command->name != NULL; command++)
        g_string_append_printf(text, "  %-7s %-35s %s\n", command->name, command->arguments,
                               command->summary);
    return g_string_free(text, FALSE);
}

int main(int argc, char **argv) {
    g_autoptr(Daemon) daemon = daemon_new("earshot");
    g_autofree char *help = summary();
    message_library_start();
    html_library_start();
    if (!daemon_options(daemon, "COMMAND [ARGUMENTS]", help, NULL, &argc, &argv))
        return daemon->status;
    g_autoptr(GError) error = NULL;
    if (!seal_library_start(&error)) {
        fprintf(stderr, "earshot: %s\n", error->message);
        return EX_TEMPFAIL;
    }
    return ctl_dispatch(COMMANDS, "", daemon, argc, argv);
}
