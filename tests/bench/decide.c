// What the writer's thread does for one message: judges messages beforehand, then runs nothing but their
// transactions, by as many callers as connections would be, and counts what each asks of the database, of
// the cipher and of the disk. All writers of a process stand behind that one thread, so its time is the
// ceiling.
//   decide [MODE|all [MESSAGES [CALLERS]]]    tag, inspected, accepted; 2,000 messages by 10 callers by
//   default
// A round is of new senders; the second is their answers, each in its conversation. Link with --wrap for
// what is counted (see the Makefile): the library is the shipped one.
#include <glib/gstdio.h>
#include <lmdb.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "clue.h"
#include "config.h"
#include "decision.h"
#include "echo.h"
#include "intake.h"
#include "mta/corpus.h"

enum { CHUNK = 500, MAILS = 200, SEED = 7 };

typedef enum Count { GETS, PUTS, DELS, CURSORS, BEGINS, SEALS, OPENS, HASHES, COUNTS } Count;

// A wrapped function has no argument of ours, so these are globals; written by the writer's thread mostly.
static atomic_bool counting;
static atomic_ullong counts[COUNTS];
static atomic_ullong put_in[TABLES + 2], got_in[TABLES + 2], sealed_bytes;

static void count(Count what) {
    if (atomic_load(&counting))
        atomic_fetch_add(&counts[what], 1);
}

// --- what is counted ---

int __real_mdb_get(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *data);
int __wrap_mdb_get(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *data);
int __wrap_mdb_get(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
    count(GETS);
    if (atomic_load(&counting))
        atomic_fetch_add(&got_in[MIN(dbi, TABLES + 1)], 1);
    return __real_mdb_get(txn, dbi, key, data);
}

int __real_mdb_put(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *data, unsigned flags);
int __wrap_mdb_put(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *data, unsigned flags);
int __wrap_mdb_put(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *data, unsigned flags) {
    count(PUTS);
    if (atomic_load(&counting))
        atomic_fetch_add(&put_in[MIN(dbi, TABLES + 1)], 1);
    return __real_mdb_put(txn, dbi, key, data, flags);
}

int __real_mdb_del(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *data);
int __wrap_mdb_del(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *data);
int __wrap_mdb_del(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
    count(DELS);
    return __real_mdb_del(txn, dbi, key, data);
}

int __real_mdb_cursor_open(MDB_txn *txn, MDB_dbi dbi, MDB_cursor **cursor);
int __wrap_mdb_cursor_open(MDB_txn *txn, MDB_dbi dbi, MDB_cursor **cursor);
int __wrap_mdb_cursor_open(MDB_txn *txn, MDB_dbi dbi, MDB_cursor **cursor) {
    count(CURSORS);
    return __real_mdb_cursor_open(txn, dbi, cursor);
}

int __real_mdb_txn_begin(MDB_env *env, MDB_txn *parent, unsigned flags, MDB_txn **txn);
int __wrap_mdb_txn_begin(MDB_env *env, MDB_txn *parent, unsigned flags, MDB_txn **txn);
int __wrap_mdb_txn_begin(MDB_env *env, MDB_txn *parent, unsigned flags, MDB_txn **txn) {
    if (parent == NULL)
        count(BEGINS);
    return __real_mdb_txn_begin(env, parent, flags, txn);
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
    if (atomic_load(&counting))
        atomic_fetch_add(&sealed_bytes, size);
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
        must(store_write(caller->bench->store, do_make, &work, 0, &error), error);
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
    atomic_store(&counting, true);
    for (unsigned i = 0; i < bench->callers; i++) {
        callers[i] =
            (Caller){.bench = bench, .pieces = pieces, .from = i, .step = bench->callers, .count = count};
        must(pthread_create(&callers[i].thread, NULL, call, &callers[i]) == 0, NULL);
    }
    for (unsigned i = 0; i < bench->callers; i++)
        (void)pthread_join(callers[i].thread, NULL);
    atomic_store(&counting, false);
    spent->cpu += seconds(CLOCK_PROCESS_CPUTIME_ID) - before.cpu;
    spent->wall += seconds(CLOCK_MONOTONIC) - before.wall;
    spent->written += written_bytes() - before.written;
}

// --- a round ---

static void print_tables(const char *what, atomic_ullong *of, double messages) {
    (void)printf("    %s by table:", what);
    for (unsigned i = 0; i < TABLES + 2; i++)
        if (atomic_load(&of[i]) > 0)
            (void)printf(" %d:%.2f", (int)i - 2, (double)atomic_load(&of[i]) / messages);
    (void)printf("\n");
}

static void print_round(const char *mode, const Bench *bench, bool answers, const Spent *spent) {
    static const char *const NAMES[COUNTS] = {"gets",    "puts",  "dels",  "seeks",
                                              "commits", "seals", "opens", "hashes"};
    const double messages = bench->messages;
    (void)printf("%-9s %-7s %4u callers: %6.1f us CPU, %6.1f us wall, %5.1f pages written,", mode,
                 answers ? "answers" : "new", bench->callers, spent->cpu / messages * 1e6,
                 spent->wall / messages * 1e6, (double)spent->written / messages / 4096);
    for (unsigned i = 0; i < COUNTS; i++)
        (void)printf(" %.2f %s,", (double)atomic_load(&counts[i]) / messages, NAMES[i]);
    (void)printf(" %.0f bytes sealed\n", (double)atomic_load(&sealed_bytes) / messages);
    if (g_getenv("TABLES") == NULL)
        return;
    print_tables("puts", put_in, messages);
    print_tables("gets", got_in, messages);
}

static void clear_counts(void) {
    for (unsigned i = 0; i < COUNTS; i++)
        atomic_store(&counts[i], 0);
    for (unsigned i = 0; i < TABLES + 2; i++) {
        atomic_store(&put_in[i], 0);
        atomic_store(&got_in[i], 0);
    }
    atomic_store(&sealed_bytes, 0);
}

static void run_round(const char *mode, const Bench *bench, bool answers) {
    Spent spent = {0};
    clear_counts();
    g_autofree Piece *pieces = g_new0(Piece, CHUNK);
    for (unsigned done = 0; done < bench->messages; done += CHUNK) {
        const unsigned size = MIN(CHUNK, bench->messages - done);
        for (unsigned i = 0; i < size; i++)
            pieces[i] = judge(bench, done + i, answers);
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
    g_autofree char *url = g_strconcat("lmdb:", bench->directory, NULL);
    bench->config = config_of(mode);
    bench->store = store_open(url, NULL, true, bench->seal, &error);
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
                   .callers = argc > 3 ? (unsigned)atoi(argv[3]) : 10};
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
