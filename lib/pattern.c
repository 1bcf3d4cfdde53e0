// Finding patterns. Each token is looked up once (its word, its stems, its
// endings). A pattern comes into question when a word of its rarest slot stands
// in the text, is tried when each of its slots has one, and then only where its
// first slot fits. Depth and width of the search are bounded when patterns are
// compiled, so that no text can make it slow.
#include "pattern_set.h"

#include <stddef.h>
#include <string.h>

#include "tokenwise.h"

enum { TOKEN_ATOMS = 16, MATCHES_MAX = 4000 };

// The atoms a token is: its word, its stems, its endings, a number.
typedef struct Atoms {
    uint32_t atom[TOKEN_ATOMS];
    uint8_t count;
} Atoms;

typedef struct Search {
    const PatternSet *set;
    const Token *tokens;
    size_t count;
    bool negated;
    Atoms *atoms;
    uint32_t *first; // by atom: the first token that is it, + 1; 0 for none
    uint32_t *next;  // by token and place among its atoms: the next token that is the same atom, + 1
    guint8 *tried;   // by pattern
    GArray *matches;
} Search;

uint32_t atom_find(const AtomTable *table, uint64_t key) {
    uint64_t *word;
    const uint64_t bit = filter_bit(table, key, &word);
    if ((*word & bit) == 0)
        return 0;
    for (uint32_t i = (uint32_t)(key >> 2) & (table->size - 1); table->keys[i] != 0;
         i = (i + 1) & (table->size - 1)) {
        if (table->keys[i] == key)
            return table->atoms[i];
    }
    return 0;
}

static void add_atom(Atoms *atoms, uint32_t atom) {
    if (atom != 0 && atoms->count < TOKEN_ATOMS)
        atoms->atom[atoms->count++] = atom;
}

static void find_atoms(const AtomTable *table, const char *text, Atoms *atoms) {
    atoms->count = 0;
    size_t length = strlen(text);
    uint64_t hash = HASH_SEED;
    for (size_t i = 0; i < length; i++) {
        hash = hash_step(hash, text[i]);
        if ((table->stem_lengths >> (i + 1)) & 1)
            add_atom(atoms, atom_find(table, hash_key(hash, ATOM_STEM)));
    }
    add_atom(atoms, atom_find(table, hash_key(hash, ATOM_WORD)));
    hash = HASH_SEED;
    for (size_t i = 0; i < length; i++) {
        hash = hash_step(hash, text[length - 1 - i]);
        if ((table->ending_lengths >> (i + 1)) & 1)
            add_atom(atoms, atom_find(table, hash_key(hash, ATOM_ENDING)));
    }
    if (g_ascii_isdigit(text[0]) && atoms->count < TOKEN_ATOMS)
        atoms->atom[atoms->count++] = ATOM_NUMBER;
}

static const Slot *slot_of(const Search *search, const Pattern *pattern, unsigned number) {
    return &g_array_index(search->set->slots, Slot, pattern->first_slot + number);
}

// Choices are in order: found by halving.
static bool has_choice(const uint32_t *choices, uint32_t count, uint32_t atom) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (choices[middle] == atom)
            return true;
        if (choices[middle] < atom)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static const uint32_t *choices_of(const Search *search, const Slot *slot) {
    return slot->count == 1 ? &slot->only : &g_array_index(search->set->choices, uint32_t, slot->first);
}

static bool slot_fits(const Search *search, const Slot *slot, size_t at) {
    const uint32_t *choices = choices_of(search, slot);
    const Atoms *atoms = &search->atoms[at];
    for (uint8_t a = 0; a < atoms->count; a++) {
        if (has_choice(choices, slot->count, atoms->atom[a]))
            return true;
    }
    return false;
}

static bool has_each_slot(const Search *search, const Pattern *pattern) {
    for (unsigned s = 0; s < pattern->slot_count; s++) {
        const Slot *slot = slot_of(search, pattern, s);
        const uint32_t *choices = choices_of(search, slot);
        uint32_t i = 0;
        while (i < slot->count && search->first[choices[i]] == 0)
            i++;
        if (i == slot->count)
            return false;
    }
    return true;
}

typedef struct Placing {
    const Pattern *pattern;
    size_t last;
    bool negated;
} Placing;

// Places slot `number`, not the first, at `at` or after its gap, and the rest behind it. The depth is bounded
// by PATTERN_SLOTS, the width by three gaps of eight words.
static bool place_slots(const Search *search, Placing *placing, unsigned number, size_t at) {
    const Pattern *pattern = placing->pattern;
    if (number == pattern->slot_count)
        return true;
    const Slot *slot = slot_of(search, pattern, number);
    for (size_t skip = 0; skip <= slot->gap && at + skip < search->count; skip++) {
        const Token *token = &search->tokens[at + skip];
        if (token->sentence)
            return false;
        bool denied = token->negated && !pattern->undenied;
        if (!slot_fits(search, slot, at + skip) || (denied && !search->negated))
            continue;
        bool before = placing->negated;
        placing->last = at + skip;
        placing->negated |= denied;
        if (place_slots(search, placing, number + 1, at + skip + 1))
            return true;
        placing->negated = before;
    }
    return false;
}

// At a token that its first slot fits, which has no gap before it.
static void try_at(Search *search, uint32_t number, const Pattern *pattern, size_t at) {
    const bool denied = search->tokens[at].negated && !pattern->undenied;
    Placing placing = {.pattern = pattern, .last = at, .negated = denied};
    if ((pattern->at_start && !search->tokens[at].sentence) || (denied && !search->negated) ||
        !place_slots(search, &placing, 1, at + 1))
        return;
    PatternMatch match = {
        .pattern = number, .first = (uint32_t)at, .last = (uint32_t)placing.last, .negated = placing.negated};
    if (search->matches->len < MATCHES_MAX)
        g_array_append_val(search->matches, match);
}

static uint32_t next_token(const Search *search, uint32_t token, uint32_t atom) {
    const Atoms *atoms = &search->atoms[token];
    uint8_t place = 0;
    while (atoms->atom[place] != atom)
        place++;
    return search->next[(size_t)token * TOKEN_ATOMS + place];
}

// True when the token is one of the choices before `choices[end]` too (they are in order): it was tried then.
static bool fits_before(const Search *search, const uint32_t *choices, uint32_t end, size_t token) {
    const Atoms *atoms = &search->atoms[token];
    for (uint8_t a = 0; a < atoms->count && end > 0; a++) {
        if (atoms->atom[a] < choices[end] && has_choice(choices, end, atoms->atom[a]))
            return true;
    }
    return false;
}

// At every token that the first slot fits; one that fits it twice (as a word and as a stem) is tried once.
static void try_pattern(Search *search, uint32_t number) {
    const Pattern *pattern = &g_array_index(search->set->patterns, Pattern, number);
    if (search->tried[number])
        return;
    search->tried[number] = 1;
    if (!has_each_slot(search, pattern))
        return;
    const Slot *slot = slot_of(search, pattern, 0);
    const uint32_t *choices = choices_of(search, slot);
    for (uint32_t i = 0; i < slot->count; i++) {
        for (uint32_t at = search->first[choices[i]]; at != 0; at = next_token(search, at - 1, choices[i])) {
            if (search->matches->len < MATCHES_MAX && !fits_before(search, choices, i, at - 1))
                try_at(search, number, pattern, at - 1);
        }
    }
}

static void chain_atoms(Search *search) {
    for (size_t at = search->count; at-- > 0;) {
        find_atoms(&search->set->table, search->tokens[at].text, &search->atoms[at]);
        const Atoms *atoms = &search->atoms[at];
        for (uint8_t a = 0; a < atoms->count; a++) {
            search->next[at * TOKEN_ATOMS + a] = search->first[atoms->atom[a]];
            search->first[atoms->atom[a]] = (uint32_t)at + 1;
        }
    }
}

static int match_compare(const void *left, const void *right) {
    const PatternMatch *a = left, *b = right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->pattern < b->pattern ? -1 : a->pattern > b->pattern;
}

GArray *pattern_find(const PatternSet *set, const Token *tokens, size_t count, bool negated) {
    g_autofree Atoms *atoms = g_new(Atoms, count + 1);
    g_autofree uint32_t *first = g_new0(uint32_t, set->atoms);
    g_autofree uint32_t *next = g_new(uint32_t, (count + 1) * TOKEN_ATOMS);
    g_autofree guint8 *tried = g_malloc0(set->patterns->len + 1);
    Search search = {.set = set,
                     .tokens = tokens,
                     .count = count,
                     .negated = negated,
                     .atoms = atoms,
                     .first = first,
                     .next = next,
                     .tried = tried,
                     .matches = g_array_new(FALSE, FALSE, sizeof(PatternMatch))};
    chain_atoms(&search);
    const uint32_t *offsets = &g_array_index(set->offsets, uint32_t, 0);
    for (size_t at = 0; at < count; at++) {
        for (uint8_t a = 0; a < atoms[at].count; a++) {
            uint32_t atom = atoms[at].atom[a];
            for (uint32_t i = offsets[atom]; first[atom] == at + 1 && i < offsets[atom + 1]; i++) {
                const Anchored *one = &g_array_index(set->anchored, Anchored, i);
                if (first[one->needs] != 0)
                    try_pattern(&search, one->pattern);
            }
        }
    }
    tokenwise_sort(search.matches, offsetof(PatternMatch, first), count, match_compare);
    return search.matches;
}
