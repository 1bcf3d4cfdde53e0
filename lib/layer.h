#ifndef EARSHOT_LAYER_H
#define EARSHOT_LAYER_H
// What the lessons of this house add to the shipped model (lesson.h): small
// weights on terms, each with the number of its lesson. Its influence is bounded
// however many lessons there are:
//     on one term            LAYER_TERM logits a class, up or down
//     on one message         LAYER_MESSAGE logits a class, up or down
//     downwards, on grave classes (churn, legal, public, security, a decision made, a standstill, and impact
//     where there is a standstill)
//                            LAYER_GRAVE logits: what scores more than 0.70 stays present
// What adds up to less than LAYER_LEAST on a message is no likeness and counts nothing; of what is more, the
// rest counts.
// Immutable once it is shared: any thread may use it.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "impression.h"
#include "weights.h"

#define LAYER_TERM 0.4F
#define LAYER_MESSAGE 3.0F
#define LAYER_GRAVE 0.85F
#define LAYER_LEAST 0.3F

typedef struct Layer Layer;

Layer *layer_new(void) G_GNUC_WARN_UNUSED_RESULT;
Layer *layer_ref(Layer *layer);
void layer_unref(Layer *layer); // NULL is nothing
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layer, layer_unref)
bool layer_is_empty(const Layer *layer);

// Before it is shared: more weight on a term, as far as its bound allows.
void layer_teach(Layer *layer, uint64_t key, unsigned class, uint32_t lesson, float weight);
// How far it may move a class of a message of these sums, in logits.
float layer_bound(unsigned class, const float sums[CLASS_STRIDE], bool upwards);
// What it adds to a message of these sums (logits by class, of the model alone), within the bounds.
void layer_weigh(const Layer *layer, const Impression *impression, const float sums[CLASS_STRIDE],
                 float added[CLASS_STRIDE]);
// The lesson that adds most to a class of the message, upwards or downwards; 0 when none does.
uint32_t layer_lesson(const Layer *layer, const Impression *impression, unsigned class, bool upwards);

#endif
