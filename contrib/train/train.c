// The trainer: `train --out FILE EXAMPLES...` writes the weights file, `train
// --folds EXAMPLES...` prints what is heard of each of our messages when its
// writer was left out.
#include <glib.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include "example.h"
#include "fault.h"
#include "learn.h"
#include "subject.h"
#include "verdict.h"

static void print_verdict(const Example *example, const Verdict *verdict) {
    json_t *signals = json_object();
    for (int signal = 0; signal < SIGNAL_COUNT; signal++)
        json_object_set_new(signals, signal_name((Signal)signal), json_real(verdict->score[signal]));
    json_t *object = json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", example->id, "level",
                               level_name(verdict->level), "request", request_name(verdict->request),
                               "language", verdict->language, "signals", signals);
    (void)json_dumpf(object, stdout, JSON_COMPACT | JSON_REAL_PRECISION(6));
    (void)putchar('\n');
    json_decref(object);
}

static void hear(const Model *model, const LanguageGuesser *guesser, const Example *example) {
    bool inherited = subject_is_inherited(example->subject);
    Text text = {.body = example->text, .subject = inherited ? (char *)"" : example->subject};
    g_autoptr(Verdict) verdict = verdict_of(model, guesser, &text, false);
    print_verdict(example, verdict);
}

static bool hear_fold(const Corpus *corpus, const GPtrArray *examples, const char *group, GError **error) {
    g_autofree bool *held = g_new0(bool, examples->len + 1);
    for (guint i = 0; i < examples->len; i++)
        held[i] = strcmp(((const Example *)g_ptr_array_index(examples, i))->group, group) == 0;
    g_autoptr(GBytes) weights = corpus_learn(corpus, held);
    g_autoptr(Model) model = model_builtin_with(weights, error);
    g_autoptr(LanguageGuesser) guesser = language_guesser_new(NULL, error);
    if (model == NULL || guesser == NULL)
        return false;
    for (guint i = 0; i < examples->len; i++) {
        if (held[i])
            hear(model, guesser, g_ptr_array_index(examples, i));
    }
    return true;
}

static bool hear_folds(const Corpus *corpus, const GPtrArray *examples, GError **error) {
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    for (guint i = 0; i < examples->len; i++) {
        Example *example = g_ptr_array_index(examples, i);
        if (example->ours && !g_ptr_array_find_with_equal_func(groups, example->group, g_str_equal, NULL))
            g_ptr_array_add(groups, example->group);
    }
    for (guint i = 0; i < groups->len; i++) {
        if (!hear_fold(corpus, examples, g_ptr_array_index(groups, i), error))
            return false;
    }
    return true;
}

static bool write_model(const Corpus *corpus, const char *out, GError **error) {
    g_autoptr(GBytes) weights = corpus_learn(corpus, NULL);
    gsize size;
    const char *data = g_bytes_get_data(weights, &size);
    return g_file_set_contents(out, data, (gssize)size, error);
}

static bool run(char **paths, const char *out, GError **error) {
    g_autoptr(Model) model = model_builtin_with(NULL, error);
    g_autoptr(GPtrArray) examples = example_list();
    if (model == NULL)
        return false;
    for (; *paths != NULL; paths++) {
        if (!example_read(*paths, examples, error))
            return false;
    }
    g_autoptr(Corpus) corpus = corpus_new(model, examples);
    return out != NULL ? write_model(corpus, out, error) : hear_folds(corpus, examples, error);
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
