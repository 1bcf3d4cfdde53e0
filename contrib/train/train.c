// The trainer: `train --out FILE EXAMPLES...` writes the weights file, `train
// --folds EXAMPLES...` prints what is heard of each of our messages when its
// writer was left out. Both begin with the folds: they tell how sure a model
// may be of people it does not know.
#include <glib.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include "calibrate.h"
#include "example.h"
#include "fault.h"
#include "learn.h"
#include "subject.h"
#include "verdict.h"

typedef struct Fold { // one writer left out
    bool *held;       // by example
    GBytes *weights;  // learned from the others
} Fold;

typedef struct Training {
    const GPtrArray *examples; // Example *
    Corpus *corpus;
    LanguageGuesser *guesser;
    GArray *folds; // Fold
    Heard *heard;  // by example
} Training;

static void fold_clear(void *data) {
    Fold *fold = data;
    g_free(fold->held);
    g_clear_pointer(&fold->weights, g_bytes_unref);
}

static void training_clear(Training *training) {
    corpus_free(training->corpus);
    language_guesser_free(training->guesser);
    g_array_unref(training->folds);
    g_free(training->heard);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Training, training_clear)

static const Example *example_at(const Training *training, guint place) {
    return g_ptr_array_index(training->examples, place);
}

static void print_verdict(const Example *example, const Verdict *verdict, const Heard *heard) {
    json_t *signals = json_object();
    for (int signal = 0; signal < SIGNAL_COUNT; signal++)
        json_object_set_new(signals, signal_name((Signal)signal), json_real(verdict->score[signal]));
    json_t *object =
        json_pack("{s:s, s:s, s:s, s:s, s:f, s:o}", "id", example->id, "level", level_name(verdict->level),
                  "request", request_name(verdict->request), "language", verdict->language, "fault",
                  (double)heard->sums[CLASS_ASPECT + ASPECT_FAULT], "signals", signals);
    (void)json_dumpf(object, stdout, JSON_COMPACT | JSON_REAL_PRECISION(6));
    (void)putchar('\n');
    json_decref(object);
}

static Text text_of(const Example *example) {
    return (Text){.body = example->text,
                  .subject = subject_is_inherited(example->subject) ? (char *)"" : example->subject};
}

// What the fold's model says of those it did not learn from.
static bool listen(const Training *training, const Fold *fold, GError **error) {
    g_autoptr(Model) model = model_builtin_with(fold->weights, error);
    if (model == NULL)
        return false;
    for (guint i = 0; i < training->examples->len; i++) {
        if (!fold->held[i])
            continue;
        Text text = text_of(example_at(training, i));
        g_autoptr(Features) body = features_of(text.body);
        g_autoptr(Features) subject = features_of(text.subject);
        Utterance utterance = {.text = {text.body, text.subject},
                               .features = {body, subject},
                               .language = verdict_language(training->guesser, &text)};
        g_autoptr(Weighing) weighing = model_weigh(model, &utterance);
        memcpy(training->heard[i].sums, weighing->sums, sizeof training->heard[i].sums);
        training->heard[i].known = true;
    }
    return true;
}

static bool learn_fold(Training *training, const char *group, GError **error) {
    Fold fold = {.held = g_new0(bool, training->examples->len + 1)};
    for (guint i = 0; i < training->examples->len; i++)
        fold.held[i] = g_strcmp0(example_at(training, i)->group, group) == 0;
    fold.weights = corpus_learn(training->corpus, fold.held);
    g_array_append_val(training->folds, fold);
    return listen(training, &fold, error);
}

// `all`: those of public sets too, which calibrate nothing.
static bool learn_folds(Training *training, bool all, GError **error) {
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    for (guint i = 0; i < training->examples->len; i++) {
        const Example *example = example_at(training, i);
        if (example->group != NULL && (all || example->ours) &&
            !g_ptr_array_find_with_equal_func(groups, example->group, g_str_equal, NULL))
            g_ptr_array_add(groups, example->group);
    }
    for (guint i = 0; i < groups->len; i++) {
        if (!learn_fold(training, g_ptr_array_index(groups, i), error))
            return false;
    }
    return true;
}

// Calibrated by what was heard of the other writers.
static bool print_fold(const Training *training, const Fold *fold, GError **error) {
    Calibration calibration;
    calibration_fit(training->examples, training->heard, fold->held, &calibration);
    g_autoptr(GBytes) weights = calibration_apply(&calibration, fold->weights);
    g_autoptr(Model) model = model_builtin_with(weights, error);
    for (guint i = 0; model != NULL && i < training->examples->len; i++) {
        if (!fold->held[i])
            continue;
        Text text = text_of(example_at(training, i));
        g_autoptr(Verdict) verdict = verdict_of(model, training->guesser, &text, false);
        print_verdict(example_at(training, i), verdict, &training->heard[i]);
    }
    return model != NULL;
}

static bool print_folds(const Training *training, GError **error) {
    for (guint i = 0; i < training->folds->len; i++) {
        if (!print_fold(training, &g_array_index(training->folds, Fold, i), error))
            return false;
    }
    return true;
}

static bool write_model(const Training *training, const char *out, GError **error) {
    Calibration calibration;
    calibration_fit(training->examples, training->heard, NULL, &calibration);
    g_autoptr(GBytes) learned = corpus_learn(training->corpus, NULL);
    g_autoptr(GBytes) weights = calibration_apply(&calibration, learned);
    gsize size;
    const char *data = g_bytes_get_data(weights, &size);
    return g_file_set_contents(out, data, (gssize)size, error);
}

static bool run(char **paths, const char *out, GError **error) {
    g_autoptr(GPtrArray) examples = example_list();
    for (; *paths != NULL; paths++) {
        if (!example_read(*paths, examples, error))
            return false;
    }
    g_autoptr(Model) model = model_builtin_with(NULL, error);
    LanguageGuesser *guesser = model != NULL ? language_guesser_new(NULL, error) : NULL;
    if (guesser == NULL)
        return false;
    g_auto(Training) training = {.examples = examples,
                                 .corpus = corpus_new(model, guesser, examples),
                                 .guesser = guesser,
                                 .folds = g_array_new(FALSE, FALSE, sizeof(Fold)),
                                 .heard = g_new0(Heard, examples->len + 1)};
    g_array_set_clear_func(training.folds, fold_clear);
    if (!learn_folds(&training, out == NULL, error))
        return false;
    return out != NULL ? write_model(&training, out, error) : print_folds(&training, error);
}

int main(int argc, char **argv) {
    g_autoptr(GError) error = NULL;
    bool folds = argc > 2 && strcmp(argv[1], "--folds") == 0;
    bool learns = argc > 3 && strcmp(argv[1], "--out") == 0;
    if (!folds && !learns) {
        (void)fprintf(stderr, "usage: train --out FILE EXAMPLES... | train --folds EXAMPLES...\n");
        return 64;
    }
    if (run(argv + (folds ? 2 : 3), folds ? NULL : argv[2], &error))
        return 0;
    (void)fprintf(stderr, "train: %s\n", error->message);
    return fault_exit_status(error);
}
