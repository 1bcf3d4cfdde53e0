#ifndef EARSHOT_MASKED_H
#define EARSHOT_MASKED_H
// A customer's words as a product manager is shown them: short, on one line, abuse masked. Pure.
//
// Masked are obscenities, slurs and their kin in en de fr es it nl pl pt sv, as they stand in masked_lists.h.
// Plain insults ("idiots", "useless") and mild oaths ("damn", "crap") stay: they are what the customer says,
// and hurt nobody who reads them. A word that is innocent in one of the nine languages stays in all of them
// (German "dick", French "retard", Spanish "hora"), and so does whatever only contains one ("Scunthorpe").

#include <glib.h>
#include <stddef.h>

// One plain line of at most `most` characters, cut at a word with an ellipsis; of abusive words, disguised
// by digits, signs, spaces or many letters too ("sh1t", "f.u.c.k", "s h i t", "f**k", "fuuuck"), the first
// letter stays: "f***". Any bytes may come in; NULL is "". The caller owns it.
char *masked_words(const char *words, size_t most);

#endif
