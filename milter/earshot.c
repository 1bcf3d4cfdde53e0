// The command-line tool. It needs no running daemon: it opens the store
// itself. One table of commands; help comes from it.
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "ctl.h"
#include "ctl_help.h"
#include "ctl_manual.h"
#include "html.h"
#include "message.h"
#include "seal.h"

// A row without a name to type, "", begins a group; one without a summary is for programs and not shown.
static const CtlCommand COMMANDS[] = {
    {"", "", "Setting it up", NULL},
    {"check", "", "check all that daemons start with", ctl_check},
    {"key", "init|rotate|check", "the key file, and a new key", ctl_key},
    {"store", "init|migrate|reopen|settle", "make the store, take it elsewhere", ctl_store},
    {"setup", "postfix|sendmail --print|...", "wire it into the MTA", ctl_setup},
    {"explain", "[--json] FILE | --batch DIR", "what is found in a message, and why", ctl_explain},
    {"template", "check|show", "what customers will be told", ctl_template},
    {"calendar", "import FILE.ics|show", "days off, opening hours", ctl_calendar},
    {"account", "import FILE.csv|list|show", "what is known of customers", ctl_account},
    {"import", "MBOX|MAILDIR...", "history: conversations and times", ctl_import},
    {"", "", "For the mail admin", NULL},
    {"doctor", "[--json] [--no-mail]", "what is wrong, and how to mend it", ctl_doctor},
    {"status", "[--json]", "whether all is well, and what to do", ctl_status},
    {"metrics", "[--textfile FILE]", "the same in numbers, for Prometheus", ctl_metrics},
    {"outbox", "list|retry|drop|rearm", "mail that waits to be sent", ctl_outbox},
    {"no-answer", "list|add|remove", "who gets no automatic mail", ctl_no_answer},
    {"export", "[--html FILE] ADDRESS", "all that is stored of a person", ctl_export},
    {"erase", "[--dry-run] ADDRESS", "a person, for good, and the proof", ctl_erase},
    {"backup", "DIR", "copy the store, while daemons run", ctl_backup},
    {"restore", "[--replace] DIR", "put a backup in its place", ctl_restore},
    {"verify", "[--json]", "whether the store is whole", ctl_verify},
    {"", "", "For product managers and support", NULL},
    {"thread", "list|show|phase|close|...", "who waits, until when", ctl_thread},
    {"digest", "--pm NAME --print|--send|...", "the product manager's view", ctl_digest},
    {"report", "--since DATE [--html FILE]", "how long customers waited", ctl_report},
    {"problem", "add|list|show|link|merge|...", "the one fault behind complaints", ctl_problem},
    {"learn", "--level LEVEL FILE|--list|...", "correct a level", ctl_learn},
    {"replay", "--model FILE|--policy CONFIG|...", "what would be decided otherwise", ctl_replay},
    {"audit", "list|verify", "what PMs commanded by mail", ctl_audit},
    {"", "", "Help", NULL},
    {"help", "[COMMAND [VERB]]", "how a command is used", ctl_help},
    {"manual", "", NULL, ctl_manual},
    {NULL, NULL, NULL, NULL},
};

int ctl_usage(const CtlCommand *usage) {
    help_usage(usage, stderr);
    return EX_USAGE;
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

// What every command takes.
enum { COMMON_CONFIG, COMMON_HELP, COMMONS };
static const GOptionEntry COMMON[] = {
    [COMMON_CONFIG] = {"config", 'c', 0, G_OPTION_ARG_FILENAME, NULL, "Configuration file", "FILE"},
    [COMMON_HELP] = {"help", 'h', 0, G_OPTION_ARG_NONE, NULL, "Print this help and end", NULL},
    [COMMONS] = G_OPTION_ENTRY_NULL,
};

static bool end(Daemon *daemon, int status) {
    daemon->status = status;
    return false;
}

bool ctl_options(Daemon *daemon, const CtlCommand *usage, const GOptionEntry *entries, int *argc,
                 char ***argv) {
    gboolean help = FALSE;
    g_autofree char *config = NULL;
    GOptionEntry common[G_N_ELEMENTS(COMMON)];
    if (daemon->describes)
        return end(daemon, manual_usage(usage, entries));
    memcpy(common, COMMON, sizeof common);
    common[COMMON_CONFIG].arg_data = &config;
    common[COMMON_HELP].arg_data = &help;
    g_autofree char *program = g_strdup_printf("earshot %s", usage->name);
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    g_set_prgname(program);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, common, NULL);
    if (entries != NULL)
        g_option_context_add_main_entries(context, entries, NULL);
    if (!parse_utf8(context, argc, argv, &error)) {
        fprintf(stderr, "earshot %s: %s (try --help)\n", usage->name, error->message);
        return end(daemon, EX_USAGE);
    }
    if (config != NULL) {
        g_free(daemon->config_path);
        daemon->config_path = g_steal_pointer(&config);
        daemon->config_given = true;
    }
    if (!help)
        return true;
    help_command(usage, COMMON, entries, stdout); // GLib would exit by itself
    return end(daemon, EX_OK);
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
    if (argc != 1)
        return end(daemon, ctl_usage(usage));
    return ctl_open_store(daemon);
}

bool ctl_read(Daemon *daemon, StoreWork work, void *data) {
    GError *error = NULL;
    return store_read(daemon->store, work, data, &error) || daemon_fail(daemon, error);
}

bool ctl_forget_absent(Daemon *daemon) {
    Config *config = daemon->config;
    const char *directory = config_store_directory(config);
    g_autofree char *data = directory == NULL ? NULL : g_build_filename(directory, "data.mdb", NULL);
    if (data != NULL && !g_file_test(data, G_FILE_TEST_EXISTS))
        g_clear_pointer(&config->store, g_free);
    if (config->store == NULL && config->key_file != NULL &&
        !g_file_test(config->key_file, G_FILE_TEST_EXISTS))
        g_clear_pointer(&config->key_file, g_free);
    return config->store != NULL;
}

static int list_commands(const CtlCommand *commands, const char *family, FILE *out) {
    help_commands(commands, family, out);
    return out == stdout ? EX_OK : EX_USAGE;
}

int ctl_dispatch(const CtlCommand *commands, const char *family, Daemon *daemon, int argc, char **argv) {
    if (daemon->describes)
        return manual_family(commands, family, daemon);
    for (const CtlCommand *command = commands; argc > 1 && command->name != NULL; command++)
        if (command->run != NULL && strcmp(command->name, argv[1]) == 0)
            return command->run(daemon, argc - 1, argv + 1);
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return list_commands(commands, family, stdout);
    if (argc > 1)
        fprintf(stderr, "earshot: no such command: %s%s%s\n", family, *family == '\0' ? "" : " ", argv[1]);
    return list_commands(commands, family, stderr);
}

// `earshot help thread list` is `earshot thread list --help`.
int ctl_help(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"help", "[COMMAND [VERB]]",
                                     "how a command is used; all of them without one", NULL};
    if ((daemon->describes || (argc > 1 && *argv[1] == '-')) &&
        !ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    char option[] = "--help";
    for (int i = 0; i < argc; i++)
        g_ptr_array_add(words, argv[i]);
    g_ptr_array_add(words, option);
    g_ptr_array_add(words, NULL);
    return ctl_dispatch(COMMANDS, "", daemon, argc + 1, (char **)words->pdata);
}

int ctl_manual(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"manual", "", "the tables of the program, for programs", NULL};
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    manual_common(COMMON);
    return manual_print(COMMANDS, daemon);
}

int main(int argc, char **argv) {
    g_autoptr(Daemon) daemon = daemon_new("earshot");
    g_autofree char *help = help_summary(COMMANDS);
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
