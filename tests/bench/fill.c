// Fills the store of a configuration with conversations as the intake leaves them: contacts, arrivals,
// subjects, entries, clocks, likenesses, counts, all by the transaction that a message has (decision_make).
// What is judged before that transaction is judged once for each of some hundred letters and borrowed by all
// messages with that text, or a million would take hours.
//   fill CONFIG THREADS [PEOPLE]
// Messages came evenly over the last thirty days, from persons person0@customer.example and so on, each of
// whom wrote five; what a later message of theirs has is its own subject, so it is a conversation of its own.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clue.h"
#include "config.h"
#include "decision.h"
#include "html.h"
#include "intake.h"
#include "mta/corpus.h"

enum { LETTERS = 300, BYTES = 1800, BATCH = 500, EACH = 5, DAYS = 30, SEED = 11 };

typedef struct Bench {
    Config *config;
    Seal *seal;
    Store *store;
    Intake *intake;
    Corpus *corpus;
    Hearing *judged[LETTERS];
    uint64_t threads, people;
    int64_t now;
} Bench;

_Noreturn static void die(const GError *error) {
    (void)fprintf(stderr, "fill: %s\n", error != NULL ? error->message : "failed");
    exit(1);
}

static void must(bool done, const GError *error) {
    if (!done)
        die(error);
}

// --- messages ---

// With the body of a letter, or without one: then it is parsed in a moment.
static GBytes *mail_of(const Bench *bench, uint64_t number, bool with_body) {
    const Mail *mail = corpus_mail(bench->corpus, (guint)(number % LETTERS));
    GString *out = g_string_new(NULL);
    g_string_append_printf(
        out,
        "Authentication-Results: mx.example.test; dmarc=pass header.from=customer.example\r\n"
        "From: Kim Sample <person%" G_GUINT64_FORMAT "@customer.example>\r\nTo: <support@example.test>\r\n"
        "Message-ID: <filled%" G_GUINT64_FORMAT "@customer.example>\r\n"
        "Subject: Order %" G_GUINT64_FORMAT " cannot be exported\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\n",
        number % bench->people, number, number);
    if (with_body)
        g_string_append_len(out, mail->body, (gssize)mail->body_length);
    return g_string_free_to_bytes(out);
}

static Envelope *envelope_of(const Bench *bench, uint64_t number) {
    Envelope *envelope = envelope_new();
    g_autofree char *sender =
        g_strdup_printf("person%" G_GUINT64_FORMAT "@customer.example", number % bench->people);
    const double part = (double)(bench->threads - number) / (double)bench->threads;
    envelope->client = g_strdup("192.0.2.17");
    envelope->arrival = bench->now - (int64_t)(part * (double)(DAYS * G_TIME_SPAN_DAY));
    envelope_set_sender(envelope, sender);
    envelope_add_recipient(envelope, "support@example.test");
    return envelope;
}

static void judge_letters(Bench *bench) {
    bench->corpus = corpus_new();
    corpus_add_letters(bench->corpus, LETTERS, SEED, BYTES);
    for (unsigned i = 0; i < LETTERS; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Envelope) envelope = envelope_of(bench, i);
        g_autoptr(GBytes) bytes = mail_of(bench, i, true);
        bench->judged[i] = intake_judge(bench->intake, envelope, bytes, NULL, 0, &error);
        must(bench->judged[i] != NULL, error);
    }
}

// --- transactions ---

typedef struct Piece {
    Envelope *envelope;
    Hearing hearing; // most of it borrowed from the letter's
    Clue *clue;
} Piece;

typedef struct Batch {
    const Bench *bench;
    uint64_t from, to;
    Piece pieces[BATCH];
} Batch;

// All that one message has of its own is made anew; the rest is the letter's.
static void piece_make(const Bench *bench, uint64_t number, Piece *piece) {
    g_autoptr(GBytes) bytes = mail_of(bench, number, false);
    const Hearing *letter = bench->judged[number % LETTERS];
    *piece = (Piece){.envelope = envelope_of(bench, number), .hearing = *letter};
    Hearing *hearing = &piece->hearing;
    hearing->message = message_parse(bytes, NULL);
    hearing->recipient = g_new0(Recipient, 1);
    *hearing->recipient = (Recipient){.address = g_strdup(piece->envelope->sender), .proven = true};
    hearing->thread = hearing->receipt = NULL;
    hearing->reasons = g_ptr_array_new_with_free_func(g_free);
    hearing->fields = g_ptr_array_new_with_free_func(g_free);
    hearing_copy_texts(hearing->reasons, letter->reasons);
    piece->clue = clue_find(bench->seal, bench->config, piece->envelope, hearing->message, letter->text);
}

static void piece_clear(Piece *piece) {
    envelope_free(piece->envelope);
    clue_free(piece->clue);
    message_free(piece->hearing.message);
    recipient_free(piece->hearing.recipient);
    g_free(piece->hearing.thread);
    g_free(piece->hearing.receipt);
    g_ptr_array_unref(piece->hearing.reasons);
    g_ptr_array_unref(piece->hearing.fields);
}

static bool do_batch(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Batch *batch = data;
    for (uint64_t number = batch->from; number < batch->to && !store_failed(txn); number++) {
        Piece *piece = &batch->pieces[number - batch->from];
        const DecisionFacts facts = {.config = batch->bench->config,
                                     .envelope = piece->envelope,
                                     .clue = piece->clue,
                                     .judged = piece->hearing.refusals};
        decision_make(txn, &facts, &piece->hearing);
    }
    return !store_failed(txn);
}

static void fill(const Bench *bench) {
    const gint64 begun = g_get_monotonic_time();
    g_autofree Batch *batch = g_new0(Batch, 1);
    for (uint64_t from = 0; from < bench->threads; from += BATCH) {
        g_autoptr(GError) error = NULL;
        batch->bench = bench;
        batch->from = from;
        batch->to = MIN(from + BATCH, bench->threads);
        for (uint64_t number = from; number < batch->to; number++)
            piece_make(bench, number, &batch->pieces[number - from]);
        const bool done = store_write_ahead(bench->store, do_batch, batch, 0, &error);
        must(done, error);
        for (uint64_t number = from; number < batch->to; number++)
            piece_clear(&batch->pieces[number - from]);
        if (batch->to % 50000 == 0)
            (void)fprintf(stderr, "%" G_GUINT64_FORMAT " threads, %.0f s\n", batch->to,
                          (double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC);
    }
}

// --- the ground ---

static void open_bench(Bench *bench, const char *path) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    message_library_start();
    html_library_start();
    must(seal_library_start(&error), error);
    bench->config = config_load(path, errors);
    for (guint i = 0; i < errors->len; i++)
        (void)fprintf(stderr, "%s\n", (const char *)errors->pdata[i]);
    must(bench->config != NULL, NULL);
    bench->seal = seal_open(bench->config->key_file, &error);
    must(bench->seal != NULL, error);
    bench->store = store_open(bench->config->store, config_state_directory(bench->config), true, bench->seal, &error);
    must(bench->store != NULL, error);
    bench->intake = intake_new(bench->config, bench->seal, bench->store, &error);
    must(bench->intake != NULL, error);
}

static void close_bench(Bench *bench) {
    for (unsigned i = 0; i < LETTERS; i++)
        hearing_free(bench->judged[i]);
    corpus_free(bench->corpus);
    intake_free(bench->intake);
    store_free(bench->store);
    seal_free(bench->seal);
    config_free(bench->config);
}

int main(int argc, char **argv) {
    Bench bench = {.threads = argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 0,
                   .now = g_get_real_time() - G_TIME_SPAN_HOUR};
    bench.people = argc > 3 ? g_ascii_strtoull(argv[3], NULL, 10) : MAX(bench.threads / EACH, 1);
    if (bench.threads == 0 || bench.people == 0 || argc > 4) {
        (void)fprintf(stderr, "usage: fill CONFIG THREADS [PEOPLE]\n");
        return 64;
    }
    open_bench(&bench, argv[1]);
    judge_letters(&bench);
    fill(&bench);
    close_bench(&bench);
    return 0;
}
