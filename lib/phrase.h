#ifndef EARSHOT_PHRASE_H
#define EARSHOT_PHRASE_H
// Hand-written phrases with weights per class (conf/model/phrases.*), and what
// of them stands in a text.
//
//     # a comment
//     set you = you your yours                 words used as @you in later lines
//     churn 4.5, decided 4 | @we are leaving   classes with weights | pattern
//     churn no | cancel the meeting            takes the place of what it overlaps
//
// Classes are the names of classes.h, patterns those of pattern.h. A weight of 3.5 alone makes its signal
// likely, below 3 it is a hint. What a class's phrases add up to is weighed again by what was learned
// (weights.h).

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "classes.h"
#include "features.h"

typedef struct PhraseBook PhraseBook;

typedef struct Contribution {
    uint32_t first, last; // tokens, last included
    uint16_t class;       // as in classes.h
    float weight;         // what it adds to the class's sum
    bool excludes;        // "no": adds nothing, and nothing else that stands there may speak for the class
} Contribution;

PhraseBook *phrase_book_new(void) G_GNUC_WARN_UNUSED_RESULT;
void phrase_book_free(PhraseBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PhraseBook, phrase_book_free)

// Several texts add up, so a language is a file. FATE_CONFIG as name:line: message.
bool phrase_add(PhraseBook *book, const char *name, const char *text, GError **error);

// Overlapping phrases of a class would count the same words twice, so the strongest takes the place; further
// ones count less and less. The contributions add up to the sums exactly; what excludes is among them. In
// order of the first token; the caller owns the array (Contribution).
GArray *phrase_score(const PhraseBook *book, const Token *tokens, size_t count,
                     float sums[CLASS_COUNT]) G_GNUC_WARN_UNUSED_RESULT;

#endif
