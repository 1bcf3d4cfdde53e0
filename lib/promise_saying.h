#ifndef EARSHOT_PROMISE_SAYING_H
#define EARSHOT_PROMISE_SAYING_H
// Internal to promise: whether the words around a date say that we will do something by then.

#include <stdbool.h>
#include "promise_date.h"
#include "promise_phrases.h"
#include "promise_text.h"

// Marks what means nothing as taken; call it once for a sentence, after its dates are found.
void saying_prepare(const SayingWords *words, Say *says, const Sentence *sentence);
// True when the sentence promises something for that date of it.
bool saying_promises(const SayingWords *words, const DateWords *dates, const Say *says,
                     const Sentence *sentence, const NamedDate *date);

#endif
