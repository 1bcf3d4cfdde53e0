#ifndef EARSHOT_TERMS_H
#define EARSHOT_TERMS_H
// What a learned weight can hang on: the concepts a text mentions, two of them
// near each other, its words, two words in a row, the character n-grams inside
// a word (typos, compounds, endings), and its shape. The trainer and the scorer
// both take them from here, so that they cannot drift apart.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "features.h"
#include "lexicon.h"

// To be raised when the same text gives other terms: weights learned before are then told from those after.
enum { TERMS_VERSION = 1 };

typedef enum TermKind {
    TERM_CONCEPT, // mentioned; under a negation it is a term of its own
    TERM_PAIR,    // two concepts of a sentence, in order, at most six words apart
    TERM_WORD,
    TERM_WORDS,   // two in a row
    TERM_LETTERS, // three to five in a row, with the borders of the word
    TERM_SHAPE,   // marks, capitals, length, language
    TERM_KINDS
} TermKind;

typedef struct Term {
    uint64_t key;               // kind and content
    uint16_t first[2], last[2]; // the tokens it stands on, last included; both the same but for a pair
    float share;                // of its weight that counts
    uint8_t kind;               // TermKind
    bool placed;                // false for length and language, which stand on no token
} Term;

// Appends the terms of one part of a message (body or subject) to `terms` (Term). A term that stands twice is
// there twice. `text` is what the tokens were made of; `lexicons` (Lexicon *) are those of its language, all
// of them when that is unknown; `language` as language_guess says.
void terms_of(const GPtrArray *lexicons, const char *language, const char *text, const Features *features,
              GArray *terms);

// What each kind's weights are multiplied with in a message of these terms: a long letter has more words, not
// more to say by each of them.
void terms_factors(const GArray *terms, float factors[TERM_KINDS]);

#endif
