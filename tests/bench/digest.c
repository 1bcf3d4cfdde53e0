// What a digest costs in a large store, and what it costs those who write meanwhile:
// fills one with closed conversations and some open escalations, then gathers and
// writes the digest in a process that has done nothing else, and again while another
// process writes as the intake does.
//   digest [THREADS [OPEN [DIR]]]    10,000 conversations, 200 of them open, by default
// The store stays in DIR, with a configuration that `earshot -c DIR/earshot.conf` takes, and is filled once.
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "accounts.h"
#include "clocks.h"
#include "config.h"
#include "contact.h"
#include "digest.h"
#include "digest_write.h"
#include "past.h"
#include "tally.h"
#include "thread.h"
#include "unanswered.h"

// Monday, 23 November 2026, 10:00 UTC.
#define NOW (INT64_C(1795428000) * G_USEC_PER_SEC)

enum { BATCH = 2000, ACCOUNTS = 500, ROUNDS = 10, PACE = 100, PHASE = 10 }; // writes a second, seconds

typedef struct Bench {
    char *directory;
    uint64_t threads, open;
    Config *config;
    Seal *seal;
    Store *store;
} Bench;

static double milliseconds(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void must(bool done, const GError *error) {
    if (done)
        return;
    (void)fprintf(stderr, "digest: %s\n", error != NULL ? error->message : "failed");
    _exit(1);
}

// --- the ground ---

static const char CONFIG_TEXT[] = "[earshot]\nhostname = mx.example.test\nmode = tag\nstore = lmdb:%s/store\n"
                                  "key-file = %s/key\n\n[receipt]\nwhen = inspected\n\n"
                                  "[accounts]\nstrategic = platinum\n\n[mailbox support]\n"
                                  "addresses = support@example.test\ntime-zone = Europe/Berlin\n"
                                  "hours = Mon-Fri 09:00-12:00 13:00-17:00\npm = paula\n\n[pm paula]\n"
                                  "address = paula@example.test\n";

// True when there is a store already, which is measured as it is.
static bool make_ground(Bench *bench) {
    g_autoptr(GError) error = NULL;
    g_autofree char *store = g_build_filename(bench->directory, "store", NULL);
    g_autofree char *key = g_build_filename(bench->directory, "key", NULL);
    g_autofree char *path = g_build_filename(bench->directory, "earshot.conf", NULL);
    g_autofree char *text = g_strdup_printf(CONFIG_TEXT, bench->directory, bench->directory);
    must(g_mkdir_with_parents(store, 0700) == 0, NULL);
    if (!g_file_test(key, G_FILE_TEST_EXISTS))
        must(seal_key_create(key, &error), error);
    must(g_file_set_contents(path, text, -1, &error), error);
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    bench->config = config_load(path, errors);
    for (guint i = 0; i < errors->len; i++)
        (void)fprintf(stderr, "%s\n", (const char *)errors->pdata[i]);
    bench->seal = seal_open(key, &error);
    must(bench->config != NULL && bench->seal != NULL, error);
    g_autofree char *data = g_build_filename(store, "data.mdb", NULL);
    return g_file_test(data, G_FILE_TEST_EXISTS);
}

static void open_store(Bench *bench) {
    g_autoptr(GError) error = NULL;
    bench->store = store_open(bench->config->store, NULL, true, bench->seal, &error);
    must(bench->store != NULL, error);
}

// --- filling ---

// A number that looks random and is the same in each run.
static uint64_t mix(uint64_t number) {
    number = (number ^ (number >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94d049bb133111eb);
    return number ^ (number >> 31);
}

static uint32_t add_clock(StoreTxn *txn, const Mailbox *mailbox, Thread *thread, ClockKind kind,
                          GTimeSpan span, int64_t stopped) {
    g_autoptr(Clock) clock = clock_new(kind);
    clock->thread = thread->id;
    clock->number = ++thread->clocks;
    clock->owner = thread->owner;
    clock->level = thread->level;
    clock->mailbox = g_strdup(mailbox->name);
    clock->accepted = true;
    clock->words = kind == CLOCK_PROMISE ? g_strdup("We will send you the corrected version.") : NULL;
    clock_start(clock, mailbox->calendar, thread->opened,
                calendar_add(mailbox->calendar, thread->opened, span));
    if (stopped != 0)
        clock_stop(clock, CLOCK_MET, stopped);
    else
        thread->due = thread->due == 0 ? clock->due : MIN(thread->due, clock->due);
    clocks_put(txn, clock);
    return clock->number;
}

static void add_entry(StoreTxn *txn, Thread *thread, int64_t when, bool outbound, const char *acknowledge) {
    static const char *const EVIDENCE[] = {
        "anger: this is a disgrace", "impact: nobody in the warehouse can work",
        "urgency: by noon, before the lorries leave", "repeat: for the third time this month",
        "churn: we look at others"};
    g_autoptr(Entry) entry = entry_new();
    entry->at = when;
    entry->from = g_strdup(thread->from);
    entry->outbound = outbound;
    entry->level = outbound ? LEVEL_NONE : thread->level;
    entry->request = REQUEST_DEFECT;
    entry->language = g_strdup("en");
    entry->acknowledge = g_strdup(acknowledge);
    g_ptr_array_add(entry->reasons, g_strdup("strong displeasure"));
    for (size_t i = 0; i < G_N_ELEMENTS(EVIDENCE) && entry->level >= LEVEL_ESCALATION; i++)
        g_ptr_array_add(entry->evidence, g_strdup(EVIDENCE[i]));
    thread_add_entry(txn, thread, entry);
    if (!outbound && strcmp(acknowledge, "yes") != 0)
        unanswered_note(txn, when, thread->id, entry->sequence);
}

static Thread *begin(StoreTxn *txn, const Mailbox *mailbox, uint64_t number, int64_t opened) {
    Thread *thread = thread_new();
    thread->id = mix(number + 1);
    thread->from = g_strdup_printf("person%" G_GUINT64_FORMAT "@customer%u.example", number / 5,
                                   (unsigned)(number / 5 % (2 * ACCOUNTS)));
    thread->from_name = g_strdup_printf("Person %" G_GUINT64_FORMAT, number / 5);
    thread->owner = contact_take(txn, thread->from, opened).slot;
    thread->mailbox = g_strdup(mailbox->name);
    thread->subject = g_strdup_printf("The export stops after %u rows", (unsigned)(thread->id % 1000));
    thread->language = g_strdup("en");
    thread->opened = thread->updated = thread->accepted = opened;
    thread->by_persons = 1;
    return thread;
}

// Of the last two years.
static void add_closed(StoreTxn *txn, const Mailbox *mailbox, uint64_t number) {
    const int64_t ago = (int64_t)(mix(number) % (730 * 24 * 3600)) * G_USEC_PER_SEC;
    g_autoptr(Thread) thread = begin(txn, mailbox, number, NOW - ago - 3 * G_TIME_SPAN_HOUR);
    thread->phase = PHASE_CLOSED;
    thread->answered = thread->opened + G_TIME_SPAN_HOUR;
    add_entry(txn, thread, thread->opened, false, "yes");
    (void)add_clock(txn, mailbox, thread, CLOCK_FIRST_REPLY, G_TIME_SPAN_HOUR, thread->answered);
    if (number % 10 == 0)
        past_note(txn, thread, thread->answered);
    thread_put(txn, thread);
}

// Of the last week: every fifth answered, every tenth without an acknowledgement.
static void add_open(StoreTxn *txn, const Mailbox *mailbox, uint64_t number, uint64_t place) {
    const int64_t ago = (int64_t)(mix(number) % (7 * 24 * 3600)) * G_USEC_PER_SEC;
    g_autoptr(Thread) thread = begin(txn, mailbox, number, NOW - ago - 3 * G_TIME_SPAN_HOUR);
    thread->level = place % 4 == 0 ? LEVEL_CRITICAL : LEVEL_ESCALATION;
    thread->phase = place % 5 == 0 ? PHASE_SOLVING : PHASE_DISCOVERY;
    for (int i = 0; i < 3; i++)
        add_entry(txn, thread, thread->opened + i * G_TIME_SPAN_HOUR, i == 1,
                  place % 10 == 0 ? "no; reason=unproven" : "yes");
    if (thread->phase == PHASE_SOLVING) {
        thread->answered = thread->opened + G_TIME_SPAN_HOUR;
        thread->promise_clocks[thread->promises++] =
            add_clock(txn, mailbox, thread, CLOCK_PROMISE, 20 * G_TIME_SPAN_HOUR, 0);
    } else {
        thread->reply_clock = add_clock(txn, mailbox, thread, CLOCK_FIRST_REPLY, 4 * G_TIME_SPAN_HOUR, 0);
    }
    thread->touchpoint_clock = add_clock(txn, mailbox, thread, CLOCK_TOUCHPOINT, 7 * G_TIME_SPAN_HOUR, 0);
    past_note(txn, thread, NOW);
    thread_put(txn, thread);
}

static void add_account(StoreTxn *txn, unsigned number) {
    g_autoptr(AccountFacts) facts = account_facts_new();
    facts->account = g_strdup_printf("A%u", number);
    facts->name = g_strdup_printf("Customer %u and sons", number);
    facts->tier = g_strdup(number % 10 == 0 ? "platinum" : "silver");
    facts->revenue = number * 1000;
    facts->renewal = NOW + (int64_t)(number % 200) * G_TIME_SPAN_DAY;
    g_ptr_array_add(facts->domains, g_strdup_printf("customer%u.example", number));
    accounts_put(txn, facts);
}

static bool do_accounts(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Bench *bench = data;
    const Mailbox *mailbox = config_mailbox(bench->config, "support");
    for (unsigned i = 0; i < ACCOUNTS; i++)
        add_account(txn, i);
    static const char *const NAMES[] = {"messages",         "level/none",  "request/defect",
                                        "request/how-to",   "language/en", "acknowledge/yes",
                                        "acknowledge/list", NULL};
    for (int hour = 0; hour < 40 * 24; hour++)
        tally_count(txn, mailbox->name, NOW - hour * G_TIME_SPAN_HOUR, NAMES);
    return !store_failed(txn);
}

typedef struct Fill {
    const Bench *bench;
    uint64_t from, to;
} Fill;

static bool do_fill(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Fill *fill = data;
    const Mailbox *mailbox = config_mailbox(fill->bench->config, "support");
    const uint64_t each = fill->bench->threads / MAX(fill->bench->open, 1);
    for (uint64_t number = fill->from; number < fill->to && !store_failed(txn); number++)
        if (number % each == 0 && number / each < fill->bench->open)
            add_open(txn, mailbox, number, number / each);
        else
            add_closed(txn, mailbox, number);
    return !store_failed(txn);
}

static void fill(Bench *bench) {
    g_autoptr(GError) error = NULL;
    open_store(bench);
    const double begun = milliseconds();
    must(store_write(bench->store, do_accounts, bench, 0, &error), error);
    for (uint64_t from = 0; from < bench->threads; from += BATCH) {
        Fill part = {bench, from, MIN(from + BATCH, bench->threads)};
        must(store_write(bench->store, do_fill, &part, 0, &error), error);
        if (part.to % (BATCH * 50) == 0)
            (void)fprintf(stderr, "%" G_GUINT64_FORMAT " conversations, %.0f s\n", part.to,
                          (milliseconds() - begun) / 1000);
    }
    (void)printf("filled with %" G_GUINT64_FORMAT " conversations, %" G_GUINT64_FORMAT " open, in %.0f s\n",
                 bench->threads, bench->open, (milliseconds() - begun) / 1000);
    store_free(bench->store);
}

// --- a digest ---

typedef struct Round {
    const Bench *bench;
    Digest *digest;
} Round;

static bool do_gather(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Round *round = data;
    const Config *config = round->bench->config;
    round->digest = digest_gather(txn, config, config->pms->pdata[0], NOW);
    return round->digest != NULL;
}

// Gathered and written both ways; how long that took, and of it the gathering.
static double make_digest(const Bench *bench, double *gathering, size_t *bytes) {
    g_autoptr(GError) error = NULL;
    const double begun = milliseconds();
    Round round = {.bench = bench};
    must(store_read(bench->store, do_gather, &round, &error), error);
    g_autoptr(Digest) digest = round.digest;
    *gathering = milliseconds() - begun;
    g_autoptr(Phrasebook) book = phrasebook_new(NULL);
    const DigestPaper paper = {.book = book};
    g_autofree char *text = digest_text(digest, &paper);
    g_autofree char *html = digest_html(digest, &paper);
    *bytes = strlen(text) + strlen(html);
    must(bench->open < DIGEST_SHOWN || digest->situations->len == DIGEST_SHOWN, NULL);
    return milliseconds() - begun;
}

static void tell_memory(const char *when) {
    g_autofree char *status = NULL;
    if (!g_file_get_contents("/proc/self/status", &status, NULL, NULL))
        return;
    g_auto(GStrv) lines = g_strsplit(status, "\n", -1);
    (void)printf("%s:", when);
    for (char **line = lines; *line != NULL; line++)
        if (g_str_has_prefix(*line, "VmHWM") || g_str_has_prefix(*line, "RssAnon") ||
            g_str_has_prefix(*line, "RssFile"))
            (void)printf(" %s", g_strdelimit(*line, "\t", ' '));
    (void)printf("\n");
}

static int compare_doubles(gconstpointer a, gconstpointer b) {
    const double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

static double rank_of(GArray *times, unsigned percent) {
    g_array_sort(times, compare_doubles);
    return times->len == 0 ? 0 : g_array_index(times, double, (times->len - 1) * percent / 100);
}

static void measure(Bench *bench) {
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));
    double gathering = 0;
    size_t bytes = 0;
    open_store(bench);
    tell_memory("memory before");
    const double first = make_digest(bench, &gathering, &bytes);
    (void)printf("the first: %.0f ms, of it gathering %.0f ms; %zu bytes (under 2000 ms)\n", first, gathering,
                 bytes);
    tell_memory("memory after the first (under 100 MB)");
    for (int i = 0; i < ROUNDS; i++) {
        const double took = make_digest(bench, &gathering, &bytes);
        g_array_append_val(times, took);
    }
    (void)printf("%d more: p50 %.0f ms, longest %.0f ms\n", ROUNDS, rank_of(times, 50), rank_of(times, 100));
    tell_memory("memory after these");
    store_free(bench->store);
}

// --- while others write ---

typedef struct Write {
    const Bench *bench;
    uint64_t number;
} Write;

// What a customer's message leaves.
static bool do_write(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Write *write = data;
    static const char *const NAMES[] = {"messages", "level/concern", "request/defect", "acknowledge/yes",
                                        NULL};
    const Mailbox *mailbox = config_mailbox(write->bench->config, "support");
    g_autoptr(Thread) thread = begin(txn, mailbox, write->number, NOW);
    thread->level = LEVEL_CONCERN;
    add_entry(txn, thread, NOW, false, "yes");
    thread->reply_clock = add_clock(txn, mailbox, thread, CLOCK_FIRST_REPLY, 4 * G_TIME_SPAN_HOUR, 0);
    tally_count(txn, mailbox->name, NOW, NAMES);
    past_note(txn, thread, NOW);
    thread_put(txn, thread);
    return !store_failed(txn);
}

// Durable writes at that pace: in the first phase alone, in the second beside digests.
static void write_on(Bench *bench) {
    g_autoptr(GArray) alone = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) beside = g_array_new(FALSE, FALSE, sizeof(double));
    open_store(bench);
    const double begun = milliseconds();
    for (unsigned i = 0; i < 2 * PHASE * PACE; i++) {
        g_autoptr(GError) error = NULL;
        const double wanted = begun + 1000.0 * i / PACE, wait = wanted - milliseconds();
        if (wait > 0)
            g_usleep((gulong)(wait * 1000));
        Write write = {bench, bench->threads + i * 5};
        const double start = milliseconds();
        must(store_write(bench->store, do_write, &write, 0, &error), error);
        const double took = milliseconds() - start;
        g_array_append_vals(i < PHASE * PACE ? alone : beside, &took, 1);
    }
    (void)printf("a write alone: p50 %.2f ms, p99 %.2f ms, longest %.1f ms of %u\n", rank_of(alone, 50),
                 rank_of(alone, 99), rank_of(alone, 100), alone->len);
    (void)printf("a write beside digests: p50 %.2f ms, p99 %.2f ms, longest %.1f ms of %u\n",
                 rank_of(beside, 50), rank_of(beside, 99), rank_of(beside, 100), beside->len);
    store_free(bench->store);
}

// One digest behind the other, from the second phase on.
static void digest_on(Bench *bench) {
    open_store(bench);
    const double begun = milliseconds();
    double gathering = 0;
    size_t bytes = 0;
    unsigned count = 0;
    g_usleep(PHASE * G_USEC_PER_SEC);
    while (milliseconds() - begun < 2 * PHASE * 1000.0 && ++count > 0)
        (void)make_digest(bench, &gathering, &bytes);
    (void)printf("digests meanwhile: %u in %d s, one behind the other\n", count, PHASE);
    store_free(bench->store);
}

// Each in a process of its own, so that the figures of memory are its own.
static pid_t start(Bench *bench, void (*work)(Bench *bench)) {
    const pid_t child = fork();
    must(child >= 0, NULL);
    if (child > 0)
        return child;
    work(bench);
    exit(0);
}

static void wait_for(pid_t child) {
    int status = 0;
    must(waitpid(child, &status, 0) == child && status == 0, NULL);
}

int main(int argc, char **argv) {
    Bench bench = {.threads = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : 10000};
    bench.open = argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 200;
    bench.directory = g_canonicalize_filename(argc > 3 ? argv[3] : "bench-digest", NULL);
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    if (bench.threads == 0 || bench.open > bench.threads || argc > 4) {
        (void)fprintf(stderr, "usage: digest [THREADS [OPEN [DIR]]]\n");
        return 64;
    }
    must(seal_library_start(NULL) && g_mkdir_with_parents(bench.directory, 0700) == 0, NULL);
    const bool filled = make_ground(&bench);
    if (!filled)
        wait_for(start(&bench, fill));
    wait_for(start(&bench, measure));
    const pid_t writer = start(&bench, write_on), reader = start(&bench, digest_on);
    wait_for(writer);
    wait_for(reader);
    config_free(bench.config);
    seal_free(bench.seal);
    g_free(bench.directory);
    return 0;
}
