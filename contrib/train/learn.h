#ifndef EARSHOT_LEARN_H
#define EARSHOT_LEARN_H
// From examples to the bytes of a weights file (lib/weights.h): one logistic
// regression a class (liblinear), over what lib/terms.h finds.

#include <glib.h>
#include <stdbool.h>
#include "language.h"
#include "model.h"

typedef struct Corpus Corpus;

// Reads every example (Example) as the program reads a message. Borrows all three.
Corpus *corpus_new(const Model *model, const LanguageGuesser *guesser,
                   const GPtrArray *examples) G_GNUC_WARN_UNUSED_RESULT;
void corpus_free(Corpus *corpus);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Corpus, corpus_free)

// Learns from all examples but those of `held` (by place; NULL leaves none out). The same corpus gives the
// same bytes. The caller owns them.
GBytes *corpus_learn(Corpus *corpus, const bool *held) G_GNUC_WARN_UNUSED_RESULT;

#endif
