#ifndef EARSHOT_FEATURES_H
#define EARSHOT_FEATURES_H
// A text as tokens with their places: words case-folded, punctuation runs
// ("!!", "?!"), emoji; and for each whether it stands under a negation, in
// capitals, at the start of a sentence. Offsets are Unicode code points.
//
// Folding makes what people type alike: accents fall ("reclame"), umlauts
// become two letters ("kuendigen"), contractions come apart ("don't" and
// "dont" are "do" "not"), addresses and links are left out.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Token {
    const char *text; // folded; owned by the Features
    uint32_t start;   // code points into the text, end exclusive
    uint32_t end;
    uint32_t first; // the same places in bytes, so that nobody counts from the start of the text
    uint32_t last;
    bool negated;  // in the scope of a negation ("not unacceptable", "never had a problem")
    bool capitals; // written in capitals, two letters or more
    bool initial;  // begins with a capital
    bool sentence; // first of a sentence
    bool clause;   // first of a sentence or behind a comma, colon, bracket or dash
    bool negation; // itself a negation word
} Token;

typedef struct Features Features;

// `text` is valid UTF-8; at most 20,000 tokens are taken.
Features *features_of(const char *text) G_GNUC_WARN_UNUSED_RESULT;
// The features of "BEFORE\n\nBEHIND", from those of the two, which must outlive them: they keep the words.
// NULL where those of the whole would differ, which is rare: make them from the text then.
Features *features_join(const Features *before, const Features *behind) G_GNUC_WARN_UNUSED_RESULT;
void features_free(Features *features);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Features, features_free)
const Token *features_tokens(const Features *features, size_t *count);

// Folds one word as the tokens are folded, at most `size` bytes with the NUL. For whoever
// compares words with tokens.
void features_fold(const char *word, size_t length, char *folded, size_t size);

// True for a folded word that denies ("not", "nicht", "jamais").
bool features_negates(const char *folded);

#endif
