#ifndef EARSHOT_PATTERN_SET_H
#define EARSHOT_PATTERN_SET_H
// Internal to pattern: how patterns are kept.

#include "pattern.h"

enum { PATTERN_SLOTS = 12, PATTERN_GAPS = 3, PATTERN_GAP_WORDS = 8 };

typedef struct Slot {
    uint32_t first, count; // in PatternSet.choices: atoms in order, any of which fits
    uint32_t only;         // where it is one, as most are: that atom, so that no list is looked up
    uint8_t gap;           // words that may stand before it
} Slot;

typedef struct Pattern {
    uint32_t first_slot; // in PatternSet.slots
    uint8_t slot_count;
    bool at_start; // only at the start of a sentence
    bool undenied; // counts under a negation too, or holds one itself
} Pattern;

typedef enum AtomKind { ATOM_WORD, ATOM_STEM, ATOM_ENDING } AtomKind;
#define ATOM_NUMBER 0u // the atom every number has; the others count from 1

// What tokens are looked up by. Hashes run over the bytes, from the front for words and stems, from the back
// for endings, so that one pass over a token meets all its stems.
typedef struct AtomTable {
    uint64_t *keys; // hash and kind; 0 is empty
    uint32_t *atoms;
    uint32_t size, used;                   // size is a power of two
    uint64_t *filter;                      // four bits a place: the one of a key that stands here is set
    uint64_t stem_lengths, ending_lengths; // bit n: there is one of n bytes
} AtomTable;

// A pattern in the list of an atom of its anchor, with the rarest other word that it cannot do without: most
// are passed over for that, before anything else of them is looked at.
typedef struct Anchored {
    uint32_t pattern;
    uint32_t needs; // an atom; the list's own when there is no such word
} Anchored;

struct PatternSet {
    AtomTable table;
    uint32_t atoms;   // how many there are, ATOM_NUMBER included
    GArray *choices;  // uint32_t
    GArray *slots;    // Slot
    GArray *patterns; // Pattern
    GHashTable *sets; // name -> char **
    // The index: patterns by the atoms of their anchor, the slot of the rarest words.
    GArray *anchored; // Anchored: one atom's behind the other's
    GArray *offsets;  // uint32_t: where an atom's begin, one more than there are atoms
};

#define HASH_SEED 14695981039346656037u
static inline uint64_t hash_step(uint64_t hash, char byte) {
    return (hash ^ (unsigned char)byte) * 1099511628211u;
}
static inline uint64_t hash_key(uint64_t hash, AtomKind kind) {
    return (hash & ~(uint64_t)3) | ((uint64_t)kind + 1);
}
// Most of what is asked for is not there, and the filter is small enough to stay near.
static inline uint64_t filter_bit(const AtomTable *table, uint64_t key, uint64_t **word) {
    const uint32_t bit = (uint32_t)(key >> 36) & (4 * table->size - 1);
    *word = &table->filter[bit / 64];
    return UINT64_C(1) << bit % 64;
}
// The atom of a key, or 0 when there is none.
uint32_t atom_find(const AtomTable *table, uint64_t key);

#endif
