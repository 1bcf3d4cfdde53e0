#ifndef EARSHOT_QUOTE_PHRASES_H
#define EARSHOT_QUOTE_PHRASES_H
// Tables of phrases in lower case: each string holds phrases between bars ("|sent from |get outlook |").

#include <stdbool.h>
#include <stddef.h>

// How many of them stand in `lower`.
size_t quote_phrases_count(const char *lower, const char *const *tables, size_t count);
bool quote_phrases_any(const char *lower, const char *const *tables, size_t count);
// True when `lower` begins with one.
bool quote_phrases_begin(const char *lower, const char *const *tables, size_t count);
// True when `lower` is one.
bool quote_phrases_is(const char *lower, const char *const *tables, size_t count);

#endif
