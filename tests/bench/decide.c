// What the writer's thread does for one message: judges messages beforehand, then runs nothing but their
// transactions, by as many callers as connections would be, and counts what each asks of the database, of
// the cipher and of the disk. All writers of a process stand behind that one thread, so its time is the
// ceiling.
//   decide [MODE|all [MESSAGES [CALLERS [URL [MICROSECONDS]]]]]
// MODE is tag, inspected or accepted; 2,000 messages by 10 callers by default. URL is that of an empty store,
// else it is LMDB's here, and MICROSECONDS how far away it is: each round trip takes so much longer.
// A round is of new senders; the second is their answers, each in its conversation. Link with --wrap for
// what is counted (see the Makefile): the library is the shipped one.
#include <glib/gstdio.h>
#include <poll.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "clue.h"
#include "config.h"
#include "decision.h"
#include "echo.h"
#include "engine.h"
#include "intake.h"
#include "mta/corpus.h"

enum { CHUNK = 500, MAILS = 200, SEED = 7 };

typedef enum Count { GETS, PUTS, DELS, SEEKS, BEGINS, ROUNDS, AGAINS, SEALS, OPENS, HASHES, COUNTS } Count;
typedef enum Call {
    CALL_PUT,
    CALL_GET,
    CALL_SEEK,
    EXPECTED,
    FETCHED,
    ROUNDS_OF_GETS,
    ROUNDS_OF_SEEKS,
    CALLS
} Call; // by table

// A wrapped function has no argument of ours, so these are globals; written by the writer's thread mostly.
typedef enum Stage { IDLE, JUDGING, DECIDING, STAGES } Stage;
static atomic_int stage;
static atomic_ullong counts[STAGES][COUNTS];
static atomic_ullong calls[STAGES][CALLS][ENGINE_TABLES], sealed_bytes;
static atomic_uint distance; // microseconds to the database and back

static void count(Count what) {
    atomic_fetch_add(&counts[atomic_load(&stage)][what], 1);
}

// --- what is counted ---

// The engine that the store opens, with a shell around it that counts.
typedef struct Shell {
    Engine engine;
    Engine *real;
} Shell;

static EngineOps ops;         // of the shell
static const EngineOps *real; // of what is in it

// A round trip to a database elsewhere: who has sent something waits for the answer. Libpq's sockets are each
// of one thread at a time.
static _Thread_local int asked = -1;
static atomic_ullong all_rounds;

__attribute__((visibility("default"))) ssize_t send(int file, const void *data, size_t size, int flags) {
    asked = file;
    return sendto(file, data, size, flags, NULL, 0);
}

static int wait_and_count(struct pollfd *sources, nfds_t count_of, int patience) {
    const struct timespec until = {patience / 1000, patience % 1000 * 1000000L};
    if (count_of == 1 && patience != 0 && sources->fd == asked) {
        asked = -1;
        count(ROUNDS);
        atomic_fetch_add(&all_rounds, 1);
        if (atomic_load(&distance) > 0)
            g_usleep(atomic_load(&distance));
    }
    return ppoll(sources, count_of, patience < 0 ? NULL : &until, NULL);
}

// The header's own says that it only writes to the first.
__attribute__((alias("wait_and_count"), visibility("default"))) int poll(struct pollfd *sources,
                                                                         nfds_t count_of, int patience);

static unsigned long long rounds(void) {
    return atomic_load(&all_rounds);
}

static void count_call(Call what, unsigned table, unsigned long long by) {
    atomic_fetch_add(&calls[atomic_load(&stage)][what][MIN(table, ENGINE_TABLES - 1)], by);
}

static EngineTxn *counted_begin(Engine *engine, bool write, GError **error) {
    if (write)
        count(BEGINS);
    return real->begin(((Shell *)engine)->real, write, error);
}

static int counted_get(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *value, GError **error) {
    const unsigned long long before = rounds();
    const int found = real->get(txn, table, key, value, error);
    count(GETS);
    count_call(CALL_GET, table, 1);
    count_call(ROUNDS_OF_GETS, table, rounds() - before);
    return found;
}

static int counted_seek(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *at, EngineSlice *value,
                        GError **error) {
    const unsigned long long before = rounds();
    const int found = real->seek(txn, table, key, at, value, error);
    count(SEEKS);
    count_call(CALL_SEEK, table, 1);
    count_call(ROUNDS_OF_SEEKS, table, rounds() - before);
    return found;
}

static bool counted_put(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice value, GError **error) {
    count(PUTS);
    count_call(CALL_PUT, table, 1);
    return real->put(txn, table, key, value, error);
}

static bool counted_del(EngineTxn *txn, unsigned table, EngineSlice key, GError **error) {
    count(DELS);
    return real->del(txn, table, key, error);
}

static unsigned expected_in = ENGINE_TABLES; // the table of which something was expected last

static void counted_expect(EngineTxn *txn, unsigned table, EngineSlice key) {
    count_call(EXPECTED, table, 1);
    expected_in = table;
    real->expect(txn, table, key);
}

static bool counted_fetch(EngineTxn *txn, GError **error) {
    count_call(FETCHED, expected_in, 1);
    return real->fetch(txn, error);
}

static atomic_ullong locked; // microseconds from when nobody else may write until it is committed
static int64_t locked_since;

static bool counted_settle(EngineTxn *txn, bool *again, GError **error) {
    const bool settled = real->settle(txn, again, error);
    if (settled && *again)
        count(AGAINS);
    if (settled && locked_since == 0)
        locked_since = g_get_monotonic_time();
    return settled;
}

static bool counted_commit(EngineTxn *txn, GError **error) {
    const bool done = real->commit(txn, error);
    if (locked_since != 0 && atomic_load(&stage) == DECIDING)
        atomic_fetch_add(&locked, (unsigned long long)(g_get_monotonic_time() - locked_since));
    locked_since = 0;
    return done;
}

static bool counted_copy(Engine *engine, int file, GError **error) {
    return real->copy(((Shell *)engine)->real, file, error);
}

static bool counted_make_room(Engine *engine) {
    return real->make_room(((Shell *)engine)->real);
}

static bool counted_stat(Engine *engine, EngineStat *stat, GError **error) {
    return real->stat(((Shell *)engine)->real, stat, error);
}

static bool counted_scrub(Engine *engine, EngineScrub *scrub, bool *more, GError **error) {
    return real->scrub(((Shell *)engine)->real, scrub, more, error);
}

static bool counted_renew(Engine *engine, GError **error) {
    return real->renew(((Shell *)engine)->real, error);
}

static int counted_listen(Engine *engine) {
    return real->listen(((Shell *)engine)->real);
}

static bool counted_state(Engine *engine, EngineState *state, GError **error) {
    return real->state(((Shell *)engine)->real, state, error);
}

static bool counted_tell(Engine *engine, unsigned fact, unsigned number) {
    return real->tell(((Shell *)engine)->real, fact, number);
}

static bool counted_others_below(Engine *engine, unsigned fact, unsigned number) {
    return real->others_below(((Shell *)engine)->real, fact, number);
}

static void counted_close(Engine *engine) {
    real->close(((Shell *)engine)->real);
    g_free(engine);
}

Engine *__real_engine_open(const char *url, bool create, GError **error);
Engine *__wrap_engine_open(const char *url, bool create, GError **error);
Engine *__wrap_engine_open(const char *url, bool create, GError **error) {
    Engine *opened = __real_engine_open(url, create, error);
    if (opened == NULL)
        return NULL;
    Shell *shell = g_new0(Shell, 1);
    real = opened->ops;
    ops = *real; // what concerns a transaction alone goes straight there
    ops.begin = counted_begin;
    ops.get = counted_get;
    ops.seek = counted_seek;
    ops.put = counted_put;
    ops.del = counted_del;
    ops.expect = counted_expect;
    ops.fetch = counted_fetch;
    ops.settle = counted_settle;
    ops.commit = counted_commit;
    ops.copy = counted_copy;
    ops.make_room = counted_make_room;
    ops.stat = counted_stat;
    ops.scrub = counted_scrub;
    ops.renew = counted_renew;
    ops.listen = counted_listen;
    ops.state = counted_state;
    ops.tell = counted_tell;
    ops.others_below = counted_others_below;
    ops.close = counted_close;
    *shell = (Shell){.engine = {&ops}, .real = opened};
    return &shell->engine;
}

#define CIPHER(name)                                                                                         \
    int name(unsigned char *out, unsigned long long *out_size, unsigned char *none, const unsigned char *in, \
             unsigned long long size, const unsigned char *bound, unsigned long long bound_size,             \
             const unsigned char *nonce, const unsigned char *key)
CIPHER(__real_crypto_aead_xchacha20poly1305_ietf_decrypt);
CIPHER(__wrap_crypto_aead_xchacha20poly1305_ietf_decrypt);
CIPHER(__wrap_crypto_aead_xchacha20poly1305_ietf_decrypt) {
    count(OPENS);
    return __real_crypto_aead_xchacha20poly1305_ietf_decrypt(out, out_size, none, in, size, bound, bound_size,
                                                             nonce, key);
}

#undef CIPHER
#define CIPHER(name)                                                                                         \
    int name(unsigned char *out, unsigned long long *out_size, const unsigned char *in,                      \
             unsigned long long size, const unsigned char *bound, unsigned long long bound_size,             \
             const unsigned char *none, const unsigned char *nonce, const unsigned char *key)
CIPHER(__real_crypto_aead_xchacha20poly1305_ietf_encrypt);
CIPHER(__wrap_crypto_aead_xchacha20poly1305_ietf_encrypt);
CIPHER(__wrap_crypto_aead_xchacha20poly1305_ietf_encrypt) {
    count(SEALS);
    atomic_fetch_add(&sealed_bytes, atomic_load(&stage) == DECIDING ? size : 0);
    return __real_crypto_aead_xchacha20poly1305_ietf_encrypt(out, out_size, in, size, bound, bound_size, none,
                                                             nonce, key);
}

int __real_crypto_generichash_init(crypto_generichash_state *state, const unsigned char *key, size_t key_size,
                                   size_t size);
int __wrap_crypto_generichash_init(crypto_generichash_state *state, const unsigned char *key, size_t key_size,
                                   size_t size);
int __wrap_crypto_generichash_init(crypto_generichash_state *state, const unsigned char *key, size_t key_size,
                                   size_t size) {
    count(HASHES);
    return __real_crypto_generichash_init(state, key, key_size, size);
}

// --- messages ---

typedef struct Bench {
    char *directory;
    const char *url; // of the store; NULL: in the directory
    Seal *seal;
    Store *store;
    Config *config;
    Intake *intake;
    Corpus *corpus;
    unsigned messages, callers;
} Bench;

typedef struct Piece { // a message that was judged and waits for its transaction
    Envelope *envelope;
    Hearing *hearing;
    Clue *clue;
} Piece;

static void must(bool done, const GError *error) {
    if (done)
        return;
    (void)fprintf(stderr, "decide: %s\n", error != NULL ? error->message : "failed");
    exit(1);
}

static void add_field(GString *out, const MailField *field, bool answers) {
    if (g_ascii_strcasecmp(field->name, "Message-ID") == 0 ||
        g_ascii_strcasecmp(field->name, "References") == 0)
        return;
    const bool subject = answers && g_ascii_strcasecmp(field->name, "Subject") == 0;
    g_autofree char *value = g_strdelimit(g_strdup(field->value), "\n", ' ');
    g_string_append_printf(out, "%s:%s%s\r\n", field->name, subject ? " Re:" : "", value);
}

// The mail of a number: a sender, an id and a line of its own; an answer names the one before it.
static GBytes *mail_of(const Bench *bench, unsigned number, bool answers) {
    const Mail *mail = corpus_mail(bench->corpus, (number + (answers ? 3 : 0)) % corpus_count(bench->corpus));
    GString *out = g_string_new("Authentication-Results: mx.example.test; dmarc=pass "
                                "header.from=customer.example\r\n");
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *date = g_date_time_format(now, "%a, %d %b %Y %H:%M:%S +0000");
    g_string_append_printf(out,
                           "From: Kim Sample <kim%u@customer.example>\r\nTo: <support@example.test>\r\n"
                           "Date: %s\r\nMessage-ID: <%s%u@customer.example>\r\n",
                           number, date, answers ? "answer" : "first", number);
    if (answers)
        g_string_append_printf(out, "References: <first%u@customer.example>\r\n", number);
    for (guint i = 0; i < mail->fields->len; i++)
        add_field(out, &g_array_index(mail->fields, MailField, i), answers);
    g_string_append(out, "\r\n");
    g_string_append_len(out, mail->body, (gssize)mail->mark);
    g_string_append_printf(out, "Case %u.\r\n", number);
    g_string_append_len(out, mail->body + mail->mark, (gssize)(mail->body_length - mail->mark));
    return g_string_free_to_bytes(out);
}

static Piece judge(const Bench *bench, unsigned number, bool answers) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = mail_of(bench, number, answers);
    g_autofree char *sender = g_strdup_printf("kim%u@customer.example", number);
    Piece piece = {.envelope = envelope_new()};
    envelope_set_sender(piece.envelope, sender);
    envelope_add_recipient(piece.envelope, "support@example.test");
    piece.envelope->arrival = g_get_real_time();
    piece.hearing = intake_judge(bench->intake, piece.envelope, bytes, NULL, 0, &error);
    must(piece.hearing != NULL, error);
    if (refusal_first(&piece.hearing->refusals) == REFUSAL_COUNT)
        piece.hearing->echoes = echo_pick(piece.hearing->text, piece.hearing->verdict);
    piece.clue =
        clue_find(bench->seal, bench->config, piece.envelope, piece.hearing->message, piece.hearing->text);
    return piece;
}

static void piece_clear(Piece *piece) {
    envelope_free(piece->envelope);
    hearing_free(piece->hearing);
    clue_free(piece->clue);
}

// --- transactions ---

typedef struct Caller {
    pthread_t thread;
    const Bench *bench;
    Piece *pieces;
    unsigned from, step, count;
} Caller;

typedef struct Work {
    const DecisionFacts *facts;
    Hearing *hearing;
} Work;

static bool do_make(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Work *work = data;
    decision_make(txn, work->facts, work->hearing);
    return !store_failed(txn);
}

static void *call(void *data) {
    const Caller *caller = data;
    for (unsigned i = caller->from; i < caller->count; i += caller->step) {
        const Piece *piece = &caller->pieces[i];
        const DecisionFacts facts = {.config = caller->bench->config,
                                     .envelope = piece->envelope,
                                     .clue = piece->clue,
                                     .judged = piece->hearing->refusals};
        Work work = {.facts = &facts, .hearing = piece->hearing};
        g_autoptr(GError) error = NULL;
        must(store_write_ahead(caller->bench->store, do_make, &work, 0, &error), error);
    }
    return NULL;
}

typedef struct Spent {
    double cpu, wall; // seconds
    unsigned long long written;
} Spent;

static double seconds(clockid_t clock) {
    struct timespec time;
    (void)clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static unsigned long long written_bytes(void) {
    unsigned long long bytes = 0;
    g_autofree char *text = NULL;
    if (g_file_get_contents("/proc/self/io", &text, NULL, NULL)) {
        const char *at = strstr(text, "wchar:");
        bytes = at == NULL ? 0 : g_ascii_strtoull(at + strlen("wchar:"), NULL, 10);
    }
    return bytes;
}

static void decide(const Bench *bench, Piece *pieces, unsigned count, Spent *spent) {
    g_autofree Caller *callers = g_new0(Caller, bench->callers);
    const Spent before = {seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC), written_bytes()};
    atomic_store(&stage, DECIDING);
    for (unsigned i = 0; i < bench->callers; i++) {
        callers[i] =
            (Caller){.bench = bench, .pieces = pieces, .from = i, .step = bench->callers, .count = count};
        must(pthread_create(&callers[i].thread, NULL, call, &callers[i]) == 0, NULL);
    }
    for (unsigned i = 0; i < bench->callers; i++)
        (void)pthread_join(callers[i].thread, NULL);
    atomic_store(&stage, IDLE);
    spent->cpu += seconds(CLOCK_PROCESS_CPUTIME_ID) - before.cpu;
    spent->wall += seconds(CLOCK_MONOTONIC) - before.wall;
    spent->written += written_bytes() - before.written;
}

// --- a round ---

static void print_tables(const char *what, atomic_ullong *of, double messages) {
    (void)printf("    %s by table:", what);
    for (unsigned i = 0; i < ENGINE_TABLES; i++)
        if (atomic_load(&of[i]) > 0)
            (void)printf(" %u:%.2f", i, (double)atomic_load(&of[i]) / messages);
    (void)printf("\n");
}

static void print_round(const char *mode, const Bench *bench, bool answers, const Spent *spent) {
    static const char *const NAMES[COUNTS] = {"gets",   "puts",  "dels",  "seeks", "commits",
                                              "rounds", "again", "seals", "opens", "hashes"};
    static const char *const CALL_NAMES[CALLS] = {
        "puts", "gets", "seeks", "expected", "of that fetched at once", "rounds of gets", "rounds of seeks"};
    const double messages = bench->messages;
    (void)printf("%-9s %-7s %4u callers: %6.1f us CPU, %6.1f us wall, %5.1f pages written,", mode,
                 answers ? "answers" : "new", bench->callers, spent->cpu / messages * 1e6,
                 spent->wall / messages * 1e6, (double)spent->written / messages / 4096);
    for (unsigned i = 0; i < COUNTS; i++)
        (void)printf(" %.2f %s,", (double)atomic_load(&counts[DECIDING][i]) / messages, NAMES[i]);
    const unsigned long long commits = MAX(atomic_load(&counts[DECIDING][BEGINS]), 1);
    (void)printf(" %.0f us locked a commit,", (double)atomic_load(&locked) / (double)commits);
    (void)printf(" %.0f bytes sealed; judging them: %.2f gets, %.2f rounds\n",
                 (double)atomic_load(&sealed_bytes) / messages,
                 (double)atomic_load(&counts[JUDGING][GETS]) / messages,
                 (double)atomic_load(&counts[JUDGING][ROUNDS]) / messages);
    for (unsigned i = 0; i < CALLS && g_getenv("TABLES") != NULL; i++)
        print_tables(CALL_NAMES[i], calls[DECIDING][i], messages);
    for (unsigned i = 0; i < CALLS && g_getenv("TABLES") != NULL; i++)
        print_tables(CALL_NAMES[i], calls[JUDGING][i], messages);
}

static void clear_counts(void) {
    for (unsigned i = 0; i < STAGES; i++)
        for (unsigned j = 0; j < COUNTS; j++)
            atomic_store(&counts[i][j], 0);
    memset(calls, 0, sizeof calls); // nobody counts now
    atomic_store(&sealed_bytes, 0);
    atomic_store(&locked, 0);
}

static void run_round(const char *mode, const Bench *bench, bool answers) {
    Spent spent = {0};
    clear_counts();
    g_autofree Piece *pieces = g_new0(Piece, CHUNK);
    for (unsigned done = 0; done < bench->messages; done += CHUNK) {
        const unsigned size = MIN(CHUNK, bench->messages - done);
        atomic_store(&stage, JUDGING);
        for (unsigned i = 0; i < size; i++)
            pieces[i] = judge(bench, done + i, answers);
        atomic_store(&stage, IDLE);
        decide(bench, pieces, size, &spent);
        for (unsigned i = 0; i < size; i++)
            piece_clear(&pieces[i]);
    }
    print_round(mode, bench, answers, &spent);
}

// As the bench of the daemons: nothing limited, one PM.
static Config *config_of(const char *mode) {
    Config *config = config_builtin();
    Mailbox *mailbox = config->mailboxes->pdata[0];
    Pm *pm = pm_new("lead");
    config->mode = strcmp(mode, "tag") == 0 ? MODE_TAG : MODE_ANSWER;
    config->receipt_when = strcmp(mode, "accepted") == 0 ? RECEIPT_ACCEPTED : RECEIPT_INSPECTED;
    config->hold = G_TIME_SPAN_HOUR;
    config->limits = (Limits){0};
    g_free(config->receipt_domain);
    config->receipt_domain = g_strdup("receipt.example.test");
    pm->address = g_strdup("lead@example.test");
    pm->alert = LEVEL_CRITICAL;
    pm->alert_budget = 20;
    g_ptr_array_add(config->pms, pm);
    g_free(mailbox->pm);
    mailbox->pm = g_strdup(pm->name);
    return config;
}

static void run_mode(Bench *bench, const char *mode) {
    static const char *const FILES[] = {"data.mdb", "lock.mdb", "persons.keys"};
    g_autoptr(GError) error = NULL;
    g_autofree char *own = g_strconcat("lmdb:", bench->directory, NULL);
    const char *url = bench->url != NULL ? bench->url : own;
    bench->config = config_of(mode);
    must(engine_init(url, &error), error);
    bench->store = store_open(url, bench->directory, true, bench->seal, &error);
    must(bench->store != NULL, error);
    bench->intake = intake_new(bench->config, bench->seal, bench->store, &error);
    must(bench->intake != NULL, error);
    run_round(mode, bench, false);
    run_round(mode, bench, true);
    intake_free(bench->intake);
    store_free(bench->store);
    config_free(bench->config);
    for (size_t i = 0; i < G_N_ELEMENTS(FILES); i++) {
        g_autofree char *path = g_build_filename(bench->directory, FILES[i], NULL);
        (void)g_unlink(path);
    }
}

int main(int argc, char **argv) {
    static const char *const MODES[] = {"tag", "inspected", "accepted"};
    const char *mode = argc > 1 ? argv[1] : "all";
    const SealKey master = {{SEED}};
    Bench bench = {.messages = argc > 2 ? (unsigned)atoi(argv[2]) : 2000,
                   .callers = argc > 3 ? (unsigned)atoi(argv[3]) : 10,
                   .url = argc > 4 ? argv[4] : NULL};
    atomic_store(&distance, argc > 5 ? (unsigned)atoi(argv[5]) : 0);
    must(seal_library_start(NULL), NULL);
    message_library_start();
    bench.seal = seal_new(&master);
    bench.corpus = corpus_new();
    corpus_add_synthetic(bench.corpus, MAILS, SEED);
    bench.directory = g_strdup("decide-XXXXXX");
    must(g_mkdtemp(bench.directory) != NULL && bench.callers > 0, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(MODES); i++)
        if (strcmp(mode, "all") == 0 || strcmp(mode, MODES[i]) == 0)
            run_mode(&bench, MODES[i]);
    (void)g_rmdir(bench.directory);
    corpus_free(bench.corpus);
    seal_free(bench.seal);
    g_free(bench.directory);
    return 0;
}
