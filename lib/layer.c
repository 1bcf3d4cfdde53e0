// A table of terms, each with its weights in the order in which they were
// taught. They are not added up: so it can be told whose they are.
#include "layer.h"

#include <math.h>

typedef struct Weight {
    float weight;
    uint32_t lesson;
    uint32_t next; // of the same term: its place and 1, 0 is the end
    uint8_t class;
} Weight;

struct Layer {
    int references;
    GHashTable *first; // of a term's key -> the place of its first weight and 1
    GArray *weights;   // Weight
};

Layer *layer_new(void) {
    Layer *layer = g_new0(Layer, 1);
    layer->references = 1;
    layer->first = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    layer->weights = g_array_new(FALSE, FALSE, sizeof(Weight));
    return layer;
}

Layer *layer_ref(Layer *layer) {
    g_atomic_int_inc(&layer->references);
    return layer;
}

void layer_unref(Layer *layer) {
    if (layer == NULL || !g_atomic_int_dec_and_test(&layer->references))
        return;
    g_hash_table_unref(layer->first);
    g_array_unref(layer->weights);
    g_free(layer);
}

bool layer_is_empty(const Layer *layer) {
    return layer->weights->len == 0;
}

static guint first_of(const Layer *layer, uint64_t key) {
    const gint64 name = (gint64)key;
    return GPOINTER_TO_UINT(g_hash_table_lookup(layer->first, &name));
}

static const Weight *weight_at(const Layer *layer, guint place) {
    return &g_array_index(layer->weights, Weight, place - 1);
}

void layer_teach(Layer *layer, uint64_t key, unsigned class, uint32_t lesson, float weight) {
    float sum = 0;
    const guint first = first_of(layer, key);
    for (guint at = first; at != 0; at = weight_at(layer, at)->next)
        sum += weight_at(layer, at)->class == class ? weight_at(layer, at)->weight : 0;
    const float bounded = CLAMP(sum + weight, -LAYER_TERM, LAYER_TERM) - sum;
    const Weight one = {.weight = bounded, .lesson = lesson, .next = first, .class = (uint8_t) class};
    if (!(bounded < 0 || bounded > 0))
        return;
    g_array_append_val(layer->weights, one);
    g_hash_table_replace(layer->first, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(layer->weights->len));
}

static bool is_grave(unsigned class, const float sums[CLASS_STRIDE]) {
    return class == SIGNAL_LEGAL || class == SIGNAL_PUBLIC || class == SIGNAL_SECURITY ||
           class == SIGNAL_CHURN || class == CLASS_ASPECT + ASPECT_DECIDED ||
           class == CLASS_ASPECT + ASPECT_STANDSTILL ||
           (class == SIGNAL_IMPACT && sums[CLASS_ASPECT + ASPECT_STANDSTILL] >= 0);
}

float layer_bound(unsigned class, const float sums[CLASS_STRIDE], bool upwards) {
    return !upwards && is_grave(class, sums) ? LAYER_GRAVE : LAYER_MESSAGE;
}

// Any two messages have words in common.
static float beyond_chance(float sum) {
    const float rest = fabsf(sum) - LAYER_LEAST;
    return rest <= 0 ? 0 : sum < 0 ? -rest : rest;
}

void layer_weigh(const Layer *layer, const Impression *impression, const float sums[CLASS_STRIDE],
                 float added[CLASS_STRIDE]) {
    for (unsigned class = 0; class < CLASS_STRIDE; class ++)
        added[class] = 0;
    for (guint i = 0; !layer_is_empty(layer) && i < impression->traces->len; i++) {
        const Trace *trace = &g_array_index(impression->traces, Trace, i);
        guint at = first_of(layer, trace->key);
        const float factor = at == 0 ? 0 : impression_factor(impression, trace);
        for (; at != 0; at = weight_at(layer, at)->next)
            added[weight_at(layer, at)->class] += weight_at(layer, at)->weight * factor;
    }
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        added[class] = CLAMP(beyond_chance(added[class]), -layer_bound(class, sums, false),
                             layer_bound(class, sums, true));
}

// Few lessons speak to one message: a list does.
typedef struct Share {
    uint32_t lesson;
    float sum;
} Share;

static void add_share(GArray *shares, uint32_t lesson, float value) {
    for (guint i = 0; i < shares->len; i++) {
        Share *share = &g_array_index(shares, Share, i);
        if (share->lesson != lesson)
            continue;
        share->sum += value;
        return;
    }
    const Share one = {lesson, value};
    g_array_append_val(shares, one);
}

uint32_t layer_lesson(const Layer *layer, const Impression *impression, unsigned class, bool upwards) {
    g_autoptr(GArray) shares = g_array_new(FALSE, FALSE, sizeof(Share));
    const float sign = upwards ? 1 : -1;
    for (guint i = 0; i < impression->traces->len; i++) {
        const Trace *trace = &g_array_index(impression->traces, Trace, i);
        const float factor = sign * impression_factor(impression, trace);
        for (guint at = first_of(layer, trace->key); at != 0; at = weight_at(layer, at)->next)
            if (weight_at(layer, at)->class == class)
                add_share(shares, weight_at(layer, at)->lesson, weight_at(layer, at)->weight * factor);
    }
    Share best = {0};
    for (guint i = 0; i < shares->len; i++)
        if (g_array_index(shares, Share, i).sum > best.sum)
            best = g_array_index(shares, Share, i);
    return best.lesson;
}
