// Fixed slots of 128 bytes, so that none crosses a disk sector and a slot's
// number is its place. The file holds wrapped keys only: alone it is worthless.
#include "keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"

struct Keyring {
    const Seal *seal;
    char *path;
    int file;
};

enum { SLOT_SIZE = 128, RUN = 256 };

Keyring *keyring_open(const char *path, const Seal *seal, GError **error) {
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot open the keys of persons: %s", path, g_strerror(errno));
        return NULL;
    }
    Keyring *keyring = g_new0(Keyring, 1);
    *keyring = (Keyring){.seal = seal, .path = g_strdup(path), .file = file};
    return keyring;
}

void keyring_free(Keyring *keyring) {
    if (keyring == NULL)
        return;
    close(keyring->file);
    g_free(keyring->path);
    g_free(keyring);
}

static bool io_failed(const Keyring *keyring, const char *what, GError **error) {
    return fault_set(error, FATE_TEMPORARY, "%s: cannot %s: %s", keyring->path, what, g_strerror(errno));
}

// Where a slot stands; false for a number that no file can hold (numbers come from stored values).
static bool place_of(uint64_t slot, off_t *place) {
    if (slot == 0 || slot > (uint64_t)INT64_MAX / SLOT_SIZE)
        return false;
    *place = (off_t)((slot - 1) * SLOT_SIZE);
    return true;
}

// Fresh keys for `count` slots behind the first `have`, durable.
static bool make_slots(Keyring *keyring, uint64_t have, size_t count, GError **error) {
    g_autofree uint8_t *slots = g_malloc0(count * SLOT_SIZE);
    for (size_t i = 0; i < count; i++) {
        SealKey key = seal_key_random();
        seal_key_wrap(keyring->seal, &key, slots + i * SLOT_SIZE);
    }
    const ssize_t size = (ssize_t)(count * SLOT_SIZE);
    return (pwrite(keyring->file, slots, (size_t)size, (off_t)(have * SLOT_SIZE)) == size &&
            fsync(keyring->file) == 0) ||
           io_failed(keyring, "write", error);
}

// A slot that was made ahead and opens is as it was written. One that does not is damage of a power
// cut, or was erased: nobody has it now, so it is made again, it alone.
static bool mend_slot(Keyring *keyring, uint64_t slot, GError **error) {
    uint8_t wrapped[SEAL_WRAPPED_SIZE];
    SealKey key;
    if (pread(keyring->file, wrapped, sizeof wrapped, (off_t)((slot - 1) * SLOT_SIZE)) !=
        (ssize_t)sizeof wrapped)
        return io_failed(keyring, "read", error);
    return seal_key_unwrap(keyring->seal, wrapped, &key) || make_slots(keyring, slot - 1, 1, error);
}

bool keyring_reserve(Keyring *keyring, uint64_t slot, GError **error) {
    struct stat status;
    off_t place;
    if (!place_of(slot, &place))
        return fault_set(error, FATE_CORRUPT, "%s: there can be no slot %" G_GUINT64_FORMAT, keyring->path,
                         slot);
    if (fstat(keyring->file, &status) != 0)
        return io_failed(keyring, "read", error);
    const uint64_t have = (uint64_t)status.st_size / SLOT_SIZE; // a torn last slot is made again
    if (slot <= have)
        return mend_slot(keyring, slot, error);
    return make_slots(keyring, have, (size_t)(slot - have) + RUN, error);
}

bool keyring_key(Keyring *keyring, uint64_t slot, SealKey *key, GError **error) {
    uint8_t wrapped[SEAL_WRAPPED_SIZE];
    off_t place;
    if (!place_of(slot, &place) ||
        pread(keyring->file, wrapped, sizeof wrapped, place) != (ssize_t)sizeof wrapped ||
        !seal_key_unwrap(keyring->seal, wrapped, key))
        return fault_set(error, FATE_CORRUPT,
                         "%s: the key of slot %" G_GUINT64_FORMAT " was erased or is damaged", keyring->path,
                         slot);
    return true;
}

bool keyring_is_erased(Keyring *keyring, uint64_t slot) {
    static const uint8_t NOTHING[SLOT_SIZE] = {0};
    uint8_t stored[SLOT_SIZE];
    off_t place;
    return place_of(slot, &place) && pread(keyring->file, stored, sizeof stored, place) == SLOT_SIZE &&
           memcmp(stored, NOTHING, sizeof stored) == 0;
}

KeyState keyring_state(Keyring *keyring, uint64_t slot) {
    uint8_t stored[SLOT_SIZE];
    SealKey key;
    off_t place;
    if (!place_of(slot, &place) || pread(keyring->file, stored, sizeof stored, place) != SLOT_SIZE)
        return KEY_MISSING;
    if (seal_key_unwrap(keyring->seal, stored, &key))
        return KEY_GOOD;
    return keyring_is_erased(keyring, slot) ? KEY_ERASED : KEY_DAMAGED;
}

// A slot that neither opens nor is erased may have been read while it was overwritten: read again, until it
// stays as it is.
static bool copy_slot(Keyring *keyring, uint64_t slot, uint8_t stored[SLOT_SIZE]) {
    enum { TRIES = 100 };
    SealKey key;
    for (int i = 0; i < TRIES && !seal_key_unwrap(keyring->seal, stored, &key); i++) {
        if (keyring_is_erased(keyring, slot)) {
            memset(stored, 0, SLOT_SIZE);
            return true;
        }
        if (pread(keyring->file, stored, SLOT_SIZE, (off_t)((slot - 1) * SLOT_SIZE)) != SLOT_SIZE)
            return false;
    }
    return true; // damaged here is damaged there
}

bool keyring_copy(Keyring *keyring, int file, GError **error) {
    g_autofree uint8_t *slots = g_malloc(RUN * SLOT_SIZE);
    for (uint64_t slot = 1;;) {
        const off_t at = (off_t)((slot - 1) * SLOT_SIZE);
        const ssize_t size = pread(keyring->file, slots, RUN * SLOT_SIZE, at);
        if (size < 0)
            return io_failed(keyring, "read", error);
        const ssize_t whole = size - size % SLOT_SIZE; // a torn last slot is nobody's
        if (whole == 0)
            return true;
        for (ssize_t i = 0; i < whole; i += SLOT_SIZE, slot++)
            if (!copy_slot(keyring, slot, slots + i))
                return io_failed(keyring, "read", error);
        errno = ENOSPC;
        if (pwrite(file, slots, (size_t)whole, at) != whole)
            return fault_set(error, FATE_TEMPORARY, "cannot copy the keys of persons: %s", g_strerror(errno));
    }
}

bool keyring_erase(Keyring *keyring, uint64_t slot, GError **error) {
    uint8_t nothing[SLOT_SIZE] = {0};
    off_t place;
    if (!place_of(slot, &place))
        return fault_set(error, FATE_CORRUPT, "%s: there can be no slot %" G_GUINT64_FORMAT, keyring->path,
                         slot);
    if (pwrite(keyring->file, nothing, sizeof nothing, place) != SLOT_SIZE || fsync(keyring->file) != 0)
        return io_failed(keyring, "erase", error);
    return true;
}
