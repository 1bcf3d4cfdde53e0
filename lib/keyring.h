#ifndef EARSHOT_KEYRING_H
#define EARSHOT_KEYRING_H
// The keys of persons, in a file of their own beside the store: a deleted
// record of a database stays in its free pages, a slot here is overwritten in
// place and synced, so that erasing a person is real. Slots are made ahead in
// runs, so that a new person costs no fsync of their own. The caller holds the
// store's write transaction when it reserves or erases: one writer at a time.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "seal.h"

typedef struct Keyring Keyring;

// Opens or makes the file. `seal` is borrowed and must live as long.
Keyring *keyring_open(const char *path, const Seal *seal, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void keyring_free(Keyring *keyring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Keyring, keyring_free)

// Makes sure that `slot`, which is nobody's yet, holds a key, durably. What a power cut damaged is made
// again.
bool keyring_reserve(Keyring *keyring, uint64_t slot, GError **error);
// The key of a slot; FATE_CORRUPT when it was erased, damaged or never made. Any thread.
bool keyring_key(Keyring *keyring, uint64_t slot, SealKey *key, GError **error);
// True when the slot's key was overwritten for good: whose it was is gone, and nothing is damaged.
bool keyring_is_erased(Keyring *keyring, uint64_t slot);

// Under which generation of the key (seal.h) new slots are wrapped from now on; 1 at first. By who writes.
void keyring_set_generation(Keyring *keyring, unsigned generation);
// Wraps again what is wrapped under an earlier generation, at most `most` of the slots from *slot on, and
// makes it durable; *slot is the next one to look at, 0 at the end. Keys stay the same. What is damaged stays
// as it is, and is counted. By who writes, as reserving.
typedef struct KeyringRewrap {
    uint64_t done, damaged;
} KeyringRewrap;
bool keyring_rewrap(Keyring *keyring, uint64_t *slot, unsigned most, KeyringRewrap *count, GError **error);
// How many slots are wrapped under an earlier generation than this; what was erased or is damaged is under
// none.
bool keyring_count_below(Keyring *keyring, unsigned generation, uint64_t *count, GError **error);

typedef enum KeyState { KEY_GOOD, KEY_ERASED, KEY_DAMAGED, KEY_MISSING } KeyState; // missing: never made
KeyState keyring_state(Keyring *keyring, uint64_t slot);
// All slots as they stand now into an open file, from its beginning on. A slot that was being written just
// then is read again. Others may reserve and erase meanwhile.
bool keyring_copy(Keyring *keyring, int file, GError **error);
// Overwrites the slot's key for good.
bool keyring_erase(Keyring *keyring, uint64_t slot, GError **error);

#endif
