#ifndef EARSHOT_PATTERN_H
#define EARSHOT_PATTERN_H
// Turns of phrase as rows of slots, and where they stand in a text. A slot is
// a word, words apart by "/", @set, a stem "unaccept*", an ending "*ausfall",
// "#" for a number; "[..3]" lets up to three words stand between. "^" in front
// binds a pattern to the start of a sentence, "!" lets it count under a
// negation. No pattern crosses the end of a sentence.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "features.h"

typedef struct PatternSet PatternSet;

typedef struct PatternMatch {
    uint32_t pattern;     // its number
    uint32_t first, last; // tokens, last included
    bool negated;         // under a negation that is not its own; only when asked for
} PatternMatch;

PatternSet *pattern_set_new(void) G_GNUC_WARN_UNUSED_RESULT;
void pattern_set_free(PatternSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PatternSet, pattern_set_free)

// "we = we our us @others": words for later patterns' @we. FATE_CONFIG for a line of another form.
bool pattern_define(PatternSet *set, const char *line, GError **error);

// Compiles one pattern; its number counts from 0. FATE_CONFIG says what is wrong, without a place.
bool pattern_add(PatternSet *set, const char *written, GError **error);
// Once all patterns of a run are added: what was added since is found from then on.
void pattern_index(PatternSet *set);
uint32_t pattern_count(const PatternSet *set);

// What stands in the tokens, in order of the first token; at most 4,000 matches. With `negated` those under
// a negation too, marked. The caller owns the array (PatternMatch).
GArray *pattern_find(const PatternSet *set, const Token *tokens, size_t count,
                     bool negated) G_GNUC_WARN_UNUSED_RESULT;

#endif
