#ifndef EARSHOT_VERDICT_H
#define EARSHOT_VERDICT_H
// The verdict on one message: fourteen signals with their evidence, the
// request, the language, the level this message alone gives (VERDICT.md).

#include <glib.h>
#include <stdbool.h>
#include "evidence.h"
#include "language.h"
#include "mailbox.h"
#include "model.h"
#include "text.h"

#define VERDICT_PRESENT 0.5 // a signal from here on is present

typedef struct Verdict {
    double score[SIGNAL_COUNT];
    GArray *evidence[SIGNAL_COUNT]; // Evidence, strongest first, at most 8, never overlapping
    Request request;
    const char *language; // static; "und" when unsure
    Level level;
    GPtrArray *reasons; // char *: why this level, in words ("churn as a decision"); empty for none
} Verdict;

// Pure: the same input gives the same verdict. `machine` is true for mail made by a machine: its signals are
// scored, its level is none.
Verdict *verdict_of(const Model *model, const LanguageGuesser *guesser, const Text *text,
                    bool machine) G_GNUC_WARN_UNUSED_RESULT;
// The language of a message: its body decides, a body of a few words gets the subject's help. Static, "und"
// when unsure.
const char *verdict_language(const LanguageGuesser *guesser, const Text *text);
void verdict_free(Verdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Verdict, verdict_free)

// "anger=0.91, churn=0.77": the signals present, strongest first; "" when there are none. The caller owns it.
char *verdict_signals(const Verdict *verdict);

#endif
