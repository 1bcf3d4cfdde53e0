#ifndef EARSHOT_COMPLAINT_H
#define EARSHOT_COMPLAINT_H
// Whether a message complains of a fault, and what is looked for then before the
// transaction in which others wait to write: its fingerprint, the known problems whose
// patterns stand in it, the earlier complaints that are like it.

#include "hearing.h"
#include "kept.h"
#include "store.h"

// Fills in Hearing.complains, fingerprint, problem_hits and alike of a message by a person that was judged.
// `store` may be NULL: then nothing is like it.
void complaint_find(Kept *kept, Store *store, Hearing *hearing);

#endif
