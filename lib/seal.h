#ifndef EARSHOT_SEAL_H
#define EARSHOT_SEAL_H
// Keys and what is done with them. A Seal is opened from the key file; any thread
// may use it. Records are sealed with XChaCha20-Poly1305 under a key of one person
// (see contact.h) or the store's own; names by which records are found are keyed
// BLAKE2b; tokens that leave in mail are MACs. A key file has generations
// (keyfile.h): each has keys of its own for all of this but the names, which stay. The file is read
// again when it changed (seal_refresh), so that a rotation needs no restart. Nothing here logs a key, and
// keys lie in memory that is locked and overwritten.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Seal Seal;
typedef struct SealKey {
    uint8_t bytes[32];
} SealKey;
typedef struct SealHash {
    uint8_t bytes[16];
} SealHash;

#define SEAL_WRAPPED_SIZE 72 // a wrapped key: nonce, key, tag
#define SEAL_EXTRA 40        // what sealing adds to a record: nonce, tag
#define SEAL_TOKEN_LENGTH 24 // characters of a token, lower-case base32

// Must be called once before threads start.
bool seal_library_start(GError **error);

// Makes a new key file with mode 0600; fails when it exists (FATE_CONFIG).
bool seal_key_create(const char *path, GError **error);
// Opens a key file; one that others may read is refused (FATE_CONFIG), and one that is none.
Seal *seal_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// A Seal from a given master key, for tests and for `explain` without a store.
Seal *seal_new(const SealKey *master) G_GNUC_WARN_UNUSED_RESULT;
void seal_free(Seal *seal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Seal, seal_free)

// --- generations ---

// Reads the file again when it is another than before. True when it was read and is good; a damaged one, or
// one of other names, changes nothing. Also done by what meets a generation that it does not know.
bool seal_refresh(const Seal *seal, GError **error);
unsigned seal_newest(const Seal *seal);  // highest number there is a key of
unsigned seal_current(const Seal *seal); // that tokens are made with
// True when records of that generation can be opened.
bool seal_has(const Seal *seal, unsigned generation);
// Tells one key of that number from another; 0 when there is none.
uint64_t seal_mark(const Seal *seal, unsigned generation);
// The file, for what must be told to people; NULL for a Seal that came from none. Borrowed.
const char *seal_path(const Seal *seal);
// Tokens of generations that are gone are known until their time. Until this was called all are.
void seal_set_time(const Seal *seal, int64_t now);

// The steps of a rotation (rekey.h), each of which replaces the file and is nothing when it was done before:
// a generation that everybody shall have, one more than the newest;
bool seal_file_offer(const char *path, int64_t now, unsigned *number, GError **error);
// it seals from now on, and what did so before is old;
bool seal_file_switch(const char *path, unsigned number, int64_t now, GError **error);
// what is old is gone, but for its tokens, until then; tokens whose time is over are, too.
bool seal_file_finish(const char *path, int64_t now, int64_t until, GError **error);

// A keyed hash; `label` keeps uses apart ("contact", "message-id", ...).
SealHash seal_hash(const Seal *seal, const char *label, const void *data, size_t size);
SealHash seal_hash_string(const Seal *seal, const char *label, const char *text);
// The first eight bytes of seal_hash_string as a number: ids that tell nothing.
uint64_t seal_number(const Seal *seal, const char *label, const char *text);

// A keyed digest of more than fits into memory, piece by piece.
typedef struct SealDigest SealDigest;
void seal_digest_free(SealDigest *digest);
SealDigest *seal_digest_new(const Seal *seal, const char *label) G_GNUC_WARN_UNUSED_RESULT;
void seal_digest_add(SealDigest *digest, const void *data, size_t size);
// Ends it and frees it: 64 characters of hex, the caller's. NULL gives NULL.
char *seal_digest_end(SealDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SealDigest, seal_digest_free)

// The key of a generation for records of one person, from that person's own (keyring.h), or, with NULL, for
// those that belong to nobody. FATE_CONFIG when the file has no such generation.
bool seal_record_key(const Seal *seal, unsigned generation, const SealKey *person, SealKey *key,
                     GError **error);
// A fresh random key; wrapped under a generation for keeping. False when there is no such generation, or, of
// unwrap, what was wrapped is damaged.
bool seal_key_wrap(const Seal *seal, unsigned generation, const SealKey *key,
                   uint8_t wrapped[SEAL_WRAPPED_SIZE]);
bool seal_key_unwrap(const Seal *seal, unsigned generation, const uint8_t wrapped[SEAL_WRAPPED_SIZE],
                     SealKey *key);
SealKey seal_key_random(void);
// Overwrites a key that is not needed any more.
void seal_key_forget(SealKey *key);

// Random nonces drawn ahead, since each draw is a call of the kernel; each is used once. Of one thread, and
// never copied. Starts as zeros.
enum { SEAL_NONCE_SIZE = 24, SEAL_NONCES = 64 };
typedef struct SealNonces {
    uint8_t bytes[SEAL_NONCES][SEAL_NONCE_SIZE];
    unsigned left;
} SealNonces;
// As seal_close, into `out` of size + SEAL_EXTRA bytes.
void seal_close_into(const SealKey *key, SealNonces *nonces, const void *bound, size_t bound_size,
                     const void *plain, size_t size, uint8_t *out);
// Seals `plain`; `bound` (the record's name) must be the same when opened. The caller owns the bytes.
GBytes *seal_close(const SealKey *key, const void *bound, size_t bound_size, const void *plain, size_t size);
// NULL and FATE_CORRUPT when the bytes were changed, moved or sealed under another key.
GBytes *seal_unseal(const SealKey *key, const void *bound, size_t bound_size, const uint8_t *sealed,
                    size_t size, GError **error);

// The kinds of tokens, and what their number is. That of a Message-ID is "mail/" and a sequence
// (acknowledge.h).
#define SEAL_THREAD "thread"   // a thread, as sub-address in Reply-To
#define SEAL_RECEIPT "receipt" // an arrival
#define SEAL_LOOP "loop"       // an outbox row, in all we send
#define SEAL_BOUNCE "bounce"   // an outbox row, as envelope sender
#define SEAL_COMMAND "command" // a grant (grant.h), in what PMs get

// A token of SEAL_TOKEN_LENGTH characters that carries `id` and a MAC over kind and id. The caller owns it.
char *seal_token(const Seal *seal, const char *kind, uint64_t id);
// True when `token` (any case) is ours and of that kind; compared in constant time.
bool seal_token_check(const Seal *seal, const char *kind, const char *token, uint64_t *id);

typedef struct SealSearch {
    const char *kind;
    unsigned tries; // left: every run of letters and digits of the right length is one
    uint64_t id;    // what was found carries
    size_t at;      // where it begins
} SealSearch;
// The first token of that kind in somebody's text; false when there is none, and once no try is left.
bool seal_token_search(const Seal *seal, SealSearch *search, const char *text, size_t size);

#endif
