// Looks a store over while daemons run. Pages of the store's file that are damaged
// can end the process that reads them, with no error to catch, so the walk is done
// in a child: whatever becomes of that, people get an answer.
#include "ctl_verify.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "ctl.h"
#include "fault.h"
#include "json.h"
#include "verify.h"

typedef struct Telling {
    Json *list; // NULL for people
    bool terminal;
    int64_t shown; // when progress was, monotonic
} Telling;

static void clear_progress(const Telling *telling) {
    if (telling->shown != 0)
        fprintf(stderr, "\r\033[K");
}

static void show_progress(const char *table, uint64_t rows, void *data) {
    Telling *telling = data;
    const int64_t now = g_get_monotonic_time();
    if (!telling->terminal || now - telling->shown < G_USEC_PER_SEC / 5)
        return;
    telling->shown = now;
    fprintf(stderr, "\r\033[K%s: %" PRIu64, table, rows);
    fflush(stderr);
}

static void tell_finding(const VerifyFinding *finding, void *data) {
    Telling *telling = data;
    if (telling->list == NULL) {
        clear_progress(telling);
        printf("%s %s: %s; %s\n", finding->table, finding->key, finding->wrong, finding->mend);
        return;
    }
    Json *object = json_map();
    json_put_text(object, "table", finding->table);
    json_put_text(object, "key", finding->key);
    json_put_text(object, "wrong", finding->wrong);
    json_put_text(object, "mend", finding->mend);
    json_add(telling->list, object);
}

static void tell_json(Telling *telling, const VerifyResult *result) {
    Json *object = json_map();
    json_put_bool(object, "whole", result->findings == 0);
    json_put_number(object, "records", (int64_t)result->rows);
    json_put_number(object, "erased", (int64_t)result->erased);
    json_put(object, "findings", g_steal_pointer(&telling->list));
    g_autofree char *text = json_dump(object, true);
    puts(text);
}

static void tell_result(Telling *telling, const VerifyResult *result) {
    clear_progress(telling);
    if (telling->list != NULL)
        tell_json(telling, result);
    else if (result->findings == 0)
        printf("%" PRIu64 " records looked at, all whole\n", result->rows);
    else
        printf("%" PRIu64 " records looked at, %" PRIu64 " finding%s\n", result->rows, result->findings,
               result->findings == 1 ? "" : "s");
}

int verify_and_tell(Store *store, bool as_json) {
    Telling telling = {.list = as_json ? json_list() : NULL, .terminal = isatty(STDERR_FILENO) != 0};
    const VerifyOptions options = {
        .now = g_get_real_time(), .found = tell_finding, .progress = show_progress, .data = &telling};
    VerifyResult result;
    g_autoptr(GError) error = NULL;
    const bool looked = verify_store(store, &options, &result, &error);
    if (looked || as_json)
        tell_result(&telling, &result);
    if (!looked) {
        clear_progress(&telling);
        fprintf(stderr, "earshot: %s\n", error->message);
        return fault_exit_status(error);
    }
    return result.findings == 0 ? EX_OK : EX_DATAERR;
}

// --- the child ---

static void tell_unreadable(bool is_file, const char *wrong, bool as_json) {
    static const char MEND_FILE[] = "stop the daemons and put a backup back: 'earshot restore --replace DIR'";
    static const char MEND_SERVER[] = "see the server's log; put a backup of it back (postgresql.md)";
    const VerifyFinding finding = {"store", is_file ? "data.mdb" : "database", wrong,
                                   is_file ? MEND_FILE : MEND_SERVER};
    Telling telling = {.list = as_json ? json_list() : NULL};
    tell_finding(&finding, &telling);
    const VerifyResult result = {.findings = 1};
    if (as_json)
        tell_json(&telling, &result);
}

// Damage that is met when it is opened is what was asked for, as is all other.
static int look(Daemon *daemon, bool as_json) {
    if (ctl_open_store(daemon))
        return verify_and_tell(daemon->store, as_json);
    if (daemon->status == EX_DATAERR)
        tell_unreadable(config_store_directory(daemon->config) != NULL, "it cannot be opened", as_json);
    return daemon->status;
}

// What the child was about to tell went with it. Only of a file pages stand in its memory.
static void tell_crash(int number, bool as_json) {
    g_autofree char *wrong = g_strdup_printf("reading it ended the program (%s)", strsignal(number));
    tell_unreadable(true, wrong, as_json);
}

static int wait_for(pid_t child, bool as_json) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return EX_TEMPFAIL;
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    const int number = WTERMSIG(status);
    if (number != SIGSEGV && number != SIGBUS && number != SIGABRT)
        return EX_TEMPFAIL; // somebody ended it
    tell_crash(number, as_json);
    return EX_DATAERR;
}

static int look_in_child(Daemon *daemon, bool as_json) {
    fflush(NULL);
    const pid_t child = fork();
    if (child < 0) {
        fprintf(stderr, "earshot: cannot start a process: %s\n", g_strerror(errno));
        return EX_TEMPFAIL;
    }
    if (child > 0)
        return wait_for(child, as_json);
    const int status = look(daemon, as_json);
    fflush(NULL);
    _exit(status);
}

int ctl_verify(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {
        "verify", "[--json]", "whether all that the store holds is whole (65 when not); daemons may run",
        NULL};
    gboolean as_json = FALSE;
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, "for programs: one JSON object", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    return argc == 1 ? look_in_child(daemon, as_json) : ctl_usage(&USAGE);
}
