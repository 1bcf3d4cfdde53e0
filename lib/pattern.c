// Finding patterns. Each token is looked up once (its word, its stems, its
// endings); a pattern is tried only where its first slot fits, and only when
// each of its slots fits some token of the text. Depth and width of the search
// are bounded when patterns are compiled, so that no text can make it slow.
#include "pattern_set.h"

#include <string.h>

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
    uint32_t languages;
    bool negated;
    Atoms *atoms;
    guint8 *present; // by atom: some token is it
    guint8 *hopes;   // by pattern: 0 not looked at, 1 each slot fits some token, 2 hopeless
    GArray *matches;
} Search;

uint32_t atom_find(const AtomTable *table, uint64_t key) {
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

static bool slot_fits(const Search *search, const Slot *slot, size_t at) {
    const uint32_t *choices = &g_array_index(search->set->choices, uint32_t, slot->first);
    const Atoms *atoms = &search->atoms[at];
    for (uint8_t a = 0; a < atoms->count; a++) {
        uint32_t low = 0, high = slot->count;
        while (low < high) {
            uint32_t middle = (low + high) / 2;
            if (choices[middle] == atoms->atom[a])
                return true;
            if (choices[middle] < atoms->atom[a])
                low = middle + 1;
            else
                high = middle;
        }
    }
    return false;
}

static bool look_for_slots(const Search *search, const Pattern *pattern) {
    for (unsigned s = 1; s < pattern->slot_count; s++) {
        const Slot *slot = slot_of(search, pattern, s);
        const uint32_t *choices = &g_array_index(search->set->choices, uint32_t, slot->first);
        uint32_t i = 0;
        while (i < slot->count && !search->present[choices[i]])
            i++;
        if (i == slot->count)
            return false;
    }
    return true;
}

// Most patterns begin with a common word and need a rare one; looking for that once a text spares most of the
// work of trying them wherever the common word stands.
static bool is_hopeful(Search *search, uint32_t number, const Pattern *pattern) {
    if (pattern->languages != 0 && search->languages != 0 && (pattern->languages & search->languages) == 0)
        return false;
    if (pattern->slot_count == 1)
        return true;
    if (search->hopes[number] == 0)
        search->hopes[number] = look_for_slots(search, pattern) ? 1 : 2;
    return search->hopes[number] == 1;
}

typedef struct Placing {
    const Pattern *pattern;
    size_t last;
    bool negated;
} Placing;

// Places slot `number` at `at` or after its gap, and the rest behind it. The depth is bounded by
// PATTERN_SLOTS, the width by three gaps of eight words.
static bool place_slots(const Search *search, Placing *placing, unsigned number, size_t at) {
    const Pattern *pattern = placing->pattern;
    if (number == pattern->slot_count)
        return true;
    const Slot *slot = slot_of(search, pattern, number);
    for (size_t skip = 0; skip <= slot->gap && at + skip < search->count; skip++) {
        const Token *token = &search->tokens[at + skip];
        if (token->sentence && number > 0)
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

static void try_pattern(Search *search, uint32_t number, size_t at) {
    Placing placing = {.pattern = &g_array_index(search->set->patterns, Pattern, number), .last = at};
    if (!is_hopeful(search, number, placing.pattern))
        return;
    if ((placing.pattern->at_start && !search->tokens[at].sentence) || !place_slots(search, &placing, 0, at))
        return;
    PatternMatch match = {
        .pattern = number, .first = (uint32_t)at, .last = (uint32_t)placing.last, .negated = placing.negated};
    if (search->matches->len < MATCHES_MAX)
        g_array_append_val(search->matches, match);
}

static void try_token(Search *search, size_t at) {
    const Atoms *atoms = &search->atoms[at];
    for (uint8_t a = 0; a < atoms->count; a++) {
        const GArray *starts = g_array_index(search->set->starts, GArray *, atoms->atom[a]);
        for (guint i = 0; starts != NULL && i < starts->len; i++)
            try_pattern(search, g_array_index(starts, uint32_t, i), at);
    }
}

GArray *pattern_find(const PatternSet *set, const Token *tokens, size_t count, uint32_t languages,
                     bool negated) {
    g_autofree Atoms *atoms = g_new(Atoms, count + 1);
    g_autofree guint8 *present = g_malloc0(set->starts->len + 1);
    g_autofree guint8 *hopes = g_malloc0(set->patterns->len + 1);
    Search search = {.set = set,
                     .tokens = tokens,
                     .count = count,
                     .languages = languages,
                     .negated = negated,
                     .atoms = atoms,
                     .present = present,
                     .hopes = hopes,
                     .matches = g_array_new(FALSE, FALSE, sizeof(PatternMatch))};
    for (size_t at = 0; at < count; at++) {
        find_atoms(&set->table, tokens[at].text, &atoms[at]);
        for (uint8_t a = 0; a < atoms[at].count; a++)
            present[atoms[at].atom[a]] = 1;
    }
    for (size_t at = 0; at < count; at++)
        try_token(&search, at);
    return search.matches;
}
