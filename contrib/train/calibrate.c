// Two numbers a class, by Newton's method: the likelihood of two parameters
// needs no library. A prior holds them near one and zero where few were heard.
#include "calibrate.h"

#include <math.h>
#include <string.h>
#include "example.h"
#include "weights.h"

#define CLEARLY_NO                                                                                           \
    (-2.5F)       // below it there is nothing to decide, and so much of it that it would decide everything
#define PRIOR 4.0 // examples that speak for slope 1 and offset 0
// Added to a signal's logit on purpose: overlooking costs more than a false alarm, and F1 is best where a
// signal counts as present from about 0.4. What is told as 0.80 is right in about 0.75 to 0.80.
#define FORWARD 0.35
enum { STEPS = 40 };

typedef struct Fit {
    double slope, offset;
    double gradient[2],
        curve[3]; // of the penalised likelihood: slope, offset; slope twice, both, offset twice
} Fit;

static void fit_begin(Fit *fit) {
    fit->gradient[0] = PRIOR * (1 - fit->slope);
    fit->gradient[1] = -PRIOR * fit->offset;
    fit->curve[0] = fit->curve[2] = PRIOR;
    fit->curve[1] = 0;
}

static void fit_add(Fit *fit, double sum, bool yes) {
    double p = 1 / (1 + exp(-(fit->slope * sum + fit->offset)));
    double off = (yes ? 1 : 0) - p, weight = p * (1 - p);
    fit->gradient[0] += off * sum;
    fit->gradient[1] += off;
    fit->curve[0] += weight * sum * sum;
    fit->curve[1] += weight * sum;
    fit->curve[2] += weight;
}

// Half a step at most, and within what a calibration can be: Newton's method runs away where all lies on one
// side.
static void fit_step(Fit *fit) {
    double determinant = fit->curve[0] * fit->curve[2] - fit->curve[1] * fit->curve[1];
    double slope = (fit->curve[2] * fit->gradient[0] - fit->curve[1] * fit->gradient[1]) / determinant;
    double offset = (fit->curve[0] * fit->gradient[1] - fit->curve[1] * fit->gradient[0]) / determinant;
    fit->slope = CLAMP(fit->slope + CLAMP(slope, -0.5, 0.5), 0.3, 3.0);
    fit->offset = CLAMP(fit->offset + CLAMP(offset, -0.5, 0.5), -3.0, 3.0);
}

static void fit_class(const GPtrArray *examples, const Heard *heard, const bool *held, unsigned class,
                      Fit *fit) {
    for (int step = 0; step < STEPS; step++) {
        fit_begin(fit);
        for (guint i = 0; i < examples->len; i++) {
            const Example *example = g_ptr_array_index(examples, i);
            bool counts = example->ours && heard[i].known && (held == NULL || !held[i]) &&
                          example->label[class] != LABEL_UNKNOWN && heard[i].sums[class] >= CLEARLY_NO;
            if (counts)
                fit_add(fit, (double)heard[i].sums[class], example->label[class] == LABEL_YES);
        }
        fit_step(fit);
    }
}

void calibration_fit(const GPtrArray *examples, const Heard *heard, const bool *held,
                     Calibration *calibration) {
    for (unsigned class = 0; class < CLASS_COUNT; class ++) {
        Fit fit = {.slope = 1, .offset = 0};
        if (class < SIGNAL_COUNT) // requests are only compared with each other, aspects only with zero
            fit_class(examples, heard, held, class, &fit);
        calibration->slope[class] = fit.slope;
        calibration->offset[class] = fit.offset + (class < SIGNAL_COUNT ? FORWARD : 0);
    }
}

GBytes *calibration_apply(const Calibration *calibration, GBytes *weights) {
    gsize size;
    const guint8 *from = g_bytes_get_data(weights, &size);
    guint8 *file = g_memdup2(from, size);
    for (size_t i = 0; i < WEIGHTS_NUMBERS; i++) { // each row of numbers is one a class
        guint8 *place = file + sizeof(WeightsHead) + i * sizeof(float);
        uint32_t bits;
        float number;
        memcpy(&bits, place, sizeof bits);
        bits = GUINT32_FROM_LE(bits);
        memcpy(&number, &bits, sizeof bits);
        size_t class = i % CLASS_STRIDE;
        number *= class < CLASS_COUNT ? (float)calibration->slope[class] : 1;
        number += i < CLASS_COUNT ? (float)calibration->offset[class] : 0;
        memcpy(&bits, &number, sizeof bits);
        bits = GUINT32_TO_LE(bits);
        memcpy(place, &bits, sizeof bits);
    }
    WeightsHead head;
    memcpy(&head, file, sizeof head);
    head.checksum = GUINT64_TO_LE(weights_digest(0, file + sizeof head, size - sizeof head));
    memcpy(file, &head, sizeof head);
    return g_bytes_new_take(file, size);
}
