// One pass over the tokens for words and letters, one over the mentions for
// concepts. Keys are hashes of what a term says: a model needs no dictionary,
// and two terms meeting in 64 bits is rarer than a typo.
#include "terms.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "tokenwise.h"

enum {
    PAIR_REACH = 6,
    PAIRS_MOST = 8000,
    TOKENS_WEIGHED = 2000,
    LETTERS_LEAST = 3,
    LETTERS_MOST = 5,
    WORD_BYTES = 48,
    SHOUT_WORDS = 3,
    HANDLES_MOST = 8,
    POST_BYTES = 400,
    HANDLE_LETTERS = 4
};
G_STATIC_ASSERT((int)TOKENS_WEIGHED <= UINT16_MAX);

#define POST_SHARE 0.3F
#define SEED 14695981039346656037u
#define PRIME 1099511628211u

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * PRIME;
    return hash;
}

static uint64_t hash_text(TermKind kind, const char *text) {
    return hash_bytes((SEED ^ (uint64_t)kind) * PRIME, text, strlen(text));
}

// FNV's low bits are weak in short texts, and tables index by them.
static uint64_t finish(uint64_t hash) {
    hash ^= hash >> 32;
    hash *= 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

static Term term_of(TermKind kind, uint64_t hash, size_t first, size_t last) {
    return (Term){.key = finish(hash),
                  .kind = (uint8_t)kind,
                  .first = {(uint16_t)first, (uint16_t)first},
                  .last = {(uint16_t)last, (uint16_t)last},
                  .share = 1,
                  .placed = true};
}

static void add(GArray *terms, TermKind kind, uint64_t hash, size_t first, size_t last) {
    const Term term = term_of(kind, hash, first, last);
    g_array_append_val(terms, term);
}

// Room for `count` more, to be filled at once: a message has some thousands.
static Term *reserve(GArray *terms, size_t count) {
    const guint before = terms->len;
    g_array_set_size(terms, before + (guint)count);
    return &g_array_index(terms, Term, before);
}

// Of the whole text, on no token.
static void add_whole(GArray *terms, const char *name) {
    Term term = {.key = finish(hash_text(TERM_SHAPE, name)), .kind = TERM_SHAPE, .share = 1};
    g_array_append_val(terms, term);
}

// "<word>", and where its characters begin, with its end behind them.
typedef struct Bordered {
    char text[WORD_BYTES + 3];
    uint8_t starts[WORD_BYTES + 3];
    unsigned characters;
} Bordered;

static void border(const char *word, size_t length, Bordered *bordered) {
    length = MIN(length, (size_t)WORD_BYTES);
    bordered->text[0] = '<';
    memcpy(bordered->text + 1, word, length);
    bordered->text[length + 1] = '>';
    bordered->characters = 0;
    for (unsigned at = 0; at < length + 2; at++)
        if (((unsigned char)bordered->text[at] & 0xc0) != 0x80)
            bordered->starts[bordered->characters++] = (uint8_t)at;
    bordered->starts[bordered->characters] = (uint8_t)(length + 2);
}

// How many times three to five of these characters stand in a row.
static unsigned count_letters(unsigned characters) {
    unsigned count = 0;
    for (unsigned row = LETTERS_LEAST; row <= LETTERS_MOST; row++)
        count += characters >= row ? characters - row + 1 : 0;
    return count;
}

// Three to five characters in a row, each run hashed on from the shorter one.
static Term *put_letters(Term *term, const Bordered *word, size_t at) {
    for (unsigned from = 0; from + LETTERS_LEAST <= word->characters; from++) {
        uint64_t hash = (SEED ^ (uint64_t)TERM_LETTERS) * PRIME;
        unsigned byte = word->starts[from];
        for (unsigned end = from + 1; end <= word->characters && end <= from + LETTERS_MOST; end++) {
            for (; byte < word->starts[end]; byte++)
                hash = (hash ^ (unsigned char)word->text[byte]) * PRIME;
            if (end >= from + LETTERS_LEAST)
                *term++ = term_of(TERM_LETTERS, hash, at, at);
        }
    }
    return term;
}

// A concept in the text, or what is no word of the lexicon and means something all the same: somebody's name,
// a number.
typedef struct Said {
    uint64_t hash;
    uint32_t first, last; // tokens, last included
} Said;

static uint64_t concept_hash(const char *name, bool negated) {
    uint64_t hash = hash_text(TERM_CONCEPT, name);
    return negated ? (hash ^ '-') * PRIME : hash;
}

static int said_compare(const void *left, const void *right) {
    const Said *a = left, *b = right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->last > b->last ? -1 : a->last < b->last;
}

static void hear_lexicon(const Lexicon *lexicon, const Token *tokens, size_t count, GArray *said) {
    g_autoptr(GArray) mentions = lexicon_find(lexicon, tokens, count);
    for (guint i = 0; i < mentions->len; i++) {
        const Mention *mention = &g_array_index(mentions, Mention, i);
        Said one = {.hash = concept_hash(lexicon_name(lexicon, mention->concept), mention->negated),
                    .first = mention->first,
                    .last = mention->last};
        g_array_append_val(said, one);
    }
}

// A capital inside a sentence makes a name, where nouns are not written so.
static const char *outside_of(const Token *token, bool nouns_are_capital) {
    if (g_ascii_isdigit(token->text[0]))
        return "*number";
    bool named = token->initial && !token->capitals && !token->sentence && !nouns_are_capital;
    return named ? "*name" : NULL;
}

// `covered` tells which tokens some mention stands on.
static GArray *find_said(const GPtrArray *lexicons, const char *language, const Token *tokens, size_t count,
                         guint8 *covered) {
    GArray *said = g_array_sized_new(FALSE, FALSE, sizeof(Said), (guint)count);
    for (guint i = 0; i < lexicons->len; i++)
        hear_lexicon(g_ptr_array_index(lexicons, i), tokens, count, said);
    for (guint i = 0; i < said->len; i++) {
        const Said *one = &g_array_index(said, Said, i);
        memset(covered + one->first, 1, one->last - one->first + 1);
    }
    bool german = strcmp(language, "de") == 0;
    for (size_t at = 0; at < count; at++) {
        const char *name = covered[at] ? NULL : outside_of(&tokens[at], german);
        Said one = {.first = (uint32_t)at, .last = (uint32_t)at};
        if (name == NULL)
            continue;
        one.hash = concept_hash(name, false);
        g_array_append_val(said, one);
    }
    tokenwise_sort(said, offsetof(Said, first), count, said_compare);
    return said;
}

static bool sentence_between(const Token *tokens, size_t first, size_t last) {
    for (size_t i = first + 1; i <= last; i++) {
        if (tokens[i].sentence)
            return true;
    }
    return false;
}

static Term pair_of(const Said *one, const Said *other) {
    const uint64_t hash = (one->hash * PRIME) ^ other->hash ^ (uint64_t)TERM_PAIR;
    return (Term){.key = finish(hash * PRIME),
                  .kind = TERM_PAIR,
                  .first = {(uint16_t)one->first, (uint16_t)other->first},
                  .last = {(uint16_t)one->last, (uint16_t)other->last},
                  .share = 1,
                  .placed = true};
}

// `*left` is how many more pairs this part may have.
static Term *put_pairs(Term *term, const Token *tokens, const GArray *said, guint at, unsigned *left) {
    const Said *one = &g_array_index(said, Said, at);
    for (guint i = at + 1; i < said->len && (*left > 0); i++) {
        const Said *other = &g_array_index(said, Said, i);
        if (other->first > one->last + PAIR_REACH)
            break;
        if (other->first <= one->last || other->hash == one->hash)
            continue;
        if (sentence_between(tokens, one->last, other->first))
            break;
        *term++ = pair_of(one, other);
        (*left)--;
    }
    return term;
}

// How many more stand near enough, at the same token or behind, to make pairs with this one.
static guint count_near(const GArray *said, guint at) {
    const Said *one = &g_array_index(said, Said, at);
    guint end = at + 1;
    while (end < said->len && g_array_index(said, Said, end).first <= one->last + PAIR_REACH)
        end++;
    return end - at - 1;
}

static void add_concepts(GArray *terms, const Token *tokens, const GArray *said) {
    unsigned left = PAIRS_MOST;
    for (guint i = 0; i < said->len; i++) {
        const Said *one = &g_array_index(said, Said, i);
        const guint before = terms->len;
        Term *first = reserve(terms, 1 + (size_t)count_near(said, i)), *term = first;
        *term++ = term_of(TERM_CONCEPT, one->hash, one->first, one->last);
        term = put_pairs(term, tokens, said, i, &left);
        g_array_set_size(terms, before + (guint)(term - first));
    }
}

// The letters of a word tell something where the lexicon does not know it: typos, compounds, endings.
static void add_words(GArray *terms, const Token *tokens, size_t count, const guint8 *covered) {
    Bordered word = {.characters = 0};
    for (size_t i = 0; i < count; i++) {
        const size_t length = strlen(tokens[i].text);
        const bool first = tokens[i].sentence || i == 0;
        word.characters = 0;
        if (!covered[i])
            border(tokens[i].text, length, &word);
        Term *term = reserve(terms, 2 + count_letters(word.characters));
        uint64_t hash = hash_bytes((SEED ^ (uint64_t)TERM_WORD) * PRIME, tokens[i].text, length);
        *term++ = term_of(TERM_WORD, tokens[i].negated ? hash * PRIME : hash, i, i);
        term = put_letters(term, &word, i);
        hash = hash_text(TERM_WORDS, first ? "^" : tokens[i - 1].text) * PRIME;
        *term = term_of(TERM_WORDS, hash_bytes(hash, tokens[i].text, length), first ? i : i - 1, i);
    }
}

// The last token before a place in the text, where a mark there shows.
static size_t token_before(const Token *tokens, size_t count, uint32_t byte) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (tokens[middle].first < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? low - 1 : 0;
}

// Marks, and what tells a post from a letter: it names its company "@so", and hangs on "#tags".
static void add_marks(GArray *terms, const char *text, const Token *tokens, size_t count) {
    static const struct {
        const char *mark, *name;
        bool leads; // only where a word may begin
    } marks[] = {{"?", "question", false}, {"!", "call", false},   {"...", "dots", false},
                 {":)", "smile", false},   {":(", "frown", false}, {"@", "handle", true},
                 {"#", "tag", true},       {"http", "link", true}};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *found = strstr(text, marks[i].mark);
        while (found != NULL && marks[i].leads && found > text && !g_ascii_isspace(found[-1]))
            found = strstr(found + 1, marks[i].mark);
        if (found == NULL)
            continue;
        size_t at = token_before(tokens, count, (uint32_t)(found - text) + 1);
        add(terms, TERM_SHAPE, hash_text(TERM_SHAPE, marks[i].name), at, at);
    }
}

// A run of words in capitals, in a text that is not all in capitals: a stiff hand says nothing.
static void add_capitals(GArray *terms, const Token *tokens, size_t count) {
    size_t capitals = 0, run = 0, letters = 0;
    for (size_t i = 0; i < count; i++)
        capitals += tokens[i].capitals ? 1 : 0;
    if (capitals * 10 > count * 6) {
        add_whole(terms, "stiff");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        run = tokens[i].capitals ? run + 1 : 0;
        letters = tokens[i].capitals ? letters + tokens[i].end - tokens[i].start : 0;
        if (run == 1 && letters > 3)
            add(terms, TERM_SHAPE, hash_text(TERM_SHAPE, "capitals"), i, i);
        if (run == SHOUT_WORDS)
            add(terms, TERM_SHAPE, hash_text(TERM_SHAPE, "shout"), i + 1 - run, i);
    }
}

static void add_shape(GArray *terms, const char *text, const Token *tokens, size_t count,
                      const char *language) {
    static const struct {
        size_t most;
        const char *name;
    } lengths[] = {{8, "8"}, {20, "20"}, {45, "45"}, {90, "90"}, {SIZE_MAX, "more"}};
    size_t i = 0;
    while (count > lengths[i].most)
        i++;
    add_whole(terms, lengths[i].name);
    add_whole(terms, language);
    add_marks(terms, text, tokens, count);
    add_capitals(terms, tokens, count);
}

// The next name that a post speaks to, "@so", from `at` on; NULL when there is none.
static const char *find_handle(const char *text, const char *at) {
    for (at = strchr(at, '@'); at != NULL; at = strchr(at + 1, '@')) {
        bool begins = at == text || !g_ascii_isalnum(at[-1]);
        if (begins && g_ascii_isalpha(at[1]))
            return at;
    }
    return NULL;
}

// Whom a post speaks to: the name and four letters in a row of it ("...support", "...cares").
static void add_handles(GArray *terms, const char *text, const Token *tokens, size_t count) {
    const char *at = find_handle(text, text);
    for (unsigned n = 0; at != NULL && n < HANDLES_MOST; n++, at = find_handle(text, at + 1)) {
        size_t token = token_before(tokens, count, (uint32_t)(at - text) + 2);
        size_t length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
        g_autofree char *name = g_ascii_strdown(at, (gssize)MIN(length + 1, (size_t)WORD_BYTES));
        add(terms, TERM_SHAPE, hash_text(TERM_SHAPE, name), token, token);
        for (size_t from = 1; strlen(name) >= from + HANDLE_LETTERS; from++) {
            uint64_t hash = hash_bytes(hash_text(TERM_SHAPE, "@@"), name + from, HANDLE_LETTERS);
            add(terms, TERM_SHAPE, hash, token, token);
        }
    }
}

// What a post says may mean something else than in a letter: each of its terms is there twice, as
// everybody's, which counts less, and as a post's. What is learned of posts then does not spoil letters
// (Daume, 2007).
static void repeat_as_post(GArray *terms, guint first) {
    guint end = terms->len;
    for (guint i = first; i < end; i++) {
        Term *shared = &g_array_index(terms, Term, i);
        Term own = *shared;
        shared->share = POST_SHARE;
        own.key = finish(own.key ^ PRIME);
        if (own.kind != TERM_PAIR)
            g_array_append_val(terms, own);
    }
}

void terms_of(const GPtrArray *lexicons, const char *language, const char *text, const Features *features,
              GArray *terms) {
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    if (count == 0)
        return;
    count = MIN(count, TOKENS_WEIGHED); // who writes more has said what matters
    guint first = terms->len;
    g_autofree guint8 *covered = g_malloc0(count);
    g_autoptr(GArray) said = find_said(lexicons, language, tokens, count, covered);
    add_concepts(terms, tokens, said);
    add_words(terms, tokens, count, covered);
    if (strlen(text) <= POST_BYTES && find_handle(text, text) != NULL) {
        repeat_as_post(terms, first);
        add_handles(terms, text, tokens, count);
    }
    add_shape(terms, text, tokens, count, language);
}

void terms_factors(const GArray *terms, float factors[TERM_KINDS]) {
    static const bool dilutes[TERM_KINDS] = {[TERM_WORD] = true, [TERM_WORDS] = true, [TERM_LETTERS] = true};
    guint counts[TERM_KINDS] = {0};
    for (guint i = 0; i < terms->len; i++)
        counts[g_array_index(terms, Term, i).kind]++;
    for (unsigned kind = 0; kind < TERM_KINDS; kind++)
        factors[kind] = dilutes[kind] && counts[kind] > 1 ? 1.0F / sqrtf((float)counts[kind]) : 1.0F;
}
