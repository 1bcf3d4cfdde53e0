#ifndef EARSHOT_MISSING_PHRASE_H
#define EARSHOT_MISSING_PHRASE_H
// Phrases looked for in the tokens of a text, however many there are, in time linear in the text: the tokens
// are indexed by how they begin, and each phrase looks only where it can stand.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include "features.h"
#include "text.h"
#include "verdict.h"

typedef struct Reading {
    char *text; // what the places of the tokens point into
    Features *features;
    const Token *tokens;
    size_t count;
    int *heads, *next; // chains of tokens that begin alike, ascending
} Reading;

// Of subject and body; the tokens that the verdict on them has, which must outlive the reading, are not
// sought again.
Reading *reading_new(const Text *text, const Verdict *verdict) G_GNUC_WARN_UNUSED_RESULT;
void reading_free(Reading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)

// A place that fits may still be refused: `at` is the first word of the phrase (behind a leading number).
// Only the first two hundred places of a phrase are tried: a test looks at many neighbours.
typedef bool ReadingTest(const Reading *reading, size_t at);

// A phrase is words as tokens are folded, one blank between them, all in one sentence. In a word "a|b" is
// either, "ab*" any word that begins so, "#" a number in digits, "@" one in digits or words, "~" up to two
// words of any kind. A phrase begins with a word, or with "# " or "@ " before one: a number at most three
// words back. The list ends with NULL; `test` may be NULL.
bool reading_has(const Reading *reading, const char *const *phrases, ReadingTest *test);
size_t reading_count(const Reading *reading, const char *const *phrases);
// True when a phrase of the list begins at this token.
bool reading_at(const Reading *reading, const char *const *phrases, size_t at);
// The same for any of the `reach` tokens before this one, in its sentence.
bool reading_before(const Reading *reading, const char *const *phrases, size_t at, size_t reach);
// The next token of the same sentence, or NULL; whether a phrase of the list begins there.
const Token *reading_next(const Reading *reading, size_t at);
bool reading_behind(const Reading *reading, const char *const *phrases, size_t at);
// Digits first: "12", "10:30", "18h".
bool reading_is_number(const Token *token);

#endif
