#ifndef EARSHOT_WORDING_NEVER_H
#define EARSHOT_WORDING_NEVER_H
// The words that are not repeated, as they stand in a `words` file, and whether a phrase
// holds one. Both are compared without case and without accents ("ß" is "ss", "ł" is "l"),
// and whatever is no letter or digit parts words, so that "l’arnaque" holds "arnaque".

#include <glib.h>
#include <stdbool.h>

// " all words of it, bare, one blank between "; NULL when it is not UTF-8. The caller owns it.
char *never_bare(const char *text);

typedef struct NeverList NeverList;

// `items` is parted at commas: the beginning of a word ("menteu"), successive words of which the last may go
// on ("mot de passe"), or, with a '$' behind it, whole words only ("pin$").
NeverList *never_list_new(const char *items) G_GNUC_WARN_UNUSED_RESULT;
void never_list_free(NeverList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NeverList, never_list_free)

// The first item that the text holds, as it is compared, borrowed; NULL when it holds none. Of a text that is
// not UTF-8 nobody knows what it holds: its item is "?".
const char *never_list_find(const NeverList *list, const char *text);

#endif
