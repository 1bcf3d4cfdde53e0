#ifndef EARSHOT_STORE_MOVE_H
#define EARSHOT_STORE_MOVE_H
// A store that goes to another place must not be used: not the old one, which would answer
// customers beside the new one, and not the new one while rows are missing. That stands in a
// row of TABLE_META which each transaction reads, so that with the commit that writes it all processes
// stop, on whatever machine, those too that had it open before. A private part of the store.

#include <stdbool.h>
#include "engine.h"
#include "store.h"

// It will be asked for: in one go with what else is (engine.h).
void store_move_expect(const EngineOps *ops, EngineTxn *txn);
// False, with what is to be done, when this transaction's store must not be used. `goer`: by who moves it and
// may use what has not left for good.
bool store_move_admits(const EngineOps *ops, EngineTxn *txn, bool goer, GError **error);

#endif
