// Locks of open file descriptions (F_OFD_SETLK), not of processes: those would be
// dropped when any descriptor of the file is closed, as by a library.
#include "store_keys.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"
#include "owner.h"

// 1 found, 0 absent, -1 error.
static int read_number(const EngineOps *ops, EngineTxn *txn, const char *name, uint64_t *number,
                       GError **error) {
    EngineSlice value;
    const EngineSlice key = {(const uint8_t *)name, strlen(name)};
    const int found = ops->get(txn, TABLE_META, key, &value, error);
    if (found <= 0)
        return found;
    uint64_t big = 0;
    memcpy(&big, value.data, MIN(value.size, sizeof big));
    *number = GUINT64_FROM_BE(big);
    return 1;
}

bool store_keys_read(const EngineOps *ops, EngineTxn *txn, StoreKeys *keys, GError **error) {
    uint64_t current = 1, oldest = 1, mark = 0;
    if (read_number(ops, txn, STORE_META_GENERATION, &current, error) < 0 ||
        read_number(ops, txn, STORE_META_OLDEST, &oldest, error) < 0 ||
        read_number(ops, txn, STORE_META_KEY_MARK, &mark, error) < 0)
        return false;
    *keys = (StoreKeys){.current = (unsigned)MIN(current, UINT16_MAX),
                        .oldest = (unsigned)MIN(oldest, UINT16_MAX),
                        .mark = mark};
    return true;
}

bool store_keys_check(const StoreKeys *keys, const Seal *seal, GError **error) {
    const char *path = seal_path(seal) == NULL ? "the key" : seal_path(seal);
    for (unsigned i = keys->oldest; i <= keys->current; i++)
        if (!seal_has(seal, i))
            return fault_set(
                error, FATE_CONFIG,
                "%s: the store is sealed under generation %u of the key, which this file has not: put "
                "the key file back that has; for an older copy of the store that of its time",
                path, i);
    if (keys->mark != 0 && keys->mark != seal_mark(seal, keys->current))
        return fault_set(
            error, FATE_CONFIG,
            "%s: its generation %u is not the one that the store is sealed under: put the key file "
            "back that was used last",
            path, keys->current);
    return true;
}

// --- who has which ---

struct KeysLock {
    int file;
    pthread_mutex_t mutex; // guards `told`
    unsigned told[KEYS_FACTS];
};

KeysLock *keys_lock_new(const char *directory, GError **error) {
    g_autofree char *path = g_build_filename(directory, "key.lock", NULL);
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot open the lock: %s", path, g_strerror(errno));
        return NULL;
    }
    (void)owner_give(file, directory); // else the daemons say that they cannot open it
    KeysLock *lock = g_new0(KeysLock, 1);
    lock->file = file;
    pthread_mutex_init(&lock->mutex, NULL);
    return lock;
}

void keys_lock_free(KeysLock *lock) {
    if (lock == NULL)
        return;
    close(lock->file);
    pthread_mutex_destroy(&lock->mutex);
    g_free(lock);
}

// Each fact has a range of its own.
static struct flock bytes_of(short type, KeysFact fact, unsigned first, unsigned count) {
    enum { RANGE = 1 << 16 };
    return (struct flock){.l_type = type,
                          .l_whence = SEEK_SET,
                          .l_start = (off_t)fact * RANGE + (off_t)first,
                          .l_len = (off_t)count};
}

// The new one first: in between it has both, and never none.
static bool tell(KeysLock *lock, KeysFact fact, unsigned generation) {
    const unsigned told = lock->told[fact];
    struct flock mine = bytes_of(F_RDLCK, fact, generation, 1), before = bytes_of(F_UNLCK, fact, told, 1);
    if (generation == told)
        return true;
    if (fcntl(lock->file, F_OFD_SETLK, &mine) != 0)
        return false;
    if (told != 0)
        (void)fcntl(lock->file, F_OFD_SETLK, &before);
    lock->told[fact] = generation;
    return true;
}

bool keys_lock_tell(KeysLock *lock, KeysFact fact, unsigned generation) {
    pthread_mutex_lock(&lock->mutex);
    const bool told = tell(lock, fact, generation);
    pthread_mutex_unlock(&lock->mutex);
    return told;
}

unsigned keys_lock_told(KeysLock *lock, KeysFact fact) {
    pthread_mutex_lock(&lock->mutex);
    const unsigned told = lock->told[fact];
    pthread_mutex_unlock(&lock->mutex);
    return told;
}

bool keys_lock_others_below(const KeysLock *lock, KeysFact fact, unsigned generation) {
    struct flock asked = bytes_of(F_WRLCK, fact, 0, generation);
    return fcntl(lock->file, F_OFD_GETLK, &asked) != 0 || asked.l_type != F_UNLCK;
}
