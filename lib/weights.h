#ifndef EARSHOT_WEIGHTS_H
#define EARSHOT_WEIGHTS_H
// What was learned: for each term a weight per class, small integers with one
// scale for each kind of term and class. The file (conf/model/weights) is
// written by contrib/train and read where it lies; nothing is copied but an
// index of the keys.
//
// Layout, little-endian: WeightsHead, then bias[CLASS_COUNT], phrase[CLASS_COUNT][CLASS_COUNT] (what a
// class's phrases, added up, say for each class), scale[TERM_KINDS][CLASS_COUNT], all float; keys[rows],
// uint64; rows[rows][CLASS_COUNT], int8.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "classes.h"
#include "terms.h"

#define WEIGHTS_MAGIC "EARSHOTW"
enum {
    WEIGHTS_VERSION = 2,
    CLASS_STRIDE = 32,
    WEIGHTS_NUMBERS = (1 + CLASS_COUNT + TERM_KINDS) * CLASS_STRIDE
};
G_STATIC_ASSERT((int)CLASS_COUNT <= (int)CLASS_STRIDE);

typedef struct WeightsHead {
    char magic[8];
    uint32_t version, rows, classes, kinds;
    uint64_t source;   // digest of the phrases and concepts it was learned with
    uint64_t checksum; // of everything behind the head
} WeightsHead;

typedef struct Weights Weights;

// Keeps a reference to the bytes. FATE_CORRUPT when they are cut, of another version or damaged.
Weights *weights_open(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void weights_free(Weights *weights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Weights, weights_free)

uint64_t weights_source(const Weights *weights);
uint32_t weights_rows(const Weights *weights);
float weights_bias(const Weights *weights, unsigned class);
// What one point of a class's phrases adds to each class: CLASS_STRIDE values.
const float *weights_of_phrases(const Weights *weights, unsigned class);
// The scale of a kind of term: CLASS_STRIDE values.
const float *weights_scale(const Weights *weights, TermKind kind);
// The row of a term, to be scaled, or NULL; `*number` tells rows apart.
const int8_t *weights_row(const Weights *weights, uint64_t key, uint32_t *number);
// The same by the lower 40 bits of a key, which is what is kept of a message (impression.h).
#define WEIGHTS_SHORT_KEY ((UINT64_C(1) << 40) - 1)
const int8_t *weights_row_short(const Weights *weights, uint64_t key, uint32_t *number);

// A row of that key will be asked for soon: its place in the index is brought near.
void weights_expect(const Weights *weights, uint64_t key);

// The checksum and the digest of this file: FNV-1a over 64-bit words, the rest padded with zeros.
uint64_t weights_digest(uint64_t seed, const void *bytes, size_t size);

#endif
