// Compiling patterns. They are written by people who know customers and not C,
// so every mistake is told in words, and a pattern that could cost much time
// (many gaps) is refused here rather than bounded later.
#include "pattern_set.h"

#include <stdlib.h>
#include <string.h>
#include "fault.h"

static bool mistake(GError **error, const char *what, const char *word) {
    return fault_set(error, FATE_CONFIG, "%s '%s'", what, word);
}

static void table_put(AtomTable *table, uint64_t key, uint32_t atom) {
    uint32_t i = (uint32_t)(key >> 2) & (table->size - 1);
    while (table->keys[i] != 0)
        i = (i + 1) & (table->size - 1);
    uint64_t *word;
    const uint64_t bit = filter_bit(table, key, &word);
    *word |= bit;
    table->keys[i] = key;
    table->atoms[i] = atom;
    table->used++;
}

static void table_resize(AtomTable *table, uint32_t size) {
    AtomTable old = *table;
    table->keys = g_new0(uint64_t, size);
    table->atoms = g_new0(uint32_t, size);
    table->filter = g_new0(uint64_t, size / 16);
    table->size = size;
    table->used = 0;
    for (uint32_t i = 0; i < old.size; i++) {
        if (old.keys[i] != 0)
            table_put(table, old.keys[i], old.atoms[i]);
    }
    g_free(old.keys);
    g_free(old.atoms);
    g_free(old.filter);
}

// The atom of a folded word, made when new.
static uint32_t intern(PatternSet *set, const char *word, AtomKind kind) {
    AtomTable *table = &set->table;
    size_t length = strlen(word);
    uint64_t hash = HASH_SEED;
    for (size_t i = 0; i < length; i++)
        hash = hash_step(hash, kind == ATOM_ENDING ? word[length - 1 - i] : word[i]);
    uint64_t key = hash_key(hash, kind);
    uint32_t atom = atom_find(table, key);
    if (atom != 0)
        return atom;
    if (table->used * 2 >= table->size)
        table_resize(table, table->size * 2);
    atom = set->atoms++;
    table_put(table, key, atom);
    table->stem_lengths |= kind == ATOM_STEM ? UINT64_C(1) << length : 0;
    table->ending_lengths |= kind == ATOM_ENDING ? UINT64_C(1) << length : 0;
    return atom;
}

static bool add_choice(PatternSet *set, Pattern *pattern, const char *word, GError **error);

static bool add_set(PatternSet *set, Pattern *pattern, const char *name, GError **error) {
    char **words = g_hash_table_lookup(set->sets, name + 1);
    if (words == NULL)
        return mistake(error, "no set of that name before this line:", name);
    for (; *words != NULL; words++) {
        if (!add_choice(set, pattern, *words, error))
            return false;
    }
    return true;
}

// "word", "stem*", "*ending", "#", "@set"; sets of sets are opened when they are defined, so this ends.
static bool add_choice(PatternSet *set, Pattern *pattern, const char *word, GError **error) {
    if (word[0] == '@')
        return add_set(set, pattern, word, error);
    uint32_t atom = ATOM_NUMBER;
    if (strcmp(word, "#") != 0) {
        size_t length = strlen(word);
        AtomKind kind = word[0] == '*'                          ? ATOM_ENDING
                        : length > 1 && word[length - 1] == '*' ? ATOM_STEM
                                                                : ATOM_WORD;
        char folded[48];
        features_fold(word + (kind == ATOM_ENDING), length - (kind != ATOM_WORD), folded, sizeof folded);
        if (strlen(folded) < (kind == ATOM_WORD ? 1 : 2) || strpbrk(folded, "*#@|^[]()") != NULL)
            return mistake(error, "not a word, stem or ending:", word);
        atom = intern(set, folded, kind);
        pattern->undenied |= kind == ATOM_WORD && features_negates(folded);
    }
    g_array_append_val(set->choices, atom);
    g_array_index(set->slots, Slot, set->slots->len - 1).count++;
    return true;
}

static int atom_compare(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static bool add_slot(PatternSet *set, Pattern *pattern, const char *written, uint8_t gap, GError **error) {
    if (pattern->slot_count >= PATTERN_SLOTS)
        return mistake(error, "pattern too long at", written);
    Slot slot = {.first = set->choices->len, .gap = gap};
    g_array_append_val(set->slots, slot);
    pattern->slot_count++;
    g_auto(GStrv) words = g_strsplit(written, "/", -1);
    for (char **word = words; *word != NULL; word++) {
        if (!add_choice(set, pattern, *word, error))
            return false;
    }
    // Choices are kept in order, so that one is found by halving.
    const Slot *made = &g_array_index(set->slots, Slot, set->slots->len - 1);
    qsort(&g_array_index(set->choices, uint32_t, made->first), made->count, sizeof(uint32_t), atom_compare);
    return true;
}

// Plain letters that no contraction is made of: most words, spared the way through features.
static bool is_simple(const char *written) {
    size_t length = 0;
    for (; g_ascii_isalnum(written[length]); length++)
        ;
    return written[length] == '\0' && length > 0 && g_ascii_tolower(written[length - 1]) != 't';
}

// A word that is several tokens when people type it ("don't", "j'ai") is as many slots here.
static bool add_word(PatternSet *set, Pattern *pattern, const char *written, uint8_t gap, GError **error) {
    if (is_simple(written) ||
        strpbrk(written, "/*@#|^[]()") != NULL) // more than a word, or a mistake to be told
        return add_slot(set, pattern, written, gap, error);
    g_autoptr(Features) features = features_of(written);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    if (count < 2)
        return add_slot(set, pattern, count == 1 ? tokens[0].text : written, gap, error);
    for (size_t i = 0; i < count; i++) {
        if (!add_slot(set, pattern, tokens[i].text, i == 0 ? gap : 0, error))
            return false;
    }
    return true;
}

static bool read_gap(const char *written, uint8_t *gap, GError **error) {
    char *end = NULL;
    unsigned long words = g_str_has_prefix(written, "[..") ? strtoul(written + 3, &end, 10) : 0;
    if (words < 1 || words > PATTERN_GAP_WORDS || strcmp(end, "]") != 0)
        return mistake(error, "a gap is [..1] to [..8], not", written);
    *gap = (uint8_t)words;
    return true;
}

// The marks before the first word; what is left of it.
static const char *read_marks(const char *written, Pattern *pattern) {
    for (; *written == '!' || *written == '^'; written++) {
        if (*written == '!' && (written[1] == '!' || written[1] == '\0'))
            break; // "!!" is what is looked for
        pattern->undenied |= *written == '!';
        pattern->at_start |= *written == '^';
    }
    return written;
}

static bool read_pattern(PatternSet *set, Pattern *pattern, const char *line, GError **error) {
    g_auto(GStrv) parts = g_strsplit_set(line, " \t", -1);
    uint8_t gap = 0, gaps = 0;
    for (char **part = parts; *part != NULL; part++) {
        const char *written = pattern->slot_count == 0 ? read_marks(*part, pattern) : *part;
        if (*written == '\0')
            continue;
        if (*written == '[') {
            if (gap != 0 || gaps == PATTERN_GAPS)
                return mistake(error, "a pattern has at most three gaps, with words between them:", line);
            if (!read_gap(written, &gap, error))
                return false;
            gaps++;
            continue;
        }
        bool marks = written[0] == '!' || written[0] == '?'; // "!!", "??", "?!" are tokens as they stand
        if (!(marks ? add_slot : add_word)(set, pattern, written, gap, error))
            return false;
        gap = 0;
    }
    bool leads = pattern->slot_count > 0 && g_array_index(set->slots, Slot, pattern->first_slot).gap == 0;
    return (leads && gap == 0) ||
           mistake(error, "a pattern needs words, gaps only between them, at most three:", line);
}

bool pattern_add(PatternSet *set, const char *written, GError **error) {
    Pattern pattern = {.first_slot = set->slots->len};
    if (!read_pattern(set, &pattern, written, error))
        return false;
    g_array_append_val(set->patterns, pattern);
    return true;
}

// How often each atom stands in the patterns: what is common in them is common in mail.
static uint32_t *count_atoms(const PatternSet *set) {
    uint32_t *counts = g_new0(uint32_t, set->atoms);
    for (guint i = 0; i < set->choices->len; i++)
        counts[g_array_index(set->choices, uint32_t, i)]++;
    return counts;
}

// The slot whose words are rarest: where none of them stands, the pattern need not be tried.
static const Slot *anchor_of(const PatternSet *set, const Pattern *pattern, const uint32_t *counts) {
    const Slot *best = NULL;
    uint64_t least = G_MAXUINT64;
    for (unsigned s = 0; s < pattern->slot_count; s++) {
        const Slot *slot = &g_array_index(set->slots, Slot, pattern->first_slot + s);
        uint64_t common = 0;
        for (uint32_t i = 0; i < slot->count; i++)
            common += counts[g_array_index(set->choices, uint32_t, slot->first + i)];
        if (common < least) {
            least = common;
            best = slot;
        }
    }
    return best;
}

// The rarest word that a slot other than the anchor has as its only choice; `own` when there is none.
static uint32_t needed_by(const PatternSet *set, const Pattern *pattern, const Slot *anchor,
                          const uint32_t *counts, uint32_t own) {
    uint32_t best = own, least = G_MAXUINT32;
    for (unsigned s = 0; s < pattern->slot_count; s++) {
        const Slot *slot = &g_array_index(set->slots, Slot, pattern->first_slot + s);
        if (slot == anchor || slot->count != 1)
            continue;
        const uint32_t atom = g_array_index(set->choices, uint32_t, slot->first);
        best = counts[atom] < least ? atom : best;
        least = MIN(least, counts[atom]);
    }
    return best;
}

// Where a pattern's slots and choices go when they are laid out anew.
typedef struct Layout {
    GArray *slots, *choices;
    bool *placed; // by pattern
} Layout;

static void place_pattern(const PatternSet *set, uint32_t number, Layout *layout) {
    Pattern *pattern = &g_array_index(set->patterns, Pattern, number);
    if (layout->placed[number])
        return;
    layout->placed[number] = true;
    const uint32_t first = layout->slots->len;
    for (unsigned s = 0; s < pattern->slot_count; s++) {
        Slot slot = g_array_index(set->slots, Slot, pattern->first_slot + s);
        const uint32_t *atoms = &g_array_index(set->choices, uint32_t, slot.first);
        slot.first = layout->choices->len;
        slot.only = slot.count > 0 ? *atoms : 0;
        g_array_append_vals(layout->choices, atoms, slot.count);
        g_array_append_val(layout->slots, slot);
    }
    pattern->first_slot = first;
}

// Slots and choices as they will be asked for: those of patterns with one anchor stand side by side.
static void lay_out(PatternSet *set) {
    g_autofree bool *placed = g_new0(bool, set->patterns->len + 1);
    Layout layout = {.slots = g_array_sized_new(FALSE, FALSE, sizeof(Slot), set->slots->len),
                     .choices = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), set->choices->len),
                     .placed = placed};
    for (guint i = 0; i < set->anchored->len; i++)
        place_pattern(set, g_array_index(set->anchored, Anchored, i).pattern, &layout);
    for (guint i = 0; i < set->patterns->len; i++)
        place_pattern(set, i, &layout); // whose anchor is an empty set stands in no list
    g_array_unref(set->slots);
    g_array_unref(set->choices);
    set->slots = layout.slots;
    set->choices = layout.choices;
}

// Patterns sorted by atom in two passes: how many each has, then each to its place.
void pattern_index(PatternSet *set) {
    g_autofree uint32_t *counts = count_atoms(set);
    g_autofree const Slot **anchors = g_new(const Slot *, set->patterns->len + 1);
    g_array_set_size(set->offsets, 0);
    g_array_set_size(set->offsets, set->atoms + 1);
    uint32_t *offsets = &g_array_index(set->offsets, uint32_t, 0);
    for (guint i = 0; i < set->patterns->len; i++) {
        anchors[i] = anchor_of(set, &g_array_index(set->patterns, Pattern, i), counts);
        for (uint32_t c = 0; c < anchors[i]->count; c++)
            offsets[g_array_index(set->choices, uint32_t, anchors[i]->first + c) + 1]++;
    }
    for (uint32_t atom = 0; atom < set->atoms; atom++)
        offsets[atom + 1] += offsets[atom];
    g_array_set_size(set->anchored, offsets[set->atoms]);
    g_autofree uint32_t *next = g_memdup2(offsets, set->atoms * sizeof *offsets);
    for (guint i = 0; i < set->patterns->len; i++) {
        const Pattern *pattern = &g_array_index(set->patterns, Pattern, i);
        for (uint32_t c = 0; c < anchors[i]->count; c++) {
            const uint32_t atom = g_array_index(set->choices, uint32_t, anchors[i]->first + c);
            g_array_index(set->anchored, Anchored, next[atom]++) =
                (Anchored){i, needed_by(set, pattern, anchors[i], counts, atom)};
        }
    }
    lay_out(set);
}

uint32_t pattern_count(const PatternSet *set) {
    return set->patterns->len;
}

bool pattern_define(PatternSet *set, const char *line, GError **error) {
    g_auto(GStrv) halves = g_strsplit(line, "=", 2);
    if (g_strv_length(halves) != 2)
        return mistake(error, "expected 'set name = words', not", line);
    GPtrArray *words = g_ptr_array_new();
    g_auto(GStrv) parts = g_strsplit_set(halves[1], " \t", -1);
    for (char **part = parts; *part != NULL; part++) {
        if (**part == '@') { // an earlier set: its words
            char **others = g_hash_table_lookup(set->sets, *part + 1);
            for (; others != NULL && *others != NULL; others++)
                g_ptr_array_add(words, g_strdup(*others));
        } else if (**part != '\0') {
            g_ptr_array_add(words, g_strdup(*part));
        }
    }
    bool empty = words->len == 0;
    g_ptr_array_add(words, NULL);
    g_hash_table_replace(set->sets, g_strdup(g_strstrip(halves[0])), g_ptr_array_free(words, FALSE));
    return !empty || mistake(error, "a set without words:", line);
}

PatternSet *pattern_set_new(void) {
    PatternSet *set = g_new0(PatternSet, 1);
    table_resize(&set->table, 4096);
    set->choices = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    set->slots = g_array_new(FALSE, FALSE, sizeof(Slot));
    set->patterns = g_array_new(FALSE, FALSE, sizeof(Pattern));
    set->anchored = g_array_new(FALSE, FALSE, sizeof(Anchored));
    set->offsets = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    set->atoms = 1; // ATOM_NUMBER
    set->sets =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)(void (*)(void))g_strfreev);
    pattern_index(set);
    return set;
}

void pattern_set_free(PatternSet *set) {
    if (set == NULL)
        return;
    g_array_unref(set->anchored);
    g_array_unref(set->offsets);
    g_array_unref(set->choices);
    g_array_unref(set->slots);
    g_array_unref(set->patterns);
    g_hash_table_unref(set->sets);
    g_free(set->table.keys);
    g_free(set->table.atoms);
    g_free(set->table.filter);
    g_free(set);
}
