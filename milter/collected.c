// An MTA that is slow, or somebody who makes it slow, can keep hundreds of
// sessions open, each with a message half sent. What one may hold is the site's
// max-size; this bounds what all hold. A message may grow as long as it is not
// larger than what is left: the more there are, the less each gets, and a small
// one always finds room. None is refused for it. A large message is read from
// its beginning, where people write.
#include "collected.h"

#include <string.h>

struct Collected {
    Pool *pool;
    GByteArray *bytes; // NULL when taken
    size_t limit;
    size_t held; // of the pool
    bool cut;
};

Collected *collected_new(Pool *pool) {
    Collected *collected = g_new0(Collected, 1);
    collected->pool = pool;
    collected->bytes = g_byte_array_new();
    return collected;
}

void collected_free(Collected *collected) {
    if (collected == NULL)
        return;
    g_clear_pointer(&collected->bytes, g_byte_array_unref);
    atomic_fetch_sub(&collected->pool->held, collected->held);
    g_free(collected);
}

void collected_set_limit(Collected *collected, size_t limit) {
    collected->limit = collected->cut ? MIN(collected->limit, limit) : limit;
}

size_t collected_size(const Collected *collected) {
    return collected->bytes == NULL ? 0 : collected->bytes->len;
}

bool collected_is_full(const Collected *collected) {
    return collected->held >= collected->limit;
}

bool collected_was_cut(const Collected *collected) {
    return collected->cut;
}

// How large it may become just now.
static size_t share_of(const Pool *pool) {
    const size_t held = atomic_load(&pool->held);
    return MAX(held >= POOL_SIZE ? 0 : POOL_SIZE - held, COLLECTED_SURE);
}

void collected_append(Collected *collected, const void *bytes, size_t size) {
    if (collected->bytes == NULL || collected_is_full(collected) || size == 0)
        return;
    size = MIN(size, collected->limit - collected->held);
    const size_t share = share_of(collected->pool);
    if (collected->held + size > share) {
        collected->cut = true;
        collected->limit = MAX(share, collected->held);
        size = collected->limit - collected->held;
    }
    g_byte_array_append(collected->bytes, bytes, (guint)size);
    collected->held += size;
    atomic_fetch_add(&collected->pool->held, size);
}

void collected_append_field(Collected *collected, const char *name, const char *value) {
    collected_append(collected, name, strlen(name));
    collected_append(collected, ": ", 2);
    for (const char *line = value;;) {
        const char *end = strchr(line, '\n');
        collected_append(collected, line, end == NULL ? strlen(line) : (size_t)(end - line));
        collected_append(collected, "\r\n", 2);
        if (end == NULL)
            return;
        line = end + 1;
    }
}

GBytes *collected_copy(const Collected *collected) {
    return g_bytes_new(collected->bytes->data, collected->bytes->len);
}

GBytes *collected_take(Collected *collected) {
    return g_byte_array_free_to_bytes(g_steal_pointer(&collected->bytes));
}
