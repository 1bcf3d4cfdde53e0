#ifndef EARSHOT_VERDICT_H
#define EARSHOT_VERDICT_H
// The verdict on one message: fourteen signals with their evidence, the
// request, the language, the level this message alone gives (VERDICT.md).

#include <glib.h>
#include <stdbool.h>
#include "evidence.h"
#include "features.h"
#include "impression.h"
#include "language.h"
#include "layer.h"
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
    Level untaught;     // the level by the shipped model alone
    uint32_t lesson;    // the local lesson that did most to make it another, 0: none did. It stands among the
                        // reasons, last: "local lesson 12"
    Impression *impression;   // what the model saw of it
    GBytes *packed;           // the same as bytes, for the store
    Features *body, *subject; // tokens of the text, for whoever reads on in it
} Verdict;

// Pure: the same input gives the same verdict. `machine` is true for mail made by a machine: its signals are
// scored, its level is none.
Verdict *verdict_of(const Model *model, const LanguageGuesser *guesser, const Text *text,
                    bool machine) G_GNUC_WARN_UNUSED_RESULT;
// The same with what the lessons of this house add (NULL: there are none).
Verdict *verdict_taught(const Model *model, const Layer *layer, const LanguageGuesser *guesser,
                        const Text *text, bool machine) G_GNUC_WARN_UNUSED_RESULT;
// The level that the sums of a message (logits by class) give; why is added to `reasons`, unless NULL.
Level verdict_level(const float sums[CLASS_STRIDE], GPtrArray *reasons);
// The language of a message: its body decides, a body of a few words gets the subject's help. Static, "und"
// when unsure.
const char *verdict_language(const LanguageGuesser *guesser, const Text *text);
void verdict_free(Verdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Verdict, verdict_free)

// "anger=0.91, churn=0.77": the signals present, strongest first; "" when there are none. The caller owns it.
char *verdict_signals(const Verdict *verdict);

#endif
