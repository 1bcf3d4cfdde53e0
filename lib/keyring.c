// Fixed slots of 128 bytes, so that none crosses a disk sector and a slot's
// number is its place: the wrapped key, then the generation that wrapped it (0 and 1 are the first). The file
// holds wrapped keys only: alone it is worthless. A slot is overwritten while others may read it, so what
// does not open is read again before it counts as damaged.
#include "keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "owner.h"

struct Keyring {
    const Seal *seal;
    char *path;
    int file;
    unsigned generation; // of new slots; of the writer alone
};

enum { SLOT_SIZE = 128, RUN = 256, GENERATION_AT = SEAL_WRAPPED_SIZE, TRIES = 100 };

Keyring *keyring_open(const char *path, const Seal *seal, GError **error) {
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot open the keys of persons: %s", path, g_strerror(errno));
        return NULL;
    }
    g_autofree char *directory = g_path_get_dirname(path);
    (void)owner_give(file, directory); // else the daemons say that they cannot open it
    Keyring *keyring = g_new0(Keyring, 1);
    *keyring = (Keyring){.seal = seal, .path = g_strdup(path), .file = file, .generation = 1};
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

void keyring_set_generation(Keyring *keyring, unsigned generation) {
    keyring->generation = generation;
}

static unsigned generation_of(const uint8_t stored[SLOT_SIZE]) {
    return MAX((unsigned)stored[GENERATION_AT] << 8 | stored[GENERATION_AT + 1], 1);
}

static bool unwrap(const Keyring *keyring, const uint8_t stored[SLOT_SIZE], SealKey *key) {
    return seal_key_unwrap(keyring->seal, generation_of(stored), stored, key);
}

static bool wrap(const Keyring *keyring, const SealKey *key, uint8_t stored[SLOT_SIZE], GError **error) {
    stored[GENERATION_AT] = (uint8_t)(keyring->generation >> 8);
    stored[GENERATION_AT + 1] = (uint8_t)keyring->generation;
    return seal_key_wrap(keyring->seal, keyring->generation, key, stored) ||
           fault_set(error, FATE_CONFIG, "%s: the key file has no generation %u", keyring->path,
                     keyring->generation);
}

static bool is_nothing(const uint8_t stored[SLOT_SIZE]) {
    static const uint8_t NOTHING[SLOT_SIZE] = {0};
    return memcmp(stored, NOTHING, SLOT_SIZE) == 0;
}

// Reads a slot until it opens or is erased, since it may be overwritten just now. False when there is none.
static bool read_slot(const Keyring *keyring, off_t place, uint8_t stored[SLOT_SIZE], KeyState *state,
                      SealKey *key) {
    *state = KEY_DAMAGED;
    for (int i = 0; i < TRIES && *state == KEY_DAMAGED; i++) {
        if (pread(keyring->file, stored, SLOT_SIZE, place) != SLOT_SIZE)
            return false;
        if (is_nothing(stored))
            *state = KEY_ERASED;
        else if (unwrap(keyring, stored, key))
            *state = KEY_GOOD;
    }
    return true;
}

// Fresh keys for `count` slots behind the first `have`, durable.
static bool make_slots(Keyring *keyring, uint64_t have, size_t count, GError **error) {
    g_autofree uint8_t *slots = g_malloc0(count * SLOT_SIZE);
    for (size_t i = 0; i < count; i++) {
        SealKey key = seal_key_random();
        const bool wrapped = wrap(keyring, &key, slots + i * SLOT_SIZE, error);
        seal_key_forget(&key);
        if (!wrapped)
            return false;
    }
    const ssize_t size = (ssize_t)(count * SLOT_SIZE);
    return (pwrite(keyring->file, slots, (size_t)size, (off_t)(have * SLOT_SIZE)) == size &&
            fsync(keyring->file) == 0) ||
           io_failed(keyring, "write", error);
}

// A slot that was made ahead and opens is as it was written. One that does not is damage of a power
// cut, or was erased: nobody has it now, so it is made again, it alone.
static bool mend_slot(Keyring *keyring, uint64_t slot, GError **error) {
    uint8_t stored[SLOT_SIZE];
    SealKey key;
    if (pread(keyring->file, stored, sizeof stored, (off_t)((slot - 1) * SLOT_SIZE)) != SLOT_SIZE)
        return io_failed(keyring, "read", error);
    const bool good = unwrap(keyring, stored, &key);
    seal_key_forget(&key);
    return good || make_slots(keyring, slot - 1, 1, error);
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
    uint8_t stored[SLOT_SIZE];
    KeyState state;
    off_t place;
    if (place_of(slot, &place) && read_slot(keyring, place, stored, &state, key) && state == KEY_GOOD)
        return true;
    return fault_set(error, FATE_CORRUPT,
                     "%s: the key of slot %" G_GUINT64_FORMAT " was erased or is damaged", keyring->path,
                     slot);
}

bool keyring_is_erased(Keyring *keyring, uint64_t slot) {
    uint8_t stored[SLOT_SIZE];
    off_t place;
    return place_of(slot, &place) && pread(keyring->file, stored, sizeof stored, place) == SLOT_SIZE &&
           is_nothing(stored);
}

KeyState keyring_state(Keyring *keyring, uint64_t slot) {
    uint8_t stored[SLOT_SIZE];
    SealKey key;
    KeyState state;
    off_t place;
    if (!place_of(slot, &place) || !read_slot(keyring, place, stored, &state, &key))
        return KEY_MISSING;
    seal_key_forget(&key);
    return state;
}

// --- wrapping again ---

// What was read is overwritten only by what opens to the same key.
static bool rewrap_slot(Keyring *keyring, off_t place, KeyringRewrap *count, GError **error) {
    uint8_t stored[SLOT_SIZE];
    SealKey key = {{0}}, again = {{0}};
    KeyState state;
    if (!read_slot(keyring, place, stored, &state, &key))
        return io_failed(keyring, "read", error);
    count->damaged += state == KEY_DAMAGED;
    bool done = true;
    if (state == KEY_GOOD && generation_of(stored) < keyring->generation) {
        done = wrap(keyring, &key, stored, error) &&
               ((unwrap(keyring, stored, &again) && memcmp(&key, &again, sizeof key) == 0 &&
                 pwrite(keyring->file, stored, SLOT_SIZE, place) == SLOT_SIZE) ||
                io_failed(keyring, "write", error));
        count->done++;
    }
    seal_key_forget(&key);
    seal_key_forget(&again);
    return done;
}

static bool count_slots(const Keyring *keyring, uint64_t *slots, GError **error) {
    struct stat status;
    if (fstat(keyring->file, &status) != 0)
        return io_failed(keyring, "read", error);
    *slots = (uint64_t)status.st_size / SLOT_SIZE; // a torn last slot is nobody's
    return true;
}

bool keyring_rewrap(Keyring *keyring, uint64_t *slot, unsigned most, KeyringRewrap *count, GError **error) {
    uint64_t have = 0;
    const uint64_t before = count->done;
    if (!count_slots(keyring, &have, error))
        return false;
    for (unsigned i = 0; i < most && *slot <= have; i++, ++*slot)
        if (!rewrap_slot(keyring, (off_t)((*slot - 1) * SLOT_SIZE), count, error))
            return false;
    if (*slot > have)
        *slot = 0;
    return count->done == before || fsync(keyring->file) == 0 || io_failed(keyring, "write", error);
}

bool keyring_count_below(Keyring *keyring, unsigned generation, uint64_t *count, GError **error) {
    uint64_t have = 0;
    *count = 0;
    if (!count_slots(keyring, &have, error))
        return false;
    for (uint64_t slot = 1; slot <= have; slot++) {
        uint8_t stored[SLOT_SIZE];
        SealKey key;
        if (pread(keyring->file, stored, sizeof stored, (off_t)((slot - 1) * SLOT_SIZE)) != SLOT_SIZE)
            return io_failed(keyring, "read", error);
        *count += generation_of(stored) < generation && unwrap(keyring, stored, &key);
        seal_key_forget(&key);
    }
    return true;
}

// A slot that neither opens nor is erased may have been read while it was overwritten: read again, until it
// stays as it is.
static bool copy_slot(Keyring *keyring, uint64_t slot, uint8_t stored[SLOT_SIZE]) {
    SealKey key;
    for (int i = 0; i < TRIES && !unwrap(keyring, stored, &key); i++) {
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
