#ifndef EARSHOT_CTL_VERIFY_H
#define EARSHOT_CTL_VERIFY_H
// Looking a store over and telling people or programs what was found; also what a restore ends with.

#include <stdbool.h>
#include "store.h"

// Findings go to stdout, a line each, or all as one object of JSON; progress to a terminal on stderr. Returns
// an exit status: 0 when all is whole, 65 when not, 75 when the store cannot be looked at.
int verify_and_tell(Store *store, bool as_json);

#endif
