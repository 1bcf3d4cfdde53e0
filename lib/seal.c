// The only user of libsodium. A master key never seals a record itself: keys
// for hashing, for tokens, for wrapping and for the store's own records are
// derived from it, so that a leak of one use says nothing about another. From the second
// generation on a person's records are sealed under a key that is made of the person's own and the
// generation's: who has an old store with its key file opens none of the new records with what it holds.
#include "seal.h"

#include <errno.h>
#include <pthread.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "fault.h"
#include "seal_parts.h"
#include "units.h"

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES
};
G_STATIC_ASSERT(SEAL_WRAPPED_SIZE == NONCE + sizeof(SealKey) + TAG);
G_STATIC_ASSERT(SEAL_EXTRA == NONCE + TAG && (size_t)SEAL_NONCE_SIZE == (size_t)NONCE);

bool seal_library_start(GError **error) {
    if (sodium_init() < 0)
        return fault_set(error, FATE_TEMPORARY, "libsodium cannot start: no source of random bytes");
    return true;
}

// --- keys and generations ---

SealKey seal_derive(const SealKey *master, SealUse use) {
    SealKey key;
    crypto_kdf_derive_from_key(key.bytes, sizeof key.bytes, (uint64_t)use, "earshot1", master->bytes);
    return key;
}

static void *locked_alloc(size_t size) {
    void *memory = sodium_malloc(size);
    g_assert(memory != NULL); // at start and at a rotation, and never derived from mail
    sodium_memzero(memory, size);
    return memory;
}

static void add_line(KeySet *keys, const KeyLine *line) {
    Generation *generation = &keys->generations[keys->count++];
    SealKey key;
    memcpy(key.bytes, line->key, sizeof key.bytes);
    generation->number = line->number;
    generation->role = line->role;
    generation->at = line->at;
    generation->token = line->role == KEY_TOKENS ? key : seal_derive(&key, SEAL_USE_TOKEN);
    if (line->role != KEY_TOKENS) {
        generation->wrap = seal_derive(&key, SEAL_USE_WRAP);
        generation->store = seal_derive(&key, SEAL_USE_STORE);
        generation->person = seal_derive(&key, SEAL_USE_PERSON);
    }
    seal_key_forget(&key);
}

SealKey seal_names_key(const KeyFile *file) {
    SealKey key;
    memcpy(key.bytes, file->single ? file->lines[0].key : file->names, sizeof key.bytes);
    return file->single ? seal_derive(&key, SEAL_USE_NAMES) : key;
}

static KeySet *keys_of(const KeyFile *file) {
    KeySet *keys = locked_alloc(sizeof *keys);
    keys->hash = seal_names_key(file);
    for (size_t i = 0; i < file->count; i++)
        add_line(keys, &file->lines[i]);
    return keys;
}

static Seal *seal_of(const KeyFile *file) {
    Seal *seal = g_new0(Seal, 1);
    SealKey *hash = locked_alloc(sizeof *hash);
    seal->held = g_new0(Held, 1);
    seal->held->keys = keys_of(file);
    *hash = seal->held->keys->hash;
    seal->hash = hash;
    pthread_rwlockattr_t attributes;
    pthread_rwlockattr_init(&attributes); // among readers without a pause a new file would wait for ever
    pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(&seal->held->lock, &attributes);
    pthread_rwlockattr_destroy(&attributes);
    return seal;
}

Seal *seal_new(const SealKey *master) {
    g_auto(KeyFile) file = {.single = true, .count = 1, .lines = {{.number = 1, .role = KEY_CURRENT}}};
    memcpy(file.lines[0].key, master->bytes, sizeof master->bytes);
    return seal_of(&file);
}

void seal_free(Seal *seal) {
    if (seal == NULL)
        return;
    sodium_free(seal->held->keys); // which overwrites it
    sodium_free((void *)(uintptr_t)seal->hash);
    pthread_rwlock_destroy(&seal->held->lock);
    g_free(seal->held->path);
    g_free(seal->held);
    g_free(seal);
}

Seal *seal_open(const char *path, GError **error) {
    g_auto(KeyFile) file = {0};
    struct stat status = {0};
    (void)stat(path, &status); // before: what comes in between is read again
    if (!keyfile_read(path, &file, error))
        return NULL;
    Seal *seal = seal_of(&file);
    seal->held->path = g_strdup(path);
    seal->held->status = status;
    return seal;
}

static bool is_the_same(const struct stat *a, const struct stat *b) {
    return a->st_ino == b->st_ino && a->st_dev == b->st_dev && a->st_size == b->st_size &&
           memcmp(&a->st_mtim, &b->st_mtim, sizeof a->st_mtim) == 0 &&
           memcmp(&a->st_ctim, &b->st_ctim, sizeof a->st_ctim) == 0;
}

static bool read_again(const Seal *seal, const struct stat *status, GError **error) {
    Held *held = seal->held;
    g_auto(KeyFile) file = {0};
    if (!keyfile_read(held->path, &file, error))
        return false;
    KeySet *next = keys_of(&file), *before = NULL;
    if (sodium_memcmp(&next->hash, seal->hash, sizeof next->hash) != 0) {
        sodium_free(next);
        return fault_set(error, FATE_CONFIG, "%s: this key file is not that of the store", held->path);
    }
    pthread_rwlock_wrlock(&held->lock);
    before = held->keys;
    held->keys = next;
    held->status = *status;
    pthread_rwlock_unlock(&held->lock);
    sodium_free(before);
    return true;
}

bool seal_refresh(const Seal *seal, GError **error) {
    Held *held = seal->held;
    struct stat status;
    if (held->path == NULL)
        return false;
    if (stat(held->path, &status) != 0)
        return fault_set(error, FATE_CONFIG, "%s: cannot read the key file: %s", held->path,
                         g_strerror(errno));
    pthread_rwlock_rdlock(&held->lock);
    const bool same = is_the_same(&status, &held->status);
    pthread_rwlock_unlock(&held->lock);
    return !same && read_again(seal, &status, error);
}

// NULL when there is none. The lock is held.
static const Generation *find(const Held *held, unsigned number) {
    for (size_t i = 0; i < held->keys->count; i++)
        if (held->keys->generations[i].number == number && held->keys->generations[i].role != KEY_TOKENS)
            return &held->keys->generations[i];
    return NULL;
}

// The generation, under the lock, which the caller gives back in any case.
static const Generation *hold(const Seal *seal, unsigned number) {
    pthread_rwlock_rdlock(&seal->held->lock);
    const Generation *found = find(seal->held, number);
    if (found != NULL || seal->held->path == NULL)
        return found;
    pthread_rwlock_unlock(&seal->held->lock);
    (void)seal_refresh(seal, NULL);
    pthread_rwlock_rdlock(&seal->held->lock);
    return find(seal->held, number);
}

static void let_go(const Seal *seal) {
    pthread_rwlock_unlock(&seal->held->lock);
}

bool seal_has(const Seal *seal, unsigned generation) {
    const bool found = hold(seal, generation) != NULL;
    let_go(seal);
    return found;
}

static unsigned highest(const Seal *seal, KeyRole role) {
    unsigned number = 0;
    pthread_rwlock_rdlock(&seal->held->lock);
    const KeySet *keys = seal->held->keys;
    for (size_t i = 0; i < keys->count; i++)
        if (keys->generations[i].role <= role)
            number = MAX(number, keys->generations[i].number);
    let_go(seal);
    return number;
}

unsigned seal_newest(const Seal *seal) {
    return highest(seal, KEY_COMING);
}

unsigned seal_current(const Seal *seal) {
    return highest(seal, KEY_CURRENT);
}

uint64_t seal_mark(const Seal *seal, unsigned generation) {
    uint64_t mark = 0;
    const Generation *found = hold(seal, generation);
    if (found != NULL)
        crypto_generichash((unsigned char *)&mark, sizeof mark, (const unsigned char *)"generation", 10,
                           found->wrap.bytes, sizeof found->wrap.bytes);
    let_go(seal);
    return GUINT64_FROM_BE(mark);
}

const char *seal_path(const Seal *seal) {
    return seal->held->path;
}

void seal_set_time(const Seal *seal, int64_t now) {
    pthread_rwlock_wrlock(&seal->held->lock);
    seal->held->now = now;
    let_go(seal);
}

SealHash seal_hash(const Seal *seal, const char *label, const void *data, size_t size) {
    SealHash hash;
    crypto_generichash_state state;
    crypto_generichash_init(&state, seal->hash->bytes, sizeof seal->hash->bytes, sizeof hash.bytes);
    // The label's final NUL separates it from the data.
    crypto_generichash_update(&state, (const unsigned char *)label, strlen(label) + 1);
    crypto_generichash_update(&state, data, size);
    crypto_generichash_final(&state, hash.bytes, sizeof hash.bytes);
    return hash;
}

SealHash seal_hash_string(const Seal *seal, const char *label, const char *text) {
    return seal_hash(seal, label, text, strlen(text));
}

uint64_t seal_number(const Seal *seal, const char *label, const char *text) {
    const SealHash hash = seal_hash_string(seal, label, text);
    uint64_t number;
    memcpy(&number, hash.bytes, sizeof number);
    return GUINT64_FROM_BE(number);
}

bool seal_record_key(const Seal *seal, unsigned generation, const SealKey *person, SealKey *key,
                     GError **error) {
    const Generation *found = hold(seal, generation);
    const bool known = found != NULL;
    if (known && person == NULL)
        *key = found->store;
    else if (known && generation == 1)
        *key = *person;
    else if (known)
        crypto_generichash(key->bytes, sizeof key->bytes, person->bytes, sizeof person->bytes,
                           found->person.bytes, sizeof found->person.bytes);
    let_go(seal);
    return known ||
           fault_set(error, FATE_CONFIG,
                     "%s: it has no generation %u of the key, under which the store holds records: put "
                     "the key file back that has; 'earshot key check' tells more",
                     seal->held->path == NULL ? "the key" : seal->held->path, generation);
}

SealKey seal_key_random(void) {
    SealKey key;
    randombytes_buf(key.bytes, sizeof key.bytes);
    return key;
}

void seal_key_forget(SealKey *key) {
    sodium_memzero(key, sizeof *key);
}

// Ciphertext and tag behind the nonce that stands in out (size + NONCE + TAG bytes) already.
static void close_behind(const SealKey *key, const void *bound, size_t bound_size, const void *plain,
                         size_t size, uint8_t *out) {
    unsigned long long written = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, &written, plain, size, bound, bound_size, NULL,
                                               out, key->bytes);
}

static void close_into(const SealKey *key, const void *bound, size_t bound_size, const void *plain,
                       size_t size, uint8_t *out) {
    randombytes_buf(out, NONCE);
    close_behind(key, bound, bound_size, plain, size, out);
}

void seal_close_into(const SealKey *key, SealNonces *nonces, const void *bound, size_t bound_size,
                     const void *plain, size_t size, uint8_t *out) {
    if (nonces->left == 0) {
        randombytes_buf(nonces->bytes, sizeof nonces->bytes);
        nonces->left = SEAL_NONCES;
    }
    memcpy(out, nonces->bytes[--nonces->left], NONCE);
    close_behind(key, bound, bound_size, plain, size, out);
}

static bool open_into(const SealKey *key, const void *bound, size_t bound_size, const uint8_t *sealed,
                      size_t size, uint8_t *plain) {
    unsigned long long written = 0;
    return size >= NONCE + TAG &&
           crypto_aead_xchacha20poly1305_ietf_decrypt(plain, &written, NULL, sealed + NONCE, size - NONCE,
                                                      bound, bound_size, sealed, key->bytes) == 0;
}

bool seal_key_wrap(const Seal *seal, unsigned generation, const SealKey *key,
                   uint8_t wrapped[SEAL_WRAPPED_SIZE]) {
    const Generation *found = hold(seal, generation);
    if (found != NULL)
        close_into(&found->wrap, NULL, 0, key->bytes, sizeof key->bytes, wrapped);
    let_go(seal);
    return found != NULL;
}

bool seal_key_unwrap(const Seal *seal, unsigned generation, const uint8_t wrapped[SEAL_WRAPPED_SIZE],
                     SealKey *key) {
    const Generation *found = hold(seal, generation);
    const bool done =
        found != NULL && open_into(&found->wrap, NULL, 0, wrapped, SEAL_WRAPPED_SIZE, key->bytes);
    let_go(seal);
    return done;
}

GBytes *seal_close(const SealKey *key, const void *bound, size_t bound_size, const void *plain, size_t size) {
    uint8_t *out = g_malloc(size + NONCE + TAG);
    close_into(key, bound, bound_size, plain, size, out);
    return g_bytes_new_take(out, size + NONCE + TAG);
}

GBytes *seal_unseal(const SealKey *key, const void *bound, size_t bound_size, const uint8_t *sealed,
                    size_t size, GError **error) {
    g_autofree uint8_t *plain = g_malloc(size + 1);
    if (!open_into(key, bound, bound_size, sealed, size, plain)) {
        fault_set(error, FATE_CORRUPT,
                  "a sealed record does not open: damaged, moved, or sealed under another key");
        return NULL;
    }
    return g_bytes_new_take(g_steal_pointer(&plain), size - NONCE - TAG);
}

// --- digests ---

struct SealDigest {
    crypto_generichash_state state;
};

SealDigest *seal_digest_new(const Seal *seal, const char *label) {
    // The state wants an alignment that an allocation of its own size alone does not promise.
    SealDigest *digest = g_aligned_alloc0(1, sizeof *digest, 64);
    crypto_generichash_init(&digest->state, seal->hash->bytes, sizeof seal->hash->bytes,
                            crypto_generichash_BYTES);
    seal_digest_add(digest, label, strlen(label) + 1);
    return digest;
}

void seal_digest_free(SealDigest *digest) {
    g_aligned_free(digest);
}

void seal_digest_add(SealDigest *digest, const void *data, size_t size) {
    crypto_generichash_update(&digest->state, data, size);
}

char *seal_digest_end(SealDigest *digest) {
    uint8_t bytes[crypto_generichash_BYTES];
    char *hex = g_malloc(2 * sizeof bytes + 1);
    crypto_generichash_final(&digest->state, bytes, sizeof bytes);
    seal_digest_free(digest);
    return sodium_bin2hex(hex, 2 * sizeof bytes + 1, bytes, sizeof bytes);
}
