// Old mail into the store. All folders of the command line are one history: a question may
// stand in one and its answer in another. Each message is durable before the next is looked
// at, and known when it comes again; so an import that was stopped, by whatever, is gone on
// with by giving the same command.
#include <signal.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

#include "ctl.h"
#include "import.h"
#include "mailfolder.h"
#include "seal.h"
#include "units.h"
#include "values.h"

typedef struct Source {
    MailFolder *folder;
    size_t next;
} Source;

typedef struct History {
    gboolean dry;
    char *mailbox;   // --mailbox
    GArray *sources; // Source
    size_t total, done;
    size_t counts[IMPORT_RESULTS], undated, gone;
    bool terminal;
    int64_t shown; // when progress was, monotonic
    Import import;
    Intake *intake;
} History;

static void source_clear(gpointer data) {
    mailfolder_free(((Source *)data)->folder);
}

static void history_clear(History *history) {
    g_free(history->mailbox);
    if (history->sources != NULL)
        g_array_unref(history->sources);
    if (history->import.looked != NULL)
        g_hash_table_unref(history->import.looked);
    intake_free(history->intake);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(History, history_clear)

// --- what people see ---

// "12,345": no locale is set, so no library writes it.
static char *format_count(size_t count) {
    GString *text = g_string_new(NULL);
    g_string_printf(text, "%zu", count);
    for (gssize at = (gssize)text->len - 3; at > 0; at -= 3)
        g_string_insert_c(text, at, ',');
    return g_string_free(text, FALSE);
}

static void tell(const char *text) {
    g_autofree char *plain = values_plain(text); // names of files stand in it
    fprintf(stderr, "earshot import: %s\n", plain);
}

static void clear_progress(const History *history) {
    if (history->terminal && history->shown != 0)
        fputs("\r\033[K", stderr);
}

static void show_progress(History *history, int64_t date) {
    if (!history->terminal || g_get_monotonic_time() - history->shown < G_TIME_SPAN_SECOND)
        return;
    g_autofree char *done = format_count(history->done), *total = format_count(history->total);
    g_autofree char *time = units_time_format(date);
    history->shown = g_get_monotonic_time();
    fprintf(stderr, "\r\033[K%s of %s messages, %.10s", done, total, time);
}

static void add_count(GString *line, size_t count, const char *what) {
    g_autofree char *text = format_count(count);
    g_string_append_printf(line, "%s %s %s", line->str[line->len - 1] == ':' ? "" : ",", text, what);
}

static void print_counts(const History *history) {
    static const char *const WORDS[IMPORT_RESULTS] = {
        [IMPORT_TAKEN] = "taken",
        [IMPORT_OUTBOUND] = "outbound",
        [IMPORT_THERE] = "already there",
        [IMPORT_NO_MAIL] = "no mail",
        [IMPORT_NEITHER] = "neither to nor from us",
    };
    g_autofree char *done = format_count(history->done);
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_printf(line, "%s message%s:", done, history->done == 1 ? "" : "s");
    for (unsigned i = 0; i < IMPORT_RESULTS; i++)
        add_count(line, history->counts[i], WORDS[i]);
    if (history->undated > 0)
        add_count(line, history->undated, "without a date");
    if (history->gone > 0)
        add_count(line, history->gone, "gone meanwhile");
    printf("%s%s\n", line->str, history->dry ? " (dry run: nothing was written)" : "");
}

// --- the folders ---

static bool open_folders(History *history, Daemon *daemon, char **paths) {
    history->sources = g_array_new(FALSE, TRUE, sizeof(Source));
    g_array_set_clear_func(history->sources, source_clear);
    for (char **path = paths; *path != NULL; path++) {
        GError *error = NULL;
        Source source = {.folder = mailfolder_open(*path, g_get_real_time(), &error)};
        if (source.folder == NULL)
            return daemon_fail(daemon, error);
        history->total += mailfolder_count(source.folder);
        g_array_append_val(history->sources, source);
    }
    return true;
}

// The source with the oldest message; NULL when all were had.
static Source *next_source(const History *history) {
    Source *oldest = NULL;
    for (guint i = 0; i < history->sources->len; i++) {
        Source *source = &g_array_index(history->sources, Source, i);
        if (source->next < mailfolder_count(source->folder) &&
            (oldest == NULL ||
             mailfolder_date(source->folder, source->next) < mailfolder_date(oldest->folder, oldest->next)))
            oldest = source;
    }
    return oldest;
}

// --- the messages ---

// Told one by one only at first: a folder may be full of them.
static void note_left_out(History *history, size_t *count, const char *text) {
    enum { TOLD = 10 };
    clear_progress(history);
    if ((*count)++ < TOLD)
        tell(text);
}

static void note_undated(History *history, Source *source) {
    g_autofree char *text =
        g_strdup_printf("%s: has no date, and is left out", mailfolder_place(source->folder, source->next));
    note_left_out(history, &history->undated, text);
}

static bool take_message(History *history, Source *source, GError **error) {
    const int64_t date = mailfolder_date(source->folder, source->next);
    g_autoptr(GError) gone = NULL;
    if (date == 0) {
        note_undated(history, source);
        return true;
    }
    g_autoptr(GBytes) bytes =
        mailfolder_message(source->folder, source->next, (size_t)history->import.config->max_size, &gone);
    if (bytes == NULL) { // moved, as mail readers do: all others can be had
        note_left_out(history, &history->gone, gone->message);
        return true;
    }
    ImportResult result;
    if (!import_message(&history->import, bytes, date, &result, error))
        return false;
    history->counts[result]++;
    show_progress(history, date);
    return true;
}

// One that is ignored (nohup) stays so: blocked it would be pending.
static void add_unless_ignored(sigset_t *set, int number) {
    struct sigaction action;
    if (sigaction(number, NULL, &action) != 0 || action.sa_handler != SIG_IGN)
        sigaddset(set, number);
}

// Signals wait until a message is done.
static sigset_t stop_signals(void) {
    sigset_t set;
    sigemptyset(&set);
    add_unless_ignored(&set, SIGINT);
    add_unless_ignored(&set, SIGTERM);
    add_unless_ignored(&set, SIGHUP);
    return set;
}

static bool is_stopped(void) {
    sigset_t pending;
    return sigpending(&pending) == 0 &&
           (sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 ||
            sigismember(&pending, SIGHUP) == 1);
}

static bool take_all(History *history, GError **error) {
    for (Source *source; !is_stopped() && (source = next_source(history)) != NULL; source->next++) {
        if (!take_message(history, source, error))
            return false;
        history->done++;
    }
    return true;
}

static int tell_stopped(const History *history) {
    g_autofree char *done = format_count(history->done), *total = format_count(history->total);
    fprintf(stderr, "earshot import: stopped behind %s of %s messages; the same command goes on from there\n",
            done, total);
    return EX_TEMPFAIL;
}

static bool finish(const History *history, GError **error) {
    unsigned dropped = 0;
    if (history->dry)
        return true;
    if (!import_finish(history->import.store, g_get_real_time(), &dropped, error))
        return false;
    g_autofree char *count = format_count(dropped);
    if (dropped > 0)
        printf("%s conversation%s ended without an answer: no clock runs for them\n", count,
               dropped == 1 ? "" : "s");
    return true;
}

static int run(History *history, Daemon *daemon) {
    GError *error = NULL;
    const bool taken = take_all(history, &error);
    clear_progress(history);
    if (!taken || (history->done == history->total && !finish(history, &error))) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    print_counts(history);
    if (history->done < history->total)
        return tell_stopped(history);
    return history->gone > 0 ? EX_TEMPFAIL : EX_OK;
}

// --- the command ---

static bool read_options(History *history, Daemon *daemon, int *argc, char ***argv) {
    static const CtlCommand USAGE = {
        "import", "[--dry-run] [--mailbox NAME] MBOX|MAILDIR...",
        "history by its dates, and nobody is written to; folders that belong together are given together",
        NULL};
    const GOptionEntry entries[] = {
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &history->dry, "say what would be taken, and write nothing",
         NULL},
        {"mailbox", 0, 0, G_OPTION_ARG_STRING, &history->mailbox,
         "where mail belongs that names no served mailbox", "NAME"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, argc, argv))
        return false;
    if (*argc >= 2)
        return true;
    daemon->status = ctl_usage(&USAGE);
    return false;
}

static bool find_mailbox(History *history, Daemon *daemon) {
    if (history->mailbox == NULL)
        return true;
    history->import.mailbox = config_mailbox(daemon->config, history->mailbox);
    if (history->import.mailbox != NULL)
        return true;
    g_autofree char *text =
        g_strdup_printf("%s: there is no [mailbox %s]", daemon->config_path, history->mailbox);
    tell(text);
    daemon->status = EX_DATAERR;
    return false;
}

// A dry run is content without a store.
static bool open_store(History *history, Daemon *daemon) {
    const sigset_t signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, NULL); // before the store makes threads
    daemon->makes_store = !history->dry;
    if (history->dry)
        ctl_forget_absent(daemon);
    return daemon_open(daemon, !history->dry);
}

static bool prepare(History *history, Daemon *daemon) {
    GError *error = NULL;
    const SealKey passing = seal_key_random();
    if (daemon->seal == NULL) // a dry run before there is a key: what is noted is forgotten with it
        daemon->seal = seal_new(&passing);
    history->terminal = isatty(STDERR_FILENO) != 0;
    history->intake = intake_new(daemon->config, daemon->seal, daemon->store, &error);
    if (history->intake == NULL)
        return daemon_fail(daemon, error);
    history->import.intake = history->intake;
    history->import.config = daemon->config;
    history->import.seal = daemon->seal;
    history->import.store = daemon->store;
    history->import.looked = history->dry ? import_look() : NULL;
    return true;
}

int ctl_import(Daemon *daemon, int argc, char **argv) {
    g_auto(History) history = {0};
    if (!read_options(&history, daemon, &argc, &argv) || !daemon_look(daemon) ||
        !find_mailbox(&history, daemon) || !open_folders(&history, daemon, argv + 1) ||
        !open_store(&history, daemon) || !prepare(&history, daemon))
        return daemon->status;
    return run(&history, daemon);
}
