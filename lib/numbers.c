// Groups and bursts count people and conversations alike: each in a list that is
// gone through, since a few hundred numbers are quicker read than any index kept.
#include "numbers.h"

#include <string.h>

void numbers_put_ids(RecordWriter *writer, const GArray *ids) {
    record_put_u32(writer, ids->len);
    for (guint i = 0; i < ids->len; i++)
        record_put_u64(writer, g_array_index(ids, uint64_t, i));
}

void numbers_get_ids(RecordReader *reader, GArray *ids, guint most) {
    const uint32_t count = record_get_count(reader, sizeof(uint64_t));
    for (uint32_t i = 0; i < count && i < most && !reader->failed; i++) {
        const uint64_t id = record_get_u64(reader);
        g_array_append_val(ids, id);
    }
}

// A burst knows a thousand of them, and is written with each message that joins it: in one piece.
void numbers_put_hashes(RecordWriter *writer, const GArray *hashes) {
    g_autofree uint32_t *big = g_new(uint32_t, hashes->len);
    for (guint i = 0; i < hashes->len; i++)
        big[i] = GUINT32_TO_BE(g_array_index(hashes, uint32_t, i));
    record_put_u32(writer, hashes->len);
    record_put_fixed(writer, big, hashes->len * sizeof *big);
}

void numbers_get_hashes(RecordReader *reader, GArray *hashes, guint most) {
    const uint32_t stored = record_get_count(reader, sizeof(uint32_t)), count = MIN(stored, most);
    const guint before = hashes->len;
    if (count == 0)
        return;
    g_array_set_size(hashes, before + count);
    uint32_t *numbers = &g_array_index(hashes, uint32_t, before);
    record_get_fixed(reader, numbers, count * sizeof *numbers);
    for (uint32_t i = 0; i < count; i++)
        numbers[i] = GUINT32_FROM_BE(numbers[i]);
    if (reader->failed)
        g_array_set_size(hashes, before);
}

uint32_t numbers_short_hash(const Seal *seal, const char *label, const char *text) {
    const SealHash hash = seal_hash_string(seal, label, text);
    uint32_t number;
    memcpy(&number, hash.bytes, sizeof number);
    return number;
}

bool numbers_tell_apart(GArray *hashes, uint32_t hash, guint most) {
    for (guint i = 0; i < hashes->len; i++)
        if (g_array_index(hashes, uint32_t, i) == hash)
            return false;
    if (hashes->len < most)
        g_array_append_val(hashes, hash);
    return true;
}

bool numbers_erase_hash(GArray *hashes, uint32_t hash) {
    for (guint i = 0; i < hashes->len; i++)
        if (g_array_index(hashes, uint32_t, i) == hash) {
            SealKey nobody = seal_key_random();
            memcpy(&g_array_index(hashes, uint32_t, i), nobody.bytes, sizeof hash);
            return true;
        }
    return false;
}

unsigned numbers_erase_ids(GArray *ids, GHashTable *gone) {
    unsigned count = 0;
    for (guint i = ids->len; i > 0; i--)
        if (g_hash_table_contains(gone, &g_array_index(ids, uint64_t, i - 1))) {
            g_array_remove_index(ids, i - 1);
            count++;
        }
    return count;
}
