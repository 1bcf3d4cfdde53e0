// The only user of libsodium. The master key never seals a record itself: keys
// for hashing, for tokens, for wrapping and for the store's own records are
// derived from it, so that a leak of one use says nothing about another.
#include "seal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "units.h"

struct Seal {
    SealKey hash;  // keyed hashes
    SealKey token; // MACs of tokens
    SealKey wrap;  // wraps the keys of persons
    SealKey store; // seals what belongs to no person
};

enum {
    TOKEN_ID = 8,
    TOKEN_MAC = 7,
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES
};
G_STATIC_ASSERT(SEAL_WRAPPED_SIZE == NONCE + sizeof(SealKey) + TAG);
G_STATIC_ASSERT(SEAL_EXTRA == NONCE + TAG && (size_t)SEAL_NONCE_SIZE == (size_t)NONCE);
G_STATIC_ASSERT((TOKEN_ID + TOKEN_MAC) * 8 == SEAL_TOKEN_LENGTH * 5);

static const char KEY_PREFIX[] = "earshot-key-1 ";

bool seal_library_start(GError **error) {
    if (sodium_init() < 0)
        return fault_set(error, FATE_TEMPORARY, "libsodium cannot start: no source of random bytes");
    return true;
}

static SealKey derive(const SealKey *master, uint64_t number) {
    SealKey key;
    crypto_kdf_derive_from_key(key.bytes, sizeof key.bytes, number, "earshot1", master->bytes);
    return key;
}

Seal *seal_new(const SealKey *master) {
    Seal *seal = g_new0(Seal, 1);
    seal->hash = derive(master, 1);
    seal->token = derive(master, 2);
    seal->wrap = derive(master, 3);
    seal->store = derive(master, 4);
    return seal;
}

void seal_free(Seal *seal) {
    if (seal == NULL)
        return;
    sodium_memzero(seal, sizeof *seal);
    g_free(seal);
}

// Makes the name itself durable: a key lost in a power cut is the store lost.
static bool sync_folder(const char *path) {
    g_autofree char *folder = g_path_get_dirname(path);
    const int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    return done;
}

// Writes all of text, makes it durable and closes; errno says what went wrong first.
static bool write_key(int file, const char *path, const char *text) {
    const size_t size = strlen(text);
    const bool written = write(file, text, size) == (ssize_t)size && fsync(file) == 0;
    const int kept = errno;
    const bool closed = close(file) == 0;
    if (!written)
        errno = kept;
    return written && closed && sync_folder(path);
}

bool seal_key_create(const char *path, GError **error) {
    SealKey master = seal_key_random();
    g_autofree char *code = units_base32_encode(master.bytes, sizeof master.bytes);
    g_autofree char *line = g_strconcat(KEY_PREFIX, code, "\n", NULL);
    sodium_memzero(&master, sizeof master);
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool done = false;
    if (file < 0 && errno == EEXIST)
        fault_set(error, FATE_CONFIG,
                  "%s: a key is there already; without it the store cannot be read, so it is not replaced",
                  path);
    else if (file < 0)
        fault_set(error, FATE_CONFIG, "%s: cannot make the key file: %s", path, g_strerror(errno));
    else if (!(done = write_key(file, path, line))) {
        fault_set(error, FATE_TEMPORARY, "%s: cannot write the key file: %s", path, g_strerror(errno));
        unlink(path);
    }
    sodium_memzero(code, strlen(code));
    sodium_memzero(line, strlen(line));
    return done;
}

// The text of the key file; what is checked is what is read.
static char *read_key(const char *path, size_t *size, GError **error) {
    enum { KEY_FILE_MAX = 4096 };
    struct stat status;
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0 || fstat(file, &status) != 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot read the key file: %s; 'earshot key init' makes one", path,
                  g_strerror(errno));
        if (file >= 0)
            close(file);
        return NULL;
    }
    char *text = g_malloc0(KEY_FILE_MAX + 1);
    const ssize_t got = read(file, text, KEY_FILE_MAX);
    close(file);
    if ((status.st_mode & (S_IRWXO | S_IWGRP)) == 0 && got >= 0) {
        *size = (size_t)got;
        return text;
    }
    fault_set(error, FATE_CONFIG,
              got < 0 ? "%s: cannot read the key file"
                      : "%s: others may read or change the key file; chmod 0600 it (0640 at most)",
              path);
    sodium_memzero(text, KEY_FILE_MAX);
    g_free(text);
    return NULL;
}

static bool decode_key(const char *text, SealKey *key) {
    if (!g_str_has_prefix(text, KEY_PREFIX))
        return false;
    g_autofree char *code = g_strstrip(g_strdup(text + strlen(KEY_PREFIX)));
    size_t size = 0;
    g_autofree uint8_t *bytes = units_base32_decode(code, &size);
    const bool right = bytes != NULL && size == sizeof key->bytes;
    if (right)
        memcpy(key->bytes, bytes, size);
    sodium_memzero(code, strlen(code));
    if (bytes != NULL)
        sodium_memzero(bytes, size);
    return right;
}

Seal *seal_open(const char *path, GError **error) {
    size_t size = 0;
    g_autofree char *text = read_key(path, &size, error);
    if (text == NULL)
        return NULL;
    SealKey master;
    Seal *seal = NULL;
    if (decode_key(text, &master))
        seal = seal_new(&master);
    else
        fault_set(error, FATE_CONFIG, "%s: this is no key file of Earshot; 'earshot key init' makes one",
                  path);
    sodium_memzero(&master, sizeof master);
    sodium_memzero(text, size);
    return seal;
}

SealHash seal_hash(const Seal *seal, const char *label, const void *data, size_t size) {
    SealHash hash;
    crypto_generichash_state state;
    crypto_generichash_init(&state, seal->hash.bytes, sizeof seal->hash.bytes, sizeof hash.bytes);
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

SealKey seal_store_key(const Seal *seal) {
    return seal->store;
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

void seal_key_wrap(const Seal *seal, const SealKey *key, uint8_t wrapped[SEAL_WRAPPED_SIZE]) {
    close_into(&seal->wrap, NULL, 0, key->bytes, sizeof key->bytes, wrapped);
}

bool seal_key_unwrap(const Seal *seal, const uint8_t wrapped[SEAL_WRAPPED_SIZE], SealKey *key) {
    return open_into(&seal->wrap, NULL, 0, wrapped, SEAL_WRAPPED_SIZE, key->bytes);
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

static void token_mac(const Seal *seal, const char *kind, const uint8_t id[TOKEN_ID],
                      uint8_t mac[TOKEN_MAC]) {
    uint8_t full[crypto_generichash_BYTES_MIN];
    crypto_generichash_state state;
    crypto_generichash_init(&state, seal->token.bytes, sizeof seal->token.bytes, sizeof full);
    crypto_generichash_update(&state, (const unsigned char *)kind, strlen(kind) + 1);
    crypto_generichash_update(&state, id, TOKEN_ID);
    crypto_generichash_final(&state, full, sizeof full);
    memcpy(mac, full, TOKEN_MAC);
}

char *seal_token(const Seal *seal, const char *kind, uint64_t id) {
    uint8_t bytes[TOKEN_ID + TOKEN_MAC];
    const uint64_t big = GUINT64_TO_BE(id);
    memcpy(bytes, &big, TOKEN_ID);
    token_mac(seal, kind, bytes, bytes + TOKEN_ID);
    return units_base32_encode(bytes, sizeof bytes);
}

bool seal_token_check(const Seal *seal, const char *kind, const char *token, uint64_t *id) {
    if (strlen(token) != SEAL_TOKEN_LENGTH)
        return false;
    size_t size = 0;
    g_autofree uint8_t *bytes = units_base32_decode(token, &size);
    if (bytes == NULL || size != TOKEN_ID + TOKEN_MAC)
        return false;
    uint8_t mac[TOKEN_MAC];
    token_mac(seal, kind, bytes, mac);
    if (sodium_memcmp(mac, bytes + TOKEN_ID, TOKEN_MAC) != 0)
        return false;
    uint64_t big;
    memcpy(&big, bytes, TOKEN_ID);
    *id = GUINT64_FROM_BE(big);
    return true;
}

bool seal_token_search(const Seal *seal, SealSearch *search, const char *text, size_t size) {
    for (size_t i = 0; search->tries > 0 && i < size;) {
        size_t length = 0;
        while (i + length < size && g_ascii_isalnum(text[i + length]))
            length++;
        if (length == SEAL_TOKEN_LENGTH) {
            g_autofree char *token = g_strndup(text + i, length);
            search->tries--;
            search->at = i;
            if (seal_token_check(seal, search->kind, token, &search->id))
                return true;
        }
        i += length > 0 ? length : 1;
    }
    return false;
}

// --- digests ---

struct SealDigest {
    crypto_generichash_state state;
};

SealDigest *seal_digest_new(const Seal *seal, const char *label) {
    // The state wants an alignment that an allocation of its own size alone does not promise.
    SealDigest *digest = g_aligned_alloc0(1, sizeof *digest, 64);
    crypto_generichash_init(&digest->state, seal->hash.bytes, sizeof seal->hash.bytes,
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
