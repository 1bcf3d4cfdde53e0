// Locks of open file descriptions (F_OFD_SETLK), not of processes: those would be
// dropped when any descriptor of the file is closed, as by a library.
#include "engine_lmdb_tell.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include "engine.h"
#include "fault.h"
#include "owner.h"

struct LmdbTold {
    int file;
    pthread_mutex_t mutex; // guards `told`
    unsigned told[ENGINE_FACTS];
};

LmdbTold *lmdb_told_new(const char *directory, GError **error) {
    g_autofree char *path = g_build_filename(directory, "key.lock", NULL);
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot open the lock: %s", path, g_strerror(errno));
        return NULL;
    }
    (void)owner_give(file, directory); // else the daemons say that they cannot open it
    LmdbTold *told = g_new0(LmdbTold, 1);
    told->file = file;
    pthread_mutex_init(&told->mutex, NULL);
    return told;
}

void lmdb_told_free(LmdbTold *told) {
    if (told == NULL)
        return;
    close(told->file);
    pthread_mutex_destroy(&told->mutex);
    g_free(told);
}

// Each fact has a range of its own.
static struct flock bytes_of(short type, unsigned fact, unsigned first, unsigned count) {
    enum { RANGE = 1 << 16 };
    return (struct flock){.l_type = type,
                          .l_whence = SEEK_SET,
                          .l_start = (off_t)fact * RANGE + (off_t)first,
                          .l_len = (off_t)count};
}

// The new one first: in between it has both, and never none.
static bool tell(LmdbTold *told, unsigned fact, unsigned number) {
    const unsigned last = told->told[fact];
    struct flock mine = bytes_of(F_RDLCK, fact, number, 1), before = bytes_of(F_UNLCK, fact, last, 1);
    if (number == last)
        return true;
    if (fcntl(told->file, F_OFD_SETLK, &mine) != 0)
        return false;
    if (last != 0)
        (void)fcntl(told->file, F_OFD_SETLK, &before);
    told->told[fact] = number;
    return true;
}

bool lmdb_tell(LmdbTold *told, unsigned fact, unsigned number) {
    pthread_mutex_lock(&told->mutex);
    const bool done = tell(told, fact, number);
    pthread_mutex_unlock(&told->mutex);
    return done;
}

bool lmdb_others_tell_below(const LmdbTold *told, unsigned fact, unsigned number) {
    struct flock asked = bytes_of(F_WRLCK, fact, 0, number);
    return fcntl(told->file, F_OFD_GETLK, &asked) != 0 || asked.l_type != F_UNLCK;
}
