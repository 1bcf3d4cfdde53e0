// The command-line tool. It needs no running daemon: it opens the store
// itself. One table of commands; help comes from it.
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "ctl.h"
#include "html.h"
#include "message.h"
#include "seal.h"

static const CtlCommand COMMANDS[] = {
    {"check", "", "check all that daemons start with", ctl_check},
    {"status", "[--json]", "whether all is well, and what to do", ctl_status},
    {"explain", "[--json] FILE | --batch DIR", "what is found in it, and why", ctl_explain},
    {"thread", "list|show|phase|close|...", "who waits, until when", ctl_thread},
    {"outbox", "list|retry ID|drop ID|rearm NAME", "mail that waits to be sent", ctl_outbox},
    {"no-answer", "list|add|remove ADDRESS", "who gets no automatic mail", ctl_no_answer},
    {"digest", "--pm NAME --print|--send|...", "the product manager's view", ctl_digest},
    {"report", "--since DATE [--html FILE|--json]", "how long customers waited", ctl_report},
    {"learn", "--level LEVEL FILE|--list|...", "correct a level", ctl_learn},
    {"replay", "--model FILE|--policy CONFIG|...", "what would be decided otherwise", ctl_replay},
    {"import", "MBOX|MAILDIR...", "history: conversations and times", ctl_import},
    {"template", "check|show", "what customers will be told", ctl_template},
    {"calendar", "import FILE.ics|show", "days off, opening hours", ctl_calendar},
    {"account", "import FILE.csv|list|show", "what is known of customers", ctl_account},
    {"problem", "add|list|show|link|merge|...", "the one fault behind complaints", ctl_problem},
    {"audit", "list|verify [--json]", "what PMs commanded by mail", ctl_audit},
    {"backup", "DIR", "copy the store, while daemons run", ctl_backup},
    {"restore", "[--replace] DIR", "put a backup in its place", ctl_restore},
    {"verify", "[--json]", "whether the store is whole", ctl_verify},
    {"key", "init", "make the key file", ctl_key},
    {NULL, NULL, NULL, NULL},
};

int ctl_usage(const CtlCommand *usage) {
    fprintf(stderr, "usage: earshot [-c FILE] %s %s\n", usage->name, usage->arguments);
    return EX_USAGE;
}

// GLib would print help and exit by itself; a status is set here instead.
static bool show_help(Daemon *daemon, GOptionContext *context) {
    g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
    fputs(text, stdout);
    daemon->status = EX_OK;
    return false;
}

// GLib takes values of options for text of the locale, and the program keeps to the C locale (ctl_screen.c),
// in which "Tür" is an error: here they are UTF-8, as all that is kept.
static bool parse_utf8(GOptionContext *context, int *argc, char ***argv, GError **error) {
    const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    const locale_t before = uselocale(utf8); // 0, where there is no such locale, changes nothing
    const bool parsed = g_option_context_parse(context, argc, argv, error);
    uselocale(before);
    if (utf8 != (locale_t)0)
        freelocale(utf8);
    return parsed;
}

bool ctl_options(Daemon *daemon, const CtlCommand *usage, const GOptionEntry *entries, int *argc,
                 char ***argv) {
    gboolean help = FALSE;
    g_autofree char *config = NULL;
    const GOptionEntry common[] = {
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &config, "Configuration file", "FILE"},
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "Print this help and end", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autofree char *program = g_strdup_printf("earshot %s", usage->name);
    g_autoptr(GOptionContext) context = g_option_context_new(usage->arguments);
    g_autoptr(GError) error = NULL;
    g_set_prgname(program);
    g_option_context_set_summary(context, usage->summary);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, common, NULL);
    if (entries != NULL)
        g_option_context_add_main_entries(context, entries, NULL);
    if (!parse_utf8(context, argc, argv, &error)) {
        fprintf(stderr, "earshot %s: %s (try --help)\n", usage->name, error->message);
        daemon->status = EX_USAGE;
        return false;
    }
    if (config != NULL) {
        g_free(daemon->config_path);
        daemon->config_path = g_steal_pointer(&config);
        daemon->config_given = true;
    }
    return !help || show_help(daemon, context);
}

bool ctl_open_store(Daemon *daemon) {
    return daemon_look(daemon) && daemon_open(daemon, true);
}

bool ctl_list_options(Daemon *daemon, const CtlCommand *usage, gboolean *as_json, int argc, char **argv) {
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, as_json, "for programs: a JSON array", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, usage, entries, &argc, &argv))
        return false;
    if (argc != 1) {
        daemon->status = ctl_usage(usage);
        return false;
    }
    return ctl_open_store(daemon);
}

bool ctl_read(Daemon *daemon, StoreWork work, void *data) {
    GError *error = NULL;
    return store_read(daemon->store, work, data, &error) || daemon_fail(daemon, error);
}

bool ctl_forget_absent(Daemon *daemon) {
    Config *config = daemon->config;
    const char *directory = config->store == NULL ? NULL : store_url_directory(config->store);
    g_autofree char *data = directory == NULL ? NULL : g_build_filename(directory, "data.mdb", NULL);
    if (data == NULL || !g_file_test(data, G_FILE_TEST_EXISTS))
        g_clear_pointer(&config->store, g_free);
    if (config->store == NULL && config->key_file != NULL &&
        !g_file_test(config->key_file, G_FILE_TEST_EXISTS))
        g_clear_pointer(&config->key_file, g_free);
    return config->store != NULL;
}

static int list_commands(const CtlCommand *commands, const char *family, FILE *out) {
    for (const CtlCommand *command = commands; command->name != NULL; command++) {
        g_autofree char *words = g_strjoin(" ", "earshot", *family == '\0' ? command->name : family,
                                           *family == '\0' ? command->arguments : command->name,
                                           *family == '\0' ? "" : command->arguments, NULL);
        fprintf(out, "  %-43s %s\n", words, command->summary);
    }
    return out == stdout ? EX_OK : EX_USAGE;
}

int ctl_dispatch(const CtlCommand *commands, const char *family, Daemon *daemon, int argc, char **argv) {
    for (const CtlCommand *command = commands; argc > 1 && command->name != NULL; command++)
        if (strcmp(command->name, argv[1]) == 0)
            return command->run(daemon, argc - 1, argv + 1);
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return list_commands(commands, family, stdout);
    if (argc > 1)
        fprintf(stderr, "earshot: no such command: %s%s%s\n", family, *family == '\0' ? "" : " ", argv[1]);
    return list_commands(commands, family, stderr);
}

static char *summary(void) {
    GString *text = g_string_new("Commands:\n");
    for (const CtlCommand *command = COMMANDS; command->name != NULL; command++)
        g_string_append_printf(text, "  %-9s %-32s %s\n", command->name, command->arguments,
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
