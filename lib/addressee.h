#ifndef EARSHOT_ADDRESSEE_H
#define EARSHOT_ADDRESSEE_H
// Address lists of header fields (RFC 5322 s.3.4): names and addr-specs, groups
// opened. Read once from left to right, never by recursion.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Addressee {
    char *name; // the display name or comment, raw, quotes undone; NULL when there is none
    char *spec; // addr-spec as address.h has it
} Addressee;

void addressee_free(Addressee *addressee);
// Appends the addressees of a raw field value (Addressee *), at most `limit` in all; what is no address is
// left out. True when the value holds a group.
bool addressee_scan(const char *value, GPtrArray *addressees, size_t limit);

#endif
