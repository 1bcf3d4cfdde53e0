// Features have a scale by kind: a small one is a strong prior towards zero, so
// that ten thousand letter n-grams do not drown three hundred concepts. Scales,
// C and the least number of messages a term must stand in were chosen by
// cross-validation over writers (README.md).
#include "learn.h"

#include <linear.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "example.h"
#include "subject.h"
#include "verdict.h"
#include "weights.h"

#define PHRASE_SCALE 0.5
#define COST 1.0
#define ENOUGH 0.01

static const struct {
    double scale;
    unsigned least; // messages
    double crumb;   // weights below it are left out: in a message of usual length they move nothing
} kinds[TERM_KINDS] = {
    [TERM_CONCEPT] = {1.0, 2, 0.01}, [TERM_PAIR] = {0.6, 3, 0.01},    [TERM_WORD] = {2.0, 3, 0.06},
    [TERM_WORDS] = {1.0, 3, 0.06},   [TERM_LETTERS] = {1.0, 6, 0.12}, [TERM_SHAPE] = {1.0, 2, 0.01},
};

typedef struct Found { // a term of the corpus
    uint64_t key;
    TermKind kind;
    unsigned messages;
    int number; // as a feature, from 1; 0 when too rare
} Found;

typedef struct Sample {
    const Example *example;
    struct feature_node *nodes; // phrases first; ended by index -1
} Sample;

struct Corpus {
    const Model *model;
    GArray *samples;            // Sample
    GHashTable *found;          // key -> Found
    GPtrArray *features;        // Found, by number - CLASS_COUNT - 1
    double *whole[CLASS_COUNT]; // learned from everything, once it was needed
};

typedef struct Measure { // of a message, beside its terms
    float phrases[CLASS_COUNT], factors[TERM_KINDS];
} Measure;

static uint64_t *key_new(uint64_t key) {
    uint64_t *kept = g_new(uint64_t, 1);
    *kept = key;
    return kept;
}

// The terms of one message, each once.
static GArray *distinct_terms(const Corpus *corpus, const Example *example, Measure *measure,
                              const LanguageGuesser *guesser) {
    const char *subject = subject_is_inherited(example->subject) ? "" : example->subject;
    Text text = {.body = example->text, .subject = (char *)subject};
    g_autoptr(Features) body = features_of(example->text);
    g_autoptr(Features) head = features_of(subject);
    Utterance utterance = {.text = {example->text, subject},
                           .features = {body, head},
                           .language = verdict_language(guesser, &text)};
    model_phrases(corpus->model, &utterance, measure->phrases);
    g_autoptr(GArray) terms = model_terms(corpus->model, &utterance);
    terms_factors(terms, measure->factors);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    GArray *distinct = g_array_new(FALSE, FALSE, sizeof(Term));
    for (guint i = 0; i < terms->len; i++) {
        const Term *term = &g_array_index(terms, Term, i);
        if (kinds[term->kind].scale > 0 && g_hash_table_add(seen, key_new(term->key)))
            g_array_append_val(distinct, *term);
    }
    return distinct;
}

static void count_terms(Corpus *corpus, const GArray *terms) {
    for (guint i = 0; i < terms->len; i++) {
        const Term *term = &g_array_index(terms, Term, i);
        Found *found = g_hash_table_lookup(corpus->found, &term->key);
        if (found == NULL) {
            found = g_new0(Found, 1);
            found->key = term->key;
            found->kind = term->kind;
            g_hash_table_insert(corpus->found, &found->key, found);
        }
        found->messages++;
    }
}

static int found_compare(const void *left, const void *right) {
    const Found *a = *(Found *const *)left, *b = *(Found *const *)right;
    return a->key < b->key ? -1 : a->key > b->key;
}

// Numbered in order of their keys, so that nothing depends on a hash table's order.
static void number_terms(Corpus *corpus) {
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, corpus->found);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Found *found = value;
        if (found->messages >= kinds[found->kind].least)
            g_ptr_array_add(corpus->features, found);
    }
    g_ptr_array_sort(corpus->features, found_compare);
    for (guint i = 0; i < corpus->features->len; i++)
        ((Found *)g_ptr_array_index(corpus->features, i))->number = (int)(CLASS_COUNT + 1 + i);
}

static int node_compare(const void *left, const void *right) {
    const struct feature_node *a = left, *b = right;
    return a->index < b->index ? -1 : a->index > b->index;
}

static struct feature_node *nodes_of(const Corpus *corpus, const GArray *terms, const Measure *measure) {
    struct feature_node *nodes = g_new(struct feature_node, CLASS_COUNT + terms->len + 2);
    size_t count = 0;
    for (int class = 0; class < CLASS_COUNT; class ++) {
        double phrases = (double)measure->phrases[class];
        if (phrases < 0 || phrases > 0)
            nodes[count++] = (struct feature_node){class + 1, phrases * PHRASE_SCALE};
    }
    for (guint i = 0; i < terms->len; i++) {
        const Term *term = &g_array_index(terms, Term, i);
        const Found *found = g_hash_table_lookup(corpus->found, &term->key);
        if (found->number > 0)
            nodes[count++] = (struct feature_node){found->number,
                                                   kinds[term->kind].scale *
                                                       (double)(measure->factors[term->kind] * term->share)};
    }
    qsort(nodes, count, sizeof *nodes, node_compare);
    nodes[count++] = (struct feature_node){(int)(CLASS_COUNT + 1 + corpus->features->len), 1}; // the bias
    nodes[count] = (struct feature_node){-1, 0};
    return nodes;
}

Corpus *corpus_new(const Model *model, const LanguageGuesser *guesser, const GPtrArray *examples) {
    Corpus *corpus = g_new0(Corpus, 1);
    corpus->model = model;
    corpus->samples = g_array_new(FALSE, TRUE, sizeof(Sample));
    corpus->found = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    corpus->features = g_ptr_array_new();
    g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autofree Measure *measures = g_new0(Measure, examples->len + 1);
    for (guint i = 0; i < examples->len; i++) {
        GArray *terms = distinct_terms(corpus, g_ptr_array_index(examples, i), &measures[i], guesser);
        count_terms(corpus, terms);
        g_ptr_array_add(lists, terms);
    }
    number_terms(corpus);
    for (guint i = 0; i < examples->len; i++) {
        Sample sample = {.example = g_ptr_array_index(examples, i),
                         .nodes = nodes_of(corpus, g_ptr_array_index(lists, i), &measures[i])};
        g_array_append_val(corpus->samples, sample);
    }
    return corpus;
}

void corpus_free(Corpus *corpus) {
    if (corpus == NULL)
        return;
    for (guint i = 0; i < corpus->samples->len; i++)
        g_free(g_array_index(corpus->samples, Sample, i).nodes);
    g_array_unref(corpus->samples);
    g_hash_table_unref(corpus->found);
    g_ptr_array_unref(corpus->features);
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        g_free(corpus->whole[class]);
    g_free(corpus);
}

static void be_silent(const char *line) {
    (void)line;
}

// Whether any left-out example tells how well the class is learned.
static bool is_asked(const Corpus *corpus, const bool *held, unsigned class) {
    for (guint i = 0; i < corpus->samples->len; i++) {
        if (held[i] && g_array_index(corpus->samples, Sample, i).example->label[class] != LABEL_UNKNOWN)
            return true;
    }
    return false;
}

// The weights of one class: one a feature and the bias behind them. All zero when the class has no example,
// or none of those left out asks for it.
static double *learn_anew(const Corpus *corpus, const bool *held, unsigned class) {
    size_t features = CLASS_COUNT + corpus->features->len + 1;
    g_autofree struct feature_node **rows = g_new(struct feature_node *, corpus->samples->len + 1);
    g_autofree double *wanted = g_new(double, corpus->samples->len + 1);
    int count = 0, positive = 0;
    for (guint i = 0; i < corpus->samples->len; i++) {
        const Sample *sample = &g_array_index(corpus->samples, Sample, i);
        int8_t label = sample->example->label[class];
        if (label == LABEL_UNKNOWN || sample->example->test || (held != NULL && held[i]))
            continue;
        rows[count] = sample->nodes;
        wanted[count++] = label == LABEL_YES ? 1 : -1;
        positive += label == LABEL_YES;
    }
    double *weights = g_new0(double, features);
    if (positive == 0 || positive == count)
        return weights;
    struct problem problem = {.l = count, .n = (int)features, .y = wanted, .x = rows, .bias = -1};
    struct parameter parameter = {.solver_type = L2R_LR, .eps = ENOUGH, .C = COST};
    struct model *learned = train(&problem, &parameter);
    double sign = learned->label[0] == 1 ? 1 : -1;
    for (size_t i = 0; i < features; i++)
        weights[i] = sign * learned->w[i];
    free_and_destroy_model(&learned);
    return weights;
}

// Leaving out what says nothing of a class changes nothing: then it is learned once.
static const double *learn_class(Corpus *corpus, const bool *held, unsigned class, double **own) {
    *own = NULL;
    if (held != NULL && is_asked(corpus, held, class))
        return *own = learn_anew(corpus, held, class);
    if (corpus->whole[class] == NULL)
        corpus->whole[class] = learn_anew(corpus, NULL, class);
    return corpus->whole[class];
}

// ---- the file --------------------------------------------------------------

typedef struct Table { // what is written, in the machine's order
    float bias[CLASS_STRIDE], phrase[CLASS_COUNT][CLASS_STRIDE], scale[TERM_KINDS][CLASS_STRIDE];
} Table;

static double weight_of(const Corpus *corpus, const double *const *learned, guint feature, unsigned class) {
    const Found *found = g_ptr_array_index(corpus->features, feature);
    return learned[class][CLASS_COUNT + feature] * kinds[found->kind].scale;
}

static void fill_table(const Corpus *corpus, const double *const *learned, Table *table) {
    memset(table, 0, sizeof *table);
    for (unsigned class = 0; class < CLASS_COUNT; class ++) {
        table->bias[class] = (float)learned[class][CLASS_COUNT + corpus->features->len];
        for (unsigned from = 0; from < CLASS_COUNT; from++)
            table->phrase[from][class] = (float)(learned[class][from] * PHRASE_SCALE);
        for (guint i = 0; i < corpus->features->len; i++) {
            const Found *found = g_ptr_array_index(corpus->features, i);
            float size = (float)fabs(weight_of(corpus, learned, i, class)) / 127;
            table->scale[found->kind][class] = MAX(table->scale[found->kind][class], size);
        }
    }
}

static bool quantise(const Corpus *corpus, const double *const *learned, const Table *table, guint feature,
                     int8_t row[CLASS_STRIDE]) {
    const Found *found = g_ptr_array_index(corpus->features, feature);
    bool any = false;
    memset(row, 0, CLASS_STRIDE);
    for (unsigned class = 0; class < CLASS_COUNT; class ++) {
        double weight = weight_of(corpus, learned, feature, class);
        float scale = table->scale[found->kind][class];
        row[class] = scale > 0 && fabs(weight) >= kinds[found->kind].crumb
                         ? (int8_t)lround(weight / (double)scale)
                         : 0;
        any |= row[class] != 0;
    }
    return any;
}

static void append_numbers(GByteArray *bytes, const void *numbers, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, (const char *)numbers + i * sizeof bits, sizeof bits);
        bits = GUINT32_TO_LE(bits);
        g_byte_array_append(bytes, (const guint8 *)&bits, sizeof bits);
    }
}

static GBytes *write_down(const Corpus *corpus, const double *const *learned) {
    Table table;
    fill_table(corpus, learned, &table);
    g_autoptr(GByteArray) keys = g_byte_array_new();
    g_autoptr(GByteArray) rows = g_byte_array_new();
    for (guint i = 0; i < corpus->features->len; i++) {
        const Found *found = g_ptr_array_index(corpus->features, i);
        int8_t row[CLASS_STRIDE];
        if (!quantise(corpus, learned, &table, i, row))
            continue;
        uint64_t key = GUINT64_TO_LE(found->key);
        g_byte_array_append(keys, (const guint8 *)&key, sizeof key);
        g_byte_array_append(rows, (const guint8 *)row, sizeof row);
    }
    WeightsHead head = {.version = GUINT32_TO_LE(WEIGHTS_VERSION),
                        .rows = GUINT32_TO_LE(rows->len / CLASS_STRIDE),
                        .classes = GUINT32_TO_LE(CLASS_COUNT),
                        .kinds = GUINT32_TO_LE(TERM_KINDS),
                        .source = GUINT64_TO_LE(model_source(corpus->model))};
    memcpy(head.magic, WEIGHTS_MAGIC, sizeof head.magic);
    GByteArray *file = g_byte_array_new();
    g_byte_array_append(file, (const guint8 *)&head, sizeof head);
    append_numbers(file, &table, sizeof table / sizeof(float));
    g_byte_array_append(file, keys->data, keys->len);
    g_byte_array_append(file, rows->data, rows->len);
    head.checksum = GUINT64_TO_LE(weights_digest(0, file->data + sizeof head, file->len - sizeof head));
    memcpy(file->data, &head, sizeof head);
    return g_byte_array_free_to_bytes(file);
}

typedef struct Lesson { // what the threads that learn share; each class is one thread's
    Corpus *corpus;
    const bool *held;
    const double *learned[CLASS_COUNT];
    double *own[CLASS_COUNT];
} Lesson;

static void take_class(gpointer number, gpointer data) {
    Lesson *lesson = data;
    unsigned class = GPOINTER_TO_UINT(number) - 1;
    lesson->learned[class] = learn_class(lesson->corpus, lesson->held, class, &lesson->own[class]);
}

// Classes know nothing of each other, so the result does not depend on how many learn at once.
GBytes *corpus_learn(Corpus *corpus, const bool *held) {
    Lesson lesson = {.corpus = corpus, .held = held};
    set_print_string_function(be_silent);
    GThreadPool *pool = g_thread_pool_new(take_class, &lesson, (gint)g_get_num_processors(), TRUE, NULL);
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        (void)g_thread_pool_push(pool, GUINT_TO_POINTER(class + 1), NULL);
    g_thread_pool_free(pool, FALSE, TRUE);
    GBytes *file = write_down(corpus, lesson.learned);
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        g_free(lesson.own[class]);
    return file;
}
