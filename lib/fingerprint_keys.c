// Numbers by which like complaints find each other in an index. Each is of what
// few others have: an error code, or two of the most telling traits together,
// since one concept alone stands in every twentieth mail. Concepts make them the
// same in every language.
#include "fingerprint_parts.h"

#include <string.h>

enum { TELLING = 8 };

static uint64_t mix(uint64_t hash) {
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53ULL;
    return hash ^ hash >> 33;
}

static uint64_t trait_hash(const Trait *trait) {
    uint64_t hash = 0xcbf29ce484222325ULL + trait->kind;
    for (const char *at = trait->word; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001b3ULL;
    return mix(hash);
}

static bool add_key(uint64_t keys[FINGERPRINT_KEYS], unsigned *count, uint64_t key) {
    for (unsigned i = 0; i < *count; i++) {
        if (keys[i] == key)
            return true;
    }
    if (*count == FINGERPRINT_KEYS)
        return false;
    keys[(*count)++] = key;
    return true;
}

unsigned fingerprint_keys(const Fingerprint *fingerprint, uint64_t keys[FINGERPRINT_KEYS]) {
    uint64_t telling[TELLING];
    unsigned count = 0, found = 0;
    for (guint i = 0; i < fingerprint->traits->len; i++) {
        const Trait *trait = g_ptr_array_index(fingerprint->traits, i);
        if (trait_is_code(trait))
            (void)add_key(keys, &count, trait_hash(trait));
        else if (trait->kind == TRAIT_CONCEPT && found < TELLING)
            telling[found++] = trait_hash(trait);
    }
    for (unsigned last = 1; last < found; last++) { // the most telling pairs first
        for (unsigned first = 0; first < last; first++)
            (void)add_key(keys, &count, mix(telling[first] + telling[last]));
    }
    return count;
}
