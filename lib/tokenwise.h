#ifndef EARSHOT_TOKENWISE_H
#define EARSHOT_TOKENWISE_H
// Putting in order what was found on the tokens of a text, in time that grows with how much it is.

#include <glib.h>
#include <stddef.h>

// As g_array_sort would, by a `compare` that looks at the first token before all else and keeps what it
// calls equal in place. `offset` is where an item has that token, a uint32_t below `tokens`.
void tokenwise_sort(GArray *items, size_t offset, size_t tokens, GCompareFunc compare);

#endif
