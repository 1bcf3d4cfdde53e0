/* A load on a milter: N connections that each speak the MTA's side of the protocol as fast as the filter
 * answers, or at a rate. It stands in for Postfix so that what is measured is the filter and not the queue
 * files of an MTA; with --smtp it is the client of one. Ends with a report; exit 0 when every session lived,
 * 69 when one was cut or nobody is there, 64 for a wrong command line. */
#include "mta/options.h"
#include "mta/session.h"
#include "mta/smtp.h"

#include <gio/gio.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

/* What all connections share. */
typedef struct {
    const Route *route;
    bool smtp;
    atomic_uint_fast64_t next; /* number of the next send */
    guint64 limit;
    gint64 begun, deadline; /* monotonic microseconds */
    double rate;            /* messages a second, 0: no waiting */
    int per_connection;
    atomic_bool failed;
} Load;

typedef struct {
    Load *load;
    Tally *tally;
    GError *error;
    GThread *thread;
} Worker;

/* The number of the next send, when its time has come, or false when the load is over. */
static bool take_number(Load *load, guint64 *number) {
    if (atomic_load(&load->failed) || g_get_monotonic_time() >= load->deadline)
        return false;
    *number = atomic_fetch_add(&load->next, 1);
    if (*number >= load->limit)
        return false;
    if (load->rate <= 0)
        return true;
    const gint64 due = load->begun + (gint64)((double)*number / load->rate * G_USEC_PER_SEC);
    const gint64 left = due - g_get_monotonic_time();
    if (due >= load->deadline)
        return false;
    if (left > 0)
        g_usleep((gulong)left);
    return true;
}

/* One connection's worth of messages, beginning with `number`; *more is false when the load is over. */
static bool run_session(Load *load, Tally *tally, guint64 number, bool *more, GError **error) {
    g_autoptr(Session) session = session_open(load->route, tally, error);
    if (session == NULL)
        return false;
    for (int sent = 1; *more; sent++) {
        if (!session_send(session, number, error))
            return false;
        if (sent == load->per_connection)
            break;
        *more = take_number(load, &number);
    }
    return session_quit(session, error);
}

static bool run_smtp(Load *load, Tally *tally, guint64 number, bool *more, GError **error) {
    const Route *route = load->route;
    g_autoptr(Smtp) smtp = smtp_open(route->plan, route->address, route->timeout, tally, error);
    if (smtp == NULL)
        return false;
    for (int sent = 1; *more; sent++) {
        if (!smtp_send(smtp, number, error))
            return false;
        if (sent == load->per_connection)
            break;
        *more = take_number(load, &number);
    }
    return smtp_quit(smtp, error);
}

/* False with no error when the load is over. */
static bool run_connection(Load *load, Tally *tally, GError **error) {
    guint64 number = 0;
    bool more = take_number(load, &number);
    if (!more)
        return false;
    return (load->smtp ? run_smtp : run_session)(load, tally, number, &more, error) && more;
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

static int measure(const Options *o, const Plan *plan, const char *address) {
    g_autoptr(Gate) gate = o->together ? gate_new((guint)o->connections) : NULL;
    const Route route = {
        .plan = plan,
        .address = address,
        .timeout = o->timeout,
        .auth_user = o->auth_user,
        .client = "192.0.2.17",
        .expect = o->expect,
        .gate = gate,
    };
    const gint64 begun = g_get_monotonic_time();
    Load load = {
        .route = &route,
        .smtp = o->smtp,
        .limit = o->messages > 0 ? (guint64)o->messages : G_MAXUINT64,
        .begun = begun,
        .deadline = begun + (gint64)o->seconds * G_USEC_PER_SEC,
        .rate = o->rate,
        .per_connection = o->per_connection,
    };
    g_autoptr(Tally) total = tally_new();
    const int cut = run_load(&load, o->connections, total);
    const double seconds = (double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
    tally_sort(total);
    g_autofree char *report = o->json ? tally_report_json(total, seconds) : tally_report(total, seconds);
    fputs(report, stdout);
    return cut > 0 ? EX_UNAVAILABLE : EX_OK;
}

static int write_letters(const Plan *plan, const char *directory) {
    for (guint i = 0; i < corpus_count(plan->corpus); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Letter) letter = letter_new(plan, i);
        g_autoptr(GString) text = letter_for_file(letter);
        g_autofree char *path = g_strdup_printf("%s/%06u.eml", directory, i);
        if (!g_file_set_contents(path, text->str, (gssize)text->len, &error)) {
            fprintf(stderr, "load: %s\n", error->message);
            return EX_CANTCREAT;
        }
    }
    return EX_OK;
}

int main(int argc, char **argv) {
    g_auto(Options) o = {0};
    g_autoptr(GError) error = NULL;
    if (!options_parse(&o, &argc, &argv, &error)) {
        fprintf(stderr, "load: %s; see --help\n", error->message);
        return EX_USAGE;
    }
    g_autoptr(Corpus) corpus = options_corpus(&o, &error);
    if (corpus == NULL) {
        fprintf(stderr, "load: %s\n", error->message);
        return EX_NOINPUT;
    }
    g_autofree char *summary = corpus_summary(corpus);
    if (!o.quiet)
        fprintf(stderr, "load: %s%s\n", summary, o.directory == NULL ? " (made from a seed)" : "");
    g_autofree char *run = g_strdup_printf("%" G_GINT64_MODIFIER "x-%x", g_get_real_time(), (guint)getpid());
    const Plan plan = {
        .corpus = corpus,
        .recipient = o.recipient != NULL ? o.recipient : "support@example.test",
        .sender = o.sender != NULL ? o.sender : "customer%@customer.example",
        .people = (guint64)o.people,
        .auth_results = o.auth_results,
        .run = run,
        .verbatim = o.verbatim,
    };
    return o.write_to != NULL ? write_letters(&plan, o.write_to) : measure(&o, &plan, argv[1]);
}
