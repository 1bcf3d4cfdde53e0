// Tokens: a number and a MAC, short enough for an address. Made with the current
// generation's key; those of others that still count are known, since mail
// with them is out there.
#include <sodium.h>
#include <string.h>

#include "seal_parts.h"
#include "units.h"

enum { TOKEN_ID = 8, TOKEN_MAC = 7 };
G_STATIC_ASSERT((TOKEN_ID + TOKEN_MAC) * 8 == SEAL_TOKEN_LENGTH * 5);

static void let_go(const Seal *seal) {
    pthread_rwlock_unlock(&seal->held->lock);
}

static void token_mac(const SealKey *key, const char *kind, const uint8_t id[TOKEN_ID],
                      uint8_t mac[TOKEN_MAC]) {
    uint8_t full[crypto_generichash_BYTES_MIN];
    crypto_generichash_state state;
    crypto_generichash_init(&state, key->bytes, sizeof key->bytes, sizeof full);
    crypto_generichash_update(&state, (const unsigned char *)kind, strlen(kind) + 1);
    crypto_generichash_update(&state, id, TOKEN_ID);
    crypto_generichash_final(&state, full, sizeof full);
    memcpy(mac, full, TOKEN_MAC);
}

char *seal_token(const Seal *seal, const char *kind, uint64_t id) {
    uint8_t bytes[TOKEN_ID + TOKEN_MAC];
    const uint64_t big = GUINT64_TO_BE(id);
    memcpy(bytes, &big, TOKEN_ID);
    pthread_rwlock_rdlock(&seal->held->lock);
    const KeySet *keys = seal->held->keys;
    for (size_t i = 0; i < keys->count; i++)
        if (keys->generations[i].role == KEY_CURRENT)
            token_mac(&keys->generations[i].token, kind, bytes, bytes + TOKEN_ID);
    let_go(seal);
    return units_base32_encode(bytes, sizeof bytes);
}

// Made by any generation that still counts.
static bool is_ours(const Held *held, const char *kind, const uint8_t bytes[TOKEN_ID + TOKEN_MAC]) {
    bool ours = false;
    for (size_t i = 0; i < held->keys->count; i++) {
        const Generation *generation = &held->keys->generations[i];
        uint8_t mac[TOKEN_MAC];
        if (generation->role == KEY_TOKENS && held->now > generation->at)
            continue;
        token_mac(&generation->token, kind, bytes, mac);
        ours = sodium_memcmp(mac, bytes + TOKEN_ID, TOKEN_MAC) == 0 || ours;
    }
    return ours;
}

bool seal_token_check(const Seal *seal, const char *kind, const char *token, uint64_t *id) {
    if (strlen(token) != SEAL_TOKEN_LENGTH)
        return false;
    size_t size = 0;
    g_autofree uint8_t *bytes = units_base32_decode(token, &size);
    if (bytes == NULL || size != TOKEN_ID + TOKEN_MAC)
        return false;
    pthread_rwlock_rdlock(&seal->held->lock);
    const bool ours = is_ours(seal->held, kind, bytes);
    let_go(seal);
    if (!ours)
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
