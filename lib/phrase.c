// Which phrases stand in a text, and what each adds. Ten mild remarks are not
// one threat, and a word said twice is one remark: what a phrase counts depends
// on what was heard of its class before. All that is decided before a
// contribution is written down, so that contributions add up to the sums.
#include "phrase.h"

#include <stdlib.h>
#include <string.h>
#include "fault.h"
#include "pattern.h"

enum { PHRASE_TARGETS = 5, KEPT_MAX = 12, HINT_TOKENS = 200, SHARE_LEAST = 5, MATCHES_MAX = 4000 };
#define HINT_BELOW 3.0F
#define HINTS_MOST 1.9F

typedef struct Target {
    uint16_t class;
    bool excludes; // adds nothing and takes the place of others
    float weight;
} Target;

typedef struct Phrase { // by the number of its pattern
    Target targets[PHRASE_TARGETS];
    uint8_t target_count;
} Phrase;

struct PhraseBook {
    PatternSet *patterns;
    GArray *phrases; // Phrase
};

typedef struct Match {
    uint32_t first, last; // tokens
    uint32_t phrase;
    Target target;
} Match;

typedef struct Scoring {
    const Token *tokens;
    size_t count;
    GArray *matches; // Match
} Scoring;

PhraseBook *phrase_book_new(void) {
    PhraseBook *book = g_new0(PhraseBook, 1);
    book->patterns = pattern_set_new();
    book->phrases = g_array_new(FALSE, FALSE, sizeof(Phrase));
    return book;
}

void phrase_book_free(PhraseBook *book) {
    if (book == NULL)
        return;
    pattern_set_free(book->patterns);
    g_array_unref(book->phrases);
    g_free(book);
}

static bool mistake(GError **error, const char *what, const char *word) {
    return fault_set(error, FATE_CONFIG, "%s '%s'", what, word);
}

static bool read_number(const char *written, float *number) {
    char *end = NULL;
    *number = (float)g_ascii_strtod(written, &end);
    return end != written && *end == '\0' && *number >= -20 && *number <= 20;
}

// "churn 4.5" or "churn no"
static bool read_target(char *written, Target *target, GError **error) {
    g_strstrip(written);
    char *number = strpbrk(written, " \t");
    if (number == NULL)
        return mistake(error, "no weight behind the class", written);
    *number++ = '\0';
    g_strstrip(number);
    int class = class_find(written);
    if (class < 0)
        return mistake(error, "unknown class", written);
    *target = (Target){.class = (uint16_t) class, .excludes = strcmp(number, "no") == 0};
    if (!target->excludes && !read_number(number, &target->weight))
        return mistake(error, "a weight is a number from -20 to 20, or no; not", number);
    return true;
}

static bool read_phrase(PhraseBook *book, char *line, GError **error) {
    char *bar = strchr(line, '|');
    if (bar == NULL)
        return mistake(error, "expected 'class weight | pattern', not", line);
    *bar = '\0';
    Phrase phrase = {.target_count = 0};
    g_auto(GStrv) targets = g_strsplit(line, ",", -1);
    for (char **target = targets; *target != NULL; target++) {
        if (phrase.target_count >= PHRASE_TARGETS)
            return mistake(error, "too many classes at", *target);
        if (!read_target(*target, &phrase.targets[phrase.target_count++], error))
            return false;
    }
    if (!pattern_add(book->patterns, bar + 1, error))
        return false;
    g_array_append_val(book->phrases, phrase);
    return true;
}

static bool read_line(PhraseBook *book, char *line, GError **error) {
    g_strstrip(line);
    if (*line == '\0' || *line == '#')
        return true;
    if (g_str_has_prefix(line, "set "))
        return pattern_define(book->patterns, line + 4, error);
    return read_phrase(book, line, error);
}

bool phrase_add(PhraseBook *book, const char *name, const char *text, GError **error) {
    if (!g_utf8_validate(text, -1, NULL))
        return fault_set(error, FATE_CONFIG, "%s: not valid UTF-8", name);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        if (!read_line(book, lines[i], error)) {
            g_prefix_error(error, "%s:%u: ", name, i + 1);
            return false;
        }
    }
    pattern_index(book->patterns);
    return true;
}

static void find_matches(const PhraseBook *book, Scoring *scoring) {
    g_autoptr(GArray) found = pattern_find(book->patterns, scoring->tokens, scoring->count, false);
    for (guint i = 0; i < found->len; i++) {
        const PatternMatch *one = &g_array_index(found, PatternMatch, i);
        const Phrase *phrase = &g_array_index(book->phrases, Phrase, one->pattern);
        for (unsigned t = 0; t < phrase->target_count && scoring->matches->len < MATCHES_MAX; t++) {
            Match match = {
                .first = one->first, .last = one->last, .phrase = one->pattern, .target = phrase->targets[t]};
            g_array_append_val(scoring->matches, match);
        }
    }
}

// By class; in it first what excludes, then by strength, then longer, then by place, so that ties never
// depend on the order of the file.
static int match_compare(const void *left, const void *right) {
    const Match *a = left, *b = right;
    if (a->target.class != b->target.class)
        return a->target.class < b->target.class ? -1 : 1;
    if (a->target.excludes != b->target.excludes)
        return a->target.excludes ? -1 : 1;
    float x = a->target.weight < 0 ? -a->target.weight : a->target.weight;
    float y = b->target.weight < 0 ? -b->target.weight : b->target.weight;
    if (x < y || x > y)
        return x > y ? -1 : 1;
    if (a->last - a->first != b->last - b->first)
        return a->last - a->first > b->last - b->first ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->phrase < b->phrase ? -1 : a->phrase > b->phrase;
}

static bool claim(guint8 *taken, uint32_t first, uint32_t last) {
    for (uint32_t i = first; i <= last; i++) {
        if (taken[i] != 0)
            return false;
    }
    memset(taken + first, 1, last - first + 1);
    return true;
}

// What the n-th phrase of a class, strongest first, still counts.
static float share(unsigned n) {
    static const float shares[] = {1.0F, 0.6F, 0.4F, 0.3F, 0.2F, 0.1F};
    return n < G_N_ELEMENTS(shares) ? shares[n] : 0.05F;
}

// What of one class has been heard so far; matches come strongest first.
typedef struct Heard {
    const Match *kept[KEPT_MAX];
    unsigned told, for_it, against;
    float hinted;
} Heard;

// A hint is a word that proves nothing alone. What a message asks for is told by hints alone, so there it is
// none.
static bool is_hint(const Target *target) {
    bool asks = target->class >= CLASS_REQUEST && target->class < CLASS_ASPECT;
    return !asks && target->weight > 0 && target->weight < HINT_BELOW;
}

// Law, press and break-ins are also things that people talk about: their hints alone, however many, stay
// below what is present. In a long text some of any kind stand by chance, so there each counts less.
static float hint_weight(const Scoring *scoring, const Target *target, float weight, Heard *heard) {
    bool topic =
        target->class == SIGNAL_LEGAL || target->class == SIGNAL_PUBLIC || target->class == SIGNAL_SECURITY;
    if (scoring->count > HINT_TOKENS)
        weight *= (float)HINT_TOKENS / (float)scoring->count;
    if (topic)
        weight = MIN(weight, HINTS_MOST - heard->hinted);
    heard->hinted += weight;
    return weight;
}

// The same word by the same phrase is one remark, however often it is made.
static bool is_said(const Scoring *scoring, const Match *match, const Heard *heard) {
    for (unsigned i = 0; i < heard->told; i++) {
        const Match *other = heard->kept[i];
        if (other->phrase == match->phrase &&
            strcmp(scoring->tokens[other->first].text, scoring->tokens[match->first].text) == 0)
            return true;
    }
    return false;
}

static float weigh(const Scoring *scoring, const Match *match, Heard *heard) {
    unsigned n = match->target.weight > 0 ? heard->for_it++ : heard->against++;
    float part = is_said(scoring, match, heard) ? share(SHARE_LEAST) : share(n);
    if (heard->told < KEPT_MAX)
        heard->kept[heard->told++] = match;
    float weight = match->target.weight * part;
    return is_hint(&match->target) ? hint_weight(scoring, &match->target, weight, heard) : weight;
}

static void contribute(const Match *match, float weight, GArray *contributions, float *sum) {
    Contribution one = {.first = match->first,
                        .last = match->last,
                        .class = match->target.class,
                        .weight = weight,
                        .excludes = match->target.excludes};
    g_array_append_val(contributions, one);
    *sum += weight;
}

static void sum_up(const Scoring *scoring, GArray *contributions, float sums[CLASS_COUNT]) {
    g_autofree guint8 *taken = g_malloc0(scoring->count + 1);
    Heard heard = {.told = 0};
    unsigned class = CLASS_COUNT;
    for (guint i = 0; i < scoring->matches->len; i++) {
        const Match *match = &g_array_index(scoring->matches, Match, i);
        if (match->target.class != class) {
            class = match->target.class;
            memset(taken, 0, scoring->count);
            heard = (Heard){.told = 0};
        }
        if (match->target.excludes) {
            memset(taken + match->first, 1, match->last - match->first + 1);
            contribute(match, 0, contributions, &sums[class]);
            continue;
        }
        if (!claim(taken, match->first, match->last))
            continue;
        float weight = weigh(scoring, match, &heard);
        if (weight < 0 || weight > 0)
            contribute(match, weight, contributions, &sums[class]);
    }
}

static int contribution_compare(const void *left, const void *right) {
    const Contribution *a = left, *b = right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->class < b->class ? -1 : a->class > b->class;
}

GArray *phrase_score(const PhraseBook *book, const Token *tokens, size_t count, float sums[CLASS_COUNT]) {
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(Match));
    Scoring scoring = {.tokens = tokens, .count = count, .matches = matches};
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        sums[class] = 0;
    find_matches(book, &scoring);
    g_array_sort(matches, match_compare);
    GArray *contributions = g_array_new(FALSE, FALSE, sizeof(Contribution));
    sum_up(&scoring, contributions, sums);
    g_array_sort(contributions, contribution_compare);
    return contributions;
}
