#ifndef EARSHOT_KEYRING_H
#define EARSHOT_KEYRING_H
// The keys of persons, each in a slot by number: to erase a person is to overwrite their key. Where slots
// stand there are two ways of. A file beside a store on this machine: a deleted record of a database stays in
// its free pages, a slot there is overwritten in place and synced, so that erasing is real; slots are made
// ahead in runs, so that a new person costs no fsync of their own. Or rows of the store itself, where many
// machines share it: then all that is done here is a part of the transaction, and undone with it.
// The caller holds the store's write transaction when it reserves, wraps or erases: one writer at a time.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "seal.h"

typedef struct Keyring Keyring;
enum { KEYRING_SLOT = 128 }; // bytes of a slot as it stands, wherever

// Where slots stand. All are given the `data` of keyring_new.
typedef struct KeyringSlots {
    // 1 read, 0 there is none, -1 error.
    int (*read)(void *data, uint64_t slot, uint8_t stored[KEYRING_SLOT], GError **error);
    // `count` of them from `slot` on.
    bool (*write)(void *data, uint64_t slot, const uint8_t *stored, size_t count, GError **error);
    // Makes durable what was written.
    bool (*sync)(void *data, GError **error);
    // The last one that there may be; 0: none.
    bool (*last)(void *data, uint64_t *slot, GError **error);
    // These will be read.
    void (*expect)(void *data, uint64_t slot, uint64_t count);
    void (*close)(void *data);
    unsigned ahead; // this many are made ahead of what is asked for; 0: each is made when it is, and is not
                    // there before
    unsigned tries; // what does not open is read so often, since it may be overwritten just then
    bool joins;     // what is written is undone with the transaction
} KeyringSlots;

// `where` says in errors where they stand. Borrows all, `data` until `close`, which it calls at its end.
Keyring *keyring_new(const KeyringSlots *slots, void *data, const char *where,
                     const Seal *seal) G_GNUC_WARN_UNUSED_RESULT;
// Opens or makes the file. `seal` is borrowed and must live as long.
Keyring *keyring_open(const char *path, const Seal *seal, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void keyring_free(Keyring *keyring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Keyring, keyring_free)
// True when what is reserved, wrapped or erased is undone with the store's transaction.
bool keyring_joins(const Keyring *keyring);

// Makes sure that `slot`, which is nobody's yet, holds a key, durably. What a power cut damaged is made
// again.
bool keyring_reserve(Keyring *keyring, uint64_t slot, GError **error);
// The key of a slot; FATE_CORRUPT when it was erased, damaged or never made. Any thread, of a file.
bool keyring_key(Keyring *keyring, uint64_t slot, SealKey *key, GError **error);
// True when the slot's key was overwritten for good: whose it was is gone, and nothing is damaged. False also
// with an error.
bool keyring_is_erased(Keyring *keyring, uint64_t slot, GError **error);

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
// False with an error when it cannot be known.
bool keyring_state(Keyring *keyring, uint64_t slot, KeyState *state, GError **error);
// All slots as they stand now into an open file, from its beginning on, in the form of such a file. One that
// is missing in between is damaged there. Others may reserve and erase meanwhile.
bool keyring_copy(Keyring *keyring, int file, GError **error);
// Overwrites the slot's key for good.
bool keyring_erase(Keyring *keyring, uint64_t slot, GError **error);

#endif
