// What a verdict costs: reads messages (a JSON object a line with "text") and
// judges those of 60 to 140 words on one core, three rounds of them.
//   verdict FILE...    prints microseconds of processor time a message
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "verdict.h"

enum { ROUNDS = 3, WORDS_LEAST = 60, WORDS_MOST = 140 };

static unsigned count_words(const char *text) {
    unsigned words = 1;
    for (; *text != '\0'; text++)
        words += *text == ' ' || *text == '\n' ? 1 : 0;
    return words;
}

static void read_messages(const char *path, GPtrArray *texts) {
    g_autofree char *content = NULL;
    if (!g_file_get_contents(path, &content, NULL, NULL))
        return;
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        json_t *object = json_loads(*line, 0, NULL);
        const char *text = json_string_value(json_object_get(object, "text"));
        unsigned words = text != NULL ? count_words(text) : 0;
        if (words >= WORDS_LEAST && words <= WORDS_MOST)
            g_ptr_array_add(texts, g_strdup(text));
        json_decref(object);
    }
}

static double now_in_microseconds(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

int main(int argc, char **argv) {
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (int i = 1; i < argc; i++)
        read_messages(argv[i], texts);
    g_autoptr(Model) model = model_builtin(NULL);
    g_autoptr(LanguageGuesser) guesser = language_guesser_new(NULL, NULL);
    if (texts->len == 0 || model == NULL || guesser == NULL)
        return 65;
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) { // the first also reads the lexicons
        double before = now_in_microseconds();
        for (guint i = 0; i < texts->len; i++) {
            Text text = {.body = g_ptr_array_index(texts, i), .subject = (char *)"Problem with the invoice"};
            g_autoptr(Verdict) verdict = verdict_of(model, guesser, &text, false);
        }
        double each = (now_in_microseconds() - before) / texts->len;
        best = round == 0 || each < best ? each : best;
    }
    (void)printf("a verdict on a mail of %d to %d words (%u of them): %.0f microseconds\n", WORDS_LEAST,
                 WORDS_MOST, texts->len, best);
    return 0;
}
