// Words to concepts, in nine languages. The table is made from
// contrib/train/things by make-things: sorted, so that a word is walked down it
// letter by letter, each letter narrowing the range. German, Dutch and Swedish
// write compounds ("Rechnungsexport"), so their stems are looked for inside a
// word too.
#include "fingerprint_parts.h"

#include <stdlib.h>
#include <string.h>

enum { LANGUAGE_EN = 1, LANGUAGE_ALL = 0x1ff, INSIDE_LEAST = 5, LOAN_LEAST = 6, GAP = 3, STEM_LETTERS = 7 };

// Both tables hold their stems themselves: halving reads a dozen, and none should be a walk elsewhere.
typedef struct ConceptEntry {
    char stem[24];    // folded
    const char *then; // words that must follow one soon after the other, apart by blanks, or NULL
    uint16_t concept;
    uint16_t languages; // bits, by language_bits
    bool open;          // begins the word: letters may follow, as where a word of `then` ends in "*"
} ConceptEntry;

typedef struct CommonWord {
    char stem[15];  // of at most seven letters, some of two bytes
    uint8_t rarity; // a tenth
} CommonWord;

#include "fingerprint_common.h"
#include "fingerprint_things.h"

// In the order of make-things.
static const char *const language_bits[] = {"en", "de", "es", "fr", "it", "nl", "pl", "pt", "sv"};

static unsigned bits_of(const char *language) {
    for (unsigned i = 0; i < G_N_ELEMENTS(language_bits); i++) {
        if (strcmp(language, language_bits[i]) == 0)
            return 1U << i | LANGUAGE_EN;
    }
    return LANGUAGE_ALL;
}

static bool makes_compounds(unsigned bits) {
    return (bits & (1U << 1 | 1U << 5 | 1U << 8)) != 0;
}

// The first row at or after `from` whose letter at `depth` is not below `letter`.
static size_t lower(size_t from, size_t end, size_t depth, unsigned letter) {
    while (from < end) {
        size_t middle = from + (end - from) / 2;
        if ((unsigned char)concept_entries[middle].stem[depth] < letter)
            from = middle + 1;
        else
            end = middle;
    }
    return from;
}

static bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

// Where the walk down a word goes on: for its first two letters as make-things found it, for the rest by
// halving.
static void narrow(const char *word, size_t depth, size_t *from, size_t *end) {
    const char c = word[depth];
    if (depth == 0 && is_letter(c)) {
        *from = concept_letters[c - 'a'];
        *end = concept_letters[c - 'a' + 1];
    } else if (depth == 1 && is_letter(word[0]) && is_letter(c)) {
        *from = concept_pairs[word[0] - 'a'][c - 'a'];
        *end = concept_pairs[word[0] - 'a'][c - 'a' + 1];
    } else {
        *from = lower(*from, *end, depth, (unsigned char)c);
        *end = lower(*from, *end, depth, (unsigned char)c + 1U);
    }
}

// A search through the words of one text.
typedef struct Hunt {
    const Token *tokens;
    size_t count;
    unsigned bits;
    GArray *hits;
} Hunt;

// `wanted` is one word of a row's `then`, of that length.
static bool is_wanted(const char *word, const char *wanted, size_t length) {
    if (length > 1 && *word != *wanted)
        return false;
    if (wanted[length - 1] == '*')
        return strncmp(word, wanted, length - 1) == 0;
    return strncmp(word, wanted, length) == 0 && word[length] == '\0';
}

static bool follows(const Hunt *hunt, size_t at, const char *then, size_t *last) {
    *last = at;
    while (*then != '\0') {
        size_t length = strcspn(then, " "), next = *last + 1;
        size_t end = MIN(hunt->count, *last + 1 + GAP);
        while (next < end && !is_wanted(hunt->tokens[next].text, then, length))
            next++;
        if (next == end)
            return false;
        *last = next;
        then += length + (then[length] == ' ' ? 1 : 0);
    }
    return true;
}

// English words stand in every language, but short ones are words of their own there.
static bool is_heard(const Hunt *hunt, const ConceptEntry *entry, size_t length) {
    unsigned shared = entry->languages & hunt->bits;
    return shared != 0 && (shared != LANGUAGE_EN || hunt->bits == LANGUAGE_EN || length >= LOAN_LEAST);
}

static void add_hit(Hunt *hunt, const ConceptEntry *entry, size_t first, size_t last) {
    ConceptHit hit = {.concept = entry->concept, .first = (uint32_t)first, .last = (uint32_t)last};
    g_array_append_val(hunt->hits, hit);
}

// Adds what begins at byte `place` of token `at`; returns how many bytes the longest took.
static size_t walk(Hunt *hunt, size_t at, size_t place) {
    const char *word = hunt->tokens[at].text;
    size_t from = 0, end = G_N_ELEMENTS(concept_entries), taken = 0, best[8], found = 0;
    for (size_t depth = 0; word[place + depth] != '\0' && from < end; depth++) {
        narrow(word + place, depth, &from, &end);
        for (size_t row = from; row < end && concept_entries[row].stem[depth + 1] == '\0'; row++) {
            const ConceptEntry *entry = &concept_entries[row];
            bool whole = word[place + depth + 1] == '\0';
            size_t last = at;
            if ((!whole && !entry->open) || !is_heard(hunt, entry, depth + 1) ||
                (place > 0 && (!entry->open || depth + 1 < INSIDE_LEAST)))
                continue;
            if (entry->then != NULL) {
                if (follows(hunt, at, entry->then, &last))
                    add_hit(hunt, entry, at, last);
                continue;
            }
            found = depth + 1 > taken ? 0 : found; // the longest stem alone, with all that it means
            taken = depth + 1;
            if (found < G_N_ELEMENTS(best))
                best[found++] = row;
        }
    }
    for (size_t i = 0; i < found; i++)
        add_hit(hunt, &concept_entries[best[i]], at, at);
    return taken;
}

// Swedish letters are folded as the German ones ("loesenord"); a and o are what its rows have.
static const char *plain_vowels(GStringChunk *pool, const char *word) {
    if (strstr(word, "ae") == NULL && strstr(word, "oe") == NULL)
        return word;
    char *plain = g_string_chunk_insert(pool, word), *to = plain;
    for (const char *from = word; *from != '\0'; from++) {
        if (*from != 'e' || from == word || (from[-1] != 'a' && from[-1] != 'o'))
            *to++ = *from;
    }
    *to = '\0';
    return plain;
}

static void find_all(Hunt *hunt) {
    bool compounds = makes_compounds(hunt->bits);
    for (size_t i = 0; i < hunt->count; i++) {
        size_t place = walk(hunt, i, 0);
        size_t length = compounds ? strlen(hunt->tokens[i].text) : 0;
        for (place = MAX(place, 1); place + INSIDE_LEAST <= length;) {
            bool inside = ((unsigned char)hunt->tokens[i].text[place] & 0xc0U) == 0x80U;
            size_t taken = inside ? 0 : walk(hunt, i, place);
            place += MAX(taken, 1);
        }
    }
}

GArray *concept_find(const Token *tokens, size_t count, const char *language) {
    Hunt hunt = {.tokens = tokens,
                 .count = count,
                 .bits = bits_of(language),
                 .hits = g_array_new(FALSE, FALSE, sizeof(ConceptHit))};
    if (strcmp(language, "sv") != 0) {
        find_all(&hunt);
        return hunt.hits;
    }
    GStringChunk *pool = g_string_chunk_new(1024);
    g_autofree Token *plain = count > 0 ? g_memdup2(tokens, count * sizeof *tokens) : NULL;
    for (size_t i = 0; i < count; i++)
        plain[i].text = plain_vowels(pool, tokens[i].text);
    hunt.tokens = plain;
    find_all(&hunt);
    g_string_chunk_free(pool);
    return hunt.hits;
}

const Concept *concept_at(uint32_t concept) {
    return &concept_rows[concept];
}

uint32_t concept_count(void) {
    return G_N_ELEMENTS(concept_rows);
}

static int name_compare(const void *name, const void *row) {
    return strcmp(name, ((const Concept *)row)->name);
}

const Concept *concept_named(const char *name) {
    return bsearch(name, concept_rows, G_N_ELEMENTS(concept_rows), sizeof *concept_rows, name_compare);
}

static int stem_compare(const void *stem, const void *row) {
    return strcmp(stem, ((const CommonWord *)row)->stem);
}

// Seven letters: inflections of nine languages mostly change what comes later.
void word_stem(const char *word, char *stem, size_t size) {
    const char *end = word;
    for (unsigned letters = 0; letters < STEM_LETTERS && *end != '\0'; letters++)
        end = g_utf8_next_char(end);
    g_strlcpy(stem, word, MIN(size, (size_t)(end - word) + 1));
}

float word_rarity(const char *word) {
    char stem[64];
    word_stem(word, stem, sizeof stem);
    const bool plain = is_letter(*stem);
    const size_t first = plain ? common_letters[*stem - 'a'] : 0;
    const size_t end = plain ? common_letters[*stem - 'a' + 1] : G_N_ELEMENTS(common_words);
    const CommonWord *row =
        bsearch(stem, common_words + first, end - first, sizeof *common_words, stem_compare);
    return row == NULL ? 8.0F : (float)row->rarity / 10.0F;
}
