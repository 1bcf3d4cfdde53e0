// Holds the lock that a store has for who writes, as a process does that was stopped in the middle of a
// transaction: holder DIRECTORY. With `holder DIRECTORY read` it holds what a reader sees. Says "held" and
// stands still until it is killed.
#include <lmdb.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
    enum { READERS = 1024, TABLES = 64 }; // as the store's own, lib/engine_lmdb.c
    MDB_env *env = NULL;
    MDB_txn *txn = NULL;
    const unsigned reads = argc == 3 && strcmp(argv[2], "read") == 0 ? MDB_RDONLY : 0;
    if ((argc != 2 && reads == 0) || mdb_env_create(&env) != 0 || mdb_env_set_maxdbs(env, TABLES) != 0 ||
        mdb_env_set_maxreaders(env, READERS) != 0 || mdb_env_open(env, argv[1], MDB_NOTLS, 0600) != 0 ||
        mdb_txn_begin(env, NULL, reads, &txn) != 0)
        return 1;
    puts("held");
    fflush(stdout);
    for (;;)
        pause();
}
