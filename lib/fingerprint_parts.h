#ifndef EARSHOT_FINGERPRINT_PARTS_H
#define EARSHOT_FINGERPRINT_PARTS_H
// Internal to fingerprint, and for its measure: concepts and rare words by
// tables, error strings by their look, and the similarities that are summed up.

#include "features.h"
#include "fingerprint.h"

// What a concept is of. Two complaints of one thing and two faults are two problems.
typedef enum ConceptSort {
    CONCEPT_THING,
    CONCEPT_FAULT,
    CONCEPT_ACT,
    CONCEPT_WHEN,
    CONCEPT_SORTS
} ConceptSort;

typedef struct Concept {
    const char *name; // in plain English, for people: "invoice", "comes back"
    uint8_t sort;     // ConceptSort
    uint8_t family;   // those of one are near each other: "vanishes" and "is missing"
    uint16_t rarity;  // a hundredth: how telling it is
} Concept;

typedef struct ConceptHit {
    uint32_t concept;
    uint32_t first, last; // tokens, last included
} ConceptHit;

// What is mentioned (ConceptHit), in order. A code that is none of ours tries all languages. The caller owns
// it.
GArray *concept_find(const Token *tokens, size_t count, const char *language) G_GNUC_WARN_UNUSED_RESULT;
const Concept *concept_at(uint32_t concept);
// By its name; NULL for none.
const Concept *concept_named(const char *name);
uint32_t concept_count(void);
enum { CONCEPT_FAMILIES = 96 };

// How telling a folded word is, from 0 (everybody says it) to 8 (nobody was heard to say it).
float word_rarity(const char *word);
// The part of a folded word that its inflections share, at most `size` bytes with the NUL.
void word_stem(const char *word, char *stem, size_t size);

// A fingerprint in the making.
typedef struct TraitBag {
    GPtrArray *traits; // Trait *
    GHashTable *seen;  // kind and word -> Trait *
    uint32_t said;     // of the sentence at work (Trait)
} TraitBag;
// Keeps the heavier of two weights of one trait. `word` is made plain and cut.
void trait_add(TraitBag *bag, TraitKind kind, const char *word, double weight);

// Error strings, versions and the names of devices by how they look; raised is how much more a word of this
// text weighs.
void trait_add_codes(TraitBag *bag, const char *text, double raised);
// Whether an error trait is a code that tells by itself, no sentence and no HTTP status.
bool trait_is_code(const Trait *trait);
bool trait_is_status(const Trait *trait);

// The newly written text without its greeting and the names at its end. The caller owns it.
char *fingerprint_core(const char *body) G_GNUC_WARN_UNUSED_RESULT;
// Without the sentences that tell of no fault, but of the customer and what they expect. The caller owns it.
char *fingerprint_without_stock(const char *text) G_GNUC_WARN_UNUSED_RESULT;
// Behind the mark that ends the sentence at `at`, or the line.
const char *fingerprint_sentence_end(const char *at);
// A web form's mail, whose subject is the form's too.
bool fingerprint_is_form(const char *body);

// What the likeness is a sum of. Few, since a dozen finer ones learned the products of the pairs by heart.
typedef enum Similarity {
    LIKE_MEANT,        // cosine of concepts, less sure where there are few
    LIKE_COVER,        // of the lesser of both, how much of what is meant is shared
    LIKE_FAULTS_APART, // both tell of faults, and not of near ones
    LIKE_CODE,         // the weight of shared codes
    LIKE_CODE_APART,   // both name codes, and no one is shared
    LIKE_STATUS,       // a shared HTTP status
    LIKE_STATUS_APART,
    LIKE_SAID,  // a quoted message shared
    LIKE_NAME,  // names and versions shared
    LIKE_WORDS, // cosine of words
    LIKE_FRAME, // so many words shared that both fill the same frame: a form, a formal letter
    LIKE_TWO,   // 1 in two languages
    LIKE_COUNT
} Similarity;
// In [0, 1] each.
void fingerprint_compare(const Fingerprint *left, const Fingerprint *right, double alike[LIKE_COUNT]);
bool fingerprint_in_one_language(const Fingerprint *left, const Fingerprint *right);

#endif
