// One sum for each class. Every addition goes through `place`, which writes it
// to the tokens it stands on as well: that evidence and score agree is thus
// not a matter of care. A term counts once a message, where it stands first:
// saying a thing twice is no second thing.
#include "model.h"

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

struct Model {
    PhraseBook *phrases;
    Lexicon *lexicon;
    Weights *weights; // NULL when none were learned
    uint64_t source;
};

static bool add_text(Model *model, const char *name, const char *text, GError **error) {
    model->source = weights_digest(model->source, text, strlen(text));
    if (g_str_has_prefix(name, "phrases"))
        return phrase_add(model->phrases, name, text, error);
    const char *code = strrchr(name, '.');
    int language = code != NULL ? language_number(code + 1) : -1;
    return lexicon_add(model->lexicon, name, text, language < 0 ? 0 : UINT32_C(1) << language, error);
}

static Model *model_empty(void) {
    Model *model = g_new0(Model, 1);
    model->phrases = phrase_book_new();
    model->lexicon = lexicon_new();
    return model;
}

static bool take_weights(Model *model, GBytes *bytes, GError **error) {
    model->weights = weights_open(bytes, error);
    return model->weights != NULL;
}

Model *model_of(const char *phrases, const char *concepts, GError **error) {
    g_autoptr(Model) model = model_empty();
    if ((phrases != NULL && !add_text(model, "phrases", phrases, error)) ||
        (concepts != NULL && !add_text(model, "concepts", concepts, error)))
        return NULL;
    return g_steal_pointer(&model);
}

static bool add_builtin(Model *model, const char *name, GError **error) {
    g_autofree char *path = g_strconcat("model/", name, NULL);
    g_autoptr(GBytes) bytes = builtin_file(path);
    if (bytes == NULL || strcmp(name, "weights") == 0)
        return true;
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autofree char *text = g_strndup(data, size);
    return add_text(model, name, text, error);
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
    lexicon_free(model->lexicon);
    weights_free(model->weights);
    g_free(model);
}

uint64_t model_source(const Model *model) {
    return model->source;
}

bool model_is_learned(const Model *model) {
    return model->weights != NULL && weights_source(model->weights) == model->source;
}

// ---- weighing --------------------------------------------------------------

// Adds `value` to a class and to the tokens it stands on, in equal parts.
static void place(Weighing *weighing, unsigned part, uint32_t first, uint32_t last, unsigned class,
                  float value) {
    float each = value / (float)(last - first + 1);
    float *added = weighing->added[part] + (size_t)first * CLASS_COUNT + class;
    for (uint32_t token = first; token <= last; token++, added += CLASS_COUNT)
        *added += each;
    weighing->sums[class] += value;
}

static void weigh_phrases(const Model *model, const Utterance *utterance, unsigned part, Weighing *weighing) {
    size_t count;
    float sums[CLASS_COUNT];
    const Token *tokens = features_tokens(utterance->features[part], &count);
    g_autoptr(GArray) found = phrase_score(model->phrases, tokens, count, sums);
    for (guint i = 0; i < found->len; i++) {
        const Contribution *one = &g_array_index(found, Contribution, i);
        if (model->weights == NULL) {
            place(weighing, part, one->first, one->last, one->class, one->weight);
            continue;
        }
        const float *says = weights_of_phrases(model->weights, one->class);
        for (unsigned class = 0; class < CLASS_COUNT; class ++)
            place(weighing, part, one->first, one->last, class, says[class] * one->weight);
    }
}

static void weigh_term(const Model *model, const Term *term, unsigned part, guint8 *seen,
                       Weighing *weighing) {
    uint32_t number;
    const int8_t *row = weights_row(model->weights, term->key, &number);
    if (row == NULL || seen[number])
        return;
    seen[number] = 1;
    const float *scale = weights_scale(model->weights, term->kind);
    for (unsigned class = 0; class < CLASS_COUNT; class ++) {
        float value = scale[class] * (float)row[class];
        if (term->placed) {
            place(weighing, part, term->first[0], term->last[0], class, value / 2);
            place(weighing, part, term->first[1], term->last[1], class, value / 2);
        } else {
            weighing->plain[class] += value;
            weighing->sums[class] += value;
        }
    }
}

static uint32_t language_bit(const char *language) {
    int number = language_number(language);
    return number < 0 ? 0 : UINT32_C(1) << number;
}

static void weigh_terms(const Model *model, const Utterance *utterance, unsigned part, guint8 *seen,
                        Weighing *weighing) {
    g_autoptr(GArray) terms = g_array_sized_new(FALSE, FALSE, sizeof(Term), 2048);
    terms_of(model->lexicon, utterance->text[part], utterance->features[part],
             language_bit(utterance->language), terms);
    for (guint i = 0; i < terms->len; i++)
        weigh_term(model, &g_array_index(terms, Term, i), part, seen, weighing);
}

Weighing *model_weigh(const Model *model, const Utterance *utterance) {
    Weighing *weighing = g_new0(Weighing, 1);
    for (unsigned class = 0; class < CLASS_COUNT; class ++) {
        bool request = class >= CLASS_REQUEST && class < CLASS_ASPECT;
        weighing->plain[class] = model->weights != NULL ? weights_bias(model->weights, class)
                                 : request              ? 0
                                                        : UNTAUGHT_BIAS;
        weighing->sums[class] = weighing->plain[class];
    }
    g_autofree guint8 *seen = model->weights != NULL ? g_malloc0(weights_rows(model->weights) + 1) : NULL;
    for (unsigned part = 0; part < PART_COUNT; part++) {
        size_t count = 0;
        if (utterance->features[part] != NULL)
            (void)features_tokens(utterance->features[part], &count);
        weighing->added[part] = g_new0(float, (count + 1) * CLASS_COUNT);
        if (count == 0)
            continue;
        weigh_phrases(model, utterance, part, weighing);
        if (model->weights != NULL)
            weigh_terms(model, utterance, part, seen, weighing);
    }
    return weighing;
}

void weighing_free(Weighing *weighing) {
    if (weighing == NULL)
        return;
    for (unsigned part = 0; part < PART_COUNT; part++)
        g_free(weighing->added[part]);
    g_free(weighing);
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
    GArray *terms = g_array_new(FALSE, FALSE, sizeof(Term));
    for (unsigned part = 0; part < PART_COUNT; part++) {
        if (utterance->features[part] != NULL)
            terms_of(model->lexicon, utterance->text[part], utterance->features[part],
                     language_bit(utterance->language), terms);
    }
    return terms;
}
