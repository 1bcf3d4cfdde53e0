#ifndef EARSHOT_VALUES_H
#define EARSHOT_VALUES_H
// What a template is filled with: names to strings or lists of strings, in a
// stable order; they are kept in the outbox as bytes. Everything is made valid
// UTF-8 on the way in, at most 64 KB an item and 1,000 items a name.

#include <glib.h>
#include <stddef.h>

typedef struct Values Values;

Values *values_new(void) G_GNUC_WARN_UNUSED_RESULT;
void values_free(Values *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Values, values_free)
void values_set(Values *values, const char *name, const char *text); // copies; NULL takes the name away
void values_add(Values *values, const char *name, const char *item); // appends to a list
const char *values_get(const Values *values, const char *name);      // the first item, or NULL
// The items of a name (char *), borrowed; NULL when there are none.
const GPtrArray *values_list(const Values *values, const char *name);
GBytes *values_pack(const Values *values);
// FATE_CORRUPT when the bytes are not what values_pack made. The caller owns the result.
Values *values_unpack(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// One line of plain text: control characters and bidi marks removed, line ends and tabs made blanks, valid
// UTF-8. For whatever goes into a mail. The caller owns it.
char *values_plain(const char *text);
// The same for a list or a sentence: no blanks at its ends, at most so many characters, the last an ellipsis
// when it was cut. NULL for NULL and when nothing of it shows.
char *values_short(const char *text, size_t most);

#endif
