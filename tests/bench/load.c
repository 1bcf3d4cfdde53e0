/* A load on a milter: N connections that each speak the MTA's side of the protocol as fast as the filter
 * answers. It stands in for Postfix so that what is measured is the filter and not the queue files of an MTA.
 * Ends with a report; exit 0 when every session lived, 69 when one was cut or the filter is not there, 64 for
 * a wrong command line. */
#include "mta/corpus.h"
#include "mta/session.h"
#include "mta/tally.h"

#include <gio/gio.h>
#include <libmilter/mfdef.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

static const size_t corpus_limit = (size_t)512 << 20;

typedef struct {
    char *recipient, *sender, *directory, *auth_results, *auth_user;
    int connections, messages, seconds, per_connection, synthetic, seed, timeout;
    gboolean json, quiet;
} Options;

static void options_clear(Options *o) {
    g_free(o->recipient);
    g_free(o->sender);
    g_free(o->directory);
    g_free(o->auth_results);
    g_free(o->auth_user);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* What all connections share. */
typedef struct {
    const Plan *plan;
    atomic_uint_fast64_t next; /* number of the next send */
    guint64 limit;
    gint64 deadline; /* monotonic microseconds */
    int per_connection;
    atomic_bool failed;
} Load;

typedef struct {
    Load *load;
    Tally *tally;
    GError *error;
    GThread *thread;
} Worker;

static bool parse_options(Options *o, int *argc, char ***argv, GError **error) {
    const GOptionEntry entries[] = {
        {"connections", 'c', 0, G_OPTION_ARG_INT, &o->connections, "Connections at a time (10)", "N"},
        {"messages", 'n', 0, G_OPTION_ARG_INT, &o->messages,
         "Stop after so many messages (0: by --seconds alone)", "N"},
        {"seconds", 's', 0, G_OPTION_ARG_INT, &o->seconds, "Stop after so long (10)", "N"},
        {"per-connection", 0, 0, G_OPTION_ARG_INT, &o->per_connection, "Messages on one connection (10)",
         "N"},
        {"rcpt", 'r', 0, G_OPTION_ARG_STRING, &o->recipient, "Recipient (support@example.test)", "ADDR"},
        {"from", 'f', 0, G_OPTION_ARG_STRING, &o->sender,
         "Sender; % becomes the number of the send (customer%@customer.example)", "ADDR"},
        {"dir", 'd', 0, G_OPTION_ARG_FILENAME, &o->directory, "Raw messages to send, all files below DIR",
         "DIR"},
        {"synthetic", 0, 0, G_OPTION_ARG_INT, &o->synthetic, "Made messages to send (400, unless --dir)",
         "N"},
        {"seed", 0, 0, G_OPTION_ARG_INT, &o->seed, "Seed of the made messages (1)", "N"},
        {"auth-results", 0, 0, G_OPTION_ARG_STRING, &o->auth_results,
         "Vouch for From in an Authentication-Results field of this authserv-id", "ID"},
        {"auth-user", 0, 0, G_OPTION_ARG_STRING, &o->auth_user, "The session's SMTP AUTH login (none)",
         "NAME"},
        {"timeout", 0, 0, G_OPTION_ARG_INT, &o->timeout, "Seconds to wait for one reply (30)", "N"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &o->json, "Report as one JSON object", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &o->quiet, "Do not describe the messages", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GOptionContext) context = g_option_context_new("SOCKET");
    g_option_context_set_summary(context, "Measures a milter at SOCKET (unix:/path or inet:port@host).");
    g_option_context_add_main_entries(context, entries, NULL);
    return g_option_context_parse(context, argc, argv, error);
}

static bool options_sound(const Options *o, int argc) {
    return argc == 2 && o->connections > 0 && o->connections <= 5000 && o->messages >= 0 && o->seconds > 0 &&
           o->per_connection > 0 && o->synthetic >= 0 && o->timeout > 0;
}

static Corpus *corpus_of(const Options *o, GError **error) {
    g_autoptr(Corpus) corpus = corpus_new();
    if (o->directory != NULL && !corpus_add_directory(corpus, o->directory, corpus_limit, error))
        return NULL;
    if (o->directory == NULL || o->synthetic > 0)
        corpus_add_synthetic(corpus, o->synthetic > 0 ? (guint)o->synthetic : 400, (guint32)o->seed);
    return g_steal_pointer(&corpus);
}

/* The number of the next send, or false when the load is over. */
static bool take_number(Load *load, guint64 *number) {
    if (atomic_load(&load->failed) || g_get_monotonic_time() >= load->deadline)
        return false;
    *number = atomic_fetch_add(&load->next, 1);
    return *number < load->limit;
}

/* One connection's worth of messages; false with no error when the load is over. */
static bool run_connection(Load *load, Tally *tally, GError **error) {
    guint64 number = 0;
    if (!take_number(load, &number))
        return false;
    g_autoptr(Session) session = session_open(load->plan, tally, error);
    bool more = session != NULL;
    for (int sent = 1; more; sent++) {
        if (!session_send(session, number, error))
            return false;
        if (sent == load->per_connection)
            break;
        more = take_number(load, &number);
    }
    return session != NULL && session_quit(session, error) && more;
}

static gpointer run_worker(gpointer data) {
    Worker *worker = data;
    while (run_connection(worker->load, worker->tally, &worker->error))
        continue;
    if (worker->error != NULL)
        atomic_store(&worker->load->failed, true);
    return NULL;
}

/* Runs all connections and adds up what they saw; answers how many were cut, after saying why on stderr. */
static int run_load(Load *load, int connections, Tally *total) {
    g_autofree Worker *workers = g_new0(Worker, connections);
    int cut = 0;
    for (int i = 0; i < connections; i++) {
        workers[i].load = load;
        workers[i].tally = tally_new();
        workers[i].thread = g_thread_new("connection", run_worker, &workers[i]);
    }
    for (int i = 0; i < connections; i++) {
        g_thread_join(workers[i].thread);
        tally_add(total, workers[i].tally);
        tally_free(workers[i].tally);
        if (workers[i].error != NULL)
            fprintf(stderr, "load: connection %d: %s\n", i + 1, workers[i].error->message);
        cut += workers[i].error != NULL;
        g_clear_error(&workers[i].error);
    }
    return cut;
}

static int measure(const Options *o, const char *address, const Corpus *corpus) {
    g_autofree char *run = g_strdup_printf("%" G_GINT64_MODIFIER "x-%x", g_get_real_time(), (guint)getpid());
    Plan plan = {
        .address = address,
        .timeout = o->timeout,
        .recipient = o->recipient != NULL ? o->recipient : "support@example.test",
        .sender = o->sender != NULL ? o->sender : "customer%@customer.example",
        .auth_results = o->auth_results,
        .auth_user = o->auth_user,
        .client = "192.0.2.17",
        .run = run,
        .corpus = corpus,
    };
    gint64 begun = g_get_monotonic_time();
    Load load = {
        .plan = &plan,
        .limit = o->messages > 0 ? (guint64)o->messages : G_MAXUINT64,
        .deadline = begun + (gint64)o->seconds * G_USEC_PER_SEC,
        .per_connection = o->per_connection,
    };
    g_autoptr(Tally) total = tally_new();
    int cut = run_load(&load, o->connections, total);
    double seconds = (double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
    tally_sort(total);
    g_autofree char *report = o->json ? tally_report_json(total, seconds) : tally_report(total, seconds);
    fputs(report, stdout);
    return cut > 0 ? EX_UNAVAILABLE : EX_OK;
}

int main(int argc, char **argv) {
    g_auto(Options) o = {.connections = 10, .seconds = 10, .per_connection = 10, .seed = 1, .timeout = 30};
    g_autoptr(GError) error = NULL;
    if (!parse_options(&o, &argc, &argv, &error) || !options_sound(&o, argc)) {
        fprintf(stderr, "load: %s; see --help\n", error != NULL ? error->message : "wrong arguments");
        return EX_USAGE;
    }
    g_autoptr(Corpus) corpus = corpus_of(&o, &error);
    if (corpus == NULL) {
        fprintf(stderr, "load: %s\n", error->message);
        return EX_NOINPUT;
    }
    g_autofree char *summary = corpus_summary(corpus);
    if (!o.quiet)
        fprintf(stderr, "load: %s%s\n", summary, o.directory == NULL ? " (made from a seed)" : "");
    return measure(&o, argv[1], corpus);
}
