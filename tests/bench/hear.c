// What hearing a message costs before the transaction: parse, text, verdict, refusals, fingerprint, echoes,
// clue; no store, no milter, one core. The messages are those that `load` sends.
//   hear [--config FILE] [--rounds N] [--synthetic N | --dir DIR] [--show]
// Prints microseconds of processor time a message, the best round's. With --show instead all that was found
// of each, a line of text and hexadecimal floats: what a change that only saves time must leave as it is.
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "clue.h"
#include "config.h"
#include "echo.h"
#include "html.h"
#include "intake.h"
#include "mta/corpus.h"
#include "seal.h"

typedef struct Options {
    char *config, *directory;
    int rounds, synthetic;
    gboolean show;
} Options;

typedef struct Bench {
    Config *config;
    Seal *seal;
    Intake *intake;
    GPtrArray *mails; // GBytes
} Bench;

static bool read_options(Options *o, int *argc, char ***argv) {
    const GOptionEntry entries[] = {
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &o->config, "Configuration (the built-in one)", "FILE"},
        {"dir", 'd', 0, G_OPTION_ARG_FILENAME, &o->directory, "Raw messages, all files below DIR", "DIR"},
        {"rounds", 'r', 0, G_OPTION_ARG_INT, &o->rounds, "Rounds over all messages (5)", "N"},
        {"synthetic", 0, 0, G_OPTION_ARG_INT, &o->synthetic, "Made messages (400)", "N"},
        {"show", 0, 0, G_OPTION_ARG_NONE, &o->show, "Tell what was found", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_add_main_entries(context, entries, NULL);
    return g_option_context_parse(context, argc, argv, NULL) && *argc == 1;
}

// --- the messages ---

static const char head[] = "Authentication-Results: mx.example.test;\n\tdmarc=pass (p=reject) "
                           "header.from=customer.example;\n\tdkim=pass header.d=customer.example\n"
                           "From: Kim Sample <customer@customer.example>\nTo: <support@example.test>\n"
                           "Date: Mon, 16 Nov 2026 09:12:44 +0100\n";

// As the session would hand it over: fields with LF, the body as it came.
static GBytes *raw_of(const Mail *mail) {
    GString *raw = g_string_new(head);
    for (guint i = 0; i < mail->fields->len; i++) {
        const MailField *field = &g_array_index(mail->fields, MailField, i);
        g_string_append_printf(raw, "%s:%s\n", field->name, field->value);
    }
    g_string_append_c(raw, '\n');
    g_string_append_len(raw, mail->body, (gssize)mail->body_length);
    return g_string_free_to_bytes(raw);
}

static Envelope *envelope_made(void) {
    Envelope *envelope = envelope_new();
    envelope->client = g_strdup("192.0.2.7");
    envelope->arrival = 1794816764LL * G_USEC_PER_SEC;
    envelope_set_sender(envelope, "customer@customer.example");
    envelope_add_recipient(envelope, "support@example.test");
    return envelope;
}

static bool read_mails(const Options *o, Bench *bench) {
    g_autoptr(Corpus) corpus = corpus_new();
    if (o->directory == NULL)
        corpus_add_synthetic(corpus, (guint)o->synthetic, 1);
    else if (!corpus_add_directory(corpus, o->directory, (size_t)256 << 20, NULL))
        return false;
    for (guint i = 0; i < corpus_count(corpus); i++)
        g_ptr_array_add(bench->mails, raw_of(corpus_mail(corpus, i)));
    return true;
}

static bool open_bench(const Options *o, Bench *bench) {
    const SealKey key = {{1}};
    message_library_start();
    html_library_start();
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    bench->config = o->config == NULL ? config_builtin() : config_read(o->config, errors);
    bench->mails = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    if (bench->config == NULL || !seal_library_start(NULL) || !read_mails(o, bench))
        return false;
    bench->seal = seal_new(&key);
    bench->intake = intake_new(bench->config, bench->seal, NULL, NULL);
    if (bench->intake != NULL)
        intake_read_ahead(bench->intake);
    return bench->intake != NULL;
}

// --- what was found ---

static void show_floats(const char *name, const float *values, unsigned count) {
    (void)printf(" %s", name);
    for (unsigned i = 0; i < count; i++)
        (void)printf(" %a", (double)values[i]);
}

static void show_verdict(const Verdict *verdict) {
    (void)printf(" %s %d %d packed=", verdict->language, (int)verdict->level, (int)verdict->request);
    g_autofree char *packed = g_compute_checksum_for_bytes(G_CHECKSUM_MD5, verdict->packed);
    (void)fputs(packed, stdout);
    show_floats("rest", verdict->impression->rest, CLASS_COUNT);
    for (unsigned signal = 0; signal < SIGNAL_COUNT; signal++) {
        (void)printf(" %a", verdict->score[signal]);
        for (guint i = 0; i < verdict->evidence[signal]->len; i++) {
            const Evidence *one = &g_array_index(verdict->evidence[signal], Evidence, i);
            (void)printf("[%u-%u%s %a]", one->start, one->end, one->in_subject ? "s" : "",
                         (double)one->weight);
        }
    }
}

static void show_rest(const Hearing *hearing, const Clue *clue, const GArray *echoes) {
    const Fingerprint *fingerprint = hearing->fingerprint;
    (void)printf(" missing=%x,%x,%x complains=%d", hearing->lacking, hearing->missing, hearing->given,
                 hearing->complains);
    for (guint i = 0; fingerprint != NULL && i < fingerprint->traits->len; i++) {
        const Trait *trait = g_ptr_array_index(fingerprint->traits, i);
        (void)printf(" {%d %s %a %u}", (int)trait->kind, trait->word, (double)trait->weight, trait->said);
    }
    for (guint i = 0; i < echoes->len; i++) {
        g_autofree char *phrase = g_strescape(g_array_index(echoes, Echo, i).phrase, NULL);
        (void)printf(" echo=%s", phrase);
    }
    (void)printf(" words=%02x%02x%02x%02x same=%02x%02x%02x%02x folded=%s", clue->words.bytes[0],
                 clue->words.bytes[1], clue->words.bytes[2], clue->words.bytes[3], clue->identity.bytes[0],
                 clue->identity.bytes[1], clue->identity.bytes[2], clue->identity.bytes[3], clue->folded);
    for (unsigned row = 0; row < REFUSAL_COUNT; row++)
        (void)putchar(refusal_says_no(&hearing->refusals, (Refusal)row) ? '1' : '0');
}

static void show(guint number, const Hearing *hearing, const Clue *clue, const GArray *echoes) {
    g_autofree char *body = g_strescape(hearing->text->body, NULL);
    (void)printf("%u", number);
    show_verdict(hearing->verdict);
    show_rest(hearing, clue, echoes);
    (void)printf(" subject=%s text=%s\n", hearing->text->subject, body);
}

// --- rounds ---

// A function of its own, so that a profile can be held to it (callgrind --toggle-collect=hear_one).
G_NO_INLINE static bool hear_one(const Bench *bench, const Envelope *envelope, guint number, bool shown) {
    g_autoptr(GError) error = NULL;
    GBytes *bytes = g_ptr_array_index(bench->mails, number);
    g_autoptr(Hearing) hearing = intake_judge(bench->intake, envelope, bytes, NULL, 0, &error);
    if (hearing == NULL) {
        if (shown)
            (void)printf("%u: %s\n", number, error->message);
        return false;
    }
    g_autoptr(GArray) echoes = echo_pick(hearing->text, hearing->verdict);
    g_autoptr(Clue) clue = clue_find(bench->seal, bench->config, envelope, hearing->message, hearing->text);
    if (shown)
        show(number, hearing, clue, echoes);
    return true;
}

static double now_in_microseconds(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

int main(int argc, char **argv) {
    Options options = {.rounds = 5, .synthetic = 400};
    Bench bench = {NULL, NULL, NULL, NULL};
    if (!read_options(&options, &argc, &argv))
        return 64;
    if (!open_bench(&options, &bench))
        return 65;
    g_autoptr(Envelope) envelope = envelope_made();
    double best = 0;
    unsigned heard = 0;
    for (int round = 0; round < (options.show ? 1 : options.rounds); round++) {
        const double before = now_in_microseconds();
        heard = 0;
        for (guint i = 0; i < bench.mails->len; i++)
            heard += hear_one(&bench, envelope, i, options.show) ? 1 : 0;
        const double each = (now_in_microseconds() - before) / bench.mails->len;
        best = round == 0 || each < best ? each : best;
    }
    if (!options.show)
        (void)printf("%u of %u messages heard: %.0f microseconds each\n", heard, bench.mails->len, best);
    return 0;
}
