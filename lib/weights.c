// The file is mapped with the program and read in place. Its parts lie at
// offsets that the head determines, so one check of the size guards them all.
#include "weights.h"

#include <string.h>
#include "fault.h"

enum { ROW_BITS = 24 };
#define ROW_MASK ((UINT32_C(1) << ROW_BITS) - 1)

struct Weights {
    GBytes *bytes;
    WeightsHead head;
    const char *keys; // in the file
    const int8_t *rows;
    float *numbers;  // bias, phrases and scales in the machine's order, one behind the other
    uint32_t *index; // open addressing: eight bits of the key and row + 1; 0 is empty
    uint32_t mask;
};

uint64_t weights_digest(uint64_t seed, const void *bytes, size_t size) {
    const char *at = bytes;
    uint64_t hash = seed ^ 14695981039346656037u;
    while (size > 0) {
        uint64_t word = 0;
        size_t part = MIN(size, sizeof word);
        memcpy(&word, at, part);
        hash = (hash ^ GUINT64_FROM_LE(word)) * 1099511628211u;
        hash ^= hash >> 29; // the product alone never carries downwards
        at += part;
        size -= part;
    }
    return hash;
}

static bool check(const Weights *weights, const char *data, size_t size, GError **error) {
    const WeightsHead *head = &weights->head;
    if (memcmp(head->magic, WEIGHTS_MAGIC, sizeof head->magic) != 0)
        return fault_set(error, FATE_CORRUPT, "no file of weights");
    if (head->version != WEIGHTS_VERSION || head->classes != CLASS_COUNT || head->kinds != TERM_KINDS)
        return fault_set(error, FATE_CORRUPT, "weights of another version: run make model");
    uint64_t expected = sizeof *head + WEIGHTS_NUMBERS * sizeof(float) +
                        (uint64_t)head->rows * (sizeof(uint64_t) + CLASS_STRIDE);
    if (size != expected)
        return fault_set(error, FATE_CORRUPT, "weights are cut or have something behind them");
    if (head->rows >= ROW_MASK)
        return fault_set(error, FATE_CORRUPT, "weights of more rows than anybody learns");
    if (weights_digest(0, data + sizeof *head, size - sizeof *head) != head->checksum)
        return fault_set(error, FATE_CORRUPT, "weights are damaged: their checksum is another");
    return true;
}

static bool read_head(Weights *weights, GError **error) {
    gsize size;
    const char *data = g_bytes_get_data(weights->bytes, &size);
    if (data == NULL || size < sizeof weights->head)
        return fault_set(error, FATE_CORRUPT, "no file of weights");
    memcpy(&weights->head, data, sizeof weights->head);
    WeightsHead *head = &weights->head;
    head->version = GUINT32_FROM_LE(head->version);
    head->rows = GUINT32_FROM_LE(head->rows);
    head->classes = GUINT32_FROM_LE(head->classes);
    head->kinds = GUINT32_FROM_LE(head->kinds);
    head->source = GUINT64_FROM_LE(head->source);
    head->checksum = GUINT64_FROM_LE(head->checksum);
    return check(weights, data, size, error);
}

static uint64_t key_at(const Weights *weights, uint32_t row) {
    uint64_t key;
    memcpy(&key, weights->keys + (size_t)row * sizeof key, sizeof key);
    return GUINT64_FROM_LE(key);
}

// Those bits of a key that stand in the index; short keys have them too.
static uint32_t tag_of(uint64_t key) {
    return (uint32_t)(key >> 32 & 0xff) << ROW_BITS;
}

static void build_index(Weights *weights) {
    uint32_t size = 1024;
    while (size / 2 < weights->head.rows)
        size *= 2;
    weights->mask = size - 1;
    weights->index = g_new0(uint32_t, size);
    for (uint32_t row = 0; row < weights->head.rows; row++) {
        uint64_t key = key_at(weights, row);
        uint32_t at = (uint32_t)key & weights->mask;
        while (weights->index[at] != 0)
            at = (at + 1) & weights->mask;
        weights->index[at] = tag_of(key) | (row + 1);
    }
}

static void read_numbers(Weights *weights, const char *from) {
    weights->numbers = g_new(float, WEIGHTS_NUMBERS);
    for (size_t i = 0; i < WEIGHTS_NUMBERS; i++) {
        uint32_t bits;
        memcpy(&bits, from + i * sizeof bits, sizeof bits);
        bits = GUINT32_FROM_LE(bits);
        memcpy(&weights->numbers[i], &bits, sizeof bits);
    }
}

Weights *weights_open(GBytes *bytes, GError **error) {
    g_autoptr(Weights) weights = g_new0(Weights, 1);
    weights->bytes = g_bytes_ref(bytes);
    if (!read_head(weights, error))
        return NULL;
    const char *data = g_bytes_get_data(bytes, NULL);
    const char *numbers = data + sizeof(WeightsHead);
    read_numbers(weights, numbers);
    weights->keys = numbers + WEIGHTS_NUMBERS * sizeof(float);
    weights->rows = (const int8_t *)weights->keys + (size_t)weights->head.rows * sizeof(uint64_t);
    build_index(weights);
    return g_steal_pointer(&weights);
}

void weights_free(Weights *weights) {
    if (weights == NULL)
        return;
    g_bytes_unref(weights->bytes);
    g_free(weights->numbers);
    g_free(weights->index);
    g_free(weights);
}

uint64_t weights_source(const Weights *weights) {
    return weights->head.source;
}

uint32_t weights_rows(const Weights *weights) {
    return weights->head.rows;
}

float weights_bias(const Weights *weights, unsigned class) {
    return weights->numbers[class];
}

const float *weights_of_phrases(const Weights *weights, unsigned class) {
    return weights->numbers + (1 + (size_t) class) * CLASS_STRIDE;
}

const float *weights_scale(const Weights *weights, TermKind kind) {
    return weights->numbers + (1 + CLASS_COUNT + (size_t)kind) * CLASS_STRIDE;
}

// By those bits of the key that `mask` has; the lower forty are among them, by which the index is ordered.
static const int8_t *find_row(const Weights *weights, uint64_t key, uint64_t mask, uint32_t *number) {
    const uint32_t tag = tag_of(key);
    for (uint32_t at = (uint32_t)key & weights->mask; weights->index[at] != 0;
         at = (at + 1) & weights->mask) {
        if ((weights->index[at] & ~ROW_MASK) != tag)
            continue;
        uint32_t row = (weights->index[at] & ROW_MASK) - 1;
        if ((key_at(weights, row) & mask) == (key & mask)) {
            *number = row;
            return weights->rows + (size_t)row * CLASS_STRIDE;
        }
    }
    return NULL;
}

void weights_expect(const Weights *weights, uint64_t key) {
    __builtin_prefetch(&weights->index[(uint32_t)key & weights->mask]);
}

const int8_t *weights_row(const Weights *weights, uint64_t key, uint32_t *number) {
    return find_row(weights, key, UINT64_MAX, number);
}

const int8_t *weights_row_short(const Weights *weights, uint64_t key, uint32_t *number) {
    return find_row(weights, key, WEIGHTS_SHORT_KEY, number);
}
