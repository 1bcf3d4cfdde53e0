// A slot is the wrapped key, then the generation that wrapped it (0 and 1 are the
// first), then zeros; one that was erased is zeros alone. They are wrapped keys only: without
// the key file they are worthless.
#include "keyring.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"

struct Keyring {
    const KeyringSlots *slots;
    void *data;
    const char *where;
    const Seal *seal;
    unsigned generation; // of new slots; of the writer alone
};

enum { RUN = 256, GENERATION_AT = SEAL_WRAPPED_SIZE };

Keyring *keyring_new(const KeyringSlots *slots, void *data, const char *where, const Seal *seal) {
    Keyring *keyring = g_new0(Keyring, 1);
    *keyring = (Keyring){.slots = slots, .data = data, .where = where, .seal = seal, .generation = 1};
    return keyring;
}

void keyring_free(Keyring *keyring) {
    if (keyring == NULL)
        return;
    keyring->slots->close(keyring->data);
    g_free(keyring);
}

bool keyring_joins(const Keyring *keyring) {
    return keyring->slots->joins;
}

void keyring_set_generation(Keyring *keyring, unsigned generation) {
    keyring->generation = generation;
}

// --- one slot ---

// Numbers come from stored values.
static bool can_be(uint64_t slot) {
    return slot != 0 && slot <= (uint64_t)INT64_MAX / KEYRING_SLOT;
}

static bool no_slot(const Keyring *keyring, uint64_t slot, GError **error) {
    return fault_set(error, FATE_CORRUPT, "%s: there can be no slot %" G_GUINT64_FORMAT, keyring->where,
                     slot);
}

static unsigned generation_of(const uint8_t stored[KEYRING_SLOT]) {
    return MAX((unsigned)stored[GENERATION_AT] << 8 | stored[GENERATION_AT + 1], 1);
}

static bool unwrap(const Keyring *keyring, const uint8_t stored[KEYRING_SLOT], SealKey *key) {
    return seal_key_unwrap(keyring->seal, generation_of(stored), stored, key);
}

static bool wrap(const Keyring *keyring, const SealKey *key, uint8_t stored[KEYRING_SLOT], GError **error) {
    stored[GENERATION_AT] = (uint8_t)(keyring->generation >> 8);
    stored[GENERATION_AT + 1] = (uint8_t)keyring->generation;
    return seal_key_wrap(keyring->seal, keyring->generation, key, stored) ||
           fault_set(error, FATE_CONFIG, "%s: the key file has no generation %u", keyring->where,
                     keyring->generation);
}

static bool is_nothing(const uint8_t stored[KEYRING_SLOT]) {
    static const uint8_t NOTHING[KEYRING_SLOT] = {0};
    return memcmp(stored, NOTHING, KEYRING_SLOT) == 0;
}

// A slot as it stands. The key is good when the state is, and to be forgotten.
typedef struct Slot {
    uint8_t stored[KEYRING_SLOT];
    KeyState state;
    SealKey key;
} Slot;

// Reads it until it opens or is erased, since it may be overwritten just now.
static bool look(const Keyring *keyring, uint64_t slot, Slot *found, GError **error) {
    found->state = can_be(slot) ? KEY_DAMAGED : KEY_MISSING;
    for (unsigned i = 0; i < keyring->slots->tries && found->state == KEY_DAMAGED; i++) {
        const int got = keyring->slots->read(keyring->data, slot, found->stored, error);
        if (got < 0)
            return false;
        if (got == 0)
            found->state = KEY_MISSING;
        else if (is_nothing(found->stored))
            found->state = KEY_ERASED;
        else if (unwrap(keyring, found->stored, &found->key))
            found->state = KEY_GOOD;
    }
    return true;
}

bool keyring_key(Keyring *keyring, uint64_t slot, SealKey *key, GError **error) {
    Slot found;
    if (!look(keyring, slot, &found, error))
        return false;
    if (found.state != KEY_GOOD)
        return fault_set(error, FATE_CORRUPT,
                         "%s: the key of slot %" G_GUINT64_FORMAT " was erased or is damaged", keyring->where,
                         slot);
    *key = found.key;
    seal_key_forget(&found.key);
    return true;
}

bool keyring_is_erased(Keyring *keyring, uint64_t slot, GError **error) {
    uint8_t stored[KEYRING_SLOT];
    return can_be(slot) && keyring->slots->read(keyring->data, slot, stored, error) > 0 && is_nothing(stored);
}

bool keyring_state(Keyring *keyring, uint64_t slot, KeyState *state, GError **error) {
    Slot found;
    const bool known = look(keyring, slot, &found, error);
    seal_key_forget(&found.key);
    *state = found.state;
    return known;
}

bool keyring_erase(Keyring *keyring, uint64_t slot, GError **error) {
    static const uint8_t NOTHING[KEYRING_SLOT] = {0};
    if (!can_be(slot))
        return no_slot(keyring, slot, error);
    return keyring->slots->write(keyring->data, slot, NOTHING, 1, error) &&
           keyring->slots->sync(keyring->data, error);
}

// --- new ones ---

// Fresh keys for `count` slots from this one on, durable.
static bool make_slots(Keyring *keyring, uint64_t slot, size_t count, GError **error) {
    g_autofree uint8_t *stored = g_malloc0(count * KEYRING_SLOT);
    for (size_t i = 0; i < count; i++) {
        SealKey key = seal_key_random();
        const bool wrapped = wrap(keyring, &key, stored + i * KEYRING_SLOT, error);
        seal_key_forget(&key);
        if (!wrapped)
            return false;
    }
    return keyring->slots->write(keyring->data, slot, stored, count, error) &&
           keyring->slots->sync(keyring->data, error);
}

// A slot that was made ahead and opens is as it was written. One that does not is damage of a power
// cut, or was erased: nobody has it now, so it is made again, it alone.
static bool mend_slot(Keyring *keyring, uint64_t slot, GError **error) {
    KeyState state;
    return keyring_state(keyring, slot, &state, error) &&
           (state == KEY_GOOD || make_slots(keyring, slot, 1, error));
}

bool keyring_reserve(Keyring *keyring, uint64_t slot, GError **error) {
    uint64_t have = 0;
    if (!can_be(slot))
        return no_slot(keyring, slot, error);
    if (keyring->slots->ahead == 0)
        return make_slots(keyring, slot, 1, error);
    if (!keyring->slots->last(keyring->data, &have, error))
        return false;
    if (slot <= have)
        return mend_slot(keyring, slot, error);
    return make_slots(keyring, have + 1, (size_t)(slot - have) + keyring->slots->ahead, error);
}

// --- wrapping again ---

// What was read is overwritten only by what opens to the same key.
static bool wrap_again(Keyring *keyring, uint64_t slot, Slot *found, GError **error) {
    SealKey again = {{0}};
    if (!wrap(keyring, &found->key, found->stored, error))
        return false;
    const bool same =
        unwrap(keyring, found->stored, &again) && memcmp(&found->key, &again, sizeof again) == 0;
    seal_key_forget(&again);
    return same ? keyring->slots->write(keyring->data, slot, found->stored, 1, error)
                : fault_set(error, FATE_TEMPORARY,
                            "%s: the key of slot %" G_GUINT64_FORMAT " does not open again", keyring->where,
                            slot);
}

static bool rewrap_slot(Keyring *keyring, uint64_t slot, KeyringRewrap *count, GError **error) {
    Slot found;
    bool done = look(keyring, slot, &found, error);
    count->damaged += done && (found.state == KEY_DAMAGED || found.state == KEY_MISSING);
    if (done && found.state == KEY_GOOD && generation_of(found.stored) < keyring->generation) {
        done = wrap_again(keyring, slot, &found, error);
        count->done++;
    }
    seal_key_forget(&found.key);
    return done;
}

// How many there are from `slot` on, at most so many, which then are expected.
static bool take_run(Keyring *keyring, uint64_t slot, uint64_t most, uint64_t *count, GError **error) {
    uint64_t last = 0;
    if (!keyring->slots->last(keyring->data, &last, error))
        return false;
    *count = slot > last ? 0 : MIN(last - slot + 1, most);
    keyring->slots->expect(keyring->data, slot, *count);
    return true;
}

bool keyring_rewrap(Keyring *keyring, uint64_t *slot, unsigned most, KeyringRewrap *count, GError **error) {
    const uint64_t before = count->done;
    uint64_t run = 0, left = 0;
    if (!take_run(keyring, *slot, most, &run, error))
        return false;
    for (uint64_t i = 0; i < run; i++, ++*slot)
        if (!rewrap_slot(keyring, *slot, count, error))
            return false;
    if (!take_run(keyring, *slot, 1, &left, error))
        return false;
    if (left == 0)
        *slot = 0;
    return count->done == before || keyring->slots->sync(keyring->data, error);
}

bool keyring_count_below(Keyring *keyring, unsigned generation, uint64_t *count, GError **error) {
    *count = 0;
    for (uint64_t slot = 1, run = 0;; slot += run) {
        if (!take_run(keyring, slot, RUN, &run, error))
            return false;
        if (run == 0)
            return true;
        for (uint64_t i = 0; i < run; i++) {
            Slot found;
            if (!look(keyring, slot + i, &found, error))
                return false;
            *count += found.state == KEY_GOOD && generation_of(found.stored) < generation;
            seal_key_forget(&found.key);
        }
    }
}

// --- a copy ---

// Damaged here is damaged there.
static bool copy_slot(Keyring *keyring, uint64_t slot, uint8_t *to, GError **error) {
    Slot found;
    if (!look(keyring, slot, &found, error))
        return false;
    seal_key_forget(&found.key);
    if (found.state == KEY_MISSING)
        memset(found.stored, 0xff, KEYRING_SLOT);
    memcpy(to, found.stored, KEYRING_SLOT);
    return true;
}

bool keyring_copy(Keyring *keyring, int file, GError **error) {
    g_autofree uint8_t *stored = g_malloc(RUN * KEYRING_SLOT);
    for (uint64_t slot = 1, run = 0;; slot += run) {
        if (!take_run(keyring, slot, RUN, &run, error))
            return false;
        if (run == 0)
            return true;
        for (uint64_t i = 0; i < run; i++)
            if (!copy_slot(keyring, slot + i, stored + i * KEYRING_SLOT, error))
                return false;
        const size_t size = run * KEYRING_SLOT;
        errno = ENOSPC; // of a part that was written
        if (pwrite(file, stored, size, (off_t)((slot - 1) * KEYRING_SLOT)) != (ssize_t)size)
            return fault_set(error, FATE_TEMPORARY, "cannot copy the keys of persons: %s", g_strerror(errno));
    }
}
