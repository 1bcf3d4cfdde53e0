// What a large store costs those who watch the clocks: fills one with threads
// and three running clocks for each, which is the worst that the index of next words can
// hold, then measures in a process that has done nothing else.
//   clocks [THREADS [DIR]]    10,000 threads below the current directory by default
// The store stays in DIR, with a configuration and key that `earshot -c DIR/earshot.conf` takes.
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "clocks.h"
#include "config.h"
#include "contact.h"
#include "schedule.h"
#include "thread.h"

// Monday, 23 November 2026, 10:00 UTC.
#define NOW (INT64_C(1795428000) * G_USEC_PER_SEC)

enum { BATCH = 2000, CLOCKS = 3, LOOKS = 10000, WORST = 50, RUN = 100, RUNS = 50 };

typedef struct Bench {
    char *directory;
    uint64_t threads;
    Config *config;
    Seal *seal;
    Store *store;
} Bench;

static double milliseconds(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

_Noreturn static void die(const GError *error) {
    (void)fprintf(stderr, "clocks: %s\n", error != NULL ? error->message : "failed");
    exit(1);
}

static void must(bool done, const GError *error) {
    if (!done)
        die(error);
}

// --- the ground ---

static const char CONFIG_TEXT[] = "[earshot]\nhostname = mx.example.test\nmode = tag\nstore = lmdb:%s/store\n"
                                  "key-file = %s/key\n\n[receipt]\nwhen = inspected\n\n[mailbox support]\n"
                                  "addresses = support@example.test\ntime-zone = Europe/Berlin\n"
                                  "hours = Mon-Fri 09:00-12:00 13:00-17:00\npm = paula\n\n[pm paula]\n"
                                  "address = paula@example.test\nalert-budget = 10000\n";

static void make_ground(Bench *bench) {
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
}

static void open_store(Bench *bench) {
    g_autoptr(GError) error = NULL;
    bench->store = store_open(bench->config->store, NULL, true, bench->seal, &error);
    must(bench->store != NULL, error);
}

// --- filling ---

typedef struct Fill {
    const Bench *bench;
    uint64_t from, to;
} Fill;

// A number that looks random and is the same in each run.
static uint64_t mix(uint64_t number) {
    number = (number ^ (number >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94d049bb133111eb);
    return number ^ (number >> 31);
}

static Level level_of(uint64_t random) {
    const uint64_t percent = random % 100;
    return percent < 70   ? LEVEL_NONE
           : percent < 85 ? LEVEL_CONCERN
           : percent < 95 ? LEVEL_ESCALATION
                          : LEVEL_CRITICAL;
}

static int64_t add_clock(StoreTxn *txn, const Mailbox *mailbox, Thread *thread, ClockKind kind,
                         GTimeSpan span) {
    g_autoptr(Clock) clock = clock_new(kind);
    clock->thread = thread->id;
    clock->number = ++thread->clocks;
    clock->owner = thread->owner;
    clock->level = thread->level;
    clock->mailbox = g_strdup(mailbox->name);
    clock->accepted = true;
    clock->words =
        kind == CLOCK_PROMISE ? g_strdup("We will send you the corrected version by Friday.") : NULL;
    clock_start(clock, mailbox->calendar, thread->opened,
                calendar_add(mailbox->calendar, thread->opened, span));
    clocks_put(txn, clock);
    thread->due = thread->due == 0 ? clock->due : MIN(thread->due, clock->due);
    return clock->due;
}

// A tenth began within the last week, and is due; the others begin in the year to come, so that the index is
// full.
static void add_thread(StoreTxn *txn, const Mailbox *mailbox, uint64_t number) {
    const uint64_t random = mix(number + 1);
    g_autofree char *from = g_strdup_printf("person%" G_GUINT64_FORMAT "@customer.example", number / 5);
    g_autoptr(Thread) thread = thread_new();
    thread->id = random;
    thread->owner = contact_take(txn, from, NOW).slot;
    thread->mailbox = g_strdup(mailbox->name);
    thread->from = g_steal_pointer(&from);
    thread->subject = g_strdup_printf("The export stops after %u rows", (unsigned)(random % 1000));
    thread->language = g_strdup("en");
    thread->level = level_of(mix(random));
    const int64_t span = (random >> 8) % 10 == 0 ? -7 * G_TIME_SPAN_DAY : 365 * G_TIME_SPAN_DAY;
    thread->opened = thread->updated = thread->accepted =
        NOW + (int64_t)((double)(random >> 40) / (1 << 24) * (double)span);
    thread->by_persons = thread->entries = 1;
    thread->reply_due =
        add_clock(txn, mailbox, thread, CLOCK_FIRST_REPLY, mailbox->first_reply[thread->level]);
    thread->reply_kind = CLOCK_FIRST_REPLY;
    thread->reply_clock = thread->clocks;
    (void)add_clock(txn, mailbox, thread, CLOCK_TOUCHPOINT, 7 * G_TIME_SPAN_HOUR);
    thread->touchpoint_clock = thread->clocks;
    (void)add_clock(txn, mailbox, thread, CLOCK_PROMISE, 20 * G_TIME_SPAN_HOUR);
    thread->promises = 1;
    thread_put(txn, thread);
}

static bool do_fill(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Fill *fill = data;
    for (uint64_t number = fill->from; number < fill->to && !store_failed(txn); number++)
        add_thread(txn, config_mailbox(fill->bench->config, "support"), number);
    return !store_failed(txn);
}

static void fill(Bench *bench) {
    open_store(bench);
    const double begun = milliseconds();
    for (uint64_t from = 0; from < bench->threads; from += BATCH) {
        g_autoptr(GError) error = NULL;
        Fill part = {bench, from, MIN(from + BATCH, bench->threads)};
        must(store_write(bench->store, do_fill, &part, 0, &error), error);
        if (part.to % (BATCH * 25) == 0)
            (void)fprintf(stderr, "%" G_GUINT64_FORMAT " threads, %.0f s\n", part.to,
                          (milliseconds() - begun) / 1000);
    }
    (void)printf("filled with %" G_GUINT64_FORMAT " threads and %" G_GUINT64_FORMAT " clocks in %.1f s\n",
                 bench->threads, CLOCKS * bench->threads, (milliseconds() - begun) / 1000);
    store_free(bench->store);
}

// --- measuring ---

static int compare_doubles(gconstpointer a, gconstpointer b) {
    const double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

static void tell(const char *what, GArray *times, const char *wanted) {
    g_array_sort(times, compare_doubles);
    (void)printf("%-48s p50 %9.4f ms, p99 %9.4f ms of %u (%s)\n", what,
                 g_array_index(times, double, times->len / 2),
                 g_array_index(times, double, times->len * 99 / 100), times->len, wanted);
}

static void measure(const Bench *bench, const char *what, const char *wanted, StoreWork work, bool writes,
                    unsigned rounds) {
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));
    for (unsigned i = 0; i < rounds; i++) {
        g_autoptr(GError) error = NULL;
        const double begun = milliseconds();
        must(writes ? store_write(bench->store, work, (void *)(uintptr_t)bench, 0, &error)
                    : store_read(bench->store, work, (void *)(uintptr_t)bench, &error),
             error);
        const double took = milliseconds() - begun;
        g_array_append_val(times, took);
    }
    tell(what, times, wanted);
}

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    return clocks_next(txn) != INT64_MAX;
}

static bool do_run(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Bench *bench = data;
    bool left = false;
    const ScheduleRun run = schedule_run(txn, bench->config, NOW, RUN, &left);
    return run.told > 0 && !store_failed(txn);
}

static bool count_worst(StoreTxn *txn, Thread *thread, void *data) {
    (void)txn, (void)thread;
    return ++*(unsigned *)data < WORST;
}

static bool do_worst(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    unsigned count = 0;
    thread_walk_open(txn, count_worst, &count);
    return count > 0 && !store_failed(txn);
}

static void tell_memory(const Bench *bench) {
    g_autofree char *status = NULL;
    g_autofree char *data = g_build_filename(bench->directory, "store", "data.mdb", NULL);
    g_autofree char *keys = g_build_filename(bench->directory, "store", "persons.keys", NULL);
    GStatBuf data_status = {0}, keys_status = {0};
    (void)g_stat(data, &data_status);
    (void)g_stat(keys, &keys_status);
    (void)printf("on disk: store %.0f MB, keys of persons %.0f MB\n", (double)data_status.st_size / 1e6,
                 (double)keys_status.st_size / 1e6);
    if (!g_file_get_contents("/proc/self/status", &status, NULL, NULL))
        return;
    g_auto(GStrv) lines = g_strsplit(status, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (g_str_has_prefix(*line, "VmHWM") || g_str_has_prefix(*line, "VmRSS") ||
            g_str_has_prefix(*line, "RssAnon"))
            (void)printf("%s\n", *line);
}

static void measure_all(Bench *bench) {
    double begun = milliseconds();
    open_store(bench);
    (void)printf("%-48s %.1f ms (under 1000)\n", "store opened", milliseconds() - begun);
    measure(bench, "first look for the next due", "under 1", do_look, false, 1);
    measure(bench, "the next due found", "under 1", do_look, false, LOOKS);
    measure(bench, "the worst 50, first", "under 200", do_worst, false, 1);
    measure(bench, "the worst 50", "under 200", do_worst, false, 200);
    tell_memory(bench);
    measure(bench, "a run of the schedule, 100 words, durable", "-", do_run, true,
            (unsigned)CLAMP(bench->threads / 2000, 1, RUNS));
    tell_memory(bench);
    store_free(bench->store);
}

// Filled by a child, so that the figures of memory are those of one that only looks.
static void fill_apart(Bench *bench) {
    const pid_t child = fork();
    if (child == 0) {
        fill(bench);
        exit(0);
    }
    int status = 0;
    must(child > 0 && waitpid(child, &status, 0) == child && status == 0, NULL);
}

int main(int argc, char **argv) {
    Bench bench = {.threads = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : 10000};
    const char *directory = argc > 2 ? argv[2] : "bench-clocks";
    bench.directory = g_canonicalize_filename(directory, NULL);
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    if (bench.threads == 0 || argc > 3) {
        (void)fprintf(stderr, "usage: clocks [THREADS [DIR]]\n");
        return 64;
    }
    must(seal_library_start(NULL) && g_mkdir_with_parents(bench.directory, 0700) == 0, NULL);
    make_ground(&bench);
    fill_apart(&bench);
    measure_all(&bench);
    config_free(bench.config);
    seal_free(bench.seal);
    g_free(bench.directory);
    return 0;
}
