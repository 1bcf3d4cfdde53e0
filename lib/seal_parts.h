#ifndef EARSHOT_SEAL_PARTS_H
#define EARSHOT_SEAL_PARTS_H
// What the parts of seal share: the generations of keys in memory, and how keys are
// made of a master key. Numbers of uses are for ever: they are part of what is on disk.

#include <pthread.h>
#include <sys/stat.h>
#include "keyfile.h"
#include "seal.h"

typedef enum SealUse {
    SEAL_USE_NAMES = 1,
    SEAL_USE_TOKEN = 2,
    SEAL_USE_WRAP = 3,
    SEAL_USE_STORE = 4,
    SEAL_USE_PERSON = 5
} SealUse;
SealKey seal_derive(const SealKey *master, SealUse use);
// The key of names of a file: its line, or of a single master key what is derived from that.
SealKey seal_names_key(const KeyFile *file);

typedef struct Generation {
    unsigned number;
    KeyRole role;
    int64_t at;
    SealKey token;  // MACs of tokens
    SealKey wrap;   // wraps the keys of persons
    SealKey store;  // seals what belongs to no person
    SealKey person; // makes the key of a person's records from that person's own
} Generation;

typedef struct KeySet { // in locked memory
    SealKey hash;       // keyed hashes
    size_t count;
    Generation generations[KEYFILE_LINES];
} KeySet;

// What changes when the file is read again.
typedef struct Held {
    pthread_rwlock_t lock;
    KeySet *keys;
    char *path;         // NULL: of no file
    struct stat status; // of the file that was read last
    int64_t now;        // 0: unknown
} Held;

struct Seal {
    const SealKey *hash; // in locked memory of its own, the same for ever
    Held *held;
};

#endif
