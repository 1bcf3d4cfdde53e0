// Holds the lock that a store has for who writes, as a process does that was stopped in the middle of a
// transaction: holder DIRECTORY. Says "held" and stands still until it is killed.
#include <lmdb.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv) {
    enum { READERS = 1024, TABLES = 64 }; // as the store's own, lib/engine_lmdb.c
    MDB_env *env = NULL;
    MDB_txn *txn = NULL;
    if (argc != 2 || mdb_env_create(&env) != 0 || mdb_env_set_maxdbs(env, TABLES) != 0 ||
        mdb_env_set_maxreaders(env, READERS) != 0 || mdb_env_open(env, argv[1], MDB_NOTLS, 0600) != 0 ||
        mdb_txn_begin(env, NULL, 0, &txn) != 0)
        return 1;
    puts("held");
    fflush(stdout);
    for (;;)
        pause();
}
