#ifndef EARSHOT_MODEL_H
#define EARSHOT_MODEL_H
// How much a message speaks for each class: hand-written phrases and learned
// terms in one sum, of which the logistic is the score. What each token added
// is kept, so the evidence shown is what made the score. Any thread may use it:
// it only ever changes by reading in the words of a language that was not met
// before, under a lock.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "classes.h"
#include "features.h"
#include "impression.h"
#include "weights.h"

typedef struct Model Model;

// The model compiled in (conf/model): phrases.*, concepts.* and weights. An unreadable line of phrases is
// FATE_CONFIG with file:line, damaged weights FATE_CORRUPT; concepts are read when they are needed.
Model *model_builtin(GError **error) G_GNUC_WARN_UNUSED_RESULT;
// The same with other weights than those compiled in; NULL for none: then a class's phrases speak for it
// alone, from a bias of -3.
Model *model_builtin_with(GBytes *weights, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Phrases alone, from the text of one file. For tests.
Model *model_of(const char *phrases, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Reads the words of every language now. For a daemon: else the first message in a language waits for it, and
// one in none of ours for all nine (0.15 s, ten times that under a sanitizer).
void model_read_all(const Model *model);
void model_free(Model *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Model, model_free)
// A digest of the phrases, the concepts and TERMS_VERSION: weights learned with others are no use. And
// whether they were.
uint64_t model_source(const Model *model);
bool model_is_learned(const Model *model);

enum { PART_BODY, PART_SUBJECT, PART_COUNT };

// A message as the model reads it. A part without tokens may be NULL.
typedef struct Utterance {
    const char *text[PART_COUNT];
    const Features *features[PART_COUNT]; // of that text
    const char *language;                 // as language_guess says; "und" tries all
} Utterance;

typedef struct Weighing {
    float sums[CLASS_STRIDE];  // by class, logits; bias and all that tokens added
    float plain[CLASS_STRIDE]; // of it what stands on no token: bias, length, language
    float *added[PART_COUNT];  // by token, CLASS_STRIDE values each: what it added
} Weighing;

Weighing *model_weigh(const Model *model, const Utterance *utterance) G_GNUC_WARN_UNUSED_RESULT;
// The same, and what was seen goes into `impression`, which is empty and gets all but `machine`.
Weighing *model_weigh_noting(const Model *model, const Utterance *utterance,
                             Impression *impression) G_GNUC_WARN_UNUSED_RESULT;
void weighing_free(Weighing *weighing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Weighing, weighing_free)

// The sums of a message without its text, by this model. By the one that heard it they are those of
// model_weigh but for rounding; by another, what phrases took back and what was cut stay as they were. Of
// messages heard with other phrases or terms (impression->source) they mean nothing.
void model_reweigh(const Model *model, const Impression *impression, float sums[CLASS_STRIDE]);
// What one term of it adds, by class; false when this model has no weight for it.
bool model_trace(const Model *model, const Impression *impression, const Trace *trace,
                 float values[CLASS_STRIDE]);

// For the trainer: what phrases add up to, and the terms (Term) of both parts, one behind the other.
void model_phrases(const Model *model, const Utterance *utterance, float sums[CLASS_COUNT]);
GArray *model_terms(const Model *model, const Utterance *utterance) G_GNUC_WARN_UNUSED_RESULT;

#endif
