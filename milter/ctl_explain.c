// `earshot explain`: a message judged as the milter would, and nothing changed.
// What the session would have said (envelope, client, login, arrival) comes
// from options, else from the fields that a final delivery left in a stored file.
#include <errno.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "address.h"
#include "ctl.h"
#include "ctl_screen.h"
#include "explain.h"
#include "intake.h"
#include "timekeeping.h"
#include "units.h"
#include "values.h"

typedef struct Question { // what the options say
    gboolean as_json;
    char *batch;
    char *mail_from;
    char **recipients;
    char *auth_results;
    char *client;
    char *login;
    char *now;
    int64_t arrival; // of --now, 0 without
    char *colour;
    Screen screen;
} Question;

static void question_clear(Question *question) {
    g_free(question->batch);
    g_free(question->mail_from);
    g_strfreev(question->recipients);
    g_free(question->auth_results);
    g_free(question->client);
    g_free(question->login);
    g_free(question->now);
    g_free(question->colour);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Question, question_clear)

// An option that is not understood is told, never passed over: the answer would be for another session.
static bool check_question(Question *question) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GInetAddress) client =
        question->client == NULL ? NULL : g_inet_address_new_from_string(question->client);
    const char *wrong = NULL, *option = NULL;
    if (question->now != NULL && !units_time_parse(question->now, &question->arrival, &error))
        option = "--now", wrong = error->message;
    if (question->client != NULL && client == NULL)
        option = "--client", wrong = "no IP address";
    for (char **recipient = question->recipients; recipient != NULL && *recipient != NULL; recipient++) {
        g_autofree char *spec = address_parse(*recipient);
        if (spec == NULL)
            option = "--rcpt", wrong = "no address";
    }
    if (question->auth_results != NULL && !g_utf8_validate(question->auth_results, -1, NULL))
        option = "--auth-results", wrong = "not UTF-8";
    if (!screen_find(&question->screen, question->colour, stdout))
        option = "--color", wrong = "not auto, always or never";
    if (option != NULL)
        fprintf(stderr, "earshot explain: %s: %s\n", option, wrong);
    return option == NULL;
}

static bool read_question(Daemon *daemon, Question *question, int *argc, char ***argv) {
    static const CtlCommand USAGE = {"explain", "FILE | --batch DIR",
                                     "show what would be found in a message, and why", NULL};
    // What stands for the session is bytes, as in SMTP: read as file names are, whatever the locale.
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &question->as_json, "for programs: one object a line", NULL},
        {"batch", 0, 0, G_OPTION_ARG_FILENAME, &question->batch, "every file below a directory", "DIR"},
        {"mail-from", 0, 0, G_OPTION_ARG_FILENAME, &question->mail_from,
         "the envelope sender ('' is the null sender)", "ADDR"},
        {"rcpt", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &question->recipients,
         "an envelope recipient, may be repeated", "ADDR"},
        {"auth-results", 0, 0, G_OPTION_ARG_FILENAME, &question->auth_results,
         "the trusted verdict, in place of the fields", "TEXT"},
        {"client", 0, 0, G_OPTION_ARG_FILENAME, &question->client, "the address of the SMTP client", "IP"},
        {"auth-user", 0, 0, G_OPTION_ARG_FILENAME, &question->login, "the name of its SASL login", "NAME"},
        {"auth-name", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &question->login, "the SASL login",
         "NAME"},
        {"now", 0, 0, G_OPTION_ARG_STRING, &question->now, "when it arrived (default: as its header says)",
         "TIME"},
        {"color", 0, 0, G_OPTION_ARG_STRING, &question->colour, "auto: to a terminal, unless NO_COLOR is set",
         "auto|always|never"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, argc, argv))
        return false;
    daemon->status = EX_USAGE;
    if ((question->batch != NULL ? 1 : 2) == *argc)
        return check_question(question);
    ctl_usage(&USAGE);
    return false;
}

static void set_sender(Envelope *envelope, const Question *question, const Message *message) {
    const char *path = message_field(message, "Return-Path");
    if (question->mail_from != NULL)
        envelope_set_sender(envelope, question->mail_from);
    else if (path != NULL)
        envelope_set_sender(envelope, path);
    else if (message_from(message) != NULL)
        envelope_set_sender(envelope, message_from(message));
}

static int64_t arrival_of(const Question *question, const Message *message) {
    if (question->arrival != 0)
        return question->arrival;
    const int64_t received = message_received_newest(message);
    const int64_t date = message_date(message);
    if (received != 0)
        return received;
    return date != 0 ? date : g_get_real_time();
}

static Envelope *make_envelope(const Question *question, const Config *config, const Message *message) {
    Envelope *envelope = envelope_new();
    envelope->client = g_strdup(question->client);
    envelope->login = g_strdup(question->login);
    envelope->arrival = arrival_of(question, message);
    set_sender(envelope, question, message);
    for (char **recipient = question->recipients; recipient != NULL && *recipient != NULL; recipient++) {
        g_autofree char *spec = address_parse(*recipient);
        if (spec != NULL)
            envelope_add_recipient(envelope, spec);
    }
    const Mailbox *first = config->mailboxes->pdata[0];
    if (envelope->recipients->len == 0)
        envelope_add_recipient(envelope, first->addresses->pdata[0]);
    return envelope;
}

// As much of the file as the milter would read of the message.
static GBytes *read_file(const char *path, uint64_t limit, GError **error) {
    g_autofree char *all = NULL;
    gsize size = 0;
    if (!g_file_get_contents(strcmp(path, "-") == 0 ? "/dev/stdin" : path, &all, &size, error))
        return NULL;
    return g_bytes_new(all, MIN(size, limit));
}

// The clock that would start: explain records nothing, and what it cannot know is whether one runs already.
static int64_t find_due(const Hearing *hearing, int64_t arrival) {
    if (hearing->outbound || refusal_is_machine(&hearing->refusals))
        return 0;
    return timekeeping_first_due(hearing->mailbox, hearing->verdict->level, arrival);
}

static Hearing *hear_file(const Question *question, const Config *config, const Intake *intake,
                          const char *path, GError **error) {
    g_autoptr(GBytes) bytes = read_file(path, config->max_size, error);
    if (bytes == NULL)
        return NULL;
    g_autoptr(Message) message = message_parse(bytes, error);
    if (message == NULL)
        return NULL;
    g_autoptr(Envelope) envelope = make_envelope(question, config, message);
    g_autoptr(Hearing) hearing = intake_judge(intake, envelope, bytes, question->auth_results, 0, error);
    if (hearing == NULL || !intake_recall(intake, envelope, hearing, error))
        return NULL;
    hearing->due = find_due(hearing, envelope->arrival);
    hearing->due_kind = CLOCK_FIRST_REPLY;
    return g_steal_pointer(&hearing);
}

static void tell_json(const Hearing *hearing, const GError *error, const char *shown) {
    g_autofree char *json =
        hearing == NULL ? explain_json_error(shown, error->message) : explain_json(hearing, shown);
    puts(json);
}

// A name of a file may be as hostile as what stands in it.
static void tell_people(const Screen *screen, const Hearing *hearing, const GError *error,
                        const char *shown) {
    if (shown != NULL) {
        g_autofree char *name = values_plain(shown);
        printf("== %s\n", name);
    }
    g_autofree char *page =
        hearing == NULL ? g_strdup_printf("%s\n", error->message) : explain_page(hearing, screen);
    fputs(page, hearing == NULL && shown == NULL ? stderr : stdout);
    if (shown != NULL)
        putchar('\n');
}

static bool explain_file(const Question *question, const Config *config, const Intake *intake,
                         const char *path, const char *shown) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Hearing) hearing = hear_file(question, config, intake, path, &error);
    if (question->as_json)
        tell_json(hearing, error, shown);
    else
        tell_people(&question->screen, hearing, error, shown);
    return hearing != NULL;
}

// Paths of all regular files below `folder`, relative to the top. Links to folders are not followed: no
// loops.
static void collect_files(const char *top, const char *folder, GPtrArray *files) {
    g_autofree char *path = g_build_filename(top, folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *below = *folder == '\0' ? g_strdup(name) : g_build_filename(folder, name, NULL);
        g_autofree char *full = g_build_filename(top, below, NULL);
        struct stat status;
        if (lstat(full, &status) != 0)
            continue;
        if (S_ISDIR(status.st_mode))
            collect_files(top, below, files);
        else if (g_file_test(full, G_FILE_TEST_IS_REGULAR))
            g_ptr_array_add(files, g_steal_pointer(&below));
    }
}

static int compare_paths(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int explain_batch(const Question *question, const Config *config, const Intake *intake) {
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    if (!g_file_test(question->batch, G_FILE_TEST_IS_DIR)) {
        fprintf(stderr, "%s: no directory\n", question->batch);
        return EX_DATAERR;
    }
    collect_files(question->batch, "", files);
    g_ptr_array_sort(files, compare_paths);
    const bool progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
    for (guint i = 0; i < files->len && !ferror(stdout); i++) {
        g_autofree char *path = g_build_filename(question->batch, files->pdata[i], NULL);
        g_autofree char *shown = g_filename_display_name(files->pdata[i]);
        explain_file(question, config, intake, path, shown);
        if (progress && (i % 50 == 49 || i + 1 == files->len))
            fprintf(stderr, "\r%u of %u files", i + 1, files->len);
    }
    if (progress && files->len > 0)
        fputc('\n', stderr);
    return EX_OK;
}

// Without -c and without the default file the built-in defaults serve. The
// store is read when there is one; none is made, since explain changes nothing.
// They serve those too who may not read the file, who are told: mailboxes, trust and hours differ from it.
static bool prepare(Daemon *daemon) {
    if (!daemon->config_given && access(daemon->config_path, R_OK) != 0 &&
        (errno == ENOENT || errno == EACCES)) {
        if (errno == EACCES)
            fprintf(stderr,
                    "earshot explain: you may not read %s, so this goes by defaults;\n"
                    "  with sudo it goes by your mailboxes, hours and trust\n",
                    daemon->config_path);
        daemon->config = config_builtin();
        return true;
    }
    if (!daemon_look(daemon))
        return false;
    ctl_forget_absent(daemon);
    return daemon_open(daemon, false);
}

// A full disk must not look like an answer; what a buffer still holds is tried here.
static int end_output(int status) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "earshot explain: the answer cannot be written\n");
    return EX_IOERR;
}

int ctl_explain(Daemon *daemon, int argc, char **argv) {
    g_auto(Question) question = {0};
    if (!read_question(daemon, &question, &argc, &argv))
        return daemon->status;
    if (!prepare(daemon))
        return daemon->status;
    GError *error = NULL;
    g_autoptr(Intake) intake = intake_new(daemon->config, daemon->seal, daemon->store, &error);
    if (intake == NULL) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    if (question.batch != NULL)
        return end_output(explain_batch(&question, daemon->config, intake));
    return end_output(explain_file(&question, daemon->config, intake, argv[1], NULL) ? EX_OK : EX_DATAERR);
}
