#ifndef EARSHOT_MASKED_H
#define EARSHOT_MASKED_H
// A customer's words as a product manager is shown them: short, on one line, abuse masked. Pure.

#include <glib.h>
#include <stddef.h>

// One plain line of at most `most` characters, cut at a word with an ellipsis; of abusive words (nine
// languages, disguised by digits and signs too) the first letter stays: "f***". The caller owns it.
char *masked_words(const char *words, size_t most);

#endif
