#ifndef EARSHOT_WORDING_KEYS_H
#define EARSHOT_WORDING_KEYS_H
// Which phrases a language has, and what each may hold.

#include <glib.h>
#include <stdbool.h>

// Every key that must be there (char *). The caller owns the list.
GPtrArray *wording_keys_required(void) G_GNUC_WARN_UNUSED_RESULT;
// True for one of them, and for those that need not be there.
bool wording_key_is(const GPtrArray *required, const char *key);
// The placeholders that the phrase may hold, NULL at the end; the first must show whatever the values are.
const char *const *wording_key_holds(const char *key);

#endif
