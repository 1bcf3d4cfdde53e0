#ifndef EARSHOT_CALIBRATE_H
#define EARSHOT_CALIBRATE_H
// Scores that mean what they say: of those given 0.8, about eight in ten are
// right. A model is surer of writers it learned from than it may be of others,
// so the logits of left-out writers decide slope and offset of each
// signal (Platt, 1999).

#include <glib.h>
#include <stdbool.h>
#include "classes.h"

typedef struct Heard { // what a model that did not know the writer says of an example
    float sums[CLASS_COUNT];
    bool known; // false for examples that were never left out
} Heard;

typedef struct Calibration {
    double slope[CLASS_COUNT], offset[CLASS_COUNT];
} Calibration;

// From all that is known but the examples of `held` (by place; NULL leaves none out). `examples` are Example
// *.
void calibration_fit(const GPtrArray *examples, const Heard *heard, const bool *held,
                     Calibration *calibration);

// The weights file with every sum scaled and moved. The caller owns it.
GBytes *calibration_apply(const Calibration *calibration, GBytes *weights) G_GNUC_WARN_UNUSED_RESULT;

#endif
