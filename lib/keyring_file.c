// Fixed slots of 128 bytes, so that none crosses a disk sector and a slot's number is its
// place. Whoever reads may meet one that is just overwritten.
#include "keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "owner.h"

typedef struct SlotFile {
    char *path;
    int file;
} SlotFile;

static bool io_failed(const SlotFile *slots, const char *what, GError **error) {
    return fault_set(error, FATE_TEMPORARY, "%s: cannot %s: %s", slots->path, what, g_strerror(errno));
}

static off_t place_of(uint64_t slot) {
    return (off_t)((slot - 1) * KEYRING_SLOT);
}

static int file_read(void *data, uint64_t slot, uint8_t stored[KEYRING_SLOT], GError **error) {
    const SlotFile *slots = data;
    const ssize_t got = pread(slots->file, stored, KEYRING_SLOT, place_of(slot));
    if (got < 0) {
        io_failed(slots, "read", error);
        return -1;
    }
    return got == KEYRING_SLOT; // a torn last slot is nobody's
}

static bool file_write(void *data, uint64_t slot, const uint8_t *stored, size_t count, GError **error) {
    const SlotFile *slots = data;
    const ssize_t size = (ssize_t)(count * KEYRING_SLOT);
    errno = ENOSPC; // of a part that was written
    return pwrite(slots->file, stored, (size_t)size, place_of(slot)) == size ||
           io_failed(slots, "write", error);
}

static bool file_sync(void *data, GError **error) {
    const SlotFile *slots = data;
    return fsync(slots->file) == 0 || io_failed(slots, "write", error);
}

static bool file_last(void *data, uint64_t *slot, GError **error) {
    const SlotFile *slots = data;
    struct stat status;
    if (fstat(slots->file, &status) != 0)
        return io_failed(slots, "read", error);
    *slot = (uint64_t)status.st_size / KEYRING_SLOT;
    return true;
}

static void file_expect(void *data, uint64_t slot, uint64_t count) {
    (void)data, (void)slot, (void)count;
}

static void file_close(void *data) {
    SlotFile *slots = data;
    close(slots->file);
    g_free(slots->path);
    g_free(slots);
}

static const KeyringSlots FILE_SLOTS = {.read = file_read,
                                        .write = file_write,
                                        .sync = file_sync,
                                        .last = file_last,
                                        .expect = file_expect,
                                        .close = file_close,
                                        .ahead = 256,
                                        .tries = 100};

Keyring *keyring_open(const char *path, const Seal *seal, GError **error) {
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot open the keys of persons: %s", path, g_strerror(errno));
        return NULL;
    }
    g_autofree char *directory = g_path_get_dirname(path);
    (void)owner_give(file, directory); // else the daemons say that they cannot open it
    SlotFile *slots = g_new0(SlotFile, 1);
    *slots = (SlotFile){.path = g_strdup(path), .file = file};
    return keyring_new(&FILE_SLOTS, slots, slots->path, seal);
}
