// Two numbers a class, found by the same logistic regression as the rest.
#include "calibrate.h"

#include <linear.h>
#include <string.h>
#include "example.h"
#include "weights.h"

#define LOOSE 1000.0 // cost: two numbers need no prior
#define CLEARLY_NO                                                                                           \
    -2.0F // below it there is nothing to decide, and so much of it that it would decide everything

static void fit_class(const GPtrArray *examples, const Heard *heard, const bool *held, unsigned class,
                      double *slope, double *offset) {
    g_autofree struct feature_node *nodes = g_new(struct feature_node, 3 * ((size_t)examples->len + 1));
    g_autofree struct feature_node **rows = g_new(struct feature_node *, examples->len + 1);
    g_autofree double *wanted = g_new(double, examples->len + 1);
    int count = 0, positive = 0;
    for (guint i = 0; i < examples->len; i++) {
        const Example *example = g_ptr_array_index(examples, i);
        int8_t label = example->label[class];
        if (!example->ours || !heard[i].known || label == LABEL_UNKNOWN ||
            heard[i].sums[class] < CLEARLY_NO || (held != NULL && held[i]))
            continue;
        rows[count] = nodes + 3 * (size_t)count;
        rows[count][0] = (struct feature_node){1, (double)heard[i].sums[class]};
        rows[count][1] = (struct feature_node){2, 1};
        rows[count][2] = (struct feature_node){-1, 0};
        positive += label == LABEL_YES;
        wanted[count++] = label == LABEL_YES ? 1 : -1;
    }
    if (positive == 0 || positive == count)
        return;
    struct problem problem = {.l = count, .n = 2, .y = wanted, .x = rows, .bias = -1};
    struct parameter parameter = {.solver_type = L2R_LR, .eps = 0.0001, .C = LOOSE};
    struct model *learned = train(&problem, &parameter);
    double sign = learned->label[0] == 1 ? 1 : -1;
    *slope = sign * learned->w[0];
    *offset = sign * learned->w[1];
    free_and_destroy_model(&learned);
}

void calibration_fit(const GPtrArray *examples, const Heard *heard, const bool *held,
                     Calibration *calibration) {
    for (unsigned class = 0; class < CLASS_COUNT; class ++) {
        calibration->slope[class] = 1;
        calibration->offset[class] = 0;
        bool compared = class >= CLASS_REQUEST;
        if (!compared)
            fit_class(examples, heard, held, class, &calibration->slope[class], &calibration->offset[class]);
    }
}

GBytes *calibration_apply(const Calibration *calibration, GBytes *weights) {
    enum { NUMBERS = CLASS_COUNT + CLASS_COUNT * CLASS_COUNT + TERM_KINDS * CLASS_COUNT };
    gsize size;
    const guint8 *from = g_bytes_get_data(weights, &size);
    guint8 *file = g_memdup2(from, size);
    for (size_t i = 0; i < NUMBERS; i++) { // every row of numbers is one a class
        guint8 *place = file + sizeof(WeightsHead) + i * sizeof(float);
        uint32_t bits;
        float number;
        memcpy(&bits, place, sizeof bits);
        bits = GUINT32_FROM_LE(bits);
        memcpy(&number, &bits, sizeof bits);
        number *= (float)calibration->slope[i % CLASS_COUNT];
        number += i < CLASS_COUNT ? (float)calibration->offset[i] : 0;
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
