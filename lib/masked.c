// A word is compared as a run of cells, each a letter as it is heard and the bytes
// it stands for: so accents, capitals, look-alikes, digits for letters and signs
// between them are undone in one place, and what is shown is cut out of the
// customer's own text. Only whole words count, so no innocent word is hit for
// what it contains.
#include "masked.h"

#include <stdbool.h>
#include <string.h>

#include "masked_lists.h"
#include "values.h"

enum {
    AHEAD = 64,  // characters read beyond the cut, so that a word is judged whole
    LONGEST = 48 // letters of a word that is judged; what is longer is none of the list
};

typedef enum Kind {
    KIND_LETTER,
    KIND_SIGN,  // stands for a letter: "@", "$", "!"
    KIND_DIGIT, // may: "1"
    KIND_STAR,  // hides one
    KIND_BETWEEN,
    KIND_BLANK,
    KIND_OTHER
} Kind;

typedef struct Cell {
    gunichar letter; // folded; of signs and digits as it stands
    Kind kind;
    size_t start, end; // bytes
} Cell;

// --- letters as they are heard ---

typedef struct Alike {
    gunichar from, to;
} Alike;

// Letters that do not come apart into a base and an accent, and Cyrillic ones that look like Latin.
static const Alike ALIKE[] = {
    {0x142, 'l'}, {0xf8, 'o'},  {0x111, 'd'}, {0x131, 'i'}, {0x430, 'a'}, {0x435, 'e'}, {0x43e, 'o'},
    {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'}, {0x43a, 'k'}, {0x456, 'i'}, {0x455, 's'},
};
static const Alike FOR_LETTERS[] = {
    {'0', 'o'}, {'1', 'i'}, {'1', 'l'}, {'3', 'e'}, {'4', 'a'}, {'5', 's'},    {'7', 't'},
    {'8', 'b'}, {'@', 'a'}, {'$', 's'}, {'!', 'i'}, {'|', 'i'}, {0x20ac, 'e'},
};

static gunichar fold(gunichar character) {
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gunichar lower = g_unichar_tolower(character);
    if (lower == 0xf1)
        return lower;
    if (g_unichar_fully_decompose(lower, TRUE, parts, G_N_ELEMENTS(parts)) > 0)
        lower = g_unichar_tolower(parts[0]);
    for (size_t i = 0; i < G_N_ELEMENTS(ALIKE); i++)
        if (ALIKE[i].from == lower)
            return ALIKE[i].to;
    return lower;
}

static Kind kind_of(gunichar character, gunichar folded) {
    if (character == 0x20ac)
        return KIND_SIGN;
    if (character < 0x80 && strchr("@$!|", (int)character) != NULL)
        return KIND_SIGN;
    if (g_unichar_isdigit(folded))
        return KIND_DIGIT;
    if (g_unichar_isalpha(folded))
        return KIND_LETTER;
    if (character == '*' || character == '#')
        return KIND_STAR;
    if (character < 0x80 && strchr(".-_'~", (int)character) != NULL)
        return KIND_BETWEEN;
    return g_unichar_isspace(character) ? KIND_BLANK : KIND_OTHER;
}

static void add_cells(GArray *cells, gunichar character, size_t start, size_t end) {
    const gunichar folded = fold(character);
    const Cell cell = {folded, kind_of(character, folded), start, end};
    const Cell sharp = {'s', KIND_LETTER, start, end};
    const bool is_sharp = character == 0xdf || character == 0x1e9e;
    if (g_unichar_ismark(character)) { // an accent that stands by itself belongs to its letter
        if (cells->len > 0)
            g_array_index(cells, Cell, cells->len - 1).end = end;
        return;
    }
    g_array_append_val(cells, *(is_sharp ? &sharp : &cell));
    if (is_sharp)
        g_array_append_val(cells, sharp);
}

static GArray *cells_of(const char *line) {
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    for (const char *at = line; *at != '\0'; at = g_utf8_next_char(at))
        add_cells(cells, g_utf8_get_char(at), (size_t)(at - line), (size_t)(g_utf8_next_char(at) - line));
    return cells;
}

// --- words ---

typedef struct Word { // cells that make up one, without what stands between them
    const Cell *letters[LONGEST];
    size_t count;
    bool too_long;
} Word;

static void word_add(Word *word, const Cell *cell) {
    if (word->count == LONGEST)
        word->too_long = true;
    else
        word->letters[word->count++] = cell;
}

static bool stands_for(const Cell *cell, gunichar letter) {
    if (cell->kind == KIND_STAR || cell->letter == letter)
        return true;
    for (size_t i = 0; cell->kind != KIND_LETTER && i < G_N_ELEMENTS(FOR_LETTERS); i++)
        if (FOR_LETTERS[i].from == cell->letter && FOR_LETTERS[i].to == letter)
            return true;
    return false;
}

// Enough of the first letters are shown; "455" and "x**" may mean anything.
static bool is_shown(const Word *word, size_t count) {
    size_t shown = 0;
    for (size_t i = 0; i < count; i++)
        shown += word->letters[i]->kind == KIND_LETTER || word->letters[i]->kind == KIND_SIGN;
    return shown >= 2 && word->letters[0]->kind != KIND_STAR;
}

// "CU10" names a part: digits stand for letters only where letters follow.
static bool ends_in_number(const Word *word, size_t count) {
    size_t first = 0;
    while (first < count && word->letters[first]->kind != KIND_DIGIT)
        first++;
    for (size_t i = first; i < count; i++)
        if (word->letters[i]->kind != KIND_DIGIT)
            return false;
    return first < count;
}

static bool is_readable(const Word *word, size_t count) {
    return is_shown(word, count) && !ends_in_number(word, count);
}

static bool fits(const Word *word, const char *row) {
    size_t at = 0;
    for (const char *next = row; *next != '\0'; next = g_utf8_next_char(next), at++) {
        if (*next == '*')
            return is_readable(word, at);
        if (at == word->count || !stands_for(word->letters[at], g_utf8_get_char(next)))
            return false;
    }
    return at == word->count && is_readable(word, at);
}

static bool is_listed(const Word *word) {
    if (word->too_long || word->count < 3)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(ABUSE); i++)
        if (fits(word, ABUSE[i]))
            return true;
    return false;
}

// The same with at most `most` of a letter that comes three times or more on end: "fuuuck". False when there
// is none such.
static bool squeeze(const Word *word, size_t most, Word *squeezed) {
    bool found = false;
    *squeezed = (Word){.too_long = word->too_long};
    for (size_t i = 0; i < word->count;) {
        size_t run = 1;
        while (i + run < word->count && word->letters[i + run]->letter == word->letters[i]->letter)
            run++;
        found |= run >= 3;
        for (size_t kept = 0; kept < (run >= 3 ? most : run); kept++)
            word_add(squeezed, word->letters[i]);
        i += run;
    }
    return found;
}

static bool is_abuse(const Word *word) {
    Word squeezed;
    for (size_t most = 1; most <= 2; most++)
        if (squeeze(word, most, &squeezed) && is_listed(&squeezed))
            return true;
    return is_listed(word);
}

// --- where they stand ---

typedef struct Line {
    const char *text;
    const GArray *cells;
    GString *masked;
    size_t shown; // bytes of the text that are in `masked` by now
} Line;

static const Cell *cell_at(const Line *line, size_t place) {
    return &g_array_index(line->cells, Cell, place);
}

static Kind kind_at(const Line *line, size_t place) {
    return place < line->cells->len ? cell_at(line, place)->kind : KIND_BLANK;
}

static bool is_letter(Kind kind) {
    return kind == KIND_LETTER || kind == KIND_SIGN || kind == KIND_DIGIT;
}

static bool is_in_word(Kind kind) {
    return is_letter(kind) || kind == KIND_STAR;
}

// The cells from..to become a first letter and stars.
static void mask(Line *line, size_t from, size_t to) {
    const Cell *first = cell_at(line, from);
    g_string_append_len(line->masked, line->text + line->shown, (gssize)(first->end - line->shown));
    g_string_append(line->masked, "***");
    line->shown = cell_at(line, to - 1)->end;
}

// Single letters with one sign or blank between each, from here on: where they end; `from` when they are
// none.
static size_t spelled_end(const Line *line, size_t from) {
    size_t end = from;
    unsigned letters = 0;
    while (is_in_word(kind_at(line, end)) && !is_in_word(kind_at(line, end + 1))) {
        letters++;
        const Kind between = kind_at(line, end + 1);
        if (end + 1 >= line->cells->len || (between != KIND_BLANK && between != KIND_BETWEEN) ||
            !is_in_word(kind_at(line, end + 2)) || is_in_word(kind_at(line, end + 3)))
            return letters >= 3 ? end + 1 : from;
        end += 2;
    }
    return from;
}

// A word of the list that begins in the letters spelled out from here, and need not end with them: "I f u c k
// you". Where it ends; `from` for none.
static size_t spelled_abuse(const Line *line, size_t from, size_t until) {
    Word word = {.count = 0};
    size_t found = from;
    for (size_t i = from; i < until && word.count < 16; i += 2) {
        word_add(&word, cell_at(line, i));
        if (word.count >= 4 && is_abuse(&word))
            found = i + 1;
    }
    return found;
}

static size_t take_spelled(Line *line, size_t from, size_t until) {
    for (size_t i = from; i < until; i += 2) {
        const size_t end = spelled_abuse(line, i, until);
        if (end == i)
            continue;
        mask(line, i, end);
        i = end - 1;
    }
    return until;
}

// Marks behind a word are its punctuation.
static size_t trimmed_end(const Line *line, size_t from, size_t until) {
    while (until > from && (kind_at(line, until - 1) == KIND_STAR || cell_at(line, until - 1)->letter == '!'))
        until--;
    return until;
}

static bool is_abuse_between(const Line *line, size_t from, size_t until) {
    Word word = {.count = 0};
    for (size_t i = from; i < until; i++)
        if (kind_at(line, i) != KIND_BETWEEN)
            word_add(&word, cell_at(line, i));
    return is_abuse(&word);
}

static bool take_part(Line *line, size_t from, size_t until) {
    while (from < until && kind_at(line, from) == KIND_STAR)
        from++;
    until = trimmed_end(line, from, until);
    if (from >= until || !is_abuse_between(line, from, until))
        return false;
    mask(line, from, until);
    return true;
}

// A run without blanks: each part between signs by itself, and when none is, all of them as one word.
static size_t take_run(Line *line, size_t from) {
    size_t end = from, part = from;
    bool found = false;
    while (is_in_word(kind_at(line, end)) || kind_at(line, end) == KIND_BETWEEN) {
        if (kind_at(line, end) == KIND_BETWEEN) {
            found |= take_part(line, part, end);
            part = end + 1;
        }
        end++;
    }
    found |= take_part(line, part, end);
    size_t last = end;
    while (last > from && kind_at(line, last - 1) == KIND_BETWEEN)
        last--;
    if (!found && part != from)
        (void)take_part(line, from, last);
    return end;
}

static void take_all(Line *line) {
    size_t place = 0;
    while (place < line->cells->len) {
        if (!is_in_word(kind_at(line, place))) {
            place++;
            continue;
        }
        const size_t spelled = spelled_end(line, place);
        place = spelled > place ? take_spelled(line, place, spelled) : take_run(line, place);
    }
}

// --- length ---

// Blanks collapsed and cut off at both ends, at most so many characters.
static char *shorten_raw(const char *words, size_t most) {
    g_autofree char *plain = values_plain(words);
    GString *line = g_string_new(NULL);
    size_t count = 0;
    bool blank = false;
    for (const char *at = plain; *at != '\0' && count < most; at = g_utf8_next_char(at)) {
        const gunichar character = g_utf8_get_char(at);
        if (g_unichar_isspace(character)) {
            blank = line->len > 0;
            continue;
        }
        if (blank)
            g_string_append_c(line, ' ');
        count += blank ? 2 : 1;
        blank = false;
        g_string_append_unichar(line, character);
    }
    return g_string_free(line, FALSE);
}

// At a word when one ends in the second half, else where it must, but never before an accent.
static char *cut(const char *line, size_t most) {
    if ((size_t)g_utf8_strlen(line, -1) <= most)
        return g_strdup(line);
    if (most == 0)
        return g_strdup("");
    const char *end = g_utf8_offset_to_pointer(line, (glong)most - 1);
    const char *half = g_utf8_offset_to_pointer(line, (glong)most / 2);
    const char *blank = end;
    while (blank > half && *blank != ' ')
        blank--;
    end = *blank == ' ' && blank > half ? blank : end;
    while (end > line && g_unichar_ismark(g_utf8_get_char(end)))
        end = g_utf8_prev_char(end);
    return g_strdup_printf("%.*s\u2026", (int)(end - line), line);
}

char *masked_words(const char *words, size_t most) {
    if (words == NULL)
        return g_strdup("");
    // What lies far behind the cut is never shown: it costs nothing.
    g_autofree char *valid = g_utf8_make_valid(words, (gssize)strnlen(words, (MIN(most, 4096) + AHEAD) * 16));
    g_autofree char *line = shorten_raw(valid, MIN(most, 4096) + AHEAD);
    g_autoptr(GArray) cells = cells_of(line);
    g_autoptr(GString) masked = g_string_new(NULL);
    Line work = {.text = line, .cells = cells, .masked = masked};
    take_all(&work);
    g_string_append(masked, line + work.shown);
    return cut(masked->str, most);
}
