// A token may stand anywhere, in any encoding, quoted and wrapped; so every run of
// the right length is a candidate, and only the number of candidates is bounded.
#include "looptoken.h"

#include <glib.h>

enum { SCAN_OCTETS = 1024 * 1024, PARTS = 20 };

bool looptoken_find(const Seal *seal, const char *text, size_t size, unsigned *tries, uint64_t *id) {
    SealSearch search = {.kind = SEAL_LOOP, .tries = *tries};
    const bool found = seal_token_search(seal, &search, text, size);
    *tries = search.tries;
    *id = found ? search.id : *id;
    return found;
}

bool looptoken_find_in_body(const Seal *seal, const Message *message, unsigned *tries, uint64_t *id) {
    size_t size = 0, count = 0;
    int read = 0;
    const char *raw = message_body_raw(message, &size);
    if (raw != NULL && looptoken_find(seal, raw, MIN(size, (size_t)SCAN_OCTETS), tries, id))
        return true;
    const Part *parts = message_parts(message, &count);
    for (size_t i = 0; i < count && read < PARTS; i++) {
        if (parts[i].multipart || !g_str_has_prefix(parts[i].type, "text/"))
            continue;
        read++;
        g_autoptr(GBytes) bytes = message_part_bytes(message, i, SCAN_OCTETS / PARTS);
        const char *text = g_bytes_get_data(bytes, &size);
        if (size > 0 && looptoken_find(seal, text, size, tries, id))
            return true;
    }
    return false;
}
