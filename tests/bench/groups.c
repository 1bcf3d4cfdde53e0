// What it costs to hold a complaint against all that came before, and how many are
// told right: fills a store with complaints of some thousand problems, one by one as
// they would come, and times for each what the intake's transaction does with it: finding those
// it is like, noting it, joining a group.
//   groups [COMPLAINTS [PROBLEMS]]    100,000 complaints of 2,000 problems by default
//   groups MESSAGES [SEED]            those of a file as in contrib/train/pairs, in random order
// Problems are as unequal as in life, and so are the things and words they are of: many share theirs. A
// complaint says four in five of what its problem is about, and something else besides.
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common/written.h"
#include "contact.h"
#include "group.h"
#include "likeness.h"
#include "message.h"

// Monday, 23 November 2026, 10:00 UTC.
#define NOW (INT64_C(1795428000) * G_USEC_PER_SEC)

enum { BATCH = 32, CONCEPTS = 4, WORDS = 8, NOISE = 2, NOISE_WORDS = 8, VOCABULARY = 20000, STEPS = 10 };

typedef struct Topic {
    unsigned concepts[CONCEPTS], words[WORDS];
    bool has_code;
} Topic;

typedef struct Bench {
    char *directory;
    unsigned complaints, problems, concepts;
    Topic *topics;
    double *weight; // of a problem, summed up: how often it comes
    GRand *rand;
    Seal *seal;
    Store *store;
    unsigned *problem_of; // of a complaint
    uint64_t *group_of;
    float *took; // microseconds
    unsigned next;
    GPtrArray *given; // Fingerprint *, of MESSAGES, or NULL; one may be NULL
} Bench;

// Of the processor: what others do on the machine is not in it. The work runs in the store's writer thread.
static double microseconds(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void must(bool done, const GError *error) {
    if (done)
        return;
    (void)fprintf(stderr, "groups: %s\n", error != NULL ? error->message : "failed");
    _exit(1);
}

// --- what they write ---

// A number below `count`; small ones are much more frequent, as words are.
static unsigned zipf(GRand *rand, unsigned count) {
    const double most = g_rand_double(rand);
    const double place = pow((double)count + 1, most) - 1;
    return MIN((unsigned)place, count - 1);
}

static void make_topics(Bench *bench) {
    bench->topics = g_new0(Topic, bench->problems);
    bench->weight = g_new0(double, bench->problems);
    double sum = 0;
    for (unsigned i = 0; i < bench->problems; i++) {
        Topic *topic = &bench->topics[i];
        for (unsigned k = 0; k < CONCEPTS; k++)
            topic->concepts[k] = (unsigned)g_rand_int_range(bench->rand, 0, (gint32)bench->concepts);
        for (unsigned k = 0; k < WORDS; k++)
            topic->words[k] = zipf(bench->rand, VOCABULARY);
        topic->has_code = i % 6 == 0;
        sum += 1.0 / (1 + i % 200);
        bench->weight[i] = sum;
    }
}

static unsigned draw_problem(Bench *bench) {
    const double at = g_rand_double(bench->rand) * bench->weight[bench->problems - 1];
    unsigned low = 0, high = bench->problems - 1;
    while (low < high) {
        const unsigned middle = (low + high) / 2;
        if (bench->weight[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void add(Fingerprint *fingerprint, TraitKind kind, const char *word, double weight) {
    Trait *trait = g_new0(Trait, 1);
    *trait = (Trait){.kind = kind, .word = g_strdup(word), .weight = (float)weight};
    g_ptr_array_add(fingerprint->traits, trait);
}

static void add_concept(Fingerprint *fingerprint, unsigned number) {
    const Concept *concept = concept_at(number);
    add(fingerprint, TRAIT_CONCEPT, concept->name, concept->rarity / 100.0);
}

static void add_word(Fingerprint *fingerprint, unsigned number) {
    g_autofree char *word = g_strdup_printf("word%u", number);
    add(fingerprint, TRAIT_WORD, word, 0.5 * log(1.0 + number));
}

static int by_weight(gconstpointer left, gconstpointer right) {
    const Trait *a = *(const Trait *const *)left, *b = *(const Trait *const *)right;
    return (a->weight < b->weight) - (a->weight > b->weight);
}

static void trait_free(gpointer data) {
    g_free(((Trait *)data)->word);
    g_free(data);
}

static Fingerprint *write_complaint(Bench *bench, unsigned problem) {
    const Topic *topic = &bench->topics[problem];
    Fingerprint *fingerprint = g_new0(Fingerprint, 1);
    fingerprint->request = problem % 3 == 0 ? REQUEST_OUTAGE : REQUEST_DEFECT;
    fingerprint->language = g_strdup("en");
    fingerprint->traits = g_ptr_array_new_with_free_func(trait_free);
    for (unsigned k = 0; k < CONCEPTS; k++)
        if (g_rand_double(bench->rand) < 0.8)
            add_concept(fingerprint, topic->concepts[k]);
    for (unsigned k = 0; k < NOISE; k++)
        add_concept(fingerprint, zipf(bench->rand, bench->concepts));
    for (unsigned k = 0; k < WORDS; k++)
        if (g_rand_double(bench->rand) < 0.6)
            add_word(fingerprint, topic->words[k]);
    for (unsigned k = 0; k < NOISE_WORDS; k++)
        add_word(fingerprint, zipf(bench->rand, VOCABULARY));
    if (topic->has_code && g_rand_double(bench->rand) < 0.5) {
        g_autofree char *code = g_strdup_printf("ERR_%u", problem);
        add(fingerprint, TRAIT_ERROR, code, 8);
    }
    g_ptr_array_sort(fingerprint->traits, by_weight);
    return fingerprint;
}

// --- one comes ---

static Thread *begin(StoreTxn *txn, uint64_t number) {
    Thread *thread = thread_new();
    thread->id = (number + 1) * UINT64_C(0x9e3779b97f4a7c15);
    thread->from = g_strdup_printf("person%" G_GUINT64_FORMAT "@customer%u.example", number / 2,
                                   (unsigned)(number % 5000));
    thread->account = g_strdup_printf("A%u", (unsigned)(number % 1000));
    thread->owner = contact_take(txn, thread->from, NOW).slot;
    thread->mailbox = g_strdup("support");
    thread->opened = thread->updated = NOW + (int64_t)number * G_TIME_SPAN_MINUTE;
    return thread;
}

static void take_one(Bench *bench, StoreTxn *txn, unsigned number) {
    Fingerprint *given = bench->given == NULL ? NULL : bench->given->pdata[number];
    if (bench->given != NULL && given == NULL)
        return;
    g_autoptr(Fingerprint) made = given != NULL ? NULL : write_complaint(bench, bench->problem_of[number]);
    const Fingerprint *fingerprint = given != NULL ? given : made;
    g_autoptr(Thread) thread = begin(txn, number);
    thread_put(txn, thread);
    const double before = microseconds();
    g_autoptr(GArray) alike = likeness_find(txn, "paula", fingerprint, NULL, thread->id, FINGERPRINT_SAME);
    likeness_note(txn, "paula", thread, fingerprint, NULL);
    group_join(txn, "paula", thread, alike, thread->updated);
    bench->took[number] = (float)(microseconds() - before);
    thread_put(txn, thread);
}

static bool do_batch(StoreTxn *txn, void *data, GError **error) {
    Bench *bench = data;
    (void)error;
    for (unsigned i = 0; i < BATCH && bench->next + i < bench->complaints; i++)
        take_one(bench, txn, bench->next + i);
    return !store_failed(txn);
}

// --- what it came to ---

static int by_time(const void *left, const void *right) {
    const float a = *(const float *)left, b = *(const float *)right;
    return (a > b) - (a < b);
}

static long resident(void) {
    g_autofree char *status = NULL;
    if (!g_file_get_contents("/proc/self/status", &status, NULL, NULL))
        return 0;
    const char *line = strstr(status, "RssAnon:");
    return line == NULL ? 0 : strtol(line + strlen("RssAnon:"), NULL, 10);
}

static double store_bytes(const Bench *bench) {
    g_autofree char *path = g_build_filename(bench->directory, "store", "data.mdb", NULL);
    struct stat status;
    return stat(path, &status) == 0 ? (double)status.st_blocks * 512 : 0;
}

static void tell_step(const Bench *bench, unsigned from, unsigned until) {
    const unsigned count = until - from;
    g_autofree float *took = g_memdup2(bench->took + from, count * sizeof *took);
    double sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += (double)took[i];
    qsort(took, count, sizeof *took, by_time);
    (void)printf("%7u  %6.0f  %6.0f  %6.0f  %7.0f  %8ld  %9.0f\n", until, sum / count,
                 (double)took[count / 2], (double)took[count / 100 * 99], (double)took[count - 1], resident(),
                 store_bytes(bench) / until);
    (void)fflush(stdout);
}

static bool do_read(StoreTxn *txn, void *data, GError **error) {
    Bench *bench = data;
    (void)error;
    for (unsigned i = 0; i < bench->complaints; i++) {
        g_autoptr(Thread) thread = thread_get(txn, (i + UINT64_C(1)) * UINT64_C(0x9e3779b97f4a7c15));
        bench->group_of[i] = thread == NULL ? 0 : thread->group;
    }
    return true;
}

static unsigned largest(GHashTable *counts) {
    GHashTableIter iter;
    gpointer value;
    unsigned most = 0;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        most = MAX(most, GPOINTER_TO_UINT(value));
    return most;
}

// Of all by one name (`from`), how many have the same other name (`to`) as most of them.
static double agreement(const Bench *bench, bool by_group, unsigned *names) {
    g_autoptr(GHashTable) all =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)g_hash_table_unref);
    g_autofree uint64_t *problems = g_new(uint64_t, bench->complaints);
    unsigned counted = 0, agree = 0;
    for (unsigned i = 0; i < bench->complaints; i++) {
        problems[i] = bench->problem_of[i] + UINT64_C(1);
        if (bench->group_of[i] == 0)
            continue;
        uint64_t *from = by_group ? &bench->group_of[i] : &problems[i];
        uint64_t *to = by_group ? &problems[i] : &bench->group_of[i];
        GHashTable *counts = g_hash_table_lookup(all, from);
        if (counts == NULL) {
            counts = g_hash_table_new(g_int64_hash, g_int64_equal);
            g_hash_table_insert(all, from, counts);
        }
        const unsigned count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, to));
        g_hash_table_insert(counts, to, GUINT_TO_POINTER(count + 1));
        counted++;
    }
    GHashTableIter iter;
    gpointer counts;
    g_hash_table_iter_init(&iter, all);
    while (g_hash_table_iter_next(&iter, NULL, &counts))
        agree += largest(counts);
    *names = g_hash_table_size(all);
    return counted == 0 ? 0 : (double)agree / counted;
}

static void tell_groups(Bench *bench) {
    g_autoptr(GError) error = NULL;
    must(store_read(bench->store, do_read, bench, &error), error);
    unsigned grouped = 0, groups, problems;
    for (unsigned i = 0; i < bench->complaints; i++)
        grouped += bench->group_of[i] != 0;
    const double pure = agreement(bench, true, &groups), whole = agreement(bench, false, &problems);
    (void)printf("in groups: %.1f %% of the complaints, %u groups of %u problems\n",
                 100.0 * grouped / bench->complaints, groups, problems);
    (void)printf("of those, of the problem that most of their group are of: %.1f %%\n", 100 * pure);
    (void)printf("and in the group that most of their problem are in: %.1f %%\n", 100 * whole);
}

// --- a file of messages ---

static void shuffle(GRand *rand, char **blocks, unsigned count) {
    for (unsigned i = count; i > 1; i--) {
        const unsigned other = (unsigned)g_rand_int_range(rand, 0, (gint32)i);
        char *held = blocks[i - 1];
        blocks[i - 1] = blocks[other];
        blocks[other] = held;
    }
}

static unsigned number_of(GHashTable *numbers, const char *block) {
    const char *name = strstr(block, "problem=");
    name = name == NULL ? block : name + strlen("problem=");
    char *problem = g_strndup(name, strcspn(name, " \n"));
    gpointer known = g_hash_table_lookup(numbers, problem);
    if (known != NULL)
        g_free(problem);
    else
        g_hash_table_insert(numbers, problem, known = GUINT_TO_POINTER(g_hash_table_size(numbers) + 1));
    return GPOINTER_TO_UINT(known);
}

// "== ID problem=NAME language=xx", then the mail.
static void read_messages(Bench *bench, const char *path) {
    g_autoptr(Judge) judge = judge_new();
    g_auto(GStrv) blocks = judge == NULL ? NULL : written_mails(path);
    must(blocks != NULL, NULL);
    g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bench->complaints = g_strv_length(blocks);
    bench->problem_of = g_new0(unsigned, bench->complaints);
    bench->given = g_ptr_array_new();
    shuffle(bench->rand, blocks, bench->complaints);
    for (unsigned i = 0; i < bench->complaints; i++) {
        const char *line = strchr(blocks[i], '\n');
        bench->problem_of[i] = number_of(numbers, blocks[i]);
        g_ptr_array_add(bench->given, line == NULL ? NULL : judge_fingerprint(judge, line + 1));
    }
}

// --- all of it ---

static void make_ground(Bench *bench) {
    g_autoptr(GError) error = NULL;
    g_autofree char *store = g_build_filename(bench->directory, "store", NULL);
    g_autofree char *key = g_build_filename(bench->directory, "key", NULL);
    g_autofree char *url = g_strconcat("lmdb:", store, NULL);
    must(seal_library_start(&error) && g_mkdir_with_parents(store, 0700) == 0, error);
    must(seal_key_create(key, &error), error);
    bench->seal = seal_open(key, &error);
    must(bench->seal != NULL, error);
    bench->store = store_open(url, NULL, true, bench->seal, &error);
    must(bench->store != NULL, error);
}

static void fill(Bench *bench) {
    (void)printf("complaints  mean us  p50  p99  longest  RssAnon KB  store bytes a complaint\n");
    const unsigned step = MAX(bench->complaints / STEPS, 1);
    for (unsigned i = 0; i < bench->complaints && bench->given == NULL; i++)
        bench->problem_of[i] = draw_problem(bench);
    unsigned told = 0;
    while (bench->next < bench->complaints) {
        g_autoptr(GError) error = NULL;
        must(store_write(bench->store, do_batch, bench, 0, &error), error);
        bench->next = MIN(bench->next + BATCH, bench->complaints);
        if (bench->next - told < step && bench->next < bench->complaints)
            continue;
        tell_step(bench, told, bench->next);
        told = bench->next;
    }
}

int main(int argc, char **argv) {
    Bench bench = {.complaints = argc > 1 ? (unsigned)atoi(argv[1]) : 100000,
                   .problems = argc > 2 ? (unsigned)atoi(argv[2]) : 2000};
    bench.directory = g_dir_make_tmp("earshot-groups-XXXXXX", NULL);
    bench.rand = g_rand_new_with_seed(bench.complaints == 0 && argc > 2 ? (guint32)atoi(argv[2]) : 7);
    bench.concepts = concept_count();
    if (bench.complaints == 0 && argc > 1) {
        read_messages(&bench, argv[1]);
    } else {
        must(bench.complaints > 0 && bench.problems > 0, NULL);
        bench.problem_of = g_new0(unsigned, bench.complaints);
        make_topics(&bench);
    }
    bench.group_of = g_new0(uint64_t, bench.complaints);
    bench.took = g_new0(float, bench.complaints);
    make_ground(&bench);
    fill(&bench);
    tell_groups(&bench);
    store_free(bench.store);
    seal_free(bench.seal);
    return 0;
}
