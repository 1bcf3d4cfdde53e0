#ifndef EARSHOT_LEXICON_H
#define EARSHOT_LEXICON_H
// Meanings that customers express, with the words and turns for them in one
// language (conf/model/concepts.*): "fed_up", "lawyer", "not_work". All nine
// name the same, so what is learned from mail in one language holds for the
// others.
//
//     # a comment, in the first column
//     lawyer: lawyer*, solicitor*, legal counsel
//         law firm, our counsel         (a line that begins with a blank goes on)
//
// Entries are patterns (pattern.h), apart by commas; "we = we our us" lines
// beginning with "set " define words for @we.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "features.h"

typedef struct Lexicon Lexicon;

typedef struct Mention {
    uint32_t concept;
    uint32_t first, last; // tokens, last included
    bool negated;
} Mention;

Lexicon *lexicon_new(void) G_GNUC_WARN_UNUSED_RESULT;
void lexicon_free(Lexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lexicon, lexicon_free)

// FATE_CONFIG as name:line: message. Several texts add up.
bool lexicon_add(Lexicon *lexicon, const char *name, const char *text, GError **error);

uint32_t lexicon_count(const Lexicon *lexicon);
const char *lexicon_name(const Lexicon *lexicon, uint32_t concept);

// What is mentioned, in order of the first token; a concept once at a place, by its longest entry. The caller
// owns the array (Mention).
GArray *lexicon_find(const Lexicon *lexicon, const Token *tokens, size_t count) G_GNUC_WARN_UNUSED_RESULT;

#endif
