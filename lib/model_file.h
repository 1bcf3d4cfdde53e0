#ifndef EARSHOT_MODEL_FILE_H
#define EARSHOT_MODEL_FILE_H
// Internal to the model: its data files read and compiled.
//
//     # a comment
//     bias anger -3.5                          sum of a text that says nothing (default -3)
//     set you = you your yours                 words used as @you in later lines
//     churn 4.5, decided 4 | @we are leaving   classes with weights | pattern
//     churn no | cancel the meeting            takes the place of what it overlaps
//
// A pattern is a row of slots: a word, words apart by "/", @set, a stem "unaccept*", an ending "*ausfall",
// "#" for a number; "[..3]" lets up to three words stand between. "^" in front binds it to the start of a
// sentence, "!" lets it count under a negation. A pattern never crosses the end of a sentence.
// Classes are the names of signals, request.NAME, and fault, standstill, decided. Weights are in logits.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "model.h"

enum { PHRASE_SLOTS = 12, PHRASE_GAPS = 3, PHRASE_GAP_WORDS = 8, PHRASE_TARGETS = 5 };

typedef struct Target {
    uint16_t class;
    bool excludes; // adds nothing and takes the place of others
    float weight;
} Target;

typedef struct Slot {
    uint32_t first, count; // in Model.choices: atoms in order, any of which fits
    uint8_t gap;           // words that may stand before it
} Slot;

typedef struct Phrase {
    Slot slots[PHRASE_SLOTS];
    Target targets[PHRASE_TARGETS];
    uint8_t slot_count, target_count;
    bool at_start; // only at the start of a sentence
    bool undenied; // counts under a negation too, or holds one itself
} Phrase;

typedef enum AtomKind { ATOM_WORD, ATOM_STEM, ATOM_ENDING } AtomKind;
#define ATOM_NUMBER 0u // the atom every number has; the others count from 1

// What tokens are looked up by. Hashes run over the bytes, from the front for words and stems, from the back
// for endings, so that one pass over a token meets all its stems.
typedef struct AtomTable {
    uint64_t *keys; // hash and kind; 0 is empty
    uint32_t *atoms;
    uint32_t size, used;                   // size is a power of two
    uint64_t stem_lengths, ending_lengths; // bit n: there is one of n bytes
} AtomTable;

struct Model {
    float bias[CLASS_COUNT];
    AtomTable table;
    GArray *choices; // uint32_t
    GArray *phrases; // Phrase
    GArray *starts;  // GArray * of uint32_t, by atom: phrases that may begin with it
    GHashTable *sets;
};

#define HASH_SEED 14695981039346656037u
static inline uint64_t hash_step(uint64_t hash, char byte) {
    return (hash ^ (unsigned char)byte) * 1099511628211u;
}
static inline uint64_t hash_key(uint64_t hash, AtomKind kind) {
    return (hash & ~(uint64_t)3) | ((uint64_t)kind + 1);
}
// The atom of a key, or 0 when there is none.
uint32_t atom_find(const AtomTable *table, uint64_t key);

#endif
