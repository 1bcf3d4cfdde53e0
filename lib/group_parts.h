#ifndef EARSHOT_GROUP_PARTS_H
#define EARSHOT_GROUP_PARTS_H
// What the parts of the group module share; internal to it.

#include "group.h"

// The groups of a PM that have customers enough, by their ids (uint64_t), those that grew last first; at most
// some hundred.
GArray *group_grown(StoreTxn *txn, const char *pm) G_GNUC_WARN_UNUSED_RESULT;

#endif
