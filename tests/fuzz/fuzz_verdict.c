// Any text as what a customer wrote, its first line as the subject: scores lie
// in 0..1, evidence is the very words at its place, the same each time.
#include "fuzz.h"
#include "plain.h"
#include "verdict.h"

static const Model *model;
static const LanguageGuesser *guesser;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    model = model_builtin(NULL);
    guesser = language_guesser_new(NULL, NULL);
    FUZZ_PROMISE(model != NULL && guesser != NULL);
    return 0;
}

static void check_evidence(const GArray *list, const Text *text) {
    FUZZ_PROMISE(list->len <= 8);
    for (guint i = 0; i < list->len; i++) {
        const Evidence *one = &g_array_index(list, Evidence, i);
        const char *whole = one->in_subject ? text->subject : text->body;
        FUZZ_PROMISE(one->start < one->end && one->end <= (uint32_t)g_utf8_strlen(whole, -1));
        g_autofree char *words = g_utf8_substring(whole, one->start, one->end);
        FUZZ_PROMISE(strcmp(words, one->text) == 0);
        for (guint j = 0; j < i; j++) {
            const Evidence *other = &g_array_index(list, Evidence, j);
            FUZZ_PROMISE(other->in_subject != one->in_subject || other->end <= one->start ||
                         one->end <= other->start);
        }
    }
}

static void check_same(const Verdict *one, const Verdict *other) {
    for (unsigned signal = 0; signal < SIGNAL_COUNT; signal++) // to the last digit
        FUZZ_PROMISE(
            !(one->score[signal] < other->score[signal] || one->score[signal] > other->score[signal]));
    FUZZ_PROMISE(one->request == other->request && one->level == other->level);
    FUZZ_PROMISE(strcmp(one->language, other->language) == 0);
    for (unsigned signal = 0; signal < SIGNAL_COUNT; signal++)
        FUZZ_PROMISE(one->evidence[signal]->len == other->evidence[signal]->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autofree char *subject = plain_guess((const char *)data, size);
    plain_clean(subject);
    char *end = strchr(subject, '\n');
    if (end != NULL)
        *end = '\0';
    const Text text = {.subject = subject, .body = end != NULL ? end + 1 : subject + strlen(subject)};
    g_autoptr(Verdict) verdict = verdict_of(model, guesser, &text, false),
                       again = verdict_of(model, guesser, &text, false);
    for (unsigned signal = 0; signal < SIGNAL_COUNT; signal++) {
        FUZZ_PROMISE(verdict->score[signal] >= 0 && verdict->score[signal] <= 1);
        check_evidence(verdict->evidence[signal], &text);
    }
    FUZZ_PROMISE((unsigned)verdict->request < REQUEST_COUNT);
    FUZZ_PROMISE((verdict->level == LEVEL_NONE) == (verdict->reasons->len == 0));
    check_same(verdict, again);
    return 0;
}
