// One sum for each class. Every addition goes through `place`, which writes it
// to the tokens it stands on as well: that evidence and score agree is thus
// not a matter of care. A term counts once a message, where it stands first:
// saying a thing twice is no second thing.
#include "model.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "builtin.h"
#include "fault.h"
#include "language.h"
#include "lexicon.h"
#include "phrase.h"
#include "terms.h"
#include "weights.h"

#define UNTAUGHT_BIAS (-3.0F)
enum { LANGUAGES = 9 };

struct Model {
    PhraseBook *phrases;
    Weights *weights; // NULL when none were learned
    uint64_t source;
    pthread_mutex_t *lock;
    GBytes *concepts[LANGUAGES];  // the texts by language_number; NULL when there is none
    Lexicon *lexicons[LANGUAGES]; // of them, once they were needed
};

static Model *model_empty(void) {
    Model *model = g_new0(Model, 1);
    model->source = TERMS_VERSION;
    model->phrases = phrase_book_new();
    model->lock = g_new0(pthread_mutex_t, 1);
    (void)pthread_mutex_init(model->lock, NULL);
    return model;
}

static bool take_weights(Model *model, GBytes *bytes, GError **error) {
    model->weights = weights_open(bytes, error);
    return model->weights != NULL;
}

Model *model_of(const char *phrases, GError **error) {
    g_autoptr(Model) model = model_empty();
    return phrase_add(model->phrases, "phrases", phrases, error) ? g_steal_pointer(&model) : NULL;
}

static char *text_of(GBytes *bytes) {
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}

static bool add_builtin(Model *model, const char *name, GError **error) {
    g_autofree char *path = g_strconcat("model/", name, NULL);
    g_autoptr(GBytes) bytes = builtin_file(path);
    if (bytes == NULL || strcmp(name, "weights") == 0)
        return true;
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    model->source = weights_digest(model->source, data, size);
    const char *code = strrchr(name, '.');
    int language = g_str_has_prefix(name, "concepts.") ? language_number(code + 1) : -1;
    if (language >= 0 && language < LANGUAGES) {
        model->concepts[language] = g_bytes_ref(bytes);
        return true;
    }
    g_autofree char *text = text_of(bytes);
    return phrase_add(model->phrases, path, text, error);
}

static int name_compare(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

Model *model_builtin_with(GBytes *weights, GError **error) {
    g_autoptr(Model) model = model_empty();
    g_auto(GStrv) names = builtin_list("model");
    qsort(names, g_strv_length(names), sizeof *names, name_compare); // the digest depends on the order
    for (char **name = names; *name != NULL; name++) {
        if (!add_builtin(model, *name, error))
            return NULL;
    }
    if (weights != NULL && !take_weights(model, weights, error))
        return NULL;
    return g_steal_pointer(&model);
}

Model *model_builtin(GError **error) {
    g_autoptr(GBytes) weights = builtin_file("model/weights");
    return model_builtin_with(weights, error);
}

void model_free(Model *model) {
    if (model == NULL)
        return;
    phrase_book_free(model->phrases);
    weights_free(model->weights);
    for (int language = 0; language < LANGUAGES; language++) {
        lexicon_free(model->lexicons[language]);
        g_clear_pointer(&model->concepts[language], g_bytes_unref);
    }
    (void)pthread_mutex_destroy(model->lock);
    g_free(model->lock);
    g_free(model);
}

uint64_t model_source(const Model *model) {
    return model->source;
}

bool model_is_learned(const Model *model) {
    return model->weights != NULL && weights_source(model->weights) == model->source;
}

// ---- weighing --------------------------------------------------------------

// A lexicon has some ten thousand entries and few mailboxes speak all languages: each is read when it is
// first needed. A shipped one that cannot be read (make check says so) is as good as empty.
static const Lexicon *lexicon_of(const Model *model, int language) {
    Lexicon **kept = (Lexicon **)&model->lexicons[language];
    (void)pthread_mutex_lock(model->lock);
    if (*kept == NULL && model->concepts[language] != NULL) {
        g_autofree char *text = text_of(model->concepts[language]);
        *kept = lexicon_new();
        if (!lexicon_add(*kept, "concepts", text, NULL)) {
            lexicon_free(*kept);
            *kept = lexicon_new();
        }
    }
    const Lexicon *lexicon = *kept;
    (void)pthread_mutex_unlock(model->lock);
    return lexicon;
}

void model_read_all(const Model *model) {
    for (int language = 0; language < LANGUAGES; language++)
        (void)lexicon_of(model, language);
}

// Those of a language, or all of them when it is none of ours.
static GPtrArray *lexicons_of(const Model *model, const char *language) {
    int number = language_number(language);
    GPtrArray *lexicons = g_ptr_array_new();
    for (int i = 0; i < LANGUAGES; i++) {
        const Lexicon *lexicon = number < 0 || number == i ? lexicon_of(model, i) : NULL;
        if (lexicon != NULL)
            g_ptr_array_add(lexicons, (gpointer)lexicon);
    }
    return lexicons;
}

// Adds `values`, one a class, to the sums and in equal parts to the tokens from `first` to `last`.
static void place(Weighing *weighing, unsigned part, uint32_t first, uint32_t last,
                  const float *restrict values) {
    const float share = 1.0F / (float)(last - first + 1);
    float *restrict sums = weighing->sums;
    for (uint32_t token = first; token <= last; token++) {
        float *restrict added = weighing->added[part] + (size_t)token * CLASS_STRIDE;
        for (unsigned i = 0; i < CLASS_STRIDE; i++)
            added[i] += values[i] * share;
    }
    for (unsigned i = 0; i < CLASS_STRIDE; i++)
        sums[i] += values[i];
}

static GArray *weigh_phrases(const Model *model, const Utterance *utterance, unsigned part,
                             Weighing *weighing, Impression *impression) {
    size_t count;
    float sums[CLASS_COUNT], values[CLASS_STRIDE];
    const Token *tokens = features_tokens(utterance->features[part], &count);
    GArray *found = phrase_score(model->phrases, tokens, count, sums);
    for (guint i = 0; i < found->len; i++) {
        const Contribution *one = &g_array_index(found, Contribution, i);
        memset(values, 0, sizeof values);
        values[one->class] = one->weight;
        if (model->weights != NULL) {
            const float *says = weights_of_phrases(model->weights, one->class);
            for (unsigned class = 0; class < CLASS_STRIDE; class ++)
                values[class] = says[class] * one->weight;
        }
        if (impression != NULL)
            impression->phrases[one->class] += one->weight;
        place(weighing, part, one->first, one->last, values);
    }
    return found;
}

// Whoever wrote "no" behind a class knew what learning does not: on those tokens nothing speaks for it.
static void take_back(const Contribution *excluded, unsigned part, Weighing *weighing,
                      Impression *impression) {
    for (uint32_t token = excluded->first; token <= excluded->last; token++) {
        float *added = weighing->added[part] + (size_t)token * CLASS_STRIDE + excluded->class;
        if (*added > 0) {
            weighing->sums[excluded->class] -= *added;
            if (impression != NULL)
                impression->rest[excluded->class] -= *added;
            *added = 0;
        }
    }
}

enum { AHEAD = 12, TOKENS_LIKELY = 2000 };

typedef struct Rows { // what of the learned rows counts in this message
    guint8 *seen;     // a bit a row: a term counts once
    float factors[TERM_KINDS];
    Impression *impression; // or NULL: nobody wants one
} Rows;

static void scale_row(const Model *model, TermKind kind, const int8_t *restrict row, float factor,
                      float *restrict values) {
    const float *restrict scale = weights_scale(model->weights, kind);
    for (unsigned class = 0; class < CLASS_STRIDE; class ++)
        values[class] = scale[class] * (float)row[class] * factor;
}

static void weigh_term(const Model *model, const Term *term, unsigned part, Rows *rows, Weighing *weighing) {
    uint32_t number;
    const int8_t *row = weights_row(model->weights, term->key, &number);
    const bool again = row != NULL && (rows->seen[number / 8] >> number % 8 & 1);
    if (rows->impression != NULL && !again)
        impression_note(rows->impression, term, row != NULL);
    if (row == NULL || again)
        return;
    rows->seen[number / 8] = (guint8)(rows->seen[number / 8] | 1 << number % 8);
    bool pair = term->kind == TERM_PAIR;
    float values[CLASS_STRIDE];
    scale_row(model, term->kind, row, rows->factors[term->kind] * term->share * (pair ? 0.5F : 1.0F), values);
    if (!term->placed) {
        for (unsigned class = 0; class < CLASS_STRIDE; class ++) {
            weighing->plain[class] += values[class];
            weighing->sums[class] += values[class];
        }
        return;
    }
    place(weighing, part, term->first[0], term->last[0], values);
    if (pair)
        place(weighing, part, term->first[1], term->last[1], values);
}

// A dozen a token are usual; a list that grows is copied.
static guint terms_likely(const Utterance *utterance) {
    size_t tokens = 0;
    for (unsigned part = 0; part < PART_COUNT; part++) {
        size_t count = 0;
        if (utterance->features[part] != NULL)
            (void)features_tokens(utterance->features[part], &count);
        tokens += MIN(count, (size_t)TOKENS_LIKELY);
    }
    return (guint)(12 * tokens + 256);
}

// The terms of both parts, the subject's from `*subject` on.
static GArray *all_terms(const Model *model, const Utterance *utterance, guint *subject) {
    GArray *terms = g_array_sized_new(FALSE, FALSE, sizeof(Term), terms_likely(utterance));
    g_autoptr(GPtrArray) lexicons = lexicons_of(model, utterance->language);
    for (unsigned part = 0; part < PART_COUNT; part++) {
        *subject = part == PART_BODY ? 0 : terms->len;
        if (utterance->features[part] != NULL)
            terms_of(lexicons, utterance->language, utterance->text[part], utterance->features[part], terms);
    }
    return terms;
}

static void weigh_terms(const Model *model, const Utterance *utterance, Weighing *weighing,
                        Impression *impression) {
    guint subject;
    g_autoptr(GArray) terms = all_terms(model, utterance, &subject);
    g_autofree guint8 *seen = g_malloc0(weights_rows(model->weights) / 8 + 1);
    Rows rows = {.seen = seen, .impression = impression};
    for (guint i = 0; impression != NULL && i < terms->len; i++)
        impression->counts[g_array_index(terms, Term, i).kind]++;
    terms_factors(terms, rows.factors);
    for (guint i = 0; i < terms->len; i++) {
        if (i + AHEAD < terms->len) // thousands of places in a large table, of which most hold nothing
            weights_expect(model->weights, g_array_index(terms, Term, i + AHEAD).key);
        weigh_term(model, &g_array_index(terms, Term, i), i < subject ? PART_BODY : PART_SUBJECT, &rows,
                   weighing);
    }
}

static void add_value(const void *data, const Impression *impression, const Trace *trace,
                      float rest[CLASS_COUNT]) {
    float values[CLASS_STRIDE];
    if (!model_trace(data, impression, trace, values))
        return;
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        rest[class] += values[class];
}

static float bias_of(const Model *model, unsigned class) {
    bool request = class >= CLASS_REQUEST && class < CLASS_ASPECT;
    if (model->weights != NULL)
        return weights_bias(model->weights, class);
    return request ? 0 : UNTAUGHT_BIAS;
}

static Weighing *weigh(const Model *model, const Utterance *utterance, Impression *impression) {
    Weighing *weighing = g_new0(Weighing, 1);
    GArray *phrases[PART_COUNT] = {NULL};
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        weighing->sums[class] = weighing->plain[class] = bias_of(model, class);
    for (unsigned part = 0; part < PART_COUNT; part++) {
        size_t count = 0;
        if (utterance->features[part] != NULL)
            (void)features_tokens(utterance->features[part], &count);
        weighing->added[part] = g_new0(float, (count + 1) * CLASS_STRIDE);
        if (count > 0)
            phrases[part] = weigh_phrases(model, utterance, part, weighing, impression);
    }
    if (model->weights != NULL)
        weigh_terms(model, utterance, weighing, impression);
    for (unsigned part = 0; part < PART_COUNT; part++) {
        for (guint i = 0; phrases[part] != NULL && i < phrases[part]->len; i++) {
            const Contribution *one = &g_array_index(phrases[part], Contribution, i);
            if (one->excludes)
                take_back(one, part, weighing, impression);
        }
        g_clear_pointer(&phrases[part], g_array_unref);
    }
    return weighing;
}

Weighing *model_weigh(const Model *model, const Utterance *utterance) {
    return weigh(model, utterance, NULL);
}

Weighing *model_weigh_noting(const Model *model, const Utterance *utterance, Impression *impression) {
    Weighing *weighing = weigh(model, utterance, impression);
    impression->source = model->source;
    (void)g_strlcpy(impression->language, utterance->language, sizeof impression->language);
    impression_trim(impression, add_value, model);
    return weighing;
}
void weighing_free(Weighing *weighing) {
    if (weighing == NULL)
        return;
    for (unsigned part = 0; part < PART_COUNT; part++)
        g_free(weighing->added[part]);
    g_free(weighing);
}

// ---- again, without the text -----------------------------------------------

bool model_trace(const Model *model, const Impression *impression, const Trace *trace,
                 float values[CLASS_STRIDE]) {
    uint32_t number;
    const int8_t *row =
        model->weights == NULL ? NULL : weights_row_short(model->weights, trace->key, &number);
    if (row != NULL)
        scale_row(model, (TermKind)trace->kind, row, impression_factor(impression, trace), values);
    return row != NULL;
}

// A class's phrases, in points, and what they say for each class.
static void add_phrases(const Model *model, const Impression *impression, float sums[CLASS_STRIDE]) {
    for (unsigned from = 0; from < CLASS_COUNT; from++) {
        const float points = impression->phrases[from];
        if (model->weights == NULL) {
            sums[from] += points;
            continue;
        }
        const float *says = weights_of_phrases(model->weights, from);
        for (unsigned class = 0; class < CLASS_STRIDE; class ++)
            sums[class] += says[class] * points;
    }
}

void model_reweigh(const Model *model, const Impression *impression, float sums[CLASS_STRIDE]) {
    float values[CLASS_STRIDE];
    for (unsigned class = 0; class < CLASS_STRIDE; class ++)
        sums[class] = class < CLASS_COUNT ? bias_of(model, class) + impression->rest[class] : 0;
    add_phrases(model, impression, sums);
    for (guint i = 0; i < impression->traces->len; i++) {
        if (!model_trace(model, impression, &g_array_index(impression->traces, Trace, i), values))
            continue;
        for (unsigned class = 0; class < CLASS_STRIDE; class ++)
            sums[class] += values[class];
    }
}

// ---- for the trainer -------------------------------------------------------

void model_phrases(const Model *model, const Utterance *utterance, float sums[CLASS_COUNT]) {
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        sums[class] = 0;
    for (unsigned part = 0; part < PART_COUNT; part++) {
        if (utterance->features[part] == NULL)
            continue;
        size_t count;
        float some[CLASS_COUNT];
        const Token *tokens = features_tokens(utterance->features[part], &count);
        g_autoptr(GArray) found = phrase_score(model->phrases, tokens, count, some);
        for (unsigned class = 0; class < CLASS_COUNT; class ++)
            sums[class] += some[class];
    }
}

GArray *model_terms(const Model *model, const Utterance *utterance) {
    guint subject;
    return all_terms(model, utterance, &subject);
}
