#ifndef EARSHOT_PROBLEM_PARTS_H
#define EARSHOT_PROBLEM_PARTS_H
// Internal to problem: what its files share.

#include "problem.h"

// The id of a PM's problem, by its name in any case.
uint64_t problem_id(StoreTxn *txn, const char *pm, const char *name);
// Adds to (or takes from) the conversations that are counted, in the store and in `problem`.
void problem_count(StoreTxn *txn, Problem *problem, int change);
// A conversation shows it no more.
void problem_drop_sample(StoreTxn *txn, Problem *problem, uint64_t thread);

#endif
